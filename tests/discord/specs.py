"""Every request against the description of Discord's API (`SINEW_SPECS`/discord/openapi.json), where there is one."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

WHERE = "SINEW_SPECS is not set: requests are not checked (openapi.json: github.com/discord/discord-api-spec)"

_URI = "urn:discord"


@cache
def _description() -> Mapping[str, Any] | None:
    folder = os.environ.get("SINEW_SPECS")
    if not folder:
        return None
    loaded: Mapping[str, Any] = json.loads((Path(folder) / "discord" / "openapi.json").read_text())
    return loaded


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    api = _description() or {"paths": {}}
    plain = sorted(api["paths"], key=lambda path: path.count("{"))  # @me before {user_id}
    return [(re.compile("".join(_pattern(part) for part in re.split(r"(\{\w+\})", path))), path) for path in plain]


def _pattern(part: str) -> str:
    return "[^/]+" if part.startswith("{") else re.escape(part)


@cache
def _validator(pointer: str) -> Draft202012Validator:
    resource: Resource[Any] = DRAFT202012.create_resource(_description())
    registry: Registry[Any] = Registry().with_resource(_URI, resource)
    return Draft202012Validator({"$ref": f"{_URI}#{pointer}"}, registry=registry)


def _as_described(body: Any) -> Any:
    """discord.py writes two ids as numbers, which Discord's own examples do and its description does not."""
    if isinstance(body, dict) and "attachments" in body:
        body = body | {"attachments": [one | {"id": str(one["id"])} for one in body["attachments"]]}
    if isinstance(body, dict) and "recipient_id" in body:
        body = body | {"recipient_id": str(body["recipient_id"])}
    return body


def problems(method: str, path: str, body: Any) -> list[str]:
    """What is wrong with a request, in words; nothing where there is no description."""
    api = _description()
    if api is None:
        return []
    template = next((template for pattern, template in _paths() if pattern.fullmatch(path)), None)
    operation = api["paths"].get(template, {}).get(method.lower())
    if operation is None:
        return [f"{method} {path}: no such route"]
    if body is None:
        return []
    taken = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in taken:
        return [f"{method} {template}: takes no JSON"]
    steps = ["paths", template, method.lower(), "requestBody", "content", "application/json", "schema"]
    pointer = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    body = _as_described(body)
    error = best_match(_validator(pointer).iter_errors(body))
    return [] if error is None else [f"{method} {template}: {error.json_path}: {error.message[:300]}"]
