"""Settings that are on or off, switched in words: "no emojis please", "daily mobility", "stop asking about sleep"."""

from __future__ import annotations

from bot.dialogues.typed.answer import Answer, set_to, switched
from bot.dialogues.typed.wording import DO_NOT, PLEASE, Row, rows

_ON = (
    rf"{PLEASE}(?:(?:i )?(?:want|need|'?d like|would like|use|start|turn on|switch on|enable|add"
    r"|send(?: me)?|give me|show(?: me)?|have|go for|switch to) )+(?:the |a |an |some |my )*"
)
_OFF = (
    rf"{PLEASE}(?:(?:i )?(?:{DO_NOT} (?:want|need|use|send(?: me)?|show(?: me)?)|no more|stop|remove|turn off"
    r"|switch off|disable) )+(?:the |a |an |any |my |doing |sending |using )*"
)
"""For good: "no technique day" and "skip it" may be of today alone."""
_NO = rf"(?:{_OFF}|{PLEASE}(?:no|without) (?:any |the )*)"
_BEHIND = r"(?: (?:from now on|any ?more|please|as well|too|instead|again))*"

_MOBILITY = (
    r"(?:(?:daily|every ?day|rest[- ]day) mobility(?: (?:dose|work|routine))?"
    r"|mobility (?:every day|daily|on (?:my )?rest days))"
)
_TECHNIQUE = r"(?:technique|light|drill)s? (?:days?|sessions?)"
_CALM = r"(?:calm|calmer|slow|slower|gentle|gentler) (?:pace|progress|progression)"
_PLAIN = r"(?:plain (?:lines|mode|text)|screen ?reader(?: mode)?)"
_EMOJIS = r"(?:emojis?|emoticons|symbols|smileys|tables)(?: (?:and|or|and no|or any) (?:emojis?|symbols|tables))?"
_SLEEP = r"(?:me )?(?:about|for|how) (?:my |i )?(?:sleep|slept|readiness|freshness)(?: in the mornings?)?"


def _either(page: str, what: str, name: str) -> tuple[tuple[Answer, str, str], tuple[Answer, str, str]]:
    """The two rows of a switch: `what` is its button's key on that page of the settings, without the sign."""
    return (
        (
            switched(page, f"{what}+"),
            rf"{_ON}{name}{_BEHIND}",
            rf"(?:{PLEASE}(?:turn|switch) (?:the |my )?)?{name} on{_BEHIND}",
        ),
        (
            switched(page, f"{what}-"),
            rf"{_OFF}{name}{_BEHIND}",
            rf"(?:{PLEASE}(?:turn|switch) (?:the |my )?)?{name} off{_BEHIND}",
        ),
    )


SWITCHES: tuple[Row, ...] = rows(
    *_either("strength", "mobility", _MOBILITY),
    *_either("strength", "technique", _TECHNIQUE),
    *_either("strength", "calm", _CALM),
    *_either("display", "plain", _PLAIN),
    (
        switched("display", "plain+"),
        rf"{_NO}{_EMOJIS}{_BEHIND}",
        r"(?:i(?:'?m| am) )(?:blind|visually impaired)(?: and use a screen ?reader)?",
    ),
    (switched("display", "plain-"), rf"{_ON}{_EMOJIS}(?: back| on)?{_BEHIND}"),
    (switched("strength", "mobility+"), rf"{PLEASE}{_MOBILITY}{_BEHIND}"),
    (switched("strength", "calm+"), rf"{PLEASE}(?:a )?{_CALM}{_BEHIND}"),
    (switched("display", "plain+"), rf"{PLEASE}{_PLAIN}{_BEHIND}"),
    (switched("mornings", "ready+"), rf"{PLEASE}(?:start asking|ask) {_SLEEP}{_BEHIND}"),
    (switched("mornings", "ready-"), rf"{PLEASE}(?:stop asking|{DO_NOT} ask|no need to ask) {_SLEEP}{_BEHIND}"),
    (
        set_to("strength"),
        rf"{PLEASE}(?:i )?(?:only |just |have |want |make |keep |set |limit |never |(?:more|longer) than |it |the |my "
        r"|sessions? |to |at |of |max(?:imum)? )*"
        r"(?P<value>\d\d ?min(?:ute)?s?) (?:(?:(?:per|a|each|every) session|from now on|at most) ?)+",
    ),
    (
        set_to("body"),
        r"(?:i was |i'?m |i am )?(?P<value>born (?:in )?(?:19|20)\d\d)",
        r"(?:i'?m|i am)(?: a)? (?P<value>female|male|woman|man)",
    ),
)
