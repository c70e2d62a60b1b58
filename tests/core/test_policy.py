"""The policy file: complete, typed, sourced, and in agreement with the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_type_hints

import pytest

from core.catalogue import catalogue
from core.figures import FiguresError, packaged
from core.policy import FILE, Policy, policy, read_policy
from tests.core.reading import attributes_read

TEXT = packaged(FILE)


def test_the_packaged_policy_can_be_read() -> None:
    assert policy().version >= 1
    assert policy().deload.sets_x == 0.55
    assert policy().blocks.lengths["A"]["some"] == (4, 1)
    assert policy().phase["build"].cap == 8
    assert policy().weekly_sets["base"]["calf"] == (6, 8)


def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(FiguresError, match=r"policy\.toml: doms: unknown key 'holdd'"):
        read_policy(TEXT.replace("[doms]  #", "[doms]\nholdd = 4\n#"))


def test_a_missing_key_is_named() -> None:
    with pytest.raises(FiguresError, match=r"policy\.toml: deload: 'sets_x' is missing"):
        read_policy(TEXT.replace("sets_x = 0.55\n", ""))


def test_a_value_of_the_wrong_kind_is_named() -> None:
    with pytest.raises(FiguresError, match=r"policy\.toml: deload\.sets_x: must be float, not 'half'"):
        read_policy(TEXT.replace("sets_x = 0.55", 'sets_x = "half"'))


def test_a_figure_below_zero_is_refused() -> None:
    with pytest.raises(FiguresError, match="must be zero or more"):
        read_policy(TEXT.replace("sets_x = 0.55", "sets_x = -0.55"))


def test_a_missing_level_of_a_table_is_named() -> None:
    with pytest.raises(
        FiguresError, match=r"blocks\.intro_weeks: must be a table of exactly new, some, trained, older"
    ):
        read_policy(TEXT.replace("older = 4\n", ""))


def test_a_level_too_few_is_refused() -> None:
    with pytest.raises(FiguresError, match=r"plyo\.session_cap: must have 5 entries, not 4"):
        read_policy(TEXT.replace("session_cap = [0, 40, 60, 80, 100]", "session_cap = [0, 40, 60, 80]"))


def test_a_table_without_a_source_is_refused() -> None:
    with pytest.raises(FiguresError, match=r"policy\.toml: doms: has no source"):
        read_policy(re.sub(r"(?m)^doms = \{.*\n", "", TEXT))


def test_a_source_of_a_figure_that_is_not_there_is_refused() -> None:
    with pytest.raises(FiguresError, match="speaks of a figure that is not there"):
        read_policy(TEXT.replace('"pain.bone" =', '"pain.bones" ='))


def test_a_file_that_is_not_toml_says_so() -> None:
    with pytest.raises(FiguresError, match=r"policy\.toml: the whole file"):
        read_policy("[pain")


def test_every_figure_has_a_source_and_its_own_comes_before_that_of_its_table() -> None:
    assert policy().source("pain.local_days").tag == "DC"
    assert policy().source("pain.bone").tag == "V"
    assert policy().source("days.race_after.half").tag == "M-low"
    with pytest.raises(KeyError):
        policy().source("nothing.here")


def test_the_shares_of_the_library_are_those_of_the_policy() -> None:
    share = policy().system_share
    known = {share.squat, share.heel_raise_single, share.hinge, share.bridge, share.pushup, share.other}
    assert {exercise.share for exercise in catalogue().by_id.values()} == known


def test_the_contacts_of_the_library_are_counted_by_the_rates_of_the_policy() -> None:
    rate = policy().contact
    known = {
        "ankbounce": rate.ankle_bounce,
        "rope": rate.rope_second,
        "boxswitch": rate.toe_tap_second,
        "fastfeet": rate.fast_feet_second,
        "wall_fast": rate.fast_feet_second,
        "askip": rate.a_skip_per_m,
        "bound": rate.bound_per_m,
        "latbound": rate.single_leg,
        "sl_pogo": rate.single_leg,
        "sl_hop": rate.single_leg,
    }
    for exercise in catalogue().by_id.values():
        if exercise.landings is not None:
            assert exercise.landings.contacts == known.get(exercise.id, rate.two_leg), exercise.id


def test_pull_is_never_planned_below_push() -> None:
    for phase in policy().weekly_sets.values():
        assert phase["pull"][0] >= phase["push"][0]
        assert phase["pull"][1] >= phase["push"][1]


def test_every_figure_is_read_by_somebody_so_that_changing_it_changes_something() -> None:
    read = attributes_read("core/**/*.py", "bot/**/*.py", "tests/core/test_*.py")

    def unread(kind: Any, path: str) -> Iterator[str]:
        for name, hint in get_type_hints(kind).items():
            if is_dataclass(hint):
                yield from unread(hint, f"{path}{name}.")
            elif name not in read:
                yield f"{path}{name}"

    assert list(unread(Policy, "")) == []
