"""A box that shows who wrote and when is a byline and a dateline; others with dates are not."""

import pytest

from articles import Kind
from articles.page import read_page

STORY = (
    "<p>The lower house in Vienna passed a bill on Tuesday that obliges the state railway to run"
    " night trains to nine capitals, among them Warsaw and Rome.</p>"
    "<p>The railway said that the first of them would leave before the winter, if the neighbours"
    " could agree on the price of a night in a bed before the summer ended.</p>"
)

BOTH = [
    ("<p>3 October 2024 10:30 | Author: Ann Doyle, PA</p>", "Ann Doyle"),
    ("<p>By Ann Doyle • 3 min read • 3 October 2024</p>", "Ann Doyle"),
    ("<p>Ann Doyle and Jim Pell, 3 October 2024 | Updated 4 October 2024</p>", "Ann Doyle"),
    ("<p>By Ida Holm | Published: 4 May 2024 10:15 GMT</p>", "Ida Holm"),
    ("<p>Posted by Ida Holm on May 4, 2024 10:15 am</p>", "Ida Holm"),
    ("<p>Jana Muster 27. August 2024, 15:48 Uhr</p>", "Jana Muster"),
    ("<div><span>Jana Muster</span><span>27. August 2024</span></div>", "Jana Muster"),
    ("<p>Par Jeanne Roy | 27 août 2024, 15:48</p>", "Jeanne Roy"),
    ("<p>Антон Кожевников 27 августа 2024, 15:48</p>", "Антон Кожевников"),
    ("<p>Selin Karaca 27 Ağustos 2024, 15:48</p>", "Selin Karaca"),
    ("<p>Ana Pérez | 27/08/2024 15:48</p>", "Ana Pérez"),
    ("<p>27 sierpnia 2024, 15:48 | Bartosz Krynicki</p>", "Bartosz Krynicki"),
    ("<p>15. srpna 2024 10:30 | Autor: Radka Krulichová, ČTK</p>", "Radka Krulichová"),
    ("<p>Sanna Väisänen, STT 8.10.2024 11:24</p>", "Sanna Väisänen"),
    ("<p>Von Jana Muster 27.08.2024, 15:48 Uhr Lesezeit: 4 Minuten</p>", "Jana Muster"),
    ("<p>di Elisa Bonfante 27 agosto 2024 alle 12:03 2 minuti di lettura</p>", "Elisa Bonfante"),
    ("<p>27 серпня 2024, 15:48 👁 2 317 Оксана Дем’янчук</p>", "Оксана Дем’янчук"),
    ("<p>27.08.2024 15:48 | Игорь Лаптев | Просмотров: 1842</p>", "Игорь Лаптев"),
    (
        "<p>Written By: Ida Holm Edited By: Ann Lee Updated: Sun, 4 May 2024 08:15 AM</p>",
        "Ida Holm",
    ),
    ("<p>Diposting oleh Wahyu Prasetya pada 27 Agustus 2024</p>", "Wahyu Prasetya"),
    ("<p>Γράφτηκε από Ελευθερία Μαυράκη, 27 Αυγούστου 2024</p>", "Ελευθερία Μαυράκη"),
    ("<p>김서윤 기자 2024.10.03 10:15</p>", ""),
    ("<p class=meta>נועה כהן 3.10.2024 10:15</p>", "נועה כהן"),
    ("<p class=author>شاہ میر بلوچ 2024-01-29</p>", "شاہ میر بلوچ"),
    ("<p><a href='/autor/41'>Zuzana Gallová</a> 3. 5. 2024</p>", "Zuzana Gallová"),
]
NOT_BOTH = [
    "<p>3 October 2024 10:30</p>",
    "<p>Published 25 April 2024 at 06:00, updated 25 April 2024 at 09:17</p>",
    "<p>Publié le 30 août 2023 à 14h52, modifié le 30 août 2023 à 15h54</p>",
    "<p>New York, 3 October 2024</p>",
    "<p>Buenos Aires | 3 October 2024</p>",
    "<p>World News 3 October 2024</p>",
    "<p>Local Government | 3 October 2024</p>",
    "<p>Breaking News | 3 October 2024</p>",
    "<p>Getty Images 3 October 2024</p>",
    "<p><a href='/sports/rowing'>Rowing Club</a> 3 October 2024</p>",
    "<p>Vienna, 3 October 2024</p>",
    "<p>Queen Anna was born on 3 October 2024.</p>",
    "<p>By Monday 4 March 2026 all had left.</p>",
    "<p>Ann Doyle died on 3 October 2024 in the house in which she was born.</p>",
    "<p>From Ann Doyle, 3 October 2024, to the members of the house: it was not so.</p>",
    "<p>ახალი ამბები 3.10.2024</p>",
    "<p>חדשות העיר 3.10.2024</p>",
    "<p>東京 2024年4月18日</p>",
    "<p>Room 12 3 October 2024</p>",
    "<p>see you on 3 October 2024</p>",
    "<p>3 October 2024 | 1,204 views</p>",
    "<p>3 October 2024, 5 min read</p>",
    "<p>1,204 views 3 October 2024</p>",
    "<p>Edited: Sun, 3 October 2024</p>",
    "<p>3 October 2024 👁 2 317</p>",
    "<p>3 ธ.ค. 2567 15:30 น. ผู้ชม 1,204 คน</p>",
    "<p>The Sunday By: line of 3 October 2024</p>",
]


def _page(line: str) -> str:
    return f"<html><body><h1>Night trains return</h1>{line}{STORY}</body></html>"


@pytest.mark.parametrize(("line", "author"), BOTH)
def test_names_and_a_date_are_two_lines(line: str, author: str) -> None:
    article = read_page(_page(line).encode())
    kinds = {block.kind: block.text for block in article.blocks[1:3]}
    assert kinds.keys() == {Kind.BYLINE, Kind.DATELINE}
    assert author in kinds[Kind.BYLINE]
    assert not author or author in article.authors


@pytest.mark.parametrize("line", NOT_BOTH)
def test_other_lines_with_a_date_stay_whole(line: str) -> None:
    article = read_page(_page(line).encode())
    assert len(article.blocks) == 4


def test_links_to_authors_are_a_byline() -> None:
    line = "<p><a href='/author/ann-doyle'>Ann Doyle</a> and <a href='/author/jp'>Jim Pell</a></p>"
    article = read_page(_page(line).encode())
    assert article.blocks[1].kind is Kind.BYLINE
    assert "Ann Doyle" in article.authors


def test_no_letter_and_no_link_is_lost() -> None:
    line = "<p>3 May 2024 | <a href='/author/ann'>Ann Doyle</a>, <a href='/author/pa'>PA</a></p>"
    date, names = read_page(_page(line).encode()).blocks[1:3]
    assert (date.text, names.text) == ("3 May 2024", "Ann Doyle, PA")
    assert [names.text[link.start : link.end] for link in names.links] == ["Ann Doyle", "PA"]
