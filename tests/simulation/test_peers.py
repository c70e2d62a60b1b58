"""The planners that Sinew is compared with do what is said of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core import compose
from core.athlete import Level
from core.catalogue import catalogue
from tests.simulation.compare import Given, Sinew
from tests.simulation.model import Answer, Body, Runner, Voice, Work, make_runner
from tests.simulation.peers import (
    PEERS,
    Asked,
    DoubleProgression,
    FixedPlan,
    ObeysEffort,
    OnTarget,
    Peer,
    SorenessGated,
    _work_seconds,
    easier,
    harder,
)


def a_given(minutes: int = 60) -> Given:
    """A runner with dumbbells and some months of strength work."""
    everybody = map(make_runner, range(200))
    some = (one for one in everybody if one.athlete.level is Level.SOME)
    runner = next(one for one in some if one.athlete.kit().weights_kg == (4, 8, 12, 16, 20))
    return Given.of(replace(runner, athlete=replace(runner.athlete, minutes=minutes, strength_days=2)), 8, quiet=True)


def session_days(given: Given) -> list[int]:
    return [day for day in range(given.life.days) if day % 7 in given.opening.weekdays]


def an_answer(effort: int) -> Answer:
    return Answer(effort, {}, {}, {}, {}, None, 1.0, False, False)


def asked_on(peer: Peer, given: Given, day: int, body: Body | None = None) -> Asked:
    asked = peer.morning(day, Voice(body or Body(given.runner, given.life)))
    assert asked is not None
    return asked


def all_done(asked: Asked) -> dict[str, int]:
    return {one.exercise: 0 for one in asked.works}


def doses(asked: Asked) -> list[tuple[str, int, int, float]]:
    return [(one.exercise, one.sets, one.amount, one.kg) for one in asked.works]


@pytest.mark.parametrize("make", PEERS)
def test_every_peer_begins_with_sinews_first_session(make: type[Peer]) -> None:
    given = a_given()
    day = session_days(given)[0]
    sinew = Sinew(given.runner, given.opening)
    voice = Voice(Body(given.runner, given.life))
    first = None
    for number in range(day + 1):
        first = sinew.morning(number, voice)
    assert first is not None
    assert doses(asked_on(make(given.runner, given.opening), given, day)) == doses(first)


@pytest.mark.parametrize("make", PEERS)
def test_no_peer_asks_for_more_than_the_runners_minutes(make: type[Peer]) -> None:
    given = a_given(minutes=35)
    peer = make(given.runner, given.opening)
    for day in session_days(given):
        asked = asked_on(peer, given, day)
        assert compose.minutes(sum(map(_work_seconds, asked.works)), compose.ends(35)) <= 35
        peer.log(all_done(asked))
        peer.evening(asked, an_answer(2))


def test_the_ladder_fills_the_range_then_takes_the_next_weight() -> None:
    kit = a_given().runner.athlete.kit()
    assert harder(kit, Work("sq_goblet", 3, 8, 8)).amount == 9
    up = harder(kit, Work("sq_goblet", 3, 10, 8))
    assert (up.kg, up.amount) == (12, 6)
    assert easier(kit, Work("sq_goblet", 3, 8, 12)).kg == 8


def test_the_fixed_plan_listens_to_nobody() -> None:
    given = a_given()
    one, other = FixedPlan(given.runner, given.opening), FixedPlan(given.runner, given.opening)
    for day in session_days(given):
        first, second = asked_on(one, given, day), asked_on(other, given, day)
        assert doses(first) == doses(second)
        one.evening(first, an_answer(1))
        other.evening(second, an_answer(10))


def test_the_fixed_plan_eases_every_fourth_week() -> None:
    given = a_given()
    peer = FixedPlan(given.runner, given.opening)
    sets = {}
    for day in session_days(given):
        asked = asked_on(peer, given, day)
        sets[day // 7] = sum(one.sets for one in asked.works)
        peer.evening(asked, None)
    assert sets[3] < 0.8 * sets[2]
    assert sets[4] == sets[2]


def test_double_progression_adds_a_repetition_and_goes_back_after_failing_twice() -> None:
    given = a_given()
    peer = DoubleProgression(given.runner, given.opening)
    days = [day for day in session_days(given) if day % 7 == given.opening.weekdays[0]]
    first = asked_on(peer, given, days[0]).works[0]
    for day, short in zip(days, (0, 2, 2), strict=False):
        asked = asked_on(peer, given, day)
        peer.log(dict.fromkeys(all_done(asked), short))
        peer.evening(asked, None)
    after_two = peer.plan[0][0]
    assert (after_two.kg, after_two.amount) != (first.kg, first.amount + 1)
    assert after_two.kg < first.kg or after_two.amount < first.amount + 1


def test_who_obeys_the_last_effort_falls_and_rises_at_once() -> None:
    given = a_given()
    for effort, up in ((1, True), (10, False)):
        peer = ObeysEffort(given.runner, given.opening)
        asked = asked_on(peer, given, session_days(given)[0])
        peer.evening(asked, an_answer(effort))
        was, now = asked.works[0], peer.plan[0][0]
        assert ((now.kg, now.amount) > (was.kg, was.amount)) is up


def test_who_obeys_the_last_effort_holds_when_nobody_answers() -> None:
    given = a_given()
    peer = ObeysEffort(given.runner, given.opening)
    asked = asked_on(peer, given, session_days(given)[0])
    peer.evening(asked, None)
    assert [one.amount for one in peer.plan[0]] == [one.amount for one in asked.works]


def sore_body(given: Given, score: float) -> Body:
    runner: Runner = replace(given.runner, sore_bias=1.0)
    body = Body(runner, given.life)
    for muscle in body.muscle.values():
        muscle.pending = [score] * len(muscle.pending)
    return body


def test_the_soreness_gate_opens_holds_and_shuts() -> None:
    given = a_given()
    days = [day for day in session_days(given) if day % 7 == given.opening.weekdays[0]]
    changed = {}
    for score in (0.0, 5.0, 9.5):
        peer = SorenessGated(given.runner, given.opening)
        asked = asked_on(peer, given, days[0])
        peer.log(all_done(asked))
        peer.evening(asked, None)
        was = asked.works[0]
        now = asked_on(peer, given, days[1], sore_body(given, score)).works[0]
        changed[score] = (now.kg, now.amount, now.sets) > (was.kg, was.amount, was.sets), now.sets < was.sets
    assert changed == {0.0: (True, False), 5.0: (False, False), 9.5: (False, True)}


def test_the_measuring_rod_meets_the_target_as_far_as_the_weights_allow() -> None:
    given = a_given()
    body = Body(given.runner, given.life)
    asked = asked_on(OnTarget(given.runner, given.opening), given, session_days(given)[0], body)
    low, high = given.opening.course.sets[0]
    hinge = next(one for one in asked.works if catalogue().slots[one.slot].id == "hinge_single")
    assert low - 1.5 <= body.effort(hinge) <= high + 1.5
