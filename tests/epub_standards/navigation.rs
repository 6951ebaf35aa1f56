//! EPUB 3.3 §7: contents, landmarks and page-list.

use crate::{editions, elements};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn navigation_follows_the_order_of_reading() {
    for edition in editions() {
        let name = &edition.name;
        let package = edition.package();
        let hrefs: BTreeMap<&str, &str> = package
            .iter()
            .filter(|one| one.name == "item")
            .map(|one| (one.get("id"), one.get("href")))
            .collect();
        let spine: Vec<&str> = package
            .iter()
            .filter(|one| one.name == "itemref")
            .map(|one| hrefs[one.get("idref")])
            .collect();
        let nav = elements(&edition.text("EPUB/nav.xhtml"));
        let lists: Vec<&str> = nav
            .iter()
            .filter(|one| one.name == "nav")
            .map(|one| one.get("epub:type"))
            .collect();
        assert_eq!(
            lists.iter().filter(|kind| **kind == "toc").count(),
            1,
            "{name}"
        );
        let title = spine.iter().position(|href| href.ends_with("title.xhtml"));
        assert_eq!(
            spine.iter().position(|href| *href == "nav.xhtml"),
            title.map(|at| at + 1),
            "{name}"
        );
        let xml = edition.text("EPUB/nav.xhtml");
        let toc = xml.split("</nav>").next().unwrap_or_default();
        let depth = elements(&format!("{toc}</nav></body></html>"));
        let deepest = depth
            .iter()
            .map(|one| one.around.iter().filter(|at| *at == "ol").count())
            .max();
        assert!(deepest <= Some(3), "{name}: {deepest:?} levels");
        let links = depth
            .iter()
            .filter(|one| one.name == "a" && one.around.iter().any(|at| at == "ol"));
        let places: Vec<usize> = links
            .map(|link| {
                assert!(
                    !link.text.trim().is_empty(),
                    "{name}: a label without words"
                );
                let file = link.get("href").split('#').next().unwrap_or_default();
                spine
                    .iter()
                    .position(|href| *href == file)
                    .unwrap_or_else(|| panic!("{name}: {file} is not read"))
            })
            .collect();
        assert!(places.is_sorted(), "{name}: {places:?}");
        assert!(
            !toc.contains("<br") && !toc.contains("<img"),
            "labels are plain: {name}"
        );
        let landmarks: Vec<_> = nav
            .iter()
            .filter(|one| one.name == "a" && one.attributes.contains_key("epub:type"))
            .map(|one| (one.get("epub:type"), one.get("href")))
            .collect();
        let once: BTreeSet<_> = landmarks.iter().collect();
        assert_eq!(once.len(), landmarks.len(), "{name}: {landmarks:?}");
        assert!(
            landmarks.iter().any(|(kind, _)| *kind == "bodymatter"),
            "{name}"
        );
        for hidden in nav
            .iter()
            .filter(|one| one.name == "nav" && one.get("epub:type") != "toc")
        {
            assert!(
                hidden.attributes.contains_key("hidden"),
                "{name} {}",
                hidden.get("epub:type")
            );
        }
        if lists.contains(&"page-list") {
            assert_eq!(edition.said("source-of"), ["pagination"], "{name}");
        }
        let ncx = elements(&edition.text("EPUB/toc.ncx"));
        let orders: Vec<usize> = ncx
            .iter()
            .filter_map(|one| one.get("playOrder").parse().ok())
            .collect();
        let distinct: BTreeSet<usize> = orders.iter().copied().collect();
        assert!(
            distinct.iter().copied().eq(1..=distinct.len()),
            "{name}: {orders:?}"
        );
        let spine = package
            .iter()
            .find(|one| one.name == "spine")
            .expect("a spine");
        assert!(
            ["ltr", "rtl"].contains(&spine.get("page-progression-direction")),
            "{name}"
        );
        assert_eq!(spine.get("toc"), "ncx", "{name}");
    }
}
