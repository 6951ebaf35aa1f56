//! Alternative texts that say nothing: a file's name, or no more than that there is a picture (WCAG
//! 2.2, failure F30).

use super::Seen;
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Location};
use crate::say;

pub(super) const CODE: &str = "check/alternative";

const EMPTY_WORDS: &[&str] = &[
    "image",
    "picture",
    "photo",
    "photograph",
    "graphic",
    "img",
    "图",
    "图片",
    "照片",
    "配图",
    "插图",
    "圖",
    "圖片",
    "相片",
];

pub(super) fn look(book: &Book, _: &[Seen], found: &mut Vec<Diagnostic>) {
    for (path, words) in &book.config.alternatives {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let plain = words.trim().trim_end_matches(['.', '。']).to_lowercase();
        let file = plain == name.to_lowercase() || plain == stem.to_lowercase();
        let bare = plain
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim_end();
        if file || EMPTY_WORDS.contains(&bare) {
            let message = say!(
                "`{words}` does not say what `{path}` shows",
                "替代文字 `{words}` 没有说明 `{path}` 的内容"
            );
            let cure = say!(
                "say in a sentence what one sees: [images.\"{path}\"] alt = \"…\"",
                "请用一句话写明画面：[images.\"{path}\"] alt = \"……\""
            );
            let at = Location::file("book.toml");
            found.push(Diagnostic::warning(CODE, message).at(at).cure(cure));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::book;
    use super::*;

    #[test]
    fn alternatives_that_say_nothing_are_found() {
        let mut book = book("zh-Hans", &["好\n"]);
        let alternatives = [
            ("a.png", "a.png"),
            ("b.png", "图片2"),
            ("c.png", "一只老字盘"),
            ("d/e.jpg", "Photo"),
        ];
        let pairs = alternatives.map(|(path, words)| (path.to_owned(), words.to_owned()));
        book.config.alternatives = pairs.into();
        let all = crate::check::check(&book);
        assert_eq!(all.iter().filter(|one| one.code == CODE).count(), 3);
    }
}
