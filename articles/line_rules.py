"""The rules on the words of a line: what its phrases, labels, networks and calls make of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.label_words import words_of_label
from articles.line_calls import call_kind
from articles.line_search import Found, found_in
from articles.line_words import (
    SENTENCE_END,
    SINGLE_LETTERS,
    after_words,
    levelled,
    plain_words,
    words_of,
)
from articles.model import Kind
from articles.phrases import (
    MARKS,
    Phrase,
    consent_words,
    counted_words,
    network_names,
    network_words,
    unlocking_words,
    words_beside_ads,
)

#: a longer run of text is a paragraph, whatever it begins with
LONGEST_LINE = 420
_LONGEST_TAIL = 220
_LONGEST_WORDS = 24
_LONGEST_NOTICE = 20  # words; letters of scripts without spaces (a guess)
_MORE, _FEW_MORE, _LETTERS = 9, 4, 3  # words behind what begins a notice; letters of one (guesses)
_LONGEST_HIDDEN = 200  # letters of one that waits for a consent (a guess)
_SHORT_NOTICE = 14  # words of one that asks the reader to try again (a guess)
_FEWEST_NOTED, _MOST_NOTED = 2, 16  # words of a note behind such a label (guesses)
_NEAR_AN_AD = 6  # words behind what begins an ad's label, but for telephone numbers (a guess)
_LONGEST_DISCLOSURE = 40  # words that say which links are paid (a guess)
_NEAR = 24  # letters within which its first sentence ends
_COMMAS = (",", "，", "、", "،")  # "…, say police"
_OPEN = ('"', "'", "“", "„", "«", "»", "‘", "–", "—", "-", "「", "『")
_QUOTES = re.compile('["“”„«»「『]')
_BREAK = re.compile(r"[.!?…。！？]\s|[。！？]|[.:!…]$")
_TOPIC = 2  # words of "the drought" (a guess)
_SECTION = 4  # words of a section, or of an author, that a label names (a guess)
_SEPARATOR = re.compile(r"(?:\s?[:：|»›→▶►>]|\s[–—-]\s|[\])】］》]|[\s]?\u00a0|\s\s|\s?\n|\.{3}|…)")
_LEAD = re.compile(r"^[^\w(\"“«‘'¡¿]*")


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


def told(line: Line, linked: float, labelled: bool) -> Kind | None:
    """What the rules say, the surest first; each is asked only where its words were found.
    `linked` is the share of the line inside links, `labelled` whether a label may begin it."""
    said = line.found.phrases
    if said and (kind := _first(line, said) or _related(line, said, linked)):
        return kind
    if (said or may_be_networks(line)) and (kind := _share(line, said, linked)):
        return kind
    if said and (kind := _asks_for_something(line, said)):
        return kind
    if kind := _legal(line, said):
        return kind
    by_parts = line.found.languages and line.level[1] >= SINGLE_LETTERS
    if (labelled or by_parts) and (kind := _labelled(line, linked)):
        return kind
    if line.found.languages and (kind := call_kind(line.level, line.words, line.found, line.text)):
        return kind
    return _furniture(line, said) if said else None


def _first(line: Line, said: Sequence[tuple[int, Phrase]]) -> Kind | None:
    return _whole(line, said) or _notice(line, said) or _ad(line, said)


def _is_whole(line: Line, start: int, phrase: Phrase) -> bool:
    return start == 0 and len(phrase.tokens) == len(line.words)


_LISTED_WHOLE = frozenset((Kind.SHARE, Kind.AD, Kind.NEWSLETTER, Kind.TEMPLATE))


def _whole(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
    """A line that the lists hold as it is."""
    for start, phrase in found:
        if (
            phrase.mode == "whole"
            and phrase.kind in _LISTED_WHOLE
            and _is_whole(line, start, phrase)
        ):
            return phrase.kind
    return None


def _notice(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
    """What a page says while it is no page yet: a place to be filled, a browser that is too old."""
    for start, phrase in found:
        if phrase.kind is not Kind.TEMPLATE:
            continue
        if phrase.mode == "strong":
            longest = _LONGEST_NOTICE * (2 if line.words[0] > SINGLE_LETTERS else 1)
            return _kind_of_notice(line) if len(line.words) <= longest else None
        if phrase.mode == "hidden" and _waits_for_consent(line):
            return Kind.TEMPLATE
        if phrase.mode == "start" and not start and _is_begun_by(line, phrase):
            return _kind_of_notice(line)
        if phrase.mode == "weak" and _asks_to_try_again(line):
            return Kind.TEMPLATE
    return None


def _asks_to_try_again(line: Line) -> bool:
    """Whether a line that holds such words is short and quotes no one."""
    return len(line.words) <= _SHORT_NOTICE and _QUOTES.search(line.text) is None


def _waits_for_consent(line: Line) -> bool:
    """Whether a line that says that something is not shown names what would show it: cookies, a
    consent, a plugin."""
    if len(line.text) > _LONGEST_HIDDEN or _QUOTES.search(line.text) is not None:
        return False
    return any(map(line.text.lower().__contains__, unlocking_words()))


def _kind_of_notice(line: Line) -> Kind:
    """“Continued after the video and the ad” speaks of the ad, “Something went wrong” beside a
    form of the letter."""
    parts = {part for meant, _, _ in line.found.parts for part in meant}
    if "letter" in parts and "address" in parts and "script" not in parts:
        return Kind.NEWSLETTER
    return ("ad" in parts and _ad_call(line)) or Kind.TEMPLATE


def _is_begun_by(line: Line, phrase: Phrase) -> bool:
    """Whether a line goes not far beyond the words that begin a notice: by some words more, by few
    if they end a sentence, which is then no line of the story's own."""
    rest = len(line.words) - len(phrase.tokens)
    share = _LETTERS if line.words[0] > SINGLE_LETTERS else 1
    if rest > _MORE * share or line.text[:1] in _OPEN:
        return False
    if not rest or SENTENCE_END.search(line.text) is None:
        return True
    more = line.after(len(phrase.tokens))
    few = rest <= _FEW_MORE * share and not any(map(more.__contains__, _COMMAS))
    return few or _BREAK.search(more[:_NEAR]) is not None


