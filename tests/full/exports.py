"""What is exported builds as it is with the programs it is for, and they show what our own edition shows.

pandoc makes an EPUB of `--to pandoc` and reads `--to docx`; mdBook makes a site of `--to mdbook`, and calls us as a renderer.
The words of every paragraph, the table of contents and the metadata are compared with our EPUB. The Rustonomicon, an mdBook, is
built by both: chapter by chapter the text is the same.
"""

import html
import os
import re
import subprocess
import zipfile

from judging import BIN, TOOLS, Missing, copy, judge, looking, offprint, only, program, run, sample, shared
from judging.texts import articles, blocks, spine, squeeze

# drawn by our edition around an article
OURS = r'<p class="source">.*?</p>|<span class="dateline">.*?</span>|<a role="doc-backlink".*?</a>'

# entries of our contents that lead to pages we draw
DRAWN = {"封面", "版权页", "目录", "Cover", "Colophon", "Contents"}


def plain(text):
    """Squeezed, without what programs write differently: quotation marks, calls of notes."""
    return re.sub(r"[“”\"‘’'\[\]↩︎]", "", squeeze(text))


def ours(epub):
    """The paragraphs and headings of our chapters."""
    for name, markup in articles(epub):
        markup = re.sub(r'<a epub:type="noteref".*?</a>', "", markup)
        markup = re.sub(OURS, "", markup, flags=re.S)
        # a part's name stands before its first article; mdBook shows it in the contents alone
        markup = re.sub(r'<p class="part".*?</p>', "", markup, flags=re.S)
        for block in blocks(markup, "p", "h1", "h2", "h3", "li", "td", "th"):
            yield name, plain(block)


def lost(epub, other):
    """Our blocks that another program's text does not show, and how many there are."""
    other = plain(other)
    found = list(ours(epub))
    return [f"{name}: {block[:60]}" for name, block in found if block not in other], len(found)


def titles(epub):
    """The table of contents, as words."""
    with zipfile.ZipFile(epub) as archive:
        navigation = next(name for name in archive.namelist() if name.endswith("nav.xhtml"))
        markup = archive.read(navigation).decode("utf-8")
    toc = re.search(r'epub:type="toc".*?</nav>', markup, re.S)[0]
    return [plain(html.unescape(re.sub("<.*?>", "", entry))) for entry in re.findall(r"<a [^>]*>(.*?)</a>", toc, re.S)]


def metadata(epub):
    with zipfile.ZipFile(epub) as archive:
        package = next(name for name in archive.namelist() if name.endswith(".opf"))
        text = archive.read(package).decode("utf-8")
    fields = {}
    for name in ("title", "creator", "language", "date", "publisher"):
        found = re.findall(rf"<dc:{name}\b[^>]*>(.*?)</dc:{name}>", text, re.S)
        fields[name] = sorted(html.unescape(one) for one in found)
    return fields


def without_notes(markup):
    """HTML without the calls of notes, as pandoc and mdBook write them."""
    markup = re.sub(r'<a[^>]*(?:epub:type="noteref"|class="footnote-ref").*?</a>', "", markup, flags=re.S)
    return re.sub(r'<sup class="footnote-reference".*?</sup>', "", markup, flags=re.S)


def pandoc_program():
    found = sorted((TOOLS / "python").glob("lib/python*/site-packages/pypandoc/files/pandoc"))
    if not found:
        raise Missing("pandoc is not in .tools: tests/run --full installs it")
    return found[0]


def built(args, folder):
    ran = subprocess.run([str(arg) for arg in args], cwd=folder, capture_output=True, text=True, timeout=600)
    if ran.returncode != 0:
        raise RuntimeError(f"{args[0]} ended with {ran.returncode}: {ran.stdout}{ran.stderr}")
    return ran.stdout + ran.stderr


