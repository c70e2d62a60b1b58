"""The recognised lines about how somebody is: unwell, tired, fresh, a night, a stress, a watch's verdict."""

from __future__ import annotations

from bot.dialogues.typed import answers, session
from bot.dialogues.typed.answer import saying, unhurt
from bot.dialogues.typed.wording import FEEL, HEAD, NOT, rows
from bot.grammar.readiness import BAD_NIGHT

SCORE = r"(?:10|\d)(?: ?/ ?10)?"

FEELING = rows(
    (
        session.unwell,
        rf"(?:(?:i|i've|woke up|have|having|feel|feeling|got|with|a|an|my|some|bad|slight|terrible|bit|of|really|so) )*"
        rf"{HEAD}(?: (?:is|are|really|very|so|pretty|bad|awful|terrible|strong))*(?: (?:again|today|now|this morning"
        rf"|yesterday))*(?:,? ?(?:and )?(?:low|no"
        rf"|little) energy)?(?:,? {SCORE})?",
        rf"(?:i'?m |i am |got |have )*(?:on )?(?:my )?period(?: (?:has|just|is|started|came|here|arrived|again|today))*"
        rf"(?:[, ]+(?:and |with |so |bad |heavy |strong |some |really |very |feeling |feel )*"
        rf"(?:cramps?|cramping|pains?|(?:low|no|little) energy|tired|sluggish|bloated))*(?:,? {SCORE})?",
        r"(?:(?:i|i'?m|i am) )?(?:(?:do not|don'?t|not) feel(?:ing)?|feel(?:ing)? not) (?:so |very |too |all that )*"
        r"(?:good|well|great|right|ok|okay)(?: (?:today|this morning|now))*",
        r"(?:i )?(?:had |have |got )*(?:a |my |the |two )*(?:wisdom )?(?:tooth|teeth|root canal|dentist|dental)"
        r"(?: (?:surgery|work|appointment|out|pulled|extracted|removed|extraction|treatment|done))*"
        r"(?: (?:yesterday|today|this (?:morning|week)|on [a-z]+day))*",
    ),
    (
        unhurt(session.unwell),
        r"(?:i )?(?:.{0,20}\b)?(?:jab|vaccine|vaccination|vaccinated|booster|flu shot|covid shot|gave blood"
        r"|donated blood"
        r"|blood donation)\b.*",
    ),
    (
        unhurt(answers.tired),
        rf"{FEEL}(?:way |far |much )*too (?:tired|exhausted|knackered|wrecked|shattered|worn out|drained)"
        r"(?: (?:to|for) [a-z' ]{2,30})?",
        rf"{FEEL}(?:tired|exhausted|knackered|wrecked|shattered|worn out|fatigued|drained|dead tired"
        r"|sluggish)(?: again| (?:after|from) (?:an? |the |my |such )*"
        r"(?:(?:bad|short|long|sleepless) )?(?:night|week|day|work|travel))?",
        rf"{FEEL}(?:my )?legs (?:are |feel |still )*(?:so |very |totally |completely )*(?:heavy|dead|tired|wrecked"
        rf"|trashed|toast|jelly|mush|destroyed|ruined"
        r"|shot|fried|cooked|like (?:lead|concrete|bricks|wood|jelly))(?: (?:after|from) .+)?",
        r"(?:heavy|tired|dead) legs|(?:my )?legs like (?:lead|concrete|bricks|wood|jelly)",
        rf"{FEEL}(?:too |completely |totally |a bit )*(?:tired|(?:burnt|burned|worn|wiped) ?out|done in"
        rf"|jet[ -]?lag(?:ged)?)"
        r"(?: (?:from|after) .{2,30})?",
    ),
    (
        saying("typed.heart"),
        r"(?:my )?(?:resting )?(?:heart|pulse|heart ?rate|hr)(?: is|'s|was)?"
        r"(?: a bit| very| so| too| quite| really| still)* (?:racing|pounding|high|up|elevated|raised|through the roof)"
        r"(?: (?:today|this morning|again|now))*",
        r"(?:.*\b)?my heart\b.{0,12}?\b(?:beats?|beating|is beating|was beating|goes|went|races|raced)"
        r"(?: (?:a bit|very|so|too|quite|really))* (?:fast|quick\w*|hard|strong\w*|high|crazy|mad)\b.{0,30}",
        r"(?:.{0,15}\b)?(?:worried|scared|anxious|concerned) (?:about|for) my heart(?: rate)?",
    ),
    (
        unhurt(answers.fresh),
        r"(?:(?:i'?m|i am|feel|feeling|my|legs|legs are|legs feel|so|really|very|super|pretty|quite) )*"
        r"(?:fresh|rested|well rested|recovered|bouncy)",
        r"(?:(?:i|i'?m|i am) )?(?:feel|feeling) (?:so |really |very |super )*(?:great|amazing|awesome|strong)",
        r"(?:(?:i|i'?m|i am) )?(?:feel|feeling|at|back at|am)(?: at)? 100 ?%",
        r"(?:i )?slept (?:like a (?:log|baby|rock)|(?:so |really |very )?(?:well|great|good))(?: last night)?",
    ),
    (
        answers.sleepless,
        rf"(?:i )?{NOT} sleep(?: (?:at all|last night|again))*|(?:no|hardly any) sleep(?: last night)?",
    ),
    (
        answers.slept_badly,
        rf"(?:i )?{NOT} sleep(?: (?:so|very|too|that))? (?:much|well|enough)(?: (?:last night|again))*",
        BAD_NIGHT,
    ),
    (
        unhurt(saying("typed.new_medicine")),
        r"(?:(?:i|i'?m|i am|i'?ve|have|been|just|my|the|doctor|doc|gp|has|now) )*"
        r"(?:started|starting|on|taking|took|got|put me on|gave me|prescribed(?: me)?|put on)"
        r"(?: (?:on|with|a|some|my|the|new|different|other|strong|daily))* "
        r"(?:medications?|medicines?|meds|tablets|pills|drugs)"
        r"(?: (?:today|now|this week|last week|since .+|for .+|yesterday))*",
    ),
    (
        saying("typed.warm"),
        r"(?:(?:my|a|body|have|got|i|is|was|of|at|only|the) )*(?:temp(?:erature)?) ?(?:(?:is|was|of|at|:) )*37[.,]\d"
        r"(?: ?°?c)?(?: (?:today|now|this morning))*|37[.,]\d (?:this morning|now|today)",
    ),
    (
        saying("typed.head"),
        r"(?:.*\b)?(?:hit|banged|bumped|knocked|smacked) (?:my |the )?head\b.*",
        r"(?:.*\b)?(?:concussion|concussed|whiplash)\b.*",
        r"(?:.*\b)?head ?(?:hurts|aches?|is sore|ache)\b.* (?:after|since|from) (?:the |a |my )?(?:fall|crash"
        r"|accident|blow|knock)\b.*",
    ),
    (
        saying("typed.stressed"),
        r"(?:(?:i'?m|i am|feeling|feel|so|very|really|super|a bit|quite) )*stressed(?: (?:out|af))*"
        r"(?: (?:at|from|about|by|with|because of) .{2,25})?|(?:lots|a lot) of stress(?: .{2,25})?",
        r"(?:my )?stress(?: level)?(?: is| was)?:? (?:[89]|10|\d{1,2} ?/ ?10)",
    ),
    (
        saying("typed.gadget"),
        r"(?:my )?(?:garmin|whoop|oura|coros|polar|suunto|fitbit|apple watch|watch|ring|strava)\b"
        r" (?:says?|said|shows?|thinks?|tells me|claims|is|gives me)\b(?!.*\d).{0,50}",
        r"(?:my )?(?:body battery|training readiness|readiness|training status|recovery(?: score)?|hrv)"
        r"(?: (?:score|status))?(?: is| was| at|:)*(?: (?:only|very|quite|pretty|a bit|so))*"
        r" (?:\d{1,3} ?%?|low|high|red|green|yellow|down|poor|bad|unbalanced|unproductive|strained)(?: (?:today|again"
        r"|this morning))*",
    ),
)
