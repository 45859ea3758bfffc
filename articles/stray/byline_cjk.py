"""Bylines in Chinese, Japanese and Korean: "本报记者 贺建国", "(责任编辑:马丽)", "김서윤 기자".

Sentences begin with the same words ("记者从太湖局了解到,…"), so the names must be bare.
"""

import re
from functools import cache

from articles.bylines.words import is_han_name
from articles.words.lists import data

_LONGEST = 70
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile("[。？！?!「」“”…]|[はがをにもへ](?=.{3})|다\\.")
_NAME = "[\u3400-\u9fff\u30a0-\u30ff·]{2,8}"
_PERSON = f"(?:{_NAME}(?:[ 　]{_NAME})?|[A-Za-z][A-Za-z .]{{1,30}})"
_NAMES = f"{_PERSON}(?:\\s?[、，,/／·・&和 ]\\s?{_PERSON}){{0,4}}"
_HANGUL = "[가-힣]{2,4}"
_PLACED = re.compile(
    f"[(（【〔\\[]?(?:{_NAME}|[A-Za-z가-힣]{{2,12}})[=＝]({_NAME}|{_HANGUL})[)）】〕\\]]?"
)
_IN_BOX = re.compile(f"【({_NAME}(?:[、・]{_NAME}){{0,3}})】|[(（]({_NAME})[)）]")
_KOREAN = re.compile(
    r"(?:[(\[【][가-힣A-Za-z0-9 ]{1,12}[=＝][가-힣A-Za-z0-9 ]{1,12}[)\]】]\s?|[가-힣]{2,6}[=＝])?"
    rf"(?:[가-힣A-Za-z0-9]{{2,10}}\s)??{_HANGUL}(?:\s?[·,]\s?{_HANGUL}){{0,4}}\s?"
    r"(?:[가-힣]{0,4}\s?)(?:기자|특파원|선임기자|인턴기자|논설위원|전문기자|통신원|에디터|리포터|칼럼니스트)"
    r"(?:\s?[=＝])?(?:\s?[·,]\s?"
    + _HANGUL
    + r"\s?(?:인턴)?기자)*(?:\s?\(?[\w.+-]+@[\w.-]+\)?)?(?:\s?[=＝])?"
)
_OF_PICTURE = re.compile(
    "图(?!文)|圖(?!文)|摄|攝|写真|撮影|사진|촬영|그래픽|영상|视频|影片|翻攝|供图|供圖|動画|画像"
)
_DESK = re.compile(
    r"[(（〔【]?[\u3400-\u9fff]{1,6}(?:中心|部|组|組|室)\s?[／/]\s?(?:綜合|综合)?(?:報導|报道|整理)[)）〕】]?"
)
_TAKEN = ("摄", "攝", "撮影", "제공", "供图", "供圖", "提供")
_TAIL = re.compile(
    r"\s?[／/]\s?[\u3400-\u9fff]{2,8}(?:報導|报导|报道|報道|電|电)|\s?[／/]?\s?(?:專題|綜合|综合)?(?:報導|报道|摄影报道)"
)


def is_cjk(text: str) -> bool:
    """Whether a line holds letters of these scripts."""
    return not text.isascii() and _CJK.search(text) is not None


def is_cjk_byline(text: str) -> bool:
    """Whether a line in these scripts is a byline and nothing else.

    >>> is_cjk_byline("本报记者 贺建国"), is_cjk_byline("记者从太湖局了解到")
    (True, False)
    """
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    bare = _TAIL.sub("", text.strip(" ()（）〔〕[]【】")).strip()
    if _OF_PICTURE.match(bare) or bare.endswith(_TAKEN):
        return False
    if match := _IN_BOX.fullmatch(text):
        return is_han_name(match[1] or match[2])
    if match := _PLACED.fullmatch(text):
        return is_han_name(match[1]) or bool(re.fullmatch(_HANGUL, match[1]))
    return bool(
        _KOREAN.fullmatch(text)
        or _KOREAN.fullmatch(bare)
        or _DESK.fullmatch(text)
        or _labelled().fullmatch(bare)
        or _is_house(bare)
        or _is_role(bare)
    )


def _is_house(bare: str) -> bool:
    return bare in _forms("alone") and len(bare) > 2


def _is_role(bare: str) -> bool:
    """Whether a role stands before a bare name or behind it."""
    if match := _before_name().fullmatch(bare):
        return match["mark"] != "" or is_han_name(match["name"])
    match = _behind_name().fullmatch(bare)
    return match is not None and is_han_name(match["name"].replace(" ", "").replace("　", ""))


def _forms(*names: str) -> list[str]:
    tables = data("stray_byline.json")
    listed = ",".join(tables[name][code] for name in names for code in ("zh", "ja", "ko"))
    return sorted({form.strip() for form in listed.split(",")}, key=len, reverse=True)


@cache
def _labelled() -> re.Pattern[str]:
    labels = "|".join(r"\s?[・·、/]?\s?".join(map(re.escape, f.split())) for f in _forms("labels"))
    name = f"(?:{_NAMES}|{_HANGUL}(?:\\s?[·,]\\s?{_HANGUL})*)(?:\\s?(?:记者|記者|기자|さん|氏))?"
    pair = f"(?:{labels})(?:[/／・·](?:{labels}))?\\s?[:：=＝／/・|]\\s?{name}"
    korean = f"글\\s{_HANGUL}(?:\\s?기자)?(?:\\s?[·,/]\\s?사진\\s{_HANGUL}(?:\\s?기자)?)?"
    return re.compile(f"{pair}(?:\\s?[;；|｜,，、。]?\\s?{pair}){{0,8}}|{korean}")


@cache
def _before_name() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, (*_forms("verbs"), *_forms("roles"))))
    return re.compile(
        f"(?:[\u3400-\u9fff]{{2,6}}\\s?)?(?:{roles})(?P<mark>[:：\\s　／/]*)(?P<name>{_NAMES})"
    )


@cache
def _behind_name() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, _forms("roles")))
    house = "(?:[\u3400-\u9fffA-Za-z]{1,8}[=＝・])?"
    return re.compile(f"{house}(?P<name>{_NAME}(?:[ 　]{_NAME})?)(?:[ 　]?(?:{roles}))")
