"""Lines that stand between the paragraphs of a story and are none of it: a file for each kind.

"Show all 12 comments", "Back to top", "Photo: Ida Holm": told by their words and their build alone,
in many languages, and only where these leave no doubt. They serve pages and plain text alike.
"""

import re
from collections.abc import Callable

from articles.lines.search import Found, found_in
from articles.model import Kind
from articles.stray import byline, caption, comment, dateline, embed, legal, navigation
from articles.stray.cover import Cover, covers
from articles.words.levelled import levelled

#: more letters are a paragraph, whatever it is made of
LONGEST = 420
_LONGEST_SHAPED = 160  # letters of a line that its marks alone tell (a guess)
_SHAPED = (embed, comment, byline, caption, dateline)
_SIGNS = re.compile(f"[{''.join(module.SIGNS for module in _SHAPED)}]")
#: What tells each kind: of a line, and of what the words of the kind cover of it. The surest comes
#: first. Those of `_MARKED` are asked of lines without such words too, by their marks.
_KINDS: tuple[tuple[Kind, Callable[[str, Cover | None], bool]], ...] = (
    (Kind.EMBED, embed.is_embed),
    (Kind.COMMENT, comment.is_comment),
    (Kind.LEGAL, legal.is_legal),
    (Kind.NAVIGATION, navigation.is_navigation),
    (Kind.BYLINE, byline.is_byline_alone),  # "Text: Ida Holm. Photos: Bo Lind"
    (Kind.CAPTION, caption.is_caption),
    (Kind.DATELINE, dateline.is_dateline),
)
KINDS = frozenset(kind for kind, _ in _KINDS)
_MARKED = KINDS - {Kind.LEGAL}
#: what was said of lines: it is asked for again where a line is weighed and labelled
_said: dict[str, Kind | None] = {}
_MOST_SAID = 16_384


def stray_kind(text: str, level: str, found: Found | None = None) -> Kind | None:
    """The kind that a line is for certain, given as it is and levelled, and with what the lists
    find in it if that is known; None for most.

    >>> stray_kind("Back to top", " back to top ").value
    'navigation'
    >>> stray_kind("Back to the top went Vik", " back to the top went vik ")
    """
    if len(text) > LONGEST or level == " ":
        return None
    if text not in _said:
        if len(_said) >= _MOST_SAID:
            _said.clear()
        _said[text] = _stray_kind(text, level, found)
    return _said[text]


def _stray_kind(text: str, level: str, found: Found | None) -> Kind | None:
    anchors = (found or found_in(level)).anchors
    there = covers(level, anchors, len(text)) if anchors else {}
    if not there and not _may_be_shaped(text):  # most lines
        return None
    for kind, tells in _KINDS:
        cover = there.get(kind)
        if (cover is not None or kind in _MARKED) and tells(text, cover):
            return kind
    return None


def _may_be_shaped(text: str) -> bool:
    """Whether a line may be told though none of its words is listed: a cheap look for its marks."""
    return len(text) <= _LONGEST_SHAPED and (
        _SIGNS.search(text) is not None
        or byline.begins_with_by(text)
        or navigation.may_be_row(text)
    )


def is_stray(kind: Kind, text: str) -> bool:
    """Whether a line is such a line for certain."""
    if kind not in KINDS:
        return False
    return (_said[text] if text in _said else stray_kind(text, levelled([text])[0])) is kind
