"""Which files are read: paths, folders, globs, `-`, a list in a file; sorted, each once."""

import fnmatch
import glob  # pathlib has no has_magic, and no ** without a root
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from archives.company import is_archive, is_litter, is_page
from archives.reading import MissingInputError, Reading, Tally

STDIN = "-"


class Standing(StrEnum):
    """How a file came to be read: the user named it, or it lies in a folder, with pages or
    archives or without."""

    NAMED = "named"
    FOUND = "found"
    BESIDE_PAGES = "beside pages"
    BESIDE_ARCHIVES = "beside archives"


def expand(
    paths: Sequence[str], options: Reading, tally: Tally | None = None
) -> Iterator[tuple[str, Standing]]:
    """Every file to read, in the order of the paths, folders sorted; and how it came to be read.

    A file that is met under two names is read under the first, and named if either is. What lies in
    a folder and is not read is counted in the tally. A path that does not exist is an error before
    anything is read.
    """
    wanted = [*paths, *_listed(options.files_from)]
    roots = [root for path in wanted for root in _roots(path)]
    return _each_once(roots, options.exclude, tally or Tally())


def _each_once(
    roots: Sequence[str], exclude: Sequence[str], tally: Tally
) -> Iterator[tuple[str, Standing]]:
    seen: set[str] = set()
    chosen = {_real(root) for root in roots if not Path(root).is_dir()}
    for root in roots:
        named = root == STDIN or not Path(root).is_dir()
        if not named and _real(root) in seen:
            continue
        seen.update(() if named else [_real(root)])
        standing = Standing.NAMED if named else _standing(root, exclude)
        for path, real in [(root, _real(root))] if named else _files(root, exclude, tally):
            if real not in seen and not excluded(path, exclude):
                seen.add(real)
                yield path, Standing.NAMED if real in chosen else standing


def _standing(folder: str, exclude: Sequence[str]) -> Standing:
    """What files in a folder are: pages and archives are known by name, before one is read."""
    standing = Standing.FOUND
    for path, _ in _files(folder, exclude, Tally()):
        if not excluded(path, exclude):
            if is_page(path):
                return Standing.BESIDE_PAGES
            if is_archive(path):
                standing = Standing.BESIDE_ARCHIVES
    return standing


def _listed(source: str) -> list[str]:
    """One path a line; `-` reads the list from stdin."""
    if not source:
        return []
    try:
        text = sys.stdin.read() if source == STDIN else Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingInputError(source, _why(error)) from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def _roots(path: str) -> list[str]:
    if path == STDIN or os.path.lexists(path):
        if path != STDIN and not Path(path).exists():
            raise MissingInputError(path, "a link that leads nowhere")
        return [path]
    found = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
    if not found:
        why = "no file matches" if glob.has_magic(path) else "no such file or folder"
        raise MissingInputError(path, why)
    return found


def _files(folder: str, exclude: Sequence[str], tally: Tally) -> Iterator[tuple[str, str]]:
    """Files below a folder in one order on every machine, each with its real path; hidden ones and
    their like left out. A link that leads nowhere is a file that cannot be read."""
    for where, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (path := Path(where) / name).is_symlink() and not excluded(str(path), exclude):
                tally.aside["linked folders"] += 1
        real = os.path.realpath(where)
        for name in sorted(name for name in names if not is_litter(name)):
            path = Path(where) / name
            linked = path.is_symlink()
            if path.is_file() or (linked and not path.exists()):
                yield str(path), _real(str(path)) if linked else f"{real}{os.sep}{name}"
            elif not excluded(str(path), exclude):
                tally.aside["pipes and devices"] += 1


def _real(path: str) -> str:
    return path if path == STDIN else os.path.realpath(path)


def _refuse(error: OSError) -> None:
    raise MissingInputError(str(error.filename), _why(error))


def excluded(path: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern fits the path, its name, or a folder that it lies in."""
    parts = Path(path).parts
    return any(
        fnmatch.fnmatchcase(path, pattern)
        or any(fnmatch.fnmatchcase(part, pattern.rstrip("/")) for part in parts)
        for pattern in patterns
    )


def _why(error: Exception) -> str:
    return (error.strerror or "cannot be read") if isinstance(error, OSError) else "not UTF-8"
