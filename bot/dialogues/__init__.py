"""What a runner can do, one file each. A dialogue is in the coach once it stands in this list."""

from __future__ import annotations

from bot.dialogue import Dialogue

DIALOGUES: tuple[Dialogue, ...] = ()
