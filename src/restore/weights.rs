//! Every weight of the restoration, with the reason for it.
//!
//! Weights are natural logarithms of likelihood ratios: +1 makes a reading about three times as
//! likely, −2 seven times less. A label's cost is the negative logarithm of how well it fits, so 0
//! is a perfect fit. Where a weight was counted on pages, its sentence says so; the others follow the
//! order of worth that the prototype found (closing punctuation first, n-grams last).

/// Seams: does the second fragment continue the first?
pub(super) mod seam {
    use crate::text::Evidence;

    /// Of ten seams between blocks, one is a torn paragraph.
    pub const PRIOR: Evidence = Evidence::new("seam/prior", -2.2);
    /// A sentence that ends is seldom continued: one torn paragraph in twenty breaks at a stop.
    pub const CLOSED: Evidence = Evidence::new("seam/ends-closed", -3.4);
    /// A comma or `、` ends no paragraph.
    pub const PAUSING: Evidence = Evidence::new("seam/ends-in-comma", 5.0);
    /// `Mrs.` and initials end lines, and hardly ever paragraphs.
    pub const ABBREVIATION: Evidence = Evidence::new("seam/ends-in-abbreviation", 3.0);
    /// A paragraph that ends in a letter is torn, unless it is a title or a list item.
    pub const UNCLOSED: Evidence = Evidence::new("seam/ends-open", 4.2);
    /// It breaks off after a word that more has to follow: `of the`, `以及`.
    pub const DANGLING: Evidence = Evidence::new("seam/ends-dangling", 2.0);
    /// `：`, `——` and `……` end paragraphs as often as not; nothing is joined on them alone.
    pub const TRAILING: Evidence = Evidence::new("seam/ends-trailing", -0.6);
    /// A closing mark without a stop: the end of a quoted name more often than of a paragraph.
    pub const BRACKET: Evidence = Evidence::new("seam/ends-in-bracket", 2.0);
    /// A hyphen after a letter breaks a word.
    pub const HYPHEN: Evidence = Evidence::new("seam/ends-in-hyphen", 5.0);
    /// A quotation mark or bracket is open, and the next fragment closes it.
    pub const CLOSES_OPEN: Evidence = Evidence::new("seam/closes-open-mark", 3.8);
    /// A mark is open; quotations of several paragraphs leave theirs open by right, so alone it says
    /// little.
    pub const LEAVES_OPEN: Evidence = Evidence::new("seam/leaves-mark-open", 0.8);
    /// A quotation of several paragraphs opens anew at each of them.
    pub const REOPENS: Evidence = Evidence::new("seam/reopens-quotation", -2.5);
    /// A fragment that begins with a mark no line can begin with.
    pub const CANNOT_BEGIN: Evidence = Evidence::new("seam/cannot-begin", 6.0);
    /// A small letter begins no paragraph.
    pub const SMALL_LETTER: Evidence = Evidence::new("seam/small-letter", 4.0);
    /// A capital after an unfinished line may still be a name: one continuation in six.
    pub const CAPITAL: Evidence = Evidence::new("seam/capital", -1.7);
    /// Words that open sentences and hardly stand inside one: `此外`, `据悉`. Counted, as the three below,
    /// on 3,000 beginnings of paragraphs and 270,000 places inside sentences.
    pub const OPENS_SENTENCE: Evidence = Evidence::new("seam/opens-sentence", -2.6);
    /// Characters that open sentences far more often than they stand inside one.
    pub const OPENING: Evidence = Evidence::new("seam/opens-sentence", -1.6);
    /// Characters that begin no sentence: `的`, `们`.
    pub const INSIDE: Evidence = Evidence::new("seam/inside-sentence", 3.2);
    /// Characters that seldom begin one: `性`, `业`.
    pub const INNER: Evidence = Evidence::new("seam/inside-sentence", 1.5);
    /// A number cut in two.
    pub const DIGITS: Evidence = Evidence::new("seam/number-cut", 1.5);
    /// The characters around the seam stand together elsewhere in the issue, two and two.
    pub const TOGETHER: Evidence = Evidence::new("seam/stands-together", 3.2);
    /// The same, but only two and one.
    pub const TOGETHER_SHORT: Evidence = Evidence::new("seam/stands-together-short", 1.4);
    /// A Chinese word spans the seam: this much for each unit of its margin over the best reading that
    /// ends a word there. Counted on 4,000 cuts within paragraphs and 4,000 wrong halves, of either
    /// script: a word spans 51 and 3 of a hundred (50 and 4 in Traditional text), and half of one of a
    /// hundred where the second half begins a paragraph. By margin the ratio is 2 below two, 4 below
    /// four, 10 below six, 35 below eight, 100 and more beyond: e to half the margin.
    pub const WORD_SPANS: Evidence = Evidence::new("seam/word-spans", 0.5);
    /// No word spans the seam, where Han stand on both sides: half of the true cuts, nearly all others.
    pub const NO_WORD_SPANS: Evidence = Evidence::new("seam/no-word-spans", -0.6);
    /// A wider margin than this says no more.
    pub const WORD_MARGIN: f32 = 10.0;
    /// The fragment begins like several paragraphs of the page do (`会议指出`, `一要`).
    pub const BEGINS_ALIKE: Evidence = Evidence::new("seam/begins-alike", -1.5);
    /// Its first line is indented as a paragraph's is.
    pub const INDENTED: Evidence = Evidence::new("seam/indented", -5.0);
    /// Its first line is flush on a page that indents its paragraphs.
    pub const FLUSH: Evidence = Evidence::new("seam/flush", 1.8);
    /// No blank line parts the two, and the line above fills its column.
    pub const FULL_LINE: Evidence = Evidence::new("seam/full-line", 6.8);
    /// No blank line parts the two; the line above ends a sentence short of its column.
    pub const SHORT_LINE: Evidence = Evidence::new("seam/short-line", -1.5);
    /// No blank line parts the two; the line above ends in the middle of a sentence.
    pub const OPEN_LINE: Evidence = Evidence::new("seam/open-line", 2.0);
    /// It opens with a lead (电头) or a byline's mark: an article begins here.
    pub const LEAD: Evidence = Evidence::new("seam/begins-article", -9.0);
    /// Two blank lines between the two: 16 of a hundred torn paragraphs, 4 of a hundred whole ones.
    pub const SMALL_GAP: Evidence = Evidence::new("seam/gap", 1.4);
    /// A run of three blank lines and more, which no caption or title explains: a picture was there.
    /// Counted: 9 of a hundred torn paragraphs, 1 of a thousand whole ones.
    pub const GAP: Evidence = Evidence::new("seam/gap", 4.5);
    /// Each fragment that stands between the two.
    pub const STEPPED_OVER: Evidence = Evidence::new("seam/stepped-over", -0.4);
    /// A full stop missing at the end of a short line that reads like a title or a signature.
    pub const TITLE_LIKE: Evidence = Evidence::new("seam/title-like", -3.0);
    /// It stands alone on a page whose titles do, and ends in a stop as they do.
    pub const STANDS_ALONE: Evidence = Evidence::new("seam/stands-alone", -5.0);
    /// Jump lines on both sides say that the text goes on; only the paragraph is in question.
    pub const JUMP_LINES: Evidence = Evidence::new("seam/jump-lines", 2.0);
    /// One side is Han and the other is Latin: a change of language, not of line.
    pub const SCRIPTS_DIFFER: Evidence = Evidence::new("seam/scripts-differ", -2.0);
}

