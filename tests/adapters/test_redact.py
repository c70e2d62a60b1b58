"""Tokens never reach a log."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from adapters.redact import HIDDEN, Redaction, hide

TELEGRAM = "4242" + "42424:AA" + "x_-Y1" * 7
DISCORD = "MTIz" + "NDU2Nzg5MDEyMzQ1Njc4" + ".Gabcde." + "x_-Y1" * 7
SECRET = "a phrase of the operator's own"


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    hide([TELEGRAM, SECRET, ""], [handler])
    logger = logging.getLogger("tests.redact")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield logger, out
    logger.removeHandler(handler)


def test_a_token_is_taken_out_of_message_and_arguments(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, out = log
    logger.info("HTTP Request: %s %s", "POST", f"https://api.telegram.org/bot{TELEGRAM}/getMe")
    logger.info(f"the token is {TELEGRAM} and {SECRET}")
    logger.info("%(where)s", {"where": f"/bot{quote(TELEGRAM)}/x"})
    logger.info(TELEGRAM, "arguments that do not match", 1)
    assert "AAx_-Y1" not in out.getvalue()
    assert SECRET not in out.getvalue()
    assert out.getvalue().count(HIDDEN) == 5
    assert "HTTP Request: POST https://api.telegram.org/bot" in out.getvalue()


def test_a_token_is_taken_out_of_a_traceback_and_its_causes(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, out = log
    try:
        try:
            raise ValueError(f"no answer from /bot{TELEGRAM}/getUpdates")
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError:
        logger.exception("failed", stack_info=True)
    assert "Traceback" in out.getvalue()
    assert "RuntimeError" in out.getvalue()
    assert TELEGRAM not in out.getvalue()
    assert SECRET not in out.getvalue()


def test_what_looks_like_a_token_is_hidden_though_nobody_named_it() -> None:
    scrub = Redaction().scrub
    assert scrub(f"old: {TELEGRAM}.") == f"old: {HIDDEN}."
    assert scrub(f"Authorization: Bot {DISCORD}") == f"Authorization: Bot {HIDDEN}"
    assert scrub(f"token {DISCORD}") == f"token {HIDDEN}"
    assert scrub("/bot42:abc/sendMessage") == f"/bot{HIDDEN}/sendMessage"


def test_ordinary_lines_stay_as_they_are() -> None:
    for text in ("2026-11-24 07:00:00 action=send outbox=12:34", "robot 12:30", "3 × 8 at 07:30:15", "1.rate.a.10"):
        assert Redaction(["", "abc"]).scrub(text) == text


def test_the_longer_of_two_secrets_goes_first() -> None:
    assert Redaction(["secret-1", "secret-12"]).scrub("secret-12") == HIDDEN
