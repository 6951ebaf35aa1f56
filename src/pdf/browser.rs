//! The browser as a child process: started without a window, a network or a profile of its own, and
//! never left behind.

use super::Watch;
use super::protocol::Wire;
use crate::book::percent_encoded;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::say;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How the browser is started. Nothing is fetched, since no name leads anywhere; nothing of the
/// user's is read; type is placed where its outlines say, not where pixels of a screen would be.
const FLAGS: &[&str] = &[
    "--headless",
    "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--password-store=basic",
    "--use-mock-keychain",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--mute-audio",
];

/// The oldest version whose pages have running heads and page numbers (CSS Paged Media, margin
/// boxes).
const OLDEST: u32 = 131;

/// Waiting is counted in these, since the library reads no clock.
const BEAT: Duration = Duration::from_millis(50);

/// Beats until a browser that does not speak is given up: half a minute.
const STARTING: usize = 600;

/// A running browser; it ends with this value.
pub(super) struct Browser {
    child: Child,
    pub(super) wire: Wire,
    /// The program's name and version: `Chrome/156.0.8078.79`.
    pub(super) product: String,
}

impl Browser {
    /// Starts `program` with its files in `workshop`, in `language`.
    ///
    /// # Errors
    /// When it cannot be started, does not answer or is too old.
    pub(super) fn start(
        program: &Path,
        workshop: &Path,
        language: &str,
        watch: &dyn Watch,
    ) -> Result<Self> {
        match Self::try_start(program, workshop, language, &[], watch) {
            // in a container, and for root, there is no sandbox to be had; all that is opened is
            // our own page, which runs no script and fetches nothing
            Err(_) if log(workshop).contains("sandbox") => {
                Self::try_start(program, workshop, language, &["--no-sandbox"], watch)
            }
            started => started,
        }
    }

    fn try_start(
        program: &Path,
        workshop: &Path,
        language: &str,
        more: &[&str],
        watch: &dyn Watch,
    ) -> Result<Self> {
        let profile = workshop.join("profile");
        // what an earlier start left would be read as an answer of this one
        let port = profile.join("DevToolsActivePort");
        let _ = std::fs::remove_file(&port);
        let mut child = spawn(program, workshop, &profile, language, more)
            .map_err(|error| failed(program, &error.to_string()))?;
        let connected = connect(&mut child, &port, program, workshop, watch);
        let mut wire = connected.inspect_err(|_| end(&mut child))?;
        let answer = wire.ask("Browser.getVersion", serde_json::json!({}), watch);
        let answer = answer.inspect_err(|_| end(&mut child))?;
        let product = answer["product"].as_str().unwrap_or_default().to_owned();
        let browser = Self {
            child,
            wire,
            product,
        };
        browser.new_enough(program)?;
        Ok(browser)
    }

    fn new_enough(&self, program: &Path) -> Result<()> {
        let version = self
            .product
            .split_once('/')
            .map_or("", |(_, version)| version);
        let major = version.split('.').next().unwrap_or_default();
        match major.parse::<u32>() {
            Ok(major) if major < OLDEST => {
                let program = crate::source::shown(program);
                let message = say!(
                    "`{program}` is version {major}, which prints neither running heads nor page numbers",
                    "`{program}` 是 {major} 版，印不出书眉和页码"
                );
                let cure = say!(
                    "use Chromium or Chrome {OLDEST} or newer",
                    "请使用 {OLDEST} 或更新版本的 Chromium 或 Chrome"
                );
                let diagnostic = Diagnostic::error("pdf/old-browser", message).cure(cure);
                Err(Error::new(ErrorKind::Input, diagnostic))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Ends the browser and waits for it. Its helpers end when it does.
fn end(child: &mut Child) {
    // a browser that has ended already cannot be ended again, which is no fault
    let _ = child.kill();
    let _ = child.wait();
}

fn spawn(
    program: &Path,
    workshop: &Path,
    profile: &Path,
    language: &str,
    more: &[&str],
) -> std::io::Result<Child> {
    let log = std::fs::File::create(workshop.join("browser.log"))?;
    let mut user_data = std::ffi::OsString::from("--user-data-dir=");
    user_data.push(profile);
    Command::new(program)
        .args(FLAGS)
        .args(more)
        .arg(format!("--lang={language}"))
        .arg(user_data)
        .arg("about:blank")
        // the locale chooses fonts where a style sheet leaves a choice
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
}

/// Waits for the browser to say where it listens.
fn connect(
    child: &mut Child,
    port: &Path,
    program: &Path,
    workshop: &Path,
    watch: &dyn Watch,
) -> Result<Wire> {
    for _ in 0..STARTING {
        if watch.interrupted() {
            return Err(Error::many(ErrorKind::Interrupted, Vec::new()));
        }
        if let Some((number, path)) = listening(port) {
            return Wire::connect(number, &path).map_err(|error| failed(program, &error));
        }
        if let Ok(Some(status)) = child.try_wait() {
            let said = log(workshop);
            let last = said.lines().rev().find(|line| !line.trim().is_empty());
            let why = last.map_or_else(|| status.to_string(), str::to_owned);
            return Err(failed(program, &why));
        }
        std::thread::sleep(BEAT);
    }
    Err(failed(program, "it does not answer"))
}

/// The port and the path that the browser wrote down.
fn listening(port: &Path) -> Option<(u16, String)> {
    let text = std::fs::read_to_string(port).ok()?;
    let (number, path) = text.split_once('\n')?;
    let path = path.trim();
    path.starts_with('/')
        .then(|| Some((number.trim().parse().ok()?, path.to_owned())))?
}

fn log(workshop: &Path) -> String {
    let bytes = std::fs::read(workshop.join("browser.log")).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The browser cannot print: `why` are its own words.
fn failed(program: &Path, why: &str) -> Error {
    let program = crate::source::shown(program);
    let message = say!(
        "the browser `{program}` cannot print: {why}",
        "浏览器 `{program}` 无法打印：{why}"
    );
    let cure = say!(
        "see whether it opens a page by hand, or name another: `OFFPRINT_CHROMIUM=/path/to/chrome`",
        "请试试手工能否打开网页，或另指一个：`OFFPRINT_CHROMIUM=/path/to/chrome`"
    );
    let diagnostic = Diagnostic::error("pdf/browser", message).cure(cure);
    Error::new(ErrorKind::Output, diagnostic)
}

/// The address of a file (RFC 8089).
pub(super) fn address(file: &Path) -> String {
    let mut text = file.to_string_lossy().into_owned();
    if cfg!(windows) {
        text = text.replace('\\', "/");
    }
    // `C:\a` is /C:/a there
    let root = if text.starts_with('/') { "" } else { "/" };
    let path = percent_encoded(&text).replace("%3A", ":");
    format!("file://{root}{path}")
}

/// A folder that goes away with this value.
pub(super) struct Workshop(pub(super) PathBuf);

impl Workshop {
    /// Makes the folder anew.
    pub(super) fn begin(folder: PathBuf) -> std::io::Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        // the browser knows nothing of the folder we stand in
        folder.canonicalize().map(Self)
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // helpers of the browser may still be writing for a moment after it has ended
        for _ in 0..40 {
            match std::fs::remove_dir_all(&self.0) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    std::thread::sleep(BEAT);
                }
                _ => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_address_whatever_its_name() {
        let file = Path::new("/书 1/a#b?.html");
        assert_eq!(address(file), "file:///%E4%B9%A6%201/a%23b%3F.html");
    }
}
