"""A record is frozen however it came to be."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, is_dataclass

import pytest

from core.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Shoe:
    """For these tests."""

    name: str
    km: float = 0.0
    worn: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    km: float
    note: str | None = None

    def __post_init__(self) -> None:
        if self.km <= 0:
            raise ValueError(self.km)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail(Race):
    climb: int = 0


def test_a_record_is_made_as_any_dataclass_is() -> None:
    shoe = Shoe("road", km=12.5)
    assert (shoe.name, shoe.km, shoe.worn) == ("road", 12.5, {})
    assert shoe == Shoe("road", 12.5)
    assert repr(shoe) == "Shoe(name='road', km=12.5, worn={})"
    assert is_dataclass(Shoe)
    assert [one.name for one in fields(shoe)] == ["name", "km", "worn"]
    assert Trail(km=21, climb=900) == Trail(climb=900, km=21, note=None)
    assert hash(Race(km=5)) == hash(Race(km=5))


def test_no_two_records_share_what_each_was_to_have_of_its_own() -> None:
    assert Shoe("one").worn is not Shoe("two").worn


@pytest.mark.parametrize(
    "made",
    [
        Shoe("road"),
        replace(Shoe("road"), km=3.0),
        copy.deepcopy(Shoe("road")),
        pickle.loads(pickle.dumps(Shoe("road"))),  # noqa: S301 (its own)
    ],
    ids=["made", "changed", "copied", "read back"],
)
def test_nothing_can_be_written_to_a_record_however_it_came_to_be(made: Shoe) -> None:
    assert type(made) is Shoe
    with pytest.raises(FrozenInstanceError):
        made.km = 1.0  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del made.km  # type: ignore[misc]


def test_a_record_of_a_derived_class_is_frozen_too() -> None:
    assert type(Trail(km=10)) is Trail
    with pytest.raises(FrozenInstanceError):
        Trail(km=10).climb = 5  # type: ignore[misc]


def test_what_a_record_forbids_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        Race(km=-1)
    with pytest.raises(TypeError):
        Shoe()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Race(5)  # type: ignore[call-arg, misc]
    with pytest.raises(TypeError, match="colour"):
        replace(Shoe("road"), colour="red")  # type: ignore[call-arg]
