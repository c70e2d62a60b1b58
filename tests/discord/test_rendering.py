"""What a runner sees: every message within Discord's limits, and nobody's text ever more than text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from adapters.discord.components import COLOURS, PHONE, Rendered, render
from adapters.discord.markdown import escaped
from adapters.messages import (
    BLANK,
    Button,
    Card,
    Document,
    Field,
    Mark,
    Media,
    Message,
    Notice,
    Picture,
    Span,
    Style,
    Text,
    Tone,
    line,
    mono,
    quiet,
    strong,
)
from adapters.tables import columns
from tests.discord import rules
from tests.discord.markdown import OURS, shown
from tests.looks.samples import BACK_OFF, DAYS, HOLD, PUSH, RATING, SAMPLES, WEEK


def body(part: Rendered) -> dict[str, Any]:
    return {"components": part.components, "allowed_mentions": {"parse": []}}


def checked(message: Message) -> list[dict[str, Any]]:
    """The bodies of a message's parts, each as Discord would take it."""
    bodies = [body(part) for part in render(message)]
    for part, made in zip(render(message), bodies, strict=True):
        rules.check_message(made, dict(part.files), rules.V2)
    return bodies


def contents(message: Message) -> list[str]:
    return [text for made in checked(message) for text in rules.texts(made["components"])]


def rows(message: Message) -> list[list[Mapping[str, Any]]]:
    (made,) = checked(message)
    return [one["components"] for one in rules.walk(made["components"]) if one["type"] == rules.ROW]


def said(message: Message) -> str:
    return "\n".join(shown(text)[0] for text in contents(message))


@pytest.mark.parametrize("name", SAMPLES)
async def test_every_message_of_the_coach_is_one_that_discord_takes(name: str) -> None:
    assert checked(SAMPLES[name])


@pytest.mark.parametrize(("card", "tone"), [(PUSH, Tone.PUSH), (HOLD, Tone.HOLD), (BACK_OFF, Tone.BACK_OFF)])
async def test_the_light_is_the_colour_of_the_card_and_stands_there_as_a_word(card: Card, tone: Tone) -> None:
    (made,) = checked(card)
    assert made["components"][0]["accent_color"] == COLOURS[tone]
    assert tone.value.replace("_", " ").upper() in said(card)


@pytest.mark.parametrize("card", [HOLD, PUSH, BACK_OFF])
async def test_no_line_of_a_session_is_wider_than_a_phone(card: Card) -> None:
    fences = [text for text in contents(card) if text.startswith("```")]
    assert fences
    for fence in fences:
        assert all(columns(one) <= PHONE for one in fence.split("\n"))


async def test_a_dose_stays_in_one_piece() -> None:
    text = said(PUSH)
    for dose in ("3 × 8 / side", "12 kg (+2 kg)", "3 × 12 / side", "bodyweight"):
        assert any(dose in one for one in text.split("\n"))


async def test_the_effort_pad_is_three_even_rows() -> None:
    assert [len(row) for row in rows(RATING)[:3]] == [4, 4, 3]


async def test_sore_areas_are_one_list_in_which_the_sore_ones_are_picked() -> None:
    (select,) = rows(RATING)[3]
    assert select["type"] == rules.SELECT
    assert (select["min_values"], select["max_values"]) == (0, 19)
    assert [one["label"] for one in select["options"] if one["default"]] == ["Calf"]


async def test_a_handful_of_days_are_buttons_green_when_chosen() -> None:
    days = [button for row in rows(DAYS) for button in row][:7]
    assert [button["label"] for button in days if button["style"] == 3] == ["✓ Tue", "✓ Thu", "✓ Sun"]


async def test_a_week_and_its_changes_keep_their_five_buttons_in_a_row() -> None:
    assert [len(row) for row in rows(WEEK)] == [5]


async def test_toggles_in_threes_become_one_set() -> None:
    areas = tuple(Button(f"Area {n}", f"1.area.2.{n}", Style.OFF) for n in range(30))
    message = Text((line("Where?"),), tuple(areas[n : n + 3] for n in range(0, 30, 3)))
    first, second = (row[0] for row in rows(message))
    assert (len(first["options"]), len(second["options"])) == (25, 5)
    assert first["custom_id"] != second["custom_id"]


async def test_more_buttons_than_a_message_holds_become_lists_rather_than_vanish() -> None:
    many = tuple(tuple(Button(f"{r}-{c}", f"1.v.p.{r}-{c}") for c in range(5)) for r in range(10))
    labels = {
        label
        for row in rows(Card("All", rows=many))
        for one in row
        for label in ([o["label"] for o in one["options"]] if one["type"] == rules.SELECT else [one["label"]])
    }
    assert labels == {button.label for row in many for button in row}


async def test_a_link_stays_a_link() -> None:
    message = Text((line("Read on"),), ((Button("The source", "", url="https://example.org/a"),),))
    assert rows(message)[0][0]["url"] == "https://example.org/a"


async def test_a_table_keeps_to_its_code_block_whatever_is_in_it() -> None:
    table = Text((line(mono("1"), mono("``` @everyone `x` ````")),))
    (text,) = contents(table)
    assert shown(text) == ("1  ``` @everyone `x` ````", frozenset({"fence"}))


async def test_quiet_lines_are_small() -> None:
    (text,) = contents(Text((line(quiet("back on Tuesday")),)))
    assert shown(text) == ("back on Tuesday", frozenset({"subtext"}))


async def test_a_blank_line_parts_two_paragraphs() -> None:
    (made,) = checked(Text((line("a"), BLANK, BLANK, line("b"), BLANK)))
    assert [one["type"] for one in made["components"]] == [rules.TEXT, rules.SEPARATOR, rules.TEXT]
    assert made["components"][1]["divider"] is False


