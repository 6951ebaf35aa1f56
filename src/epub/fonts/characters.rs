//! The characters that a page shows in the face of running text.

use std::collections::BTreeSet;

/// Elements whose words have faces of their own, or are not shown on the page.
const APART: [&str; 6] = ["head", "math", "pre", "code", "kbd", "samp"];

/// Adds what the XHTML `page`, as we write it, shows.
pub fn shown(page: &str, characters: &mut BTreeSet<char>) {
    let mut apart: Option<(&str, usize)> = None;
    for (number, piece) in page.split('<').enumerate() {
        let (tag, text) = match number {
            0 => ("", piece),
            _ => piece.split_once('>').unwrap_or((piece, "")),
        };
        let name = tag.trim_start_matches('/');
        let name = name.split([' ', '/', '\n']).next().unwrap_or("");
        apart = match apart {
            None if APART.contains(&name) && !tag.ends_with('/') => Some((name, 1)),
            Some((open, depth)) if open == name && tag.starts_with('/') => {
                (depth > 1).then_some((open, depth - 1))
            }
            Some((open, depth)) if open == name && !tag.ends_with('/') => Some((open, depth + 1)),
            known => known,
        };
        if apart.is_none() {
            // the names of the five entities are letters of the text as well
            characters.extend(text.chars().filter(|&c| c != '\n'));
            characters.extend(
                ['<', '>', '"', '\'']
                    .into_iter()
                    .filter(|_| text.contains('&')),
            );
        }
    }
}

/// Whether a font need not have `c`: nothing is drawn for it.
#[cfg(feature = "fonts")]
pub fn is_blank(c: char) -> bool {
    let blank = matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}'
    );
    blank || c.is_whitespace() || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_face_of_its_own_is_left_out() {
        let mut found = BTreeSet::new();
        let page = "<html><head><title>题</title></head><body><p>灯&amp;<code>码</code>影<br/></p>\
                    <pre><code>块</code></pre><math><mi>∑</mi></math>末</body></html>";
        shown(page, &mut found);
        let found: String = found.into_iter().filter(|c| !c.is_ascii()).collect();
        assert_eq!(found, "影末灯");
    }
}
