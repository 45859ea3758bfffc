"""Two measurements of the page reader alone: injected junk, and time and memory as pages grow."""

import gzip
import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from articles import Kind
from articles.lines.kinds import WINS, line_kind, wins
from articles.page import read_page
from articles.stray.kinds import KINDS as STRAY
from benchmarks import junk_trial

SIZES = (100_000, 1_000_000, 10_000_000)
_WORDS = "the harbour of Veldmoor reopened on Tuesday after a storm and ferries left before dawn"


def junk(rows: Sequence[dict[str, Any]], data: Path) -> None:
    """Junk lines between the paragraphs of real pages; and how much of true bodies the rules that
    win over the classifier take for junk."""
    for trial in (*junk_trial.TRIALS, *junk_trial.OTHER_KINDS):
        print("\n".join(junk_trial.report(junk_trial.run(rows, data, trial))), end="\n\n")
    near = list(junk_trial.near_misses())
    wrong = [line for line in near if _wins(line.shown, junk_trial.share_linked(line))]
    print(f"the rules that win touch {len(wrong)} of {len(near)} near misses:")
    for missed in wrong:
        print(f"  {missed.language}: {missed.shown}")
    touched = [found for row in rows for found in _touched(row, data)]
    count = sum(len(_lines(row)) for row in rows)
    for kinds, what in ((WINS, "junk"), (STRAY - WINS, "credits, dates, comments and the like")):
        taken = [(kind, line) for kind, line in touched if kind in kinds]
        share = len(taken) / count
        print(f"the rules take {len(taken)} of {count} gold body lines for {what} ({share:.4f}):")
        for kind, line in taken:
            print(f"  {kind}: {line[:100]}")


def _touched(row: dict[str, Any], data: Path) -> Iterator[tuple[Kind, str]]:
    """The lines of a true body that their page holds and the rules take for junk there: a headline
    stays one, whatever it says."""
    lines = [line for line in _lines(row) if _wins(line)]
    if lines:
        page = gzip.decompress((data / row["html"]).read_bytes())
        blocks = read_page(page, url=row["url"] or "").blocks
        kinds = {block.text: block.kind for block in blocks}
        yield from ((kind, line) for line in lines if (kind := kinds.get(line)) in WINS | STRAY)


def _wins(line: str, linked: float = 0.0) -> bool:
    return wins(line_kind(line, linked), line)


def _lines(row: dict[str, Any]) -> list[str]:
    return [line.strip() for line in (row["body"] or "").split("\n") if line.strip()]


def growth() -> None:
    """CPU and memory of one page of 100 KB, 1 MB and 10 MB, each in a process of its own; and how
    long a new process has to wait."""
    print("| page | seconds | seconds a megabyte | peak MiB |\n|---|--:|--:|--:|")
    for size in SIZES:
        command = [sys.executable, "-c", _ONE_PAGE.format(size=size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, mib = json.loads(done.stdout)
        print(f"| {size:,} | {seconds:.3f} | {seconds / size * 1e6:.3f} | {mib} |")
    done = subprocess.run(
        [sys.executable, "-c", _START], capture_output=True, text=True, check=True
    )
    loading, first, next_ = json.loads(done.stdout)
    print(f"wait {loading:.2f} s for the import, {first:.2f} s for a first small page,", end=" ")
    print(f"{next_:.3f} s for the next")


_START = """
import json
from time import perf_counter
start = perf_counter()
from articles.page import read_page
loaded = perf_counter()
page = ("<article><h1>The harbour</h1>" + "<p>It reopened on Tuesday.</p>" * 40).encode()
before = perf_counter()
read_page(page)
first = perf_counter()
read_page(page)
print(json.dumps([loaded - start, first - before, perf_counter() - first]))
"""
_ONE_PAGE = """
import json
from time import process_time
from benchmarks.extraction_junk import page_of, peak_mib
from articles.page import read_page
read_page(page_of(10_000))
page = page_of({size})
start = process_time()
read_page(page)
seconds = process_time() - start
print(json.dumps([seconds, peak_mib()]))
"""


def peak_mib() -> int:
    """The peak memory of this process alone; getrusage would count its parent's on Linux."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def page_of(size: int) -> bytes:
    """An invented page of about this many bytes: paragraphs, links and furniture."""
    return "".join(_parts(size)).encode()


def _parts(size: int) -> Iterator[str]:
    yield "<html><head><title>Harbour reopens</title></head><body><article><h1>Harbour reopens</h1>"
    length = 0
    number = 0
    while length < size:
        number += 1
        words = f"{_WORDS}, {number} times over, and {_WORDS}."
        part = (
            f'<div class="row n{number % 50}"><p>{words} <a href="/a/{number}">{_WORDS}</a> {words}'
            f"</p><ul><li><a href=/t/{number}>Topic {number}</a></li></ul></div>"
        )
        length += len(part)
        yield part
    yield "</article></body></html>"


if __name__ == "__main__":
    start = process_time()
    growth()
    print(f"{process_time() - start:.1f} s")
