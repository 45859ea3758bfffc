"""The phrases of the word lists: what a line says, and how the phrase must stand in it."""

from collections.abc import Iterable, Iterator
from functools import cache

from articles.model import Kind, record
from articles.words.levelled import is_latin, levelled, lowered, plain_words, words_of
from articles.words.lists import data

MARKS = ":：|=-–"  # a phrase that ends with one stands before one
_LISTED = "share ad newsletter paywall legal navigation comment template".split()
_ANYWHERE = frozenset({Kind.NEWSLETTER, Kind.PAYWALL, Kind.LEGAL, Kind.TEMPLATE})


@record
class Phrase:
    """A phrase of a word list: its tokens, the kind it tells and how it must stand in a line."""

    tokens: tuple[str, ...]
    kind: Kind
    mode: str

    @property
    def anywhere(self) -> bool:
        """Whether it tells something in the middle of a line too."""
        told = self.kind in _ANYWHERE and self.mode in ("strong", "weak", "hidden")
        return told or self.mode == "counts"


def listed_phrases(latin: bool) -> list[tuple[str, str, str]]:
    """Every phrase of the lists in Latin letters, or every other: levelled, its kind and mode."""
    rows = [row for row in _listed() if is_latin(row[0]) == latin]
    levels = levelled([text for text, _, _ in rows])
    told = zip(levels, ((kind.value, mode) for _, kind, mode in rows), strict=True)
    return sorted({(level, *row) for level, row in told if level != " "})


def _listed() -> Iterator[tuple[str, Kind, str]]:
    """Each phrase as its list has it, the kind it tells, and how it must stand in a line."""
    related, junk = data("related_labels.json"), data("junk_lines.json")
    for mode in ("strong", "weak", "heading", "short"):
        yield from ((text, Kind.RELATED, mode) for text in _texts(related[mode]))
    for kind in map(Kind, _LISTED):
        for mode in ("whole", "empty", "start", "strong", "weak", "hidden", "counts", "countdown"):
            for text in _texts(junk[kind].get(mode, {})):
                yield text, kind, "colon" if mode == "start" and text[-1] in MARKS else mode
    for text in _texts(junk["caption"]["start"]):
        yield text, Kind.CAPTION, "colon" if ":" in text else "start"
    for text in _texts(junk["dateline"]["start"]):
        yield text, Kind.DATELINE, "start"


@cache
def unlocking_words() -> tuple[str, ...]:
    """What a notice of hidden content asks for: cookies, the reader's consent, a plugin."""
    return tuple(map(lowered, _texts(data("junk_lines.json")["template"]["unlocked by"])))


@cache
def words_beside_ads() -> tuple[frozenset[str], ...]:
    """By language: the words of notes behind the label of an advertisement."""
    listed = data("junk_lines.json")["ad"]["beside a label"].values()
    return tuple(frozenset(plain_words(" ".join(words))) for words in listed)


@cache
def network_words() -> frozenset[str]:
    """The words of share bars: networks' names, and what stands beside them."""
    beside = map(words_of, _texts(data("junk_lines.json")["share"]["beside"]))
    return frozenset(word for name in (*network_names(), *beside) for word in name)


@cache
def network_names() -> frozenset[tuple[str, ...]]:
    """The names of networks, in words."""
    return frozenset(map(words_of, _texts(data("junk_lines.json")["share"]["networks"])))


@cache
def no_comments() -> frozenset[tuple[str, ...]]:
    """What stands in place of comments, in words."""
    return frozenset(map(words_of, _texts(data("junk_lines.json")["comment"]["empty"])))


@cache
def counted_words() -> frozenset[str]:
    """What may stand beside a number of shares."""
    texts = _texts(data("junk_lines.json")["share"]["counted"])
    return frozenset(word for text in texts for word in words_of(text))


@cache
def consent_words() -> tuple[str, ...]:
    """What consent boxes speak of, a space before and behind."""
    texts = _texts(data("junk_lines.json")["consent"]["words"])
    return tuple(f" {' '.join(words_of(text))} " for text in texts)


def _texts(by_language: dict[str, list[str]]) -> Iterable[str]:
    return (text for texts in by_language.values() for text in texts)
