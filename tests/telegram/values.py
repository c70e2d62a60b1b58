"""What the local Bot API keeps and answers with: people, messages as they stand, presses, refusals, troubles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.telegram.entities import Entity

QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
BLOCKED = "Forbidden: bot was blocked by the user"
NEVER_STARTED = "Forbidden: bot can't initiate conversation with a user"
DEACTIVATED = "Forbidden: user is deactivated"


class Refusal(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        prefix = "Bad Request: " if code == 400 else ""
        self.code, self.description, self.parameters = code, prefix + description, parameters


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong with one request.

    It is refused, late, never answered or cut off (though carried out, unless it went wrong `before` that), answered
    with half an answer, or a `page` of somebody else's comes back.
    """

    refusal: Refusal | None = None
    seconds: float = 0.0
    silence: bool = False
    cut: bool = False
    page: int = 0
    before: bool = False
    garbled: bool = False


def flood(seconds: int) -> Trouble:
    """429 with the seconds to wait."""
    return Trouble(Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds))


def refuse(code: int, description: str) -> Trouble:
    """Any other answer with `ok: false`; a 400 gets its prefix by itself."""
    return Trouble(Refusal(code, description))


LOST_ANSWER = Trouble(silence=True)
"""Carried out, and the answer never comes: the client's read times out."""

CUT_OFF = Trouble(cut=True)
"""Carried out, and the connection closed without an answer."""


@dataclass(frozen=True, slots=True)
class Key:
    label: str
    data: str = ""
    url: str = ""
    style: str = ""


@dataclass(slots=True)
class Shown:
    """A message as the runner sees it now."""

    chat: int
    id: int
    text: str
    entities: tuple[Entity, ...]
    keys: tuple[tuple[Key, ...], ...] = ()
    kind: str = "text"
    file: File | None = None
    silent: bool = False
    edits: int = 0
    at: float = 0.0
    from_bot: bool = True

    @property
    def read(self) -> str:
        """The text as a person reads it: a blank that does not break is a blank, what joins two letters is nothing."""
        return self.text.replace("\u00a0", " ").replace("\u2060", "")

    @property
    def labels(self) -> list[str]:
        return [key.label for row in self.keys for key in row]


@dataclass(frozen=True, slots=True)
class File:
    id: str
    name: str
    content: bytes
    size: int
    kind: str = "document"


@dataclass(slots=True)
class Query:
    """A press waiting for its answer: `toast` is what was shown, "" for none, None while it waits."""

    id: str
    chat: int
    at: float
    toast: str | None = None
    answered_after: float | None = None
    answers: int = 0


@dataclass(slots=True)
class Person:
    id: int
    name: str
    language: str = "en"
    started: bool = True
    blocked: bool = False
    deactivated: bool = False
    moved_to: int = 0

    @property
    def as_user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    @property
    def as_chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.name}


@dataclass(slots=True)
class Request:
    method: str
    given: Mapping[str, str]
    files: Mapping[str, File]
    at: float
