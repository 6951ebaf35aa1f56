//! Jump lines: what `（下转第2版）` parts, joined across the pages of an issue.

use super::Restored;
use super::article::{Article, Block};
use super::fragment::{Fragment, Kind};
use super::join::{glue, lead_on};
use super::jump::normal;
use super::seam::{self, Memory};
use super::weights::{DOUBT, jump as w, seam as s};
use crate::text::{Ledger, PageId, Span, State, Traced, remove};

/// Joins every article that goes on elsewhere with the piece that comes from it, and numbers the
/// repairs of the articles anew. A jump line whose other end is not found is a doubt.
pub(super) fn link(restored: &mut Restored, memory: &Memory, threshold: f32, ledger: &mut Ledger) {
    if !ledger.allows("restore/joined-jump") {
        return;
    }
    let pairs = pairs(restored, memory);
    for (i, article) in restored.articles.iter().enumerate() {
        let ends = [
            (&article.continued_to, pairs.iter().any(|pair| pair.0 == i)),
            (
                &article.continued_from,
                pairs.iter().any(|pair| pair.1 == i),
            ),
        ];
        for (label, found) in ends {
            if let Some(label) = label.as_ref().filter(|_| !found) {
                report(label, i, ledger);
            }
        }
    }
    let mut gone = vec![None; restored.articles.len()];
    // from the last piece to the first, so that a piece has its own continuation when it is taken
    for &(from, to) in pairs.iter().rev() {
        let piece = std::mem::take(&mut restored.articles[to]);
        let label = page_label(restored, piece.page);
        let before = ledger.repairs.len();
        append(
            &mut restored.articles[from],
            piece,
            &label,
            (memory, threshold),
            ledger,
        );
        for repair in &mut ledger.repairs[before..] {
            repair.article = Some(from);
        }
        gone[to] = Some(from);
    }
    renumber(restored, &gone, ledger);
}

/// Puts a jump line that leads nowhere among the doubts.
fn report(label: &Traced, article: usize, ledger: &mut Ledger) {
    if !ledger.allows("jump/unmatched") {
        return;
    }
    let places = label.places(0..label.len());
    let line = ledger.set_aside.iter().find(|aside| {
        let within = |at: &Span| {
            at.page == aside.span.page && aside.span.range().contains(&(at.start as usize))
        };
        places.iter().any(within)
    });
    let words = line.map_or_else(|| label.to_string(), |line| line.text.clone());
    let id = ledger.note(
        "jump/unmatched",
        0.5,
        State::Held,
        places,
        words.clone(),
        words,
    );
    ledger.repairs[id.0 as usize].article = Some(article);
}

/// No paper of one day has more pages.
const PAGES: u32 = 128;

/// Which article goes on in which piece, each at most once, in page order: the likeliest pairs first.
fn pairs(restored: &Restored, memory: &Memory) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let articles = &restored.articles;
    for from in 0..articles.len() {
        let onward = articles[from].continued_to.is_some();
        let home = articles[from].page;
        let pieces = articles.iter().enumerate().skip(from + 1);
        let pieces = pieces.take_while(|(_, piece)| piece.page.0 <= home.0.saturating_add(PAGES));
        for (to, piece) in pieces.filter(|(_, piece)| piece.page > home) {
            if onward || piece.continued_from.is_some() {
                all.push((pair(restored, from, to, memory), from, to));
            }
        }
    }
    all.retain(|one| one.0 > 0.0);
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, from, to) in all {
        if !taken.iter().any(|pair| pair.0 == from || pair.1 == to) {
            taken.push((from, to));
        }
    }
    taken.sort_unstable();
    taken
}

/// How likely piece `to` continues article `from`.
fn pair(restored: &Restored, from: usize, to: usize, memory: &Memory) -> f32 {
    let (article, piece) = (&restored.articles[from], &restored.articles[to]);
    let day = |page: PageId| {
        restored
            .pages
            .get(page.index())
            .and_then(|issue| issue.date.as_ref())
    };
    if let (Some(a), Some(b)) = (day(article.page), day(piece.page))
        && a != b
    {
        return f32::NEG_INFINITY;
    }
    let onward = label_weight(restored, article.continued_to.as_ref(), piece.page);
    let back = label_weight(restored, piece.continued_from.as_ref(), article.page);
    let labels = w::PRIOR + onward + back;
    if labels + w::SAME_TITLE + w::SEAM <= 0.0 {
        return labels;
    }
    let far = w::FAR * (piece.page.0 - article.page.0) as f32;
    labels + far + names(article, piece) + seam_weight(article, piece, memory)
}

