//! Article → article with the punctuation and spacing that its language asks for.
//!
//! Page text often comes with every full-width mark folded to ASCII. Each rule here looks at a
//! whole paragraph, after its parts were joined, and proposes edits where the neighbours of a mark
//! leave no doubt; [`apply`] carries them out and enters them in the ledger. Nothing is put between
//! Han and Latin, no word changes, and a second pass finds nothing to do.
//!
//! One rule, one file. `RULES` is the order, and each line says why the rule stands there.
//! Sources: GB/T 15834-2011 (punctuation), GB/T 15835-2011 (numbers), W3C clreq.

mod angle;
mod bracket;
mod colon;
mod comma;
mod corner;
mod dash;
mod ellipsis;
mod half_width;
mod latin_space;
mod ligature;
mod middle_dot;
mod quote;
mod radical;
mod side;
mod soft_hyphen;
mod space;
mod stop;
mod terminal;
mod tilde;
mod title_space;
mod width;

use crate::restore::{Article, Block};
use crate::text::chars::is_han;
use crate::text::{Edit, Ledger, Traced, apply};

/// Where a text stands in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Headline, kicker, deck, subhead, summary point: a space is a line break.
    Title,
    /// A paragraph: no space stands beside Han marks.
    Body,
    /// Byline, dateline, caption, names: spaces part names and stay as printed.
    Printed,
}

/// A rule of typography.
struct Rule {
    /// Its stable code, also the name of its cases: `tests/rules/<after the stroke>.test`.
    id: &'static str,
    /// How sure its edits are, from 0 to 1.
    score: f32,
    /// What it reads.
    scope: Scope,
    /// Whether a text holds a character that the rule could edit: most texts hold none.
    meets: fn(char) -> bool,
    /// What it proposes for a text.
    propose: fn(&str) -> Vec<Edit>,
}

/// Which texts a rule reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Every text, in any language.
    All,
    /// Chinese texts.
    Chinese,
    /// Chinese texts in which a Han character stands.
    Han,
    /// The same, of one part only.
    HanIn(Part),
}

/// The rules in the order they run.
const RULES: &[Rule] = &[
    // letters first: every later rule asks what stands beside a mark
    rule(
        "typography/ligature",
        0.99,
        Scope::All,
        ligature::meets,
        ligature::propose,
    ),
    rule(
        "typography/soft-hyphen",
        0.99,
        Scope::All,
        soft_hyphen::meets,
        soft_hyphen::propose,
    ),
    rule(
        "typography/radical",
        0.97,
        Scope::All,
        radical::meets,
        radical::propose,
    ),
    rule(
        "typography/half-width",
        0.97,
        Scope::Chinese,
        half_width::meets,
        half_width::propose,
    ),
    rule(
        "typography/width",
        0.99,
        Scope::Chinese,
        width::meets,
        width::propose,
    ),
    // marks made of several characters, before the rules for one of them see it
    rule(
        "typography/ellipsis",
        0.95,
        Scope::Han,
        ellipsis::meets,
        ellipsis::propose,
    ),
    rule(
        "typography/dash",
        0.9,
        Scope::Han,
        dash::meets,
        dash::propose,
    ),
    rule(
        "typography/angle",
        0.9,
        Scope::Han,
        angle::meets,
        angle::propose,
    ),
    // pairs, before single marks: a comma beside `）` stands beside a Chinese mark
    rule(
        "typography/bracket",
        0.97,
        Scope::Han,
        bracket::meets,
        bracket::propose,
    ),
    rule(
        "typography/corner",
        0.85,
        Scope::Han,
        corner::meets,
        corner::propose,
    ),
    rule(
        "typography/quote",
        0.9,
        Scope::Han,
        quote::meets,
        quote::propose,
    ),
    // single marks; each reads a neighbouring mark of either width alike
    rule(
        "typography/comma",
        0.98,
        Scope::Han,
        comma::meets,
        comma::propose,
    ),
    rule(
        "typography/colon",
        0.97,
        Scope::Han,
        colon::meets,
        colon::propose,
    ),
    rule(
        "typography/terminal",
        0.98,
        Scope::Han,
        terminal::meets,
        terminal::propose,
    ),
    rule(
        "typography/stop",
        0.85,
        Scope::Han,
        stop::meets,
        stop::propose,
    ),
    rule(
        "typography/middle-dot",
        0.95,
        Scope::Han,
        middle_dot::meets,
        middle_dot::propose,
    ),
    rule(
        "typography/tilde",
        0.95,
        Scope::Han,
        tilde::meets,
        tilde::propose,
    ),
    // spaces last, when every mark has its width
    rule(
        "typography/title-space",
        0.9,
        Scope::HanIn(Part::Title),
        space::is_space,
        title_space::propose,
    ),
    rule(
        "typography/space",
        0.95,
        Scope::HanIn(Part::Body),
        space::is_space,
        space::propose,
    ),
];

