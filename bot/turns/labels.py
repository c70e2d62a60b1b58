"""Buttons that are typed instead of tapped: "left" where one says "Left", "the whole muscle", "none of these"."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any

from adapters.messages import Address, Button, Style
from bot.grammar.days import WEEKDAYS
from bot.grammar.text import clean, listed
from bot.storage import Store, outbox
from core.athlete import WEEKDAYS as DAYS

SCREEN = 6
"""Messages, from the newest up, whose buttons somebody may still mean."""

LONGEST = 6
"""Words of a typed label; more than these say something of their own."""

OWN_WORDS = frozenset(("skip", "move", "swap", "undo", "why", "today", "week"))
"""Verbs of buttons that stand under many a message: an open question may mean something else by their words."""

RANGE = re.compile(r"\d\s?(?:[-–—]\s?\d|\+)")
"""What stands on the buttons of the morning's question: "1–2", "6+"."""

_SMALL = listed("the a an my is it its it's in of to at on i i'm i'd just only please and or one side")
_YES = frozenset(("yes", "yep", "yeah", "yup", "y", "sure", "yes please", "do it", "please do", "agreed", "i agree"))
_NO = frozenset(("no", "nope", "n", "no thanks", "no thank you", "rather not", "not now", "nah", "cancel", "skip"))
_REFUSING = listed("no not none cancel leave keep later skip")


def on_screen(store: Store, here: Address) -> Callable[[], Awaitable[list[list[Button]]]]:
    """Reads the buttons of the newest messages in a chat, message by message, the newest first."""

    found: list[list[list[Button]]] = []

    async def shown() -> list[list[Button]]:
        if not found:
            # Asked for more than once in a turn, read once.
            rows = await store.read(
                lambda connection: outbox.latest_shown(connection, here.platform, here.user, SCREEN)
            )  # fmt: skip
            found.append([_buttons(payload) for _, payload in reversed(rows)])
        return found[0]

    return shown


def _buttons(payload: Mapping[str, Any]) -> list[Button]:
    rows = payload.get("rows") or ()
    return [
        Button(one["label"], one["key"], Style(one.get("style", "plain")), one.get("url", ""))
        for row in rows
        for one in row
    ]


def whole(text: str, buttons: Sequence[Button]) -> Button | None:
    """The one with that very label. A number alone is never one: it is an answer."""
    said = _plain(text)
    if RANGE.fullmatch(text.strip()):
        return next((one for one in buttons if _unspaced(one.label) == _unspaced(text)), None)
    if not said or said.isdigit() or len(said.split()) > LONGEST:
        return None
    return next((one for one in buttons if _plain(one.label) == said), None)


def meant(text: str, shown: Sequence[Sequence[Button]], today: date) -> Button | None:
    """The button that a message names: `shown` holds the buttons of each message that asks something, newest first.

    Some words of a label will do, where they are of that one alone; so will a plain yes or no where it is clear which
    button of the newest says that. What cannot be taken back has to be named whole.
    """
    said = _plain(text)
    if not said or said.isdigit() or len(said.split()) > LONGEST or not shown:
        return None
    if said in _YES or said in _NO:
        return _yes_or_no(said, shown[0])
    wanted = _words(said.replace("tomorrow", DAYS[(today.weekday() + 1) % 7])) - _SMALL
    for buttons in shown if wanted else ():
        found = [one for one in buttons if wanted <= _words(_plain(one.label))]
        if found:
            return found[0] if len(found) == 1 and found[0].style is not Style.DANGER else None
    return None


def _yes_or_no(said: str, buttons: Sequence[Button]) -> Button | None:
    if any(one.style is Style.DANGER for one in buttons):
        return None
    first = [(_plain(one.label).partition(" ")[0], one) for one in buttons]
    if said in _YES:
        found = [one for word, one in first if one.style is Style.PRIMARY or word == "yes"]
    else:
        found = [one for word, one in first if word in _REFUSING]
    return found[0] if len(found) == 1 else None


def _words(said: str) -> set[str]:
    """The words of a label, each day of the week by one name."""
    return {DAYS[WEEKDAYS[one]] if one in WEEKDAYS and len(one) > 2 else one for one in said.split()}


def _unspaced(text: str) -> str:
    return "".join(clean(text).split())


def _plain(text: str) -> str:
    """Small letters and digits, without symbols: "✓ I can't say" is "i can't say"."""
    return " ".join(re.findall(r"[^\W_]+(?:['.,][^\W_]+)*", clean(text).casefold()))
