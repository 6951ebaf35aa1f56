"""Coverage-guided fuzzing: no input makes offprint panic, break a law or take more than linear time.

All targets run side by side, for as long as OFFPRINT_FUZZ_SECONDS says (60 when not set); see fuzz/README.md.
"""

import os
import shutil
import subprocess

from judging import ROOT, judge

SECONDS = int(os.environ.get("OFFPRINT_FUZZ_SECONDS") or 60)
TARGET = ROOT / "target" / "fuzz"
LONGEST = {"pages": 6000, "growth": 600, "chapters": 4000, "folders": 1500}
PAGES = ["book/pages/*.txt", "tests/pages/*/*.txt", "tests/untouched/*/*.txt"]
SEEDS = {
    "pages": PAGES,
    "growth": PAGES,
    "chapters": ["book/src/0*.md", "tests/html/*/*.md", "tests/judges/fixtures/*/src/**/*.md"],
    "folders": ["book/book.toml", "tests/judges/fixtures/*/book.toml"],
}
# what the compiler adds for libFuzzer; `-C passes` and `-C llvm-args` are stable
COVERAGE = "-Cpasses=sancov-module -Ccodegen-units=16 " + " ".join(
    f"-Cllvm-args=-sanitizer-coverage-{option}"
    for option in ("level=4", "inline-8bit-counters", "pc-table", "trace-compares")
)


def build():
    triple = next(
        line.split()[1]
        for line in subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout.splitlines()
        if line.startswith("host:")
    )
    command = ["cargo", "build", "--release", "--manifest-path", ROOT / "fuzz" / "Cargo.toml"]
    # with a target named, build scripts and macros are compiled without these flags
    command += ["--target", triple, "--target-dir", TARGET]
    subprocess.run(command, check=True, env={**os.environ, "RUSTFLAGS": COVERAGE})
    return TARGET / triple / "release"


def seeds(name, corpus):
    files = [path for pattern in SEEDS[name] for path in sorted(ROOT.glob(pattern))]
    for number, path in enumerate(files):
        data = path.read_bytes()
        if name == "folders":
            data += b"\x0c" + b"# Contents\n\n- [A](a.md)\n    - [B](b.md)\n"
        (corpus / f"seed-{number:03}").write_bytes(data[: LONGEST[name]])


def look(verdicts, folder):
    if not any(map(shutil.which, ("c++", "g++", "clang++"))):
        return verdicts.skip("fuzzing", "needs a C++ compiler for libFuzzer")
    programs = build()
    found = TARGET / "found"
    found.mkdir(exist_ok=True)
    running = {name: start(programs / name, name, found, folder / f"{name}.log") for name in LONGEST}
    for name, program in running.items():
        ended = program.wait()
        said = (folder / f"{name}.log").read_text(errors="replace").splitlines()
        runs = next((line.split()[-1] for line in said if "number_of_executed_units" in line), "?")
        why = [line for line in said if "panicked" in line or "ERROR" in line or "Test unit written" in line]
        faults = ["\n".join(why + said[-12:])] if ended else []
        verdicts.check(f"fuzzing {name}", faults, f"{runs} inputs in {SECONDS} s")


def start(program, name, found, log):
    corpus = TARGET / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    seeds(name, corpus)
    command = [program, corpus, f"-max_total_time={SECONDS}", f"-max_len={LONGEST[name]}", "-timeout=100"]
    command += ["-rss_limit_mb=3000", "-print_final_stats=1", "-verbosity=0", f"-artifact_prefix={found}/{name}-"]
    with log.open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)


judge(look)
