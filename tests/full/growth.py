"""The cost as the book grows, 200 to 2,000 to 10,000 articles: linear in time, and no more than that in memory."""

import statistics

from judging import judge, made_book, offprint

SIZES = (200, 2000, 10000)
SLACK = 1.6  # times the cost of an article in the middle book, in the largest


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


judge(look)
