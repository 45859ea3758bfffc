"""Lasting names for findings: a decision must find its finding again after the next crawl.

Scheme v1. A fingerprint holds where (article key, never a path or an offset), which rule, and the
folded evidence. It holds no message, severity, confidence, threshold, version or count, so that a
better rule does not orphan the decisions made on the old one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from articles.words.fold import fold
from checks.protocol import Finding

SCHEME = "v1"


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding and its names: `fingerprint` for this one, `group` for the same fault elsewhere."""

    finding: Finding
    fingerprint: str
    group: str


def mark(findings: Iterable[Finding]) -> Iterator[Marked]:
    """Findings in output order, each fault once.

    Identical evidence in one scope is told apart by its ordinal in document order. A fault
    between articles has one fingerprint, whichever of its keys it was met under.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    done: set[str] = set()
    for finding in sorted(findings, key=_order):
        scope, subject = _scope(finding), _evidence(finding)
        ordinal = 0
        if not (finding.across or finding.site_wide):
            ordinal = seen[scope, finding.code, subject]
            seen[scope, finding.code, subject] += 1
        print_ = _digest(SCHEME, scope, finding.code, subject, str(ordinal))
        if print_ not in done:
            done.add(print_)
            yield Marked(finding, print_, group_of(finding, fold(finding.subject)))


def identity(finding: Finding) -> str:
    """What findings share that must be marked together: each other fault is marked by itself."""
    return _digest(_scope(finding), finding.code, _evidence(finding))


def group_of(finding: Finding, subject: str) -> str:
    """The unit of review: the same fault in many articles of any site.

    By rule, not by family: one headline may be a story's (DUP203) and stand twice (DUP101).
    """
    return _digest(SCHEME, finding.code, "*", subject)


def _order(finding: Finding) -> tuple[object, ...]:
    ref = finding.span.article
    place = (finding.span.block, finding.span.start, finding.span.end)
    said = (finding.code, finding.subject, finding.message, finding.related, finding.why)
    return (ref, place, *said, finding.confidence, finding.suggestion)


def _scope(finding: Finding) -> str:
    ref = finding.span.article
    if finding.site_wide:
        return ref.site
    if finding.across and not finding.same_story:
        return "|".join(finding.across)
    return f"{ref.site} {ref.key}"


def _evidence(finding: Finding) -> str:
    """An article is a copy in one story only, whichever article is found to be its origin: the
    name of that finding holds neither, so that a story keeps its decisions when it grows."""
    return "" if finding.same_story else fold(finding.subject)


def _digest(*parts: str) -> str:
    return blake2b("|".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
