"""The rules on the words of a line: what its phrases, labels, networks and calls make of it."""

import re
from collections.abc import Sequence

from articles.lines.calls import call_kind
from articles.lines.notices import ad, notice
from articles.lines.phrases import (
    Phrase,
    consent_words,
    counted_words,
    network_names,
    network_words,
)
from articles.lines.related import labelled, related
from articles.lines.said import ASKING, Line, ad_call, colon_follows, is_whole
from articles.model import Kind
from articles.words.levelled import SENTENCE_END, SINGLE_LETTERS, levelled

#: a longer run of text is a paragraph, whatever it begins with
LONGEST_LINE = 420
_LONGEST_WORDS = 24


def told(line: Line, linked: float, may_be_label: bool) -> Kind | None:
    """What the rules say, the surest first; each is asked only where its words were found.
    `linked` is the share of the line inside links, `may_be_label` whether a label may begin it."""
    said = line.found.phrases
    if said and (kind := _first(line, said) or related(line, said, linked)):
        return kind
    if (said or may_be_networks(line)) and (kind := _share(line, said, linked)):
        return kind
    if said and (kind := _asks_for_something(line, said)):
        return kind
    if kind := _legal(line, said):
        return kind
    by_parts = line.found.languages and line.level[1] >= SINGLE_LETTERS
    if (may_be_label or by_parts) and (kind := labelled(line, linked)):
        return kind
    if line.found.languages and (kind := call_kind(line.level, line.words, line.found, line.text)):
        return kind
    return _furniture(line, said) if said else None


def _first(line: Line, said: Sequence[tuple[int, Phrase]]) -> Kind | None:
    return _whole(line, said) or notice(line, said) or ad(line, said)


_LISTED_WHOLE = frozenset((Kind.SHARE, Kind.AD, Kind.NEWSLETTER, Kind.TEMPLATE))


