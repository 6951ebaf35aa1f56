"""`--pdf` of a book of 300 articles: every word and every number of it, and how long it takes beside other engines.

The chapters' Markdown itself is what the words are compared with: these articles have paragraphs and subheads only.
"""

import re
import zipfile

from judging import TOOLS, environment, judge, looking, made_book, offprint, only, program, run
from judging.pdf import Markup, Pdf, contents_faults, line_faults, lone_faults, plain

ARTICLES = 300
TIMES = 3  # how many times slower Vivliostyle is at least


def chapter_text(path):
    """The words of a chapter of our own making: headline, subheads, paragraphs."""
    body = path.read_text("utf-8").split("\n---\n", 1)[-1]
    return plain(re.sub(r"^#+ ", "", body, flags=re.M))


def lost(pdf, chapters, first):
    """Characters of the chapters that do not stand on paper in their order."""
    found = "".join(page.text for page in pdf.pages[first - 1 :])
    at = 0
    for path in chapters:
        wanted = chapter_text(path)
        place = found.find(wanted, at)
        if place < 0:
            yield f"{path.name} is not there word for word"
        else:
            at = place + len(wanted)


def engines(folder, book):
    """What prints the bundle: a name and a command."""
    with zipfile.ZipFile(only(book / "dist", "*-print.zip")) as archive:
        archive.extractall(folder / "bundle")
    chromium = program("OFFPRINT_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    page = folder / "bundle" / "index.html"
    vivliostyle = TOOLS / "node" / "node_modules" / ".bin" / "vivliostyle"
    weasyprint = TOOLS / "python" / "bin" / "weasyprint"
    layer = "styles/engines.css"
    yield "Vivliostyle", vivliostyle, [
        vivliostyle, "build", "index.html", "--style", layer, "--output", folder / "vivliostyle.pdf",
        "--executable-browser", chromium, "--timeout", "1800",
    ]
    yield "WeasyPrint", weasyprint, [weasyprint, "-s", page.parent / layer, page, folder / "weasyprint.pdf"]


def look(verdicts, folder):
    program("OFFPRINT_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    program(None, "pdftotext")
    book = made_book(folder / "book", ARTICLES)
    ran = offprint("build", book, "--only", "print", "--pdf", timeout=1200)
    pdf = Pdf(only(book / "dist", "*.pdf"))
    verdicts.ok(f"pdf of {ARTICLES} articles", f"{ran.wall:.1f} s, {pdf.count} pages")
    first = pdf.places["text"]
    markup = Markup(only(book / "dist", "*-print.html").read_text("utf-8"))
    told = f"{len(markup.articles)} entries"
    verdicts.check("pdf of a large book: contents and pages have the same numbers", contents_faults(pdf, markup, first), told)
    chapters = sorted((book / "src").glob("[0-9]*.md"))
    told = f"{sum(len(chapter_text(path)) for path in chapters):,} characters"
    verdicts.check("pdf of a large book: no character of the chapters lost", lost(pdf, chapters, first), told)
    verdicts.check("pdf of a large book: no forbidden mark at a line's end", line_faults(pdf, first), f"{pdf.count - first} pages")
    verdicts.check("pdf of a large book: no headline alone at the foot of a page", lone_faults(pdf, markup, first))
    for name, there, command in engines(folder, book):
        with looking(verdicts, f"pdf of a large book: {name}"):
            if not there.exists():
                verdicts.skip(f"pdf of a large book: {name}", "it is not in .tools: tests/run --full installs it")
                continue
            other = run(command, folder=folder / "bundle", env=environment(HOME=str(folder)), timeout=3000)
            if not (folder / f"{name.lower()}.pdf").exists():
                raise RuntimeError(f"{name} ended with {other}")
            told = f"{other.wall:.1f} s, {other.wall / ran.wall:.1f} times as long as offprint"
            slow = [told] if name == "Vivliostyle" and other.wall < TIMES * ran.wall else []
            verdicts.check(f"pdf of a large book: {name}", slow, told)


judge(look)
