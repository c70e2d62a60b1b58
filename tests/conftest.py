"""Guards that hold for every test: no real network, no real home, no settings of the developer's own."""

from __future__ import annotations

import ipaddress
import itertools
import logging
import os
import socket
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from adapters.redact import hide
from bot.logs import TALLY
from tests import leaks
from tests.discord.server import TOKEN as DISCORD_TOKEN
from tests.telegram.server import TOKEN as TELEGRAM_TOKEN

ROOT = Path(__file__).resolve().parent.parent

# What the surroundings may say to the tests; every other SINEW_ variable belongs to the product and could hold a token.
SPOKEN_TO_TESTS = {"SINEW_SPECS", "SINEW_SAMPLES"}

# `make test` finds the same failures for everybody; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("house", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_configure() -> None:
    for name in [name for name in os.environ if name.startswith("SINEW_") and name not in SPOKEN_TO_TESTS]:
        del os.environ[name]
    # A machine in a place with odd minutes: code that takes the system's zone for the runner's is found out.
    os.environ["TZ"] = "Asia/Kathmandu"
    time.tzset()


def pytest_sessionstart(session: pytest.Session) -> None:
    """What pytest captures of the logs passes through the program's own redaction, and is then searched."""
    logs = session.config.pluginmanager.get_plugin("logging-plugin")
    hide((TELEGRAM_TOKEN, DISCORD_TOKEN), (logs.caplog_handler, logs.report_handler))
    leaks.listen()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Searched for the bots' tokens: all that a test captured (output, errors, logs), what its children said, what it
    saw raised, and the files that it left."""
    report = yield
    if call.when == "teardown":
        found = [name.lower() for name, text in report.sections if leaks.holds_one(text)] + leaks.seen()
        for name in ("tmp_path", "no_real_home"):
            if folder := getattr(item, "funcargs", {}).get(name):
                found += leaks.in_files(folder)
        if found:
            report.outcome, report.longrepr = "failed", f"a token in {', '.join(found)} of {item.nodeid}"
    return report


class RealNetwork(OSError):
    """A test tried to leave the machine."""


def is_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_real_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    tried: list[str] = []

    def guarded(original: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if not is_here(address):
                tried.append(repr(address))
                raise RealNetwork(f"the tests stay on this machine: {address!r}")
            return original(self, address)

        return connect

    original_lookup = socket.getaddrinfo

    def lookup(host: Any, *rest: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_here((name,)) and name not in {"0.0.0.0", "::"}:  # noqa: S104
            tried.append(repr(name))
            raise RealNetwork(f"the tests stay on this machine: {name!r}")
        return original_lookup(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    yield
    # The product forgives a network that fails, so the attempt itself is what fails the test.
    if tried:
        pytest.fail(f"left the machine for {', '.join(tried)}")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """The program sets logging up for itself; the next test starts without its handlers and with nothing counted."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    TALLY.counts.clear()
    TALLY.crashes.clear()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def no_real_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """`sinew chat` keeps its diary under the user's data folder: in the tests, a different one each time."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("DATA", ".local/share"),
        ("CONFIG", ".config"),
        ("STATE", ".local/state"),
        ("CACHE", ".cache"),
    ):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    return home


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT
