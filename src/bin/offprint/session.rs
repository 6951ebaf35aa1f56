//! What every command is handed: a report to write to, a progress bar, and the few words of the
//! environment that may change a result.

use crate::args::{Common, Language, locale};
use crate::progress::Bar;
use crate::report::Report;
use offprint::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use offprint::say;
use std::time::Instant;

/// One run of the program.
pub struct Session {
    /// Where diagnostics and results go.
    pub report: Report,
    /// Hears about the steps of the run.
    pub progress: Bar,
    /// The language of messages, and of what `new` writes.
    pub language: Language,
    started: Instant,
}

impl Session {
    /// A session as `common` asks.
    pub fn new(common: &Common) -> Self {
        let language = common.messages.unwrap_or_else(locale);
        Self {
            report: Report::new(common, language),
            progress: Bar::new(common, language),
            language,
            started: now(),
        }
    }

    /// Seconds since the program began.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the program says how long it took; no result depends on it"
)]
fn now() -> Instant {
    Instant::now()
}

/// The moment that SOURCE_DATE_EPOCH names, when it is set
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
///
/// # Errors
/// When it is not a number of seconds.
pub fn source_date() -> Result<Option<String>> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let value = value.to_string_lossy();
    // the year 9999 is the last that a package document can name
    let seconds = value.parse().ok().filter(|&s: &u64| s < 253_402_300_800);
    let fault = || {
        let message = say!(
            "`SOURCE_DATE_EPOCH` is `{value}`, not a number of seconds",
            "`SOURCE_DATE_EPOCH` 的值 `{value}` 不是秒数"
        );
        let cure = say!(
            "give seconds since 1970, or remove it from the environment",
            "请给出自 1970 年起的秒数，或从环境变量中删去"
        );
        let diagnostic = Diagnostic::error("input/source-date-epoch", message);
        Error::new(ErrorKind::Input, diagnostic.cure(cure))
    };
    seconds
        .map(offprint::pipeline::moment)
        .map(Some)
        .ok_or_else(fault)
}

/// The browser that the environment names, and where programs are looked for.
#[cfg(feature = "pdf")]
pub fn browser() -> offprint::pdf::Wanted {
    let named = std::env::var_os("OFFPRINT_CHROMIUM");
    offprint::pdf::Wanted {
        named: named.filter(|named| !named.is_empty()),
        path: std::env::var_os("PATH"),
    }
}
