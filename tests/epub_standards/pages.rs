//! EPUB 3.3 §6.1 and the roles of DPUB-ARIA 1.1: pages.

use crate::{Element, editions};
use std::collections::BTreeMap;

#[test]
fn pages_keep_to_what_all_checkers_and_readers_take() {
    for edition in editions() {
        for (path, page) in edition.pages() {
            let at = format!("{} {path}", edition.name);
            let title = page.iter().find(|one| one.name == "title");
            assert!(title.is_some_and(|one| !one.text.trim().is_empty()), "{at}");
            let ids: BTreeMap<&str, &Element> = page
                .iter()
                .filter(|one| !one.get("id").is_empty())
                .map(|one| (one.get("id"), one))
                .collect();
            let mut level = 0;
            let headlines = page.iter().filter(|one| one.name == "h1").count();
            assert!(headlines <= 1, "{at}: {headlines} headlines");
            for one in &page {
                assert_eq!(one.get("lang"), one.get("xml:lang"), "{at} {}", one.name);
                assert!(
                    !["hgroup", "script", "style", "iframe", "font"].contains(&one.name.as_str()),
                    "{at} {}",
                    one.name
                );
                let refused = one
                    .attributes
                    .keys()
                    .find(|name| *name == "style" || name.starts_with("on"));
                assert!(
                    refused.is_none() || one.around.iter().any(|at| at == "math"),
                    "{at} {refused:?}"
                );
                assert!(one.get("role") != "doc-endnote", "{at}: deprecated");
                if one.get("role") == "doc-chapter" {
                    assert_eq!(one.name, "section", "{at}");
                }
                if one.around.last().is_some_and(|around| around == "body") {
                    let known = ["section", "nav", "p", "div", "aside"];
                    assert!(known.contains(&one.name.as_str()), "{at} {}", one.name);
                }
                if one.name == "img" {
                    assert!(one.attributes.contains_key("alt"), "{at}");
                }
                if let Some(number) = one
                    .name
                    .strip_prefix('h')
                    .and_then(|n| n.parse::<usize>().ok())
                {
                    assert!(
                        number <= level + 1 || level == 0,
                        "{at}: h{number} after h{level}"
                    );
                    level = number;
                }
                if ["kicker", "deck", "byline"].contains(&one.get("class")) {
                    assert_eq!(one.name, "p", "no heading: {at}");
                }
                if one.get("role") == "doc-noteref" {
                    let called = one
                        .get("href")
                        .strip_prefix('#')
                        .unwrap_or_else(|| panic!("{at}: a note elsewhere"));
                    let note = ids
                        .get(called)
                        .unwrap_or_else(|| panic!("{at}: no note {called}"));
                    let kind = note.get("epub:type");
                    assert!(["footnote", "endnote"].contains(&kind), "{at}: {kind}");
                }
            }
            let xml = edition.text(path);
            let entities = xml
                .split('&')
                .skip(1)
                .filter_map(|rest| rest.split(';').next());
            for entity in entities {
                let known = ["lt", "gt", "amp", "quot", "apos"];
                assert!(
                    known.contains(&entity) || entity.starts_with('#'),
                    "{at}: &{entity};"
                );
            }
        }
    }
}
