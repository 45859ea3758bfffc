"""Lines of names that no word for "by" announces: "Ann Lee", "Ann Lee and Tom Ray"."""

from functools import cache

from articles.bylines.words import interface, joining, nobody, not_people
from articles.words.fold import begins_small, words
from articles.words.lists import data

_SIGNS = " \t\n\u00a0|•·,;:–—-/()[]"
_FEWEST, _MOST = 2, 6  # words (guesses)


def are_built_like_names(text: str) -> bool:
    """Whether a line is two words or more that begin like names, none of them known otherwise.

    >>> are_built_like_names("Ann Lee and Tom Ray"), are_built_like_names("World News")
    (True, False)
    """
    tokens = [token.strip(_SIGNS) for token in text.split()]
    names = [token for token in tokens if token and token.casefold() not in joining()]
    inside = data("people.json")["inside"]
    built = all(
        token[0].isalpha() and (not begins_small(token) or token in inside) for token in names
    )
    return (
        built
        and _FEWEST <= len(names) <= _MOST
        and not known_otherwise().intersection((words(text), *map(words, names)))
    )


@cache
def known_otherwise() -> frozenset[str]:
    """Places, and words of desks and sections."""
    sections = data("lead_lines.json")["sections"].values()
    of_sections = (word for listed in sections for name in listed for word in words(name).split())
    return frozenset(
        (*data("people.json")["places"], *not_people(), *nobody(), *interface(), *of_sections)
    )
