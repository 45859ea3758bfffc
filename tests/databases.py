"""The databases that the store is tested with: SQLite, and PostgreSQL where it can be had.

`make postgres` installs a server where it may. COPYDESK_TEST_POSTGRES names one that runs already:
its user must be allowed to create databases. Otherwise one is started for the tests and stopped.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

from db.store import Store
from tools.postgres import ADDRESS, NoServerError, server

NewDatabase = Callable[[], str]  # the address of another empty database


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server."""
    pytest.importorskip("psycopg", reason="PostgreSQL is not tested: pip install 'psycopg[binary]'")
    if given := os.environ.get(ADDRESS):
        yield given
        return
    try:
        running = server()
        url = running.__enter__()
    except NoServerError as error:
        pytest.skip(f"PostgreSQL is not tested: {error}; `make postgres` tries to")
    yield url
    running.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewDatabase]:
    """Addresses of empty databases, of either kind in turn."""
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"{uuid4().hex[:8]}.db")
        return
    url: str = request.getfixturevalue("postgres")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def create() -> str:
        name = f"desk_{uuid4().hex[:12]}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        made.append(name)
        return make_url(url).set(database=name).render_as_string(hide_password=False)

    yield create
    with admin.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def database(new_database: NewDatabase) -> str:
    """The address of an empty database."""
    return new_database()


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An open, empty store."""
    with Store.open(database) as opened:
        yield opened
