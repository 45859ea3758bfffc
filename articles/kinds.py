"""What a line is by its words alone: related, share, ad, newsletter, paywall, legal, template …

These rules win over the place of a line and over the classifier, so they speak only where the
words leave little doubt. They serve pages and plain text alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from ahocorasick_rs import AhoCorasick

from articles.label_words import may_begin_label, words_of_label
from articles.line_parts import call_kind
from articles.line_search import NOTHING, Found, found_in
from articles.line_words import after_words, levelled
from articles.model import Kind
from articles.phrases import Phrase, consent_words, network_names
from articles.template_marks import SIGNS, VALUES, is_template

#: kinds whose words leave no doubt: they win over the classifier; the others only advise it
WINS = frozenset(
    {
        *(Kind.RELATED, Kind.SHARE, Kind.NEWSLETTER, Kind.AD),
        *(Kind.PAYWALL, Kind.LEGAL, Kind.TEMPLATE),
    }
)
#: a longer run of text is a paragraph, whatever it begins with
LONGEST_LINE = 420
_FURNITURE = 100
_LONGEST_TAIL = 220
_LONGEST_WORDS = 24
_LONGEST_NOTICE = 20  # words; letters of scripts without spaces (a guess)
_SECTION = 4  # words of a section, or of an author, that a label names (a guess)
_SEPARATOR = re.compile(r"(?:\s?[:：|»›→▶►>]|\s[–—-]\s|[\])】］》]|[\s]?\u00a0|\s\s|\s?\n|\.{3}|…)")
_SENTENCE_END = re.compile(r"[.。।]['\"”’)\]]*\s*$")
_LEAD = re.compile(r"^[^\w(\"“«‘'¡¿]*")


#: what a line without words of the lists holds if it tells something
_MARKS = AhoCorasick((*SIGNS, *VALUES, "ookie", "©"))
#: short lines whose kind is known: the pages of a site repeat their furniture
_known: dict[tuple[str, float], Kind | None] = {}
_MOST_KNOWN = 16_384
_MOST_AT_ONCE = 1024  # lines levelled together: bounds the memory, not the result


def line_kind(text: str, linked: float = 0.0) -> Kind | None:
    """The kind that the words tell, or None. `linked` is the share of the text inside links.

    >>> line_kind("See also: Harbour bridge opens a year late").value
    'related'
    >>> line_kind("Related companies fell sharply on Monday, and so did the bank.") is None
    True
    """
    return line_kinds([(text, linked)])[0]


def line_kinds(lines: Sequence[tuple[str, float]]) -> list[Kind | None]:
    """What `line_kind` says of each line of a page, found for all of them at once."""
    keys = [(text, 0.0 if share <= 0.4 else 0.45 if share <= 0.5 else 1.0) for text, share in lines]
    fresh = [key for key in dict.fromkeys(keys) if key not in _known]
    told = dict(zip(fresh, _kinds(fresh), strict=True)) if fresh else {}
    kinds = [told[key] if key in told else _known[key] for key in keys]
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    _known.update((key, kind) for key, kind in told.items() if len(key[0]) <= _FURNITURE)
    return kinds


def _kinds(lines: Sequence[tuple[str, float]]) -> Iterator[Kind | None]:
    for start in range(0, len(lines), _MOST_AT_ONCE):
        part = lines[start : start + _MOST_AT_ONCE]
        texts = [text for text, _ in part]
        marked = _marked(texts)
        levels = levelled([text if len(text) <= LONGEST_LINE else "" for text in texts])
        for index, ((text, linked), level) in enumerate(zip(part, levels, strict=True)):
            yield _kind(text, linked, level, index in marked)


def _marked(texts: Sequence[str]) -> set[int]:
    """The numbers of the texts that hold a mark, or are a single word that may be a key."""
    keys = {i for i, text in enumerate(texts) if " " not in text and ("_" in text or "." in text)}
    found = _MARKS.find_matches_as_indexes("\n".join(texts))
    if not found:
        return keys
    ends = np.cumsum([len(text) + 1 for text in texts])
    starts = [start for _, start, _ in found]
    return keys.union(np.searchsorted(ends, starts, side="right").tolist())


@dataclass(slots=True)
class Line:
    """A line that says something: its text, its words in lower case, what the lists find in it."""

    text: str
    level: str
    words: list[str]
    found: Found

    def after(self, count: int) -> str:
        """The text behind the first `count` words."""
        return after_words(self.text, count)


def _kind(text: str, linked: float, level: str, is_marked: bool) -> Kind | None:
    if is_marked and is_template(text):
        return Kind.TEMPLATE
    if is_marked and _asks_for_cookies(text, level):
        return Kind.LEGAL
    found = found_in(level)
    labelled = may_begin_label(level)
    if found is not NOTHING or labelled or _may_be_legal(level, is_marked):
        return _told(Line(text, level, level.split(), found), linked, labelled)
    return None  # most lines


def _may_be_legal(level: str, is_marked: bool) -> bool:
    return (is_marked and level != " ") or level.startswith(" copyright ")


def _told(line: Line, linked: float, labelled: bool) -> Kind | None:
    """What the rules say, the surest first; each is asked only where its words were found."""
    said = line.found.phrases
    if said and (kind := _notice(line, said) or _ad(line, said) or _related(line, said, linked)):
        return kind
    if (said or _may_be_networks(line)) and (kind := _share(line, said, linked)):
        return kind
    if kind := (_asks_for_something(line, said) if said else None) or _legal(line, said):
        return kind
    if labelled and (kind := _labelled(line, linked)):
        return kind
    if line.found.languages and (kind := call_kind(line.level, line.words, line.found)):
        return kind
    return _furniture(line, said) if said else None


def _is_whole(line: Line, start: int, phrase: Phrase) -> bool:
    return start == 0 and len(phrase.tokens) == len(line.words)


def _notice(line: Line, found: list[tuple[int, Phrase]]) -> Kind | None:
    """What a page says while it is no page yet: a place to be filled, a browser that is too old."""
    for start, phrase in found:
        if phrase.kind is Kind.TEMPLATE:
            if phrase.mode == "strong" and len(line.words) <= _LONGEST_NOTICE:
                return Kind.TEMPLATE
            if phrase.mode == "whole" and _is_whole(line, start, phrase):
                return Kind.TEMPLATE
    return None


def _ad(line: Line, found: list[tuple[int, Phrase]]) -> Kind | None:
    for start, phrase in found:
        if phrase.kind is Kind.AD and start == 0:
            if phrase.mode == "whole" and _is_whole(line, start, phrase):
                return Kind.AD
            if phrase.mode == "start" and len(line.words) <= len(phrase.tokens) + 6:
                return Kind.AD
    return None


def _related(line: Line, found: list[tuple[int, Phrase]], linked: float) -> Kind | None:
    """A label at the line's begin, then a headline: with a separator, a link, or neither."""
    for start, phrase in found:
        if start or phrase.kind is not Kind.RELATED:
            continue
        if any(not at and _asks_first(other, phrase) for at, other in found):
            continue
        if _is_whole(line, start, phrase):
            if phrase.mode in ("strong", "heading"):
                return Kind.RELATED
        elif phrase.mode != "heading" and _points_elsewhere(line, phrase, linked):
            return Kind.RELATED
    return None


