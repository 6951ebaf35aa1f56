//! `offprint completions`.

use crate::args::{Completions, command};
use offprint::diagnostic::Result;

/// Writes the script for a shell to standard output.
pub fn run(args: &Completions) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "offprint", &mut script);
    crate::report::print(String::from_utf8_lossy(&script).trim_end());
    Ok(())
}
