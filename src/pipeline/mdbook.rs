//! offprint as a renderer of mdBook: the book that mdBook has read and its preprocessors have changed,
//! as JSON on standard input (mdBook guide, "Alternative Backends").

use super::build::build_with;
use super::{BuildOptions, Built, Progress};
use crate::book::Book;
use crate::chapter;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result, Warned};
use crate::say;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is said of files that a chapter puts in.
const INCLUDES: &[&str] = &[
    "book/include-missing",
    "book/include-outside",
    "book/include-cycle",
    "book/include-part",
];

/// What mdBook tells a renderer, as far as it is needed.
#[derive(Debug, Clone, Deserialize)]
struct Context {
    /// The folder of the book.
    root: PathBuf,
    /// Where the renderer is to write.
    destination: PathBuf,
    book: Chapters,
}

/// The chapters, in mdBook 0.5 and before.
#[derive(Debug, Clone, Deserialize)]
struct Chapters {
    #[serde(alias = "sections")]
    items: Vec<Value>,
}

/// Builds the book that `context` tells of: chapters as mdBook hands them over, everything else as the
/// book's folder has it. The editions go where mdBook wants them, unless `options` say otherwise.
///
/// # Errors
/// [`ErrorKind::Input`] when `context` is none; else those of [`build`](super::build()).
pub fn build_for_mdbook(
    context: &[u8],
    options: &BuildOptions,
    progress: &dyn Progress,
) -> Result<Warned<Built>> {
    let context: Context = serde_json::from_slice(context).map_err(|error| no_context(&error))?;
    let mut contents = BTreeMap::new();
    collect(&context.book.items, &mut contents);
    let options = BuildOptions {
        output: options.output.clone().or(Some(context.destination)),
        // what was made of other chapters is of no use for these
        maker: None,
        ..options.clone()
    };
    let change = |book: &mut Book, said: &mut Vec<Diagnostic>| {
        // mdBook has put in what is to be put in
        said.retain(|one| !INCLUDES.contains(&one.code));
        for one in &mut book.chapters {
            if let Some(content) = contents.get(&one.path) {
                one.chapter = chapter::parse(content, &one.path).unpack(&mut Vec::new());
            }
        }
    };
    build_with(&context.root, &options, &change, progress)
}

/// Adds the content of each chapter of `items` and of those below it, by its path.
fn collect(items: &[Value], contents: &mut BTreeMap<String, String>) {
    for chapter in items.iter().filter_map(|item| item.get("Chapter")) {
        let path = chapter.get("source_path").or(chapter.get("path"));
        let text = chapter.get("content").and_then(Value::as_str);
        if let (Some(path), Some(text)) = (path.and_then(Value::as_str), text) {
            contents.insert(path.replace('\\', "/"), text.to_owned());
        }
        if let Some(below) = chapter.get("sub_items").and_then(Value::as_array) {
            collect(below, contents);
        }
    }
}

fn no_context(error: &serde_json::Error) -> Error {
    let message = say!(
        "standard input is not what mdBook tells a renderer: {error}",
        "标准输入不是 mdBook 交给渲染器的内容：{error}"
    );
    let cure = say!(
        "for a page, name the folder to make: `offprint build - -o my-book`; for mdBook, write `[output.offprint]` and `command = \"offprint build -\"` in book.toml",
        "若是版面，请指定要创建的文件夹：`offprint build - -o my-book`；若由 mdBook 调用，请在 book.toml 中写 `[output.offprint]` 与 `command = \"offprint build -\"`"
    );
    let diagnostic = Diagnostic::error("build/no-context", message);
    Error::new(ErrorKind::Input, diagnostic.cure(cure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_of_both_versions_are_read() {
        for name in ["items", "sections"] {
            let text = format!(
                r#"{{"version":"0.5.0","root":"/b","destination":"/b/book/offprint","config":{{}},
                "book":{{"{name}":["Separator",{{"PartTitle":"P"}},{{"Chapter":{{"name":"A","content":"a","path":"a.md",
                "source_path":"a.md","sub_items":[{{"Chapter":{{"name":"B","content":"b","path":"s/b.md","sub_items":[]}}}}]}}}},
                {{"Chapter":{{"name":"C","content":"","path":null,"sub_items":[]}}}}]}}}}"#
            );
            let context: Context = serde_json::from_str(&text).unwrap();
            let mut contents = BTreeMap::new();
            collect(&context.book.items, &mut contents);
            let paths: Vec<&str> = contents.keys().map(String::as_str).collect();
            assert_eq!(paths, ["a.md", "s/b.md"]);
        }
    }
}
