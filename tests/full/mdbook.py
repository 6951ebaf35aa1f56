"""mdBook builds the sample: its SUMMARY.md and chapters are an mdBook too.

mdBook 0.5 refuses keys it does not know in `[book]`, ours (`date`, `slug` and more) among them; what it knows is given
to it alone. `[book]`'s keys are otherwise read the same by both.
"""

import re

from judging import copy, judge, looking, program, run, sample
from judging.texts import blocks, squeeze


KNOWN = ("title", "authors", "description", "language", "src", "text-direction")


def keep_known(settings):
    """Leaves in a book.toml what mdBook knows of its `[book]`."""
    kept, table = ["[book]"], ""
    for line in settings.read_text("utf-8").splitlines():
        table = line.strip() if line.startswith("[") else table
        if table == "[book]" and re.match(rf"({'|'.join(KNOWN)})\s*=", line):
            kept.append(line)
    settings.write_text("\n".join(kept) + "\n", "utf-8")


def look(verdicts, folder):
    mdbook = program(None, "mdbook")
    with looking(verdicts, "mdBook sample"):
        book = copy(sample(), folder / "sample")
        keep_known(book / "book.toml")
        ran = run([mdbook, "build", "--dest-dir", folder / "html", book], timeout=300)
        told = [line for line in ran.said.splitlines() if "ERROR" in line or "WARN" in line]
        verdicts.check("mdBook builds the sample", told + ([str(ran)] if ran.status else []))
        missing = []
        chapters = sorted((book / "src").glob("[0-9]*.md"))
        for chapter in chapters:
            page = folder / "html" / (chapter.stem + ".html")
            headline = next((line[2:] for line in chapter.read_text("utf-8").splitlines() if line.startswith("# ")), "")
            if not page.exists():
                missing.append(f"{chapter.name} has no page")
            elif squeeze(headline) not in "".join(blocks(page.read_text("utf-8"))):
                missing.append(f"{page.name} does not show its headline")
        verdicts.check("mdBook shows every chapter", missing, f"{len(chapters)} chapters")


judge(look)
