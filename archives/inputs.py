"""Which files are read: paths, folders, globs, `-`, a list in a file; sorted, each once."""

import fnmatch
import glob  # pathlib has no has_magic, and no ** without a root
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from archives.reading import MissingInputError, Reading

STDIN = "-"


def expand(paths: Sequence[str], options: Reading) -> Iterator[tuple[str, bool]]:
    """Every file to read, in the order of the paths, folders sorted; and whether it was named.

    A path that does not exist is an error before anything is read.
    """
    wanted = [*paths, *_listed(options.files_from)]
    return _each_once([root for path in wanted for root in _roots(path)], options.exclude)


def _each_once(roots: Sequence[str], exclude: Sequence[str]) -> Iterator[tuple[str, bool]]:
    seen: set[str] = set()
    for root in roots:
        named = root == STDIN or not Path(root).is_dir()
        for path in [root] if named else _files(root):
            if path not in seen and not excluded(path, exclude):
                seen.add(path)
                yield path, named


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


def _files(folder: str) -> Iterator[str]:
    """Files below a folder in one order on every machine; hidden ones and their like left out."""
    for where, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = str(Path(where) / name)
            if not name.startswith(".") and Path(path).is_file():
                yield path


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
