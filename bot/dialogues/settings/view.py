"""A page of the settings card: what it holds while it is open, and what a press or a typed answer makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from adapters.messages import Button, Line, Rows, Style, line
from bot.dialogue import Turn
from bot.words import Words
from core.athlete import Athlete
from core.diary import Entry

VERB = "set"
MENU = "menu"


@dataclass(frozen=True, slots=True)
class View:
    """`page` is what the card shows, `draft` what was ticked there and not saved yet, `place` which kit is open."""

    page: str = MENU
    draft: Mapping[str, Any] = field(default_factory=dict)
    place: int = 0

    def to_json(self) -> dict[str, Any]:
        return {"page": self.page, "draft": dict(self.draft), "place": self.place}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> View:
        return cls(str(raw.get("page", MENU)), dict(raw.get("draft") or {}), int(raw.get("place") or 0))

    def at(self, page: str, place: int = 0) -> View:
        """Another page, with nothing ticked yet."""
        return View(page, {}, place)

    def ticking(self, **draft: Any) -> View:
        return replace(self, draft={**self.draft, **draft})


@dataclass(frozen=True, slots=True)
class Result:
    """Where the card goes on, and what changed: the profile, more entries, and what is said of it.

    `plan` says that the plan may look different now, which is then shown.
    """

    view: View
    athlete: Athlete | None = None
    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    plan: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """What a page is shown from."""

    words: Words
    athlete: Athlete
    view: View
    now: datetime
    turn: Turn


Shown = tuple[Sequence[Line], Rows]
Typed = Callable[[Here, str], Result | None]


@dataclass(frozen=True, slots=True)
class Page:
    """`typed` None: the page takes no typed answer."""

    show: Callable[[Here], Shown]
    press: Callable[[Here, str], Result]
    typed: Typed | None = None


def told(here: Here, said: str, /, **figures: object) -> tuple[str, ...]:
    return (here.words(f"settings.said.{said}", **figures),)


def lines_of(here: Here, name: str, **figures: object) -> list[Line]:
    return [line(one) for one in here.words(f"settings.{name}", **figures).split("\n")]


def save(here: Here, page: str) -> Button:
    return button(here.words, "settings.save", page, "save", Style.PRIMARY)


def key(page: str, what: str) -> str:
    return f"{VERB}.{page}.{what}"


def button(words: Words, label: str, page: str, what: str, style: Style = Style.PLAIN) -> Button:
    return Button(words(label), key(page, what), style)


def back(words: Words, page: str, to: str = MENU) -> Button:
    return button(words, "form.back", page, f"to-{to}")
