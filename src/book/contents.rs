//! The table of contents of a book.

/// The table of contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Its entries in order.
    pub entries: Vec<Entry>,
}

/// One line of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A part (a newspaper page) that the following chapters belong to.
    Part(String),
    /// A chapter.
    Chapter {
        /// Its title in the contents.
        title: String,
        /// Index into [`super::Book::chapters`]; `None` for a draft entry without file.
        chapter: Option<usize>,
        /// Nesting depth, from 0: at most one more than that of the chapter before, and 0 for the
        /// first one and the first one of a part.
        depth: usize,
    },
    /// A rule between chapters.
    Separator,
}

impl Contents {
    /// Makes depths rise by single steps, as [`Entry::Chapter`] promises: leaving out a draft may
    /// have left its children too deep.
    pub(super) fn settle_depths(&mut self) {
        let mut deepest = 0;
        for entry in &mut self.entries {
            match entry {
                Entry::Chapter { depth, .. } => {
                    *depth = (*depth).min(deepest);
                    deepest = *depth + 1;
                }
                Entry::Part(_) => deepest = 0,
                Entry::Separator => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depths_rise_by_single_steps() {
        let entry = |depth| Entry::Chapter {
            title: String::new(),
            chapter: None,
            depth,
        };
        let mut contents = Contents {
            entries: vec![
                entry(1),
                entry(3),
                entry(0),
                entry(1),
                Entry::Part(String::new()),
                entry(2),
            ],
        };
        contents.settle_depths();
        let depths = contents.entries.iter().filter_map(|entry| match entry {
            Entry::Chapter { depth, .. } => Some(*depth),
            _ => None,
        });
        assert_eq!(depths.collect::<Vec<_>>(), [0, 1, 0, 1, 0]);
    }
}
