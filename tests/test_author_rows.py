"""Authors of whom a page shows each in an element of their own."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from articles.metadata.reading import read_metadata

ANN, JIM = ('<a rel="author" href="/1">Ann Doyle</a>', '<a rel="author" href="/2">Jim Pell</a>')
STORY = "<p>The harbour of Ostwick has reopened after nine days of storm and of repairs.</p>" * 4


def authors(body: str, head: str = "") -> tuple[str, ...]:
    page = f"<head>{head}</head><body><h1>Harbour reopens</h1>{body}{STORY}</body>"
    return read_metadata(LexborHTMLParser(page), "").authors


@pytest.mark.parametrize(
    "body",
    [
        *(f'<p class="byline">{ANN}{joined}{JIM}</p>' for joined in (", ", " & ", " y ", " ", "")),
        *(f"<div>{ANN}{joined}{JIM}</div>" for joined in (" and ", " und ", " | ", "، ", "、")),
        f'<p class="byline">By {ANN} {JIM}</p>',
        f"<ul><li>{ANN}</li><li>{JIM}</li></ul>",
        f"<p><span>{ANN}</span> <span>{JIM}</span></p>",
        f"{ANN}, {JIM}",
        f"<p>{ANN}, {JIM}, {ANN}</p>",
        f'<p>{ANN} and <a href="/autor/tasr" rel="author">TASR</a>, {JIM}</p>',
        '<p><a href="/authors/ann">Ann Doyle</a> <a href="/authors/jim">Jim Pell</a></p>',
        '<p><a href="/autor/ann">Ann Doyle</a> a <a href="/autor/jim">Jim Pell</a></p>',
        '<i class="author">Ann Doyle</i><i class="author">Jim Pell</i>',
        '<p class="authors"><i class="author">Ann Doyle</i> <i class="author">Jim Pell</i></p>',
        '<p class="byline"><i class="author-name">Ann Doyle</i><i class="author-name">Jim Pell</i>',
    ],
)
def test_each_of_a_row_is_an_author(body: str) -> None:
    assert authors(body) == ("Ann Doyle", "Jim Pell")


OTHERS = f'<div class="box"><h3>Another story</h3>{STORY}{JIM}</div>'


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{ANN}</p>",
        f"<p>{ANN}</p><p>{JIM}</p>",
        f"<p>{ANN}</p>{OTHERS}",
        f'<p>{ANN}</p><div class="related">{JIM}</div>',
        f"<div>{ANN}{STORY}{JIM}</div>",
        f"<div>{ANN} wrote of ferries and of quays. {JIM}{STORY}</div>",
        f'<p>{ANN}, <a href="/authors/reuters">Reuters</a></p>',
        f'<p>{ANN} <a href="/author/ann">Ann Doyle</a></p>',
        '<p class="byline">By Ann Doyle</p><aside>' + JIM + "</aside>",
        '<i class="author">Ann Doyle</i><p>x</p><i class="author">Jim Pell</i>',
        '<i class="author">Ann Doyle</i><i class="author-role">all about the sea</i>',
        '<p><a href="/autor/ann">Ann Doyle</a></p><p><a href="/autor/jim">Jim Pell</a></p>',
    ],
)
def test_one_who_stands_alone_is_the_only_author(body: str) -> None:
    assert authors(body) == ("Ann Doyle",)


def test_a_link_to_a_section_of_the_site_is_nobody() -> None:
    assert authors('<p><a href="/autor/alle">Alle unsere Beiträge</a></p>') == ()
    assert authors('<p><a href="/writers">Writers</a></p>') == ()


def test_a_row_completes_what_is_stated() -> None:
    node = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Doyle"}}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    assert authors(f"<p>{ANN} {JIM}</p>", head) == ("Ann Doyle", "Jim Pell")
    assert authors(f"<p>{JIM}</p>", head) == ("Ann Doyle",)
    assert authors(f"<p>{ANN}</p><p>{JIM}</p>", head) == ("Ann Doyle",)
