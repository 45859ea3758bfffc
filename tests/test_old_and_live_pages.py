"""Cells of old layouts, entries of live blogs and lists of recipes are read as what they are."""

import pytest

from articles import Kind
from articles.page import read_page

PROSE = [
    "The harbour at Ostwick has been closed since Monday after a crane fell across the channel.",
    "Nobody was hurt, but eleven ships are waiting outside and the market has nothing to sell.",
    "A floating crane is on its way from Hull and should arrive on Thursday if the weather holds.",
]


def _kinds(body: str, head: str = "") -> dict[str, Kind]:
    html = f"<html lang=en><head><title>Port shut by storm</title>{head}</head><body>{body}</body>"
    return {block.text: block.kind for block in read_page(html.encode()).blocks}


def test_the_lines_of_a_cell_with_the_headline_are_pieces() -> None:
    told = _kinds(
        "<table><tr><td><a href=/a>Home</a><br><a href=/b>Local</a></td><td><font size=1>"
        "Wednesday, 12 November 2003</font><br><font size=4><b>Port shut by storm</b></font><br>"
        f"<i>By Ann Doyle</i><br><br>{'<br><br>'.join(PROSE)}</td></tr></table>"
    )
    assert list(told.values())[-6:-3] == [Kind.DATELINE, Kind.HEADLINE, Kind.BYLINE]
    assert list(told.values())[-3:] == [Kind.PARAGRAPH] * 3
    assert Kind.TABLE not in told.values()


def test_other_lines_of_an_element_stay_together() -> None:
    told = _kinds(
        f"<h1>Port shut by storm</h1><p>{PROSE[0]}</p><p>Rose<br>red</p><p>{PROSE[1]}</p>"
    )
    assert told["Rose\nred"] is Kind.PARAGRAPH


def test_a_table_of_figures_stays_one_in_a_layout() -> None:
    rows = "<table><tr><td>Ships</td><td>11</td></tr><tr><td>Cranes</td><td>2</td></tr></table>"
    told = _kinds(
        f"<table><tr><td><h1>Port shut by storm</h1><p>{PROSE[0]}</p>{rows}<p>{PROSE[1]}</p>"
        f"<p>{PROSE[2]}</p></td></tr></table>"
    )
    assert told["Ships | 11"] is Kind.TABLE
    assert told[PROSE[0]] is Kind.PARAGRAPH


ENTRY = "<article><header><time>{}</time><h2>{}</h2></header><p>{}</p></article>"


def test_the_heading_of_an_entry_is_a_crosshead() -> None:
    heads = ("Warning extended", "Power cuts grow", "Ferries cancelled")
    entries = "".join(ENTRY.format(f"1{n}.31 BST", heads[n], PROSE[n]) for n in range(3))
    told = _kinds(f"<h1>Port shut by storm</h1><p>{PROSE[0]}</p>{entries}")
    assert told["Ferries cancelled"] is Kind.HEADING


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("<h3>By Ann Doyle</h3>", "By Ann Doyle"),
        ("<h3><a href=/x>Ferry captain retires</a></h3>", "Ferry captain retires"),
        ("<div><h3>Most read</h3></div>", "Most read"),
        ("<h3>Advertisement</h3>", "Advertisement"),
    ],
)
def test_other_headings_are_no_crossheads(heading: str, text: str) -> None:
    told = _kinds(f"<h1>Port shut by storm</h1><p>{PROSE[0]}</p>{heading}<p>{PROSE[1]}</p>")
    assert told[text] is not Kind.HEADING


@pytest.mark.parametrize("name", ["subscription-widget-wrap", "article__cta", "post-cta"])
def test_calls_in_boxes_named_so_are_no_story(name: str) -> None:
    call = "The Ledger lives from its readers, and one or two of them ought to be you in spring."
    told = _kinds(
        f"<h1>Port shut by storm</h1><p>{PROSE[0]}</p><div class={name}><p>{call}</p></div>"
        f"<p>{PROSE[1]}</p><p>{PROSE[2]}</p>"
    )
    assert told[call] not in (Kind.PARAGRAPH, Kind.HEADING)


@pytest.mark.parametrize("name", ["octant", "post-ctale"])
def test_other_names_say_nothing(name: str) -> None:
    told = _kinds(
        f"<h1>Port shut by storm</h1><p>{PROSE[0]}</p><div class={name}><p>{PROSE[1]}</p></div>"
        f"<p>{PROSE[2]}</p>"
    )
    assert told[PROSE[1]] is Kind.PARAGRAPH


def test_a_byline_below_the_deck() -> None:
    deck = PROSE[0].replace("Monday", "Monday night and through the morning of Tuesday")
    told = _kinds(
        f"<h1>Port shut by storm</h1><p>{deck}</p><p>Von: Jana Muster</p><p>Ann Lee 3 May 2024</p>"
        f"<p>{PROSE[1]} {PROSE[2]}</p><p>{PROSE[2]}</p>"
    )
    assert told["Von: Jana Muster"] is Kind.BYLINE
    assert (told["Ann Lee"], told["3 May 2024"]) == (Kind.BYLINE, Kind.DATELINE)


METHOD = "<h2>Method</h2><ol><li>Boil the potatoes for twenty minutes in salted water.</li></ol>"
LIST = (
    "<div class=card><h2>Ingredients</h2><ul{}><li>1 kg potatoes</li><li>1 tbsp vinegar</li></ul>"
)
STATED = (
    '<script type="application/ld+json">{"@type": "Recipe", "name": "Mash",'
    ' "recipeIngredient": ["1 kg potatoes", "1 tbsp vinegar"]}</script>'
)


@pytest.mark.parametrize(
    ("names", "head"),
    [
        ("", STATED),
        (" class=ingredients", ""),
        (" class=wprm-recipe-ingredients", ""),
        (" class=zutatenliste", ""),
        (" itemprop=recipeIngredient", ""),
    ],
)
def test_ingredients_are_lists_of_the_story(names: str, head: str) -> None:
    intro = "".join(f"<p>{text}</p>" for text in PROSE)
    told = _kinds(f"<h1>Mash</h1>{intro}{LIST.format(names)}{METHOD}</div>", head)
    assert (told["1 kg potatoes"], told["1 tbsp vinegar"]) == (Kind.LIST, Kind.LIST)
    assert (told["Ingredients"], told["Method"]) == (Kind.HEADING, Kind.HEADING)
