//! `repairs.json`, the ledger of an import as a file (design: formats).
//!
//! Written by hand rather than pretty-printed: one entry a line, so that a difference between two
//! imports reads well.

use crate::source::Page;
use crate::text::{
    Account, Evidence, Ledger, PageAccount, Repair, SetAside, Span, State, Sureness,
};
use serde::{Serialize, Serializer};

/// The content of `repairs.json`. `chapters` has the path of each article's chapter in the book
/// folder, nothing for one that a person deleted.
///
/// Places are `[line, column, length]` in characters, from 1, of the decoded page; one on another
/// page than the entry's own (a join across a jump line) names it as a fourth item.
pub fn repairs_json(
    pages: &[Page],
    ledger: &Ledger,
    account: &Account,
    chapters: &[Option<&str>],
) -> String {
    let sheets: Vec<Sheet> = pages.iter().map(Sheet::new).collect();
    let totals = sheets
        .iter()
        .zip(&account.pages)
        .map(|(sheet, sum)| PageEntry::new(sheet, sum));
    let repairs = ledger.repairs.iter();
    let repairs = repairs.map(|repair| RepairEntry::new(repair, &sheets, chapters));
    let aside = ledger
        .set_aside
        .iter()
        .map(|one| AsideEntry::new(one, &sheets));
    let mut out = String::from("{\"schema\":1,\n");
    list(&mut out, "pages", totals);
    out.push_str(",\n");
    list(&mut out, "repairs", repairs);
    out.push_str(",\n");
    list(&mut out, "set_aside", aside);
    out.push_str("}\n");
    out
}

fn list<T: Serialize>(out: &mut String, name: &str, entries: impl Iterator<Item = T>) {
    out.push_str(&format!("\"{name}\":["));
    let mut first = true;
    for entry in entries {
        out.push_str(if first { "\n" } else { ",\n" });
        first = false;
        // plain data without maps: serialising it cannot fail
        out.push_str(&serde_json::to_string(&entry).unwrap_or_default());
    }
    out.push_str(if first { "]" } else { "\n]" });
}

/// A page with the start of each of its lines, and the number of characters before each `STEP`th
/// byte, for finding places quickly: a line may be as long as the page.
struct Sheet<'a> {
    page: &'a Page,
    file: String,
    lines: Vec<usize>,
    characters: Vec<usize>,
}

/// How many bytes are counted anew for a place.
const STEP: usize = if cfg!(test) { 4 } else { 1024 };

impl<'a> Sheet<'a> {
    fn new(page: &'a Page) -> Self {
        let breaks = page.text.match_indices('\n').map(|(i, _)| i + 1);
        Self {
            page,
            file: format!("pages/{}", page.file),
            lines: std::iter::once(0).chain(breaks).collect(),
            characters: characters(&page.text),
        }
    }

    /// How many characters stand before byte `at`.
    fn before(&self, at: usize) -> usize {
        let step = at / STEP;
        self.characters[step] + begun(&self.page.text.as_bytes()[step * STEP..at])
    }

    fn place(&self, span: Span) -> [usize; 3] {
        let range = span.range();
        let line = self.lines.partition_point(|&start| start <= range.start);
        let column = self.before(range.start) - self.before(self.lines[line - 1]) + 1;
        [line, column, self.page.text[range].chars().count()]
    }
}

fn characters(text: &str) -> Vec<usize> {
    let mut sum = 0;
    let sums = text.as_bytes().chunks(STEP).map(|chunk| {
        sum += begun(chunk);
        sum
    });
    std::iter::once(0).chain(sums).collect()
}

/// How many characters begin in `bytes`: all but what goes on begins one (RFC 3629 §3).
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&byte| byte & 0xC0 != 0x80).count()
}

#[derive(Serialize)]
struct PageEntry<'a> {
    file: &'a str,
    characters: usize,
    body: usize,
    front_matter: usize,
    captions: usize,
    set_aside: usize,
}

impl<'a> PageEntry<'a> {
    fn new(sheet: &'a Sheet<'_>, sum: &PageAccount) -> Self {
        Self {
            file: &sheet.file,
            characters: sum.characters,
            body: sum.body,
            front_matter: sum.front_matter,
            captions: sum.captions,
            set_aside: sum.set_aside,
        }
    }
}

#[derive(Serialize)]
struct RepairEntry<'a> {
    id: u32,
    rule: &'a str,
    sure: &'a str,
    score: f64,
    page: Option<&'a str>,
    at: Vec<At<'a>>,
    before: &'a str,
    after: &'a str,
    chapter: Option<&'a str>,
    state: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceEntry>,
}

#[derive(Serialize)]
struct EvidenceEntry {
    name: &'static str,
    weight: f64,
}

impl From<&Evidence> for EvidenceEntry {
    fn from(evidence: &Evidence) -> Self {
        Self {
            name: evidence.name,
            weight: hundredths(evidence.weight),
        }
    }
}

/// A number with two figures after the point.
fn hundredths(number: f32) -> f64 {
    (f64::from(number) * 100.0).round() / 100.0
}

