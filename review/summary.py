"""The last lines of a run: how much was looked at, what came of it, whether it passes."""

from collections import Counter
from collections.abc import Callable, Iterator

from checks.protocol import Severity
from review.model import CheckReport, Reported, State

PLURALS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def counted(number: int, word: str) -> str:
    """A number with its word.

    >>> counted(1, "finding"), counted(1200, "finding")
    ('1 finding', '1,200 findings')
    """
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def closing(run: CheckReport) -> Iterator[str]:
    """The two lines that end a run on a terminal."""
    total = sum(run.by_code.values())
    worst = [counted(n, PLURALS[s]) for s, n in run.by_severity.items() if n]
    states = [f"{len(run.of(state)):,} {state}" for state in State]
    yield (
        f"Checked {counted(run.articles, 'article')}: {counted(total, 'finding')}"
        + (f" ({', '.join(worst)})" if worst else "")
        + f", {', '.join(states)}, {run.unreadable:,} unreadable"
    )
    if run.left_out:
        yield f"Not listed: {counted(sum(run.left_out.values()), 'more finding')}"
    if not run.complete:
        yield "INCOMPLETE: the run was cut short; this is what it had found"
    verdict = "passed" if run.gate.passed else "FAILED"
    yield f"Gate: {verdict}" + "".join(f"  {failure}" for failure in run.gate.failures)
    if run.gap:
        yield f"Incomplete: {run.gap} (exit 3)"


_SORTS: dict[str, Callable[[Reported], str]] = {
    "code": lambda found: f"{found.finding.code} {found.name}",
    "site": lambda found: found.finding.span.article.site or "(no site)",
    "story": lambda found: found.story or "(no story)",
}


def statistics(run: CheckReport, by: str) -> Iterator[str]:
    """New findings and the articles that bear them, most first."""
    sort = _SORTS[by]
    findings = Counter(sort(found) for found in run.new)
    articles = Counter(key for key, _ in {(sort(f), f.finding.span.article.key) for f in run.new})
    yield f"{'findings':>9} {'articles':>9}  {by}"
    for key, number in sorted(findings.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:>9,} {articles[key]:>9,}  {key}"