def _whole(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
    """A line that the lists hold as it is."""
    for start, phrase in found:
        if (
            phrase.mode == "whole"
            and phrase.kind in _LISTED_WHOLE
            and is_whole(line, start, phrase)
        ):
            return phrase.kind
    return None


#: "Follow @ledger on …"
_FOLLOW = re.compile(
    r"\s*(?:follow|folge?n? sie|folgt?|suivez|sigue a|siga|segui|volg|följ|følg|obserwuj)\s+@\w",
    re.I,
)
_SHORT = 8  # words
_NETWORKS = 0.6  # of the words of a share bar


def may_be_networks(line: Line) -> bool:
    """Whether networks' names fill enough of a line to be a share bar, or a few words of it."""
    few = len(line.words) <= _SHORT
    count = line.found.networks
    return count > 0 and (few or count >= _NETWORKS * len(line.words))


def _share(line: Line, found: Sequence[tuple[int, Phrase]], linked: float) -> Kind | None:
    for start, phrase in found:
        if phrase.kind is not Kind.SHARE or start:
            continue
        if phrase.mode == "start" and len(line.words) <= 14 and not SENTENCE_END.search(line.text):
            return Kind.SHARE
    if _counts_shares(line, found):
        return Kind.SHARE
    if not may_be_networks(line):
        return None
    if _FOLLOW.match(line.text) and len(line.words) <= _SHORT:
        return Kind.SHARE
    known = line.found.networks
    if known >= 2 and known >= _NETWORKS * len(line.words) and len(line.words) <= 30:
        return Kind.SHARE
    is_name = linked > 0.5 and tuple(line.words) in network_names()
    return Kind.SHARE if is_name else None


def _counts_shares(line: Line, found: Sequence[tuple[int, Phrase]]) -> bool:
    """“1.2K shares”: a number, who or what was shared how often, and nothing else."""
    if len(line.words) > _SHORT or not any(word[0].isdigit() for word in line.words):
        return False
    spans = [(at, at + len(phrase.tokens)) for at, phrase in found if phrase.mode == "counts"]
    shared = {number for start, stop in spans for number in range(start, stop)}
    beside = counted_words() | network_words()
    return bool(shared) and all(
        word[0].isdigit() or number in shared or word in beside
        for number, word in enumerate(line.words)
    )


_LOCKS = ("🔒", "🔐", "🔓")
_FEW_WORDS = 4  # behind a lock: "🔒 Premium article" (a guess)


def _asks_for_something(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
    """Subscribe, register, log in: one plain demand or two hints."""
    strong = dict.fromkeys(ASKING, 0)
    hints: dict[Kind, set[tuple[str, ...]]] = {k: set() for k in ASKING}
    begun = -1
    for start, phrase in found:  # of those that begin with the same word, the longest first
        if phrase.kind in strong:
            if phrase.mode == "strong":
                strong[phrase.kind] += start != begun  # "Log in to our letter" asks for one thing
                begun = start
            elif phrase.mode == "weak":
                hints[phrase.kind].add(phrase.tokens)
    if hints[Kind.PAYWALL] and line.text[:1] in _LOCKS and len(line.words) <= _FEW_WORDS:
        return Kind.PAYWALL
    best = max(ASKING, key=lambda k: (strong[k] * 2 + len(hints[k]), k is Kind.PAYWALL))
    if strong[best] or (len(hints[best]) >= 2 and len(line.words) <= _LONGEST_WORDS):
        return _asked_by_parts(line, best) or best
    return None


def _asked_by_parts(line: Line, by_phrases: Kind) -> Kind | None:
    """“Subscribe to our channel on …”, “Subscribe to read on”: what asks as other kinds do too."""
    may_follow = line.found.networks > 0
    if not line.found.languages or not (may_follow or by_phrases is Kind.NEWSLETTER):
        return None
    kind = call_kind(line.level, line.words, line.found, line.text)
    return kind if kind is Kind.PAYWALL or (kind is Kind.SHARE and may_follow) else None


def _legal(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
    for start, phrase in found:
        if phrase.kind is Kind.LEGAL:
            if phrase.mode == "strong":  # "We may earn a commission" says who pays
                return ad_call(line) or Kind.LEGAL
            if is_whole(line, start, phrase):
                return Kind.LEGAL
    head = line.text.lstrip()
    if head[:1] == "©" or (
        line.words[:1] == ["copyright"] and any(w.isdigit() for w in line.words)
    ):
        return Kind.LEGAL if len(line.words) <= 40 else None
    return None


_LONGEST_CONSENT = 2500
_CONSENT_WORDS = 3  # beside the word cookie itself


def asks_for_cookies(text: str, level: str) -> bool:
    """A paragraph of a consent box. It speaks of cookies and of three things around them."""
    if len(text) > _LONGEST_CONSENT or "ookie" not in text:
        return False
    shown = level if len(text) <= LONGEST_LINE else levelled([text])[0]
    if shown.count(" cookie") < 1 + (len(text) > LONGEST_LINE):
        return False
    return sum(word in shown for word in consent_words()) >= _CONSENT_WORDS


def _furniture(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
    """Navigation, calls for comments, picture credits, times of publication."""
    for start, phrase in found:
        if start:
            continue
        if phrase.mode in ("whole", "empty") and is_whole(line, start, phrase):
            return phrase.kind
        if phrase.mode == "start" and phrase.kind is Kind.COMMENT and len(line.words) <= 30:
            return phrase.kind
        if phrase.kind is Kind.DATELINE and _tells_a_time(line, phrase):
            return phrase.kind
        if phrase.kind is Kind.NAVIGATION and phrase.mode == "start" and _is_short(line):
            return phrase.kind
        if phrase.kind is Kind.CAPTION and phrase.mode == "colon" and colon_follows(line, phrase):
            return phrase.kind
    return None


def _is_short(line: Line) -> bool:
    return len(line.words) <= 12 and not SENTENCE_END.search(line.text)


def _tells_a_time(line: Line, phrase: Phrase) -> bool:
    rest = line.words[len(phrase.tokens) :]
    return (
        len(rest) <= 16
        and any(w[0].isdigit() for w in rest)
        and not (len(line.words) > 10 and SENTENCE_END.search(line.text))
    )
