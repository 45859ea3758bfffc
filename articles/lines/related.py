"""Lines that lead to other articles: labels of the lists, labels made of label words, and headlines
behind them."""

import re
from collections.abc import Sequence

from articles.lines.label_words import words_of_label
from articles.lines.phrases import Phrase
from articles.lines.said import ASKING, Line, ad_call, call, is_whole
from articles.model import Kind
from articles.words.fold import begins_small
from articles.words.levelled import SENTENCE_END, SINGLE_LETTERS, words_of

_LONGEST_TAIL = 220
_TOPIC = 2  # words of "the drought" (a guess)
_SECTION = 4  # words of a section, or of an author, that a label names (a guess)
_SEPARATOR = re.compile(r"(?:\s?[:：|»›→▶►>]|\s[–—-]\s|[\])】］》]|[\s]?\u00a0|\s\s|\s?\n|\.{3}|…)")
_POINTER = re.compile(r"\s?[»›→▶►▸]\s")
_COLON = re.compile(r"\s?[:：|]")
_LEAD = re.compile(r"^[^\w(\"“«‘'¡¿]*")


def related(line: Line, found: Sequence[tuple[int, Phrase]], linked: float) -> Kind | None:
    """A label at the line's begin, then a headline: with a separator, a link, or neither."""
    for start, phrase in found:
        if start or phrase.kind is not Kind.RELATED:
            continue
        if any(not at and _asks_first(other, phrase) for at, other in found):
            continue
        if is_whole(line, start, phrase):
            if phrase.mode in ("strong", "heading"):
                return Kind.RELATED
        elif _points_elsewhere(line, phrase, linked):
            # "Read more after the ad"
            return Kind.RELATED if linked else ad_call(line) or Kind.RELATED
    return None


def _asks_first(other: Phrase, label: Phrase) -> bool:
    """Whether a longer phrase than the label asks for something: "To read on, log in"."""
    return other.kind in ASKING and other.mode == "strong" and len(other.tokens) > len(label.tokens)


def _points_elsewhere(line: Line, phrase: Phrase, linked: float) -> bool:
    tail = line.after(len(phrase.tokens))
    apart = _SEPARATOR.match(tail) is not None
    title = _LEAD.sub("", tail)
    if len(title) > _LONGEST_TAIL or not title:
        return False
    ends_like_prose = SENTENCE_END.search(title) is not None and len(line.words) > 8
    if phrase.mode == "heading":  # "What to read next ▸ …", "You may be interested in: …"
        long = sum(len(word) > 1 for word in phrase.tokens) >= _PLAIN_LABEL
        leads = long and _COLON.match(tail) is not None and not ends_like_prose
        return (leads or _POINTER.match(tail) is not None) and _begins_like_a_title(title)
    if phrase.mode == "short":
        rest = len(line.words) - len(phrase.tokens)
        few = rest <= (_SECTION if title[0].isupper() else _TOPIC)
        is_name = few and not SENTENCE_END.search(title)
        return is_name and linked <= 0.5 and line.text[:1].isupper()
    if phrase.mode == "weak":
        marked = tail.lstrip(" \u00a0")[:1] in frozenset(":：|]】］>»")
        return marked and not ends_like_prose and _begins_like_a_title(title)
    if apart:
        return not ends_like_prose or linked > 0.5
    begins_line = not begins_small(line.text)
    if linked > 0.4:
        return begins_line
    return begins_line and not ends_like_prose and _begins_like_a_title(title)


_FEW = 7  # words of a label that fills its line
_PLAIN_LABEL = 3  # words of one that begins no sentence (a guess)
_ABOUT = frozenset(
    "about on über zu zum zur sur à sobre su over om artiklen artikkelen artikeln saken artikel"
    " o на про о об за pe despre aiheesta".split()
)
_LONGEST_LABEL = 8  # words of one of the lists and what it speaks of (a guess)
_LONGEST_HEAD = 60  # letters of a label before its mark
_MARK = re.compile(r"\s?[:：|»›→▶►】］\]]|[?？]\s|\s>|\s[–—-]\s")


def labelled(line: Line, linked: float) -> Kind | None:
    """A label that no list holds: over other lines, or before a headline behind a mark or in a
    link."""
    count = words_of_label(line.words)
    if not count and line.words[0] < SINGLE_LETTERS:  # most lines
        return None
    mark = _MARK.search(line.text, 0, _LONGEST_HEAD)
    head = len(words_of(line.text[: mark.start()])) if mark else 0
    if 0 < head < len(line.words):
        return _before_a_title(line, head, linked)
    if not count:
        return None
    if count == len(line.words):
        is_label = 1 < count <= _FEW and linked < 0.5 and not SENTENCE_END.search(line.text)
        return Kind.RELATED if is_label else None
    if count == 1 or begins_small(line.text) or not _is_a_title(line, count, linked):
        return None
    apart = _SEPARATOR.match(line.after(count)) is not None or linked > 0.4
    return Kind.RELATED if apart else None


def _before_a_title(line: Line, head: int, linked: float) -> Kind | None:
    """A label of so many words, a mark, and a headline."""
    label = line.words[:head]
    is_label = words_of_label(label) == head or _begins_with_label(line, head)
    may_be_small = is_label and head >= _PLAIN_LABEL  # French headlines go on in small letters
    if begins_small(line.text) or not _is_a_title(line, head, linked, may_be_small):
        return None
    if is_label:  # "Video: …" begins headlines too; "Never miss a story: sign up" asks
        asks = linked <= 0.4 and call(line.words) in ASKING
        return Kind.RELATED if (head > 1 or linked > 0.4) and not asks else None
    return Kind.RELATED if label[0] > SINGLE_LETTERS and call(label) is Kind.RELATED else None


def _begins_with_label(line: Line, head: int) -> bool:
    """“Read more about the strike here: …”: a label that says about what."""
    if head > _LONGEST_LABEL:
        return False
    labels = [p for at, p in line.found.phrases if not at and p.kind is Kind.RELATED]
    count = max((len(p.tokens) for p in labels if p.mode == "strong"), default=0)
    if not 0 < count < head:
        return False
    longer = any(p.mode == "heading" and len(p.tokens) > count for p in labels)
    return longer or line.words[count] in _ABOUT


def _is_a_title(line: Line, start: int, linked: float, may_be_small: bool = False) -> bool:
    title = _LEAD.sub("", line.after(start))
    if len(title) > _LONGEST_TAIL or not (may_be_small or _begins_like_a_title(title)):
        return False
    return linked > 0.5 or len(line.words) <= 8 or SENTENCE_END.search(title) is None


def _begins_like_a_title(title: str) -> bool:
    first = title.lstrip("\"'“”‘’«»„(¡¿ ")
    return bool(first) and not begins_small(first)
