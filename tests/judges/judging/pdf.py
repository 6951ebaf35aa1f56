"""A PDF as poppler reads it: pages, their lines and where these stand, running heads and page numbers."""

import copy
import html.parser
import re
import xml.etree.ElementTree as tree

from judging import run

XHTML = "{http://www.w3.org/1999/xhtml}"
ZONE = 16 * 72 / 25.4  # points at the head and foot of a page in which running heads and page numbers stand

# CLREQ, prohibition rules for line start and line end, and what English shares of them
NOT_FIRST = "、，。：；！？”’」』）》〉】〕…—～·％,.:;!?)]}%"
NOT_LAST = "“‘「『（《〈【〔([{"


def plain(text):
    """Text without spaces, and nothing else changed: radicals are no characters here."""
    return re.sub(r"[\s\u200b\u00ad\ufeff]+", "", text)


class Line:
    """A line of a page: its text, and its left and right end and its middle in points."""

    def __init__(self, element):
        words = [word.text or "" for word in element.iter(XHTML + "word")]
        self.text = " ".join(words)
        self.left, self.right = float(element.get("xMin")), float(element.get("xMax"))
        self.middle = (float(element.get("yMin")) + float(element.get("yMax"))) / 2


class Page:
    """A page: what stands in its head, its body and its foot."""

    def __init__(self, number, element, raw):
        self.number = number
        self.width, self.height = float(element.get("width")), float(element.get("height"))
        lines = [Line(line) for line in element.iter(XHTML + "line")]
        lines.sort(key=lambda line: (line.middle, line.left))
        self.head = [line for line in lines if line.middle < ZONE]
        self.foot = [line for line in lines if line.middle > self.height - ZONE]
        self.body = [line for line in lines if ZONE <= line.middle <= self.height - ZONE]
        self.folio = plain("".join(line.text for line in self.foot))
        self.running = plain("".join(line.text for line in self.head))
        # the order in which the page was written; what stands in the margins comes first
        self.lines = [plain(line) for line in raw.splitlines() if plain(line)]
        # the number of a note stands by itself; poppler leaves out some of those that are raised
        self.lines = [line for line in self.lines if not re.fullmatch(r"\d{1,2}", line)]
        for margin in self.head + self.foot:
            if plain(margin.text) in self.lines:
                self.lines.remove(plain(margin.text))
        self.text = "".join(self.lines)
        self.rows = [plain(row.text) for row in rows(self.body)]


def rows(lines, gap=14.0):
    """The lines as they are set: what poppler parted on one height, nearer than `gap` points, is one."""
    out = []
    for line in lines:
        last = out[-1] if out else None
        if last and abs(line.middle - last.middle) < 3 and line.left - last.right < gap:
            last.text, last.right = last.text + line.text, max(line.right, last.right)
        else:
            out.append(copy.copy(line))
    return out


class Pdf:
    """A whole PDF."""

    def __init__(self, path):
        self.path = path
        self.said = run(["pdfinfo", path]).said
        self.count = int(re.search(r"^Pages: +(\d+)", self.said, re.M)[1])
        boxes = run(["pdftotext", "-bbox-layout", path, "-"], timeout=900).said
        # control characters of a title are not XML
        boxes = tree.fromstring(re.sub(r"[\x00-\x08\x0b-\x1f]", "", boxes[boxes.index("<html") :]))
        raw = run(["pdftotext", "-raw", path, "-"], timeout=900).said.split("\f")
        elements = boxes.iter(XHTML + "page")
        self.pages = [Page(number, page, text) for number, (page, text) in enumerate(zip(elements, raw), 1)]
        found = run(["pdfinfo", "-dests", path]).said
        self.places = {name: int(page) for page, name in re.findall(r'^ +(\d+) \[.*?\] "(.*)"$', found, re.M)}

    def field(self, name):
        """What the file says of itself under this name."""
        found = re.search(rf"^{name}: +(.*)$", self.said, re.M)
        return found[1].strip() if found else None


class Markup(html.parser.HTMLParser):
    """What a print page holds: the ids and headlines of its articles, and the text that is printed of it."""

    UNSEEN = {"up", "blank", "skip", "leader", "noteref"}
    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, markup):
        super().__init__()
        self.articles, self.subheads, self.text = [], [], ""
        self._main, self._open, self._sheet = False, [], None
        self._headline = self._hidden = None
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = set((attributes.get("class") or "").split())
        if tag in self.VOID:
            return
        self._open.append(tag)
        if tag == "main":
            self._main = True
        if "sheet" in classes:
            self._sheet = attributes["id"]
        if self._hidden is None and (classes & self.UNSEEN or tag in ("style", "script", "annotation")):
            self._hidden = len(self._open)
        if self._main and tag in ("h2", "h3", "h4") and self._hidden is None:
            self._headline = (len(self._open), tag, "")

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if self._headline and len(self._open) == self._headline[0]:
            _, level, words = self._headline
            if level == "h2" and self._sheet:
                self.articles.append((self._sheet, plain(words)))
            else:
                self.subheads.append(plain(words))
            self._headline = None
        if self._hidden == len(self._open):
            self._hidden = None
        if tag == "main":
            self._main = False
        self._open.pop()

    def handle_data(self, data):
        if self._hidden is not None or not self._main:
            return
        self.text += plain(data)
        if self._headline:
            depth, level, words = self._headline
            self._headline = (depth, level, words + data)


