"""Keys: what a button carries comes back the same, and nothing else is taken for one."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, strategies as st

from adapters.messages import KEY_BYTES_MAX, Button, Card, Notice, Text, line
from bot.turns import keys

VERBS = st.from_regex(r"[a-z][a-z0-9_-]{0,15}", fullmatch=True)
OPTIONS = st.text(alphabet=string.ascii_letters + string.digits + "/._-:|,", max_size=28)
NUMBERS = st.integers(min_value=0, max_value=2**63 - 1)


@given(VERBS, NUMBERS, OPTIONS)
def test_a_key_comes_back_as_it_was(verb: str, prompt: int, option: str) -> None:
    text = keys.encode(verb, prompt, option)
    assert len(text.encode()) <= KEY_BYTES_MAX
    assert keys.decode(text) == keys.Key(verb, prompt, option)


@given(st.text())
def test_whatever_comes_is_ours_or_refused(text: str) -> None:
    try:
        key = keys.decode(text)
    except keys.BadKey:
        return
    assert keys.encode(key.verb, key.prompt, key.option) == text


@given(VERBS, NUMBERS, st.text(alphabet="abc", min_size=0, max_size=90))
def test_a_key_fits_exactly_or_is_refused(verb: str, prompt: int, option: str) -> None:
    whole = f"1.{verb}.{keys.base36(prompt)}.{option}"
    if len(whole) <= KEY_BYTES_MAX:
        assert keys.encode(verb, prompt, option) == whole
    else:
        with pytest.raises(keys.BadKey):
            keys.encode(verb, prompt, option)


def test_the_limit_itself_fits() -> None:
    assert len(keys.encode("done", 35, "x" * 55)) == 64
    with pytest.raises(keys.BadKey):
        keys.encode("done", 35, "x" * 56)


@pytest.mark.parametrize("number", [keys.base36(2**63), "z" * 13])
def test_a_forged_number_that_no_database_holds_is_refused(number: str) -> None:
    assert keys.decode(f"1.done.{keys.base36(2**63 - 1)}.").prompt == 2**63 - 1
    with pytest.raises(keys.BadKey):
        keys.decode(f"1.done.{number}.")


@pytest.mark.parametrize("option", ["ü", "a b", "\n", "\U0001f600"])
def test_an_option_that_is_not_plain_is_refused_when_the_button_is_made(option: str) -> None:
    with pytest.raises(keys.BadKey):
        keys.encode("done", 1, option)


def test_a_dialogues_buttons_get_their_question() -> None:
    rows = ((Button("A", "done.7"), Button("B", "why"), Button("C", "", url="https://example.org")),)
    stamped = keys.stamped(Card("x", rows=rows), 36)
    assert isinstance(stamped, Card)
    assert [one.key for one in stamped.rows[0]] == ["1.done.10.7", "1.why.10.", ""]
    assert keys.stamped(stamped, 5) == stamped
    assert keys.stamped(Notice("x"), 5) == Notice("x")
    assert keys.stamped(Text((line("x"),)), 5) == Text((line("x"),))
