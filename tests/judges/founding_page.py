"""The founding page, scored against its true reading: every measure 1, nothing lost, nothing half-width beside Han."""

import json
import re
import sys

from judging import judge, offprint, run, shared

PERFECT_AT_ZERO = {"false_join", "missed_join", "missing", "extra", "furniture_kept", "pages_without_output"}
NOT_A_MEASURE = {"pages"}
HALF_WIDTH_BESIDE_HAN = re.compile(r"[㐀-鿿，。、：；？！（）《》“”‘’…—][,:;?!()]|[,:;?!()][㐀-鿿《“‘（]")


def imperfect(summary):
    """The measures that are neither perfect nor without anything to measure."""
    for key, value in summary.items():
        if value is None or isinstance(value, dict) or key in NOT_A_MEASURE:
            continue
        wanted = 0 if key in PERFECT_AT_ZERO else 1
        if value != wanted:
            yield f"{key} is {value:.4f}, not {wanted}"
    for damage, undone in summary["recovered"].items():
        if undone["share"] != 1:
            yield f"{damage}: {undone['share']:.3f} of {undone['n']} undone"


def half_width(chapters):
    for chapter in chapters:
        for number, line in enumerate(chapter.read_text("utf-8").splitlines(), 1):
            for found in HALF_WIDTH_BESIDE_HAN.finditer(line):
                around = line[max(0, found.start() - 6):found.end() + 6]
                yield f"{chapter.name}:{number}: {around}"


def uncounted(pages):
    """Pages whose characters do not add up in repairs.json."""
    for page in pages:
        used = sum(page[key] for key in ("body", "front_matter", "captions", "set_aside"))
        if used != page["characters"]:
            yield f"{page['file']}: {used} of {page['characters']} characters used"


def look(verdicts, folder):
    page = shared("pages", "jianghai", "page.txt")
    if page is None:
        verdicts.skip("founding page", "../shared is not here")
        return
    book = folder / "my-book"
    built = offprint("build", page, "-o", book)
    report = folder / "score.json"
    gold = page.with_name("page.gold.json")
    scored = run([sys.executable, shared("tools", "score.py"), "--gold", gold, "--out", book, "--json", report])
    if not report.exists():
        raise RuntimeError(f"score.py ended with {scored}")
    summary = json.loads(report.read_text("utf-8"))["summary"]
    verdicts.check("founding page: score.py is perfect", imperfect(summary))
    verdicts.check(
        "founding page: 6,914 of 6,914 characters",
        [] if "6,914 of 6,914" in built.said else [f"not in what build said\n{built.said}"],
    )
    ledger = json.loads((book / "repairs.json").read_text("utf-8"))
    verdicts.check("founding page: the ledger's counts add up", uncounted(ledger["pages"]))
    chapters = sorted((book / "src").glob("[0-9]*.md"))
    verdicts.check("founding page: nothing half-width beside Han", half_width(chapters), f"{len(chapters)} chapters")
    verdicts.check(
        "founding page: five chapters", [] if len(chapters) == 5 else [f"{len(chapters)}: {[c.name for c in chapters]}"]
    )
    editions = ("*.epub", "*-print.html", "*-print.zip")
    verdicts.check("founding page: all editions", [f"no dist/{one}" for one in editions if not list((book / "dist").glob(one))])
    page = next(iter((book / "dist").glob("*-print.html")), None)
    size = page.stat().st_size / 1000 if page else 0
    verdicts.check("founding page: a self-contained page under 120 KB", [] if 0 < size < 120 else [f"{size:.0f} KB"], f"{size:.0f} KB")
    files = ("book.toml", "src/SUMMARY.md", "repairs.json", "review.html", "pages/page.txt", ".offprint/base")
    verdicts.check("founding page: the folder's files", [f"no {one}" for one in files if not (book / one).exists()])


judge(look)