/// Jump lines: does a piece on another page continue an article?
pub(super) mod jump {
    /// Of all pieces that might, one does.
    pub const PRIOR: f32 = -3.0;
    /// The jump line names the page on which the other end stands.
    pub const SAME_PAGE: f32 = 3.0;
    /// The same number, where one of the two leaves the section's letter out or the page prints none.
    pub const SAME_NUMBER: f32 = 2.0;
    /// It names another page: papers err seldom, readers of print now and then.
    pub const OTHER_PAGE: f32 = -4.0;
    /// The page prints no label.
    pub const UNKNOWN_PAGE: f32 = -0.5;
    /// Only one of the two ends has a jump line.
    pub const ONE_SIDED: f32 = -2.5;
    /// The piece repeats the headline in short, or the jump line's key word.
    pub const SAME_TITLE: f32 = 4.0;
    /// Half of its title stands in the other.
    pub const LIKE_TITLE: f32 = 1.5;
    /// It has a title of its own.
    pub const OTHER_TITLE: f32 = -3.0;
    /// The most that the torn ends of a sentence say for the pair.
    pub const SEAM: f32 = 1.5;
    /// The most that two whole paragraphs say against it: articles turn at a paragraph's end too.
    pub const WHOLE: f32 = -0.5;
    /// Of two that fit alike the nearer one: each page between.
    pub const FAR: f32 = -0.01;
}

