"""A link that arrives, but not at the article it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from articles import Article, Kind
from articles.addresses.canonical import absolute
from checks.protocol import Check, Finding, Severity

_SAID = {
    "gone-home": "leads to the site's front page and not to an article",
    "soft-404": "leads to a page that says the article does not exist",
}


@dataclass(frozen=True, slots=True)
class RelatedLinkLostItsPage(Check):
    """A related line leads to a front page, or to an error page that pretends to be none.

    Many sites send visitors of a deleted article to their front page, or answer with a friendly
    page and the status of success. The reader who follows the line finds nothing either way. An
    error page is told by asking the same site for an address that cannot exist. Only
    `copydesk crawl` knows the targets: elsewhere this rule is silent.
    """

    code = "REL302"
    severity = Severity.WARNING

    # What was found at each address: no option of the user's, the crawler fills it in.
    verdicts: Mapping[str, str] = field(default_factory=dict, metadata={"internal": True})

    def look(self, article: Article) -> Iterator[Finding]:
        """Every related link that ends at another page than it names."""
        for span, block in article.of(Kind.RELATED) if self.verdicts else ():
            for link in block.links:
                url = absolute(article.url, link.href).partition("#")[0]
                said = _SAID.get(self.verdicts.get(url, ""))
                if said:
                    yield self.finding(
                        article.span(span.block, link.start, link.end or -1),
                        link.text or block.text,
                        f"this related link {said}",
                        why=url,
                        subject=url,
                    )
