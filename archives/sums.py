"""Lists of checksums beside an archive: SHA256SUMS, `a.warc.gz.md5`, manifests of BagIt."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_KINDS = r"(?:md5|sha-?(?:1|224|256|384|512))"
_NAME = re.compile(
    rf"{_KINDS}(?:sums?)?(?:\.txt)?"
    rf"|(?:checksums?|manifest|[\w.-]+)[.-]{_KINDS}(?:sums?)?(?:\.txt)?"
    r"|checksums?(?:\.txt)?",
    re.I,
)
_GNU = re.compile(r"([0-9a-fA-F]{32,128})[ \t]+\*?(\S.*)")
_BSD = re.compile(r"[A-Z0-9-]{3,8} ?\((.+)\) ?= ?([0-9a-fA-F]{32,128})")
#: Alone in the list of one file, whose name is the list's own without its suffix.
_SUFFIX = re.compile(rf"\.{_KINDS}(?:sum)?(?:\.txt)?\Z", re.I)
_BARE = re.compile(r"([0-9a-fA-F]{32,128})")
_ALGORITHMS = {32: "md5", 40: "sha1", 56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that a list names, its checksum in base 16, and its size in bytes, -1 for unknown."""

    path: str
    sum: str = ""
    size: int = -1


def is_list(name: str) -> bool:
    """Whether a file bears the name of a list of checksums."""
    return _NAME.fullmatch(name) is not None


def listed(text: str, name: str) -> Iterator[Listed | int]:
    """What the list named `name` states, line by line; the number of a line that states nothing.
    Of a text that is no such list, nothing but numbers."""
    lines = [line.strip().lstrip("\ufeff") for line in text.splitlines()]
    if len(lines) == 1 and _BARE.fullmatch(lines[0]):
        path = _SUFFIX.sub("", name)
        yield Listed(path, "" if path == name else lines[0].lower())
        return
    for number, line in enumerate(lines, 1):
        if line and not line.startswith((";", "#")):
            found = _line(line)
            # `sha256sum * > SHA256SUMS` lists the list, too, as it was: empty.
            yield number if not found else Listed(name) if found.path == name else found


def differs(file: Path, entry: Listed) -> str:
    """How a file is not as listed, "" if it is."""
    size = file.stat().st_size
    if 0 <= entry.size != size:
        return f"{size:,} bytes, where {entry.size:,} are listed"
    if entry.sum and _sum(file, entry.sum) != entry.sum:
        return "its checksum is not the one listed"
    return ""


def _line(line: str) -> Listed | None:
    if found := _BSD.fullmatch(line):
        path, value = found[1], found[2]
    elif found := _GNU.fullmatch(line):
        path, value = found[2], found[1]
    else:
        return None
    if len(value) not in _ALGORITHMS:
        return None
    return Listed(within(path.removeprefix("./")), value.lower())


def within(path: str) -> str:
    """A path below the list's folder: of any other its last part, as no list may lead elsewhere."""
    parts = PurePosixPath(path)
    return parts.name if parts.is_absolute() or ".." in parts.parts else path


def _sum(file: Path, stated: str) -> str:
    state = hashlib.new(_ALGORITHMS[len(stated)], usedforsecurity=False)
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            state.update(piece)
    return state.hexdigest()
