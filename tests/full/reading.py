"""The EPUB in a reading system: foliate-js in Chromium, whose pages are turned from the first to the last.

Each contents entry leads to its place, a note opens where it is called, each section is shown, and nothing is
complained about. Pictures of the first articles, in light and dark, lie in target/reading afterwards, to be looked at.
"""

import functools
import http.server
import json
import threading

from judging import FIXTURES, ROOT, TOOLS, Missing, copy, judge, looking, offprint, only, program, sample
from judging.browser import Browser

PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><title>reading</title><link rel="icon" href="data:,">
<style>html, body { margin: 0; height: 100%; color-scheme: light dark } foliate-view { display: block; height: 100vh }</style>
</head><body><script type="module">
import "./foliate/view.js"
import { FootnoteHandler } from "./foliate/footnotes.js"

const view = document.createElement("foliate-view")
document.body.append(view)
const notes = new FootnoteHandler()
// a view shows nothing until it stands in the page
notes.addEventListener("before-render", event => document.body.append(event.detail.view))
const shown = new Set()
view.addEventListener("load", event => shown.add(event.detail.index))
const flat = items => (items ?? []).flatMap(item => [item, ...flat(item.subitems)])
const here = () => view.renderer.getContents()[0]
const asked = href => Promise.resolve(view.book.resolveHref(href))

globalThis.reading = {
  async open() {
    await view.open("./book.epub")
    view.renderer.setStyles("@media (prefers-color-scheme: dark) { html { color-scheme: dark } }")
    view.addEventListener("link", event => notes.handle(view.book, event))
    await view.goTo(0)
    return { title: document.title, sections: view.book.sections.filter(s => s.linear !== "no").length }
  },
  // from the first page to the last
  async turn() {
    let turns = 0
    for (let at = ""; turns < 2000; turns++) {
      await view.next()
      const now = JSON.stringify([view.lastLocation?.cfi, view.lastLocation?.fraction])
      if (now === at) break
      at = now
    }
    return { turns, shown: shown.size }
  },
  // what is wrong with each entry of the contents
  async contents() {
    const wrong = []
    const entries = flat(view.book.toc)
    for (const { label, href } of entries) {
      if (!href) continue
      const { index, anchor } = await asked(href)
      await view.goTo(href)
      const { doc, index: at } = here()
      const place = anchor?.(doc)
      if (at !== index) wrong.push(`${label}: section ${at} instead of ${index}`)
      else if (href.includes("#") && !(place instanceof doc.defaultView.Element)) wrong.push(`${label}: no place ${href}`)
      else if (place && place.textContent.trim() === "" && !place.querySelector("img")) wrong.push(`${label}: nothing at ${href}`)
    }
    return { entries: entries.length, wrong }
  },
  // the words of the first note, as the reading system shows them in place
  async note() {
    for (let index = 0; index < view.book.sections.length; index++) {
      await view.goTo(index)
      const call = here().doc.querySelector('[role="doc-noteref"]')
      if (!call) continue
      const number = call.textContent
      const rendered = new Promise(done => notes.addEventListener("render", event => done(event.detail), { once: true }))
      call.click()
      const { view: popup, type, hidden } = await rendered
      const words = popup.renderer?.getContents?.()[0]?.doc.body.textContent ?? ""
      popup.close()
      popup.remove()
      return { number, type, hidden, words: words.trim() }
    }
    return null
  },
  async show(index) {
    await view.goTo(index)
    await new Promise(done => setTimeout(done, 400))
  },
  // the sections that are articles
  articles() {
    return view.book.sections.map((s, i) => [s.id, i]).filter(([id]) => id.includes("article")).map(([, i]) => i)
  },
}
globalThis.ready = true
</script></body></html>
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    extensions_map = {".js": "text/javascript", ".html": "text/html", ".epub": "application/epub+zip", "": "application/octet-stream"}

    def log_message(self, *_):
        pass


def faults(browser, origin):
    """What the reading system complained about; what it fetches from us and from itself is none."""
    return [fault for fault in browser.faults() if not fault.startswith((f"fetched {origin}", "fetched blob:", "fetched data:"))]


def read(verdicts, name, browser, origin, pictures):
    browser.navigate(f"{origin}/page.html", width=420, height=740)
    opened = browser.value("reading.open()")
    turned = browser.value("reading.turn()")
    wrong = [] if turned["shown"] >= opened["sections"] else [f"{turned['shown']} of {opened['sections']} sections were shown"]
    verdicts.check(f"{name}: pages turn to the end", wrong, f"{turned['turns']} turns, {turned['shown']} sections")
    contents = browser.value("reading.contents()")
    verdicts.check(f"{name}: each contents entry leads to its place", contents["wrong"], f"{contents['entries']} entries")
    note = browser.value("reading.note()")
    if note:
        good = note["type"] == "footnote" and note["hidden"] and len(note["words"]) > 1
        verdicts.check(f"{name}: a note opens in place", [] if good else [json.dumps(note, ensure_ascii=False)], note["words"][:40])
    verdicts.check(f"{name}: nothing is complained about", faults(browser, origin))
    for index in browser.value("reading.articles()")[:2]:
        for dark in (False, True):
            browser.dark(dark)
            browser.value(f"reading.show({index})")
            browser.picture(pictures / f"{name}-{index}-{'dark' if dark else 'light'}.png")


def look(verdicts, folder):
    chromium = program("OFFPRINT_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    foliate = TOOLS / "node" / "node_modules" / "foliate-js"
    if not foliate.is_dir():
        raise Missing("foliate-js is not in .tools: tests/run --full installs it")
    pictures = ROOT / "target" / "reading"
    pictures.mkdir(parents=True, exist_ok=True)
    served = folder / "served"
    served.mkdir()
    (served / "page.html").write_text(PAGE, "utf-8")
    (served / "foliate").symlink_to(foliate)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=served))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    books = {
        "sample": sample(), "kitchen-sink": FIXTURES / "kitchen-sink",
        "notes": ROOT / "tests/books/notes-shown-in-place", "vertical": ROOT / "tests/books/vertical-simplified",
    }
    with Browser(chromium, folder / "profile", served=True) as browser:
        for name, source in books.items():
            with looking(verdicts, f"reading {name}"):
                offprint("build", copy(source, folder / name), "--only", "epub")
                (served / "book.epub").write_bytes(only(folder / name / "dist", "*.epub").read_bytes())
                read(verdicts, name, browser, origin, pictures)
    server.shutdown()


judge(look)
