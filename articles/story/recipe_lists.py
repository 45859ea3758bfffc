"""The ingredients of a recipe: short lines of numbers that a forest takes for furniture.

They are told by what the page states of its recipe (schema.org's recipeIngredient), or by the names
of the list around them; on a page that has a story, they belong to it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from articles.model import Kind
from articles.tree.pieces import Box, Piece
from articles.words.fold import words

_LONGEST = 200  # letters of an ingredient (a guess)
_NEAR = 4  # boxes around an ingredient that may be named so (a guess)
#: ingredients in class names and microdata, in the languages of recipe plugins
_NAMES = re.compile(
    r"ingr[eé]di[eë]|ingredi[eë]n|zutat(?<!\wzutat)|sk[lł]adnik|ainesosa|ainekset|hozz[aá]val|malzeme|surovin"
)
_WHOLE = frozenset(("body", "main", "article"))
_ITEMS = frozenset(("li", "dd", "td", "p", "label"))


def with_ingredients(
    found: Sequence[Piece],
    told: Sequence[Kind | None],
    is_story: Sequence[bool],
    stated: Iterable[str],
) -> list[bool]:
    """`is_story`, with the ingredients. `stated` are those of the page's structured data."""
    if not any(is_story):
        return list(is_story)
    known = frozenset(map(words, stated))
    return [
        story or (kind is None and _is_ingredient(piece, known))
        for piece, kind, story in zip(found, told, is_story, strict=True)
    ]


def _is_ingredient(piece: Piece, known: frozenset[str]) -> bool:
    box = piece.box
    if len(piece.text) > _LONGEST or box.never or box.hidden or box.tag not in _ITEMS:
        return False
    return (bool(known) and words(piece.text) in known) or _is_named(box)


def _is_named(box: Box) -> bool:
    around: Box | None = box
    for _ in range(_NEAR):
        if around is None or around.tag in _WHOLE:
            return False
        if around.hint and _names_ingredients(around.hint):
            return True
        around = around.parent
    return False


@lru_cache(maxsize=4096)
def _names_ingredients(hint: str) -> bool:
    return _NAMES.search(hint) is not None
