"""What a runner has to train with, and its weights, as it is typed: "two 8 kg dumbbells and a band", "gym"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grammar.masses import KG_PER_LB
from bot.grammar.problem import Problem, Trouble
from bot.grammar.text import NUMBER_WORDS, Spelling, Token, clean, listed, tokens
from core.kit import Item

_TOKENS = 400

GYM_ITEMS = frozenset({Item.dumbbells, Item.barbell, Item.machine, Item.step, Item.box})
GYM_WEIGHTS_KG = tuple(2.5 * number for number in range(1, 13))
GYM_PLATES_KG = (1.25, 2.5, 5.0, 10.0, 15.0, 20.0)
GYM_BAR_KG = 20.0
"""What stands in most gyms, until the runner says otherwise [DC]."""


@dataclass(frozen=True, slots=True)
class KitRead:
    """`weights_kg` are pairs of dumbbells or single kettlebells, `single_kg` dumbbells of which there is only one.

    `gym`: some of it is what a gym usually has, not what was said; ask. `none`: the runner said to have nothing.
    """

    items: frozenset[Item] = frozenset()
    dumbbells_kg: tuple[float, ...] = ()
    kettlebells_kg: tuple[float, ...] = ()
    single_kg: tuple[float, ...] = ()
    bar_kg: float | None = None
    plates_kg: tuple[float, ...] = ()
    gym: bool = False
    none: bool = False
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def weights_kg(self) -> tuple[float, ...]:
        """All of them in one ascending list, as a kit holds them."""
        return tuple(sorted({*self.dumbbells_kg, *self.kettlebells_kg, *self.single_kg}))


_NAMES: dict[str, str] = {
    "band": """band|bands|resistance band|resistance bands|theraband|therabands|thera band|mini band|mini bands|
        miniband|minibands|loop band|loop bands|elastic band|elastic bands|exercise band|exercise bands|
        tube|tubes|rubber band|rubber bands|booty band|loops|elastic""",
    "dumbbells": """dumbbell|dumbbells|dumbell|dumbells|dumbbel|dumbbels|dumbel|db|dbs|hand weights|hand weight|
        free weights|freeweights|hantel|hanteln|weights|weight""",
    "kettlebell": "kettlebell|kettlebells|kettle bell|kettle bells|kb|kbs|kettles",
    "barbell": "barbell|barbells|bar bell|olympic barbell|squat rack|rack|power rack|ez bar|bench press",
    "bar": "bar|olympic bar|bars|barbell bar|empty bar",
    "plates": "plate|plates|discs|disks|weight plates|bumper plates|bumpers",
    "machine": """machine|machines|cable|cables|cable machine|leg press|lat pulldown|pulldown|smith machine|multigym|
        multi gym|multi station|leg curl|leg extension|cable tower|cable station""",
    "step": "step|aerobic step|step platform|stepper|step board",
    "box": "box|plyo box|boxes|bench|benches|plyobox|jump box|weight bench|flat bench|low wall",
    "stair": "stair|stairs|staircase|steps|stairway|kerb|curb|doorstep",
    "slider": """slider|sliders|sliding discs|sliding disks|gliders|gliding discs|slide board|furniture sliders|
        towel on the floor|towel on a smooth floor|socks on a smooth floor|smooth floor|
        core sliders""",
    "rope": "rope|ropes|skipping rope|jump rope|jumprope|skip rope|skippingrope|speed rope",
    "backpack": """backpack|rucksack|backpacks|bag|school bag|daypack|rucksacks|knapsack|ruck""",
    "roller": """roller|foam roller|foamroller|blackroll|massage ball|lacrosse ball|tennis ball|ball|balls|roll|
        massage roller|rumble roller|foam roll""",
    "fixed": """pull up bar|pullup bar|chin up bar|chinup bar|pull up|bar to pull on|bar to hang from|sturdy table|
        sound door|door anchor|door bar|trx|suspension trainer|sling trainer|rings|
        gym rings|gymnastic rings|partner|playground bar|railing|monkey bars|doorway bar|door frame bar|
        bar on the wall|dip bars|goal post""",
    "": """chair|chairs|mat|mats|yoga mat|floor|wall|walls|sofa|couch|bed|bodyweight|body weight|my body|
        myself|clock|timer|exercise mat|cushion|pillow|yoga block|yoga blocks|block""",
    "gym": """gym|the gym|gym membership|fitness studio|fitness center|fitness centre|full gym|commercial gym|
        health club|leisure centre|fully equipped gym|university gym|work gym|gym access|hotel gym|
        crossfit box|crossfit|fitness club""",
    "home": "home gym|homegym|garage gym|small gym|gym at home|basic gym",
    "none": """nothing|none|nope|no equipment|no kit|nada|nil|zero|no gear|nothing at all|just me|only me|
        no weights|zilch|nothing really|not a thing|no stuff|empty""",
    "all": "everything|all of it|all of them|the lot",
}

_PHRASES: dict[tuple[str, ...], str] = {
    tuple(name.split()): item for item, names in _NAMES.items() for name in names.split("|") if name
}
_LONGEST = max(len(name) for name in _PHRASES)
_MEANINGS = {word: (_PHRASES.get((word,)) or word) for name in _PHRASES for word in name}
_SPELLING = Spelling(
    _MEANINGS,
    ("tables", "stable", "placed", "balls", "walks", "stick", "sticks", "bands", "tale", "ropes", "steep"),
)

_KG = ("kg", "kgs", "kilo", "kilos", "k", "kilogram", "kilograms")
_LB = ("lb", "lbs", "pound", "pounds", "#")
_PAIRS = ("pair", "pairs", "set", "sets", "couple")
_ENDS = (";", "\n", ".", "|")
_LIGHTEST, _HEAVIEST = 0.25, 150.0


@dataclass(slots=True)
class _Mass:
    """A number: a weight, if it has a unit or stands with an implement, else perhaps a count. `times`: "2 x 8"."""

    value: float
    unit: str
    start: int
    end: int
    times: float | None = None
    word: bool = False


@dataclass(slots=True)
class _Thing:
    item: str
    start: int
    end: int
    text: str
    denied: bool = False
    single: bool = False


@dataclass(slots=True)
class _Break:
    strong: bool = False


_Part = _Mass | _Thing | _Break


def read_kit(text: str, *, unit: str = "kg") -> KitRead:
    """Reads a kit. `unit` is what a weight without one is in ("kg" or "lb")."""
    cleaned = _written_out(clean(text))
    cut = tokens(cleaned)
    # "pull-up bar" is three words; a dash between numbers stays.
    cut = [one for at, one in enumerate(cut) if one.text != "-" or not _hyphen(cut, at)]
    reader = _Reader(cleaned, unit)
    if len(cut) > _TOKENS:
        reader.problems.append(Problem(Trouble.too_long, ""))
        cut = cut[:_TOKENS]
    return reader.read(_parts(cut, reader))


def _hyphen(cut: Sequence[Token], at: int) -> bool:
    return 0 < at < len(cut) - 1 and cut[at].glued and cut[at - 1].kind == cut[at + 1].kind == "word"


_RANGE = re.compile(
    r"(?P<low>\d+(?:[.,]\d+)?)\s*(?P<one>kg|lbs?)?\s*(?:-|to|up to|bis|through)\s*(?P<high>\d+(?:[.,]\d+)?)"
    r"\s*(?P<two>kgs?|lbs?|pounds?)?(?![\d:])",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"^[\s,(]*(?:(?:adjustable|each|all)\s+)?(?:in|by|at|with|every)?\s*(?:steps?\s+of\s+|increments?\s+of\s+|the\s+)?"
    r"(?P<step>\d+(?:[.,]\d+)?)\s*(?:kgs?|lbs?|pounds?)?(?:\s*'?s\b|\s*-?\s*(?:steps?|increments?|jumps?)|(?=\s*(?:$|[,;.)\n])))\)?",
    re.IGNORECASE,
)


def _written_out(text: str) -> str:
    """ "2-20 in 2s" as the weights that it stands for; a range without its step stays as it is."""
    out, at = [], 0
    for match in _RANGE.finditer(text):
        step = _STEP.match(text[match.end() :])
        low, high = _float(match["low"]), _float(match["high"])
        size = _float(step["step"]) if step else 0.0
        if match.start() < at or step is None or not (0.25 <= size <= high - low) or (high - low) / size > 60:
            continue
        unit = (match["two"] or match["one"] or "").lower()
        weights = [low + size * number for number in range(int((high - low) / size + 1e-6) + 1)]
        out += [text[at : match.start()], " ".join(f"{weight:g}{unit}" for weight in weights)]
        at = match.end() + step.end()
    return "".join([*out, text[at:]])


def _parts(cut: Sequence[Token], reader: _Reader) -> list[_Part]:
    """The message as things, numbers and what separates them."""
    words = [_SPELLING.right(one.text) if one.kind == "word" else one.text for one in cut]
    found: list[_Part] = []
    at = 0
    denied = False
    while at < len(cut):
        token = cut[at]
        if token.kind == "number" or (token.text in NUMBER_WORDS and token.text != "zero"):
            length, mass = _mass(cut, at)
            found.append(mass)
            at += length
            continue
        if token.text in ("x", "*") and found and at + 1 < len(cut) and cut[at + 1].kind == "number":
            # "5 kg dumbbells x 2"
            at += 2
            continue
        length, item = _thing_at(words, at)
        if length:
            last = cut[at + length - 1]
            single = any(one.text in ("a", "an", "one", "single") for one in cut[max(0, at - 3) : at])
            found.append(_Thing(item, token.start, last.end, " ".join(words[at : at + length]), denied, single))
            denied = False
            at += length
            continue
        if token.text in ("no", "not", "without", "never"):
            denied = True
        elif token.text in _ENDS:
            found.append(_Break(strong=True))
            denied = False
        elif token.text in (",", "and", "plus", "&", "+", "also", "with", "/", "-", "(", ")", "or"):
            if token.text in (",", "and", "plus", "also", "with", "+", "&"):
                found.append(_Break())
        elif token.kind == "word" and token.text not in _GLUE:
            reader.leave(token.start, token.end)
        at += 1
    return found


_GLUE = listed(
    """i have got own a an the my some of only just in at to up kg each per hand both two pairs pair set sets couple
    we there is are adjustable it its for use access can also too maybe old small big light heavy medium long
    short few about around approx various different good sturdy proper available one single home here that which
    any more s lots lot do you your equipment as well then steps from weighing total max maximum min ca or so
    right now usually mostly but go by"""
)


def _thing_at(words: Sequence[str], at: int) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        name = tuple(words[at : at + length])
        item = _PHRASES.get(name)
        if item is not None:
            return length, item
    return 0, ""


def _mass(cut: Sequence[Token], at: int) -> tuple[int, _Mass]:
    token = cut[at]
    value = NUMBER_WORDS.get(token.text, token.value)
    texts = [one.text for one in cut[at + 1 : at + 5]]
    if texts[:1] in (["x"], ["*"]) and len(cut) > at + 2 and cut[at + 2].kind == "number":
        length, inner = _mass(cut, at + 2)
        inner.times, inner.start = value, token.start
        return length + 2, inner
    unit, length, end = "", 1, token.end
    follow = 1 if texts[:1] == ["-"] else 0
    if texts[follow : follow + 1] and texts[follow] in (*_KG, *_LB):
        unit = "kg" if texts[follow] in _KG else "lb"
        length += follow + 1
        end = cut[at + follow + 1].end
    elif texts[:1] and texts[0] in ("s",) and cut[at + 1].glued:
        length, end = 2, cut[at + 1].end
    if at and cut[at - 1].text == "-" and token.glued and not (at > 1 and cut[at - 1].glued):
        value = -value
    return length, _Mass(value, unit, token.start, end, word=token.kind == "word")


class _Reader:
    """One kit on its way to a `KitRead`."""

    def __init__(self, cleaned: str, unit: str) -> None:
        self.cleaned, self.unit = cleaned, unit
        self.problems: list[Problem] = []
        self.lost: list[str] = []
        self.items: set[Item] = set()
        self.absent: set[Item] = set()
        self.dumbbells: list[float] = []
        self.kettlebells: list[float] = []
        self.single: list[float] = []
        self.plates: list[float] = []
        self.bar: float | None = None
        self.open: list[tuple[int, int]] = []
        """Where ranges stand."""

    def leave(self, start: int, end: int) -> None:
        self.lost.append(self.cleaned[start:end])

    def problem(self, code: Trouble, start: int, end: int, about: str = "") -> None:
        problem = Problem(code, self.cleaned[start:end].strip()[:120], about)
        if problem not in self.problems:
            self.problems.append(problem)

    def read(self, parts: list[_Part]) -> KitRead:
        gym = none = False
        things = [part for part in parts if isinstance(part, _Thing)]
        for thing in things:
            if thing.denied or thing.item in ("", "plates", "bar", "gym", "home", "none", "all"):
                continue
            self.items.add(Item(thing.item))
        for thing in things:
            if thing.denied and thing.item in set(Item):
                self.absent.add(Item(thing.item))
            gym |= thing.item == "gym" and not thing.denied
            none |= thing.item == "none" or (thing.item == "" and len(things) == 1)
            if thing.item in ("home", "all") and not thing.denied:
                self.problem(Trouble.ambiguous, thing.start, thing.end)
        self._barbell(things)
        self._ranges()
        for run, owner in _weighed(parts):
            self._weigh([one for one in run if not any(start <= one.start < end for start, end in self.open)], owner)
        return self._result(gym, none, things)

    def _ranges(self) -> None:
        """ "2.5 to 25": which weights lie between has to be asked."""
        for match in _RANGE.finditer(self.cleaned):
            self.open.append(match.span())
            self.problem(Trouble.needs_weight, *match.span(), "dumbbells")

    def _barbell(self, things: Sequence[_Thing]) -> None:
        """ "bar 20" beside a barbell or plates is its bar; "a bar" alone may as well be one to hang from."""
        bars = [one for one in things if one.item == "bar" and not one.denied]
        if any(one.item == "plates" and not one.denied for one in things) or Item.barbell in self.items:
            self.items.add(Item.barbell)
            for one in bars:
                one.item = "bar"
        elif bars and any("olympic" in one.text or "empty" in one.text for one in bars):
            self.items.add(Item.barbell)
        for one in bars:
            if Item.barbell not in self.items:
                one.item = "perhaps"

    def _weigh(self, run: Sequence[_Mass], thing: _Thing | None) -> None:
        item = thing.item if thing else ""
        if thing and thing.denied:
            return
        if item == "perhaps":
            # "bar 20": a bar with a weight is a barbell.
            self.items.add(Item.barbell)
            item = "bar"
        unit = next((one.unit for one in reversed(run) if one.unit), "")
        masses = list(run)
        counted = _count(masses, thing)
        if counted is not None:
            masses = masses[1:]
        if thing is None or item not in ("dumbbells", "kettlebell", "barbell", "bar", "plates"):
            self._elsewhere(masses, thing, counted)
            return
        values = [(self._kg(one, unit), one) for one in masses]
        for kg, one in values:
            lightest, heaviest = (3.0, 35.0) if item == "bar" else (_LIGHTEST, _HEAVIEST)
            if not lightest <= kg <= heaviest:
                self.problem(Trouble.out_of_range, one.start, one.end, item)
            elif item == "bar" or (item == "barbell" and len(values) == 1 and one.times is None and kg >= 5):
                self.bar = kg
            elif item in ("barbell", "plates"):
                self._plate(kg, one)
            elif item == "kettlebell":
                self.kettlebells.append(kg)
            elif (
                counted == 1
                or one.times == 1
                or (thing.single and thing.text.endswith("dumbbell") and len(masses) == 1)
            ):
                self.single.append(kg)
            else:
                self.dumbbells.append(kg)

    def _plate(self, kg: float, mass: _Mass) -> None:
        """ "2x10" is a pair of tens, "4x5" two pairs; without a count a pair is meant."""
        times = 2 if mass.times is None else mass.times
        if times % 2 or not 2 <= times <= 20:
            self.problem(Trouble.ambiguous, mass.start, mass.end, "plates")
        else:
            self.plates.extend([kg] * int(times // 2))

    def _elsewhere(self, masses: Sequence[_Mass], thing: _Thing | None, counted: float | None) -> None:
        """Numbers that belong to nothing that is weighed."""
        if masses and (thing is None or any(one.unit for one in masses)):
            self.problem(Trouble.ambiguous, masses[0].start, masses[-1].end)

    def _kg(self, mass: _Mass, unit: str) -> float:
        said = mass.unit or unit or self.unit
        return round(mass.value * (KG_PER_LB if said == "lb" else 1), 2)

    def _result(self, gym: bool, none: bool, things: Sequence[_Thing]) -> KitRead:
        items = self.items - self.absent
        dumbbells = tuple(sorted(set(self.dumbbells)))
        bar, plates = self.bar, tuple(sorted(self.plates))
        most = re.search(r"(?:up to|max(?:imum)?|until|bis)\s*(\d+(?:[.,]\d+)?)", self.cleaned.lower())
        if most and len(dumbbells) == 1:
            if gym:
                dumbbells = tuple(one for one in GYM_WEIGHTS_KG if one <= dumbbells[0])
            else:
                self.problem(Trouble.needs_weight, *most.span(), "dumbbells")
        if gym:
            items |= GYM_ITEMS - self.absent
            dumbbells = dumbbells or (GYM_WEIGHTS_KG if Item.dumbbells in items else ())
            if Item.barbell in items:
                bar, plates = bar or GYM_BAR_KG, plates or GYM_PLATES_KG
        asked = {problem.about for problem in self.problems}
        if Item.dumbbells in items and not (dumbbells or self.single) and "dumbbells" not in asked:
            self._needs_weight(things, "dumbbells")
        if Item.kettlebell in items and not self.kettlebells and "kettlebell" not in asked:
            self._needs_weight(things, "kettlebell")
        for thing in things:
            if thing.item == "perhaps" and Item.barbell not in items:
                self.problem(Trouble.ambiguous, thing.start, thing.end, "bar")
        nothing = none and not items and not self.problems
        return KitRead(
            items=frozenset(items),
            dumbbells_kg=dumbbells if Item.dumbbells in items else (),
            kettlebells_kg=tuple(sorted(set(self.kettlebells))) if Item.kettlebell in items else (),
            single_kg=tuple(sorted(set(self.single))) if Item.dumbbells in items else (),
            bar_kg=bar if Item.barbell in items else None,
            plates_kg=plates if Item.barbell in items else (),
            gym=gym,
            none=nothing,
            problems=tuple(self.problems[:20]),
            leftovers=tuple(self.lost[:20]),
        )

    def _needs_weight(self, things: Sequence[_Thing], item: str) -> None:
        for thing in things:
            if thing.item == item and not thing.denied:
                self.problem(Trouble.needs_weight, thing.start, thing.end, item)
                return


def _float(digits: str) -> float:
    return float(digits.replace(",", "."))


def _count(masses: Sequence[_Mass], thing: _Thing | None) -> float | None:
    """ "two 8 kg dumbbells": a first number without a unit before one with, or a number word, says how many.

    Not behind the implement: "dumbbells 4 8 kg" lists two weights.
    """
    listed = thing is not None and bool(masses) and thing.start < masses[0].start
    if len(masses) >= 2 and not masses[0].unit and masses[0].times is None and masses[0].value in (1, 2, 3, 4, 6):
        following = masses[1]
        if masses[0].word or (following.unit and len(masses) == 2 and not listed):
            return masses[0].value
    if len(masses) == 1 and masses[0].word and not masses[0].unit and thing is not None:
        return masses[0].value
    return None


def _weighed(parts: Sequence[_Part]) -> list[tuple[list[_Mass], _Thing | None]]:
    """Each run of numbers with the thing it is about: the one before it, else the one right behind it."""
    found: list[tuple[list[_Mass], _Thing | None]] = []
    last: _Thing | None = None
    waits = False
    """Whether `last` is weighed and has no numbers yet."""
    at = 0
    while at < len(parts):
        part = parts[at]
        if isinstance(part, _Thing):
            last, waits = part, _weighable(part) and not any(thing is part for _, thing in found)
            at += 1
        elif isinstance(part, _Break):
            last = None if part.strong else last
            at += 1
        else:
            run, at = _run(parts, at, waits)
            behind = parts[at] if at < len(parts) else None
            if isinstance(behind, _Thing) and not waits:
                if _is_count(run) and _number_at(parts, at + 1):
                    # "2 kettlebells 12 kg"
                    continue
                if _weighable(behind) or last is None:
                    found.append((run, behind))
                    continue
            found.append((run, last))
            waits = False
    return found


def _run(parts: Sequence[_Part], at: int, waits: bool) -> tuple[list[_Mass], int]:
    """The numbers from here on that belong together, over commas, and where they end."""
    run: list[_Mass] = []
    while at < len(parts):
        part = parts[at]
        if isinstance(part, _Mass):
            run.append(part)
        elif not (isinstance(part, _Break) and not part.strong and _number_at(parts, at + 1)):
            break
        elif waits and run and _owned_ahead(parts, at + 1):
            # "bar 15 kg and 2x10 2x5 plates": the numbers behind the "and" have an owner of their own.
            break
        at += 1
    return run, at


def _owned_ahead(parts: Sequence[_Part], at: int) -> bool:
    while at < len(parts) and isinstance(parts[at], _Mass):
        at += 1
    thing = parts[at] if at < len(parts) else None
    return isinstance(thing, _Thing) and _weighable(thing) and not _number_at(parts, at + 1)


def _is_count(run: Sequence[_Mass]) -> bool:
    return len(run) == 1 and not run[0].unit and run[0].times is None and run[0].value in (1, 2, 3, 4, 6)


def _weighable(thing: _Thing) -> bool:
    return thing.item in ("dumbbells", "kettlebell", "barbell", "bar", "plates", "perhaps")


def _number_at(parts: Sequence[_Part], at: int) -> bool:
    return at < len(parts) and isinstance(parts[at], _Mass)
