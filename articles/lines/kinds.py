"""What a line is by its words alone: related, share, ad, newsletter, paywall, legal, template …

These rules win over the place of a line and over the classifier, so they speak only where the
words leave little doubt. They serve pages and plain text alike.
"""

from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeGuard

from ahocorasick_rs import AhoCorasick

from articles.lines.desk_notes import is_desk_note, may_begin_note
from articles.lines.editor_prompts import is_prompt, may_begin_prompt
from articles.lines.label_words import may_begin_label
from articles.lines.links import leads_elsewhere, rest_behind
from articles.lines.phrases import no_comments
from articles.lines.rules import LONGEST_LINE, asks_for_cookies, told
from articles.lines.said import Line
from articles.lines.search import found_in
from articles.lines.sentences import tells_a_story
from articles.lines.template_marks import READ, SIGNS, VALUES, is_template
from articles.model import Kind
from articles.stray.kinds import KINDS as STRAY
from articles.stray.kinds import is_stray, stray_kind
from articles.words.levelled import levelled, words_of

#: kinds whose words leave no doubt: they win over the classifier; the others only advise it
WINS = frozenset(
    {
        *(Kind.RELATED, Kind.SHARE, Kind.NEWSLETTER, Kind.AD),
        *(Kind.PAYWALL, Kind.LEGAL, Kind.TEMPLATE),
    }
)
MOSTLY = 0.5  # of a line inside links: it is a link, hardly a line of the story
_DESCRIBED = 120  # letters of a credit and of what its picture shows (a guess)
_FURNITURE = 100  # letters of a line that the pages of a site may repeat
_UNSPACED = "\u0e00"  # from here on scripts do not part their words
#: what a line without words of the lists holds if it tells something
_MARKS = AhoCorasick((*SIGNS, *VALUES, "ookie", "©"))
#: short lines whose kind is known: the pages of a site repeat their furniture
_known: dict[tuple[str, float], Kind | None] = {}
_MOST_KNOWN = 16_384
_UNKNOWN: Any = object()
_MOST_AT_ONCE = 1024  # lines looked at together: bounds the memory, not the result


def line_kind(text: str, linked: float = 0.0) -> Kind | None:
    """The kind that the words tell, or None. `linked` is the share of the text inside links.

    >>> line_kind("See also: Harbour bridge opens a year late").value
    'related'
    >>> line_kind("Related companies fell sharply on Monday, and so did the bank.") is None
    True
    """
    return line_kinds([(text, linked)])[0]


def line_kinds(lines: Sequence[tuple[str, float]]) -> list[Kind | None]:
    """What `line_kind` says of each line of a page, found for many of them at once."""
    found: list[Kind | None] = []
    for start in range(0, len(lines), _MOST_AT_ONCE):
        part = lines[start : start + _MOST_AT_ONCE]
        found += _led_to(part, _by_words(part))
    return found


def _by_words(lines: Sequence[tuple[str, float]]) -> list[Kind | None]:
    """What the words of each line tell: looked up, or found now. The rules ask of a line whether it
    has hardly a link, is half a link, or more: three shares stand for all."""
    keys = [(text, 0.0 if share <= 0.4 else 0.45 if share <= 0.5 else 1.0) for text, share in lines]
    kinds = {key: _known.get(key, _UNKNOWN) for key in keys}
    fresh = [key for key, kind in kinds.items() if kind is _UNKNOWN]
    if fresh:
        kinds.update(zip(fresh, _kinds(fresh), strict=True))
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        _known.update((key, kinds[key]) for key in fresh if len(key[0]) <= _FURNITURE)
    return [kinds[key] for key in keys]


#: "{Headline} – click here to read the full story" is no paywall
_LED = (None, Kind.PAYWALL)


def _led_to(lines: Sequence[tuple[str, float]], kinds: Sequence[Kind | None]) -> list[Kind | None]:
    """The kinds, and related for each line without one that is a label and its link, in this order
    or the other."""
    linked = [n for n, line in enumerate(lines) if line[1] and kinds[n] in _LED]
    led = [n for n in linked if kinds[n] is None and leads_elsewhere(*lines[n])]
    rests = {n: rest for n in linked if (rest := rest_behind(*lines[n]))}
    if rests:
        behind = line_kinds([(rest, 0.0) for rest in rests.values()])
        led += [n for n, kind in zip(rests, behind, strict=True) if kind is Kind.RELATED]
    found = list(kinds)
    for n in led:
        found[n] = Kind.RELATED
    return found


