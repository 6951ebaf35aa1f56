"""What the outside judges share: where things are, running offprint, and saying a verdict.

A judge is a script that looks at offprint from outside, through its program and its files alone. It prints one line
for each thing it looked at, `ok NAME`, `FAIL NAME: WHY` or `skip NAME: WHY`, and ends with status 1 after a FAIL.
It needs nothing but Python's standard library and the programs that `tests/run` names in the environment.
"""

import contextlib
import filecmp
import hashlib
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "tests" / "judges" / "fixtures"
SHARED = pathlib.Path(os.environ.get("OFFPRINT_SHARED") or ROOT.parent / "shared")
TOOLS = pathlib.Path(os.environ.get("OFFPRINT_TOOLS") or ROOT / ".tools")
BIN = pathlib.Path(os.environ.get("OFFPRINT_BIN") or ROOT / "target" / "release" / "offprint")
REQUIRED = os.environ.get("OFFPRINT_REQUIRE_CHECKERS") == "1"


class Missing(Exception):
    """Something a judge needs is not on this machine."""


class Verdicts:
    """What a judge has said so far."""

    def __init__(self):
        self.failures = 0

    def ok(self, name, note=""):
        print(f"ok {name}" + (f" ({note})" if note else ""), flush=True)

    def fail(self, name, why):
        self.failures += 1
        lines = str(why).strip().splitlines() or ["no reason given"]
        print(f"FAIL {name}: {lines[0]}", flush=True)
        for line in lines[1:40]:
            print(f"     {line}", flush=True)

    def skip(self, name, why):
        print(f"skip {name}: {why}", flush=True)

    def check(self, name, faults, note=""):
        """Fails with the faults listed, one a line; passes when there are none."""
        faults = [str(fault) for fault in faults]
        if not faults:
            self.ok(name, note)
            return True
        head = faults[0] if len(faults) == 1 else f"{len(faults)} faults"
        self.fail(name, "\n".join([head] + (faults if len(faults) > 1 else [])))
        return False


def judge(look):
    """Runs `look(verdicts, folder)` in a fresh folder and ends the program with its verdict.

    The folder's name holds a space and Han characters, since a path that does must work like any other.
    """
    name = pathlib.Path(sys.argv[0]).stem
    verdicts = Verdicts()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint 试 "))
    try:
        look(verdicts, folder)
    except Missing as missing:
        (verdicts.fail if REQUIRED else verdicts.skip)(name, missing)
    except subprocess.TimeoutExpired as late:
        verdicts.fail(name, f"no end after {late.timeout:.0f} s: {late.cmd}")
    except Exception:  # a judge that breaks down has not passed anything
        verdicts.fail(name, "the judge itself broke down\n" + traceback.format_exc())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if verdicts.failures else 0)


def program(variable, *names):
    """The program named by an environment variable, else the first of `names` in the path."""
    named = os.environ.get(variable) if variable else None
    for candidate in ([named] if named else []) + list(names):
        found = shutil.which(candidate)
        if found:
            return found
    raise Missing(f"{' or '.join(names) or variable} is not there: tests/run installs it")


def shared(*parts):
    """A path of the shared test material, or None when it is not beside this folder."""
    path = SHARED.joinpath(*parts)
    return path if path.exists() else None


def environment(**changes):
    """This process's environment with some variables set, or removed when None."""
    variables = dict(os.environ)
    for key, value in changes.items():
        if value is None:
            variables.pop(key, None)
        else:
            variables[key] = str(value)
    return variables


class Ran:
    """How a program ended: its status, what it said, its seconds and its peak memory in MiB."""

    def __init__(self, status, said, wall, cpu, memory):
        self.status, self.said, self.wall, self.cpu, self.memory = status, said, wall, cpu, memory

    def __str__(self):
        return f"status {self.status}\n{self.said}"


def run(command, folder=None, env=None, timeout=600, umask=-1):
    """Runs a program to its end with both its outputs read together, and measures it."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        child = subprocess.Popen(
            [os.fspath(word) for word in command],
            cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, umask=umask,
        )
        deadline = start + timeout
        pause = 0.0005
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() > deadline:
                child.kill()
                os.wait4(child.pid, 0)
                child.returncode = -9
                raise subprocess.TimeoutExpired(command, timeout)
            time.sleep(pause)
            pause = min(pause * 1.5, 0.02)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    return Ran(child.returncode, said, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def offprint(*arguments, folder=None, env=None, timeout=600, statuses=(0,), umask=-1):
    """Runs offprint with messages in English; a status that is not one of `statuses` is the judge's breakdown."""
    if not BIN.exists():
        raise Missing(f"{BIN} is not built: cargo build --release")
    ran = run([BIN, "--messages", "en", *arguments], folder, env, timeout, umask)
    if statuses is not None and ran.status not in statuses:
        raise RuntimeError(f"offprint {' '.join(map(str, arguments))} ended with {ran}")
    return ran


def copy(source, target):
    """Copies a folder without what was built in it, and makes the copy writable: the original stays untouched."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("dist"))
    for path in [target, *target.rglob("*")]:
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    return target


def only(folder, pattern):
    """The one file below `folder` that has this pattern."""
    found = sorted(folder.rglob(pattern))
    if len(found) != 1:
        raise RuntimeError(f"{len(found)} files {pattern} instead of one: {[path.name for path in found]}")
    return found[0]


def differences(left, right):
    """What two folders do not have in common, hidden files included, byte by byte."""
    names = {path.relative_to(side).as_posix() for side in (left, right) for path in side.rglob("*") if path.is_file()}
    for name in sorted(names):
        if not (left / name).is_file():
            yield f"{name} is only in the second"
        elif not (right / name).is_file():
            yield f"{name} is only in the first"
        elif not filecmp.cmp(left / name, right / name, shallow=False):
            yield f"{name} differs {first_difference(left / name, right / name)}"


def first_difference(left, right):
    """Where two files part, in words."""
    a, b = left.read_bytes(), right.read_bytes()
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"at byte {at} ({len(a)} and {len(b)} bytes): {a[at:at + 24]!r} and {b[at:at + 24]!r}"


def sample(*parts):
    """A path of this project's sample, a small newspaper issue."""
    return ROOT.joinpath("book", *parts)


@contextlib.contextmanager
def looking(verdicts, name):
    """Turns what goes wrong while looking at one thing into its FAIL, so that the rest is still looked at."""
    try:
        yield
    except Missing as missing:
        (verdicts.fail if REQUIRED else verdicts.skip)(name, missing)
    except subprocess.TimeoutExpired as late:
        verdicts.fail(name, f"no end after {late.timeout:.0f} s")
    except (RuntimeError, OSError, ValueError, KeyError) as error:
        verdicts.fail(name, error)


def made_book(folder, count):
    """A book of `count` made-up articles, in a fresh folder."""
    sys.path.insert(0, str(ROOT / "benches" / "compare"))
    import articles

    articles.make(folder, count)
    return folder


def digests(folder):
    """Each file below a folder with a digest of its bytes, hidden files included."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
