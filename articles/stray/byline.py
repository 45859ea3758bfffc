"""To be told: byline. Lines that say who wrote, edited, translated or helped, or from where: "By
Ida Holm", "Reporting by Ida Holm; editing by Bo Lind", "(责任编辑:马丽)", "(wpm/rdh)".

A label, a verb or a small word stands before the name, a role, an address or an agency behind it.
"""

import re
from functools import cache

from articles.credits.lines import agency_of_byline, named_source
from articles.dates.reading import around_date
from articles.stray.byline_words import (
    form_of,
    is_only,
    known_words,
    may_hold,
    of_pictures,
    openings,
    words_of_all,
    words_of_table,
)
from articles.stray.cover import Cover
from articles.stray.names import are_persons, is_agency, is_small, may_be_names, plain
from articles.words.fold import fold
from articles.words.levelled import levelled
from articles.words.lists import data

#: letters of such a line, words of the names in it, letters of one role (guesses)
_LONGEST, _MOST_NAMES, _LONGEST_ALONE = 240, 24, 90
#: one of these stands in each line that no word of the lists tells, or `begins_with_by` does
SIGNS = r"\[(,)@\u3040-\U0010ffff"
_FAR_EAST = "\u3040"  # from here on stand the letters of Japan, China and Korea
_EDGE = " \t.,:;|/–—-·•()[]（）【】*_"
_INITIALS = re.compile(
    r"[(\[](?:[^\W\d_]{2,6}(?:\s?[/,;]\s?[^\W\d_]{2,9}){1,3}|/?[A-ZČŠŽА-ЯΑ-Ω-]{2,9}/?|[a-zäöü]{2,3})[)\]]\.?"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\(?(?<!\w)@\w{2,30}\)?")
_SEPARATOR = re.compile(r"\s*[:：=＝՝]\s*|\s?/\s?|\s?[-–—]\s")
_AND_LABEL = re.compile(r"\s?[/&+]\s?|,\s|\s[^\W\d_]{1,3}\s|\s(?=و)")  # "Text and photos"
#: a place that stands before: "الرباط - من مراسلنا ياسين العلوي"
_PLACE = re.compile(r"[^\W\d_][^\d:;.,،!?()/–—]{1,24}(?:\s?[–—/:،,]\s?|\s-\s?)")
_NO_INITIALS = frozenset(
    "sic end ok eh ah oh hm uh uk us eu un usa tv ii iii iv lol cont ed etc no si".split()
)
#: tables of what makes a byline of the names around it
_TOLD = ("alone", "labels", "verbs", "roles", "thanks")
_BEHIND_ROLE = re.compile(r"\s*(?:[,|(/–—-]|\s-)\s*")


def is_byline_alone(text: str, cover: Cover | None) -> bool:
    """Whether a line names authors, editors or their agency, and nothing else."""
    if len(text) > _LONGEST or text[-1] in "?!…？！:":
        return False
    if text[0] in "([" and _INITIALS.fullmatch(text):
        return text.strip("()[]. ").lower() not in _NO_INITIALS
    if not text.isascii() and max(text) >= _FAR_EAST:
        from articles.stray.byline_cjk import is_cjk, is_cjk_byline  # a while to be loaded

        if is_cjk(text):
            return is_cjk_byline(text)
    if "@" in text and (bare := _ADDRESS.sub(" ", text)) != text:
        bare = bare.strip(_EDGE)
        return bool(bare) and (is_byline_alone(bare, cover) or _is_person(bare) or _is_about(bare))
    if _is_by(text) or _is_of_agency(text):
        return True
    return cover is not None and _is_told(text.strip("()[] "), cover)


def _is_by(text: str) -> bool:
    """Whether a small word stands before names: "By Ida Holm and Bo Lind, 4 March 2026"."""
    first, _, rest = text.partition(" ")
    if not begins_with_by(text) or not rest:
        return False
    named, behind = around_date(rest)
    named = named.strip(_EDGE)
    if not named or _is_never(named) or len(behind.split()) > 2:
        return False
    known = words_of_table("roles", "en") | words_of_table("words", "en") | words_of_all("places")
    if plain(named):
        return ":" in text[: len(first) + 2]
    return may_be_names(named, known) and named[0].isupper() and are_persons(named)


def begins_with_by(text: str) -> bool:
    """Whether a line begins with a small word as those before names."""
    return text.partition(" ")[0].lower().rstrip(":") in words_of_all("by")


def _is_never(named: str) -> bool:
    """Whether this begins with a word that begins no name: "By popular demand"."""
    first = named.split(maxsplit=1)[0].strip(_EDGE).lower()
    small = plain(named) and not words_of_all("never").isdisjoint(named.split())
    return small or first in words_of_all("never")


def _is_of_agency(text: str) -> bool:
    """Whether a line is a name and an agency: "Ida Holm, Reuters", "Ida Holm (AFP)"."""
    if text.endswith(")"):
        name, _, house = text.rpartition("(")
        return bool(agency_of_byline(f"({house}")) and _is_person(name.strip())
    name, comma, house = text.rpartition(",")
    return bool(comma) and is_agency(house) and _is_person(name)


def _is_person(text: str) -> bool:
    return 1 <= text.count(" ") <= 3 and ":" not in text and may_be_names(text) and not plain(text)


def _is_about(text: str) -> bool:
    """Whether it is said what a person writes about: "Ida Holm covers housing for the Courier"."""
    about = _about().match(text)
    return about is not None and _is_person(about["name"]) and ". " not in about["rest"][:-1]


@cache
def _about() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, sorted(words_of_all("bio"), key=len, reverse=True)))
    return re.compile(rf"(?P<name>[^\d,.:;]{{5,40}}?)\s(?:{phrases})\s(?P<rest>.+)")


