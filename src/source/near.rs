//! "Did you mean …?": the name nearest to one that does not exist.

/// The one of `candidates` that `word` is probably a slip of: at most a third of its characters
/// changed, dropped, added or swapped, upper and lower case the same. Of several equally near, the
/// first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::osa_distance(&word, &candidate.to_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        let keys = ["title", "authors", "language"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("author", keys), Some("authors"));
        assert_eq!(nearest("Language", keys), Some("language"));
    }

    #[test]
    fn a_different_word_finds_nothing() {
        assert_eq!(nearest("colour", ["title", "authors"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
