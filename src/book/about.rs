//! What `book.toml` may say of the book beyond title and authors: who else had a hand in it, what it
//! is about, which series it belongs to, and who vouches for its accessibility.

use super::toml::{Reader, key_range};
use crate::diagnostic::Text;
use crate::say;
use crate::text::Lang;
use std::collections::BTreeMap;
use toml_edit::TableLike;

/// The richer metadata of a book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// `[book] title-sort`: the title as shelves sort it.
    pub title_sort: Option<String>,
    /// `[[book.contributors]]`.
    pub contributors: Vec<Contributor>,
    /// `[book.file-as]`: by name, how shelves sort it (`"张三" = "zhang san"`).
    pub file_as: BTreeMap<String, String>,
    /// `[book] subjects`.
    pub subjects: Vec<Subject>,
    /// `[book] isbn` of this edition.
    pub isbn: Option<String>,
    /// `[book] issn` of the newspaper.
    pub issn: Option<String>,
    /// `[book] series`, `series-position`, `series-kind`.
    pub series: Option<Series>,
    /// `[epub.accessibility]`.
    pub accessibility: Accessibility,
}

/// Someone who had a hand in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// The name as it is shown.
    pub name: String,
    /// What they did: a code of the MARC relators.
    pub role: &'static str,
}

impl Contributor {
    /// What they did, as a book in `lang` says it.
    pub fn role_in(&self, lang: &Lang) -> String {
        let words = ROLES.iter().find(|(code, _)| *code == self.role);
        let words = words.map_or(&[][..], |(_, words)| words);
        let han = |word: &&&str| word.chars().all(crate::text::chars::is_han);
        let word = match lang.is_chinese() {
            true if lang.is_traditional() => words.iter().rfind(han),
            true => words.iter().find(han),
            false => words.first(),
        };
        let mut word = word.map_or(self.role, |word| *word).to_owned();
        if let Some(first) = word.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        word
    }
}

/// What the book is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// In words.
    pub text: String,
    /// Which list the term is from (`MEDTOP`, `BISAC`, `CLC` …), and the term.
    pub term: Option<(String, String)>,
}

/// A series, or a set that is complete one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Where the book stands in it: `3`, `2.1`.
    pub position: Option<String>,
    /// Whether it is a set with an end.
    pub is_set: bool,
}

/// What people have found out about the book's accessibility; nothing of it is computed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accessibility {
    /// Who vouches for conformance. Without them none is claimed.
    pub certifier: Option<String>,
    /// Their credential.
    pub credential: Option<String>,
    /// The address of their report.
    pub report: Option<String>,
    /// The day of their evaluation.
    pub date: Option<String>,
    /// `A`, `AA` or `AAA`.
    pub level: Option<String>,
    /// `eaa-microenterprise` and its kin.
    pub exemption: Option<String>,
    /// A sentence of the publisher's own, put before the computed one.
    pub summary: Option<String>,
}

/// Roles by MARC relator code, and the words a person may write instead.
const ROLES: &[(&str, &[&str])] = &[
    ("aut", &["author", "作者"]),
    ("rpt", &["reporter", "记者", "記者"]),
    ("ctb", &["contributor", "correspondent", "通讯员", "通訊員"]),
    ("pht", &["photographer", "摄影", "攝影"]),
    ("ill", &["illustrator", "插图", "插圖", "绘图", "繪圖"]),
    ("edt", &["editor", "编辑", "編輯"]),
    ("com", &["compiler", "编者", "編者", "汇编"]),
    ("trl", &["translator", "译者", "譯者", "翻译"]),
    ("pfr", &["proofreader", "校对", "校對"]),
    ("trc", &["transcriber", "录入", "錄入", "整理"]),
    ("bkp", &["producer", "制作", "製作"]),
    ("bkd", &["designer", "设计", "設計"]),
    ("cov", &["cover designer", "封面设计", "封面設計"]),
    ("aui", &["author of introduction", "序言", "序"]),
    ("ive", &["interviewee", "受访者", "受訪者"]),
    ("ivr", &["interviewer", "采访者", "採訪者"]),
    ("pbl", &["publisher", "出版者"]),
    ("nrt", &["narrator", "朗读", "朗讀"]),
    ("oth", &["other", "其他"]),
];

/// The keys of `[book]` that are read here.
pub(super) const KEYS: &[&str] = &[
    "title-sort",
    "contributors",
    "file-as",
    "subjects",
    "isbn",
    "issn",
    "series",
    "series-position",
    "series-kind",
];

