"""Calls to have letters sent: what they bring, how often, and what stands around their form."""

from articles.lines.call_alerts import offers_alerts
from articles.lines.call_lengths import (
    BRAND,
    LONGEST_BARE,
    LONGEST_CALL,
    LONGEST_LABEL,
    LONGEST_LOGIN,
    LONGEST_OFFER,
    LONGEST_WALL,
    NAMED,
    SENDER,
)
from articles.lines.parts import Parts


def is_newsletter(line: Parts) -> bool:
    """Whether a line offers letters or alerts, or stands around their form."""
    if _speaks_of_signing_up(line) or offers_alerts(line) or _sends_what_is_asked_for(line):
        return True
    if line.has("enter", "address") and line.covers(0.6) and line.size <= LONGEST_BARE:
        return True
    if (
        line.has("yours", "address")
        and line.covers(0.75)
        and not line.unknown()
        and line.size <= LONGEST_LABEL
    ):
        return True
    if line.has("address", "letter", "yours", "ours") and line.size <= LONGEST_CALL:
        return line.covers(0.75)  # "We use your address to send you our letter"
    if line.has("used", "address", "letter") and (line.has("yours") or not line.sentence):
        return line.unknown() <= SENDER  # "NAME will use your address to send you its letter"
    if not line.has_one("letter", "inbox"):
        return _promises_news(line)
    score = 2 * line.has("letter") + 2 * line.has("sign")
    score += sum(line.has(part) for part in ("news", "inbox", "yours", "ours", "often", "get"))
    if line.has("often", "yours") or (line.has("often", "inbox", "news") and line.size <= 12):
        return score >= 3
    if line.has("news", "inbox", "yours") and line.covers(0.6) and line.size <= LONGEST_BARE:
        return True
    if line.begins("get") and line.has("news", "inbox") and line.covers(0.7):
        return line.size <= LONGEST_BARE
    if line.has("news", "inbox") and not line.unknown() and line.size <= LONGEST_BARE:
        return (line.has_one("yours", "often") or line.ends("inbox")) and line.covers(0.6)
    if _is_sent_to_a_box(line) or _is_free(line):
        return True
    if line.has("letter", "often") and line.size <= LONGEST_BARE and not line.sentence:
        last = max(span.stop for span in line.found["often"]) + 1 >= len(line.words)
        heads = line.begins("letter", 3) and (line.begins("often", 3) or last)
        if line.unknown() <= (2 if heads else 0):
            return True
    if _tells_what_it_brings(line):
        return True
    if line.begins("sign", 1) and line.has("often", "ours"):
        return line.size <= LONGEST_CALL
    asks = line.has("sign") or line.begins("get") or line.ends("get")
    bare = line.size <= 6 and line.unknown() <= BRAND  # “Virus update: doctor informs” is news
    return asks and score >= (3 if bare else 4)


def _is_sent_to_a_box(line: Parts) -> bool:
    """“Our morning letter: the day at 6, in your mailbox”, “Receive new episodes by e-mail”."""
    if line.sentence or line.size > LONGEST_OFFER or line.unknown() > NAMED:
        return False
    if line.has("letter", "inbox", "yours"):
        return line.begins("letter") or line.ends("inbox")
    what = line.has_one("news", "often", "medium")
    return what and line.begins("get", 1) and line.ends("inbox")


def _is_free(line: Parts) -> bool:
    """“Subscribe to The NAME Brief – it's free”."""
    asks = line.begins("sign", 1) and line.has("letter", "often")
    return asks and line.size <= LONGEST_OFFER and line.unknown() <= BRAND


def _sends_what_is_asked_for(line: Parts) -> bool:
    """“Text NEWS to 54321”, “Give us your address and we will send you …”."""
    if line.size > LONGEST_CALL or line.has("members"):
        return False
    texted = line.has("texted") and line.words[-1].isdigit() and line.unknown() <= NAMED
    if texted and line.has_one("letter", "push", "news", "notices"):
        return True
    if (
        line.has("network")
        or not line.has("enter", "address", "get")
        or not line.begins("enter", 2)
    ):
        return False
    sent = line.has_one("news", "letter", "often")
    return sent and line.unknown() <= 1 and line.covers(0.6)


def _tells_what_it_brings(line: Parts) -> bool:
    """“The morning letter: the day in five minutes”, “All that matters, in the evening letter”."""
    if line.sentence or not line.has("letter", "news") or not line.has_one("often", "term"):
        return False
    if line.begins("letter", 3) and line.size <= LONGEST_OFFER:
        return line.unknown() <= BRAND
    brings = line.begins("news", 2) and line.ends("letter") and line.size <= LONGEST_BARE
    return brings and line.unknown() <= 1 and line.covers(0.6)


def _promises_news(line: Parts) -> bool:
    """The news, sent to the reader: no letter is named."""
    if line.has("news", "ours", "sign"):
        return True
    if not line.has("news", "get") or line.unknown() > 1 or not line.covers(0.6):
        return False
    return line.has("sign") or (line.has("often", "yours") and line.begins("get"))


def _tells_how_it_went(line: Parts) -> bool:
    """“Your subscription has been confirmed”, “Invalid address”."""
    if not line.has("done") or line.size > LONGEST_LOGIN or line.unknown() > line.has("letter"):
        return False
    what = line.has("address") or (line.has("letter") and line.covers(0.75))
    what |= line.has("signed") and line.has_one("yours", "letter")
    return what and line.covers(0.6) and not line.has("goal")


def _agrees(line: Parts) -> bool:
    """“I agree to receive …”: what the reader says by ticking a box."""
    if not line.has("agree", "letter") or line.size > LONGEST_WALL:
        return False
    if not line.begins("agree", 2) or not line.has_one("get", "sign"):
        return False
    return line.unknown() <= (1 if line.sentence else BRAND)


def _speaks_of_signing_up(line: Parts) -> bool:
    """What stands around the form: how to join and to leave, thanks, why one should."""
    if line.size > LONGEST_CALL:
        return False
    if _tells_how_it_went(line) or _agrees(line):
        return True
    if line.has("see_all", "letter") and line.size <= LONGEST_LABEL and not line.unknown():
        return line.begins("see_all", 1) and line.covers(0.75) and not line.sentence
    if line.has("thanks", "signed") and line.unknown() <= 1:
        return (line.begins("thanks") or line.ends("thanks")) and line.covers(0.6)
    if line.has("unsub", "letter", "anytime"):
        return True
    named = line.has("want", "letter") or line.has("want", "sign", "often")
    if line.unknown() > 1 + named or line.has_one("members", "goal"):
        return False
    if line.has("join_here") and line.covers(0.9) and line.size <= LONGEST_LOGIN:
        return True
    if line.has("unsub") and line.has_one("anytime", "letter", "join_here"):
        return line.covers(0.75 if line.sentence and line.size > LONGEST_LOGIN else 0.4)
    why = line.has_one("want", "miss")
    return why and (line.has_one("letter", "inbox") or (line.has("sign") and line.covers(0.6)))
