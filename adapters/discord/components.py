"""Messages as Discord's Components v2: a container in the colour of the light, its text escaped, its buttons in rows.

Nothing here talks to Discord. A rendered message is a `Layout` with the files it shows; discord.py keeps no reference
to it: a press finds its way by its key alone (see interactions.py).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any, ClassVar, cast

import discord

from adapters.gateway import Limits
from adapters.messages import (
    Button,
    Card,
    Document,
    Field,
    Line,
    Mark,
    Media,
    Message,
    Notice,
    Picture,
    Rows,
    Span,
    Style,
    Text,
    Tone,
    quiet,
)
from adapters.splitting import lines_of, split, units
from adapters.tables import bound, fold, is_row

TOTAL_TEXT = 4000
TOTAL_COMPONENTS = 40
ROW = 5
OPTIONS = 25
LABEL = 80

PHONE = 30
"""Columns of a code block inside a container that a narrow phone shows on one line."""

# Lines are measured with their escapes; what stands between them (code fences, headings) lives from the slack.
LIMITS = Limits(
    text=3800, caption=3800, key_bytes=64, buttons_per_row=ROW, rows=10, label=LABEL, file_bytes=10 * 1024 * 1024,
    once_per_nonce=True,
)  # fmt: skip

COLOURS = {
    Tone.PUSH: 0x2FA866,
    Tone.HOLD: 0xE9A820,
    Tone.BACK_OFF: 0xD83C3E,
    Tone.NEUTRAL: 0x6B7F99,
    Tone.ALERT: 0xD83C3E,
}
_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary.value,
    Style.PRIMARY: discord.ButtonStyle.primary.value,
    Style.DANGER: discord.ButtonStyle.danger.value,
    Style.ON: discord.ButtonStyle.success.value,
    Style.OFF: discord.ButtonStyle.secondary.value,
}

Component = dict[str, Any]
"""As it is sent."""


def _of(kind: discord.ComponentType, **fields: Any) -> Component:
    return {"type": kind.value, **fields}


def _text(content: str) -> Component:
    return _of(discord.ComponentType.text_display, content=content)


def _space(line: bool) -> Component:
    return _of(discord.ComponentType.separator, divider=line, spacing=1)


def _gallery(url: str, **about: str) -> Component:
    return _of(discord.ComponentType.media_gallery, items=[{"media": {"url": url}, **about}])


_TOGGLES = {Style.ON, Style.OFF}
_TICK = re.compile(r"^[✓✔✅☑]\ufe0f? *")

# --- text: what a runner typed can never become markup, a mention, a link, an emoji or a picture --------------------

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


def escaped(text: str) -> str:
    """The text as Markdown that shows exactly this text."""
    if _SUSPECT.search(text) is None:
        return text
    text = _MARKUP.sub(r"\\\g<0>", _UNSEEN.sub("", text))
    text = _NUMBERED.sub(r"\1\\\2", text)
    text = _LINE_START.sub(lambda m: m[1] + "\u200b".join(f"\\{char}" for char in m[2]), text)
    text = _INVITE.sub(r"\\.", _SCHEME.sub(r"\\:", text))
    return _MENTION.sub("@\u200b", text)  # a backslash would do for the eye; this also stops a careless client


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text).strip()


def _flat(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split("\n"))


def _code(text: str) -> str:
    """Nothing but our own fence closes a code block: a space of no width keeps its backticks from becoming one."""
    return _UNSEEN.sub("", text).replace("``", "`\u200b`").replace("``", "`\u200b`")


def _inline_code(text: str) -> str:
    text = _flat(_code(text))
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _span(span: Span) -> str:
    match span.mark:
        case Mark.STRONG if inner := span.text.strip():
            before, _, after = span.text.partition(inner)
            return f"{before}**{escaped(_flat(bound(inner)))}**{after}"
        case Mark.MONO if span.text.strip():
            return _inline_code(span.text)
        case _:
            return escaped(bound(span.text))


def _line(line: Line) -> str:
    if is_row(line):
        return _code(line.plain)
    text = "".join(_span(span) for span in line.spans)
    marks = {span.mark for span in line.spans if span.text.strip()}
    return f"-# {_flat(text)}" if marks == {Mark.QUIET} else text


def blocks(lines: Iterable[Line]) -> list[str]:
    """Paragraphs and tables as Markdown, with "" for the blank line between two paragraphs."""
    made: list[str] = []
    for kind, run in groupby(lines, key=lambda line: 1 + is_row(line) if _seen(line.plain) else 0):
        text = "\n".join(map(_line, run)) if kind else ""
        made.append(f"```\n{text}\n```" if kind == 2 else text)
    # A table has space around it already.
    near = ["", *made, ""]
    fenced = [text.startswith("```") for text in near]
    return [
        text for n, text in enumerate(near) if text or (0 < n <= len(made) and not (fenced[n - 1] or fenced[n + 1]))
    ]


def _texts(lines: Iterable[Line]) -> list[Component]:
    shown = blocks(lines)
    while shown and not shown[0]:
        del shown[0]
    while shown and not shown[-1]:
        del shown[-1]
    return [_text(text) if text else _space(line=False) for text in shown]


def _fields(fields: Sequence[Field]) -> str:
    shown = [f"**{escaped(_flat(field.label))}** {escaped(_flat(field.value))}" for field in fields]
    short = sum(len(field.label) + len(field.value) + 4 for field in fields) <= 44
    return (" · " if short else "\n").join(shown)


# --- buttons ---------------------------------------------------------------------------------------------------------


def _clipped(label: str, most: int) -> str:
    label = _flat(label).strip() or "·"
    if units(label) <= most:
        return label
    while units(label) > most - 1:
        label = label[:-1]
    return label.rstrip("\u200d\ufe0f ") + "…"


def _button(button: Button) -> Component:
    label = _clipped(button.label, LABEL)
    if button.url:
        return _of(discord.ComponentType.button, label=label, style=discord.ButtonStyle.link.value, url=button.url)
    return _of(discord.ComponentType.button, label=label, style=_STYLES[button.style], custom_id=button.key)


def _even(buttons: Sequence[Button]) -> list[Sequence[Button]]:
    """Rows of at most five that differ by one at most: eleven are 4 + 4 + 3, never 5 + 5 + 1."""
    count = -(-len(buttons) // ROW)
    size, larger = divmod(len(buttons), count)
    cuts = [n * size + min(n, larger) for n in range(count + 1)]
    return [buttons[a:b] for a, b in pairwise(cuts)]


def _select(buttons: Sequence[Button], number: int, choose: str) -> Component:
    toggles = any(button.style in _TOGGLES for button in buttons)
    # The select's own key only has to be ours and unique: the keys that count are its values.
    stem = ".".join(buttons[0].key.split(".")[:3])
    return _of(
        discord.ComponentType.select,
        custom_id=f"{stem}.*{number}",
        placeholder=choose,
        min_values=0 if toggles else 1,
        max_values=len(buttons) if toggles else 1,
        options=[
            {
                "label": _clipped(_TICK.sub("", button.label) if toggles else button.label, 100),
                "value": button.key,
                "default": button.style is Style.ON,
            }
            for button in buttons
        ],
    )


def _row(components: Iterable[Component]) -> Component:
    return _of(discord.ComponentType.action_row, components=list(components))


def controls(rows: Rows, room: int, choose: str) -> list[Component]:
    """The rows of buttons within `room` components. Long rows, and toggles by the dozen, become selects."""
    groups: list[list[Button]] = []
    for row in rows:
        toggles = bool(row) and all(button.style in _TOGGLES for button in row)
        if toggles and groups and all(button.style in _TOGGLES for button in groups[-1]):
            groups[-1].extend(row)  # toggles in threes suit another platform: here they are one set
        elif row:
            groups.append(list(row))
    # A set of more than ten toggles or of more than fifteen choices is a list to pick from, not a wall of buttons.
    listed = [
        len(group) > (10 if group[0].style in _TOGGLES else 15) and not any(button.url for button in group)
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


# --- messages ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Layout:
    """Components as they are sent, in the place of discord.py's `LayoutView`.

    That one makes an object of every component, only to take it apart again, and a number and a future to wait for
    presses by, which ours do without: for a card that was a tenth of all it costs. These are the questions to a view.
    """

    components: Sequence[Component]
    timeout: None = None
    __discord_ui_view__: ClassVar[bool] = True

    def to_components(self) -> Sequence[Component]:
        return self.components

    def has_components_v2(self) -> bool:
        return True

    def is_finished(self) -> bool:
        return True

    def is_dispatchable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Rendered:
    view: discord.ui.LayoutView
    files: tuple[tuple[str, bytes], ...] = ()

    def uploads(self) -> list[discord.File]:
        """Fresh file objects: discord.py closes the ones it sent."""
        return [discord.File(io.BytesIO(content), name) for name, content in self.files]

    def changed(self) -> dict[str, Any]:
        """The arguments of an edit. The client's own rule that nobody is mentioned does not reach edits."""
        nobody = discord.AllowedMentions.none()
        return {"view": self.view, "attachments": self.uploads(), "allowed_mentions": nobody}


