//! `offprint man`.

use crate::args::{Man, command};
use crate::report::print;
use crate::session::Session;
use crate::words::counted;
use clap::Command;
use clap_mangen::Man as Page;
use offprint::book::write_atomically;
use offprint::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use offprint::say;
use offprint::source::shown;
use serde_json::json;

/// Writes the manual pages: the program's own to standard output, or all of them into a folder.
pub fn run(args: &Man, session: &mut Session) -> Result<()> {
    let mut whole = command();
    whole.build();
    let Some(folder) = &args.output else {
        print(page(whole)?.trim_end());
        return Ok(());
    };
    let subs = whole.get_subcommands();
    let subs: Vec<Command> = subs
        .filter(|sub| sub.get_name() != "help")
        .cloned()
        .collect();
    let pages = subs.len() + 1;
    for sub in subs {
        // what the shell calls `offprint build` has the page offprint-build(1)
        let name = format!("offprint-{}", sub.get_name());
        let text = page(sub.display_name(&name))?;
        write_atomically(&folder.join(format!("{name}.1")), text.as_bytes())?;
    }
    write_atomically(&folder.join("offprint.1"), page(whole)?.as_bytes())?;
    let (count, folder) = (counted(pages, "page"), shown(folder));
    let line = say!(
        "wrote {count} to `{folder}`",
        "已将 {pages} 页手册写入 `{folder}`"
    );
    let data = json!({"folder": folder, "pages": pages});
    session.report.done("man/done", &[line], data);
    Ok(())
}

fn page(command: Command) -> Result<String> {
    let mut page = Vec::new();
    let written = Page::new(command).render(&mut page);
    written.map_err(|error| {
        let message = say!(
            "the manual page cannot be written: {error}",
            "无法写出手册页：{error}"
        );
        Error::new(
            ErrorKind::Output,
            Diagnostic::error("man/not-written", message),
        )
    })?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
