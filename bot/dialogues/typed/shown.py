"""The recognised lines of somebody who wants to see something: a day, a week, the runs, a race, how far they are."""

from __future__ import annotations

from bot.dialogues import load, progress
from bot.dialogues.race import dialogue as race
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.today import dialogue as today
from bot.dialogues.typed import answers
from bot.dialogues.typed.answer import pressing
from bot.dialogues.typed.wording import NEXT_DELOAD, PLEASE, rows
from bot.dialogues.week import dialogue as week
from bot.dialogues.why import dialogue as why
from bot.grammar.days import DAY

SHOWN = rows(
    (
        answers.shown_next,
        r"(?:when is|when'?s|what is|what'?s) (?:my |the )?next (?:session|workout|training|one|strength)",
        r"(?:my )?next (?:session|workout)|what(?:'?s| is) (?:on |up |coming )*tomorrow|(?:and )?tomorrow",
        r"when (?:do|should|will) (?:i|we) (?:train|start|begin|go on|continue|lift|squat"
        r"|do strength)(?: again| next)*",
    ),
    (
        pressing(today.today),
        r"(?:what'?s|what is|show(?: me)?) (?:the |my |in the )*(?:warm[ -]?up|cool[ -]?down)",
        r"(?:i )?(?:want|would like|'d like|wanna|feel like|am ready|ready)(?: to)? (?:train|training|work ?out"
        r"|exercise|a session)"
        r"(?: (?:today|now|tonight))*",
        r"(?:(?:what'?s|what is|show(?: me)?) )?(?:today'?s|my|the) (?:session|workout|training|plan)|(?:show )?today"
        r"|(?:what'?s|what is) on the agenda|agenda",
        r"(?:what (?:do|should) i do|what'?s (?:on|up|the plan|today)|is there (?:anything|something|a session)"
        r"|do i (?:have|train)(?: anything| something| a session)?|anything)"
        r"(?: on| for me| planned)*(?: today| now| next)*",
        r"what can i do (?:today|now)|what now|now what|what(?:'?s| is)? next|next|(?:the|my) plan|show me today",
        r"workout|am i still (?:in|on) (?:the|a) plan|where (?:was|were) (?:i|we)",
        r"what(?:'?ve| have| do)? you (?:got|have)(?: for me)?|ready(?: when you are| to go)?|what'?s week \d",
        r"how long (?:will|does|is) (?:this|it|the session)(?: take)?|(?:i'?m )?bored(?:,? (?:i )?want to train)?"
        r"|rest day",
        r"do i have to rest|can i do something(?: light| else)?|is it a rest day",
        r"(?:so )?(?:nothing|no (?:session|strength|training))(?: for me| to do| on| planned)* today,?"
        r" (?:right|correct|then|yes)",
    ),
    (
        answers.loosen,
        rf"{PLEASE}(?:(?:i|i'?d|we|want|like|to|just|only|do|have|give me|show me|how about|some|a|bit of|few|quick"
        r"|short|little|easy|\d{1,2}|five|ten|min(?:ute)?s?|of) )*(?:mobility|stretch(?:es|ing)?|loosening(?: up)?)"
        r"(?: (?:routine|session|work|exercises|dose|drills|only|instead|today|tonight|now|then))*",
    ),
    (
        answers.on_day,
        rf"(?:(?:can|could|may) i |i (?:want|would like|'?d like) to |let me )*(?:do|train|have|get) (?P<day>{DAY}"
        rf"|tomorrow)'?s?"
        r" (?:session|workout|strength|training|one)(?: already)? (?:today|now|instead)(?: already)?",
        r"(?:(?:and )?what(?:'?s| is| about)|what (?:do|will|should|shall|can|am) i (?:do|have|train|doing|training)"
        r"|do i (?:have to |need to |get to )?(?:train|have (?:a session|strength|training))"
        rf"|show me|is there (?:a session|anything|strength))(?: (?:on|up|planned|for|next|coming))*"
        rf" (?P<day>{DAY}|tomorrow)(?: session| workout)?",
        rf"is (?P<day>{DAY}|tomorrow) (?:a |my )?(?:rest day|day off|free|training day|strength day)",
        rf"(?:rest day|day off|free) (?:on )?(?P<day>{DAY}|tomorrow)",
    ),
    (
        pressing(runs.runs),
        r"how (?:far|much|many (?:km|kms|k|miles|kilometres)) (?:did|have|do) i (?:run|ran)"
        r"(?: (?:this|last) week| so far| already)*",
        r"(?:my )?(?:weekly )?(?:mileage|kilometres|distance)(?: this week)?",
    ),
    (
        answers.deload_when,
        rf"(?:when|which week) (?:is|will be|do i (?:get|have)|comes|does) {NEXT_DELOAD}(?: come)?",
        rf"when (?:do|will|should) i (?:next )?deload|{NEXT_DELOAD}",
        rf"how (?:long|many (?:weeks|days))(?: is it)? (?:until|till|to|before) {NEXT_DELOAD}",
    ),
    (
        answers.last_week,
        r"(?:(?:how (?:did|was)|show me|what about) )?(?:my |the )?last week(?: go)?",
        r"(?:(?:can|could|please) ?(?:you )?(?:remind|tell|show) me )?(?:what|how) (?:did i do|i did) last week",
    ),
    (
        pressing(load.load),
        r"am i (?:over ?training|doing too much|training too much)|is (?:this|it) too much(?: for me)?",
    ),
    (
        pressing(progress.progress),
        r"(?:what is|what'?s|what are|whats) my weak (?:link|spot|point|side)s?",
        r"(?:how(?:'?s| is) my training(?: going)?|how am i (?:doing|getting on|progressing)|how'?s it going"
        r"|how is it going|am i (?:making progress|improving|getting (?:stronger|better))"
        r"|(?:show(?: me)? |what is |what'?s )?my (?:progress|stats|statistics)|how strong am i)"
        r"(?: so far| overall| now)*",
    ),
    (
        pressing(race.race),
        r"(?:i have |i'?ve |there'?s |there is )*no (?:more )?races?(?: (?:planned|coming up|in sight|any ?more|now"
        r"|on the calendar|yet))*",
        r"(?:when is|when'?s|how (?:long|many (?:days|weeks)) (?:until|till|to)) (?:my |the )?(?:race|marathon)",
        r"(?:what'?s|what is|what do i have|what have i got)(?: (?:the plan|left|planned|coming|to come|to do|still))*"
        r" (?:before|until|till|for|around|towards?) (?:my |the )?(?:race|marathon|half(?: marathon)?|10k|5k)",
    ),
    (
        answers.this_week,
        r"(?:how (?:did|was|is|has)|how'?s) (?:my |this |the )*(?:training )?week"
        r"(?: (?:go|going|gone|been|so far|now))*",
        r"how (?:did|is) (?:it|training) (?:go|going) this week|(?:show me )?(?:my|this) week",
        r"how many sessions (?:did i do|have i done|i did)(?: this week)?",
        r"(?:what did i do|did i do (?:enough|well|ok|okay)|how (?:did|am|was) i (?:do|doing)?)"
        r"(?: this| my| the) week(?: so far)?",
        r"(?:my |this )?week(?:ly)? (?:review|summary|in review|recap)",
        r"(?:review|recap|summary) of (?:my|this|the) week",
    ),
    (
        answers.week_ahead,
        r"(?:(?:whats?|what'?s|how|hows|how'?s|show|tell|give|and|is|are|does|do|should|will|the|my|our|me|about|for|plans?"
        r"|planned"
        r"|schedule|sessions?|training|workouts?|strength|i|we|have|look|in|on|up|coming|see|can|to) )*"
        r"(?P<week>(?:next|coming|following|this) week)"
        r"(?: (?:look|looks|looking|like|plan|sessions?|bring|brings|be|again|planned|training))*",
        r"(?:how|what)(?:'s| is| does| will)? (?P<week>my|the|this) week (?:look|be)(?:s|ing)?(?: like)?",
        r"(?:whats?|what'?s|what is|show(?: me)?) (?:the |my )?(?:(?:plan|schedule|training|program(?:me)?)"
        r" (?:for|of|in) )?(?P<week>the|this|my) week",
    ),
    (
        answers.weights_asked,
        r"(?:which|what|how much|how many) (?:size )?"
        r"(?:weights?|loads?|dumb?bells?|kettlebells?|kg|kgs|kilos|pounds|lbs?)(?: .*)?|how heavy(?: .*)?",
        r"(?:what|how much) (?:should|do|can) i (?:lift|use|take)(?: .*)?|(?:can|should) i go up(?: in weight)?",
        r"am i ready (?:for|to (?:go|lift)) (?:something )?(?:heavier|more weight|bigger weights?)(?: .*)?",
        r"(?:should i use|is|are) \d+(?:\.\d+)? ?(?:kg|kgs|kilos?|lb|lbs|pounds)(?: .*)?",
        r"(?:should|can|could|may|do) i (?:go|use|lift|take|need) (?:a |an )?"
        r"(?:more weight|heavier|lighter|less weight|bigger)(?: .*)?",
        r"(?:the |my |this )?(?:weights?|loads?|dumb?bells?) (?:is|are|feels?|seems?)"
        r" (?:a (?:bit|little) |much |way |far )*too (?:light|heavy|easy)(?: .*)?",
        r"\d+(?:\.\d+)? ?(?:kg|kgs|kilos?|lb|lbs|pounds) (?:is |are |feels? |seems? )?"
        r"(?:(?:a (?:bit|little)|much|way|far) )*too (?:light|heavy)(?: (?:for|on|in) .*)?",
    ),
    (
        pressing(why.why),
        r"what(?:'?s| has| did you| have you)? changed?(?: (?:today|now|there|since .*|from .*|this week))*",
    ),
    (
        pressing(week.week),
        r"(?:on )?(?:which|what) (?:week)?days? (?:is|are|will be|do i (?:do|have|train)|should i (?:do|train)|for)"
        r"(?: (?:my|the|strength|sessions?|training|gym|on|for|days?))*(?: this week| again| now)*",
        r"(?:when|what days?) (?:is|are) (?:my |the )?(?:strength|sessions|gym|training)"
        r"(?: (?:sessions?|days?|this week))*",
        rf"(?:did i (?:train|do it|do the session)|what did i (?:rate|do)|how (?:was|did) i)(?: on)? (?:{DAY}"
        rf"|yesterday)",
    ),
    (
        pressing(progress.progress),
        r"when (?:do|can|will|may) i (?:jump|hop|do plyo\w*)|what did i (?:do|lift|use) last time|how much did i .+",
    ),
)
