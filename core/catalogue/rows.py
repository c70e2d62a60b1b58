"""From a table of the two files to a value, with what must hold inside one row."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.body import Pattern, Region, Volume
from core.catalogue.exercise import Exercise, Hold, Landings, Phase, Sides, Stage, Tempo, Unit, contacts
from core.catalogue.library import RegionAction, Slot, TechniqueItem
from core.figures import Entry, Evidence, FiguresError, read_sources
from core.kit import Implement, Item

EXERCISES, SLOTS = "exercises.toml", "slots.toml"

CatalogueError = FiguresError
"""A catalogue that cannot be used: `file`, `entry`, `reason`."""


def _tempo(entry: Entry) -> Tempo | None:
    text = entry.maybe("tempo", str)
    if text is None:
        return None
    try:
        return Tempo.parse(text)
    except ValueError as error:
        raise entry.error(str(error)) from None


def read_exercise(entry: Entry) -> Exercise:
    """One row of the library. Raises CatalogueError."""
    dose = entry.inner("dose")
    if dose is None:
        raise entry.error("'dose' is missing")
    sets = dose.span("sets", int)
    units = [(unit, span) for unit in Unit if (span := dose.span(unit, int)) is not None]
    dose.done()
    if sets is None or sets[0] < 1 or len(units) != 1 or units[0][1][0] < 1:
        raise entry.error("'dose' must be sets and one of reps, seconds, metres, each [from, to] and at least 1")
    unit, (low, high) = units[0]

    links = entry.strings("regress")
    together = any("+" in link for link in links)
    if together and len(links) > 1:
        raise entry.error("'regress' is either a choice or a+b, not both")
    regress = tuple(links[0].split("+")) if together else links

    first = entry.span("first_load", float)
    landings = entry.inner("landings")
    stages = entry.maybe("stages", list) or []
    return _finished(
        entry,
        Exercise(
            id=entry.name,
            phase=entry.one_of("phase", Phase),
            pattern=entry.one_of("pattern", Pattern),
            volume=entry.maybe_one_of("volume", Volume),
            regions=entry.all_of("regions", Region),
            needs=entry.all_of("needs", Item),
            loads=entry.all_of("loads", Item),
            implement=entry.maybe_one_of("implement", Implement),
            sides=entry.one_of("sides", Sides),
            regress=regress,
            regress_all=together,
            progress=entry.strings("progress"),
            sets_min=sets[0],
            sets_max=sets[1],
            unit=unit,
            low=low,
            high=high,
            rep_seconds=entry.maybe("rep_seconds", int),
            directions=entry.maybe("directions", int) or 1,
            stages=tuple(_stage(entry, number, values) for number, values in enumerate(stages, 1)),
            rpe_max=entry.maybe("rpe_max", int),
            after_days=entry.maybe("after_days", int) or 0,
            tempo=_tempo(entry),
            hold=entry.maybe_one_of("hold", Hold),
            achilles_tier=entry.maybe("achilles", int),
            at_walk=entry.maybe("at_walk", bool) or False,
            patellar=entry.maybe("patellar", float),
            level=entry.maybe("level", int),
            rung=entry.maybe("rung", int),
            landings=_landings(landings) if landings else None,
            contacts=entry.maybe("contacts", int) or 0,
            half_rung=entry.maybe("half_rung", bool) or False,
            on_hands=entry.maybe("on_hands", bool) or False,
            share=entry.maybe("share", float) or 0.0,
            first_load=first,
            next_load=entry.maybe("next_load", float),
        ),
    )


def _stage(entry: Entry, number: int, values: object) -> Stage:
    inner = Entry(entry.file, f"{entry.name}.stages.{number}", values)
    stage = Stage(inner.take("week", int), inner.take("reps", int))
    inner.done()
    return stage


def _landings(entry: Entry) -> Landings:
    landings = Landings(entry.take("per", str), entry.take("contacts", float))
    entry.done()
    return landings


def _finished(entry: Entry, exercise: Exercise) -> Exercise:
    """What must hold inside one row."""
    bells = {Item.dumbbells, Item.kettlebell} & set(exercise.loads)
    tier = exercise.achilles_tier
    full = contacts(exercise, exercise.sets_max, exercise.high)
    checks: tuple[tuple[bool, str], ...] = (
        (bool(bells) != (exercise.implement is None), "'implement' goes with dumbbells or a kettlebell, and only so"),
        (tier is None or 0 <= tier <= 4, "'achilles' must be 0 to 4"),
        (0.0 <= exercise.share <= 1.0, "'share' must be 0 to 1"),
        (exercise.is_contact == (exercise.phase is Phase.plyo), "'landings' belongs to the plyometric table"),
        (exercise.is_contact == (exercise.level is not None), "'level' goes with landings"),
        (exercise.level is None or 0 <= exercise.level <= 4, "'level' must be 0 to 4"),
        (
            exercise.landings is None or exercise.landings.per == exercise.unit.removesuffix("s"),
            "'landings' must be per unit of the dose",
        ),
        (full == exercise.contacts, f"'contacts' must be those of the full dose, {full}"),
        (exercise.is_working or exercise.volume is None, "'volume' belongs to working sets"),
        (exercise.first_load is None or bool(exercise.loads), "'first_load' needs 'loads'"),
        (exercise.directions >= 1, "'directions' must be at least 1"),
        (not exercise.is_working or bool(exercise.regions), "working sets need a region"),
    )
    for holds, reason in checks:
        if not holds:
            raise entry.error(reason)
    return exercise


def read_evidence(document: Entry, tables: Mapping[str, object]) -> Mapping[tuple[str, str], Evidence]:
    """(exercise, field) -> source, from the file's defaults and the exceptions of each row."""
    sources = read_sources(document)

    defaults: dict[str, str] = document.take("defaults", dict)
    found: dict[tuple[str, str], Evidence] = {}
    for exercise_id, values in tables.items():
        own = values.get("evidence", {}) if isinstance(values, dict) else {}
        entry = Entry(EXERCISES, exercise_id, values)
        if not isinstance(own, dict):
            raise entry.error("'evidence' must be a table")
        stray = [field for field in own if not isinstance(values, dict) or field not in values]
        if stray:
            raise entry.error(f"'evidence' speaks of '{stray[0]}', which the row does not have")
        for field in values if isinstance(values, dict) else ():
            name = own.get(field, defaults.get(field))
            if name is None:
                continue
            if name not in sources:
                raise entry.error(f"'evidence' of '{field}' names an unknown source {name!r}")
            found[exercise_id, field] = sources[name]
    return MappingProxyType(found)