/// How often the rules run over a text at most. Ordinary text settles after the first time.
const PASSES: usize = 16;

const fn rule(
    id: &'static str,
    score: f32,
    scope: Scope,
    meets: fn(char) -> bool,
    propose: fn(&str) -> Vec<Edit>,
) -> Rule {
    Rule {
        id,
        score,
        scope,
        meets,
        propose,
    }
}

/// Sets `article`: one rule after another in the order of the table, each entering its changes in
/// `ledger`. A second call changes nothing. Blocks of lines (tables, verse) stay as they are.
pub fn set(mut article: Article, ledger: &mut Ledger) -> Article {
    let chinese = article.lang.is_chinese();
    let mut set = |text: &mut Traced, part: Part| *text = text_set(text, part, chinese, ledger);
    let titles = [
        &mut article.kicker,
        &mut article.headline,
        &mut article.deck,
    ];
    for text in titles.into_iter().flatten().chain(&mut article.summary) {
        set(text, Part::Title);
    }
    let credits = &mut article.credits;
    let names = [
        &mut credits.reporters,
        &mut credits.correspondents,
        &mut credits.photographers,
        &mut credits.interns,
        &mut credits.authors,
    ];
    let printed = [
        &mut article.byline,
        &mut article.dateline,
        &mut credits.paper,
        &mut credits.source,
    ];
    for text in printed
        .into_iter()
        .flatten()
        .chain(names.into_iter().flatten())
    {
        set(text, Part::Printed);
    }
    for block in &mut article.body {
        match block {
            Block::Paragraph(text) => set(text, Part::Body),
            Block::Subhead(text) => set(text, Part::Title),
            Block::Caption(text) => set(text, Part::Printed),
            Block::Picture(picture) => {
                for text in picture.caption.iter_mut().chain(&mut picture.credit) {
                    set(text, Part::Printed);
                }
            }
            Block::Lines(_) | Block::PageBreak(_) => {}
        }
    }
    if chinese && latin_space::is_loose(&article) {
        tighten(&mut article, ledger);
    }
    article
}

/// The one rule that has to know the whole article, when all others have run.
const LATIN_SPACE: Rule = rule(
    "typography/latin-space",
    0.9,
    Scope::HanIn(Part::Body),
    space::is_space,
    latin_space::propose,
);

fn tighten(article: &mut Article, ledger: &mut Ledger) {
    for block in &mut article.body {
        if let Block::Paragraph(text) = block {
            let edits = (LATIN_SPACE.propose)(text.as_str());
            let tight = apply(text, LATIN_SPACE.id, LATIN_SPACE.score, edits, ledger);
            *text = text_set(&tight, Part::Body, true, ledger);
        }
    }
}

fn text_set(text: &Traced, part: Part, chinese: bool, ledger: &mut Ledger) -> Traced {
    let han = chinese && text.as_str().chars().any(is_han);
    let reads = |scope: Scope| match scope {
        Scope::All => true,
        Scope::Chinese => chinese,
        Scope::Han => han,
        Scope::HanIn(only) => han && only == part,
    };
    let rules: Vec<&Rule> = RULES.iter().filter(|rule| reads(rule.scope)).collect();
    let mut text = text.clone();
    // a mark set wide may be the neighbour that another mark waited for
    for _ in 0..PASSES {
        let before = text.clone();
        for rule in &rules {
            if text.as_str().contains(rule.meets) {
                let edits = (rule.propose)(text.as_str());
                text = apply(&text, rule.id, rule.score, edits, ledger);
            }
        }
        if text.as_str() == before.as_str() {
            break;
        }
    }
    text
}
