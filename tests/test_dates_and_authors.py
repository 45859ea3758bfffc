"""Dates and bylines as newspapers write them, in many languages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.bylines.authors import is_byline, people
from articles.dates.reading import date_share, machine_date, written_date


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2023-03-03T10:15:00Z", "2023-03-03T10:15:00+00:00"),
        ("2023-03-03T10:15:00.123+0530", "2023-03-03T10:15:00+05:30"),
        ("2023-03-03T10:15", "2023-03-03T10:15:00"),
        ("2023-03-03 10:15:07 UTC", "2023-03-03T10:15:07+00:00"),
        ("20230303", "2023-03-03"),
        ("20230303T101500Z", "2023-03-03T10:15:00+00:00"),
        ("Fri, 03 Mar 2023 10:15:00 +0100", "2023-03-03T10:15:00+01:00"),
        ("Fri Mar 03 10:15:00 2023", "2023-03-03T10:15:00"),
        ("1677838500", "2023-03-03T10:15:00+00:00"),
        ("1677838500000", "2023-03-03T10:15:00+00:00"),
        ("2023-03-03T24:00:00", "2023-03-04T00:00:00"),
        ("2023-02-30", ""),
        ("0000-00-00", ""),
        ("tomorrow", ""),
        ("", ""),
    ],
)
def test_machine_dates(text: str, stamp: str) -> None:
    assert machine_date(text) == stamp


@pytest.mark.parametrize(
    "text",
    [
        "3 March 2023", "March 3, 2023", "Mar. 3, 2023", "3rd March 2023", "3. März 2023",
        "03.03.2023", "3 mars 2023", "3 de marzo de 2023", "3 de março de 2023", "3 marzo 2023",
        "3 maart 2023", "3 marca 2023", "3. března 2023", "3. marca 2023", "3. ožujka 2023.",
        "2023. március 3.", "3 martie 2023", "3 Mart 2023", "3 марта 2023", "3 березня 2023",
        "3 март 2023", "3 Μαρτίου 2023", "3 مارس 2023", "3 במרץ 2023", "3 मार्च 2023",
        "3 Maret 2023", "3 มีนาคม 2566", "2023年3月3日", "2023년 3월 3일", "2023/03/03",
        "٣ مارس ٢٠٢٣", "Published: 3 March 2023", "Friday, March 3, 2023", "3. maaliskuuta 2023",
        "2023 m. kovo 3 d.", "3-Mar-2023", "Ngày 03/03/2023", "ngày 3 tháng 3 năm 2023",
        "3 tháng 3, 2023", "3 มี.ค. 66", "۱۲ اسفند ۱۴۰۱", "۱۴۰۱/۱۲/۱۲", "12 اسفند 1401",
        "令和5年3月3日",
        "民國112年3月3日", "৩ মার্চ ২০২৩", "3 மார்ச் 2023", "3 మార్చి 2023", "३ मार्च २०२३",
        "3 مارچ 2023", "3 مارس/آذار 2023", "3 آذار/مارس 2023", "3 آذار 2023", "3 მარტი, 2023",
        "3 մարտի 2023", "2023 թ. մարտի 3", "2023. gada 3. martā", "2023. gada 3. marts",
        "2023ko martxoaren 3a", "2023 оны 3 сарын 3", "2023 жылғы 3 наурыз", "3 mars 2023",
        "3 Mawrth 2023", "3 Márta 2023", "Marso 3, 2023", "3 Maart 2023", "3 marzo 2023",
    ],
)  # fmt: skip
def test_written_dates(text: str) -> None:
    assert written_date(text) == "2023-03-03"


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("March 3, 2023 at 5:45 p.m. ET", "2023-03-03T17:45:00"),
        ("5:45 AM GMT, 3 March 2023", "2023-03-03T05:45:00+00:00"),
        ("3. März 2023, 17.45 Uhr", "2023-03-03T17:45:00"),
        ("3 mars 2023 à 17h45", "2023-03-03T17:45:00"),
        ("03/03/2023 17:45 (GMT-3)", "2023-03-03T17:45:00-03:00"),
        ("2023年3月3日 17時45分", "2023-03-03T17:45:00"),
        ("March 3, 2023 | 12:05 am", "2023-03-03T00:05:00"),
        ("03/03/2023 17:45 +07:00", "2023-03-03T17:45:00+07:00"),
        ("جمعه ۱۲ اسفند ۱۴۰۱ - ۱۷:۴۵", "2023-03-03T17:45:00"),
        ("令和5年3月3日 17時45分", "2023-03-03T17:45:00"),
        ("2023. gada 3. martā, 17:45", "2023-03-03T17:45:00"),
        ("15 كانون الثاني/يناير 2024", "2024-01-15"),
        ("3 تشرين الأول 2023", "2023-10-03"),
        ("3 Meán Fómhair 2023", "2023-09-03"),
        ("1 فروردین 1403", "2024-03-20"),
        ("30 اسفند 1403", "2025-03-20"),
        ("令和元年5月1日", "2019-05-01"),
    ],
)
def test_times_of_day(text: str, stamp: str) -> None:
    assert written_date(text) == stamp


@pytest.mark.parametrize(
    "text", ["May the best win", "12 angry men", "version 10.2.1", "1/2 a loaf", "2023", "March",
             "99.99.2023", "call 020 7946 0018", "3 March", "the 1990s", "2-1 win in 2023",
             "دی ۱۴۰۲", "12 اسفند", "令和の時代", "3 tháng 3", "13 tháng 2023", "كانون الثاني",
             "30 فروردین 12", "2023 жылғы", "2023 оны сарын", "৩ মার্চ", "1402", "Medi 2023"]
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert written_date(text) == ""


@pytest.mark.parametrize(
    ("language", "stamp"), [("en-US", "2023-04-03"), ("en-GB", "2023-03-04"), ("fr", "2023-03-04")]
)
def test_the_order_of_day_and_month_is_the_languages(language: str, stamp: str) -> None:
    assert written_date("04/03/2023", language) == stamp
    assert written_date("25/03/2023", language) == "2023-03-25"


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    machine_date(text), written_date(text), date_share(text), is_byline(text), people([text])


@pytest.mark.parametrize(
    "text", ["1." * 200_000, "by " * 200_000, "May " * 100_000, ", " * 200_000]
)
def test_long_texts_are_quick(text: str) -> None:
    start = time.process_time()
    machine_date(text), written_date(text), is_byline(text), people([text])
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("BY ANN LEE AND TOM RAY", ["Ann Lee", "Tom Ray"]),
        ("Ann Lee, Tom Ray and Kim Oh", ["Ann Lee", "Tom Ray", "Kim Oh"]),
        ("Lee, Ann", ["Ann Lee"]),
        ("Ann Lee | Staff Writer", ["Ann Lee"]),
        ("Ann Lee (Reuters)", ["Ann Lee"]),
        ("Ann Lee for The Courier Group", ["Ann Lee"]),
        ("By Ann Lee in Ostwick and Tom Ray in Westhaven", ["Ann Lee", "Tom Ray"]),
        ("Written by: Ann Lee @annlee", ["Ann Lee"]),
        ("Von Jana Muster und Uwe Beispiel", ["Jana Muster", "Uwe Beispiel"]),
        ("Par Léa Dupont, envoyée spéciale", ["Léa Dupont"]),
        ("Di Anna Bianchi", ["Anna Bianchi"]),
        ("Автор: Анна Иванова", ["Анна Иванова"]),
        ("記者 山田太郎", ["山田太郎"]),
        ("山田太郎記者", ["山田太郎"]),
        ("홍길동 기자", ["홍길동"]),
        ("Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Martin Luther King, Jr.", ["Martin Luther King, Jr."]),
        ("By Kurt Stone Jr. and Ann Lee.", ["Kurt Stone Jr.", "Ann Lee"]),
        ("Συντάκτης: Ελένη Μαυράκη", ["Ελένη Μαυράκη"]),
        ("Autor/in: Jana Muster", ["Jana Muster"]),
        ("港都報 記者林佩珊", ["林佩珊"]),
        ("新华社记者王小明", ["王小明"]),
        ("記者林佩珊／屏東報導", ["林佩珊"]),
        ("ประเสริฐ แก้วใส", ["ประเสริฐ แก้วใส"]),
        ("Ann Lee (now) and Tom Ray (earlier)", ["Ann Lee", "Tom Ray"]),
        ("Recept van Jolijn Terpstra", ["Jolijn Terpstra"]),
        ("Rezept von Jana Muster", ["Jana Muster"]),
        ("Γράφει ο Νίκος Παππάς", ["Νίκος Παππάς"]),
        ("Γράφει η Μαρία Δήμου", ["Μαρία Δήμου"]),
        ("נכתב על ידי ענת ברזילי", ["ענת ברזילי"]),
        ("Підготувала Олена Коваль", ["Олена Коваль"]),
        ("Na Hye Sok", ["Na Hye Sok"]),
        ("By", []),
        ("Text", []),
        ("Reuters", []),
        ("AFP and Reuters", []),
        ("Super User", []),
        ("root", []),
        ("webmaster", []),
        ("แม่น้ำนิวส์ออนไลน์", []),
        ("江城晚报", []),
        ("みなとニュース", []),
        ("Newsroom", []),
        ("admin", []),
        ("https://example.com/author/x", []),
        ("Updated 3 March 2023", []),
        ("", []),
    ],
)
def test_people(statement: str, names: list[str]) -> None:
    assert list(people([statement])) == names


@pytest.mark.parametrize(
    "text",
    ["By Ann Lee", "By Ann Lee and Tom Ray", "BY ANN LEE", "By Ann Lee, Staff Writer",
     "Von Jana Muster", "Por María Ruiz", "Par Léa Dupont", "Text: Jana Muster",
     "Автор: Анна Иванова", "By Ann Lee, Reuters", "记者 李娜", "记者：李娜", "记者李娜",
     "记者欧阳明",
     "記者林佩珊／台北報導", "記者 山田太郎", "記者／林佩珊", "記者：山田太郎", "文／林佩珊",
     "作者：李娜"],
)  # fmt: skip
def test_bylines(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    ["By noon the rain had stopped", "By the sea", "Ann Lee", "By Ann Lee?", "By", "By 2030",
     "Von wegen alles gut", "Par conséquent, rien", "Por fin llueve", "De nada",
     "Text message scam", "By Monday, the harbour had reopened.", "Di più",
     "记者从太湖局了解到,大桥已经关闭", "记者从太湖局了解到", "记者获悉",
     "记者在现场看到，大桥已经关闭。", "记者会",
     "记者了解到，大桥周一关闭", "记者：您怎么看？", "记者证被没收",
     "记者节的由来", "记者李娜说，大桥关闭了。",
     "記者会見で市長は謝罪した", "記者会見", "記者の目", "記者は橋を見た。",
     "記者クラブ", "記者指出，大橋已經關閉",
     "記者會一開始", "記者們在橋上等候", "記者団の質問に答えた", "記者問：「大橋何時開放」"],
)  # fmt: skip
def test_what_is_no_byline(text: str) -> None:
    assert not is_byline(text)
