"""The export, `sinew/1`: a runner as one JSON document, and such a document read back (docs/export.md)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.cards.session import session_json
from bot.due import zone_of
from bot.words import Words
from core import diary, planner, standing
from core.athlete import WEEKDAYS, Athlete
from core.body import Kind, Region, Side
from core.diary import Entry, Felt, Joined, Prescribed, Profile, Report, Sore, Undone
from core.session import Session, Status, from_json as session_from_json
from core.standing import Past, Standing

FORMAT = "sinew/1"
LARGEST = 20 * 1024 * 1024
"""Bytes of a document that is read."""
MOST_ENTRIES = 50_000
DEEPEST = 40
AHEAD = 14
"""Days of planned sessions in an export."""

KEPT = "_document"
"""Where an athlete's `extra` carries what a document had beyond this version."""

_OURS = re.compile(r"sinew/([1-9]\d{0,5})")
_ATHLETE_SAYS = re.compile(r"^athlete\.(\w+): ")
_ENTRY_SAYS = re.compile(r"^diary entry (\w+)\.(\w+): (.*) is not understood", re.DOTALL)
_FLAGS = ("screened", "daily_mobility", "plain", "paused", "hypermobile", "technique_day")


class Unreadable(ValueError):
    """A document that is not taken. `key` names the words for it (data.<key>), `figures` what they need."""

    def __init__(self, key: str, **figures: str) -> None:
        super().__init__(f"{key} {figures}" if figures else key)
        self.key, self.figures = key, figures


@dataclass(frozen=True, slots=True)
class Brought:
    """A document that was understood: the profile, and the whole diary numbered from 1."""

    athlete: Athlete
    entries: tuple[Entry, ...]

    @property
    def joined(self) -> date | None:
        gone = diary.taken_back(self.entries)
        return next((one.day for one in self.entries if isinstance(one, Joined) and one.n not in gone), None)


# --- out -------------------------------------------------------------------------------------------------------------


def document(words: Words, athlete: Athlete, entries: Sequence[Entry], today: date) -> dict[str, Any]:
    """Everything there is about a runner, as JSON-able data."""
    profile = athlete.to_json()
    kept = profile.pop(KEPT, None)
    kept = kept if isinstance(kept, dict) else {}
    now, sent = _sent(entries)
    used = diary.used_kg(entries)
    sessions = [_sent_json(words, one, entries, used.get(one.session.id, {}), today) for one in sent]
    known = {one["id"] for one in sessions}
    for day in planner.horizon(athlete, now, today, AHEAD):
        if day.session is not None and day.session.id not in known:
            sessions.append(session_json(words, day.session) | _OPEN)
    return {
        **kept.get("top", {}),
        "format": FORMAT,
        "athlete": _with_nested(profile, kept.get("nested", {})),
        "diary": [diary.to_json(one) for one in entries],
        "sessions": sessions,
    }


def to_bytes(raw: Mapping[str, Any]) -> bytes:
    return json.dumps(raw, ensure_ascii=False, indent=1, allow_nan=False).encode()


_OPEN: dict[str, Any] = {"status": Status.PLANNED.value, "effort": None, "technique": None, "soreness": []}


@dataclass(frozen=True, slots=True)
class _Sent:
    session: Session
    past: Past | None


def _sent(entries: Sequence[Entry]) -> tuple[Standing, list[_Sent]]:
    """Where the runner stands, and every session that was sent with what became of it.

    The fold forgets sessions after some weeks, so what it says of each is noted on the way.
    """
    gone = diary.taken_back(entries)
    now, latest, shown = Standing(), dict[str, Past](), dict[str, Session]()
    for entry in entries:
        if isinstance(entry, Undone) or (entry.n and entry.n in gone):
            now = replace(now, n=max(now.n, entry.n))
            continue
        before, now = now, standing.advance(now, entry)
        if isinstance(entry, Prescribed):
            session = session_from_json(entry.session)
            shown[session.id] = session
            # Another one has taken its place on that day.
            latest |= {
                one.id: replace(one, status=Status.MOVED)
                for one in before.past
                if one.day == session.day and now.session(one.id) is None
            }
        latest |= {one.id: one for one in now.past}
    ordered = sorted(shown.values(), key=lambda one: (one.day, one.id))
    return now, [_Sent(one, latest.get(one.id)) for one in ordered]