/// Labels: how badly a label fits a fragment.
pub(super) mod label {
    use crate::text::Evidence;

    /// A label that cannot be.
    pub const NEVER: f32 = 1e6;
    /// A line that reads as a byline and is something else all the same.
    pub const BYLINE_ELSE: f32 = 5.0;
    /// Words with a heading mark that are body all the same.
    pub const MARKED_BODY: f32 = 6.0;
    /// A short line without a stop that is a paragraph all the same.
    pub const TITLE_LIKE_BODY: f32 = 2.2;
    /// An unmarked line that is a headline: its shape must speak for it.
    pub const PLAIN_HEADLINE: f32 = 1.2;
    /// A title that ends in a full stop.
    pub const TITLE_WITH_STOP: f32 = 3.5;
    /// Each character beyond what a title line holds.
    pub const TITLE_TOO_LONG: f32 = 0.25;
    /// A fragment is a caption without a credit: one in thirteen that is neither title nor byline.
    /// (Evidence is weighed for the caption: its cost is the sum with the sign turned.)
    pub const CAPTION: Evidence = Evidence::new("caption/prior", -2.5);
    /// `摄`, `供图`, `图为`, `Photo by`: the words captions use, and paragraphs do not.
    pub const CAPTION_WORDS: Evidence = Evidence::new("caption/words", 6.5);
    /// It stands right after a picture.
    pub const AFTER_PICTURE: Evidence = Evidence::new("caption/after-picture", 4.5);
    /// It stands right before a picture and uses a caption's words.
    pub const BEFORE_PICTURE: Evidence = Evidence::new("caption/before-picture", 2.25);
    /// Blank lines before it: none, one, two, or a run where a picture was. Counted: captions have 37,
    /// 25 and 37 of a hundred there, paragraphs 96, 4 and one in a thousand.
    pub const BLANKS_BEFORE: [Evidence; 4] = [
        Evidence::new("caption/no-gap-before", -2.5),
        Evidence::new("caption/no-gap-before", -0.9),
        Evidence::new("caption/gap-before", 1.9),
        Evidence::new("caption/gap-before", 4.0),
    ];
    /// One blank line after it: 54 of a hundred captions, 88 of a hundred paragraphs.
    pub const BLANK_AFTER: Evidence = Evidence::new("caption/no-gap-after", -0.5);
    /// Two after it: 42 of a hundred captions, 4 of a hundred paragraphs.
    pub const BLANKS_AFTER: Evidence = Evidence::new("caption/gap-after", 2.2);
    /// Short enough to stand under a picture: nearly all captions, one paragraph in fourteen.
    pub const CAPTION_SHORT: Evidence = Evidence::new("caption/short", 2.2);
    /// Each ten characters beyond what a caption holds.
    pub const CAPTION_LONG: Evidence = Evidence::new("caption/long", -1.2);
    /// It stands before its article's first words, with no picture there.
    pub const CAPTION_FIRST: Evidence = Evidence::new("caption/before-text", -2.5);
    /// A sentence that does not end: captions are whole sentences or phrases.
    pub const CAPTION_OPEN: Evidence = Evidence::new("caption/unfinished", -4.5);
    /// A phrase without a stop, which may as well be a signature or a date.
    pub const CAPTION_PHRASE: Evidence = Evidence::new("caption/phrase", -2.0);
    /// Fewer characters than say anything.
    pub const CAPTION_TINY: Evidence = Evidence::new("caption/tiny", -6.0);
    /// A caption stands alone: a sentence of its own, or a phrase.
    pub const CAPTION_UNFINISHED: Evidence = Evidence::new("caption/unfinished", -6.0);
    /// A caption closes the marks it opens.
    pub const CAPTION_OPEN_MARKS: Evidence = Evidence::new("caption/open-marks", -3.0);
    /// A caption begins with a capital.
    pub const CAPTION_SMALL_LETTER: Evidence = Evidence::new("caption/small-letter", -4.0);
    /// It repeats words of the headline or kicker.
    pub const REPEATS_TITLE: Evidence = Evidence::new("caption/repeats-title", 1.6);
    /// It names the headline right below, and nothing of its own article's.
    pub const OF_BELOW: Evidence = Evidence::new("caption/of-headline-below", -4.0);
    /// It stands where a sentence waits for its end: what interrupts a sentence is a caption as often as
    /// not.
    pub const INTERRUPTS: Evidence = Evidence::new("caption/interrupts-sentence", 1.8);
    /// A headline inside a run of paragraphs, where blank lines part articles.
    pub const BLOCK_INSIDE: f32 = 1.5;
    /// A subhead there, and less where a run begins.
    pub const BLOCK_SUB: f32 = 0.5;
    /// A subhead longer than a line.
    pub const SUBHEAD_LONG: f32 = 0.2;
}

