"""Hostile and broken pages: bounded time, no crash, and what can be read is read."""

from time import process_time

import pytest

from articles import Article, Kind
from articles.errors import CopydeskError
from articles.fragment import fragment_text, read_selected, with_selected
from articles.page import read_page
from articles.stray import kinds as stray_kinds
from articles.tree.nesting import DEEPEST, bounded

PROSE = "The ferry to Oldmere sails again on Monday, the harbour master said after the inspection."


def read(html: str) -> Article:
    return read_page(html.encode(), url="https://veldmoor.example/ferry")


def text(article: Article) -> str:
    return "\n".join(block.text for block in article.blocks)


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "b", "x-unknown", "table", "a"])
def test_fifty_thousand_levels(tag: str) -> None:
    start = process_time()
    article = read(f"<{tag}>" * 50_000 + PROSE + f"</{tag}>" * 50_000)
    assert PROSE in text(article)
    assert "nesting" in article.claims
    assert process_time() - start < 10


def test_forgotten_font_tags_do_not_multiply() -> None:
    html = "".join(f"<p><font size={number}>{PROSE}" for number in range(4_000))
    assert text(read(html)).count("Oldmere") == 4_000


def test_nesting_is_left_alone_below_the_bound() -> None:
    html = b"<div>" * DEEPEST + PROSE.encode() + b"</div>" * DEEPEST
    assert bounded(html) == (html, False)


@pytest.mark.parametrize(
    "html",
    [
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head/>'
        f"<body><p>{PROSE}</p></body></html>",
        f"<html ⚡><head></head><body><amp-img src=x></amp-img><p>{PROSE}</p></body></html>",
        f"<p>{PROSE}",
        f"<table><p>{PROSE}<tr><td></table></div></div>",
        f"<body><p>{PROSE}</p></body></html><p>after the end",
        f"<h1>x</h1><div><![CDATA[x]]><p>{PROSE}</p><unclosed",
    ],
)
def test_odd_markup(html: str) -> None:
    assert PROSE in text(read(html))


@pytest.mark.parametrize(
    "href", ["http://[ccpa-preferences]", "javascript:void(0)", "{{url}}", "//", "", "\x00", "a b"]
)
def test_bad_links_are_kept_as_written(href: str) -> None:
    article = read(f'<p>{PROSE} <a href="{href}">the timetable</a> applies.</p>')
    link = next(link for block in article.blocks for link in block.links)
    assert link.text == "the timetable"
    assert link.href == href.strip().replace("\x00", "\ufffd")


def test_links_of_one_block_cost_no_more_the_more_there_are() -> None:
    start = process_time()
    article = read("<p>" + f"<a href=/x>{PROSE}</a> " * 20_000)
    assert len(article.blocks[0].links) == 20_000
    assert process_time() - start < 10


def test_hidden_copies_of_a_story_count_once() -> None:
    paragraphs = [f"{PROSE} Sailing number {n} leaves at {n} o'clock sharp." for n in range(12)]
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    hidden = f'<div style="display: none">{" ".join(paragraphs)}</div>'
    article = read(f"<article><h1>Ferry sails</h1>{shown}</article>{hidden}")
    assert article.body.count("Sailing number 5 ") == 1


def test_a_story_that_is_only_stated_for_machines() -> None:
    body = "\\n".join(f"{PROSE} It is sailing number {n}." for n in range(9))
    article = read(
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry sails",'
        f' "articleBody": "{body}"}}</script><p>Loading</p>'
    )
    assert "sailing number 8" in article.body


def test_selectors_of_a_site() -> None:
    html = (
        "<div class=t>Ferry sails</div><div class=w>Ada Brandt</div><time datetime=2031-05-04>May"
        f"</time><div class=s><p>{PROSE}</p><p>Tickets&nbsp;cost more.</p><i>x</i></div>"
    )
    selectors = {"headline": ".t", "author": ".w", "date": "time", "body": ".s"}
    found = read_selected(html, selectors)
    assert (found.headline, found.authors, found.date) == (
        "Ferry sails",
        ("Ada Brandt",),
        "2031-05-04",
    )
    assert found.body == (PROSE, "Tickets\u00a0cost more.")
    article = with_selected(read(html), found)
    assert article.body == f"{PROSE}\n\nTickets\u00a0cost more."
    assert [b.kind for b in article.blocks if b.text == "Ferry sails"] != [Kind.PARAGRAPH]


def test_a_wrong_selector_says_so() -> None:
    with pytest.raises(CopydeskError, match="no CSS"):
        read_selected("<p>x", {"body": "p["})
    with pytest.raises(CopydeskError, match="unknown selector"):
        read_selected("<p>x", {"title": "p"})


def test_fragments_of_feeds() -> None:
    assert fragment_text("<p>One<br>two</p><script>x()</script><p>Three") == "One two\n\nThree"
    assert fragment_text("") == ""


def test_a_tag_with_a_hundred_thousand_attributes_is_read_without_them() -> None:
    attributes = " ".join(f'a{number}="{number}"' for number in range(100_000))
    page = f"<html><body><p {attributes}>The ferry left the harbour at noon.</p></body></html>"
    markup, cut = bounded(page.encode())
    assert cut
    assert len(markup) < 200
    assert "ferry" in read_page(page.encode()).blocks[0].text


def test_scripts_and_long_values_are_no_such_tag() -> None:
    script = "<script>if (i<a && " + "b + c, d; " * 2_000 + ") {}</script>"
    value = '<img src="data:image/png;base64,' + "A" * 50_000 + '">'
    page = (script + value).encode()
    assert bounded(page) == (page, False)


@pytest.mark.parametrize(
    "box",
    [
        "<div>" + "<p>Sign up for our newsletter</p>" * 12_000 + "</div>",
        "<div>" + "<button>Sign up</button>" * 12_000 + "</div>",
        "<div>" + "<p>Show all 12 comments</p>" * 12_000 + "</div>",
        "<div><h3>The Long View</h3><p>Sign up for our newsletter</p></div>" * 12_000,
    ],
    ids=["calls", "buttons", "comments", "boxes"],
)
def test_calls_without_number_cost_no_more_each(box: str) -> None:
    story = f"<p>{PROSE}</p>" * 9
    start = process_time()
    article = read(f"<article><h1>Ferry sails</h1>{story}{box}{story}</article>")
    assert article.body.count("Oldmere") >= 16
    assert process_time() - start < 4


def test_what_is_remembered_of_lines_and_names_is_short() -> None:
    long = "Photo Ida Holm " * 5_000
    stray_kinds._said.clear()
    read(f'<article class="{long}"><h1>Ferry sails</h1><p>{PROSE}</p><p>{long}</p></article>')
    assert max(map(len, stray_kinds._said), default=0) <= stray_kinds.LONGEST