def _sent_json(
    words: Words, sent: _Sent, entries: Iterable[Entry], used: Mapping[str, float], today: date
) -> dict[str, Any]:
    past = standing.expired(sent.past, today) if sent.past is not None else None
    out = session_json(words, sent.session) | {
        "status": past.status.value if past is not None else Status.UNKNOWN.value,
        "effort": past.effort if past is not None else None,
        "technique": past.technique if past is not None else None,
        "soreness": [
            {"region": one.region.value, "side": one.side.value, "score": one.score, "what": one.what.value}
            for one in _soreness(entries, sent.session.id)
        ],
    }
    if used:
        out["items"] = [
            one | {"used_kg": used[one["exercise"]]} if one["exercise"] in used else one for one in out["items"]
        ]
    if past is not None and past.general is not None:
        out["soreness_general"] = past.general
    if past is not None and past.done and past.fraction < 1:
        out["fraction"] = past.fraction
    if past is not None and past.stopped is not None:
        out["stopped"] = past.stopped
    return out


def _soreness(entries: Iterable[Entry], session: str) -> tuple[Sore, ...]:
    """What was said of the body for one session; of two answers about one part the later."""
    listed = list(entries)
    gone = diary.taken_back(listed)
    said: dict[tuple[Region, Side, Kind], Sore] = {}
    for entry in listed:
        if entry.n and entry.n in gone:
            continue
        if isinstance(entry, Report) and entry.session == session:
            said |= {(one.region, one.side, one.what): one for one in entry.soreness or ()}
        elif isinstance(entry, Felt) and entry.session == session:
            said[entry.region, entry.side, entry.what] = Sore(entry.region, entry.side, entry.score, entry.what)
    return tuple(said.values())


# --- in --------------------------------------------------------------------------------------------------------------


