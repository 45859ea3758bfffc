"""Lines that a phrase of the residue lexicon fills from end to end."""

import re
from collections.abc import Iterator
from functools import cache

from articles import Article
from checks.knowledge import data
from checks.lines.cited import is_told
from checks.lines.lexicon import BAR, Phrase
from checks.lines.scan import Line, scan
from checks.lines.swallowed import is_sentence

#: A phrase this short is a word of many languages and counts only in its own.
_SHORT = 4
#: No widget writes a line as long as this.
_LONGEST = 400
_LONGEST_BAR = 160
#: a quotation, and at least two words of whoever quotes it
_QUOTED = re.compile(r"\s*[“„«\"‘「][^”“»\"’」\n]{2,200}[”“»\"’」],?\s+[^\W\d_]+\s+[^\W\d_]+")
#: spaces of a phrase that is a clause, and of what goes on behind its colon (guesses)
_CLAUSE, _OWN_WORDS = 2, 7
_WORD = re.compile(r"[^\W\d_]+(?:[-+][^\W\d_]*)?")


def filled_lines(article: Article, *kinds: str) -> Iterator[tuple[Phrase, Line]]:
    """Lines that are a phrase of these kinds, each once a kind."""
    here = scan(article)
    for kind in kinds:
        done = set()
        for cue in here.cues(kind):
            place = (cue.line.block, cue.line.start)
            if place not in done and _fills(cue.what, cue.line, article.language):
                done.add(place)
                yield cue.what, cue.line


def filled_places(article: Article, *kinds: str) -> set[tuple[int, int]]:
    """Where such lines begin (block, letter): what one rule says of a line no other need say."""
    return {(line.block, line.start) for _, line in filled_lines(article, *kinds)}


def share_bars(article: Article) -> Iterator[Line]:
    """Lines made of the names of networks and of what a reader may do there: two words or more."""
    words, done = _share_words(), set()
    for cue in scan(article).cues(BAR):
        line = cue.line
        if (line.block, line.start) in done or len(line.text) > _LONGEST_BAR:
            continue
        done.add((line.block, line.start))
        found = _WORD.findall(line.low)
        if len(found) > 1 and all(word in words for word in found):
            yield line


@cache
def _share_words() -> frozenset[str]:
    return frozenset(data("share_words.json")["words"])


def _fills(phrase: Phrase, line: Line, language: str) -> bool:
    if len(line.text) > _LONGEST or not _speaks(phrase, language) or _QUOTED.match(line.text):
        return False
    if not phrase.fills(line.bare, " ".join(line.low.split())):
        return False
    if phrase.form is None:
        return True
    return not (is_told(line.text) or _is_topic(phrase, line) or is_sentence(phrase, line.text))


def _is_topic(phrase: Phrase, line: Line) -> bool:
    """Whether a colon and sentences of its own follow: “We use cookies: so begins every page.”"""
    head = phrase.text.partition("*")[0].rstrip()
    if head.count(" ") < _CLAUSE or not line.bare.startswith(f"{head}:"):
        return False
    behind = line.bare[len(head) + 1 :]
    return behind.count(" ") >= _OWN_WORDS and line.text.rstrip().endswith(".")


def _speaks(phrase: Phrase, language: str) -> bool:
    if len(phrase.text) > _SHORT or not phrase.text.isascii():
        return True
    return phrase.language == "en" or phrase.language == language[:2]
