"""The lines that are recognised as a whole, and the answer to each: a new question is one row here.

A row is an answer and the ways to say it. Of two rows that fit the first that answers is taken.
"""

from __future__ import annotations

import re

from bot.dialogues import data, deload, load, progress, today, why
from bot.dialogues import help as helping
from bot.dialogues.race import dialogue as race
from bot.dialogues.rating import dialogue as rating
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.typed import answers, session
from bot.dialogues.typed.answer import Answer, page, pressing, saying
from bot.dialogues.undo import dialogue as taking
from bot.dialogues.week import dialogue as week
from bot.dialogues.week import moving
from bot.grammar.days import DAY
from bot.grammar.text import Spelling

Row = tuple[re.Pattern[str], Answer]


def _rows(*rows: tuple[Answer, *tuple[str, ...]]) -> tuple[Row, ...]:
    return tuple((re.compile(way), answer) for answer, *ways in rows for way in ways)


_AROUND = re.compile(
    r"(?:(?:hi|hey|hello|ok|so(?! so\b)|sorry|well|hmm?|coach)\b[ ,]*)*(?P<bare>.*?)"
    r"(?:[ ,]+(?:today|tonight|now|this (?:morning|evening)|sorry|either|really|at all|i'm afraid|please|coach))*"
)


def bare(said: str) -> str:
    """Without the greeting before it and the "today, please" behind it."""
    match = _AROUND.fullmatch(said)
    return match["bare"] if match is not None and match["bare"] else said


_OF = r"(?P<day>yesterday|[a-z]+day)(?:'?s)?"
_TO = rf"(?:to |till |until |on )?(?P<to>tomorrow|{DAY})"
_SESSION = r"(?: (?:session|one|workout|training|strength))?"
_NOT = r"(?:have not|haven'?t|did not|didn'?t|never)"
_DO_NOT = r"(?:do not|don'?t)"
_CANNOT = r"(?:can'?t|cannot|can not|could not|couldn'?t|won'?t|not)"
_TODAY = (
    rf"(?:sorry,? |i |we )*{_CANNOT}(?: be able to)?(?: make it| do it| do this| do the session| train| manage)*"
    r"(?: today| now| this morning| tonight)*[ ,.;-]*"
)
"""That it cannot be today."""
_HAVE = r"(?:have |got |there is |there's |i've got |there are )?"
_PLEASE = r"(?:(?:can|could) (?:i|you|we) |please |i'?d like to )*"
_LATER = r"(?:later|tonight|this (?:evening|afternoon)|after work|at lunch|in the (?:evening|afternoon)|soon)"
_FEEL = r"(?:(?:i'?m|i am|feeling|feel|so|very|really|pretty|quite|a bit|bit|still) )*"
_HEAD = (
    r"(?:head ?aches?|migraine|stomach ?aches?|tummy ?aches?|upset stomach|bad stomach|nausea|nauseous|queasy"
    r"|hung ?over|hangover|sore throat|runny nose|period(?: (?:pains?|cramps?))?|menstrual cramps)"
)
_HERE = r"(?: (?:at (?:home|the (?:hotel|gym|office)|my [a-z]+)|here|with me|this time))*"
_BELLS = r"(?:dumb?bells?|weights?|kettlebells?|kit|equipment|bands?)"
_WHAT = r"(?:what (?:does|do|is|are)|what'?s|whats) (?:a |the |an )*"
_DELOAD = r"(?:the|this|my) deload"

