"""EPUBs that pandoc made come back as book folders: every word of theirs, and EPUBCheck has nothing to say about what
is built of them again.
"""

import collections
import html
import json
import re

from judging import TOOLS, Missing, judge, looking, offprint, only, program, run, sample
from judging.texts import spine

TEXT = r"""---
title: The Lamp Keeper
author: [Ann Reed, 林可舟]
lang: en
date: 2021-03-04
---

# First *things*

A paragraph with *emphasis*, **strong**, ~~gone~~, `code`, H~2~O, x^2^ and a note.[^a] Another note[^b]. Look![^a]

[^a]: The first note, with *emphasis* and `code`.

[^b]: The second.

    With a second paragraph.

See [the second chapter](#second), [a place](#here) and [elsewhere](https://example.org/a_(b)).

> A quotation
>
> of two paragraphs.

- one
- two
    - inner a
    - inner b

3. third

4. fourth

   and more

## Sub one

Lamp
:   gives light

Oil
:   is burnt

| a | b |
|---|:-:|
| 1 | x \| y |
| 2 | **z** |

+-----+------+
| A   | B    |
+=====+======+
| - x | c    |
| - y |      |
+-----+------+

``` python
def f(x):
    return x*2

# end
```

| Verse line one
|   line two

# Second {#second}

[here]{#here} 3 * 4 * 5 _x_ snake_case `` a`b `` R&D &amp; $5 and $6, 1~2, [1]: no, # no, \<b\>.

1. 2024\. New
2. \# not a heading

$E = mc^2$ and $$\int_0^1 x\,dx$$

# 第三章

中文段落，*着重*与**“加粗”**后文，**重要。**然后。

[回去](#first-things)
"""


def letters(epub):
    counts = collections.Counter()
    for path, markup in spine(epub):
        if "nav" in path:
            continue
        body = markup.split("<body", 1)[-1].split(">", 1)[-1]
        body = re.sub(r"<annotation.*?</annotation>", "", body, flags=re.S)
        # the mark of a missing picture is one for the editions, which draw their own
        words = html.unescape(re.sub(r"<[^>]*>", "", body)).replace("【图】", "")
        counts.update(c for c in words if c.isalpha())
    return counts


def look(verdicts, folder):
    found = sorted((TOOLS / "python").glob("lib/python*/site-packages/pypandoc/files/pandoc"))
    if not found:
        raise Missing("pandoc is not in .tools: tests/run --full installs it")
    checker = program("OFFPRINT_EPUBCHECK", "epubcheck-5.3.0")
    source = folder / "lamp.md"
    source.write_text(TEXT, "utf-8")
    chapters = sorted((sample() / "src").glob("[0-9]*.md"))
    books = {
        "epub3": [source, "--to=epub3", "--mathml", "--toc"],
        "epub2": [source, "--to=epub2"],
        "sample": [*chapters, "--to=epub3", "--metadata=title:字里行间", "--metadata=lang:zh-Hans", f"--resource-path={sample() / 'src'}"],
    }
    for name, arguments in books.items():
        with looking(verdicts, f"unbound {name}"):
            epub = folder / f"{name}.epub"
            ran = run([found[0], *arguments, f"--output={epub}"])
            if ran.status != 0:
                raise RuntimeError(f"pandoc ended with {ran}")
            book = folder / name
            offprint("import", epub, "-o", book)
            offprint("build", book, "--only", "epub", statuses=(0, 1))
            again = only(book, "*.epub")
            have = letters(again)
            lost = [f"{c}: {count} times, now {have[c]}" for c, count in letters(epub).items() if have[c] < count]
            verdicts.check(f"unbound {name}: words", lost, f"{sum(have.values())} letters")
            if checker:
                report = again.with_suffix(".json")
                run([checker, again, "--json", report], timeout=600)
                said = json.loads(report.read_text("utf-8"))["messages"]
                verdicts.check(f"unbound {name}: EPUBCheck", [one["message"] for one in said])


judge(look)
