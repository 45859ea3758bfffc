"""The one check protocol: look at an article, gather clues for later, judge clues that share a key.

An article check writes `look`; an archive check writes `gather` and `judge`: a map and a reduce.
So the same classes run in memory, over a process pool, on a cluster, or day by day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from articles import Article, Span


class Severity(IntEnum):
    """How bad: an error is wrong beyond doubt, a warning wants a look, info is worth knowing."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """Another article that a finding speaks of."""

    article: str
    url: str
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A clue for later. Facts that share a rule and a key are judged together, sorted.

    `mark` is what rules that compare whole archives compare first (`checks.comparison`).
    """

    key: str
    span: Span
    quote: str
    note: str = ""
    mark: bytes = b""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and why we think so.

    `subject` is the evidence that identifies the fault (folded before it is compared): the
    misspelt name and the right one, the teaser's words, the template string. Never the message,
    a threshold or a count. `across` lists the keys of all articles of a fault between articles;
    `site_wide` says that the fault is the site's and not one article's. `same_story` marks an edge
    between two copies: stories are the connected components of such edges. `before` and `after`
    are the words around the quote in its block, which the runner adds.
    """

    code: str
    span: Span
    quote: str
    message: str
    severity: Severity
    confidence: float = 1.0
    suggestion: str = ""
    why: str = ""
    subject: str = ""
    related: tuple[Related, ...] = ()
    across: tuple[str, ...] = ()
    site_wide: bool = False
    same_story: bool = False
    before: str = ""
    after: str = ""


class Check:
    """Base of all rules. A rule is a frozen dataclass: its fields are its options.

    `code` is the rule's number, `severity` its default. The file's name is `<code>_<name>.py`.
    A rule that needs word lists or the names lexicon declares `knowledge: Knowledge` as a field;
    it is passed in. Both methods must be pure and must not change the article.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity]

    def look(self, article: Article) -> Iterable[Finding]:
        """What one article shows by itself."""
        return ()

    def gather(self, article: Article) -> Iterable[Fact]:
        """Clues for later."""
        return ()

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterable[Finding]:
        """What all clues that share a key show together. `facts` come sorted."""
        return ()

    def finding(
        self,
        span: Span,
        quote: str,
        message: str,
        *,
        severity: Severity | None = None,
        confidence: float = 1.0,
        suggestion: str = "",
        why: str = "",
        subject: str = "",
        related: Iterable[Related] = (),
        across: Iterable[str] = (),
        site_wide: bool = False,
        same_story: bool = False,
    ) -> Finding:
        """A finding of this rule; `subject` defaults to the quote."""
        return Finding(
            code=self.code,
            span=span,
            quote=quote,
            message=message,
            severity=self.severity if severity is None else severity,
            confidence=confidence,
            suggestion=suggestion,
            why=why,
            subject=subject or quote,
            related=tuple(related),
            across=tuple(sorted(across)),
            site_wide=site_wide,
            same_story=same_story,
        )
