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


@pytest.fixture
def planted(pytester: pytest.Pytester, root: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder of tests with our guards, for misdeeds."""
    monkeypatch.setenv("PYTHONPATH", str(root))
    pytester.makeconftest((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    return pytester


@pytest.mark.parametrize("forgiving", ["swallows", "shows"])
def test_a_test_that_leaves_the_machine_fails_even_when_the_product_forgives(
    planted: pytest.Pytester, forgiving: str
) -> None:
    attempt = "socket.create_connection(('192.0.2.1', 80), timeout=1)"
    body = f"with contextlib.suppress(OSError): {attempt}" if forgiving == "swallows" else attempt
    planted.makepyfile(f"import contextlib, socket\n\ndef test_it():\n    {body}\n")
    outcomes = planted.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes()
    assert outcomes.get("errors", 0) == 1


IMPORTS = "import os, pytest, subprocess, sys\nfrom tests.telegram.server import TOKEN\n"
CHILD = "subprocess.run([sys.executable, '-c', f'print({TOKEN!r})'], capture_output=True)"


@pytest.mark.parametrize(
    "where",
    [
        "print(TOKEN)",
        "sys.stderr.write(TOKEN)",
        "os.write(1, TOKEN.encode())",
        CHILD,
        "(tmp_path / 'sinew.db').write_bytes(b'x' + TOKEN.encode())",
        "with pytest.raises(OSError): raise OSError('no answer') from ValueError(TOKEN)",
    ],
)
def test_a_token_in_anything_that_a_test_captured_fails_it(
    planted: pytest.Pytester, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    planted.makepyfile(f"{IMPORTS}\ndef test_it(tmp_path):\n    {where}\n")
    outcomes = planted.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes()
    assert outcomes.get("errors", 0) == 1
    capsys.readouterr()  # or this very test would be caught by the guard


def test_a_token_in_a_log_line_is_taken_out_by_the_programs_own_redaction(planted: pytest.Pytester) -> None:
    planted.makepyfile(
        "import logging\nfrom tests.telegram.server import TOKEN\n\n"
        "def test_it():\n    logging.getLogger('x').error('GET /bot%s/getMe', TOKEN)\n    assert False, 'shown'\n"
    )
    shown = planted.runpytest_subprocess("-p", "no:cacheprovider").stdout.str()
    assert "GET /bot<hidden>/getMe" in shown
