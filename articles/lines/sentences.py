"""What tells a sentence of the story from a call to the reader that has the same words.

"Enter your address and the fake site does the rest, the police warned": calls name no source, quote
nobody in the middle of a sentence, and say little that the word lists of calls do not hold.
"""

import re
from collections.abc import Sequence

from articles.lines.parts import Parts, parts_of
from articles.lines.reports import UNSPACED, quoted_words, reports
from articles.lines.said import Line
from articles.model import Kind
from articles.words.levelled import SENTENCE_END, plain_words

#: kinds that calls to the reader make, whose words are those of stories about calls
_CALLS = frozenset({Kind.SHARE, Kind.NEWSLETTER, Kind.AD, Kind.PAYWALL, Kind.TEMPLATE})
#: a disclosure names shops, a notice what it cannot show: only these say nothing but what they ask
_ASKING = frozenset({Kind.SHARE, Kind.NEWSLETTER, Kind.PAYWALL})
#: words that no list of calls holds, those of them in small letters, and their share of the line:
#: of 95 such calls in whole sentences none had more than two (benchmarks/trials, sets 1 to 18)
_UNKNOWN, _SMALL_UNKNOWN, _LEAST_UNKNOWN = 3, 2, 0.2
_LETTERS = 3  # of a word too small to say anything; of an unspaced script that make a word
_LEAST_CITED, _LEAST_AROUND = 3, 5  # words of what a story cites, and beside it (guesses)
#: the reader's and his, in the languages that have one word for both
_THEIRS = frozenset("su sus suo sua suoi sue seu seus suas".split())
_BREAK = re.compile(r"[.!?…]\s|[。！？]")


def tells_a_story(line: Line, kind: Kind) -> bool:
    """Whether a line that its words make a call of this kind is a sentence of the story."""
    if kind not in _CALLS:
        return False
    return reports(line.text) or (kind in _ASKING and _says_more(line)) or _cites(line, kind)


def _says_more(line: Line) -> bool:
    """“To read on, he held the page up to the window.”: one sentence, and many of its words are
    unknown to the lists of calls."""
    text = line.text.rstrip()
    if SENTENCE_END.search(text) is None or _BREAK.search(text[:-1]):
        return False
    parts = parts_of(line.level, line.words, line.found, line.text)
    if _asks_readers(line) or any(map(_speaks_to_readers, parts)):
        return False
    unknown = _unknown(line, parts)
    many = sum(map(_weight, unknown))
    if many < _UNKNOWN or many < _LEAST_UNKNOWN * sum(map(_weight, line.words)):
        return False
    names = {w for w in plain_words(text) if w != (name := w.capitalize()) and name in text}
    return sum(_weight(word) for word in unknown if word not in names) >= _SMALL_UNKNOWN


def _weight(word: str) -> float:
    return 1 / _LETTERS if len(word) == 1 and word >= UNSPACED else 1


def _asks_readers(line: Line) -> bool:
    return any(not at and phrase.kind is Kind.NEWSLETTER for at, phrase in line.found.phrases)


def _speaks_to_readers(parts: Parts) -> bool:
    """“Sign up for …”, “… of our reporters in your mailbox”."""
    asks = parts.begins("sign", 1) or parts.begins("enter", 1)
    asks |= parts.begins("login", 1) and not parts.begins("already", 1)
    return asks or parts.has("ours") or _is_yours(parts)


def _is_yours(parts: Parts) -> bool:
    """Whether something is the reader's, by a word that does not mean somebody else's too."""
    spans = parts.found.get("yours", ())
    return any(parts.words[n] not in _THEIRS for span in spans for n in span)


def _unknown(line: Line, parts: Sequence[Parts]) -> list[str]:
    """The words that say something and that neither a phrase nor a part of a call covers."""
    known = set(parts[0].covered) if parts else set()
    for at, phrase in line.found.phrases:
        known.update(range(at, at + len(phrase.tokens)))
    return [
        word
        for n, word in enumerate(line.words)
        if n not in known and not word[0].isdigit() and (len(word) > _LETTERS or word >= UNSPACED)
    ]


def _cites(line: Line, kind: Kind) -> bool:
    """“The page greeted its readers with “Lorem ipsum dolor”.”: a notice that a story quotes."""
    if kind is not Kind.TEMPLATE or SENTENCE_END.search(line.text) is None:
        return False
    cited = quoted_words(line.text)
    return any(n >= _LEAST_CITED and len(line.words) - n >= _LEAST_AROUND for n in cited)
