"""`offprint check` on EPUBs broken in the ways that users meet most, beside EPUBCheck 5.3.0.

Each case is our own sample with one thing wrong. EPUBCheck has to find it (else the case is no case), offprint has to
find it under the same code, and takes a hundredth of the time. On whole books neither says a word.
"""

import concurrent.futures
import json
import os
import re
import sys
import time
import zipfile

from judging import FIXTURES, copy, judge, looking, offprint, only, program, run, sample

OPF, NAV, NCX, CSS = "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/css/book.css"
PAGE, CONTAINER = "EPUB/text/article-001.xhtml", "META-INF/container.xml"


class Book(dict):
    """The files of an EPUB, by path, in order; `mimetype` is written as `self.first` says."""

    first = ("mimetype", b"application/epub+zip", zipfile.ZIP_STORED, b"")

    def change(self, path, old, new, count=1):
        text = self[path].decode("utf-8")
        changed = re.sub(old, new, text, count=count, flags=re.S)
        assert changed != text, f"{path} has nothing like {old}"
        self[path] = changed.encode("utf-8")

    def write(self, target):
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            entries = [(path, data, zipfile.ZIP_DEFLATED, b"") for path, data in self.items()]
            for path, data, method, extra in ([self.first] if self.first else []) + entries:
                info = zipfile.ZipInfo(path)
                info.compress_type, info.extra = method, extra
                archive.writestr(info, data)


def text(path, old, new):
    return lambda book: book.change(path, old, new)


def body(markup):
    """Puts markup at the end of the first article."""
    return lambda book: book.change(PAGE, r"</section>\s*</body>", lambda end: markup + end[0])


def item(markup):
    """Puts an item into the manifest."""
    return lambda book: book.change(OPF, "</manifest>", markup + "</manifest>")


def css(rule):
    return lambda book: book.update({CSS: book[CSS] + b"\n" + rule.encode()})


def first(*entry):
    return lambda book: setattr(book, "first", entry or None)


def without(path):
    return lambda book: book.pop(path)


def rename(old, new):
    def step(book):
        book[new] = book.pop(old)

    return step


def both(*steps):
    def step(book):
        for one in steps:
            one(book)

    return step


def listed(path, kind, data=b"x"):
    """A file more, listed in the manifest."""
    href = path.removeprefix("EPUB/")
    return both(lambda book: book.update({path: data}), item(f'<item id="more" href="{href}" media-type="{kind}"/>'))


def picture(book):
    return next(path for path in book if re.search(r"images/(?!cover).*\.(jpg|png)$", path))


