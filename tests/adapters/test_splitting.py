"""Long messages: cut where a reader would cut, nothing lost, the buttons last."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, strategies as st

from adapters.gateway import Limits
from adapters.messages import (
    BLANK,
    Button,
    Card,
    Document,
    Field,
    Line,
    Notice,
    Picture,
    Span,
    Text,
    Tone,
    line,
    mono,
    strong,
)
from adapters.splitting import lines_of, split, units

LIMITS = Limits(text=60, caption=20, buttons_per_row=5, rows=5, label=40, file_bytes=1000)
KEYS = ((Button("Go", "1.go"),),)


def texts(parts: tuple[object, ...]) -> list[str]:
    return ["\n".join(one.plain for one in lines_of(part)) for part in parts]  # type: ignore[arg-type]


def test_what_fits_is_left_as_it_is() -> None:
    for message in (Card("Title", (line("one"),)), Text((line("x" * 60),)), Notice("x" * 100), Document("a", b"")):
        assert split(message, LIMITS) == (message,)


def test_blocks_stay_together() -> None:
    block = tuple(line(f"line {n} of a block") for n in range(2))
    assert texts(split(Text((*block, BLANK, *block, BLANK, *block)), LIMITS)) == [
        "line 0 of a block\nline 1 of a block",
        "line 0 of a block\nline 1 of a block",
        "line 0 of a block\nline 1 of a block",
    ]


def test_a_block_that_is_too_long_parts_between_its_lines() -> None:
    assert texts(split(Text(tuple(line(f"{n} " + "x" * 26) for n in range(4))), LIMITS)) == [
        "0 " + "x" * 26 + "\n1 " + "x" * 26,
        "2 " + "x" * 26 + "\n3 " + "x" * 26,
    ]


def test_a_line_that_is_too_long_parts_between_words_and_keeps_its_marks() -> None:
    long = line("word " * 10, strong("strong " * 8))
    first, second = split(Text((long,)), LIMITS)
    assert isinstance(first, Text)
    assert isinstance(second, Text)
    assert first.lines[0].plain == "word " * 10 + "strong"
    assert second.lines[0].spans == (strong("strong " * 7),)


def test_letters_made_of_several_characters_are_not_torn() -> None:
    family = "👩‍👩‍👧‍👦"
    parts = texts(split(Text((line(family * 20),)), LIMITS))
    assert "".join(parts) == family * 20
    assert all(len(part) % len(family) == 0 for part in parts)


def test_a_card_keeps_its_tone_and_gives_its_title_to_the_first_and_its_buttons_to_the_last() -> None:
    lines = tuple(one for n in range(4) for one in (line(f"{n} " + "x" * 38), BLANK))
    card = Card("Title", lines, (Field("Week", "3 of 5"),), "Footer", Tone.HOLD, KEYS, {"light": "hold"})
    parts = split(card, LIMITS)
    assert all(isinstance(part, Card) and part.tone is Tone.HOLD for part in parts)
    cards = [part for part in parts if isinstance(part, Card)]
    assert [part.title for part in cards] == ["Title"] + [""] * (len(cards) - 1)
    assert [part.rows for part in cards] == [()] * (len(cards) - 1) + [KEYS]
    assert [part.data for part in cards] == [{"light": "hold"}] + [None] * (len(cards) - 1)
    assert texts(parts)[0].startswith("Title\n0")
    assert "Week 3 of 5" in "".join(texts(parts)[-2:])
    assert texts(parts)[-1].endswith("Footer")


def test_a_caption_that_is_too_long_follows_its_file_as_text() -> None:
    for file in (Document("a.json", b"{}"), Picture(b"png", "a curve")):
        whole = replace(file, lines=(line("more than twenty characters"),), rows=KEYS)
        assert split(whole, LIMITS) == (file, Text(whole.lines, KEYS))


def test_a_message_of_nothing_but_blanks_does_not_break_it() -> None:
    assert texts(split(Text((line(" " * 100),), KEYS), LIMITS)) == [""]


spans = st.builds(Span, st.text(st.characters(exclude_categories=["Cs"]), max_size=90))
lines = st.lists(
    st.one_of(st.builds(lambda s: Line(tuple(s)), st.lists(spans, max_size=3)), st.just(BLANK)), max_size=12
)


@given(lines, st.booleans())
def test_nothing_is_lost_and_every_part_fits(some: list[Line], card: bool) -> None:
    message = Card("A title", tuple(some), footer="end", rows=KEYS) if card else Text(tuple(some), KEYS)
    parts = split(message, LIMITS)
    if units("\n".join(one.plain for one in lines_of(message))) > LIMITS.text:
        assert all(units(text) <= LIMITS.text for text in texts(parts))
    assert "".join("".join(texts(parts)).split()) == "".join("".join(texts((message,))).split())
    assert [part.rows for part in parts if not isinstance(part, Notice)] == [()] * (len(parts) - 1) + [KEYS]


@given(st.lists(st.tuples(st.text("ab ", min_size=1, max_size=25), st.booleans()), max_size=12))
def test_a_tables_row_is_whole_in_one_part(rows: list[tuple[str, bool]]) -> None:
    message = Text(tuple(line(mono(f"[{text}\n{text}]")) if table else line(text) for text, table in rows))
    parts = "\x00".join(texts(split(message, LIMITS)))
    for text, table in rows:
        if table:
            assert f"[{text}\n{text}]" in parts


def test_a_platform_may_count_its_own_markup() -> None:
    limits = replace(LIMITS, text=10)
    assert len(split(Text((line("a"), line("b"))), limits, measure=lambda one: 8 * len(one.plain))) == 2