def with_pandoc(verdicts, name, book, epub, folder):
    pandoc = pandoc_program()
    out = folder / f"{name}-pandoc"
    offprint("export", book, "--to", "pandoc", "-o", out)
    said = built([pandoc, "-d", "defaults.yaml"], out)
    theirs = only(out, "*.epub")
    text = "".join(block for _, markup in spine(theirs) for block in blocks(without_notes(markup)))
    missing, count = lost(epub, text)
    verdicts.check(f"export pandoc {name}: text", missing + [line for line in said.splitlines() if "WARN" in line], f"{count} blocks")
    there, wanted = titles(theirs), [title for title in titles(epub) if title not in DRAWN]
    verdicts.check(f"export pandoc {name}: contents", [title for title in wanted if title not in there], f"{len(wanted)} titles")
    own, other = metadata(epub), metadata(theirs)
    own["date"] = [date[:10] for date in own["date"]]
    different = [f"{key}: {own[key]} and {other[key]}" for key in own if own[key] and not set(own[key]) & set(other[key])]
    verdicts.check(f"export pandoc {name}: metadata", different)


def with_docx(verdicts, name, book, epub, folder):
    out = folder / f"{name}-docx"
    offprint("export", book, "--to", "docx", "-o", out)
    document = only(out, "*.docx")
    read = built([pandoc_program(), "--from=docx", "--to=html", "--wrap=none", document], out)
    missing, count = lost(epub, "".join(blocks(without_notes(read))))
    verdicts.check(f"export docx {name}: text", missing, f"{count} blocks")
    levels = re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", without_notes(read), re.S)
    levels = {plain(re.sub("<.*?>", "", html.unescape(one))) for one in levels}
    heads = [block for _, markup in articles(epub) for block in blocks(re.sub(r'<a epub:type="noteref".*?</a>', "", markup), "h1", "h2", "h3")]
    verdicts.check(f"export docx {name}: headings", [head for head in heads if plain(head) not in levels], f"{len(heads)} headings")
    with zipfile.ZipFile(epub) as ours_, zipfile.ZipFile(document) as theirs:
        notes = sum(ours_.read(one).decode("utf-8").count('role="doc-footnote"') for one in ours_.namelist() if one.endswith(".xhtml"))
        shown = {item for one in ours_.namelist() if one.endswith(".xhtml") and "chapter" in one for item in re.findall(r'<img src="([^"]+)', ours_.read(one).decode("utf-8")) if not item.endswith(".svg")}
        called = theirs.read("word/document.xml").decode("utf-8").count("<w:footnoteReference ")
        pictures = [one for one in theirs.namelist() if one.startswith("word/media/")]
    faults = [f"{called} notes for {notes}"] if called < notes else []
    faults += [f"{len(pictures)} pictures for {len(shown)}"] if len(pictures) < len(shown) else []
    verdicts.check(f"export docx {name}: notes and pictures", faults, f"{called} notes, {len(pictures)} pictures")


def main(path):
    """What mdBook shows of a chapter, without what it draws around it."""
    markup = path.read_text("utf-8")
    return re.search(r"<main>(.*?)</main>", markup, re.S)[1]


def with_mdbook(verdicts, name, book, epub, folder):
    mdbook = program(None, "mdbook")
    out = folder / f"{name}-mdbook"
    offprint("export", book, "--to", "mdbook", "-o", out)
    said = built([mdbook, "build"], out)
    pages = [path for path in sorted((out / "book").rglob("*.html")) if path.name not in ("toc.html", "print.html", "404.html", "index.html")]
    text = "".join(block for page in pages for block in blocks(without_notes(main(page))))
    missing, count = lost(epub, text)
    verdicts.check(f"export mdbook {name}: text", missing + [line for line in said.splitlines() if "WARN" in line or "ERROR" in line], f"{count} blocks")
    toc = plain(html.unescape(re.sub("<.*?>", "", (out / "book" / "toc.html").read_text("utf-8"))))
    heads = [plain(re.sub("<.*?>", "", one)) for _, markup in articles(epub) for one in re.findall(r'<h1 id="headline">(.*?)</h1>', markup, re.S)]
    verdicts.check(f"export mdbook {name}: contents", [head for head in heads if head not in toc], f"{len(heads)} titles")


