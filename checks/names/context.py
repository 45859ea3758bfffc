"""What stands beside a name: a place word, a title, another name, the same neighbours."""

from checks.names.folding import plain_word
from checks.names.reading import Mention, Reading
from checks.names.small_words import small_words

_FALLBACK = "en"
_FURTHEST_TITLE = 3


def beside_place_word(reading: Reading, mention: Mention) -> bool:
    """ "in ...", "the ... corridor", "capital ...", a dateline: where a place stands."""
    if mention.index in reading.datelines:
        return True
    before = plain_word(reading.before(mention.index))
    after = plain_word(reading.after(mention.index))
    nouns = small_words("place_noun", reading.language)
    return before in small_words("before_place", reading.language) | nouns or after in nouns


def after_title(reading: Reading, index: int, kind: str = "title") -> bool:
    """The word at `index` follows a title, "President", perhaps with two words between.

    `kind` "head" asks for the titles of those who speak for a country.
    """
    titles = small_words(kind, reading.language)
    for back in range(index - 1, index - 1 - _FURTHEST_TITLE, -1):
        if back < 0 or not reading.close[back + 1]:
            return False
        if reading.plain[back] in titles or reading.plain[back].rpartition("-")[2] in titles:
            return True
        if not reading.words[back][0].isupper():
            return False
    return False


def names_a_body(reading: Reading, index: int, within: int) -> bool:
    """An international body, the UN or NATO, is named shortly before."""
    bodies = small_words("body", reading.language)
    return any(word in bodies for word in reading.plain[max(0, index - within) : index])


def neighbours(reading: Reading, mention: Mention) -> frozenset[str]:
    """The names that stand directly before and after; none in a line of title case."""
    if mention.loud:
        return frozenset()
    found = set()
    before, after = reading.before(mention.index), reading.after(mention.index)
    if _is_name(before) and not _is_no_name(reading, mention.index - 1):
        found.add("<" + plain_word(before))
    if _is_name(after) and plain_word(after) not in small_words("place_noun", reading.language):
        found.add(">" + plain_word(after))
    return frozenset(found)


def is_title(word: str, language: str) -> bool:
    """ "President", "Minister" and their kind."""
    return word in small_words("title", language)


def stands_alone(reading: Reading, mention: Mention) -> bool:
    """No name beside it, and no part of a compound."""
    return not mention.hyphenated and not neighbours(reading, mention)


def _is_no_name(reading: Reading, index: int) -> bool:
    """A title, an article, or a small word that only begins its sentence: "In Stockholm"."""
    word = reading.plain[index]
    if is_title(word, reading.language) or word in small_words("article", reading.language):
        return True
    small = word in reading.lower or word in small_words("before_place", reading.language)
    return reading.fresh[index] and small


def speaks_of_spelling(between: list[str]) -> bool:
    """The words between two forms set them side by side: nothing, "or", "also spelled", a list."""
    if len(between) < 2 and (not between or len(between[0]) <= 3 or between[0][0].isupper()):
        return True
    return any(plain_word(word) in small_words("spelling", _FALLBACK) for word in between)


def is_listing(between: list[str], language: str) -> bool:
    """Two forms are members of one list, "Obiora, Obinna and Obioma": names, "and", kin between."""
    links = small_words("listing", language)
    return all(word[0].isupper() or plain_word(word) in links for word in between)


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()