# the name of the case, EPUBCheck's code, what breaks the book
CASES = [
    ("mimetype missing", "PKG-006", first()),
    ("mimetype not first", "PKG-006", both(first(), lambda book: book.update({"mimetype": b"application/epub+zip"}))),
    ("mimetype wrong", "PKG-007", first("mimetype", b"application/zip", zipfile.ZIP_STORED, b"")),
    ("mimetype with newline", "PKG-007", first("mimetype", b"application/epub+zip\n", zipfile.ZIP_STORED, b"")),
    ("mimetype with extra field", "PKG-005", first("mimetype", b"application/epub+zip", zipfile.ZIP_STORED, b"UT\5\0\3abcd")),
    ("no container", "RSC-002", without(CONTAINER)),
    ("container not well-formed", "RSC-016", text(CONTAINER, "</rootfiles>", "")),
    ("container names no package", "RSC-003", text(CONTAINER, "application/oebps-package.xml", "text/xml")),
    ("package missing", "OPF-002", text(CONTAINER, "package.opf", "other.opf")),
    ("name with a space", "PKG-010", listed("EPUB/images/a b.css", "text/css", b"a{}")),
    ("name with a star", "PKG-009", lambda book: book.update({"EPUB/a*b.txt": b"x"})),
    ("name ends in a dot", "PKG-011", lambda book: book.update({"EPUB/ab.": b"x"})),
    ("names that differ in capitals", "OPF-060", both(listed("EPUB/css/BOOK.css", "text/css", b"a{}"))),
    ("package not well-formed", "RSC-016", text(OPF, "</metadata>", "")),
    ("package of version 4", "OPF-001", text(OPF, 'version="3.0"', 'version="4.0"')),
    ("no title", "RSC-005", text(OPF, "<dc:title.*?</dc:title>", "")),
    ("empty title", "RSC-005", text(OPF, "(<dc:title[^>]*>).*?</dc:title>", r"\1</dc:title>")),
    ("no language", "RSC-005", text(OPF, "<dc:language.*?</dc:language>", "")),
    ("language with underscore", "OPF-092", text(OPF, "<dc:language>.*?<", "<dc:language>zh_CN<")),
    ("no identifier", "RSC-005", text(OPF, "<dc:identifier.*?</dc:identifier>", "")),
    ("unique identifier leads nowhere", "OPF-030", text(OPF, 'unique-identifier=".*?"', 'unique-identifier="none"')),
    ("no modified", "RSC-005", text(OPF, '<meta property="dcterms:modified".*?</meta>', "")),
    ("modified is a day", "RSC-005", text(OPF, '(dcterms:modified">).*?<', r"\g<1>2024-01-11<")),
    ("date in Chinese", "OPF-053", text(OPF, "</metadata>", "<dc:date>2024年1月11日</dc:date></metadata>")),
    ("prefix not declared", "OPF-028", text(OPF, "</metadata>", '<meta property="foo:bar">x</meta></metadata>')),
    ("refines nothing", "RSC-005", text(OPF, "</metadata>", '<meta refines="#none" property="role">aut</meta></metadata>')),
    ("listed file missing", "RSC-001", item('<item id="gone" href="gone.css" media-type="text/css"/>')),
    ("file listed twice", "OPF-074", item('<item id="twice" href="css/book.css" media-type="text/css"/>')),
    ("id twice in the package", "RSC-005", text(OPF, r'(<item id=")[^"]*(" href="css/book.css")', r"\1ncx\2")),
    ("item without media type", "RSC-005", text(OPF, r'( href="css/book.css") media-type="text/css"', r"\1")),
    ("unknown property", "OPF-027", text(OPF, 'href="css/book.css"', 'href="css/book.css" properties="fine"')),
    ("no nav", "RSC-005", text(OPF, ' properties="nav"', "")),
    ("cover-image on a page", "OPF-012", text(OPF, 'href="text/title.xhtml"', 'href="text/title.xhtml" properties="cover-image"')),
    ("remote style sheet listed", "RSC-006", item('<item id="far" href="https://a.example/a.css" media-type="text/css"/>')),
    ("container listed", "PKG-025", item('<item id="far" href="../META-INF/container.xml" media-type="application/xml"/>')),
    ("package lists itself", "OPF-099", item('<item id="self" href="package.opf" media-type="application/oebps-package+xml"/>')),
    ("spine empty", "RSC-005", text(OPF, "<itemref.*</spine>", "</spine>")),
    ("spine names nothing", "OPF-049", text(OPF, "</spine>", '<itemref idref="none"/></spine>')),
    ("spine names a page twice", "RSC-005", text(OPF, r"(<itemref [^>]*/>)", r"\1\1")),
    ("picture in the spine", "OPF-043", both(item('<item id="z" href="z.css" media-type="text/css"/>'), lambda book: book.update({"EPUB/z.css": b"a{}"}), text(OPF, "</spine>", '<itemref idref="z"/></spine>'))),
    ("NCX of another book", "NCX-001", text(NCX, r'(name="dtb:uid" content=")', r"\1x")),
    ("NCX names a missing file", "RSC-007", text(NCX, r'src="text/article-001[^"]*"', 'src="text/none.xhtml"')),
    ("no contents in nav", "RSC-005", text(NAV, 'epub:type="toc"', 'epub:type="lot"')),
    ("nav entry without words", "RSC-005", text(NAV, r"(<a href=\"text/[^\"]*\">)[^<]*(</a>)", r"\1\2")),
    ("nav names a missing file", "RSC-007", text(NAV, r'href="text/article-001[^"]*"', 'href="text/none.xhtml"')),
    ("nav leads to a dead place", "RSC-012", text(NAV, r'href="text/article-001[^"]*"', 'href="text/article-001.xhtml#none"')),
    ("page not well-formed", "RSC-016", body("<p><b>一</p>")),
    ("named entity", "RSC-016", body("<p>一&nbsp;二</p>")),
    ("ampersand", "RSC-016", body("<p>一 & 二</p>")),
    ("older doctype", "HTM-004", text(PAGE, "<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">')),
    ("id twice in a page", "RSC-005", body('<p id="article">一</p>')),
    ("id with a space", "RSC-005", body('<p id="a b">一</p>')),
    ("link to a missing file", "RSC-007", body('<p><a href="none.xhtml">一</a></p>')),
    ("link to a dead place", "RSC-012", body('<p><a href="#none">一</a></p>')),
    ("link to a file not in the spine", "RSC-011", both(listed("EPUB/text/more.xhtml", "application/xhtml+xml", "".encode()), lambda book: book.update({"EPUB/text/more.xhtml": re.sub(rb"<body.*</body>", b"<body><p>1</p></body>", book[PAGE], flags=re.S)}), body('<p><a href="more.xhtml">一</a></p>'))),
    ("picture missing", "RSC-007", body('<p><img src="../images/none.png" alt=""/></p>')),
    ("picture not listed", "RSC-008", both(lambda book: book.update({"EPUB/images/more.png": book[picture(book)]}), body('<p><img src="../images/more.png" alt=""/></p>'))),
    ("picture on the network", "RSC-006", body('<p><img src="https://a.example/a.png" alt=""/></p>')),
    ("picture without a file", "RSC-005", body('<p><img alt=""/></p>')),
    ("picture is none", "PKG-021", lambda book: book.update({picture(book): b"no picture at all"})),
    ("picture of another type", "OPF-029", lambda book: book.update({picture(book): b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"})),
    ("element of old HTML", "RSC-005", body("<center>一</center>")),
    ("attribute of old HTML", "RSC-005", body('<p align="center">一</p>')),
    ("block among words", "RSC-005", body("<p><span><div>一</div></span></p>")),
    ("list item outside a list", "RSC-005", body("<li>一</li>")),
    ("paragraph in a list", "RSC-005", body("<ul><p>一</p></ul>")),
    ("row outside a table", "RSC-005", body("<div><tr><td>一</td></tr></div>")),
    ("link in a link", "RSC-005", body('<p><a href="#article">一<a href="#article">二</a></a></p>')),
    ("languages differ", "RSC-005", body('<p lang="en" xml:lang="fr">a</p>')),
    ("role of a chapter on article", "RSC-005", body('<article role="doc-chapter"><p>一</p></article>')),
    ("label names nothing", "RSC-005", body('<section aria-labelledby="none"><p>一</p></section>')),
    ("empty page title", "RSC-005", text(PAGE, "<title>.*?</title>", "<title></title>")),
    ("no head", "RSC-005", text(PAGE, "<head>.*?</head>", "")),
    ("not in the namespace of XHTML", "RSC-005", text(PAGE, 'xmlns="http://www.w3.org/1999/xhtml"', "")),
    ("script not declared", "OPF-014", body("<script>1</script>")),
    ("SVG not declared", "OPF-014", body('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>')),
    ("property for nothing", "OPF-015", text(OPF, 'href="text/title.xhtml"', 'href="text/title.xhtml" properties="scripted"')),
    ("page in Latin-1", "RSC-028", text(PAGE, 'encoding="UTF-8"', 'encoding="ISO-8859-1"')),
    ("style sheet missing", "RSC-007", text(PAGE, r'href="\.\./css/book.css"', 'href="../css/none.css"')),
    ("direction in CSS", "CSS-001", css("p{direction:rtl}")),
    ("margin boxes in CSS", "CSS-008", css('@page{margin:1em;@top-center{content:"a"}}')),
    ("CSS not closed", "CSS-008", css("p{color:red}}")),
    ("font missing in CSS", "RSC-007", css("@font-face{font-family:a;src:url(none.otf)}")),
    ("file of somebody's machine", "RSC-030", body('<p><a href="file:///C:/a.html">一</a></p>')),
    ("path out of the book", "RSC-026", body('<p><img src="../../../a.png" alt=""/></p>')),
]


def books(verdicts, folder):
    """Whole books, for which nobody may say a word."""
    for name, source in (("sample", sample()), ("kitchen-sink", FIXTURES / "kitchen-sink")):
        with looking(verdicts, f"build {name}"):
            book = copy(source, folder / name)
            offprint("build", book, statuses=(0, 1))
            yield name, only(book, "*.epub")


def theirs(checker, epub):
    report = epub.with_suffix(".json")
    began = time.perf_counter()
    run([checker, epub, "--json", report, "--usage"], timeout=600)
    took = time.perf_counter() - began
    said = json.loads(report.read_text("utf-8"))["messages"] if report.exists() else []
    return {one["ID"] for one in said}, took


def ours(epub):
    began = time.perf_counter()
    ran = offprint("check", epub, "--message-format", "json", statuses=(0, 1))
    took = time.perf_counter() - began
    lines = [json.loads(line) for line in ran.said.splitlines() if line.startswith("{")]
    told = [line for line in lines if line.get("severity") in ("error", "warning")]
    codes = set(re.findall(r"EPUBCheck ([A-Z]+-\d+[a-z]?)", json.dumps(told, ensure_ascii=False)))
    return told, codes, took


def case(whole, folder, checker, number):
    name, code, step = CASES[number]
    book = Book(whole)
    step(book)
    epub = folder / f"case-{number:02}.epub"
    book.write(epub)
    _, known, fast = ours(epub)
    expected, slow = theirs(checker, epub) if checker else ({code}, 0)
    why = None
    if code not in expected:
        why = f"no case: EPUBCheck says {sorted(expected)}, not {code}"
    elif code not in known:
        why = f"{code} is not found; offprint says {sorted(known)}"
    return name, why, fast, slow


def look(verdicts, folder):
    checker = program("OFFPRINT_EPUBCHECK", "epubcheck-5.3.0")
    whole = None
    for name, epub in books(verdicts, folder):
        told, _, _ = ours(epub)
        verdicts.check(f"check {name}", [one.get("message") for one in told], "nothing to say")
        if name == "sample":
            with zipfile.ZipFile(epub) as archive:
                whole = {path: archive.read(path) for path in archive.namelist() if path != "mimetype"}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(lambda number: case(whole, folder, checker, number), range(len(CASES))))
    for name, why, _, _ in done:
        verdicts.check(f"broken: {name}", [why] if why else [])
    fast, slow = (sum(one[index] for one in done) for index in (2, 3))
    verdicts.check(
        "broken: a hundredth of the time",
        [] if fast * 100 <= slow else [f"{fast:.2f} s against {slow:.2f} s"],
        f"{len(done)} books: {fast:.2f} s, EPUBCheck {slow:.0f} s",
    )


if __name__ == "__main__":
    judge(look)
