"""Day by day, in any split and order, gives what judging everything at once gives."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from articles import Article
from checks.knowledge import Knowledge
from copydesk.config import Config
from copydesk.keeping import Keeper
from copydesk.selection import choose
from copydesk.suppression import Suppression
from db.records import Counts, Filter
from db.store import Store
from tests.databases import NewDatabase
from tests.varied_archive import made

RULES = ("DUP2", "REL2", "SPL2", "TPL2", "REL1", "DUP1")
ARTICLES, VERSIONS, ROUNDS = 15, 3, 12


@contextmanager
def opened(folder: Path, name: str) -> Iterator[Store]:
    with Store.open(str(folder / f"{name}.db")) as store:
        yield store


def check(store: Store, everything: bool = False, rules: Sequence[str] = RULES) -> Counts:
    """One round of checks, as an import, a crawl or a recheck does it."""
    run = store.begin_run("recheck" if everything else "import")
    suppression = Suppression(date(2026, 1, 1))
    keeper = Keeper(store, run, choose(Config(), rules), suppression, Knowledge())
    return keeper.check(everything)


def keep(store: Store, articles: Sequence[Article]) -> None:
    store.keep(store.begin_run("import"), articles)


def remove(store: Store, article: Article) -> None:
    with store.write() as connection:
        connection.exec_driver_sql(f"DELETE FROM article WHERE article_key = '{article.key}'")


def standing(store: Store) -> list[tuple[object, ...]]:
    """What stands, whole. Stories are named after what came first: here, after their findings."""
    found = [each for each in store.find(Filter()) if not each.gone_run]
    stories = {each.story: each.fingerprint for each in found if each.finding.same_story}
    return sorted(
        (
            each.fingerprint,
            stories[each.group] if each.finding.same_story else each.group,
            stories[each.story] if each.story else "",
            each.status,
            repr(replace(each.finding, before="")),
        )
        for each in found
    )


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_any_split_and_order_gives_the_same(tmp_path: Path, seed: int) -> None:
    with opened(tmp_path, "days") as store, opened(tmp_path, "once") as other:
        _days(store, other, Random(seed))


def test_on_either_database(new_database: NewDatabase) -> None:
    with Store.open(new_database()) as store, Store.open(new_database()) as other:
        _days(store, other, Random("either"))


def _days(store: Store, other: Store, chance: Random) -> None:
    """Fill a store in random parts, then another at once: both say the same."""
    now: dict[int, Article] = {}
    for _ in range(chance.randint(2, 6)):
        numbers = chance.sample(range(ARTICLES), chance.randint(1, ARTICLES))
        came = {number: made(number, chance.randrange(VERSIONS)) for number in numbers}
        keep(store, list(came.values()))
        now |= came
        for number in chance.sample(sorted(now), min(len(now), chance.randrange(3))):
            remove(store, now.pop(number))
        if chance.random() < 0.8:  # else as after `import --no-check`, or a kill
            check(store)
    check(store)
    keep(other, chance.sample(list(now.values()), len(now)))
    check(other)
    at_once = standing(other)
    assert standing(store) == at_once
    counts = check(store, everything=True)
    assert (counts.new, counts.fixed, counts.reopened) == (0, 0, 0)
    assert standing(store) == at_once
    assert store.problems() == []


def test_the_archive_shows_something_of_every_rule(tmp_path: Path) -> None:
    with opened(tmp_path, "all") as store:
        codes = set[str]()
        for version in range(8):
            keep(store, [made(number, version) for number in range(ARTICLES)])
            check(store)
            codes |= {each.finding.code for each in store.find(Filter())}
        wanted = {"DUP201", "DUP202", "DUP203", "DUP204", "REL201", "SPL201", "TPL201"}
        assert wanted <= codes
