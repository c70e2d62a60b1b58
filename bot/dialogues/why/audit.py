"""`/audit <date>`: the receipt of a session as it was stored that day, checked by planning it again from the diary.

And "what if I had said 9 on Tuesday?": what another answer would have changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from adapters.messages import BLANK, Line, line, quiet, strong
from bot import phrases
from bot.cards.changes import change_lines
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.shared.common import athlete_of, question, say
from bot.grammar import dates
from bot.grammar.text import fold
from core import planner, receipts
from core.receipts import Audit
from core.session import Item, Phase, Session
from core.standing import done_before


async def audit(turn: Turn) -> Reply:
    """Of the day that is named, else of the last session that was sent."""
    diary = await turn.diary() if turn.diary is not None else tuple(turn.recent)
    asked = turn.option or turn.text.strip()
    if asked:
        read = dates.read_date(asked, turn.today, past=True)
        # "Tuesday" may be a coming one, too; receipts are of days that were.
        day = read.day or max((one for one in read.candidates if one <= turn.today), default=None)
        if day is None:
            return say(turn, "audit.which_day")
    else:
        day = max((one.day for one in turn.standing.past), default=None)
        if day is None:
            return say(turn, "audit.none_yet")
    sent = receipts.sent(diary, day)
    if sent is None:
        return say(turn, "audit.none", day=phrases.date_text(turn.words, day, turn.today))
    found = receipts.audit(diary, sent)
    if found is None:
        return say(turn, "audit.gone", day=phrases.date_text(turn.words, day, turn.today))
    return Reply(outs=(question(_title(turn, found.stored), _lines(turn, found), ()),))


def _title(turn: Turn, session: Session) -> str:
    words = turn.words
    return words(
        "audit.title", kind=phrases.kind(words, session.kind), day=phrases.date_text(words, session.day, turn.today)
    )


def _lines(turn: Turn, found: Audit) -> list[Line]:
    words, athlete, session = turn.words, athlete_of(turn), found.stored
    receipt = session.receipt or {}
    lines = [line(strong(phrases.light(words, session.light, athlete.plain)), *_expected(turn, session, receipt))]
    lines += [line(one) for one in phrases.reasons(words, session.reasons, turn.today)]
    lines += [BLANK, line(strong(words("audit.inputs")))]
    inputs = _inputs(turn, session, receipt)
    lines += [line(words("effect.item", text=one)) for one in inputs]
    lines += [BLANK, line(strong(words("audit.doses")))]
    before = receipt.get("before", {})
    said = {*phrases.reasons(words, session.reasons, turn.today), *inputs}
    for item in session.items:
        if item.phase in (Phase.WARMUP, Phase.COOLDOWN):
            continue
        lines.append(line(_dose(turn, session, item, before.get(item.exercise))))
        # That it is new stands behind its dose already.
        acted = [one for one in item.reasons if one.code != "new_exercise"]
        told = [one for one in phrases.reasons(words, acted, turn.today, athlete) if one not in said]
        lines += [line(quiet(" ".join(told)))] if told else []
    lines += [BLANK, *_checked(turn, found, receipt)]
    return lines


def _expected(turn: Turn, session: Session, receipt: Mapping[str, Any]) -> tuple[str, ...]:
    """ " · I expected 5, you said 7": the forecast and its grade."""
    if receipt.get("forecast") is None:
        return ()
    past = turn.standing.session(session.id)
    expected = phrases.number(receipt["forecast"])
    if past is None or past.effort is None:
        return (" · ", turn.words("audit.expected", expected=expected))
    return (" · ", turn.words("audit.expected_said", expected=expected, effort=phrases.number(past.effort)))


def _inputs(turn: Turn, session: Session, receipt: Mapping[str, Any]) -> list[str]:
    words = turn.words
    found = [words("audit.entries", n=receipt.get("entries", 0))]
    last = receipt.get("last")
    if last is not None:
        day = phrases.date_text(words, date.fromisoformat(last["session"][:10]), turn.today)
        key = "audit.last" if last["effort"] is not None else "audit.last_unrated"
        found.append(words(key, day=day, effort=phrases.number(last["effort"] or 0)))
    for one in receipt.get("pain", ()):
        part = phrases.part(words, one["region"], one["side"])
        day = phrases.date_text(words, date.fromisoformat(one["day"]), turn.today)
        found.append(words("audit.pain", part=part, score=phrases.number(one["score"]), day=day))
    for one in receipt.get("soreness", ()):
        day = phrases.date_text(words, date.fromisoformat(one["day"]), turn.today)
        found.append(
            words("audit.sore", part=phrases.region(words, one["region"]), score=phrases.number(one["score"]), day=day)
        )
    acted = (*session.reasons, *(one for item in session.items for one in item.reasons))
    # The receipt has the rule's name; its figures stand with what it lowered.
    back = next((one for one in acted if one.code == receipt.get("restoration")), None)
    if back is not None:
        found.append(phrases.reason(words, back, turn.today))
    return found


def _dose(turn: Turn, session: Session, item: Item, before: list[Any] | None) -> str:
    """ "Goblet squat: 3 × 8, 8 kg (Tue 17 Nov: 2 × 8)"."""
    words, athlete = turn.words, athlete_of(turn)
    name = phrases.exercise(words, item.exercise)
    now = phrases.dose(words, athlete, item.dose, item.sided)
    if before is None:
        known = not item.slot or done_before(turn.standing, item.exercise, session.day)
        return words("audit.dose_plain" if known else "audit.dose_new", name=name, now=now)
    day, sets, amount, _, _ = before
    then = words("audit.then", sets=sets, amount=amount)
    return words(
        "audit.dose", name=name, now=now, then=then, day=phrases.date_text(words, date.fromisoformat(day), turn.today)
    )


def _checked(turn: Turn, found: Audit, receipt: Mapping[str, Any]) -> list[Line]:
    words = turn.words
    versions = words("audit.versions", planner=receipt.get("planner", "?"), policy=receipt.get("policy", "?"))
    if found.same:
        return [line(words("audit.same")), line(quiet(versions))]
    told = change_lines(words, athlete_of(turn), found.differences, turn.today)
    key = "audit.differs" if found.same_rules else "audit.newer"
    return [line(words(key, planner=planner.VERSION)), *told, line(quiet(versions))]


# --- what if? --------------------------------------------------------------------------------------------------------

_WHAT_IF = re.compile(r"^(?:and |so |but )?what (?:if|happens if|when)\b")
_NUMBER = re.compile(r"\b(\d{1,2}(?:[.,]5)?)\b")
_SAID = re.compile(r"\b(?:said|say|given?|gave|rated|put|typed|answered|been|was|were)(?: an?)? (\d{1,2}(?:[.,]5)?)\b")


async def listen(turn: Turn) -> Reply | None:
    """ "what if I had said 9?", "what if it had been a 6 on Tuesday?"."""
    said = " ".join(fold(turn.text).replace("?", " ").split())
    number = _SAID.search(said) or _NUMBER.search(said)
    if turn.athlete is None or not _WHAT_IF.match(said) or number is None:
        return None
    effort = float(number[1].replace(",", "."))
    if effort > 10:
        return say(turn, "whatif.range")
    diary = await turn.diary() if turn.diary is not None else tuple(turn.recent)
    rest = f"{said[: number.start(1)]} {said[number.end(1) :]}"
    on = dates.read_date(rest, turn.today, past=True).day
    found = receipts.what_if(turn.athlete, diary, turn.today, effort, on)
    if found is None and on is not None:
        return say(turn, "whatif.none_on", day=phrases.date_text(turn.words, on, turn.today))
    if found is None:
        return say(turn, "whatif.none")
    answer, changes = found
    words = turn.words
    past = turn.standing.session(answer.session)
    kind = phrases.kind(words, past.kind) if past is not None else words("whatif.session")
    told = phrases.number(answer.effort or 0)
    day = past.day if past is not None else answer.day
    lines = [line(words("whatif.said", kind=kind, day=phrases.date_text(words, day, turn.today), effort=told))]
    lines += change_lines(words, turn.athlete, changes, turn.today) or [line(words("whatif.same"))]
    lines += [BLANK, line(quiet(words("whatif.only")))]
    return Reply(outs=(question(words("whatif.title", effort=phrases.number(effort)), lines, ()),))


DIALOGUE = Dialogue(name="audit", commands={"audit": audit}, interrupts=(listen,))
