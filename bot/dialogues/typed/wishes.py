"""The recognised lines about how somebody wants it: days, hours, units, town, messages, a week off."""

from __future__ import annotations

from bot.dialogues.typed import answers
from bot.dialogues.typed.answer import page, saying, set_to, unhurt
from bot.dialogues.typed.wording import DO_NOT, PLEASE, rows
from bot.grammar.days import DAY

SET = r"(?:(?:set|change|move|make|put|my|the|i want|send) )*"
CLOCK = (
    r"(?P<value>\d{1,2}[:.]\d\d ?(?:am|pm|h)?|\d{1,2} ?(?:am|pm|h)\b|noon|midday|(?<=(?:at|to) )\d{1,2}(?: o'?clock)?)"
)
SURE_CLOCK = r"(?P<value>\d{1,2}[:.]\d\d ?(?:am|pm)?|\d{1,2} ?(?:am|pm))"
LANGUAGE = r"(?:german|deutsch|french|spanish|italian|dutch|portuguese|polish|swedish|danish|norwegian|finnish|english)"
PLACE = r"(?P<place>[a-z][a-z .'-]{2,30}?)"
UNIT = r"(?:pounds?|lbs?|kgs?|kilos?|kilograms?|miles?|kms?|kilomet(?:er|re)s?|metric|imperial)"

WISHES = rows(
    (
        set_to("strength"),
        r"(?P<value>(?:\d|one|two|three) (?:strength )?(?:days?|sessions?)(?: (?:a|per) week)?) (?:is"
        r"|are) enough(?: for me)?",
        rf"{PLEASE}(?:make (?:it|them)|keep (?:it|them) (?:to|at)|(?:let'?s )?(?:do|have|go for))? ?"
        r"(?P<value>\d\d ?min(?:ute)?s?)(?: sessions?| each| long)* (?:from now on|always|every time|in future"
        r"|going forward)",
        rf"(?:{PLEASE}|let'?s )(?:(?:do|have|want|make|i want|i'd like) )+(?P<value>\d\d ?min(?:ute)?s?)"
        r" (?:strength )?sessions",
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
        answers.about_me,
        r"(?:i'?m |i am )?(?P<value>.*\b(?:born|woman|man|female|male|\d{2,3} ?(?:kgs?|kilos?|lbs?|pounds)|years? old)"
        r"\b.*)",
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
    (
        answers.time_here,
        r"what time (?:is it|do you have|have you got)(?: (?:for you|there|now|with you|for me|here))*"
        r"|(?:which|what)(?:'s| is)? (?:my )?time ?zone(?: (?:am i in|do you (?:use|have|think)|is it|is set))?",
    ),
    (
        answers.no_evening_question,
        rf"{PLEASE}(?:stop|no(?: more)?|turn off|switch off|cancel|without|skip|{DO_NOT} (?:send|want|need))"
        r"(?: me| the| that| this| your| those| any| sending| texting| asking| with)* (?:evening|8 ?pm|night)"
        r"(?: questions?| messages?| reminders?| texts?)(?: any ?more)?",
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
        unhurt(page("mornings")),
        rf"(?:.{{2,30}}[,.!;] ?)?{PLEASE}(?:send|text|message|wake|remind|ask)"
        r"(?: (?:me|it|this|that|the (?:card|session|plan)|mornings))*"
        r" at (?:noon|midday|(?:(?:half|quarter)(?: past| to)? )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|h|o'?clock)?)"
        r"(?: (?:instead|please|from now on|every day|in the morning"
        r"|on (?:weekdays?|workdays?|weekends?|[a-z]+days?)(?:,? (?:and|but) .{1,30})?))*",
        rf"{PLEASE}(?:(?:send|give) (?:me )?(?:it|this|that|the (?:card|session))"
        r" in the (?:mornings?|evenings?|afternoons?)"
        r"|mornings? (?:do not|don'?t|does not|doesn'?t|no longer|never) (?:work|suit)s?(?: (?:for me|me))*)"
        r"(?: (?:instead|please|any ?more|from now on))*",
        r"(?:i )?prefer (?:the )?(?:mornings|evenings|it (?:earlier|later))|(?:that'?s |it'?s )?(?:way "
        r"|much )?too early",
    ),
    (
        saying("typed.places_by_day"),
        r".*\b(?:gym|home|office|work|studio)\b.{0,25}\b[a-z]{3,6}days?\b.*\b(?:gym|home|office|work|studio)\b.{0,15}"
        r"\b[a-z]{3,6}days?\b.*",
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
        r"(?:'?s (?:strength|sessions?|training))?(?: (?:completely|altogether))?"
        r"(?:(?:[,;.] ?| because | since | due to ).{2,40})?",
    ),
    (
        saying("typed.language"),
        rf"{PLEASE}(?:speak|talk|write|switch to|change to|use)(?: to me)?(?: in)? {LANGUAGE}(?: please)?",
    ),
)
