"""The phrases of the word lists that stand in a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from articles.line_words import Line, words_of
from articles.model import Kind
from articles.wordlists import data

MARKS = ":：|=-–"  # a phrase that ends with one stands before one
_LISTED = "share ad newsletter paywall legal navigation comment template".split()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a word list: its tokens, the kind it tells and how it must stand in a line."""

    tokens: tuple[str, ...]
    kind: Kind
    mode: str


def phrases_of(line: Line) -> Iterator[tuple[int, Phrase]]:
    """Every phrase of the lists that stands in the line, with the number of its first word."""
    index = _index()
    words = line.words
    if index.keys().isdisjoint(words):
        return
    for start, word in enumerate(words):
        if word not in index:
            continue
        longer, alone = index[word]
        for phrase in longer.get(words[start + 1], ()) if start + 1 < len(words) else ():
            if tuple(words[start : start + len(phrase.tokens)]) == phrase.tokens:
                yield start, phrase
        for phrase in alone:
            yield start, phrase


@cache
def _index() -> dict[str, tuple[dict[str, list[Phrase]], list[Phrase]]]:
    """All phrases by their first word: by their second word too, the longest first, and those of
    one word."""
    table: dict[str, tuple[dict[str, list[Phrase]], list[Phrase]]] = {}
    order = sorted(_all_phrases(), key=lambda p: (-len(p.tokens), p.kind, p.mode, p.tokens))
    for phrase in order:
        longer, alone = table.setdefault(phrase.tokens[0], ({}, []))
        same = longer.setdefault(phrase.tokens[1], []) if len(phrase.tokens) > 1 else alone
        same.append(phrase)
    return table


def _all_phrases() -> set[Phrase]:
    related, junk = data("related_labels.json"), data("junk_lines.json")
    found = {
        Phrase(words_of(text), Kind.RELATED, mode)
        for mode in ("strong", "weak", "heading", "short")
        for text in texts(related[mode])
    }
    for kind in _LISTED:
        for mode in ("whole", "start", "strong", "weak"):
            for text in texts(junk[kind].get(mode, {})):
                marked = mode == "start" and text[-1] in MARKS
                found.add(Phrase(words_of(text), Kind(kind), "colon" if marked else mode))
    for text in texts(junk["caption"]["start"]):
        found.add(Phrase(words_of(text), Kind.CAPTION, "colon" if ":" in text else "start"))
    for text in texts(junk["dateline"]["start"]):
        found.add(Phrase(words_of(text), Kind.DATELINE, "start"))
    return {phrase for phrase in found if phrase.tokens}


def texts(by_language: dict[str, list[str]]) -> Iterable[str]:
    return (text for texts in by_language.values() for text in texts)
