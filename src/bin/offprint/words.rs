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

/// `text` in lines of at most 78 columns, a Han character two wide. Lines break at spaces, and between
/// Han, but before no mark that cannot begin a line.
pub fn wrapped(text: &str) -> String {
    const WIDTH: usize = 78;
    let wide = |c: char| c >= '\u{2E80}';
    let cannot_begin = |c: char| "，。、；：？！）》」』”’…—".contains(c);
    let (mut out, mut column, mut last_break) = (String::new(), 0, None);
    for c in text.chars() {
        if wide(c) && !cannot_begin(c) {
            last_break = Some(out.len());
        }
        out.push(c);
        column += 1 + usize::from(wide(c));
        if column > WIDTH
            && let Some(at) = last_break.take()
        {
            out.insert(at, '\n');
            column = out[at + 1..]
                .chars()
                .map(|c| 1 + usize::from(wide(c)))
                .sum();
        }
        if c == ' ' {
            last_break = Some(out.len());
        }
    }
    out.replace(" \n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_between_han() {
        let english = wrapped(&"word ".repeat(30));
        assert!(
            english
                .lines()
                .all(|line| line.len() <= 78 && line.starts_with("word"))
        );
        let chinese = wrapped(&"字字，".repeat(30));
        assert!(chinese.lines().all(|line| line.chars().count() <= 40));
        assert!(chinese.lines().count() == 3 && !chinese.contains("\n，"));
        assert_eq!(wrapped("short"), "short");
    }

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
