//! What a picture of an edition may be: its pixels, its frame, its bytes, its colours.

use crate::diagnostic::Text;
use crate::say;

/// What pictures of the editions may be: `[images] grey` and `max` of `book.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Only shades of grey, for e-ink.
    pub grey: bool,
    /// Pixels a picture may have. Four million, as Apple Books asks of books, when nothing else is said.
    pub pixels: u64,
    /// Width and height that a picture has to fit into, in pixels.
    pub frame: Option<(u32, u32)>,
    /// Bytes that a picture's file may have.
    pub bytes: Option<u64>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            grey: false,
            pixels: 4_000_000,
            frame: None,
            bytes: None,
        }
    }
}

impl Budget {
    /// Reads `max`: one or more of `"1264x1680"` (pixels across and down), `"4 MP"` (millions of
    /// pixels) and `"500 KB"` or `"1 MB"` (bytes of a file, in thousands), divided by commas.
    ///
    /// # Errors
    /// What cannot be understood.
    pub fn read_max(&mut self, max: &str) -> Result<(), Text> {
        for part in max.split([',', '，']) {
            self.read_part(part.trim()).ok_or_else(|| {
                say!(
                    "`{part}` is no size of a picture",
                    "`{part}` 不是可用的图片大小"
                )
            })?;
        }
        Ok(())
    }

    fn read_part(&mut self, part: &str) -> Option<()> {
        let lower = part.to_ascii_lowercase();
        if let Some((width, height)) = lower.split_once(['x', '×']) {
            let (width, height) = (width.trim().parse().ok()?, height.trim().parse().ok()?);
            self.frame = Some((width, height));
            return (width > 0 && height > 0).then_some(());
        }
        let unit = lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number: f64 = lower[..lower.len() - unit.len()].parse().ok()?;
        let (slot, unit) = match unit.trim() {
            "mp" => (&mut self.pixels, 1e6),
            "kb" => (self.bytes.get_or_insert(0), 1e3),
            "mb" => (self.bytes.get_or_insert(0), 1e6),
            _ => return None,
        };
        *slot = (number * unit) as u64;
        (*slot > 0).then_some(())
    }

    /// The size at which a picture of `width` × `height` pixels is within the budget.
    pub fn fit(&self, width: u32, height: u32) -> (u32, u32) {
        let pixels = f64::from(width) * f64::from(height);
        let mut scale = (self.pixels as f64 / pixels).sqrt().min(1.0);
        if let Some((across, down)) = self.frame {
            scale = scale
                .min(f64::from(across) / f64::from(width))
                .min(f64::from(down) / f64::from(height));
        }
        scaled(width, height, scale)
    }
}

/// `width` × `height` pixels, each times `scale`, at least one pixel.
pub fn scaled(width: u32, height: u32, scale: f64) -> (u32, u32) {
    let by = |length: u32| ((f64::from(length) * scale) as u32).max(1);
    if scale >= 1.0 {
        (width, height)
    } else {
        (by(width), by(height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(max: &str) -> Option<Budget> {
        let mut budget = Budget::default();
        budget.read_max(max).ok().map(|()| budget)
    }

    #[test]
    fn sizes_are_read() {
        let budget = read("1264x1680, 500 KB").expect("two sizes");
        assert_eq!(budget.frame, Some((1264, 1680)));
        assert_eq!(budget.bytes, Some(500_000));
        assert_eq!(read("2.5MP").map(|b| b.pixels), Some(2_500_000));
        for wrong in ["", "big", "0x10", "500", "5 GB", "0 KB", "10x"] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_picture_shrinks_into_the_budget_and_never_grows() {
        let budget = Budget::default();
        assert_eq!(budget.fit(4000, 3000), (2309, 1732));
        assert_eq!(budget.fit(2000, 2000), (2000, 2000));
        assert_eq!(budget.fit(3, 40_000_000), (1, 7_302_967));
        let framed = read("1264x1680").expect("a frame");
        assert_eq!(framed.fit(1600, 900), (1264, 711));
        assert_eq!(framed.fit(100, 100), (100, 100));
    }
}
