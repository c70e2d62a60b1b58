"""What every platform has to be able to do: one suite, run against each gateway on its own `Rig`.

A rig is the gateway running against its platform's double, plus the runner's hands and eyes there. A new platform
writes a rig, adds it to `test_contract.py`, and passes. What a platform cannot do at all it leaves out of `can`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from adapters.gateway import Delivered, Gateway, Gone, Missing, NotDelivered, Refused, Unsure
from adapters.messages import (
    BLANK,
    KEY_BYTES_MAX,
    Address,
    Button,
    Called,
    Card,
    Document,
    Event,
    Field,
    Left,
    Notice,
    Pressed,
    Rows,
    Said,
    Sent,
    Style,
    Text,
    Tone,
    line,
    mono,
    quiet,
    strong,
)

EVERYTHING = frozenset(
    {
        "edit",  # a sent message can be changed
        "delete",  # a sent message can vanish
        "files",  # runners send files
        "redelivery",  # events that could not be stored come again
        "blocked",  # a runner can block the bot, and come back
        "flood",  # the platform asks for a pause
        "silence",  # an answer can get lost after delivery
        "unreachable",  # the platform can be out of reach
        "strangers",  # an address can be wrong
        "forms",  # what is typed may not arrive, so that a form is offered
    }
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it stands on the runner's screen, without the platform's decoration."""

    text: str
    labels: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    fleeting: bool = False


class Rig(Protocol):
    """A gateway, running, and the runner on the other side."""

    can: frozenset[str]
    me: Address
    events: list[Event]
    broken_store: int
    """So many of the next deliveries of events fail to be stored."""

    @property
    def gateway(self) -> Gateway: ...

    async def say(self, text: str) -> None: ...

    async def press(self, label: str) -> None: ...

    async def send_file(self, name: str, content: bytes) -> None: ...

    async def screen(self) -> Sequence[Seen]:
        """What stands on the screen, oldest first; toasts and ephemeral lines are `fleeting`."""
        ...

    async def trouble(self, kind: str) -> None:
        """Make what `can` names happen: for the next request, or (blocked, unreachable) until `relief`."""
        ...

    async def relief(self) -> None: ...

    async def rest(self) -> None:
        """The gateway's `run` is cancelled, and begun again."""
        ...


Clause = Callable[[Rig], Awaitable[None]]
CONTRACT: list[tuple[Clause, frozenset[str]]] = []


def clause(*needs: str) -> Callable[[Clause], Clause]:
    def add(one: Clause) -> Clause:
        CONTRACT.append((one, frozenset(needs)))
        return one

    return add


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait for what another task or another process is about to do."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 (a rig has no event to wait for)
            await asyncio.sleep(0.005)


async def arrived(rig: Rig, count: int) -> list[Event]:
    """The events so far, once there are so many."""
    await until(lambda: len(rig.events) >= count)
    return rig.events


async def screen_of(rig: Rig) -> list[Seen]:
    return [one for one in await rig.screen() if not one.fleeting]


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


KEYS: Rows = ((Button("Start", "1.start.a", Style.PRIMARY), Button("Why?", "1.why.a")),)
MORNING = Card(
    "Tue 24 Nov · 🟡 HOLD",
    (
        line("Strength A · 50 min · after your ", strong("easy 8 km")),
        line("Why: left Achilles 4/10 yesterday, so nothing rises today."),
        BLANK,
        line(mono("1"), mono("Goblet squat"), mono("3 × 8"), mono("3-1-1"), mono("8 kg")),
        line(mono("2"), mono("B-stance RDL"), mono("3 × 8 / side"), mono("3-1-1"), mono("8 kg")),
        line(mono("3"), mono("Two-leg heel raise"), mono("2 × 10"), mono("3-0-3"), mono("bodyweight")),
        BLANK,
        line(quiet("Left out today: calf stretch")),
    ),
    (Field("Week", "3 of 5"), Field("Block", "strength")),
    "Answer when you can.",
    Tone.HOLD,
    KEYS,
    {"light": "hold"},
)


@clause()
async def a_run_that_was_cancelled_can_be_run_again(rig: Rig) -> None:
    await rig.say("before")
    await arrived(rig, 1)
    for _ in range(2):
        await rig.rest()
    await rig.say("after")
    events = await arrived(rig, 2)
    assert [one.text for one in events if isinstance(one, Said)] == ["before", "after"]
    assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), Delivered)


