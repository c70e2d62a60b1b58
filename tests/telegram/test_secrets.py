"""The token appears nowhere: not in what is logged at the chattiest level, not in what goes wrong."""

from __future__ import annotations

import io
import logging
import traceback

import pytest

from adapters.gateway import ConfigurationError
from adapters.redact import hide
from tests.contract.suite import MORNING, arrived
from tests.telegram.rig import TelegramRig
from tests.telegram.server import CUT_OFF, LOST_ANSWER, TOKEN, BotApi, flood, refuse

SECRET = TOKEN.split(":")[1]


async def test_no_line_and_no_traceback_holds_the_token() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    hide([TOKEN], [handler])
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        async with BotApi() as api:
            rig = TelegramRig(api, read_seconds=0.2)
            await rig.start()
            troubles = (flood(1), refuse(500, "x"), refuse(404, "Not Found"), refuse(400, "x"), LOST_ANSWER, CUT_OFF)
            api.fail("sendMessage", *troubles)
            for n in range(len(troubles) + 1):
                await rig.gateway.send(rig.me, MORNING, nonce=str(n))
            rig.broken_store = 1
            api.fail("getFile", refuse(404, "Not Found"))
            await rig.send_file("a.json", b"{}")
            await arrived(rig, 1)
            await rig.send_file("a.json", b"{}")
            await arrived(rig, 2)
            logging.getLogger("x").error("%r %s", rig.gateway, vars(rig.gateway))
            await api.hang_up()
            await rig.gateway.send(rig.me, MORNING, nonce="x")
            await rig.stop()
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert "getUpdates" in out.getvalue()
    assert SECRET not in out.getvalue()


async def test_not_even_without_the_filter_from_info_up(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with BotApi() as api:
        rig = TelegramRig(api)
        await rig.start()
        await rig.gateway.send(rig.me, MORNING, nonce="1")
        await rig.send_file("a.json", b"{}")
        await arrived(rig, 1)
        await rig.stop()
    assert "connected as @SinewTestBot" in caplog.text
    assert SECRET not in caplog.text


async def test_a_refused_token_is_not_in_the_error_nor_in_what_led_to_it() -> None:
    async with BotApi() as api:
        rig = TelegramRig(api, token="4242:WRONG-token")
        with pytest.raises(ConfigurationError) as caught:
            await rig.gateway.run(rig.take)
        await rig.gateway.close()
    error: BaseException | None = caught.value
    assert "WRONG" not in "".join(traceback.format_exception(caught.value))
    while error is not None:
        assert "WRONG" not in repr(error)
        error = error.__context__
