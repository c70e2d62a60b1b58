"""What an operator sets, and what they are told when it is wrong."""

from __future__ import annotations

import ast
import io
import json
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.gateway import ConfigurationError
from bot import logs, settings
from bot.cli import setup
from bot.storage import sqlite

BOM = "\ufeff"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "about"),
    [
        ("SINEW_TELEGRAM_RATE", "fast", "messages a second"), ("SINEW_TELEGRAM_RATE", "0", "more than 0"),
        ("SINEW_PER_MINUTE", "-1", "0 for no limit"), ("SINEW_LOG", "yaml", "human or json"),
        ("SINEW_LOG_LEVEL", "LOUD", "debug, info"), ("SINEW_DATABASE", "mysql://x/y", "SQLite file"),
        ("SINEW_DATABASE", "sqlite:x.db", "SQLite file"), ("SINEW_DATABASE", "/", "SQLite file"),
        ("SINEW_METRICS", "telegram:abc,discord:1", "127.0.0.1:9464"), ("SINEW_METRICS", "9464", "127.0.0.1:9464"),
        ("SINEW_ALLOWED", "me", "telegram:12345678"), ("SINEW_TICK_SECONDS", "0", "more than 0"),
        ("SINEW_TICK_SECONDS", "nan", "seconds between"), ("SINEW_SPREAD_SECONDS", "1.5", "whole seconds"),
    ],
)  # fmt: skip
def test_a_wrong_value_names_its_variable_and_what_it_must_be(
    name: str, value: str, about: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name) as error:
        settings.load()
    assert about in str(error.value)


@pytest.mark.parametrize("written", [None, "", "soon", "2026-11-29T07:00:00", "+90"])
def test_a_clock_that_tells_no_time_names_its_variable(written: str | None, tmp_path: Path) -> None:
    if written is not None:
        (tmp_path / "clock").write_text(written)
    with pytest.raises(ConfigurationError, match=r"SINEW_CLOCK_FILE: must be a file with .* \+90m"):
        setup.clock_of(settings.load(clock_file=tmp_path / "clock"))


def test_a_clock_of_a_file_stands_at_its_instant_and_at_the_last_one_while_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text("2026-11-29T07:00:00+01:00\n")
    clock = setup.clock_of(settings.load(clock_file=tmp_path / "clock"))
    for text in ("2026-11-29T07:00:00+01:00", "2026-1", ""):
        (tmp_path / "clock").write_text(text)
        assert clock.now() == datetime(2026, 11, 29, 6, tzinfo=UTC)


def test_a_secret_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", "123456:very-secret-token")
    found = settings.load()
    assert "very-secret" not in repr(found)
    assert "very-secret" not in str(found.model_dump())
    assert found.secrets == ["123456:very-secret-token"]


@pytest.mark.parametrize(
    "around", ["{}", " {} ", "{}\n", "{}\r\n", '"{}"', "'{}'", "\ufeff{}\n", ' "{}" \r\n', "'{}\n'"]
)
@pytest.mark.parametrize("how", ["variable", "file", ".env"])
def test_what_a_copy_or_an_editor_leaves_around_a_value_is_no_part_of_it(
    around: str, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"TELEGRAM_TOKEN": "123456:copied", "DATABASE": str(tmp_path / "my diary.db"), "LOG": "json"}
    for name, value in given.items():
        written = around.format(value)
        if how == "variable":
            monkeypatch.setenv(f"SINEW_{name}", written)
        elif how == "file":
            (tmp_path / name).write_bytes(written.encode())
            monkeypatch.setenv(f"SINEW_{name}_FILE", around.format(tmp_path / name))
        elif "\n" in written.rstrip():
            return  # A value of two lines is none in such a file.
        else:
            with (tmp_path / ".env").open("a", newline="") as file:
                file.write(f"SINEW_{name}={written.lstrip(BOM)}\n")
    if how == ".env" and BOM in around:
        (tmp_path / ".env").write_text(BOM + (tmp_path / ".env").read_text())
    found = settings.load()
    assert found.secrets == ["123456:copied"]
    assert found.database_url == sqlite.url_of(tmp_path / "my diary.db")
    assert found.log == "json"


def test_a_user_without_a_home_is_asked_for_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(number: int) -> None:
        raise KeyError(number)

    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", nobody)
    assert settings.load().folder == Path(os.environ["XDG_DATA_HOME"]) / "sinew"
    monkeypatch.delenv("XDG_DATA_HOME")
    with pytest.raises(ConfigurationError, match="SINEW_DATA: must name a folder"):
        _ = settings.load().database_url
    for name in ("SINEW_DATA", "SINEW_DATABASE"):
        with monkeypatch.context() as one:
            one.setenv(name, "~/sinew")
            with pytest.raises(ConfigurationError, match=name):
                settings.load()
    monkeypatch.setenv("SINEW_DATA", str(tmp_path))
    assert settings.load().database_url == sqlite.url_of(tmp_path / "sinew.db")


def test_a_value_of_blanks_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_TELEGRAM_TOKEN", "  \n")
    monkeypatch.setenv("SINEW_DATABASE", '""')
    found = settings.load()
    assert found.telegram_token is None
    assert found.database_url == sqlite.url_of(found.folder / "sinew.db")


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


