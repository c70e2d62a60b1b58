"""What can be known of the container without an engine to run it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


def test_the_dockerfile_has_no_complaints(root: Path) -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    if not hadolint.exists():
        pytest.skip("hadolint has no wheel for this system")
    verdict = subprocess.run(
        [hadolint, "--no-color", root / "deploy" / "Dockerfile"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_everything_that_is_copied_is_let_into_the_build(root: Path) -> None:
    """.dockerignore lets in by name: a file that is copied and not named there breaks the build far from here."""
    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    let_in = set(re.findall(r"^!(\S+)$", (root / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
    copied = {
        name
        for line in re.findall(
            r"^COPY (?!--from)(.+)$", dockerfile.replace("${PINS}", "requirements.txt"), re.MULTILINE
        )
        for name in line.split()[:-1]
    }
    assert copied <= let_in
    for name in copied:
        assert (root / name).exists(), name


def test_the_container_gives_nothing_away(root: Path) -> None:
    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    compose = (root / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    last = dockerfile.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert dockerfile.count("--require-hashes") == dockerfile.count(" -r ")
    assert not re.search(r"(TOKEN|PASSWORD|SECRET)\s*[=:]\s*\S", dockerfile + compose)
    for line in ("read_only: true", "cap_drop: [ALL]", '"no-new-privileges:true"'):
        assert line in compose
