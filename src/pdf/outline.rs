//! The outline that readers show beside the pages: parts, headlines, subheads (PDF 32000-1 §12.3.3).

use super::finish::words;
use super::passes::Entry;
use super::places::{Place, Places};
use lopdf::{Document, Object, ObjectId, dictionary};

/// A line and those below it.
struct Node<'a> {
    title: &'a str,
    place: Place,
    below: Vec<Node<'a>>,
}

/// Writes the outline of `entries`; those that are not in print are left out.
pub(super) fn write(pdf: &mut Document, entries: &[Entry], places: &Places) -> Option<ObjectId> {
    let mut printed = entries
        .iter()
        .filter_map(|entry| Some((entry, *places.of.get(&entry.id)?)))
        .peekable();
    let nodes = nodes(&mut printed, 1);
    if nodes.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let (first, last) = items(pdf, &nodes, root, places, true)?;
    let shown = nodes.iter().map(shown).sum::<i64>();
    let outline = dictionary! {
        "Type" => "Outlines", "First" => first, "Last" => last, "Count" => shown,
    };
    pdf.set_object(root, outline);
    Some(root)
}

/// The nodes of `level` and deeper that come next.
fn nodes<'a>(
    entries: &mut std::iter::Peekable<impl Iterator<Item = (&'a Entry, Place)>>,
    level: usize,
) -> Vec<Node<'a>> {
    let mut out: Vec<Node<'a>> = Vec::new();
    while let Some(&(entry, place)) = entries.peek() {
        match out.last_mut() {
            _ if entry.level < level => break,
            Some(above) if entry.level > level => above.below = nodes(entries, level + 1),
            _ => {
                entries.next();
                out.push(Node {
                    title: &entry.title,
                    place,
                    below: Vec::new(),
                });
            }
        }
    }
    out
}

/// How many lines are to be seen: a part shows its articles, an article hides its subheads.
fn shown(part: &Node<'_>) -> i64 {
    1 + i64::try_from(part.below.len()).unwrap_or_default()
}

/// Writes `nodes` below `parent`; the first and the last of them.
fn items(
    pdf: &mut Document,
    nodes: &[Node<'_>],
    parent: ObjectId,
    places: &Places,
    open: bool,
) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = nodes.iter().map(|_| pdf.new_object_id()).collect();
    for (index, node) in nodes.iter().enumerate() {
        let page = *places.pages.get(node.place.page)?;
        let target: Vec<Object> = vec![
            page.into(),
            "XYZ".into(),
            Object::Null,
            node.place.top.into(),
            Object::Null,
        ];
        let mut item = dictionary! {
            "Title" => words(node.title), "Parent" => parent, "Dest" => target,
        };
        if let Some(previous) = index.checked_sub(1) {
            item.set("Prev", ids[previous]);
        }
        if let Some(&next) = ids.get(index + 1) {
            item.set("Next", next);
        }
        if !node.below.is_empty() {
            let (first, last) = items(pdf, &node.below, ids[index], places, false)?;
            let count = i64::try_from(node.below.len()).unwrap_or_default();
            item.set("First", first);
            item.set("Last", last);
            item.set("Count", if open { count } else { -count });
        }
        pdf.set_object(ids[index], item);
    }
    Some((*ids.first()?, *ids.last()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leap_in_levels_hangs_on_what_stands_above() {
        let entry = |id: &str, level| Entry {
            id: id.into(),
            level,
            title: id.into(),
        };
        let entries = [entry("a", 1), entry("b", 3), entry("c", 2), entry("d", 1)];
        let mut places = Places::default();
        let mut pdf = Document::new();
        places.pages.push(pdf.add_object(dictionary! {}));
        for entry in &entries {
            let place = Place { page: 0, top: 9.0 };
            places.of.insert(entry.id.clone(), place);
        }
        let root = write(&mut pdf, &entries, &places).unwrap();
        let root = pdf.get_dictionary(root).unwrap();
        assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), 4);
        let first = root.get(b"First").unwrap().as_reference().unwrap();
        let first = pdf.get_dictionary(first).unwrap();
        assert_eq!(first.get(b"Count").unwrap().as_i64().unwrap(), 2);
    }
}
