"""Lays a week's sessions around its runs, and can say why not Tuesday (rulebook 8; moves of 3.9).

The search is exact: every placement is looked at, and the best is the one that gives way least, then costs least, then
comes first. What gives way is a number with one bit a step, the last step in the highest bit, and smaller numbers win.
That is the rulebook's "stop at the first that works; an earlier constraint that need not give way is kept": {3} beats
{1, 3}, {1, 3} beats {2, 3}, and anything of steps 1-3 beats step 4.

Why days and not hours: hard running suffers for hours to days after heavy legs (Doma et al. 2017 Sports Med 47:2187),
24 h between strength and endurance is best and 6 h the least (Robineau et al. 2016 JSCR 30:672). The rulebook reads
"24 h" as "not the day before" and "48 h" as "at least two days apart" (design choice).

From the ground up: `problem` (what is asked, what comes back), `rules` (what a day has to keep), `costs`, `search`,
`placement` (the week written out), `moves`, `why`.

Readings, where the rulebook leaves one open (design choices):
- A race counts as a hard run of its day, whatever the usual run is, and as a long run for the day after it.
- "S-S gap under 3 days" counts every gap, the one to last week's S too.
- A day changed against last week is a session on a new weekday; sessions more or fewer than last week are no change.
  S and U count as one kind here, so that S2 becomes U on its own day.
- "Where the week allows" (60 and over; the last loaded legs and the light session before an A race) is what gives way
  before step 1. Among equal costs the last loaded legs stand as near D-8 as they can.
- Races that leave room for fewer S than wanted lower the number wanted (one: full-body, none: micro-sessions); no run
  is asked to give way for it.
- "The week repeating" (`repeats`) means that the last S and the first S of the next week, taken to stand on the same
  days, keep h2 too. With it the counts of section 8 come out (248 weeks, 24 without a full rest day; 96 and 12);
  without it the 24 would be 21. It is an assumption, so it gives way before S2 becomes U.
"""

from core.week.moves import Change, MoveOffer, Offer, changed, missed, move
from core.week.placement import plan
from core.week.problem import DayPlan, GiveWay, WeekPlan, WeekProblem
from core.week.why import why_not

__all__ = [
    "Change",
    "DayPlan",
    "GiveWay",
    "MoveOffer",
    "Offer",
    "WeekPlan",
    "WeekProblem",
    "changed",
    "missed",
    "move",
    "plan",
    "why_not",
]