impl About {
    /// Reads what `[book]` says.
    pub(super) fn book(&mut self, book: &dyn TableLike, reader: &mut Reader<'_>) {
        let mut text = |key| reader.string(book, key).map(|(text, _)| text);
        self.title_sort = text("title-sort");
        let position = text("series-position");
        let kind = reader.string(book, "series-kind");
        if let Some((kind, range)) = &kind
            && !matches!(kind.as_str(), "series" | "set")
        {
            let message = say!("`{kind}` is no kind of series", "`{kind}` 不是丛书的种类");
            let cure = say!(
                "write `series-kind = \"series\"` or `\"set\"`",
                "请写 `series-kind = \"series\"` 或 `\"set\"`"
            );
            reader.fault("book/wrong-value", range.clone(), message, cure);
        }
        self.series = reader.string(book, "series").map(|(name, _)| Series {
            name,
            position,
            is_set: kind.is_some_and(|(kind, _)| kind == "set"),
        });
        self.isbn = number(reader, book, "isbn", isbn, "978-3-16-148410-0");
        self.issn = number(reader, book, "issn", issn, "2049-3630");
        if let Some(names) = reader.table(book, "file-as") {
            for (name, _) in names.iter() {
                if let Some((sort, _)) = reader.string(names, name) {
                    self.file_as.insert(name.to_owned(), sort);
                }
            }
        }
        self.contributors(book, reader);
        self.subjects(book, reader);
    }

    fn contributors(&mut self, book: &dyn TableLike, reader: &mut Reader<'_>) {
        for (person, _) in reader.tables(book, "contributors", tables_cure("contributors")) {
            reader.unknown(person, "book.contributors", &["name", "role", "file-as"]);
            let Some((name, _)) = reader.string(person, "name") else {
                continue;
            };
            let role = match reader.string(person, "role") {
                None => "ctb",
                Some((word, range)) => match role(&word) {
                    Some(code) => code,
                    None => {
                        let codes: Vec<&str> = ROLES.iter().map(|(code, _)| *code).collect();
                        let codes = codes.join("`, `");
                        let message = say!("`{word}` is no role", "`{word}` 不是可用的角色");
                        let cure = say!("write one of `{codes}`", "请用其中之一：`{codes}`");
                        reader.fault("book/wrong-value", range, message, cure);
                        continue;
                    }
                },
            };
            if let Some((sort, _)) = reader.string(person, "file-as") {
                self.file_as.insert(name.clone(), sort);
            }
            self.contributors.push(Contributor { name, role });
        }
    }

    fn subjects(&mut self, book: &dyn TableLike, reader: &mut Reader<'_>) {
        let Some(item) = book.get("subjects") else {
            return;
        };
        if item
            .as_array()
            .is_some_and(|list| list.iter().all(|one| one.is_str()))
        {
            let words = reader.strings(book, "subjects").into_iter();
            self.subjects = words.map(|text| Subject { text, term: None }).collect();
            return;
        }
        for (subject, _) in reader.tables(book, "subjects", tables_cure("subjects")) {
            reader.unknown(subject, "book.subjects", &["text", "authority", "term"]);
            let mut said = |key| reader.string(subject, key).map(|(text, _)| text);
            let (text, authority, term) = (said("text"), said("authority"), said("term"));
            // one without the other means nothing (EPUB 3.3 §5.5.4.2.3)
            let term = authority.zip(term);
            if let Some(text) = text.or_else(|| term.as_ref().map(|(_, term)| term.clone())) {
                self.subjects.push(Subject { text, term });
            }
        }
    }
}

impl Accessibility {
    /// Reads `[epub.accessibility]`.
    pub(super) fn read(table: &dyn TableLike, reader: &mut Reader<'_>) -> Self {
        let keys = [
            "certifier",
            "credential",
            "report",
            "date",
            "level",
            "exemption",
            "summary",
        ];
        reader.unknown(table, "epub.accessibility", &keys);
        let level = reader.one_of(table, "level", &["A", "AA", "AAA"]);
        let exemptions = [
            "eaa-microenterprise",
            "eaa-disproportionate-burden",
            "eaa-fundamental-alteration",
        ];
        let exemption = reader.one_of(table, "exemption", &exemptions);
        let date = reader.date(table, "date").map(|(day, _)| day);
        let mut text = |key| reader.string(table, key).map(|(text, _)| text);
        let made = Self {
            certifier: text("certifier"),
            credential: text("credential"),
            report: text("report"),
            summary: text("summary"),
            date,
            level,
            exemption,
        };
        if made.level.is_some() && made.certifier.is_none() {
            let message = say!(
                "a claim of conformance needs someone who stands behind it",
                "声明符合标准，须有人为其负责"
            );
            let cure = say!(
                "name them: `certifier = \"…\"`, or take `level` out",
                "请写明 `certifier = \"……\"`，或删去 `level`"
            );
            reader.fault("book/wrong-value", key_range(table, "level"), message, cure);
        }
        made
    }
}

