//! `｡` `､` `｢` `｣` → `。` `、` `「` `」`: marks of half width, as old encodings of Japanese have them.

use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    whole(c).is_some()
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let found = text
        .char_indices()
        .filter_map(|(i, c)| Some((i, c, whole(c)?)));
    found
        .map(|(i, c, whole)| Edit::new(i..i + c.len_utf8(), whole))
        .collect()
}

fn whole(c: char) -> Option<char> {
    Some(match c {
        '｡' => '。',
        '､' => '、',
        '｢' => '「',
        '｣' => '」',
        _ => return None,
    })
}
