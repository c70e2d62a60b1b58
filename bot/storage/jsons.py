"""JSON as it is stored: by orjson, and by the standard library on a Python that orjson has no wheel for yet."""

from __future__ import annotations

from typing import Any

try:
    import orjson
except ModuleNotFoundError:
    import json

    def _written(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def _read(text: str | bytes) -> Any:
        return json.loads(text)
else:
    _STRICT = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME

    def _written(value: Any) -> str:
        return orjson.dumps(value, option=_STRICT).decode()

    def _read(text: str | bytes) -> Any:
        return orjson.loads(text)


dumps = _written
"""A value as JSON text. Raises TypeError for what JSON does not know: records and times are converted before."""
loads = _read
"""JSON text as a value. Raises ValueError for any other."""
