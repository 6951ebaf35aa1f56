//! The progress bar, and Ctrl-C.
//!
//! The bar shows on a terminal only. Ctrl-C ends the program at once, with status 130, as long as
//! nothing is being written; while files are put in their place it waits until that is done, so
//! that no folder is left half old and half new.

use crate::args::{Common, Format, Language};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use offprint::diagnostic::Text;
use offprint::pipeline::{Progress, Step};
use offprint::say;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A bar that says what the run is doing.
pub struct Bar {
    bar: ProgressBar,
    language: Language,
    signals: Arc<Signals>,
}

/// What the thread of Ctrl-C and the run tell each other.
#[derive(Default)]
struct Signals {
    writing: AtomicBool,
    stop: AtomicBool,
}

impl Bar {
    /// A bar on standard error, hidden where that is no terminal or `common` wants silence.
    pub fn new(common: &Common, language: Language) -> Self {
        let hidden = common.quiet || common.message_format != Format::Human;
        let target = if hidden {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let signals = Arc::new(Signals::default());
        listen(bar.clone(), Arc::clone(&signals));
        Self {
            bar,
            language,
            signals,
        }
    }

    /// Wipes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// Ends the program on Ctrl-C. Where no handler can be set the system's own ends it as well.
fn listen(bar: ProgressBar, signals: Arc<Signals>) {
    let _ = ctrlc::set_handler(move || {
        signals.stop.store(true, Ordering::SeqCst);
        if !signals.writing.load(Ordering::SeqCst) {
            bar.finish_and_clear();
            std::process::exit(130);
        }
    });
}

impl Progress for Bar {
    fn begin(&self, step: Step, items: usize) {
        // what is written is finished, and a browser is ended before we end
        let writing = matches!(step, Step::Save | Step::Publish | Step::Proof | Step::Print);
        self.signals.writing.store(writing, Ordering::SeqCst);
        if self.bar.is_hidden() {
            return;
        }
        let words = words(step);
        let words = match self.language {
            Language::En => words.en,
            Language::Zh => words.zh,
        };
        // a bar that was wiped away shows again
        self.bar.reset();
        self.bar.set_style(style(items));
        self.bar.set_message(words);
        if items > 0 {
            self.bar.set_length(items as u64);
        } else {
            self.bar.unset_length();
            self.bar.enable_steady_tick(Duration::from_millis(120));
        }
    }

    fn advance(&self) {
        self.bar.inc(1);
    }

    fn interrupted(&self) -> bool {
        self.signals.stop.load(Ordering::SeqCst)
    }
}

fn style(items: usize) -> ProgressStyle {
    let template = if items > 0 {
        "{msg} {wide_bar} {pos}/{len}"
    } else {
        "{spinner} {msg}"
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn words(step: Step) -> Text {
    match step {
        Step::Read => say!("reading pages", "读取版面"),
        Step::Restore => say!("restoring articles", "修复文章"),
        Step::Save => say!("writing the book folder", "写入书文件夹"),
        Step::Open => say!("reading the book", "读取书"),
        Step::Cover => say!("drawing the cover", "绘制封面"),
        Step::Editions => say!("making the editions", "制作各版本"),
        Step::Proof => say!("printing a proof for the page numbers", "试印以确定页码"),
        Step::Print => say!("printing the PDF", "打印 PDF"),
        Step::Publish => say!("writing the editions", "写入各版本"),
    }
}
