"""To be told: caption. Lines that credit a picture, with what it shows before the credit or not:
"Photo: Ida Holm/AFP", "The bridge on Monday. Photo: Ida Holm", "File photo", "写真＝共同".

A word for a picture tells nothing by itself. Behind it stands who made the picture, whose name is
known by its capitals or, where a script has none, by its shortness.
"""

import re
from functools import cache

from articles.stray.caption_shown import (
    is_behind_bar,
    is_led,
    is_of_agency_in_arabic,
    is_of_platform,
    is_of_screen,
    is_sourced,
)
from articles.stray.cover import Cover
from articles.stray.names import (
    are_full_names,
    holds_agency,
    is_agency,
    is_quiet,
    may_be_names,
    plain,
)
from articles.words.levelled import levelled
from articles.words.lists import data

#: one of these stands in each line that its marks alone tell
SIGNS = "©ⓒ/|(（"
_LONGEST = 300  # letters of what the picture shows and its credit (a guess)
_CLOSING = " \t.)]）】〕」"
_OPENS = "([（【〔.!?…。।»”\"'’)]）】|–—-·•/▲、,;：:"
_ELISION = ("'", "’")
_MARK = re.compile(
    r"(?P<colon>s?\.?\s*[:：=＝՝]\s*|\s?[/／|・]\s?)|(?P<dash>\s?[-–—]\s)|(?P<space>[.,]?\s+)"
)
_UNSPACED = "\u0e00"
_LONGEST_SHOWN = 140  # letters of a description whose credit has no word for a picture (a guess)
_DESCRIBED = 8  # letters of what a picture shows (a guess)
_FEW = 7  # words of such a line
_FEWER = 5  # words behind "Photo credit:", which leaves no doubt
_SINGLE = 8  # letters of a word that says by itself what it is
#: languages that write headlines in capitals: there "Photo Finish" is no credit
_HEADLINE_CASE = ("en", "tl", "id", "ms", "vi")
_IN_BRACKETS = re.compile(r"(?:.*\s)?\[(?P<square>[^\[\]]{3,60})\]|\((?P<round>[^()]{3,60})\)")
_OWNED = re.compile(r"(?P<head>.*)(?:©|\(c\)|ⓒ)\s?(?P<owner>[^©]{2,60})")
_SHOT = re.compile(r"[\u3400-\u9fff]{2,4}|(?:.*?(?:记者|記者))?\s?[\u3400-\u9fff·]{2,4}")


def is_caption(text: str, cover: Cover | None) -> bool:
    """Whether a line ends with the credit of a picture, or is nothing else."""
    if len(text) > _LONGEST or text[-1] in "?!" or "://" in text:
        return False
    if _is_owned(text) or _is_signed(text) or is_behind_bar(text) or is_of_agency_in_arabic(text):
        return True
    if cover is None:
        return False
    if is_of_screen(text, cover) or is_led(text, cover.language):
        return True
    if is_sourced(text, cover.language, _alone(cover.language)):
        return True
    if not cover.unknown and _is_made_of(cover):
        return True
    if cover.language in data("stray_caption.json")["behind"] and _is_credited_before(text, cover):
        return True
    labels = list(_labels(cover.language).finditer(text))
    return any(_is_credit(text, label, cover.language) for label in reversed(labels))


def _is_made_of(cover: Cover) -> bool:
    """Whether a few small words stand around one as "file photo": "An undated handout photo"."""
    level = f" {' '.join(cover.words)} "
    forms = (form for form in _alone(cover.language) if form.count(" ") > 2)
    return len(cover.words) <= _FEW and any(form in level for form in forms)


def _is_owned(text: str) -> bool:
    """Whether a line ends with the sign of copyright and an agency's name; behind a sentence any
    name will do: a line of its own may be the house's notice."""
    match = _OWNED.fullmatch(text) if "©" in text or "ⓒ" in text else None
    if match is None or any(map(str.isdigit, match["owner"])):
        return False
    head = match["head"].strip()
    named = may_be_names(match["owner"].strip(_CLOSING), _known("en"))
    if not head:
        return named and holds_agency(match["owner"])
    return named and head[-1] in _OPENS


def _is_signed(text: str) -> bool:
    """Whether a line is "Ida Holm/AFP", in brackets or not, or ends with it in square ones."""
    if "/" not in text:
        return False
    match = _IN_BRACKETS.fullmatch(text.strip())
    signed = (match["square"] or match["round"]) if match else _last_sentence(text)
    parts = [part.strip() for part in signed.split("/")]
    persons = [part for part in parts if not is_agency(part)]
    named = all(part.count(" ") in (1, 2, 3) and may_be_names(part) for part in persons)
    return len(parts) - len(persons) > 0 and 0 < len(persons) < 3 and named


def _last_sentence(text: str) -> str:
    """What stands behind the description of a picture; the whole where there is none."""
    head, _, rest = text.rpartition(". ")
    return rest if len(head) < _LONGEST_SHOWN else text


