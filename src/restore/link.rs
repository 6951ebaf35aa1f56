//! Jump lines: what `（下转第2版）` parts, joined across the pages of an issue.

use super::article::{Article, Block};
use super::fragment::{Fragment, Kind};
use super::jump::normal;
use super::seam::{self, Memory};
use super::weights::seam as w;
use super::{Restored, fragment};
use crate::text::{Ledger, PageId, State, Traced, remove};

/// Joins every article that goes on elsewhere with the piece that comes from it, and numbers the
/// repairs of the articles anew.
pub(super) fn link(restored: &mut Restored, memory: &Memory, ledger: &mut Ledger) {
    let mut gone = vec![None; restored.articles.len()];
    for from in 0..restored.articles.len() {
        let Some(to) = partner(restored, from, &gone) else {
            continue;
        };
        let piece = std::mem::take(&mut restored.articles[to]);
        let label = page_label(restored, piece.page);
        let before = ledger.repairs.len();
        append(&mut restored.articles[from], piece, &label, memory, ledger);
        for repair in &mut ledger.repairs[before..] {
            repair.article = Some(from);
        }
        gone[to] = Some(from);
    }
    renumber(restored, &gone, ledger);
}

/// The piece that continues article `from`.
fn partner(restored: &Restored, from: usize, gone: &[Option<usize>]) -> Option<usize> {
    let article = &restored.articles[from];
    let target = normal(article.continued_to.as_ref()?.as_str());
    let home = normal(&page_label(restored, article.page));
    (0..restored.articles.len()).find(|&i| {
        let piece = &restored.articles[i];
        let comes = piece
            .continued_from
            .as_ref()
            .is_some_and(|label| normal(label.as_str()) == home);
        i != from
            && gone[i].is_none()
            && comes
            && normal(&page_label(restored, piece.page)) == target
    })
}

/// The printed label of a page, else its number in the import.
fn page_label(restored: &Restored, page: PageId) -> String {
    let printed = restored
        .pages
        .get(page.index())
        .and_then(|issue| issue.page.clone());
    printed.unwrap_or_else(|| (page.0 + 1).to_string())
}

/// Adds `piece`, found on the page `label`, at the end of `article`.
fn append(
    article: &mut Article,
    mut piece: Article,
    label: &str,
    memory: &Memory,
    ledger: &mut Ledger,
) {
    for title in [&piece.kicker, &piece.headline, &piece.deck]
        .into_iter()
        .flatten()
    {
        remove(title, "jump/repeated-headline", ledger);
    }
    let mark = Traced::markup(&format!("<!-- page {label} -->"));
    let last = article
        .body
        .iter()
        .rposition(|block| matches!(block, Block::Paragraph(_)));
    let joined = last.and_then(|at| {
        join(
            &article.body[at],
            piece.body.first()?,
            &mark,
            memory,
            ledger,
        )
    });
    match (joined, last) {
        (Some(text), Some(at)) => {
            article.body[at] = Block::Paragraph(text);
            piece.body.remove(0);
        }
        _ => article.body.push(Block::PageBreak(label.to_owned())),
    }
    article.body.append(&mut piece.body);
    article.continued_from = article.continued_from.take().or(piece.continued_from);
    let byline = second(&mut article.byline, piece.byline, ledger);
    let dateline = second(&mut article.dateline, piece.dateline, ledger);
    let left = byline.into_iter().chain(dateline);
    article.body.extend(left.map(Block::Paragraph));
    article.summary.append(&mut piece.summary);
    article.credits.take(piece.credits);
}

/// Gives an article the words of its piece where it has none of its own. A repetition of its own words
/// is set aside; other words are returned, and stay in the text.
fn second(own: &mut Option<Traced>, more: Option<Traced>, ledger: &mut Ledger) -> Option<Traced> {
    let more = more?;
    match own {
        None => *own = Some(more),
        Some(first) if first.as_str() == more.as_str() => {
            remove(&more, "jump/repeated-byline", ledger);
        }
        Some(_) => return Some(more),
    }
    None
}

/// The paragraph that the two halves make, when the second continues the first.
fn join(
    a: &Block,
    b: &Block,
    mark: &Traced,
    memory: &Memory,
    ledger: &mut Ledger,
) -> Option<Traced> {
    let (Block::Paragraph(a), Block::Paragraph(b)) = (a, b) else {
        return None;
    };
    let half = |text: &Traced| Fragment::plain(text.clone(), Kind::Text);
    let (x, y) = (half(a), half(b));
    // the jump lines themselves say that the text goes on, so only the paragraph is in question
    let mut evidence = seam::evidence(memory, &x, &y, 0);
    evidence.push(w::JUMP_LINES);
    let weight: f32 = evidence.iter().map(|one| one.weight).sum();
    if weight < 0.0 {
        return None;
    }
    let mut places = a.places(a.len() - x.shape.last.len_utf8()..a.len());
    places.extend(b.places(0..y.shape.first.len_utf8()));
    let score = 1.0 / (1.0 + (-weight).exp());
    let (tail, head) = (tail(a), head(b));
    let id = ledger.note(
        "restore/joined-jump",
        score,
        State::Made,
        places,
        format!("{tail}\n\n{head}"),
        format!("{tail}{head}"),
    );
    ledger.give_evidence(id, evidence);
    let mut first = fragment::join(a, &Traced::default(), x.shape.last, y.shape.first, ledger);
    first.push(mark);
    first.push(b);
    Some(first)
}

fn tail(text: &Traced) -> &str {
    let text = text.as_str();
    &text[text.char_indices().rev().nth(5).map_or(0, |(at, _)| at)..]
}

fn head(text: &Traced) -> &str {
    let text = text.as_str();
    &text[..text.char_indices().nth(6).map_or(text.len(), |(at, _)| at)]
}

/// Drops the pieces that were joined elsewhere, and gives each repair its article's new number.
fn renumber(restored: &mut Restored, gone: &[Option<usize>], ledger: &mut Ledger) {
    let home = |mut i: usize| {
        while let Some(Some(to)) = gone.get(i) {
            i = *to;
        }
        i
    };
    let kept: Vec<usize> = (0..gone.len()).filter(|&i| gone[i].is_none()).collect();
    for repair in &mut ledger.repairs {
        if let Some(article) = repair.article {
            repair.article = kept.iter().position(|&i| i == home(article));
        }
    }
    let mut i = 0;
    restored.articles.retain(|_| {
        i += 1;
        gone[i - 1].is_none()
    });
}
