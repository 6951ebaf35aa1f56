"""Killed midway: whatever the moment, each file in `dist` is wholly old or wholly new, and nothing stays behind."""

import shutil
import signal
import subprocess
import time

from judging import BIN, digests, judge, made_book, offprint

ARTICLES = 1500
MOMENTS = (0.05, 0.2, 0.35, 0.5, 0.6, 0.7, 0.78, 0.84, 0.88, 0.91, 0.94, 0.97, 0.99)  # of a build's time
ATTEMPTS = 8  # for each moment


def rewrite(book, old, new):
    """Changes every chapter, so that no edition of the changed book can equal the old one."""
    for chapter in (book / "src").glob("[0-9]*.md"):
        text = chapter.read_text("utf-8")
        chapter.write_text(text.replace(old, new), "utf-8")


def kill_at(share, whole, book, before):
    """Builds the book as it was and kills it after `share` of a build's time. Where the build ends first, the time was
    measured while the machine was busier: it is the new measure. Says whether a run was killed, and the measure."""
    for _ in range(ATTEMPTS):
        restore(before, book)
        start = time.perf_counter()
        child = subprocess.Popen(
            [BIN, "build", book], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            child.wait(whole * share)
            whole = min(whole, time.perf_counter() - start)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
            return True, whole
    return False, whole


def restore(before, book):
    """Puts back what builds write as it was before the first that is killed: its editions, and what it remembers of them."""
    for name in ("dist", ".offprint"):
        shutil.rmtree(book / name, ignore_errors=True)
        if (before / name).is_dir():
            shutil.copytree(before / name, book / name)


def mixed(found, old, new):
    """Files that are neither the old nor the new edition; names that were never an edition are looked at later."""
    for name, digest in found.items():
        if name in old and digest not in (old[name], new.get(name)):
            yield f"{name} is neither the old nor the new file"
    yield from (f"{name} is gone" for name in old if name not in found)


def look(verdicts, folder):
    book = made_book(folder / "book", ARTICLES)
    offprint("build", book)
    old = digests(book / "dist")
    rewrite(book, "。", "！")
    before = folder / "before"
    for name in ("dist", ".offprint"):
        if (book / name).is_dir():
            shutil.copytree(book / name, before / name)
    start = time.perf_counter()
    offprint("build", book, "-o", folder / "new")
    whole = time.perf_counter() - start
    new = digests(folder / "new")
    if set(old) != set(new) or any(old[name] == new[name] for name in old):
        raise RuntimeError(f"old and new editions cannot be told apart: {sorted(old)} and {sorted(new)}")
    faults, killed, early = [], 0, set()
    for share in MOMENTS:
        done, whole = kill_at(share, whole, book, before)
        killed += done
        found = digests(book / "dist")
        faults += [f"killed at {share:.0%}: {fault}" for fault in mixed(found, old, new)]
        early |= set(found) - set(old)
    verdicts.check("killed midway: every file whole", faults, f"{killed} of {len(MOMENTS)} runs killed in {whole:.2f} s")
    if killed < len(MOMENTS) // 2:
        verdicts.fail("killed midway: killed in time", f"only {killed} runs were still running")
    offprint("build", book)
    after = digests(book / "dist")
    left = [f"{name} was left behind" for name in sorted(set(after) - set(new))]
    left += [f"{name} is not the new file" for name in new if after.get(name) != new[name]]
    verdicts.check(
        "killed midway: the next run leaves only whole new files", left, f"{len(early)} unfinished files until then"
    )
    stray = [path.name for path in book.rglob("*") if path.is_file() and path.suffix in (".tmp", ".part", ".partial")]
    verdicts.check("killed midway: no temporary files in the book", stray)


judge(look)
