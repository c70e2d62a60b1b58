"""The corpora beside this file: a phrase as it is typed, " => ", and how it is to be read, in a few plain words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.grammar.away import Leaving, Returning
from bot.grammar.dates import DateRead, RaceRead
from bot.grammar.flags import Flag
from bot.grammar.kit import KitRead
from bot.grammar.places import Placed
from bot.grammar.problem import Problem
from bot.grammar.rating import Understood
from bot.grammar.runs import Told, Week
from bot.grammar.sign_answers import SignAnswer
from core.athlete import WEEKDAYS
from core.diary import ItemReport

EXERCISES = {
    "Goblet squat": "sq_goblet",
    "B-stance RDL": "bstance_rdl",
    "Two-leg heel raise": "hr_two",
    "Glute bridge": "bridge",
}
"""The exercises of the session that the phrases are about."""


def load(name: str) -> list[tuple[str, str]]:
    """Phrase and reading of each line; "\\n" stands for a new line in a phrase, lines with "##" are headings."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.rsplit(" => ", 1) for line in lines if line.strip() and not line.startswith("##")]
    return [(phrase.strip(" ").replace("\\n", "\n"), reading.strip()) for phrase, reading in pairs]


def number(value: float) -> str:
    return f"{value:g}"


def rating(found: Understood) -> str:
    """One reading of a rating in the words of ratings.txt."""
    out: list[str] = []
    if found.effort is not None:
        out.append(f"effort {number(found.effort)}")
    if found.general_soreness is not None:
        out.append(f"general {number(found.general_soreness)}")
    if found.general_pain is not None:
        out.append(f"pain {number(found.general_pain)}")
    if found.soreness == ():
        out.append("none")
    out += [f"{one.side} {one.region} {one.what} {number(one.score)}" for one in found.soreness or ()]
    out += [f"which {region}" for region in found.unsided]
    out += [f"{region} in {exercise}" for region, exercise in found.during]
    out += [f"{region} at {site}" for region, site in found.sites]
    out += [f"{one.exercise}: {', '.join(_item(one))}" for one in found.items]
    out += [f"{exercise} {count} reps" for exercise, count in found.reps]
    out += [f"{exercise} {number(kg)} kg" for exercise, kg in found.loads_kg]
    out += [found.technique] if found.technique else []
    out += [f"speed {found.speed}"] if found.speed else []
    out += [f"done {found.fraction:.2f}"] if found.fraction is not None else []
    out += [f"first {found.first_items}"] if found.first_items else []
    out += [f"{number(found.minutes)} minutes"] if found.minutes else []
    out += ["cut short"] if found.cut_short else []
    out += [f"stopped for {found.stopped}"] if found.stopped else []
    out += ["skipped" + (f" for {found.reason}" if found.reason else "")] if found.skipped else []
    out += ["unwell"] if found.unwell else []
    out += ["as planned"] if found.as_planned else []
    out += ["yesterday"] if found.yesterday else []
    out += [f"for {WEEKDAYS[found.weekday]}"] if found.weekday is not None else []
    out += [f"!{one.name}" for one in found.flags]
    out += problems(found.problems)
    out += [f"left <{one}>" for one in found.leftovers]
    return "; ".join(out) or "-"


def _item(item: ItemReport) -> Iterable[str]:
    for name in ("rpe", "sets", "short", "over", "technique", "speed"):
        value = getattr(item, name)
        if value is not None and not (name in ("short", "over") and value == 0):
            yield f"{name} {number(value) if isinstance(value, int | float) else value}"


def problems(found: Iterable[Problem]) -> list[str]:
    return [f"?{one.code} <{one.fragment}>" for one in found]


def flags(found: Iterable[Flag]) -> str:
    """Flags in the words of flags.txt."""
    out = []
    for one in found:
        side = "" if one.side == "both" else str(one.side)
        out.append(" ".join(word for word in (one.name, str(one.urgency), side, ",".join(one.regions)) if word))
    return "; ".join(out) or "-"


