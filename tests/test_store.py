"""The database: what goes in comes out, once, and as it was."""

import doctest
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import Article, Block, Damage, DamageKind, Kind, Link
from checks.fingerprint import Marked, mark
from checks.protocol import Finding, Severity
from db import columns, connect, decision_lines, schema, verdicts
from db.connect import engine, shown
from db.errors import (
    BadDecisionError,
    DatabaseFailedError,
    NewerDatabaseError,
    NoDatabaseError,
    NotADatabaseError,
)
from db.records import Counts, Decision, Filter, Kept
from db.store import Store

HOSTILE = "'; DROP TABLE article; -- \x00 \udcff \u202e \x1b[31m"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "desk.db")) as opened:
        yield opened


def article(key: str, *texts: str, site: str = "courier.example") -> Article:
    """An article of these paragraphs."""
    blocks = [Block(Kind.HEADLINE, f"Headline of {key}")]
    blocks += [Block(Kind.PARAGRAPH, text) for text in texts]
    return Article(key=key, id=key, site=site, headline=f"Headline of {key}", blocks=tuple(blocks))


def finding(of: Article, quote: str, code: str = "SPL101", **more: object) -> Finding:
    """A finding on these words."""
    for index, block in enumerate(of.blocks):
        if (start := block.text.find(quote)) >= 0:
            span = of.span(index, start, start + len(quote))
            values = {"subject": quote} | more
            return Finding(code, span, quote, "misspelt", Severity.ERROR, **values)  # type: ignore[arg-type]  # tests name fields by hand
    raise AssertionError(quote)


def keep(
    store: Store, articles: Sequence[Article], *found: Finding, rules: Sequence[str] = ("SPL101",)
) -> Counts:
    """One run that saw these articles and these findings."""
    run = store.begin_run("import")
    store.keep(run, articles)
    counts = store.keep_findings(
        run, list(mark(found)), {(one.site, one.key) for one in articles}, set(rules)
    )
    store.end_run(run, "complete", 0, {})
    return counts


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


# Findings


