"""The lines that are recognised before any open question, which would make an answer about a session of them.

A row is an answer and the ways to say it. Of two rows that fit the first that answers is taken.
"""

from __future__ import annotations

from bot.dialogues.testing import dialogue as testing
from bot.dialogues.typed import answers, session, this_week
from bot.dialogues.typed.answer import pressing, saying, unhurt
from bot.dialogues.typed.brought import BROUGHT
from bot.dialogues.typed.feeling import FEELING
from bot.dialogues.typed.moves import MOVES
from bot.dialogues.typed.wishes import WISHES
from bot.dialogues.typed.wording import (
    BELLS,
    DELOAD,
    DO_NOT,
    HAVE,
    HERE,
    LATER,
    NO_TIME,
    NOT,
    OF,
    PLEASE,
    SESSION,
    WANT,
    rows,
)
from bot.dialogues.undo import dialogue as taking
from bot.dialogues.week import deload
from bot.grammar.days import DAY

TOO_MUCH = (
    r"(?:it'?s|it is|this is|that'?s|that is) (?:way |far |much |a bit )?(?:too|to) (?:much|hard|heavy|difficult)"
)
LESS = r"(?:easy|easier|light|lighter|short|shorter|gentle) (?:day|session|one|version|workout)"
IT_IS = r"(?:it'?s|it is|this is|that'?s|that is|there'?s|there is)"
ILL = r"(?:sick|ill|poorly|unwell|not well)"
FAMILY = r"(?:kids?|child|children|baby|toddler|son|daughter|wife|husband|partner)"

