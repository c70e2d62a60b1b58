"""What Discord lets into a message, a form and a list of commands; and what we never want to send though it would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.splitting import units
from tests.discord.markdown import OURS, shown

EPHEMERAL = 1 << 6
V2 = 1 << 15

ROW, BUTTON, SELECT, TEXT_INPUT, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 1, 2, 3, 4, 10, 12, 13, 14, 17, 18

_TOP = {ROW, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER}


class Refusal(Exception):
    """An answer with an error code of Discord's."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def walk(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """All components, outer ones first."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        if "component" in component:
            yield from walk([component["component"]])


def texts(components: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(component["content"]) for component in walk(components) if component["type"] == TEXT]


def check_message(body: Mapping[str, Any], files: Mapping[str, bytes], flags: int) -> None:
    """Refuse what Discord would; `flags` are those of the message as it will be."""
    components = body.get("components") or []
    content = body.get("content") or ""
    if units(content) > 2000:
        _bad("content: Must be 2000 or fewer in length.")
    if len(str(body.get("nonce") or "")) > 25:
        _bad("nonce: Must be 25 or fewer in length.")
    if flags & V2:
        if content or body.get("embeds"):
            _bad("content: The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
        if not components:
            raise Refusal(400, 50006, "Cannot send an empty message")
        check_layout(components, files)
    elif not (content or components or files or body.get("embeds")):
        raise Refusal(400, 50006, "Cannot send an empty message")
    elif any(component["type"] != ROW for component in components) or len(components) > 5:
        _bad("components: only five rows without IS_COMPONENTS_V2")
    for text in [content, *texts(components)]:
        if strange := shown(text)[1] - OURS:
            raise AssertionError(f"somebody's text became {', '.join(strange)}: {text!r}")
    if body.get("allowed_mentions", {}).get("parse") != []:
        raise AssertionError("a message that may mention somebody")


def check_layout(components: Sequence[Mapping[str, Any]], files: Mapping[str, bytes]) -> None:
    """Components within the limits; what their texts may hold is looked at by `check_message`."""
    every = list(walk(components))
    if len(every) > 40:
        _bad(f"components: {len(every)} of at most 40")
    if sum(map(units, texts(components))) > 4000:
        _bad("components: The total text is longer than 4000.")
    custom = [component["custom_id"] for component in every if "custom_id" in component]
    if len(custom) != len(set(custom)):
        _bad("components: Component custom id cannot be duplicated")
    for component in components:
        if component["type"] not in _TOP:
            _bad(f"components: type {component['type']} at the top")
    shown_files = set()
    for component in every:
        _check(component)
        if component["type"] == FILE:
            shown_files.add(component["file"]["url"])
        if component["type"] == GALLERY:
            shown_files |= {item["media"]["url"] for item in component["items"]}
    named = {f"attachment://{name}" for name in files}
    if missing := {url for url in shown_files if url.startswith("attachment://")} - named:
        _bad(f"components: no such file {missing}")
    if named - shown_files:
        raise AssertionError(f"a file that no component shows: {named - shown_files}")


def _check(component: Mapping[str, Any]) -> None:
    match component["type"]:
        case 1:
            kinds = [child["type"] for child in component["components"]]
            if not (kinds == [SELECT] or (1 <= len(kinds) <= 5 and set(kinds) == {BUTTON})):
                _bad(f"a row of {kinds}")
        case 2:
            if not 1 <= units(component.get("label") or "") <= 80:
                _bad("label: Must be between 1 and 80 in length.")
            if (component["style"] == 5) != ("url" in component) or ("url" in component) == ("custom_id" in component):
                _bad("a button is a link or has a custom id")
            if "url" in component and not re.match(r"https?://|discord://", component["url"]):
                _bad("url: Scheme must be one of http, https, discord")
        case 3:
            _check_select(component)
        case 10:
            if not component["content"].strip():
                _bad("content: This field is required")
        case 12:
            if not 1 <= len(component["items"]) <= 10:
                _bad("items: Must be between 1 and 10 in length.")
        case 17:
            inner = {child["type"] for child in component["components"]}
            if not inner or inner - (_TOP - {CONTAINER}):
                _bad(f"a container of {inner}")
    if "custom_id" in component and not 1 <= units(component["custom_id"]) <= 100:
        _bad("custom_id: Must be between 1 and 100 in length.")


def _check_select(component: Mapping[str, Any]) -> None:
    options = component["options"]
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    if not 1 <= len(options) <= 25 or not 0 <= least <= most <= len(options):
        _bad(f"{len(options)} options, {least} to {most} to choose")
    if len({option["value"] for option in options}) != len(options):
        _bad("options: The specified option value is already used")
    if any(not 1 <= units(option[part]) <= 100 for option in options for part in ("label", "value")):
        _bad("options: Must be between 1 and 100 in length.")
    if sum(bool(option.get("default")) for option in options) > most:
        _bad("options: too many defaults")
    if units(component.get("placeholder") or "") > 150:
        _bad("placeholder: Must be 150 or fewer in length.")


def check_form(data: Mapping[str, Any]) -> None:
    """A modal."""
    if not 1 <= units(data["title"]) <= 45:
        _bad("title: Must be between 1 and 45 in length.")
    if not 1 <= units(data["custom_id"]) <= 100 or not 1 <= len(data["components"]) <= 5:
        _bad("a form of another size")
    for label in data["components"]:
        if label["type"] != LABEL or not 1 <= units(label["label"]) <= 45:
            _bad("label: Must be between 1 and 45 in length.")
        if units(label["component"].get("placeholder") or "") > 100:
            _bad("placeholder: Must be 100 or fewer in length.")


def check_commands(commands: Sequence[Mapping[str, Any]]) -> None:
    """The declared slash commands."""
    names = [command["name"] for command in commands]
    if len(names) > 100 or len(set(names)) != len(names):
        _bad("commands: too many, or one twice")
    for command in commands:
        _check_named(command)
        options = command.get("options", [])
        if len(options) > 25:
            _bad("options: Must be 25 or fewer in length.")
        for option in options:
            _check_named(option)
            choices = option.get("choices", [])
            if len(choices) > 25 or (choices and option.get("autocomplete")):
                _bad("choices: too many, or beside autocomplete")
            if any(not 1 <= units(str(choice[part])) <= 100 for choice in choices for part in ("name", "value")):
                _bad("choices: Must be between 1 and 100 in length.")


def _check_named(named: Mapping[str, Any]) -> None:
    if not re.fullmatch(r"[-_'\w]{1,32}", named["name"]) or named["name"] != named["name"].lower():
        _bad(f"name: {named['name']!r} Command name is invalid")
    if not 1 <= units(named["description"]) <= 100:
        _bad("description: Must be between 1 and 100 in length.")


def _bad(message: str) -> None:
    raise Refusal(400, 50035, f"Invalid Form Body: {message}")
