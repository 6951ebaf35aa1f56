//! What the package says about the book (EPUB 3.3 §5.5) and about its accessibility.

use super::{Finds, Subject};
use crate::diagnostic::Text;
use crate::reader::Element;
use crate::say;

const CODE: &str = "epub/metadata";

pub(super) fn look(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    let root = subject.package.root;
    let version = root.attribute("version").unwrap_or("");
    if version != "3.0" {
        let (theirs, severe) = if version == "2.0" {
            ("", false)
        } else {
            ("OPF-001", true)
        };
        let message = say!(
            "the package's version is `{version}`, not `3.0`",
            "包文件的版本是 `{version}`，不是 `3.0`"
        );
        let cure = say!("write `version=\"3.0\"`", "请写 `version=\"3.0\"`");
        let spot = subject.place(root.at);
        match severe {
            true => finds.error(CODE, theirs, &spot, message, cure),
            false => finds.warning(CODE, theirs, &spot, message, cure),
        }
    }
    required(subject, finds);
    identifier(subject, finds);
    languages(subject, finds);
    dates(subject, finds);
    refinements(subject, finds);
    accessibility(subject, finds);
}

fn error(
    subject: &Subject<'_>,
    at: &Element,
    theirs: &str,
    message: Text,
    cure: Text,
    finds: &mut Finds<'_>,
) {
    finds.error(CODE, theirs, &subject.place(at.at), message, cure);
}

fn required(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    let metadata = subject.package.root.child("metadata");
    let place = metadata.unwrap_or(subject.package.root);
    for (name, example) in [
        ("title", "<dc:title>…</dc:title>"),
        (
            "identifier",
            "<dc:identifier id=\"id\">urn:uuid:…</dc:identifier>",
        ),
        ("language", "<dc:language>zh-Hans</dc:language>"),
    ] {
        let mut all = subject.package.statements(name).peekable();
        if all.peek().is_none() {
            let message = say!("`dc:{name}` is missing", "缺少 `dc:{name}`");
            let cure = say!("write `{example}`", "请写 `{example}`");
            error(subject, place, "RSC-005", message, cure, finds);
        }
        for empty in all.filter(|one| one.text().trim().is_empty()) {
            let message = say!("`dc:{name}` is empty", "`dc:{name}` 是空的");
            let cure = say!("write `{example}`", "请写 `{example}`");
            error(subject, empty, "RSC-005", message, cure, finds);
        }
    }
}

fn identifier(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    let root = subject.package.root;
    let cure = say!(
        "give the identifier an id, and name it: `unique-identifier=\"id\"`",
        "请给标识符加上 id，并写 `unique-identifier=\"id\"`"
    );
    let Some(id) = root.attribute("unique-identifier") else {
        let message = say!("`unique-identifier` is missing", "缺少 `unique-identifier`");
        return error(subject, root, "OPF-048", message, cure, finds);
    };
    let named = |one: &&Element| one.attribute("id") == Some(id);
    if subject
        .package
        .statements("identifier")
        .find(named)
        .is_none()
    {
        let message = say!(
            "no `dc:identifier` has the id `{id}`",
            "没有 id 为 `{id}` 的 `dc:identifier`"
        );
        error(subject, root, "OPF-030", message, cure, finds);
    }
    for one in subject.package.statements("identifier") {
        let text = one.text();
        let Some(uuid) = text.trim().strip_prefix("urn:uuid:") else {
            continue;
        };
        let parts: Vec<usize> = uuid.split('-').map(str::len).collect();
        let hex = uuid.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
        if parts != [8, 4, 4, 4, 12] || !hex {
            finds.warning(
                CODE,
                "OPF-085",
                &subject.place(one.at),
                say!("`{uuid}` is no UUID", "`{uuid}` 不是 UUID"),
                say!(
                    "write 8-4-4-4-12 hexadecimal digits",
                    "请写 8-4-4-4-12 位十六进制数"
                ),
            );
        }
    }
}

fn languages(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    for one in subject.package.statements("language") {
        let tag = one.text();
        let tag = tag.trim();
        if !tag.is_empty() && !is_language(tag) {
            let message = say!("`{tag}` is no language tag", "`{tag}` 不是语言标签");
            let cure = say!(
                "write a tag such as `zh-Hans`, `zh-Hant` or `en`, with hyphens",
                "请写 `zh-Hans`、`zh-Hant`、`en` 这样的标签，用连字符"
            );
            error(subject, one, "OPF-092", message, cure, finds);
        }
    }
}

/// A well-formed tag: a language of two to eight letters (or `x`), then subtags (BCP 47 §2.1).
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or("");
    let letters = first.bytes().all(|b| b.is_ascii_alphabetic());
    let private = matches!(first, "x" | "i");
    let fits = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    letters && (private || (2..=8).contains(&first.len())) && parts.all(fits)
}

