"""Which of a page's titles is the headline: the `<h1>` that a metadata title confirms."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser

from articles.lines.kinds import line_kind
from articles.metadata.linked_data import LinkedData
from articles.metadata.markup import Statements, elsewhere, text_of
from articles.metadata.site import FRONT, sections
from articles.words.fold import words as folded_words

_SEPARATOR = re.compile(r"\s+[|–—·•»«:/~_\-]+\s+|\s*[|｜»ㅣ]\s*|\s+::\s+|_(?=[^_]*$)")
_COLON = re.compile(r":\s+|\s*：\s*")
_TIGHT_HYPHEN = re.compile(r"(?<=[^\x00-\u2e7f])-(?=[^-]+$)")  # behind a letter of the Far East
_SPACE_BEFORE = re.compile(r"\s+(?=[:;,.!?…»”)])")
_BARS = ("-", "–", "—", "|", "ㅣ", "｜", "·")
_LEAST_BEGINNING = 8  # letters of a title with which another begins (a guess)
_BRACKETS_BEHIND = re.compile(r"\s*[(（【\[][^()（）【】\[\]]{2,40}[)）】\]]$")
_CLOSING = tuple(")）】]")
_LONGEST = 400
_FIRST_UNSPACED = "\u0e00"  # from here on scripts do not part their words
_MOST_LOOKED_AT = 200
_PROSE = 80  # bytes of a paragraph, for a Chinese letter tells as much as three of ours (a guess)
#: words of the headings of notices of consent; a story about them is told by its own titles
_CONSENT = frozenset(
    ("cookie", "cookies", "privacy", "consent", "datenschutz", "privatsphäre", "einwilligung",
     "confidentialité", "privée", "consentement", "privacidad", "privacidade", "consentimiento",
     "consentimento", "riservatezza", "consenso", "privacyinstellingen", "toestemming",
     "prywatność", "prywatności", "zgoda", "soukromí", "souhlas", "súkromie", "adatvédelem",
     "confidențialitate", "integritet", "samtycke", "personvern", "samtykke", "privatliv",
     "yksityisyys", "evästeet", "gizlilik", "çerez", "çerezler", "απόρρητο", "απορρήτου",
     "конфиденциальность", "конфиденциальности", "конфіденційність", "поверителност", "الخصوصية",
     "פרטיות", "プライバシー", "隐私", "隱私", "개인정보", "privasi")
)  # fmt: skip
words = lru_cache(maxsize=1024)(folded_words)  # each title is compared with each heading


def headline_of(page: Statements, linked: LinkedData, site_names: Iterable[str]) -> str:
    """The headline as the page shows it, "" where it has none."""
    names = {words(name) for name in site_names if name}
    shown = list(_shown(page, names))
    whole = {*map(words, linked.headlines[:1]), words(page.first("og:title"))}
    titles = [_clean(title, names, shown, whole) for title in stated_titles(page, linked)]
    titles = [title for title in titles if title and words(title) not in names]
    best = max(shown, key=lambda text: _agreement(text, titles), default="")
    votes = Counter(map(words, titles))
    agreed = _agreed(page, linked, names, shown)
    outvoted = bool(agreed and words(best) != words(agreed)) or (
        max(votes.values(), default=0) >= 3 and not _confirmed(best, titles)
    )
    if best and _agreement(best, titles) >= _AGREES and not outvoted:
        return _spaced_as_stated(_without_kicker(best, page, titles), titles)
    headings = [heading for heading in shown if len(words(heading).split()) > 2]
    undisputed = max(votes.values(), default=0) < 2
    if len(headings) == 1 and undisputed and _agreement(headings[0], titles) >= _MAY_AGREE:
        return headings[0]
    if agreed:
        return agreed
    most = max(titles, key=lambda title: votes[words(title)], default="")
    return _beginning(most, titles[:1]) or next(iter(headings or shown), "")


def second_heading(page: Statements, tree: LexborHTMLParser, site_names: Iterable[str]) -> str:
    """The first `<h2>` with prose behind it, for pages that call nothing but themselves in titles
    and `<h1>`."""
    names = {words(name) for name in site_names if name}
    own = (*page.titles[:1], *page.every("og:title"), *(shown.text for shown in page.headings[:20]))
    if names.isdisjoint(map(words, own)):
        return ""
    heading = ""
    for node in tree.css("h2, p")[:_MOST_LOOKED_AT]:
        text = text_of(node)
        if node.tag == "h2":
            may_be = words(text) not in names and not _of_other_things(text)
            heading = text[:_LONGEST] if may_be and not elsewhere(node, page) else ""
        elif heading and len(text.encode("utf-8", "replace")) >= _PROSE and line_kind(text) is None:
            return heading
    return ""


def _of_other_things(heading: str) -> bool:
    """Whether a heading may stand over other parts: menus, lists, notices of consent, as those of
    one or two words ("About us") mostly do."""
    folded = words(heading)
    if len(folded.split()) < _FEWEST_WORDS and folded[:1] < _FIRST_UNSPACED:
        return True
    known = line_kind(heading) or folded in FRONT or folded in sections()
    return bool(known) or not _CONSENT.isdisjoint(folded.split())


def _without_kicker(best: str, page: Statements, titles: Iterable[str]) -> str:
    """The heading without an element before its words, where a title is the rest of it."""
    rests = (heading.stated for heading in page.headings if heading.text == best)
    known = set(map(words, titles))
    return next((rest for rest in rests if rest and words(rest) in known), best)


def _spaced_as_stated(heading: str, titles: Sequence[str]) -> str:
    """The heading as a title writes it that differs only by spaces before marks: elements of a
    heading are read apart. French titles have such spaces, and keep them.

    >>> _spaced_as_stated("Patent : Firm must pay", ["Patent: Firm must pay"])
    'Patent: Firm must pay'
    >>> _spaced_as_stated("Brevet : il faut payer", ["Brevet : il faut payer"])
    'Brevet : il faut payer'
    """
    if heading in titles or not _SPACE_BEFORE.search(heading):
        return heading
    tight = _SPACE_BEFORE.sub("", heading)
    return next((title for title in titles if _SPACE_BEFORE.sub("", title) == tight), heading)


def _beginning(title: str, trusted: Iterable[str]) -> str:
    """A trusted title that this one begins with, for a section may stand behind a bare hyphen;
    else the title.

    >>> _beginning("Harbour reopens after a storm-Politics", ["Harbour reopens after a storm"])
    'Harbour reopens after a storm'
    """
    behind = (short for short in trusted if _goes_on(title, short))
    return next(behind, title)


def _goes_on(title: str, short: str) -> bool:
    """Whether a title is a shorter one of some words, a hyphen or a bar, and little more."""
    rest = title[len(short) :].lstrip()
    whole = len(words(short).replace(" ", "")) >= _LEAST_BEGINNING
    return whole and title.startswith(short) and rest[:1] in _BARS and len(rest) < len(short)


def as_shown(title: str, lines: Iterable[str]) -> str:
    """The part of a title that stands on the page as a line of its own, where no line is the whole.

    >>> as_shown("Old dam bursts | Evening Mail", ["Evening Mail", "Old dam bursts"])
    'Old dam bursts'
    """
    cuts = sorted((*_SEPARATOR.finditer(title), *_TIGHT_HYPHEN.finditer(title)), key=re.Match.start)
    if not cuts:
        return title
    least = max(_FEWEST_WORDS, len(words(title).split()) * _LEAST_PART)
    shown = {folded_words(line) for line in lines if len(line) <= len(title)}
    if words(title) in shown:
        return title
    # the site stands behind more often than before: the longest beginning is tried first
    sides = [title[: cut.start()] for cut in reversed(cuts)] + [title[cut.end() :] for cut in cuts]
    told = (side for side in sides if words(side) in shown and len(words(side).split()) >= least)
    return next(told, title)


#: A line that is a part of a title is the headline from so many words, and this share of the
#: title's (guesses).
_FEWEST_WORDS, _LEAST_PART = 3, 0.4

#: Shares of common words at which a heading is a title's, and at which a lone heading may be.
_AGREES, _MAY_AGREE = 0.6, 0.2


def stated_titles(page: Statements, linked: LinkedData) -> Iterator[str]:
    """The titles of the metadata, the most trusted first."""
    yield from linked.headlines[:1]
    yield from page.every("og:title", "twitter:title")[:4]
    yield from page.properties.get("headline", ())[:2]
    yield from page.every(
        "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title",
        "headline", "title", "hdl", "twitter:text:title",
    )[:6]  # fmt: skip
    yield from page.titles[:1]


def _shown(page: Statements, names: set[str]) -> Iterator[str]:
    """The texts that stand as headings on the page."""
    for heading in [*page.headings[:20], *page.headlines[:20]]:
        text = heading.text[:_LONGEST]
        if words(text) and words(text) not in names:
            yield text


def _clean(
    title: str, names: set[str], shown: Iterable[str] = (), whole: Iterable[str] = ()
) -> str:
    """A title without the site's name before or after it, or without the brackets behind what the
    page shows. The name before a colon is part of a title that is `whole`, made for readers
    elsewhere, unless the page shows the rest.

    >>> _clean("Harbour reopens | Ostwick Courier", {"ostwick courier"})
    'Harbour reopens'
    """
    title = _without_tight_name(title[:_LONGEST].strip(), names)
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            break
        last, first = cuts[-1], cuts[0]
        if _is_site(title[last.end() :], names):
            title = title[: last.start()].strip()
        elif _is_site(title[: first.start()], names):
            title = title[first.end() :].strip()
        else:
            break
    colon = _COLON.search(title)
    if colon and _is_site(title[: colon.start()], names):
        rest = title[colon.end() :]
        title = title if words(title) in whole and words(rest) not in map(words, shown) else rest
    bare = _BRACKETS_BEHIND.sub("", title) if title[-1:] in _CLOSING else title
    return bare if bare != title and words(bare) in map(words, shown) else title


def _without_tight_name(title: str, names: set[str]) -> str:
    """A title without a hyphen and the very name of the site behind it, as Chinese sites write it.

    >>> _without_tight_name("太湖水位上涨-江南网", {"江南网"})
    '太湖水位上涨'
    """
    cut = _TIGHT_HYPHEN.search(title) if "-" in title and not title.isascii() else None
    return title[: cut.start()].strip() if cut and words(title[cut.end() :]) in names else title


def _is_site(part: str, names: set[str]) -> bool:
    folded = words(part)
    if (
        not folded
        or folded in names
        or re.fullmatch(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", part.strip())
    ):
        return True
    tight = folded.replace(" ", "")
    return len(tight) > 2 and any(tight == name.replace(" ", "") for name in names)


def _agreement(text: str, titles: Sequence[str]) -> float:
    """How well a heading is confirmed: by the title most like it, a little by each further one."""
    likeness = sorted((_likeness(text, title) for title in titles), reverse=True)
    return likeness[0] + 0.02 * sum(value >= _AGREES for value in likeness[1:]) if likeness else 0.0


def _agreed(page: Statements, linked: LinkedData, names: set[str], shown: Iterable[str]) -> str:
    """The title in which linked data and OpenGraph, made for readers elsewhere, agree."""
    whole = {words(page.first("og:title"))}
    one = _clean(next(iter(linked.headlines), ""), names, shown, whole)
    two = _clean(page.first("og:title"), names, shown, whole)
    return one if words(one) == words(two) else ""


def _confirmed(text: str, titles: Sequence[str]) -> bool:
    """Whether a title has the heading's very words, alone or with more before or after."""
    folded = words(text)
    return any(folded in words(title) or words(title) in folded for title in titles)


def _likeness(left: str, right: str) -> float:
    a, b = words(left), words(right)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    short, long = sorted((a, b), key=len)
    whole = len(short) >= 20 and f" {short} " in f" {long} "
    if whole or (len(short) >= 12 and (long.startswith(short) or long.endswith(short))):
        return max(0.7, len(short) / len(long))
    one, two = _units(a), _units(b)
    return len(one & two) / max(len(one), len(two))


def _units(text: str) -> set[str]:
    """Words, or pairs of letters in scripts that do not part words."""
    parts = text.split()
    if len(parts) > 2 or len(text) < 12:
        return set(parts)
    return {text[i : i + 2] for i in range(len(text) - 1)}
