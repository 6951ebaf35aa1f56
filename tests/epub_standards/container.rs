//! EPUB 3.3 §4.2: the container.

use crate::editions;
use offprint::archive;

#[test]
fn containers_hold_plain_names_and_common_packing() {
    for edition in editions() {
        let opened = archive::Opened::of(&edition.bytes).expect("an archive");
        for entry in &opened.entries {
            let at = format!("{} {}", edition.name, entry.path);
            assert!(entry.is_common && !entry.is_encrypted, "{at}");
            assert!(
                entry.path.len() <= 255 && !entry.path.ends_with(['/', '.']),
                "{at}"
            );
            let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
            assert!(entry.path.chars().all(plain), "{at}");
            let known = ["mimetype", "META-INF/", "EPUB/"];
            assert!(
                known.iter().any(|start| entry.path.starts_with(start)),
                "{at}"
            );
        }
        let container = edition.text("META-INF/container.xml");
        assert!(container.contains(
            "full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\""
        ));
        for item in edition.package().iter().filter(|one| one.name == "item") {
            let href = item.get("href");
            assert!(
                !href.contains("META-INF") && !href.starts_with(['/', '.']),
                "{href}"
            );
        }
    }
}
