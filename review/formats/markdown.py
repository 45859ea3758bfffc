"""Markdown tables for a job summary, an issue or an e-mail."""

import re
from collections.abc import Iterator
from typing import TextIO

from review.formats._text import origin_of, says_only, visible
from review.model import CheckReport, Reported
from review.places import name
from review.summary import closing, counted

#: Rows of the table of findings; a job summary may hold 1 MB.
ROWS = 200
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&]|:(?=//)|(?<=www)\.")
#: A host turns these into mentions and references after it has undone the backslashes.
_REFERENCE = re.compile(r"[@#](?=\w)")


def report(run: CheckReport, out: TextIO) -> None:
    """Write the numbers, the rules, and the new findings."""
    for line in _lines(run):
        out.write(line + "\n")


def _lines(run: CheckReport) -> Iterator[str]:
    yield "## copydesk: " + ("gate passed" if run.gate.passed else "gate FAILED")
    yield ""
    for line in closing(run):
        yield f"{text(line)}  "
    yield from (f"* {text(note)}" for note in run.notes)
    if run.by_code:
        yield from _rules(run)
    if run.new:
        yield from _findings(run)


def _rules(run: CheckReport) -> Iterator[str]:
    names = {rule.code: rule for rule in run.rules}
    yield ""
    yield "| rule | what is wrong | findings | articles |"
    yield "|---|---|--:|--:|"
    for code, number in run.by_code.items():
        articles = {f.finding.span.article.key for f in run.findings if f.finding.code == code}
        summary = names[code].summary if code in names else ""
        yield f"| {code} | {text(summary)} | {number:,} | {len(articles):,} |"


def _findings(run: CheckReport) -> Iterator[str]:
    ranked = sorted(run.new, key=lambda f: (-f.finding.severity, -f.finding.confidence))
    shown = {id(found) for found in ranked[:ROWS]}
    yield ""
    yield "| | code | where | quote | what |"
    yield "|---|---|---|---|---|"
    yield from (_row(found) for found in run.new if id(found) in shown)
    left = len(run.new) - len(shown)
    if left:
        yield ""
        yield f"{counted(left, 'more new finding')} not listed here."


def _row(found: Reported) -> str:
    finding, ref = found.finding, found.finding.span.article
    where = " ".join(filter(None, (origin_of(finding.span), name(ref)))) or ref.id
    quote = finding.quote if len(finding.quote) <= 120 else finding.quote[:117] + "..."
    hint = f" -> {finding.suggestion}" if finding.suggestion and not says_only(finding) else ""
    cells = (finding.severity, finding.code, where, quote, finding.message + hint)
    return "| " + " | ".join(text(str(cell)) for cell in cells) + " |"


def text(words: str) -> str:
    """Words that Markdown shows as they are: no table, link, mention or tag begins in them.

    >>> text("a|b <i> @me")
    'a\\\\|b \\\\<i\\\\> @<!-- -->me'
    """
    return _REFERENCE.sub(r"\g<0><!-- -->", _SPECIAL.sub(r"\\\g<0>", visible(words)))