BEFORE = _rows(
    (
        session.not_yet,
        rf"(?:i )?{_NOT} (?:done|do|started|start|trained|train)(?: it| that)? yet",
        r"not (?:(?:done|finished|started|trained) )?(?:it )?yet|still (?:to (?:do|come)|have to|need to do it)",
        rf"(?:(?:i'?ll|i will|will|gonna|i'?m|am) )?(?:do|doing|train|training)(?: it| that)? {_LATER}(?: instead)?",
        rf"(?:rather |more like )?{_LATER} instead",
    ),
    (
        session.no_time,
        rf"(?:i )?{_HAVE}(?:no|not enough|zero|little) time(?: (?:for (?:it|this|training|that)))?",
        r"(?:i'?m |way |far )*(?:too )?(?:busy|swamped|rushed)|(?:i )?(?:ran|run|running) out of time",
        r"(?:the |my )?(?:gym|studio)(?: is|'?s)? (?:closed|full|shut|packed)(?: again)?",
    ),
    (
        session.rather_not,
        r"(?:i )?(?:can'?t|cannot|couldn'?t) be (?:bothered|arsed)|not in the mood|unmotivated|no way|not happening",
        r"(?:i'?m |i am )?not (?:feeling|up for|in the mood for) (?:it|this|training)",
        rf"(?:i )?{_DO_NOT} (?:feel like (?:it|training)|want to)|(?:no|zero) (?:motivation|energy|desire|mood)",
    ),
    (
        session.unwell,
        rf"(?:(?:i|i've|woke up|have|having|feel|feeling|got|with|a|an|my|some|bad|slight|terrible|bit|of|really|so) )*"
        rf"{_HEAD}(?: (?:again|today|now|this morning))*(?:,? ?(?:and )?(?:low|no|little) energy)?",
        r"(?:i )?(?:.{0,20}\b)?(?:jab|vaccine|vaccination|vaccinated|booster|flu shot|covid shot|gave blood"
        r"|donated blood"
        r"|blood donation)\b.*",
    ),
    (
        session.same,
        r"(?:it was |about |pretty much |just )*(?:the )?same (?:as|like) (?:on |it was )?"
        rf"(?P<day>yesterday|last time|before|{DAY})",
        r"(?:the )?same again",
    ),
    (
        answers.while_away,
        r"how long (?:should|do|must|shall) i (?:rest|wait)",
        r"(?:can|could|may|should) i (?:do|train|have) (?:a |an |some )?(?:light|easy|short|gentle|little)(?: .+)?",
        r"when (?:do|can|will) (?:i|we) (?:train|start|go on|begin|continue)(?: again| next)*",
    ),
    (
        pressing(deload.deload),
        r"(?:i (?:feel|am) (?:great|good|fine|fresh|strong)(?: again)?,? ?(?:so )?)?"
        r"(?:(?:can|could) (?:we|i) |please |let'?s |i want to |i'?d like to )*"
        rf"(?:end|stop|skip|leave|cancel|quit|finish|drop) (?:{_DELOAD}|deload)(?: early| now| please| week)*",
        rf"(?:am i|are we) (?:still )?(?:in|on) a deload|how long is {_DELOAD}"
        rf"|when (?:does|is) {_DELOAD} (?:end|over)",
    ),
    (
        saying("typed.undo"),
        r"(?:i )?(?:rated|logged|entered|typed)(?: (?:it|that))? wrong|wrong (?:rating|number|effort|answer|one)",
        r"(?:delete|remove|scrap) (?:that|it|this)|how (?:do|can) i (?:undo|take (?:it|that) back)(?: it| that)?",
    ),
    (
        answers.tired,
        rf"{_FEEL}(?:tired|exhausted|knackered|wrecked|shattered|worn out|fatigued|drained|dead tired"
        r"|sluggish)(?: again)?",
        rf"{_FEEL}(?:my )?legs (?:are |feel |still )*(?:so |very |totally |completely )*(?:heavy|dead|tired|wrecked"
        rf"|trashed"
        r"|shot|fried|cooked|like (?:lead|concrete|bricks|wood|jelly))(?: (?:after|from) .+)?|heavy legs",
    ),
    (
        answers.fresh,
        r"(?:(?:i'?m|i am|feel|feeling|my|legs|legs are|legs feel|so|really|very|super|pretty|quite) )*"
        r"(?:fresh|rested|well rested|recovered|bouncy)",
        r"(?:(?:i|i'?m|i am) )?(?:feel|feeling) (?:so |really |very |super )*(?:great|amazing|awesome|strong)",
        r"(?:i )?slept (?:like a (?:log|baby|rock)|(?:so |really |very )?(?:well|great|good))(?: last night)?",
    ),
    (
        answers.slept,
        rf"(?:i )?{_NOT} sleep(?: (?:at all|much|well|enough|last night|again))*",
        r"(?:no|hardly any) sleep(?: last night)?|bad night",
        r"(?:i )?slept (?:so |very |really )?(?:badly|terribly|bad|poorly|awfully|awful|terrible)"
        r"(?: again| last night)*",
    ),
    (
        page("strength"),
        rf"{_PLEASE}(?:make|keep) (?:the |my )?sessions? (?:shorter|longer|(?:at )?\d+ ?min(?:utes|s)?)(?: long)?",
        rf"{_PLEASE}(?:change|switch|go) to \d (?:strength )?(?:days|sessions)(?: (?:a|per) week)?",
        r"(?:(?:can|could|may|should) i )?(?:train|do strength|strength) \d (?:times|days|x)(?: (?:a|per) week)?",
    ),
    (
        page("body"),
        r"(?:i |i now )?(?:weigh|am) \d{2,3}(?:[.,]\d)? ?(?:kg|kgs|kilos?|lbs?|pounds)",
        r"(?:i'?m|i am) (?:a )?\d\d(?: ?(?:yo|years?(?: old)?|m|f|male|female))*(?:,? (?:and )?\d{2,3} ?(?:kg"
        r"|kilos?|lbs?|pounds))?",
    ),
    (
        page("mornings"),
        rf"(?:.{{2,30}}[,.!;] ?)?{_PLEASE}(?:send|text|message|wake|remind|ask)"
        r"(?: (?:me|it|this|that|the (?:card|session|plan)|mornings))*"
        r" at \d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o'?clock)?(?: (?:instead|please|from now on|every day|in the morning))*",
        r"(?:i )?prefer (?:the )?(?:mornings|evenings|it (?:earlier|later))|(?:that'?s |it'?s )?(?:way "
        r"|much )?too early",
    ),
    (
        page(""),
        r"(?:please )?stop (?:sending|texting|messaging|writing)(?: me| to me| these| so many| any| messages?"
        r"| cards?)*",
        r"leave me alone|unsubscribe|too many messages",
    ),
    (
        page("limits"),
        r"(?:my )?(?:physio|doctor|doc|gp|pt|surgeon) (?:says|said|told me|wants|recommends?) (?:no|not to|to avoid"
        r"|to skip|avoid|me not to) .+",
    ),
    (
        session.disliked,
        rf"(?:i )?(?:really |just |absolutely |kinda )*(?:hate|dislike|can'?t stand|{_DO_NOT} (?:really )?(?:like"
        rf"|enjoy|want)"
        r"|no more|sick of|bored (?:of|with)|fed up with|not a fan of)(?: doing| the| these| those| my| any)*"
        r" (?P<what>[a-z][a-z -]+?)(?: anymore| any more| ever again)?",
        r"(?:the |these |those )?(?P<what>[a-z][a-z -]+?) (?:is|are) (?:so |really |just |too )*(?:boring|awful"
        r"|the worst"
        r"|stupid|horrible|not for me)",
        rf"(?:i )?(?:can'?t|cannot|{_DO_NOT} know how to) do (?:the |these |those |any )?(?P<what>[a-z][a-z -]+?)"
        r"(?: here| at home)?(?:,? (?:no|because|cos|as|since|i have no|there'?s no) .+)?",
    ),
    (
        answers.kit_today,
        r"(?:(?:so |i'?m |i am |am |we'?re |will be |going to be |training |train |working out |back )*(?:at|in|from) "
        r"(?:the |my |a |our )?)(?P<there>gym|home|hotel|office|work|studio|parents'?|park|club|holiday home)"
        r"(?: gym| place| house)?(?: right now| rn)?(?:,? (?:no|without|what can i use|which kit).*)?",
        r"(?:training |strength )?(?:at )?(?:the |my )?(?P<there>gym|home|hotel|office)(?: session"
        r"| workout)? (?:today|tonight)",
        rf"(?:i )?(?P<none>{_HAVE}(?:no|without)|forgot|left|{_DO_NOT} have)(?: (?:my|the|a|any))* {_BELLS}{_HERE}",
        rf"(?:i )?(?P<some>(?:only )?(?:have|got)|have|with)(?: only| just)+(?: my| the| a| got)* {_BELLS}{_HERE}",
        r"(?:i )?(?P<none>only|just|only have|just have|with)(?: my| the| got)* (?:own )?(?:body ?weight"
        r"|floor)(?: only)?",
    ),
    (
        answers.run_felt,
        r"(?:my |the |today'?s |yesterday'?s |this morning'?s )?(?:easy |long |hard |recovery |morning )?(?:run"
        r"|tempo(?: run)?"
        r"|intervals?|parkrun|track(?: session)?|speedwork|fartlek|hill reps) (?:was|were|felt|went) .+",
    ),
    (
        saying("typed.harder"),
        r"(?:it'?s |it is |this is |all |been )*too easy (?:lately|these days|recently|for weeks)",
    ),
    (session.not_done, r"no|nope|nah|not really|(?:i )?forgot(?: (?:about )?it)?|(?:no,? )?(?:i )?(?:didn'?t|did not)"),
    (
        saying("typed.more_of"),
        r"(?:(?:can|could) (?:we|i|you) |i (?:want|need|would like) |i'?d like |want |need |please )+(?:to )?(?:do "
        r"|add |have |get )?"
        r"(?:some )?more (?P<what>core|hips?|glutes?|calf|calves|upper body|legs?|balance|mobility|jumps?|jumping"
        r"|squats?|abs"
        r"|plyo\w*)(?: (?:work|exercises?|stuff|training|strength))?",
    ),
    (
        session.missed,
        rf"(?:i )?{_NOT} (?:do|done|did|make|made|manage|managed|train) (?:the session )?(?:on )?{_OF}{_SESSION}"
        r"(?: after all)?",
        rf"(?:i )?(?:missed|skipped) {_OF} (?:session|one|workout|training)",
    ),
    (
        session.was_done,
        rf"(?:i )?(?:did do|did|have done|done|trained|completed) (?:the session )?(?:on )?{_OF}{_SESSION}"
        r"(?: (?:too|though|already|as planned))*(?:,? (?:but )?(?:i )?(?:just )?(?:forgot|did not|didn'?t) (?:to )?"
        r"(?:tell|log|say|rate|report|write)(?: (?:it|you|that))*)?",
    ),
    (
        session.move_that_of,
        rf"{_PLEASE}(?:move|shift|postpone|push) (?:the )?(?P<day>{DAY}){_SESSION}"
        rf" (?:to|till|until|on) (?P<to>{DAY})(?: instead)?",
    ),
    (
        session.move,
        rf"(?:{_TODAY})?(?:so |but |please |maybe |then |better |rather |let'?s |(?:can|could|may) (?:i|we|you) )*"
        r"(?:move|shift|postpone|reschedule|do|train|make)"
        r"(?: it| this| that| today| the session| today'?s session| my session| strength| the workout)* "
        rf"{_TO}(?: instead| please| then| rather)*",
        r"(?:.{2,40}[,.;!-]+ ?)?(?:i )?(?:i'?ll |i will |will |gonna |can |let'?s )?(?:do|doing"
        r"|train) it (?P<to>tomorrow)"
        r"(?: (?:morning|evening|am|pm|instead|then))*",
        rf"(?P<to>tomorrow|{DAY}) (?:is|would be|works|suits me)(?: (?:better|fine|good|best))?(?: for me)?",
        rf"(?:.{{2,30}}[,.;!-]+ ?)?(?:too tired|too busy|forgot|no time|knackered"
        rf"|exhausted)(?: today)?[,.;]? (?:so )?{_TO}"
        r"(?: (?:morning|evening|am|pm|instead|then))*",
        rf"{_TODAY}(?:but |maybe |rather |better |can )*{_TO}(?: instead| please| then| rather| works)+",
        rf"{_TODAY}(?:[a-z' ]{{3,30}}[.;,!?-]+ ?)?(?:how about |maybe |what about |is |can i do )?(?P<to>tomorrow"
        rf"|{DAY})(?: ok)?",
    ),
)
"""Heard before any question that is open: an answer about a session would be made of it."""

