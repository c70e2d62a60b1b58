"""What can be wrong with a database, as sentences that say what to do. `key` names the runner's words for it."""

from __future__ import annotations


class StorageError(Exception):
    key = "engine.storage"


class Passes(StorageError):
    """What somebody else can put an end to while the coach waits. `still`: the same where the wait was in vain;
    `ended`: where nobody waits, because the command has ended.
    """

    still: type[StorageError]

    def __init__(self, says: str) -> None:
        self.ended = f"{says}, then try again."
        super().__init__(f"{says} and it goes on by itself.")


class Locked(Passes):
    key = "engine.storage_locked"

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The database {where} is locked by another program. Nothing was lost; close what else has it open"
            " (another Sinew, a database browser, a backup)"
        )


class ReadOnly(StorageError):
    key = "engine.storage_readonly"

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The database {where} cannot be written to: it or its folder is read-only."
            " Give Sinew's user the right to write there, or point SINEW_DATABASE elsewhere."
        )


class DiskFull(Passes):
    key = "engine.storage_full"

    def __init__(self, where: str) -> None:
        super().__init__(f"The disk that holds the database {where} is full. Nothing was lost; make room")


class StillLocked(StorageError):
    def __init__(self, where: str, seconds: float) -> None:
        super().__init__(
            f"The database {where} has been locked by another program for {seconds / 60:.0f} minutes. Nothing was lost;"
            " close what else has it open (another Sinew, a database browser, a backup), then start again."
        )


class StillFull(StorageError):
    def __init__(self, where: str, seconds: float) -> None:
        super().__init__(
            f"The disk that holds the database {where} has been full for {seconds / 60:.0f} minutes. Nothing was lost;"
            " make room, then start again."
        )


Locked.still, DiskFull.still = StillLocked, StillFull


class Unreadable(StorageError):
    def __init__(self, where: str, why: str) -> None:
        self.why = why
        super().__init__(
            f"The database {where} cannot be read ({why})."
            " If the file is damaged, `sinew restore` brings a backup back."
        )


class Replaced(StorageError):
    def __init__(self, where: str, then: str = "Nothing more is written") -> None:
        super().__init__(
            f"The file of the database {where} was taken away, or another put in its place, while Sinew was at work on"
            f" it. {then}."
        )


class NoPlace(StorageError):
    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"There can be no database {where} ({why}). Name a file in SINEW_DATABASE, or a folder in SINEW_DATA."
        )


class NoBackup(StorageError):
    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where} cannot be restored ({why}). Nothing was changed.")


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


class NoDriver(StorageError):
    def __init__(self, package: str) -> None:
        super().__init__(
            f"SINEW_DATABASE names a PostgreSQL, which needs the packages of requirements-fleet.txt ({package} is"
            " missing). Install them, or name a file."
        )


class NotUnicode(StorageError):
    def __init__(self, where: str, encoding: str) -> None:
        super().__init__(
            f"The database {where} has the encoding {encoding}; it must be UTF8."
            " Create one with ENCODING 'UTF8' TEMPLATE template0, and name it in SINEW_DATABASE."
        )


class Conflict(Exception):
    """Somebody else wrote to the same runner's rows in between: load and decide again."""
