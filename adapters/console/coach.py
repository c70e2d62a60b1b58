"""The coach as the console has it: what is typed goes in, and what follows from it appears."""

from __future__ import annotations

from adapters.console.events import Maker
from adapters.console.gateway import ConsoleGateway
from adapters.console.house import House
from adapters.messages import Event


class Coach:
    """The house, the screen that it writes to, and the events that are made for it."""

    def __init__(self, house: House, screen: ConsoleGateway) -> None:
        self.house, self.screen = house, screen
        self.make = Maker(house.now)

    async def give(self, event: Event) -> None:
        """Hands it in; once this returns, everything that follows from it has appeared."""
        count = self.screen.count
        await self.house.give([event])
        await self.house.quiet()
        self.screen.answer_since(count)

    async def look_back(self, person: str) -> None:
        """What earlier runs showed is still on the runner's screen, and its buttons work."""
        for ref, message in await self.house.screen(person):
            self.screen.remember(person, ref, message)