/// What a jump line's label says for the page `page`; an absent jump line speaks against the pair.
fn label_weight(restored: &Restored, label: Option<&Traced>, page: PageId) -> f32 {
    let Some(label) = label else {
        return w::ONE_SIDED;
    };
    let label = normal(label.as_str());
    let printed = restored
        .pages
        .get(page.index())
        .and_then(|issue| issue.page.as_deref())
        .map(normal);
    let number = |label: &str| {
        label
            .trim_start_matches(|c: char| c.is_alphabetic())
            .to_owned()
    };
    let lettered = |label: &str| label.starts_with(|c: char| c.is_alphabetic());
    match printed {
        Some(page) if page == label => w::SAME_PAGE,
        // `第4版` of a paper whose pages are A1 to A8
        Some(page) if number(&page) == number(&label) && lettered(&page) != lettered(&label) => {
            w::SAME_NUMBER
        }
        Some(_) => w::OTHER_PAGE,
        None if number(&label) == (page.0 + 1).to_string() => w::SAME_NUMBER,
        None => w::UNKNOWN_PAGE,
    }
}

/// What titles and key words say: the piece repeats the headline, in short, or its jump line's word.
fn names(article: &Article, piece: &Article) -> f32 {
    let letters = |text: &str| -> Vec<char> {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let title = |article: &Article| -> Vec<char> {
        let lines = [&article.kicker, &article.headline, &article.deck];
        let lines = lines.into_iter().flatten();
        lines.flat_map(|line| letters(line.as_str())).collect()
    };
    let headline = |article: &Article| {
        let line = article.headline.as_ref();
        line.map(|line| letters(line.as_str())).unwrap_or_default()
    };
    let (own, short) = (title(article), headline(piece));
    let within = |part: &[char]| part.len() > 2 && own.windows(part.len()).any(|run| run == part);
    let keys: Vec<Vec<char>> = article.jump_keys.iter().map(|key| letters(key)).collect();
    let theirs: Vec<Vec<char>> = piece.jump_keys.iter().map(|key| letters(key)).collect();
    let keyed = keys.iter().any(|key| *key == short || theirs.contains(key));
    if keyed || within(&short) || theirs.iter().any(|key| within(key)) {
        return w::SAME_TITLE;
    }
    if short.is_empty() || own.is_empty() {
        return 0.0;
    }
    let pairs = short
        .windows(2)
        .filter(|pair| own.windows(2).any(|run| run == *pair));
    if pairs.count() * 2 >= short.len() {
        w::LIKE_TITLE
    } else {
        w::OTHER_TITLE
    }
}

/// What the torn ends say: whether the piece's first paragraph continues the article's last.
fn seam_weight(article: &Article, piece: &Article, memory: &Memory) -> f32 {
    let paragraph = |block: &Block| match block {
        Block::Paragraph(text) => Some(Fragment::plain(text.clone(), Kind::Text)),
        _ => None,
    };
    let last = article.body.iter().rev().find_map(paragraph);
    let first = piece.body.first().and_then(paragraph);
    match (last, first) {
        (Some(a), Some(b)) => seam::weigh(memory, &a, &b, 0).clamp(w::WHOLE, w::SEAM),
        _ => 0.0,
    }
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
    seams: (&Memory, f32),
    ledger: &mut Ledger,
) {
    let titles = [
        piece.kicker.take(),
        piece.headline.take(),
        piece.deck.take(),
    ];
    let titles: Vec<Traced> = titles.into_iter().flatten().collect();
    if ledger.allows("jump/repeated-headline") {
        for title in &titles {
            remove(title, "jump/repeated-headline", ledger);
        }
    } else {
        let titles = titles.into_iter().map(Block::Subhead);
        piece.body.splice(0..0, titles);
    }
    let mark = Traced::markup(&format!("<!-- page {label} -->"));
    let last = article
        .body
        .iter()
        .rposition(|block| matches!(block, Block::Paragraph(_)));
    let joined =
        last.and_then(|at| join(&article.body[at], piece.body.first()?, &mark, seams, ledger));
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
        Some(first) if first.as_str() == more.as_str() && ledger.allows("jump/repeated-byline") => {
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
    (memory, threshold): (&Memory, f32),
    ledger: &mut Ledger,
) -> Option<Traced> {
    let (Block::Paragraph(a), Block::Paragraph(b)) = (a, b) else {
        return None;
    };
    let half = |text: &Traced| Fragment::plain(text.clone(), Kind::Text);
    let (x, y) = (half(a), half(b));
    // the jump lines themselves say that the text goes on, so only the paragraph is in question
    let mut evidence = seam::evidence(memory, &x, &y, 0);
    evidence.push(s::JUMP_LINES);
    let weight: f32 = evidence.iter().map(|one| one.weight).sum();
    let score = 1.0 / (1.0 + (-weight).exp());
    let state = if score < threshold {
        State::Held
    } else {
        State::Made
    };
    if state == State::Held && score < DOUBT {
        return None;
    }
    let mut places = a.places(a.len() - x.shape.last.len_utf8()..a.len());
    places.extend(b.places(0..y.shape.first.len_utf8()));
    let (tail, head) = (tail(a), head(b));
    let glue = glue(&memory.words, a.as_str(), b.as_str());
    let id = ledger.note(
        "restore/joined-jump",
        score,
        state,
        places,
        format!("{tail}\n\n{head}"),
        glue.show(tail, head),
    );
    ledger.give_evidence(id, evidence);
    if state == State::Held {
        return None;
    }
    let mut first = lead_on(&memory.words, a, b.as_str(), ledger);
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
