"""The pins: every package once, with hashes, and not a word about the machine they were chosen on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

FILES = ("requirements.txt", "requirements-fleet.txt", "requirements-build.txt", "requirements-dev.txt")


def entries(file: Path) -> dict[str, str]:
    """Each pinned package with everything that stands behind its name."""
    text = re.sub(r"\\\n\s*", "", file.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {line.split("==")[0]: line for line in lines}


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_its_hashes(root: Path, name: str) -> None:
    pins = entries(root / name)
    assert pins
    for package, line in pins.items():
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; .+?)?( --hash=sha256:[0-9a-f]{64})+", line), package


@pytest.mark.parametrize("name", FILES[:3])
def test_tests_run_on_the_very_versions_that_runners_get(root: Path, name: str) -> None:
    everything = entries(root / "requirements-dev.txt")
    for package, line in entries(root / name).items():
        assert everything[package].split()[0] == line.split()[0]


def test_no_file_names_an_index_a_machine_or_a_secret(root: Path) -> None:
    """In the pins and in everything that installs them."""
    files = [*FILES, "pyproject.toml", "setup.py", "Makefile", ".ci/run", *map(str, root.glob("deploy/**/*"))]
    telling = re.compile(
        # /opt/sinew is where deploy/ puts the program on the reader's machine, not a place of this one.
        r"(?<!emit-)index-url|(?<!emit-)find-links|trusted-host|file://(?!/opt/sinew/)|(?<![\w.])/(opt(?!/sinew\b)|work|root|home)/"
        r"|https?://[^\s/]*@|\d{8,10}:[\w-]{35}"
    )
    found = {}
    for name in files:
        path = root / name
        if path.is_file() and (hits := telling.findall(path.read_text(encoding="utf-8"))):
            found[name] = hits
    assert not found


def test_git_holds_nothing_that_is_built_or_private(root: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert not [
        name for name in listed if re.search(r"(^|/)(\.venv|__pycache__|\.env)(/|$)|\.(mo|pyc|db|egg-info)$", name)
    ]
