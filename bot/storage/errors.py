"""What can be wrong with a database, as sentences that say what to do. `key` names the runner's words for it."""

from __future__ import annotations

from collections.abc import Sequence


class StorageError(Exception):
    key = "engine.storage"


class Locked(StorageError):
    key = "engine.storage_locked"

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The database {where} is locked by another program. Nothing was lost; close what else has it open"
            " (another Sinew, a database browser, a backup) and it goes on by itself."
        )


class ReadOnly(StorageError):
    key = "engine.storage_readonly"

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The database {where} cannot be written to: it or its folder is read-only."
            " Give Sinew's user the right to write there, or point SINEW_DATABASE elsewhere."
        )


class DiskFull(StorageError):
    key = "engine.storage_full"

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The disk that holds the database {where} is full. Nothing was lost; make room and it goes on by itself."
        )


class Unreadable(StorageError):
    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"The database {where} cannot be read ({why})."
            " If the file is damaged, `sinew restore` brings a backup back."
        )


class Absent(StorageError):
    def __init__(self, where: str) -> None:
        super().__init__(
            f"There is no database at {where} yet: `sinew run`, `sinew chat` or `sinew migrate` makes one."
            " If there should be one, look at SINEW_DATABASE and SINEW_DATA."
        )


class BadBackup(StorageError):
    """`others` are backups that could be taken instead."""

    def __init__(self, path: str, why: str, others: Sequence[str] = ()) -> None:
        instead = f" There are: {', '.join(others)}." if others else ""
        super().__init__(f"{path} is no backup that could be restored ({why}). Nothing was changed.{instead}")


class NewerVersion(StorageError):
    def __init__(self, where: str, revision: str) -> None:
        super().__init__(
            f"The database {where} was written by a newer version of Sinew (its layout is {revision!r})."
            " Nothing was changed. Update Sinew, or name another database in SINEW_DATABASE."
        )


class Behind(StorageError):
    def __init__(self, where: str) -> None:
        super().__init__(f"The database {where} has an older layout. Run `sinew migrate` first.")


class Taken(StorageError):
    def __init__(self, where: str) -> None:
        super().__init__(
            f"Another Sinew is at work on the database {where}. Only one may be: stop it first, or name another"
            " database in SINEW_DATABASE."
        )


class Conflict(Exception):
    """Somebody else wrote to the same runner's rows in between: load again and decide anew."""