def as_renderer(verdicts, folder):
    """mdBook calls us with a book that a preprocessor of its own has changed."""
    mdbook = program(None, "mdbook")
    book = folder / "rendered"
    (book / "src").mkdir(parents=True)
    (book / "src" / "SUMMARY.md").write_text("# Summary\n\n- [One](one.md)\n", "utf-8")
    (book / "src" / "one.md").write_text("# One\n\n{{#include two.txt}}\n", "utf-8")
    (book / "src" / "two.txt").write_text("Put in by mdBook.", "utf-8")
    command = f"'{BIN}' build - --only epub"
    settings = f"[book]\ntitle = \"Rendered\"\nlanguage = \"en\"\n\n[output.offprint]\ncommand = \"{command}\"\n"
    (book / "book.toml").write_text(settings, "utf-8")
    built([mdbook, "build"], book)
    epub = only(book / "book", "*.epub") if list((book / "book").glob("*.epub")) else only(book / "book" / "offprint", "*.epub")
    text = "".join(block for _, markup in articles(epub) for block in blocks(markup))
    verdicts.check("mdBook renders with offprint", [] if "PutinbymdBook." in text else [text[:200]])


def chapter_text(markup):
    """A chapter's text in one piece, code and all."""
    markup = re.sub(r"<button.*?</button>|<i class=.*?</i>", "", markup, flags=re.S)
    # lines of code that mdBook hides, and its own marks
    markup = re.sub(r'<span class="boring">.*?</span>', "", markup, flags=re.S)
    # marks that mdBook makes of others
    for mark, typed in (("—", "---"), ("–", "--"), ("…", "...")):
        markup = markup.replace(mark, typed)
    return plain("".join(blocks(without_notes(markup))))


def nomicon(verdicts, folder):
    source = shared("books", "nomicon")
    if source is None:
        return verdicts.skip("nomicon", "../shared is not here")
    mdbook = program(None, "mdbook")
    book = copy(source, folder / "nomicon")
    settings = (book / "book.toml").read_text("utf-8")
    # a style sheet of its own that is not among the files
    (book / "book.toml").write_text(settings.replace('additional-css = ["theme/nomicon.css"]', ""), "utf-8")
    run([mdbook, "build", "-d", folder / "nomicon-html", book], timeout=600)
    # it links to books that are published beside it
    offprint("build", book, "--only", "epub", statuses=(1,))
    theirs = {path.relative_to(folder / "nomicon-html").with_suffix("").as_posix(): main(path) for path in (folder / "nomicon-html").rglob("*.html") if "<main>" in path.read_text("utf-8")}
    epub = only(book, "*.epub")
    with_text = {title: chapter_text(markup) for title, markup in theirs.items()}
    every, different, count = list(with_text.values()), [], 0
    for name, markup in articles(epub):
        markup = re.sub(r'<a epub:type="noteref".*?</a>', "", markup)
        markup = re.sub(r'<p class="source">.*?</p>', "", markup, flags=re.S)
        text = own_text(markup)
        count += 1
        if not any(text == other for other in every):
            near = max(every, key=lambda other: len(os.path.commonprefix([text, other])))
            at = len(os.path.commonprefix([text, near]))
            different.append(f"{name}: at {at} ours has {text[at:at + 60]!r}, mdBook {near[at:at + 60]!r}")
    verdicts.check("nomicon reads as mdBook shows it", different, f"{count} chapters")


def own_text(markup):
    markup = re.sub(r"<figure.*?</figure>", "", markup, flags=re.S)
    markup = re.sub(r'<a role="doc-backlink".*?</a>', "", markup, flags=re.S)
    for mark, typed in (("—", "---"), ("–", "--"), ("…", "...")):
        markup = markup.replace(mark, typed)
    return plain("".join(blocks(markup)))


def look(verdicts, folder):
    books = {"sample": sample(), "founding-page": shared("pages", "jianghai", "page.txt")}
    for name, source in books.items():
        if source is None:
            verdicts.skip(f"export {name}", "../shared is not here")
            continue
        book = folder / name
        if source.is_dir():
            offprint("build", copy(source, book), "--only", "epub")
        else:
            offprint("build", source, "-o", book, "--only", "epub")
        epub = only(book, "*.epub")
        for with_program in (with_pandoc, with_docx, with_mdbook):
            with looking(verdicts, f"export {name} {with_program.__name__}"):
                with_program(verdicts, name, book, epub, folder)
    with looking(verdicts, "mdBook renders with offprint"):
        as_renderer(verdicts, folder)
    with looking(verdicts, "nomicon"):
        nomicon(verdicts, folder)


judge(look)
