//! EPUB 3.3 §5.5: what the package says of the book.

use crate::{editions, elements};
use std::collections::BTreeSet;

#[test]
fn packages_say_each_thing_once_and_refine_what_is_there() {
    for edition in editions() {
        let name = &edition.name;
        let package = edition.package();
        let all = |wanted: &str| {
            package
                .iter()
                .filter(|one| one.name == wanted)
                .collect::<Vec<_>>()
        };
        let first = package
            .iter()
            .find(|one| one.around.last().is_some_and(|at| at == "metadata"));
        assert_eq!(
            first.map(|one| one.name.as_str()),
            Some("dc:title"),
            "{name}"
        );
        for once in ["dc:title", "dc:language"] {
            assert_eq!(all(once).len(), 1, "{name} {once}");
        }
        assert!(all("dc:date").len() <= 1, "{name}");
        let modified = edition.said("dcterms:modified");
        assert_eq!(modified.len(), 1, "{name}");
        let shape: String = modified[0]
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        assert_eq!(shape, "0000-00-00T00:00:00Z", "{name}");
        let root = &package[0];
        assert_eq!(root.get("xml:lang"), all("dc:language")[0].text, "{name}");
        assert!(
            root.get("prefix").is_empty(),
            "only reserved prefixes are used: {name}"
        );
        let reserved = ["a11y:", "dcterms:", "schema:", "rendition:", "media:"];
        let ids: BTreeSet<&str> = package.iter().map(|one| one.get("id")).collect();
        for meta in all("meta") {
            let property = meta.get("property");
            let known = !property.contains(':')
                || reserved.iter().any(|prefix| property.starts_with(prefix));
            assert!(known, "{name} {property}");
            let refined = meta.get("refines").trim_start_matches('#');
            assert!(
                refined.is_empty() || ids.contains(refined),
                "{name} #{refined}"
            );
            if property == "role" {
                let code =
                    meta.text.len() == 3 && meta.text.chars().all(|c| c.is_ascii_lowercase());
                assert!(
                    code && meta.get("scheme") == "marc:relators",
                    "{name} {}",
                    meta.text
                );
            }
        }
        let refined = |property: &str| {
            let of = package.iter().filter(|one| one.get("property") == property);
            of.map(|one| one.get("refines")).collect::<Vec<_>>()
        };
        assert_eq!(
            refined("authority"),
            refined("term"),
            "one needs the other: {name}"
        );
        let identifier = all("dc:identifier");
        let main = identifier
            .iter()
            .find(|one| one.get("id") == root.get("unique-identifier"));
        let ncx = elements(&edition.text("EPUB/toc.ncx"));
        let uid = ncx.iter().find(|one| one.get("name") == "dtb:uid");
        assert_eq!(
            main.map(|one| one.text.as_str()),
            uid.map(|one| one.get("content")),
            "{name}"
        );
    }
}