/// The MARC relator code of a role in words or in code.
fn role(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let known = ROLES.iter();
    known
        .filter(|(code, words)| *code == word || words.contains(&word.as_str()))
        .map(|(code, _)| *code)
        .next()
}

fn number(
    reader: &mut Reader<'_>,
    book: &dyn TableLike,
    key: &str,
    valid: fn(&str) -> Option<String>,
    example: &str,
) -> Option<String> {
    let value = reader.string(book, key);
    reader.checked(value, |text| {
        let name = key.to_uppercase();
        let message = say!(
            "`{text}` is no {name}: its last figure does not fit",
            "`{text}` 不是有效的 {name}：校验位不符"
        );
        let cure = say!("write it as `{example}`", "写法如 `{example}`");
        valid(&text).ok_or((message, cure))
    })
}

fn tables_cure(key: &str) -> Text {
    say!("write `[[book.{key}]]`", "请写 `[[book.{key}]]`")
}

/// `text` as thirteen digits, when it is an ISBN; one of ten digits in its new form (ISO 2108).
pub(super) fn isbn(text: &str) -> Option<String> {
    let bare = text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ':' || c == ' ');
    let plain: String = bare.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    if !plain.is_ascii() {
        return None;
    }
    let check = |digits: &str| {
        let weighed = digits.bytes().enumerate();
        let sum: usize = weighed
            .map(|(i, b)| usize::from(b & 15) * (1 + i % 2 * 2))
            .sum();
        (10 - sum % 10) % 10
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    match plain.len() {
        13 if digits(&plain) && (plain.starts_with("978") || plain.starts_with("979")) => {
            let fits = check(&plain[..12]) == usize::from(plain.as_bytes()[12] & 15);
            fits.then_some(plain)
        }
        10 if digits(&plain[..9]) => {
            let last = match plain.as_bytes()[9] {
                b'X' | b'x' => 10,
                digit @ b'0'..=b'9' => usize::from(digit & 15),
                _ => return None,
            };
            let weighed = plain[..9].bytes().enumerate();
            let sum: usize = weighed.map(|(i, b)| usize::from(b & 15) * (10 - i)).sum();
            let new = format!("978{}", &plain[..9]);
            (sum + last)
                .is_multiple_of(11)
                .then(|| format!("{new}{}", check(&new)))
        }
        _ => None,
    }
}

/// `text` as `1234-5678`, when it is an ISSN (ISO 3297).
fn issn(text: &str) -> Option<String> {
    let bare = text.trim_start_matches(['I', 'S', 'N', ':', ' ']);
    let plain: String = bare.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    if plain.len() != 8 || !plain.is_ascii() || !plain[..7].bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let weighed = plain[..7].bytes().enumerate();
    let sum: usize = weighed.map(|(i, b)| usize::from(b & 15) * (8 - i)).sum();
    let last = match (11 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from(b'0' + u8::try_from(digit).unwrap_or(0)),
    };
    plain
        .ends_with(last)
        .then(|| format!("{}-{}", &plain[..4], &plain[4..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_by_their_last_figure() {
        assert_eq!(isbn("978-3-16-148410-0").as_deref(), Some("9783161484100"));
        assert_eq!(isbn("978-3-16-148410-1"), None);
        assert_eq!(isbn("0-306-40615-2").as_deref(), Some("9780306406157"));
        assert_eq!(isbn("江"), None);
        // ten bytes, and no character ends at the ninth
        assert_eq!(isbn("1江江江"), None);
        assert_eq!(issn("ISSN 20493630").as_deref(), Some("2049-3630"));
        assert_eq!(issn("2049-3631"), None);
    }

    #[test]
    fn a_role_is_a_word_or_a_code() {
        for word in ["trl", "Translator", "译者"] {
            assert_eq!(role(word), Some("trl"), "{word}");
        }
        assert_eq!(role("xyz"), None);
    }
}
