"""A kit in a line, whatever is open: "don't have 6, only 8s", "I bought a kettlebell 12 kg", "kit: dumbbells 6 10"."""

from __future__ import annotations

import re
from dataclasses import replace

from adapters.messages import Said
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.shared import stated
from bot.dialogues.shared.common import athlete_of
from bot.grammar import flags
from bot.grammar.kit import Correction, read_correction, read_kit, spelled
from bot.grammar.problem import Trouble
from bot.grammar.text import clean
from core.kit import Item, Kit

_WHOLE = re.compile(r"\s*(?:my |our |new |the )*(?:kit|equipment)(?: is| are| now|:)+ ", re.IGNORECASE)
_ARE = re.compile(
    r"\s*(?:(?:actually|no|well|sorry),? )*(?:my|our|the) (?P<new>new )?"
    r"(?P<bells>dumb?bb?ell?s?|dumbbells?|kettle ?bells?|weights|kbs?|dbs?)(?: at home| now)*"
    r" (?:are|is|weigh|come)(?: now)?(?: (?:in )?(?P<unit>pounds|lbs?|kgs?|kilos))?(?: from)?[: ]+(?=\d)(?!.*/ ?10\b)",
    re.IGNORECASE,
)
_ONLY_NOW = re.compile(
    r"\s*(?:i |we )?(?:now )?only have (?P<what>.+?)(?: (?:now|left|any ?more))+[ .!]*", re.IGNORECASE
)
_NEW = re.compile(
    r"\s*(?:i |i've |ive |we |just |now |finally |also |have )*"
    r"(?:got (?:a|an|some|two|myself|my|new|(?=bands?\b|dumb?bells|kettlebells?|plates|weights))|bought|ordered"
    r"|borrowed|new (?=kettlebell|dumb?bell|band|barbell|box))\b"
    r"|\s*(?:i |we )(?:now )?(?:have|own) (?=.* now[ .!]*$)",
    re.IGNORECASE,
)


_GONE = re.compile(
    r"(?:i |i've |ive |we |just |have |had to |finally )*(?:sold|sell|gave away|given away|got rid of|lost|returned"
    r"|no longer (?:have|own)|broke|snapped|ripped|tore|do ?n[o']?t (?:have|own)(?=.* any ?more))"
    r" (?:my |the |our |a |an |any |all )*"
    r"(?P<what>.+?)"
    r"(?: any ?more| now| yesterday| today| last week)?"
    r"|(?:my |the |our |one of the )?(?P<broken>.+?) (?:(?:is|are|got|has|have) )?"
    r"(?:snapped|broke|broken|ripped|torn|stolen)"
    r"(?: yesterday| today| again)?",
    re.IGNORECASE,
)


_ONLY_NEXT = re.compile(
    r"(?:[,;.] *| )(?:but |and |so )?(?:i |we )?(?:now )?(?:only|just)(?: have| got)? (?=.*\b(?:kettle|dumb|band"
    r"|bar|weights?"
    r"|back ?pack|kg|lb))",
    re.IGNORECASE,
)
"""What is left of it, behind what is gone."""


_OCCASION = re.compile(
    r" (?:for (?:christmas|xmas|my birthday)|as an? (?:gift|present)|yesterday|at last|last week|second[ -]?hand|used"
    r"|(?:from|off|on|in|at) (?:an? |my |the )?(?:[a-z]+ )?(?:friend|neighbou?r|brother|sister|dad|mum|mom|wife|husband"
    r"|partner|colleague|gym|shop|store|sale|decathlon|ikea|aldi|lidl|ebay|amazon|marketplace))(?=\W*$)"
    r"|,? (?:(?:it|they|which|should|will) )*(?:comes?|arrives?|arriving|coming|due|be here)\b.*$",
    re.IGNORECASE,
)
"""What is said beside a new thing."""
_SECOND_HAND = re.compile(r"(?<=\ba) (?:used|second[ -]?hand|old|cheap) ", re.IGNORECASE)
_NAMELESS = re.compile(
    r"^(\s*(?:i |i've |ive |we |just |now |finally |also )*(?:bought|ordered|borrowed|got(?= \d)(?=.*(?:kg|lb)))"
    r" (?:a pair of |a |two |new )?)"
    r"((?:\d ?x ?)?\d{1,2}(?:[.,]\d)? ?(?:kgs?|kilos?|lbs?|pounds)(?:(?:,| and|,? \d ?x)* ?\d[\dx .,]*(?:kgs?|kilos?"
    r"|lbs?)?)*s?\W*)$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\d ?(?:kgs?|kilos?|lbs?|pounds?)\b|\bup to \d", re.IGNORECASE)


