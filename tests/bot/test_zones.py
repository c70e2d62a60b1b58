"""A country changes its clocks, and the system that Sinew runs on has not heard of it."""

from __future__ import annotations

import shutil
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import zones

PACKAGED = zones.packaged() or Path()
WINTER = datetime(2026, 12, 1, 12, tzinfo=UTC)
"""British Columbia stays at UTC-7 from 2026 on; until then its winters were at UTC-8, as those of Los Angeles are."""


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """A system with rules of some version, in which Vancouver goes by Los Angeles."""
    monkeypatch.delenv("PYTHONTZPATH", raising=False)
    before = zoneinfo.TZPATH

    def made(version: str) -> None:
        (tmp_path / "America").mkdir()
        shutil.copy(PACKAGED / "America/Los_Angeles", tmp_path / "America/Vancouver")
        if version:
            (tmp_path / "tzdata.zi").write_text(f"# version {version}\n# Zones\n")
        zoneinfo.reset_tzpath([str(tmp_path)])
        zoneinfo.ZoneInfo.clear_cache()

    yield made
    zoneinfo.reset_tzpath(before)
    zoneinfo.ZoneInfo.clear_cache()


def winter_in_vancouver() -> timedelta | None:
    return WINTER.astimezone(zoneinfo.ZoneInfo("America/Vancouver")).utcoffset()


@pytest.mark.parametrize("version", ["2025b", ""])
def test_a_runner_in_vancouver_has_their_morning_by_the_newest_rules(
    system: Callable[[str], None], version: str
) -> None:
    system(version)
    assert winter_in_vancouver() == timedelta(hours=-8)
    zones.follow_the_newest()
    assert winter_in_vancouver() == timedelta(hours=-7)
    assert zones.in_use() == zones.version_in(PACKAGED)


def test_a_system_with_newer_rules_than_the_package_is_followed(system: Callable[[str], None]) -> None:
    system("2099a")
    zones.follow_the_newest()
    assert (winter_in_vancouver(), zones.in_use()) == (timedelta(hours=-8), "2099a")


def test_an_operator_who_names_a_folder_of_zones_has_their_way(
    system: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    system("2025b")
    monkeypatch.setenv("PYTHONTZPATH", zoneinfo.TZPATH[0])
    zones.follow_the_newest()
    assert winter_in_vancouver() == timedelta(hours=-8)


def test_whoever_imports_the_coach_follows_the_newest_rules() -> None:
    assert zones.in_use() >= zones.version_in(PACKAGED) > "2026"


def test_a_coach_without_the_package_goes_by_the_system_and_the_doctor_can_be_asked(
    system: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zones, "PACKAGE", "no_such_package_of_zones")
    system("2025b")
    zones.follow_the_newest()
    assert (winter_in_vancouver(), zones.in_use()) == (timedelta(hours=-8), "2025b")
