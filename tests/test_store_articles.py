"""The database: what goes in comes out, once, and as it was. On SQLite and on PostgreSQL."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import Article, Block, Damage, DamageKind, Kind, Link
from checks.fingerprint import mark
from db.codec import blocks_of
from db.columns import to_json
from db.records import Decision, Kept
from db.store import Store
from tests.store_desk import HOSTILE, article, finding, keep


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    whole = Article(
        key="courier.example/a",
        id="7",
        url="https://courier.example/a",
        canonical="https://courier.example/a",
        path="dump.warc.gz",
        record="<urn:uuid:1>",
        site="courier.example",
        site_name="The Courier",
        headline="Harbour reopens",
        authors=("A. Writer", "B. Writer"),
        published="2026-01-02T03:04:05+01:00",
        modified="2026-01-03",
        language="en",
        section="local",
        tags=("sea",),
        credit="Agency",
        blocks=(
            Block(Kind.HEADLINE, "Harbour reopens", line=1, tag="h1"),
            Block(Kind.RELATED, "See also\xa0 Bridge", (Link("/bridge", "Bridge", 10, 16),)),
            Block(Kind.PARAGRAPH, ""),
        ),
        claims={"og:title": ("Harbour", HOSTILE), "json-ld": ()},
        markup=True,
        damage=Damage(DamageKind.TRUNCATED, "ends early"),
    )
    store.keep(store.begin_run("import"), [whole])
    assert list(store.articles()) == [whole]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=10), st.text(max_size=10))
def test_any_text_at_all_comes_back(store: Store, texts: list[str], href: str, key: str) -> None:
    """Surrogates and NUL bytes are no text for a database, and stand in archives all the same."""
    link = Link(href, "x")
    blocks = tuple(Block(Kind.PARAGRAPH, text, (link,)) for text in texts)
    odd = Article(key=f"k{key}", id="i", headline="".join(texts), blocks=blocks, url=href)
    run = store.begin_run("import")
    store.keep(run, [odd])
    if texts:
        store.keep_findings(run, mark([finding(odd, texts[0])]), set(), {"SPL101"})
    assert odd.blocks in [one.blocks for one in store.articles()]


def test_blocks_are_written_as_any_other_json() -> None:
    link = Link('/a"\\', HOSTILE, 3, 9)
    blocks = (Block(Kind.RELATED, HOSTILE, (link, link), line=7, tag="li"), Block(Kind.OTHER, ""))
    written = blocks_of(Article(key="a", id="a", blocks=blocks))
    assert to_json(json.loads(written)) == written


def test_text_that_looks_like_sql_is_text(store: Store) -> None:
    bad = article("k", HOSTILE, site=HOSTILE)
    keep(store, [bad], finding(bad, "DROP TABLE"))
    store.decide(Decision("group", HOSTILE, "accept", HOSTILE, store.now(), note=HOSTILE))
    assert len(list(store.articles())) == 1


def test_a_very_long_text_is_kept(store: Store) -> None:
    long = article("k", "word " * 2_000_000)
    store.keep(store.begin_run("import"), [long])
    assert next(iter(store.articles())).body == long.body


def test_import_again_adds_nothing(store: Store) -> None:
    articles = [article(f"k{number}", "text") for number in range(450)]
    first, second = store.begin_run("import"), store.begin_run("import")
    assert store.keep(first, articles) == Kept(new=450)
    assert store.keep(second, articles) == Kept(unchanged=450)
    assert list(store.articles(changed_in_run=second)) == []


def test_a_changed_article_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    run = store.begin_run("import")
    store.keep(run, [article("k", "one")])
    later = store.begin_run("import")
    assert store.keep(later, [article("k", "two")]) == Kept(changed=1)
    assert [one.body for one in store.articles()] == ["two"]
    with store.read() as connection:
        bodies = connection.exec_driver_sql("SELECT body FROM article_version ORDER BY n")
        assert [row[0] for row in bodies] == ["one", "two"]


def test_a_former_text_becomes_current_again_without_a_new_version(store: Store) -> None:
    for text in ("one", "two", "one"):
        store.keep(store.begin_run("crawl"), [article("k", text)])
    assert [one.body for one in store.articles()] == ["one"]
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM article_version").scalar() == 2


def test_the_same_key_on_two_sites_is_two_articles(store: Store) -> None:
    pair = [article("k", "text", site="a.example"), article("k", "text", site="b.example")]
    assert store.keep(store.begin_run("import"), pair) == Kept(new=2)
    assert [one.site for one in store.articles(site="b.example")] == ["b.example"]


def test_a_damaged_input_is_noted_and_the_others_are_kept(store: Store) -> None:
    damaged = Article(key="d", id="d", path="a.gz", damage=Damage(DamageKind.CORRUPT, "bad crc"))
    run = store.begin_run("import")
    assert store.keep(run, [damaged, article("k", "text")]) == Kept(new=1, damaged=1)
    assert [one.key for one in store.articles()] == ["k"]


def test_what_no_rule_saw_yet_is_known(store: Store) -> None:
    store.keep(store.begin_run("import"), [article("a", "text"), article("b", "text")])
    store.note_checked({("courier.example", "a")})
    assert [one.key for one in store.articles(unchecked=True)] == ["b"]
    store.keep(store.begin_run("import"), [article("a", "other text")])
    assert [one.key for one in store.articles(unchecked=True)] == ["a", "b"]
