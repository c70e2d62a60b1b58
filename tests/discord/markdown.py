"""Discord's Markdown as a client reads it: what is shown, and which marks took effect.

Generous on purpose: where clients differ, the mark counts. So text that comes through here without a mark is plain
text everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OURS = frozenset({"heading", "strong", "code", "fence", "subtext"})
"""The marks that we put there ourselves; any other one in an outgoing message came from somebody's text."""

_EMOJI_NAMES = "smile|heart|fire|tada|thumbsup|runner|e|x"
_LINE_START = {
    "heading": re.compile(r"#{1,3} +"),
    "subtext": re.compile(r"-# +"),
    "quote": re.compile(r">(?:>>)? +"),
    "list": re.compile(r"(?:[-*+]|\d+\.) +"),
}
_ATOMS = {
    "fence": re.compile(r"```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n].*?)\n*```", re.DOTALL | re.IGNORECASE),
    "code": re.compile(r"(`+)(.*?[^`])\1(?!`)", re.DOTALL),
    "mention": re.compile(r"<@[!&]?\d+>|<#\d+>|</[^:\n]+:\d+>|@everyone|@here|<id:\w+>"),
    "timestamp": re.compile(r"<t:-?\d+(?::[tTdDfFRsS])?>"),
    "emoji": re.compile(rf"<a?:\w+:\d+>|:(?:{_EMOJI_NAMES}):"),
    "link": re.compile(
        r"\[[^\]\n]+\]\([^)\n]*\)|<?(?:https?|discord|steam)://[^\s<]+>?|<mailto:[^>]+>|discord\.gg/\w+", re.IGNORECASE
    ),
}
_SPANS = {
    "strong": re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL),
    "underline": re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL),
    "italic": re.compile(r"\*(?=\S)((?:\\.|[^\\*])+?)\*(?!\*)|\b_((?:\\.|[^\\_])+?)_(?!\w)", re.DOTALL),
    "strike": re.compile(r"~~((?:\\.|[^\\])+?)~~", re.DOTALL),
    "spoiler": re.compile(r"\|\|((?:\\.|[^\\])+?)\|\|", re.DOTALL),
}


def shown(text: str) -> tuple[str, frozenset[str]]:
    """The text that a client shows, and the marks that took effect."""
    out: list[str] = []
    marks: set[str] = set()
    for piece, mark in _read(text, line_start=True):
        out.append(piece)
        if mark:
            marks.add(mark)
    return "".join(out).replace("\u200b", ""), frozenset(marks)


def _read(text: str, *, line_start: bool) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        if line_start and (found := _first(_LINE_START, text, at)):
            mark, match = found
            yield "", mark
            at = match.end()
            line_start = False
            continue
        char = text[at]
        if char == "\\" and at + 1 < len(text) and re.match(r"[^0-9A-Za-z\s]", text[at + 1]):
            yield text[at + 1], ""
            at += 2
        elif found := _first(_ATOMS, text, at):
            mark, match = found
            yield (match[match.re.groups] if match.re.groups else match[0]), mark
            at = match.end()
        elif found := _first(_SPANS, text, at):
            mark, match = found
            yield "", mark
            yield from _read(next(group for group in match.groups() if group is not None), line_start=False)
            at = match.end()
        else:
            yield char, ""
            at += 1
            line_start = char == "\n" or (line_start and char == " ")
            continue
        line_start = False


def _first(rules: dict[str, re.Pattern[str]], text: str, at: int) -> tuple[str, re.Match[str]] | None:
    for mark, rule in rules.items():
        if match := rule.match(text, at):
            return mark, match
    return None