async def interrupt(turn: Turn) -> Reply | None:
    """Numbers of a kit are no answer to how hard a session was, so it is heard before any question."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    told = _told(turn)
    return None if told is None else settings.kit_told(turn, *told, turn.text)


def _told(turn: Turn) -> tuple[Kit, bool] | None:
    """The kit, and whether the steps between its weights are a guess."""
    athlete, text = athlete_of(turn), spelled(clean(turn.text))
    kit = athlete.kit()
    unit = stated.with_units(athlete, text).mass_unit
    said = read_correction(text, unit=unit)
    if said is not None:
        return _corrected(kit, said), False
    first, *rest = _ONLY_NEXT.split(text.strip(" .!"), maxsplit=1)
    gone = _GONE.fullmatch(first)
    if gone is not None:
        left = _without(kit, read_kit(gone["what"] or gone["broken"], unit=unit).items)
        stays = read_kit(rest[0], unit=unit) if rest else None
        if left is None or stays is None:
            return None if left is None else (left, False)
        return (stated.with_kit(left, replace(stays, added=True)), stays.guessed) if stays.items else None
    text = _OCCASION.sub("", _SECOND_HAND.sub(" ", text))
    # "Bought 2x10kg": what has a weight and no name is a dumbbell.
    text = _NAMELESS.sub(r"\1dumbbells \2", text)
    are = _ARE.match(text)
    if are is not None:
        unit = {"p": "lb", "l": "lb", "k": "kg"}.get((are["unit"] or "")[:1].lower(), unit)
        told = read_kit(f"{are['bells']} {text[are.end() :]}", unit=unit)
        if told.weights_kg and not (told.leftovers or told.problems):
            named = replace(told, added=are["new"] is not None)
            return stated.with_kit(kit, named, "" if named.added else stated.WEIGHTS), told.guessed
    if (only := _ONLY_NOW.fullmatch(text)) is not None:
        text = f"kit: {only['what']}"
    whole = _WHOLE.match(text)
    new = _NEW.match(text) is not None
    read = read_kit(text[whole.end() :] if whole else text, unit=unit)
    sure = all(one.code is Trouble.needs_weight for one in read.problems)
    if not read.items or set(read.leftovers) - {"new"} or not sure:
        return None
    if whole is not None or new:
        return stated.with_kit(kit, replace(read, added=whole is None)), read.guessed
    # "Two dumbbells, 6 kg and 10 kg": their weights, and what else there is stays.
    weighed = len(read.weights_kg) > 1 and not read.problems and _UNIT.search(text)
    return (stated.with_kit(kit, replace(read, added=False), stated.WEIGHTS), read.guessed) if weighed else None


def _without(kit: Kit, gone: frozenset[Item]) -> Kit | None:
    """The kit without these things. Of weights that stand in one list the pairs go with the dumbbells, and what there
    is one of goes with the kettlebell.
    """
    if not gone & kit.items:
        return None
    weights = set(kit.weights_kg)
    if Item.dumbbells in gone:
        weights &= set(kit.single_kg) if Item.kettlebell in kit.items - gone else set()
    if Item.kettlebell in gone:
        weights -= set(kit.single_kg) if Item.dumbbells in kit.items - gone else weights
    # Without dumbbells each weight is one kettlebell anyway.
    single = tuple(one for one in kit.single_kg if one in weights) if Item.dumbbells in kit.items - gone else ()
    bar = Item.barbell not in gone
    return replace(
        kit, items=kit.items - gone, weights_kg=tuple(sorted(weights)), single_kg=single,
        bar_kg=kit.bar_kg if bar else None, plates_kg=kit.plates_kg if bar else (),
    )  # fmt: skip


def _corrected(kit: Kit, said: Correction) -> Kit:
    kept = set() if said.only else {one for one in kit.weights_kg if not _among(one, said.gone_kg)}
    there = {one for one in said.there_kg if not _among(one, kept)}
    weights = tuple(sorted(kept | there))
    bells = kit.items & {Item.dumbbells, Item.kettlebell}
    items = kit.items if bells or not weights else kit.items | {Item.dumbbells}
    if not weights:
        items = items - bells
    return replace(
        kit, items=items, weights_kg=weights, single_kg=tuple(one for one in kit.single_kg if one in weights)
    )


def _among(kg: float, others: object) -> bool:
    """Pounds turned into kilograms carry crumbs."""
    return isinstance(others, set | tuple) and any(abs(kg - one) < 0.05 for one in others)


DIALOGUE = Dialogue(name="kit told", interrupts=(interrupt,))
