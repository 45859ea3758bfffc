"""Labels without a mark: "RELATED" in bold type or in capitals, then one link that is all the rest.

The words say nothing here, as houses call such lines what they like; but no sentence consists of a
bold label and a link as long as a headline. Only pages are asked: type and links are theirs.
"""

from articles.lines.label_words import words_of_label
from articles.lines.links import is_title
from articles.tree.pieces import Box, Piece
from articles.words.fold import begins_small
from articles.words.levelled import words_of

#: letters of the whole line, letters and words of its label (guesses)
_LONGEST, _LONGEST_LABEL, _LABEL_WORDS = 220, 40, 4
_LEAST_TITLE = 4  # words of the link: three are often a name (a guess)
_POINTERS = frozenset(("»", "›", "→", "▶", "►", "▸", ">", ">>", ">>>", "»»", "👉", "➡", "➤", "☞"))
_LISTS = frozenset(("li", "dd", "dt", "td", "th"))
_SENTENCE_MARKS = '.!?…,;:。、，؟।“”"«»'


def announces_its_link(piece: Piece) -> bool:
    """Whether a piece is a short label and the one link that it announces, with no mark between, or
    an arrow and a link."""
    if len(piece.links) != 1 or len(piece.text) > _LONGEST or _is_item(piece.box):
        return False
    link = piece.links[0]
    label, behind = piece.text[: link.start].strip(), piece.text[link.end :]
    if not label or any(map(str.isalnum, behind)) or not is_title(link.text, _LEAST_TITLE):
        return False
    if not any(map(str.isalnum, label)):
        return label in _POINTERS
    return _is_label(label) and _is_set(label, piece)


def _is_item(box: Box) -> bool:
    """Whether a piece is an item of a list or a cell: such are lists of sources, of places."""
    return box.tag in _LISTS or (box.parent is not None and box.parent.tag in _LISTS)


def _is_label(label: str) -> bool:
    if len(label) > _LONGEST_LABEL or label.count(" ") >= _LABEL_WORDS or begins_small(label):
        return False
    return sum(map(str.isalpha, label)) > 1 and not any(mark in label for mark in _SENTENCE_MARKS)


def _is_set(label: str, piece: Piece) -> bool:
    """Whether the label alone is in bold type, is in capitals, or is known as one."""
    if abs(piece.strong - len(label)) <= 1:
        return True
    if label.isupper():
        return not piece.links[0].text.isupper()
    known = words_of(label)
    return bool(known) and words_of_label(known) == len(known)
