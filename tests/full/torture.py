"""Bad luck: pages and chapters torn at random. Nothing may crash, lose a character, or make an EPUB that is not XML.

The damage is drawn by a generator that always gives the same sequence, so a failure can be met again: its number is
in the message, and `OFFPRINT_TORTURE=NUMBER tests/run torture` repeats that case alone.
"""

import os
import re
import sys
import xml.parsers.expat
import zipfile

from judging import FIXTURES, ROOT, copy, judge, looking, offprint, only, sample, shared

sys.path.insert(0, str(ROOT / "benches" / "compare"))
from articles import Dice

PAGES, CHAPTERS = 240, 120
SCRAPS = [
    "# ", "##", "###### ", "\n\n\n\n", "\r\n", "  \n", "“", "”", "（", "）", "(", ")", "□", "——", "……", "。", ",", ":", "记者/",
    "讯(", "（下转第3版）", "（上接第1版）", "![", "](", "](x.png)", "<b>", "</p>", "<!--", "-->", "&", "&#x0;", "&#xD800;", "*", "**", "_",
    "`", "```\n", "~~~", "[^1]", "[^1]: ", "|", "|--|", "---\n", "===\n", "    ", "\t", "> ", "- ", "1. ", "　", "\u00a0", "\u200b", "\u00ad",
    "\ufeff", "\ufffe", "\u202e", "\u2028", "\x0c", "\x0b", "\x1b[31m", "\x7f", "\x00", "é", "e\u0301", "𠮷", "🀄", "مرحبا", "ﬁ", "⼀",
    "第" * 3000, "a" * 5000, "(" * 400, "> " * 300, "[" * 400, "*" * 301, "「" * 200,
]


def chosen(count):
    asked = os.environ.get("OFFPRINT_TORTURE")
    return [int(asked)] if asked else range(count)


def tear(text, dice):
    """Text with a few scraps put in, stretches taken out, doubled or moved."""
    for _ in range(1 + dice.below(12)):
        at, end = sorted((dice.below(len(text) + 1), dice.below(len(text) + 1)))
        end = min(end, at + 1 + dice.below(400))
        what = dice.below(6)
        if what == 0:
            text = text[:at] + text[end:]
        elif what == 1:
            text = text[:end] + text[at:end] + text[end:]
        elif what == 2:
            text = text[:at] + text[end:] + text[at:end]
        else:
            text = text[:at] + dice.of(SCRAPS) + text[at:]
    return text


def crashed(ran):
    if ran.status not in (0, 1, 2) or "panicked" in ran.said:
        yield f"status {ran.status}: {ran.said.strip()[-400:]}"


def unaccounted(ran):
    """After an import that succeeded, the characters said to be accounted for have to be all."""
    for used, whole in re.findall(r"([\d,]+) of ([\d,]+) characters", ran.said):
        if used != whole:
            yield f"{used} of {whole} characters accounted for"
    if ran.status in (0, 1) and " characters" not in ran.said:
        yield "the import does not say that characters are accounted for"


def malformed(epub):
    """Documents of an EPUB that are not well-formed XML."""
    with zipfile.ZipFile(epub) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                try:
                    xml.parsers.expat.ParserCreate().Parse(archive.read(name), True)
                except xml.parsers.expat.ExpatError as error:
                    yield f"{name} is not well-formed: {error}"


def torn_pages(folder):
    sources = sorted(sample("pages").glob("*"))
    if shared():
        sources += sorted(shared("pages", "dev").rglob("*.txt"))
    texts = [path.read_text("utf-8", "replace") for path in sources if path.is_file()]
    for number in chosen(PAGES):
        dice = Dice(number + 1)
        page, book = folder / f"torn{number}.txt", folder / f"torn{number}"
        data = tear(dice.of(texts), dice).encode("utf-8", "surrogatepass")
        if dice.below(8) == 0:
            at = dice.below(len(data) + 1)
            data = data[:at] + bytes(dice.below(256) for _ in range(dice.below(9))) + data[at:]
        page.write_bytes(data)
        ran = offprint("build", page, "-o", book, statuses=None, timeout=60)
        faults = [*crashed(ran), *unaccounted(ran)]
        if ran.status in (0, 1):
            faults += [fault for epub in book.rglob("*.epub") for fault in malformed(epub)]
        elif book.exists() and any(path.is_file() for path in book.rglob("*")):
            faults.append("status 2, but something was written")
        yield from (f"page {number}: {fault}" for fault in faults)


def torn_chapters(folder):
    names = sorted(path.relative_to(FIXTURES) for path in (FIXTURES / "kitchen-sink" / "src").rglob("*.md"))
    for number in chosen(CHAPTERS):
        dice = Dice(number + 1_000_001)
        book = copy(FIXTURES / "kitchen-sink", folder / f"book{number}")
        chapter = book / dice.of([name for name in names if name.name != "SUMMARY.md"]).relative_to("kitchen-sink")
        chapter.write_bytes(tear(chapter.read_text("utf-8"), dice).encode("utf-8", "surrogatepass"))
        ran = offprint("build", book, statuses=None, timeout=60)
        faults = list(crashed(ran))
        if ran.status in (0, 1):
            faults += malformed(only(book, "*.epub"))
        yield from (f"chapter {number}, {chapter.name}: {fault}" for fault in faults)


def every_shared_page(folder):
    for page in sorted(shared("pages").rglob("*.txt")):
        ran = offprint("import", page, "-o", folder / "every" / page.parent.name / page.stem, statuses=None, timeout=120)
        for fault in [*crashed(ran), *unaccounted(ran)] + ([f"status 2: {ran.said}"] if ran.status == 2 else []):
            yield f"{page.parent.name}/{page.name}: {fault}"


def look(verdicts, folder):
    with looking(verdicts, "torn pages"):
        verdicts.check("torn pages", torn_pages(folder), f"{len(chosen(PAGES))} pages")
    with looking(verdicts, "torn chapters"):
        verdicts.check("torn chapters", torn_chapters(folder), f"{len(chosen(CHAPTERS))} books")
    if shared() is None:
        verdicts.skip("every shared page", "../shared is not here")
    elif not os.environ.get("OFFPRINT_TORTURE"):
        with looking(verdicts, "every shared page"):
            verdicts.check("every shared page", every_shared_page(folder))


judge(look)
