"""Why a dose is what it is: codes with their data. The sentences stand in the words, never here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.records import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that acted.

    `code` names the rule ("pain_next_morning"), `about` what it was about in order ("achilles", "left"), `data` the
    figures that a sentence or a receipt needs ("score": 4).
    """

    code: str
    about: tuple[str, ...] = ()
    data: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        if not self.about:
            return self.code
        joint = ">" if self.code in _FROM_TO else ", "
        return f"{self.code}({joint.join(self.about)})"

    @property
    def figures(self) -> dict[str, Any]:
        return dict(self.data)

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "about": list(self.about), "data": dict(self.data)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Reason:
        return cls(raw["code"], tuple(raw.get("about", ())), tuple(raw.get("data", {}).items()))


NO_ROOM = frozenset({"no_time", "no_time_usually"})
"""What the runner's usual minutes never hold, on a day that is full and on one that is lighter."""

_FROM_TO = frozenset({"regress", "progress", "exercise_swap"})


def reason(code: str, *about: object, **data: Any) -> Reason:
    return Reason(code, tuple(map(str, about)), tuple(sorted(data.items())) if data else ())
