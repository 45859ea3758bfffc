"""One file that holds a whole report: it asks the network for nothing and obeys no text in it."""

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TextIO

from review.records import Record


def write_page(
    out: TextIO,
    *,
    title: str,
    passed: bool,
    summary: Iterable[str],
    rules: Sequence[tuple[str, str, int]],
    findings: Sequence[Record],
    more: str = "",
) -> None:
    """Write the page. `rules` are code, what is wrong, number of findings; `more` is markup, safe
    already, that follows them."""
    style, script = _part("page.css"), _part("page.js")
    parts = {
        "policy": _policy(style, script),
        "title": escape(title),
        "style": style,
        "summary": _summary(summary, passed),
        "rules": _table(rules),
        "more": more,
        "data": embedded({"findings": list(findings)}),
        "script": script,
    }
    # Split, not replaced one after the other: a text may itself hold such a mark.
    for number, piece in enumerate(_part("page.html").split("@@")):
        out.write(parts[piece] if number % 2 else piece)


def embedded(value: object) -> str:
    """JSON that can stand inside a script element: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _part(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Only this style and this script run, known by their digests; nothing is fetched."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _summary(lines: Iterable[str], passed: bool) -> str:
    *rest, gate = lines
    name = "good" if passed else "bad"
    return "".join(f"<p>{escape(line)}</p>" for line in rest) + (
        f'<p class="{name}">{escape(gate)}</p>'
    )


def _table(rules: Sequence[tuple[str, str, int]]) -> str:
    head = '<thead><tr><th>Rule<th>What is wrong<th class="number">Findings</thead>'
    rows = "".join(
        f'<tr><td>{escape(code)}<td>{escape(text)}<td class="number">{number:,}'
        for code, text, number in rules
    )
    return f"<table>{head}<tbody>{rows}</tbody></table>"
