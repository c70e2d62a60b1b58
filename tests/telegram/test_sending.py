"""Sending and editing on Telegram: every way it can end, as one of the closed set of answers."""

from __future__ import annotations

import pytest

from adapters.gateway import Delivered, Gone, Missing, Moved, NotDelivered, Outcome, Refused, Unsure
from adapters.messages import Address, Button, Card, Document, Media, Picture, Sent, Text, line, strong
from tests.contract.suite import MORNING, arrived
from tests.telegram.rig import TelegramRig
from tests.telegram.server import CUT_OFF, LOST_ANSWER, flood, refuse
from tests.telegram.values import BLOCKED, DEACTIVATED, NEVER_STARTED, Trouble

HELLO = Text((line("hello "), line(strong("you"))), ((Button("Go", "1.go"),),))


async def send(rig: TelegramRig, nonce: str = "1") -> Outcome:
    return await rig.gateway.send(rig.me, HELLO, nonce=nonce)


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (flood(7), NotDelivered(7.0, whole_token=True)),
        (refuse(429, "Too Many Requests"), NotDelivered(5.0, whole_token=True)),
        (refuse(403, BLOCKED), Gone(BLOCKED)),
        (refuse(403, DEACTIVATED), Gone(DEACTIVATED)),
        (refuse(403, NEVER_STARTED), Gone(NEVER_STARTED)),
        (refuse(400, "chat not found"), Gone("Chat not found")),
        (refuse(400, "PEER_ID_INVALID"), Gone("Peer_id_invalid")),
        (refuse(400, "BUTTON_DATA_INVALID"), Refused("Button_data_invalid")),
        (refuse(413, "Request Entity Too Large"), Refused("Request entity too large")),
        (refuse(401, "Unauthorized"), NotDelivered(0.5, whole_token=True)),
        (refuse(500, "Internal Server Error"), Unsure("Internal Server Error")),
        (refuse(502, "Bad Gateway"), Unsure("Bad Gateway")),
        (LOST_ANSWER, Unsure("Timed out")),
        (CUT_OFF, Unsure("ServerDisconnectedError")),
    ],
)
async def test_every_failure_has_its_answer(rig: TelegramRig, trouble: Trouble, outcome: Outcome) -> None:
    rig.api.fail("sendMessage", trouble)
    assert await send(rig) == outcome
    assert isinstance(await send(rig), Delivered)


async def test_a_chat_that_moved_has_a_new_address(rig: TelegramRig) -> None:
    rig.rena.moved_to = -100777
    assert await send(rig) == Moved(Address("telegram", rig.me.user, "-100777"))


async def test_a_page_that_is_not_telegrams_says_nothing_about_the_runner(rig: TelegramRig) -> None:
    for status in (200, 403, 502):
        rig.api.fail("sendMessage", Trouble(page=status))
        assert isinstance(await send(rig), Unsure)


async def test_markup_that_telegram_cannot_read_goes_out_as_plain_words(rig: TelegramRig) -> None:
    rig.api.fail("sendMessage", refuse(400, "can't parse entities: Unsupported start tag"))
    assert isinstance(await send(rig), Delivered)
    (seen,) = rig.seen()
    assert (seen.text, seen.entities, seen.labels) == ("hello \nyou", (), ["Go"])
    rig.api.fail("editMessageText", refuse(400, "can't parse entities: Unsupported start tag"))
    assert isinstance(await rig.gateway.edit(rig.me, str(seen.id), Text((line("a < "), line(strong("b"))))), Delivered)
    assert rig.seen()[0].text == "a < \nb"


async def test_what_keeps_ranges_together_counts_for_the_length_of_a_message(rig: TelegramRig) -> None:
    assert isinstance(await rig.gateway.send(rig.me, Text((line("4–\u20605 " * 1020),)), nonce="7"), Delivered)
    assert len(rig.seen()) == 2


async def test_half_of_a_long_message_is_not_sent_twice(rig: TelegramRig) -> None:
    long = Text(tuple(line("one two three four " * 40) for _ in range(12)))
    rig.api.fail("sendMessage", Trouble(), flood(1))
    assert await rig.gateway.send(rig.me, long, nonce="7") == NotDelivered(1.0, whole_token=True)
    assert len(rig.seen()) == 1
    sent = await rig.gateway.send(rig.me, long, nonce="7")
    assert sent == Delivered(",".join(str(one.id) for one in rig.seen()))
    assert "".join(one.text for one in rig.seen()).count("one two three four") == 480


async def test_a_long_message_rings_once_and_a_quiet_one_not_at_all(rig: TelegramRig) -> None:
    long = Text(tuple(line("one two three four " * 40) for _ in range(12)))
    await rig.gateway.send(rig.me, long, nonce="1")
    assert [one.silent for one in rig.seen()] == [False] + [True] * (len(rig.seen()) - 1)
    await rig.gateway.send(rig.me, HELLO, nonce="2", silent=True)
    assert rig.seen()[-1].silent


async def test_no_link_grows_a_preview(rig: TelegramRig) -> None:
    await send(rig)
    (request,) = rig.api.calls("sendMessage")
    assert request.given["link_preview_options"] == '{"is_disabled": true}'


