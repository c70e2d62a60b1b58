"""What words and figures say of a run: its kind, its distance, its time."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from bot.grammar.amounts import NAMED_KM, Amount, amount_at
from bot.grammar.problem import Trouble
from bot.grammar.text import NUMBER_WORDS, Spelling, Token, listed
from core.athlete import RunKind

MOST_TOKENS = 600
"""Words and figures that are read of one message."""

_KINDS = {
    RunKind.EASY: """easy recovery jog jogging jogs slow steady aerobic base relaxed shakeout gentle regen regeneration
        e relax chilled chill lazy conversational commute dog""",
    RunKind.QUALITY: """quality tempo tempos interval intervals track fartlek hills hill threshold speed speedwork reps
        repeats repetitions session workout hard fast race racing raced parkrun vo vomax cruise progression ladder
        pyramid sprints sprint tt club lt pace q int repetition quick uphill kenyan norwegian""",
    RunKind.LONG: "long lr lsr lsd longrun longruns",
    RunKind.REST: """rest off none nothing free yoga gym swim swimming bike cycling cycle spin crosstrain crosstraining
        strength pilates recover football climbing row rowing padel tennis""",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_SPELLING = Spelling(
    {word: kind.value for word, kind in _KIND.items()} | {"minutes": "m", "miles": "mi", "every": "ev", "other": "ot"},
    listed("truck shaky hours houses paces place basic basis timer miler milers"),
)


def kind_of_word(word: str) -> RunKind | None:
    """The kind that one word names."""
    return _KIND.get(word)


@dataclass(slots=True)
class Entry:
    """Some days and what is run on them, as far as read. `count`: on how many days of the week somebody says to run."""

    days: list[int] = field(default_factory=list)
    kinds: list[RunKind] = field(default_factory=list)
    km: list[float] = field(default_factory=list)
    named: list[float] = field(default_factory=list)
    minutes: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    between: list[Amount] = field(default_factory=list)
    repeats: bool = False
    repeats_km: float = 0.0
    strides: bool = False
    others: bool = False
    inside: bool = False
    around: bool = False
    """A warm-up or cool-down was named: its distance is not that of the whole run."""
    either: bool = False
    unclear: list[Trouble] = field(default_factory=list)
    count: int = 0
    start: int = 0
    end: int = 0
    words: list[str] = field(default_factory=list)

    @property
    def kind(self) -> RunKind | None:
        """The hardest that was said of it; None where nothing was."""
        moves = set(self.kinds) - {RunKind.REST}
        if RunKind.LONG in moves:
            return RunKind.LONG
        return RunKind.QUALITY if RunKind.QUALITY in moves or self.repeats else RunKind.EASY if moves else None

    @property
    def whole_km(self) -> float | None:
        """All of it: to "2k + 6x800 + 2k" the repeats are added, of "10k with 6x800" and "10k incl 2k" ten are all."""
        if not self.km or self.inside:
            return max(self.km, default=None)
        return sum(self.km) + (self.repeats_km if len(self.km) > 1 or self.around else 0.0)

    @property
    def measured(self) -> bool:
        return bool(self.km or self.minutes or self.bare or self.repeats)

    @property
    def described(self) -> bool:
        return bool(self.kinds or self.measured or self.between or self.unclear or self.count)


_IGNORED = listed(
    """run runs running at on in with of the a an for about approx around ca circa usually normally mostly or and to
    then my i do go is are also incl including plus pm am morning evening night lunch warm up down cool wu cd warmup
    cooldown group total x by pace zone z week weekly per each every maybe approximately roughly strides easyish day
    distance time road trail trails treadmill miles minutes w"""
)

_INSIDE = listed("incl inc including included includes")
_AROUND = listed("warm warmup wu cool cooldown cd")

OTHER_DAYS = {
    tuple(phrase.split())
    for phrase in [
        "the rest",
        "the rest of the week",
        "the rest of week",
        "rest of the week",
        "rest of week",
        "other days",
        "on other days",
        "the other days",
        "on the other days",
        "all other days",
        "remaining days",
        "the others",
        "others",
        "otherwise",
        "every other day except",
    ]
}
_TWO_WORDS = {
    tuple(phrase.split()): kind
    for kind, phrases in (
        (RunKind.EASY, "medium long|mid long|semi long|medium long run|z 1|z 2|zone 1|zone 2"),
        (RunKind.QUALITY, "z 3|z 4|z 5|zone 3|zone 4|zone 5|race pace|marathon pace|goal pace|track club"),
        (RunKind.REST, "no run|no runs|no running|day off|days off|not running|do not run|never run|am not running"),
        (RunKind.LONG, "long run|long runs|long slow|long slow distance|slow long"),
    )
    for phrase in phrases.split("|")
}


_BETWEEN = (["rest"], ["recovery"], ["jog"], ["off"], ["walk"], ["break"], ["pause"])
"""What lies between the repeats of a session."""
_WITHOUT, _LEFT_OUT = ("no", "without"), (RunKind.QUALITY, RunKind.LONG)


def phrase_length(texts: Sequence[str], phrases: Container[tuple[str, ...]]) -> int:
    """How many words the longest of some phrases takes here, 0 = none of them."""
    return next((length for length in range(min(len(texts), 6), 0, -1) if tuple(texts[:length]) in phrases), 0)


def describe(clause: Sequence[Token], at: int, entry: Entry) -> int:
    """Takes what a token says of the run into the entry; how many tokens that was."""
    token = clause[at]
    texts = [one.text for one in clause[at : at + 6]]
    if texts[:3] == ["every", "other", "day"]:
        entry.unclear.append(Trouble.needs_day)
        return 3
    if often := _how_often(texts):
        named = {"once": 1.0, "twice": 2.0, **NUMBER_WORDS}.get(texts[0], token.value if token.kind == "number" else 1)
        entry.count = max(entry.count, int(named))
        return often
    length = phrase_length(texts, OTHER_DAYS)
    if length:
        entry.others = True
        return length
    length = phrase_length(texts, _TWO_WORDS)
    if length:
        entry.kinds.append(_TWO_WORDS[tuple(texts[:length])])
        return length
    amount = amount_at(clause, at)
    if amount and amount.what == "number" and (counted := _counted(texts, amount)):
        # "40k over 4 days", "3 easy runs": how many, and not which.
        entry.count = max(entry.count, int(amount.value))
        return counted
    if amount and (weekly := _weekly(texts[amount.length :])):
        return amount.length + weekly
    if amount and at and clause[at - 1].text == "or" and (entry.km or entry.minutes or entry.bare):
        # "8k or 10k"
        entry.km, entry.minutes, entry.bare = [], [], []
        entry.unclear.append(Trouble.ambiguous)
        return amount.length
    if amount and entry.repeats and texts[amount.length : amount.length + 1] in _BETWEEN:
        return amount.length + 1
    if amount:
        doubled = texts[amount.length : amount.length + 2] == ["each", "way"]
        _measure(replace(amount, value=2 * amount.value) if doubled else amount, entry, texts)
        return amount.length + 2 * doubled
    if token.kind == "word":
        if token.text in ("strides", "stride", "drills"):
            entry.strides = True
            return 1
        word = _SPELLING.right(token.text)
        if token.text in _WITHOUT and texts[1:2] and _KIND.get(_SPELLING.right(texts[1])) in _LEFT_OUT:
            return 2
        kind = _KIND.get(word)
        if kind is RunKind.QUALITY and word == "pace" and texts[:1] == ["pace"] and entry.kinds:
            return 1
        # "10k with 5k tempo" are ten; to repeats the warm-up that is told with them is added.
        entry.inside = entry.inside or token.text in _INSIDE or (token.text in ("with", "w") and bool(entry.km))
        entry.around = entry.around or token.text in _AROUND
        if kind:
            entry.kinds.append(kind)
        elif token.text not in _IGNORED:
            entry.words.append(token.text)
    return 1


def _counted(texts: Sequence[str], amount: Amount) -> int:
    """How many tokens of "4 days", or of the "3" in "3 easy runs" and the "1" in "1 long", are a number of runs."""
    if texts[1:2] in (["days"], ["runs"]):
        return 2
    kinds = [_KIND.get(one) for one in texts[1:3]]
    if amount.unit or not kinds or kinds[0] in (None, RunKind.REST):
        return 0
    return 1 if amount.value == 1 or texts[2:3] in (["runs"], ["sessions"], ["workouts"]) else 0


def _how_often(texts: Sequence[str]) -> int:
    """ "3x a week", "three times per week", "twice a week": how many tokens say how often without saying when."""
    for start in (1, 2):
        if (texts[:1] in (["twice"], ["once"]) and start == 1) or (
            texts[1 : 1 + 1] in (["x"], ["times"], ["days"], ["runs"], ["time"]) and start == 2
        ):
            rest = texts[start : start + 2]
            if rest in (["a", "week"], ["per", "week"], ["each", "week"], ["every", "week"], ["/", "week"]):
                return start + 2
            if rest[:1] == ["weekly"]:
                return start + 1
    return 0


def _weekly(after: Sequence[str]) -> int:
    """ "40 km per week" is the sum of a week, and none of its runs: how many tokens say so."""
    if list(after[:2]) in (["a", "week"], ["per", "week"], ["each", "week"], ["/", "week"]):
        return 2
    return 1 if list(after[:1]) == ["weekly"] else 0


_SAME_SHARE = 0.05


def _distance(entry: Entry, km: float, *, named: bool) -> None:
    """ "parkrun, 5k in 24:30" are five kilometres, not ten: a figure beside its name says it more exactly."""
    twins = entry.km if named else entry.named
    twin = next((one for one in twins if abs(one - km) <= _SAME_SHARE * km), None)
    if twin is None:
        entry.km.append(km)
        entry.named += [km] if named else []
    elif not named:
        entry.km[entry.km.index(twin)] = km
        entry.named.remove(twin)


def _measure(amount: Amount, entry: Entry, texts: Sequence[str]) -> None:
    if amount.what == "km":
        _distance(entry, amount.value, named=texts[0] in NAMED_KM)
        if texts[0] in ("parkrun", "parkruns"):
            entry.kinds.append(RunKind.QUALITY)
    elif amount.what == "minutes" or amount.what == "colon":
        entry.minutes.append(amount.value)
    elif amount.what == "repeats":
        if amount.unit == "km" or (amount.unit == "number" and amount.clock[0] >= 100_000):
            metres = amount.clock[0] if amount.unit == "km" else amount.clock[0] / 1000
            entry.repeats_km += amount.value * metres / 1000
        # A few short strides at the end of an easy run are none of these.
        short = (
            amount.clock
            and amount.unit in ("number", "km")
            and amount.clock[0] / (1000 if amount.unit == "number" else 1) <= 120
        )
        if short and amount.unit == "number" and amount.clock[0] / 1000 < 30:
            short = False
        if short and ("strides" in texts or entry.strides or RunKind.EASY in entry.kinds):
            entry.strides = True
        else:
            entry.repeats = True
    elif amount.what == "range":
        entry.between.append(amount)
    elif amount.what == "number":
        if amount.unit == "m":
            entry.unclear.append(Trouble.needs_unit)
        elif not amount.unit:
            entry.bare.append(amount.value)