AFTER = _rows(
    (
        answers.shown_next,
        r"(?:when is|when'?s|what is|what'?s) (?:my |the )?next (?:session|workout|training|one|strength)",
        r"(?:my )?next (?:session|workout)|what(?:'?s| is) (?:on |up |coming )*tomorrow|(?:and )?tomorrow",
        r"when (?:do|should|will) (?:i|we) (?:train|start|begin|go on|continue)(?: again| next)*",
    ),
    (
        pressing(today.today),
        r"(?:what (?:do|should) i do|what'?s (?:on|up|the plan|today)|is there (?:anything|something|a session)"
        r"|do i (?:have|train)(?: anything| something| a session)?|anything)"
        r"(?: on| for me| planned)*(?: today| now| next)*",
        r"what can i do (?:today|now)|what now|now what|what(?:'?s| is) next|next|(?:the|my) plan|show me today",
        r"workout|am i still (?:in|on) (?:the|a) plan|where (?:was|were) (?:i|we)",
        r"what(?:'?ve| have| do)? you (?:got|have)(?: for me)?|ready(?: when you are| to go)?|what'?s week \d",
        r"how long (?:will|does|is) (?:this|it|the session)(?: take)?|(?:i'?m )?bored(?:,? (?:i )?want to train)?"
        r"|rest day",
        r"do i have to rest|can i do something(?: light| else)?|is it a rest day",
    ),
    (
        pressing(runs.runs),
        r"how (?:far|much|many (?:km|kms|k|miles|kilometres)) (?:did|have|do) i (?:run|ran)"
        r"(?: (?:this|last) week| so far| already)*",
        r"(?:my )?(?:weekly )?(?:mileage|kilometres|distance)(?: this week)?",
    ),
    (
        saying("typed.what.light"),
        rf"{_WHAT}(?:push|hold|back ?off|green|yellow|red|lights?|colou?rs?)(?: light)?(?: mean| means| about)?",
    ),
    (saying("typed.what.effort"), rf"{_WHAT}(?:rpe|effort|effort scale)(?: \d+)?(?: mean| means)?"),
    (
        saying("typed.what.tempo"),
        rf"{_WHAT}(?:\d-\d-[\dx]|tempo|(?:three |3 )?numbers|digits)(?: behind .+)?(?: mean| means)?",
    ),
    (saying("typed.what.deload"), rf"{_WHAT}deload(?: week)?(?: mean)?"),
    (
        pressing(why.why),
        r"why (?:so|that) (?:few|many|little|short|long)(?: .+)?|why (?:no|only|just) .+|why (?:technique|strength)",
    ),
    (
        session.how_hard,
        r"meh|so so|not bad|could be worse",
        r"(?:it |that |session )?(?:was|felt) (?:ok|okay|fine|alright|all right|so so|meh|decent)"
        r"(?:,? i (?:guess|think|suppose))?",
    ),
    (
        answers.last_week,
        r"(?:(?:how (?:did|was)|show me|what about) )?(?:my |the )?last week(?: go)?",
        r"(?:what|how) did i do last week",
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
        r"|(?:show me |what is |what'?s )?my progress)(?: so far| overall| now)*",
    ),
    (
        pressing(moving.move_day),
        rf"{_PLEASE}(?:swap|switch|exchange|flip|turn around) {DAY} (?:and|with|for) {DAY}(?: around)?",
    ),
    (
        page(""),
        r"(?:un ?pause|resume|restart)(?: (?:the |my )?(?:mornings?|messages?|cards?|coaching|it all))*",
    ),
    (
        page("kit"),
        r"my (?:dumb?bells?|weights?|kettlebells?) only go (?:up )?to .+",
        r"can i use (?:a |an |my )?(?:back ?pack|rucksack|bands?|water bottles?|barbell|machines?)(?: .+)?",
    ),
    (
        pressing(race.race),
        r"(?:when is|when'?s|how (?:long|many (?:days|weeks)) (?:until|till|to)) (?:my |the )?(?:race|marathon)",
    ),
    (
        pressing(data.forget),
        r"start over|(?:delete|erase|remove|close) (?:my (?:account|data|profile|diary)|all my data|everything)",
    ),
    (
        saying("typed.limits"),
        r"(?:is|are|where is|where'?s|who sees|what happens (?:to|with)) my (?:data|answers)(?: safe| private"
        r"| stored)?",
        r"are you (?:a )?(?:real|human|bot|robot|ai|person|real person|doctor)(?: person)?|who made you",
    ),
    (
        saying("typed.when"),
        r"(?:should|can|do|could) i (?:do |train )?(?:it |this |the session |strength )?(?:before|after"
        r"|before or after|after or before)"
        r" (?:my |the |a )?(?:run|running|intervals|long run)",
        r"(?:before or after|after or before|before|after) (?:my |the )?(?:run|running)",
        r"(?:what time|when) (?:should|do|shall) i (?:do (?:it|this|the session|strength)|train)(?: best)?",
    ),
    (saying("typed.what.technique"), rf"{_WHAT}technique(?: day| session| for)?"),
    (
        pressing(rating.rate),
        r"(?:i'?m |i am |all |just |session |workout |i've |i )*(?:done|finished|did it|completed it|did the session)"
        r"(?: it| with it| now| today| for today| the session| the workout)*",
        r"i (?:did train|trained|have trained|did my session)",
    ),
    (pressing(today.go), r"(?:start|begin|let'?s (?:go|start|do (?:this|it)))(?: now| the session| training)?"),
    (pressing(today.how), r"how to|how to do it|how do i do (?:it|this|that|them)"),
    (
        answers.new_kit,
        r"(?:my |i (?:now )?have |i've got |new |the )*(?:new )?"
        r"(?P<kit>(?:kit|dumb?bb?ell?s?|kettlebells?|weights)\b(?: are| is|:)?(?:[ ,]+(?:and )?\d+(?:\.\d+)?){2,}"
        r" ?(?:lb|lbs|kg|kgs|pounds|kilos))",
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
        answers.weights_asked,
        r"(?:which|what|how much|how many) (?:size )?"
        r"(?:weights?|loads?|dumb?bells?|kettlebells?|kg|kgs|kilos|pounds|lbs?)(?: .*)?|how heavy(?: .*)?",
        r"(?:what|how much) (?:should|do|can) i (?:lift|use|take)(?: .*)?|(?:can|should) i go up(?: in weight)?",
        r"(?:should i use|is|are) \d+(?:\.\d+)? ?(?:kg|kgs|kilos?|lb|lbs|pounds)(?: .*)?",
        r"(?:should|can|could|may|do) i (?:go|use|lift|take|need) (?:a |an )?"
        r"(?:more weight|heavier|lighter|less weight|bigger)(?: .*)?",
        r"(?:the |my |this )?(?:weights?|loads?|dumb?bells?) (?:is|are|feels?|seems?)"
        r" (?:a (?:bit|little) |much |way |far )*too (?:light|heavy|easy)(?: .*)?",
    ),
    (
        pressing(taking.undo),
        rf"{_PLEASE}(?:undo|revert|take back|take (?:it|that|this) back)"
        r"(?: it| that| this| the last(?: one| answer| thing)?| last)?",
    ),
    (pressing(taking.redo), rf"{_PLEASE}(?:redo|put (?:it|that) back|undo the undo)(?: again| please)*"),
    (
        page("display"),
        rf"{_PLEASE}(?:switch|change|use|set)(?: it| me| everything)?(?: to| in)? (?:miles|km|kilomet(?:er|re)s"
        rf"|pounds|lbs|kgs?"
        r"|kilos?|metric|imperial)|(?:change|switch) (?:the )?language(?: .+)?",
    ),
    (page("zone"), rf"(?:i |we )(?:have |'ve |just )*moved to (?!{DAY})[a-z][a-z ]+"),
    (
        page("strength"),
        r"i (?:want|prefer|can do|only have time for|would like) \d (?:days|sessions)(?: (?:a|per) week)?",
    ),
    (
        pressing(week.week),
        rf"(?:did i (?:train|do it|do the session)|what did i (?:rate|do)|how (?:was|did) i)(?: on)? (?:{DAY}"
        rf"|yesterday)",
    ),
    (
        pressing(progress.progress),
        r"when (?:do|can|will|may) i (?:jump|hop|do plyo\w*)|what did i do last time|how much did i .+",
    ),
    (
        saying("typed.beyond"),
        r"(?:.*\b)?(?:protein|calories|nutrition|supplements?|creatine|(?:lose|losing) weight|weight loss"
        r"|what should i eat"
        r"|diet|which shoes|what shoes|vo2 ?max|heart rate zones?)\b.*",
    ),
    (answers.setting, rf"(?:{_PLEASE}|how (?:do|can) i )(?:change|edit|update|set) (?:the |my )?(?P<page>[a-z ]+)"),
    (
        saying("typed.undo"),
        r"(?:.*\b)?(?:i was wrong|my mistake|(?:by|a) mistake|typo|oops|that'?s wrong"
        r"|i did ?n[o']?t mean (?:that|it|this)|not what i meant|i meant something else)(?:,? sorry)?",
    ),
    (session.swap_one, rf"{_PLEASE}(?:swap|exchange|replace|change)(?: (?:out )?(?:the |a |my )?(?P<what>.+))?"),
    (
        session.move,
        rf"{_PLEASE}(?:move|shift|postpone|reschedule)(?: it| this| that| today| the session)*(?: {_TO})?",
        rf"{_PLEASE}do (?:it|this|that|the session|today's session) {_TO}",
    ),
    (
        saying("typed.harder"),
        r"when does (?:it|this) get (?:heavier|harder|more)",
        r"why(?: is| are)? (?:it|this|that|they|everything|the (?:session|plan|weights?|workout))"
        r"(?: is| are|'s)?(?: all| still| so| too| that| this| very| really)* (?:easy|light|little|short|boring)"
        r"(?: for me| today| now)*",
        r"(?:i )?(?:want|would like|'d like|need|can i (?:have|get|do)|could i (?:have|get|do)|give me)"
        r"(?: some| a| something| more| to do)* (?:harder|heavier|more difficult|challenging|tougher)"
        r"(?: exercises?| ones?| stuff| session| things?| work)*",
        r"(?:can (?:you|we) )?make it (?:harder|heavier)"
        r"|(?:it'?s|this is|everything is|all|it is)(?: all| way| far)* too (?:easy|light) for me",
    ),
    (
        saying("typed.rest"),
        r"how (?:long|much) (?:should i |do i |to |shall i |must i )?(?:rest|pause|break)"
        r"(?: time)?(?: between(?: the)? (?:sets|exercises))?",
        r"(?:what'?s the )?rest between(?: the)? sets|how long (?:are|is) the (?:rests?|breaks?|pauses?)",
    ),
    (
        saying("typed.why_run_day"),
        r"why(?: is (?:it |this|strength|that))?(?: strength| gym)? (?:on|the same day as) (?:a |the |my )?"
        r"(?:track|hard|intervals?|interval|quality|speed|tempo|run|running|long run|easy)(?: run)? days?",
    ),
    (
        saying("typed.why_a_b"),
        r"why (?:is it |do i (?:do|have) )?(?:strength )?[ab] (?:and )?not (?:strength )?[ab](?: .+)?",
    ),
    (answers.where, r"(?:it|this|something|that) (?:hurts?|aches?|stings?|is (?:sore|painful))(?: .+)?"),
    (
        session.leave_out,
        rf"{_PLEASE}(?:i (?:want|would like|'d like) to |i'?d rather )?(?:skip|leave out|drop|not do|avoid)"
        r" (?:the |my )?(?P<what>.+?)(?: (?:today|please|because|as|since|i'?m|im|i am|it'?s|its|i don'?t)\b.*)?",
    ),
    (
        pressing(helping.help_),
        r"help me|i need help|how does (?:this|it|that) work|what can (?:you|i) do(?: here| with (?:you|this|it))?"
        r"|what do you do|who are you|commands|menu|what are the commands",
    ),
    (
        saying("typed.hello"),
        r"(?:hi|hello|hey|hiya|hallo|good (?:morning|evening|afternoon))(?: there| coach| sinew)*",
    ),
    (
        saying("typed.thanks"),
        r"(?:many |ok |okay |great |cool )*(?:thanks|thank you|thx|ty|cheers)(?: a lot| so much| coach| sinew| you)*",
    ),
    (
        saying("typed.fine"),
        r"(?:ok|okay|cool|great|nice|got it|understood|alright|perfect|good|fine|will do|on it|deal|sounds (?:good"
        r"|great))(?: ok| then)*",
    ),
)
"""Heard where no open question took the words for itself."""

SPELLING = Spelling({word: word for way, _ in (*BEFORE, *AFTER) for word in re.findall(r"[a-z]{5,}", way.pattern)})
