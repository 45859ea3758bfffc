"""Two measurements of the page reader alone: injected junk, and time and memory as pages grow."""

import gzip
import json
import re
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from articles import Article, Kind

#: what is put between paragraphs: its kind, its markup, and words to find it by
JUNK: tuple[tuple[str, Kind, str, str], ...] = (
    (
        "related, linked",
        Kind.RELATED,
        '<p>See also <a href="/2031/bridge">Qzalin bridge closes after the flood</a></p>',
        "Qzalin bridge",
    ),
    (
        "related, no link",
        Kind.RELATED,
        "<p>See also  Wqorun ferry aground while ministers debate a bill</p>",
        "Wqorun ferry",
    ),
    (
        "share",
        Kind.SHARE,
        '<div class="bar"><a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">Xvshare'
        " email</a></div>",
        "Xvshare",
    ),
    ("ad", Kind.AD, '<div class="slot"><p>Advertisement Jkslot</p></div>', "Jkslot"),
    (
        "newsletter",
        Kind.NEWSLETTER,
        "<div><p>Sign up for our Vbtide newsletter and get the day's best in your inbox.</p></div>",
        "Vbtide",
    ),
    (
        "paywall",
        Kind.PAYWALL,
        "<p>To continue reading, log in or subscribe to Zxpost Premium.</p>",
        "Zxpost",
    ),
    (
        "template",
        Kind.TEMPLATE,
        '<p>{{ story.lead }} Plmark %s undefined [caption id="3"]</p>',
        "Plmark",
    ),
)
SIZES = (100_000, 1_000_000, 10_000_000)
_WORDS = "the harbour of Veldmoor reopened on Tuesday after a storm and ferries left before dawn"


def junk(rows: Sequence[dict[str, Any]], data: Path) -> None:
    """Junk lines between the paragraphs of real pages: recorded, labelled, not body?"""
    from articles.page import read_page

    counts: dict[str, Counter[str]] = {name: Counter() for name, *_ in JUNK}
    pages = touched = lines = 0
    for row in rows:
        html = gzip.decompress((data / row["html"]).read_bytes()).decode("utf-8", "replace")
        lines_here, touched_here = _touched(row["body"])
        lines, touched = lines + lines_here, touched + touched_here
        injected = _injected(html, row["body"])
        if injected:
            pages += 1
            article = read_page(injected.encode(), url=row["url"] or "", charset="utf-8")
            _count(article, counts)
    print(f"{pages} pages | recorded | right label | not body |\n|---|--:|--:|--:|")
    for name, found in counts.items():
        shares = " | ".join(f"{found[k] / pages:.3f}" for k in ("recorded", "right", "not body"))
        print(f"| {name} | {shares} |")
    print(f"the rules that win touch {touched} of {lines} gold body lines ({touched / lines:.4f})")


def _touched(body: str) -> tuple[int, int]:
    from articles.kinds import WINS, line_kind

    lines = [line.strip() for line in body.split("\n") if line.strip()]
    return len(lines), sum(line_kind(line) in WINS for line in lines)


def _count(article: Article, counts: dict[str, Counter[str]]) -> None:
    for name, kind, _, words in JUNK:
        holding = [block for block in article.blocks if words in block.text]
        counts[name]["recorded"] += bool(holding)
        counts[name]["right"] += bool(holding) and all(b.kind is kind for b in holding)
        counts[name]["not body"] += bool(holding) and words not in article.body


def _injected(html: str, body: str) -> str:
    """The page with all junk lines, each after another paragraph that is surely body."""
    wanted = _bare(body)
    ends = []
    for paragraph in re.finditer(r"<p\b[^>]*>(.{60,4000}?)</p>", html, re.S):
        text = _bare(re.sub(r"<[^>]+>", " ", paragraph[1]))
        if len(text) > 60 and text in wanted:
            ends.append(paragraph.end())
    if len(ends) < len(JUNK) + 2:
        return ""
    for end, (_, _, markup, _) in reversed(list(zip(ends[1:], JUNK, strict=False))):
        html = html[:end] + markup + html[end:]
    return html


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def growth() -> None:
    """Time and memory of one page of 100 KB, 1 MB and 10 MB, each in a process of its own."""
    print("| page | seconds | seconds a megabyte | peak MiB |\n|---|--:|--:|--:|")
    for size in SIZES:
        command = [sys.executable, "-c", _ONE_PAGE.format(size=size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, mib = json.loads(done.stdout)
        print(f"| {size:,} | {seconds:.3f} | {seconds / size * 1e6:.3f} | {mib} |")


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