async def test_half_a_character_does_not_stop_a_message(rig: TelegramRig) -> None:
    assert isinstance(await rig.gateway.send(rig.me, Text((line("half \ud83d\x00 \u202e"),)), nonce="1"), Delivered)
    assert rig.seen()[0].text == "half \ufffd"


@pytest.mark.parametrize(
    ("description", "answer"),
    [
        (
            "message is not modified: specified new message content and reply markup are exactly the same",
            Delivered("9"),
        ),
        ("message to edit not found", Missing()),
        ("message can't be edited", Missing()),
        ("MESSAGE_ID_INVALID", Missing()),
        ("there is no text in the message to edit", Missing()),
        ("something else", Refused("Something else")),
    ],
)
async def test_an_edit_has_two_answers_of_its_own(
    rig: TelegramRig, description: str, answer: Outcome | Missing
) -> None:
    rig.api.fail("editMessageText", refuse(400, description))
    assert await rig.gateway.edit(rig.me, "9", HELLO) == answer


async def test_an_edit_of_a_blocked_chat_is_gone(rig: TelegramRig) -> None:
    rig.rena.blocked = True
    assert await rig.gateway.edit(rig.me, "9", HELLO) == Gone(BLOCKED)


async def test_pictures_documents_and_kept_videos_go_out(rig: TelegramRig, png: bytes) -> None:
    keys = ((Button("Next", "1.next"),),)
    kept = {kind: rig.api.keep("squat", b"x", kind=kind).id for kind in ("video", "animation", "document", "photo")}
    for message in (
        Picture(png, "your load over six weeks", (line(strong("Load")),), keys),
        Document("sinew.json", b"{}", (line("Your diary."),), keys),
        Media(kept["video"], "video", (line("Slowly down."),), keys),
        Media(kept["animation"], "animation"),
        Media(kept["document"], "document"),
        Media(kept["photo"], "photo"),
        Picture(png, "a curve"),
    ):
        assert isinstance(await rig.gateway.send(rig.me, message, nonce="1"), Delivered)
    seen = rig.seen()
    assert [one.kind for one in seen] == ["photo", "document", "video", "animation", "document", "photo", "photo"]
    assert [one.text for one in seen] == ["Load", "Your diary.", "Slowly down.", "", "", "", "a curve"]
    assert [one.labels for one in seen[:3]] == [["Next"]] * 3
    assert seen[0].file is not None
    assert seen[0].file.content == png


@pytest.mark.parametrize("kind", ["video", "video_note", "animation", "document"])
async def test_a_form_video_is_shown_again_as_it_was_sent(rig: TelegramRig, kind: str) -> None:
    rig.api.send_video(rig.rena, "squat.mp4", b"video", kind)
    (sent,) = await arrived(rig, 1)
    assert isinstance(sent, Sent)
    assert sent.content is None
    words = (line("Squat, Tue 24 Nov"),)
    assert isinstance(await rig.gateway.send(rig.me, Media(sent.file_id, sent.kind, words), nonce="1"), Delivered)
    assert [one.kind for one in rig.seen() if one.file is not None] == [kind]
    assert "Squat, Tue 24 Nov" in [one.read for one in rig.seen()]


async def test_a_caption_too_long_follows_as_text_with_the_buttons(rig: TelegramRig, png: bytes) -> None:
    words = line("one two three four " * 60)
    sent = await rig.gateway.send(rig.me, Picture(png, "", (words,), ((Button("Go", "1.go"),),)), nonce="1")
    assert isinstance(sent, Delivered)
    assert [(one.kind, one.text, one.labels) for one in rig.seen()] == [
        ("photo", "", []),
        ("text", words.plain.strip(), ["Go"]),
    ]


async def test_a_picture_can_be_changed_and_a_card_cannot_take_its_place(rig: TelegramRig, png: bytes) -> None:
    sent = await rig.gateway.send(rig.me, Picture(png, "one"), nonce="1")
    assert isinstance(sent, Delivered)
    assert await rig.gateway.edit(rig.me, sent.ref, Picture(png, "two", (line("Two"),))) == sent
    assert await rig.gateway.edit(rig.me, sent.ref, Document("a.json", b"{}", (line("Three"),))) == sent
    assert [(one.kind, one.text) for one in rig.seen()] == [("document", "Three")]
    assert await rig.gateway.edit(rig.me, sent.ref, MORNING) == Missing()


async def test_a_file_too_large_for_telegram_is_our_mistake(rig: TelegramRig, png: bytes) -> None:
    assert isinstance(await rig.gateway.send(rig.me, Picture(b"no picture", "x"), nonce="1"), Refused)
    assert isinstance(await rig.gateway.send(rig.me, Document("a", b""), nonce="1"), Refused)


async def test_a_diary_of_years_goes_out_in_one_piece(rig: TelegramRig) -> None:
    diary = b'{"format": "sinew/1"}' * 200_000
    assert isinstance(await rig.gateway.send(rig.me, Document("sinew.json", diary), nonce="1"), Delivered)
    (seen,) = rig.seen()
    assert seen.file is not None
    assert seen.file.content == diary


async def test_a_title_of_emoji_and_fields_of_markup_reach_the_screen(rig: TelegramRig) -> None:
    card = Card("👟" * 64, (line("<b>&amp;</b>"),))
    await rig.gateway.send(rig.me, card, nonce="1")
    assert rig.seen()[0].text == "👟" * 64 + "\n<b>&amp;</b>"
