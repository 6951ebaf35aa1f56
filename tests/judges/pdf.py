"""`build --pdf` of the sample: what stands on the pages, and what the file says of itself.

The words are compared with the print page character by character, the numbers of the contents with the numbers on the
pages, lines with the rules for their ends.
"""

import re

from judging import copy, differences, environment, judge, looking, offprint, only, program, run, sample
from judging.pdf import Markup, Pdf, contents_faults, edge_faults, line_faults, lone_faults, text_faults


def file_faults(pdf):
    """What the file ought to say of itself and does not."""
    for name, wanted in (("Title", "字里行间报：创刊号"), ("Tagged", "yes"), ("JavaScript", "no"), ("Metadata Stream", "yes")):
        if pdf.field(name) != wanted:
            yield f"{name} is {pdf.field(name)} instead of {wanted}"
    if "offprint" not in (pdf.field("Creator") or ""):
        yield f"made by {pdf.field('Creator')}"
    if "2026" not in (pdf.field("CreationDate") or "") or "00:00:00" not in pdf.field("CreationDate"):
        yield f"made on {pdf.field('CreationDate')} instead of the book's day"
    boxes = run(["pdfinfo", "-box", pdf.path]).said
    if not re.search(r"^TrimBox:", boxes, re.M):
        yield "no trim box"


def page_faults(pdf, first):
    """Pages of the text without a number, or whose number is not one more than the last."""
    last = 0
    for page in pdf.pages[first - 1 :]:
        last += 1
        if page.folio and page.folio != str(last):
            yield f"page {page.number} bears the number {page.folio} instead of {last}"
        if not page.text and page.folio:
            yield f"page {page.number} is empty, and numbered"
    bare = [page.number for page in pdf.pages[first - 1 :] if page.text and not page.folio]
    # part pages and the last page go without
    if len(bare) > len(pdf.pages) // 3:
        yield f"pages without a number: {bare}"


def head_faults(pdf, markup, first):
    """Pages on which nothing begins and whose head names neither the book nor an article."""
    opened = {pdf.places.get(name) for name, _ in markup.articles}
    title = pdf.field("Title")
    for page in pdf.pages[first - 1 : max(opened - {None})]:
        if page.number in opened or not page.text or not page.folio:
            continue
        if page.running != title and not any(headline.startswith(page.running.rstrip("…")) for _, headline in markup.articles):
            yield f"the head of page {page.number} is {page.running!r}"
        if not page.running:
            yield f"page {page.number} has no head"


def look(verdicts, folder):
    program("OFFPRINT_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    program(None, "pdfinfo")
    program(None, "pdftotext")
    book = copy(sample(), folder / "sample")
    offprint("build", book, "--only", "print", "--pdf", env=environment(TZ="Pacific/Auckland", LC_ALL="C"))
    offprint("build", book, "--only", "print", "--pdf", "-o", folder / "again", env=environment(LC_ALL="zh_CN.UTF-8"))
    verdicts.check("pdf: printed twice, the same bytes", differences(book / "dist", folder / "again"))
    verdicts.check("pdf: nothing left beside the editions", [
        path.name for path in (book / "dist").iterdir() if path.suffix not in (".html", ".zip", ".pdf")
    ])
    with looking(verdicts, "pdf: the pages of the sample"):
        pdf = Pdf(only(book / "dist", "*.pdf"))
        markup = Markup(only(book / "dist", "*-print.html").read_text("utf-8"))
        first = pdf.places.get("text")
        if not first:
            raise RuntimeError("the text has no place in the PDF")
        verdicts.check("pdf: what the file says of itself", file_faults(pdf))
        told = f"{len(markup.text):,} characters"
        verdicts.check("pdf: the words of the chapters, in order", text_faults(pdf, markup, first), told)
        told = f"{len(markup.articles)} entries"
        verdicts.check("pdf: contents and pages have the same numbers", contents_faults(pdf, markup, first), told)
        verdicts.check("pdf: page numbers", page_faults(pdf, first), f"{pdf.count} pages")
        verdicts.check("pdf: running heads", head_faults(pdf, markup, first))
        verdicts.check("pdf: no forbidden mark at a line's end", line_faults(pdf, first))
        verdicts.check("pdf: no headline alone at the foot of a page", lone_faults(pdf, markup, first))
        verdicts.check("pdf: nothing stands out of its lines", edge_faults(pdf, first))
    with looking(verdicts, "pdf: a browser that is not there"):
        missing = environment(OFFPRINT_CHROMIUM="no-such-browser")
        ran = offprint("build", book, "--pdf", "-o", folder / "none", env=missing, statuses=None)
        faults = [f"status {ran.status} instead of 2"] if ran.status != 2 else []
        if "pdf/no-browser" not in ran.said or "OFFPRINT_CHROMIUM" not in ran.said:
            faults.append(f"said: {ran.said}")
        if (folder / "none").exists():
            faults.append("something was written")
        verdicts.check("pdf: a browser that is not there is said clearly", faults)


judge(look)
