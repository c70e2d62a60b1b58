"""What an operator sets, and what they are told when it is wrong."""

from __future__ import annotations

import io
import json
import logging
import sys
from pathlib import Path

import pytest

from adapters.gateway import ConfigurationError
from bot import logs, settings


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "about"),
    [
        ("SINEW_TELEGRAM_RATE", "fast", "messages a second"), ("SINEW_TELEGRAM_RATE", "0", "more than 0"),
        ("SINEW_PER_MINUTE", "-1", "0 for no limit"), ("SINEW_LOG", "yaml", "human or json"),
        ("SINEW_LOG_LEVEL", "LOUD", "debug, info"), ("SINEW_DATABASE", "mysql://x/y", "SQLite file"),
        ("SINEW_ALLOWED", "me", "telegram:12345678"), ("SINEW_TICK_SECONDS", "0", "seconds between"),
    ],
)  # fmt: skip
def test_a_wrong_value_names_its_variable_and_what_it_must_be(
    name: str, value: str, about: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name) as error:
        settings.load()
    assert about in str(error.value)


def test_a_secret_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", "123456:very-secret-token")
    found = settings.load()
    assert "very-secret" not in repr(found)
    assert "very-secret" not in str(found.model_dump())
    assert found.secrets == ["123456:very-secret-token"]


def test_a_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text("123456:from-a-file\n")
    monkeypatch.setenv("SINEW_TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))
    assert settings.load().secrets == ["123456:from-a-file"]


def test_a_secrets_file_that_is_not_there_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_DISCORD_TOKEN_FILE", "/run/secrets/nothing-here")
    with pytest.raises(ConfigurationError, match="SINEW_DISCORD_TOKEN_FILE: must name a readable file"):
        settings.load()


def test_a_dot_env_file_is_read_and_the_environment_outranks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("SINEW_LOG=json\nSINEW_PER_MINUTE=7\nOTHER=x\n")
    monkeypatch.setenv("SINEW_PER_MINUTE", "9")
    found = settings.load()
    assert (found.log, found.per_minute) == ("json", 9)


def test_the_database_is_a_path_or_a_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.load().database_url.endswith("/sinew/sinew.db")
    monkeypatch.setenv("SINEW_DATA", str(tmp_path))
    assert settings.load().database_url == f"sqlite:///{tmp_path}/sinew.db"
    monkeypatch.setenv("SINEW_DATABASE", "/var/lib/sinew/x.db")
    assert settings.load().database_url == "sqlite:////var/lib/sinew/x.db"
    monkeypatch.setenv("SINEW_DATABASE", "postgresql://u:p@host/name")
    assert settings.load().database_url == "postgresql+psycopg://u:p@host/name"


def test_an_empty_variable_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", "")
    monkeypatch.setenv("SINEW_ALLOWED", "")
    found = settings.load()
    assert found.telegram_token is None
    assert found.allowed is None


def test_the_allowed_are_a_list_with_commas_or_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_ALLOWED", "telegram:1, discord:2 telegram:3")
    assert settings.load().allowed == {"telegram:1", "discord:2", "telegram:3"}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return io.StringIO()


def test_a_log_line_is_json_with_its_action_and_figures(written: io.StringIO) -> None:
    logs.set_up("json", "info", stream=written)
    logging.getLogger("bot.engine").info("handled %s", "it", extra={"action": "event.handled", "person": 7})
    line = json.loads(written.getvalue())
    assert line["action"] == "event.handled"
    assert line["message"] == "handled it"
    assert line["person"] == 7
    assert line["level"] == "info"


def test_a_log_line_for_people_says_the_same(written: io.StringIO) -> None:
    logs.set_up("human", "info", stream=written)
    logging.getLogger("bot.engine").warning("slow", extra={"action": "event.slow", "ms": 70})
    assert "warning action=event.slow slow ms=70" in written.getvalue()


@pytest.mark.parametrize("style", ["json", "human"])
def test_no_token_reaches_a_log_not_even_in_a_traceback(style: str, written: io.StringIO) -> None:
    token = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    logs.set_up(style, "info", [token], stream=written)
    try:
        raise RuntimeError(f"https://api.telegram.org/bot{token}/getMe")
    except RuntimeError:
        logging.getLogger("bot").exception("failed with %s", token, extra={"action": "x"})
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    assert "RuntimeError" in written.getvalue()
    assert token not in written.getvalue()
