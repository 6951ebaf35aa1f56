"""EPUBCheck 5.3.0 and 4.2.6 on every kind of book offprint makes.

5.3.0 has to find nothing at all. 4.2.6 knows EPUB 3.2 and is held to no errors: readers' shops still run it. One rule
of 3.2 is gone from 3.3 and not held against a book: a picture in SVG may name the document type that it is of.
"""

import concurrent.futures
import json
import os

from judging import FIXTURES, copy, judge, looking, offprint, only, program, run, sample, shared


DOCUMENT_TYPE_OF_SVG = ("HTM-003", "OPF-073")


def allowed(message, place):
    """Whether 4.2.6 says what only EPUB 3.2 asked for."""
    return message["ID"] in DOCUMENT_TYPE_OF_SVG and str(place.get("path")).endswith(".svg")


def messages(checker, epub, old):
    """How many messages of each severity a checker has, and the messages, told with their places."""
    report = epub.with_name(epub.name + "." + os.path.basename(checker) + ".json")
    ran = run([checker, epub, "--json", report], timeout=600)
    if not report.exists():
        raise RuntimeError(f"the checker made no report: {ran}")
    said = json.loads(report.read_text("utf-8"))
    counts, told = {}, []
    for message in said["messages"]:
        severity = message["severity"]
        places = message.get("locations") or [{}]
        places = [place for place in places if not (old and allowed(message, place))]
        if not places:
            counts["EXCUSED"] = counts.get("EXCUSED", 0) + 1
            continue
        counts[severity] = counts.get(severity, 0) + len(places) + message.get("additionalLocations", 0)
        if severity in ("FATAL", "ERROR", "WARNING"):
            for place in places[:3]:
                at = f"{place.get('path')}:{place.get('line')}:{place.get('column')}"
                told.append(f"{severity} {message['ID']} {at} {message['message']}")
    return counts, told


def verdict(name, checker, epub, old):
    """A name, the faults and a note: what `Verdicts.check` takes."""
    counts, told = messages(checker, epub, old)
    note = " / ".join(str(counts.get(severity, 0)) for severity in ("FATAL", "ERROR", "WARNING"))
    if counts.get("EXCUSED"):
        note += f", and {counts['EXCUSED']} kinds of message about document types of SVG, which EPUB 3.3 allows"
    severities = ("FATAL", "ERROR") if old else ("FATAL", "ERROR", "WARNING")
    return name, [line for line in told if line.split()[0] in severities], note


def books(verdicts, folder):
    """Builds each book and yields its name and EPUB."""

    def built(name, source, *, statuses=(0,), pages=False):
        with looking(verdicts, f"build {name}"):
            target = folder / name
            if pages:
                offprint("build", source, "-o", target, statuses=statuses)
            else:
                offprint("build", copy(source, target), statuses=statuses)
            return [(name, only(target, "*.epub"))]
        return []

    yield from built("sample", sample())
    yield from built("sample-from-its-pages", sample("pages"), pages=True)
    yield from built("kitchen-sink", FIXTURES / "kitchen-sink")
    if shared() is None:
        verdicts.skip("EPUBCheck of the founding page and the shared books", "../shared is not here")
        return
    yield from built("founding-page", shared("pages", "jianghai", "page.txt"), pages=True)
    for book in sorted(path for path in shared("books").iterdir() if path.is_dir()):
        # real books may hold a link without a target: reported with status 1, and built all the same
        yield from built(book.name, book, statuses=(0, 1))


def look(verdicts, folder):
    new = program("OFFPRINT_EPUBCHECK")
    old = program("OFFPRINT_EPUBCHECK_OLD", "epubcheck")
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        asked = []
        for name, epub in books(verdicts, folder):
            for told, checker, is_old in ((f"EPUBCheck 5.3.0 {name}", new, False), (f"EPUBCheck 4.2.6 {name}", old, True)):
                asked.append((told, pool.submit(verdict, told, checker, epub, is_old)))
        for name, answer in asked:
            with looking(verdicts, name):
                verdicts.check(*answer.result())


judge(look)
