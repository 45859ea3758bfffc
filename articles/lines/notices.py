"""Notices of pages and of those who pay: phrases that hardly have words beside them."""

import re
from collections.abc import Sequence

from articles.lines.phrases import Phrase, unlocking_words, words_beside_ads
from articles.lines.related import related
from articles.lines.said import Line, ad_call, call, is_marked
from articles.lines.search import found_in
from articles.model import Kind
from articles.words.levelled import SENTENCE_END, SINGLE_LETTERS, levelled, lowered, plain_words

_LONGEST_NOTICE = 20  # words; letters of scripts without spaces (a guess)
_MORE, _FEW_MORE, _LETTERS = 9, 4, 3  # words behind what begins a notice; letters of one (guesses)
_LONGEST_HIDDEN = 200  # letters of one that waits for a consent (a guess)
_SHORT_NOTICE = 14  # words of one that asks the reader to try again (a guess)
_FEWEST_NOTED, _MOST_NOTED = 2, 16  # words of a note behind such a label (guesses)
_NEAR_AN_AD = 6  # words behind what begins an ad's label, but for telephone numbers (a guess)
_LONGEST_DISCLOSURE = 40  # words that say which links are paid (a guess)
_LONGEST_COUNTDOWN = 60  # letters until an advertisement ends (a guess)
_NEAR = 24  # letters within which its first sentence ends
_COMMAS = (",", "，", "、", "،")  # "…, say police"
_OPEN = ('"', "'", "“", "„", "«", "»", "‘", "–", "—", "-", "「", "『")
_QUOTES = re.compile('["“”„«»「『]')
_BREAK = re.compile(r"[.!?…。！？]\s|[。！？]|[.:!…]$")


def notice(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
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
            return _kind_of_notice(line)
    return None


def _asks_to_try_again(line: Line) -> bool:
    """Whether a line that holds such words is short and quotes no one."""
    return len(line.words) <= _SHORT_NOTICE and _QUOTES.search(line.text) is None


def _waits_for_consent(line: Line) -> bool:
    """Whether a line that says that something is not shown names what would show it: cookies, a
    consent, a plugin."""
    if len(line.text) > _LONGEST_HIDDEN or _QUOTES.search(line.text) is not None:
        return False
    text = lowered(line.text)
    ends = [at + len(word) for word in unlocking_words() if (at := text.find(word)) >= 0]
    behind = [text[end:].partition(" ")[0] for end in ends]  # of the word and its mark
    return any(not any(map(rest.__contains__, _COMMAS)) for rest in behind)


def _kind_of_notice(line: Line) -> Kind:
    """“Continued after the video and the ad” speaks of the ad, “Something went wrong” beside a
    form of the letter."""
    if any(p.kind is Kind.NEWSLETTER and p.mode == "strong" for _, p in line.found.phrases):
        return Kind.NEWSLETTER
    parts = {part for meant, _, _ in line.found.parts for part in meant}
    if "letter" in parts and "address" in parts and "script" not in parts:
        return Kind.NEWSLETTER
    return ("ad" in parts and ad_call(line)) or Kind.TEMPLATE


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


def ad(line: Line, found: Sequence[tuple[int, Phrase]]) -> Kind | None:
    """What begins with a phrase of advertising and has little behind it, or words of such notes."""
    for start, phrase in found:
        if phrase.kind is Kind.AD and start == 0:
            if phrase.mode == "strong":
                return Kind.AD if len(line.words) <= _LONGEST_DISCLOSURE else None
            if phrase.mode == "countdown":
                return Kind.AD if _counts_down(line) else None
            rest = sum(not word.isdigit() for word in line.words[len(phrase.tokens) :])
            near = rest <= _NEAR_AN_AD * (2 if line.words[0] > SINGLE_LETTERS else 1)
            if near and (phrase.mode == "start" or is_marked(line, phrase)):
                if _is_wall(line, phrase, found):
                    return Kind.PAYWALL
                return Kind.RELATED if _is_led_by_an_ad(line) else Kind.AD
            if _is_noted(line, phrase):
                return Kind.AD
    return None


def _counts_down(line: Line) -> bool:
    """“This ad will close in 5 seconds”; “ends in court” is a headline."""
    short = len(line.text) <= _LONGEST_COUNTDOWN and SENTENCE_END.search(line.text) is None
    return short and any(word.isdigit() for word in line.words)


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
    return related(behind, behind.found.phrases, 0.0) is Kind.RELATED


def _is_wall(line: Line, head: Phrase, found: Sequence[tuple[int, Phrase]]) -> bool:
    """“The rest of this article is for subscribers”, which begins like "… follows the ad"."""
    behind = [phrase for start, phrase in found if start >= len(head.tokens)]
    walls = any(p.kind is Kind.PAYWALL and p.mode == "strong" for p in behind)
    return walls and call(line.words) is Kind.PAYWALL
