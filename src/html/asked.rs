//! What a chapter asks of the rest of the book while it is rendered: where its links lead, and how
//! its pictures can be shown. A page made before is still right when the answers are the same.

use super::outline::Anchor;
use super::targets::Targets;
use super::{Rendered, links};
use crate::mark::Mark;
use serde::{Deserialize, Serialize};

/// A link to another chapter, or to another file of this one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Asked {
    /// The path as written, seen from the chapter's folder; empty for the chapter itself.
    pub(super) path: String,
    /// The fragment as written.
    pub(super) fragment: String,
    /// The chapter that it means.
    pub(super) chapter: usize,
    /// The place in that chapter, where the fragment means one.
    pub(super) anchor: Option<Anchor>,
}

/// Whether `rendered`, made of chapter `index` before, has asked nothing that would be answered
/// otherwise now. `is_same` says which chapters have the words they had then.
pub fn holds(
    targets: &Targets<'_>,
    index: usize,
    rendered: &Rendered,
    is_same: &dyn Fn(usize) -> bool,
) -> bool {
    let path = &targets.book().chapters[index].path;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    rendered.asked.iter().all(|asked| {
        let chapter = match asked.path.as_str() {
            "" => Some(index),
            path => targets.chapter(folder, path),
        };
        let Some(chapter) = chapter.filter(|&chapter| chapter == asked.chapter) else {
            return false;
        };
        let whole = asked.fragment.is_empty() || is_same(chapter);
        whole || targets.anchor(chapter, &asked.fragment) == asked.anchor
    })
}

/// The mark of all that a page shows of `pictures`, paths below `src`, but their bytes, the default
/// one where there are none; nothing where there is something to say about one of them.
pub fn pictures(targets: &Targets<'_>, pictures: &[String]) -> Option<Mark> {
    if pictures.is_empty() {
        return Some(Mark::default());
    }
    let mut shown = Vec::with_capacity(pictures.len());
    for path in pictures {
        let found = targets.gallery().picture(path).ok();
        let found = found.filter(|found| found.taken_out.is_none())?;
        let alternative = links::known_alternative(targets.book(), path);
        shown.push((path, found.picture.format, alternative));
    }
    Some(Mark::of(&shown))
}
