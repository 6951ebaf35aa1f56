//! Numbers in sentences.

/// `number` with commas between thousands.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 page`, `2 pages`: an English count.
pub fn counted(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {word}{ending}", grouped(number))
}

/// A file's size as people say it, in powers of ten.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let shown = [0, 7, 999, 1_000, 6_914, 1_234_567].map(grouped);
        assert_eq!(shown, ["0", "7", "999", "1,000", "6,914", "1,234,567"]);
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(counted(1, "page"), "1 page");
        assert_eq!(counted(1_200, "page"), "1,200 pages");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!([10, 1_001, 1_250_000].map(size), ["10 B", "2 kB", "1.2 MB"]);
    }
}
