"""Text as Discord's Markdown: what a runner typed can never become markup, a mention, a link, an emoji or a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from adapters.messages import Field, Line, Mark, Span
from adapters.tables import is_row

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # controls, and what turns text round
_MARKUP = re.compile(r"[\\*_~|`<\[]")
_LINE_START = re.compile(r"^(\s*)(-#|[-+>#])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_SCHEME = re.compile(r":(?=//)|:(?=\w+:)")
_INVITE = re.compile(r"(?<=\w)\.(?=\w+/)")
_MENTION = re.compile(r"@(?=everyone|here)")
# Most lines need nothing at all, and a card has many: one look instead of six.
_SUSPECT = re.compile(
    "|".join(one.pattern for one in (_UNSEEN, _MARKUP, _NUMBERED, _LINE_START, _SCHEME, _INVITE, _MENTION)),
    re.MULTILINE,
)


@lru_cache(maxsize=2048)
def escaped(text: str) -> str:
    """The text as Markdown that shows exactly this text. Remembered: most of what is said is said to many."""
    if _SUSPECT.search(text) is None:
        return text
    text = _MARKUP.sub(r"\\\g<0>", _UNSEEN.sub("", text))
    text = _NUMBERED.sub(r"\1\\\2", text)
    text = _LINE_START.sub(lambda m: m[1] + "\u200b".join(f"\\{char}" for char in m[2]), text)
    text = _INVITE.sub(r"\\.", _SCHEME.sub(r"\\:", text))
    return _MENTION.sub("@\u200b", text)  # a backslash would do for the eye; this also stops a careless client


def seen(text: str) -> str:
    """Without what no reader sees; "" where that is all there is."""
    return _UNSEEN.sub("", text).strip()


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(_UNSEEN.sub("", text).split("\n"))


def _code(text: str) -> str:
    """Nothing but our own fence closes a code block: a space of no width keeps its backticks from becoming one."""
    return _UNSEEN.sub("", text).replace("``", "`\u200b`").replace("``", "`\u200b`")


def _inline_code(text: str) -> str:
    text = flat(_code(text))
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _span(span: Span) -> str:
    text = span.text if span.text.isprintable() else _UNSEEN.sub("", span.text)
    match span.mark:
        case Mark.STRONG if inner := text.strip():
            before, _, after = text.partition(inner)
            return f"{before}**{escaped(flat(inner))}**{after}"
        case Mark.MONO if text.strip():
            return _inline_code(text)
        case _:
            return escaped(text)


def written(line: Line) -> str:
    return _code(line.plain) if is_row(line) else _prose(line)


def _prose(line: Line) -> str:
    text = "".join([_span(span) for span in line.spans])
    marks = {span.mark for span in line.spans if span.text.strip()}
    return f"-# {flat(text)}" if marks == {Mark.QUIET} and text.strip() else text


def blocks(lines: Iterable[Line]) -> list[str]:
    """Paragraphs and tables as Markdown, with "" for the blank line between two paragraphs: a table has space around
    it already.
    """
    made: list[str] = []
    kinds: list[bool] = []
    gap = False
    for line in lines:
        table = is_row(line)
        text = _code(line.plain) if table else _prose(line)
        if not text.strip():
            gap = True
            continue
        if made and not gap and table is kinds[-1]:
            made[-1] += f"\n{text}"
            continue
        if gap and made and not (table or kinds[-1]):
            made.append("")
            kinds.append(False)
        made.append(text)
        kinds.append(table)
        gap = False
    return [f"```\n{text}\n```" if table else text for text, table in zip(made, kinds, strict=True)]


def fields_of(fields: Sequence[Field]) -> str:
    shown = [f"**{escaped(flat(field.label))}** {escaped(flat(field.value))}" for field in fields]
    short = sum(len(field.label) + len(field.value) + 4 for field in fields) <= 44
    return (" · " if short else "\n").join(shown)
