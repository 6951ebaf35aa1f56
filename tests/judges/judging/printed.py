"""The print page as a file, and the PDF made of it: what the judges of printing look at."""

import html.parser
import re

from judging import run
from judging.texts import squeeze

PAPER = {"A5": (148, 210), "A4": (210, 297)}  # millimetres
MARGIN = 14.0  # millimetres at the head and foot of a page in which running heads and page numbers are looked for


class Page(html.parser.HTMLParser):
    """What a print page holds that matters here."""

    def __init__(self):
        super().__init__()
        self.faults, self.ids, self.fragments = [], [], []
        self.headlines, self._open = [], None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("script", "iframe", "object", "embed", "base"):
            self.faults.append(f"<{tag}> in the page")
        for key, value in attributes.items():
            if key.startswith("on"):
                self.faults.append(f"{key} on <{tag}>")
            if key in ("src", "srcset", "poster", "data") and not (value or "").startswith("data:"):
                self.faults.append(f"<{tag} {key}={value}> is not in the page")
        if tag == "link" and attributes.get("href"):
            self.faults.append(f"<link href={attributes['href']}> is not in the page")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and (attributes.get("href") or "").startswith("#"):
            self.fragments.append(attributes["href"][1:])
        if tag in ("h1", "h2"):
            self._open = (tag, "")
        elif tag == "br" and self._open:
            self._open = (self._open[0], self._open[1] + " ")

    def handle_endtag(self, tag):
        if self._open and tag == self._open[0]:
            self.headlines.append(self._open[1].strip())
            self._open = None

    def handle_data(self, data):
        if self._open:
            self._open = (self._open[0], self._open[1] + data)


def page_faults(text):
    """What keeps the page from being one file that works anywhere."""
    page = Page()
    page.feed(text)
    yield from page.faults
    for style in re.findall(r"<style[^>]*>(.*?)</style>", text, re.S):
        if "@import" in style:
            yield "@import in the style sheet"
        for url in re.findall(r"""url\(\s*["']?([^"')]+)""", style):
            if not url.startswith(("data:", "#")):
                yield f"url({url}) in the style sheet"
    for name in sorted({name for name in page.ids if page.ids.count(name) > 1}):
        yield f"the id {name} stands twice"
    for name in sorted(set(page.fragments) - set(page.ids)):
        yield f"a link to #{name}, which is not there"


def set_trim(settings, paper):
    """Sets `[print] trim` in a book.toml."""
    lines = [line for line in settings.read_text("utf-8").splitlines() if not re.match(r"\s*trim\s*=", line)]
    at = next((i for i, line in enumerate(lines) if line.strip() == "[print]"), None)
    if at is None:
        lines += ["", "[print]"]
        at = len(lines) - 1
    lines.insert(at + 1, f'trim = "{paper}"')
    settings.write_text("\n".join(lines) + "\n", "utf-8")


def sizes(pdf):
    """Each page's width and height in points."""
    said = run(["pdfinfo", "-f", "1", "-l", "9999", pdf]).said
    return [tuple(map(float, size)) for size in re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", said, re.M)]


def text_of(pdf, number=None, box=None):
    """A page's text, or what stands in a box of it: x, y, width and height in points."""
    command = ["pdftotext", "-layout"]
    if number:
        command += ["-f", str(number), "-l", str(number)]
    if box:
        command += [word for key, value in zip(("-x", "-y", "-W", "-H"), box) for word in (key, str(round(value)))]
    return run([*command, pdf, "-"]).said


def paper_faults(found, paper):
    wanted = tuple(millimetres * 72 / 25.4 for millimetres in PAPER[paper])
    for number, size in enumerate(found, 1):
        if any(abs(a - b) > 1.5 for a, b in zip(size, wanted)):
            yield f"page {number} is {size[0]} x {size[1]} pt instead of {wanted[0]:.0f} x {wanted[1]:.0f}"


def parts(pdf, found):
    """For each page what stands in its head margin, between the margins, and in its foot margin."""
    deep = MARGIN * 72 / 25.4
    for number, (width, height) in enumerate(found, 1):
        boxes = [(0, 0, width, deep), (0, deep, width, height - 2 * deep), (0, height - deep, width, deep)]
        yield number, [squeeze(text_of(pdf, number, box)) for box in boxes]


def look_at_pdf(verdicts, paper, pdf, html_text, articles, engine=""):
    """Says what a printed PDF holds: `articles` is how many it has to hold."""
    name = f"{engine}{paper}"
    found = sizes(pdf)
    verdicts.check(f"{name}: the paper's size on every page", paper_faults(found, paper), f"{len(found)} pages")
    verdicts.check(
        f"{name}: more pages than articles",
        [] if len(found) > articles else [f"{len(found)} pages for {articles} articles"],
    )
    whole = squeeze(text_of(pdf))
    page = Page()
    page.feed(html_text)
    missing = [headline for headline in page.headlines if squeeze(headline) not in whole]
    verdicts.check(f"{name}: every headline in the PDF", missing, f"{len(page.headlines)} headlines")
    known = {squeeze(headline) for headline in page.headlines} - {""}
    numbered, headed, running = [], [], []
    for number, (head, middle, foot) in parts(pdf, found):
        if re.search(r"\d", head + foot):
            numbered.append(number)
        if not any(headline in middle for headline in known):
            running.append(number)
            plain = re.sub(r"\d+$|^\d+", "", head)
            if plain and any(plain in headline or headline in plain for headline in known):
                headed.append(number)
    # the title page, the imprint, the contents, the colophon and pages that only name a part may go without a number
    bare = 4 + html_text.count('<div class="part-page')
    verdicts.check(
        f"{name}: page numbers",
        [] if len(numbered) >= len(found) - bare and numbered else [f"only on pages {numbered} of {len(found)}"],
        f"{len(numbered)} of {len(found)} pages",
    )
    # pages on which no article begins: all but the title page and the imprint have its headline at their head
    verdicts.check(
        f"{name}: running heads",
        [] if len(headed) >= len(running) - 3 and headed else [f"only on pages {headed} of {running}"],
        f"{len(headed)} of {len(running)} pages on which nothing begins",
    )
