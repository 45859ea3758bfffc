"""What stops a round of checks loses nothing: the next round makes up for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db import clues, judged, settling
from db.store import Store
from tests.test_store_day_by_day import check, keep, standing
from tests.varied_archive import made


class KilledError(Exception):
    """The process is gone."""


def _dies(times: int, work: Callable[..., object]) -> Callable[..., object]:
    """The same work, until it has been done so many times."""
    left = [times]

    def instead(*args: object, **more: object) -> object:
        if not left[0]:
            raise KilledError
        left[0] -= 1
        return work(*args, **more)

    return instead


@pytest.mark.parametrize("times", [0, 1, 3])
@pytest.mark.parametrize(
    ("module", "name"),
    [(clues, "replace"), (clues, "settled"), (judged, "replace"), (settling, "_note")],
)
def test_a_kill_between_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, times: int
) -> None:
    articles = [made(number, 0) for number in range(12)]
    with Store.open(str(tmp_path / "a.db")) as store, Store.open(str(tmp_path / "b.db")) as other:
        keep(other, articles)
        check(other)
        keep(store, articles[:6])
        check(store)
        keep(store, articles[6:])
        with monkeypatch.context() as patched:
            patched.setattr(module, name, _dies(times, getattr(module, name)))
            try:
                check(store)
            except KilledError:
                assert store.unfinished()
        check(store)
        assert not store.unfinished()
        assert standing(store) == standing(other)
