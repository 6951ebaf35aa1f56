"""The fourth law, nothing drifts: the same input makes the same bytes, wherever, whenever and in whatever language."""

import os
import time

from judging import FIXTURES, copy, differences, environment, judge, looking, offprint, sample, shared

HERE = {
    "env": environment(TZ="Pacific/Auckland", LANG="C", LC_ALL="C", LANGUAGE=None, SOURCE_DATE_EPOCH=None),
    "umask": 0o022,
}
ELSEWHERE = {
    "env": environment(
        TZ="America/St_Johns", LANG="zh_CN.UTF-8", LC_ALL="zh_CN.UTF-8", LANGUAGE="zh", SOURCE_DATE_EPOCH=None,
        HOME="/nonexistent", RAYON_NUM_THREADS="7", COLUMNS="40", NO_COLOR="1",
    ),
    "umask": 0o077,
}


def built_twice(source, folder, name):
    """A book folder copied to two places and built there; the two `dist` folders."""
    first = copy(source, folder / "one" / name)
    second = copy(source, folder / "another place" / "deeper" / name)
    offprint("build", first, **HERE)
    # the clock moves on, by more than a zip archive's two seconds
    time.sleep(2.1)
    for path in second.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    offprint("build", ".", folder=second, **ELSEWHERE)
    return first / "dist", second / "dist"


def imported_twice(source, folder, name):
    """Pages imported and built in two places; the two whole book folders."""
    first, second = folder / "import one" / name, folder / "二" / name
    elsewhere = folder / f"pages of {name}"
    if source.is_dir():
        copy(source, elsewhere)
    else:
        elsewhere.mkdir()
        elsewhere = elsewhere / source.name
        elsewhere.write_bytes(source.read_bytes())
    offprint("build", source, "-o", first, **HERE)
    second.parent.mkdir(exist_ok=True)
    offprint("build", elsewhere, "-o", second, **ELSEWHERE)
    return first, second


def look(verdicts, folder):
    for name, source in (("sample", sample()), ("kitchen-sink", FIXTURES / "kitchen-sink")):
        with looking(verdicts, f"build {name} twice"):
            first, second = built_twice(source, folder, name)
            count = sum(path.is_file() for path in first.rglob("*"))
            if count < 3:
                raise RuntimeError(f"only {count} files in dist")
            verdicts.check(f"{name}: built twice, the same bytes", differences(first, second), f"{count} files")
    pages = {"sample-pages": sample("pages"), "founding-page": shared("pages", "jianghai", "page.txt")}
    for name, source in pages.items():
        if source is None:
            verdicts.skip(f"{name}: imported twice", "../shared is not here")
            continue
        with looking(verdicts, f"import {name} twice"):
            first, second = imported_twice(source, folder, name)
            count = sum(path.is_file() for path in first.rglob("*"))
            verdicts.check(f"{name}: imported twice, the same folder", differences(first, second), f"{count} files")


judge(look)
