"""The collector of cycles rests while the program loads, and only then."""

from __future__ import annotations

import gc

import pytest

from bot import garbage


def test_the_collector_rests_while_the_program_loads_and_works_again_afterwards() -> None:
    try:
        with garbage.loading():
            assert not gc.isenabled()
        assert gc.isenabled()
        with pytest.raises(ImportError), garbage.loading():
            raise ImportError
        assert gc.isenabled()
    finally:
        gc.unfreeze()
