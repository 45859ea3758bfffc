"""The database as a file: opened, upgraded, backed up, full, written to by several at once."""

import doctest
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from sqlalchemy import inspect

from articles import Ref
from db import clue_codec, columns, connect, decision_lines, schema, verdicts
from db.clue_codec import unpack_fact, unpack_finding, unpack_ref
from db.connect import engine, shown
from db.errors import (
    BackupFailedError,
    DamagedDatabaseError,
    DatabaseFailedError,
    ForeignDatabaseError,
    NewerDatabaseError,
    NoDatabaseError,
    NotADatabaseError,
    ReadOnlyDatabaseError,
)
from db.records import Filter
from db.store import Store
from tests.store_desk import article, finding, keep


def test_a_database_that_must_exist(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError, match="copydesk import"):
        Store.open(str(tmp_path / "none.db"), must_exist=True)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear editor,\n" * 400)
    with pytest.raises(NotADatabaseError, match=r"letter\.db"):
        Store.open(str(path))


@pytest.mark.parametrize(
    "name", ["letter.txt/desk.db", ".", "nonsense://x", "http://[", "mysql://x/y"]
)
def test_where_no_database_can_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.txt").write_text("Dear editor")
    with pytest.raises(NotADatabaseError):
        Store.open(name if "://" in name else str(tmp_path / name))


def test_a_password_is_not_shown() -> None:
    assert shown("postgresql://ann:secret@host/desk") == "postgresql://ann:***@host/desk"
    with pytest.raises(NotADatabaseError) as said:
        Store.open("nonsense://ann:secret@host/desk")
    assert "secret" not in str(said.value)


def test_a_full_disk_is_an_error_that_says_so(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "desk.db")) as store:
        _fill(store)


def _fill(store: Store) -> None:
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


def test_a_newer_schema_is_refused(store: Store, database: str) -> None:
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabaseError, match="9999"):
        Store.open(database)


