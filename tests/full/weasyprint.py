"""WeasyPrint prints the sample's print page: a second engine, without a browser, finds paper, headlines and numbers."""

from judging import TOOLS, Missing, copy, judge, looking, offprint, only, run, sample
from judging.engines import bundle, look_at_layer
from judging.printed import look_at_pdf, set_trim


def look(verdicts, folder):
    program = TOOLS / "python" / "bin" / "weasyprint"
    if not program.exists():
        raise Missing("WeasyPrint is not in .tools: tests/run --full installs it")
    with looking(verdicts, "WeasyPrint sample"):
        book = copy(sample(), folder / "sample")
        set_trim(book / "book.toml", "A5")
        offprint("build", book, "--only", "print")
        page, pdf = only(book / "dist", "*-print.html"), folder / "weasyprint.pdf"
        ran = run([program, page, pdf], timeout=600)
        if not pdf.exists():
            raise RuntimeError(f"WeasyPrint ended with {ran}")
        chapters = len(list((book / "src").rglob("[0-9]*.md")))
        look_at_pdf(verdicts, "A5", pdf, page.read_text("utf-8"), chapters, engine="WeasyPrint ")
    with looking(verdicts, "WeasyPrint with styles/engines.css"):
        made = bundle(folder / "layer")
        pdf = folder / "layer.pdf"
        run([program, "-s", made / "styles" / "engines.css", made / "index.html", pdf], timeout=600)
        look_at_layer(verdicts, "WeasyPrint", made, pdf)


judge(look)