@clause()
async def a_card_shows_all_that_it_says(rig: Rig) -> None:
    assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), Delivered)
    (seen,) = await rig.screen()
    for part in (
        "Tue 24 Nov · 🟡 HOLD", "after your easy 8 km", "left Achilles 4/10", "Goblet squat", "3 × 8 / side",
        "bodyweight", "Left out today", "Week", "3 of 5", "Block", "strength", "Answer when you can.",
    ):  # fmt: skip
        assert part in words(seen.text)
    assert seen.labels == ("Start", "Why?")


@clause()
async def no_dose_is_broken_over_two_lines(rig: Rig) -> None:
    await rig.gateway.send(rig.me, MORNING, nonce="1")
    (seen,) = await rig.screen()
    lines = seen.text.split("\n")
    for dose in ("3 × 8 / side", "2 × 10", "3-0-3", "8 kg", "bodyweight"):
        assert any(dose in one for one in lines)


@clause()
async def a_press_brings_back_the_key_of_its_button(rig: Rig) -> None:
    sent = await rig.gateway.send(rig.me, MORNING, nonce="1")
    assert isinstance(sent, Delivered)
    await rig.press("Why?")
    (event,) = await arrived(rig, 1)
    assert isinstance(event, Pressed)
    assert event.key == "1.why.a"
    assert event.origin.address == rig.me
    assert event.origin.private
    assert event.message in ("", *sent.ref.split(","), sent.ref)


@clause()
async def a_key_as_long_as_allowed_comes_back_whole(rig: Rig) -> None:
    key = "1.é" + "x" * (KEY_BYTES_MAX - 4)
    await rig.gateway.send(rig.me, Text((line("Press"),), ((Button("Here", key),),)), nonce="1")
    await rig.press("Here")
    (event,) = await arrived(rig, 1)
    assert isinstance(event, Pressed)
    assert event.key == key


@clause("edit")
async def an_edit_changes_the_message_where_it_stands(rig: Rig) -> None:
    first = await rig.gateway.send(rig.me, MORNING, nonce="1")
    assert isinstance(first, Delivered)
    await rig.gateway.send(rig.me, Text((line("Something else"),)), nonce="2")
    done = Card("Done", (line("Effort 7 noted"),), rows=((Button("Undo", "1.undo.a"),),))
    assert await rig.gateway.edit(rig.me, first.ref, done) == first
    seen = await rig.screen()
    assert [words(one.text) for one in seen] == ["Done Effort 7 noted", "Something else"]
    assert [one.labels for one in seen] == [("Undo",), ()]


@clause("edit")
async def an_edit_that_changes_nothing_is_no_trouble(rig: Rig) -> None:
    sent = await rig.gateway.send(rig.me, MORNING, nonce="1")
    assert isinstance(sent, Delivered)
    assert await rig.gateway.edit(rig.me, sent.ref, MORNING) == sent
    assert len(await rig.screen()) == 1


@clause("edit", "delete")
async def an_edit_of_what_was_deleted_asks_for_a_new_message(rig: Rig) -> None:
    sent = await rig.gateway.send(rig.me, MORNING, nonce="1")
    assert isinstance(sent, Delivered)
    await rig.trouble("delete")
    assert await rig.gateway.edit(rig.me, sent.ref, Text((line("New"),))) == Missing()


NASTY = (
    "<b>bold</b> & <script> </pre>", "*stars* _under_ ~~gone~~ ||hidden||", "`code` ```block```", "[text](http://a.example)",
    "# Title\n> quote\n- item", "&lt;b&gt; &amp;amp;", "@everyone @here <@123> <#1> <t:1>", "\\*escaped\\*",
    "tg://user?id=1", "‮rtl", "1. one", "-# small",
)  # fmt: skip


@clause()
async def what_a_runner_typed_never_becomes_markup(rig: Rig) -> None:
    for number, text in enumerate(NASTY):
        for wrap in (line(text), line("x ", strong(text)), line(mono(text))):
            outcome = await rig.gateway.send(rig.me, Text((wrap,)), nonce=f"{number}")
            assert isinstance(outcome, Delivered)
            shown = words((await rig.screen())[-1].text)
            assert words(text.replace("\u202e", "")) in shown.replace("\u202e", ""), wrap


@clause()
async def a_name_of_64_emoji_fits_everywhere(rig: Rig) -> None:
    name = "👩‍👩‍👧‍👦" * 64
    card = Card(name, (line(name),), (Field("Name", name),), name, rows=((Button(name, "1.a"),),))
    assert isinstance(await rig.gateway.send(rig.me, card, nonce="1"), Delivered)