def _asks_first(other: Phrase, label: Phrase) -> bool:
    """Whether a longer phrase than the label asks for something: "To read on, log in"."""
    return (
        other.kind in _ASKING and other.mode == "strong" and len(other.tokens) > len(label.tokens)
    )


def _points_elsewhere(line: Line, phrase: Phrase, linked: float) -> bool:
    tail = line.after(len(phrase.tokens))
    apart = _SEPARATOR.match(tail) is not None
    title = _LEAD.sub("", tail)
    if len(title) > _LONGEST_TAIL or not title:
        return False
    if phrase.mode == "short":
        few = len(line.words) - len(phrase.tokens) <= _SECTION and not _SENTENCE_END.search(title)
        return few and linked <= 0.5 and title[0].isupper() and line.text[:1].isupper()
    ends_like_prose = _SENTENCE_END.search(title) is not None and len(line.words) > 8
    if phrase.mode == "weak":
        marked = tail.lstrip(" \u00a0")[:1] in {":", "：", "|"}
        return marked and not ends_like_prose and _begins_like_a_title(title)
    if apart:
        return not ends_like_prose or linked > 0.5
    begins_line = not line.text[:1].islower()
    if linked > 0.4:
        return begins_line
    return begins_line and not ends_like_prose and _begins_like_a_title(title)


_FEW = 7  # words of a label that fills its line


def _labelled(line: Line, linked: float) -> Kind | None:
    """A label that no list holds: over other lines, or before a headline behind a mark or in a
    link."""
    count = words_of_label(line.words)
    if not count:
        return None
    if count == len(line.words):
        return Kind.RELATED if 1 < count <= _FEW and linked < 0.5 else None
    tail = line.after(count)
    title = _LEAD.sub("", tail)
    if len(title) > _LONGEST_TAIL or not _begins_like_a_title(title):
        return None
    if linked <= 0.5 and _SENTENCE_END.search(title) and len(line.words) > 8:
        return None
    if count == 1:  # "Video: …" begins headlines too
        return Kind.RELATED if linked > 0.4 and tail.lstrip()[:1] in (":", "：", "|") else None
    apart = _SEPARATOR.match(tail) is not None or linked > 0.4
    return Kind.RELATED if apart and not line.text[:1].islower() else None


def _begins_like_a_title(title: str) -> bool:
    first = title.lstrip("\"'“”‘’«»„(¡¿ ")[:1]
    return bool(first) and not first.islower()


