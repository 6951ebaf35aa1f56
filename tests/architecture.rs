//! ARCHITECTURE.md, README.md and THIRD-PARTY.md say what the source says.
//!
//! `OVERWRITE=1 cargo test --test architecture` writes the tables of ARCHITECTURE.md anew, keeping
//! the words beside each name, and the list of THIRD-PARTY.md; read the difference before
//! committing it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The modules of the library in the order of the flow.
const FLOW: &[&str] = &[
    "text",
    "diagnostic",
    "explain",
    "words",
    "xml",
    "mark",
    "archive",
    "source",
    "restore",
    "typography",
    "chapter",
    "merge",
    "book",
    "media",
    "html",
    "format",
    "epub",
    "print",
    "pdf",
    "reader",
    "unbind",
    "review",
    "check",
    "export",
    "pipeline",
];

/// What is made of nothing but its parts: a row's name, its words, and the names it may use.
type Table = BTreeMap<String, (String, BTreeSet<String>)>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

fn overwrite() -> bool {
    std::env::var_os("OVERWRITE").is_some()
}

/// Every Rust file below `folder`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).expect("a file of the source");
    let text = text
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or("")
        .to_owned();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The module of the library that a file belongs to; `bin` for the program.
fn module(path: &Path) -> String {
    let relative = path.strip_prefix(root().join("src")).expect("below src");
    let first = relative.components().next().expect("a name").as_os_str();
    first
        .to_str()
        .expect("a name in ASCII")
        .trim_end_matches(".rs")
        .to_owned()
}

