"""A link whose target is gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from articles import Article, Kind
from articles.addresses.canonical import absolute
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class DeadRelatedLink(Check):
    """A related line leads to a page that no longer exists.

    Publishers withdraw and rename articles, and the copies of a syndicated text keep the old
    address. The target has been asked for: it says 404 or 410, or its host has no address any
    more. A server that refuses to answer, is busy or asks for a login says nothing about the page,
    and is not reported. Only `copydesk crawl` knows the targets: elsewhere this rule is silent.
    """

    code = "REL301"
    severity = Severity.ERROR

    # What was found at each address: no option of the user's, the crawler fills it in.
    verdicts: Mapping[str, str] = field(default_factory=dict, metadata={"internal": True})

    def look(self, article: Article) -> Iterator[Finding]:
        """Every related link whose target is dead."""
        for span, block in article.of(Kind.RELATED) if self.verdicts else ():
            for link in block.links:
                url = absolute(article.url, link.href).partition("#")[0]
                if self.verdicts.get(url) == "dead":
                    place = article.span(span.block, link.start, link.end or -1)
                    yield self.finding(
                        place,
                        link.text or block.text,
                        "the target of this related link no longer exists",
                        why=f"{url} answers 404 or 410, or its host is gone",
                        subject=url,
                    )
