//! Floor 5: nodes → frames. Flow, columns, spanning heads, balance, keeps, tables, charts, furniture.
//!
//! A node is set to its measure and becomes a galley of strips (`node`, `galley`, `table`,
//! `chart`); the strips of a run are broken into columns by weighing the whole run (`flow`); the
//! columns are put on the grid of pages (`makeup`, `grid`); running heads and folios come last
//! (`furniture`). A fault of fit is a finding and a page all the same (`codes`).

mod adorn;
mod chart;
mod choose;
mod codes;
mod contents;
mod dump;
mod floats;
mod flow;
mod foot;
mod frame;
mod front;
mod furniture;
mod galley;
mod grid;
mod jumps;
mod labels;
mod makeup;
mod node;
mod page;
mod pour;
mod ready;
mod runs;
mod table;
mod widen;

pub use codes::CODES;
pub use dump::dump;
pub use furniture::listed as furniture;
pub use labels::labels;
pub use page::*;

use crate::base::Findings;
use crate::fonts::Fonts;
use crate::lines::Setter;
use crate::style::{NodeKind, PageLabels, Styled};
use galley::{NoteBook, Shop};
use makeup::Maker;
use ready::{Opening, Ready, Spanner};

/// Passes after which page numbers that still change are left as they are.
const PASSES: usize = 4;

/// Makes the pages. The number of `jobs` changes the time, never the result.
pub fn build(styled: &Styled, fonts: &Fonts<'_>, jobs: usize, findings: &mut Findings) -> Pages {
    let mut known = PageLabels::default();
    let lists_pages = styled.nodes.iter().any(|node| matches!(node.kind, NodeKind::Contents(_)));
    // A contents list needs page numbers, which may move when it is filled in: until it holds.
    for _ in 1..PASSES {
        if !lists_pages {
            break;
        }
        let pages = pass(styled, fonts, jobs, &known, &mut Findings::default());
        let found = labels(&pages, styled);
        if found == known {
            break;
        }
        known = found;
    }
    pass(styled, fonts, jobs, &known, findings)
}

/// The pages, with the page numbers known so far.
fn pass<'d>(
    styled: &'d Styled,
    fonts: &'d Fonts<'_>,
    jobs: usize,
    known: &PageLabels,
    findings: &mut Findings,
) -> Pages {
    let spec = &styled.sheet.page;
    let setter = Setter::new(&styled.sheet, fonts);
    let shop = Shop { sheet: &styled.sheet, setter, fonts, notes: NoteBook::of(styled), labels: known };
    // Stretches that flow together: over all columns, or in them.
    let runs = runs::divide(styled);
    let mut maker = Maker::new(&shop);
    let mut waiting: Option<Ready<'_>> = None;
    for run in &runs {
        // The next run is set before this one is placed: a head must know what follows it.
        for next in set(run, &shop, jobs).parted(spec) {
            let opening = Opening::of(&next.galleys, spec);
            if let Some(ready) = waiting.replace(next) {
                maker.run(ready, opening, findings);
            }
        }
    }
    if let Some(ready) = waiting {
        maker.run(ready, Opening::default(), findings);
    }
    let (mut pages, jumps) = maker.finish();
    // What stands at the foot of the last page.
    foot::stand(&mut pages, styled, &shop, findings);
    // Page numbers: those that name pages, running heads and folios.
    front::count(&mut pages, styled);
    jumps::stand(&jumps, &mut pages.pages, &shop);
    furniture::furnish(&mut pages, styled, &shop);
    // Marks on text: what stands beside a line becomes items of the page.
    pages.pages.iter_mut().for_each(adorn::adorn);
    pages
}

/// A run's nodes set to their measure, and what stands beside them to its own.
fn set<'r>(run: &'r runs::Run<'r>, shop: &Shop<'_>, jobs: usize) -> Ready<'r> {
    let spec = shop.sheet.page.divided(run.columns);
    let mut findings = Findings::default();
    let mut spanner = |float: &runs::Float<'r>| {
        let nodes: Vec<_> = float.nodes.iter().map(|node| (*node, false)).collect();
        Spanner {
            before: float.before,
            over: float.over,
            galleys: node::set_all(&nodes, spec.width(float.over), shop, 1, &mut findings),
        }
    };
    let floats = run.floats.iter().map(&mut spanner).collect();
    let galleys = node::set_all(&run.nodes, spec.width(run.over), shop, jobs, &mut findings);
    let runs::Run { start, columns, band, ruled, low, over, ref nodes, .. } = *run;
    Ready { start, columns, band, ruled, low, over, within: None, nodes, galleys, floats, findings }
}

#[cfg(test)]
mod tests;
