"""Time zones by the newest rules at hand: those of the system, or those of the tzdata package.

Countries change their clocks on short notice, and a stable system may be years behind: Python reads the system's rules
first, whatever their age. A morning would come an hour off.
"""

from __future__ import annotations

import os
import zoneinfo
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "tzdata"
STATED = ("tzdata.zi", "+VERSION")
"""Where a folder of zones says which rules these are; the second on macOS."""


def follow_the_newest() -> None:
    """From here on every zone is read by the newest rules; PYTHONTZPATH, where it is set, is somebody's own choice."""
    folder = packaged()
    if "PYTHONTZPATH" not in os.environ and folder is not None and version_in(folder) > in_use():
        # As a folder, not as a package: read just like the system's, and as fast.
        zoneinfo.reset_tzpath([str(folder)])
        zoneinfo.ZoneInfo.clear_cache()


def packaged() -> Path | None:
    """The folder of the package's zones; None without the package, which the doctor says."""
    found = find_spec(PACKAGE)
    return Path(found.origin).parent / "zoneinfo" if found is not None and found.origin is not None else None


def version_in(folder: Path) -> str:
    """The version of the rules in a folder, such as "2026f": they sort by age. "" where it does not say."""
    for name in STATED:
        try:
            with (folder / name).open(encoding="ascii", errors="replace") as file:
                return file.readline().removeprefix("# version").strip()
        except OSError:
            continue
    return ""


def in_use() -> str:
    """The version of the rules that are read now; "" where there are none, or they do not say."""
    return next((found for one in zoneinfo.TZPATH if (found := version_in(Path(one)))), "")