@clause()
async def a_long_message_arrives_whole_with_its_buttons_last(rig: Rig) -> None:
    blocks = [line(f"Block {n}: " + "one two three four " * 30) for n in range(30)]
    lines = tuple(one for block in blocks for one in (block, BLANK))
    sent = await rig.gateway.send(rig.me, Card("All of it", lines, rows=KEYS), nonce="1")
    assert isinstance(sent, Delivered)
    seen = await rig.screen()
    assert len(seen) > 1 or rig.gateway.limits.text > 20_000
    assert words(" ".join(one.text for one in seen)) == words("All of it " + " ".join(one.plain for one in blocks))
    assert [one.labels for one in seen] == [()] * (len(seen) - 1) + [("Start", "Why?")]


@clause("edit")
async def a_long_message_can_become_short_and_long_again(rig: Rig) -> None:
    long = Text(tuple(line("one two three four " * 40) for _ in range(12)), KEYS)
    sent = await rig.gateway.send(rig.me, long, nonce="1")
    assert isinstance(sent, Delivered)
    parts = len(await rig.screen())
    short = await rig.gateway.edit(rig.me, sent.ref, Text((line("Short"),)))
    assert isinstance(short, Delivered)
    assert [one.text for one in await rig.screen()] == ["Short"]
    assert isinstance(await rig.gateway.edit(rig.me, short.ref, long), Delivered)
    assert len(await rig.screen()) == parts


@clause()
async def the_largest_keyboard_that_the_limits_allow_is_taken(rig: Rig) -> None:
    limits = rig.gateway.limits
    rows = tuple(
        tuple(Button(f"{r}-{c}", f"1.{r}.{c}") for c in range(limits.buttons_per_row)) for r in range(limits.rows)
    )
    assert isinstance(await rig.gateway.send(rig.me, Text((line("Many"),), rows), nonce="1"), Delivered)
    labels = (await rig.screen())[-1].labels
    assert set(labels) == {button.label for row in rows for button in row}


@clause()
async def the_effort_pad_can_be_pressed_from_nought_to_ten(rig: Rig) -> None:
    pad = tuple(Button(str(n), f"1.rate.a.{n}") for n in range(11))
    await rig.gateway.send(rig.me, Text((line("How hard?"),), (pad,)), nonce="1")
    for n in (0, 10):
        await rig.press(str(n))
    events = await arrived(rig, 2)
    assert [event.key for event in events if isinstance(event, Pressed)] == ["1.rate.a.0", "1.rate.a.10"]


@clause()
async def typed_words_arrive_as_they_were_typed(rig: Rig) -> None:
    for text in ("7 3", "8 left knee pain 5", "тяжело 🥵", "<b>7</b>"):
        await rig.say(text)
    events = await arrived(rig, 4)
    assert [one.text for one in events if isinstance(one, Said)] == [
        "7 3",
        "8 left knee pain 5",
        "тяжело 🥵",
        "<b>7</b>",
    ]


@clause()
async def a_command_arrives_with_its_arguments(rig: Rig) -> None:
    await rig.say("/today")
    await rig.say("/rate 7 3")
    today, rate = await arrived(rig, 2)
    assert isinstance(today, Called)
    assert (today.command, today.arguments) == ("today", "")
    assert isinstance(rate, Called)
    assert (rate.command, rate.arguments) == ("rate", "7 3")


@clause()
async def one_runners_events_keep_their_order_and_have_names_of_their_own(rig: Rig) -> None:
    for n in range(12):
        await rig.say(f"message {n}")
    events = await arrived(rig, 12)
    assert [one.text for one in events if isinstance(one, Said)] == [f"message {n}" for n in range(12)]
    assert len({one.origin.event_id for one in events}) == 12
    assert all(one.origin.at.utcoffset() is not None for one in events)
    assert {one.origin.address for one in events} == {rig.me}


@clause("files")
async def a_file_arrives_with_its_content(rig: Rig) -> None:
    await rig.send_file("sinew.json", b'{"format": "sinew/1"}')
    (event,) = await arrived(rig, 1)
    assert isinstance(event, Sent)
    assert (event.name, event.content, event.kind) == ("sinew.json", b'{"format": "sinew/1"}', "document")


