"""What is said beside training: "no time today", "not done yet", "same as last time", "headache", "what's tomorrow"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adapters.messages import Said
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.asides import answers
from bot.dialogues.asides.answers import Answer
from bot.dialogues.common import say
from bot.dialogues.stated import plain
from bot.grammar import flags

LONGEST = 80
"""Characters; a longer text says something of its own."""


async def interrupt(turn: Turn) -> Reply | None:
    """Before any question that is open: an answer about a session would be made of it."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    return await _answered(turn, _BEFORE)


async def listen(turn: Turn) -> Reply | None:
    if turn.athlete is None:
        return None
    if turn.text.strip() and not any(one.isalnum() for one in turn.text):
        return say(turn, "aside.signs")
    return await _answered(turn, _AFTER)


async def _answered(turn: Turn, table: Sequence[tuple[re.Pattern[str], Answer]]) -> Reply | None:
    said = plain(turn.text).rstrip("?").strip()
    for pattern, answer in table:
        match = pattern.fullmatch(said) if len(said) <= LONGEST else None
        reply = await answer(turn, match) if match is not None else None
        if reply is not None:
            return reply
    return None


_HI = r"(?:(?:hi|hey|hello|ok|so|sorry|well|hmm?|coach),? )*"
_WHEN = (
    r" ?(?:(?:today|tonight|now|this (?:morning|evening|week)|again|yet|sorry|either|really|at all|i'm afraid|coach"
    r"),? ?)*"
)
_LATER = r"(?:later|tonight|this (?:evening|afternoon)|after work|at lunch|in the (?:evening|afternoon)|soon)"
_OF = r"(?P<day>yesterday|[a-z]+day)(?:'?s)?"
_DAY = r"(?:[a-z]{3,7}day(?:'?s)?|mon|tue|wed|thu|fri|sat|sun)"
_SESSION = r"(?: (?:session|one|workout|training|strength))?"
_NOT = r"(?:have not|haven'?t|did not|didn'?t|never)"
_DO_NOT = r"(?:do not|don'?t)"
_CANNOT = r"(?:can'?t|cannot)"
_HAVE = r"(?:have |got |there is |there's |i've got |there are )?"
_PLEASE = r"(?:(?:can|could) (?:i|you|we) |please |i'?d like to )*"
_HEAD = (
    r"(?:head ?aches?|migraine|stomach ?aches?|tummy ?aches?|upset stomach|bad stomach|nausea|nauseous|queasy"
    r"|hung ?over|hangover|sore throat|runny nose|period(?: (?:pains?|cramps?))?|menstrual cramps)"
)
_WHAT = r"(?:what (?:does|do|is|are)|what'?s|whats) (?:a |the |an )*"
_BEFORE: tuple[tuple[re.Pattern[str], Answer], ...] = tuple(
    (re.compile("".join(pattern)), answer)
    for *pattern, answer in (
        (
            _HI,
            rf"(?:(?:i )?{_NOT} (?:done|do|started|start|trained|train)(?: it| that)? yet",
            r"|not (?:(?:done|finished|started|trained) )?(?:it )?yet|still (?:to (?:do|come)|have to|need to do it)",
            r"|(?:(?:i'?ll|i will|will|gonna|i'?m|am) )?(?:do|doing|train|training)(?: it| that)? ",
            rf"{_LATER}(?: instead)?|(?:rather |more like )?{_LATER} instead)",
            _WHEN,
            answers.not_yet,
        ),
        (
            _HI,
            rf"(?:(?:i )?{_HAVE}(?:no|not enough|zero|little) time(?: (?:for (?:it|this|training|that)))?",
            r"|(?:i'?m |way |far )*(?:too )?(?:busy|swamped|rushed)|(?:i )?(?:ran|run|running) out of time",
            r"|(?:the |my )?(?:gym|studio) is (?:closed|full|shut))",
            _WHEN,
            answers.no_time,
        ),
        (
            _HI,
            rf"(?:(?:i )?{_CANNOT} be (?:bothered|arsed)",
            r"|(?:i'?m |i am )?not (?:feeling|up for|in the mood for) (?:it|this|training)",
            rf"|(?:i )?{_DO_NOT} (?:feel like (?:it|training)|want to)|(?:no|zero) (?:motivation|energy|desire|mood)",
            r"|not in the mood|unmotivated|no way|not happening)",
            _WHEN,
            answers.rather_not,
        ),
        (
            _HI,
            r"(?:(?:i|i've|woke up|have|having|feel|feeling|got|with|a|an|my|some|bad|slight|terrible|bit|of|really",
            r"|so) )*",
            _HEAD,
            _WHEN,
            r"(?:,? ?(?:and )?(?:low|no|little) energy)?",
            answers.unwell,
        ),
        (
            _HI,
            r"(?:it was |about |pretty much |just )*(?:the )?same (?:as|like) (?:on |it was )?",
            rf"(?P<day>yesterday|last time|before|{_DAY})(?: please)?",
            answers.same,
        ),
        (_HI, r"(?:the )?same again(?P<day>)", answers.same),
        (
            r"how long (?:should|do|must|shall) i (?:rest|wait)",
            r"|(?:can|could|may|should) i (?:do|train|have) (?:a |an |some )?",
            r"(?:light|easy|short|gentle|little)(?: .+)?|when (?:do|can|will) (?:i|we)",
            r" (?:train|start|go on|begin|continue)(?: again| next)*",
            answers.while_away,
        ),
        (
            r"(?:i (?:feel|am) (?:great|good|fine|fresh|strong)(?: again)?,? ?(?:so )?)?",
            r"(?:(?:can|could) (?:we|i) |please |let'?s ",
            r"|i want to |i'?d like to )*(?:end|stop|skip|leave|cancel|quit|finish|drop) (?:the |this |my )?deload",
            r"(?: early| now| please| week)*|(?:am i|are we) (?:still )?(?:in|on) a deload",
            r"|how long is (?:the|this|my) deload",
            r"|when (?:does|is) (?:the|this|my) deload (?:end|over)",
            answers.shown_deload,
        ),
        (
            _HI,
            r"(?:i )?(?:rated|logged|entered|typed)(?: (?:it|that))? wrong|wrong (?:rating|number|effort|answer|one)",
            r"|(?:delete|remove|scrap) (?:that|it|this)(?: please)?",
            answers.saying("spoken.undo"),
        ),
        (
            _HI,
            r"(?:(?:i'?m|i am|feeling|feel|so|very|really|pretty|quite|a bit|bit|still) )*",
            r"(?:tired|exhausted|knackered|wrecked|shattered|worn out|fatigued|drained|dead tired|sluggish",
            r"|(?:my )?legs (?:are |feel )?(?:so |very )?(?:heavy|like lead|dead|tired)|heavy legs)",
            _WHEN,
            answers.tired,
        ),
        (
            _HI,
            rf"(?:(?:i )?{_NOT} sleep(?: (?:at all|much|well|enough|last night))*",
            r"|(?:no|hardly any) sleep(?: last night)?",
            r"|(?:i )?slept (?:badly|terribly|bad|poorly|awfully|awful|terrible)(?: last night)?|bad night)",
            _WHEN,
            answers.slept,
        ),
        (
            r"(?:please )?(?:send|text|message|wake|remind|ask)(?: (?:me|it|the card|the session|the plan|mornings))*",
            r" at \d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o'?clock)?",
            r"(?: (?:instead|please|from now on|every day|in the morning))*",
            answers.page("mornings"),
        ),
        (
            _PLEASE,
            r"(?:make|keep) (?:the |my )?sessions? (?:shorter|longer|(?:at )?\d+ ?min(?:utes|s)?)(?: long| please)*",
            r"|(?:change|switch|go) to \d (?:strength )?(?:days|sessions)(?: (?:a|per) week)?",
            r"|(?:(?:can|could|may|should) i )?(?:train|do strength|strength) \d (?:times|days|x)(?: (?:a|per) week)?",
            answers.page("strength"),
        ),
        (
            r"(?:i |i now )?(?:weigh|am) \d{2,3}(?:[.,]\d)? ?(?:kg|kgs|kilos?|lbs?|pounds)(?: now| today)*",
            answers.page("about"),
        ),
        (
            _HI,
            rf"(?:i )?{_NOT} (?:do|done|did|make|made|manage|managed|train) ",
            rf"(?:the session )?(?:on )?{_OF}{_SESSION}(?: after all)?",
            answers.missed,
        ),
        (_HI, rf"(?:i )?(?:missed|skipped) {_OF} (?:session|one|workout|training)", answers.missed),
        (
            _HI,
            r"(?:i )?(?:did do|did|have done|done|trained|completed) (?:the session )?(?:on )?",
            rf"{_OF}{_SESSION}(?: (?:too|though|already|as planned))*",
            r"(?:,? (?:but )?(?:i )?(?:just )?(?:forgot|did not|didn'?t) (?:to )?",
            r"(?:tell|log|say|rate|report|write)(?: (?:it|you|that))*)?",
            answers.was_done,
        ),
        (
            _PLEASE,
            rf"(?:move|shift|postpone|push) (?:the )?(?P<day>{_DAY}){_SESSION}",
            rf" (?:to|till|until|on) (?P<to>{_DAY})(?: instead| please)*",
            answers.move,
        ),
    )
)
_AFTER: tuple[tuple[re.Pattern[str], Answer], ...] = tuple(
    (re.compile("".join(pattern)), answer)
    for *pattern, answer in (
        (
            r"(?:when is|when'?s|what is|what'?s) (?:my |the )?next (?:session|workout|training|one|strength)",
            r"|(?:my )?next (?:session|workout)|what(?:'?s| is) (?:on |up |coming )*tomorrow|(?:and )?tomorrow",
            r"|when (?:do|should|will) (?:i|we) (?:train|start|begin|go on|continue)(?: again| next)*",
            answers.shown_next,
        ),
        (
            _HI,
            r"(?:what (?:do|should|can) i do|what'?s (?:on|up|the plan)|is there (?:anything|something|a session)",
            r"|do i (?:have|train)(?: anything| something| a session)?|anything)",
            r"(?: on| for me| planned)*(?: today| now)*",
            answers.shown_today,
        ),
        (
            r"how (?:far|much|many (?:km|kms|k|miles|kilometres)) (?:did|have|do) i (?:run|ran)",
            r"(?: (?:this|last) week| so far| already)*",
            r"|(?:my )?(?:weekly )?(?:mileage|kilometres|distance)(?: this week)?",
            answers.shown_runs,
        ),
        (
            _WHAT,
            r"(?:push|hold|back ?off|green|yellow|red|lights?|colou?rs?)(?: light)?(?: mean| means| about)?",
            answers.saying("aside.what.light"),
        ),
        (
            _WHAT,
            r"(?:rpe|effort|effort scale)(?: \d+)?(?: mean| means)?",
            answers.saying("aside.what.effort"),
        ),
        (
            _WHAT,
            r"(?:\d-\d-[\dx]|tempo|(?:three |3 )?numbers|digits)(?: behind .+)?(?: mean| means)?",
            answers.saying("aside.what.tempo"),
        ),
        (
            _WHAT,
            r"deload(?: week)?(?: mean)?",
            answers.saying("aside.what.deload"),
        ),
        (r"why (?:so|that) (?:few|many|little|short|long)(?: .+)?|why (?:no|only|just) .+", answers.whole_why),
        (
            r"meh|so so|(?:it |that |session )?(?:was|felt) (?:ok|okay|fine|alright|all right|so so|meh|decent)",
            r"(?:,? i (?:guess|think|suppose))?|not bad|could be worse",
            answers.how_hard,
        ),
        (r"(?:show me|how was|what about) (?:my |the )?last week", answers.last_week),
        (
            r"am i (?:over ?training|doing too much|training too much)|is (?:this|it) too much(?: for me)?",
            answers.shown_load,
        ),
        (r"(?:what is|what'?s|what are|whats) my weak (?:link|spot|point|side)s?", answers.shown_progress),
        (
            _PLEASE,
            rf"(?:swap|switch|exchange|flip|turn around) {_DAY} (?:and|with|for) {_DAY}(?: around| please)*",
            answers.exchange,
        ),
        (
            r"(?:un ?pause|resume|restart)(?: (?:the |my )?(?:mornings?|messages?|cards?|coaching|it all))*",
            answers.page(""),
        ),
        (
            _HI,
            rf"(?:i )?(?:{_HAVE}(?:no|without)|forgot|left|{_DO_NOT} have|only have|only got|just have",
            r"|(?:am |i'm )?at)",
            r"(?: (?:my|the|a|any))* (?:dumb?bells?|weights?|kettlebells?|kit|equipment|bands?|hotel|gym)",
            r"(?:,? (?:at (?:home|the (?:hotel|gym|office))|here|with me))*",
            _WHEN,
            answers.saying("aside.kit_today"),
        ),
    )
)

DIALOGUE = Dialogue(name="asides", listens=(listen,), interrupts=(interrupt,))
