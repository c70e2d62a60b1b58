"""The only door that the bot uses: plan a day, plan a week, say what an answer changes.

Everything here is a pure function of the athlete, the standing and a day. Equal inputs give equal plans.
"""

from core.planner.asides import countdown, drills, held, mobility, morning_parts, morning_questions
from core.planner.days import ILLNESS, Day, around, doctor_awaited, fallen, plan_day, today_of, uncleared
from core.planner.effects import Change, changes, differences, horizon
from core.planner.swaps import alternatives
from core.planner.version import VERSION
from core.planner.weeks import move, origin_of, plan_week, planned_run, run_on, test_day, why_not
from core.standing import advance, read

__all__ = [
    "ILLNESS",
    "VERSION",
    "Change",
    "Day",
    "advance",
    "alternatives",
    "around",
    "changes",
    "countdown",
    "differences",
    "doctor_awaited",
    "drills",
    "fallen",
    "held",
    "horizon",
    "mobility",
    "morning_parts",
    "morning_questions",
    "move",
    "origin_of",
    "plan_day",
    "plan_week",
    "planned_run",
    "read",
    "run_on",
    "test_day",
    "today_of",
    "uncleared",
    "why_not",
]
