"""What sites put around their headlines: a table of sites, and what is left of one headline."""

import pytest

from checks.affixes import bare, learned, own_words, pieces

#: what makes a site's own headlines, and five more of them
PLAIN = ("Baker wins quarrel over foghorn", "Divers find old bell", "Chess club plays all night",
         "Herring boats leave early", "Keeper hands over the keys")  # fmt: skip
CASES = [
    ("{} - The Valley Ledger", "Flour is dear - The Valley Ledger", "flour is dear"),
    ("{} | Ledger", "Flour is dear", "flour is dear"),
    ("Ledger: {}", "Ledger: Flour is dear", "flour is dear"),
    ("{} – Nachrichten – Der Hafenbote", "Mehl wird viel teurer – Handel – Der Hafenbote",
     "mehl wird viel teurer"),
    ("{} – HB – 12.11.2026", "Mehl wird teurer – HB – 30.01.2027", "mehl wird teurer"),
    ("{}｜港新聞", "小麦粉が値上がり｜港新聞", "小 麦 粉 が 値 上 が り"),
    ("{} | Портовый вестник", "Мука дорожает | Портовый вестник", "мука дорожает"),
    ("{} - رسالة الميناء", "ارتفاع سعر الطحين - رسالة الميناء", "ارتفاع سعر الطحين"),
    ("{}", "Flour is dear - and bread with it", "flour is dear and bread with it"),
    ("{} - The Valley Ledger", "Harbour: no boat today - The Valley Ledger",
     "harbour no boat today"),
    ("{} - The Valley Ledger", "The Valley Ledger", "the valley ledger"),
    ("{} - The Valley Ledger", "Crane falls - what now - The Valley Ledger",
     "crane falls what now"),
]  # fmt: skip


@pytest.mark.parametrize(("frame", "headline", "left"), CASES)
def test_what_most_headlines_bear_is_set_aside(frame: str, headline: str, left: str) -> None:
    affixes = learned(pieces(frame.format(line)) for line in PLAIN)
    assert " ".join(bare(pieces(headline), affixes)) == left


def test_a_series_is_no_affix_of_a_small_site() -> None:
    series = ["The finale: who stays", "The finale: who goes", "Flour is dear", *PLAIN]
    affixes = learned(map(pieces, series))
    assert " ".join(bare(pieces(series[0]), affixes)) == "the finale who stays"


def test_a_section_of_a_large_site_is_learned() -> None:
    lines = [f"{'World news: ' if i % 9 == 0 else ''}Ferry {i} is late" for i in range(200)]
    affixes = learned(map(pieces, lines))
    assert " ".join(bare(pieces("World news: Flour is dear"), affixes)) == "flour is dear"


def test_an_empty_headline_stays_empty() -> None:
    assert bare(pieces("  | "), learned([])) == ()


OWN = [
    (
        "Flour is dear | Trade | The Valley Ledger",
        "valleyledger.example",
        "",
        "flour is dear trade",
    ),
    ("Flour is twice as dear | Trade | Ledger", "vl.example", "Ledger", "flour is twice as dear"),
    ("Ledger.example - Flour is dear", "ledger.example", "", "flour is dear"),
    ("Flour is dear - Ledger Online", "ledger.example", "", "flour is dear"),
    ("Ledger found: flour is dear", "ledger.example", "", "ledger found flour is dear"),
    ("Flour is dear - and bread too", "ledger.example", "Ledger", "flour is dear and bread too"),
    ("The Valley Ledger", "valleyledger.example", "The Valley Ledger", "the valley ledger"),
    ("小麦粉が値上がり｜港新聞", "minato.example", "港新聞", "小 麦 粉 が 値 上 が り"),
]


@pytest.mark.parametrize(("headline", "site", "name", "left"), OWN)
def test_one_article_tells_its_sites_name(headline: str, site: str, name: str, left: str) -> None:
    assert " ".join(map(" ".join, own_words(headline, site, name))) == left
