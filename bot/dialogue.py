"""What a dialogue is: how it declares itself, what it is given, and the closed set of things it may answer with.

A conversation is rows, not objects: an open question is a prompt row, a button's key names that row, and a dialogue
is a handful of functions from a `Turn` to a `Reply`. The engine loads the turn in one or two statements, runs the
handler, and stores entries, prompts and outgoing messages in one transaction.

Buttons inside a dialogue carry short keys, "verb" or "verb.option"; the engine stamps them with the prompt's id
(`1.<verb>.<prompt id, base 36>.<option>`). A verb belongs to one dialogue.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from adapters.messages import Button, Event, Message
from bot.storage.overview import Overview
from bot.storage.shares import ShareRow
from bot.words import Words
from core.athlete import Athlete
from core.diary import Entry
from core.standing import Standing


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to open as a prompt row. `kind` is the dialogue's name for it, `data` whatever answering needs.

    `text` says that a typed answer may go to it (the newest open prompt that takes text gets it). `lasts` None = until
    answered or replaced. `topic`: an older open prompt of the same topic is superseded ("" = none).
    """

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    text: bool = False
    lasts: timedelta | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    id: int
    kind: str
    data: Mapping[str, Any]
    opened: datetime
    open: bool = True
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Out:
    """One outgoing message.

    `card` names a live message ("day:2026-11-24"): where one of that name was already sent it is edited in place,
    unless `fresh`. `ask` opens a prompt and the buttons get its id; `keep` stamps them with an existing prompt's id
    instead (editing a card whose question stays open). Only the daily prompts are not `silent`.
    """

    message: Message
    ask: Ask | None = None
    keep: int | None = None
    card: str = ""
    fresh: bool = False
    silent: bool = True


@dataclass(frozen=True, slots=True)
class Door:
    """One of the chats in which a runner is reached; the preferred one gets the mornings."""

    number: int
    platform: str
    preferred: bool
    here: bool = False


