"""A decision survives the next crawl: real rules over one article that comes back changed."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from articles import Article
from articles.text import read_text
from checks.knowledge import Knowledge
from copydesk.config import Config
from copydesk.keeping import Keeper
from copydesk.selection import choose
from copydesk.suppression import Suppression
from db.records import Counts, Decision, Filter, Found
from db.store import Store

URL = "https://courier.example/news/bridge-reopens"
TEXT = """
Harbour bridge reopens after storm repairs

Harbour bridge reopens after storm repairs

Traffic crossed the harbour bridge again on Monday after a storm had torn two of its main cables.

See also\u00a0 Ferries stay in port until the wind drops below force seven

Dear {{reader.first_name}}, the “old” span will be closed on Sundays – for inspection.

Traffic crossed the harbour bridge again on Monday after a storm had torn two of its main cables.

The city will inspect the remaining cables in spring, an engineer said on the first morning.
"""
RULES = ("DUP101", "DUP102", "REL101", "TPL101")

MUTATIONS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "nothing": lambda url, text: (url, text),
    "tracking parameters": lambda url, text: (f"{url}?utm_source=mail&fbclid=1#top", text),
    "http and www": lambda url, text: (url.replace("https://", "http://www."), text),
    "AMP address": lambda url, text: (f"{url}/amp", text),
    "trailing slash": lambda url, text: (f"{url}/", text),
    "blank lines added": lambda url, text: (url, text.replace("\n\n", "\n\n\n\n")),
    "paragraph before": lambda url, text: (
        url,
        text.replace("Traffic", "By A. Writer\n\nTraffic", 1),
    ),
    "paragraph after": lambda url, text: (url, f"{text}\nNobody was hurt, the police said.\n"),
    "paragraph gone": lambda url, text: (url, text.replace("The city will", "").strip()),
    "double spaces": lambda url, text: (url, text.replace(" storm ", "  storm  ")),
    "plain spaces": lambda url, text: (url, text.replace("\u00a0", " ")),
    "straight quotes": lambda url, text: (url, text.translate({0x201C: '"', 0x201D: '"'})),
    "other dashes": lambda url, text: (url, text.replace("–", "-")),
    "capitals": lambda url, text: (url, text.replace("Harbour bridge", "Harbour Bridge")),
    "a word of the teaser": lambda url, text: (url, text.replace("force seven", "force eight")),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "desk.db")) as opened:
        yield opened


def crawl(store: Store, url: str, text: str) -> Counts:
    """Store one article and check it, as an import or a crawl does."""
    article: Article = read_text(text.strip("\n"), url=url, path="crawl", site="courier.example")
    run = store.begin_run("crawl")
    store.keep(run, [article])
    suppression = Suppression(date(2026, 1, 1))
    keeper = Keeper(store, run, choose(Config(), RULES), suppression, Knowledge())
    return keeper.check(everything=True)


def findings(store: Store) -> list[Found]:
    """What stands."""
    return [found for found in store.find(Filter()) if not found.gone_run]


def test_the_article_holds_a_fault_of_each_rule(store: Store) -> None:
    crawl(store, URL, TEXT)
    assert {found.finding.code for found in findings(store)} == set(RULES)


@pytest.mark.parametrize("name", MUTATIONS)
def test_decisions_survive(store: Store, name: str) -> None:
    crawl(store, URL, TEXT)
    before = {found.finding.code: found.fingerprint for found in findings(store)}
    verdicts = dict(zip(RULES, ("confirm", "false-positive", "accept", "later"), strict=True))
    for code, verdict in verdicts.items():
        store.decide(Decision("finding", before[code], verdict, "ann", store.now()))
    counts = crawl(store, *MUTATIONS[name](URL, TEXT))
    after = {found.finding.code: found.verdict for found in findings(store)}
    assert after == verdicts
    assert (counts.new, counts.fixed, counts.open) == (0, 0, 0)
    assert len(list(store.articles())) == 1


def test_no_decision_lands_on_another_fault(store: Store) -> None:
    """The teaser is replaced by one that has nothing to do with it: that one is new."""
    crawl(store, URL, TEXT)
    old = next(found for found in findings(store) if found.finding.code == "REL101")
    store.decide(Decision("finding", old.fingerprint, "false-positive", "ann", store.now()))
    other = TEXT.replace(
        "Ferries stay in port until the wind drops below force seven",
        "Baker sells bread by moonlight",
    )
    counts = crawl(store, URL, other)
    assert (counts.new, counts.fixed, counts.carried) == (1, 1, 0)
    new = next(found for found in findings(store) if found.finding.code == "REL101")
    assert (new.status, new.text_changed) == ("open", False)


def test_a_carried_decision_says_so_and_can_be_taken_back(store: Store) -> None:
    crawl(store, URL, TEXT)
    old = next(found for found in findings(store) if found.finding.code == "REL101")
    store.decide(Decision("group", old.group, "false-positive", "ann", store.now()))
    counts = crawl(store, *MUTATIONS["a word of the teaser"](URL, TEXT))
    assert counts.carried == 1
    new = next(found for found in findings(store) if found.finding.code == "REL101")
    assert (new.verdict, new.text_changed) == ("false-positive", True)
    assert new.fingerprint != old.fingerprint and new.group != old.group
    assert [one.source for one in store.decisions() if one.key == new.fingerprint] == ["carried"]
    assert store.resolve(old.fingerprint)[0] == [new]  # the old name still leads to it
    store.decide(Decision("finding", new.fingerprint, "confirm", "bob", store.now()))
    assert not store.resolve(new.fingerprint)[0][0].text_changed  # somebody has looked
    store.undo("finding", new.fingerprint, "bob", store.now())
    assert store.resolve(new.fingerprint)[0][0].text_changed
    store.undo("finding", new.fingerprint, "ann", store.now())
    assert [found.status for found in findings(store) if found.finding.code == "REL101"] == ["open"]


def test_a_text_that_changes_back_takes_its_decision_back(store: Store) -> None:
    crawl(store, URL, TEXT)
    old = next(found for found in findings(store) if found.finding.code == "REL101")
    store.decide(Decision("finding", old.fingerprint, "accept", "ann", store.now()))
    for url, text in (MUTATIONS["a word of the teaser"](URL, TEXT), (URL, TEXT)):
        crawl(store, url, text)
    again = next(found for found in findings(store) if found.finding.code == "REL101")
    assert (again.fingerprint, again.status) == (old.fingerprint, "accepted")
    assert len(findings(store)) == len(RULES)


def test_two_hundred_decisions_survive_a_recheck_and_a_move(store: Store, tmp_path: Path) -> None:
    """By export and import into a database that has never seen them."""
    pages = [
        (
            f"{URL}-{number}",
            TEXT.replace("Monday", f"day {number}").replace("Ferries", f"Ferry {number}"),
        )
        for number in range(50)
    ]
    for url, text in pages:
        crawl(store, url, text)
    standing = findings(store)
    assert len(standing) == 200
    for number, found in enumerate(standing):
        verdict = ("confirm", "false-positive", "accept", "later")[number % 4]
        store.decide(Decision("finding", found.fingerprint, verdict, "ann", store.now()))
    decided = {found.fingerprint: found.verdict for found in findings(store)}
    with Store.open(str(tmp_path / "other.db")) as other:
        other.merge(store.decisions())
        for url, text in pages:
            crawl(other, f"{url}?utm_source=x", f"{text}\nMore to follow.\n")
        assert {found.fingerprint: found.verdict for found in findings(other)} == decided