# what a style sheet draws beside the words, and what a browser writes where it breaks a word
DRAWN = "▲△•◦▪‣\u2010"


def text_faults(pdf, markup, first):
    """Where the words on paper, from page `first` on, part from those of the page, character by character."""
    wanted = undrawn(markup.text)
    found = undrawn("".join(page.text for page in pdf.pages[first - 1 :]))
    at = next((i for i, (a, b) in enumerate(zip(wanted, found)) if a != b), min(len(wanted), len(found)))
    if at < len(wanted):
        yield f"at character {at} of {len(wanted)}: {wanted[max(0, at - 20) : at + 20]!r}, on paper {found[max(0, at - 20) : at + 20]!r}"


def undrawn(text):
    for label in ("【图】", "[Photo]"):
        text = text.replace(label, "")
    return "".join(character for character in text if character not in DRAWN)


def contents_faults(pdf, markup, first):
    """Entries of the contents whose number is not the one on the page where the headline stands."""
    contents = "".join(page.text for page in pdf.pages[: first - 1])
    contents = re.sub(r"[.·…⋯‥．]{3,}", "", contents)
    at = 0
    for name, headline in markup.articles:
        page = pdf.places.get(name)
        if page is None:
            yield f"no page is known of {name}"
            continue
        if headline not in pdf.pages[page - 1].text:
            yield f"{headline} does not stand on page {page}"
        folio = folio_of(pdf, page)
        entry = contents.find(headline, at)
        if entry < 0:
            yield f"{headline} is not in the contents"
            continue
        at = entry + len(headline)
        written = re.match(r"\d*", contents[at:])[0]
        if written != folio:
            yield f"{headline}: {written or 'no number'} in the contents, {folio or 'no number'} on its page"


def folio_of(pdf, number):
    """The number of a page, counted on from the page before where it is not printed."""
    page = pdf.pages[number - 1]
    if page.folio or number == 1:
        return page.folio
    before = folio_of(pdf, number - 1)
    return str(int(before) + 1) if before.isdigit() else "1"


def line_faults(pdf, first):
    """Lines that begin or end with a mark that may not stand there."""
    for page in pdf.pages[first - 1 :]:
        for line in filter(None, page.rows):
            if line[0] in NOT_FIRST and not line.startswith("……") and len(line) > 1:
                yield f"page {page.number} begins a line with {line[0]}: {line[:20]}"
            if line[-1] in NOT_LAST:
                yield f"page {page.number} ends a line with {line[-1]}: {line[-20:]}"


def lone_faults(pdf, markup, first):
    """Pages that end with a headline or subhead whose text begins on the next one."""
    heads = {text for text in markup.subheads if text} | {text for _, text in markup.articles if text}
    for page, after in zip(pdf.pages[first - 1 :], pdf.pages[first:]):
        # a part's own page lists headlines, and bears no number
        if page.folio and page.lines and page.lines[-1] in heads and after.lines:
            yield f"page {page.number} ends with {page.lines[-1]}"


def edge_faults(pdf, first, slack=2.0):
    """Lines that stand out of the lines of most pages, to the left or to the right."""
    for parity in (0, 1):
        pages = [page for page in pdf.pages[first - 1 :] if page.number % 2 == parity]
        ends = sorted(line.right for page in pages for line in page.body if len(plain(line.text)) > 15)
        starts = sorted(line.left for page in pages for line in page.body if len(plain(line.text)) > 15)
        if not ends:
            continue
        left, right = starts[len(starts) // 20], ends[len(ends) * 19 // 20]
        for page in pages:
            for line in rows(page.body):
                # half of a mark at a line's end is air, which stands out of it
                before = slack + (12 if line.text[0] in NOT_LAST else 0)
                after = slack + (6 if line.text[-1] in NOT_FIRST else 0)
                if line.left < left - before or line.right > right + after:
                    yield f"page {page.number}: {line.left:.0f}–{line.right:.0f} pt beside {left:.0f}–{right:.0f}: {line.text[:20]}"
