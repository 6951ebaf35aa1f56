//! `book.toml` of an imported book: what the pages say, and the keys a person may want next.

use super::plan::{Plan, Told};
use crate::text::Lang;
use toml_edit::{DocumentMut, Item, Table, value};

/// The file of a new book.
pub(super) fn new(plan: &Plan) -> String {
    let lang = plan.lang.as_str();
    let fields = [
        ("title", Some(plan.title.as_str())),
        ("language", Some(lang).filter(|lang| *lang != "und")),
        ("date", plan.date.as_deref()),
        ("paper", plan.paper.as_deref()),
    ];
    let mut out = String::from("[book]\n");
    for (key, text) in fields {
        if let Some(text) = text {
            out.push_str(&format!("{key} = {}\n", value(text)));
        }
    }
    out.push_str("# authors = [\"…\"]\n# publisher = \"…\"\n# rights = \"…\"\n");
    out.push_str("\n# [epub]\n# cover = \"src/images/cover.png\"\n");
    out.push_str("\n# [print]\n# trim = \"A4\"\n");
    out.push_str("\n# [restore]\n# threshold = 0.6\n# off = [\"typography/tilde\"]\n");
    out
}

/// `text`, the file of a book that exists, with what the user `told`; all else stays as it is.
/// `None` when nothing was told.
pub(super) fn updated(text: &str, told: &Told) -> Option<String> {
    let lang = told.lang.as_ref().map(Lang::as_str);
    let fields = [
        ("title", told.title.as_deref()),
        ("language", lang),
        ("date", told.date.as_deref()),
        ("paper", told.paper.as_deref()),
    ];
    let mut document: DocumentMut = text.parse().ok()?;
    let mut changed = false;
    for (key, text) in fields {
        let Some(text) = text else { continue };
        let book = document.entry("book").or_insert(Item::Table(Table::new()));
        if book.get(key).and_then(Item::as_str) != Some(text) {
            *book.as_table_like_mut()?.entry(key).or_insert(Item::None) = value(text);
            changed = true;
        }
    }
    changed.then(|| document.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::settings;
    use super::*;

    #[test]
    fn a_new_file_is_read_again() {
        let plan = Plan {
            title: "“铅字”\\ 与 油墨".into(),
            paper: Some("字里行间报".into()),
            date: Some("2024-01-03".into()),
            lang: Lang::new("zh-Hans"),
            src: "src".into(),
            parts: Vec::new(),
            chapters: Vec::new(),
        };
        let text = new(&plan);
        let read = settings::read("book.toml", &text).expect("valid");
        assert_eq!(read.title, Some(plan.title));
        assert_eq!(read.language.as_deref(), Some("zh-Hans"));
        assert_eq!(read.date, plan.date);
        assert_eq!(read.paper, plan.paper);
    }

    #[test]
    fn what_was_told_is_entered_and_the_rest_kept() {
        let text = "# mine\n[book]\ntitle = \"旧\" # keep\n\n[output.html]\nx = 1\n";
        let told = Told {
            title: Some("新".into()),
            date: Some("2024-01-03".into()),
            ..Told::default()
        };
        let expected =
            "# mine\n[book]\ntitle = \"新\"\ndate = \"2024-01-03\"\n\n[output.html]\nx = 1\n";
        assert_eq!(updated(text, &told).as_deref(), Some(expected));
        assert_eq!(updated(text, &Told::default()), None);
        assert_eq!(
            updated("", &told).as_deref(),
            Some("[book]\ntitle = \"新\"\ndate = \"2024-01-03\"\n")
        );
    }
}
