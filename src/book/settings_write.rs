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

/// The file of a book that exists, with what the user told.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Updated {
    /// Its new text; `None` when it stays as it is.
    pub text: Option<String>,
    /// The keys that a person changed since the same was told before: they stay.
    pub kept: Vec<&'static str>,
}

/// The keys of `[book]` that a user can tell, and what was `told` of them.
pub(super) fn told(told: &Told) -> [(&'static str, Option<&str>); 4] {
    [
        ("title", told.title.as_deref()),
        ("language", told.lang.as_ref().map(Lang::as_str)),
        ("date", told.date.as_deref()),
        ("paper", told.paper.as_deref()),
    ]
}

/// `text`, the file of a book that exists, with what the user `says`; all else stays as it is, and so
/// does a key of which the user said the same `before`.
pub(super) fn updated(text: &str, says: &Told, before: &BTreeMap<String, String>) -> Updated {
    let mut updated = Updated::default();
    let Ok(mut document) = text.parse::<DocumentMut>() else {
        return updated;
    };
    let mut changed = false;
    for (key, text) in told(says) {
        let Some(text) = text else { continue };
        let book = document.entry("book").or_insert(Item::Table(Table::new()));
        if book.get(key).and_then(Item::as_str) == Some(text) {
            continue;
        }
        if before.get(key).is_some_and(|before| before == text) {
            updated.kept.push(key);
            continue;
        }
        let Some(book) = book.as_table_like_mut() else {
            return Updated::default();
        };
        *book.entry(key).or_insert(Item::None) = value(text);
        changed = true;
    }
    updated.text = changed.then(|| document.to_string());
    updated
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
            merging: None,
            forced: false,
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
        let none = BTreeMap::new();
        assert_eq!(updated(text, &told, &none).text.as_deref(), Some(expected));
        assert_eq!(updated(text, &Told::default(), &none), Updated::default());
        assert_eq!(
            updated("", &told, &none).text.as_deref(),
            Some("[book]\ntitle = \"新\"\ndate = \"2024-01-03\"\n")
        );
    }

    #[test]
    fn what_a_person_changed_since_it_was_told_stays() {
        let text = "[book]\ntitle = \"我的\"\n";
        let told = Told {
            title: Some("新".into()),
            ..Told::default()
        };
        let before = BTreeMap::from([("title".to_owned(), "新".to_owned())]);
        let kept = updated(text, &told, &before);
        assert_eq!((kept.text, kept.kept), (None, vec!["title"]));
    }
}
