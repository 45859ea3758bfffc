"""Small words that say what a name beside them is: by kind and language, in plain form."""

from functools import cache

from checks.knowledge import data

_FALLBACK = "en"


@cache
def small_words(kind: str, language: str) -> frozenset[str]:
    """The words of this kind; the English ones where the language has no list of its own."""
    table: dict[str, str] = data("name_context.json")[kind]
    return frozenset(table.get(language, table[_FALLBACK]).split())
