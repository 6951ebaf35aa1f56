//! `book.toml` of an imported book: what the pages say, and the keys a person may want next.

use super::plan::{Plan, Told};
use super::settings::is_key;
use crate::text::Lang;
use std::collections::BTreeMap;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

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
    out.push_str("\n# [print]\n# design = \"newspaper\"\n# trim = \"A4\"\n");
    out.push_str("\n# [restore]\n# threshold = 0.6\n# off = [\"typography/tilde\"]\n");
    out
}

/// What `book.toml` says of a book that came from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Keys of `[book]` and their texts.
    pub texts: Vec<(&'static str, String)>,
    /// Keys of `[book]` and their lists.
    pub lists: Vec<(&'static str, Vec<String>)>,
    /// `[[book.contributors]]`: names and roles.
    pub contributors: Vec<(String, String)>,
    /// `[epub] cover`, below the book folder.
    pub cover: Option<String>,
    /// `[epub] writing-mode = "vertical-rl"`.
    pub vertical: bool,
    /// `[images."x.jpg"] alt`, by name below `images/`.
    pub alternatives: BTreeMap<String, String>,
}

/// The file of a book of which this is `given`.
pub fn given(given: &Given) -> String {
    let mut document = DocumentMut::new();
    let mut book = Table::new();
    for (key, text) in given.texts.iter().filter(|(key, _)| is_key("book", key)) {
        book[key] = value(text);
    }
    let lists = given.lists.iter();
    for (key, list) in lists.filter(|(key, list)| !list.is_empty() && is_key("book", key)) {
        book[key] = value(list.iter().collect::<Array>());
    }
    if !given.contributors.is_empty() && is_key("book", "contributors") {
        let mut people = ArrayOfTables::new();
        for (name, role) in &given.contributors {
            let mut person = Table::new();
            person["name"] = value(name);
            person["role"] = value(role);
            people.push(person);
        }
        book["contributors"] = Item::ArrayOfTables(people);
    }
    document["book"] = Item::Table(book);
    let mut epub = Table::new();
    if let Some(cover) = &given.cover {
        epub["cover"] = value(cover);
    }
    if given.vertical && is_key("epub", "writing-mode") {
        epub["writing-mode"] = value("vertical-rl");
    }
    if !epub.is_empty() {
        document["epub"] = Item::Table(epub);
    }
    if !given.alternatives.is_empty() {
        let mut images = Table::new();
        images.set_implicit(true);
        for (name, words) in &given.alternatives {
            let mut image = Table::new();
            image["alt"] = value(words);
            images[name] = Item::Table(image);
        }
        document["images"] = Item::Table(images);
    }
    document.to_string()
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
