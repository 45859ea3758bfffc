"""A label and the link it announces are told by their build, a sentence and its link are not."""

import pytest

from articles import Kind
from articles.page import read_page

TITLE = "A crane that fell twice"
LINK = f'<a href="/y">{TITLE}</a>'
PROSE = (
    "The harbour of Veldmoor reopened on Tuesday after a storm that had closed it for two weeks,"
    " and the first ferries left before dawn."
)

RELATED = [
    f"<p><strong>RELATED</strong> {LINK}</p>",
    f"<p><strong>Related</strong> {LINK}</p>",
    f'<div class="inline-promo"><b>More on this</b> {LINK}</div>',
    f"<div><span>RELATED</span>{LINK}</div>",
    f"<div><span>Related</span> {LINK}</div>",
    f"<p><em>Opinion</em> {LINK}.</p>",
    f"<p><b>Watch</b> {LINK}</p>",
    f"<p><b>Recommended</b> {LINK}</p>",
    f"<p>MORE {LINK}</p>",
    f"<p>&gt;&gt; {LINK}</p>",
    f"<p>→ {LINK}</p>",
    f"<p><strong>Olvassa el</strong> {LINK}</p>",
    f"<p><strong>Hintergrund</strong> {LINK}</p>",
    '<p><b>დაკავშირებული</b> <a href="/y">ნავსადგური ქარიშხლის შემდეგ ისევ გაიხსნა</a></p>',
    '<p>დაკავშირებული: <a href="/y">ნავსადგური ქარიშხლის შემდეგ გაიხსნა</a></p>',
    '<p><b>おすすめ</b> <a href="/y">嵐で閉まっていた港が二週間ぶりに再開</a></p>',
]
STORY = [
    f"<p>The report says that {LINK}.</p>",
    f"<p>He called his book {LINK}, and nobody read it.</p>",
    f"<p><strong>The mayor said so:</strong> it was {LINK}</p>",
    '<p><b>The mayor</b> said that <a href="/y">the crane fell twice</a></p>',
    '<p><b>The mayor</b> <a href="/y">said that the crane fell twice in a year</a></p>',
    '<p><strong>Address</strong> <a href="/y">Old Harbour Hall</a></p>',
    '<p>The novelist of <a href="/y">A Crane That Fell Twice Over</a></p>',
    '<p>NASA <a href="/y">has said that the crane fell twice</a></p>',
    f"<ul><li><b>Novel</b> {LINK}</li><li><b>Play</b> {LINK}</li></ul>",
    f"<p><strong>He was asked what he read.</strong> {LINK}</p>",
    '<p><strong>Q: You wrote this?</strong> I did: <a href="/y">The crane that fell</a></p>',
    f"<p><strong>What is your next book, then?</strong> {LINK}</p>",
    '<p>Кран <a href="/y">упал дважды за один год, сказал мэр</a></p>',
    '<p>記者は<a href="/y">嵐で閉まっていた港が二週間ぶりに再開</a></p>',
    f"<p><b>Ada Brandt</b> wrote {LINK}</p>",
    f"<p>{LINK} is what he called the play that nobody saw in the end.</p>",
]


def _kind_of(markup: str) -> Kind:
    html = f"<title>Harbour</title><h1>Harbour</h1><p>{PROSE}</p>{markup}<p>{PROSE[::-1]}</p>"
    return read_page(html.encode()).blocks[2].kind


@pytest.mark.parametrize("markup", RELATED)
def test_a_label_and_its_link_are_related(markup: str) -> None:
    assert _kind_of(markup) is Kind.RELATED


@pytest.mark.parametrize("markup", STORY)
def test_a_sentence_that_holds_a_link_is_not(markup: str) -> None:
    assert _kind_of(markup) is not Kind.RELATED
