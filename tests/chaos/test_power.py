"""What was said to a runner is on the disk, whenever the power goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos import power

pytestmark = pytest.mark.skipif(bool(power.missing()), reason=power.missing())


async def test_what_was_said_is_on_the_disk_when_the_power_goes(tmp_path: Path) -> None:
    story = await power.lived(tmp_path)
    found = power.cut(**story, count=60, seed=1)
    assert found.broken == []
    assert found.cuts == 120
    assert found.promises > 1000


async def test_a_coach_that_does_not_wait_for_its_disk_is_found_out(tmp_path: Path) -> None:
    story = await power.lived(tmp_path, days=1, runners=3, careless=True)
    assert power.cut(**story, count=10, seed=1).broken


def test_a_write_that_was_not_synced_is_gone_and_one_that_was_is_not(tmp_path: Path) -> None:
    db = str(tmp_path / "x.db")
    disk = power.Disk({db: b"old"})
    disk.take(power.Step("write", db, 0, b"new"))
    assert disk.after_a_cut(None) == {db: b"old"}
    synced(disk, db)
    disk.take(power.Step("truncate", db, 1))
    assert disk.after_a_cut(None) == {db: b"new"}
    disk.take(power.Step("create", f"{db}-wal"))
    synced(disk, db)
    assert disk.after_a_cut(None) == {db: b"n"}, "the folder does not know the name yet"
    synced(disk, str(tmp_path))
    assert disk.after_a_cut(None) == {db: b"n", f"{db}-wal": b""}


def test_an_fsync_covers_what_was_written_before_it_began(tmp_path: Path) -> None:
    db = str(tmp_path / "x.db")
    disk = power.Disk({db: b"...."})
    disk.take(power.Step("write", db, 0, b"a"))
    disk.take(power.Step("syncing", db))
    disk.take(power.Step("write", db, 1, b"b"))
    disk.take(power.Step("synced", db))
    assert disk.after_a_cut(None) == {db: b"a..."}


def synced(disk: power.Disk, path: str) -> None:
    disk.take(power.Step("syncing", path))
    disk.take(power.Step("synced", path))


def test_the_record_is_read_as_strace_writes_it(tmp_path: Path) -> None:
    def name(text: str) -> str:
        return "".join(f"\\x{byte:02x}" for byte in text.encode())

    record, db = tmp_path / "record", tmp_path / "x.db"
    record.write_text(
        f'7 openat(AT_FDCWD<{name("/")}>, "{name(f"{db}-wal")}", O_RDWR|O_CREAT, 0644) = 4<{name(str(db))}>\n'
        f'7 pwrite64(3<{name(str(db))}>, "\\x41\\x42", 2, 8) = 2\n'
        f"7 fdatasync(3<{name(str(db))}> <unfinished ...>\n"
        f'8 pwrite64(3<{name(str(db))}>, "\\x43", 1, 0 <unfinished ...>\n'
        "8 <... pwrite64 resumed>) = 1\n"
        "7 <... fdatasync resumed>) = 0\n"
        f"7 ftruncate(3<{name(str(db))}>, 4096) = 0\n"
        f'7 pwrite64(9<{name("/elsewhere")}>, "\\x43", 1, 0) = 1\n'
    )
    found = [(step.what, step.at, step.data) for step in power.steps(record, db)]
    assert found == [
        ("create", 0, b""),
        ("write", 8, b"AB"),
        ("syncing", 0, b""),
        ("write", 0, b"C"),
        ("synced", 0, b""),
        ("truncate", 4096, b""),
    ]
