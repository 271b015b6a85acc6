use banxin::base::*;
use banxin::*;
use banxin::style::*;
fn main() {
    let mut mem = base::files::MemoryFiles::default();
    for n in ["review.yaml","figures.csv"] { mem.0.insert(n.into(), std::fs::read(format!("data/annual-review-2021/{n}")).unwrap()); }
    let mut fontfiles = base::files::MemoryFiles::default();
    for d in ["", "fandol/","kai-ext/","noto-sans-sc/","noto-serif-sc/","liberation/"] { for e in std::fs::read_dir(format!("fonts/{d}")).unwrap() { let p=e.unwrap().path(); if p.is_file() { fontfiles.0.insert(format!("{d}{}", p.file_name().unwrap().to_string_lossy()), std::fs::read(&p).unwrap()); } } }
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let doc = content::read("review.yaml", &mem, &mut sources, &mut findings).unwrap();
    let table = figures::load(&doc, &mem, &mut sources, &mut findings).unwrap();
    let filled = figures::fill(&doc, table, &mut findings).unwrap();
    let sheet = style::load_layout("bulletin", None, &mem, &mut sources, &mut findings).unwrap();
    let styled = style::lower(&doc, &filled, sheet, &mem, &mut findings).unwrap();
    let fonts = fonts::Fonts::open(&fontfiles, &mut sources, &mut findings).unwrap();
    let setter = lines::Setter::new(&styled.sheet, &fonts);
    let m = styled.sheet.page.column_width;
    for node in &styled.nodes {
        match &node.kind {
            NodeKind::Para(p) => { let pr = setter.prepare(p); let n = pr.set(m).len();
              println!("{:?} n={} +1={:?} -1={:?}", node.id, n, pr.variant(m,1).map(|l| l.iter().map(|l| l.fit.stretch).max()), pr.variant(m,-1).map(|l| l.iter().map(|l| l.fit.stretch).min())); }
            NodeKind::Table(t) => { for row in t.head.iter().chain(t.body.iter().take(8)) { for c in &row.cells { let pr = setter.prepare(&c.para); let w = pr.natural_width(); print!("[{} nat {} nar {} lines {}] ", c.para.text, w, pr.narrowest(), pr.set(w).len()); } println!(); } }
            _ => {}
        }
    }
}
