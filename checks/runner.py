"""Run checks over articles in memory. Any order of the articles gives the same findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from articles import Article
from checks.protocol import Check, Fact, Finding


@dataclass(slots=True)
class Run:
    """The map and the reduce: feed articles, then ask for what they show together."""

    checks: Sequence[Check]
    facts: dict[tuple[str, str], list[Fact]] = field(default_factory=lambda: defaultdict(list))

    def look(self, article: Article) -> Iterator[Finding]:
        """What this article shows by itself; its clues are kept for `judge`."""
        for check in self.checks:
            yield from check.look(article)
            for fact in check.gather(article):
                self.facts[check.code, fact.key].append(fact)

    def judge(self) -> Iterator[Finding]:
        """What all articles show together."""
        by_code = {check.code: check for check in self.checks}
        for code, key in sorted(self.facts):
            yield from by_code[code].judge(key, sorted(self.facts[code, key]))


def run(checks: Sequence[Check], articles: Iterable[Article]) -> Iterator[Finding]:
    """Findings of these checks over these articles."""
    state = Run(checks)
    for article in articles:
        yield from state.look(article)
    yield from state.judge()
