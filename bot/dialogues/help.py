"""`/help`: what the coach does and does not do, on one phone screen."""

from __future__ import annotations

from adapters.messages import BLANK, Card, Line, line, mono, quiet, strong
from bot.dialogue import Dialogue, Out, Reply, Turn
from bot.words import Words

DAILY = ("today", "week", "rate", "pain", "why", "undo", "deload", "settings")
"""What one needs in the first weeks, a line each; all other commands follow by their names."""
ORDER = (
    "runs", "race", "away", "test", "progress", "load", "audit", "share", "view", "link", "export", "forget",
)  # fmt: skip
"""The others as they are listed; one that the coach has and this list does not comes at its end."""


async def help_(turn: Turn) -> Reply:
    """The overview, or one command: what it does and what can be typed instead ("/help week")."""
    words = turn.words
    known = [one for one in turn.facts.get("commands", ()) if one != "help"]
    asked = turn.text.strip().lstrip("/").casefold()
    if asked in known and words.has(f"command.{asked}"):
        return _about(words, asked)
    lines: list[Line] = [line(words("help.what")), BLANK]
    lines += [line(mono(f"/{name}"), f"  {described(words, name)}") for name in DAILY if name in known]
    lines += [BLANK, line(words("help.more")), line(" ".join(f"/{name}" for name in others(known)))]
    lines += [BLANK, line(strong(words("help.typing.title"))), *_lines(words, "help.typing")]
    lines += [BLANK, line(words("help.proposes"))]
    lines += [BLANK, *(line(quiet(one)) for one in words("help.limits").split("\n"))]
    return Reply(outs=(Out(Card(words("help.title"), tuple(lines)), card="help", fresh=True),))


def _about(words: Words, command: str) -> Reply:
    lines = [line(words(f"help.about.{command}"))] if words.has(f"help.about.{command}") else []
    if words.has(f"help.examples.{command}"):
        lines.append(line(words("help.type", examples=words(f"help.examples.{command}"))))
    title = words("help.one", command=command, text=described(words, command))
    return Reply(outs=(Out(Card(title, tuple(lines)), card="help", fresh=True),))


def others(commands: list[str]) -> list[str]:
    listed = [one for one in ORDER if one in commands]
    # Somebody who reads this has joined or can press their way there.
    return [*listed, *sorted(set(commands) - {*ORDER, *DAILY, "start"})]


def described(words: Words, command: str) -> str:
    return words(f"command.{command}") if words.has(f"command.{command}") else ""


def _lines(words: Words, key: str) -> list[Line]:
    return [line(one) for one in words(key).split("\n")]


DIALOGUE = Dialogue(name="help", commands={"help": help_}, before_joining=frozenset({"help"}))
