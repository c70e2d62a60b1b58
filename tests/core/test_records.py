"""A record is frozen however it came to be."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, is_dataclass

import pytest

from core.records import dataclass, latest, once, replace


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


@dataclass(frozen=True)
class Week:
    km: tuple[float, ...]
    added: list[float] = field(default_factory=list, compare=False)

    @once
    def total(self) -> float:
        self.added.extend(self.km)
        return sum(self.km)


def test_what_follows_from_a_record_is_worked_out_once_and_anew_for_a_changed_one() -> None:
    week = Week((5.0, 8.0))
    assert (week.total, week.total, week.added) == (13.0, 13.0, [5.0, 8.0])
    more = replace(week, km=(5.0, 9.0))
    assert (more.total, week.total) == (14.0, 13.0)
    with pytest.raises(FrozenInstanceError):
        week.total = 1.0  # type: ignore[misc]


def test_records_are_equal_by_what_they_hold_and_only_with_their_own_kind() -> None:
    assert Week((5.0,), [1.0]) == Week((5.0,), [2.0])
    assert Week((5.0,)) != Week((6.0,))
    assert Race(km=5) != Trail(km=5)
    assert Week((5.0,)) != object()


def test_what_a_record_forbids_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        Race(km=-1)
    with pytest.raises(TypeError):
        Shoe()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Race(5)  # type: ignore[call-arg, misc]
    with pytest.raises(TypeError, match="colour"):
        replace(Shoe("road"), colour="red")  # type: ignore[call-arg]


def test_what_was_just_asked_of_a_record_is_not_worked_out_again() -> None:
    worked_out: list[tuple[str, int]] = []

    @latest
    def worn_out(shoe: Shoe, km: int) -> bool:
        worked_out.append((shoe.name, km))
        return shoe.km > km

    road = Shoe("road", 500.0)
    assert worn_out(road, 400)
    assert worn_out(road, 400)
    assert worked_out == [("road", 400)]
    assert not worn_out(road, 600)
    assert not worn_out(replace(road, km=0.0), 400)
    assert worn_out(road, 400)
    assert worked_out == [("road", 400), ("road", 600), ("road", 400), ("road", 400)]
