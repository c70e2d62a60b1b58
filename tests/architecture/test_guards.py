"""The guards of tests/conftest.py, seen to work: a guard that never bites is no guard."""

from __future__ import annotations

import os
import pwd
import socket
import time
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]


def test_nobody_reads_the_developers_own_settings_or_home() -> None:
    assert os.environ["HOME"] != pwd.getpwuid(os.getuid()).pw_dir
    assert {name for name in os.environ if name.startswith("SINEW_")} <= {"SINEW_SPECS", "SINEW_SAMPLES"}


def test_the_machine_stands_where_no_runner_does() -> None:
    assert time.localtime(0).tm_gmtoff == 5 * 3600 + 1800


def test_a_socket_on_this_machine_is_fine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


@pytest.mark.parametrize("forgiving", ["swallows", "shows"])
def test_a_test_that_leaves_the_machine_fails_even_when_the_product_forgives(
    pytester: pytest.Pytester, root: Path, forgiving: str
) -> None:
    pytester.makeconftest((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    attempt = "socket.create_connection(('192.0.2.1', 80), timeout=1)"
    body = f"with contextlib.suppress(OSError): {attempt}" if forgiving == "swallows" else attempt
    pytester.makepyfile(f"import contextlib, socket\n\ndef test_it():\n    {body}\n")
    outcomes = pytester.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes()
    assert outcomes.get("errors", 0) == 1
