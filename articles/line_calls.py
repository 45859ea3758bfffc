"""Calls to the reader that no list of phrases holds, told by the parts that they are made of.

"Straight to your mailbox before breakfast", "The rest of this piece is for members": several parts
of one language (`articles.line_parts`), in one short line, make a call; one of them alone makes
news.
"""

from collections.abc import Callable, Sequence

from articles.line_parts import Parts, parts_of
from articles.line_search import Found
from articles.model import Kind

#: words of such calls: a longer line is a paragraph that speaks of such things (guesses)
_LONGEST_SHARE, _LONGEST_AD = 12, 10
_LONGEST_LOGIN, _LONGEST_BARE, _LONGEST_OFFER, _LONGEST_CALL = 8, 10, 12, 18
_LONGEST_NOTE, _LONGEST_LABEL, _BARE_NAME = 14, 6, 3
#: words of the name of who paid
_BRAND = 2
#: words of calls that say several things, of one that names a network, of what it is that is
#: followed there, of the paper that will use an address (guesses)
_LONGEST_WALL, _LONGEST_FOLLOW, _LONGEST_NAMED, _NAMED, _SENDER = 26, 18, 12, 3, 3


def call_kind(line: str, words: Sequence[str], found: Found, text: str = "") -> Kind | None:
    """The kind of call that a levelled line makes, whose words and text these are; None where it
    makes none."""
    for parts in parts_of(line, words, found, text):
        kind = next((kind for kind, is_call in _CALLS if is_call(parts)), None)
        if kind is not None:
            return kind
    return None


def _is_paywall(line: Parts) -> bool:
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
    if _names_a_price(line):
        return True
    if line.has("login", "members") and len(line.found["login"]) > 1:  # "Already …? Log in"
        return line.size <= _LONGEST_LOGIN and line.covers(0.75)
    offers = line.begins("goal", 1) or (line.begins("members", 1) and line.covers(0.75))
    if line.has("members", "goal") and offers and line.size <= 12:
        return True
    if line.size <= _BARE_NAME + line.has("this") and _is_named_for_members(line):
        return True
    if line.begins("login", 1) and line.has("members") and line.size <= _LONGEST_LABEL:
        return line.covers(0.75) and not line.unknown() and not line.has_one("letter", "network")
    return _is_offer(line) or _asks_a_reader_already_known(line)


_WALL = ("this", "only", "members", "login", "goal", "already", "account")
_PARTS_OF_WALL = 4


def _is_wall(line: Parts) -> bool:
    """“This article is for subscribers. Already one? Log in to read on”: several calls in one."""
    if not line.has_one("members", "account") or not line.has_one("login", "goal"):
        return False
    if line.size > _LONGEST_WALL or line.has_one("letter", "network", "script"):
        return False
    walls = line.has_one("only", "already") or line.has("login", "goal", "members")
    if not walls or sum(map(line.has, _WALL)) < _PARTS_OF_WALL:
        return False
    return line.unknown() <= _NAMED and line.covers(0.65 if line.sentence else 0.5)


def _is_offer(line: Parts) -> bool:
    """A trial, what it costs, that it may be ended, whom it helps."""
    if line.has_one("letter", "ad", "thanks", "network", "inbox") or line.size > _LONGEST_OFFER:
        return False
    if line.unknown() > (len(line.found.get("term", ())) > 1):
        return False
    if line.has("cancel", "anytime") or line.has("goal", "term"):
        return line.covers(0.6)
    if line.has("goal") and line.has_one("members", "account") and line.size <= _LONGEST_LOGIN:
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
    return twice and line.covers(0.6) and not line.sentence and len(line.covered) > _BARE_NAME


def _names_a_price(line: Parts) -> bool:
    """“Become a member from 2.90 a month”: a demand at the line's begin or end, and a number."""
    if not line.has("term") or not line.counts() or line.sentence or line.size > _LONGEST_CALL:
        return False
    if line.has_one("letter", "ad", "network") or line.unknown() or not line.covers(0.6):
        return False
    asks = any(line.begins(part, 1) or line.ends(part) for part in ("login", "trial", "support"))
    for_what = line.has_one("members", "goal", "journalism", "account")
    return asks and (for_what or len(line.found.get("login", ())) > 1)


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
    return bool(asked) and line.size <= _LONGEST_OFFER and line.unknown() <= 1


def _is_newsletter(line: Parts) -> bool:
    if _speaks_of_signing_up(line) or _offers_alerts(line) or _sends_what_is_asked_for(line):
        return True
    if line.has("enter", "address") and line.covers(0.6) and line.size <= _LONGEST_BARE:
        return True
    if (
        line.has("yours", "address")
        and line.covers(0.75)
        and not line.unknown()
        and line.size <= _LONGEST_LABEL
    ):
        return True
    if line.has("address", "letter", "yours", "ours") and line.size <= _LONGEST_CALL:
        return line.covers(0.75)  # "We use your address to send you our letter"
    if line.has("used", "address", "letter") and (line.has("yours") or not line.sentence):
        return line.unknown() <= _SENDER  # "NAME will use your address to send you its letter"
    if not line.has_one("letter", "inbox"):
        return _promises_news(line)
    score = 2 * line.has("letter") + 2 * line.has("sign")
    score += sum(line.has(part) for part in ("news", "inbox", "yours", "ours", "often", "get"))
    if line.has("often", "yours") or (line.has("often", "inbox", "news") and line.size <= 12):
        return score >= 3
    if line.has("news", "inbox", "yours") and line.covers(0.6) and line.size <= _LONGEST_BARE:
        return True
    if line.begins("get") and line.has("news", "inbox") and line.covers(0.7):
        return line.size <= _LONGEST_BARE
    if line.has("news", "inbox") and not line.unknown() and line.size <= _LONGEST_BARE:
        return (line.has_one("yours", "often") or line.ends("inbox")) and line.covers(0.6)
    if line.has("letter", "often") and line.size <= _LONGEST_BARE and not line.sentence:
        last = max(span.stop for span in line.found["often"]) + 1 >= len(line.words)
        heads = line.begins("letter", 3) and (line.begins("often", 3) or last)
        if line.unknown() <= (2 if heads else 0):
            return True
    if _tells_what_it_brings(line):
        return True
    if line.begins("sign", 1) and line.has("often", "ours"):
        return line.size <= _LONGEST_CALL
    asks = line.has("sign") or line.begins("get") or line.ends("get")
    bare = line.size <= 6 and line.unknown() <= _BRAND  # “Virus update: doctor informs” is news
    return asks and score >= (3 if bare else 4)


def _sends_what_is_asked_for(line: Parts) -> bool:
    """“Text NEWS to 54321”, “Give us your address and we will send you …”."""
    if line.size > _LONGEST_CALL or line.has("members"):
        return False
    texted = line.has("texted") and line.words[-1].isdigit() and line.unknown() <= _NAMED
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
    if line.begins("letter", 3) and line.size <= _LONGEST_OFFER:
        return line.unknown() <= _BRAND
    brings = line.begins("news", 2) and line.ends("letter") and line.size <= _LONGEST_BARE
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
    if not line.has("done") or line.size > _LONGEST_LOGIN or line.unknown() > line.has("letter"):
        return False
    what = line.has("address") or (line.has("letter") and line.covers(0.75))
    what |= line.has("signed") and line.has_one("yours", "letter")
    return what and line.covers(0.6) and not line.has("goal")


def _agrees(line: Parts) -> bool:
    """“I agree to receive …”: what the reader says by ticking a box."""
    if not line.has("agree", "letter") or line.size > _LONGEST_WALL:
        return False
    if not line.begins("agree", 2) or not line.has_one("get", "sign"):
        return False
    return line.unknown() <= (1 if line.sentence else _BRAND)


def _offers_alerts(line: Parts) -> bool:
    """“Turn on notifications”, “Install our app”: letters that come to the telephone."""
    if line.size > _LONGEST_CALL or line.has_one("members", "goal", "script"):
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
    if line.unknown() > _NAMED:
        return False
    asks = line.begins("turn_on", 1) or line.begins("join_here", 1) or line.begins("get", 1)
    return asks and line.has_one("get", "want", "miss", "news", "ours", "app", "yours", "fill")


def _offers_the_app(line: Parts) -> bool:
    """“Download the Ledger's app”."""
    if line.sentence or not line.begins("turn_on", 1) or not line.has("app"):
        return False
    return line.size <= _LONGEST_LABEL + 1 and line.unknown() <= 1


def _asks_for_alerts(line: Parts, why: bool) -> bool:
    """Whether the reader is to receive alerts, or would like to."""
    if line.sentence:
        return False
    asks = line.begins("get", 1) or line.begins("sign", 1) or line.begins("want", 1)
    if asks or line.ends("get") or line.ends("sign"):
        known = line.has_one("ours", "yours", "want") or not line.unknown()
        named = line.has_one("news", "ours", "yours", "inbox", "often") or line.size <= _BARE_NAME
        return known and named and line.covers(0.6)
    return why and line.has_one("get", "sign") and line.covers(0.6)


def _speaks_of_signing_up(line: Parts) -> bool:
    """What stands around the form: how to join and to leave, thanks, why one should."""
    if line.size > _LONGEST_CALL:
        return False
    if _tells_how_it_went(line) or _agrees(line):
        return True
    if line.has("see_all", "letter") and line.size <= _LONGEST_LABEL and not line.unknown():
        return line.begins("see_all", 1) and line.covers(0.75) and not line.sentence
    if line.has("thanks", "signed") and line.unknown() <= 1:
        return (line.begins("thanks") or line.ends("thanks")) and line.covers(0.6)
    if line.has("unsub", "letter", "anytime"):
        return True
    if line.unknown() > 1 + line.has("want", "letter") or line.has_one("members", "goal"):
        return False
    if line.has("join_here") and line.covers(0.9) and line.size <= _LONGEST_LOGIN:
        return True
    if line.has("unsub") and line.has_one("anytime", "letter", "join_here"):
        return line.covers(0.75 if line.sentence and line.size > _LONGEST_LOGIN else 0.4)
    why = line.has_one("want", "miss")
    return why and (line.has_one("letter", "inbox") or (line.has("sign") and line.covers(0.6)))


def _asks_to_follow(line: Parts) -> bool:
    """A channel or a group on some network, whatever it is called to do there."""
    if line.size > _LONGEST_SHARE or not line.has("network", "us") or line.has_one("letter", "ad"):
        return False
    if line.unknown() > 1 or not line.covers(0.6):
        return False
    if line.has_one("follow", "sign"):
        asks = any(line.begins(part, 3) or line.ends(part) for part in ("follow", "sign"))
        return asks and not line.sentence
    return line.has("ours") and line.covers(1) and line.size <= _LONGEST_LABEL


def _follows_on_a_network(line: Parts) -> bool:
    """“Follow the Ledger on Instagram”: a demand that begins the line or ends it, and behind a
    small word, or at the end, the network; whatever stands between is short."""
    if line.size > _LONGEST_FOLLOW or not line.has("network") or line.has_one("letter", "ad"):
        return False
    calls, there = line.has_one("us", "ours"), line.unknown()
    if line.begins("follow_on", 1):
        few = there <= (1 if line.sentence and not calls else _NAMED)
        return few and not line.begins("network", 1) and (calls or _stands_on(line))
    unspaced = line.size < len(line.words)  # where no word is ever unknown
    if line.ends("follow_on") and line.size <= _LONGEST_NAMED:
        if line.sentence and unspaced:  # a verb ends stories too, but with an ending of its own
            return any(s.stop == len(line.words) for s in line.found["follow_on"])
        return there <= (_BRAND if calls or not line.sentence else 0)
    if _leads_to_following(line) or _has_more_there(line):
        return True
    if line.begins("follow", 1) and line.has("ours") and not line.sentence:
        return there <= _BRAND and line.covers(0.5)
    if line.sentence or there > _NAMED or not line.has("news"):
        return False
    if line.begins("get", 1) and not line.has_one("push", "app"):
        return (unspaced or calls or _stands_on(line)) and not line.has("sign")
    return line.begins("follow", 1) and line.ends("network") and not line.has("inbox")


def _leads_to_following(line: Parts) -> bool:
    """“Never miss a thing: follow …”, “For more news, follow us …”: a lead, and then the demand."""
    if line.sentence or not line.has("follow_on") or line.unknown() > _NAMED:
        return False
    at = min(span.start for span in line.found["follow_on"])
    leads = ("want", "miss", "lead") + ("news",) * line.has_one("us", "ours")
    if at and line.ends("network") and line.size <= _LONGEST_SHARE and _names_us(line):
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
    if line.sentence or line.size > _LONGEST_SHARE:
        return False
    if line.begins("want", 1) and line.ends("network") and line.size <= _LONGEST_LOGIN:
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
    if behind > (why or line.size <= _LONGEST_LABEL):
        return False  # "Watch out on …, the police said"
    before = {s.start - 1 for s in line.found["network"]}
    return any(s.stop - 1 in before for s in line.found.get("where", ()))


def _passes_on(line: Parts) -> bool:
    """“Scan the code, share with your friends there”: what to do, and the network at the end."""
    last = line.ends("network") or line.ends("share")
    if not last or not line.has("network") or line.size > _LONGEST_LOGIN or line.sentence:
        return False
    return line.has("share", "follow_on") and line.covers(0.6)


def _is_share(line: Parts) -> bool:
    if _passes_on(line):
        return True
    if line.size > _LONGEST_SHARE or line.unknown() > 1 or not line.covers(0.5):
        return False
    if line.has("follow", "us") and (line.has("network") or line.size <= 4):
        tells = line.sentence and line.size < len(line.words)  # a verb ends such stories too
        return line.begins("follow", 3) or (line.ends("follow") and not tells)
    asks = line.begins("share", 1 if line.sentence else 2) or line.ends("share")
    to = line.has_one("network", "friend", "this") or (line.has("inbox") and line.covers(0.75))
    liked = line.has("want", "share") and not line.has_one("letter", "news")
    return (asks and to) or liked  # "Did you like it? Share it"


def _is_ad(line: Parts) -> bool:
    if line.has("cancel", "anytime") or line.has("follow_on", "network", "us"):
        return False  # what the paper asks for itself
    if line.has("affiliate", "contains") and line.size <= _LONGEST_CALL and _is_disclosed(line):
        return True
    if line.size > _LONGEST_AD or not line.covers(0.75 if line.sentence else 0.5):
        return False
    if line.has("ad", "ends") and line.size <= _LONGEST_LABEL:
        return not line.unknown() and not line.sentence
    goes_on = line.has("goes_on", "ad") or line.has("goes_on", "below", "this")
    if goes_on and line.unknown() <= 1:
        return True
    if not line.has("sponsored") or not line.has_one("content", "this", "ad"):
        return False
    if len(line.words) > 1 and len(line.covered) == 1:
        return False
    if line.begins("sponsored", 1):
        return line.unknown() <= _BRAND
    return (line.begins("content") or line.begins("this", 1)) and line.unknown() <= _BRAND


def _is_disclosed(line: Parts) -> bool:
    """Whether a line says of the page, or of its links, that it is paid; not of some agent."""
    named = line.has_one("this", "us", "ours", "content") or len(line.found["affiliate"]) > 1
    return line.covers(0.5) and (named or line.size <= _BARE_NAME)


def _is_placeholder(line: Parts) -> bool:
    """What an editor was to fill in, and what a page says in place of what it cannot show."""
    if line.has("fill", "piece") and line.size <= _LONGEST_LOGIN:
        asks = line.begins("fill", 1) or line.ends("fill")
        return asks and line.covers(0.6) and not line.unknown() and not line.sentence
    if line.size > _LONGEST_NOTE:
        return False
    if line.has("script") or line.has("consent", "medium"):
        return line.has_one("turn_on", "needs", "fails") and line.covers(0.5)
    if _is_of_a_form(line) or _shows_nothing(line):
        return True
    if not line.covers(0.7):
        return False
    return line.has("fails", "medium") or (line.has("fails") and len(line.found["fails"]) > 1)


def _is_of_a_form(line: Parts) -> bool:
    """What stands beside a field that is a trap for machines, or must be filled."""
    if not line.has("field", "leave") or not line.covers(0.6):
        return False
    return line.unknown() <= (2 if line.ends("leave") else 0)


def _shows_nothing(line: Parts) -> bool:
    """“No … to display”: what a list says when it is empty."""
    if not line.has("none", "to_show") or line.sentence or line.size > _LONGEST_LABEL:
        return False
    framed = line.begins("none") and line.ends("to_show")
    framed |= line.begins("to_show") and line.ends("none")
    return (framed or line.size <= _BARE_NAME) and line.unknown() <= 1


def _is_label(line: Parts) -> bool:
    """A label of related links in a language whose words have no spaces between them."""
    points = line.has("points", "pointed") and not line.sentence
    return points and line.size <= _LONGEST_LABEL and line.covers(0.75)


_CALLS: tuple[tuple[Kind, Callable[[Parts], bool]], ...] = (
    (Kind.PAYWALL, _is_wall),
    (Kind.AD, _is_ad),
    (Kind.SHARE, _asks_to_follow),
    (Kind.SHARE, _follows_on_a_network),
    (Kind.PAYWALL, _is_paywall),
    (Kind.NEWSLETTER, _is_newsletter),
    (Kind.SHARE, _is_share),
    (Kind.TEMPLATE, _is_placeholder),
    (Kind.RELATED, _is_label),
)
