//! What a line setter costs beside its shaper: the same shuffled, distinct paragraphs through
//! harfrust alone and through analyse, shape, choose and justify; and how both grow.
//!
//! `cargo bench --bench lines`

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use banxin::base::{Emu, Findings, Sources, files::MemoryFiles};
use banxin::fonts::{Class, Fonts};
use banxin::lines::{Rules, Setter, Typefaces};
use banxin::style::{FontRole, Para, ParaStyle, Run, Sheet};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use harfrust::{Buffer, Direction, Language, Script, ShapeOptions, ShapePlan, ShaperFont, shape};
use std::hint::black_box;
use std::sync::Arc;

/// Clauses of the kind that annual reviews are made of.
const CLAUSES: &str = include_str!("clauses.txt");

const EM: Emu = Emu(133_350);

/// `count` characters of clauses in a fixed random order, in paragraphs of about `length`.
fn paragraphs(count: usize, length: usize) -> Vec<String> {
    let clauses: Vec<&str> = CLAUSES.lines().filter(|line| !line.is_empty()).collect();
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize
    };
    let (mut out, mut total) = (Vec::new(), 0);
    while total < count {
        let (mut text, mut size) = (String::new(), 0);
        while size < length.min(count - total) {
            let clause = clauses.get(next() % clauses.len()).unwrap();
            text.push_str(clause);
            text.push(if size + clause.chars().count() > length { '。' } else { '，' });
            size += clause.chars().count() + 1;
        }
        total += size;
        out.push(text);
    }
    out
}

fn para(text: &str) -> Para {
    let run = Run { range: 0..text.len() as u32, ..Run::default() };
    Para { text: text.into(), runs: vec![run], ..Para::default() }
}

fn lines(c: &mut Criterion) {
    let (files, mut sources, mut findings) = (MemoryFiles::default(), Sources::default(), Findings::default());
    let fonts = Fonts::open(&files, &mut sources, &mut findings).unwrap();
    let style = ParaStyle { font: FontRole("song".into()), size: EM, indent_first: 2000, ..ParaStyle::default() };
    let sheet = Sheet { paras: vec![style], ..Sheet::default() };
    let setter = Setter::with(&sheet, Arc::new(Typefaces::new(&fonts)), Rules::default());
    let face = fonts.face(fonts.pick(fonts.role("song").unwrap(), '版', Class::Han).unwrap().face).unwrap();
    let chinese = Language::new("zh-Hans");
    let plan = ShapePlan::new(face.font(), Direction::LeftToRight, Some(Script::HAN), chinese.as_ref(), &[]);

    let texts = paragraphs(60_000, 320);
    let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
    let paras: Vec<Para> = texts.iter().map(|text| para(text)).collect();
    let mut group = c.benchmark_group("shuffled paragraphs");
    group.throughput(Throughput::Elements(characters as u64));
    group.bench_function("harfrust alone", |b| {
        b.iter(|| {
            let font = ShaperFont::new(face.font());
            for text in &texts {
                let mut buffer = Buffer::new();
                buffer.push_str(text);
                buffer.set_direction(Direction::LeftToRight);
                buffer.set_script(Some(Script::HAN));
                buffer.set_language(chinese.clone());
                shape(&font, &mut buffer, ShapeOptions::new().plan(Some(&plan))).unwrap();
                black_box(buffer.glyph_infos().len());
            }
        });
    });
    group.bench_function("set in 20 em", |b| {
        b.iter(|| paras.iter().map(|para| black_box(setter.prepare(para).set(EM * 20)).len()).sum::<usize>());
    });
    group.bench_function("analyse and shape", |b| {
        b.iter(|| paras.iter().map(|para| black_box(setter.prepare(para).natural_width()).0).sum::<i64>());
    });
    group.finish();

    let mut group = c.benchmark_group("growth");
    group.sample_size(10);
    for (name, count, length) in [
        ("10 thousand, paragraphs of 320", 10_000, 320),
        ("1 million, paragraphs of 320", 1_000_000, 320),
        ("10 million, paragraphs of 320", 10_000_000, 320),
        ("one paragraph of 100 thousand", 100_000, 100_000),
        ("one paragraph of 1 million", 1_000_000, 1_000_000),
    ] {
        let texts = paragraphs(count, length);
        let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
        group.throughput(Throughput::Elements(characters as u64));
        group.bench_function(name, |b| {
            b.iter(|| texts.iter().map(|text| setter.prepare(&para(text)).set(EM * 20).len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, lines);
criterion_main!(benches);