/// Title lines: how they stand to each other.
pub(super) mod title {
    /// The odds of headline against subhead for the highest heading level of a page, the next, and those
    /// below. Counted on 1,100 headings: 660 to 34, 29 to 122, none to 144.
    pub const LEVEL_DEPTH: [f32; 3] = [2.6, -1.3, -3.5];
    /// A heading of the level stands right above a lead or byline.
    pub const LEVEL_BEGINS: f32 = 1.6;
    /// A heading of the level stands above neither, on a page that has them.
    pub const LEVEL_SILENT: f32 = -0.3;
    /// A headline without capitals on a page that sets its headlines in them, and the other way round
    /// for subheads.
    pub const NOT_IN_CAPITALS: f32 = 2.6;
    /// An unmarked line in capitals is hardly anything but a headline.
    pub const CAPITALS: f32 = -1.0;
    /// A kicker above a headline, neither of them marked.
    pub const KICKER_UNMARKED: f32 = 1.6;
    /// The same, with a blank line between: the lines of one headline stand together.
    pub const KICKER_APART: f32 = 0.6;
    /// An unmarked line right above a heading: hardly anything but a kicker stands there.
    pub const KICKER_ABOVE_MARK: f32 = -0.8;
    /// A kicker marked smaller than its headline, as kickers are.
    pub const KICKER_SMALLER: f32 = 0.2;
    /// A kicker of its headline's level.
    pub const KICKER_ALIKE: f32 = 1.4;
    /// A kicker marked bigger than its headline.
    pub const KICKER_BIGGER: f32 = 2.6;
    /// It stands above several headlines of the issue.
    pub const STANDING: f32 = -2.0;
    /// It is much shorter than the headline below.
    pub const KICKER_SHORT: f32 = -0.7;
    /// The headline below has its two lines already.
    pub const COMPLETE_BELOW: f32 = -1.2;
    /// One more line of a headline, marked like the line above.
    pub const LINE_ALIKE: f32 = 0.4;
    /// One more line of a headline, marked otherwise.
    pub const LINE_DIFFERS: f32 = 2.0;
    /// A blank line parts two unmarked lines.
    pub const LINE_APART: f32 = 1.2;
    /// It closes the quotation mark or bracket that the line above opens.
    pub const LINE_CLOSES: f32 = -2.0;
    /// One of the two lines holds a line break already.
    pub const LINE_WHOLE: f32 = 1.2;
}

