//! The small book that `offprint new` makes.

/// Its files: paths and contents.
pub(super) fn files(chinese: bool) -> Vec<(String, Vec<u8>)> {
    let files = if chinese { CHINESE } else { ENGLISH };
    let owned = files.iter();
    owned
        .map(|&(path, text)| (path.to_owned(), text.replace("\r\n", "\n").into_bytes()))
        .collect()
}

/// Includes a file of `src/pipeline/starter`.
macro_rules! starter {
    ($path:literal) => {
        include_str!(concat!("starter/", $path))
    };
}

const CHINESE: &[(&str, &str)] = &[
    ("book.toml", starter!("zh/book.toml")),
    ("src/SUMMARY.md", starter!("zh/SUMMARY.md")),
    ("src/001-从一页开始.md", starter!("zh/001.md")),
    ("src/002-动手修改.md", starter!("zh/002.md")),
];

const ENGLISH: &[(&str, &str)] = &[
    ("book.toml", starter!("en/book.toml")),
    ("src/SUMMARY.md", starter!("en/SUMMARY.md")),
    ("src/001-Begin-with-a-page.md", starter!("en/001.md")),
    ("src/002-Make-it-yours.md", starter!("en/002.md")),
];
