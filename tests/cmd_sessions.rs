//! Console sessions as documents: each file of `tests/cmd` says what is typed and what is said.
//!
//! A session file is read from top to bottom:
//!
//! ```text
//! What this session shows, in plain words.
//!
//! <<< page.txt            a file: the lines up to the next blank line after `>>>`
//! text of the page
//! >>>
//! <<< page.bin hex        the same, as bytes
//! ff fe 00
//! >>>
//! $ offprint import page.txt -o book
//! what it says, standard output and standard error together, `[..]` for what may differ
//! [status 2]              unless it is 0
//! ```
//!
//! Every session runs in an empty folder, with messages in English unless it says otherwise. `$ ls
//! DIR` lists the files below a folder, `$ cat FILE` shows one; both are done here, so that sessions
//! run on every system. `OVERWRITE=1 cargo test --test cmd_sessions` writes what is said into the
//! files; read the difference before committing it.

mod console;

use console::Session;
use std::path::{Path, PathBuf};

#[test]
fn sessions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("tests/cmd is there")
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| path.extension().is_some_and(|e| e == "console"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there are sessions");
    let overwrite = std::env::var_os("OVERWRITE").is_some();
    let mut wrong = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).expect("a session can be read");
        let said = Session::new().replay(&text);
        if overwrite {
            std::fs::write(file, &said).expect("a session can be written");
        } else if let Some(difference) = console::difference(&text, &said) {
            wrong.push(format!("{}:{difference}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}
