"""A small invented archive in which rules that compare articles find much, as it changes."""

from random import Random

from articles import Article, Block, Kind, Link

SITES = ("courier.example", "gazette.example", "herald.example")
_HEADLINES = (
    "Harbour bridge reopens after storm repairs on Monday",
    "Harbour bridge reopens after storm repair on Monday",
    "UPDATE: Harbour bridge reopens after storm repairs on Monday",
    "Baker wins the county prize for rye bread again",
    "Ferry company adds a late boat to the island",
    "Museum opens hall of clocks after twelve years",
    "Morning briefing",
)
_WORDS = (
    "harbour bridge storm ferry baker gull council pier engine winter mayor school road market "
    "clerk letter garden museum doctor farmer bread island concert library bicycle tunnel river"
).split()
_NAMES = (*("Velterbrook",) * 12, "Velterbrok")
_FOOTERS = ("Sign up for our harbour letter", "The Gazette is printed on Tuesdays")


def _sentence(chance: Random) -> str:
    words = " ".join(chance.choices(_WORDS, k=14))
    return f"{words.capitalize()}, said the {chance.choice(_WORDS)} of the town."


def _body(seed: int, name: str) -> list[str]:
    chance = Random(f"body {seed}")
    told = f"The council met again on Tuesday. After the vote, Maria {name} said that the bridge"
    return [
        f"{told} would be mended.",
        *(" ".join(_sentence(chance) for _ in "abc") for _ in "abcd"),
    ]


def made(number: int, version: int) -> Article:
    """One version of an article: which site, headline, text, links and date follow from both."""
    chance = Random(f"{number} {version}")
    site = SITES[number % len(SITES)]
    headline = chance.choice(_HEADLINES)
    paragraphs = _body(chance.randrange(5), chance.choice(_NAMES))
    if chance.random() < 0.4:
        paragraphs = paragraphs[: chance.randint(2, 4)]
    paragraphs.append(chance.choice(_FOOTERS))
    teaser = chance.choice((*_HEADLINES, "Orchestra tours seven villages with forty violins"))
    target = number % len(SITES) + len(SITES) * chance.randrange(6)
    link = Link(f"https://{site}/news/{target}", teaser, 10, 10 + len(teaser))
    blocks = [Block(Kind.HEADLINE, headline, tag="h1")]
    blocks += [Block(Kind.PARAGRAPH, text, tag="p") for text in paragraphs]
    blocks.insert(2, Block(Kind.RELATED, f"See also: {teaser}", (link,), tag="p"))
    key = f"{site}/news/{number}"
    return Article(
        key=key,
        id=key,
        url=f"https://{key}",
        site=site,
        headline=headline,
        published=f"2026-01-{1 + chance.randrange(9):02}",
        language="en",
        blocks=tuple(blocks),
        markup=True,
    )
