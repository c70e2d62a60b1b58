"""What can be known of the container without an engine to run it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import parser
from bot.settings import Settings
from tests.architecture import compose
from tests.bot.test_status import served
from tests.stages.house_stage import BEGIN


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
    last = dockerfile.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert dockerfile.count("--require-hashes") == dockerfile.count(" -r ")
    for file in (root / "deploy").iterdir():
        assert not re.search(r"(TOKEN|PASSWORD|SECRET)(=|: )[^\s$]", file.read_text(encoding="utf-8")), file


# --- the health check ------------------------------------------------------------------------------------------------


def health_check(root: Path) -> list[str]:
    """The command that the Dockerfile names."""
    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
    found = re.search(r"^HEALTHCHECK .*?CMD (\[.*\])$", dockerfile, re.MULTILINE)
    assert found
    command: list[str] = json.loads(found[1])
    assert command[0] == "python"
    return [sys.executable, *command[1:]]


async def asked(command: list[str], port: int) -> int:
    # A proxy for the way out must not stand between the check and the coach.
    surroundings = {"SINEW_METRICS": f"0.0.0.0:{port}", "http_proxy": "http://127.0.0.1:1", "PATH": os.environ["PATH"]}
    process = await asyncio.create_subprocess_exec(
        *command, env=surroundings, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    return await asyncio.wait_for(process.wait(), 30)


async def test_the_containers_health_check_knows_a_coach_at_work_from_one_that_is_stuck_or_gone(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stuck(*_: object) -> None:
        """A stuck coach does not look at who is due because the clock was put forward, either."""

    monkeypatch.setattr("bot.jobs.after_jump", stuck)
    command = health_check(root)
    async with served(tmp_path, tick_seconds=3600) as coach:
        port = int(coach.found.metrics.rpartition(":")[2])
        assert await asked(command, port) == 0
        coach.house.clock.move(BEGIN + timedelta(minutes=5))  # type: ignore[attr-defined]
        assert await asked(command, port) == 1
    assert await asked(command, port) == 1


# --- compose ---------------------------------------------------------------------------------------------------------

KEYS = {
    "build", "image", "restart", "env_file", "environment", "volumes", "read_only", "tmpfs", "cap_drop",
    "security_opt", "pids_limit", "mem_limit", "stop_grace_period", "init", "logging", "command", "networks",
    "depends_on", "healthcheck", "deploy", "shm_size",
}  # fmt: skip
"""What we use of a service, as the Compose specification spells it: a slip in a name would go unsaid there."""
COMPOSE = ("compose.yaml", "compose.fleet.yaml")


def services(root: Path, file: str) -> dict[str, dict[str, Any]]:
    found = compose.read((root / "deploy" / file).read_text(encoding="utf-8"))
    assert {one for one in found if not one.startswith("x-")} <= {"name", "services", "volumes", "networks"}
    declared = {*(found.get("volumes") or {}), *(found.get("networks") or {})}
    for name, service in found["services"].items():
        assert set(service) <= KEYS, name
        assert {one.split(":")[0] for one in service.get("volumes", ())} <= declared, name
        assert set(service.get("networks", ())) <= declared, name
        assert set(service.get("depends_on", ())) <= set(found["services"]), name
    return dict(found["services"])


@pytest.mark.parametrize("file", COMPOSE)
def test_every_sinew_is_locked_in(root: Path, file: str) -> None:
    ours = {name: one for name, one in services(root, file).items() if one["image"].startswith("sinew:")}
    assert ours
    for service in ours.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["init"] is True
        assert all("noexec,nosuid,nodev" in one for one in service["tmpfs"])
        assert {"pids_limit", "mem_limit"} <= set(service)
        assert int(service["stop_grace_period"].removesuffix("s")) > 10, "what flies is finished in ten seconds"
        assert (root / "deploy" / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
        pins = service["build"].get("args", {}).get("PINS", "requirements.txt")
        assert (root / pins).is_file()


@pytest.mark.parametrize("file", COMPOSE)
def test_every_command_and_setting_that_is_named_exists(root: Path, file: str) -> None:
    for service in services(root, file).values():
        if service["image"].startswith("sinew:"):
            parser().parse_args(service.get("command", ["run"]))
            for name in service.get("environment", {}):
                assert name.removeprefix("SINEW_").lower() in Settings.model_fields


def test_in_a_fleet_only_the_coach_knows_the_tokens_and_the_way_out(root: Path) -> None:
    found = services(root, "compose.fleet.yaml")
    assert {name for name, one in found.items() if "outside" in one["networks"]} == {"coach"}
    assert {name for name, one in found.items() if "env_file" in one} == {"coach"}
    assert not [name for name, one in found.items() if "ports" in one]
    assert found["coach"]["deploy"]["replicas"] >= 2
    for name in ("coach", "worker"):
        assert found[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_a_slow_machine_has_time_for_the_first_start(root: Path) -> None:
    """`up` gives up on an unhealthy container: in an emulated processor the database took over two minutes."""
    db = services(root, "compose.fleet.yaml")["db"]["healthcheck"]
    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    for period in (db.get("start_period", "0s"), *re.findall(r"--start-period=(\w+)", dockerfile)):
        assert int(period.removesuffix("s")) >= 180


# --- systemd ---------------------------------------------------------------------------------------------------------

EXPOSED = 20
"""Tenths, as systemd counts: 0 is sealed, 100 open; up to 20 it says OK with a smile."""


def systemd_analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("systemd-analyze is not on this machine (Debian: apt install systemd)")
    return subprocess.run([found, *arguments], capture_output=True, text=True, check=False, timeout=60)


def test_the_unit_is_one_that_systemd_understands(root: Path, tmp_path: Path) -> None:
    """`verify` wants the program to be there, so the unit points at this Python for once."""
    unit = (root / "deploy" / "sinew.service").read_text(encoding="utf-8")
    (tmp_path / "sinew.service").write_text(unit.replace("/opt/sinew/bin/sinew", sys.executable), encoding="utf-8")
    verdict = systemd_analyze("verify", "--man=no", tmp_path / "sinew.service")
    said = [line for line in verdict.stderr.splitlines() if "sinew.service" in line]
    assert (verdict.returncode, said) == (0, [])


def test_the_unit_is_locked_in(root: Path) -> None:
    verdict = systemd_analyze(
        "security", "--no-pager", "--offline=yes", f"--threshold={EXPOSED}", root / "deploy" / "sinew.service"
    )
    if "unrecognized option" in verdict.stderr:
        pytest.skip("this systemd-analyze cannot judge a unit that is not loaded (it can from version 250 on)")
    assert verdict.returncode == 0, verdict.stdout.splitlines()[-1:]


def test_the_unit_starts_what_the_guide_installs(root: Path) -> None:
    unit = (root / "deploy" / "sinew.service").read_text(encoding="utf-8")
    guide = (root / "deploy" / "README.md").read_text(encoding="utf-8")
    for path in ("/opt/sinew", "/etc/sinew/sinew.env", "/var/lib/sinew"):
        assert path in unit
        assert path in guide


def test_the_guide_names_only_what_exists(root: Path) -> None:
    guide = (root / "deploy" / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"SINEW_(\w+)", guide):
        assert name.lower().removesuffix("_file") in Settings.model_fields, name
    for name in re.findall(r"deploy/[\w./-]+\w", guide):
        assert (root / name).exists() or name == "deploy/.env", name
    known = {one for action in parser()._actions for one in (action.choices or {})}
    for name in re.findall(r"(?:sinew|bin/sinew) ((?!was|is)[a-z]+)(?= |$|`|\n)", guide):
        assert name in known | {"sinew"}, name
