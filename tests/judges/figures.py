"""How fast and how small: the founding page to all editions, and the program's own size.

The figures are printed to be read. A machine that is busy is slow, so only five times the target fails.
"""

import statistics

from judging import BIN, judge, offprint, shared

SLACK = 5
MILLISECONDS, MILLISECONDS_WITH_COVER, MEBIBYTES, BINARY = 100, 100 + 700, 120, 25


def measure(verdicts, name, value, target, unit, slack=SLACK):
    told = f"{value:.1f} {unit}, target {target}"
    if value > target * slack:
        verdicts.fail(name, told)
    else:
        verdicts.ok(name, told if value <= target else told + ": missed")


def look(verdicts, folder):
    measure(verdicts, "size of the program", BIN.stat().st_size / 2**20, BINARY, "MiB", slack=1)
    page = shared("pages", "jianghai", "page.txt")
    if page is None:
        verdicts.skip("figures of the founding page", "../shared is not here")
        return
    first = [offprint("build", page, "-o", folder / f"new{i}") for i in range(3)]
    again = [offprint("build", page, "-o", folder / "new0") for _ in range(7)]
    cover = statistics.median(ran.wall for ran in first) * 1000
    plain = statistics.median(ran.wall for ran in again) * 1000
    memory = max(ran.memory for ran in first + again)
    measure(verdicts, "founding page to all editions, cover there", plain, MILLISECONDS, "ms")
    measure(verdicts, "founding page to all editions, cover drawn", cover, MILLISECONDS_WITH_COVER, "ms")
    measure(verdicts, "peak memory", memory, MEBIBYTES, "MiB", slack=1.5)


judge(look)
