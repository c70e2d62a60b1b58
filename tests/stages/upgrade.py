"""Another version of the planner in the place of this one: what the coach is after an upgrade."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.turns import fold
from core import planner, standing
from core.planner import days, swaps, version
from core.session import Session
from core.standing import state

NEXT = "next"


@contextmanager
def upgraded() -> Iterator[None]:
    """Inside, a planner of the version `NEXT` plans one set less of everything that has two or more, and no cached
    standing can be read. The coach has to be started anew, as after any upgrade.
    """
    own_swaps = swaps.own_swaps

    def with_a_set_less(*given: Any) -> Session:
        session = own_swaps(*given)
        items = (
            one.with_less(replace(one.dose, sets=one.dose.sets - 1)) if one.working_sets > 1 else one
            for one in session.items
        )
        return replace(session, items=tuple(items))

    with pytest.MonkeyPatch.context() as patch:
        for module in (version, planner, days):
            patch.setattr(module, "VERSION", NEXT)
        for module in (state, standing):
            patch.setattr(module, "VERSION", state.VERSION + 1)
        patch.setattr(fold, "VERSION", str(state.VERSION))
        patch.setattr(days, "own_swaps", with_a_set_less)
        yield
