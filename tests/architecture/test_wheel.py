"""The wheel: built from the checkout, installed where nothing else is, and started."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement

FOLDERS = ("core", "bot", "adapters")
COMMIT = "5ca1ab1e" * 5
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.mo", "*.egg-info")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(
    *command: str | Path, cwd: Path, stdin: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    # A checkout on the path of whoever runs the tests would be read instead of the wheel.
    here = {name: value for name, value in (env or os.environ).items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=cwd, env=here, input=stdin, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def sources(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy without its history, as in an image."""
    copy = tmp_path_factory.mktemp("checkout")
    for folder in FOLDERS:
        shutil.copytree(root / folder, copy / folder, ignore=LEFT_BEHIND)
    for file in ("pyproject.toml", "setup.py", "LICENSE", "README.md"):
        if (root / file).exists():
            shutil.copy(root / file, copy)
    return copy


def build(sources: Path, kind: str, to: Path) -> Path:
    """By the pinned tools; nothing is downloaded."""
    command = (sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", to)
    built = run(*command, cwd=sources, env={**os.environ, "SINEW_COMMIT": COMMIT})
    assert built.returncode == 0, built.stdout + built.stderr
    for left in ("bot/words/**/*.mo", "bot/built_from.txt"):
        assert not list(sources.glob(left)), "a build leaves the sources as they were"
    (made,) = to.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(sources, "wheel", tmp_path_factory.mktemp("wheel"))


def pinned(file: Path) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9-]+)==([^\s;]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


@pytest.fixture(scope="module")
def installed(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel and the runtime pins, no more: what tests or linters need is not there.

    The pinned packages are linked from the environment that runs the tests, so that this works without a network.
    """
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=False, symlinks=True)
    (packages,) = place.glob("lib/python*/site-packages")
    for name in pinned(root / "requirements.txt"):
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # pinned for another Python or another system
        for path in distribution.files or []:
            top = path.parts[0]
            if top not in {"..", "__pycache__"} and not (packages / top).exists():
                (packages / top).symlink_to(Path(str(distribution.locate_file(top))))
    pip = run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", place / "bin" / "python"),
        *("install", "-qq", "--no-index", "--no-deps", "--no-compile", wheel),
        cwd=place,
    )
    assert pip.returncode == 0, pip.stderr
    return place / "bin" / "sinew"


def test_the_wheel_holds_what_the_coach_reads(root: Path, wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {str(file.relative_to(root)) for folder in FOLDERS for file in (root / folder).rglob("*.py")}
    wanted |= {
        str(file.relative_to(root))
        for pattern in ("core/data/*.toml", "bot/words/**/*.po")
        for file in root.glob(pattern)
    }
    wanted |= {f"{word.removesuffix('.po')}.mo" for word in wanted if word.endswith(".po")}
    wanted |= {f"{folder}/py.typed" for folder in FOLDERS}
    assert wanted <= inside
    assert {name.split("/")[0] for name in inside - wanted if ".dist-info/" not in name} <= set(FOLDERS)
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_the_wheel_is_what_a_reader_of_its_name_expects(root: Path, wheel: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert wheel.name == f"sinew_coach-{version}-py3-none-any.whl"


def needs(wheel: Path) -> Iterator[Requirement]:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    for line in archive.read(metadata).decode().splitlines():
        if line.startswith("Requires-Dist: "):
            yield Requirement(line.removeprefix("Requires-Dist: "))


def test_the_pins_satisfy_what_the_wheel_asks_for(root: Path, wheel: Path) -> None:
    pins = pinned(root / "requirements.txt")
    for need in needs(wheel):
        if need.marker is None or need.marker.evaluate({"extra": ""}):
            assert need.specifier.contains(pins[re.sub(r"[-_.]+", "-", need.name).lower()]), need


def test_sinew_says_its_version(root: Path, installed: Path, tmp_path: Path) -> None:
    said = run(installed, "--version", cwd=tmp_path)
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == f"sinew {version} ({COMMIT[:8]})\n"


def test_a_source_archive_says_its_commit_too(sources: Path, tmp_path: Path) -> None:
    with tarfile.open(build(sources, "sdist", tmp_path)) as archive:
        (name,) = (one for one in archive.getnames() if one.endswith("bot/built_from.txt"))
        told = archive.extractfile(name)
        assert told is not None
        assert told.read().decode().strip() == COMMIT


def test_sinew_speaks_the_line_protocol_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    script = "".join(json.dumps(line) + "\n" for line in ({"say": "/start"}, {"clock": "+24h"}, {"say": "/help"}))
    said = run(installed, "demo", "--jsonl", "--at", "2026-11-23T06:00:00+01:00", cwd=tmp_path, stdin=script)
    assert said.returncode == 0, said.stderr
    answers = [json.loads(line) for line in said.stdout.splitlines()]
    assert [answer["done"] for answer in answers if "done" in answer] == [1, 2, 3]
    first = next(answer for answer in answers if "message" in answer)
    assert first["to"] == "runner"
    # Words that were not compiled, or not packed, would show their keys.
    assert re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", first["text"]), first["text"]


def test_nothing_but_the_runtime_pins_is_in_reach_of_the_installed_coach(installed: Path, tmp_path: Path) -> None:
    reached = run(installed.with_name("python"), "-c", "import pytest", cwd=tmp_path)
    assert "ModuleNotFoundError" in reached.stderr