def signs(found: SignAnswer | None) -> str:
    if found is None:
        return "-"
    plain = [name for name in ("no", "yes", "unclear") if getattr(found, name)]
    return "; ".join([*sorted(found.said), *(f"no {one}" for one in sorted(found.denied)), *plain])


def week(found: Week) -> str:
    """A week in the words of weeks.txt."""
    out = []
    for day in sorted(found.said):
        run = found.runs[day]
        km = "" if run.km is None else f" {number(run.km)} km"
        minutes = "" if run.minutes is None else f" {number(run.minutes)} min"
        out.append(f"{WEEKDAYS[day]} {run.kind}{km}{minutes}")
    out += [f"?{one.code} {one.about} <{one.fragment}>".replace("  ", " ") for one in found.problems]
    out += [f"left <{one}>" for one in found.leftovers]
    return "; ".join(out) or "-"


def run(found: Told | None) -> str:
    """One run in the words of runs.txt."""
    if found is None:
        return "-"
    out = []
    if found.days_ago is not None:
        out.append(("today", "yesterday")[found.days_ago])
    if found.weekday is not None:
        out.append(WEEKDAYS[found.weekday])
    out += [f"{number(found.km)} km"] if found.km is not None else []
    out += [f"{number(found.minutes)} min"] if found.minutes is not None else []
    out += [str(found.kind)] if found.kind else []
    out += [f"effort {number(found.effort)}"] if found.effort is not None else []
    out += problems(found.problems)
    return "; ".join(out) or "nothing"


def kit(found: KitRead) -> str:
    """A kit in the words of kit.txt."""
    out = ["nothing"] if found.none else []
    out += [", ".join(sorted(found.items))] if found.items else []
    for name, weights in (
        ("dumbbells", found.dumbbells_kg),
        ("kettlebells", found.kettlebells_kg),
        ("single", found.single_kg),
        ("bar", (found.bar_kg,) if found.bar_kg else ()),
        ("plates", found.plates_kg),
    ):
        out += [f"{name} {' '.join(number(kg) for kg in weights)}"] if weights else []
    out += ["gym"] if found.gym else []
    out += [f"?{one.code} {one.about} <{one.fragment}>".replace("  ", " ") for one in found.problems]
    out += [f"left <{one}>" for one in found.leftovers]
    return "; ".join(out) or "-"


def place(found: Placed) -> str:
    """A place in the words of places.txt: its zone, or those to choose from with "or"."""
    out = [found.zone or " or ".join(one.zone for one in found.candidates)]
    out += [f"?{one.code}" for one in found.problems]
    return "; ".join(word for word in out if word)


def day(found: DateRead | RaceRead) -> list[str]:
    """A day as ISO 8601, or those to choose from with "or", and what was wrong."""
    out = [found.day.isoformat()] if found.day else []
    out += [" or ".join(one.isoformat() for one in found.candidates)] if found.candidates else []
    return [*out, *(f"?{one.code}" for one in found.problems)]


def race(found: RaceRead) -> str:
    """A race in the words of races.txt."""
    out = [f"{number(found.km)} km"] if found.km else []
    out += [str(found.priority)] if found.priority else []
    out += [f"called {found.name}"] if found.name else []
    return "; ".join([*out, *day(found)])


def away(found: Leaving | Returning | None) -> str:
    """Being away in the words of away.txt."""
    match found:
        case Returning(still):
            return "still" if still else "back"
        case Leaving():
            parts = [found.why or "away"]
            parts += [name for name in ("fever", "below_neck", "chest") if getattr(found, name)]
            end = f"to {found.until}" if found.until else "open"
            if found.doubtful:
                end = "?" + " or ".join(str(one) for one in found.doubtful)
            floor = ["floor"] if found.floor else []
            return " ".join(one.replace("below_neck", "below") for one in (*parts, str(found.start), end, *floor))
    return "-"
