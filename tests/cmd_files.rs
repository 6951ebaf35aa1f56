//! What the program leaves behind when something goes wrong: whole files, old or new, and no others.

mod console;

use console::Session;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// A session with a small book in `book`, which draws no cover.
fn with_book() -> Session {
    let session = Session::new();
    session.write(
        "book/book.toml",
        "[book]\ntitle = \"灯\"\n[epub]\ncover = false\n",
    );
    session.write("book/src/SUMMARY.md", "- [灯](001.md)\n");
    session.write("book/src/001.md", "# 灯\n\n河岸有灯。\n");
    session
}

/// Every file below `folder` and its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).expect("a file");
            found.insert(path.display().to_string(), bytes);
        }
    }
    found
}

#[test]
fn a_build_that_cannot_replace_one_edition_replaces_none() {
    let session = with_book();
    assert_eq!(session.offprint(&["build", "book"], None).status, Some(0));
    session.write("book/src/001.md", "# 灯\n\n河岸的灯更多了。\n");
    // a folder stands where the last edition belongs
    let zip = session.folder().join("book/dist/灯-print.zip");
    std::fs::remove_file(&zip).expect("the old edition");
    std::fs::create_dir_all(zip.join("inside")).expect("a folder in its place");
    let before = files(&session.folder().join("book"));
    let ran = session.offprint(&["build", "book"], None);
    assert_eq!(ran.status, Some(2), "{}", ran.said);
    assert!(ran.said.contains("灯-print.zip"), "{}", ran.said);
    let after = files(&session.folder().join("book"));
    assert!(after == before, "{:?}", after.keys());
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_not_writable_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let session = with_book();
    let locked = session.folder().join("locked");
    std::fs::create_dir(&locked).expect("a folder");
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o555)).expect("locked");
    let probe = locked.join("probe");
    let superuser = std::fs::write(&probe, "").is_ok();
    let _ = std::fs::remove_file(&probe);
    for arguments in [
        ["build", "book", "-o", "locked"],
        ["export", "book", "--to=plain", "-o=locked"],
    ] {
        let ran = if superuser {
            as_nobody(&session, &arguments)
        } else {
            session.offprint(&arguments, None)
        };
        assert_eq!(ran.status, Some(2), "{}", ran.said);
        assert!(ran.said.contains("no permission"), "{}", ran.said);
    }
    assert!(files(&locked).is_empty());
}

/// Runs the program for a user who may write nowhere: the superuser, who asks, may everywhere.
#[cfg(unix)]
fn as_nobody(session: &Session, arguments: &[&str]) -> console::Ran {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    // where the program was built may be closed to others; copied by another process, since a copy
    // this one still holds open for a child of another test to inherit may not be run
    let program = session.folder().join("offprint");
    let copied = Command::new("cp")
        .arg(env!("CARGO_BIN_EXE_offprint"))
        .arg(&program)
        .status();
    assert!(copied.expect("cp starts").success());
    let open = |path: &Path| std::fs::set_permissions(path, PermissionsExt::from_mode(0o755));
    open(&program).and(open(session.folder())).expect("opened");
    let ended = Command::new(&program)
        .args(arguments)
        .current_dir(session.folder())
        .env("LC_ALL", "C")
        .uid(65534)
        .gid(65534)
        .output();
    let ended = ended.expect("the program starts");
    console::Ran {
        status: ended.status.code(),
        said: String::from_utf8_lossy(&ended.stderr).into_owned(),
    }
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_out_to_is_not_published() {
    let session = Session::new();
    session.write("private.md", "# 私信\n\n不给人看。\n");
    session.write("book/001.md", "# 灯\n\n河岸有灯。\n");
    let link = session.folder().join("book/002.md");
    std::os::unix::fs::symlink(session.folder().join("private.md"), link).expect("a link");
    let ran = session.offprint(&["build", "book", "--only", "print"], None);
    assert_eq!(ran.status, Some(1), "{}", ran.said);
    assert!(ran.said.contains("[book/outside]"), "{}", ran.said);
    let made = std::fs::read(session.folder().join("book/dist/灯-print.html")).expect("a page");
    assert!(!String::from_utf8_lossy(&made).contains("私信"));
}

#[cfg(unix)]
#[test]
fn a_picture_that_is_a_pipe_does_not_stop_the_run() {
    let session = with_book();
    session.write("book/src/001.md", "# 灯\n\n![](pipe.png)\n\n河岸有灯。\n");
    let pipe = session.folder().join("book/src/pipe.png");
    let made = Command::new("mkfifo").arg(pipe).status();
    assert!(made.expect("mkfifo starts").success());
    let ran = session.offprint(&["build", "book"], None);
    assert_eq!(ran.status, Some(1), "{}", ran.said);
    assert!(ran.said.contains("[html/missing-image]"), "{}", ran.said);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let session = with_book();
    let mut child = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .args(["check", "book", "--message-format", "json"])
        .current_dir(session.folder())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("the program ends");
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_ends_with_130_and_leaves_nothing() {
    let session = Session::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .args(["import", "-", "-o", "book"])
        .current_dir(session.folder())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // it waits for a page that never comes; give it time to listen
    std::thread::sleep(std::time::Duration::from_millis(700));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(killed.expect("kill starts").success());
    // held open: `wait` would close it, and an empty page is another matter
    let page = child.stdin.take();
    let status = child.wait().expect("the program ends");
    drop(page);
    assert_eq!(status.code(), Some(130));
    assert!(!session.folder().join("book").exists());
}

#[test]
fn what_is_built_does_not_depend_on_the_environment() {
    let (here, there) = (with_book(), with_book());
    here.offprint_with(&["LC_ALL=C", "TZ=UTC"], &["build", "book"], None);
    let ran = there.offprint_with(
        &[
            "LC_ALL=zh_CN.UTF-8",
            "TZ=Pacific/Auckland",
            "HOME=/nowhere",
            "COLUMNS=20",
        ],
        &["build", "book", "--verbose"],
        None,
    );
    assert_eq!(ran.status, Some(0), "{}", ran.said);
    let bytes = |session: &Session| -> Vec<Vec<u8>> {
        files(&session.folder().join("book/dist"))
            .into_values()
            .collect()
    };
    assert_eq!(bytes(&here).len(), 3);
    assert!(bytes(&here) == bytes(&there), "the editions differ");
}

#[test]
fn source_date_epoch_decides_when_the_book_was_modified() {
    let session = with_book();
    session.offprint_with(
        &["SOURCE_DATE_EPOCH=1704931200"],
        &["build", "book", "-o", "then"],
        None,
    );
    session.offprint(&["build", "book"], None);
    let read = |path: &str| std::fs::read(session.folder().join(path)).expect("an edition");
    assert!(read("then/灯.epub") != read("book/dist/灯.epub"));
}
