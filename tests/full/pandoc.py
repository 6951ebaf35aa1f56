"""pandoc 3.9 reads the chapters: another program finds the same words in them as stand in our EPUB.

This is what shows that chapters are plain Markdown, and that bold beside Chinese punctuation is bold for everyone.
"""

import re

from judging import TOOLS, Missing, copy, judge, looking, offprint, only, run, sample, shared
from judging.texts import articles, blocks


def look(verdicts, folder):
    found = sorted((TOOLS / "python").glob("lib/python*/site-packages/pypandoc/files/pandoc"))
    if not found:
        raise Missing("pandoc is not in .tools: tests/run --full installs it")
    books = {"sample": sample(), "founding-page": shared("pages", "jianghai", "page.txt")}
    for name, source in books.items():
        if source is None:
            verdicts.skip(f"pandoc {name}", "../shared is not here")
            continue
        with looking(verdicts, f"pandoc {name}"):
            book = folder / name
            if source.is_dir():
                offprint("build", copy(source, book))
            else:
                offprint("build", source, "-o", book)
            compare(verdicts, name, found[0], book)


def compare(verdicts, name, pandoc, book):
    """The paragraphs and subheads of each chapter, as pandoc reads them, against those of the EPUB."""
    chapters = sorted((book / "src").glob("[0-9]*.md"))
    read = ""
    for chapter in chapters:
        ran = run([pandoc, "--from=commonmark_x-smart", "--to=html", "--wrap=none", chapter])
        if ran.status != 0:
            raise RuntimeError(f"pandoc on {chapter.name} ended with {ran}")
        read += "\n".join(blocks(ran.said)) + "\n"
    lost, count = [], 0
    for document, markup in articles(only(book, "*.epub")):
        body = markup.split("</header>", 1)[-1].split("doc-footnote", 1)[0].split("doc-endnotes", 1)[0]
        # drawn from front matter, or from a picture's mark: words of the EPUB alone
        body = re.sub(r'<p class="source">.*?</p>|<figure.*?</figure>|<span class="dateline">.*?</span>', "", body, flags=re.S)
        for block in blocks(body, "p", "h2", "h3"):
            count += 1
            if block not in read:
                lost.append(f"{document}: {block[:70]}")
    if not count:
        raise RuntimeError("the EPUB has no paragraphs to compare")
    verdicts.check(f"pandoc {name}", lost, f"{count} blocks of {len(chapters)} chapters")


judge(look)
