"""What is said through an interaction, by its token. Of Discord's answer only a message's number is wanted.

discord.py would make a `Message` of each answer: a good part of what a reply costs, and an answer that this version
cannot read would turn a delivered message into an error.
"""

from __future__ import annotations

from typing import Any

from discord.http import MultipartParameters
from discord.webhook.async_ import async_context

from adapters.discord.components import HIDDEN, Rendered
from adapters.discord.interactions import Answer, Interaction


async def reply(answer: Answer, part: Rendered, *, hidden: bool) -> int:
    """In the place of "thinking …" where that stands, else as a further message; its number. Raises as discord.py."""
    if not answer.placeholder:
        return await _follow_up(answer.interaction, part, hidden)
    answer.placeholder = False
    try:
        return await put_original(answer.interaction, part)
    except BaseException:
        answer.placeholder = True  # a retry takes the same place, so it cannot arrive twice
        raise


async def put_original(interaction: Interaction, part: Rendered) -> int:
    """Where the interaction's answer stands, or the message that was pressed; its number. Raises as discord.py."""
    with part.body() as params:
        shown = await async_context.get().edit_original_interaction_response(**_through(interaction, params))
    return int(shown["id"])


async def _follow_up(interaction: Interaction, part: Rendered, hidden: bool) -> int:
    with part.body(HIDDEN if hidden else 0) as params:
        given = _through(interaction, params)
        webhook = given.pop("application_id")
        shown = await async_context.get().execute_webhook(webhook, **given, wait=True, with_components=True)
    assert shown is not None  # noqa: S101  (it was waited for)
    return int(shown["id"])


def _through(interaction: Interaction, params: MultipartParameters) -> dict[str, Any]:
    hook = interaction.followup
    return {
        "application_id": hook.id, "token": interaction.token, "session": hook.session,
        "proxy": hook.proxy, "proxy_auth": hook.proxy_auth,
        "payload": params.payload, "multipart": params.multipart, "files": params.files,
    }  # fmt: skip
