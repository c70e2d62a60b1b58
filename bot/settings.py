"""What an operator sets: SINEW_ variables, or a `.env` file in the folder it starts in.

A secret may stand in a file instead, named by the variable with `_FILE` at its end. A wrong value is refused with the
variable's name and what it must be; secrets never show in errors, logs or `repr`.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from adapters.gateway import ConfigurationError
from bot.storage import sqlite

PREFIX, ENV_FILE = "SINEW_", ".env"
FOR_TESTS = frozenset({"SINEW_SPECS", "SINEW_SAMPLES"})
"""Where the tests find what is not ours to ship."""


def clean(value: str) -> str:
    """Without what a copy, an editor or a quoting too many has left around it: blanks, line ends, a byte order mark,
    quotation marks. Left there, a path with them would be another diary."""
    value = value.strip(_AROUND)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].strip(_AROUND)
    return value


_AROUND = " \t\r\n\ufeff"


def _people(value: Any) -> frozenset[str] | None:
    if value is None or isinstance(value, frozenset):
        return value
    names = [one.strip() for one in str(value).replace(",", " ").split()]
    if not names:
        return None
    # A name that no platform ever sends would lock its owner out without a word.
    if not all(re.fullmatch(r"(telegram|discord):[1-9][0-9]*", one) for one in names):
        raise ValueError("not a list of platform:number")
    return frozenset(names)


def _url(value: str) -> str:
    if value.startswith(("postgresql://", "postgres://")):
        value = "postgresql+psycopg://" + value.split("://", 1)[1]
    if value.startswith(("sqlite:///", "postgresql+psycopg://")):
        try:
            make_url(value)
        except ArgumentError:
            raise ValueError("not an address") from None
        return value
    if "://" in value or value.startswith("sqlite:"):
        raise ValueError("unknown kind of database")
    if value and not Path(value).name:
        raise ValueError("a folder at most")
    return sqlite.url_of(_expanded(Path(value))) if value else ""


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise ValueError("no home for ~") from error


def _https(value: str) -> str:
    place = urlsplit(value)
    if place.scheme != "https" or not place.hostname:
        raise ValueError("not an https address")
    return value


_HOST = re.compile(r"[A-Za-z0-9.-]+|\[?[0-9A-Fa-f:.]*::?[0-9A-Fa-f:.]*\]?")


def _listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not _HOST.fullmatch(host) or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError("not host:port")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("not what Telegram takes")
    return value


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_file_encoding="utf-8", extra="ignore", frozen=True,
        env_ignore_empty=True,
    )  # fmt: skip

    database: Annotated[str, AfterValidator(_url)] = Field(
        "", repr=False, description="a path to an SQLite file, or postgresql://user:password@host/name"
    )
    data: Annotated[Path, AfterValidator(_expanded)] | None = Field(
        None, description="a folder for what the coach keeps"
    )
    telegram_token: SecretStr | None = Field(None, description="a bot token from Telegram's BotFather")
    discord_token: SecretStr | None = Field(None, description="a bot token from Discord's developer portal")
    telegram_webhook: Annotated[str, AfterValidator(_https)] | None = Field(
        None, description="the public https address that Telegram calls, such as https://sinew.example.org/telegram"
    )
    telegram_listen: Annotated[str, AfterValidator(_listen)] = Field(
        "127.0.0.1:8080", description="where to listen for Telegram's calls, such as 127.0.0.1:8080"
    )
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = Field(
        None, description="1 to 256 letters, digits, _ or -"
    )
    discord_club_channel: int | None = Field(
        None, gt=0, description="the number of a text channel, from Discord's Copy Channel ID"
    )
    telegram_rate: float = Field(28, gt=0, le=1000, description="messages a second, more than 0 and at most 1000")
    discord_rate: float = Field(45, gt=0, le=1000, description="requests a second, more than 0 and at most 1000")
    per_minute: int = Field(
        60, ge=0, le=10_000, description="events a minute for one runner, at most 10000, and 0 for no limit"
    )
    allowed: Annotated[frozenset[str] | None, NoDecode, BeforeValidator(_people)] = Field(
        None, description="who may speak with the coach, by number: telegram:12345678 discord:987654321"
    )
    operators: Annotated[frozenset[str] | None, NoDecode, BeforeValidator(_people)] = Field(
        None, description="who may ask for /admin, by number: telegram:12345678"
    )
    metrics: Annotated[str, AfterValidator(_listen)] | None = Field(
        None, description="where to serve /healthz and /metrics, such as 127.0.0.1:9464"
    )
    log: Literal["human", "json"] = Field("human", description="human or json")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="debug, info, warning or error (in small letters)"
    )
    tick_seconds: float = Field(
        15, gt=0, le=3600, description="seconds between two looks at who is due, more than 0 and at most 3600"
    )
    spread_seconds: int = Field(0, ge=0, le=3600, description="whole seconds over which mornings are spread, 0 to 3600")
    clock_file: Path | None = Field(None, description="a file with an instant, for tests only")

    @model_validator(mode="before")
    @classmethod
    def _cleaned(cls, given: Any) -> Any:
        """What is nothing but blanks is not set."""
        cleaned = {name: clean(value) if isinstance(value, str) else value for name, value in given.items()}
        return {name: value for name, value in cleaned.items() if value != "" or given[name] == ""}

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        return init_settings, env_settings, _Files(settings_cls), dotenv_settings

    @property
    def secrets(self) -> list[str]:
        given = (self.telegram_token, self.discord_token, self.telegram_webhook_secret)
        found = [one.get_secret_value() for one in given if one is not None]
        password = make_url(self.database).password if self.database else None
        found += [str(password)] if password else []
        if self.telegram_webhook is not None and self.telegram_token is not None:
            from adapters.telegram.webhook import Webhook

            # The one that is made from the token: anyone who reads it could play Telegram.
            found.append(Webhook(self.telegram_webhook).secret_for(self.telegram_token.get_secret_value()))
        return found

    @property
    def may_speak(self) -> frozenset[str] | None:
        """Who is let in; None for everybody. Operators are, without being named twice."""
        return None if self.allowed is None else self.allowed | (self.operators or frozenset())

    @property
    def folder(self) -> Path:
        return self.data if self.data is not None else data_folder()

    @property
    def database_url(self) -> str:
        return self.database or sqlite.url_of(self.folder / "sinew.db")


class _Files(PydanticBaseSettingsSource):
    """SINEW_TELEGRAM_TOKEN_FILE=/run/secrets/token and the like, for every setting."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        given = _surroundings()
        for name in self.settings_cls.model_fields:
            variable = f"{PREFIX}{name.upper()}_FILE"
            path = clean(given.get(variable) or "")
            if not path:
                continue
            try:
                found[name] = clean(Path(path).read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError) as error:
                why = getattr(error, "strerror", None) or "it is not text"
                raise ConfigurationError(variable, f"must name a readable file ({why})") from None
        return found