#: "Follow @ledger on …"
_FOLLOW = re.compile(
    r"\s*(?:follow|folge?n? sie|folgt?|suivez|sigue a|siga|segui|volg|följ|følg|obserwuj)\s+@\w",
    re.I,
)
_SHORT = 8  # words
_NETWORKS = 0.6  # of the words of a share bar


def _may_be_networks(line: Line) -> bool:
    return line.found.networks > 0 and (
        len(line.words) <= _SHORT or line.found.networks >= _NETWORKS * len(line.words)
    )


def _share(line: Line, found: list[tuple[int, Phrase]], linked: float) -> Kind | None:
    for start, phrase in found:
        if phrase.kind is not Kind.SHARE or start:
            continue
        if phrase.mode == "whole" and _is_whole(line, start, phrase):
            return Kind.SHARE
        if phrase.mode == "start" and len(line.words) <= 14 and not _SENTENCE_END.search(line.text):
            return Kind.SHARE
    if not _may_be_networks(line):
        return None
    if _FOLLOW.match(line.text) and len(line.words) <= _SHORT:
        return Kind.SHARE
    known = line.found.networks
    if known >= 2 and known >= _NETWORKS * len(line.words) and len(line.words) <= 30:
        return Kind.SHARE
    is_name = linked > 0.5 and tuple(line.words) in network_names()
    return Kind.SHARE if is_name else None


_ASKING = (Kind.PAYWALL, Kind.NEWSLETTER)


def _asks_for_something(line: Line, found: list[tuple[int, Phrase]]) -> Kind | None:
    """Subscribe, register, log in: one plain demand or two hints."""
    strong = dict.fromkeys(_ASKING, 0)
    hints: dict[Kind, set[tuple[str, ...]]] = {k: set() for k in _ASKING}
    for _, phrase in found:
        if phrase.kind in strong:
            if phrase.mode == "strong":
                strong[phrase.kind] += 1
            elif phrase.mode == "weak":
                hints[phrase.kind].add(phrase.tokens)
    best = max(_ASKING, key=lambda k: (strong[k] * 2 + len(hints[k]), k is Kind.PAYWALL))
    if strong[best] or (len(hints[best]) >= 2 and len(line.words) <= _LONGEST_WORDS):
        return best
    return None


def _legal(line: Line, found: list[tuple[int, Phrase]]) -> Kind | None:
    for start, phrase in found:
        if phrase.kind is Kind.LEGAL:
            if phrase.mode == "strong":
                return Kind.LEGAL
            if _is_whole(line, start, phrase):
                return Kind.LEGAL
    head = line.text.lstrip()
    if head[:1] == "©" or (
        line.words[:1] == ["copyright"] and any(w.isdigit() for w in line.words)
    ):
        return Kind.LEGAL if len(line.words) <= 40 else None
    return None


_LONGEST_CONSENT = 2500
_CONSENT_WORDS = 3  # beside the word cookie itself


def _asks_for_cookies(text: str, level: str) -> bool:
    """A paragraph of a consent box. It speaks of cookies and of three things around them."""
    if len(text) > _LONGEST_CONSENT or "ookie" not in text:
        return False
    shown = level if len(text) <= LONGEST_LINE else levelled([text])[0]
    if shown.count(" cookie") < 1 + (len(text) > LONGEST_LINE):
        return False
    return sum(word in shown for word in consent_words()) >= _CONSENT_WORDS


def _furniture(line: Line, found: list[tuple[int, Phrase]]) -> Kind | None:
    """Navigation, calls for comments, picture credits, times of publication."""
    for start, phrase in found:
        if start:
            continue
        if phrase.mode == "whole" and _is_whole(line, start, phrase):
            return phrase.kind
        if phrase.mode == "start" and phrase.kind is Kind.COMMENT and len(line.words) <= 30:
            return phrase.kind
        if phrase.kind is Kind.DATELINE and _tells_a_time(line, phrase):
            return phrase.kind
        if phrase.kind is Kind.NAVIGATION and phrase.mode == "start" and _is_short(line):
            return phrase.kind
        if phrase.kind is Kind.CAPTION and phrase.mode == "colon" and _colon_follows(line, phrase):
            return phrase.kind
    return None


def _is_short(line: Line) -> bool:
    return len(line.words) <= 12 and not _SENTENCE_END.search(line.text)


def _tells_a_time(line: Line, phrase: Phrase) -> bool:
    rest = line.words[len(phrase.tokens) :]
    return (
        len(rest) <= 16
        and any(w[0].isdigit() for w in rest)
        and not (len(line.words) > 10 and _SENTENCE_END.search(line.text))
    )


def _colon_follows(line: Line, phrase: Phrase) -> bool:
    tail = line.after(len(phrase.tokens)).lstrip(" \u00a0")
    return tail[:1] in {":", "：", "="} and len(line.words) <= 60
