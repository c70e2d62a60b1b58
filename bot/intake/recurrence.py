"""Recurrences of calendars, asked day by day: a rule that never holds, or holds every second, costs nothing."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

_WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH"})
_ORDINAL = re.compile(r"^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence as the calendars of runners have it: by days, weeks, months or years."""

    often: str
    every: int = 1
    count: int | None = None
    until: date | None = None
    begin: int = 0
    weekdays: tuple[tuple[int, int], ...] = ()
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    understood: bool = True

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Rule:
        def numbers(name: str) -> tuple[int, ...]:
            return tuple(int(one) for one in raw.get(name, ()))

        weekdays = [_ORDINAL.match(str(one).upper()) for one in raw.get("BYDAY", ())]
        often = str((raw.get("FREQ") or [""])[0]).upper()
        until = (raw.get("UNTIL") or [None])[0]
        known = {str(one).upper() for one in raw} <= _PARTS and all(weekdays)
        return cls(
            often=often,
            every=max(1, (numbers("INTERVAL") or (1,))[0]),
            count=(numbers("COUNT") or (None,))[0],
            until=until.date() if isinstance(until, datetime) else until if isinstance(until, date) else None,
            begin=_WEEKDAYS.get(str((raw.get("WKST") or ["MO"])[0]).upper(), 0),
            weekdays=tuple((int(one[1] or 0), _WEEKDAYS[one[2]]) for one in weekdays if one is not None),
            days=numbers("BYMONTHDAY"),
            months=numbers("BYMONTH"),
            understood=known and often in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
        )

    def holds(self, first: date, on: date) -> bool:
        """Whether the rule, beginning on `first`, gives this later day."""
        if self.until is not None and on > self.until:
            return False
        if self.months and on.month not in self.months:
            return False
        match self.often:
            case "DAILY":
                within = (on - first).days % self.every == 0
                plain = not self.weekdays or on.weekday() in {day for _, day in self.weekdays}
                return within and plain and (not self.days or self._month_day(on))
            case "WEEKLY":
                begun = first - timedelta(days=(first.weekday() - self.begin) % 7)
                weeks = (on - begun).days // 7
                wanted = {day for _, day in self.weekdays} or {first.weekday()}
                return weeks % self.every == 0 and on.weekday() in wanted
            case "MONTHLY":
                apart = (on.year - first.year) * 12 + on.month - first.month
                return apart % self.every == 0 and self._in_month(first, on)
        if (on.year - first.year) % self.every or (not self.months and on.month != first.month):
            return False
        return self._in_month(first, on)

    def _in_month(self, first: date, on: date) -> bool:
        if self.weekdays:
            return self._ordinal(on) and (not self.days or self._month_day(on))
        return self._month_day(on) if self.days else on.day == first.day

    def _month_day(self, on: date) -> bool:
        length = months.monthrange(on.year, on.month)[1]
        return on.day in self.days or on.day - length - 1 in self.days

    def _ordinal(self, on: date) -> bool:
        """ "1SA" is the first Saturday of the month, "-1SU" its last Sunday, "TU" every Tuesday."""
        length = months.monthrange(on.year, on.month)[1]
        number, back = (on.day - 1) // 7 + 1, -((length - on.day) // 7 + 1)
        return any(day == on.weekday() and which in (0, number, back) for which, day in self.weekdays)
