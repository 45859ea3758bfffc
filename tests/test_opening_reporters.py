"""Reporters in the opening of a first paragraph, and openings that name none."""

import pytest

from articles.bylines.opening import reporters_in_opening
from articles.page import read_page
from articles.text import read_text


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("新华社南京6月21日电(记者周明远、陈晓岚)受强降雨影响，水位上涨。", ("周明远", "陈晓岚")),
        ("新华社南京6月21日电（记者 周明远）受强降雨影响，水位上涨。", ("周明远",)),
        ("中新网杭州10月8日电 (记者 张斌)港口重新开放。", ("张斌",)),
        ("中新社北京10月8日电 (记者 张斌 李明)港口重新开放。", ("张斌", "李明")),
        ("本报南京讯（记者 周明远 通讯员 王芳）港口重新开放。", ("周明远", "王芳")),
        ("〔記者林昱安/花蓮報導〕颱風今天下午登陸。", ("林昱安",)),
        ("〔記者林昱安、王小明／台北報導〕颱風今天下午登陸。", ("林昱安", "王小明")),
        ("【記者林昱安／花蓮報導】颱風今天下午登陸。", ("林昱安",)),
        ("記者林昱安／花蓮報導　颱風今天下午登陸。", ("林昱安",)),
        ("（中央社記者王小明台北31日電）颱風今天下午登陸。", ("王小明",)),
        ("（中央社記者王小明、林昱安花蓮縣31日電）颱風登陸。", ("王小明", "林昱安")),
        ("【ワシントン=山田太郎】港が再び開いた。", ("山田太郎",)),
        ("(강릉=연합뉴스) 이도현 기자 = 5일 오전 어선이 전복됐다.", ("이도현",)),
        ("(강릉=연합뉴스) 이도현 김서윤 기자 = 5일 오전 어선이 전복됐다.", ("이도현", "김서윤")),
        ("[서울=뉴시스] 이도현 기자 = 5일 오전 어선이 전복됐다.", ("이도현",)),
        ("(도쿄=연합뉴스) 이도현 특파원 = 5일 오전 어선이 전복됐다.", ("이도현",)),
        ("[한바다뉴스 이도현 기자] 5일 오전 어선이 전복됐다.", ("이도현",)),
        ("【한바다뉴스=이도현 기자】 5일 오전 어선이 전복됐다.", ("이도현",)),
    ],
)
def test_reporters(opening: str, names: tuple[str, ...]) -> None:
    assert reporters_in_opening(opening) == names


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "OSTWICK (Reuters) - The harbour has reopened.",
        "新华社南京6月21日电 受强降雨影响，水位上涨。",
        "记者从太湖局了解到，未来三天流域仍有大到暴雨。",
        "记者在现场看到，许多家庭带着月饼和灯笼。",
        "记者节当天，三十名老记者回到报社。",
        "昨日来电(记者无法证实)称，港口关闭。",
        "他对记者说(记者王小明在场)，港口关闭。",
        "記者会見で市長は「計画を撤回する」と述べた。",
        "記者団に対し首相は「検討する」と答えた。",
        "【ソウル共同】港が再び開いた。",
        "【ソウル=共同】港が再び開いた。",
        "（本報訊）港口重新開放。",
        "(강릉=연합뉴스) 5일 오전 어선이 전복됐다.",
        "[앵커] 어선이 전복됐습니다. 기자가 전합니다.",
        "[기자] 어선이 전복됐습니다.",
        "(사진=이도현 작가) 어선이 전복됐다.",
        "기자는 현장을 찾았다. 어선은 없었다.",
        "a = b, sagt man in Österreich.",
    ],
)
def test_no_reporters(opening: str) -> None:
    assert reporters_in_opening(opening) == ()


STORY = "受持续强降雨影响，太湖水位涨至3.81米，超过警戒水位。太湖流域管理局当日启动应急响应。"
OPENING = f"新华社南京6月21日电(记者周明远、陈晓岚){STORY}"


def test_they_are_the_authors_where_nothing_else_names_a_person() -> None:
    page = f"<h1>太湖流域启动应急响应</h1><p>{OPENING}</p><p>{STORY}</p><p>{STORY}</p>"
    assert read_page(page.encode()).authors == ("周明远", "陈晓岚")
    agency = '<meta name="author" content="新华社">'
    assert read_page((agency + page).encode()).authors == ("周明远", "陈晓岚")
    person = '<meta name="author" content="王芳">'
    assert read_page((person + page).encode()).authors == ("王芳",)
    text = f"太湖流域启动应急响应\n\n{OPENING}\n\n{STORY}\n\n{STORY}"
    assert read_text(text).authors == ("周明远", "陈晓岚")
    assert read_text(text, authors=["王芳"]).authors == ("王芳",)
