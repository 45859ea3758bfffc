"""Run checks over articles in memory. Any order of the articles gives the same findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from articles import Article
from checks.protocol import Check, Fact, Finding

#: Characters of its block that a finding carries on either side of its quote.
CONTEXT = 80


@dataclass(slots=True)
class Run:
    """The map and the reduce: feed articles, then ask for what they show together."""

    checks: Sequence[Check]
    facts: dict[tuple[str, str], list[Fact]] = field(default_factory=lambda: defaultdict(list))

    def look(self, article: Article) -> Iterator[Finding]:
        """What this article shows by itself; its clues are kept for `judge`."""
        for check in self.checks:
            for finding in check.look(article):
                yield in_context(article, finding)
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


def in_context(article: Article, finding: Finding) -> Finding:
    """The finding with the words around its quote, so that it can be read without the article."""
    span = finding.span
    if not 0 <= span.block < len(article.blocks):
        return finding
    text = article.blocks[span.block].text
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end :][:CONTEXT]
    return replace(finding, before=before, after=after) if before or after else finding
