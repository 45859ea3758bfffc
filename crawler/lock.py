"""One crawl of a site at a time. The lock dies with its process, so none is ever stale."""

import fcntl
import hashlib
import os
import re
import tempfile
import time
from pathlib import Path
from typing import IO, Self

from articles.errors import CopydeskError
from db.connect import file_of

ALREADY_RUNNING = 75


class AlreadyRunningError(CopydeskError):
    """Another crawl of the site holds the lock."""

    exit_code = ALREADY_RUNNING

    def __init__(self, site: str, holder: str) -> None:
        super().__init__(
            f"another crawl of {site} is running ({holder or 'unknown process'}); "
            "--if-running wait or skip says what to do instead"
        )
        self.site = site


class NoLockError(CopydeskError):
    """Nobody may write where the lock would lie."""


def lock_folder(db: str) -> Path:
    """Where the locks of a database lie: beside its file, or in the machine's own place."""
    file = file_of(db)
    if file is not None:
        return file.resolve().parent / "locks"
    name = hashlib.blake2b(db.encode(), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"copydesk-locks-{name}"


class SiteLocks:
    """The locks of the sites that a command crawls; released together."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: list[IO[str]] = []

    def take(self, site: str, wait: float = 0.0) -> None:
        """Take the lock of a site, waiting at most so many seconds for it."""
        name = re.sub(r"[^A-Za-z0-9._-]", "_", site)[:100]
        digest = hashlib.blake2b(site.encode(), digest_size=4).hexdigest()
        file = self._opened(f"{name}-{digest}.lock")
        until = time.monotonic() + wait
        while not _locked(file):
            if time.monotonic() >= until:
                file.seek(0)
                holder = file.read(100).strip()
                file.close()
                raise AlreadyRunningError(site, holder)
            time.sleep(0.2)
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}\n")
        file.flush()
        self._held.append(file)

    def _opened(self, name: str) -> IO[str]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return (self.folder / name).open("a+", encoding="utf-8")
        except PermissionError as error:
            raise NoLockError(
                f"cannot make a lock in {self.folder}: {error.strerror}; a crawl writes to the "
                "database and beside it"
            ) from None

    def release(self) -> None:
        """Let the next one in."""
        while self._held:
            self._held.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.release()


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