def _is_credited_before(text: str, cover: Cover) -> bool:
    """Whether the word stands behind the name: "ELTA nuotr.", "记者 李娜 摄"."""
    match = _behind(cover.language).fullmatch(text.strip(" .)]）】"))
    if match is None:
        return False
    name = re.split(r"[。（(【\[、＝=]|\.\s", match["name"])[-1].strip()
    if cover.language in ("zh", "ja"):
        return bool(_SHOT.fullmatch(name)) and (
            match["name"] != name or " " in name or "者" in name
        )
    return bool(name) and may_be_names(name, _known(cover.language))


def _is_credit(text: str, label: re.Match[str], language: str) -> bool:
    """Whether a word for a picture and the end of the line behind it are a credit."""
    head, rest = text[: label.start()].rstrip(), text[label.end() :]
    elided = text[label.start() - 1 : label.start()] in _ELISION  # "l'arxiu"
    parted = not head or (head[-1] in _OPENS and not elided)
    closed = rest.strip(_CLOSING)
    if not closed:
        described = len(head) >= _DESCRIBED
        return parted and _says_alone(label[0], language, described)
    mark = _MARK.match(rest)
    if mark is None or (rest.rstrip()[-1:] == "." and plain(closed) and " " in closed):
        return False
    credit = rest[mark.end() :].strip(_CLOSING)
    if by := _by(language).match(credit):
        named = credit[by.end() :]
        whole = " " in named or holds_agency(named)
        if parted and whole and may_be_names(named, _known(language)):
            return True
    if parted and plain(credit) and credit.count(" ") < _FEWER and is_of_platform(credit):
        return is_quiet(credit)
    if _is_weak(label[0]):
        return parted and _is_plainly_named(credit, bool(mark["colon"]))
    if mark["space"]:
        beside = bool(head) or not (language in _HEADLINE_CASE or text.isupper())
        return parted and _is_plainly_named(credit, beside)
    if not parted and label[0][0].islower():
        return False
    sure = bool(mark["colon"]) and " " in label[0] and credit.count(" ") < _FEWER
    return may_be_names(credit, _known(language)) or (sure and is_quiet(credit))


def _is_plainly_named(credit: str, persons: bool) -> bool:
    """Whether an agency is named, or persons in two or three words each where those will do."""
    if not may_be_names(credit):
        return False
    named = are_full_names(credit) or "@" in credit
    shown = named and not plain(credit) and not credit[0].islower()
    return holds_agency(credit) or (persons and shown)


def _says_alone(label: str, language: str, described: bool) -> bool:
    """Whether the word is one as "file photo", long enough to be no crosshead."""
    level = levelled([label])[0]
    if level not in _alone(language):
        return False
    return described or " " in level.strip() or len(label) >= _SINGLE


def _is_weak(label: str) -> bool:
    """Whether headlines begin with this word too: "Video: Voting begins"."""
    return levelled([label])[0] in _weak()


@cache
def _weak() -> frozenset[str]:
    return frozenset(levelled(data("stray_caption.json")["weak"].split(",")))


@cache
def _known(language: str) -> frozenset[str]:
    """The words, levelled, that stand inside of credits."""
    tables = data("stray_caption.json")
    listed = f"{tables['words'][language]}, {tables['alone'][language]}"
    forms = levelled(listed.split(","))
    unspaced = {form.replace(" ", "") for form in forms if max(form) >= _UNSPACED}
    return frozenset(word for form in forms for word in form.split()) | unspaced


@cache
def _alone(language: str) -> frozenset[str]:
    return frozenset(levelled(data("stray_caption.json")["alone"][language].split(",")))


@cache
def _labels(language: str) -> re.Pattern[str]:
    return re.compile(_any(data("stray_caption.json")["anchors"][language]), re.I)


@cache
def _by(language: str) -> re.Pattern[str]:
    return re.compile(rf"{_any(data('stray_caption.json')['by'][language])}\s*", re.I)


@cache
def _behind(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>.{{2,80}}?)\s?{_any(data('stray_caption.json')['behind'][language])}", re.I
    )


def _any(listed: str) -> str:
    """A pattern of the forms of a list, the longest first; those that spaces part stand whole."""
    forms = sorted({form.strip() for form in listed.split(",")}, key=len, reverse=True)
    parted = [_spelt(form) for form in forms if form[0] < _UNSPACED]
    unparted = [_spelt(form) for form in forms if form[0] >= _UNSPACED]
    whole = rf"(?<![^\W_])(?:{'|'.join(parted)})(?![^\W_])" if parted else ""
    return f"(?:{'|'.join(filter(None, (whole, *unparted)))})"


def _spelt(form: str) -> str:
    """A form whose words are parted by any mark, as "d’archives", "PR-foto"."""
    return r"[\s'’\u200c.-]{1,2}".join(map(re.escape, form.split()))
