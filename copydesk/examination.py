"""The looks that `copydesk doctor` takes. Nothing is built, created or changed by looking."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from articles.errors import CopydeskError
from copydesk.config import Config, load

if TYPE_CHECKING:
    from packaging.requirements import Requirement

OLDEST = (3, 11)


@dataclass(frozen=True, slots=True)
class Look:
    """What was looked at, what was seen, and whether something must be done."""

    what: str
    text: str
    wrong: bool = False


def examine(args: Namespace) -> Iterator[Look]:
    """All looks, in the order in which one would mend things."""
    yield _python()
    yield from _libraries()
    yield _rules()
    try:
        config = load(args.config)
    except CopydeskError as error:
        yield Look("settings", str(error), wrong=True)
        return
    yield Look("settings", config.source or "none found: defaults (copydesk init writes one)")
    yield from _files(config)
    yield _lexicon()
    yield _database(args, config)


def _python() -> Look:
    have = ".".join(str(part) for part in sys.version_info[:3])
    return Look("python", f"{have} at {sys.executable}", wrong=sys.version_info < OLDEST)


def _libraries() -> Iterator[Look]:
    """Every requirement that the package states, extras apart."""
    try:
        stated = metadata.requires("copydesk") or []
    except metadata.PackageNotFoundError:
        yield Look("copydesk", "not installed: pip install -e .", wrong=True)
        return
    yield Look("copydesk", metadata.version("copydesk"))
    from packaging.requirements import Requirement

    needed = [Requirement(line) for line in stated]
    bad = [_lack(each) for each in needed if not each.marker and _lack(each)]
    for lack in bad:
        yield Look("library", f"{lack}: pip install copydesk", wrong=True)
    if not bad:
        yield Look("libraries", f"{sum(not each.marker for each in needed)} installed")
    for extra in sorted({_extra(each) for each in needed if each.marker} - {"dev", ""}):
        lacks = [_lack(each) for each in needed if _extra(each) == extra and _lack(each)]
        text = f"not installed (pip install copydesk[{extra}])" if lacks else "installed"
        yield Look(f"extra {extra}", text)


def _extra(requirement: "Requirement") -> str:
    words = str(requirement.marker or "").replace("'", '"').split('"')
    return words[1] if len(words) > 1 and "extra" in words[0] else ""


def _lack(requirement: "Requirement") -> str:
    """What is wrong with this library, or nothing."""
    try:
        have = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return f"{requirement.name} is missing"
    if not requirement.specifier.contains(have, prereleases=True):
        return f"{requirement.name} is {have}, wanted {requirement.specifier}"
    return ""


def _rules() -> Look:
    from checks.registry import all_rules

    rules = all_rules()
    families = sorted({rule.code[:3] for rule in rules})
    return Look("rules", f"{len(rules)} in {', '.join(families)}", wrong=not rules)


def _files(config: Config) -> Iterator[Look]:
    for what, path in (("baseline", config.baseline), ("decisions", config.decisions)):
        if path:
            there = Path(path).is_file()
            yield Look(what, path if there else f"{path} does not exist", wrong=not there)


def _lexicon() -> Look:
    from checks.knowledge import default_cache_dir

    built = sorted(default_cache_dir().rglob("*"))
    if not built:
        return Look("names lexicon", "not built yet: the first check with SPL rules builds it")
    size = sum(path.stat().st_size for path in built if path.is_file())
    return Look("names lexicon", f"{size / 1e6:.0f} MB in {default_cache_dir()}")


def _database(args: Namespace, config: Config) -> Look:
    from copydesk.database import open_store

    url = args.db or config.db.url
    if "://" not in url or url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        if not path.exists():
            return Look("database", f"{path} does not exist yet: copydesk import or crawl makes it")
    try:
        with open_store(args, config, must_exist=True) as store:
            return Look("database", f"{_hidden(url)}: {len(store.runs()):,} runs")
    except Exception as error:  # whatever a driver raises is what the user wants to know
        return Look("database", f"{_hidden(url)}: {type(error).__name__}: {error}", wrong=True)


def _hidden(url: str) -> str:
    """The address without its password."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://***@{tail}" if at else url
