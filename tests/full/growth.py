"""The cost as the book grows, 200 to 2,000 to 10,000 articles: linear in time, and no more than that in memory.
The same of one chapter as its notes, links and quotations grow."""

import statistics

from judging import judge, made_book, offprint

SIZES = (200, 2000, 10000)
SLACK = 1.6  # times the cost of an article in the middle book, in the largest

MANY = (20000, 80000)
SHAPES = {
    "notes": lambda n: "字[^{0}]。\n\n[^{0}]: 注{0}\n\n".format(n),
    "links": lambda n: f"[字](https://example.org/{n})。\n\n",
    "quotations": lambda n: f"委“{n}”",
}


def look(verdicts, folder):
    cost = {}
    for count in SIZES:
        book = made_book(folder / str(count), count)
        offprint("build", book, timeout=1200)
        ran = [offprint("build", book, timeout=1200) for _ in range(3)]
        cost[count] = statistics.median(one.cpu for one in ran)
        wall, memory = statistics.median(one.wall for one in ran), max(one.memory for one in ran)
        verdicts.ok(f"{count:,} articles", f"{wall:.2f} s, {cost[count]:.2f} s CPU, {memory:.0f} MiB")
    share = (cost[10000] / 10000) / (cost[2000] / 2000)
    told = f"an article costs {share:.2f} times as much in 10,000 as in 2,000"
    verdicts.check("the cost grows with the book, and no faster", [told] if share > SLACK else [], told)
    for name, shape in SHAPES.items():
        chapter_grows(verdicts, folder, name, shape)


def chapter_grows(verdicts, folder, name, shape):
    """A book of one chapter, with few and with many of what `shape` writes."""
    each = []
    for count in MANY:
        book = made_book(folder / f"{name}-{count}", 1)
        for old in (book / "src").rglob("*.md"):
            if old.name != "SUMMARY.md":
                old.write_text("# 题\n\n" + "".join(map(shape, range(count))) + "\n", encoding="utf-8")
        each.append(offprint("build", book, timeout=1200).cpu / count)
    told = f"one of {MANY[1]:,} {name} costs {each[1] / each[0]:.2f} times as much as one of {MANY[0]:,}"
    verdicts.check(f"{name} of a chapter", [told] if each[1] > each[0] * SLACK else [], told)


judge(look)
