"""Which handler an event goes to: a choice over what was loaded, then one call."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Container, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from adapters.messages import Button, Called, Event, Located, Pressed, Said, Sent
from bot import due
from bot.dialogue import Prompt, Reply, Turn
from bot.grammar import flags
from bot.grammar.asking import asks
from bot.storage.loads import Loaded, PromptRow
from bot.turns import keys, labels
from bot.turns.answers import answer
from bot.turns.fold import Known, ReadDiary, entries
from bot.turns.registry import Registry
from bot.words import Words
from core import diary
from core.diary import Entry, Prescribed
from core.records import replace


def as_prompt(row: PromptRow) -> Prompt:
    return Prompt(row.id, row.kind, row.data, row.opened_at, row.open, row.topic)


def turn_of(
    loaded: Loaded, known: Known, now: datetime, *, event: Event | None = None, language: str = "",
    data: Mapping[str, Any] | None = None, facts: Mapping[str, Any] | None = None,
) -> Turn:  # fmt: skip
    athlete = known.athlete
    stored = loaded.person.language if loaded.person else ""
    return Turn(
        now=now,
        today=due.local_date(athlete.zone if athlete else "UTC", now),
        words=Words(athlete.language if athlete else stored or language),
        person=loaded.person.id if loaded.person else 0,
        athlete=athlete,
        standing=known.standing,
        event=event,
        prompts=tuple(as_prompt(row) for row in loaded.prompts),
        recent=known.recent,
        data=data or {},
        facts=facts or {},
    )


def asked(event: Event) -> str:
    """The command or the verb, "" where it is neither."""
    if isinstance(event, Called):
        return event.command.lower()
    if isinstance(event, Pressed):
        with contextlib.suppress(keys.BadKey):
            return keys.decode(event.key).verb
    return ""


async def respond(registry: Registry, turn: Turn, loaded: Loaded) -> tuple[Turn, Reply]:
    """Runs the handler that the event belongs to. What a handler raises goes through."""
    match turn.event:
        case Pressed():
            return await _pressed(registry, turn, loaded, turn.event)
        case Called():
            return await _called(registry, turn, turn.event.command, turn.event.arguments)
        case Said():
            return await _said(registry, replace(turn, text=turn.event.text), loaded, turn.event)
        case Sent():
            for take in registry.files:
                reply = await take(turn)
                if reply is not None:
                    return turn, reply
            return turn, answer(turn.words, turn.event, "engine.file")
        case Located():
            return await _typed(registry, turn, loaded) or (turn, answer(turn.words, turn.event, "engine.place"))
        case _:
            return turn, Reply()


async def _pressed(registry: Registry, turn: Turn, loaded: Loaded, event: Pressed) -> tuple[Turn, Reply]:
    try:
        key = keys.decode(event.key)
    except keys.BadKey:
        return turn, answer(turn.words, event, "engine.unknown_button")
    handler = registry.verbs.get(key.verb)
    if handler is None:
        return turn, answer(turn.words, event, "engine.old_button")
    turn = replace(turn, option=key.option, values=event.values)
    row = loaded.pressed
    if key.prompt and row is None:
        return turn, answer(turn.words, event, "engine.stale")
    if row is not None and row.person != turn.person:
        return turn, answer(turn.words, event, "engine.foreign")
    if turn.athlete is None and key.verb not in registry.before_joining:
        return await _start(registry, turn)
    if row is None:
        return turn, _once(turn, await handler(turn))
    turn = replace(turn, prompt=as_prompt(row))
    if not row.open:
        stale = registry.stale.get(key.verb)
        return turn, (await stale(turn)) if stale else answer(turn.words, event, "engine.stale")
    return turn, _once(turn, await handler(turn))


def _once(turn: Turn, reply: Reply) -> Reply:
    """A button that is pressed twice writes once: what already stands last in the diary is not written again.

    An answer that ends its question comes once as it is, and may well say the same again ("yes, another run"). What was
    planned again is not what the runner said.
    """
    if turn.prompt is not None and turn.prompt.id in reply.close:
        return reply
    said = [one for one in reply.entries if not isinstance(one, Prescribed)]
    newest = (one for one in reversed(turn.recent) if not isinstance(one, Prescribed))
    stands = [*islice(newest, len(said))][::-1]
    if not said or len(stands) < len(said) or not all(map(diary.same, said, stands)):
        return reply
    return replace(reply, entries=tuple(one for one in reply.entries if isinstance(one, Prescribed)))


async def _called(registry: Registry, turn: Turn, command: str, arguments: str) -> tuple[Turn, Reply]:
    command = command.lower()
    if turn.overview is not None and command in registry.operators:
        return turn, await registry.operators[command](turn)
    handler = registry.commands.get(command)
    if turn.athlete is None and command not in registry.before_joining:
        return await _start(registry, replace(turn, text="" if handler else arguments))
    if handler is None:
        nearest = registry.nearest(command)
        key = "engine.unknown_command_nearest" if nearest else "engine.unknown_command"
        return turn, answer(turn.words, turn.event, key, command=_short(command), nearest=nearest)
    turn = replace(turn, text=arguments)
    return turn, await handler(turn)


async def _said(registry: Registry, turn: Turn, loaded: Loaded, event: Said) -> tuple[Turn, Reply]:
    takes = {row.id for row in loaded.prompts if row.takes_text}
    tapped = await _labelled(registry, turn, takes, labels.OWN_WORDS)
    if tapped is not None:
        return tapped
    asked = asks(event.text) and not flags.find(event.text)
    for listen in registry.interrupts:
        reply = await listen(turn)
        if reply is not None and not (asked and _tells(reply)):
            return turn, reply
    if turn.overview is not None and (name := event.text.strip().lower().removeprefix("/")) in registry.operators:
        # Where a platform sends only the commands of its menu as such.
        return turn, await registry.operators[name](turn)
    typed = await _typed(registry, turn, loaded, asked) or await _labelled(registry, turn)
    if typed is not None:
        return typed
    if turn.athlete is None:
        return await _start(registry, turn)
    for listen in registry.listens:
        reply = await listen(turn)
        if reply is not None and not (asked and _tells(reply)):
            return turn, reply
    bare = event.text.strip().lower().rstrip("?!.")
    if bare in registry.commands:
        return await _called(registry, turn, bare, "")
    named = await _named(registry, turn)
    if named is not None:
        return named
    return turn, answer(turn.words, event, "engine.question" if asked else "engine.unknown")


_TOLD = (
    diary.Report, diary.Felt, diary.Readiness, diary.Weighed, diary.Tested, diary.Ran, diary.Away, diary.Back,
)  # fmt: skip


def _tells(reply: Reply) -> bool:
    """Whether a reply writes down what the runner is or did, which no question says."""
    return any(isinstance(one, _TOLD) for one in reply.entries)


async def _typed(registry: Registry, turn: Turn, loaded: Loaded, asked: bool = False) -> tuple[Turn, Reply] | None:
    """A typed answer goes to the newest open prompt that takes text, and on from there where it does not fit. `asked`:
    it is a question, and answers none.
    """
    takes = {row.id for row in loaded.prompts if row.takes_text}
    for prompt in turn.prompts:
        handler = registry.texts.get(prompt.kind)
        if handler is None or prompt.id not in takes:
            continue
        mine = replace(turn, prompt=prompt)
        reply = await handler(mine)
        if reply is not None and not (asked and _tells(reply)):
            return mine, reply
    return None


async def _labelled(
    registry: Registry, turn: Turn, without: Container[int | None] = (), own: Container[str] = ()
) -> tuple[Turn, Reply] | None:
    """The very label of a button on the newest message ("No time") comes before what else it may mean, but for a red
    flag. `without`: questions that take text read it themselves first; `own`: verbs whose words are read otherwise.
    A figure is an answer of its own, but for a range ("1-2") that a button shows.
    """
    words = turn.text.strip()
    if turn.buttons is None or len(words) > 60 or flags.find(words):
        return None
    if labels.RANGE.fullmatch(words):
        spans = (labels.whole(words, buttons) for buttons in await turn.buttons())
        return await _tapped(registry, turn, next((one for one in spans if one is not None), None))
    if any(one.isdigit() for one in words):
        return None
    newest = [one for one in next(iter(await turn.buttons()), ()) if not one.url and _prompt(one) not in without]
    found = labels.whole(words, newest)
    if found is None or keys.decode(found.key).verb in own:
        return None
    return await _tapped(registry, turn, found)


async def _named(registry: Registry, turn: Turn) -> tuple[Turn, Reply] | None:
    """What nobody understood may stand on a button that is still to be seen; on the card of the day by its label."""
    shown = await turn.buttons() if turn.buttons is not None else ()
    for buttons in shown:
        told = await _tapped(registry, turn, labels.whole(turn.text, buttons))
        if told is not None:
            return told
    cards = {one.id for one in turn.prompts if one.topic == "day"}
    asking = [buttons for buttons in shown if buttons and _prompt(buttons[0]) not in cards]
    return await _tapped(registry, turn, labels.meant(turn.text, asking, turn.today))


async def _tapped(registry: Registry, turn: Turn, button: Button | None) -> tuple[Turn, Reply] | None:
    """As if it had been tapped; None for a button of a question that is closed."""
    asked = {0: None, **{one.id: one for one in turn.prompts}}
    if button is None or _prompt(button) not in asked:
        return None
    key = keys.decode(button.key)
    handler = registry.verbs.get(key.verb)
    if handler is None:
        return None
    turn = replace(turn, text="", option=key.option, prompt=asked[key.prompt])
    return turn, (await handler(turn)).below()


def _prompt(button: Button) -> int | None:
    """The question that a button belongs to, 0 for none; None for a link."""
    try:
        return keys.decode(button.key).prompt
    except keys.BadKey:
        return None


async def _start(registry: Registry, turn: Turn) -> tuple[Turn, Reply]:
    start = registry.commands.get("start")
    if start is None:
        return turn, answer(turn.words, turn.event, "engine.unknown")
    return turn, await start(turn)


def _short(text: str) -> str:
    return text if len(text) <= 32 else text[:31] + "…"


def diary_of(read: ReadDiary) -> Callable[[], Awaitable[tuple[Entry, ...]]]:
    """`Turn.diary`: loads every entry, for the few handlers that need them all (export, progress)."""

    async def diary() -> tuple[Entry, ...]:
        return entries(await read(0))

    return diary