def test_new_then_unchanged_then_fixed_then_reopened(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    fault = finding(page, "Latgin")
    assert keep(store, [page], fault) == Counts(new=1, open=1)
    assert keep(store, [page], fault) == Counts(unchanged=1, open=1)
    assert keep(store, [page]) == Counts(fixed=1)
    assert keep(store, [page]) == Counts()
    assert keep(store, [page], fault) == Counts(reopened=1, open=1)
    assert _states(store) == ["new", "unchanged", "absent", "reopened"]


def test_an_article_that_was_not_checked_fixes_nothing(store: Store) -> None:
    page, other = article("k", "The Latgin corridor"), article("other", "text")
    keep(store, [page], finding(page, "Latgin"))
    assert keep(store, [other]) == Counts()
    assert keep(store, [page], rules=["SPL102"]) == Counts()


def test_a_fault_between_articles_is_fixed_only_when_all_were_checked(store: Store) -> None:
    one, two = article("one", "Same text"), article("two", "Same text")
    tie = finding(one, "Same text", "DUP203", across=("one", "two"))
    keep(store, [one, two], tie, rules=["DUP203"])
    assert keep(store, [one], rules=["DUP203"]) == Counts()
    assert keep(store, [one, two], rules=["DUP203"]) == Counts(fixed=1)


def test_a_fault_of_the_site_is_fixed_only_when_the_whole_site_was_checked(store: Store) -> None:
    one, two = article("one", "Footer"), article("two", "Footer")
    fault = finding(one, "Footer", "TPL201", site_wide=True)
    keep(store, [one, two], fault, rules=["TPL201"])
    assert keep(store, [one], rules=["TPL201"]) == Counts()
    assert keep(store, [one, two], rules=["TPL201"]) == Counts(fixed=1)


def test_a_finding_that_the_configuration_ignores_is_kept_but_not_open(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    marked = list(mark([finding(page, "Latgin")]))
    run = store.begin_run("import")
    store.keep(run, [page])
    silenced = {marked[0].fingerprint: "house style"}
    counts = store.keep_findings(run, marked, set(), {"SPL101"}, silenced)
    assert (counts.new, counts.open, _status(store)) == (1, 0, "ignored")


def test_two_calls_in_one_run_do_not_undo_each_other(store: Store) -> None:
    page = article("k", "The Latgin corridor, Latgin")
    run = store.begin_run("import")
    store.keep(run, [page])
    checked = {("courier.example", "k")}
    both: list[Marked] = list(mark([finding(page, "Latgin"), finding(page, "corridor")]))
    store.keep_findings(run, both[:1], checked, {"SPL101"})
    assert store.keep_findings(run, both[1:], checked, {"SPL101"}) == Counts(new=1, open=1)


# Decisions


def decide(store: Store, scope: str, key: str, verdict: str, who: str = "ann") -> None:
    """A decision taken now."""
    store.decide(Decision(scope, key, verdict, who, store.now()))


def test_decisions_are_ranked_and_can_be_taken_back(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    keep(store, [page], finding(page, "Latgin"))
    name = next(mark([finding(page, "Latgin")]))
    decide(store, "rule", "SPL101", "accept")
    assert _status(store) == "accepted"
    decide(store, "rule", "SPL101@courier.example", "later")
    assert _status(store) == "later"
    decide(store, "group", name.group, "false-positive")
    assert _status(store) == "false-positive"
    decide(store, "finding", name.fingerprint, "confirm")
    assert _status(store) == "confirmed"
    store.undo("finding", name.fingerprint, "ann", store.now())
    assert _status(store) == "false-positive"
    store.undo("group", name.group, "ann", store.now())
    assert _status(store) == "later"
    with pytest.raises(BadDecisionError, match="no decision"):
        store.undo("group", name.group, "ann", store.now())
    assert len(store.decisions()) == 6


def test_undo_goes_back_as_often_as_there_were_decisions(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    keep(store, [page], finding(page, "Latgin"))
    key = next(mark([finding(page, "Latgin")])).fingerprint
    for verdict in ("confirm", "accept", "later"):
        decide(store, "finding", key, verdict)
    seen = []
    for _ in range(3):
        seen.append(_status(store))
        store.undo("finding", key, "ann", store.now())
    assert seen == ["later", "accepted", "confirmed"]
    assert _status(store) == "open"


def test_a_group_decision_holds_for_members_that_come_later(store: Store) -> None:
    first, second = article("a", "The Latgin corridor"), article("b", "In Latgin again")
    keep(store, [first], finding(first, "Latgin"))
    decide(store, "group", next(mark([finding(first, "Latgin")])).group, "false-positive")
    assert keep(store, [second], finding(second, "Latgin")) == Counts(new=1, open=0)


def test_a_decision_expires(tmp_path: Path) -> None:
    clock = ["2026-01-01T00:00:00.000000Z"]
    with Store.open(str(tmp_path / "desk.db"), now=lambda: clock[0]) as store:
        page = article("k", "The Latgin corridor")
        keep(store, [page], finding(page, "Latgin"))
        key = next(mark([finding(page, "Latgin")])).fingerprint
        store.decide(Decision("finding", key, "accept", "ann", clock[0], expires="2026-02-01"))
        assert _status(store) == "accepted"
        clock[0] = "2026-02-02T00:00:00.000000Z"
        store.begin_run("import")
        assert _status(store) == "open"


def test_decisions_move_to_another_database_once(store: Store, tmp_path: Path) -> None:
    page = article("k", "The Latgin corridor")
    keep(store, [page], finding(page, "Latgin"))
    key = next(mark([finding(page, "Latgin")])).fingerprint
    decide(store, "finding", key, "confirm")
    store.undo("finding", key, "ann", store.now())
    decide(store, "finding", key, "accept", who="bob")
    with Store.open(str(tmp_path / "other.db")) as other:
        assert other.merge(store.decisions()) == 3
        assert other.merge(store.decisions()) == 0
        assert other.decisions() == [*store.decisions()]
        keep(other, [page], finding(page, "Latgin"))
        assert _status(other) == "accepted"


@pytest.mark.parametrize(
    ("scope", "verdict", "said"), [("planet", "confirm", "planet"), ("group", "maybe", "maybe")]
)
def test_nonsense_is_refused(store: Store, scope: str, verdict: str, said: str) -> None:
    with pytest.raises(BadDecisionError, match=said):
        decide(store, scope, "k", verdict)


# The file


def test_a_database_that_must_exist(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError, match="copydesk import"):
        Store.open(str(tmp_path / "none.db"), must_exist=True)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear editor,\n" * 400)
    with pytest.raises(NotADatabaseError, match=r"letter\.db"):
        Store.open(str(path))


@pytest.mark.parametrize("name", ["letter.txt/desk.db", ".", "nonsense://x", "http://["])
def test_where_no_database_can_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.txt").write_text("Dear editor")
    with pytest.raises(NotADatabaseError):
        Store.open(name if "://" in name else str(tmp_path / name))


def test_a_password_is_not_shown() -> None:
    assert shown("postgresql://ann:secret@host/desk") == "postgresql://ann:***@host/desk"
    with pytest.raises(NotADatabaseError) as said:
        Store.open("nonsense://ann:secret@host/desk")
    assert "secret" not in str(said.value)


def test_a_full_disk_is_an_error_that_says_so(store: Store) -> None:
    run = store.begin_run("import")
    store.keep(run, [article("a", "text")])
    with store.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with (
        pytest.raises(DatabaseFailedError, match="full"),
        store.write() as connection,
    ):
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        connection.exec_driver_sql("CREATE TABLE big AS SELECT randomblob(1000000)")
    assert [one.key for one in store.articles()] == ["a"]


def test_a_newer_schema_is_refused(store: Store, tmp_path: Path) -> None:
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabaseError, match="9999"):
        Store.open(str(tmp_path / "desk.db"))


def test_the_migrations_make_the_tables_of_the_models(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    import db.clue_tables
    import db.crawl_tables  # noqa: F401  # their tables are part of the schema
    from db.models import Base

    made = engine(str(tmp_path / "new.db"))
    assert schema.upgrade(made) is None
    with made.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    made.dispose()


def test_an_upgrade_makes_a_backup_first(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    made = engine(str(path))
    assert schema.upgrade(made, "0001") is None
    with made.begin() as connection:
        connection.exec_driver_sql("INSERT INTO source VALUES ('a.example', '', 1, '')")
    made.dispose()
    with Store.open(str(path)) as store:
        assert store.kept_backup == tmp_path / "desk.db.schema-0001.bak"
    copy = sqlite3.connect(store.kept_backup)
    assert copy.execute("SELECT site FROM source").fetchall() == [("a.example",)]
    assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    copy.close()


WRITER = """
import sys
from tests.test_store import article, finding, keep
from db.store import Store
path, name = sys.argv[1:]
with Store.open(path) as store:
    for number in range(40):
        both = article(f"both{number}", "the Latgin corridor")
        pages = [article(f"{name}{number}", "text"), both]
        keep(store, pages, finding(both, "Latgin"), finding(both, "corridor"))
        keep(store, [article(f"fight{number % 3}", f"{name} {number}")])
"""


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    """Both make the database, both store their own articles and fight over others."""
    root = Path(__file__).parent.parent
    path = str(tmp_path / "desk.db")
    both = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path, name], cwd=root, stderr=subprocess.PIPE
        )
        for name in ("left", "right")
    ]
    errors = [one.communicate(timeout=120)[1].decode() for one in both]
    assert errors == ["", ""]
    with Store.open(path) as store:
        assert len(list(store.articles())) == 123
        assert len(list(store.find(Filter(statuses=("open",))))) == 80
        assert {run.status for run in store.runs()} == {"complete"}
        assert store.problems() == []


REVIEWER = """
import sys
from db.records import Decision, Filter
from db.store import Store
path, wanted = sys.argv[1], int(sys.argv[2])
with Store.open(path) as store:
    done = 0
    while done < wanted:
        for found in store.find(Filter(statuses=("open",))):
            verdict = "accept" if done % 2 else "confirm"
            store.decide(Decision("finding", found.fingerprint, verdict, "ann", store.now()))
            done += 1
            if done == wanted:
                break
"""


def test_a_reviewer_decides_while_a_run_writes(store: Store, tmp_path: Path) -> None:
    """Read, then write, beside a bulk writer: no decision fails, none is lost."""
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", REVIEWER, str(tmp_path / "desk.db"), "60"]
    pages = [article(f"k{number}", "The Latgin corridor") for number in range(200)]
    faults = [finding(page, "Latgin") for page in pages]
    keep(store, pages[:80], *faults[:80])
    reviewer = subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE)
    while reviewer.poll() is None:
        keep(store, pages, *faults)
    assert reviewer.communicate()[1].decode() == ""
    keep(store, pages, *faults)
    assert len(store.decisions()) == 60
    assert sum(1 for _ in store.find(Filter(statuses=("confirmed", "accepted")))) == 60
    assert store.problems() == []


def _status(store: Store) -> str:
    with store.read() as connection:
        return str(connection.exec_driver_sql("SELECT status FROM finding").scalar_one())


def _states(store: Store) -> list[str]:
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT state FROM finding_run ORDER BY run_id")
        return [str(row[0]) for row in rows]


@pytest.mark.parametrize("module", [columns, connect, decision_lines, verdicts])
def test_the_examples_in_the_docstrings(module: ModuleType) -> None:
    assert doctest.testmod(module).attempted > 0 == doctest.testmod(module).failed


def test_the_views_answer(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    keep(store, [page], finding(page, "Latgin"))
    keep(store, [page])
    with store.read() as connection:
        row = connection.exec_driver_sql("SELECT code, status, headline FROM v_finding").one()
        assert tuple(row) == ("SPL101", "fixed", "Headline of k")
        trend = connection.exec_driver_sql("SELECT came, went, stood FROM v_site_trend").all()
        assert [tuple(line) for line in trend] == [(1, 0, 1), (0, 1, 0)]
