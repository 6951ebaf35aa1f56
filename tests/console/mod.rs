//! Replays a console session in an empty folder.

// each test that has this module uses a part of it
#![allow(dead_code)]

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder to run in.
pub struct Session {
    folder: TempDir,
}

impl Session {
    /// A session in an empty folder.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder for the session");
        Self { folder }
    }

    /// The folder it runs in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The session `text` with what was really said in the place of what it expects; lines that
    /// match an expected line with `[..]` are kept as expected.
    pub fn replay(&self, text: &str) -> String {
        let mut out = String::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            out.push_str(line);
            out.push('\n');
            if let Some(file) = line.strip_prefix("<<< ") {
                let content: Vec<&str> = lines.by_ref().take_while(|l| *l != ">>>").collect();
                self.write_lines(file, &content);
                content.iter().for_each(|line| out += &format!("{line}\n"));
                out += ">>>\n";
            } else if let Some(command) = line.strip_prefix("$ ") {
                let mut expected = Vec::new();
                while let Some(line) = lines.next_if(|line| {
                    !line.starts_with("$ ") && !line.starts_with("<<< ") && !line.is_empty()
                }) {
                    expected.push(line);
                }
                out += &keep_wildcards(&expected, &self.run(command));
            }
        }
        out
    }

    /// Writes a file of the session, with the folders above it.
    pub fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        let path = self.folder().join(file);
        let folder = path.parent().expect("a file stands in a folder");
        std::fs::create_dir_all(folder).expect("its folder");
        std::fs::write(path, content).expect("a file of the session");
    }

    fn write_lines(&self, file: &str, lines: &[&str]) {
        let (name, bytes) = match file.strip_suffix(" hex") {
            None => (
                file,
                lines
                    .iter()
                    .map(|line| format!("{line}\n"))
                    .collect::<String>()
                    .into_bytes(),
            ),
            Some(name) => (
                name,
                lines
                    .iter()
                    .flat_map(|line| line.split(' '))
                    .map(hex)
                    .collect(),
            ),
        };
        self.write(name, bytes);
    }

    /// What `command` says, and its status unless it is 0.
    pub fn run(&self, command: &str) -> String {
        let words: Vec<&str> = command.split(' ').collect();
        match words[..] {
            ["ls", folder] => self.list(folder),
            ["cat", file] => read(&self.folder().join(file)),
            ["rm", file] => std::fs::remove_file(self.folder().join(file))
                .map_or_else(|e| e.to_string(), |()| String::new()),
            ["offprint", ..] => self.offprint(&words[1..], None).shown(),
            [file, "|", "offprint", ..] => {
                let bytes = std::fs::read(self.folder().join(file)).expect("the file to pipe");
                self.offprint(&words[3..], Some(bytes)).shown()
            }
            [env, "offprint", ..] if env.contains('=') => {
                self.offprint_with(&[env], &words[2..], None).shown()
            }
            _ => panic!("a session cannot `{command}`"),
        }
    }

    /// Runs the program.
    pub fn offprint(&self, arguments: &[&str], input: Option<Vec<u8>>) -> Ran {
        self.offprint_with(&[], arguments, input)
    }

    /// Runs the program with `variables`, `NAME=VALUE`, in its environment.
    pub fn offprint_with(
        &self,
        variables: &[&str],
        arguments: &[&str],
        input: Option<Vec<u8>>,
    ) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
        command.args(arguments).current_dir(self.folder());
        for name in [
            "LC_ALL",
            "LC_MESSAGES",
            "LANG",
            "SOURCE_DATE_EPOCH",
            "NO_COLOR",
            "CLICOLOR_FORCE",
        ] {
            command.env_remove(name);
        }
        command.env("LC_ALL", "en_GB.UTF-8");
        command.envs(variables.iter().filter_map(|pair| pair.split_once('=')));
        // both outputs into one file: they come in the order in which they were said
        let said = tempfile::tempfile().expect("a file for what is said");
        command
            .stdout(said.try_clone().expect("the same file"))
            .stderr(said.try_clone().expect("the same file"));
        command.stdin(if input.is_some() {
            Stdio::piped()
        } else {
            Stdio::null()
        });
        let mut child = command.spawn().expect("the program starts");
        if let (Some(bytes), Some(mut pipe)) = (input, child.stdin.take()) {
            std::io::Write::write_all(&mut pipe, &bytes).expect("the program reads");
        }
        let status = child.wait().expect("the program ends").code();
        Ran {
            status,
            said: rewound(said),
        }
    }

    fn list(&self, folder: &str) -> String {
        let mut found = Vec::new();
        walk(&self.folder().join(folder), folder, &mut found);
        found.sort();
        found.concat()
    }
}

/// How the program ended.
pub struct Ran {
    /// Its status; `None` when a signal ended it.
    pub status: Option<i32>,
    /// What it said.
    pub said: String,
}

impl Ran {
    fn shown(self) -> String {
        let mut out = self.said;
        match self.status {
            Some(0) => {}
            Some(status) => writeln!(out, "[status {status}]").expect("a string takes it"),
            None => out += "[killed]\n",
        }
        out
    }
}

fn rewound(mut file: std::fs::File) -> String {
    use std::io::{Read, Seek};
    let mut bytes = Vec::new();
    file.rewind()
        .and_then(|()| file.read_to_end(&mut bytes))
        .expect("what was said");
    String::from_utf8(bytes).expect("it is UTF-8")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| format!("{error}\n"))
}

fn walk(path: &Path, name: &str, found: &mut Vec<String>) {
    match std::fs::read_dir(path) {
        Err(_) if path.is_file() => found.push(format!("{name}\n")),
        Err(error) => found.push(format!("{name}: {}\n", error.kind())),
        Ok(entries) => {
            for entry in entries {
                let entry = entry.expect("an entry").file_name();
                let entry = entry.to_str().expect("a name in UTF-8");
                walk(&path.join(entry), &format!("{name}/{entry}"), found);
            }
        }
    }
}

fn hex(digits: &str) -> u8 {
    u8::from_str_radix(digits, 16).expect("two hexadecimal digits")
}

/// `said`, with the first expected line that has a wildcard and matches in the place of each line.
/// Blank lines end what a session expects, so they are left out.
fn keep_wildcards(expected: &[&str], said: &str) -> String {
    let mut wild: Vec<&str> = expected.to_vec();
    wild.retain(|line| line.contains("[..]"));
    let mut out = String::new();
    for line in said.lines().filter(|line| !line.trim().is_empty()) {
        let line = line.trim_end();
        match wild.iter().position(|wanted| matches(wanted, line)) {
            Some(at) => out += wild.remove(at),
            None => out += line,
        }
        out.push('\n');
    }
    out
}

/// Whether `line` is `wanted`, where `[..]` stands for anything.
fn matches(wanted: &str, line: &str) -> bool {
    let mut parts = wanted.split("[..]");
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// The first line in which two sessions differ, told in full.
pub fn difference(expected: &str, said: &str) -> Option<String> {
    if expected == said {
        return None;
    }
    let both = expected.lines().zip(said.lines());
    let same = both.take_while(|(a, b)| a == b).count();
    let rest = |text: &str| {
        text.lines()
            .skip(same)
            .take(12)
            .collect::<Vec<_>>()
            .join("\n    ")
    };
    Some(format!(
        "{}: expected\n    {}\n  but said\n    {}",
        same + 1,
        rest(expected),
        rest(said)
    ))
}
