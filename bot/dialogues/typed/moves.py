"""The recognised lines about a session's day: put, moved, not on Thursday."""

from __future__ import annotations

from bot.dialogues.typed import session
from bot.dialogues.typed.wording import CANNOT, ELSEWHERE, HAVE, NO_TIME, OCCASION, PLEASE, SESSION, TO, TODAY, rows
from bot.grammar.days import DAY

_THERE = (
    r"(?:(?:(?:(?:sorry|so|but|hi),? )?(?:i'?m|i am|i'?ll be|i will be|we'?re|we are|will be|be|have to be|am) )?"
    rf"{ELSEWHERE}|(?:(?:i'?ve |i |we )?(?:have|got|have got|there'?s|there is|is) )?"
    rf"(?:a |an |my |the |some |two )*{OCCASION}) ?"
)
"""That somebody is elsewhere, or what there is on a day."""

MOVES = rows(
    (
        session.strength_on,
        rf"(?:i )?(?:can |could )?only (?:train|do (?:it|strength)|lift|have time|am free"
        rf"|free)(?: (?:only )?on)? (?P<to>{DAY})"
        r" this week",
        rf"{PLEASE}(?:i'?ll |i will |let'?s |can i |i want to )*(?:(?:put|have|do|make|plan|only) )*(?:my |the )?"
        rf"(?:strength|gym|lifting|weights)(?: session| day| workout| training)? (?:on |for )?(?P<to>tomorrow|{DAY})"
        r"(?: (?:this week|instead|please|then))*",
    ),
    (
        session.not_on,
        rf"(?:sorry,? )?(?:i )?(?:{NO_TIME}|no time|(?:too |very |a )*busy(?: day)?|{CANNOT}(?: (?:make it|do it"
        rf"|train|manage(?: it)?))?)"
        rf"(?: on)? (?P<to>tomorrow|{DAY})(?:[,.;] .{{2,60}})?",
        rf"(?P<to>tomorrow|{DAY}),? (?:i )?(?:{NO_TIME}|have no time|no time|{CANNOT}(?: (?:make it|do it|train"
        rf"|manage(?: it)?))?"
        r"|am busy|i'?m busy|busy)(?:[,.;] .{2,60})?",
        rf"{PLEASE}(?:skip|skipping|cancel|leave out) (?P<to>tomorrow|{DAY})(?:'?s)?{SESSION}",
        rf"(?P<to>tomorrow|{DAY})(?:'?s)? (?:does ?n[o']?t (?:really )?(?:work|suit|fit)|won'?t work"
        r"|is (?:bad|no good|impossible|full|out|not possible))(?: (?:for me|this week|after all|either))*",
        rf"{_THERE}(?:all day )?(?:on )?(?P<to>tomorrow|{DAY})(?: (?:all day|night|evening|though|sorry|this week))*",
        rf"(?:on )?(?P<to>tomorrow|{DAY}),? {_THERE}(?: (?:all day|though|sorry|this week))*",
        rf"(?:.{{2,40}}(?:\bso|\band|[,.;])? )?(?:i |we )?{CANNOT}(?: be able to)? (?:do|make|manage)"
        rf"(?: it| strength| anything| a session)*(?: on)? (?P<to>{DAY})(?: this week| though| either)*",
    ),
    (
        session.move_unless_hurt,
        rf"(?:i )?(?:{NO_TIME}|{HAVE}no time)(?: today| now| this morning)*[ ,.;-]*(?:so |but )?"
        rf"(?:(?:can|could|may) (?:we|i|you) (?:please )?)?(?:do|move|make|have)(?: it| this| that)? {TO}"
        r"(?: instead| please| then| rather)*",
        rf"(?:{TODAY})?(?:so |but |please |maybe |then |better |rather |let'?s |(?:can|could|may) (?:i|we|you) )*"
        r"(?:moved?|shift(?:ed)?|postponed?|rescheduled?|do|train|make)"
        r"(?: it| this| that| today| the session| today'?s session| my session| strength| the workout)* "
        rf"{TO}(?: instead| please| then| rather)*",
        r"(?:.{2,40}[,.;!-]+ ?)?(?:i )?(?:i'?ll |i will |will |gonna |can |let'?s )?(?:do|doing"
        r"|train) it (?P<to>tomorrow)"
        r"(?: (?:morning|evening|am|pm|instead|then))*",
        rf".{{2,60}}(?:[,.;!-]+| so| but| and)+ ?(?:(?:can|could|may) (?:i|we) |i'?ll |i will |let'?s |so |maybe )+"
        rf"(?:maybe |just )?(?:do|have|move|make|train)(?: it| this| that| the session| today'?s session)? {TO}"
        r"(?: (?:instead|please|then|rather|morning|evening))*",
        rf"(?:rather|better|prefer|make it) (?:on )?(?P<to>tomorrow|{DAY})(?: (?:instead|please|then|this week))*",
        rf"{PLEASE}(?:swap|switch) (?:today|this|it)(?:'?s session)? (?:and|with|for|to) (?P<to>tomorrow|{DAY})",
        rf"(?P<to>tomorrow|{DAY}) (?:is|would be|works|suits me)(?: (?:better|fine|good|best))?(?: for me)?",
        rf"(?:.{{2,30}}[,.;!-]+ ?)?(?:too tired|too busy|forgot|no time|knackered"
        rf"|exhausted)(?: today)?[,.;]? (?:so )?{TO}"
        r"(?: (?:morning|evening|am|pm|instead|then))*",
        rf"{TODAY}(?:but |maybe |rather |better |can )*{TO}(?: instead| please| then| rather| works)+",
        rf"{TODAY}(?:[a-z' ]{{3,30}}[.;,!?-]+ ?)?(?:how about |maybe |what about |is |can i do )?(?P<to>tomorrow"
        rf"|{DAY})(?: ok)?",
    ),
)
