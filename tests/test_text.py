"""Plain text: paragraphs however they are parted, and what the first lines are."""

import textwrap
import time

import pytest

from articles import Article, DamageKind, Kind
from articles.text import read_text

PROSE = [
    "The harbour of Ostwick has reopened after the storm, the port authority said on Monday.",
    "Fishermen had waited for nine days. Two boats were lost, and the quay will be repaired "
    "in the spring, when the council has found the money for it.",
    "“We are glad to be out again,” said one of them, who asked for his name not to be used.",
]
SECTION = "Nine days of waiting"


def kinds(article: Article) -> list[str]:
    return [str(block.kind) for block in article.blocks]


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n", "\r\n", "\r", "\f", "\u2028", "\n \n"])
def test_paragraphs_however_parted(gap: str) -> None:
    article = read_text("\ufeff" + gap.join(PROSE))
    assert [block.text for block in article.blocks] == PROSE
    assert kinds(article) == ["paragraph"] * 3


@pytest.mark.parametrize("width", [50, 72, 90])
def test_wrapped_text_is_joined_and_keeps_its_lines(width: int) -> None:
    wrapped = [textwrap.fill(paragraph, width) for paragraph in PROSE]
    article = read_text("\n\n".join(wrapped))
    assert [" ".join(block.text.split()) for block in article.blocks] == PROSE
    assert article.blocks[1].line == wrapped[0].count("\n") + 3


def test_wrapped_text_without_blank_lines() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 60) for paragraph in PROSE)
    assert [" ".join(block.text.split()) for block in read_text(wrapped).blocks] == PROSE


def test_line_numbers_count_every_line_of_the_file() -> None:
    article = read_text("\n\nHarbour reopens\n\n\n" + PROSE[0] + "\r\n" + PROSE[1])
    assert [block.line for block in article.blocks] == [3, 6, 7]


def test_white_space_inside_a_line_stays() -> None:
    article = read_text(PROSE[0] + "\n\nSee also\u00a0 Harbour  of Ostwick shut after storm\n")
    assert article.blocks[1].text == "See also\u00a0 Harbour  of Ostwick shut after storm"
    assert kinds(article) == ["paragraph", "related"]


def test_site_lines_stand_before_a_repeated_headline() -> None:
    head = ["Ostwick Courier", "News from the Sound", "Harbour reopens", "Harbour reopens"]
    article = read_text("\n\n".join([*head, *PROSE]))
    assert kinds(article)[:5] == ["site", "site", "headline", "headline", "paragraph"]
    assert (article.headline, article.site_name) == ("Harbour reopens", "Ostwick Courier")


