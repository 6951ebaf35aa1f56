//! The seal: two characters cut in vermilion, its edge a little worn.

use super::fonts::is_wide;
use crate::text::chars::is_han;
use std::fmt::Write;

/// The characters of the seal: the first two Han characters of `name`, or the capital letters of its
/// first two words (`The Daily Page` gives D and P); fewer when it has fewer.
pub(super) fn characters(name: &str) -> Vec<char> {
    let wide: Vec<char> = name
        .chars()
        .filter(|&c| is_wide(c) && c.is_alphanumeric())
        .collect();
    if wide.iter().any(|&c| is_han(c)) || wide.len() > 1 {
        return wide.into_iter().take(2).collect();
    }
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let article = |word: &&str| matches!(word.to_lowercase().as_str(), "the" | "a" | "an");
    if words.len() > 1 && article(&words[0]) {
        words.remove(0);
    }
    let initials = words.iter().filter_map(|word| word.chars().next());
    initials.flat_map(char::to_uppercase).take(2).collect()
}

/// The outline of a stone `width` by `height` with its corner at the origin, as SVG path data: a
/// rounded rectangle whose edge strays by up to `wear`, the same way each time for the same `seed`.
pub(super) fn outline(width: f32, height: f32, wear: f32, seed: &[char]) -> String {
    let mut stray = Stray::new(seed);
    let points: Vec<(f32, f32)> = around(width, height, width * 0.07)
        .into_iter()
        .map(|(x, y)| (x + stray.next() * wear, y + stray.next() * wear))
        .collect();
    // a smooth line through the middles, each point bending it (quadratic B-spline)
    let middle = |i: usize| {
        let (a, b) = (points[i % points.len()], points[(i + 1) % points.len()]);
        ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
    };
    let start = middle(0);
    let mut path = format!("M{:.1} {:.1}", start.0, start.1);
    for i in 1..=points.len() {
        let (bend, to) = (points[i % points.len()], middle(i));
        // writing to a string cannot fail
        let _ = write!(path, "Q{:.1} {:.1} {:.1} {:.1}", bend.0, bend.1, to.0, to.1);
    }
    path.push('Z');
    path
}

/// Points around a rectangle whose corners are cut by `corner`, about a finger's breadth apart.
fn around(width: f32, height: f32, corner: f32) -> Vec<(f32, f32)> {
    let (w, h, c) = (width, height, corner);
    let turns = [
        (c, 0.0),
        (w - c, 0.0),
        (w - c * 0.3, c * 0.3),
        (w, c),
        (w, h - c),
        (w - c * 0.3, h - c * 0.3),
        (w - c, h),
        (c, h),
        (c * 0.3, h - c * 0.3),
        (0.0, h - c),
        (0.0, c),
        (c * 0.3, c * 0.3),
    ];
    let mut points = Vec::new();
    for (i, &(x, y)) in turns.iter().enumerate() {
        let (to_x, to_y) = turns[(i + 1) % turns.len()];
        let steps = (((to_x - x).abs() + (to_y - y).abs()) / (w * 0.052))
            .ceil()
            .max(1.0);
        for step in 0..steps as usize {
            let part = step as f32 / steps;
            points.push((x + (to_x - x) * part, y + (to_y - y) * part));
        }
    }
    points
}

/// Numbers from -1 to 1 that look like chance and are none.
struct Stray(u32);

impl Stray {
    fn new(seed: &[char]) -> Self {
        let mix = |sum: u32, &c: &char| (sum ^ u32::from(c)).wrapping_mul(0x0100_0193);
        Self(seed.iter().fold(0x811C_9DC5, mix))
    }

    /// The next number (Knuth's linear congruence, its high bits).
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) as f32 / 32_767.5 - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_shows_the_first_two_characters_or_initials() {
        let of = |name| characters(name).into_iter().collect::<String>();
        assert_eq!(of("《字里行间报》"), "字里");
        assert_eq!(of("The Margin Post"), "MP");
        assert_eq!(of("the"), "T");
        assert_eq!(of("2024 版面"), "版面");
        assert_eq!(of("——"), "");
    }

    #[test]
    fn the_same_seal_is_worn_in_the_same_way() {
        let one = outline(100.0, 200.0, 2.0, &['字', '里']);
        assert_eq!(one, outline(100.0, 200.0, 2.0, &['字', '里']));
        assert_ne!(one, outline(100.0, 200.0, 2.0, &['行', '间']));
    }
}
