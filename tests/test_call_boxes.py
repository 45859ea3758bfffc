"""Boxes of which one line tells what the others are: letters on offer, the comments of readers."""

import pytest

from articles import Article, Kind
from articles.page import read_page

STORY = [
    "The harbour of Veldmoor opened again on Tuesday after a storm had kept it shut for nine days.",
    "Ferries to the islands left before dawn, and the first lorries rolled off them at six.",
    "The harbour master said that two of the five cranes would be out of use until the spring.",
    "Fishermen had sold their catch in the next port, which took a tenth of the price for that.",
]


def page(amid: str = "", below: str = "") -> Article:
    first, second, *rest = [f"<p>{paragraph}</p>" for paragraph in STORY]
    story = "".join((first, second, amid, *rest))
    body = f"<main><h1>Harbour opens again</h1><div>{story}</div>{below}</main>"
    return read_page(f"<title>Harbour opens again</title>{body}".encode())


def kind_of(article: Article, text: str) -> list[Kind]:
    return [block.kind for block in article.blocks if block.text == text]


PICK = "Our science editor picks what was found this week, out on Fridays."
OFFERS = [
    f"<div><h3>The Long View</h3><p>{PICK}</p><button>Sign up</button></div>",
    f"<div><h3>The Long View</h3><p>{PICK}</p><form><button>Subscribe</button></form></div>",
    f"<aside><h2>Der weite Blick</h2><p>{PICK}</p><button>Anmelden</button></aside>",
    f"<section><h2>Le grand large</h2><p>{PICK}</p><button>S'abonner</button></section>",
    f"<div><h4>El faro</h4><p>{PICK}</p><button>Suscribirse</button></div>",
    f"<div><p><b>Subscribe to our newsletter</b></p><p>{PICK}</p></div>",
]
NO_OFFERS = [
    f"<div><h3>The Long View</h3><p>{PICK}</p></div>",
    f"<div><h3>The Long View</h3><p>{PICK}</p><button>Play</button></div>",
    f"<div><p>{PICK}</p><button>Sign up</button></div>",
    f"<p>{PICK}</p><button>Sign up</button>",
    f"<div><h3>The Long View</h3><p>{PICK} {PICK} {PICK} {PICK}</p><button>Sign up</button></div>",
    f"<div><h3>The Long View</h3><p>{PICK}</p><p>Sign up</p></div>",
    f"<article><h3>The Long View</h3><p>{PICK}</p><button>Sign up</button></article>",
]


@pytest.mark.parametrize("box", OFFERS)
def test_what_shares_a_box_with_a_call_is_no_story(box: str) -> None:
    article = page(box)
    assert article.body == "\n\n".join(STORY)
    assert kind_of(article, PICK) == [Kind.NEWSLETTER]


@pytest.mark.parametrize("box", NO_OFFERS)
def test_other_boxes_are_left_alone(box: str) -> None:
    assert Kind.NEWSLETTER not in kind_of(page(box), PICK)


SAID = "They should have opened it a week ago, if you ask those who live by the water."
COMMENTS = [
    f"<div><h2>Comments (2)</h2><p>{SAID}</p></div>",
    f"<div><h3>2 comments</h3><ol><li><p>{SAID}</p></li></ol></div>",
    f"<section><h4>Yorumlar (1)</h4><p>{SAID}</p></section>",
    f"<div><h3>Kommentare (3)</h3><div><p>{SAID}</p></div></div>",
    f"<div><h3>Комментарии (2)</h3><p>{SAID}</p></div>",
    f"<section><h3>Comentarios (2)</h3><p>{SAID}</p></section>",
]
NO_COMMENTS = [
    f"<div><h2>What comes next</h2><p>{SAID}</p></div>",
    f"<div><p>{SAID}</p><h2>Comments (2)</h2></div>",
    f"<p>Comments (2)</p><p>{SAID}</p>",
    f"<div><h2>No comment</h2><p>{SAID}</p></div>",
    f'<div class="related"><h2>Comments (2)</h2><p>{SAID}</p></div>',
    f"<div><h2>The comments of the minister on the two cranes</h2><p>{SAID}</p></div>",
]


@pytest.mark.parametrize("box", COMMENTS)
def test_what_stands_below_a_heading_of_comments_is_a_comment(box: str) -> None:
    article = page(below=box)
    assert article.body == "\n\n".join(STORY)
    assert kind_of(article, SAID) == [Kind.COMMENT]


@pytest.mark.parametrize("box", NO_COMMENTS)
def test_other_headings_say_nothing_of_what_is_below(box: str) -> None:
    assert Kind.COMMENT not in kind_of(page(below=box), SAID)


def test_a_count_of_comments_above_the_story_takes_nothing_of_it() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    html = f"<h1>Harbour opens again</h1><div><span>Comments (2)</span>{story}</div>"
    assert read_page(html.encode()).body == "\n\n".join(STORY)