def _surroundings() -> dict[str, str]:
    """The environment, and behind it the `.env` file. Raises ConfigurationError."""
    try:
        written = DotEnvSettingsSource(Settings).env_vars
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not text in UTF-8"
        raise ConfigurationError(ENV_FILE, f"must be a readable file or none ({why})") from None
    return {name.upper(): value for name, value in written.items() if value} | dict(os.environ)


def load(**given: Any) -> Settings:
    """Raises ConfigurationError naming the variable and what it must be; the value itself is not repeated."""
    _surroundings()
    try:
        return Settings(**given)
    except ValidationError as error:
        name = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        field = Settings.model_fields.get(name)
        raise ConfigurationError(
            f"{PREFIX}{name.upper()}", f"must be {field.description if field else 'something else'}"
        ) from None


def strangers() -> list[str]:
    """SINEW_ variables of the environment or `.env` that no setting reads: most likely a slip of the pen."""
    known = {f"{PREFIX}{name.upper()}{ending}" for name in Settings.model_fields for ending in ("", "_FILE")}
    return sorted(name for name in _surroundings() if name.startswith(PREFIX) and name not in known | FOR_TESTS)


def data_folder() -> Path:
    """Where this system keeps a user's data. Raises ConfigurationError for a user without a home."""
    base = Path(os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME") or "")
    if base.is_absolute() and sys.platform != "darwin":
        return base / "sinew"
    try:
        home = Path.home()
    except RuntimeError:
        raise ConfigurationError("SINEW_DATA", "must name a folder, because this user has no home") from None
    if sys.platform == "win32":
        return home / "AppData" / "Local" / "sinew"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "sinew"
    return home / ".local" / "share" / "sinew"