/// Topic: does a paragraph speak of what a headline names? Counted on 810 first and 3,200 later paragraphs
/// against the headlines of their own articles and of the two beside them, and taken at four tenths: what
/// one paragraph repeats, the next one does.
pub(super) mod topic {
    /// Where a paragraph stands to a title, and what it says that it repeats three tenths of its words and
    /// more, a tenth and more, or less.
    pub struct Place {
        pub much: f32,
        pub some: f32,
        pub none: f32,
    }
    /// Of a hundred first paragraphs 74, 15 and 9; of strangers 1, 4 and 95.
    pub const FIRST: Place = Place {
        much: 1.5,
        some: 0.7,
        none: -0.9,
    };
    /// Of a hundred later paragraphs 23, 29 and 40.
    pub const LATER: Place = Place {
        much: 1.5,
        some: 0.7,
        none: -0.3,
    };
    /// Of a hundred first paragraphs under a subhead 47, 10 and 42.
    pub const UNDER: Place = Place {
        much: 1.4,
        some: 0.3,
        none: -0.3,
    };
    /// Of a hundred later ones 15, 25 and 61.
    pub const FURTHER: Place = Place {
        much: 1.2,
        some: 0.7,
        none: -0.15,
    };
    /// What it costs that a title line is a kicker rather than the first line of a headline: of a hundred
    /// kickers 24, 15 and 58 repeat so much of the first paragraph, of first lines 74, 13 and 13.
    pub const KICKER: Place = Place {
        much: 1.0,
        some: 0.0,
        none: -1.3,
    };
    /// Where nothing but the topic tells, it says so much more.
    pub const ALONE: f32 = 2.5;
    /// The share of a title's words from which a paragraph repeats much of it, and some.
    pub const MUCH: f32 = 0.3;
    pub const SOME: f32 = 0.1;
    /// A line of fewer words names nothing.
    pub const LINE: usize = 3;
    /// A paragraph of so many words says all that its silence can say.
    pub const WHOLE: f32 = 30.0;
}

/// Articles: what may begin and end where.
pub(super) mod article {
    /// A torn paragraph goes on after a piece of another article.
    pub const RETURNS: f32 = 2.0;
    /// A whole paragraph of the article that was left, where the text has gone to and fro between the two.
    pub const WOVEN_WHOLE: f32 = 1.0;
    /// An article without any headline.
    pub const NO_HEADLINE: f32 = 3.0;
    /// An article with titles and no text.
    pub const NO_TEXT: f32 = 6.0;
    /// A headline that stands after its article's first words.
    pub const LATE_HEADLINE: f32 = 2.0;
    /// The same where it interrupts a sentence: that is how displaced headlines lie.
    pub const LATE_INSIDE: f32 = 0.6;
    /// An article begins at its byline, before any headline was seen.
    pub const AT_BYLINE: f32 = 1.8;
    /// An article begins at its lead without a headline.
    pub const AT_LEAD: f32 = 1.6;
    /// An article begins with a plain paragraph, its headline to come or lost.
    pub const AT_PLAIN: f32 = 6.0;
    /// The same after a gap.
    pub const AT_GAP: f32 = 3.0;
    /// A late headline of an article that began so.
    pub const LATE_AFTER_PLAIN: f32 = 0.4;
    /// A lead inside an article that has text already.
    pub const SECOND_LEAD: f32 = 7.0;
    /// A second byline in one article.
    pub const SECOND_BYLINE: f32 = 4.0;
    /// A second byline that reads as the end of an article: `来源：…` after the text.
    pub const SECOND_AT_END: f32 = 0.5;
    /// A byline at the article's end that reads as if it opened one.
    pub const LATE_BYLINE: f32 = 2.5;
    /// An article that begins with a byline that reads as its end: `（记者 …）`.
    pub const END_FIRST: f32 = 5.0;
    /// A fourth title line: at most three stand before the text.
    pub const FOURTH_TITLE: f32 = 5.0;
    /// An article goes on right after its own jump line.
    pub const JUMP_INSIDE: f32 = 0.5;
    /// A headline begins while a paragraph is unfinished, weighed with `ENDS_OPEN`.
    pub const BEGINS: f32 = 0.4;
}

/// Below this score a seam is not joined: the place becomes a doubt. The default threshold.
pub(super) const HOLD: f32 = 0.6;
/// Below this score a caption or headline is not moved, at the default threshold: at the threshold of
/// joins, captions that were right stayed inside the sentences they interrupt.
pub(super) const HOLD_MOVE: f32 = 0.5;

/// The score that a move needs where a join needs `threshold`: the same share of the way from the
/// default to 1.
pub(super) fn move_threshold(threshold: f32) -> f32 {
    1.0 - (1.0 - threshold) * (1.0 - HOLD_MOVE) / (1.0 - HOLD)
}
/// A seam left open with at least this score is worth a person's look.
pub(super) const DOUBT: f32 = 0.25;
/// How many readings are kept side by side; 8 were as good as 80 on the prototype's pages.
pub(super) const BEAM: usize = 24;
/// How far, in fragments, the rival of a decision is followed before the two are compared.
pub(super) const WINDOW: usize = 12;
