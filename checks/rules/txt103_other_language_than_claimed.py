"""TXT103: the text is in another language than the page claims."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from articles.language import language_of, primary
from checks.protocol import Check, Finding, Severity

#: letters of the text that are looked at
_SAMPLE = 6000


@dataclass(frozen=True, slots=True)
class OtherLanguageThanClaimed(Check):
    """The text is in another language than the page or its record claims.

    A template keeps the language of the house that bought it, or a text went to the wrong edition.
    Translators, screen readers and everybody who sorts an archive by language trust the claim.
    Near relations, which a detector mixes up, are left alone. It errs on texts that are mostly
    names, titles or quotations in another language.
    """

    code = "TXT103"
    severity = Severity.WARNING

    #: texts with fewer letters prove nothing
    min_letters: int = 400

    def look(self, article: Article) -> Iterator[Finding]:
        claim = _claim(article)
        story = [i for i in article.zone if article.blocks[i].is_story] if claim else []
        if not story:
            return
        text = _sample(article, story)
        if len(text) < self.min_letters:
            return
        found = language_of(text, claim)
        if found and found != primary(claim):
            block = article.blocks[story[0]]
            quote = block.text[:80]
            message = f"the text is in “{found}”, its claim says “{claim}”"
            span = article.span(story[0], 0, len(quote))
            yield self.finding(span, quote, message, suggestion=found, subject=f"{claim} {found}")


def _claim(article: Article) -> str:
    for name in ("language", "html lang"):
        if said := article.claims.get(name, ()):
            return said[0] if primary(said[0]) else ""
    return ""


def _sample(article: Article, story: list[int]) -> str:
    parts, size = [], 0
    for index in story:
        parts.append(article.blocks[index].text[:_SAMPLE])
        size += len(parts[-1])
        if size > _SAMPLE:
            break
    return "\n".join(parts)
