//! EPUB 3.3 §3.2 and the shops' guides: pictures, cover, fonts.

use crate::editions;

#[test]
fn pictures_are_of_core_types_and_covers_are_declared_twice() {
    for edition in editions() {
        let name = &edition.name;
        let package = edition.package();
        let items: Vec<_> = package.iter().filter(|one| one.name == "item").collect();
        for item in &items {
            let kind = item.get("media-type");
            if let Some(picture) = kind.strip_prefix("image/") {
                let extension = match picture {
                    "jpeg" => "jpg",
                    "svg+xml" => "svg",
                    other => other,
                };
                assert!(
                    ["jpg", "png", "gif", "svg"].contains(&extension),
                    "{name} {kind}"
                );
                assert!(
                    item.get("href").ends_with(extension),
                    "{name} {}",
                    item.get("href")
                );
            }
            assert!(
                !kind.starts_with("font/"),
                "no font unless asked for: {name}"
            );
        }
        let Some(cover) = items
            .iter()
            .find(|one| one.get("properties") == "cover-image")
        else {
            continue;
        };
        let old = package.iter().find(|one| one.get("name") == "cover");
        assert_eq!(
            old.map(|one| one.get("content")),
            Some(cover.get("id")),
            "{name}"
        );
        let first = package
            .iter()
            .find(|one| one.name == "itemref")
            .map(|one| one.get("idref"));
        let page = items
            .iter()
            .find(|one| one.get("href").ends_with("cover.xhtml"));
        assert_eq!(first, page.map(|one| one.get("id")), "{name}");
        let page = edition.text("EPUB/text/cover.xhtml");
        assert!(
            page.contains("role=\"doc-cover\"") && !page.contains("alt=\"\""),
            "{name}"
        );
    }
}