LEADS = [
    ("a headline", ["Harbour reopens after storm"], ["headline"]),
    ("with a deck", ["Harbour reopens", "Boats leave after nine days"], ["headline", "subhead"]),
    ("a question", ["Who pays for the quay?"], ["headline"]),
    ("headline and byline", ["Harbour reopens", "By Ann Lee"], ["headline", "byline"]),
    (
        "headline, byline, date",
        ["Harbour reopens", "By Ann Lee", "3 March 2023, 10:15"],
        ["headline", "byline", "dateline"],
    ),
    ("marked headline", ["# Harbour reopens"], ["headline"]),
    ("marked twice", ["# Harbour reopens", "# Harbour reopens"], ["headline", "headline"]),
    (
        "marked, two that begin alike",
        ["# Harbour reopens", "# Harbour reopens in spring"],
        ["headline", "headline"],
    ),
    ("repeated with a byline between", ["Harbour reopens", "By Ann Lee", "Harbour reopens"],
     ["headline", "byline", "headline"]),
    ("a menu above", ["Home", "News", "Harbour reopens", "Harbour reopens"],
     ["navigation", "navigation", "headline", "headline"]),
    ("a menu in one line", ["Home News Sport Farming Jobs", "Quarry blast cracks walls of church"],
     ["navigation", "headline"]),
    ("a bare name", ["Harbour reopens after storm", "Ann Lee"], ["headline", "byline"]),
    ("a name in Cyrillic", ["В Перми нашли клад времён", "Антон Кожевников"],
     ["headline", "byline"]),
    ("the desk", ["Un rayo mata a veintidós ovejas", "Redacción"], ["headline", "byline"]),
    ("a Korean reporter", ["제주 감귤밭에 때아닌 우박", "김서윤 기자"], ["headline", "byline"]),
    ("a deck in capitals", ["Harbour reopens after storm", "BOATS LEAVE"], ["headline", "subhead"]),
    ("a deck of three words", ["Harbour reopens after storm", "Boats leave again"],
     ["headline", "subhead"]),
    ("a place", ["Harbour reopens after storm", "New York"], ["headline", "subhead"]),
    ("a headline of section words", ["Sport and politics do not mix"], ["headline"]),
    ("a headline of three sections", ["Politics Sport Weather meet at one table"], ["headline"]),
    ("an advertisement twice is no headline", ["Advertisement", "Advertisement"], ["ad", "ad"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "lead", "expected"), LEADS, ids=[why for why, *_ in LEADS])
def test_what_the_first_lines_are(why: str, lead: list[str], expected: list[str]) -> None:
    article = read_text("\n\n".join([*lead, *PROSE]))
    assert kinds(article) == [*expected, "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_first_short_lines_are_never_taken_for_the_site(count: int) -> None:
    lines = ["Harbour reopens after storm", "Boats leave again", "Council seeks money"][:count]
    assert "site" not in kinds(read_text("\n\n".join([*lines, *PROSE])))


def test_a_given_headline_is_found_and_what_stands_above_is_the_site() -> None:
    text = "\n\n".join(["Ostwick Courier", "Harbour reopens", *PROSE])
    article = read_text(text, headline="Harbour reopens – Ostwick Courier")
    assert kinds(article)[:3] == ["site", "headline", "paragraph"] or article.blocks[0].kind != "ad"
    article = read_text(text, headline="Harbour reopens")
    assert kinds(article)[:3] == ["site", "headline", "paragraph"]


def test_a_body_without_its_headline_keeps_its_first_paragraph() -> None:
    article = read_text("\n\n".join(PROSE), headline="Harbour reopens", site="courier.example")
    assert kinds(article) == ["headline", *["paragraph"] * 3]
    assert (article.headline, article.site) == ("Harbour reopens", "courier.example")
    assert (article.blocks[0].text, article.blocks[0].line) == ("Harbour reopens", 0)
    assert article.body == "\n\n".join(PROSE)
    assert article.key == read_text("\n\n".join(["Harbour reopens", *PROSE])).key


def test_a_given_headline_that_stands_in_the_text_is_no_block_beside_it() -> None:
    text = "Harbour reopens. " + "\n\n".join(PROSE)
    assert kinds(read_text(text, headline="Harbour  Reopens")) == ["paragraph"] * 3


def test_a_body_that_begins_with_a_short_line_keeps_it_when_the_headline_is_given() -> None:
    article = read_text("\n\n".join([SECTION, *PROSE]), headline="Harbour reopens after storm")
    assert kinds(article)[:2] == ["headline", "paragraph"]
    assert SECTION in article.body


def test_the_sites_own_name_is_known_when_given() -> None:
    article = read_text("\n\n".join([*PROSE, "Ostwick Courier"]), site="Ostwick Courier")
    assert kinds(article)[-1] == "site"


def test_the_text_of_a_whole_page() -> None:
    menu = ["Home", "News", "Sport", "Weather", "Subscribe", "My Ostwick", "Search"]
    lead = ["Harbour of Ostwick reopens after storm", "By Ann Lee", "3 March 2023"]
    article = read_text("\n".join([*menu, *lead, *PROSE, "Terms of use"]))
    assert article.headline == lead[0]
    assert article.authors == ("Ann Lee",)
    assert article.published == "2023-03-03"
    assert article.body == "\n\n".join(PROSE)
    assert "site" not in kinds(article)


def test_crossheads_lists_and_quotes() -> None:
    text = "\n\n".join(["Harbour reopens", PROSE[0], SECTION, PROSE[1], "• bread", "• salt"])
    article = read_text(text + "\n\n> As it was said.\n\n" + PROSE[2])
    assert kinds(article)[1:] == [
        "paragraph", "heading", "paragraph", "list", "list", "quote", "paragraph",
    ]  # fmt: skip


def test_speech_after_a_dash_is_a_paragraph() -> None:
    article = read_text("\n\n".join([PROSE[0], "– We are glad to be out again.", PROSE[1]]))
    assert kinds(article) == ["paragraph"] * 3


def test_a_related_list_under_its_label() -> None:
    tail = ["Related articles:", "Storm closes the Sound", "Council votes on the quay"]
    article = read_text("\n\n".join([*PROSE, *tail]))
    assert kinds(article)[3:] == ["related"] * 3


@pytest.mark.parametrize(
    ("headline", "first"),
    [
        ("إعادة فتح الميناء بعد العاصفة", "أعيد فتح الميناء بعد العاصفة، قالت الهيئة يوم الاثنين."),
        ("暴风雨过后港口重新开放", "港务局星期一表示，港口已经重新开放，渔民们等待了整整九天。"),
        ("嵐の後、港が再開", "港湾局によると、港は月曜日に再開した。漁師たちは九日間待った。"),
        ("Гавань снова открыта", "Гавань снова открыта, сообщило в понедельник управление порта."),
    ],
)  # fmt: skip
def test_other_scripts(headline: str, first: str) -> None:
    article = read_text(f"{headline}\n\n{first}\n\n{first[::-1][1:]}。")
    assert article.headline == headline
    assert kinds(article)[:2] == ["headline", "paragraph"]


@pytest.mark.parametrize(
    ("first", "last", "credit"),
    [
        ("OSTWICK (Reuters) - The harbour has reopened.", "So it was.", "Reuters"),
        ("OSTWICK, Sound (AFP) — The harbour has reopened.", "So it was.", "AFP"),
        ("Ostwick (dpa) – Der Hafen ist wieder offen.", "So war es.", "dpa"),
        ("The harbour has reopened.", "It was shut for nine days. (Reuters)", "Reuters"),
        ("The harbour has reopened.", "Reuters", "Reuters"),
        ("The harbour has reopened.", "This article first appeared in The Sound.", "The Sound"),
        ("The harbour has reopened.", "Originally published at https://www.sound.example/a",
         "sound.example"),
        ("Der Hafen ist offen.", "Der Beitrag ist zuerst erschienen bei Ostwick Heute.",
         "Ostwick Heute"),
        ("MADRID, 20 (EUROPA PRESS) El puerto ha reabierto.", "Así fue.", "EUROPA PRESS"),
        ("МОСКВА, 20 августа. /ТАСС/. Порт снова открыт.", "Так и было.", "ТАСС"),
        ("新华社北京8月20日电 港口重新开放。", "如此而已。", "新华社"),
        ("(서울=연합뉴스) 홍길동 기자 = 항구가 다시 열렸다.", "그랬다.", "연합뉴스"),
        ("The harbour is open.", "The Associated Press contributed to this report.",
         "The Associated Press"),
        ("The harbour is open.", "Źródło: PAP", "PAP"),
        ("Το λιμάνι άνοιξε.", "Πηγή: ΑΠΕ-ΜΠΕ", "ΑΠΕ-ΜΠΕ"),
        ("Порт открыт.", "Источник: ТАСС", "ТАСС"),
        ("港口重新开放。", "来源：新华社", "新华社"),
        ("Le port est ouvert.", "(avec AFP)", "AFP"),
        ("The harbour is open.", "(with inputs from PTI)", "PTI"),
        ("МОСКВА, 6 апр — РИА Новости. Порт снова открыт.", "Вот и всё.", "РИА Новости"),
        ("КИЇВ. 6 квітня. УНІАН. Порт знову відкрито.", "Ось і все.", "УНІАН"),
        ("Порт открыт. Первый паром ушёл утром.", "Von Jana Muster, dpa", "dpa"),
        ("Satama on auki.", "Sanna Väisänen, STT", "STT"),
        ("Luka je otvorena.", "Autor: D. Žic / Hina", "Hina"),
        ("الميناء مفتوح.", "المصدر : الخليج اليوم + رويترز", "رويترز"),
        ("The port is open.", "This story was originally featured on Fortune.com", "fortune.com"),
        ("The harbour is open.",
         "(This story has not been edited by our staff and is published from a PTI feed.)", "PTI"),
        ("बंदरगाह खुला है।", "(यह खबर भाषा की सिंडीकेट फीड से सीधे प्रकाशित की गई है।)", "भाषा"),
        ("The harbour is open.",
         "(This story has not been edited and is published from a syndicated feed.)", ""),
        ("The harbour is open.", "He reads all this from a news feed.", ""),
        ("The harbour is open.", "Foto: Sanna Väisänen, STT", ""),
        ("The harbour is open.", "Ann Lee / Getty Images", ""),
        ("The harbour is open.", "Sanna Väisänen, mayor", ""),
        ("OSTWICK, 6 April. The harbour is open.", "So it was.", ""),
        ("КИЇВ. 6 квітня. Порт знову відкрито.", "Ось і все.", ""),
        ("Reuters, 6 April. The harbour is open.", "So it was.", ""),
        ("The harbour is open.", "Hina came home.", ""),
        ("Der Hafen ist offen.", "Quelle: Statistisches Bundesamt", ""),
        ("The harbour is open.", "Ann Lee contributed to this report.", ""),
        ("The harbour is open.", "(with pictures from the harbour)", ""),
        ("新华社是一家通讯社，总部在北京。", "如此而已。", ""),
        ("(Seoul) The harbour is open.", "It was (see above).", ""),
        ("OSTWICK, 20 (years) later.", "A source: he said so.", ""),
        ("HYDERABAD (AP) has a new mayor since Monday.", "So it was.", ""),
        ("HYDERABAD (AP) The city has a new mayor since Monday.", "So it was.", "AP"),
        ("The harbour (built 1890) - is open.", "So it was (again).", ""),
        ("Reuters moved its office to the harbour.", "The staff of Reuters are glad.", ""),
        ("The harbour is open.", "The story was first told by his mother.", ""),
    ],
)  # fmt: skip
def test_the_credit_is_the_agency_or_first_publisher(first: str, last: str, credit: str) -> None:
    assert read_text(f"{first}\n\n{PROSE[1]}\n\n{last}").credit == credit


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\u00a0"])
def test_nothing_is_damage(text: str) -> None:
    article = read_text(text, path="a.txt")
    assert article.damage is not None and article.damage.kind is DamageKind.EMPTY
    assert not article.blocks and article.key


def test_one_line_is_a_paragraph() -> None:
    assert kinds(read_text("Ilka Maron met Petr Dolin")) == ["paragraph"]


@pytest.mark.parametrize(
    "text",
    ["a" * 5_000_000, "word " * 1_000_000, "a\n" * 1_000_000, "#" * 1_000_000, "- \n" * 300_000,
     "\x00\x01\x02" * 300_000, "By " * 300_000, "1/" * 500_000, "(" * 1_000_000,
     "é\u2028" * 300_000],
)  # fmt: skip
def test_odd_texts_are_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    article = read_text(text)
    assert time.process_time() - start < 25
    assert sum(len(block.text) for block in article.blocks) >= 0.3 * len(text.split())
    assert len(article.blocks) <= 100_000
    assert all(block.kind in Kind for block in article.blocks)


def test_a_line_that_asks_for_a_subscription_is_not_the_site() -> None:
    lines = ["Subscribe to the Ostwick Courier", "Harbour reopens after storm", *PROSE]
    article = read_text("\n\n".join(lines), headline="Harbour reopens after storm")
    assert kinds(article)[:3] == ["newsletter", "headline", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "The harbour is open. The boats are out",
        "Ann Lee",
        "A picture shows boats leaving the harbour. | Sound Photo Harbour reopens",
        "and so it went",
        "1. The first of many",
    ],
)
def test_what_no_first_line_should_be_taken_for_a_headline(line: str) -> None:
    assert read_text("\n\n".join([line, *PROSE])).headline == ""


def test_a_given_headline_after_prose_does_not_turn_the_prose_into_a_deck() -> None:
    text = "\n\n".join([PROSE[0], "Harbour reopens after storm", PROSE[1]])
    article = read_text(text, headline="Harbour reopens after storm")
    assert kinds(article) == ["headline", "paragraph", "headline", "paragraph"]


MENU = ["Home", "News", "Politics", "Sport", "Weather", "Culture", "Business", "Search", "Log in"]
TEASERS = [f"Council votes on quay number {number}" for number in range(14)]


def test_the_lines_of_a_crawled_page() -> None:
    title = "Harbour of Ostwick reopens after storm"
    top = [f"{title} | Ostwick Courier", *MENU, *TEASERS[:6], title, "By Ann Lee", "3 March 2023"]
    story = [PROSE[0], SECTION, PROSE[1], PROSE[2]]
    article = read_text("\n".join([*top, *story, *TEASERS[6:], "Privacy policy", *MENU]))
    assert article.headline == title
    assert article.body == "\n\n".join(story)
    assert (article.authors, article.published) == (("Ann Lee",), "2023-03-03")
    assert kinds(article).count("headline") == 1
    assert "site" not in kinds(article)
    assert article.markup and article.blocks[article.zone[0]].text == title


def test_a_list_in_an_article_is_no_page() -> None:
    items = [f"Boat number {number}" for number in range(60)]
    article = read_text("\n".join(["Harbour reopens after storm", PROSE[0], *items, PROSE[1]]))
    assert all(item in article.body for item in items)


def test_authors_are_those_of_the_container_then_of_the_byline() -> None:
    text = "\n\n".join(["Harbour reopens after storm", "By Tom Ray", *PROSE])
    assert read_text(text, authors=["Ann Lee"]).authors == ("Ann Lee",)
    assert read_text(text, authors=["AFP"]).authors == ("Tom Ray",)
    assert read_text("\n\n".join(PROSE), authors=["AFP"]).authors == ("AFP",)
    assert read_text("\n\n".join(PROSE), authors=["Courier staff"]).authors == ()


def test_the_headline_stands_first_though_many_short_lines_follow() -> None:
    lead = [
        "Harbour reopens after storm",
        "Boats leave after nine days",
        "By Ann Lee",
        "3 March 2023",
    ]
    lead += ["A question of money", "Who pays?"]
    article = read_text("\n\n".join([*lead, *PROSE]))
    assert kinds(article)[:4] == ["headline", "subhead", "byline", "dateline"]
    assert "Who pays?" in article.body


@pytest.mark.parametrize(
    "text", ["\ud800", "Ferry sails\n\nBy Ida Holm \udc00\n\nAP \ud83d", "\ud800\n\n\udc00"]
)
def test_half_characters_are_read_like_others(text: str) -> None:
    article = read_text(text)
    assert "".join(block.text for block in article.blocks).replace("\n", "")
    assert read_text("The ferry sails.", headline=text).headline
