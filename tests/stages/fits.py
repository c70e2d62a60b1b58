"""Whether both chats would take a message. The console asks for every message that it shows, in whatever test."""

from __future__ import annotations

import json

from adapters.discord.components import render
from adapters.messages import Card, Message, Notice, Text
from adapters.splitting import lines_of
from adapters.telegram import markup
from adapters.telegram.gateway import laid_out
from tests.discord import rules as discord_rules
from tests.telegram import rules as telegram_rules


def fits(message: Message) -> None:
    """Raises what a platform would refuse. A card is edited where it stands: it has to be one message."""
    on_discord, on_telegram = render(message), laid_out(message)
    for part in on_discord:
        discord_rules.check_layout(part.components, dict(part.files))
    for one in on_telegram:
        if lines := lines_of(one):
            name = "text" if isinstance(one, Card | Text) else "caption"
            telegram_rules.text({name: markup.html(lines), "parse_mode": "HTML"}, name)
        keys = None if isinstance(one, Notice) else markup.keyboard(one.rows)
        for row in telegram_rules.keys({"reply_markup": json.dumps(keys)} if keys else {}):
            assert not any(key.label.endswith("…") for key in row), f"a label cut short: {row}"
    if isinstance(message, Card):
        assert (len(on_discord), len(on_telegram)) == (1, 1), f"more than one message: {message.title}"
