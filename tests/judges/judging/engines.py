"""What engines that know page references and footnotes make of the bundle with its layer `styles/engines.css`."""

import html.parser
import re
import zipfile

from judging import copy, offprint, only, run, sample
from judging.printed import sizes, text_of
from judging.texts import squeeze

NOTE = "这一条注要落到版心的底部，不留在文章的末尾。"


class Contents(html.parser.HTMLParser):
    """The headlines of the contents, in order."""

    def __init__(self):
        super().__init__()
        self.headlines, self._in, self._open = [], False, False

    def handle_starttag(self, tag, attributes):
        name = dict(attributes).get("class") or ""
        self._in = self._in or tag == "nav" and "contents" in name
        if self._in and name == "headline":
            self._open = True
            self.headlines.append("")

    def handle_endtag(self, tag):
        self._open = self._open and tag != "span"
        self._in = self._in and tag != "nav"

    def handle_data(self, data):
        if self._open:
            self.headlines[-1] += data


def bundle(folder):
    """The sample with a note of ours in its longest article, built and unpacked: the folder of index.html."""
    book = copy(sample(), folder / "book")
    longest = max((book / "src").glob("0*.md"), key=lambda path: path.stat().st_size)
    paragraphs = longest.read_text("utf-8").split("\n\n")
    plain = next(i for i, text in enumerate(paragraphs) if i > 2 and text.endswith("。"))
    paragraphs[plain] += "[^ours]"
    longest.write_text("\n\n".join(paragraphs).rstrip() + f"\n\n[^ours]: {NOTE}\n", "utf-8")
    offprint("build", book, "--only", "print")
    with zipfile.ZipFile(only(book / "dist", "*-print.zip")) as archive:
        archive.extractall(folder / "bundle")
    return folder / "bundle"


def look_at_layer(verdicts, engine, folder, pdf):
    """The contents' numbers, the parts' sides and the note's place in what an engine made of the bundle."""
    # without the foot margin, whose page number would join the last line's
    found = enumerate(sizes(pdf), 1)
    pages = [squeeze(text_of(pdf, number, (0, 0, width, height - 40))) for number, (width, height) in found]
    contents = Contents()
    page = (folder / "index.html").read_text("utf-8")
    contents.feed(page)
    wrong = []
    for headline in contents.headlines:
        words = squeeze(headline)
        where = [number for number, text in enumerate(pages, 1) if words in text]
        listed = next((text for text in pages[2:4] if words in text), "")
        number = re.search(re.escape(words) + r"[.．…·\s]*(\d+)", listed)
        opened = [n for n in where if n > 4 and words in pages[n - 1][:400]]
        if number is None or int(number[1]) not in opened:
            wrong.append(f"{headline}: {number and number[1]}, but it stands on {where}")
    verdicts.check(f"{engine}: contents with true page numbers", wrong, f"{len(contents.headlines)} entries")
    parts = [squeeze(name) for name in re.findall(r'part-page recto"[^>]*>\s*<p class="part">(.*?)</p>', page)]
    parts = [squeeze(re.sub("<[^>]*>", "", part)) for part in parts]
    left = [
        f"{part} on page {n}" for part in parts for n, text in enumerate(pages, 1)
        if n > 4 and text.startswith(part) and n % 2 == 0
    ]
    verdicts.check(f"{engine}: parts open on the right", left, f"{len(parts)} parts")
    words = squeeze(NOTE)
    at = [text for text in pages if words in text]
    found = [] if len(at) == 1 and len(at[0].split(words)[1]) < 60 and len(at[0].split(words)[0]) > 200 else [f"it stands on {len(at)} pages"]
    verdicts.check(f"{engine}: a note at the foot of its page", found)