_FIRST = rows(
    (
        pressing(taking.undo),
        rf"{PLEASE}(?:undo|revert|take back|take (?:it|that|this) back)"
        r"(?: it| that| this| the last(?: one| answer| thing)?| last)?",
    ),
    (pressing(taking.redo), rf"{PLEASE}(?:redo|put (?:it|that) back|undo the undo)(?: again| please)*"),
    (
        session.not_yet,
        rf"(?:i )?{NOT} (?:done|do|started|start|trained|train)(?: it| that)? yet",
        r"not (?:(?:done|finished|started|trained) )?(?:it )?yet|still (?:to (?:do|come)|have to|need to do it)",
        rf"(?:(?:i'?ll|i will|will|gonna|i'?m|am) )?(?:do|doing|train|training)(?: it| that)? {LATER}(?: instead)?",
        rf"(?:today )?(?:i )?(?:will |'ll |going to |must |have to )?(?:do|make|train)(?: (?:it|(?:the|my|today'?s)"
        rf" (?:session|training|workout|strength)))?(?: today)? {LATER}(?: today)?|(?:running )?late today",
        rf"(?:rather |more like )?{LATER} instead|(?:later today|tonight|this evening|this afternoon"
        r"|after (?:work|lunch|dinner|breakfast|my run|the run))(?: then| i think| maybe)*",
    ),
    (
        answers.no_gym,
        r"(?:(?:the |my )?(?:gym|studio)(?: is|'?s)? (?:closed|full|shut|packed)|no (?:access to the )?gym"
        r"|(?:i )?(?:can'?t|cannot) (?:get to|go to|make it to) the gym)(?: (?:again|today|tonight|right now))*",
        r"(?:(?:can|could|may|should) i |i'?ll |i will |i want to )?(?:do|train)"
        r"(?: (?:it|this|today|today'?s(?: session)?))? at home(?: (?:instead|today))*",
    ),
    (
        session.no_time,
        rf"(?:i )?{HAVE}(?:no|not enough|zero|little) time(?: (?:for (?:it|this|training|that)))?",
        rf"(?:i )?{NO_TIME}(?: (?:for|to do) (?:it|this|training|that))?",
        r"(?:i'?m |way |far )*(?:too )?(?:busy|swamped|rushed)|(?:i )?(?:ran|run|running) out of time",
        rf"(?:i'?m |i am |i )?{HAVE}(?:(?:a|an|the|on|my|another|do|doing|working) )*"
        r"(?:(?:night|late|early|double|long) shifts?|on[ -]?call|on duty|work(?:ing)? (?:late|overtime|nights))"
        r"(?: (?:tonight|today|again|this (?:evening|week)))*",
        r"(?:i'?m |i am )?(?:travell?ing|on the road|in meetings|in the car|on trains"
        r"|on (?:a |the )?(?:train|plane|flight)|flying)(?: all day)?(?: today)",
        rf"(?:the |my |our |have a |got a )*{ILL} {FAMILY}(?: at home| today)*"
        rf"|(?:the |my |our |both )*{FAMILY} (?:is|are|got|has|have) (?:a bit )?{ILL}(?: again| today| at home)*",
    ),
    (
        session.too_much,
        rf"{PLEASE}(?:make|do) (?:it|this|that|them|the session|today) (?:a (?:bit|little) )?"
        rf"(?:easier|lighter|gentler|simpler)(?:[ ,;.]+{TOO_MUCH}(?: for me)?)?",
        rf"{TOO_MUCH}(?: for me)?|too (?:much|hard|heavy|difficult) for me",
        rf"(?:{IT_IS} )?(?:(?:way|far|much|a bit|just) )*(?:too|to) (?:much|many)"
        r" (?:volume|work|training|strength|sets?|exercises?|reps?|sessions?|stuff)(?: (?:for me|today|in it|here"
        r"|now))*",
        rf"{PLEASE}(?:take it|go) (?:easy|easier|slow|slower)(?: on me)?|(?:an? )?{LESS} please|an? {LESS}",
        rf"{PLEASE}(?:something |make it |do it )?(?:lighter|easier|gentler|shorter)|something (?:easy|light|short)",
        r"(?:the )?short(?:er)? version",
    ),
    (
        session.rather_not,
        r"(?:i )?(?:can'?t|cannot|couldn'?t) be (?:bothered|arsed)|not in the mood|unmotivated|no way|not happening",
        r"(?:i'?m |i am )?not (?:feeling|up for|in the mood for) (?:it|this|training)",
        r"(?:i )?(?:(?:can|could|may|need|want|would like|could use|take|have|get|give me) )*(?:i )?"
        r"(?:(?:take|have|get) )?a (?:day off|break)|day off|(?:can|could|may) i (?:rest|skip)(?: it)?",
        rf"(?:i )?{DO_NOT} (?:feel like (?:it|training)|want to)|(?:no|zero) (?:motivation|energy|desire|mood)",
    ),
)
_REASON = r"(?:,? (?:because|since|as|due to|cos|cause|so|i) .{2,40})?"
_MANY = r"(?:one|1|a single|two|2|three|3|four|4)"
_THEN = rows(
    (
        this_week.only_so_many,
        r"(?:(?:can|could|may|shall|we|i|i'?d|i'?ll|you|let'?s|please|like|want|need|have|would|will|only|just|do|doing|to"
        r"|make|it|plan|manage|time|for|keep|train|max|at most) )*"
        rf"(?P<count>{_MANY})(?: (?:strength|gym|hard))? (?:sessions?|workouts?|days?|times?)(?: of strength)?"
        r"(?: only| is enough| will do)? (?P<week>this|next) week(?: (?:please|only|is enough|ok|then))*"
        rf"{_REASON}",
        r"(?P<week>this|next) week,? (?:(?:please|i|we|can|do|want|have|time|for|let'?s|only|just|make) )*"
        rf"(?P<count>{_MANY})(?: strength)? (?:sessions?|workouts?|days?|trainings?)(?: (?:only|please|max))*{_REASON}",
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
        rf"(?:end|stop|skip|leave|cancel|quit|finish|drop) (?:{DELOAD}|deload)(?: early| now| please| week)*",
        rf"(?:am i|are we) (?:still )?(?:in|on) a deload|how long is {DELOAD}"
        rf"|when (?:does|is) {DELOAD} (?:end|over)",
    ),
    (
        answers.easier,
        rf"{PLEASE}{WANT}(?:start |begin |take |have |do |make (?:it |this )|give me |go for )*(?:a |an )?"
        r"(?:deload(?: week)?|(?:easy|easier|light|lighter|recovery|down|cut ?back|back ?off) week)"
        r"(?:[ ,.:;-]+(?P<rest>.*))?",
        rf"{PLEASE}{WANT}(?:take (?:it|things)|go) (?:easy|easier|slow|slower) (?:this|for (?:a|the)|next) week",
    ),
    (
        saying("typed.undo"),
        r"(?:i )?(?:rated|logged|entered|typed)(?: (?:it|that))? wrong|wrong (?:rating|number|effort|answer|one)",
        r"(?:delete|remove|scrap) (?:that|it|this)|how (?:do|can) i (?:undo|take (?:it|that) back)(?: it| that)?",
    ),
    (saying("typed.what.dose"), r"(?:what (?:does|is) )?\d x \d+(?: s| m)?(?: ?/ ?side)?(?: mean| means)"),
    (
        unhurt(answers.raced),
        r"(?:.*\b)?(?:did|ran|raced|finished|done|completed|survived|made it)\b.*"
        r"\b(?:race|half(?:[ -]?marathon)?|marathon|hm|ultra|event|distance)\b.*",
        r"raced?\b.*\d.*",
        r"(?:did it|done|finished|made it|survived)[ !,.:-]*(?:in )?\d{1,2}:\d\d(?::\d\d)?(?:[ !,.].*)?",
    ),
    (
        pressing(testing.test),
        rf"{PLEASE}(?:i'?ll |let'?s |let me |i want to )*(?:do|start|take|begin|try|repeat|retake|redo)"
        r"(?: a| the| my| some| that| all)*"
        r"(?: (?:heel raise|calf raise|calf|balance|plank|bridge|strength|jump|baseline))? tests?(?: again| please)*",
    ),
    (
        answers.here_again,
        r"(?:i )?(?:have |'?ve )?(?:missed|skipped) (?:(?:quite )?a (?:few|couple|bit|lot|week)|some|several|many)"
        r"(?: of (?:them|those))?(?: sessions?| days?| weeks?| workouts?| trainings?)?",
        r"(?:i'?m |im |i am )?back(?: (?:now|again))?,? (?:i )?(?:was|been|have been|had)"
        r" (?:(?:very|so|too|just|really|a bit) )*(?:busy|away|lazy|swamped|a lot on|other things)(?: .{0,25})?",
        r"(?:i |we )?(?:was|were|have been|'?ve been|been) (?:(?:very|so|too|just|really|a bit) )*"
        r"(?:away|busy|lazy|swamped)",
    ),
    (
        unhurt(answers.advised),
        r"(?:my )?(?:physio|doctor|doc|gp|pt|surgeon) (?:says|said|told me|wants|recommends?) (?:no|not to|to avoid"
        r"|to skip|avoid|me not to) .+",
    ),
    (
        pressing(testing.test),
        rf"{PLEASE}{WANT}(?:re ?-?)?test (?:my |the )?(?:calf|calves|hips?|core|balance|ankles?|glutes?|strength"
        r"|legs?|feet|myself|again|everything|weak (?:links?|spots?|points?))(?: (?:again|strength))*",
    ),
    (
        session.without,
        rf"{PLEASE}(?:no|without|not doing|(?:i'?ll |i will )?(?:skip|skipping|leave out|leaving out))"
        r" (?:the |my |any |those |these )*(?P<what>[a-z][a-z -]+?)"
        r"(?: (?:today|tonight|this (?:time|morning|evening)|for now|please))*"
        r"(?P<why>(?:[ ,;.-]+(?:because |as |since |cos )?(?:my|it|i|the|left|right) .*)?)",
    ),
    (
        session.disliked,
        rf"(?:i )?(?:really |just |absolutely |kinda )*(?:hate|dislike|can'?t stand|{DO_NOT} (?:really )?(?:like"
        rf"|enjoy|want)"
        r"|no more|never (?:give me|again)|sick of|bored (?:of|with)|fed up with|not a fan of)"
        r"(?: doing| the| these| those| my| any)*"
        r" (?P<what>[a-z][a-z -]+?)(?: anymore| any more| ever again)?",
        r"(?:the |these |those )?(?P<what>[a-z][a-z -]+?) (?:is|are) (?:so |really |just |too )*(?:boring|awful"
        r"|the worst"
        r"|stupid|horrible|not for me)",
        rf"(?:i )?(?:can'?t|cannot|{DO_NOT} know how to) do (?:the |these |those |any )?(?P<what>[a-z][a-z -]+?)"
        r"(?: here| at home)?(?P<why>,? (?:no|because|cos|as|since|i have no|there'?s no) .+)?",
    ),
    (
        session.how_hard,
        r"10 ?/ ?10[ ,!.]+(?:(?:i )?(?:loved|enjoyed) .+"
        r"|(?:great|amazing|awesome|perfect|brilliant|fun|best|would)\b.*)",
    ),
    (
        session.used,
        r"(?:i )?(?:used|took|lifted|had|went with) (?:the |a )?(?P<kg>\d{1,3}(?:[.,]\d)?) ?"
        r"(?P<unit>kgs?|kilos?|lbs?|pounds)?s?(?: (?:instead of|not|rather than) (?:the )?\d{1,3}(?:[.,]\d)?"
        r"(?: ?(?:kgs?|kilos?|lbs?))?)? (?:on|for|in|with) (?:the |my )?(?P<what>[a-z][a-z -]+?)",
        r"(?:i )?did (?:the |my )?(?P<what>[a-z][a-z -]+?) (?:with|at) (?:the |a )?(?P<kg>\d{1,3}(?:[.,]\d)?) ?"
        r"(?P<unit>kgs?|kilos?|lbs?|pounds)?s?(?: (?:instead of|not|rather than) .{1,12})?",
    ),
    (
        answers.kit_today,
        r"(?:(?:so |i'?m |i am |am |we'?re |will be |going to be |training |train |working out |back )*(?:at|in|from) "
        r"(?:the |my |a |our )?)(?P<there>gym|home|hotel|office|work|studio|parents'?|park|club|holiday home)"
        r"(?: gym| place| house)?(?: right now| rn)?(?:,? (?:no|without|what can i use|which kit).*)?",
        r"(?:(?:can|could|may|should|will|i'?ll|i|want to|going to|would like to) )*(?:do|train|have)"
        r"(?: (?:it|this|that|strength|(?:the|my|today'?s) (?:session|workout|training|strength)))?"
        r" (?:at|in) (?:the |a |my )?(?P<there>gym|hotel|office|studio|park)(?: today| tonight| instead)*",
        r"(?:training |strength )?(?:at )?(?:the |my )?(?P<there>gym|home|hotel|office)(?: session"
        r"| workout)? (?:today|tonight)",
        rf"(?:i )?(?P<none>{HAVE}(?:no|without)|forgot|left|{DO_NOT} have)(?: (?:my|the|a|any))* {BELLS}{HERE}",
        rf"(?:i )?(?P<some>(?:only )?(?:have|got)|have|with)(?: only| just)+(?: my| the| a| got)* {BELLS}{HERE}",
        rf"(?:i )?(?P<some>only (?:have|got))(?: my| the| a| an)* {BELLS}{HERE}",
        rf"(?:i )?(?P<none>lost|can'?t find|cannot find|forgot|left)(?: (?:my|the|a|any))* {BELLS}\b.{{0,60}}",
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
    (
        unhurt(session.not_done),
        r"no|nope|nah|not really|(?:i )?forgot(?: (?:about )?it)?|(?:no,? )?(?:i )?(?:didn'?t|did not)",
        r"(?:no,? )?(?:sorry,? )?(?:i )?(?:couldn'?t|could not)(?:,.*)?",
    ),
    (
        unhurt(session.did_nothing),
        r"(?:sorry,? )?(?:i )?(?:didn'?t|did not|haven'?t|have not) (?:do|done|did|train(?:ed)?)"
        r" (?:anything|any|a thing|any strength)"
        r"(?: (?:the|these|this|last|past|few|couple of|days|week|at all|lately|since .{2,20}|today|yesterday))*",
    ),
    (session.just_fine, r"yes|yep|yeah|y|fine|ok|okay|good|great|alright|all good|so-?so|so so|not great"),
    (
        answers.sore_all_over,
        r"(?:(?:i|woke up|i'?m|i am|feel|feeling|so|really|still|just) )*(?:sore|hurting|aching|achy|stiff)"
        r" (?:everywhere|all over)(?: (?:today|now|from .+))*",
        r"(?:everything|(?:my )?whole body|all of me|all my muscles) (?:hurts?|aches?|is sore|are sore)(?: today"
        r"| now)*",
        r"(?:(?:major|serious|bad|crazy|got|have|some) )*doms(?: from hell| everywhere| is real| today| again)*",
    ),
    (
        saying("typed.rir"),
        r"(?:(?:about|had|with|still|maybe|felt like|i) )*(?:rir[ :=]*\d|\d(?:-\d)? ?(?:rir"
        r"|(?:more )?(?:reps? )?(?:left )?in (?:the |my )?"
        r"(?:tank|reserve)))(?: (?:on|at|in|each|per|every|left) .{2,30})?",
    ),
    (
        saying("typed.tomorrow_short"),
        rf"(?:on )?(?:tomorrow|{DAY}),? (?:i )?(?:(?:have|got|can) )?(?:only|just)(?: (?:have|got"
        rf"|do))? \d{{1,2}} ?min(?:ute)?s?"
        r"(?: time)?(?: for (?:it|strength|training))?",
        rf"(?:i )?(?:only|just) (?:have |got )?\d{{1,2}} ?min(?:ute)?s? (?:on )?(?:tomorrow|{DAY})",
    ),
    (
        saying("typed.weight_of_what"),
        r"(?:the |my )?weights? (?:i used )?(?:were|was)(?: at)? \d[\d .,/+&]*(?:(?:and|kgs?|kilos?|lbs?"
        r"|pounds) ?[\d .,/+&]*)*",
    ),
    (
        saying("typed.gym_closed"),
        r"(?:(?:the |my )?gym(?:'s| is| will be| stays)? (?:closed|shut)|no (?:access to (?:the |my |a )?)?gym)"
        r" (?:(?:this|next|all|the whole) (?:week|month)|until .+|till .+|for .+|over .+|in [a-z]+)",
    ),
    (
        session.missed,
        rf"(?:i )?{NOT} (?:do|done|did|make|made|manage|managed|train) (?:the session )?(?:on )?{OF}{SESSION}"
        r"(?: after all)?",
        rf"(?:i )?(?:missed|skipped) {OF} (?:session|one|workout|training)",
        r"(?:i )?forgot (?:to do |about )?(?:it|that|(?:the|my) (?:thing|session|training|exercises))?"
        rf" ?(?:on )?{OF}",
    ),
    (
        session.was_done,
        rf"(?:i )?(?:did do|did|have done|done|trained|completed) (?:the session )?(?:on )?{OF}{SESSION}"
        r"(?: (?:too|though|already|as planned))*(?:,? (?:but )?(?:i )?(?:just )?(?:forgot|did not|didn'?t) (?:to )?"
        r"(?:tell|log|say|rate|report|write)(?: (?:it|you|that))*)?",
    ),
)
BEFORE = (*_FIRST, *FEELING, *WISHES, *BROUGHT, *_THEN, *MOVES)
