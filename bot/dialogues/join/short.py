"""A word or two typed while joining that the open question knows: none, skip, back, yes, a number and a side."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogues.join import steps
from bot.dialogues.join.draft import CLEAR, LIST, PREVIEW, Draft
from bot.dialogues.join.hurts import after_hurts
from bot.dialogues.shared import forms, stated
from bot.grammar import conditions
from bot.grammar.score import read_score


def short(draft: Draft, said: str) -> Draft | str | None:
    """The draft after it, "accept" where the week is taken; None for whatever says more than that."""
    if said in stated.BACK:
        return draft.back()
    if draft.step == PREVIEW:
        if said in _NOT_SO:
            return replace(draft, sub=LIST)
        return "accept" if (said in stated.YES or _SUITS.fullmatch(said)) and not draft.sub else None
    if draft.step == "health":
        return _short_health(draft, said)
    if draft.step == "hurts" and draft.sub:
        return _side_and_score(draft, said)
    if draft.step == "kit" and draft.sub:
        return steps.press(draft, "unknown") if said in stated.SKIP | stated.NOTHING else None
    if draft.step == "place" and draft.offered and said in stated.YES | {"the first", "the first one", "first"}:
        # Of towns of one name the largest stands first.
        return steps.press(draft, "zone-0")
    if stated.nothing(_ALL_WELL.sub("", said), draft.step):
        # Whoever names no town may tell their time instead.
        none = {
            "runs": "skip", "kit": "nothing", "hurts": "nothing", "level": "new", "time": "next", "place": "clock",
        }  # fmt: skip
        return steps.press(draft, none[draft.step]) if draft.step in none else None
    ticked = (draft.step == "hurts" and draft.hurts) or (draft.step == "kit" and draft.athlete.places)
    if said in stated.SKIP or (said in stated.YES and (ticked or draft.step == "time")):
        return steps.press(draft, "next" if ticked else "skip")
    return None


_NOT_SO = frozenset(
    ("no", "nope", "nah", "not really", "not yet", "change", "change it", "change something", "edit", "wrong", "not ok")
)
_SUITS = re.compile(
    r"(?:(?:yes|yeah|yep|ok|okay|all|that|that's|thats|it|this|is|lovely|great|oh) )*"
    r"(?:looks?|sounds?|seems?|is|all)?(?: all)? ?(?:fine|good|great|right|perfect|lovely|ok|okay)"
    r"(?: to me| for me)?(?: thanks| thank you| then| please)*"
)
_ALL_WELL = re.compile(r"^(?:no|nope|nah)(?:,? (?=all|nothing|none|i'?m|i am|no\b))")


_NONE_OF_THOSE = re.compile(
    r"(?:(?:no|nope|luckily|thankfully|well) )*none (?:of (?:these|those|them|that|the above)|apply|applies)"
    r"(?: apply| applies)?(?: to me| for me)?(?: luckily| thankfully| thank (?:god|goodness|you)| thanks)?"
    r"|no,? (?:i'?m|i am|all) (?:fine|healthy|well|ok|okay|good|perfectly healthy|all good)"
    r"|(?:no,? )?(?:i have |i've )?nothing (?:like (?:that|those|these)|of (?:that|those|these|the kind))"
)
"""The whole line, with nothing else in it: an "except" or a "but" is read with care."""


_ALL_TICKED = frozenset(("next", "done", "that's all", "thats all", "that's it", "thats it", "continue", "go on"))


def _short_health(draft: Draft, said: str) -> Draft | None:
    if draft.sub == CLEAR:
        return steps.press(draft, "later") if said in stated.SKIP | {"no", "not yet"} else None
    if said in stated.NOTHING or _NONE_OF_THOSE.fullmatch(said):
        # With something ticked it is none of the others.
        return steps.press(draft, "next" if draft.sub == LIST and draft.athlete.screen_yes else "none")
    if draft.sub == LIST and draft.athlete.screen_yes and said in _ALL_TICKED:
        return steps.press(draft, "next")
    named = {*draft.athlete.screen_yes, *conditions.read(said)}
    named |= {"family"} if conditions.heart_in_family(said, asked=True) else set()
    if named > {*draft.athlete.screen_yes}:
        ticked = tuple(one for one in forms.SCREEN if one in named)
        return replace(draft.having(screen_yes=ticked), sub=LIST)
    if said == "skip":
        return draft.onward()
    return replace(draft, sub=LIST) if said in ("yes", "y", "some", "some apply") else None


def _side_and_score(draft: Draft, said: str) -> Draft | None:
    found = read_score("0" if stated.nothing(_ALL_WELL.sub("", said), "hurts") else said)
    if found is None:
        return None
    if found.side:
        draft = steps.press(draft, f"side-{found.side}")
    if found.number is None:
        return draft
    if found.number == 0:
        return after_hurts(replace(draft, hurts=tuple(one for one in draft.hurts if one.region.value != draft.sub)))
    return steps.press(draft, f"score-{found.number}")
