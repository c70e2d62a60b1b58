"""What stands behind a command is heard, and what means nothing there changes nothing."""

from __future__ import annotations

import pytest

from tests.dialogues.joining import do
from tests.dialogues.living import written
from tests.stages.console_stage import ConsoleStage


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/week next", "Week of Mon 30 Nov"), ("/week next week", "Week of Mon 30 Nov"),
        ("/week 30 Nov", "Week of Mon 30 Nov"), ("/week last", "Week of Mon 16 Nov"),
        ("/week", "Week of Mon 23 Nov"), ("/runs last week", "week of Mon 16 Nov"),
        ("/runs next week", "week of Mon 30 Nov"), ("/deload legs", "Why now?"),
        ("/deload legs tired 5 days", "5 days, the legs"), ("/deload banana", "What should be eased?"),
        ("/pain knee", "Which side?"), ("/pain left knee", "How strong is it in your left knee"),
        ("/rate monday 7", "no session on that day"), ("/today friday", "Strength B"),
        ("/today saturday", "Saturday: nothing from me. Next: Technique, tomorrow"),
        ("what's on friday?", "Strength B"),
        ("what do i do on friday?", "As it stands now"), ("show me friday", "Strength B"),
        ("what's the plan for the week", "Week of Mon 23 Nov"), ("what's my week", "Week of"),
        ("day off tomorrow?", "Technique"),
        ("what should I do on friday", "Strength B"), ("what should i do tomorrow?", "Technique"),
        ("/today", "Strength A"), ("/today please", "Strength A"), ("/away banana", "I did not understand that"),
    ],
)  # fmt: skip
async def test_what_stands_behind_a_command_is_heard(stage: ConsoleStage, said: str, answer: str) -> None:
    seen = await stage.say(said)
    assert answer in seen[0].text
    for kind in ("report", "felt", "away"):
        assert await written(stage, kind) == []


async def test_a_part_behind_pain_is_of_no_session_that_is_done(stage: ConsoleStage) -> None:
    await stage.say("5, no soreness")
    (seen,) = await stage.say("/pain knee")
    assert "Which side?" in seen.text
    assert "How hard" not in seen.text


async def test_the_scope_behind_deload_leads_on_to_the_cause(stage: ConsoleStage) -> None:
    seen = await do(stage, "/deload legs", "#Tired")
    assert "7 days, the legs" in seen[-1].text


async def test_a_week_that_is_over_has_no_plans_to_explain(stage: ConsoleStage) -> None:
    (seen,) = await stage.say("/week last")
    assert "under way" not in seen.text


async def test_a_typed_no_keeps_everything_and_a_typed_yes_erases_nothing(stage: ConsoleStage) -> None:
    seen = await do(stage, "/settings kit", "/forget", "no")
    assert "Nothing was erased." in seen[-1].text
    seen = await do(stage, "/forget", "yes")
    assert "please tap the button" in seen[-1].text
    (seen_now,) = await stage.say("/today")
    assert "Strength A" in seen_now.text
