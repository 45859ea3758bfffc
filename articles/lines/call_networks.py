"""Calls to follow a paper on some network, and to share an article there."""

from articles.lines.call_lengths import (
    BRAND,
    LONGEST_FOLLOW,
    LONGEST_LABEL,
    LONGEST_LOGIN,
    LONGEST_NAMED,
    LONGEST_SHARE,
    NAMED,
)
from articles.lines.parts import Parts


def asks_to_follow(line: Parts) -> bool:
    """A channel or a group on some network, whatever it is called to do there."""
    if line.size > LONGEST_SHARE or not line.has("network", "us") or line.has_one("letter", "ad"):
        return False
    if line.unknown() > 1 or not line.covers(0.6):
        return False
    if line.has_one("follow", "sign"):
        asks = any(line.begins(part, 3) or line.ends(part) for part in ("follow", "sign"))
        return asks and not line.sentence
    return line.has("ours") and line.covers(1) and line.size <= LONGEST_LABEL


def follows_on_a_network(line: Parts) -> bool:
    """“Follow the Ledger on Instagram”: a demand that begins the line or ends it, and behind a
    small word, or at the end, the network; whatever stands between is short."""
    if line.size > LONGEST_FOLLOW or not line.has("network") or line.has_one("letter", "ad"):
        return False
    calls, there = line.has_one("us", "ours"), line.unknown()
    if line.begins("follow_on", 1):
        few = there <= (1 if line.sentence and not calls else NAMED)
        return few and not line.begins("network", 1) and (calls or _stands_on(line))
    unspaced = line.size < len(line.words)  # where no word is ever unknown
    if line.ends("follow_on") and line.size <= LONGEST_NAMED:
        if line.sentence and unspaced:  # a verb ends stories too, but with an ending of its own
            return any(s.stop == len(line.words) for s in line.found["follow_on"])
        return there <= (BRAND if calls or not line.sentence else 0)
    if _leads_to_following(line) or _has_more_there(line):
        return True
    if line.begins("follow", 1) and line.has("ours") and not line.sentence:
        return there <= BRAND and line.covers(0.5)
    if line.sentence or there > NAMED or not line.has("news"):
        return False
    if line.begins("get", 1) and not line.has_one("push", "app"):
        return (unspaced or calls or _stands_on(line)) and not line.has("sign")
    return line.begins("follow", 1) and line.ends("network") and not line.has("inbox")


def _leads_to_following(line: Parts) -> bool:
    """“Never miss a thing: follow …”, “For more news, follow us …”: a lead, and then the demand."""
    if line.sentence or not line.has("follow_on") or line.unknown() > NAMED:
        return False
    at = min(span.start for span in line.found["follow_on"])
    leads = ("want", "miss", "lead") + ("news",) * line.has_one("us", "ours")
    if at and line.ends("network") and line.size <= LONGEST_SHARE and _names_us(line):
        return True
    if line.unknown(0, at) > 1:
        return False
    led = any(span.start < at for part in leads for span in line.found.get(part, ()))
    return led and max(span.start for span in line.found["network"]) > at


def _names_us(line: Parts) -> bool:
    """Whether "us" stands in the demand to follow, or right behind it."""
    us = {span.stop for span in line.found.get("us", ())}
    return any(span.stop in us or span.stop + 1 in us for span in line.found["follow_on"])


def _has_more_there(line: Parts) -> bool:
    """“More news in our channel on …”."""
    if line.sentence or line.size > LONGEST_SHARE:
        return False
    if line.begins("want", 1) and line.ends("network") and line.size <= LONGEST_LOGIN:
        return line.covers(0.6) and line.unknown() <= 1 and _stands_on(line)
    if not line.has("ours"):
        return False
    there = line.ends("network") or line.ends("us")
    more = line.begins("news", 3) or line.begins("lead", 1) or line.begins("want", 1)
    return more and there and line.unknown() <= 1 and line.covers(0.5)


def _stands_on(line: Parts) -> bool:
    """Whether a network's name ends the line, or stands behind "on" or another one."""
    if line.ends("network"):
        return True
    why = line.has_one("want", "miss", "news", "lead")
    behind = line.unknown(max(span.stop for span in line.found["network"]))
    if behind > (why or line.size <= LONGEST_LABEL):
        return False  # "Watch out on …, the police said"
    before = {s.start - 1 for s in line.found["network"]}
    return any(s.stop - 1 in before for s in line.found.get("where", ()))


def _passes_on(line: Parts) -> bool:
    """“Scan the code, share with your friends there”: what to do, and the network at the end."""
    last = line.ends("network") or line.ends("share")
    if not last or not line.has("network") or line.size > LONGEST_LOGIN or line.sentence:
        return False
    return line.has("share", "follow_on") and line.covers(0.6)


def is_share(line: Parts) -> bool:
    """Whether a line asks to share an article, or to follow in a few words."""
    if _passes_on(line):
        return True
    if line.size > LONGEST_SHARE or line.unknown() > 1 or not line.covers(0.5):
        return False
    if line.has("follow", "us") and (line.has("network") or line.size <= 4):
        tells = line.sentence and line.size < len(line.words)  # a verb ends such stories too
        return line.begins("follow", 3) or (line.ends("follow") and not tells)
    asks = line.begins("share", 1 if line.sentence else 2) or line.ends("share")
    to = line.has_one("network", "friend", "this") or (line.has("inbox") and line.covers(0.75))
    liked = line.has("want", "share") and not line.has_one("letter", "news")
    return (asks and to) or liked  # "Did you like it? Share it"
