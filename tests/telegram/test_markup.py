"""What a runner sees on Telegram: HTML that always parses, and keyboards for thumbs."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import assume, given, strategies as st

from adapters.messages import BLANK, Button, Line, Mark, Message, Notice, Span, Style, line, mono, quiet, strong
from adapters.splitting import lines_of
from adapters.tables import columns, fold
from adapters.telegram.markup import PHONE_COLUMNS, clean, html, keyboard, lay_out, plain
from tests.contract.suite import MORNING
from tests.telegram import entities

any_text = st.text(st.characters(), max_size=60)
any_line = st.builds(
    lambda spans: Line(tuple(spans)), st.lists(st.builds(Span, any_text, st.sampled_from(Mark)), max_size=4)
)


@given(st.lists(any_line, max_size=6))
def test_whatever_was_typed_comes_out_of_telegrams_parser_as_it_was_typed(lines: list[Line]) -> None:
    text, _ = entities.parse(html(lines))
    assert text.replace("\u00a0", " ") == plain(lines).replace("\u00a0", " ")
    assert entities.shown(text)[0] == text.strip()


@given(any_text, st.sampled_from([Mark.STRONG, Mark.MONO, Mark.QUIET]))
def test_a_mark_covers_exactly_its_words(words: str, mark: Mark) -> None:
    assume(not words.startswith("/"))  # a command stays one
    _, marks = entities.parse(html([line("before ", Span(words, mark), " after")]))
    length = len(clean(words).encode("utf-16-le")) // 2
    assert [(one.offset, one.length) for one in marks] == ([(7, length)] if length else [])


@given(any_text)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


def test_the_morning_on_a_phone() -> None:
    lines = fold(lines_of(MORNING), PHONE_COLUMNS)
    assert html(lines).replace("\u00a0", "~") == (
        "<b>Tue 24 Nov · 🟡 HOLD</b>\n"
        "Strength A · 50 min · after your <b>easy 8 km</b>\n"
        "Why: left Achilles 4/10 yesterday, so nothing rises today.\n"
        "\n"
        "<pre>1 Goblet squat\n  3~×~8 · 3-1-1 · 8~kg\n"
        "2 B-stance RDL\n  3~×~8~/~side · 3-1-1 · 8~kg\n"
        "3 Two-leg heel raise\n  2~×~10 · 3-0-3 · bodyweight</pre>\n"
        "\n"
        "<i>Left out today: calf stretch</i>\n"
        "\n"
        "<b>Week</b> 3 of 5\n"
        "<b>Block</b> strength\n"
        "\n"
        "<i>Answer when you can.</i>"
    )
    assert all(columns(one) <= PHONE_COLUMNS for one in entities.parse(html(lines))[0].split("\n") if "×" in one)


def test_a_mono_word_inside_a_sentence_is_no_table() -> None:
    assert html([line("Say ", mono("7 3"), " or press")]) == "Say <code>7 3</code> or press"
    assert html([line(mono("1  a")), line(mono("2  b")), BLANK, line(mono("3  c"))]) == (
        "<pre>1  a\n2  b</pre>\n\n<pre>3  c</pre>"
    )
    assert html([line(strong("a"), quiet("b"))]) == "<b>a</b><i>b</i>"


def test_a_command_that_is_named_can_be_tapped() -> None:
    named = [line(mono("/today"), "  today's session"), line("Send ", mono("/view ABCD-2345"))]
    assert html(named) == "/today  today's session\nSend <code>/view ABCD-2345</code>"


def rows_of(*labels: str) -> list[list[str]]:
    return [[button.label for button in row] for row in lay_out((tuple(Button(label, "k") for label in labels),))]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (map(str, range(11)), [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]),
        (["0", "1–2", "3–5", "6+"], [["0", "1–2", "3–5", "6+"]]),
        (
            ["▶ Start", "10 min", "20 min", "Swap", "Move", "Skip", "Why?"],
            [["▶ Start", "10 min", "20 min"], ["Swap", "Move"], ["Skip", "Why?"]],
        ),
        (["✓ front of thigh", "calf"], [["✓ front of thigh", "calf"]]),
        (["✓ front of thigh", "calf", "shin"], [["✓ front of thigh", "calf"], ["shin"]]),
        (["hip", "calf", "shin", "knee"], [["hip", "calf"], ["shin", "knee"]]),
        (["hip", "calf", "shin", "front of thigh", "knee"], [["hip", "calf", "shin"], ["front of thigh", "knee"]]),
        (["Yes, I have been cleared by a doctor", "No"], [["Yes, I have been cleared by a doctor"], ["No"]]),
        ([], []),
    ],
)
def test_buttons_stand_one_to_three_a_row_and_pads_closer(labels: list[str], expected: list[list[str]]) -> None:
    assert rows_of(*labels) == expected


def test_toggles_in_threes_are_one_set_and_none_stands_alone_for_its_long_neighbour() -> None:
    def areas(*names: str) -> tuple[Button, ...]:
        return tuple(Button(one, f"1.sore.2k.{one}", Style.OFF) for one in names)

    technique = tuple(Button(one, f"1.technique.2k.{one}", Style.OFF) for one in ("Clean", "Wobbly"))
    rows = (areas("Shin", "Knee", "Front of thigh"), areas("Hamstring", "Inner thigh", "Glute"), technique)
    assert [[key.label for key in row] for row in lay_out(rows)] == [
        ["Shin", "Knee"], ["Front of thigh", "Hamstring"], ["Inner thigh", "Glute"], ["Clean", "Wobbly"],
    ]  # fmt: skip


def test_a_toggle_that_is_pressed_moves_no_button() -> None:
    areas = ("Foot", "Achilles", "Inner thigh", "Calf", "Hamstring", "Hip flexor", "Front of thigh", "Shin")

    def laid(on: str) -> list[list[str]]:
        keys = tuple(
            Button(f"✓ {one}" if one == on else one, "k", Style.ON if one == on else Style.OFF) for one in areas
        )
        return [[key.label.removeprefix("✓ ") for key in row] for row in lay_out((keys,))]

    assert all(laid(one) == laid("") for one in areas)
    assert laid("")[0] == ["Foot", "Achilles"]


@given(st.lists(st.lists(st.text("ab 1", min_size=1, max_size=30), max_size=15), max_size=8))
def test_no_layout_loses_a_button_or_changes_their_order(rows: list[list[str]]) -> None:
    laid = lay_out(tuple(tuple(Button(label, "k") for label in row) for row in rows))
    assert [button.label for row in laid for button in row] == [label for row in rows for label in row]
    assert all(1 <= len(row) <= 6 for row in laid)


def test_a_keyboard_knows_colours_links_and_long_names() -> None:
    board = keyboard(
        (
            (Button("Go", "1.go", Style.PRIMARY), Button("Forget", "1.forget", Style.DANGER)),
            (
                Button("Read", "", url="https://example.org/"),
                Button("👟" * 70, "1.shoe"),
                Button("✓ Calf", "1.on", Style.ON),
            ),
        )
    )
    assert board == {
        "inline_keyboard": [
            [
                {"text": "Go", "callback_data": "1.go", "style": "primary"},
                {"text": "Forget", "callback_data": "1.forget", "style": "danger"},
            ],
            [{"text": "Read", "url": "https://example.org/"}],
            [{"text": "👟" * 63 + "…", "callback_data": "1.shoe"}],
            [{"text": "✓ Calf", "callback_data": "1.on", "style": "success"}],
        ]
    }
    assert keyboard(()) is None
    assert keyboard(((),)) is None


def test_every_kind_of_message_has_lines() -> None:
    assert {kind.__name__ for kind in get_args(Message)} == {"Card", "Text", "Picture", "Document", "Media", "Notice"}
    assert lines_of(Notice("hello")) == (line("hello"),)
