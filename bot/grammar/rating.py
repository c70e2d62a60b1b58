"""How a session was: effort, soreness and pain, what was done of it, read from what a runner types.

Numbers go to the word beside them ("effort 7", "left knee 5"); the first that is left is the effort, the second the
soreness of no part in particular ("7 3"). What could be meant in two ways becomes a problem, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.grammar import exercise_names, flags
from bot.grammar.anatomy import MIDLINE, kind_of
from bot.grammar.lexicon import Lex, cut
from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import LONGEST, clean, tokens
from bot.grammar.walk import Anchor, Number, Unit, Walk, Word, through
from core.body import Kind, Region, Side
from core.diary import ItemReport, Sore

_MANY = 240
"""Meanings that are read; a longer message is told so."""

_STOPPED = {"time": "time", "life": "time", "weather": "time", "choice": "time", "sick": "sick", "pain": "pain",
            "effort": "effort", "tired": "effort"}  # fmt: skip
_SKIPPED = {"effort": "tired"}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message says of a session. Nothing said is None, () or False, but for `soreness`: () = nothing is sore.

    `general_soreness` and `general_pain` are numbers without a part. `unsided` are the joints, tendons and bones of
    which no side was said (they stand in `soreness` with both). `during` pairs a region with the exercise in which it
    hurt, `sites` a region with its finer place. `items` hold what was said of one exercise, `reps` and `loads_kg` what
    was done of it. `speed` is fast, steady, grinding, or metres a second ("0.45"). `first_items`: only the first
    few exercises were done. `cut_short`: it ended early, with or without a reason (`stopped`). `weekday` (0 = Monday)
    and `yesterday` say which session is meant.
    """

    effort: float | None = None
    soreness: tuple[Sore, ...] | None = None
    general_soreness: float | None = None
    general_pain: float | None = None
    unsided: tuple[Region, ...] = ()
    during: tuple[tuple[Region, str], ...] = ()
    sites: tuple[tuple[Region, str], ...] = ()
    items: tuple[ItemReport, ...] = ()
    reps: tuple[tuple[str, int], ...] = ()
    loads_kg: tuple[tuple[str, float], ...] = ()
    technique: str | None = None
    speed: str | None = None
    fraction: float | None = None
    first_items: int | None = None
    minutes: float | None = None
    cut_short: bool = False
    stopped: str | None = None
    skipped: bool = False
    reason: str | None = None
    unwell: bool = False
    as_planned: bool = False
    yesterday: bool = False
    weekday: int | None = None
    flags: tuple[flags.Flag, ...] = ()
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything of a rating was understood: a day alone ("why not Monday?") is none."""
        return any(
            getattr(self, name) != getattr(_NOTHING, name)
            for name in self.__slots__
            if name not in ("problems", "leftovers", "yesterday", "weekday")
        )


_NOTHING = Understood()


def understand(text: str, *, exercises: Mapping[str, str] | None = None, expecting: str = "effort") -> Understood:
    """Reads a message about a session.

    `exercises`: names and aliases -> ids of those that may be spoken of. `expecting` "soreness": an open question asked
    for it, so that a lone number or "no" answers that.
    """
    cleaned = clean(text)
    parts = tokens(cleaned)
    red = flags.read(cleaned, parts)
    lexes = cut(parts[: 2 * _MANY], exercise_names.names(exercises or {}))
    found = _Reading(cleaned, lexes[:_MANY], red, expecting).read()
    if len(text) > LONGEST or len(lexes) > _MANY or len(parts) > 2 * _MANY:
        found = replace(found, problems=(*found.problems, Problem(Trouble.too_long, "")))
    return found


class _Reading(Walk):
    """One message, walked, on its way to an `Understood`."""

    def __init__(self, cleaned: str, lexes: list[Lex], red: tuple[flags.Flag, ...], expecting: str) -> None:
        super().__init__(cleaned, lexes)
        self.red, self.expecting = red, expecting

    def read(self) -> Understood:
        through(self)
        self._bind()
        return self._resolve()

    # -- numbers to what they belong to

    def _bind(self) -> None:
        clauses: dict[int, list[Unit]] = {}
        for unit in sorted(self.units, key=lambda one: one.start):
            if isinstance(unit, Number) and unit.bound:
                continue
            clauses.setdefault(unit.clause, []).append(unit)
        for units in clauses.values():
            told = _known(units)
            _match(told)
            self._strangers(told)
        self._bind_across()

    def _strangers(self, units: Sequence[Unit]) -> None:
        """ "7 clavs 3", "sore clavs 4": a number behind an unknown word belongs to that, unless it comes first."""
        for word, number in pairwise(units):
            if isinstance(word, Word) and word.torn and isinstance(number, Number) and not number.bound:
                number.bound = True
                self.problem(Trouble.needs_part, word.start, number.end)
        for before, word, number in zip(units, units[1:], units[2:], strict=False):
            if isinstance(word, Word) and isinstance(number, Number) and not number.bound and not _named(before):
                number.bound = True
                self.problem(Trouble.ambiguous, word.start, number.end)

    def _bind_across(self) -> None:
        """ "7, calves, 4": where two numbers are left, the one right behind a part without its own goes to it."""
        ordered = sorted(self.units, key=lambda one: one.start)
        free = [one for one in ordered if isinstance(one, Number) and not one.bound]
        left = len(free)
        for first, second in pairwise(ordered):
            waits = isinstance(first, Anchor) and first.what == "part" and first.number is None and not first.denied
            if not waits or not isinstance(second, Number) or second.bound or second is free[0] or left < 2:
                continue
            if isinstance(first, Anchor):
                first.number, second.bound = second, True
                left -= 1

    # -- the reading

    def _resolve(self) -> Understood:
        said = self.said
        anchors = [one for one in self.units if isinstance(one, Anchor)]
        free = [one for one in self.units if isinstance(one, Number) and not one.bound]
        if any(flag.name == "fever" for flag in self.red):
            free = [one for one in free if one.value is None or not (35 <= one.value <= 43 or 95 <= one.value <= 110)]
        free.sort(key=lambda one: one.start)
        self._unlead(anchors, free)
        efforts = [one for one in anchors if one.what == "effort"]
        effort = self._explicit(efforts)
        general, pain = self._generals(anchors)
        spoken = any(one.number for one in efforts)
        effort, general = self._assign(free, effort, general, spoken, anchors)
        effort = self._with_words(effort, free, spoken)
        soreness, unsided, sites = self._soreness(anchors, general)
        if general == 0 and not soreness:
            soreness = ()
        items, reps, loads = self._items(anchors)
        skipped, cut_short = bool(said.get("skipped")), bool(said.get("cut_short"))
        partly = (said.get("fraction") or 1) < 1 or "first_items" in said
        cause = self._cause(anchors) if skipped or cut_short or (partly and self.reasons) else None
        if skipped and (effort is not None):
            place = said["skip_place"]
            self.problem(
                Trouble.contradiction,
                min(place[0], free[0].start if free else place[0]),
                max(place[1], free[0].end if free else place[1]),
            )
            effort = None
        if cut_short and not skipped and cause is None:
            self.problem(Trouble.needs_reason, *said["cut_place"])
        if not cause:
            for value, start, end, _ in self.reasons:
                if value != "sick":
                    self.unknown.append((start, end))
        return Understood(
            effort=effort,
            soreness=soreness,
            general_soreness=general,
            general_pain=pain,
            unsided=unsided,
            during=tuple(dict.fromkeys(self.during)),
            sites=sites,
            items=items,
            reps=reps,
            loads_kg=loads,
            technique=said.get("technique"),
            speed=said.get("speed"),
            fraction=said.get("fraction"),
            first_items=said.get("first_items"),
            minutes=said.get("minutes"),
            cut_short=cut_short,
            stopped=_STOPPED.get(cause) if cause and not skipped else None,
            skipped=skipped,
            reason=_SKIPPED.get(cause, cause) if skipped and cause else None,
            unwell=any(value == "sick" for value, *_ in self.reasons) and cause != "life",
            as_planned=bool(said.get("as_planned")),
            yesterday=bool(said.get("yesterday")),
            weekday=said.get("weekday"),
            flags=self.red,
            problems=self._without_flagged(),
            leftovers=self._leftovers(),
        )

    def _unlead(self, anchors: Sequence[Anchor], free: list[Number]) -> None:
        """ "5 left knee" alone may be an effort and a knee, or a knee of 5: neither is taken."""
        if self.expecting == "soreness" or self.hard or self.said.get("skipped") or self.said.get("as_planned"):
            return
        if free or any(one.what == "effort" for one in anchors):
            return
        numbers = sorted((one for one in self.units if isinstance(one, Number)), key=lambda one: one.start)
        for anchor in anchors:
            number = anchor.number
            if number is None or not number.backward or anchor.certain or number is not numbers[0]:
                continue
            if anchor.what in ("part", "side") or (anchor.what in ("sore", "pain") and anchor.adjective):
                self.problem(Trouble.ambiguous, number.start, anchor.end)
                anchor.number, anchor.denied = None, True
                anchor.what = "void"

    def _value(self, number: Number, start: int, end: int, about: str = "") -> float | None:
        """A rating's number, or a problem: out of 0-10, finer than halves, or no single number at all."""
        value = number.value
        start, end = min(start, number.start), max(end, number.end)
        if value is None:
            self.problem(Trouble.ambiguous, start, end, about)
        elif not 0 <= value <= 10:
            self.problem(Trouble.out_of_range, start, end, about)
        elif value * 2 != int(value * 2):
            self.problem(Trouble.not_half, start, end, about)
        else:
            return value
        return None

    def _explicit(self, efforts: Sequence[Anchor]) -> float | None:
        found: list[tuple[float, Anchor]] = []
        for anchor in efforts:
            if anchor.number is not None:
                value = self._value(anchor.number, anchor.start, anchor.end)
                if value is not None:
                    found.append((value, anchor))
            elif not self.hard and len(efforts) == 1 and not any(isinstance(one, Number) for one in self.units):
                self.problem(Trouble.needs_score, anchor.start, anchor.end, "effort")
        values = {value for value, _ in found}
        if len(values) > 1:
            self.problem(
                Trouble.contradiction,
                found[0][1].start,
                max(found[-1][1].end, found[-1][1].number.end if found[-1][1].number else 0),
            )
            self.said["contradicted"] = True
            return None
        return values.pop() if values else None

    def _generals(self, anchors: Sequence[Anchor]) -> tuple[float | None, float | None]:
        """Soreness and pain without a part."""
        soreness: list[tuple[float, Anchor]] = []
        pain: float | None = None
        parts = any(one.what == "part" and any(part.region for part, _, _ in one.parts) for one in anchors)
        breaks = self.said.get("skipped") or self.said.get("cut_short")
        for anchor in anchors:
            wide = anchor.what == "part" and all(part.region is None for part, _, _ in anchor.parts)
            if anchor.what not in ("sore", "pain", "side") and not wide:
                continue
            sided = any(side in (Side.left, Side.right) for _, side, _ in anchor.parts)
            narrow = wide and self.cleaned[anchor.start : anchor.end].lower().count("lower leg")
            if anchor.denied:
                self.none.add("pain" if anchor.word == "pain" else "sore")
            elif anchor.number is None:
                if wide and not anchor.word:
                    self.unknown.append((anchor.start, anchor.end))
                elif anchor.what == "pain" and not breaks and not parts:
                    self.problem(Trouble.needs_part, anchor.start, anchor.end)
                elif (
                    not parts
                    and not breaks
                    and not (anchor.what == "sore" and anchor.word in ("tight", "ache") and not wide)
                ):
                    self.problem(
                        Trouble.needs_part if sided or narrow else Trouble.needs_score, anchor.start, anchor.end
                    )
                elif not parts and not breaks:
                    self.problem(Trouble.needs_part, anchor.start, anchor.end)
            else:
                value = self._value(anchor.number, anchor.start, anchor.end)
                if value is None:
                    continue
                if anchor.what == "side" or sided or narrow or (anchor.word == "pain" and value > 0):
                    end = max(anchor.end, anchor.number.end)
                    self.problem(Trouble.needs_part, min(anchor.start, anchor.number.start), end)
                    if anchor.word == "pain":
                        pain = value if pain is None else max(pain, value)
                elif anchor.word == "pain":
                    self.none.add("pain")
                else:
                    soreness.append((value, anchor))
        values = {value for value, _ in soreness}
        if len(values) > 1:
            first, last = soreness[0][1], soreness[-1][1]
            self.problem(Trouble.contradiction, first.start, max(last.end, last.number.end if last.number else 0))
            return None, pain
        return (values.pop() if values else None), pain

    def _assign(
        self,
        free: Sequence[Number],
        effort: float | None,
        general: float | None,
        spoken: bool,
        anchors: Sequence[Anchor],
    ) -> tuple[float | None, float | None]:
        """Numbers that stand alone: effort, then soreness."""
        if not free:
            return effort, general
        first, last = free[0], free[-1]
        adjacent = not any(first.start < one.start < last.start for one in anchors)
        if (
            self.expecting == "soreness"
            and len(free) == 1
            and not spoken
            and general is None
            and not any(one.what == "effort" for one in anchors)
        ):
            return effort, self._value(first, first.start, first.end)
        if self.said.get("skipped"):
            if len(free) == 1 and effort is None:
                return self._value(first, first.start, first.end), general
            self.problem(Trouble.ambiguous, first.start, last.end)
            return effort, general
        if len(free) == 1 and not spoken:
            return self._value(first, first.start, first.end), general
        has_general = any(one.what == "sore" and one.number for one in anchors)
        parts = any(one.what == "part" for one in anchors)
        if (
            len(free) == 1
            and not has_general
            and not parts
            and all(one.start < first.start for one in anchors if one.what == "effort")
        ):
            return effort, self._value(first, first.start, first.end)
        if len(free) == 2 and not spoken and not has_general and adjacent:
            return self._value(first, first.start, first.end), self._value(last, last.start, last.end)
        self.problem(Trouble.ambiguous, first.start, last.end)
        return effort, general

    def _with_words(self, effort: float | None, free: Sequence[Number], spoken: bool) -> float | None:
        """A number beside "hard" stands if the word allows it; a word alone counts by its anchor (rulebook 1.1)."""
        if not self.hard:
            return effort
        start, end = self.hard[0][1], self.hard[-1][2]
        low, high = max(one.low for one, *_ in self.hard), min(one.high for one, *_ in self.hard)
        values = {one.value for one, *_ in self.hard}
        if low > high:
            self.problem(Trouble.contradiction, start, end)
            return None
        if effort is not None:
            if low <= effort <= high:
                return effort
            numbers = [one for one in self.units if isinstance(one, Number)]
            places = [one for one in numbers if one.value == effort]
            start = min(start, *(one.start for one in places)) if places else start
            end = max(end, *(one.end for one in places)) if places else end
            self.problem(Trouble.contradiction, start, end)
            return None
        if (free and free[0].value is not None) or spoken or self.said.get("contradicted") or free:
            return None
        if len(values) == 1 and None not in values:
            return values.pop()
        self.problem(Trouble.contradiction if len(values) > 1 else Trouble.ambiguous, start, end)
        return None

    def _soreness(
        self, anchors: Sequence[Anchor], general: float | None
    ) -> tuple[tuple[Sore, ...] | None, tuple[Region, ...], tuple[tuple[Region, str], ...]]:
        found: dict[tuple[Region, Side, Kind], float] = {}
        unsided: list[Region] = []
        sites: dict[Region, str] = {}
        broken: set[tuple[Region, Side, Kind]] = set()
        for anchor in anchors:
            if anchor.what != "part":
                continue
            named = [(part, side, plural) for part, side, plural in anchor.parts if part.region]
            if not named:
                continue
            if anchor.denied and anchor.word == "pain" and all(part.region is Region.chest for part, _, _ in named):
                # "no chest pain" answers the red flag, it says nothing of a muscle.
                continue
            score: float | None = None
            if anchor.denied:
                score = 0.0
            elif anchor.number is None:
                for part, _, _ in named:
                    self.problem(Trouble.needs_score, anchor.start, anchor.end, str(part.region))
            else:
                score = self._value(anchor.number, anchor.start, anchor.end, str(named[0][0].region))
            for part, side, plural in named:
                if part.region is None:
                    continue
                if part.site:
                    sites[part.region] = part.site
                if score is None:
                    continue
                kind = kind_of(part.region, part.kind, anchor.word)
                key = (part.region, side or Side.both, kind)
                if found.get(key, score) != score:
                    broken.add(key)
                    end = max(anchor.end, anchor.number.end if anchor.number else 0)
                    self.problem(Trouble.contradiction, anchor.start, end, str(part.region))
                found[key] = score
                if side is None and not plural and part.region not in MIDLINE and kind is not Kind.muscle:
                    unsided.append(part.region)
        sores = tuple(
            Sore(region, side, score, kind)
            for (region, side, kind), score in found.items()
            if (region, side, kind) not in broken
        )
        self._check_none(sores, general)
        if self.answered_no and self.expecting == "soreness":
            self.none.add("sore")
        elif self.answered_no:
            self.unknown.append(self.answered_no)
        none = bool(self.none) or (self.nothing is not None and self._answers_soreness())
        if self.nothing is not None and not self._answers_soreness():
            self.unknown.append(self.nothing)
        if sores:
            return sores, tuple(dict.fromkeys(unsided)), tuple(sites.items())
        if none and not broken and not (general or 0) > 0:
            return (), (), tuple(sites.items())
        return None, (), tuple(sites.items())

    def _answers_soreness(self) -> bool:
        numbers = any(isinstance(one, Number) for one in self.units)
        effort = numbers or self.hard or any(isinstance(one, Anchor) and one.what == "effort" for one in self.units)
        return bool(effort) or self.expecting == "soreness"

    def _check_none(self, sores: Sequence[Sore], general: float | None) -> None:
        """ "no soreness" beside a sore muscle, "no pain" beside a painful joint."""
        muscle = any(one.score > 0 and one.what is Kind.muscle for one in sores) or (general or 0) > 0
        other = any(one.score > 0 and one.what is not Kind.muscle for one in sores)
        if (
            ("sore" in self.none and muscle)
            or ("pain" in self.none and other and "sore" not in self.none)
            or ("sore" in self.none and "pain" in self.none and other)
        ):
            self.problem(Trouble.contradiction, 0, len(self.cleaned))

    def _items(
        self, anchors: Sequence[Anchor]
    ) -> tuple[tuple[ItemReport, ...], tuple[tuple[str, int], ...], tuple[tuple[str, float], ...]]:
        for anchor in anchors:
            if anchor.what != "exercise":
                continue
            end = max(anchor.end, anchor.number.end if anchor.number else 0)
            if not anchor.ids:
                self.problem(Trouble.unknown_exercise, anchor.start, end)
            elif len(anchor.ids) > 1:
                self.problem(Trouble.ambiguous, anchor.start, end, ",".join(anchor.ids))
            elif anchor.number is not None:
                value = self._value(anchor.number, anchor.start, anchor.end, anchor.ids[0])
                if value is not None:
                    self.note(anchor, rpe=value)
            elif not anchor.denied:
                self.unknown.append((anchor.start, anchor.end))
        order = {one.ids[0]: one.start for one in reversed(anchors) if one.what == "exercise" and one.ids}
        items, reps, loads = [], [], []
        for exercise in sorted(self.item, key=lambda one: order.get(one, 0)):
            values = dict(self.item[exercise])
            if "reps" in values:
                reps.append((exercise, int(values.pop("reps"))))
            if "kg" in values:
                loads.append((exercise, float(values.pop("kg"))))
            if values:
                items.append(ItemReport(exercise, **values))
        return tuple(items), tuple(reps), tuple(loads)

    def _cause(self, anchors: Sequence[Anchor]) -> str | None:
        if self.reasons:
            causes = [value for value, *_ in self.reasons]
            if "cold" in causes:
                return "weather" if "weather" in causes else "sick"
            # "sick kid" is not the runner's illness.
            return "life" if causes[0] == "sick" and "life" in causes else causes[0]
        if any(one.what in ("pain", "sore") or (one.what == "part" and not one.denied) for one in anchors):
            return "pain"
        if any(flag.name == "fever" for flag in self.red):
            return "sick"
        return "pain" if self.red else None

    def _without_flagged(self) -> tuple[Problem, ...]:
        """A part that is named in a red flag needs no score first."""
        kept = []
        for number, problem in enumerate(self.problems):
            start, end = self.places.get(number, (0, 0))
            flagged = any(start < flag.end and end > flag.start for flag in self.red)
            if not (
                flagged
                and problem.code in (Trouble.needs_score, Trouble.needs_part, Trouble.ambiguous, Trouble.needs_reason)
            ):
                kept.append(problem)
        return tuple(kept[:20])

    def _leftovers(self) -> tuple[str, ...]:
        runs: list[tuple[int, int]] = []
        for start, end in sorted(set(self.unknown)):
            if any(start < flag.end and end > flag.start for flag in self.red):
                continue
            if any(start >= first and end <= last for first, last in self.places.values()):
                continue
            if runs and self.cleaned[runs[-1][1] : start].strip(" ") == "":
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        return tuple(self.text(start, end)[:80] for start, end in runs[:20])


