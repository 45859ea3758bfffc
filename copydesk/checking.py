"""One run of the checks over an input: collect, mark, grade, compare with what is known."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archives.reading import Loss
from articles import Article
from checks.fingerprint import Marked, mark
from checks.protocol import Check, Finding, Severity
from checks.runner import Run
from copydesk.selection import Selection
from copydesk.suppression import Suppression
from review.formats._text import visible
from review.model import Reported, RuleText
from review.stories import stories

#: Unreadable inputs that are remembered by name; the others are counted.
NAMED = 1000


@dataclass(slots=True)
class Collected:
    """What a run has seen so far; it stays usable when the run is cut short."""

    findings: list[Finding] = field(default_factory=list)
    articles: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)
    loss: Loss = field(default_factory=Loss)
    #: What each of them was, as far as a reader of the messages may want to read.
    damaged: list[str] = field(default_factory=list)
    #: Keys of the articles that were checked; kept only on demand, an archive has many.
    keys: set[str] | None = None

    def count(self, article: Article) -> None:
        """Note one article, or why there is none."""
        if article.damage is None:
            self.articles += 1
            if self.keys is not None:
                self.keys.add(article.key)
            return
        self.unreadable[str(article.damage.kind)] += 1
        self.loss.count(article.damage)
        if len(self.damaged) < NAMED:
            place = " ".join(filter(None, (article.path, article.record))) or article.url
            self.damaged.append(visible(f"{place}: {article.damage.note}"))


def collect(
    into: Collected,
    articles: Iterable[Article],
    checks: Sequence[Check],
    tick: Callable[[Collected], None] = lambda so_far: None,
) -> None:
    """Look at every article, then judge what they show together."""
    run = Run(checks)
    for article in articles:
        into.count(article)
        try:
            into.findings.extend(run.look(article))
        except Exception as error:
            error.add_note(f"while checking {article.path or article.url or article.id}")
            raise
        tick(into)
    into.findings.extend(run.judge())


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is too slight to be reported."""

    severity: Severity = Severity.INFO
    confidence: float = 0.0

    def admits(self, finding: Finding) -> bool:
        """Whether the finding is reported."""
        return finding.severity >= self.severity and finding.confidence >= self.confidence


def marked(found: Iterable[Finding], selection: Selection, threshold: Threshold) -> list[Marked]:
    """Findings with their names, in output order. Names do not depend on the threshold."""
    return [each for each in mark(selection.graded(found)) if threshold.admits(each.finding)]


def reported(
    found: Sequence[Marked], selection: Selection, suppression: Suppression
) -> Iterator[Reported]:
    """Findings with the names of their rules, their states and stories."""
    names = {rule.code: rule.name for rule in selection.rules}
    story_of = stories(each.finding for each in found)
    for each in found:
        state, reason = suppression.verdict(each)
        yield Reported(
            finding=each.finding,
            fingerprint=each.fingerprint,
            group=each.group,
            name=names.get(each.finding.code, ""),
            state=state,
            reason=reason,
            story=story_of.get(each.finding.span.article.key, ""),
        )


def rule_texts(selection: Selection) -> tuple[RuleText, ...]:
    """The rules as reports describe them, at the severity the house gives them."""
    return tuple(
        RuleText(r.code, r.name, selection.severity.get(r.code, r.severity), r.manual)
        for r in selection.rules
    )


def worst(found: Sequence[Reported], per_code: int) -> tuple[list[Reported], dict[str, int]]:
    """At most so many findings of each rule, the gravest, in their order; and what is left out."""
    by_code: dict[str, list[tuple[Severity, float, int]]] = {}
    for place, each in enumerate(found):
        grade = (each.finding.severity, each.finding.confidence, -place)
        by_code.setdefault(each.finding.code, []).append(grade)
    kept = {-g[2] for grades in by_code.values() for g in heapq.nlargest(per_code, grades)}
    left = {code: len(grades) - per_code for code, grades in sorted(by_code.items())}
    return [found[place] for place in sorted(kept)], {c: n for c, n in left.items() if n > 0}
