"""`python -m tests.bench [--long]`: what things cost, one table, each figure beside its baseline from the same run.

A module of this folder that ends in `_bench` and has `rows(long)` (a coroutine or not) takes part; what it gives has
name, value, unit, baseline, ratio and target.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot import garbage

HERE = Path(__file__).parent
HEAD = ("name", "value", "unit", "baseline", "ratio", "target")


async def measured(module: Any, long: bool) -> Sequence[Any]:
    found = module.rows(long)
    return list(await found if inspect.isawaitable(found) else found)


def shown(value: Any) -> str:
    if value is None or value == "":
        return ""
    return (
        f"{value:.3g}"
        if isinstance(value, float) and abs(value) < 100
        else f"{value:,.0f}"
        if isinstance(value, int | float)
        else str(value)
    )


def main(arguments: Sequence[str]) -> int:
    long = "--long" in arguments
    chosen = [one for one in arguments if not one.startswith("--")]
    logging.disable(logging.CRITICAL)
    code = 0
    print("| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
    for path in sorted(HERE.glob("*_bench.py")):
        if chosen and path.stem not in chosen:
            continue
        module = importlib.import_module(f"tests.bench.{path.stem}")
        if not hasattr(module, "rows"):
            continue
        garbage.settle()  # as `sinew run` does; whatever is beside it in the table profits as well
        try:
            for row in asyncio.run(measured(module, long)):
                values = (getattr(row, name, None) for name in HEAD)
                print("| " + " | ".join(shown(one) for one in values) + " |", flush=True)
        except Exception:
            traceback.print_exc()
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
