"""The review page in Chromium: keys, filters, links both ways, a phone's width, no script, hostile words, 100 articles."""

import os
import pathlib

from judging import judge, looking, offprint, program, sample
from judging.browser import Browser

HOSTILE = """# <script>document.title = "broken"</script><img src=x onerror="document.title='broken'">

本报讯(记者/方小满)清晨的排字房里，老排字工把昨夜用过的铅字一枚</p></section><script>document.title="broken"</script>

一枚放回原处，" onclick="document.title='broken'" x="等他直起腰来，窗外的路灯也

熄了。<style>body{display:none}</style>送报的车正开出院门。
"""
# doubts for certain: nothing but the surest join is made
SETTINGS = "[restore]\nthreshold = 0.995\n"
SEEN = "(e => { const b = e.getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight })"


def book(folder, pages, settings=""):
    """Imports pages, {name: text}, into a book and returns its review page."""
    given = folder.with_name(folder.name + " pages")
    given.mkdir()
    folder.mkdir()
    (folder / "book.toml").write_text(settings, "utf-8")
    for name, text in pages.items():
        (given / name).write_text(text, "utf-8")
    offprint("import", given, "-o", folder)
    return folder / "review.html"


def sample_pages(copies):
    texts = [path.read_text("utf-8") for path in sorted((sample() / "pages").glob("*.txt"))]
    return {f"p{n:02}{i}.txt": text for n in range(copies) for i, text in enumerate(texts)}


def keyboard(browser, page):
    browser.open(page)
    doubts = browser.value("document.querySelectorAll('#doubts li').length")
    yield from () if doubts > 1 else ["the page has no doubts to move between"]
    browser.press("n")
    if browser.value("document.getElementById('note').hidden"):
        yield "N opens no note"
    if browser.value("document.activeElement.id") != "note":
        yield "the note does not take the focus"
    if not browser.value(f"{SEEN}(document.querySelector('.on'))"):
        yield "the doubt that N goes to is not in view"
    first = browser.value("document.getElementById('to-list').hash")
    words = browser.value("document.getElementById('note-body').textContent")
    if "依据" not in words or "接合" not in words:
        yield f"the note explains nothing: {words!r}"
    browser.press("n")
    if browser.value("document.getElementById('to-list').hash") == first:
        yield "a second N stays at the first doubt"
    browser.press("p")
    if browser.value("document.getElementById('to-list').hash") != first:
        yield "P does not go back"
    browser.press("Escape", 27)
    if not browser.value("document.getElementById('note').hidden"):
        yield "Escape does not close the note"
    if browser.value("document.activeElement.closest('.row') === null"):
        yield "the focus does not go back to the mark"
    browser.press("Enter", 13)
    browser.press("j")
    if browser.value("document.getElementById('note').hidden"):
        yield "J opens no note"
    for _ in range(12):
        browser.press("Tab", 9)
        outline = browser.value("getComputedStyle(document.activeElement).outlineStyle")
        away = browser.value("document.activeElement === document.body")
        if outline == "none" and not away:
            yield "the focus cannot be seen on " + browser.value("document.activeElement.outerHTML.slice(0, 80)")
            break


def filters(browser, page):
    browser.open(page)
    shown = "[...document.querySelectorAll('li[data-k],tr[data-k]')].filter(e => e.checkVisibility()).length"
    everything = browser.value(shown)
    choose = "(id, value) => { const s = document.getElementById(id); s.value = value; s.dispatchEvent(new Event('change')) }"
    browser.value(f"({choose})('sure', 'd')")
    doubts = browser.value("document.querySelectorAll('#doubts li').length")
    if browser.value(shown) != doubts or doubts == everything:
        yield "the filter for doubts shows something else"
    if str(doubts) not in browser.value("document.getElementById('shown').textContent"):
        yield "the number shown is not said"
    browser.value(f"({choose})('sure', '')")
    rules = browser.value("document.getElementById('rule').options.length")
    total = 0
    for n in range(1, rules):
        browser.value(f"({choose})('rule', document.getElementById('rule').options[{n}].value)")
        total += browser.value(shown)
    if total != everything:
        yield f"the rules show {total} repairs one by one, and {everything} together"


def links(browser, page):
    browser.open(page)
    dead = browser.value("[...document.querySelectorAll('a')].map(a => a.hash).filter(h => !document.getElementById(h.slice(1)))")
    yield from (f"a dead link: {link}" for link in dead)
    browser.value("document.querySelector('.page a[data-k]').click()")
    targets = browser.value("[...document.querySelectorAll('#note-body .place')].map(a => a.hash)")
    kinds = {target[1] for target in targets}
    if kinds != {"p", "c"}:
        yield f"the note leads to {targets}, not to page and chapter"
    if browser.value("document.querySelectorAll('.chapter .on, .page .on').length") < 2:
        yield "a chosen repair is not marked on both sides"