async def test_a_message_of_nothing_is_still_a_message() -> None:
    for empty in (Text(()), Card(""), Notice(""), Text((line("\u202e"),)), Media("abc", "video")):
        assert checked(empty)


async def test_a_picture_has_its_description_and_a_file_its_name() -> None:
    (picture,) = checked(Picture(b"\x89PNG", "your month", (line("November"),)))
    assert picture["components"][-1]["items"][0]["description"] == "your month"
    (part,) = render(Document("my diary (1).json", b"{}"))
    assert part.files == (("my-diary-1-.json", b"{}"),)
    assert len(part.uploads()) == len(part.uploads()) == 1


async def test_a_form_video_is_shown_again_by_its_address() -> None:
    (made,) = checked(Media("https://example.org/squat.mp4", "video", (line("Heels down."),)))
    assert made["components"][-1]["items"][0]["media"]["url"] == "https://example.org/squat.mp4"


async def test_a_form_video_of_this_chat_is_shown_again_by_its_message() -> None:
    where = "https://discord.com/channels/@me/12/34"
    (made,) = checked(Media(where, "video", (line("Heels down."),)))
    assert made["components"][-1]["components"][0]["url"] == where


NASTY = (
    "*a* **b** ***c*** _d_ __e__ ~~f~~ ||g||", "# a", "## b", "-# c", "> d", ">>> e", "- f", "* g", "+ h", "1. i",
    "  - deep", "a\n# b\n- c\n1. d", "`a` ``b`` ```c```", "```\nblock\n```", "[a](https://b.example)",
    "https://a.example", "<https://a.example>", "discord.gg/abc", "discord://x", "<mailto:a@b.example>",
    "@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "</a:1>", "<t:1:R>", "<:a:1>", "<a:a:1>", ":smile:",
    "\\*a\\*", "\\", "\\\\*a*", "**", "a**b**c", "snake_case_name", "*", "``", "|| ||", "<id:home>",
)  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
async def test_text_with_marks_in_it_is_shown_as_it_was_typed(text: str) -> None:
    assert shown(escaped(text)) == (text, frozenset())


@given(st.text(st.sampled_from("*_~|`<>[]()@#:/\\-+.1!? \nabehttpseveryone😀"), max_size=40))
def test_no_mixture_of_marks_gets_through(text: str) -> None:
    assert shown(escaped(text)) == (text, frozenset())


SPANS = st.builds(Span, st.text(max_size=60), st.sampled_from(Mark))
LINES = st.lists(st.lists(SPANS, max_size=4).map(lambda spans: line(*spans)), max_size=12).map(tuple)


@st.composite
def buttons(draw: st.DrawFn) -> tuple[tuple[Button, ...], ...]:
    sizes = draw(st.lists(st.integers(0, 12), max_size=5))
    styles = draw(st.sampled_from([(Style.PLAIN, Style.PRIMARY, Style.DANGER), (Style.ON, Style.OFF)]))
    label = st.text(max_size=120)
    return tuple(
        tuple(Button(draw(label), f"1.v.p.{r}-{c}", draw(st.sampled_from(styles))) for c in range(size))
        for r, size in enumerate(sizes)
    )


@st.composite
def cards(draw: st.DrawFn) -> Card:
    short = st.text(max_size=200)
    fields = tuple(draw(st.lists(st.builds(Field, short, short), max_size=4)))
    return Card(draw(short), draw(LINES), fields, draw(short), draw(st.sampled_from(Tone)), draw(buttons()))


@given(st.one_of(cards(), st.builds(Text, LINES, buttons()), st.builds(Notice, st.text(max_size=300))))
async def test_whatever_the_coach_says_discord_takes_it(message: Message) -> None:
    assert checked(message)


@settings(max_examples=15)
@given(st.lists(st.text("*_`|~ab \n", min_size=200, max_size=900), min_size=4, max_size=12))
async def test_long_texts_full_of_marks_are_cut_into_messages_that_fit(paragraphs: list[str]) -> None:
    marks = [mark for text in contents(Text(tuple(map(line, paragraphs)))) for mark in shown(text)[1]]
    assert set(marks) <= OURS


async def test_strong_words_keep_the_space_around_them_outside() -> None:
    (text,) = contents(Text((line("a", strong(" b "), "c"),)))
    assert text == "a **b** c"


async def test_a_strong_word_that_nobody_sees_leaves_no_stars_behind() -> None:
    assert said(Text((line(strong("\u202e"), "Rest day"),))) == "Rest day"


def test_the_list_of_sore_places_does_not_offer_how_clean_it_was() -> None:
    areas = tuple(Button(f"Area {n}", f"1.sore.2k.{n}+", Style.OFF) for n in range(12))
    technique = tuple(Button(one, f"1.technique.2k.{one}", Style.OFF) for one in ("Clean", "Wobbly", "Broke down"))
    shown = rows(Card("Today", (line("Anything sore?"),), rows=(areas[:6], areas[6:], technique)))
    assert [len(one.get("options", [])) for row in shown for one in row] == [12, 0, 0, 0]
    assert [one["label"] for one in shown[1]] == ["Clean", "Wobbly", "Broke down"]


def test_a_text_of_many_paragraphs_leaves_room_for_its_buttons() -> None:
    paragraphs = tuple(one for n in range(60) for one in (line(f"Paragraph {n}."), BLANK))
    keys = tuple(tuple(Button(f"{row}.{n}", f"1.a.1.{row}.{n}") for n in range(4)) for row in range(9))
    for message in (Card("Title", paragraphs, rows=keys), Text(paragraphs, keys)):
        (made,) = checked(message)
        said = "\n".join(rules.texts(made["components"]))
        assert "Paragraph 0.\n\nParagraph 1." in said
        assert "Paragraph 59." in said
