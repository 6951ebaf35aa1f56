//! How long each stage takes on the sample issue, and all of them together.
//!
//! `cargo bench --bench stages`; `benches/compare` measures the whole program beside pandoc.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use offprint::media::Gallery;
use offprint::pipeline::{self, BuildOptions, ImportOptions, Silent};
use offprint::restore::{self, Article, Options};
use offprint::source::{self, Page};
use offprint::text::{Ledger, PageId};
use offprint::{book, chapter, epub, print, typography};
use std::hint::black_box;
use std::path::{Path, PathBuf};

const NAMES: [&str; 3] = ["p1.txt", "p2.txt", "p3.txt"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("book/pages")
}

fn bytes() -> Vec<Vec<u8>> {
    let read = |name| std::fs::read(folder().join(name)).expect("the sample's page");
    NAMES.map(read).to_vec()
}

fn read(bytes: Vec<Vec<u8>>) -> Vec<Page> {
    let files = bytes.into_iter().zip(NAMES).enumerate();
    let pages = files.map(|(i, (bytes, name))| source::read(PageId(i as u32), name, bytes));
    pages
        .map(|page| page.expect("the sample's page is text").value)
        .collect()
}

fn restored(pages: &[Page]) -> Vec<Article> {
    restore::restore(pages, &Options::default(), &mut Ledger::default()).articles
}

fn set(articles: Vec<Article>) -> Vec<Article> {
    let mut ledger = Ledger::default();
    let articles = articles.into_iter();
    articles
        .map(|one| typography::set(one, &mut ledger))
        .collect()
}

fn import_stages(c: &mut Criterion) {
    let bytes = bytes();
    let pages = read(bytes.clone());
    let articles = restored(&pages);
    let done = set(articles.clone());
    let mut group = c.benchmark_group("import");
    group.throughput(Throughput::Bytes(
        bytes.iter().map(|b| b.len() as u64).sum(),
    ));
    group.bench_function("read", |b| {
        b.iter_batched(
            || bytes.clone(),
            |bytes| black_box(read(bytes)),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("restore", |b| b.iter(|| black_box(restored(&pages))));
    group.bench_function("typography", |b| {
        b.iter_batched(
            || articles.clone(),
            |articles| black_box(set(articles)),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("write", |b| {
        b.iter(|| {
            let chapters = done.iter().map(|one| chapter::write(one, "pages/p1.txt"));
            black_box(chapters.collect::<Vec<_>>())
        });
    });
    group.finish();
}

fn build_stages(c: &mut Criterion) {
    let made = tempfile::tempdir().expect("a folder");
    let folder = made.path().join("book");
    import(&folder);
    // draws the cover, which is then kept
    build(&folder);
    let opened = book::open(&folder).expect("the sample's book").value;
    let gallery = Gallery::of(&opened, Some(folder.clone()));
    let mut group = c.benchmark_group("build");
    group.bench_function("open", |b| b.iter(|| black_box(book::open(&folder))));
    group.bench_function("epub", |b| {
        b.iter(|| {
            let mut sink = std::io::sink();
            black_box(epub::write(
                &opened,
                &gallery,
                epub::Profile::Generic,
                &mut sink,
            ))
        })
    });
    group.bench_function("print", |b| {
        b.iter(|| {
            black_box(print::write(
                &opened,
                &gallery,
                &mut std::io::sink(),
                &mut std::io::sink(),
            ))
        })
    });
    group.finish();
    c.bench_function("sum", |b| {
        b.iter(|| {
            import(&folder);
            build(&folder);
        });
    });
}

fn import(into: &Path) {
    let paths = NAMES.map(|name| folder().join(name));
    let files = pipeline::load(&paths).expect("the sample's pages");
    let options = ImportOptions::default();
    pipeline::import(files, &options, into, &Silent).expect("the sample's pages hold articles");
}

fn build(folder: &Path) {
    pipeline::build(folder, &BuildOptions::default(), &Silent).expect("the sample's book builds");
}

criterion_group!(benches, import_stages, build_stages);
criterion_main!(benches);