def _match(units: Sequence[Unit]) -> None:
    """Within one clause every number goes to a neighbour that takes one: as many as can be, forward before backward."""
    # best[k] = (anchors with a number, of these forward) over the first k units, and how it came about
    best: list[tuple[int, int]] = [(0, 0)]
    how: list[str] = [""]
    for at, unit in enumerate(units):
        score, step = best[at], "skip"
        before = units[at - 1] if at else None
        if at and isinstance(before, Anchor) and isinstance(unit, Number) and _takes(before):
            candidate = (best[at - 1][0] + 1, best[at - 1][1] + 1)
            if candidate > score:
                score, step = candidate, "forward"
        # "soreness: clavs 3": what follows is the number's, even if nobody knows the word.
        told = len(units) > at + 2 and isinstance(units[at + 1], Word) and isinstance(units[at + 2], Number)
        backward = isinstance(unit, Anchor) and _takes(unit) and unit.what != "exercise" and not told
        if at and isinstance(before, Number) and backward:
            candidate = (best[at - 1][0] + 1, best[at - 1][1])
            if candidate > score:
                score, step = candidate, "backward"
        best.append(score)
        how.append(step)
    at = len(units)
    while at > 0:
        step = how[at]
        if step == "skip":
            at -= 1
            continue
        one, other = units[at - 2], units[at - 1]
        anchor, number = (one, other) if isinstance(one, Anchor) else (other, one)
        if isinstance(anchor, Anchor) and isinstance(number, Number):
            anchor.number, number.bound, number.backward = number, True, step == "backward"
        at -= 2


def _known(units: Sequence[Unit]) -> list[Unit]:
    """Without the unknown words behind a part or an exercise: "left knee feels weird 4" is still about the knee."""
    found: list[Unit] = []
    for unit in units:
        if not (isinstance(unit, Word) and found and _named(found[-1])):
            found.append(unit)
    return found


def _named(unit: Unit) -> bool:
    return isinstance(unit, Anchor) and unit.what in ("part", "exercise")


def _takes(anchor: Anchor) -> bool:
    return anchor.number is None and not (anchor.denied and anchor.what != "exercise")
