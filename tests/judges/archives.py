"""The bytes of the two archives: the EPUB's container (standards: OCF of EPUB 3.3) and the zipped print page.

EPUBCheck says little about these: what is looked at here is what makes an archive open in strict readers and be the
same on every machine.
"""

import html.parser
import posixpath
import re
import struct
import urllib.parse
import zipfile

from judging import FIXTURES, copy, judge, looking, offprint, only, sample

ALREADY_COMPRESSED = (".jpg", ".jpeg", ".png", ".gif", ".woff", ".woff2")
FIRST_DOS_DATE = (1980, 1, 1, 0, 0, 0)
UTF8_NAMES = 0x800


def local_headers(path):
    """For each entry the flags, version needed, method and extra length of its local header."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            head = struct.unpack("<4sHHHHHIIIHH", data[entry.header_offset:entry.header_offset + 30])
            yield entry, {"version": head[1], "flags": head[2], "method": head[3], "extra": head[10]}


def entry_faults(path):
    """What is wrong with the archive's entries, whatever they hold."""
    names, kinds = set(), set()
    for entry, local in local_headers(path):
        name = entry.filename
        kinds.add((entry.create_system, entry.external_attr, entry.internal_attr))
        if entry.is_dir():
            yield f"{name} is an entry for a folder"
        if local["extra"] or entry.extra:
            yield f"{name} has an extra field"
        if entry.comment:
            yield f"{name} has a comment"
        if entry.date_time != FIRST_DOS_DATE:
            yield f"{name} has the time {entry.date_time}"
        if local["method"] not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"{name} is packed by method {local['method']}"
        if local["version"] not in (10, 20, 45):
            yield f"{name} needs version {local['version']}"
        if local["flags"] & 1:
            yield f"{name} is encrypted"
        if not name.isascii() and not local["flags"] & UTF8_NAMES:
            yield f"{name} is not marked as UTF-8"
        if name.lower().endswith(ALREADY_COMPRESSED) and local["method"] != zipfile.ZIP_STORED:
            yield f"{name} is compressed twice"
        if re.search(r'["*:<>?\\|\x00-\x1f\x7f]|\.$|(^|/)\.\.?(/|$)', name) or name.startswith("/"):
            yield f"{name} is not a name that every system takes"
        if name.casefold() in names:
            yield f"{name} stands twice after case folding"
        names.add(name.casefold())
    if len(kinds) != 1:
        yield f"entries have different makers or attributes: {sorted(kinds)}"


def container_faults(path):
    """What is wrong with the EPUB's container."""
    data = path.read_bytes()
    if data[28:30] != b"\0\0":
        yield "bytes 28 and 29: the first entry has an extra field"
    if data[30:38] != b"mimetype":
        yield f"bytes 30 to 37 are {data[30:38]!r}"
    if data[38:58] != b"application/epub+zip":
        yield f"bytes 38 to 57 are {data[38:58]!r}"
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        if first.compress_type != zipfile.ZIP_STORED or first.file_size != 20:
            yield "mimetype is not stored as its twenty bytes"
        names = archive.namelist()
        container = archive.read("META-INF/container.xml").decode("utf-8")
        roots = re.findall(r'full-path="([^"]+)"', container)
        if len(roots) != 1 or roots[0] not in names:
            yield f"container.xml names {roots}"
            return
        package = archive.read(roots[0]).decode("utf-8")
        listed = {
            posixpath.normpath(posixpath.join(posixpath.dirname(roots[0]), href))
            for href in re.findall(r'<item\b[^>]*\bhref="([^"]+)"', package)
        }
        inside = {name for name in names if name != "mimetype" and not name.startswith("META-INF/")} - {roots[0]}
        yield from (f"{name} is in the manifest, not in the archive" for name in sorted(listed - inside))
        yield from (f"{name} is in the archive, not in the manifest" for name in sorted(inside - listed))
        yield from (f"{name} is not an ASCII name" for name in names if not name.isascii())
        if archive.testzip():
            yield f"{archive.testzip()} is damaged"


class References(html.parser.HTMLParser):
    """The files an HTML page loads."""

    def __init__(self):
        super().__init__()
        self.loaded = set()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        for key in ("src", "poster", "data"):
            if attributes.get(key):
                self.loaded.add(urllib.parse.unquote(attributes[key]))
        if tag == "link" and attributes.get("href"):
            self.loaded.add(urllib.parse.unquote(attributes["href"]))


def bundle_faults(path):
    """What is wrong with the zipped print page: it has to hold what it loads, and nothing else."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        indexes = [name for name in names if posixpath.basename(name) == "index.html"]
        if len(indexes) != 1:
            yield f"{len(indexes)} files index.html"
            return
        page = References()
        page.feed(archive.read(indexes[0]).decode("utf-8"))
        folder = posixpath.dirname(indexes[0])
        loaded = {posixpath.normpath(posixpath.join(folder, name)) for name in page.loaded if not name.startswith("data:")}
        for name in list(loaded & names):
            if name.endswith(".css"):
                css = archive.read(name).decode("utf-8")
                for found in re.findall(r"""url\(\s*["']?([^"')]+)""", css):
                    if not found.startswith("data:"):
                        loaded.add(posixpath.normpath(posixpath.join(posixpath.dirname(name), found)))
        yield from (f"{name} is loaded, but not in the archive" for name in sorted(loaded - names))
        # what the note for the printer names is there to be asked for
        notes = {name for name in names if name.endswith("README.txt")}
        told = "".join(archive.read(name).decode("utf-8") for name in notes)
        loaded |= notes | {name for name in names if posixpath.relpath(name, folder or ".") in told}
        yield from (f"{name} is in the archive, but never loaded" for name in sorted(names - loaded - set(indexes)))


def look(verdicts, folder):
    for name, source in (("sample", sample()), ("kitchen-sink", FIXTURES / "kitchen-sink")):
        with looking(verdicts, f"archives of {name}"):
            book = copy(source, folder / name)
            offprint("build", book)
            epub, bundle = only(book, "*.epub"), only(book, "*-print.zip")
            verdicts.check(f"{name}: the EPUB's container", container_faults(epub))
            verdicts.check(f"{name}: the EPUB's entries", entry_faults(epub))
            verdicts.check(f"{name}: the print archive's entries", entry_faults(bundle))
            verdicts.check(f"{name}: the print archive holds what it loads", bundle_faults(bundle))


judge(look)
