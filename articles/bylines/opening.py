"""The reporters whom an agency or a paper of East Asia names in the opening of its first paragraph:
"新华社南京6月21日电(记者周明远)", "〔記者林昱安／花蓮報導〕", "(서울=연합뉴스) 홍길동 기자 ="."""

import re
from collections.abc import Iterator
from functools import cache

from articles.bylines.authors import people
from articles.words.lists import data

_LOOK = 120
_MOST = 6
_JOINTS = re.compile(r"[、，,·・/／\s]+")
_FEWEST_LETTERS, _MOST_LETTERS = 2, 5  # of a name in Chinese or Korean; longer ones have a dot
_MARKS = ("记者", "記者", "기자", "특파원", "=", "＝")


def reporters_in_opening(text: str) -> tuple[str, ...]:
    """The reporters, in order; none where the opening names none.

    >>> reporters_in_opening("新华社南京6月21日电(记者周明远、陈晓岚)受持续强降雨影响，水位上涨。")
    ('周明远', '陈晓岚')
    >>> reporters_in_opening("〔記者林昱安／花蓮報導〕颱風今天下午登陸。")
    ('林昱安',)
    >>> reporters_in_opening("(강릉=연합뉴스) 이도현 김서윤 기자 = 5일 오전 어선이 전복됐다.")
    ('이도현', '김서윤')
    >>> reporters_in_opening("记者从太湖局了解到，水位将继续上涨。")
    ()
    """
    opening = text.lstrip()[:_LOOK]
    if opening.isascii() or not any(mark in opening for mark in _MARKS):  # most paragraphs
        return ()
    for pattern in _openings():
        if match := pattern.match(opening):
            return people(_names(match["names"]))[:_MOST]
    return ()


def _names(text: str) -> Iterator[str]:
    for token in _JOINTS.split(text):
        name = _role().sub("", token)
        if _FEWEST_LETTERS <= len(name) <= _MOST_LETTERS or "·" in token:
            yield name


@cache
def _role() -> re.Pattern[str]:
    return re.compile(
        r"^(?:见习|實習|实习|特约|特約|通讯员|通訊員|记者|記者)+[:：]?|(?:기자|특파원)$"
    )


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    """The forms; made when first asked for, as wide ranges of letters take long."""
    han, hangul = r"\u3400-\u9fff", r"\uac00-\ud7a3"
    places = "|".join(data("people.json")["report_places"])
    return tuple(
        re.compile(form)
        for form in (
            # 新华社南京6月21日电(记者周明远、陈晓岚) · 本报南京讯（记者 周明远 通讯员 王芳）
            rf"[^(（]{{2,40}}?(?:\d日\s?[电電]|[专專][电電]|[讯訊])\s?[(（](?:本报|本報)?(?:[见見]习|特[约約])?[记記]者"
            rf"[:：/／\s]*(?P<names>[{han}·、，,/／\s]{{2,60}}?)[)）]",
            # 〔記者林昱安／花蓮報導〕 · 【記者林昱安、王小明/台北報導】 · 記者林昱安／花蓮報導
            rf"[〔【\[(（]?(?:[{han}]{{2,8}}\s?)?[记記]者\s?(?P<names>[{han}·、\s]{{2,30}}?)"
            rf"\s?[/／]\s?[{han}]{{2,8}}[报報][导導道][〕】\])）]?",
            # （中央社記者王小明台北31日電）
            rf"[(（](?:[{han}]{{2,6}}社)[记記]者(?P<names>[{han}、]{{2,30}}?)(?:{places})[{han}]{{0,3}}"
            r"(?:\d{1,2}月)?\d{1,2}日(?:综合|綜合)?(?:外[电電])?[电電讯訊报報]",
            # 【ワシントン=山田太郎】
            rf"【[^【】=＝]{{1,12}}[=＝](?P<names>[ぁ-ヶ{han}、]{{2,20}})】",
            # (강릉=연합뉴스) 이도현 기자 = · [서울=뉴시스] 이도현 기자 =
            rf"[(\[【][^()\[\]【】]{{2,30}}[)\]】]\s*(?P<names>[{hangul}·,\s]{{2,40}}?)\s?"
            r"(?:기자|특파원)\s?=",
            # [한바다뉴스 이도현 기자]
            rf"[\[【(](?:[{hangul}A-Za-z0-9]{{2,12}}[\s=])(?P<names>[{hangul}·,\s]{{2,30}}?)\s?"
            r"(?:기자|특파원)\s?[\])】]",
        )
    )
