//! The `offprint` program: arguments in, the library's work, a report and a status out.

mod args;
mod arguments_zh;
mod build;
mod check;
mod completions;
mod explain;
mod export;
mod fmt;
mod import;
mod man;
mod new;
mod progress;
mod report;
mod sarif;
mod session;
mod summary;
mod undo;
mod words;

use args::Command;
use offprint::diagnostic::{ErrorKind, Result};
use session::Session;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::read();
    let mut session = Session::new(&args.common);
    let done = run(&args.command, &mut session);
    session.progress.finish();
    let status = match done {
        Ok(()) => session.report.status(args.command.strict()),
        Err(error) => {
            let kind = error.kind();
            session.report.failed(&error);
            match kind {
                ErrorKind::Interrupted => ExitCode::from(130),
                _ => ExitCode::from(2),
            }
        }
    };
    session.report.finish();
    status
}

fn run(command: &Command, session: &mut Session) -> Result<()> {
    match command {
        Command::Build(args) => build::run(args, session),
        Command::Import(args) => import::run(args, session),
        Command::Undo(args) => undo::run(args, session),
        Command::Check(args) => check::run(args, session),
        Command::Fmt(args) => fmt::run(args, session),
        Command::Export(args) => export::run(args, session),
        Command::Explain(args) => explain::run(args, session),
        Command::New(args) => new::run(args, session),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args, session),
    }
}
