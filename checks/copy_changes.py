"""What became of a text on its way from one site to another, as far as facts can tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles import Article
from articles.addresses.canonical import canonical
from articles.words.fold import words
from checks.sketch import told

#: figures and names kept of one text (a guess): more are not read out in a finding
KEPT = 60
#: lengths that differ by less are one (a guess); names and numbers are compared only then
SAME_LENGTH = 0.1
_WITHIN = re.compile(r"(?<=[^\W\d_][ ,])[^\W\d_]\w{2,30}")  # words that begin no sentence


@dataclass(frozen=True, slots=True)
class Traits:
    """What a copy may change: where it says it comes from, its length, its figures and names."""

    credit: str
    canonical: str
    length: int
    numbers: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, article: Article) -> "Traits":
        """The traits of an article's text."""
        text = article.body
        every = told(text)
        numbers = [word for word in dict.fromkeys(every) if word.isdigit()]
        within = dict.fromkeys(_WITHIN.findall(text[:20_000]))
        names = [word for word in within if word[0].isupper()]
        address = canonical(article.canonical)
        return cls(article.credit, address, len(every), tuple(numbers[:KEPT]), tuple(names[:KEPT]))

    @classmethod
    def parse(cls, written: Sequence[object]) -> "Traits":
        """The inverse of `written`."""
        credit, address, length, numbers, names = written
        return cls(
            str(credit),
            str(address),
            int(str(length)),
            tuple(str(numbers).split()),
            tuple(str(names).split()),
        )

    @property
    def written(self) -> list[str | int]:
        """As a row of JSON."""
        numbers, names = " ".join(self.numbers), " ".join(self.names)
        return [self.credit, self.canonical, self.length, numbers, names]


def origin_of(
    addresses: Sequence[str], sites: Sequence[str], traits: Sequence[Traits]
) -> tuple[int, str]:
    """Which of these copies, earliest first, the others come from, and what says so ("": nothing).

    A canonical address on another site is a statement; a credit line that names another site is a
    strong hint; else the earliest is the likeliest.
    """
    own = [canonical(address) for address in addresses]
    for index, address in enumerate(own):
        if address and any(
            other.canonical == address and sites[row] != sites[index]
            for row, other in enumerate(traits)
        ):
            return index, "named as the canonical address"
    for index, site in enumerate(sites):
        if any(
            credits(other.credit, site) and sites[row] != site for row, other in enumerate(traits)
        ):
            return index, "named in the credit line"
    return 0, ""


def credits(credit: str, site: str) -> bool:
    """Whether a credit line names this site.

    >>> credits("The Coastal Courier", "coastalcourier.example"), credits("AP", "courier.example")
    (True, False)
    """
    label = site.split(".")[0].replace("-", "")
    named = words(credit).replace(" ", "")
    return len(label) >= 4 and len(named) >= 4 and (label in named or named in label)


def changes(copy: Traits, origin: Traits) -> str:
    """What the copy changed, in words; "" if nothing is known to have changed."""
    share = copy.length / max(1, origin.length)
    if share < 1 - SAME_LENGTH:
        return f"cut to {share:.0%}"
    if share > 1 + SAME_LENGTH:
        return f"lengthened to {share:.0%}"
    told = (
        _exchanged("numbers", copy.numbers, origin.numbers),
        _exchanged("names", copy.names, origin.names),
    )
    return "; ".join(filter(None, told))


def _exchanged(what: str, here: Sequence[str], there: Sequence[str]) -> str:
    """What stands in one only, if each has some of its own and neither list was cut off."""
    mine = [word for word in here if word not in there]
    theirs = [word for word in there if word not in here]
    if not mine or not theirs or max(len(here), len(there)) >= KEPT:
        return ""
    return f"other {what}: {', '.join(mine[:3])} for {', '.join(theirs[:3])}"
