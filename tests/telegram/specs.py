"""Every request against the description of the Bot API (`SINEW_SPECS`/telegram/api.json), where there is one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path
from typing import Any

WHERE = "SINEW_SPECS is not set: requests are not checked (api.json: github.com/PaulSonOfLars/telegram-bot-api-spec)"


@cache
def description() -> Mapping[str, Any] | None:
    """The API as data, or None."""
    folder = os.environ.get("SINEW_SPECS")
    if not folder:
        return None
    loaded: Mapping[str, Any] = json.loads((Path(folder) / "telegram" / "api.json").read_text())
    return loaded


def problems(method: str, given: Mapping[str, str], files: Set[str]) -> list[str]:
    """What is wrong with a request, in words; nothing where there is no description."""
    api = description()
    if api is None:
        return []
    if method not in api["methods"]:
        return [f"{method}: no such method"]
    fields = {field["name"]: field for field in api["methods"][method].get("fields", [])}
    out = [
        f"{method}: {name} is required"
        for name, field in fields.items()
        if field["required"] and name not in given and name not in files
    ]
    # Attached files have names of their own, which a parameter refers to by attach://.
    attached = {name for name in files if any(f"attach://{name}" in value for value in given.values())}
    for name in files - attached - fields.keys():
        out.append(f"{method}: a file {name} that nothing refers to")
    for name, raw in given.items():
        if name not in fields:
            out.append(f"{method}: unknown parameter {name}")
        else:
            out.extend(_of_types(api, f"{method}.{name}", raw, fields[name]["types"], top=True))
    return out


def _of_types(api: Mapping[str, Any], where: str, value: Any, types: list[str], *, top: bool = False) -> Iterator[str]:
    found = [list(_of_type(api, where, value, kind, top=top)) for kind in types]
    if all(found):
        yield from min(found, key=len)


def _of_type(api: Mapping[str, Any], where: str, value: Any, kind: str, *, top: bool) -> Iterator[str]:
    if top and kind not in ("String", "InputFile"):
        try:
            value = json.loads(value)
        except ValueError:
            yield f"{where}: not JSON"
            return
    right = {"Integer": (int,), "Float": (int, float), "Boolean": (bool,), "String": (str,), "InputFile": (str,)}
    if kind in right:
        if not isinstance(value, right[kind]) or (isinstance(value, bool) and kind != "Boolean"):
            yield f"{where}: {value!r} is no {kind}"
    elif kind.startswith("Array of "):
        if not isinstance(value, list):
            yield f"{where}: no list"
        else:
            for i, one in enumerate(value):
                yield from _of_type(api, f"{where}[{i}]", one, kind.removeprefix("Array of "), top=False)
    else:
        yield from _of_object(api, where, value, api["types"][kind])


def _of_object(api: Mapping[str, Any], where: str, value: Any, shape: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: no {shape['name']}"
        return
    if "subtypes" in shape:
        found = [list(_of_object(api, where, value, api["types"][name])) for name in shape["subtypes"]]
        if all(found):
            yield from min(found, key=len)
        return
    fields = {field["name"]: field for field in shape.get("fields", [])}
    for name, field in fields.items():
        if name not in value:
            if field["required"]:
                yield f"{where}.{name} is required"
        else:
            yield from _of_types(api, f"{where}.{name}", value[name], field["types"])
    for name in value.keys() - fields.keys():
        yield f"{where}.{name} is unknown"
