//! EPUB Accessibility 1.1 §2.2: the book says what is true of it, and no more.

use crate::{Element, editions};

#[test]
fn accessibility_is_computed_from_the_content() {
    for edition in editions() {
        let name = &edition.name;
        let modes = edition.said("schema:accessMode");
        let features = edition.said("schema:accessibilityFeature");
        let sufficient = edition.said("schema:accessModeSufficient");
        assert_eq!(
            edition.said("schema:accessibilityHazard"),
            ["none"],
            "{name}"
        );
        assert_eq!(
            edition.said("schema:accessibilitySummary").len(),
            1,
            "{name}"
        );
        let claims = |feature: &str| features.iter().any(|known| known == feature);
        assert!(!claims("none") && !claims("unknown"), "{name}");
        let articles: Vec<_> = edition
            .pages()
            .filter(|(path, _)| path.contains("/article-"))
            .collect();
        let any = |wanted: &dyn Fn(&Element) -> bool| {
            articles.iter().any(|(_, page)| page.iter().any(wanted))
        };
        let pictures = any(&|one| one.name == "img");
        assert_eq!(modes.contains(&"visual".to_owned()), pictures, "{name}");
        assert_eq!(claims("MathML"), any(&|one| one.name == "math"), "{name}");
        assert_eq!(
            claims("rubyAnnotations"),
            any(&|one| one.name == "ruby"),
            "{name}"
        );
        assert_eq!(
            claims("pageBreakMarkers"),
            any(&|one| one.get("role") == "doc-pagebreak"),
            "{name}"
        );
        let nav = edition.text("EPUB/nav.xhtml");
        assert_eq!(
            claims("pageNavigation"),
            nav.contains("epub:type=\"page-list\""),
            "{name}"
        );
        assert_ne!(
            claims("horizontalWriting"),
            claims("verticalWriting"),
            "{name}"
        );
        let nameless = ["图片", "圖片", "写真", "사진", "Picture", "그림", "図"];
        let undescribed = any(&|one| one.name == "img" && nameless.contains(&one.get("alt")));
        if undescribed {
            assert!(!claims("alternativeText"), "{name}");
            assert!(!sufficient.contains(&"textual".to_owned()), "{name}");
        }
        for said in edition.said("dcterms:conformsTo") {
            let known = ["EPUB Accessibility 1.1 - WCAG 2.2 Level ", "none"];
            assert!(
                known.iter().any(|start| said.starts_with(start)),
                "{name} {said}"
            );
            let vouched = !edition.said("a11y:certifiedBy").is_empty()
                || !edition.said("a11y:exemption").is_empty();
            assert!(vouched, "nobody vouches for it: {name}");
        }
    }
}