/// The names after each `prefix` in `code`: of `crate::a::b` and `crate::{a, b::{c, d}}` both a and
/// b.
fn names_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            None => found.insert(identifier(rest)),
            Some(group) => {
                found.extend(outermost(group));
                true
            }
        };
    }
    found.remove("");
    found
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The first names of a `{…}` group's members.
fn outermost(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut begins = true;
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            _ if begins && !c.is_whitespace() => {
                names.push(identifier(&group[i..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

/// The modules that each module uses.
fn used_modules() -> BTreeMap<String, BTreeSet<String>> {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources(&root().join("src")) {
        let module = module(&path);
        if module == "bin" || module == "lib" {
            continue;
        }
        let mut names = names_after(&code(&path), "crate::");
        names.remove(&module);
        // the macro of diagnostic
        if names.remove("say") && module != "diagnostic" {
            names.insert("diagnostic".to_owned());
        }
        used.entry(module).or_default().extend(names);
    }
    used
}

/// The modules that use each outside crate of Cargo.toml.
fn used_crates() -> BTreeMap<String, BTreeSet<String>> {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let crates = dependencies();
    for path in sources(&root().join("src")) {
        let (module, code) = (module(&path), code(&path));
        for name in &crates {
            let path = format!("{}::", name.replace('-', "_"));
            let homes = used.entry(name.clone()).or_default();
            if !names_after(&code, &path).is_empty()
                || code.contains(&format!("use {}", &path[..path.len() - 2]))
            {
                homes.insert(module.clone());
            }
        }
    }
    used
}

/// The `[dependencies]` of Cargo.toml.
fn dependencies() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let section = manifest
        .split("\n[dependencies]\n")
        .nth(1)
        .expect("dependencies");
    let section = section.split("\n[").next().unwrap_or("");
    let keys = section.lines().filter_map(|line| line.split_once(" = "));
    keys.map(|(key, _)| key.to_owned()).collect()
}

/// The rows between the marks `<!-- NAME: begin -->` and `<!-- NAME: end -->` of ARCHITECTURE.md.
fn table(name: &str) -> Table {
    let text = read("ARCHITECTURE.md");
    let mut rows = Table::new();
    for line in between(&text, name).lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", key, words, names, ""] = cells[..]
            && key.starts_with('`')
        {
            let names = names.split(' ').filter(|name| name.starts_with('`'));
            let names = names.map(|name| name.trim_matches(['`', ',']).to_owned());
            let names: BTreeSet<String> = names.collect();
            rows.insert(key.trim_matches('`').to_owned(), (words.to_owned(), names));
        }
    }
    rows
}

fn between<'a>(text: &'a str, name: &str) -> &'a str {
    let begin = format!("<!-- {name}: begin -->\n");
    let end = format!("<!-- {name}: end -->");
    let start = text.find(&begin).expect("the table's beginning") + begin.len();
    &text[start..start + text[start..].find(&end).expect("the table's end")]
}

/// Writes a table anew, with the words that stood beside each name.
fn write_table(name: &str, head: [&str; 3], rows: &[(String, BTreeSet<String>)]) {
    let old = table(name);
    let mut out = format!(
        "| {} | {} | {} |\n|---|---|---|\n",
        head[0], head[1], head[2]
    );
    for (key, names) in rows {
        let words = old.get(key).map_or("…", |(words, _)| words);
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let names = if names.is_empty() {
            "nothing".to_owned()
        } else {
            names.join(", ")
        };
        out += &format!("| `{key}` | {words} | {names} |\n");
    }
    let text = read("ARCHITECTURE.md");
    let old = between(&text, name);
    let start = old.as_ptr() as usize - text.as_ptr() as usize;
    let new = [&text[..start], &out, &text[start + old.len()..]].concat();
    std::fs::write(root().join("ARCHITECTURE.md"), new).expect("ARCHITECTURE.md can be written");
}

fn same(found: &BTreeMap<String, BTreeSet<String>>, told: &Table) {
    for (name, uses) in found {
        let (words, told) = told
            .get(name)
            .unwrap_or_else(|| panic!("ARCHITECTURE.md does not name `{name}`"));
        assert_eq!(
            uses, told,
            "what `{name}` uses, and what ARCHITECTURE.md says"
        );
        assert!(
            words.len() > 3,
            "ARCHITECTURE.md says nothing about `{name}`"
        );
    }
    let gone: Vec<_> = told
        .keys()
        .filter(|name| !found.contains_key(*name))
        .collect();
    assert!(
        gone.is_empty(),
        "ARCHITECTURE.md names {gone:?}, which are no more"
    );
}

#[test]
fn tables_of_architecture() {
    let (modules, crates) = (used_modules(), used_crates());
    if overwrite() {
        let rows: Vec<_> = FLOW
            .iter()
            .filter_map(|&name| Some((name.to_owned(), modules.get(name)?.clone())))
            .collect();
        write_table("modules", ["module", "what it is", "uses"], &rows);
        let rows: Vec<_> = crates.clone().into_iter().collect();
        write_table("crates", ["crate", "what for", "home"], &rows);
    }
    same(&modules, &table("modules"));
    same(&crates, &table("crates"));
}

#[test]
fn imports_run_towards_earlier_stages() {
    let place = |name: &str| FLOW.iter().position(|&stage| stage == name);
    for (module, uses) in used_modules() {
        let here = place(&module).unwrap_or_else(|| panic!("`{module}` has no place in the flow"));
        for used in uses {
            let there = place(&used).unwrap_or_else(|| {
                panic!("`{module}` uses `{used}`, which has no place in the flow")
            });
            // the two that the foundation is made of know each other
            let pair = module == "text" && used == "diagnostic";
            assert!(
                there < here || pair,
                "`{module}` uses `{used}`, which comes after it"
            );
        }
    }
}

#[test]
fn the_editions_do_not_know_each_other() {
    let used = used_modules();
    assert!(!used["epub"].contains("print"));
    assert!(!used["print"].contains("epub"));
}

#[test]
fn every_crate_has_a_home() {
    for (name, homes) in used_crates() {
        assert!(!homes.is_empty(), "`{name}` of Cargo.toml is used nowhere");
    }
}

#[test]
fn commands_of_the_documents_exist() {
    for document in ["README.md", "CONTRIBUTING.md", "src/lib.rs"] {
        let text = read(document);
        for line in text
            .lines()
            .filter_map(|line| line.trim_start_matches("//! ").strip_prefix("$ "))
        {
            let line = line.split('#').next().unwrap_or("").trim();
            let cargo = line.strip_prefix("cargo run --release -- ");
            if let Some(arguments) = line.strip_prefix("offprint ").or(cargo) {
                parses(document, arguments);
            } else if let Some(script) = line
                .strip_prefix("bash ")
                .or(Some(line))
                .filter(|s| !s.starts_with("cargo"))
            {
                let script = script.split(' ').next().unwrap_or("");
                assert!(root().join(script).is_file(), "{document} names `{script}`");
            }
        }
    }
}

/// Whether the program understands `arguments`: with `--help` behind them it says how they are
/// used and does nothing.
#[cfg(feature = "cli")]
fn parses(document: &str, arguments: &str) {
    let words: Vec<&str> = arguments.split(' ').collect();
    let commands = "build import check explain export new fmt preview undo completions man";
    let command = words
        .iter()
        .find(|word| commands.split(' ').any(|command| command == **word));
    let command = command.unwrap_or_else(|| panic!("{document}: no command in `{arguments}`"));
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_offprint"))
        .args([command, "--help"])
        .output()
        .expect("the program starts");
    let help = String::from_utf8(help.stdout).expect("help in UTF-8");
    for option in words
        .iter()
        .filter(|word| word.starts_with('-') && word.len() > 1)
    {
        assert!(
            help.contains(&format!("{option} ")),
            "{document}: `{option}` of `{arguments}`"
        );
    }
}

#[cfg(not(feature = "cli"))]
fn parses(_: &str, _: &str) {}

#[test]
fn notices_name_every_crate() {
    if overwrite() {
        std::fs::write(root().join("THIRD-PARTY.md"), notices())
            .expect("THIRD-PARTY.md can be written");
    }
    let text = read("THIRD-PARTY.md");
    for name in dependencies() {
        assert!(
            text.contains(&format!("| {name} |")),
            "THIRD-PARTY.md does not name `{name}`"
        );
    }
}

/// The list of notices, made by `cargo tree`.
fn notices() -> String {
    let tree = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "--edges",
            "normal",
            "--target",
            "all",
        ])
        .args(["--prefix", "none", "--format", "{p}|{l}|{r}"])
        .current_dir(root())
        .output()
        .expect("cargo tree");
    let tree = String::from_utf8(tree.stdout).expect("names in UTF-8");
    let rows: BTreeSet<String> = tree.lines().filter_map(notice).collect();
    let old = read("THIRD-PARTY.md");
    let (head, _) = old.split_once("| crate |").expect("the table's head");
    let rows: String = rows.into_iter().collect();
    format!("{head}| crate | version | licence | source |\n|---|---|---|---|\n{rows}")
}

fn notice(line: &str) -> Option<String> {
    let line = line.trim_end_matches(" (*)");
    let mut cells = line.split('|');
    let mut package = cells.next()?.split(' ');
    let (name, version) = (package.next()?, package.next()?.trim_start_matches('v'));
    let (licence, source) = (cells.next()?, cells.next()?);
    (name != "offprint").then(|| format!("| {name} | {version} | {licence} | <{source}> |\n"))
}
