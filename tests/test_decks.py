"""The line right under the headline is the deck where the forests do not take it for the story."""

import pytest

from articles import Kind
from articles.page import read_page

PROSE = "".join(
    f"<p>The harbour of {town} has been closed since Monday after a crane fell across the channel,"
    f" and {count} ships are waiting outside the breakwater, the port authority said.</p>"
    for town, count in (("Ostwick", "eleven"), ("Veldmoor", "nine"), ("Oldmere", "four"))
)
DECK = "Forecasters warn of gusts on the west coast as schools close and ferries are cancelled"


def _kind(below: str, text: str) -> Kind:
    html = f"<html lang=en><h1>Storm closes three harbours</h1>{below}<div>{PROSE}</div></html>"
    blocks = read_page(html.encode()).blocks
    return next(block.kind for block in blocks if text in block.text)


@pytest.mark.parametrize("tag", ["div", "h2", "section"])
def test_no_deck_is_of_no_kind(tag: str) -> None:
    assert _kind(f"<{tag}>{DECK}</{tag}>", DECK) is not Kind.OTHER


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("div", "Nov 18, 2019 @17:19 PM · Updated: Nov 18, 2019 @17:26 PM"),
        ("div", "Weather: Storm closes three harbours on the west coast of the sound"),
        ("div", "Listen"),
        ("a", "Four harbours that were never opened again after a storm"),
        ("figcaption", "The breakwater of Ostwick on the morning after the storm"),
    ],
)
def test_other_lines_under_a_headline_are_no_decks(tag: str, text: str) -> None:
    assert _kind(f"<div><{tag} href=/x>{text}</{tag}></div>", text) is not Kind.SUBHEAD