LEVELS = ("new", "some", "trained")
SEASON_PHASES = ("intro", "base", "build", "maintain")


def read_slot(entry: Entry) -> Slot:
    """One slot of a session. Raises CatalogueError."""
    slot = Slot(
        id=entry.name,
        session=entry.take("session", str),
        volume=entry.one_of("volume", Volume),
        main=entry.maybe("main", bool) or False,
        starts=entry.pairs("starts", str),
        base=entry.pairs("base", str),
        with_bar=entry.pairs("with_bar", str),
        bare=MappingProxyType({level: tuple(ids) for level, ids in entry.pairs("bare", list).items()}),
        without_weights=entry.strings("without_weights"),
        second=entry.maybe("second", str),
        sets=entry.pairs("sets", int),
    )
    entry.done()
    if slot.session not in ("a", "b"):
        raise entry.error(f"'session' must be a or b, not {slot.session!r}")
    for key, given, known in (
        ("starts", slot.starts, LEVELS),
        ("base", slot.base, LEVELS),
        ("with_bar", slot.with_bar, LEVELS),
        ("bare", slot.bare, LEVELS),
        ("sets", slot.sets, SEASON_PHASES),
    ):
        if not set(given) <= set(known):
            raise entry.error(f"'{key}' knows {', '.join(known)} only")
    if set(slot.starts) != set(LEVELS) or set(slot.sets) != set(SEASON_PHASES):
        raise entry.error("'starts' needs every level and 'sets' every phase")
    if not slot.without_weights or any(not 1 <= sets <= 5 for sets in slot.sets.values()):
        raise entry.error("needs a bodyweight list, and 1 to 5 sets a phase")
    return slot


def read_action(entry: Entry) -> RegionAction:
    """What pain in a region changes. Raises CatalogueError."""
    action = RegionAction(
        id=entry.name,
        regions=entry.all_of("regions", Region),
        place=entry.maybe("place", str),
        unless_known=entry.maybe("unless_known", bool) or False,
        contacts=entry.take("contacts", bool),
        index_ceiling=entry.maybe("index_ceiling", float),
        remove=entry.strings("remove"),
        also_stop=entry.strings("also_stop"),
        if_it_hurts=entry.strings("if_it_hurts"),
        swap=entry.strings("swap"),
        variants=entry.pairs("variants", str),
        runs=entry.strings("runs"),
        back_when=entry.strings("back_when"),
    )
    entry.done()
    if not action.regions or not action.swap or not action.back_when:
        raise entry.error("needs regions, something to swap in and a way back")
    both = set(action.swap) & {*action.remove, *action.also_stop}
    if both:
        raise entry.error(f"swaps in '{min(both)}', which it takes out")
    return action


def read_technique(entry: Entry) -> Mapping[str, tuple[TechniqueItem, ...]]:
    """The technique day by its parts. Raises CatalogueError."""
    parts: dict[str, tuple[TechniqueItem, ...]] = {}
    for part, values in entry.rest():
        if not isinstance(values, list):
            raise entry.error(f"'{part}' must be a list")
        items = []
        for number, value in enumerate(values, 1):
            inner = Entry(SLOTS, f"technique.{part}.{number}", value)
            name, amount = inner.take("exercise", str), inner.take("amount", int)
            items.append(TechniqueItem(name, amount, inner.pairs("sets", int), inner.maybe("rest_s", int) or 0))
            inner.done()
            if set(items[-1].sets) != {"intro", "base", "deload"}:
                raise inner.error("'sets' needs intro, base and deload")
        parts[part] = tuple(items)
    return MappingProxyType(parts)
