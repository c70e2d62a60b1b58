"""The contract suite on every platform there is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from tests.contract.suite import CONTRACT, Clause
from tests.telegram.rig import telegram_rig

RIGS: dict[str, Callable[[], AbstractAsyncContextManager[Any]]] = {
    "telegram": lambda: telegram_rig(read_seconds=0.5),
}


@pytest.mark.parametrize("platform", RIGS)
@pytest.mark.parametrize(("one", "needs"), CONTRACT, ids=[one.__name__ for one, _ in CONTRACT])
async def test_a_platform_keeps_its_contract(platform: str, one: Clause, needs: frozenset[str]) -> None:
    async with RIGS[platform]() as rig:
        if missing := needs - rig.can:
            pytest.skip(f"{platform} has no {', '.join(sorted(missing))}")
        await one(rig)
