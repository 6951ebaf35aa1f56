//! What style sheets must not do if readers' settings, night mode and the checkers are to work.

use crate::editions;

#[test]
fn the_style_sheet_leaves_colour_direction_and_the_readers_size_alone() {
    for edition in editions() {
        let styles = edition.text("EPUB/css/book.css");
        let mut code = String::new();
        for piece in styles.split("/*") {
            code.push_str(piece.split_once("*/").map_or(piece, |(_, rest)| rest));
        }
        for refused in [
            " direction:",
            "unicode-bidi",
            "position: fixed",
            "@page",
            "@import",
            "background",
            "word-spacing",
        ] {
            assert!(!code.contains(refused), "{}: {refused}", edition.name);
        }
        for declaration in code.split([';', '{', '}']).map(str::trim) {
            let (property, value) = declaration.split_once(':').unwrap_or(("", ""));
            assert!(
                property != "color" || value.trim() == "inherit",
                "{}: {declaration}",
                edition.name
            );
            let fixed = property == "line-height" || property == "font-size";
            assert!(
                !(fixed && value.contains("px")),
                "{}: {declaration}",
                edition.name
            );
        }
        let paired = |name: &str| code.matches(name).count();
        assert!(paired("page-break-after: avoid") >= 1 && paired("break-inside: avoid") >= 1);
        assert!(
            code.contains("text-emphasis"),
            "Han is emphasised by dots, never slanted"
        );
    }
}
