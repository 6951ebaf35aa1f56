"""Doubts: where a paragraph of the gold is not restored, the reader was told to look there.

Over pages and issues with gold: of the paragraphs that stand in no chapter as they should, the share whose words on the
page a doubt touches, by what became of them. With folders as arguments, `doubts.py GOLD OUT`, it looks at finished imports
and lists the paragraphs that nothing points to.
"""

import collections
import importlib.util
import json
import sys
from pathlib import Path

from judging import judge, offprint, shared

# the share to fall below in no change; 0.8 is what a reader should get
LEAST = {"dev": 0.28, "issues": 0.15}
# so many characters of a page stand in one paragraph only
RUN = {"zh": 6, "en": 14}
# what a doubt says of its own few characters holds for as many around them
AROUND = 12


def load_score():
    spec = importlib.util.spec_from_file_location("score", shared("tools", "score.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def runs(text, size):
    return {text[at : at + size] for at in range(max(1, len(text) - size + 1))} if text else set()


def chapters_of(score, folder):
    files = sorted((folder / "src").glob("[0-9]*.md"))
    return [score.Chapter(score.parse_md(str(path))) for path in files]


def matched(score, gold, chapters):
    """Of each article of the gold, the chapter that has most of its words."""
    size = 5 if gold["lang"] == "zh" else 12
    wanted = [score.grams("".join(map(score.norm, one["paragraphs"])), size) for one in gold["articles"]]
    given = [score.grams(chapter.text(), size) for chapter in chapters]
    pairs = ((score.inter(a, b), i, j) for i, a in enumerate(wanted) for j, b in enumerate(given))
    by_article, by_chapter = {}, {}
    for shares, i, j in sorted(pairs, reverse=True):
        if shares and i not in by_article and j not in by_chapter:
            by_article[i], by_chapter[j] = j, i
    return by_article


def missed(score, gold, chapters):
    """The paragraphs of the gold that stand in no paragraph of their article's chapter."""
    chapter = matched(score, gold, chapters)
    for i, article in enumerate(gold["articles"]):
        left = collections.Counter(chapters[chapter[i]].np if i in chapter else [])
        for text, forms in zip(article["paragraphs"], score.gold_alts(article)):
            form = next((form for form in forms if left[form] > 0), None)
            if form is None:
                yield text
            else:
                left[form] -= 1


def doubted(score, folder, lang):
    """Runs of the pages' words around all places of the doubts."""
    found = set()
    lines = {}
    for repair in json.loads((folder / "repairs.json").read_text("utf-8"))["repairs"]:
        if repair["state"] != "held" and repair["sure"] != "guess":
            continue
        for line, column, length, *page in repair["at"]:
            path = folder / (page[0] if page else repair["page"])
            if path not in lines:
                lines[path] = path.read_text("utf-8").split("\n")
            text = lines[path][line - 1]
            start = max(0, column - 1 - AROUND)
            found |= runs(score.norm(text[start : column - 1 + length + AROUND]), RUN[lang])
    return found


def fate(score, text, chapters, aside, lang):
    """What became of a paragraph of the gold."""
    words = score.norm(text)
    paragraphs = [p for chapter in chapters for p in chapter.np]
    if words in paragraphs:
        return "in another article"
    titles = [score.norm(one) for chapter in chapters for one in [chapter.title, chapter.kicker, chapter.deck, *chapter.heads, *chapter.captions]]
    if any(words in one or one and one in words for one in titles if len(one) > len(words) / 2):
        return "as a title or caption"
    if words in aside:
        return "set aside"
    own = runs(words, RUN[lang])
    holds = [p for p in paragraphs if len(own & runs(p, RUN[lang])) > min(2, len(own) / 2)]
    if len(holds) > 1:
        return "in several pieces"
    if holds and len(holds[0]) > len(words) + RUN[lang]:
        return "joined to another"
    if holds and len(holds[0]) < len(words) - RUN[lang]:
        return "without a part of it"
    return "with other letters" if holds else "elsewhere"


def look_at(score, gold, folder):
    """The fate of each missed paragraph of one page or issue, whether a doubt touches it, and its words."""
    chapters = chapters_of(score, folder)
    lang = "zh" if gold["lang"] in ("zh", "ja") else "en"
    known = doubted(score, folder, lang)
    aside = score.norm("\n".join(one["text"] for one in json.loads((folder / "repairs.json").read_text("utf-8"))["set_aside"]))
    for text in missed(score, gold, chapters):
        touched = bool(runs(score.norm(text), RUN[lang]) & known)
        yield fate(score, text, chapters, aside, lang), touched, text


def golds(folder):
    return sorted(folder.glob("*.gold.json"))


def report(found):
    """Missed and touched by fate, the largest silent group first."""
    kinds = collections.defaultdict(lambda: [0, 0])
    for kind, touched, _ in found:
        kinds[kind][0] += 1
        kinds[kind][1] += touched
    silent = sorted(kinds.items(), key=lambda item: item[1][1] - item[1][0])
    return ", ".join(f"{kind} {touched} of {count}" for kind, (count, touched) in silent)


def look(verdicts, folder):
    if shared("pages", "dev") is None:
        return verdicts.skip("doubts", "../shared is not here")
    score = load_score()
    for name in ("dev", "issues"):
        found = []
        for lang in ("zh", "en"):
            for path in golds(shared("pages", name, lang)):
                page = path.name.removesuffix(".gold.json")
                out = folder / name / page
                source = path.with_name(page)
                pages = sorted(source.glob("*.txt")) if source.is_dir() else [path.with_name(f"{page}.txt")]
                offprint("import", *pages, "-o", out)
                found += look_at(score, json.loads(path.read_text("utf-8")), out)
        touched = sum(one[1] for one in found)
        share = touched / max(1, len(found))
        said = f"{touched} of {len(found)} paragraphs not restored, {share:.0%}: {report(found)}"
        verdicts.check(f"doubts, {name}", [] if share >= LEAST[name] else [said], said)


def show(gold, out):
    score = load_score()
    found = []
    for path in golds(Path(gold)):
        page = path.name.removesuffix(".gold.json")
        for kind, touched, text in look_at(score, json.loads(path.read_text("utf-8")), Path(out) / page):
            found.append((kind, touched, text))
            if not touched:
                print(f"{page}\t{kind}\t{text[:60]}")
    print(f"{sum(one[1] for one in found)} of {len(found)}: {report(found)}")


if len(sys.argv) == 3:
    show(*sys.argv[1:])
else:
    judge(look)
