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
        super().__init__(
            f"the database gave up: {what} (what was stored before is kept; "
            "`copydesk db check` looks for damage)"
        )


class NoSuchKeyError(CopydeskError):
    """No finding or group bears that name."""


class BadDecisionError(CopydeskError):
    """A decision that cannot be recorded as it stands."""