fn dates(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    let modified: Vec<&Element> = subject.package.properties("dcterms:modified").collect();
    let cure = || {
        say!(
            "write `<meta property=\"dcterms:modified\">2024-01-11T08:00:00Z</meta>` once",
            "请只写一个 `<meta property=\"dcterms:modified\">2024-01-11T08:00:00Z</meta>`"
        )
    };
    if modified.len() != 1 && subject.package.root.attribute("version") != Some("2.0") {
        let place = modified.last().copied();
        let place = place.or(subject.package.root.child("metadata"));
        let count = modified.len();
        let message = say!(
            "`dcterms:modified` stands {count} times, not once",
            "`dcterms:modified` 出现了 {count} 次，应为一次"
        );
        error(
            subject,
            place.unwrap_or(subject.package.root),
            "RSC-005",
            message,
            cure(),
            finds,
        );
    }
    for one in modified {
        let text = one.text();
        let shape = text
            .trim()
            .bytes()
            .map(|b| if b.is_ascii_digit() { b'0' } else { b });
        if shape.collect::<Vec<_>>() != b"0000-00-00T00:00:00Z" {
            let text = text.trim();
            let message = say!("`{text}` is no moment of UTC", "`{text}` 不是 UTC 时刻");
            error(subject, one, "RSC-005", message, cure(), finds);
        }
    }
    let all: Vec<&Element> = subject.package.statements("date").collect();
    if let [_, second, ..] = all[..] {
        let message = say!("`dc:date` stands more than once", "`dc:date` 不止一个");
        let cure = say!("keep the day of publication", "请只保留出版日期");
        error(subject, second, "RSC-005", message, cure, finds);
    }
    for one in all {
        let text = one.text();
        let text = text.trim();
        let digits = text
            .get(..4)
            .is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()));
        let rest = text
            .get(4..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        if !(digits && rest && text.is_ascii()) {
            finds.warning(
                CODE,
                "OPF-053",
                &subject.place(one.at),
                say!(
                    "`{text}` is no date as programs read it",
                    "`{text}` 不是程序能读的日期"
                ),
                say!("write `2024-01-11`", "请写 `2024-01-11`"),
            );
        }
    }
}

fn refinements(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    let known = [
        "dcterms:",
        "a11y:",
        "marc:",
        "media:",
        "onix:",
        "rendition:",
        "schema:",
        "xsd:",
        "msv:",
        "prism:",
    ];
    let declared = subject.package.root.attribute("prefix").unwrap_or("");
    let all = subject.package.root.all();
    for meta in subject.package.statements("meta") {
        if let Some(property) = meta.attribute("property")
            && let Some((prefix, _)) = property.split_once(':')
        {
            let prefix = format!("{prefix}:");
            let known = known.contains(&prefix.as_str())
                || declared.split_whitespace().any(|word| word == prefix);
            if !known {
                let message = say!(
                    "the prefix `{prefix}` is not declared",
                    "前缀 `{prefix}` 没有声明"
                );
                let cure = say!(
                    "declare it on `package`: `prefix=\"{prefix} https://…\"`",
                    "请在 `package` 上声明：`prefix=\"{prefix} https://…\"`"
                );
                error(subject, meta, "OPF-028", message, cure, finds);
            }
            if meta.text().trim().is_empty() {
                let message = say!(
                    "the property `{property}` is empty",
                    "属性 `{property}` 没有值"
                );
                let cure = say!("write its value, or take it out", "请写上值，或删去");
                error(subject, meta, "RSC-005", message, cure, finds);
            }
        }
        if let Some(target) = meta.attribute("refines") {
            let id = target.trim_start_matches('#');
            if !all
                .iter()
                .any(|element| element.attribute("id") == Some(id))
            {
                let message = say!(
                    "`refines=\"{target}\"` names nothing",
                    "`refines=\"{target}\"` 没有所指"
                );
                let cure = say!("name the id of what it refines", "请写它所修饰的元素的 id");
                error(subject, meta, "RSC-005", message, cure, finds);
            }
        }
    }
}

/// What the European Accessibility Act asks every e-book to say (EPUB Accessibility 1.1 §2.2).
fn accessibility(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    if subject.package.root.attribute("version") == Some("2.0") {
        return;
    }
    for property in [
        "schema:accessMode",
        "schema:accessibilityFeature",
        "schema:accessibilityHazard",
    ] {
        if subject.package.properties(property).next().is_none() {
            let place = subject.package.root.child("metadata");
            finds.warning(
                "epub/accessibility",
                "",
                &subject.place(place.unwrap_or(subject.package.root).at),
                say!("the book does not say `{property}`", "此书没有说明 `{property}`"),
                say!(
                    "shops in the European Union have to show it: add `<meta property=\"{property}\">…</meta>`",
                    "欧盟的书店必须展示它：请加上 `<meta property=\"{property}\">…</meta>`"
                ),
            );
        }
    }
}