def _is_told(text: str, cover: Cover) -> bool:
    """Whether a label, a role or a phrase makes a byline of the names around it."""
    language = cover.language
    first = min(cover.anchored)
    place = _PLACE.match(text) if first else None
    may_be = {name for name in _TOLD if may_hold(name, language, cover.words)}
    if "alone" in may_be and (
        _begins_alone(text, language)
        or (place and _begins_alone(text[place.end() :], language, True))
    ):
        return True
    if first <= 1 and "labels" in may_be and _is_labelled(text, language):
        return True
    if first <= 1 and "verbs" in may_be and _is_behind_verb(text, language):
        return True
    if "roles" in may_be and _is_before_role(text, language):
        return True
    return "thanks" in may_be and _thanks(text, language)


def _begins_alone(text: str, language: str, placed: bool = False) -> bool:
    """Whether a line is such a phrase, with a place or a name behind it or not; `placed` where a
    place stood before it, so that a bare name may follow."""
    phrase = form_of("alone", language).match(text)
    if phrase is None or len(text) > _LONGEST_ALONE:
        return False
    rest = text[phrase.end() :].strip()
    behind = rest.strip(_EDGE)
    if is_only(behind, known_words(language)):
        return " " in phrase[0] or not behind or rest[0] == ","
    if plain(behind):
        pieces = [piece.strip() for piece in re.split("[،,]", behind)]
        short = max(piece.count(" ") for piece in pieces) <= 1 and len(pieces) <= 2
        small = placed or pieces[0].split()[0] in words_of_table("words", language)
        return short and (rest[0] in ",،-(—" or small) and not rest.endswith((".", "।", "۔"))
    return not rest.endswith(".") and may_be_names(behind, words_of_table("words", language))


def _is_labelled(text: str, language: str) -> bool:
    """Whether labels and names take turns: "Text: Ida Holm. Photos: Bo Lind"."""
    label = form_of("labels", language).match(text)
    mark = label and _SEPARATOR.match(text, _end_of_label(label, text, language))
    if not label or not mark or levelled([label[0]])[0] in of_pictures():
        return False
    rest = text[mark.end() :].strip(_EDGE)
    if fold(label[0].rstrip(".")) in data("credits.json")["source"]:
        return bool(named_source(text))
    begins = bool(rest) and (not is_small(rest[0]) or is_agency(rest.split()[0]))
    return begins and _are_names(rest, language)


def _end_of_label(label: re.Match[str], text: str, language: str) -> int:
    """Where a label ends, or the second one that stands behind it: "Text and photos"."""
    joined = _AND_LABEL.match(text, label.end())
    if joined is None:
        return label.end()
    other = form_of("labels", language).match(text, joined.end())
    other = other or _of_picture().match(text, joined.end())
    return other.end() if other else label.end()


@cache
def _of_picture() -> re.Pattern[str]:
    forms = sorted((form.strip() for form in of_pictures()), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, forms))})(?![^\W_])", re.I)


def _is_behind_verb(text: str, language: str) -> bool:
    """Whether names stand behind such a phrase: "Reporting by Ida Holm", "Подготовила …"."""
    verb = form_of("verbs", language).match(text)
    if not verb:
        return False
    rest = text[verb.end() :].strip(_EDGE)
    short = not plain(rest) or rest.count(" ") in (1, 2)
    if not rest or _is_never(rest):
        return False
    return not rest[0].islower() and short and _are_names(rest, language, True)


def _are_names(rest: str, language: str, persons: bool = False) -> bool:
    """Whether nothing but names, labels and their small words is left."""
    if rest.endswith(".") and plain(rest):
        return False
    known = known_words(language)
    pieces = [piece.strip(_EDGE) for piece in openings(language).split(rest)]
    pieces = [p for piece in pieces for p in re.split(r"\.\s|;|\|", piece) if p.strip(_EDGE)]
    if not all(may_be_names(piece, known, _MOST_NAMES) for piece in pieces):
        return False
    return not persons or plain(rest) or are_persons(pieces[0] if pieces else rest)


def _is_before_role(text: str, language: str) -> bool:
    """Whether a name and its role are all: "Ida Holm, Political Correspondent"."""
    role = form_of("roles", language).search(text)
    if role is None or not role.start():
        return False
    name = text[: role.start()].strip(_EDGE)
    behind = text[role.end() :].strip(_EDGE)
    parted = _BEHIND_ROLE.search(text[: role.start()]) is not None or not behind
    person = re.split(r"\s?[,|(/]|\s[–—-]\s", name, maxsplit=1)[0]
    if not parted or not (_is_person(person) or _is_plain_person(name)):
        return False
    known = known_words(language)
    return may_be_names(text[len(person) :].strip(_EDGE), known) and "." not in text[:-1]


def _is_plain_person(name: str) -> bool:
    return plain(name) and name.count(" ") == 1 and may_be_names(name)


def _thanks(text: str, language: str) -> bool:
    """Whether names and a phrase of thanks are all: "AFP contributed to this report"."""
    phrase = form_of("thanks", language).search(text)
    if phrase is None:
        return False
    known = known_words(language)
    sides = (text[: phrase.start()].strip(_EDGE), text[phrase.end() :].strip(_EDGE))
    named = [side for side in sides if side]
    fits = all(may_be_names(side, known, _MOST_NAMES) for side in named)
    told = any(is_agency(side) or not is_only(side, known) for side in named) or not named
    return fits and told and not any(plain(side) and side.count(" ") > 3 for side in named)
