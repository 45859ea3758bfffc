"""Stories keep their names and what was decided on them: they grow, merge, split, go and return."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest

from articles import Article, Block, Kind
from checks.fingerprint import mark
from checks.knowledge import Knowledge
from copydesk.config import Config
from copydesk.keeping import Keeper
from copydesk.selection import choose
from copydesk.suppression import Suppression
from db.records import Decision, Filter, Found
from db.store import Store
from db.stories import Naming
from db.succession import Heir, Was, succeed
from tests.databases import NewDatabase
from tests.store_desk import article, finding
from tests.test_store_day_by_day import remove
from tests.varied_archive import made

FERRY = (
    "The ferry to the outer islands will not sail before spring, the company said on Monday. "
    "Its only ship has been in the dock since a storm tore off the bow door in November. "
    "Islanders who need a doctor are flown out by the coast guard. The county pays for a boat "
    "that carries mail and medicine twice a week, if the weather allows it. "
    "A second ship was ordered four years ago, but the yard has gone bankrupt since."
)
ORGAN = (
    "After eleven years the great organ of the cathedral sounds again. Four thousand pipes were "
    "taken out, washed in soda and put back one by one by a builder from the next valley. Mice had "
    "nested in the bellows and a bat in the trumpet. The first concert was sold out in an hour, "
    "and a choir sang on the steps for those who found no seat inside the nave."
)


def copy(site: str, day: int, text: str = FERRY, headline: str = "") -> Article:
    title = headline or f"A headline of {site.partition('.')[0]}"
    blocks = (Block(Kind.HEADLINE, title), Block(Kind.PARAGRAPH, text))
    url = f"https://{site}/news/story"
    return Article(
        key=f"{site}/news/story", id=url, url=url, site=site, headline=title,
        published=f"2026-03-{day:02}", blocks=blocks,
    )  # fmt: skip


def come(store: Store, *articles: Article) -> dict[str, Found]:
    """Articles arrive and are checked; site -> its finding."""
    if articles:
        store.keep(store.begin_run("import"), articles)
    run = store.begin_run("recheck")
    Keeper(
        store, run, choose(Config(), ["DUP203"]), Suppression(date(2026, 1, 1)), Knowledge()
    ).check()
    assert store.problems() == []
    found = [each for each in store.find(Filter()) if not each.gone_run]
    assert all(each.group == each.story for each in found)
    return {each.finding.span.article.site: each for each in found}


def decide(store: Store, scope: str, key: str, verdict: str = "accept") -> None:
    store.decide(Decision(scope, key, verdict, "ann", store.now()))


def names(found: dict[str, Found]) -> set[str]:
    return {each.group for each in found.values()}


@pytest.mark.parametrize("scope", ["finding", "group"])
def test_a_story_that_grows_keeps_its_name_and_decisions(store: Store, scope: str) -> None:
    before = come(store, copy("ledger.example", 2), copy("courier.example", 3))
    one = before["courier.example"]
    decide(store, scope, one.fingerprint if scope == "finding" else one.group)
    now = come(store, copy("agency.example", 1))
    assert now.keys() == {"courier.example", "ledger.example"}
    assert all("agency.example" in each.finding.message for each in now.values())
    assert names(now) == {one.group}
    assert now["courier.example"].status == "accepted"
    assert now["ledger.example"].status == ("accepted" if scope == "group" else "open")
    assert not now["courier.example"].text_changed


def both_stories(store: Store) -> dict[str, Found]:
    come(store, copy("a.example", 1), copy("b.example", 2))
    return come(store, copy("c.example", 1, ORGAN), copy("d.example", 2, ORGAN))


def test_of_two_stories_that_become_one_the_older_keeps_its_name(store: Store) -> None:
    before = both_stories(store)
    older, younger = before["b.example"].group, before["d.example"].group
    assert older != younger
    decide(store, "group", younger)
    now = come(store, copy("e.example", 5, f"{ORGAN} {FERRY}"))
    assert names(now) == {older}
    assert {each.status for each in now.values()} == {"accepted"}
    store.undo("group", older, "bob", store.now())
    assert {each.status for each in store.find(Filter())} == {"open"}


def test_where_both_were_decided_the_older_decision_holds(store: Store) -> None:
    before = both_stories(store)
    decide(store, "group", before["b.example"].group, "confirm")
    decide(store, "group", before["d.example"].group, "false-positive")
    now = come(store, copy("e.example", 5, f"{ORGAN} {FERRY}"))
    assert {each.status for each in now.values()} == {"confirmed"}


def test_of_a_story_that_splits_the_larger_part_keeps_its_name(store: Store) -> None:
    both = f"{ORGAN} {FERRY}"
    ties = copy("e.example", 5, both)
    parts = [copy("a.example", 1), copy("b.example", 2), copy("f.example", 3)]
    others = [copy("c.example", 1, ORGAN), copy("d.example", 2, ORGAN)]
    (story,) = names(come(store, ties, *parts, *others))
    decide(store, "group", story)
    remove(store, ties)
    now = come(store)
    assert {now["b.example"].group, now["f.example"].group} == {story}
    assert now["d.example"].group != story
    assert {each.status for each in now.values()} == {"accepted"}  # it was taken on both parts


def test_a_story_that_goes_and_returns_is_the_same(store: Store) -> None:
    come(store, copy("b.example", 2), copy("c.example", 3))
    story = come(store, copy("a.example", 1))["b.example"].group
    decide(store, "group", story)
    assert (
        come(store, *(copy(f"{site}.example", 4, "Subscribers read on.") for site in "abc")) == {}
    )
    now = come(store, *(copy(f"{site}.example", 4) for site in "bc"))
    assert (names(now), {each.status for each in now.values()}) == ({story}, {"accepted"})


def test_an_article_that_changes_sides_brings_no_decision_with_it(store: Store) -> None:
    before = both_stories(store)
    decide(store, "group", before["b.example"].group)
    now = come(store, copy("b.example", 2, ORGAN))
    assert names(now) == {before["d.example"].group}
    assert {each.status for each in now.values()} == {"open"}


def test_two_stories_of_one_headline_are_two(store: Store) -> None:
    for text, sites in ((FERRY, "ab"), (ORGAN, "cd")):
        found = come(store, *(copy(f"{site}.example", 1, text, "Morning news") for site in sites))
    assert len(names(found)) == 2


def test_many_new_stories_are_named_some_at_a_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[bool] = []
    name = Naming.name

    def counted(naming: Naming, groups: dict[int, list[int]]) -> bool:
        calls.append(name(naming, groups))
        return calls[-1]

    monkeypatch.setattr("db.stories._AT_ONCE", 1)
    monkeypatch.setattr(Naming, "name", counted)
    two = [
        copy(f"{site}.example", 1, text)
        for text, site in zip((FERRY, ORGAN) * 2, "abcd", strict=True)
    ]
    found = come(store, *two)
    assert calls == [False, True]
    assert len(names(found)) == 2


def test_who_dies_while_naming_names_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = both_stories(store)
    with monkeypatch.context() as patched:
        patched.setattr(Naming, "_carry", _dies)
        with pytest.raises(KeyboardInterrupt):
            come(store, copy("e.example", 5, f"{ORGAN} {FERRY}"))
    assert names(come(store)) == {before["b.example"].group}


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_was_decided_on_a_former_group_says_nothing_any_more(store: Store) -> None:
    one = article("a", "the Latgin corridor")
    (marked,) = mark([finding(one, "Latgin")])
    run = store.begin_run("import")
    store.keep(run, [one])
    keys, rules = {(one.site, one.key)}, {marked.finding.code}
    store.keep_findings(run, [marked], keys, rules)
    decide(store, "group", marked.group)
    assert [each.status for each in store.find(Filter())] == ["accepted"]
    moved = type(marked)(marked.finding, marked.fingerprint, "another")
    store.keep_findings(store.begin_run("recheck"), [moved], keys, rules)
    assert [each.status for each in store.find(Filter())] == ["open"]
    assert store.problems() == []


# Succession by itself


def was(**members: Sequence[int]) -> dict[int, Was]:
    """Story `s1`, `s2` ... with its articles."""
    return {n: Was(int(name[1:]), True) for name, rows in members.items() for n in rows}


@pytest.mark.parametrize(
    ("groups", "before", "heirs"),
    [
        ({7: [1, 2]}, {}, {7: Heir(None, ())}),
        ({7: [1, 2, 3]}, was(s4=[1, 2]), {7: Heir(4, ())}),
        ({7: [1, 2, 3, 4, 5]}, was(s4=[1, 2, 3], s3=[4, 5]), {7: Heir(3, (4,))}),
        ({7: [1, 2], 8: [3, 4, 5]}, was(s4=[1, 2, 3, 4, 5]), {7: Heir(None, (4,)), 8: Heir(4, ())}),
        ({7: [1, 9], 8: [2, 8]}, was(s4=[1, 2]), {7: Heir(4, ()), 8: Heir(None, ())}),
        ({7: [1, 5, 6]}, was(s4=[1, 2], s5=[5, 6]), {7: Heir(5, ())}),
        ({7: [1, 2]}, {1: Was(4, False), 2: Was(4, False)}, {7: Heir(4, ())}),
    ],
)
def test_succession(
    groups: dict[int, list[int]], before: dict[int, Was], heirs: dict[int, Heir]
) -> None:
    assert succeed(groups, before, taken=()) == heirs


def test_a_story_that_lives_elsewhere_is_not_taken() -> None:
    assert succeed({7: [1, 9]}, {1: Was(4, False)}, taken={4}) == {7: Heir(None, ())}


def test_stories_from_before_they_had_names_keep_what_was_decided(
    new_database: NewDatabase,
) -> None:
    url = new_database()
    with Store.open(url) as store:
        before = come(store, copy("ledger.example", 2), copy("courier.example", 3))
        decide(store, "group", before["courier.example"].group)
        with store.write() as connection:  # as a database of schema 0004 is after its upgrade to 6
            connection.exec_driver_sql("DELETE FROM story_member")
            connection.exec_driver_sql("DELETE FROM story")
            connection.exec_driver_sql("DROP TABLE crawl_shown")
            connection.exec_driver_sql("ALTER TABLE article_version DROP COLUMN shown_hash")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0006'")
    with Store.open(url) as store:
        now = come(store, copy("agency.example", 1))
        assert names(now) == names(before)
        assert {each.status for each in now.values()} == {"accepted"}


# Over random histories


@pytest.mark.parametrize("seed", range(6))
def test_names_stay_as_stories_come_and_go(tmp_path: Path, seed: int) -> None:
    chance, now = Random(f"stories {seed}"), dict[int, Article]()
    with Store.open(str(tmp_path / "desk.db")) as store:
        before: dict[str, frozenset[str]] = {}
        for _ in range(6):
            numbers = chance.sample(range(15), chance.randint(1, 6))
            now |= {number: made(number, chance.randrange(4)) for number in numbers}
            for number in chance.sample(sorted(now), min(len(now), chance.randrange(3))):
                remove(store, now.pop(number))
                numbers = [each for each in numbers if each != number]
            come(store, *(now[number] for number in numbers))
            stories = members(store)
            assert_names_stayed(before, stories)
            before = stories
            come(store)
            assert members(store) == before


def members(store: Store) -> dict[str, frozenset[str]]:
    """Story -> the keys of its articles today."""
    found: dict[str, set[str]] = {}
    for each in store.find(Filter()):
        if not each.gone_run:
            found.setdefault(each.group, set()).update(each.finding.across)
    return {name: frozenset(keys) for name, keys in found.items()}


def assert_names_stayed(
    before: dict[str, frozenset[str]], after: dict[str, frozenset[str]]
) -> None:
    """A story that nobody could claim from another bears the name that it had."""
    for name, keys in after.items():
        ties = {old: len(keys & those) for old, those in before.items() if len(keys & those) > 1}
        whole = {old for old in ties if before[old] <= keys}
        if len(ties) == 1 and whole:
            assert name in whole, "it grew, or stayed as it was"
        if len(whole) > 1 and whole == set(ties):
            assert name in whole, "of several that became one, one goes on"
    assert len({key for keys in after.values() for key in keys}) == sum(map(len, after.values()))
