"""Sections and subject words that a page shows and does not state."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from articles.metadata.reading import Metadata, read_metadata

URL = "https://www.courier.example/world/harbour-reopens"
TITLE = '<meta property="og:title" content="Harbour reopens">'
SITE = '<meta property="og:site_name" content="The Courier">'
HEADING = "<h1>Harbour reopens</h1>"
STEPS = '<li><a href="/">Home</a></li><li><a href="/economy/">Economy</a></li>'


def read(body: str, head: str = "") -> Metadata:
    page = f"<html><head>{TITLE}{SITE}{head}</head><body>{body}</body></html>"
    return read_metadata(LexborHTMLParser(page), URL)


@pytest.mark.parametrize(
    "body",
    [
        f'<ul class="breadcrumb">{STEPS}</ul>',
        f'<nav aria-label="Breadcrumb"><ol>{STEPS}</ol></nav>',
        f'<nav aria-label="パンくずリスト"><ol>{STEPS}</ol></nav>',
        f'<nav aria-label="Хлебные крошки"><ol>{STEPS}</ol></nav>',
        f'<ol class="pankuzu">{STEPS}</ol>',
        f'<div id="drobky">{STEPS}</div>',
        f'<div class="path">{STEPS}</div>',
        f'<div class="fil-ariane">{STEPS}</div>',
        f'<ol itemscope itemtype="https://schema.org/BreadcrumbList">{STEPS}</ol>',
        f'<ul class="breadcrumb">{STEPS}<li><a href="/a">Harbour reopens</a></li></ul>',
        f'<ul class="breadcrumb">{STEPS}<li><a href="/a">Harbour reop…</a></li></ul>',
        f'<ul class="breadcrumb">{STEPS}<li>Harbour reopens</li></ul>',
        '<p class="crumbs"><a href="/">The Courier</a> / <a href="/economy">Economy</a></p>',
        '<p class="crumbs"><a href="/">Top</a><a href="/economy">&gt; Economy</a></p>',
        '<p class="crumbs"><a href="/en/">Top</a> / <a href="/economy">Economy</a></p>',
        '<p class="crumbs"><a href="https://courier.example/">Top</a> <a href="/e">Economy</a></p>',
        f'{HEADING}<p>in <a rel="category tag" href="/economy">Economy</a></p>',
        f'<article>{HEADING}<footer><a rel="category" href="/e">Economy</a></footer></article>',
    ],
)
def test_a_section_that_is_shown(body: str) -> None:
    assert read(body).section == "Economy"


@pytest.mark.parametrize(
    "body",
    [
        "",
        f"<nav><ul>{STEPS}</ul></nav>",
        '<ul class="breadcrumb"><li><a href="/">Home</a></li></ul>',
        '<ul class="breadcrumb"><li><a href="/">Home</a></li><li>Harbour reopens</li></ul>',
        '<ul class="breadcrumb"><li><a href="/a">Harbour reopens</a></li></ul>',
        '<ul class="breadcrumb"><li><a href="/list">Back to all news</a></li></ul>',
        '<ul class="breadcrumb"><li><a href="/list">Zurück zur Liste</a></li></ul>',
        '<ul class="breadcrumb"><li><a href="/2021/12">Dezember 2021</a></li></ul>',
        '<ul class="breadcrumb"><li><a href="/p/2">Page 2</a></li></ul>',
        '<ul class="breadcrumb"><li><a href="/x">The Courier</a></li></ul>',
        f'<ul class="breadcrumb">{"<li><a href=/x>Economy</a></li>" * 20}</ul>',
        f'<div class="crumbs">{STEPS}{"The harbour of Ostwick has reopened. " * 10}</div>',
        '<div class="related"><a rel="category tag" href="/economy">Economy</a></div>',
        '<footer><a rel="category tag" href="/economy">Economy</a></footer>',
        '<p>in <a rel="tag" href="/economy">Economy</a></p>',
        '<p>in <a rel="nofollow" href="/economy">Economy</a></p>',
        '<p class="path"><a href="/economy">Economy</a></p>',
        '<p class="breadthwise"><a href="/economy">Economy</a></p>',
    ],
)
def test_what_is_no_section(body: str) -> None:
    assert read(body).section == ""


def test_a_place_with_which_the_title_begins_may_be_the_section() -> None:
    places = '<li><a href="/n">News</a></li><li><a href="/n/o">Harbour</a></li>'
    head = '<meta name="title" content="Harbour: the mill turns again after eleven years">'
    told = f"<html><head>{head}</head><body><ul class=breadcrumb>{places}</ul></body></html>"
    assert read_metadata(LexborHTMLParser(told), URL).section == "Harbour"


def test_what_is_stated_goes_before_what_is_shown() -> None:
    head = '<meta property="article:section" content="World">'
    head += '<meta property="article:tag" content="Quay">'
    told = read(f'<ul class="breadcrumb">{STEPS}</ul><a rel="tag" href="/h">Harbour</a>', head)
    assert (told.section, told.tags) == ("World", ("Quay",))


TAGS = '<a rel="tag" href="/h">Harbour</a>, <a rel="tag" href="/s">Storm</a>'
FIELD = '<div class="field__item"><a href="/h">Harbour</a></div>'
FIELD += '<div class="field__item"><a href="/s">Storm</a></div>'


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Tags: {TAGS}</p>",
        f"<ul>{TAGS.replace('<a', '<li><a').replace('</a>', '</a></li>')}</ul>",
        f"<p>{TAGS.replace('>H', '>#H').replace('>S', '>#S')}</p>",
        f'<article>{HEADING}<footer class="entry-footer">{TAGS}</footer></article>',
        f'<div class="post-footer"><p>{TAGS}</p></div>',
        f'<p>{TAGS} <a rel="category tag" href="/e">Economy</a></p>',
        f'<p>{TAGS}</p><p><a rel="tag" href="/c">Of another story</a></p>',
        f'<div class="field--name-field-tags"><b>Tags</b><div class="items">{FIELD}</div></div>',
        f'<div class="field field-name-field-tags">{FIELD}</div>',
    ],
)
def test_tags_that_are_shown(body: str) -> None:
    assert read(body).tags == ("Harbour", "Storm")


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="related">{TAGS}</div>',
        f'<div class="sidebar">{TAGS}</div>',
        f"<footer>{TAGS}</footer>",
        f"<nav>{TAGS}</nav>",
        f'<div class="widget_tag_cloud">{TAGS}</div>',
        '<a rel="category tag" href="/e">Economy</a>',
        '<a rel="author" href="/h">Harbour</a>',
        '<a class="tag" href="/h">Harbour</a>',
        '<div class="field--name-field-image"><a href="/h">Harbour</a></div>',
        f'{HEADING}<p>By <a rel="author tag" href="/ann">Ann Lee</a></p>',
    ],
)
def test_what_is_no_tag(body: str) -> None:
    assert read(body).tags == ()