@dataclass(frozen=True, slots=True)
class Doors:
    """What may be asked about doors: the runner's own, and the runner whom a code leads to (0 for none)."""

    mine: Callable[[], Awaitable[Sequence[Door]]]
    behind: Callable[[str], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Link:
    """A change of the doors: `offer` a code that opens this diary for a while, `take` one (this chat is that runner's
    from now on, and `told` is said where they came from), or `prefer` the door of that number.
    """

    offer: str = ""
    until: datetime | None = None
    take: str = ""
    told: Out | None = None
    prefer: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A runner as somebody may see them through a share."""

    share: ShareRow
    athlete: Athlete
    standing: Standing


@dataclass(frozen=True, slots=True)
class Shares:
    """What may be asked about shares: those this runner gives, those this chat may look at, what a code leads to, and
    the runner behind the share of that number (None: it has ended).
    """

    given: Callable[[], Awaitable[Sequence[ShareRow]]]
    seen: Callable[[], Awaitable[Sequence[ShareRow]]]
    behind: Callable[[str], Awaitable[ShareRow | None]]
    look: Callable[[int], Awaitable[Seen | None]]


@dataclass(frozen=True, slots=True)
class Sharing:
    """A change of the shares: `offer` one by a code, `take` a code, `end` that of a number, or `change` its wishes."""

    offer: Mapping[str, Any] | None = None
    take: str = ""
    end: int = 0
    change: tuple[int, Mapping[str, bool]] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody else is told, at the door they prefer. `to` is that person."""

    to: int
    out: Out


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything that one event changes, stored in one transaction.

    `entries` go to the diary (the engine numbers them, and those without a batch are one). `athlete` is the new
    profile. `close` and `update` act on prompt rows by compare-and-set; a press that loses that race gets `stale`'s
    answer. `later` asks for a one-off reminder (kind, when, not after, data). `forget` erases the runner.
    `replace_diary`: `entries` are the whole diary from now on, numbered from 1. `link` changes the doors, `share` who
    may look; `told` goes to others.
    """

    outs: tuple[Out, ...] = ()
    entries: tuple[Entry, ...] = ()
    athlete: Athlete | None = None
    close: tuple[int, ...] = ()
    update: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    later: tuple[Later, ...] = ()
    forget: bool = False
    replace_diary: bool = False
    link: Link | None = None
    share: Sharing | None = None
    told: tuple[Told, ...] = ()

    def below(self) -> Reply:
        """The same in a new message: what was typed is answered below it, not further up."""
        outs = tuple(replace(one, fresh=True) if at == 0 and one.card else one for at, one in enumerate(self.outs))
        return replace(self, outs=outs)


@dataclass(frozen=True, slots=True)
class Later:
    """A one-off row of the outbox: `kind` names the handler in `Dialogue.due`, `at` and `not_after` are instants.

    With a `key`, one of the same key that still waits is moved instead; one that is over is only followed by a later
    one. Quiet hours hold it back until they end or `not_after` has gone by.
    """

    kind: str
    at: datetime
    not_after: datetime | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One event (or due row) of one runner, with everything loaded that an ordinary handler needs.

    `athlete` is None until the runner joined. `standing` is read up to the last entry. `prompt` is the row that a
    press or a typed answer belongs to, `option` the key's last part ("" for typed text), `values` a select's choices.
    `prompts` are the open ones, newest first. `recent` are the last entries (about 60), oldest first; `diary()` loads
    all of them. `buttons()` are those on the newest messages, message by message, the newest first. `data` is the due
    row's data. `overview(since)` is there for operators only.
    """

    now: datetime
    today: date
    words: Words
    person: int
    athlete: Athlete | None
    standing: Standing
    event: Event | None = None
    text: str = ""
    prompt: Prompt | None = None
    option: str = ""
    values: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    recent: Sequence[Entry] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    diary: Callable[[], Awaitable[tuple[Entry, ...]]] | None = None
    buttons: Callable[[], Awaitable[Sequence[Sequence[Button]]]] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    doors: Doors | None = None
    shares: Shares | None = None
    overview: Callable[[datetime], Awaitable[Overview]] | None = None

    @property
    def next_n(self) -> int:
        """The number that the reply's first entry will get (an Undo button has to name it)."""
        return self.recent[-1].n + 1 if self.recent else 1


Handler = Callable[[Turn], Awaitable[Reply]]
Listener = Callable[[Turn], Awaitable[Reply | None]]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What one file of `bot/dialogues/` contributes.

    `commands`: name -> handler (arguments in `Turn.text`). `verbs`: a button's verb -> handler. `texts`: prompt kind
    -> handler of a typed answer; None passes it on (to the next open prompt that takes text, then to `listens`).
    `due`: kind of a scheduled row -> handler. `files`: tried in registry order for a file that was sent, the first
    that returns a Reply wins. `listens`: typed text that no prompt took, same way. `interrupts`: the same before any
    prompt is asked (red-flag words), and after the label of a button of the newest message. `before_joining`: the
    commands and verbs that work without a profile; the others lead to `start`. `owed`: those that stay open to a
    runner whom the operator no longer lets in, for the diary is theirs. `stale`: verb -> answer to a press on a
    question that is closed (`Turn.prompt` is that row); without one the engine answers.
    """

    name: str
    commands: Mapping[str, Handler] = field(default_factory=dict)
    verbs: Mapping[str, Handler] = field(default_factory=dict)
    texts: Mapping[str, Listener] = field(default_factory=dict)
    due: Mapping[str, Handler] = field(default_factory=dict)
    files: tuple[Listener, ...] = ()
    listens: tuple[Listener, ...] = ()
    interrupts: tuple[Listener, ...] = ()
    before_joining: frozenset[str] = frozenset()
    owed: frozenset[str] = frozenset()
    stale: Mapping[str, Handler] = field(default_factory=dict)
    operators: Mapping[str, Handler] = field(default_factory=dict)