def _ad(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
    for start, phrase in found:
        if phrase.kind is Kind.AD and start == 0:
            if phrase.mode == "strong":
                return Kind.AD if len(line.words) <= _LONGEST_DISCLOSURE else None
            rest = sum(not word.isdigit() for word in line.words[len(phrase.tokens) :])
            near = rest <= _NEAR_AN_AD * (2 if line.words[0] > SINGLE_LETTERS else 1)
            if near and (phrase.mode == "start" or _is_marked(line, phrase)):
                if _is_wall(line, phrase, found):
                    return Kind.PAYWALL
                return Kind.RELATED if _is_led_by_an_ad(line) else Kind.AD
            if _is_noted(line, phrase):
                return Kind.AD
    return None


def _is_noted(line: Line, label: Phrase) -> bool:
    """“Sponsored content – our newsroom took no part in it”, “Advertisement, story goes on below”:
    behind the label hardly a word but those of such notes."""
    words = [word for word in plain_words(line.after(len(label.tokens))) if not word.isdigit()]
    if not _FEWEST_NOTED <= len(words) <= _MOST_NOTED:
        return False
    others = len(words) >= _NEAR_AN_AD
    return any(sum(word not in known for word in words) <= others for known in words_beside_ads())


def _is_led_by_an_ad(line: Line) -> bool:
    """“Story continues below | Related: …”: behind the bar stands another label."""
    _, bar, rest = line.text.partition("|")
    level = levelled([rest])[0] if bar else " "
    if level == " ":
        return False
    behind = Line(rest.strip(), level, level.split(), found_in(level))
    return _related(behind, behind.found.phrases, 0.0) is Kind.RELATED


def _is_wall(line: Line, head: Phrase, found: Sequence[tuple[int, Phrase]]) -> bool:
    """“The rest of this article is for subscribers”, which begins like "… follows the ad"."""
    behind = [phrase for start, phrase in found if start >= len(head.tokens)]
    walls = any(p.kind is Kind.PAYWALL and p.mode == "strong" for p in behind)
    return walls and _call(line.words) is Kind.PAYWALL


def _related(line: Line, found: Sequence[tuple[int, Phrase]], linked: float) -> Kind | None:
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
            # "Read more after the ad"
            return Kind.RELATED if linked else _ad_call(line) or Kind.RELATED
    return None


def _ad_call(line: Line) -> Kind | None:
    return Kind.AD if line.found.languages and _call(line.words) is Kind.AD else None


def _call(words: Sequence[str]) -> Kind | None:
    level = f" {' '.join(words)} "
    return call_kind(level, words, found_in(level))


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
        rest = len(line.words) - len(phrase.tokens)
        few = rest <= (_SECTION if title[0].isupper() else _TOPIC)
        is_name = few and not SENTENCE_END.search(title)
        return is_name and linked <= 0.5 and line.text[:1].isupper()
    ends_like_prose = SENTENCE_END.search(title) is not None and len(line.words) > 8
    if phrase.mode == "weak":
        marked = tail.lstrip(" \u00a0")[:1] in frozenset(":：|]】］>»")
        return marked and not ends_like_prose and _begins_like_a_title(title)
    if apart:
        return not ends_like_prose or linked > 0.5
    begins_line = not line.text[:1].islower()
    if linked > 0.4:
        return begins_line
    return begins_line and not ends_like_prose and _begins_like_a_title(title)


_FEW = 7  # words of a label that fills its line
_PLAIN_LABEL = 3  # words of one that begins no sentence (a guess)
_LONGEST_HEAD = 60  # letters of a label before its mark
_MARK = re.compile(r"\s?[:：|»›→▶►】］\]]|[?？]\s|\s>|\s[–—-]\s")


def _labelled(line: Line, linked: float) -> Kind | None:
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
    if count == 1 or line.text[:1].islower() or not _is_a_title(line, count, linked):
        return None
    apart = _SEPARATOR.match(line.after(count)) is not None or linked > 0.4
    return Kind.RELATED if apart else None


def _before_a_title(line: Line, head: int, linked: float) -> Kind | None:
    """A label of so many words, a mark, and a headline."""
    label = line.words[:head]
    is_label = words_of_label(label) == head
    may_be_small = is_label and head >= _PLAIN_LABEL  # French headlines go on in small letters
    if line.text[:1].islower() or not _is_a_title(line, head, linked, may_be_small):
        return None
    if is_label:  # "Video: …" begins headlines too; "Never miss a story: sign up" asks
        asks = linked <= 0.4 and _call(line.words) in _ASKING
        return Kind.RELATED if (head > 1 or linked > 0.4) and not asks else None
    return Kind.RELATED if label[0] > SINGLE_LETTERS and _call(label) is Kind.RELATED else None


def _is_a_title(line: Line, start: int, linked: float, may_be_small: bool = False) -> bool:
    title = _LEAD.sub("", line.after(start))
    if len(title) > _LONGEST_TAIL or not (may_be_small or _begins_like_a_title(title)):
        return False
    return linked > 0.5 or len(line.words) <= 8 or SENTENCE_END.search(title) is None


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


_ASKING = (Kind.PAYWALL, Kind.NEWSLETTER)


def _asks_for_something(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
    """Subscribe, register, log in: one plain demand or two hints."""
    strong = dict.fromkeys(_ASKING, 0)
    hints: dict[Kind, set[tuple[str, ...]]] = {k: set() for k in _ASKING}
    begun = -1
    for start, phrase in found:  # of those that begin with the same word, the longest first
        if phrase.kind in strong:
            if phrase.mode == "strong":
                strong[phrase.kind] += start != begun  # "Log in to our letter" asks for one thing
                begun = start
            elif phrase.mode == "weak":
                hints[phrase.kind].add(phrase.tokens)
    best = max(_ASKING, key=lambda k: (strong[k] * 2 + len(hints[k]), k is Kind.PAYWALL))
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
                return _ad_call(line) or Kind.LEGAL
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
        if phrase.mode in ("whole", "empty") and _is_whole(line, start, phrase):
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
    return len(line.words) <= 12 and not SENTENCE_END.search(line.text)


def _tells_a_time(line: Line, phrase: Phrase) -> bool:
    rest = line.words[len(phrase.tokens) :]
    return (
        len(rest) <= 16
        and any(w[0].isdigit() for w in rest)
        and not (len(line.words) > 10 and SENTENCE_END.search(line.text))
    )


def _is_marked(line: Line, phrase: Phrase) -> bool:
    return phrase.mode == "colon" and _colon_follows(line, phrase)


def _colon_follows(line: Line, phrase: Phrase) -> bool:
    tail = line.after(len(phrase.tokens)).lstrip(" \u00a0")
    return tail[:1] in tuple(MARKS) and len(line.words) <= 60
