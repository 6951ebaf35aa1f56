"""calibre reads the EPUBs: turned into EPUB and into plain text without an error, and not a paragraph is lost."""

from judging import FIXTURES, copy, judge, looking, offprint, only, program, run, sample
from judging.texts import articles, blocks, squeeze


def convert(converter, epub, target):
    ran = run([converter, epub, target], timeout=600)
    if ran.status != 0 or not target.exists():
        raise RuntimeError(f"ebook-convert to {target.suffix} ended with {ran}")
    return target


def look(verdicts, folder):
    converter = program(None, "ebook-convert")
    for name, source in (("sample", sample()), ("kitchen-sink", FIXTURES / "kitchen-sink")):
        with looking(verdicts, f"calibre {name}"):
            book = copy(source, folder / name)
            offprint("build", book)
            epub = only(book, "*.epub")
            convert(converter, epub, folder / f"{name}-again.epub")
            verdicts.ok(f"calibre {name} to EPUB")
            text = squeeze(convert(converter, epub, folder / f"{name}.txt").read_text("utf-8"))
            wanted = [block for _, markup in articles(epub) for block in blocks(markup, "p", "h1", "h2")]
            if not wanted:
                raise RuntimeError("the EPUB has no paragraphs to compare")
            lost = [block[:60] for block in wanted if block not in text]
            verdicts.check(f"calibre {name} to text", lost, f"{len(wanted)} paragraphs and headings")


judge(look)
