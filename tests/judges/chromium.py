"""The print page in Chromium, printed to PDF at A5 and A4: paper, pages, headlines, running heads and page numbers.

And the page as a file: one file, no script, nothing fetched from anywhere.
"""

from judging import copy, judge, looking, offprint, only, program, run, sample
from judging.printed import PAPER, look_at_pdf, page_faults, set_trim


def print_to_pdf(chromium, page, pdf):
    """Prints as a reader's browser does, with nothing but the page."""
    profile = pdf.with_suffix(".profile")
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}", "--no-pdf-header-footer",
        f"--print-to-pdf={pdf}", page.as_uri(),
    ]
    ran = run(command, timeout=120)
    if not pdf.exists():
        raise RuntimeError(f"Chromium made no PDF: {ran}")


def look(verdicts, folder):
    chromium = program("OFFPRINT_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    program(None, "pdfinfo")
    program(None, "pdftotext")
    for paper in PAPER:
        with looking(verdicts, f"print the sample on {paper}"):
            book = copy(sample(), folder / paper)
            settings = book / "book.toml"
            set_trim(settings, paper)
            offprint("build", book, "--only", "print")
            page = only(book / "dist", "*-print.html")
            text = page.read_text("utf-8")
            verdicts.check(f"{paper}: one file, no scripts, links that work", page_faults(text))
            pdf = folder / f"{paper}.pdf"
            print_to_pdf(chromium, page, pdf)
            look_at_pdf(verdicts, paper, pdf, text, len(list((book / "src").rglob("[0-9]*.md"))))


judge(look)