def render(message: Message, *, choose: str = "Choose") -> list[Rendered]:
    """The message as one or more Discord messages, in order; the buttons are on the last."""
    limits = LIMITS
    if not isinstance(message, Notice):
        message = replace(message, lines=fold(message.lines, PHONE))
    while True:
        try:
            # Most messages are far from any limit: what fits with all its escapes need not be measured line by line.
            parts = (message,) if _short(message) else split(message, limits, lambda line: units(_line(line)))
            return [_rendered(part, choose) for part in parts]
        except _TooLong:
            # Hundreds of short tables can eat the slack. Halving ends: one line alone always fits.
            limits = replace(limits, text=limits.text // 2, caption=limits.caption // 2)


def _short(message: Message) -> bool:
    return sum(len(line.plain) + 8 for line in lines_of(message)) * 3 < TOTAL_TEXT


class _TooLong(ValueError):
    pass


def _rendered(message: Message, choose: str) -> Rendered:
    files: tuple[tuple[str, bytes], ...] = ()
    link: Rows = ()
    items: list[Component] = []
    match message:
        case Notice(text=text):
            items = _texts([Line((Span(text),))])
        case Card():
            return Rendered(_finished([_container(message, choose)]))
        case Text(lines=lines):
            items = _texts(lines)
        case Picture(png=png, alt=alt, lines=lines):
            files = (("picture.png", png),)
            items = [*_texts(lines), _gallery("attachment://picture.png", description=_clipped(alt, 1024))]
        case Document(name=name, content=content, lines=lines):
            # Discord renames what it does not like, and then would not find the file by its name.
            safe = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII).strip(".-") or "file"
            files = ((safe, content),)
            items = [*_texts(lines), _of(discord.ComponentType.file, file={"url": f"attachment://{safe}"})]
        case Media(file_id=where, lines=lines):
            # Discord keeps no files by an id; what can be shown again is an address.
            items = _texts(lines)
            if where.startswith(_MESSAGES):
                # A message of this very chat: a link to it never expires.
                link = ((Button("▶", "", url=where),),)
            elif where.startswith("https://"):
                items.append(_gallery(where))
    items = items or [_text("·")]
    rows = () if isinstance(message, Notice) else (*message.rows, *link)
    return Rendered(_finished([*items, *controls(rows, TOTAL_COMPONENTS - len(items), choose)]), files)


_MESSAGES = "https://discord.com/channels/"


def _container(card: Card, choose: str) -> Component:
    items: list[Component] = []
    if title := _seen(card.title):
        items.append(_text(f"## {escaped(_flat(title))}"))
    items += _texts(card.lines)
    if card.fields:
        items.append(_text(_fields(card.fields)))
    items += _texts([Line((quiet(part),)) for part in card.footer.split("\n") if _seen(part)])
    items = items or [_text("·")]
    if card.rows:
        items.append(_space(line=True))
        items += controls(card.rows, TOTAL_COMPONENTS - len(items) - 1, choose)
    return _of(discord.ComponentType.container, accent_color=COLOURS[card.tone], components=items)


def _finished(items: Sequence[Component]) -> discord.ui.LayoutView:
    every = list(_walk(items))
    if sum(len(one.get("content", "")) for one in every) > TOTAL_TEXT:
        raise _TooLong
    if len(every) > TOTAL_COMPONENTS:
        raise ValueError(f"{len(every)} components do not fit into one Discord message")
    return cast(discord.ui.LayoutView, Layout(items))


def _walk(items: Iterable[Component]) -> Iterator[Component]:
    for one in items:
        yield one
        yield from _walk(one.get("components", ()))
