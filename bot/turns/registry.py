"""All dialogues as one table: which handler a command, a button, a typed answer or a due row belongs to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from bot.dialogue import Dialogue, Handler, Listener


class Twice(ValueError):
    """Two dialogues claim the same command, verb or prompt: a mistake in the registry, found at the start."""


class Registry:
    def __init__(self, dialogues: Iterable[Dialogue]) -> None:
        self.dialogues = tuple(dialogues)
        self.commands: Mapping[str, Handler] = _merged(self.dialogues, "commands")
        self.operators: Mapping[str, Handler] = _merged(self.dialogues, "operators")
        self.verbs: Mapping[str, Handler] = _merged(self.dialogues, "verbs")
        self.texts: Mapping[str, Listener] = _merged(self.dialogues, "texts")
        self.due: Mapping[str, Handler] = _merged(self.dialogues, "due")
        self.stale: Mapping[str, Handler] = _merged(self.dialogues, "stale")
        self.files = tuple(one for dialogue in self.dialogues for one in dialogue.files)
        self.listens = tuple(one for dialogue in self.dialogues for one in dialogue.listens)
        self.interrupts = tuple(one for dialogue in self.dialogues for one in dialogue.interrupts)
        self.before_joining = frozenset({"start"}).union(*(one.before_joining for one in self.dialogues))
        self.owed = frozenset[str]().union(*(one.owed for one in self.dialogues))

    def nearest(self, command: str) -> str:
        """The known command that was probably meant, "" if none comes close."""
        found = difflib.get_close_matches(command.lower()[:32], self.commands, n=1, cutoff=0.5)
        return found[0] if found else ""


def _merged(dialogues: tuple[Dialogue, ...], part: str) -> dict[str, Any]:
    owner: dict[str, str] = {}
    merged: dict[str, Any] = {}
    for dialogue in dialogues:
        for name, handler in getattr(dialogue, part).items():
            if name in merged:
                raise Twice(f"{part}: {name!r} belongs to {owner[name]} and to {dialogue.name}")
            merged[name], owner[name] = handler, dialogue.name
    return merged