def test_the_migrations_make_the_tables_of_the_models(database: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    import db.clue_tables
    import db.crawl_tables  # noqa: F401  # their tables are part of the schema
    from db.models import Base

    made = engine(database)
    assert schema.upgrade(made) is None
    with made.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    made.dispose()


def test_the_newest_script_bears_the_name_of_its_revision(database: str) -> None:
    """By that name alone it is seen whether a database is up to date."""
    folder = Path(schema.__file__).parent / "migrations" / "versions"
    newest = import_module(f"db.migrations.versions.{max(folder.glob('*.py')).stem}")
    made = engine(database)
    assert schema.upgrade(made) is None
    assert schema.revisions(made) == (newest.revision,) == (newest.__name__.split(".r")[1][:4],)
    made.dispose()


def test_a_database_that_is_up_to_date_is_opened_without_alembic(
    store: Store, database: str
) -> None:
    code = f"import sys; from db.store import Store; Store.open({database!r}).close()"
    code += "; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


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
from tests.store_desk import article, finding, keep
from db.store import Store
path, name = sys.argv[1:]
with Store.open(path) as store:
    for number in range(40):
        both = article(f"both{number}", "the Latgin corridor")
        pages = [article(f"{name}{number}", "text"), both]
        keep(store, pages, finding(both, "Latgin"), finding(both, "corridor"))
        keep(store, [article(f"fight{number % 3}", f"{name} {number}")])
"""


def test_two_processes_write_at_once(database: str) -> None:
    """Both make the database, both store their own articles and fight over others."""
    root = Path(__file__).parent.parent
    both = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, database, name], cwd=root, stderr=subprocess.PIPE
        )
        for name in ("left", "right")
    ]
    errors = [one.communicate(timeout=120)[1].decode() for one in both]
    assert errors == ["", ""]
    with Store.open(database) as store:
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


def test_a_reviewer_decides_while_a_run_writes(store: Store, database: str) -> None:
    """Read, then write, beside a bulk writer: no decision fails, none is lost."""
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", REVIEWER, database, "60"]
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


@pytest.mark.parametrize("module", [clue_codec, columns, connect, decision_lines, verdicts])
def test_the_examples_in_the_docstrings(module: ModuleType) -> None:
    assert doctest.testmod(module).attempted > 0 == doctest.testmod(module).failed


def test_the_driver_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NotADatabaseError, match=r'pip install "psycopg\[binary\]"'):
        Store.open("postgresql+psycopg://ann@127.0.0.1/desk")


def _filled(path: Path) -> bytes:
    with Store.open(str(path)) as store:
        keep(store, [article("a", "text " * 9000)])
    return path.read_bytes()


@pytest.mark.parametrize("share", [0.2, 0.6])
def test_a_file_that_was_cut_short(tmp_path: Path, share: float) -> None:
    path = tmp_path / "desk.db"
    whole = _filled(path)
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(DamagedDatabaseError, match="backup"):
        Store.open(str(path))


def test_a_file_whose_pages_are_noise(tmp_path: Path) -> None:
    path, chance = tmp_path / "desk.db", Random(3)
    noise = bytearray(_filled(path))
    for _ in range(9000):
        noise[chance.randrange(4000, len(noise))] = chance.randrange(256)
    path.write_bytes(noise)
    with pytest.raises(DamagedDatabaseError):
        Store.open(str(path))


def test_a_row_that_is_noise(store: Store) -> None:
    keep(store, [article("a", "text")])
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE article_version SET blocks = '[{'")
    with pytest.raises(DatabaseFailedError, match="db check"):
        list(store.articles())


def test_a_database_of_something_else(database: str) -> None:
    made = engine(database)
    with made.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE article (title TEXT)")
    for _ in "ab":
        with pytest.raises(ForeignDatabaseError, match="something else"):
            Store.open(database)
    with made.connect() as connection:
        assert inspect(connection).get_table_names() == ["article"]
    made.dispose()


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///file:desk.db?mode=ro&uri=true", "desk.db"),
        ("sqlite:///file:/srv/a%2520b.db?uri=true", "/srv/a b.db"),
        ("sqlite:///file:///srv/desk.db?uri=true", "/srv/desk.db"),
        ("sqlite:///file:desk.db", "file:desk.db"),  # a name like any other, if odd
        ("sqlite:///file::memory:?cache=shared&uri=true", None),
        ("sqlite:///file:desk?mode=memory&uri=true", None),
        ("sqlite:///:memory:", None),
    ],
)
def test_the_file_of_an_address(url: str, path: str | None) -> None:
    assert connect.file_of(url) == (Path(path) if path else None)


def test_a_file_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "desk.db"
    _filled(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with pytest.raises(ReadOnlyDatabaseError, match="copy it"):
        Store.open(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert not Path("file:").exists()


def test_who_waits_too_long_is_told_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0)
    path = str(tmp_path / "desk.db")
    with (
        Store.open(path) as store,
        Store.open(path) as other,
        other.write(),
        pytest.raises(DatabaseFailedError, match="try again"),
    ):
        store.begin_run("import")


def test_a_backup_that_cannot_be_made(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "desk.db")) as store:
        with pytest.raises(BackupFailedError, match="nothing was changed"):
            store.backup(tmp_path / "nowhere" / "desk.db")
        store.backup(tmp_path / "copy.db")
    with Store.open(str(tmp_path / "copy.db"), must_exist=True) as copy:
        assert copy.problems() == []


@pytest.mark.parametrize("raw", [b"\x78broken", b"[1", b"7", b"[" * 20_000, b"\xff\xfe"])
@pytest.mark.parametrize(
    "unpack", [unpack_ref, lambda raw: unpack_fact(raw, b"", Ref("k", "i")), unpack_finding]
)
def test_a_note_that_cannot_be_read_is_damage(
    raw: bytes, unpack: Callable[[bytes], object]
) -> None:
    with pytest.raises(DatabaseFailedError, match="cannot be read"):
        unpack(raw)
