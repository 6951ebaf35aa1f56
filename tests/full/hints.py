"""Proofreading hints on articles that are right: how many of them are false alarms.

The gold articles of the shared pages are written as chapters, a book for each page, and checked. They are published texts, so
nearly all that is hinted at there is a false alarm; the figure to stay below is one in three articles. With a folder as
argument, `hints.py OUT`, the books stay there and every find is printed.
"""

import collections
import json
import sys
from pathlib import Path

from judging import judge, offprint, shared

# hints in articles, at most
MOST = 1 / 3

# what these say is true of a published text too: no alarm, and not about its words
ASIDE = {"check/metadata", "check/done", "html/missing-image", "html/no-alternative"}


def chapters(gold):
    for number, article in enumerate(gold["articles"], 1):
        front = [f"lang: {'zh-Hans' if gold['lang'] == 'zh' else gold['lang']}"]
        title = (article["headline"] or "").replace("\n", "\u3000")
        blocks = [f"# {title}"] if title else []
        for number_of, text in enumerate(article["paragraphs"]):
            blocks += [f"## {one['text']}" for one in article["subheads"] or [] if one["before"] == number_of]
            blocks.append(escaped(text))
        yield f"{number:03}.md", "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(blocks) + "\n"


def escaped(text):
    """A paragraph as Markdown: what would be a mark is none."""
    return "".join(f"\\{c}" if c in "\\`*_<>#[]|" else c for c in text.replace("\n", " "))


def look_at(gold, folder):
    """The finds of one page's articles written as a book."""
    (folder / "src").mkdir(parents=True)
    for name, text in chapters(gold):
        (folder / "src" / name).write_text(text, "utf-8")
    said = offprint("check", folder, "--message-format", "json").said
    finds = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return [find for find in finds if find["code"] not in ASIDE]


def all_finds(folder):
    articles, finds = 0, []
    for lang in ("zh", "en"):
        for path in sorted(shared("pages", "dev", lang).glob("*.gold.json")):
            gold = json.loads(path.read_text("utf-8"))
            articles += len(gold["articles"])
            book = folder / lang / path.name.removesuffix(".gold.json")
            finds += [(book, find) for find in look_at(gold, book)]
    return articles, finds


def look(verdicts, folder):
    if shared("pages", "dev") is None:
        return verdicts.skip("hints", "../shared is not here")
    articles, finds = all_finds(folder)
    codes = collections.Counter(find["code"] for _, find in finds)
    kinds = ", ".join(f"{code.removeprefix('check/')} {count}" for code, count in codes.most_common())
    said = f"{len(finds)} in {articles} articles, {len(finds) / articles:.2f} an article: {kinds}"
    verdicts.check("hints on articles that are right", [said] if len(finds) >= MOST * articles else [], said)


def show(folder):
    articles, finds = all_finds(folder)
    for book, find in finds:
        line = ""
        if find.get("line"):
            text = (book / find["file"]).read_text("utf-8").splitlines()[find["line"] - 1]
            at = find.get("column", 1) - 1
            line = f"{text[max(0, at - 14) : at]}[{text[at : at + find.get('length', 0)]}]{text[at + find.get('length', 0) :][:14]}"
        print(f"{find['code']}\t{book.name}/{find.get('file', '')}\t{line}\t{find['message']}")
    print(f"{len(finds)} in {articles} articles")


if len(sys.argv) == 2:
    show(Path(sys.argv[1]))
else:
    judge(look)
