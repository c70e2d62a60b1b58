"""Buttons as rows of components and as selects, within what one message may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import discord

from adapters.discord.markdown import flat
from adapters.messages import Button, Rows, Style
from adapters.splitting import units
from adapters.toggles import TOGGLES, as_sets

ROW = 5
OPTIONS = 25
LABEL = 80

_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary.value,
    Style.PRIMARY: discord.ButtonStyle.primary.value,
    Style.DANGER: discord.ButtonStyle.danger.value,
    Style.ON: discord.ButtonStyle.success.value,
    Style.OFF: discord.ButtonStyle.secondary.value,
}
_TICK = re.compile(r"^[✓✔✅☑]\ufe0f? *")

Component = dict[str, Any]
"""As it is sent."""


def of(kind: discord.ComponentType, **fields: Any) -> Component:
    """A component of this type."""
    return {"type": kind.value, **fields}


@lru_cache(maxsize=1024)
def clipped(label: str, most: int) -> str:
    """The label in at most `most` UTF-16 units, never empty. Remembered: most buttons stand on many messages."""
    label = flat(label).strip() or "·"
    if units(label) <= most:
        return label
    while units(label) > most - 1:
        label = label[:-1]
    return label.rstrip("\u200d\ufe0f ") + "…"


def _button(button: Button) -> Component:
    label = clipped(button.label, LABEL)
    if button.url:
        return of(discord.ComponentType.button, label=label, style=discord.ButtonStyle.link.value, url=button.url)
    return of(discord.ComponentType.button, label=label, style=_STYLES[button.style], custom_id=button.key)


def _even(buttons: Sequence[Button]) -> list[Sequence[Button]]:
    """Rows of at most five that differ by one at most: eleven are 4 + 4 + 3, never 5 + 5 + 1."""
    count = -(-len(buttons) // ROW)
    size, larger = divmod(len(buttons), count)
    cuts = [n * size + min(n, larger) for n in range(count + 1)]
    return [buttons[a:b] for a, b in pairwise(cuts)]


def _select(buttons: Sequence[Button], number: int, choose: str) -> Component:
    toggles = all(button.style in TOGGLES for button in buttons)
    # The select's own key only has to be ours and unique: the keys that count are its values.
    stem = ".".join(buttons[0].key.split(".")[:3])
    return of(
        discord.ComponentType.select,
        custom_id=f"{stem}.*{number}",
        placeholder=choose,
        min_values=0 if toggles else 1,
        max_values=len(buttons) if toggles else 1,
        options=[
            {
                "label": clipped(_TICK.sub("", button.label) if toggles else button.label, 100),
                "value": button.key,
                "default": button.style is Style.ON,
            }
            for button in buttons
        ],
    )


def _row(components: Iterable[Component]) -> Component:
    return of(discord.ComponentType.action_row, components=list(components))


def controls(rows: Rows, room: int, choose: str) -> list[Component]:
    """The rows of buttons within `room` components. Long rows, and toggles by the dozen, become selects."""
    groups = as_sets(rows)
    # A set of more than ten toggles or of more than fifteen choices is a list to pick from, not a wall of buttons.
    listed = [
        len(group) > (10 if group[0].style in TOGGLES else 15) and not any(button.url for button in group)
        for group in groups
    ]
    while _cost(groups, listed) > room:
        worst = max(
            (n for n, done in enumerate(listed) if not done and not any(b.url for b in groups[n])),
            key=lambda n: len(groups[n]),
            default=None,
        )
        if worst is None or len(groups[worst]) < 3:
            raise ValueError(f"{sum(map(len, groups))} buttons do not fit into one Discord message")
        listed[worst] = True
    made: list[Component] = []
    for group, as_list in zip(groups, listed, strict=True):
        if as_list:
            chunks = [group[n : n + OPTIONS] for n in range(0, len(group), OPTIONS)]
            made += [_row([_select(chunk, len(made) + n, choose)]) for n, chunk in enumerate(chunks)]
        else:
            made += [_row(map(_button, chunk)) for chunk in _even(group)]
    return made


def _cost(groups: Sequence[Sequence[Button]], listed: Sequence[bool]) -> int:
    return sum(
        2 * -(-len(group) // OPTIONS) if as_list else len(group) + -(-len(group) // ROW)
        for group, as_list in zip(groups, listed, strict=True)
    )
