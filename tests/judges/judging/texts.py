"""The words of an EPUB and of HTML, without spaces, so that what different programs read can be compared."""

import html.parser
import posixpath
import re
import unicodedata
import zipfile

BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre", "figcaption", "dt", "dd", "blockquote", "div"}
UNSEEN = {"head", "script", "style", "title"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def squeeze(text):
    """Text without spaces, compatibility forms and differences of quotation marks."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub("[\u200b\u00ad\ufeff]", "", text)


class Blocks(html.parser.HTMLParser):
    """The text of each block that holds text of its own."""

    def __init__(self):
        super().__init__()
        self.blocks, self.names, self._hidden = [""], [""], 0

    def handle_starttag(self, tag, attributes):
        if tag in UNSEEN:
            self._hidden += 1
        if tag in BLOCKS:
            self._begin(tag)

    def handle_startendtag(self, tag, attributes):
        if tag not in VOID:
            self.handle_starttag(tag, attributes)
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in UNSEEN:
            self._hidden -= 1
        if tag in BLOCKS:
            self._begin("")

    def handle_data(self, data):
        if not self._hidden:
            self.blocks[-1] += data

    def _begin(self, name):
        self.blocks.append("")
        self.names.append(name)


def blocks(markup, *names):
    """The squeezed text of an HTML document's blocks, of those named, or of all."""
    reader = Blocks()
    reader.feed(markup)
    for name, block in zip(reader.names, reader.blocks):
        if (not names or name in names) and squeeze(block):
            yield squeeze(block)


def spine(epub):
    """The name and markup of each content document, in reading order."""
    with zipfile.ZipFile(epub) as archive:
        root = re.search(r'full-path="([^"]+)"', archive.read("META-INF/container.xml").decode())[1]
        package = archive.read(root).decode("utf-8")
        hrefs = {}
        for item in re.findall(r"<item\b[^>]*>", package):
            hrefs[re.search(r'\bid="([^"]+)"', item)[1]] = re.search(r'\bhref="([^"]+)"', item)[1]
        for idref in re.findall(r'<itemref\b[^>]*\bidref="([^"]+)"', package):
            name = posixpath.join(posixpath.dirname(root), hrefs[idref])
            yield name, archive.read(name).decode("utf-8")


def articles(epub):
    """The content documents that are chapters."""
    return [(name, markup) for name, markup in spine(epub) if "doc-chapter" in markup]
