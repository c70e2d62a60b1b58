"""The door: which kind of file it is, by what is in it, and everything that it holds."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.intake import archive, fit, gpx, ics, tcx, xml
from bot.intake.run import LARGEST, Activity, Calendar, Found, Unreadable

ENDINGS = ("fit", "gpx", "tcx", "ics", "ical", "zip")
_MOST_ACTIVITIES = 5000


def kind_of(name: str, content: bytes | None) -> str:
    """fit, gpx, tcx, ics, zip or gz; "" for a file that is somebody else's. The content counts, then the name."""
    if content:
        if fit.is_fit(content):
            return "fit"
        if archive.is_zip(content):
            return "zip"
        if archive.is_gzip(content):
            return "gz"
        if ics.is_calendar(content):
            return "ics"
        root = xml.root_of(content)
        if root in ("gpx", "tcx"):
            return root
    lower = name.casefold().removesuffix(".gz")
    ending = lower.rpartition(".")[2] if "." in lower else ""
    return {"ical": "ics"}.get(ending, ending) if ending in ENDINGS else ""


def read(name: str, content: bytes, zone: ZoneInfo, today: date) -> Found:
    """Everything in a file. Raises Unreadable, and nothing else."""
    try:
        return _read(name, content, zone, today)
    except Unreadable:
        raise
    except Exception as error:
        # Whatever a library makes of hostile bytes ends here, as an answer.
        raise Unreadable("broken") from error


def _read(name: str, content: bytes, zone: ZoneInfo, today: date) -> Found:
    if not content:
        raise Unreadable("empty")
    if len(content) > LARGEST:
        raise Unreadable("too_large", most=str(LARGEST // 1024 // 1024))
    kind = kind_of(name, content)
    if kind == "zip":
        return _archive(content, zone, today)
    if kind == "gz":
        inner = archive.gunzip(content)
        kind = kind_of(name, inner)
        if kind in ("zip", "gz"):
            raise Unreadable("hostile")
        content = inner
    activities, calendar = _one(kind, content, zone, today, check=True)
    return Found(activities, (calendar,) if calendar is not None else ())


def _one(
    kind: str, content: bytes, zone: ZoneInfo, today: date, *, check: bool
) -> tuple[tuple[Activity, ...], Calendar | None]:
    match kind:
        case "fit":
            return fit.read(content, check=check), None
        case "gpx" if xml.root_of(content) == "gpx":
            return gpx.read(content), None
        case "tcx" if xml.root_of(content) == "tcx":
            return tcx.read(content), None
        case "ics":
            return (), ics.read(content, zone, today)
        case "zip":
            raise Unreadable("zip_broken")
        case "gpx" | "tcx":
            raise Unreadable(f"not_{kind}")
    raise Unreadable("foreign")


def _archive(content: bytes, zone: ZoneInfo, today: date) -> Found:
    activities: list[Activity] = []
    calendars: list[Calendar] = []
    lost, ours = 0, False
    for member in archive.unzip(content):
        kind = kind_of(member.name, member.content)
        if kind in ("", "zip", "gz"):
            continue
        ours = True
        if member.content is None:
            lost += 1
            continue
        try:
            more, calendar = _one(kind, member.content, zone, today, check=False)
        except Unreadable as error:
            # Settings, workouts and courses beside the recordings are no loss.
            lost += not error.reason.startswith("fit_")
            continue
        except Exception:
            lost += 1
            continue
        activities += more
        calendars += [calendar] if calendar is not None else []
        if len(activities) > _MOST_ACTIVITIES:
            raise Unreadable("zip_many", most=str(_MOST_ACTIVITIES))
    if not ours:
        raise Unreadable("zip_foreign")
    return Found(tuple(activities), tuple(calendars), lost)
