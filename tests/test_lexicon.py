"""The names lexicon: opened fast, small, and built once though many ask."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checks import lexicon_build
from checks.knowledge import default_cache_dir, load
from checks.lexicon import Lexicon, folder_in


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load().lexicon


def test_words_are_known_in_the_languages_that_use_them(lexicon: Lexicon) -> None:
    assert lexicon.best("government") > 4
    assert lexicon.zipf("regierung", "de") > 4 > lexicon.zipf("regierung", "en")
    assert lexicon.best("velterbrook") == 0
    assert lexicon.by_language("velterbrook") == {}


def test_places_know_their_country_and_their_names(lexicon: Lexicon) -> None:
    town = max(lexicon.towns("munich"), key=lexicon.people)
    assert lexicon.country(town) == "DE"
    assert lexicon.people(town) > 1_000_000
    assert "munchen" in {plain for plain, _ in lexicon.names(town)}
    assert town in lexicon.towns_of("DE", 1_000_000)
    assert lexicon.towns_of("XX", 1) == ()
    assert not lexicon.is_place("velterbrook")


def test_countries_have_names_in_all_languages(lexicon: Lexicon) -> None:
    assert lexicon.territories("pl")[0]["gruzja"] == "GE"
    assert lexicon.territories("en")[0]["bosnia"] == "BA"
    assert lexicon.territories("en")[1]["georgian"] == "GE"
    assert lexicon.territories("xx") == ({}, {})


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by Linux only")
def test_it_opens_within_the_budget() -> None:
    """In a new process: under 100 ms of CPU time, and under 150 MB resident after questions."""
    folder = folder_in(default_cache_dir())
    load()
    script = f"""
import time
from pathlib import Path
from checks.lexicon import Lexicon
start = time.process_time()
lexicon = Lexicon(Path({str(folder)!r}))
spent = time.process_time() - start
for word in ("munich", "regierung", "velterbrook"):
    lexicon.by_language(word), lexicon.towns(word)
status = Path("/proc/self/status").read_text().split()
print(spent, status[status.index("VmHWM:") + 1])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    spent, resident = map(float, done.stdout.split())
    assert spent < 0.1
    assert resident / 1024 < 150


def test_two_builders_make_one_lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def words(work: Path, progress: object) -> None:
        made.append(work)
        (work / "words").write_text("all")

    monkeypatch.setattr(lexicon_build, "_words", words)
    monkeypatch.setattr(lexicon_build, "_places", lambda work, progress: None)
    monkeypatch.setattr(lexicon_build, "_territories", lambda work: None)
    folder = tmp_path / "cache" / "names-1"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: lexicon_build.build(folder, lambda what, share: None), range(4)))
    assert (folder / "words").read_text() == "all"
    assert len(made) == 1
    assert not list(folder.parent.glob("*.part"))


def test_a_failed_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(work: Path, progress: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(lexicon_build, "_words", broken)
    folder = tmp_path / "cache" / "names-1"
    with pytest.raises(OSError, match="disk full"):
        lexicon_build.build(folder, lambda what, share: None)
    assert not folder.exists()
    assert not list(folder.parent.glob("*.part"))
