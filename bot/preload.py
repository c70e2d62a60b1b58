"""What is read once, before anybody waits for it: the core's data files, the words and the names of
larger towns.

The first morning after a start would read them inside the event loop, which then stood still for a tenth of a second.
"""

from __future__ import annotations

from bot.grammar.atlas import large_towns
from bot.words import Words
from core import tissues
from core.assessment import battery
from core.catalogue import catalogue
from core.policy import policy


def preload() -> None:
    for read in (policy, catalogue, battery, tissues.table, Words, large_towns):
        read()
