"""Whether an article is about programming: such an article shows machine text on purpose."""

import re
from collections import Counter
from functools import cache

from articles import Kind
from articles.lines.template_marks import is_template
from checks.knowledge import data
from checks.lines.lexicon import TECH
from checks.lines.scan import Cue, Line, Scan

#: What makes an article about programming: three words that others know too ("plugin"), or one of
#: the trade's own ("Django") and another (guesses).
_ENOUGH, _WEAK, _STRONG = 3, 1, 2
#: words of a line of prose, and its letters where a script parts no words (guesses)
_FEWEST_WORDS, _FEWEST_LETTERS = 6, 12
_WORD = re.compile(r"[(\[\"'“„«‘]*[^\W\d_]+(?:[-'’.][^\W\d_]+)*[)\].,:!?\"'”“»’…]*")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
#: letters on either side of a word that tell whether it stands in prose, and how often a word
#: need be seen (guesses: both only bound the time)
_AROUND, _MOST_OF_A_WORD = 200, 12
#: what stands beside a word in code and in addresses, not in sentences
_BEFORE, _BEHIND = "./@_$<{=&#\\", "/@_$>{=(\\"


def about_code(here: Scan, line: Line, start: int, end: int) -> bool:
    """Whether the article around a place in a line is about programming, or that line is."""
    if here.shows_code:
        return True
    found: dict[str, int] = {}
    for cue in _trade_words(here):
        own = cue.line.block == line.block and cue.line.start == line.start
        if own and start < cue.end and cue.start < end:
            continue
        found[cue.what] = _STRONG if cue.what in _strong() else _WEAK
        if own and cue.what in _strong():
            return True
    return sum(found.values()) >= _ENOUGH


def _trade_words(here: Scan) -> tuple[Cue, ...]:
    """Words of programming that stand in prose, each a few times: found once an article."""
    if here.trade is None:
        told: Counter[str] = Counter()
        found = []
        for cue in here.cues(TECH):
            if told[cue.what] < _MOST_OF_A_WORD and _is_word(cue) and _is_prose(here, cue):
                told[cue.what] += 1
                found.append(cue)
        here.trade = tuple(found)
    return here.trade


def _is_word(cue: Cue) -> bool:
    """Whether the letters found begin a word, and are one where they are few."""
    before, behind = cue.line.low[: cue.start][-1:], cue.line.low[cue.end :][:1]
    if not cue.what.isascii():
        return True
    if before.isalnum() or (before and before in _BEFORE) or (behind and behind in _BEHIND):
        return False
    return len(cue.what) > len("regex") or not behind.isalnum() or behind == "s"


def _is_prose(here: Scan, cue: Cue) -> bool:
    """Whether a word stands in a sentence or a headline, and in no script, menu or notice."""
    kind = here.article.blocks[cue.line.block].kind
    if kind is Kind.HEADLINE:
        return True
    if kind is Kind.TEMPLATE and not is_template(cue.line.text):
        return False  # "Please enable JavaScript", where the others are sentences with code
    around = cue.line.text[max(0, cue.start - _AROUND) : cue.end + _AROUND]
    tokens = around.split()
    if len(tokens) < _FEWEST_WORDS:
        return len(around) >= _FEWEST_LETTERS and _UNSPACED.search(around) is not None
    words = sum(_WORD.fullmatch(token) is not None for token in tokens)
    return words >= _FEWEST_WORDS and words * 3 >= len(tokens) * 2


@cache
def _strong() -> frozenset[str]:
    return frozenset(data("code_words.json")["strong"])
