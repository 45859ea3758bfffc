"""Whose text a story is, where a page shows it around the story."""

import pytest

from articles.page import read_page

STORY = (
    "The harbour of Ostwick has reopened after nine days of storm, and the first ferry left early.",
    "Forty people and a cow were on board when it sailed for the island on Friday morning at nine.",
    "Nobody knows how long the quay will hold, says the harbour master, for it is two hundred.",
)


def credit(above: str = "", below: str = "", story: tuple[str, ...] = STORY, head: str = "") -> str:
    told = "".join(f"<p>{text}</p>" for text in story)
    page = f"<head>{head}</head><h1>Harbour reopens</h1>{above}<article>{told}</article>{below}"
    return read_page(page.encode(), url="https://courier.example/harbour").credit


ANN = '<a class="author" href="/author/ann">Ann Doyle</a>'


@pytest.mark.parametrize(
    ("above", "named"),
    [
        ('<p class="byline">©NTB</p>', "NTB"),
        ('<p class="byline">Autor: D. Žic / Hina</p>', "Hina"),
        ('<p class="byline">Sanna Väisänen, STT</p>', "STT"),
        (f"<p>{ANN} <i>BNS</i> <time>2024.01.23 18:05</time></p>", "BNS"),
        (f'<p>{ANN} a <a href="/author/tasr">TASR</a></p>', "TASR"),
        (f"<p>{ANN} | Reuters | 3 March 2024</p>", "Reuters"),
        ("<p>المصدر : الخليج اليوم + رويترز</p>", "رويترز"),
        (f"<p>{STORY[0]}</p><p>15 March 2024 10:30 | By Ann Doyle, Reuters</p>", "Reuters"),
        # of the page, the picture, somebody's word
        ("<p class=date>27 March 2024 16:42 Evening Mail</p>", ""),
        ("<p class=date>2024年3月27日 16:42 岳阳晚报</p>", ""),
        ('<p class="byline">©Courier</p>', ""),
        ("<figure><img><figcaption>©NTB</figcaption></figure>", ""),
        ("<figure><img><figcaption>Ann Doyle / Reuters</figcaption></figure>", ""),
        ('<p class="byline">Ann Doyle / Getty Images</p>', ""),
        (f"<p>{ANN} <i>LOCAL</i> <time>2024.01.23 18:05</time></p>", ""),
        (f"<p>{ANN} worked for Reuters for ten years</p>", ""),
        ('<p><a href="/author/tasr">TASR archive</a></p>', ""),
        (f"<p>{ANN} | 3 March 2024</p>", ""),
    ],
)
def test_a_credit_above_the_story(above: str, named: str) -> None:
    assert credit(above) == named


@pytest.mark.parametrize(
    ("behind", "named"),
    [
        ("岳阳晚报", "岳阳晚报"),
        ("新浪新闻", "新浪新闻"),
        ("江湖网", ""),
        ("周砚秋", ""),
        ("责任编辑", ""),
    ],
)
def test_an_outlet_behind_the_date_of_a_chinese_portal(behind: str, named: str) -> None:
    head = '<meta property="og:site_name" content="江湖网">'
    above = f"<p class=date>2024年3月27日 16:42 {behind}</p>"
    assert credit(above, head=head) == named


@pytest.mark.parametrize(
    ("first", "named"),
    [
        (("КОТЛАС, 6 апреля. /ТАСС/. Ледоход начался в районе порта, говорят люди.",), "ТАСС"),
        (("Просмотров: 1 208", "Спасатели предупредили жителей двадцати деревень о заторах.",
          "КОТЛАС, 6 апреля. /ТАСС/. Ледоход начался в районе порта, сообщили спасатели."), "ТАСС"),
        (("OSTWICK, April 6 (Xinhua) -- The harbour of Ostwick has reopened.",), "Xinhua"),
        # a report within the story is not its opening
        ((*STORY, "OSTWICK (Reuters) - The harbour of Ostwick has reopened.", *STORY), ""),
        (("Ostwick, 6 April. The harbour has reopened after nine days of storm.",), ""),
        (("OSTWICK, 6 April. Harbour. The quay has reopened after nine days of storm.",), ""),
    ],
)  # fmt: skip
def test_a_credit_in_the_opening(first: tuple[str, ...], named: str) -> None:
    assert credit(story=(*first, *STORY)) == named


@pytest.mark.parametrize(
    ("below", "named"),
    [
        ("<div>Źródło: PAP</div><div>Data utworzenia: 27 sierpnia 2024</div>", "PAP"),
        ("<div>المصدر : الخليج اليوم + رويترز</div>", "رويترز"),
        ('<p class="byline">Ann Doyle, AFP</p>', "AFP"),
        ("<div>Source: Statistics Office</div>", ""),
        ("<div>Reuters</div><ul><li><a href='/a'>AFP</a></li></ul><div>dpa</div>", ""),
    ],
)
def test_a_credit_below_the_story(below: str, named: str) -> None:
    assert credit(below=below) == named


def test_the_agency_among_the_authors_is_the_credit_where_no_other_is_named() -> None:
    head = '<meta name="author" content="Associated Press">'
    assert credit(head=head) == "Associated Press"
    assert credit(head=head, story=("OSTWICK (AP) - " + STORY[0], *STORY[1:])) == "AP"
    assert credit(head=head.replace("Associated Press", "Ann Doyle")) == ""
