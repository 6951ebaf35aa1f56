//! The keys of front matter, their order and their types: the one table that reading and writing
//! share.

use super::FrontMatter;

/// A field of [`FrontMatter`].
pub(super) enum Field<'a> {
    /// One string.
    Text(&'a mut Option<String>),
    /// A list of strings.
    List(&'a mut Vec<String>),
}

/// Every key we know but `draft`, in the order in which they are written (design: formats).
pub(super) const KEYS: &[&str] = &[
    "title",
    "kicker",
    "deck",
    "summary",
    "byline",
    "reporters",
    "correspondents",
    "photographers",
    "interns",
    "authors",
    "dateline",
    "paper",
    "date",
    "page",
    "page_name",
    "issue",
    "section",
    "source",
    "editors",
    "continued_from",
    "continued_to",
    "lang",
    "id",
    "file",
];

/// The field that `key` names.
pub(super) fn field<'a>(front: &'a mut FrontMatter, key: &str) -> Option<Field<'a>> {
    Some(match key {
        "title" => Field::Text(&mut front.title),
        "kicker" => Field::Text(&mut front.kicker),
        "deck" => Field::Text(&mut front.deck),
        "summary" => Field::List(&mut front.summary),
        "byline" => Field::Text(&mut front.byline),
        "reporters" => Field::List(&mut front.reporters),
        "correspondents" => Field::List(&mut front.correspondents),
        "photographers" => Field::List(&mut front.photographers),
        "interns" => Field::List(&mut front.interns),
        "authors" => Field::List(&mut front.authors),
        "dateline" => Field::Text(&mut front.dateline),
        "paper" => Field::Text(&mut front.paper),
        "date" => Field::Text(&mut front.date),
        "page" => Field::Text(&mut front.page),
        "page_name" => Field::Text(&mut front.page_name),
        "issue" => Field::Text(&mut front.issue),
        "section" => Field::Text(&mut front.section),
        "source" => Field::Text(&mut front.source),
        "editors" => Field::List(&mut front.editors),
        "continued_from" => Field::Text(&mut front.continued_from),
        "continued_to" => Field::Text(&mut front.continued_to),
        "lang" => Field::Text(&mut front.lang),
        "id" => Field::Text(&mut front.id),
        "file" => Field::Text(&mut front.file),
        _ => return None,
    })
}
