use banxin::base::*;
use banxin::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let dir = std::path::Path::new(&args[1]);
    let out = &args[3];
    let mut mem = base::files::MemoryFiles::default();
    for entry in walk(dir) {
        let rel = entry.strip_prefix(dir).unwrap().to_string_lossy().into_owned();
        mem.0.insert(rel, std::fs::read(&entry).unwrap());
    }
    let mut fontfiles = base::files::MemoryFiles::default();
    for entry in walk(std::path::Path::new("fonts")) {
        let rel = entry.strip_prefix("fonts").unwrap().to_string_lossy().into_owned();
        fontfiles.0.insert(rel, std::fs::read(&entry).unwrap());
    }
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let run = |sources: &mut Sources, findings: &mut Findings| -> Option<()> {
        let doc = content::read("review.yaml", &mem, sources, findings)?;
        let table = figures::load(&doc, &mem, sources, findings)?;
        let filled = figures::fill(&doc, table, findings)?;
        let name = args.get(2).cloned().unwrap();
        let sheet = style::load_layout(&name, None, &mem, sources, findings)?;
        let styled = style::lower(&doc, &filled, sheet, &mem, findings)?;
        let fonts = fonts::Fonts::open(&fontfiles, sources, findings)?;
        let t = std::time::Instant::now();
        let pages = pages::build(&styled, &fonts, 1, findings);
        eprintln!("pages {} in {:?}", pages.pages.len(), t.elapsed());
        std::fs::write(format!("{out}.txt"), pages::dump(&pages)).ok()?;
        let bytes = pdf::write(&pages, &styled, &fonts, &pdf::Options::default(), findings)?;
        std::fs::write(format!("{out}.pdf"), bytes).ok()?;
        Some(())
    };
    let r = run(&mut sources, &mut findings);
    for f in findings.iter() {
        let at = f.span.map(|s| { let p = sources.position(s); format!("{}:{}:{}", sources.name(s.source), p.line, p.column) }).unwrap_or_default();
        eprintln!("{at} {} {}", f.code, f.message.en);
    }
    eprintln!("{r:?}");
}
fn walk(dir: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut out = vec![];
    for e in std::fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        if p.is_dir() { out.extend(walk(&p)); } else { out.push(p); }
    }
    out
}