def wins(kind: Kind | None, text: str, linked: float = 0.0) -> TypeGuard[Kind]:
    """Whether the words of a line decide, whatever the classifier says. Some only advise it: a
    legal notice of many letters that holds other words too, which is set like a paragraph; and a
    notice of one everyday word ("Loading", "Test"), which may be a crosshead. Of the words around
    comments only those win that say that there are none, or that surely stand alone. A long
    description of a picture only advises: two truths of four count some."""
    if linked <= MOSTLY and kind in STRAY and is_stray(kind, text):
        return kind is not Kind.CAPTION or len(text) <= _DESCRIBED
    if kind is Kind.LEGAL:
        return len(text) <= _FURNITURE
    if kind is Kind.COMMENT:
        return words_of(text) in no_comments()
    if kind is Kind.TEMPLATE and text.isalpha() and max(text) < _UNSPACED:
        return is_template(text)
    return kind in WINS


def _kinds(lines: Sequence[tuple[str, float]]) -> Iterator[Kind | None]:
    levels = levelled([text if len(text) <= LONGEST_LINE else "" for text, _ in lines])
    marked = _with_marks([text[:READ] for text, _ in lines])
    for number, ((text, linked), level) in enumerate(zip(lines, levels, strict=True)):
        yield _kind(text, linked, level, number in marked or _may_be_key(text))


def _with_marks(texts: Sequence[str]) -> Collection[int]:
    """The numbers of the texts that hold a mark: one search for all of them."""
    try:
        matches = _MARKS.find_matches_as_indexes("\n".join(texts))
    except UnicodeEncodeError:  # half a character: let the rules see
        return range(len(texts))
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    return {bisect(starts, at) - 1 for _, at, _ in matches}


def _may_be_key(text: str) -> bool:
    return " " not in text and ("_" in text or "." in text)


def _kind(text: str, linked: float, level: str, is_marked: bool) -> Kind | None:
    first = level[1 : level.find(" ", 1)]
    if (is_marked and is_template(text)) or (may_begin_prompt(first) and is_prompt(text)):
        return Kind.TEMPLATE
    if may_begin_note(first, text) and is_desk_note(text, level):
        return Kind.TEMPLATE
    found = found_in(level)
    # of links `articles.labels.labelling` asks again
    stray = stray_kind(text, level, found) if linked <= MOSTLY else None
    if stray is Kind.EMBED:  # "Watch on YouTube" asks for nothing
        return stray
    if is_marked and asks_for_cookies(text, level):
        return Kind.LEGAL
    labelled = may_begin_label(first)
    kind = None
    if found.tells or labelled or _may_be_legal(level, is_marked):
        line = Line(text, level, level.split(), found)
        kind = told(line, linked, labelled)
        if kind and tells_a_story(line, kind):
            kind = None
    if kind is Kind.SHARE and linked > MOSTLY and stray_kind(text, level) is Kind.EMBED:
        return Kind.EMBED  # the link under a post's frame
    if kind is None or kind in STRAY:
        return stray or kind
    if stray in _YIELDING.get(kind, ()) and not text.endswith(("…", "...")):
        return stray  # but "Loading comments …" is a template's
    return kind


#: "Log in to comment" is no paywall, nor "The whole story on one page"; "See all comments" is no
#: label of related stories
_YIELDING: Mapping[Kind, Sequence[Kind | None]] = {
    Kind.PAYWALL: (Kind.COMMENT, Kind.NAVIGATION),
    Kind.RELATED: (Kind.COMMENT, Kind.BYLINE),
    Kind.SHARE: (Kind.COMMENT,),
    Kind.NEWSLETTER: (Kind.COMMENT,),  # "Your address will not be published"
    Kind.TEMPLATE: (Kind.COMMENT,),
}


def _may_be_legal(level: str, is_marked: bool) -> bool:
    return (is_marked and level != " ") or level.startswith(" copyright ")
