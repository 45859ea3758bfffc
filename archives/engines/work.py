"""The work folder of a long run: what is finished stays finished, whoever pulls the plug.

A file is written beside its place and renamed when it is whole; a manifest, written last, says that
a part is done, with the checksums of its files and its own. One run at a time holds the folder.
"""

import errno
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zlib import crc32

from articles.errors import CopydeskError

#: The file that says that a folder is ours, and the one that is locked.
_MARK, _LOCK = "copydesk-work", "lock"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class WorkFolderError(CopydeskError):
    """The work folder cannot be used."""


class WorkFolderTakenError(CopydeskError):
    """Another run holds the work folder."""

    exit_code = 75

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(f"another run works in {folder} ({holder or 'unknown process'})")


class FullDiskError(CopydeskError):
    """There is no room for what has to be kept on the way. It comes from workers, whole."""

    exit_code = 3

    @classmethod
    def of(cls, folder: Path, why: str) -> "FullDiskError":
        """What was refused where."""
        return cls(
            f"cannot write in {folder}: {why}; make room, or give another --work-dir; what is "
            "finished there is not done again"
        )


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """Where the parts of a run lie. A plain value: processes share it by its path."""

    path: Path

    def file(self, name: str) -> Path:
        """The place of a finished file."""
        return self.path / name

    @contextmanager
    def draft(self, name: str) -> Iterator[Path]:
        """Write to this path; it takes its name when the block ends well."""
        place = self.path / f"{name}.{os.getpid()}.part"
        try:
            yield place
            place.replace(self.path / name)
        except OSError as error:
            raise self.refused(error) from error
        finally:
            place.unlink(missing_ok=True)

    def finish(self, name: str, files: Iterable[str], told: dict[str, Any]) -> dict[str, Any]:
        """Say that a part is done: its files, their checksums, and what there is to tell of it."""
        manifest = {**told, "files": {file: _sum(self.file(file)) for file in files}}
        text = json.dumps(manifest)
        with self.draft(f"{name}.json") as place:
            place.write_text(f"{text}\n{crc32(text.encode())}", encoding="utf-8")
        return manifest

    def finished(self, name: str) -> dict[str, Any] | None:
        """What was told of a finished part; None where it is not whole."""
        try:
            text, _, stated = self.file(f"{name}.json").read_text("utf-8").partition("\n")
            told = json.loads(text)
            whole = int(stated) == crc32(text.encode()) and all(
                _sum(self.file(file)) == sum_ for file, sum_ in told["files"].items()
            )
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return None
        return told if whole else None

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove the files of parts that are none of these, and unfinished ones."""
        kept = set(names)
        for file in self.path.iterdir():
            stale = file.suffix == ".part" or file.name.partition(".")[0] not in kept
            if stale and file.name not in (_MARK, _LOCK):
                file.unlink() if not file.is_dir() else shutil.rmtree(file)

    def refused(self, error: OSError) -> Exception:
        """What to raise where the disk refuses: one clear line, if the disk is full."""
        if error.errno in _FULL:
            return FullDiskError.of(self.path, error.strerror or "full")
        return error


def _sum(file: Path) -> int:
    """A checksum against a disk that errs, not against a person."""
    found = 0
    with file.open("rb") as content:
        while piece := content.read(1 << 20):
            found = crc32(piece, found)
    return found


@contextmanager
def work_folder(path: str, *, afresh: bool = False) -> Iterator[WorkFolder]:
    """A work folder that this run alone holds; a temporary one, where none is named, is removed.

    `afresh` forgets what an earlier run finished.
    """
    if not path:
        with tempfile.TemporaryDirectory(prefix="copydesk-") as made:
            yield WorkFolder(Path(made))
        return
    folder = _opened(Path(path))
    with _lock(folder):
        work = WorkFolder(folder)
        if afresh:
            work.keep_only(())
        yield work


def _opened(folder: Path) -> Path:
    """The folder, made where it is missing. What is not ours is never touched."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / _MARK).exists():
            if any(folder.iterdir()):
                raise WorkFolderError(
                    f"{folder} holds other files: --work-dir wants an empty or a new folder"
                )
            (folder / _MARK).touch()
    except OSError as error:
        raise WorkFolderError(f"--work-dir {folder}: {error.strerror}") from None
    return folder


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """The lock dies with this process; children do not inherit it."""
    try:
        file = (folder / _LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise WorkFolderError(f"--work-dir {folder}: {error.strerror}") from None
    with file:
        _take(file, folder)
        yield


def _take(file: IO[str], folder: Path) -> None:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.seek(0)
        raise WorkFolderTakenError(folder, file.read(100).strip()) from None
    file.seek(0)
    file.truncate()
    file.write(f"process {os.getpid()}\n")
    file.flush()
