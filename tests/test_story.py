"""What the forests' chances are made into, whatever the forests say."""

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from articles.story.choice import LEAST_CHANCE, candidates, chosen
from articles.story.forest import Forest
from articles.story.second_look import seen_among_others
from articles.tree.element_names import told_by_names
from articles.tree.pieces import Box, Piece
from articles.tree.walk import pieces

NOTHING = told_by_names("")
BODY = Box("body", "", NOTHING, None, 0, 1, 9)


def piece(text: str, name: str = "", tag: str = "div", number: int = 2) -> Piece:
    return Piece(text, Box(tag, name, NOTHING, BODY, 1, number, number))


def taken(chances: list[float], texts: list[str], copied: float = 0.0) -> list[int]:
    shown = [piece(text) for text in texts]
    asked = list(range(len(shown)))
    numbers = np.array(chances, dtype=np.float32)
    story = chosen(shown, asked, numbers, [copied] * len(shown))
    return [index for index, is_story in enumerate(story) if is_story]


@pytest.mark.parametrize(
    ("why", "chances", "expected"),
    [
        ("sure and unsure", [0.99, 0.97, 0.9, 0.3], [0, 1, 2]),
        ("nothing is sure, but some are likelier", [0.35, 0.33, 0.31, 0.02], [0, 1, 2]),
        ("a page without a story", [0.1, 0.05, 0.12, 0.02], []),
        ("beside a sure story, a middling piece is none", [0.99, 0.99, 0.99, 0.45], [0, 1, 2]),
    ],
)
def test_how_likely_is_likely_enough(why: str, chances: list[float], expected: list[int]) -> None:
    texts = [f"{letter} ferry left the harbour before dawn." * 3 for letter in "ABCD"]
    assert taken(chances, texts) == expected


def test_a_text_is_story_once() -> None:
    text = "The ferry left the harbour before dawn, and nobody was on board but the captain. " * 2
    assert taken([0.9, 0.9], [text, text]) == [0]
    assert taken([0.9, 0.9], ["So it was.", "So it was."]) == [0, 1]


def test_names_of_scripts_on_the_page_itself_are_no_box() -> None:
    text = "<p>The ferry left the harbour before dawn.</p>"
    banner = f'<div class="cookie-policy hide">{text}</div>'
    page = pieces(LexborHTMLParser(f'<body class="didomi-open">{banner}{text}</body>'))
    assert candidates(page, [None, None]) == [1]


def test_a_piece_is_seen_among_others() -> None:
    shown = [piece("Menu"), *(piece("The ferry left before dawn.", number=3) for _ in range(4))]
    rows = seen_among_others(shown, [1, 2, 4], np.array([0.9, 0.8, 0.1], dtype=np.float32))
    assert rows.shape[0] == 3
    assert np.isfinite(rows).all()
    assert rows[:, 0] == pytest.approx([0.9, 0.8, 0.1])
    assert not np.array_equal(rows[0], rows[1])


def test_chances_of_nothing_are_finite() -> None:
    rows = seen_among_others([piece("Menu")], [0], np.zeros(1, dtype=np.float32))
    assert np.isfinite(rows).all()
    assert chosen([piece("Menu")], [0], np.zeros(1, dtype=np.float32), [0.0]) == [False]


def test_a_forest_is_the_same_from_its_arrays() -> None:
    columns = np.array([[0, 1]])
    borders = np.array([[0.5, np.inf]], dtype=np.float32)
    leaves = np.array([[-1.0, 1.0, 0.0, 0.0]], dtype=np.float32)
    forest = Forest(columns, borders, leaves, 0.25)
    again = Forest.of(forest.arrays("first"), "first")
    rows = np.array([[0.4, 9.0], [0.6, 9.0]], dtype=np.float32)
    assert again.chances(rows) == pytest.approx(forest.chances(rows))
    assert forest.chances(rows)[0] < 0.5 < forest.chances(rows)[1]
    assert 0 < LEAST_CHANCE < 0.5
