"""What is typed as an answer to the questions about a painful part: which of the signs are there, and which are not.

A red flag that a message names by itself is found elsewhere, and first (`bot.grammar.flags`). Here every word has to be
understood; what could mean both is `unclear`, never a no.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grammar.anatomy import WORDS as PART_WORDS
from bot.grammar.flags.line import line_of
from bot.grammar.text import clean, listed, tokens

_SWOLLEN = r"swollen|swelling|swelled|swells?|puffy|puffiness"
_PATTERNS = {
    "swollen": _SWOLLEN,
    "swollen_hot": rf"{_SWOLLEN}|hot|red|redness",
    "pop": r"(?:pop|popped|popping|pops|snap|snapped|crack|cracked|bang|sudden kick|kick)(?: or (?:snap|bang|kick))*",
    "locks": r"locks?|locked|locking",
    "gives_way": r"(?:gives?|gave|giving|given) (?:way|out)|buckles?|buckled|buckling|unstable|instability",
    "numb": r"numb|numbness|tingles?|tingling|tingly|pins and needles",
    "saddle": r"(?:numb |numbness )?between (?:my|the) legs|bladder|bowels?",
    "fingertip": r"(?:tender |sore |painful |one |small |exact )*(?:spot|point)|fingertip"
    r"|(?:can |could )?(?:put|touch|press|place|point)(?: (?:to|at|it|my|a|one|the|with|on|in))* (?:fingers?"
    r"|fingertips?|thumb)(?: (?:on|to|at|right|it|the|one|a|exact|sore|tender))*(?: (?:spot|point|place))?",
    "along": r"(?:the |a )?(?:whole|entire|long) (?:strip|strap|line|length|stretch|area|inside|front|edge)"
    r"|(?:all |right )*along(?: (?:the|my))?(?: (?:whole|entire|inner))*(?: (?:inside|edge|shin|front|bone))?"
    r"|spread out|diffuse",
    "earlier": r"(?:starts? |starting |started |comes? |coming )?earlier(?: (?:each|every) (?:run|time))?",
    "impact": r"(?:on |when |while |with )?(?:landing|impact|i land|hopping|i hop|hop|jumping|i jump)",
    "night": r"(?:at |during |in |by )?(?:the )?(?:nights?|nighttime)|at rest|(?:when |while )?(?:i rest|resting)"
    r"|in bed|(?:when |while )?(?:i lie|lying)(?: down| still)?|(?:wakes?|woke|waking)(?: me)?(?: up)?",
    "limping": r"limps?|limping|limped",
    # Nothing asks for this one, but it is told all the same.
    "moving": r"(?:to |when |while |on |going |by )?(?:up |down )?(?:the )?(?:i )?"
    r"(?:walk|walking|stairs|downstairs|upstairs|sit|sitting|stand|standing|squat|squatting)(?: (?:up|down|stairs))*",
    "before": r"(?:bone )?stress (?:fractures?|injury|injuries|reactions?)(?: before)?|fractures?(?: before)?",
}
_AT = {sign: re.compile(rf"(?:{pattern})(?![^ ])") for sign, pattern in _PATTERNS.items()}

_NO = listed("no not never without neither nor none zero nothing")
_BETWEEN = listed(
    """a an any the my this these those of in on to for it is am are was were be been there i have had has do does
    did feel felt feels feeling notice noticed get got gets hear heard see at all so far yet now today currently either
    other real sign signs up when while with if ever me hurt hurts hurting pain pains painful ache aches aching sore
    soreness bone bones really actually anywhere around ok okay thanks thank you side leg body bit little slightly
    sometimes yes yeah just trouble problem problems heat warmth anymore more longer history
    overnight fine normal click clicks clicking creak creaks creaking"""
) | frozenset(PART_WORDS)
_HEDGES = listed("very too that so much fully completely exactly think sure maybe probably know guess hardly barely")
"""Behind a "no" they leave it open: "not very swollen" is no no."""
_PAUSE = ("|", "?")
_ON = ("or", "nor")
_SUBJECT = listed("it i there my the they he she we that this")
_PLAIN_NO = re.compile(
    r"(?:(?:no|nope|nah|none|neither|nothing|negative|not at all|not really|no to all|all no|not that i know"
    r"|none apply|no signs|no none|nothing like that|nothing of that|none like that)"
    r"(?: of (?:these|those|them|that|it|the above|this))?(?: at all)?(?: [|?])* ?)+"
    r"(?:(?:it is |i am |all |everything is )?(?:fine|ok|okay|good|alright|normal)|(?:it is )?(?:just|only) sore|never"
    r"|i (?:did|do) not (?:hear|feel|notice|have) (?:anything|any|that)|i can feel everything)?(?: [|?])*"
)
_UNSURE = re.compile(
    r"(?:i am )?(?:not sure|maybe|skip|pass|hard to say|(?:i )?do not know|i think so|possibly)(?: [|?])*"
)
_PLAIN_YES = re.compile(r"(?:yes|yep|yeah|yup|y|it is|i do|there is)(?: [|?])*")


@dataclass(frozen=True, slots=True)
class SignAnswer:
    """`said` and `denied` are names of signs. `no`: none of what was asked. `yes`: something of it, unsaid what."""

    said: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    no: bool = False
    yes: bool = False
    unclear: bool = False


_AGO = re.compile(
    r"\b(?:\d+|[a-z]+) (?:years?|months?|weeks?) ago\b|\b(?:last|this) (?:year|month|week|spring|summer|autumn"
    r"|winter)\b"
    r"|\bin (?:19|20)\d\d\b|\b(?:there|once|back then|before that)\b",
    re.IGNORECASE,
)
"""When it was: to a sign that is asked for it makes no difference."""


def read(text: str) -> SignAnswer | None:
    """The answer, or None for a message that is (also) about something else."""
    line = line_of(tokens(_AGO.sub(" ", clean(text))))
    words = list(line.words)
    while words and words[-1] in _PAUSE:
        words.pop()
    whole = " ".join(words)
    if not words or len(words) > 30:
        return None
    if _PLAIN_NO.fullmatch(whole):
        return SignAnswer(no=True)
    if _PLAIN_YES.fullmatch(whole):
        return SignAnswer(yes=True)
    if _UNSURE.fullmatch(whole):
        return SignAnswer(unclear=True)
    return _walk(words)


def _walk(words: Sequence[str]) -> SignAnswer | None:
    said: set[str] = set()
    denied: set[str] = set()
    unclear = taking_back = False
    at = 0
    while at < len(words):
        word = words[at]
        found, length = _sign_at(words, at)
        if found:
            end = at + length
            no_behind, end = _no_behind(words, end, well="saddle" in found)
            (denied if taking_back or no_behind else said).update(found)
            at = end
            continue
        if word in _NO:
            following = words[at + 1] if at + 1 < len(words) else "|"
            # "No, it locks", "no it locks": that no is an answer of its own.
            taking_back = following not in _PAUSE and (word != "no" or following not in _SUBJECT)
        elif word in _PAUSE or word in ("and", "but"):
            carried = word == "|" and taking_back and _list_goes_on(words, at + 1)
            names, length = _sign_at(words, at + 1)
            answered = _no_behind(words, at + 1 + length, well="saddle" in names)[0]
            if names and names != ("along",) and word != "but" and taking_back and not carried and not answered:
                # "No swelling and pop" may mean both.
                unclear = True
            taking_back = carried
        elif word in _HEDGES:
            unclear = unclear or taking_back or word in ("hardly", "barely")
        elif word not in _ON and word not in _BETWEEN:
            return None
        at += 1
    for group in (said, denied):
        if "swollen_hot" in group and "swollen" not in group:
            # "Not hot" says nothing of a swelling, and "it was hot" perhaps nothing of the leg.
            group.discard("swollen_hot")
            unclear = True
    if "along" in said:
        # Sore along its length is no one spot.
        said.discard("along")
        denied.add("fingertip")
    if not said and not denied and not unclear:
        return None
    return SignAnswer(frozenset(said), frozenset(denied - said), unclear=unclear)


def _sign_at(words: Sequence[str], at: int) -> tuple[tuple[str, ...], int]:
    """The signs that are named at a place, and the words that the longest of them takes."""
    rest = " ".join(words[at : at + 8])
    matches = {sign: match for sign, pattern in _AT.items() if (match := pattern.match(rest))}
    if not matches:
        return (), 0
    longest = max(len(match.group()) for match in matches.values())
    names = tuple(sign for sign, match in matches.items() if len(match.group()) == longest)
    return names, len(rest[:longest].split())


_WELL = re.compile(r"(?:and bowels? )?(?:is |are |feels? |works? |all )*(?:fine|normal|ok|okay|good|alright)(?![^ ])")


def _no_behind(words: Sequence[str], at: int, *, well: bool) -> tuple[bool, int]:
    """ "swelling: none", "limping? no", "bladder is fine": whether the answer stands behind, and where it ends."""
    match = _WELL.match(" ".join(words[at : at + 8])) if well else None
    if match is not None:
        return True, at + len(match.group().split())
    behind = at + 1 if at < len(words) and words[at] == "?" else at
    if behind < len(words) and words[behind] in ("no", "none", "nope"):
        after = words[behind + 1] if behind + 1 < len(words) else "|"
        if after in _PAUSE or after == "and":
            return True, behind + 1
    return False, at


def _list_goes_on(words: Sequence[str], at: int) -> bool:
    """ "no pop, swelling or heat": whether the next item of the list follows at once, and an "or" says it is one."""
    if not _sign_at(words, at)[0]:
        return at < len(words) and words[at] in _ON
    return any(word in _ON for word in words[at:])
