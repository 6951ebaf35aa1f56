//! How a caller hears what a run is doing, and how it stops one.
//!
//! The library draws nothing and reads no clock; the program turns these calls into a bar.

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading and decoding pages.
    Read,
    /// Restoring articles, setting their type, writing their chapters.
    Restore,
    /// Writing the book folder. A run that is stopped here still finishes this step, so that the
    /// folder is never half old and half new.
    Save,
    /// Reading the book folder.
    Open,
    /// Drawing the cover.
    Cover,
    /// Making the editions.
    Editions,
    /// Printing a proof, to find the page numbers. This step and the next one stop by themselves
    /// when they are interrupted, and end the browser first.
    Proof,
    /// Printing the PDF.
    Print,
    /// Putting the editions in their place; finished like [`Step::Save`].
    Publish,
}

/// Hears about the steps of a run.
pub trait Progress: Sync {
    /// `step` begins; it consists of `items` things, or 0 when that is not known.
    fn begin(&self, step: Step, items: usize) {
        let _ = (step, items);
    }

    /// One more thing of the step is done.
    fn advance(&self) {}

    /// Whether the user wants the run to stop; asked between steps.
    fn interrupted(&self) -> bool {
        false
    }
}

/// Hears nothing and never stops a run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {}
