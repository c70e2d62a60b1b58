"""Where the runner stands: the fold of the diary.

`advance` takes one entry into a `Standing`; `read` folds many. Everything in it is bounded by windows, so that neither
a morning nor an answer costs more after two years than after two weeks. A standing may be cached (`dump`/`load` of
`core.snapshot`) beside its `VERSION`; it can always be thrown away and read again.
"""

from core.standing.body import MIDLINE, bone
from core.standing.fold import MOST_RUNS, RUN_DAYS, ReplayNeeded, advance, read, run_key
from core.standing.memory import (
    EASING_FLAGS,
    Ache,
    Answer,
    Exposure,
    Felt,
    Morning,
    Move,
    Part,
    Past,
    Period,
    Result,
    RunDone,
    RunOn,
    Track,
)
from core.standing.restart import restart_day, restarted
from core.standing.sessions import prescribed, without
from core.standing.state import (
    GONE,
    PAST_DAYS,
    VERSION,
    Standing,
    done_before,
    expired,
    gap_before,
    last_asked,
    track_key,
    trained_last,
)

__all__ = [
    "EASING_FLAGS",
    "GONE",
    "MIDLINE",
    "MOST_RUNS",
    "PAST_DAYS",
    "RUN_DAYS",
    "VERSION",
    "Ache",
    "Answer",
    "Exposure",
    "Felt",
    "Morning",
    "Move",
    "Part",
    "Past",
    "Period",
    "ReplayNeeded",
    "Result",
    "RunDone",
    "RunOn",
    "Standing",
    "Track",
    "advance",
    "bone",
    "done_before",
    "expired",
    "gap_before",
    "last_asked",
    "prescribed",
    "read",
    "restart_day",
    "restarted",
    "run_key",
    "track_key",
    "trained_last",
    "without",
]
