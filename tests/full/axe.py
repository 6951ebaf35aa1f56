"""The print page on a screen, looked at by axe-core in Chromium: on a desk, in the dark, on a phone. No violations.

The page allows no script, so that axe runs in a copy without its policy, and writes what it found into it.
"""

import html
import json
import re

from judging import TOOLS, Missing, copy, judge, looking, offprint, only, program, run, sample

VIEWS = {
    "a desk": "1280,900",
    "in the dark": "1280,900",
    "a phone": "500,844",  # Chromium's windows are no narrower
}
DARK = "(prefers-color-scheme: dark)"
RUN = """
<script>%s</script>
<script>
  axe.run(document, {resultTypes: ["violations"]}).then(found => {
    const out = document.createElement("pre");
    out.id = "axe-found";
    out.textContent = JSON.stringify(found.violations.map(v => v.id + ": " + v.help + " " + v.nodes[0].html.slice(0, 120)));
    document.body.append(out);
  });
</script>
"""


def violations(chromium, page, size, profile):
    """What axe says of the page in a window of this size."""
    ran = run([
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}",
        "--virtual-time-budget=20000", f"--window-size={size}", "--dump-dom", page.as_uri(),
    ], timeout=180)
    found = re.search(r'<pre id="axe-found">(.*?)</pre>', ran.said, re.S)
    if not found:
        raise RuntimeError(f"axe said nothing: {ran}")
    return json.loads(html.unescape(found[1]))


def look(verdicts, folder):
    chromium = program("OFFPRINT_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    axe = TOOLS / "node" / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        raise Missing("axe-core is not in .tools: tests/run --full installs it")
    for design in ("book", "newspaper", "clippings"):
        with looking(verdicts, f"the design {design} on a screen"):
            book = copy(sample(), folder / design)
            with open(book / "book.toml", "a", encoding="utf-8") as settings:
                settings.write(f'\n[print]\ndesign = "{design}"\nindex = true\npictures = true\n')
            offprint("build", book, "--only", "print")
            text = only(book / "dist", "*-print.html").read_text("utf-8")
            text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
            for view, size in VIEWS.items():
                shown = text.replace(DARK, "all") if view == "in the dark" else text
                if shown is text and view == "in the dark":
                    verdicts.fail(f"{design}, {view}", "the page has no dark mode")
                page = folder / f"{design}.html"
                page.write_text(shown.replace("</body>", RUN % axe.read_text("utf-8") + "</body>"), "utf-8")
                verdicts.check(f"{design}, {view}: no violations", violations(chromium, page, size, folder / "profile"))


judge(look)
