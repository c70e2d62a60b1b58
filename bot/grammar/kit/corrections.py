"""Weights that the kit has and the runner has not: "don't have 6, only 8s"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grammar.text import plain
from core.units import KG_PER_LB


@dataclass(frozen=True, slots=True)
class Correction:
    """`gone_kg` are not there, `there_kg` are; `only`: those are all there is."""

    gone_kg: tuple[float, ...] = ()
    there_kg: tuple[float, ...] = ()
    only: bool = False


_UNIT = r"(?:kgs?|kilos?|lbs?|pounds?)"
_ONE = rf"\d{{1,3}}(?:[.,]\d+)?(?: ?{_UNIT})?(?:'?s)?"
_LIST = rf"{_ONE}(?:(?:,| or| and|/| ?&)+ ?{_ONE})*"
_BELL = rf"(?:dumb?bell?s?|kettle ?bells?|weights?|bells?|ones?|pairs?|plates?|{_UNIT})"
_BELLS = rf"(?: {_BELL})*"
_LEAD = r"(?:i |we |but |sorry |actually |well |,|no )*"
_CORRECTED = re.compile(
    rf"{_LEAD}(?:(?:do ?n[o']?t|don't|haven'?t|no longer) (?:even |actually |really )*(?:have|own|got)"
    rf"|(?:have |just |finally )*(?:sold|gave away|got rid of|returned))"
    rf"(?: a| any| the| those| my| that| pair of)* (?P<gone>{_LIST}){_BELLS}(?: any ?more| here| at home)?"
    rf"(?:[ ,.;-]+(?:i |just |only |but |have |got |own |it'?s )+(?:a |the )?(?P<there>{_LIST}){_BELLS}(?: instead)?)?"
)
_ONLY = re.compile(
    rf"{_LEAD}(?:only|just) (?:have|own|got)(?: an?| the| my)*(?P<before>{_BELLS})"
    rf" (?P<there>{_LIST})(?P<bells>{_BELLS})(?P<here> here| at home| now)?"
)
_IS_NOT = re.compile(
    rf"{_LEAD}(?:(?:my|the|our) )*{_BELL} (?:is|are|weighs?)(?: a)? (?P<there>{_LIST})"
    rf"{_BELLS}(?:,? (?:and|but))? not(?: a| the)? (?P<gone>{_LIST}){_BELLS}"
)
_NUMBER = re.compile(rf"(\d{{1,3}}(?:[.,]\d+)?)(?: ?(?P<unit>{_UNIT}))?")


def read_correction(text: str, *, unit: str = "kg") -> Correction | None:
    """What a line corrects of the weights; `unit` is that of a number without one. None for what speaks of others."""
    said = plain(text)
    match = _CORRECTED.fullmatch(said)
    if match is not None:
        return Correction(_masses(match["gone"], unit), _masses(match["there"] or "", unit))
    match = _IS_NOT.fullmatch(said)
    if match is not None:
        return Correction(_masses(match["gone"], unit), _masses(match["there"], unit))
    match = _ONLY.fullmatch(said)
    several = match is not None and match["here"] and len(_NUMBER.findall(match["there"])) > 1
    if match is None or not (match["before"] or match["bells"] or several or re.search(rf"{_UNIT}\b", match["there"])):
        return None
    return Correction((), _masses(match["there"], unit), only=True)


def _masses(text: str, unit: str) -> tuple[float, ...]:
    found = list(_NUMBER.finditer(text))
    said = next((one["unit"] for one in found if one["unit"]), unit)
    factor = KG_PER_LB if said.startswith(("lb", "pound")) else 1
    return tuple(sorted({round(float(one[1].replace(",", ".")) * factor, 2) for one in found}))
