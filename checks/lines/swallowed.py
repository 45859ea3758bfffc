"""What the end of a phrase may swallow: “All rights reserved*” a name and a year, no sentence.

Most phrases are the beginning of a line, and a sentence may begin with the same words: "Test story
of the year: England lost ten wickets before lunch." What follows them tells the two apart.
"""

import re
from functools import cache

from checks.knowledge import data
from checks.lines.lexicon import Phrase

_STOPS = (".", "!", "?", "…", "。", "！", "？", "।", "۔", "؟")
_CLOSING = " \t\"'”’»«“)]』」"
#: A new sentence or a remark of its own begins behind the phrase.
_ANEW = re.compile(r"\s*(?:[.!?…|©(\[。！？।]|[:;–—-]+\s*(?![a-zà-öø-ÿа-яё]))")
_FIRST = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])")
_ADDRESS = re.compile(r"@|\bwww\.|https?:")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
#: Behind a call to editors any sentence is theirs.
_TO_EDITORS = re.compile(r"\b(?:eds|editors?|redaktion(?:en)?)\b")
#: A longer beginning is a sentence of the widget's own (a guess).
_LONGEST_BEGINNING, _LONGEST_CALL = 4, 5
#: A sentence has so many words, so many of them and such a share in small letters (guesses).
_FEWEST, _SMALL, _SHARE, _LETTERS = 5, 3, 0.4, 8
#: Lines of these kinds speak to the reader: where one does, it is no sentence of a story.
_ADDRESSING = frozenset({"ad", "share", "newsletter", "consent", "embed", "stub", "rights", "wire"})

_CALLS = frozenset({"newsletter", "stub"})


def is_sentence(phrase: Phrase, text: str) -> bool:
    """Whether the phrase's end would swallow a sentence; `text` is the line as it was written.

    The line must begin with the phrase, and have as many letters before its end as that has.
    """
    head = phrase.text.rstrip("*")
    if not phrase.text.endswith("*") or "*" in head or "#" in head:
        return False
    tail = " ".join(text.split())[_behind(head, text) :]
    if _UNSPACED.search(tail):
        return _is_unspaced_sentence(tail)
    longest = _LONGEST_CALL if phrase.kind in _ADDRESSING else _LONGEST_BEGINNING
    if len(head.split()) > longest or (head[-1].isalnum() and _ANEW.match(tail)):
        return False
    if _TO_EDITORS.search(head):
        return False
    if not _reads_on(tail) or _ADDRESS.search(tail):
        return False
    called = head if phrase.kind in _CALLS and "," not in tail else ""  # which goes on unpaused
    to_reader = _reader(phrase.language).search(f"{called} {tail.lower()}")
    return phrase.kind not in _ADDRESSING or to_reader is None


def _behind(head: str, text: str) -> int:
    """Where the words behind the phrase begin, once the marks before it are set aside."""
    joined = " ".join(text.split())
    lead = next((at for at, letter in enumerate(joined) if letter.isalnum()), 0)
    first = next((at for at, letter in enumerate(head) if letter.isalnum()), 0)
    return max(0, lead - first) + len(head)


def _is_unspaced_sentence(tail: str) -> bool:
    goes_on = _UNSPACED.match(tail) is not None
    return goes_on and len(tail) > _LETTERS and tail.rstrip(_CLOSING).endswith(_STOPS)


def _reads_on(tail: str) -> bool:
    """Whether these words are the rest of one sentence, up to its stop."""
    tail = _FIRST.split(tail, maxsplit=1)[0]
    words = _WORD.findall(tail)
    small = sum(not word[0].isupper() for word in words)
    ends = tail.rstrip(_CLOSING).endswith(_STOPS)
    return ends and len(words) >= _FEWEST and small >= max(_SMALL, _SHARE * len(words))


@cache
def _reader(language: str) -> re.Pattern[str]:
    """Words by which a site speaks to its reader in this language; in all, where it has no list."""
    known = data("reader_words.json")["words"]
    listed = [known["en"], known[language]] if language in known else known.values()
    words = dict.fromkeys(" ".join(listed).split())
    forms = (re.escape(w[:-1]) + r"(?!\w)" if w.endswith(".") else re.escape(w) for w in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})")