@clause("files")
async def what_is_typed_behind_a_file_comes_after_it(rig: Rig) -> None:
    await rig.send_file("sinew.json", b"{}")
    await rig.say("and that was my diary")
    assert [type(one) for one in await arrived(rig, 2)] == [Sent, Said]


@clause()
async def a_document_goes_out_with_its_name_and_content(rig: Rig) -> None:
    document = Document("sinew.json", b"{}", (line("Your diary, all of it."),))
    assert isinstance(await rig.gateway.send(rig.me, document, nonce="1"), Delivered)
    seen = await rig.screen()
    assert [file for one in seen for file in one.files] == [("sinew.json", b"{}")]
    assert "Your diary, all of it." in " ".join(one.text for one in seen)


@clause()
async def a_notice_is_read_whether_or_not_a_press_waits_for_it(rig: Rig) -> None:
    await rig.gateway.send(rig.me, MORNING, nonce="1")
    await rig.press("Why?")
    (event,) = await arrived(rig, 1)
    told = await rig.gateway.send(rig.me, Notice("That was yesterday."), nonce="2", answering=event.origin.event_id)
    assert isinstance(told, Delivered)
    told = await rig.gateway.send(rig.me, Notice("Good morning."), nonce="3")
    assert isinstance(told, Delivered)
    texts = [words(one.text) for one in await rig.screen()]
    assert texts.count("That was yesterday.") == 1
    assert texts.count("Good morning.") == 1


@clause("redelivery")
async def what_could_not_be_stored_comes_again(rig: Rig) -> None:
    rig.broken_store = 1
    await rig.say("7 3")
    await rig.say("and my calf is sore")
    events = await arrived(rig, 2)
    assert [one.text for one in events if isinstance(one, Said)] == ["7 3", "and my calf is sore"]


@clause("blocked")
async def a_runner_who_left_is_gone_until_they_come_back(rig: Rig) -> None:
    await rig.trouble("blocked")
    assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), Gone)
    await rig.relief()
    assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), Delivered)
    await rig.say("hello again")
    await until(lambda: any(isinstance(one, Said) for one in rig.events))
    assert all(isinstance(one, Left | Said) for one in rig.events)


@clause("flood")
async def a_platform_that_wants_a_pause_gets_it_for_the_whole_token(rig: Rig) -> None:
    await rig.trouble("flood")
    outcome = await rig.gateway.send(rig.me, MORNING, nonce="1")
    assert isinstance(outcome, NotDelivered)
    assert outcome.whole_token
    assert outcome.retry_after > 0
    assert not await screen_of(rig)


@clause()
async def a_button_that_opens_a_form_stands_only_where_typing_may_not_arrive(rig: Rig) -> None:
    rows = ((Button("As planned", "1.asplanned"),), (Button("Tell me more", "1.detail", form=True),))
    await rig.gateway.send(rig.me, Text((line("How hard?"),), rows), nonce="1")
    labels = (await rig.screen())[-1].labels
    assert labels == (("As planned", "Tell me more") if "forms" in rig.can else ("As planned",))


@clause()
async def a_platform_that_knows_its_nonces_shows_a_message_once(rig: Rig) -> None:
    if not rig.gateway.limits.once_per_nonce:
        return
    sent = [await rig.gateway.send(rig.me, MORNING, nonce="1") for _ in range(2)]
    assert sent[0] == sent[1]
    assert len(await screen_of(rig)) == 1


@clause("silence")
async def an_answer_lost_after_delivery_is_not_called_a_failure(rig: Rig) -> None:
    await rig.trouble("silence")
    assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), Unsure | Delivered)
    assert len(await screen_of(rig)) == 1


@clause("unreachable")
async def nothing_was_delivered_where_nobody_answered(rig: Rig) -> None:
    await rig.trouble("unreachable")
    assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), NotDelivered)
    await rig.relief()
    assert isinstance(await rig.gateway.send(rig.me, MORNING, nonce="1"), Delivered)


@clause("strangers")
async def an_address_that_makes_no_sense_is_an_answer_not_a_crash(rig: Rig) -> None:
    nobody = Address(rig.gateway.platform, "0", "no such chat")
    assert isinstance(await rig.gateway.send(nobody, MORNING, nonce="1"), Gone | Refused)
    assert isinstance(await rig.gateway.edit(nobody, "no such message", MORNING), Gone | Refused | Missing)


@clause()
async def the_gateway_does_not_tell_its_token(rig: Rig) -> None:
    assert "token" not in repr(rig.gateway).lower()
    assert "TEST" not in repr(rig.gateway)
