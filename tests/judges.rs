//! The outside judges of `tests/judges`, one test each, so that plain `cargo test` names what it did not ask.
//!
//! They need checkers that Cargo cannot bring: `tests/run` installs those and runs the judges itself. With everything
//! there, `cargo test --release --test judges -- --ignored` does the same.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Declares a test for each judge, ignored with what it needs, and the list of their names.
macro_rules! judges {
    ($($test:ident = $script:literal, $needs:literal;)+) => {
        $(
            #[test]
            #[ignore = $needs]
            fn $test() {
                ask($script);
            }
        )+

        const SCRIPTS: &[&str] = &[$($script),+];
    };
}

judges! {
    outside_judge_archives = "archives", "asks Python; tests/run does it";
    outside_judge_chromium = "chromium", "asks Chromium and poppler; tests/run installs them";
    outside_judge_epubcheck = "epubcheck", "asks EPUBCheck 5.3.0 and 4.2.6; tests/run installs them";
    outside_judge_figures = "figures", "measures a release build; tests/run does it";
    outside_judge_founding_page = "founding_page", "reads the shared pages; tests/run does it";
    outside_judge_full_disk = "full_disk", "mounts a small disk; tests/run does it";
    outside_judge_killed = "killed", "kills a release build midway; tests/run does it";
    outside_judge_pdf = "pdf", "asks Chromium and poppler; tests/run installs them";
    outside_judge_review = "review", "asks Chromium; tests/run installs it";
    outside_judge_same_bytes = "same_bytes", "builds everything twice; tests/run does it";
}

/// Runs one judge on the program that Cargo built for this test.
fn ask(script: &str) {
    let status = Command::new("python3")
        .arg("-B")
        .arg(folder().join(script).with_extension("py"))
        .env("OFFPRINT_BIN", env!("CARGO_BIN_EXE_offprint"))
        .status()
        .expect("python3 starts");
    assert!(status.success(), "the judge `{script}` found a fault");
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges"))
}

#[test]
fn every_judge_is_listed_here() {
    let found: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the judges' folder is there")
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    let listed: BTreeSet<String> = SCRIPTS.iter().map(ToString::to_string).collect();
    assert_eq!(found, listed);
}
