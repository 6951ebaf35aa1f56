"""Vivliostyle makes a PDF of the sample's bundle with its layer for engines: page references, parts on the right, footnotes."""

from judging import TOOLS, Missing, environment, judge, looking, program, run
from judging.engines import bundle, look_at_layer


def look(verdicts, folder):
    vivliostyle = TOOLS / "node" / "node_modules" / ".bin" / "vivliostyle"
    if not vivliostyle.exists():
        raise Missing("Vivliostyle is not in .tools: tests/run --full installs it")
    chromium = program("OFFPRINT_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    with looking(verdicts, "Vivliostyle with styles/engines.css"):
        made, pdf = bundle(folder / "layer"), folder / "layer.pdf"
        ran = run([
            vivliostyle, "build", "index.html", "--style", "styles/engines.css", "--output", pdf,
            "--executable-browser", chromium, "--timeout", "300",
        ], folder=made, env=environment(HOME=str(folder)), timeout=600)
        if not pdf.exists():
            raise RuntimeError(f"Vivliostyle ended with {ran}")
        look_at_layer(verdicts, "Vivliostyle", made, pdf)


judge(look)
