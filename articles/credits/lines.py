"""Lines that name an agency: labels of sources, bylines, thanks, and datelines without a dash."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from articles.words.fold import fold
from articles.words.lists import data

_THANKS = re.compile(r"(?P<names>.{2,60}?) (?:also )?contributed to this (?:report|story|article)")
_TOGETHER = re.compile(r"\s*(?:[,/&+;、，]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b|\bmit\b)\s*")
_IN_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,60})[)\]）】]")
_PLACE_IN_CAPITALS = re.compile(
    r"(?=[^\W\d_a-zà-ÿа-я]{3})[^()/\n]{2,60}[(/]\s?([^()/\n]{2,40}?)\s?[)/](?=[\s.]|$)"
)
_CUTS = re.compile(r"\s*[.,]\s+|\s+[–—-]+\s+|\.$|\s*/\.?\s*")
_OF_PLACE = re.compile(r"[(（【\[][^()（）【】\[\]=＝]{0,20}[=＝]\s?([^()（）【】\[\]=＝\s]{2,20})")
#: agencies whose names are ordinary words or other outlets too
_ORDINARY = frozenset(
    ("stat", "spa", "beta", "petra", "mehr", "imago", "sid", "cnn", "bbc", "bild", "dw", "sita",
     "getty images", "epa", "lehtikuva", "ntb scanpix")  # the last four sell pictures
)  # fmt: skip
_EDGE = " \t.,:;()[]（）【】/|–—-©"
_SHORT = 4  # letters of an abbreviation: all large or all small, "AP" and "dpa", not "Ap"
_LONGEST_BYLINE, _LONGEST_SOURCE = 160, 40


def agency(text: str) -> str:
    """The name as written, if it is a known agency's or several agencies'.

    >>> agency("Reuters"), agency("AFP, dpa"), agency("Ann Lee, dpa")
    ('Reuters', 'AFP, dpa', '')
    """
    name = text.strip(_EDGE)
    return name if all(map(_is_known, parts_of(name))) else ""


def parts_of(text: str) -> list[str]:
    """A line cut at commas, slashes and words for "and" or "with".

    >>> parts_of("Ann Lee, AFP / dpa")
    ['Ann Lee', 'AFP', 'dpa']
    """
    return _TOGETHER.split(text.strip(_EDGE))


def agency_of_byline(text: str) -> str:
    """The agency that stands in a byline beside the persons, or alone.

    >>> agency_of_byline("von Imke Sottorf, dpa"), agency_of_byline("By Reuters")
    ('dpa', 'Reuters')
    >>> agency_of_byline("Edited by Kavita Rao (with inputs from PTI)")
    'PTI'
    >>> agency_of_byline("By Ann Lee, who covers Reuters")
    ''
    """
    if len(text) > _LONGEST_BYLINE:
        return ""
    parts = (*_IN_BRACKETS.findall(text), *parts_of(text))
    return next(filter(None, map(_behind_inputs, parts)), "")


def named_source(text: str, anyone: bool = False) -> str:
    """The source that a line names behind a label; of `anyone`, or of agencies only.

    >>> named_source("Źródło: PAP"), named_source("来源：江城晚报", anyone=True)
    ('PAP', '江城晚报')
    >>> named_source("Quelle: Statistisches Bundesamt"), named_source("A source: he said so")
    ('', '')
    >>> named_source("Source: The Courier + Reuters")
    'Reuters'
    """
    match = _source().match(text)
    if match is None:
        return ""
    name = match["name"].strip(_EDGE)
    if agency(name) or (anyone and len(name) > 1 and "+" not in name):
        return name
    return next(filter(agency, name.split("+")), "").strip() if "+" in name else ""


def thanked(text: str) -> str:
    """The agency that "contributed to this report".

    >>> thanked("The Associated Press contributed to this report.")
    'The Associated Press'
    """
    match = _THANKS.match(text) if "contributed to this" in text else None
    return agency(match["names"]) if match else ""


def agency_of_dateline(text: str) -> str:
    """The agency before the first sentence, in forms without a dash.

    >>> agency_of_dateline("МОСКВА, 20 августа. /ТАСС/. Порт открыт.")
    'ТАСС'
    >>> agency_of_dateline("新华社北京8月20日电 港口开放。"), agency_of_dateline("新华社是通讯社。")
    ('新华社', '')
    >>> agency_of_dateline("(서울=연합뉴스) 홍길동 기자 = 항구가")
    '연합뉴스'
    >>> agency_of_dateline("МОСКВА, 6 апр — РИА Новости. Порт открыт.")
    'РИА Новости'
    >>> agency_of_dateline("HYDERABAD (AP) has a new mayor")
    ''
    """
    if wired := _wired().match(text):
        return wired[1]
    if name := _behind_day(text):
        return name
    for pattern in (_PLACE_IN_CAPITALS, _OF_PLACE):
        match = pattern.match(text)
        if match and not _goes_on(text[match.end() :]) and (name := agency(match[1])):
            return name
    return ""


def _behind_day(text: str) -> str:
    """The agency behind a place in capitals and a day, each cut off by a dot, comma or dash."""
    pieces = _CUTS.split(text, 3)
    if len(pieces) < 4 or not pieces[0].isupper() or not any(map(str.isdigit, pieces[1])):
        return ""
    return agency(pieces[2])


def _goes_on(rest: str) -> bool:
    """Whether the sentence of the place goes on: its brackets hold a state or a party then."""
    return rest.lstrip()[:1].islower()


def _behind_inputs(part: str) -> str:
    """The agency in a part of a byline, behind "by" or "with inputs from"."""
    if name := agency(part):
        return name
    tokens = part.strip(_EDGE).split()
    if not tokens or fold(tokens[0]).rstrip(":") not in _first_of_openings():  # most parts
        return ""
    starts = (" ".join(tokens[size:]) for size in range(1, 5) if _opens(tokens[:size]))
    return next(filter(None, map(agency, starts)), "")


def _opens(tokens: list[str]) -> bool:
    return fold(" ".join(tokens)).rstrip(":") in _openings()


def _is_known(part: str) -> bool:
    name = part.strip(_EDGE)
    written = len(name) > _SHORT or name == name.upper() or name == name.lower()
    return fold(name) in agencies() and (written or fold(name) in data("credits.json")["as_names"])


@cache
def agencies() -> frozenset[str]:
    """The known agencies, folded, but for those whose names are ordinary words."""
    known = data("people.json")["agencies"]
    return frozenset(map(fold, (*known, *(f"agency {name}" for name in known)))) - _ORDINARY


@cache
def _openings() -> frozenset[str]:
    return frozenset((*data("credits.json")["inputs"], *data("people.json")["before"]))


@cache
def _first_of_openings() -> frozenset[str]:
    return frozenset(opening.split()[0].rstrip(":") for opening in _openings())


@cache
def _source() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, data("credits.json")["source"]), key=len, reverse=True))
    return re.compile(rf"(?:{labels})\s?[:：]\s?(?P<name>[^|•\n]{{2,{_LONGEST_SOURCE}}})$", re.I)


@cache
def _between_labels() -> re.Pattern[str]:
    # made when first asked for: wide ranges of letters take long
    return re.compile(r"\s*[|•·]\s*|\s+(?=[\u2e80-\uffff]{2,4}[:：])")


@cache
def _wired() -> re.Pattern[str]:
    names = "|".join(data("credits.json")["wired"])
    return re.compile(rf"\s*[(（【]?({names})[^\s，。]{{1,20}}?\d{{1,2}}日\s?(?:电|電|讯|訊)")


def credits_around(above: Iterable[str], below: Iterable[str]) -> Iterator[str]:
    """What the lines above and below a story say, sources before bylines. Below it the source may
    be that of a figure, so only agencies count."""
    above, below = list(above), list(below)
    pieces = (piece for text in above for piece in _between_labels().split(text))
    yield from (named_source(piece, anyone=True) for piece in pieces)
    yield from map(agency_of_byline, above)
    yield from map(named_source, below)
    yield from map(thanked, (*above, *below))
    yield from map(agency_of_byline, below)
