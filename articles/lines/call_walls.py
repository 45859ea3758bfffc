"""Calls to subscribe, to pay, to log in: what stands in place of the rest of an article."""

from articles.lines.call_lengths import (
    BARE_NAME,
    LONGEST_CALL,
    LONGEST_LABEL,
    LONGEST_LOGIN,
    LONGEST_OFFER,
    LONGEST_WALL,
    NAMED,
)
from articles.lines.parts import Parts


def is_paywall(line: Parts) -> bool:
    """Whether a line says who may read on, what that costs, or asks to log in."""
    named = line.has_one("this", "content") and not line.sentence
    if (
        line.has("only", "members")
        and not line.has("letter")
        and line.covers(0.5 if named else 0.75)
    ):
        return line.size <= 16
    if line.has("left") and line.size <= 14 and not line.has_one("field", "needs"):
        return True
    asks = line.begins("login") or line.begins("goal", 1) or line.ends("login")
    if line.has("login", "goal") and asks and not line.has("letter"):
        return True
    if _names_a_price(line) or _asks_for_support(line):
        return True
    if line.has("login", "members") and len(line.found["login"]) > 1:  # "Already …? Log in"
        return line.size <= LONGEST_LOGIN and line.covers(0.75)
    offers = line.begins("goal", 1) or (line.begins("members", 1) and line.covers(0.75))
    if line.has("members", "goal") and offers and line.size <= 12:
        return True
    if line.size <= BARE_NAME + line.has("this") and _is_named_for_members(line):
        return True
    if line.begins("login", 1) and line.has("members") and line.size <= LONGEST_LABEL:
        return line.covers(0.75) and not line.unknown() and not line.has_one("letter", "network")
    return _is_offer(line) or _asks_a_reader_already_known(line)


_WALL = ("this", "only", "members", "login", "goal", "already", "account")
_PARTS_OF_WALL = 4


def is_wall(line: Parts) -> bool:
    """“This article is for subscribers. Already one? Log in to read on”: several calls in one."""
    if not line.has_one("members", "account") or not line.has_one("login", "goal"):
        return False
    if line.size > LONGEST_WALL or line.has_one("letter", "network", "script"):
        return False
    walls = line.has_one("only", "already") or line.has("login", "goal", "members")
    if not walls or sum(map(line.has, _WALL)) < _PARTS_OF_WALL:
        return False
    return line.unknown() <= NAMED and line.covers(0.65 if line.sentence else 0.5)


def _is_offer(line: Parts) -> bool:
    """A trial, what it costs, that it may be ended, whom it helps."""
    ends = line.has("cancel", "anytime")
    if line.size > (LONGEST_CALL if ends else LONGEST_OFFER):
        return False
    if line.has_one("letter", "ad", "thanks", "network", "inbox"):
        return False
    if line.unknown() > (len(line.found.get("term", ())) > 1):
        return False
    if ends or line.has("goal", "term"):
        return line.covers(0.6)
    if line.has("goal") and line.has_one("members", "account") and line.size <= LONGEST_LOGIN:
        return line.covers(0.6)
    if line.has("support", "journalism"):
        return line.begins("support") or line.has_one("login", "members")
    if line.has("sign") and not line.has_one("members", "goal") and not line.counts():
        return False  # "Sign up for free" asks for an address
    if line.has("trial") and line.has_one("term", "goal", "account", "price"):
        return (line.begins("trial") or line.ends("trial")) and line.covers(0.6)
    if line.has("term", "price"):
        return line.covers(0.6) and not line.sentence
    twice = any(len(line.found.get(part, ())) > 1 for part in ("term", "goal"))
    return twice and line.covers(0.6) and not line.sentence and len(line.covered) > BARE_NAME


def _names_a_price(line: Parts) -> bool:
    """“Become a member from 2.90 a month”: a demand at the line's begin or end, and a number."""
    if not line.has("term") or not line.counts() or line.sentence or line.size > LONGEST_CALL:
        return False
    if line.has_one("letter", "ad", "network") or line.unknown() or not line.covers(0.6):
        return False
    asks = any(line.begins(part, 1) or line.ends(part) for part in ("login", "trial", "support"))
    for_what = line.has_one("members", "goal", "journalism", "account")
    return asks and (for_what or len(line.found.get("login", ())) > 1)


def _asks_for_support(line: Parts) -> bool:
    """“Support local journalism by subscribing to NAME today.”"""
    asks = line.begins("support", 1) and line.has("journalism")
    how = line.has_one("sign", "signed", "login", "trial")
    return asks and how and line.size <= LONGEST_OFFER and line.unknown() <= NAMED


def _is_named_for_members(line: Parts) -> bool:
    """“Premium article”."""
    named = line.has("members") and line.has_one("content", "this") and line.covers(1)
    return named and not line.has_one("letter", "friend", "share", "ad")


def _asks_a_reader_already_known(line: Parts) -> bool:
    """“Already …? Log in”, “No account yet? Register”."""
    if not line.has("already") or not line.has_one("account", "members") or line.has("thanks"):
        return False
    asked = [span.start for part in ("login", "sign") for span in line.found.get(part, ())]
    if line.sentence and asked and 0 < max(asked) <= line.found["already"][0].start:
        return False  # "She was already a subscriber of three papers."
    return bool(asked) and line.size <= LONGEST_OFFER and line.unknown() <= 1
