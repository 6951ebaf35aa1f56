//! Writing so that a full disk or a killed run leaves the old files whole.
//!
//! A file is written whole under a temporary name beside its own and then renamed. Temporary names
//! are fixed: what a killed run left behind, the next one writes over.

use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result};
use crate::say;
use crate::source::shown;
use std::io;
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path`, making missing folders.
///
/// # Errors
/// [`ErrorKind::Output`] when the disk is full, `path` is a folder, or may not be written; the old
/// file is untouched then.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    let waiting = beside(path);
    let written = write(&waiting, bytes).and_then(|()| std::fs::rename(&waiting, path));
    written.map_err(|error| {
        // a fault in removing is not worth a word beside the fault that led here
        let _ = std::fs::remove_file(&waiting);
        unwritable(path, &error)
    })
}

/// Writes a new file, making missing folders.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes)
}

/// Whether two files are there and hold the same.
pub(super) fn same_bytes(a: &Path, b: &Path) -> bool {
    let length = |path: &Path| std::fs::metadata(path).ok().map(|file| file.len());
    length(a) == length(b)
        && matches!((std::fs::read(a), std::fs::read(b)), (Ok(a), Ok(b)) if a == b)
}

/// `images/cover.png` → `images/.cover.png.new`.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.new"))
}

/// What to say when `path` could not be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Error {
    let name = shown(path);
    let diagnostic = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            let message = say!(
                "no space left on the disk for `{name}`",
                "磁盘已满，无法写入 `{name}`"
            );
            Diagnostic::error("output/disk-full", message).cure(say!(
                "free some space or name a folder on another disk with `-o`; nothing was changed",
                "请腾出空间，或用 `-o` 指定其他磁盘上的文件夹；原有文件未作改动"
            ))
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            let message = say!(
                "no permission to write `{name}`",
                "没有写入 `{name}` 的权限"
            );
            Diagnostic::error("output/not-writable", message).cure(say!(
                "change the folder's permissions or name another folder with `-o`",
                "请修改文件夹权限，或用 `-o` 指定另一个文件夹"
            ))
        }
        io::ErrorKind::IsADirectory => {
            let message = say!(
                "`{name}` is a folder; a file should be written there",
                "`{name}` 是文件夹，而这里要写入文件"
            );
            Diagnostic::error("output/is-a-folder", message)
                .cure(say!("move the folder away", "请移走这个文件夹"))
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            let message = say!(
                "cannot write `{name}`: a file stands where a folder should be",
                "无法写入 `{name}`：应为文件夹的地方是一个文件"
            );
            Diagnostic::error("output/is-a-file", message).cure(say!(
                "name another folder with `-o`",
                "请用 `-o` 指定另一个文件夹"
            ))
        }
        _ => {
            let message = say!(
                "cannot write `{name}`: {error}",
                "无法写入 `{name}`：{error}"
            );
            Diagnostic::error("output/not-writable", message).cure(say!(
                "name another folder with `-o`",
                "请用 `-o` 指定另一个文件夹"
            ))
        }
    };
    Error::new(ErrorKind::Output, diagnostic.at(Location::file(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_else_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dist/a.epub");
        for bytes in [b"one", b"two"] {
            write_atomically(&path, bytes).expect("written");
            assert_eq!(std::fs::read(&path).expect("read"), bytes);
        }
        let names = std::fs::read_dir(folder.path().join("dist")).expect("listed");
        assert_eq!(names.count(), 1);
    }

    #[test]
    fn a_folder_in_the_way_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.epub");
        std::fs::create_dir(&path).expect("made");
        let error = write_atomically(&path, b"x").expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Output);
        assert!(!beside(&path).exists());
        assert!(path.is_dir());
    }

    #[test]
    fn a_full_disk_says_so() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let error = unwritable(Path::new("a/b.md"), &full);
        assert_eq!(error.diagnostics()[0].code, "output/disk-full");
    }
}