def test_what_may_stand_in_the_environment_may_stand_in_dot_env(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("123456:from-a-file\n")
    (tmp_path / ".env").write_text(f"SINEW_TELEGRAM_TOKEN_FILE={tmp_path}/token\nSINEW_TELGRAM_TOKEN=a-slip\n")
    assert settings.load().secrets == ["123456:from-a-file"]
    assert settings.strangers() == ["SINEW_TELGRAM_TOKEN"]
    (tmp_path / ".env").write_text("SINEW_DISCORD_TOKEN_FILE=/run/secrets/nothing-here\n")
    with pytest.raises(ConfigurationError, match="SINEW_DISCORD_TOKEN_FILE: must name a readable file"):
        settings.load()


def test_a_dot_env_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match=r"\.env: must be a readable file or none"):
        settings.load()


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


@pytest.mark.parametrize("name", ["SINEW_ALLOWED", "SINEW_OPERATORS"])
@pytest.mark.parametrize("value", ["4711", "telegram:@rena", "Telegram:4711", "telegramm:4711", "telegram: 4711", ":"])
def test_a_person_whom_no_platform_would_ever_name_so_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, f"discord:1 {value}")
    with pytest.raises(ConfigurationError, match=f"{name}: must be .* by number: telegram:12345678"):
        settings.load()


def test_a_slip_in_a_variables_name_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SINEW_TELEGRAM_TOKN", "SINEW_TELEGRAM_TOKEN_FILE", "SINEW_SPECS", "SINEW_METRICS"):
        monkeypatch.setenv(name, "/nowhere")
    assert settings.strangers() == ["SINEW_TELEGRAM_TOKN"]


def test_the_databases_password_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_DATABASE", "postgresql://sinew:correct-horse@host/name")
    found = settings.load()
    assert "correct-horse" not in repr(found)
    assert found.secrets == ["correct-horse"], "so that the log hides it"
    monkeypatch.setenv("SINEW_DATABASE", "postgresql://sinew:correct-horse@host:port/name")
    with pytest.raises(ConfigurationError, match="SINEW_DATABASE") as error:
        settings.load()
    assert "correct-horse" not in str(error.value)


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


def test_every_line_has_the_same_shape_and_an_action(written: io.StringIO) -> None:
    logs.set_up("json", "info", stream=written)
    logging.getLogger("bot.engine").info("one", extra={"action": "event.handled", "at": "a figure", "level": 3})
    logging.getLogger("aiohttp.web").warning("two\nlines of a library")
    try:
        raise RuntimeError("with a stack")
    except RuntimeError:
        logging.getLogger("bot").exception("three", extra={"action": "x.failed"})
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert len(lines) == 3
    for line in lines:
        assert list(line)[:5] == ["at", "level", "logger", "action", "message"]
        assert datetime.fromisoformat(line["at"]).tzinfo is not None
        assert line["action"]
    assert [line["action"] for line in lines] == ["event.handled", "library.aiohttp", "x.failed"]
    assert lines[0]["level"] == "info", "a figure does not take the place of the line's own fields"
    assert "RuntimeError" in lines[2]["stack"]


def test_every_line_that_the_product_writes_names_its_action(root: Path) -> None:
    """Dashboards and `sinew doctor` go by it."""
    without = [
        f"{path.relative_to(root)}:{call.lineno}"
        for folder in ("bot", "adapters")
        for path in (root / folder).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in ("log", "_log")
        and "action" not in {key.value for one in call.keywords if one.arg == "extra" for key in _keys(one.value)}
    ]
    assert without == []


def _keys(extra: ast.expr) -> list[ast.Constant]:
    return [key for key in getattr(extra, "keys", []) if isinstance(key, ast.Constant)]


@pytest.mark.parametrize("style", ["json", "human"])
def test_no_secret_reaches_a_log_as_a_figure_either(style: str, written: io.StringIO) -> None:
    logs.set_up(style, "info", ["hush-hush-hush"], stream=written)
    logging.getLogger("bot").warning("unsure", extra={"action": "send.unsure", "why": "at hush-hush-hush"})
    assert "unsure" in written.getvalue()
    assert "hush-hush" not in written.getvalue()


def test_a_log_line_for_people_says_the_same(written: io.StringIO) -> None:
    logs.set_up("human", "info", stream=written)
    logging.getLogger("bot.engine").warning("slow", extra={"action": "event.slow", "ms": 70})
    assert "warning action=event.slow slow ms=70" in written.getvalue()


@pytest.mark.parametrize("style", ["json", "human"])
def test_no_token_reaches_a_log_not_even_in_a_traceback(style: str, written: io.StringIO) -> None:
    token = "123456:" + "A" * 35
    logs.set_up(style, "info", [token], stream=written)
    try:
        raise RuntimeError(f"https://api.telegram.org/bot{token}/getMe")
    except RuntimeError:
        logging.getLogger("bot").exception("failed with %s", token, extra={"action": "x"})
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    assert "RuntimeError" in written.getvalue()
    assert token not in written.getvalue()


@pytest.mark.parametrize("value", ["127.0.0.1:9464", "localhost:9464", "[::1]:9464", "metrics.internal:80"])
def test_a_host_and_a_port_are_taken(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINEW_METRICS", value)
    assert settings.load().metrics == value
