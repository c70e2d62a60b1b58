"""The lines that are recognised before any open question, which would make an answer about a session of them.

A row is an answer and the ways to say it. Of two rows that fit the first that answers is taken.
"""

from __future__ import annotations

from bot.dialogues.testing import dialogue as testing
from bot.dialogues.typed import answers, session
from bot.dialogues.typed.answer import page, pressing, saying, set_to, unhurt
from bot.dialogues.typed.feeling import FEELING
from bot.dialogues.typed.wording import (
    BELLS,
    CANNOT,
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
    TO,
    TODAY,
    WANT,
    rows,
)
from bot.dialogues.undo import dialogue as taking
from bot.dialogues.week import deload
from bot.grammar.days import DAY

SET = r"(?:(?:set|change|move|make|put|my|the|i want|send) )*"
CLOCK = (
    r"(?P<value>\d{1,2}[:.]\d\d ?(?:am|pm|h)?|\d{1,2} ?(?:am|pm|h)\b|noon|midday|(?<=(?:at|to) )\d{1,2}(?: o'?clock)?)"
)
SURE_CLOCK = r"(?P<value>\d{1,2}[:.]\d\d ?(?:am|pm)?|\d{1,2} ?(?:am|pm))"
LANGUAGE = r"(?:german|deutsch|french|spanish|italian|dutch|portuguese|polish|swedish|danish|norwegian|finnish|english)"
PLACE = r"(?P<place>[a-z][a-z .'-]{2,30}?)"
TOO_MUCH = (
    r"(?:it'?s|it is|this is|that'?s|that is) (?:way |far |much |a bit )?(?:too|to) (?:much|hard|heavy|difficult)"
)
LESS = r"(?:easy|easier|light|lighter|short|shorter|gentle) (?:day|session|one|version|workout)"
IT_IS = r"(?:it'?s|it is|this is|that'?s|that is|there'?s|there is)"
ILL = r"(?:sick|ill|poorly|unwell|not well)"
FAMILY = r"(?:kids?|child|children|baby|toddler|son|daughter|wife|husband|partner)"
UNIT = r"(?:pounds?|lbs?|kgs?|kilos?|kilograms?|miles?|kms?|kilomet(?:er|re)s?|metric|imperial)"

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
        r"|on a train)(?: all day)?(?: today)",
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
_THEN = rows(
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
    (
        set_to("strength"),
        r"(?P<value>(?:\d|one|two|three) (?:strength )?(?:days?|sessions?)(?: (?:a|per) week)?) (?:is"
        r"|are) enough(?: for me)?",
        r"(?:make (?:it|them)|keep (?:it|them) (?:to|at)) (?P<value>\d\d ?min(?:ute)?s?) (?:from now on|always"
        r"|every time)",
        rf"{PLEASE}(?:i )?(?:want |only |just |do )*(?P<value>(?:\d|one|two|three) (?:strength (?:days?|sessions?)"
        r"|(?:days?|sessions?|times?) (?:a|per) week))(?: (?:from now on|please|only|a week))*",
    ),
    (
        page("strength"),
        r"(?:(?:i )?want )?(?:\d|three|four) strength (?:days?|sessions?)(?: (?:please|a week))*",
        rf"{PLEASE}(?:make|keep) (?:the |my )?sessions? (?:shorter|longer|(?:at )?\d+ ?min(?:utes|s)?)(?: long)?",
        rf"{PLEASE}(?:change|switch|go) to \d (?:strength )?(?:days|sessions)(?: (?:a|per) week)?",
        r"(?:(?:can|could|may|should) i )?(?:train|do strength|strength) \d (?:times|days|x)(?: (?:a|per) week)?",
    ),
    (
        set_to("body"),
        r"(?:(?:i |i now )?weigh|(?:my )?(?:body ?)?weight(?: is| now)*:?)"
        r" (?P<value>\d{2,3}(?:[.,]\d)? ?(?:kg|kgs|kilos?|lbs?|pounds))(?: (?:now|these days))*",
        r"(?P<value>(?:i'?m|i am) (?:(?:now|already|turning) )*\d\d(?: years old)?)(?: (?:now|already))*",
        r"(?P<value>(?:i'?m|i am) \d\d),? (?:and|but) (?:quite |pretty |fairly )?new to (?:this|lifting|strength"
        r"|weights|it|the gym)"
        r"(?: training)?",
    ),
    (
        page("body"),
        r"(?:i )?(?:now )?weigh \d{2,3}(?: now)?|(?:i )?(?:have |'?ve )?(?:lost|gained|put on) \d{1,2} ?(?:kgs?"
        r"|kilos?|lbs?|pounds)",
        r"(?:i )?(?:just )?turned \d\d(?: (?:today|yesterday|this week|last week|now))*",
        r"(?:(?:my )?(?:body ?)?weight(?: is| now)*:?|i weigh) \d{2,3}(?:[.,]\d)? ?(?:kg|kgs|kilos?|lbs?|pounds)?",
        r"(?:i |i now )?(?:weigh|am) \d{2,3}(?:[.,]\d)? ?(?:kg|kgs|kilos?|lbs?|pounds)",
        r"(?:i'?m|i am) (?:a )?\d\d(?: ?(?:yo|years?(?: old)?|m|f|male|female))*(?:,? (?:and )?\d{2,3} ?(?:kg"
        r"|kilos?|lbs?|pounds))?",
    ),
    (
        set_to("mornings"),
        rf"{PLEASE}{SET}(?:mornings?|card|morning (?:card|message|msg|text|time|session))"
        rf"(?: is| be)?(?: at| to|:)? {CLOCK}",
    ),
    (
        set_to("mornings"),
        rf"{PLEASE}{SET}(?:mornings?|card|morning (?:card|message|msg|text|time|session))(?: is| be)? ?"
        rf"(?P<value>(?:at |to )?\d.*\b(?:weekdays?|week ?ends?|{DAY})s?)",
    ),
    (
        unhurt(set_to("mornings")),
        rf"(?:.{{2,30}}[,.!;] ?)?{PLEASE}(?:send|text|message|wake)(?: (?:me|it|this|that|the (?:card|session|plan)))*"
        rf" at {SURE_CLOCK}(?: (?:instead|please|from now on|every day|in the morning))*",
        rf"{PLEASE}(?:send|text|message|wake)(?: (?:me|it|this|that|the (?:card|session|plan)))* at"
        rf" (?P<value>\d.*\b(?:weekdays?|week ?ends?|{DAY})s?)",
        r"(?:.{2,30}[,.!;] ?)?(?:mornings? )?(?:at )?(?P<value>\d{1,2}(?:[:.]\d\d)? ?(?:am|pm))"
        r" (?:again|from now on|every day)(?: please)*",
    ),
    (
        answers.here_now,
        r"(?:hi |hey |ok )?(?:(?:i'?m|i am|we'?re|we are|just|now|currently|back|home|landed|arrived|got|safely) )+"
        rf"in {PLACE}(?: now| already| again| today| this week| (?:for|until|till) .+)*",
        rf"(?:now )?in {PLACE}(?: now)?,? (?:so |and |please )*(?:send|text|wake|message|morning|card)\b.{{0,20}}?"
        rf" at {SURE_CLOCK}(?: (?:here|please|local time|in the morning))*",
        rf"in {PLACE} now",
    ),
    (saying("typed.what.dose"), r"(?:what (?:does|is) )?\d x \d+(?: s| m)?(?: ?/ ?side)?(?: mean| means)"),
    (
        answers.time_here,
        r"what time (?:is it|do you have|have you got)(?: (?:for you|there|now|with you|for me|here))*"
        r"|(?:which|what)(?:'s| is)? (?:my )?time ?zone(?: (?:am i in|do you (?:use|have|think)|is it|is set))?",
    ),
    (
        unhurt(answers.raced),
        r"(?:.*\b)?(?:did|ran|raced|finished|done|completed|survived|made it)\b.*"
        r"\b(?:race|half(?:[ -]?marathon)?|marathon|hm|ultra|event|distance)\b.*",
        r"raced?\b.*\d.*",
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
        answers.no_evening_question,
        rf"{PLEASE}(?:stop|no(?: more)?|turn off|switch off|cancel|without|skip|{DO_NOT} (?:send|want|need))"
        r"(?: me| the| that| this| your| those| any)* evening(?: questions?| messages?| reminders?)(?: any ?more)?",
        rf"{PLEASE}(?:stop asking|{DO_NOT} ask|{DO_NOT} message|stop messaging|no questions?)"
        r"(?: me| questions?| how it was)* in the evenings?(?: any ?more)?",
        r"(?:turn|switch) the evening question off",
    ),
    (
        set_to("evening"),
        rf"{PLEASE}{SET}(?:evening|evening (?:question|message|card|reminder)|question)"
        rf"(?: is| be)?(?: at| to|:)? {CLOCK}",
    ),
    (
        set_to("zone"),
        rf"{PLEASE}{SET}time ?zone(?: is| to|:)? (?P<value>[a-z][a-z/_, -]+)",
        r"i(?:'?m| am)? (?:now )?(?:live|living|based)(?: now)? in (?P<value>[a-z][a-z, -]+)",
        rf"(?:i |we )(?:have |'ve |just )*moved to (?!{DAY})(?P<value>[a-z][a-z, -]+)",
        rf"{PLEASE}(?:(?:change|set|update|switch) )?(?:my )?(?:new )?(?:town|city|location)(?: is| to|:)*(?: now)?"
        r" (?P<value>[a-z][a-z, -]+)",
    ),
    (
        set_to("display"),
        rf"(?:my |the |all )*(?:weights?|dumb?bells?|plates|distances?) (?:are|is)(?: all)? in (?P<value>{UNIT})",
        rf"(?:i |we |{PLEASE})*(?:use|prefer|want|think in|train in|switch to|change to|show(?: me)?)"
        rf"(?: it| everything)?(?: in| to)? (?P<value>{UNIT}(?:,? (?:and )?{UNIT})?)(?: units)?",
    ),
    (
        saying("typed.quiet"),
        r"(?:please )?(?:stop|don'?t|do not|no) (?:texting|messaging|writing|sending|text|message|write|send|messages)"
        r"(?: me| to me| messages| anything)* (?:at night|late|so late|after|before|in the night)\b.*",
        rf"{PLEASE}{SET}(?:quiet|silent) (?:hours|time)\b.*|(?:do not|don'?t|never) (?:disturb|write|message)"
        r"(?: me)? (?:at night|after|before|between)\b.*",
    ),
    (
        answers.stop,
        r"stop|stop it|shut up|be quiet"
        r"|leave me alone|unsubscribe|too many messages"
        r"|(?:please )?stop (?:sending|texting|messaging|writing)(?: me| to me)?"
        r"|(?:how (?:do|can) i |please |can you |i want to )*(?:stop|pause|turn off|mute|disable|silence|end|cancel)"
        r" (?:getting |receiving |sending |writing |messaging |all |the |these |this |your |my |me |to |of "
        r"|so |many |any |texting )*"
        r"(?:messag(?:es|ing)|notifications?|reminders?|cards?|questions?|mornings?|writing|coaching|sinew|bot)",
    ),
    (
        session.put_on,
        rf"{PLEASE}(?:put|move|do|place|shift) (?:strength )?(?P<kind>[ab]) (?:on|to|till|until)"
        rf" (?P<to>tomorrow|{DAY})"
        r"(?: instead| please)*",
    ),
    (
        unhurt(page("mornings")),
        rf"(?:.{{2,30}}[,.!;] ?)?{PLEASE}(?:send|text|message|wake|remind|ask)"
        r"(?: (?:me|it|this|that|the (?:card|session|plan)|mornings))*"
        r" at (?:noon|midday|(?:(?:half|quarter)(?: past| to)? )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|h|o'?clock)?)"
        r"(?: (?:instead|please|from now on|every day|in the morning"
        r"|on (?:weekdays?|workdays?|weekends?|[a-z]+days?)(?:,? (?:and|but) .{1,30})?))*",
        r"(?:(?:send|give) (?:me )?(?:it|this|that|the (?:card|session)) in the (?:mornings?|evenings?|afternoons?)"
        r"|mornings? (?:do not|don'?t|does not|doesn'?t|no longer|never) (?:work|suit)s?(?: (?:for me|me))*)"
        r"(?: (?:instead|please|any ?more|from now on))*",
        r"(?:i )?prefer (?:the )?(?:mornings|evenings|it (?:earlier|later))|(?:that'?s |it'?s )?(?:way "
        r"|much )?too early",
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
        saying("typed.places_by_day"),
        r".*\b(?:gym|home|office|work|studio)\b.{0,25}\b[a-z]{3,6}days?\b.*\b(?:gym|home|office|work|studio)\b.{0,15}"
        r"\b[a-z]{3,6}days?\b.*",
    ),
    (
        saying("typed.gym_closed"),
        r"(?:the |my )?gym(?:'s| is| will be| stays)? (?:closed|shut)"
        r" (?:(?:this|next|all|the whole) (?:week|month)|until .+|till .+|for .+|over .+|in [a-z]+)",
    ),
    (
        saying("typed.more_of"),
        r"(?:(?:can|could) (?:we|i|you) |i (?:want|need|would like) |i'?d like |want |need |please )*(?:to )?(?:do "
        r"|add |have |get )?"
        r"(?:some )?more (?P<what>core|hips?|glutes?|calf|calves|upper body|legs?|balance|mobility|jumps?|jumping"
        r"|squats?|abs"
        r"|plyo\w*)(?: (?:work|exercises?|stuff|training|strength))?",
        rf"{PLEASE}(?:add|include|give me) (?:some |more |extra )*(?P<what>(?:calf|heel) raises?|squats?|planks?"
        r"|lunges?|pull ?ups?|push ?ups?|deadlifts?|crunches|sit ?ups?|upper body|arms?|core|abs)"
        r"(?: work| too| as well)*",
        r"(?:can|could|may) i (?:do |train |add )(?P<what>upper body|arms?|abs|core)(?: too| as well| work)*",
        r"(?:do you have|have you got|is there|got|any) (?:something|anything|an? exercises?|exercises|some exercises)"
        r" for (?:my |the )?(?P<what>core|hips?|glutes?|calf|calves|upper body|legs?|balance|mobility|abs|arms?)",
    ),
    (
        saying("typed.day_before"),
        r"(?:.*\b)?(?:card|session|plan|message|it|them)\b.*\b(?:evening|night|day) before(?: instead| please)*",
    ),
    (
        answers.week_off,
        rf"{PLEASE}(?:i'?m |i am |i'?ll |i |will |have to )*(?:skip|skipping|miss|missing|sit out|sitting out"
        r"|leave out) (?:all of )?(?:(?:the )?rest of )?(?P<week>this|the|next) week"
        r"(?:'?s (?:strength|sessions?|training))?(?: (?:completely|altogether))?",
    ),
    (
        saying("typed.language"),
        rf"{PLEASE}(?:speak|talk|write|switch to|change to|use)(?: to me)?(?: in)? {LANGUAGE}(?: please)?",
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
        session.move_that_of,
        rf"{PLEASE}(?:move|shift|postpone|push) (?:the )?(?P<day>{DAY}){SESSION}"
        rf" (?:to|till|until|on) (?P<to>{DAY})(?: instead)?",
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
BEFORE = (*_FIRST, *FEELING, *_THEN)