def read(content: bytes, today: date) -> Brought:
    """The document as values. Raises Unreadable, naming the field that is wrong; nothing is half taken."""
    if len(content) > LARGEST:
        raise Unreadable("too_large", most=str(LARGEST // 1024 // 1024))
    raw = _parsed(content)
    if not isinstance(raw, dict) or not isinstance(raw.get("format"), str):
        raise Unreadable("foreign")
    version = _OURS.fullmatch(raw["format"])
    if version is None:
        raise Unreadable("foreign")
    if int(version[1]) != 1:
        raise Unreadable("newer", format=raw["format"])
    athlete = replace_extra(_athlete(raw.get("athlete")), raw)
    entries = _entries(raw.get("diary"))
    _usable(athlete, entries, today)
    return Brought(athlete, entries)


def _parsed(content: bytes) -> Any:
    if not content.strip():
        raise Unreadable("empty")
    try:
        raw = json.loads(content, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Unreadable("broken", line=str(error.lineno), column=str(error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("broken_text") from error
    _sound(raw, "", 0)
    return raw


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _sound(value: Any, where: str, depth: int) -> None:
    """No number without end, no half characters, no depth that nobody meant: what a diary could not store."""
    if depth > DEEPEST:
        raise Unreadable("field", where=_short(where), value="…")
    if isinstance(value, dict):
        for name, one in value.items():
            _sound(name, where, depth)
            _sound(one, f"{where}.{name}" if where else name, depth + 1)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            _sound(one, f"{where}[{number}]", depth + 1)
    elif isinstance(value, str):
        if any("\ud800" <= char <= "\udfff" for char in value) or "\0" in value:
            raise Unreadable("field", where=_short(where), value="…")
    elif isinstance(value, float) and not math.isfinite(value):
        raise Unreadable("field", where=_short(where), value=str(value))


def _athlete(raw: Any) -> Athlete:
    if not isinstance(raw, dict):
        raise _field("athlete", raw)
    for name in _FLAGS:
        if not isinstance(raw.get(name, False) or False, bool):
            raise _field(f"athlete.{name}", raw[name])
    try:
        athlete = Athlete.from_json(raw)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        said = _ATHLETE_SAYS.match(str(error))
        name = said[1] if said else "quiet"
        raise _field(*_narrowed(f"athlete.{name}", raw.get(name), lambda value: _is_read(name, value))) from error
    try:
        zone_of(athlete.zone)
    except ValueError as error:
        raise _field("athlete.zone", athlete.zone) from error
    for number, place in enumerate(athlete.places):
        if len(place.name) > 60:
            raise _field(f"athlete.places[{number}].name", place.name)
    return athlete


def _is_read(name: str, value: Any) -> bool:
    try:
        Athlete.from_json({name: value})
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
        return False
    return True


def _narrowed(where: str, value: Any, is_read: Callable[[Any], bool]) -> tuple[str, Any]:
    """The smallest part of a value that keeps it from being read, and where that part stands."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            if not is_read([one]):
                return _narrowed(f"{where}[{number}]", one, lambda part: is_read([part]))
    elif isinstance(value, dict):
        for name, one in value.items():
            rest = {key: other for key, other in value.items() if key != name}
            if is_read(rest):
                return _narrowed(f"{where}.{name}", one, lambda part: is_read(rest | {name: part}))  # noqa: B023
    return where, value


def _entries(raw: Any) -> tuple[Entry, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise _field("diary", raw)
    if len(raw) > MOST_ENTRIES:
        raise Unreadable("too_many", most=str(MOST_ENTRIES))
    found: list[Entry] = []
    numbers: dict[int, int] = {}
    for index, one in enumerate(raw):
        entry = _entry(one, f"diary[{index}]")
        numbers[entry.n or index + 1] = index + 1
        found.append(replace(entry, n=index + 1))
    for index, entry in enumerate(found):
        if entry.batch:
            found[index] = entry = replace(entry, batch=numbers.get(entry.batch, 0))
        if isinstance(entry, Undone):
            target = numbers.get(entry.entry)
            if target is None or target > index:
                raise _field(f"diary[{index}].entry", entry.entry)
            found[index] = replace(entry, entry=target)
    _foldable(found)
    return tuple(found)


def _entry(raw: Any, where: str) -> Entry:
    if not isinstance(raw, dict):
        raise _field(where, raw)
    try:
        entry = diary.from_json(raw)
        if type(raw.get("n", 0)) is not int:
            raise _field(f"{where}.n", raw["n"])
        if isinstance(entry, Profile):
            Athlete.from_json(entry.athlete)
    except Unreadable:
        raise
    except diary.UnknownEntry as error:
        raise _field(f"{where}.type", raw.get("type")) from error
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        said = _ENTRY_SAYS.match(str(error))
        if said:
            raise Unreadable("field", where=f"{where}.{said[2]}", value=_short(said[3])) from error
        missing = next((name for name in ("type", "at", "day") if name not in raw), None)
        raise _field(f"{where}.{missing}" if missing else where, None if missing else raw) from error
    return entry


def _foldable(entries: Sequence[Entry]) -> None:
    """Every entry can be lived through: what a fold stumbles over would stop each morning."""
    gone = diary.taken_back(entries)
    now = Standing()
    for index, entry in enumerate(entries):
        if isinstance(entry, Undone) or entry.n in gone:
            continue
        try:
            now = standing.advance(now, entry)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, StopIteration) as error:
            raise _field(f"diary[{index}]", entry.type) from error


def _usable(athlete: Athlete, entries: Sequence[Entry], today: date) -> None:
    """A fortnight can be planned from it."""
    try:
        for _ in planner.horizon(athlete, standing.read(entries), today, AHEAD):
            pass
    except Exception as error:
        raise Unreadable("no_plan") from error


def _field(where: str, value: Any) -> Unreadable:
    return Unreadable("field", where=_short(where), value=_short(json.dumps(value, ensure_ascii=False, default=str)))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


# --- what a document has beyond this version -------------------------------------------------------------------------


def replace_extra(athlete: Athlete, raw: Mapping[str, Any]) -> Athlete:
    """The athlete with every field of the document that this version does not know, to be written out again."""
    top = {name: one for name, one in raw.items() if name not in ("format", "athlete", "diary", "sessions")}
    nested = _nested(raw["athlete"])
    extra = tuple(one for one in athlete.extra if one[0] != KEPT)
    if top or nested:
        extra = tuple(sorted((*extra, (KEPT, {"top": top, "nested": nested}))))
    return replace(athlete, extra=extra)


_INNER = {
    "places": frozenset({"name", "kit", "weights_kg", "bar_kg", "plates_kg", "single_kg"}),
    "runs": frozenset({"kind", "km", "minutes"}),
    "limits": frozenset({"region", "side"}),
    "race": frozenset({"date", "km", "priority"}),
}


def _nested(raw: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Unknown fields inside places, runs, limits and race, by what they belong to."""
    found: dict[str, dict[str, Any]] = {}
    for part, known in _INNER.items():
        for name, one in _named(part, raw.get(part)):
            unknown = {key: value for key, value in one.items() if key not in known}
            if unknown:
                found.setdefault(part, {})[name] = unknown
    return found


def _named(part: str, raw: Any) -> list[tuple[str, dict[str, Any]]]:
    match part, raw:
        case "places", list():
            return [(str(one.get("name")), one) for one in raw if isinstance(one, dict)]
        case "limits", list():
            return [(f"{one.get('region')} {one.get('side')}", one) for one in raw if isinstance(one, dict)]
        case "runs", dict():
            return [(name, raw[name]) for name in WEEKDAYS if isinstance(raw.get(name), dict)]
        case "race", dict():
            return [(str(raw.get("date")), raw)]
    return []


def _with_nested(profile: dict[str, Any], nested: Mapping[str, Any]) -> dict[str, Any]:
    for part, by_name in nested.items():
        if part in _INNER and isinstance(by_name, Mapping):
            for name, one in _named(part, profile.get(part)):
                one.update({key: value for key, value in by_name.get(name, {}).items() if key not in one})
    return profile
