"""No token anywhere: not in what is logged, in an error, an export, a `repr` or the database."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.redact import hide
from bot import settings
from tests.discord.server import TOKEN as DISCORD
from tests.scenarios import scenarios
from tests.scenarios.scenarios import export_file
from tests.scenarios.test_scenarios import STAGES, SUNDAY_EVENING
from tests.telegram.server import TOKEN as TELEGRAM

SECRETS = {"telegram": TELEGRAM, "discord": DISCORD}
TOLD = (scenarios.takes_an_answer_back, scenarios.forged_and_broken_keys_are_answered)


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """All that any logger says, as the program's own handler would write it."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    hide(SECRETS.values(), [handler])
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


def files(folder: Path) -> list[bytes]:
    """What lies on the disk afterwards."""
    return [one.read_bytes() for one in folder.iterdir() if one.is_file()]


@pytest.mark.parametrize("platform", SECRETS)
async def test_a_whole_story_leaves_the_token_nowhere(
    platform: str, tmp_path: Path, everything_logged: io.StringIO
) -> None:
    secret = SECRETS[platform].split(":")[-1]
    async with STAGES[platform](tmp_path, at=SUNDAY_EVENING) as stage:
        await stage.send(export_file(tmp_path))
        for one in TOLD:
            await one(stage, tmp_path)
        await stage.call("export")
        logging.getLogger("x").error("%r %s", stage.gateway, vars(stage.gateway))
        said = "\n".join(one.text for one in stage.messages())
        exported = b"\n".join(one.document for one in stage.messages() if one.document)
        assert repr(stage.gateway).count(secret) == 0
    assert everything_logged.getvalue()
    assert secret not in everything_logged.getvalue()
    assert secret not in said
    assert secret.encode() not in exported
    assert all(secret.encode() not in stored for stored in files(tmp_path))


def test_settings_keep_their_secrets_to_themselves() -> None:
    found = settings.load(telegram_token=TELEGRAM, discord_token=DISCORD, telegram_webhook_secret="s3cret-of-the-hook")
    for secret in (TELEGRAM, DISCORD, "s3cret-of-the-hook"):
        assert secret not in repr(found)
        assert secret not in str(found.model_dump())
        assert secret in found.secrets
