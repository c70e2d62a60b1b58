"""What is typed of the kind of a pain ("the whole muscle, not swollen, from training") and of its place ("front").

Red flags ("swollen and hot") are found elsewhere, and first (`bot.grammar.flags`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from bot.grammar.anatomy import WORDS as PART_WORDS
from bot.grammar.text import plain

_TRAINED = (
    r"(?:training|train|strength|gym|session|workout|lifting|exercises?|squats?|run|running|race|hills?|intervals?)"
)
_LAST = r"(?: the| a| my| last| hard| long| strength| yesterday's| [a-z]{3,6}day'?s?)*"
_REST = r"(?:rest|resting|nights?|bed)"
_SWOLLEN = r"(?:swollen|swelling|hot|warm|red|heat|puffy|locked)"
_ANSWERS: tuple[tuple[str, bool, tuple[str, ...]], ...] = (
    (
        "spot",
        False,
        (
            r"(?:the )?(?:whole|entire|all)(?: of)?(?: the)?(?: (?:muscle|thing|area|of it|it|over))?",
            r"(?:spread(?: out)?|general|everywhere|diffuse|wide|(?:big|large|wide) area|muscle|muscular)",
        ),
    ),
    (
        "spot",
        True,
        (
            r"(?:(?:one|a|single|small|tiny|exact|particular|specific|sharp) )*"
            r"(?:spot|point|place|finger ?tip|pinpoint)",
            r"(?:joint|tendon|bone)",
        ),
    ),
    (
        "at_rest",
        False,
        (
            r"(?:(?:only|when|while|if|on|with|i|i am|i'm|it) )*"
            r"(?:move|moving|movement|walk|walking|use|using|load|loading|running|stairs)(?: it)?",
            rf"(?:not|never|no|none)(?: pain)?(?: (?:when|while|at|in|during|the|i))* {_REST}"
            r"(?:(?: or| and)(?: at)? night)?",
            rf"(?:fine|ok|okay|gone|better) (?:at|when|in|with)(?: i)? {_REST}",
        ),
    ),
    (
        "at_rest",
        True,
        (
            rf"(?:(?:also|even|too|both|when|while|at|in|during|the) )*{_REST}(?:(?: or| and)(?: at)? night)?",
            r"all the time|always|constant(?:ly)?",
        ),
    ),
    ("swollen", False, (rf"(?:not|no|never|isn't)(?: (?:visibly|at all|any|really))* {_SWOLLEN}"
                        rf"(?:(?:,| or| and)+(?: not| no)? {_SWOLLEN})*",)),
    ("swollen", True, (r"(?:swollen|swelling|puffy)(?:(?: or| and)+ (?:hot|warm|red|locked))*",)),
    (
        "after_training",
        False,
        (
            r"(?:some )?other way|(?:from|out of) nowhere|out of the blue|suddenly|all of a sudden|no idea why",
            rf"(?:during|not after|not from|nothing to do with){_LAST} {_TRAINED}",
        ),
    ),
    (
        "after_training",
        True,
        (
            r"(?:(?:on|the|a|1|2|3|one|two|three|few|couple of|next|-|to|or) ?)*(?:days?)?"
            rf"(?: ?later| ?after| ?since| ?from| following){_LAST} {_TRAINED}",
            rf"doms|the (?:next|following) day|(?:on )?the day after(?:{_LAST} {_TRAINED})?",
        ),
    ),
)  # fmt: skip
_AT = tuple(
    (name, yes, re.compile(rf"(?:{pattern})(?![\w'])")) for name, yes, patterns in _ANSWERS for pattern in patterns
)
_FILLER = re.compile(
    r"(?:it|it's|its|is|the|pain|hurts?|feels?|like|and|but|or|also|too|i|think|guess|probably|maybe|yes|just|really"
    r"|more|a|of|in|on|my|that|there|there's|was|has|been|so|ok|to|me|sore|aches?|only|came|comes|did|started|began|bit"
    rf"|little|as well|left|right|{'|'.join(sorted(PART_WORDS, key=len, reverse=True))})"
    r"(?![\w'])|[,.;:!()/&+-]|\s+"
)
_UNSURE = (
    r"(?:skip|next|not sure|unsure|no idea|(?:i )?(?:do not|don't|dont) know|(?:i )?can'?t (?:say|tell)"
    r"|hard to (?:say|tell)|none of (?:these|those|them|it))(?: really| exactly)?"
)
_ENDS = re.compile(rf"that'?s (?:it|all)|done|finished|none|no|nope|nothing(?: of that)?|enough|{_UNSURE}")

_IN_IT = r"(?:(?:it is|it's|its|right|just|more|rather|at|in|on|from|the|my|a|bit|part|of|to|side|towards|i think) )*"
_SITES = {
    "insertion": r"heel(?: bone)?|bottom|low(?:er)?(?: down| end)?|insertion|where it (?:joins|meets) the heel|bone",
    "mid": r"mid(?:dle)?(?: part| portion| of it)?|above(?: the)?(?: heel)?|high(?:er)?(?: up)?|up|upper(?: part)?"
    r"|(?:2|a few|some|couple of|3|4|5)(?: ?- ?6)? ?cm(?: above| up)?(?: the)?(?: heel)?",
    "front": r"front(?: of)?(?: the| my)?(?: knee(?:cap)?)?|below(?: the| my)? ?(?:knee ?cap)|patellar? tendon"
    r"|front,? below(?: the)? knee ?cap",
    "under_kneecap": r"(?:behind|around|inside)(?: or around)?(?: the| my)? ?(?:knee ?cap|patella|it)|behind|around",
    "outer": r"out(?:er|side)(?: side| edge| part)?(?: of)?(?: the| my)?(?: knee)?|lateral(?: side)?|it ?band|itb",
    "": _UNSURE,
}


def read_kind(text: str) -> Mapping[str, bool] | None:
    """The answers by question, {} for "not sure" and "that's it"; None for what is (also) about something else."""
    said = plain(text)
    if not said or len(said) > 160:
        return None
    if _ENDS.fullmatch(said):
        return {}
    found: dict[str, bool] = {}
    at = 0
    while at < len(said):
        matches = ((match.end(), name, yes) for name, yes, one in _AT if (match := one.match(said, at)))
        end, name, yes = max(matches, default=(at, "", False))
        if end > at:
            if found.get(name, yes) != yes:
                return None
            found[name], at = yes, end
            continue
        filler = _FILLER.match(said, at)
        if filler is None:
            return None
        at = filler.end()
    return found or None


def read_site(text: str, sites: Collection[str]) -> str | None:
    """The one of these finer places that is named, "" where the runner cannot say; None for anything else."""
    said = plain(text)
    found = [one for one in (*sites, "") if re.fullmatch(rf"{_IN_IT}(?:{_SITES[one]})(?: i think)?", said)]
    return found[0] if len(found) == 1 else None
