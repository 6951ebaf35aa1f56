//! Name order as people expect it: `p2` before `p10`.

use std::cmp::Ordering;
use std::path::Path;

/// Compares two names, runs of digits as numbers; names that differ in leading zeros only are
/// ordered by those, so that no two different names are equal.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while !left.is_empty() && !right.is_empty() {
        let (x, y) = (digits(left), digits(right));
        let order = if x > 0 && y > 0 {
            let order = number(&left[..x], &right[..y]);
            (left, right) = (&left[x..], &right[y..]);
            order
        } else {
            let (p, q) = (left.chars().next(), right.chars().next());
            left = &left[p.map_or(0, char::len_utf8)..];
            right = &right[q.map_or(0, char::len_utf8)..];
            p.cmp(&q)
        };
        if order.is_ne() {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// Compares two paths folder by folder in natural order.
pub fn natural_path(a: &Path, b: &Path) -> Ordering {
    let mut left = a.components();
    let mut right = b.components();
    loop {
        let (x, y) = match (left.next(), right.next()) {
            (Some(x), Some(y)) => (x, y),
            (x, y) => return x.is_some().cmp(&y.is_some()),
        };
        let (x, y) = (x.as_os_str(), y.as_os_str());
        let order = natural(&x.to_string_lossy(), &y.to_string_lossy());
        if order.is_ne() {
            return order;
        }
    }
}

/// How many ASCII digits `text` begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Compares two runs of digits of any length by value.
fn number(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_count_as_numbers() {
        let mut names = [
            "p10.txt",
            "p2.txt",
            "p02.txt",
            "p1.txt",
            "版3.txt",
            "版12.txt",
        ];
        names.sort_by(|a, b| natural(a, b));
        let expected = [
            "p1.txt",
            "p02.txt",
            "p2.txt",
            "p10.txt",
            "版3.txt",
            "版12.txt",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_folder_comes_with_its_own_files() {
        let order = natural_path(Path::new("2/b.md"), Path::new("10/a.md"));
        assert_eq!(order, Ordering::Less);
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "[ab019]{0,6}", b in "[ab019]{0,6}", c in "[ab019]{0,6}") {
            prop_assert_eq!(natural(&a, &b), natural(&b, &a).reverse());
            prop_assert_eq!(natural(&a, &b).is_eq(), a == b);
            if natural(&a, &b).is_le() && natural(&b, &c).is_le() {
                prop_assert!(natural(&a, &c).is_le());
            }
        }
    }
}
