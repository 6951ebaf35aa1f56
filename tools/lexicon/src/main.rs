//! Compiles word lists into the three files of `src/restore/lexicon`.
//!
//! ```console
//! $ cargo run --release -- chinese  dict.txt          ../../src/restore/lexicon/chinese.fst
//! $ cargo run --release -- folding  TSCharacters.txt  ../../src/restore/lexicon/folding.txt
//! $ cargo run --release -- english  american british  ../../src/restore/lexicon/english.fst
//! ```
//!
//! `dict.txt` is jieba's (MIT), one `word count tag` a line; it stands in the crate `jieba-rs` 0.11 under
//! `src/data`. `TSCharacters.txt` is OpenCC's (Apache-2.0), one `traditional<tab>simplified …` a line.
//! The English lists are SCOWL's, as Debian's packages `wamerican` and `wbritish` have them. The same
//! lists make the same bytes.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

/// Rarer words span a seam by chance as often as by right: jieba gives 3 to those it never counted.
const RAREST: u64 = 4;
/// Longer entries are names of offices and songs.
const LONGEST: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((out, [kind, lists @ ..])) = args.split_last() else {
        return Err("which list?".into());
    };
    let text: String = lists
        .iter()
        .map(fs::read_to_string)
        .collect::<Result<_, _>>()?;
    let bytes = match kind.as_str() {
        "chinese" => chinese(&text)?,
        "folding" => folding(&text).into_bytes(),
        "english" => english(&text)?,
        other => return Err(format!("no such list: {other}").into()),
    };
    println!("{out}: {} bytes", bytes.len());
    Ok(fs::write(out, bytes)?)
}

/// Word → what it costs to read it, in halves of a natural logarithm: 0 for a word that were all of the
/// text, 35 for one that was met once.
fn chinese(text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut words = BTreeMap::new();
    let mut total = 0;
    for line in text.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(count)) = (fields.next(), fields.next()) else {
            continue;
        };
        let count: u64 = count.parse()?;
        total += count;
        let chars = word.chars().count();
        let han = word.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        if han && chars <= LONGEST && (count >= RAREST || chars == 1) {
            words.insert(word, count);
        }
    }
    let mut map = fst::MapBuilder::memory();
    for (word, count) in words {
        let cost = (total as f64 / count.max(1) as f64).ln() * 2.0;
        map.insert(word, cost.round() as u64)?;
    }
    Ok(map.into_inner()?)
}

/// The traditional characters in order and, in the second line, what each is folded to for look-up.
fn folding(text: &str) -> String {
    let pair = |line: &str| {
        let (from, to) = line.split_once('\t')?;
        let (from, to) = (from.chars().next()?, to.chars().next()?);
        let common = |c| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        (common(from) && common(to) && from != to).then_some((from, to))
    };
    let pairs: BTreeMap<char, char> = text.lines().filter_map(pair).collect();
    let from: String = pairs.keys().collect();
    let to: String = pairs.values().collect();
    format!("{from}\n{to}\n")
}

/// The words in small letters, names among them, possessives left out.
fn english(text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let whole = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    let mut words: Vec<String> = text.lines().filter(whole).map(str::to_lowercase).collect();
    words.sort();
    words.dedup();
    let mut set = fst::SetBuilder::memory();
    set.extend_iter(words)?;
    Ok(set.into_inner()?)
}