impl<'a> RepairEntry<'a> {
    fn new(repair: &'a Repair, sheets: &'a [Sheet<'a>], chapters: &[Option<&'a str>]) -> Self {
        let own = repair.places.first().map(|span| span.page);
        let at = repair.places.iter().map(|span| {
            let sheet = &sheets[span.page.index()];
            let other = (Some(span.page) != own).then_some(sheet.file.as_str());
            At(sheet.place(*span), other)
        });
        Self {
            id: repair.id.0,
            rule: repair.rule,
            sure: Sureness::of(repair.score).as_str(),
            score: hundredths(repair.score),
            page: own.map(|page| sheets[page.index()].file.as_str()),
            at: at.collect(),
            before: &repair.before,
            after: &repair.after,
            chapter: repair
                .article
                .and_then(|article| chapters.get(article).copied().flatten()),
            state: match repair.state {
                State::Made => "made",
                State::Held => "held",
            },
            evidence: repair.evidence.iter().map(EvidenceEntry::from).collect(),
        }
    }
}

/// A place, and its page where that is not the entry's own.
struct At<'a>([usize; 3], Option<&'a str>);

impl Serialize for At<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [line, column, length] = self.0;
        match self.1 {
            None => (line, column, length).serialize(serializer),
            Some(page) => (line, column, length, page).serialize(serializer),
        }
    }
}

#[derive(Serialize)]
struct AsideEntry<'a> {
    page: &'a str,
    at: [usize; 3],
    text: &'a str,
    reason: &'a str,
}

impl<'a> AsideEntry<'a> {
    fn new(aside: &'a SetAside, sheets: &'a [Sheet<'a>]) -> Self {
        let sheet = &sheets[aside.span.page.index()];
        Self {
            page: &sheet.file,
            at: sheet.place(aside.span),
            text: &aside.text,
            reason: aside.reason,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{PageId, Place};
    use proptest::prelude::*;
    use serde_json::Value;

    fn page(id: u32, text: &str) -> Page {
        Page {
            id: PageId(id),
            file: format!("p{id}.txt"),
            text: text.to_owned(),
            bytes: Vec::new(),
            folder: None,
            label: None,
        }
    }

    fn span(page: u32, range: std::ops::Range<usize>) -> Span {
        Span::new(PageId(page), range)
    }

    #[test]
    fn the_ledger_becomes_a_file() {
        let pages = [page(0, "铅字\n油墨,纸\n"), page(1, "续\n")];
        let mut ledger = Ledger::default();
        let places = vec![span(0, 7..10), span(1, 0..3)];
        ledger.note(
            "restore/joined-paragraph",
            0.876,
            State::Made,
            places,
            "墨\n续",
            "墨续",
        );
        ledger.repairs[0].article = Some(1);
        let spoke = [
            Evidence::new("seam/prior", -2.2),
            Evidence::new("seam/ends-open", 4.2),
        ];
        ledger.give_evidence(ledger.repairs[0].id, spoke);
        ledger.note("restore/held", 0.5, State::Held, vec![], "", "");
        ledger.set_aside(span(0, 13..14), ",", "mark");
        let sum = PageAccount {
            characters: 6,
            body: 5,
            set_aside: 1,
            ..PageAccount::default()
        };
        let account = Account {
            pages: vec![sum, PageAccount::default()],
        };
        let chapters = [Some("src/001.md"), Some("src/002.md")];
        let json = repairs_json(&pages, &ledger, &account, &chapters);
        let expected = r#"{"schema":1,
"pages":[
{"file":"pages/p0.txt","characters":6,"body":5,"front_matter":0,"captions":0,"set_aside":1},
{"file":"pages/p1.txt","characters":0,"body":0,"front_matter":0,"captions":0,"set_aside":0}
],
"repairs":[
{"id":0,"rule":"restore/joined-paragraph","sure":"likely","score":0.88,"page":"pages/p0.txt","at":[[2,1,1],[1,1,1,"pages/p1.txt"]],"before":"墨\n续","after":"墨续","chapter":"src/002.md","state":"made","evidence":[{"name":"seam/prior","weight":-2.2},{"name":"seam/ends-open","weight":4.2}]},
{"id":1,"rule":"restore/held","sure":"guess","score":0.5,"page":null,"at":[],"before":"","after":"","chapter":null,"state":"held"}
],
"set_aside":[
{"page":"pages/p0.txt","at":[2,3,1],"text":",","reason":"mark"}
]}
"#;
        assert_eq!(json, expected);
        assert!(serde_json::from_str::<Value>(&json).is_ok());
    }

    #[test]
    fn an_empty_ledger_is_valid_json() {
        let json = repairs_json(&[], &Ledger::default(), &Account::default(), &[]);
        let value: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["repairs"], Value::Array(Vec::new()));
    }

    proptest! {
        #[test]
        fn places_agree_with_the_slow_way(text in "[a字\n]{1,40}", from in 0_usize..40, to in 0_usize..40) {
            let floor = |mut i: usize| {
                i = i.min(text.len());
                while !text.is_char_boundary(i) { i -= 1; }
                i
            };
            let (from, to) = (floor(from.min(to)), floor(from.max(to)));
            let page = page(0, &text);
            let slow = Place::of(&text, from..to);
            let quick = Sheet::new(&page).place(span(0, from..to));
            prop_assert_eq!(quick, [slow.line, slow.column, slow.length]);
        }
    }
}
