//! What a text is known by: its letters, whatever marks and blanks stand between them.

/// How many letters stand together in a print of a text.
const WIDTH: usize = 6;

/// The letters and digits of `text`, small.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

/// A number for every six letters that stand together in `text`, sorted, each once.
pub(super) fn prints(text: &str) -> Vec<u64> {
    let letters: Vec<char> = letters(text).collect();
    let mut prints: Vec<u64> = letters.windows(WIDTH).map(number).collect();
    prints.sort_unstable();
    prints.dedup();
    prints
}

/// FNV-1a, a character at a time.
fn number(letters: &[char]) -> u64 {
    letters.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &c| {
        (sum ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// How many numbers two sorted lists share.
pub(super) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_blanks_do_not_count() {
        let plain = prints("河岸的灯一盏一盏地熄灭");
        let marked = prints("河岸的灯，**一盏**\n\n一盏地熄灭。");
        assert_eq!(shared(&plain, &marked), plain.len());
        assert_eq!(plain.len(), marked.len());
    }
}
