"""What can be wrong with a database that its user can mend."""

from articles.errors import CopydeskError


class NoDatabaseError(CopydeskError):
    """There is no database where one was expected."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"there is no database at {path}: make one with `copydesk import PATH...` or "
            "`copydesk crawl`, or name another with --db"
        )


class NotADatabaseError(CopydeskError):
    """The file is something else, or cannot be opened."""


class DamagedDatabaseError(NotADatabaseError):
    """The file was a database once."""

    def __init__(self, path: object, what: object) -> None:
        super().__init__(
            f"{path} is damaged or cut short ({what}): put a backup in its place; "
            "`copydesk db backup` makes them, and so does every upgrade"
        )


class ForeignDatabaseError(NotADatabaseError):
    """There are tables already, and nothing says that they are ours."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path} is a database of something else (its tables bear no schema version of "
            "copydesk's): name another with --db"
        )


class ReadOnlyDatabaseError(NotADatabaseError):
    """Nobody may write where it lies, and this command writes, or somebody else does just now."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"cannot open {path}: it or its folder may not be written to, and this needs that: "
            "copy it elsewhere, its -wal file too if there is one, and name the copy with --db"
        )


class NewerDatabaseError(CopydeskError):
    """The database was written by a newer copydesk."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"the database has schema {revision}, which this copydesk does not know: "
            "install the newer copydesk that wrote it, or restore a backup"
        )


class DatabaseFailedError(CopydeskError):
    """The database could not go on: the disk is full, the file damaged, the lock held too long."""

    exit_code = 3

    def __init__(self, what: object) -> None:
        advice = "`copydesk db check` looks for damage"
        if "full" in str(what):
            advice = "make room on the disk, then try again"
        elif "locked" in str(what):
            advice = "somebody else has been writing all the time: try again"
        super().__init__(f"the database gave up: {what} (what was stored before is kept; {advice})")


class NoRoomError(DatabaseFailedError):
    """There is no room for the files that SQLite makes before it begins."""


class BackupFailedError(CopydeskError):
    """There is no copy: nothing else was changed."""

    exit_code = 3

    def __init__(self, target: object, what: object) -> None:
        super().__init__(f"cannot make the backup {target}: {what}; nothing was changed")


class NoSuchKeyError(CopydeskError):
    """No finding or group bears that name."""


class BadDecisionError(CopydeskError):
    """A decision that cannot be recorded as it stands."""
