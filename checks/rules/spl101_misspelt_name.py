"""SPL101: a name is written as nobody writes it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from articles import Article
from checks.knowledge import Knowledge
from checks.names.reading import read
from checks.names.single import misspellings
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class MisspeltName(Check):
    """A name is written as nobody writes it, and what stands around it says what was meant.

    One mention is enough, so the evidence must be strong: a place where a place stands, in an
    article that names its country, one slip away from a town there, datelines and words in capitals
    included; a country or a state of the US; a person whom the news names often (office, sport,
    the arts, business) with the given name, or one with title and given name whose surname is well
    known in that country; a word that no language knows,
    one slip from one that many know, where the kind of slip, the length, the use of the right word
    and what stands beside it weigh enough together. That a name is unknown says nothing: most new
    names are. An English word that needs no capital corrects a name within the name of a body, and
    elsewhere only where a typist's slip is plain.

    Countries and states of one word are a closed list: from seven letters on a form one slip away
    is told, from five on one whose letters changed places ("Isreal"). In English the name that
    another language has for a country is a slip too ("Equador"), unless it is an accepted variant.
    Not found are shorter names, peoples, and forms that the article's language uses now and then.
    Of two words the second is told where a large city or a country must be meant ("Buenos Aries"),
    and any of a well-known body's ("Manchester Untied").

    Frequencies are known in English, German, French, Spanish, Italian, Portuguese, Dutch, Catalan,
    Swedish, Norwegian, Danish, Icelandic, Finnish, Latvian, Lithuanian, Polish, Czech, Slovak,
    Slovene, Croatian, Bosnian, Serbian in Latin letters, Macedonian, Bulgarian, Russian, Ukrainian,
    Hungarian, Romanian, Greek, Turkish, Indonesian, Malay, Filipino and Vietnamese. In all others
    (Estonian, Albanian, Belarusian, Galician, Basque, Welsh, Irish, Afrikaans, Swahili, Kazakh,
    Azerbaijani, Serbian in Cyrillic letters, ...) the rule is silent, and so it is in scripts
    without capitals.

    It errs where a new person's or firm's name resembles a well-known one: tell it with
    `copydesk names accept`, or put such names under `never` in the `[names]` table.
    """

    code = "SPL101"
    severity = Severity.ERROR

    knowledge: Knowledge = field(default_factory=Knowledge)

    #: Findings below this confidence are left out; lower it to see the weaker evidence too.
    min_confidence: float = 0.85

    def look(self, article: Article) -> Iterator[Finding]:
        for found in misspellings(read(article), self.knowledge):
            mention, right = found.mention, found.right
            if right.confidence >= self.min_confidence:
                yield self.finding(
                    article.span(mention.block, mention.start, mention.end),
                    mention.text,
                    "probably misspelt",
                    confidence=right.confidence,
                    suggestion=mention.in_its_case(right.name),
                    why=right.why,
                    subject=f"{found.word} {right.key}",
                )
