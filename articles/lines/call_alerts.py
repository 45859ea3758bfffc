"""Calls to have alerts sent to the telephone, and to install the app that shows them."""

from articles.lines.call_lengths import BARE_NAME, LONGEST_CALL, LONGEST_LABEL, NAMED
from articles.lines.parts import Parts


def offers_alerts(line: Parts) -> bool:
    """“Turn on notifications”, “Install our app”: letters that come to the telephone."""
    if line.size > LONGEST_CALL or line.has_one("members", "goal", "script"):
        return False
    if line.has("network") and not line.has_one("us", "ours", "yours"):
        return False
    why = line.has_one("want", "miss")
    if _turns_alerts_on(line) or _offers_the_app(line):
        return True
    if line.unknown() > (2 if why else 1) or not line.covers(0.75 if line.sentence else 0.5):
        return False
    if line.has("push", "turn_on"):
        return why or line.begins("turn_on", 3) or line.ends("turn_on") or line.ends("push")
    if line.has("push"):
        return _asks_for_alerts(line, why)
    if not line.has("app") or line.sentence:
        return False
    if line.has("ours", "miss"):
        return True
    asks = line.begins("turn_on", 1) or line.ends("turn_on")
    return line.has("turn_on") and asks and (line.has("ours") or line.covers(0.8))


def _turns_alerts_on(line: Parts) -> bool:
    """“Allow notifications, get the news of …”: the two words side by side at the line's begin."""
    if line.sentence or not line.has("turn_on", "notices") or line.has("network"):
        return False
    if line.unknown() > NAMED:
        return False
    asks = line.begins("turn_on", 1) or line.begins("join_here", 1) or line.begins("get", 1)
    return asks and line.has_one("get", "want", "miss", "news", "ours", "app", "yours", "fill")


def _offers_the_app(line: Parts) -> bool:
    """“Download the Ledger's app”."""
    if line.sentence or not line.begins("turn_on", 1) or not line.has("app"):
        return False
    return line.size <= LONGEST_LABEL + 1 and line.unknown() <= 1


def _asks_for_alerts(line: Parts, why: bool) -> bool:
    """Whether the reader is to receive alerts, or would like to."""
    if line.sentence:
        return False
    asks = line.begins("get", 1) or line.begins("sign", 1) or line.begins("want", 1)
    if asks or line.ends("get") or line.ends("sign"):
        known = line.has_one("ours", "yours", "want") or not line.unknown()
        named = line.has_one("news", "ours", "yours", "inbox", "often") or line.size <= BARE_NAME
        return known and named and line.covers(0.6)
    return why and line.has_one("get", "sign") and line.covers(0.6)
