"""A full disk: status 2, a message that says so, and old files whole.

The disk is a small one in memory, mounted where only this judge sees it. Where the system does not allow that, the
judge says so and skips.
"""

import os
import shutil
import subprocess
import sys

from judging import Missing, digests, judge, made_book, offprint

INSIDE = "OFFPRINT_JUDGE_DISK"
DISK = 24  # MiB
WORDS = ("no space", "disk", "full")


def mount_and_run_again(verdicts, folder):
    """Runs this script anew in a mount namespace of its own, with the small disk in it."""
    unshare = shutil.which("unshare")
    if not unshare:
        verdicts.skip("full disk", "unshare is not there")
        return
    disk = folder / "disk"
    disk.mkdir()
    who = ["--mount"] if os.geteuid() == 0 else ["--map-root-user", "--mount"]
    script = f'mount -t tmpfs -o size={DISK}m tmpfs "$1" || exit 77; shift; exec "$@"'
    command = [unshare, *who, "sh", "-c", script, "sh", disk, sys.executable, "-B", __file__]
    ran = subprocess.run(command, env={**os.environ, INSIDE: str(disk)}, stdin=subprocess.DEVNULL)
    if ran.returncode not in (0, 1):
        verdicts.skip("full disk", "this system does not let us mount a small disk")
    verdicts.failures += ran.returncode == 1


def fill(disk, leave):
    """Fills the disk but for `leave` KiB."""
    filler = disk / "filler"
    free = os.statvfs(disk)
    filler.write_bytes(b"\0" * max(0, free.f_bavail * free.f_frsize - leave * 1024))
    return filler


def faults_of(ran, before, after):
    if ran.status != 2:
        yield f"status {ran.status} instead of 2: {ran.said.strip()[:300]}"
    if not any(word in ran.said.lower() for word in WORDS):
        yield f"the message does not say that the disk is full: {ran.said.strip()[:300]}"
    for name in sorted(set(before) | set(after)):
        if name not in after:
            yield f"{name} is gone"
        elif name not in before:
            yield f"{name} was left behind"
        elif before[name] != after[name]:
            yield f"{name} was changed"


def build_over_old(disk):
    """Builds a book that has grown, over editions that are there."""
    book = made_book(disk / "book", 40)
    offprint("build", book)
    for chapter in (book / "src").glob("[0-9]*.md"):
        chapter.write_text(chapter.read_text("utf-8") + "\n" + "又多了一段。" * 200 + "\n", "utf-8")
    before = digests(book)
    for leave in (0, 16, 200):
        filler = fill(disk, leave)
        ran = offprint("build", book, statuses=None)
        filler.unlink()
        yield from (f"{leave} KiB free: {fault}" for fault in faults_of(ran, before, digests(book)))


def import_onto_full(disk, pages):
    """Imports pages where not even the chapters fit."""
    target = disk / "imported"
    for leave in (0, 8):
        filler = fill(disk, leave)
        ran = offprint("import", pages, "-o", target, statuses=None)
        filler.unlink()
        after = digests(target) if target.exists() else {}
        yield from (f"{leave} KiB free: {fault}" for fault in faults_of(ran, {}, after))
        shutil.rmtree(target, ignore_errors=True)


def look(verdicts, folder):
    if INSIDE not in os.environ:
        mount_and_run_again(verdicts, folder)
        return
    disk = type(folder)(os.environ[INSIDE])
    if not os.path.ismount(disk):
        raise Missing("the small disk is not mounted")
    page = folder / "page.txt"
    page.write_text("# 河岸的灯\n\n" + "\n\n".join("清晨，船工沿着河岸把灯一盏一盏地熄灭。" * 40 for _ in range(40)) + "\n", "utf-8")
    verdicts.check("full disk: build leaves the old editions whole", build_over_old(disk))
    verdicts.check("full disk: import leaves nothing behind", import_onto_full(disk, page))


judge(look)
