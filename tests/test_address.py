"""Addresses: one article, one address; and nothing raises, whatever stands in the archive."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.addresses.canonical import (
    absolute,
    article_key,
    canonical,
    content_key,
    same_site,
    site_of,
)

ONE_ARTICLE = "daily.example/world/a-long-story"


@pytest.mark.parametrize(
    "url",
    [
        "https://daily.example/world/a-long-story",
        "http://www.daily.example/world/a-long-story/",
        "https://m.daily.example/world/a-long-story",
        "https://amp.daily.example/world/a-long-story",
        "https://www.m.daily.example/world/a-long-story",
        "https://mobile.daily.example/world/a-long-story",
        "//daily.example/world/a-long-story",
        "daily.example/world/a-long-story",
        " https://daily.example/world/a-long-story\n",
        "https:\\\\daily.example\\world\\a-long-story",
        "https://DAILY.example:443/world/a-long-story#comments",
        "https://daily.example./world//a-long-story",
        "https://reader:secret@daily.example/world/./x/../a-long-story",
        "https://daily.example/world/a-long-story/amp/",
        "https://daily.example/amp/world/a-long-story",
        "https://daily.example/world/a-long-story.amp",
        "https://daily.example/world/a-long-story?amp",
        "https://daily.example/world/a-long-story?outputType=amp&utm_medium=rss",
        "https://daily.example/world/a-long-story?utm_source=a&amp;utm_medium=b&fbclid=c",
        "https://daily.example/world/a-long-story?ref=home&at_campaign=9",
        "https://daily.example/world/a-long-story?from=newsletter",
        "https://daily.example/world/a-long-story/print",
        "https://daily.example/world/a-long-story?print=1",
        "https://daily.example/world/a-long-story?page=2",
        "https://daily.example/world/a-long-story?page=all&comments=1",
        "https://daily.example/world/a-long-story/page/3",
        "https://daily.example/world/a-long-story;jsessionid=0AF3",
        "https://daily.example/world/a-long-story%3Bjsessionid%3D0AF3",
        "https://daily.example/world/a-long-story;JSESSIONID=0AF3.node1?utm_source=a",
        "https://daily.example/world/a-long-story?PHPSESSID=q3kd8v2m5n1p7r9t0s4u6w8x2z",
        "https://daily.example/world/a-long-story?phpsessid=1",
        "https://daily.example/world/a-long-story?jsessionid=5AC6268DD8D4D5D1FDF5D41E9F2FD960",
        "https://daily.example/world/a-long-story?ASPSESSIONIDQQGGGXYZ=LKJHGFDSAQWERTYUIOPZXCVB",
        "https://daily.example/world/a-long-story?ASP.NET_SessionId=lit3py55t21z5v55vlm25s55",
        "https://daily.example/world/a-long-story?sessionid=a81bc81b-dead-4e5d-abff-90865d1e13b1",
        "https://daily.example/world/a-long-story?ASPSESSIONID=ab12&amp;ftu=9f86d081884c7d65",
        "https://daily.example/world/a-long-story?session_id=9f86d081884c7d65",
        "https://daily.example/world/a-long-story?sid=9f86d081884c7d659a2feaa0c55ad015",
        "https://daily.example/world/a-long-story?sid=9f86d081-884c-7d65-9a2f-eaa0c55ad015",
        "https://daily.example/world/a-long-story?s=9f86d081884c7d659a2feaa0c55ad015",
        "https://daily.example/world/a-long-story?sid=k2j5h8g1f4d7s0a3p6o9i2u5y8",
        "https://daily.example/world/a-long-story?osCsid=0a1b2c3d&CFTOKEN=48392017",
        "https://daily.example/(S(lit3py55t21z5v55vlm25s55))/world/a-long-story",
        "https://daily.example/(X(1)S(lit3py55t21z5v55vlm25s55))/world/a-long-story",
        "https://daily.example/world/%28S%28lit3py55t21z5v55vlm25s55%29%29/a-long-story",
        "https://daily.example/world/a%2Dlong%2dstory",
        "https://daily-example.cdn.ampproject.org/c/s/www.daily.example/world/a-long-story",
        "https://www.google.com/amp/s/daily.example/world/a-long-story",
    ],
)
def test_one_article_has_one_address(url: str) -> None:
    assert canonical(url) == ONE_ARTICLE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://a.example/?p=12", "https://a.example/?p=13"),
        ("https://a.example/conf-2031?sessionid=123456", "https://a.example/conf-2031?sessionid=7"),
        (
            "https://a.example/en/news/view?sid=550e8400-e29b-41d4-a716-446655440000",
            "https://a.example/en/news/view?sid=650e8400-e29b-41d4-a716-446655440001",
        ),
        (
            "https://a.example/press-release?sid=0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "https://a.example/press-release?sid=1a1b2c3d4e5f60718293a4b5c6d7e8f9",
        ),
        ("https://a.example/story?id=1", "https://a.example/story?id=2"),
        ("https://a.example/story?source=41", "https://a.example/story?source=42"),
        ("https://a.example/world?page=1", "https://a.example/world?page=2"),
        ("https://a.example/story?sid=41", "https://a.example/story?sid=42"),
        ("https://a.example/a-long-story?sid=41", "https://a.example/a-long-story?sid=42"),
        ("https://a.example/x-1-2?sid=06/05/12/1837", "https://a.example/x-1-2?sid=06/05/12/1944"),
        ("https://a.example/view.php?s=harbour", "https://a.example/view.php?s=ferry"),
        ("https://a.example/a-b-c?s=vote2024and2026", "https://a.example/a-b-c?s=vote2024and2028"),
        (
            "https://a.example/a-b-c?s=a-vote-of-2026-it-is",
            "https://a.example/a-b-c?s=a-vote-of-2028",
        ),
        (
            "https://a.example/a-b-c?session=opening-talk-2",
            "https://a.example/a-b-c?session=talk-3",
        ),
        ("https://a.example/a-b-c?sessionid=1204", "https://a.example/a-b-c?sessionid=1205"),
        ("https://a.example/a-b-c?sessionid=closing", "https://a.example/a-b-c?sessionid=opening"),
        ("https://a.example/a-b-c?session_id=day-2", "https://a.example/a-b-c?session_id=day-3"),
        # Without it the address names nothing: it is the article's.
        (
            "https://a.example/article.php?sid=9f86d081884c7d659a2feaa0c55ad015",
            "https://a.example/article.php?sid=60303ae22b998861bce3b28f33eec1be",
        ),
        (
            "https://a.example/news/view?sid=9f86d081884c7d659a2feaa0c55ad015",
            "https://a.example/news/view?sid=60303ae22b998861bce3b28f33eec1be",
        ),
        (
            "https://a.example/?sessionid=a81bc81b-dead-4e5d",
            "https://a.example/?sessionid=b81bc81b-dead-4e5d",
        ),
        # The key of a document.
        (
            "https://a.example/a-b-c?sid=60d5ec49f1b2c8a4d8e4b123",
            "https://a.example/a-b-c?sid=60d5ec49f1b2c8a4d8e4b124",
        ),
        (
            "https://a.example/a-b-c?id=9f86d081884c7d659a2feaa0c55ad015",
            "https://a.example/a-b-c?id=60303ae22b998861bce3b28f33eec1be",
        ),
        (
            "https://a.example/a-b-c?story=k2j5h8g1f4d7s0a3p6o9i2u5y8",
            "https://a.example/a-b-c?story=k2j5h8g1f4d7s0a3p6o9i2u5y9",
        ),
        ("https://a.example/a-b-c?phase=1", "https://a.example/a-b-c?phase=2"),
        ("https://a.example/a-b-c?sides=1", "https://a.example/a-b-c?sides=2"),
        (
            "https://a.example/a-b-c?assessionid=ab12cd34",
            "https://a.example/a-b-c?assessionid=ab12cd35",
        ),
        ("https://a.example/wiki/Story_(film)", "https://a.example/wiki/Story_(book)"),
        ("https://a.example/(1)/story", "https://a.example/(2)/story"),
        ("https://a.example/(s(1))/story", "https://a.example/(s(2))/story"),
        ("https://a.example/a;v=1", "https://a.example/a;v=2"),
        ("https://a.example/a;sid=1", "https://a.example/a;sid=2"),
        ("https://a.example/A", "https://a.example/a"),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a"),
        ("https://news.a.example/x", "https://a.example/x"),
        ("https://m.example/x", "https://example/x"),
    ],
)
def test_other_articles_stay_apart(left: str, right: str) -> None:
    assert canonical(left) and canonical(left) != canonical(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2"),
        ("https://a.example/česko", "https://a.example/%c4%8desko"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("https://a.example", "http://www.a.example/"),
        ("https://a.example/x/", "https://a.example/x/index.html"),
        (
            "https://a.example/viewtopic.php?t=42&sid=9f86d081884c7d659a2feaa0c55ad015",
            "https://a.example/viewtopic.php?sid=60303ae22b998861bce3b28f33eec1be&t=42",
        ),
        (
            "https://a.example/article.php?id=7&PHPSESSID=ab12",
            "https://a.example/article.php?PHPSESSID=cd34&id=7",
        ),
    ],
)
def test_spellings_of_one_address_agree(left: str, right: str) -> None:
    assert canonical(left) == canonical(right) != ""


NO_ADDRESS = [
    "",
    " ",
    "#",
    "/relative/path",
    "article.html",
    "javascript:void(0)",
    "data:text/html;base64,PGI+",
    "mailto: desk at example.com ?subject=a b",
    "tel:+1 555",
    "file:////Users/x/Downloads/a.html",
    "urn:uuid:0b8f",
    "http://",
    "https:///a",
    "http://[ccpa-preferences]",
    "http://[::1",
    "http://a..example/",
    "http://{{host}}/",
    "http://" + "ü" * 500 + ".example/",
    "http://" + "a" * 300 + ".example/",
    "about:blank",
    "http:a.example",
    "\x00\x01",
    "http://\udcff.example/",
    "just some words, really",
]


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_web_address_gives_nothing(url: str) -> None:
    assert canonical(url) == "" == site_of(url)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.a.example/x", "a.example"),
        ("https://amp.a.example", "a.example"),
        ("https://m.example", "m.example"),
        ("http://localhost/x", "localhost"),
        ("http://localhost:8000/x", "localhost:8000"),
        ("http://[::1]:8000/x", "[::1]:8000"),
        ("http://u:p@a.example:80/x", "a.example"),
        ("a.example", "a.example"),
        ("a.example:8000/x", "a.example:8000"),
        ("https://a.example:99999999/x", ""),
    ],
)
def test_site(url: str, site: str) -> None:
    assert site_of(url) == site


@example("//0")
@example("//a.html")
@given(st.text() | st.text(alphabet="htps:/@[]%?&#.;=\\amp1é \udc80"))
def test_nothing_raises_and_once_is_enough(text: str) -> None:
    once = canonical(text)
    assert canonical(once) in (once, "")
    assert "." not in site_of(text) or canonical(once) == once or "/" not in once
    assert isinstance(site_of(text), str)
    assert isinstance(absolute("https://a.example/", text), str)
    assert article_key(text, text, text, text)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/" + "a-" * 50_000,
        "https://a.example/?" + "a=b&" * 25_000,
        "https://a.example/" + "/amp" * 25_000,
        "https://a.example/" + "%41" * 33_000,
        "https://" + "m." * 50_000 + "example/",
        "https://" + "@" * 100_000,
        "a" * 100_000,
        "https://a.example/" + ";jsessionid=" * 8_000,
        "https://a.example/" + "(S(a)" * 20_000,
        "https://a.example/a-b-c?sid=" + "a1" * 50_000,
        "https://a.example/a-b-c?sessionid=" + "a-" * 50_000,
    ],
)
def test_huge_addresses_are_quick_and_their_keys_short(url: str) -> None:
    start = time.perf_counter()
    key = article_key(url, url, "", "")
    assert time.perf_counter() - start < 2
    assert 0 < len(key) <= 1000


def test_key_prefers_the_canonical_link_of_the_same_site() -> None:
    key = article_key("https://m.a.example/x?id=3", "https://www.a.example/real-name", "", "")
    assert key == "a.example/real-name"


@pytest.mark.parametrize("stated", ["https://b.example/x", "https://a.example/", "", "{{url}}"])
def test_key_leaves_a_canonical_link_that_names_no_article_here(stated: str) -> None:
    assert article_key("https://a.example/own", stated, "", "") == "a.example/own"


def test_key_without_an_address_is_the_content() -> None:
    key = article_key("", "", "Harbour reopens", "The harbour  reopened.")
    assert key == content_key("harbour reopens", "the harbour\u00a0reopened.")
    assert key != content_key("Harbour reopens", "The harbour stayed shut.")
    assert article_key("", "https://a.example/x", "", "") == "a.example/x"


def test_content_key_looks_at_the_beginning_only() -> None:
    assert content_key("A", "x" * 300 + "one") == content_key("A", "x" * 300 + "two")


def test_hosts_of_one_site() -> None:
    assert same_site("https://edition.a.example/x", "https://a.example/y")
    assert not same_site("https://nota.example/x", "https://a.example/y")
    assert not same_site("", "")
