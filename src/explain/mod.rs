//! What codes and names of evidence mean, in words for people.

mod codes;
mod evidence;

use crate::diagnostic::Text;

pub use codes::{Entry, Example, Kind, entries, explain, rules, title};
pub use evidence::{evidence, known_evidence};

/// A code or name without words of its own, its parts as words.
fn read_out(code: &str) -> Text {
    let words = code.replace(['/', '-'], " ");
    Text {
        en: words.clone(),
        zh: words,
    }
}
