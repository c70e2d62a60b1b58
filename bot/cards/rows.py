"""The rows of a session's card: name, dose, tempo and load of every exercise, and what is different from last time.

A phone has room for little: what can be nothing else is not said, and what is true of nearly every row is said once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from adapters.messages import Line, line, row
from bot import phrases
from bot.words import Words
from core.athlete import Athlete
from core.catalogue import catalogue
from core.kit import Item as Gear, Kit, loadable
from core.records import replace
from core.session import Dose, Item, Light, Session
from core.standing import Exposure, Standing, done_before, track_key

MANY, FEW = 3, 2
"""What at least so many rows share and at most so many do not is said once above them."""

SETTLED = 2
"""Strength sessions after which something new stands out."""

Changes = tuple[str, ...] | None
"""What is different from last time, most telling first, () where nothing is; None where there is nothing to compare."""


def table(words: Words, athlete: Athlete, standing: Standing, session: Session, work: Sequence[Item]) -> list[Line]:
    """The numbered rows of the work, below what nearly all of them share."""
    kit = athlete.kit(standing.place_on(session.day))
    before = [last_asked(standing, session, one) for one in work]
    changes = [_since(words, athlete, standing, session, *pair) for pair in zip(work, before, strict=True)]
    shared = _shared(changes, words("card.new"))
    if _whole_again(session, work, before):
        changes, shared = [() for _ in work], ""
        out = [line(words("card.whole"))]
    else:
        full = any(map(_against_full, before, work))
        out = _said_once(words, work, changes, shared, full=full)
    for number, (item, own) in enumerate(zip(work, changes, strict=True), 1):
        cells = [str(number), phrases.exercise(words, item.exercise), phrases.amount(words, item)]
        if item.working_sets:
            cells += [phrases.tempo(item.dose), _load(words, athlete, kit, item, own, shared)]
        out.append(row(*cells))
    return out


def _shared(changes: Sequence[Changes], new: str) -> str | None:
    """The change that nearly every row has: "" = none at all, None where they differ. Being `new` is no change."""
    known = [own for own in changes if own is not None]
    if known and all(own == (new,) for own in known):
        return new
    counted = Counter(change for own in known for change in own or ("",) if change != new)
    for change, rows in counted.most_common(1):
        if rows >= MANY and len(changes) - rows <= FEW:
            return change
    return None


def _said_once(
    words: Words, work: Sequence[Item], changes: Sequence[Changes], shared: str | None, *, full: bool
) -> list[Line]:  # fmt: skip
    """`full`: they are measured at the last full session, and not at the last one."""
    if shared is None:
        return [line(words("card.full"))] if full and any(changes) else []
    others = [
        item.exercise
        for item, own in zip(work, changes, strict=True)
        if not (own == () if shared == "" else own is not None and shared in own)
    ]
    names = phrases.listed(words, [phrases.lower_first(phrases.exercise(words, one)) for one in others])
    if shared == words("card.new"):
        return [line(words("card.all_new"))]
    if shared == "" and not any(one.slot for one in work if one.exercise in others) and not any(changes):
        # A tendon's hold has its dose from no other session, and is nothing to be told apart.
        return [line(words("card.same_plain" if others else "card.same"))]
    if shared == "" and others and not any(changes):
        # Who stands in has nothing to be compared with, and so no mark.
        return [line(words("card.same_for", names=names))]
    if shared == "":
        return [line(words("card.same_but" if others else "card.same"))]
    if others:
        return [line(words("card.full.most" if full else "card.most", change=shared, names=names))]
    return [line(words("card.full.each" if full else "card.each", change=shared))]


def _load(words: Words, athlete: Athlete, kit: Kit, item: Item, own: Changes, shared: str | None) -> str:
    """8 kg (+2 kg); "" where there is nothing to say."""
    exercise = catalogue()[item.exercise]
    if item.dose.load_kg is not None:
        text = phrases.load(words, athlete, item.dose)
    elif Gear.band in exercise.needs and kit.has(Gear.band):
        # What needs something and has no weight is done with the band: a row is no bodyweight row.
        text = words("load.band")
    else:
        # Without anything to add, nobody asks how heavy it should be.
        text = words("load.bodyweight") if loadable(kit, exercise) else ""
    change = next((one for one in own or () if one != shared), "")
    if not change:
        return text
    return words("card.load_change", load=text, change=change) if text else words("card.change", change=change)


def changes_since(words: Words, athlete: Athlete, standing: Standing, session: Session, item: Item) -> Changes:
    """What is different from what was asked for the last time that this exercise stood in this slot.

    A lesser dose (a deload, a tired day) is a comparison for itself alone: whatever comes after it stands beside the
    last full one, or the way back would read as a rise.
    """
    return _since(words, athlete, standing, session, item, last_asked(standing, session, item))


def _since(
    words: Words, athlete: Athlete, standing: Standing, session: Session, item: Item, before: Exposure | None
) -> Changes:  # fmt: skip
    if before is None:
        # In the first sessions everything is new, and saying so seven times says nothing.
        novel = item.slot and any(one.code == "new_exercise" for one in item.reasons)
        novel = novel and not done_before(standing, item.exercise, session.day)
        return (words("card.new"),) if novel and standing.strength_done >= SETTLED else None
    now = item.dose
    then = before.plan if _against_full(before, item) else before.dose
    if Gear.band in catalogue()[item.exercise].needs and (then.load_kg is None) != (now.load_kg is None):
        # A band has no kilograms that a weight could be heavier by.
        was = words("load.band") if then.load_kg is None else phrases.load(words, athlete, then)
        same = replace(then, load_kg=now.load_kg, count=now.count)
        return (words("change.was", load=was), *differences(words, athlete, same, now))
    return differences(words, athlete, then, now)


def _against_full(before: Exposure | None, item: Item) -> bool:
    """Whether it was asked for with less the last time, and another dose today."""
    if before is None or before.asked is None:
        return False
    return _shape(before.asked) not in (_shape(before.plan), _shape(item.dose))


def last_asked(standing: Standing, session: Session, item: Item) -> Exposure | None:
    """The session before this one that asked for this exercise in this slot."""
    track = standing.tracks.get(track_key(item.slot, item.exercise))
    for one in reversed(track.exposures) if track is not None else ():
        if one.session != session.id:
            return one
    return None


def _whole_again(session: Session, work: Sequence[Item], before: Sequence[Exposure | None]) -> bool:
    """Whether every row is at the full dose that stood behind a lesser one the last time (a deload's end)."""
    if session.light is Light.BACK_OFF:
        # What is left of a day that backs off may be whole, and the day is not.
        return False
    pairs = [(last, one) for last, one in zip(before, work, strict=True) if one.working_sets]
    lesser = (last for last, _ in pairs if last is not None and last.asked is not None)
    return any(_shape(last.dose) != _shape(last.plan) for last in lesser) and all(
        last is not None and _shape(last.plan) == _shape(one.dose) for last, one in pairs
    )


def _shape(dose: Dose) -> tuple[object, ...]:
    return dose.sets, dose.amount, dose.total_kg, dose.tempo


def differences(words: Words, athlete: Athlete, before: Dose, after: Dose) -> tuple[str, ...]:
    """+2 kg, +1 rep, −1 set: what changed of a dose, most telling first."""
    out = []
    heavier = (after.load_kg or 0.0) - (before.load_kg or 0.0)
    sign = "+" if heavier > 0 else "−"
    if before.count != after.count and before.load_kg and after.load_kg:
        # One for two or two for one: neither a difference in the hand nor one of the sums can be read off the row.
        out.append(words("change.was", load=phrases.load(words, athlete, before)))
    elif abs(heavier) > 0.01:
        # Beside "2 × 8 kg" stands what is different in each hand.
        key = "change.load.each" if max(before.count, after.count) > 1 else "change.load"
        out.append(words(key, sign=sign, mass=phrases.mass(words, athlete, abs(heavier))))
    if slower := phrases.slower(words, before, after, "change"):
        out.append(slower)
    for name, more in (("sets", after.sets - before.sets), (after.unit, after.amount - before.amount)):
        if more:
            out.append(words.plural(f"change.{name}", abs(more), sign="+" if more > 0 else "−"))
    return tuple(out)
