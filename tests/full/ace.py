"""Ace by DAISY 1.4.6 on the sample, the kitchen sink, the founding page and ten case books: no violation of any impact."""

import collections
import json
import os

from judging import FIXTURES, ROOT, TOOLS, Missing, copy, environment, judge, looking, offprint, only, program, run, sample, shared

IMPACTS = ("critical", "serious", "moderate", "minor")
# each with something that Ace has rules for
CASES = (
    "alerts", "article-in-another-language", "certified", "mathematics", "newspaper-pages", "notes-at-the-end",
    "parts-and-depth", "pictures", "table-in-html", "vertical-traditional",
)


def violations(ace, chromium, epub, folder):
    """What Ace finds, by impact, and each finding with its place."""
    target = folder / f"ace-{epub.parent.parent.name}"
    env = environment(PUPPETEER_EXECUTABLE_PATH=chromium, HOME=str(folder))
    ran = run([ace, "--force", "--silent", "--outdir", target, epub], env=env, timeout=900)
    report = target / "report.json"
    if not report.exists():
        raise RuntimeError(f"Ace made no report: {ran}")
    counts, told = collections.Counter(), []
    for document in json.loads(report.read_text("utf-8"))["assertions"]:
        for assertion in document["assertions"]:
            test = assertion["earl:test"]
            impact = test.get("earl:impact", "none")
            counts[impact] += 1
            place = document["earl:testSubject"]["url"]
            told.append((impact, f"{impact} {test['dct:title']} in {place}: {assertion['earl:result']['dct:description']}"))
    return counts, told


def look(verdicts, folder):
    chromium = program("OFFPRINT_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    ace = TOOLS / "node" / "node_modules" / ".bin" / "ace-puppeteer"
    if not os.access(ace, os.X_OK):
        raise Missing("Ace is not in .tools: tests/run --full installs it")
    books = {"sample": sample(), "kitchen-sink": FIXTURES / "kitchen-sink", "founding-page": shared("pages", "jianghai", "page.txt")}
    books |= {case: ROOT / "tests" / "books" / case for case in CASES}
    for name, source in books.items():
        if source is None:
            verdicts.skip(f"Ace {name}", "../shared is not here")
            continue
        with looking(verdicts, f"Ace {name}"):
            if source.is_dir():
                offprint("build", copy(source, folder / name))
            else:
                offprint("build", source, "-o", folder / name)
            counts, told = violations(ace, chromium, only(folder / name, "*.epub"), folder)
            faults = [line.replace("\n", " ") for _, line in told]
            verdicts.check(f"Ace {name}", faults, ", ".join(f"{counts[i]} {i}" for i in IMPACTS))


judge(look)