def readable(browser, page):
    browser.open(page, scripts=False)
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    for what in (".page", ".chapter", "#doubts li", ".proof"):
        if not browser.value(f"document.querySelector('{what}')?.checkVisibility()"):
            yield f"without script there is no {what}"
    for what in ("#bar", "#note"):
        if browser.value(f"document.querySelector('{what}').checkVisibility()"):
            yield f"without script {what} is in the way"


def landmarks(browser, page):
    browser.open(page)
    for what in ("main", "header", "nav[aria-label]", "form[aria-label]", "aside[aria-label]", "html[lang]", "h1"):
        if browser.value(f"document.querySelectorAll('{what}').length") != 1:
            yield f"not one {what}"
    yield from browser.value(
        "[...document.querySelectorAll('button, select')].filter(e => !(e.textContent.trim() || e.labels?.length)).map(e => 'no name: ' + e.id)")


def phone(browser, page):
    for width in (360, 400):
        browser.open(page, width, 780)
        wide = browser.value("document.documentElement.scrollWidth")
        if wide > width:
            yield f"at {width} points the page is {wide} wide"


def hostile(browser, page):
    browser.open(page)
    if browser.value("document.title") == "broken" or browser.value("document.scripts.length") != 1:
        yield "words of the page ran as a script"
    browser.value("document.querySelectorAll('.row a, .row u').forEach(e => e.click())")
    if browser.value("document.title") == "broken" or browser.value("document.images.length"):
        yield "words of the page became markup"
    if browser.value("getComputedStyle(document.body).display") == "none":
        yield "words of the page became style"
    yield from browser.faults()


def far(browser, page):
    """Rows of a large page are laid out late: what a key goes to must be in view all the same."""
    browser.open(page)
    for _ in range(25):
        browser.press("j")
        browser.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if not browser.value(f"{SEEN}(document.querySelector('.page .on'))"):
            yield "not in view: " + browser.value("document.getElementById('to-list').hash")


def quick(browser, page, verdicts):
    loaded = min(browser.open(page) for _ in range(3))
    paint = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    change = ("(async () => { const s = document.getElementById('sure'); const t = performance.now();"
              " s.value = s.value ? '' : 'd'; s.dispatchEvent(new Event('change')); document.body.offsetHeight;"
              f" await {paint}; return performance.now() - t }})()")
    filtered = min(browser.value(change) for _ in range(4))
    articles = browser.value("document.querySelectorAll('.chapter').length")
    note = f"{articles} articles: load {loaded:.0f} ms, filter {filtered:.0f} ms"
    faults = [] if articles >= 100 else [f"only {articles} articles"]
    faults += [f"slow: {note}"] if loaded > 1000 or filtered > 100 else []
    verdicts.check("100 articles load within a second and filter within a tenth of one", faults, note)


def look(verdicts, folder):
    chromium = program("OFFPRINT_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    with looking(verdicts, "make the books"):
        doubtful = book(folder / "doubtful", sample_pages(1), SETTINGS)
        hostile_page = book(folder / "hostile", {"p.txt": HOSTILE}, SETTINGS)
        large = book(folder / "large", sample_pages(12))
    with Browser(chromium, folder / "profile") as browser:
        for name, test, page in [
            ("keys move between doubts, and a note explains each", keyboard, doubtful),
            ("filters by rule and confidence", filters, doubtful),
            ("links lead from page to chapter to list", links, doubtful),
            ("a page to read without its script", readable, doubtful),
            ("landmarks, and names on everything that acts", landmarks, doubtful),
            ("a phone's width", phone, doubtful),
            ("hostile words stay words", hostile, hostile_page),
            ("keys find their place in a large issue", far, large),
        ]:
            with looking(verdicts, name):
                verdicts.check(name, list(test(browser, page)) + browser.faults())
        quick(browser, large, verdicts)
        if kept := os.environ.get("OFFPRINT_PICTURES"):
            pictures(browser, doubtful, pathlib.Path(kept))


def pictures(browser, page, folder):
    """For a person to look at: what the page looks like, with a doubt chosen."""
    for name, width, height, dark in [("desk", 1280, 1000, False), ("dark", 1280, 1000, True), ("phone", 390, 844, False)]:
        browser.open(page, width, height, dark=dark)
        browser.picture(folder / f"review-{name}.png")
        browser.press("n")
        browser.picture(folder / f"review-{name}-note.png")


judge(look)
