"""The recognised questions about training that one sentence answers, whoever asks."""

from __future__ import annotations

from bot.dialogues.typed.answer import saying
from bot.dialogues.typed.wording import LATER, WHAT, rows

QUESTIONS = rows(
    (
        saying("typed.what.light"),
        rf"{WHAT}(?:push|hold|back ?off|green|yellow|red|lights?|colou?rs?)(?: light)?(?: mean| means| about)?",
    ),
    (
        saying("typed.what.effort"),
        rf"{WHAT}(?:good |right |normal )*(?:rpe|effort|effort scale)(?: \d+)?(?: mean| means| for (?:this|it|me))?",
    ),
    (
        saying("typed.physio_exercises"),
        r"(?:.*\b)?(?:physio|physiotherapist|pt|doctor|osteopath)(?:'?s)?\b.{0,20}\bexercises?\b.*",
    ),
    (
        saying("typed.order"),
        r"(?:(?:what|which) (?:comes |goes |should i do |do i do )?first|(?:should|do|can|may) i (?:do |train )?"
        r"(?:it |strength )?(?:before or after)).*\brun.*",
        r"(?:is it (?:ok|okay|fine|bad) to|can i|should i|may i) (?:go )?run(?:ning)? (?:right |straight )?"
        r"(?:after|before)(?:wards?| it| that| this| strength| the session| lifting)*(?: today)?",
        r"(?:can|should|may) i (?:run and (?:lift|do strength|train)|(?:lift|do strength) and run) (?:on )?(?:the )?"
        r"same day|strength (?:first )?or (?:the )?run first|run or strength first",
    ),
    (
        saying("typed.when_today"),
        rf"(?:(?:can|could|may) i )?(?:move|shift|push|do) (?:it|this|that|the session) (?:to|till|until) {LATER}",
        r"(?:(?:i )?(?:will|'ll|gonna|going to|plan to) |i'?ll )(?:do|train)(?: it| this)? (?:at|around|after) .{2,15}",
        rf"(?:(?:can|could|may) i|is it (?:ok|okay|fine)(?: if i| to)) (?:do|train)"
        r" (?:it|this|that|(?:the|my|today'?s) (?:session|workout|strength|technique|training)(?: thing| session)?)"
        rf" {LATER}(?: instead| too| after work)*"
        r"|(?:what time|when) (?:of (?:the )?day )?(?:should|do|can) i (?:do|train) (?:it|this|the session)(?: today)?",
    ),
    (
        saying("typed.see_someone"),
        r"(?:should|do|must|shall) i (?:need to |have to |really )*(?:see|go to|go and see|book|talk to|consult|visit)"
        r" (?:a |an |my |the )*(?:someone|somebody|doctor|doc|physio|physiotherapist|professional|specialist|gp)"
        r"(?: (?:about|with|for) (?:it|this|that|my [a-z ]+))?",
        r"when (?:should|do) i (?:see|go to|call) (?:a |my |the )?(?:doctor|physio|professional|someone|somebody)"
        r"|is (?:it|this|that) (?:something )?(?:serious|bad|dangerous)|how do i know if (?:it|this) is serious",
    ),
    (saying("typed.split"), r"(?:can|could|may) i (?:split|divide|break) (?:it|this|that|the session)(?: up)?\b.*"),
    (
        saying("typed.warmup"),
        r"(?:do i (?:have|need) to|should i|must i) (?:do the )?warm[ -]?up(?: first| every time)?"
        r"|(?:can i )?skip (?:the )?warm[ -]?up",
    ),
    (
        saying("typed.what.tempo"),
        rf"{WHAT}(?:\d-\d-[\dx]|tempo|(?:three |3 )?numbers|digits)(?: thing| stuff)?"
        r"(?: \d-\d-[\dx])?(?: behind .+)?(?: mean| means| about)?",
    ),
    (saying("typed.what.deload"), rf"{WHAT}deload(?: week)?(?: mean)?"),
    (
        saying("typed.when"),
        r"(?:should|can|do|could) i (?:do |train )?(?:it |this |the session |strength )?(?:before|after"
        r"|before or after|after or before)"
        r" (?:my |the |a )?(?:run|running|intervals|long run)",
        r"(?:before or after|after or before|before|after) (?:my |the )?(?:run|running)",
        r"(?:is )?(?:strength|lifting|gym|weights|this|it) (?:right |straight |directly )?(?:before|after)"
        r" (?:my |the |an? )?(?:(?:easy|long|hard) )?(?:run|running|intervals?|tempo|track)(?: (?:is|be|a))*"
        r" (?:ok|okay|fine|bad|good|allowed|(?:good |bad )?idea)",
        r"(?:run|strength|this|it) first(?:,? or (?:the )?(?:run|strength|this|it)(?: first)?)?",
        r"(?:can|should|do|could) i (?:do )?(?:it|this|the session|strength)"
        r" (?:before|after) (?:my |the )?run or (?:before|after)(?: it)?",
        r"(?:what time|when) (?:should|do|shall) i (?:do (?:it|this|the session|strength)|train)(?: best)?",
    ),
    (saying("typed.what.technique"), rf"{WHAT}technique(?: day| session| for)?(?: mean)?"),
    (
        saying("typed.soreness"),
        r"is it (?:ok|okay|normal|fine|bad|good)(?: to be| to feel| if i am)? (?:this |that |so |a bit )?sore.*",
        r"how sore is (?:too sore|ok|okay|normal|too much)"
        r"|is (?:soreness|doms|muscle soreness) (?:normal|ok|okay|bad|good)",
        r"(?:can|should|may|could) i (?:still )?(?:train|do it|go on|lift) (?:with|while|when|if) (?:i am |i'?m )?"
        r"(?:doms|sore(?:ness)?|(?:a )?(?:bit )?sore(?: (?:muscles|legs))?|muscle soreness)",
    ),
    (
        saying("typed.quiet"),
        r"(?:when|how often|what time) (?:do|will|would) you (?:write|message|text|send|ask|ping)(?: .*)?",
    ),
    (
        saying("typed.other_sport"),
        r"(?:can|could|may|should|shall|is it (?:ok|okay|fine) (?:if i|to)|what if) ?(?:i )?(?:go |do |just )*"
        r"(?:for )?(?:a |an |some |my )*(?:swim(?:ming)?|cycl(?:e|ing)|bik(?:e|ing)(?: ride)?|ride|row(?:ing)?"
        r"|walk(?:ing)?|hik(?:e|ing)|yoga|pilates|spin(?:ning)?(?: class)?|aqua ?jog(?:ging)?|elliptical|ski(?:ing)?"
        r"|climb(?:ing)?|football|tennis|danc(?:e|ing))(?: class)?(?: instead| today| tomorrow| as well| too)*",
    ),
    (
        saying("typed.run_much"),
        r"(?:how (?:much|far|long|many (?:kms?|miles|kilomet(?:er|re)s|times|days|hours)|fast|often)"
        r"|what (?:pace|distance)) (?:should|do|must|can|may) i run\b.{0,30}",
    ),
    (
        saying("typed.jumps"),
        r"(?:when (?:do|does|will) (?:the )?|when can i (?:start|begin|do) |no |are there (?:any |no )?"
        r"|(?:why|how come|where) (?:(?:is|are|do|does|did|have|has|i|we|you|it|there|the|this|my|plan|session|not"
        r"|no|any|never|isn'?t|aren'?t|don'?t|doesn'?t|haven'?t|got|have|do|include) )*)"
        r"(?:jumps?|jumping|plyo\w*|hops?|hopping|box jumps?|skipping rope)"
        r"(?: (?:start|begin|come|yet|in it|in (?:the|my|this) (?:plan|session|program(?:me)?)|in there|so far"
        r"|exercises|work|training|at all|for me|today))*",
    ),
    (
        saying("typed.twice"),
        r"(?:(?:can|could|may|should|shall) (?:i|we) |is it (?:ok|okay|fine|bad|good) (?:to|if i) )"
        r"(?:do|train|repeat|have)(?: (?:it|this|that|strength|the session|today'?s session|the workout|them))?"
        r" (?:(?:twice|two times|2 ?x|two ?x|2 times)(?: (?:a|per|in (?:a|one|the same)|on the same|every) ?day"
        r"| (?:today|tonight|this (?:evening|afternoon)))*|again (?:today|tonight|this (?:evening|afternoon)))",
        r"(?:two|2|double) sessions? (?:a|per|in (?:a|one)|on the same|today|the same) ?(?:day)?(?: ok)?",
    ),
    (
        saying("typed.if_missed"),
        r"what (?:happens |do i do |should i do )?(?:if|when) i"
        r" (?:miss|skip|forget|can'?t (?:do|make)|don'?t (?:do|make))"
        r" (?:a |an |one|the |my |some |it|this|that)?(?: ?(?:session|day|workout|training|week|one)s?)?",
    ),
    (
        saying("typed.beyond"),
        r"(?:.*\b)?(?:protein|calories|nutrition|supplements?|creatine|(?:lose|losing) weight|weight loss"
        r"|what should i eat|carb(?:s|o)?(?:[ -]?load(?:ing)?)?|gels?|electrolytes|hydrat(?:e|ion)"
        r"|diet|which shoes|what shoes|vo2 ?max|heart rate zones?)\b.*",
    ),
    (
        saying("typed.why_ask"),
        r"why (?:do|are|would|must) you (?:always |keep )?ask(?:ing)?(?: me)?"
        r"(?: (?:that|this|it|again|so much|so often|so many questions|all the time"
        r"|every (?:day|time|evening|morning)))*",
    ),
    (
        saying("typed.more"),
        r"(?:i )?(?:want|would like|'d like|need|can i (?:have|get|do|train)|could i (?:have|get|do)|give me)?"
        r"(?: to (?:do|train))? ?(?:some )?more(?: sets?| work| sessions?| strength| days?| training)?"
        r"(?: (?:a|per|this) week)?(?: than (?:this|that))?(?: please)?",
        r"(?:can|could|may|should) (?:i|we) (?:do|have|add|get|train) (?:another|an extra|a second|a third|one more|two"
        r"|three|four|five|[2-7])(?: strength)?(?: sessions?| workouts?| days?| times?)?(?: (?:a|per|this|next) week)?",
        r"(?:can|could|may|should) i train (?:harder|more)(?: often)?|push me(?: harder)?",
    ),
    (
        saying("typed.harder"),
        r"when does (?:it|this) get (?:heavier|harder|more)",
        r"(?:are|will|when (?:do|will|are)) (?:my |the )?weights? (?:be )?(?:going|go|getting|get)"
        r" (?:up|heavier)(?: soon)?",
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
        saying("typed.what.a_b"),
        r"(?:what(?:'?s| is) )?(?:the )?difference between (?:strength )?a and (?:strength )?b",
        r"what (?:is|are) (?:strength )?[ab](?: and (?:strength )?[ab])?",
    ),
    (
        saying("typed.music"),
        r"(?:can|may|should) i (?:listen to|have|play) (?:some )?(?:music|podcasts?|a podcast)(?: .+)?",
    ),
    (
        saying("typed.why_a_b"),
        r"why (?:is it |do i (?:do|have) )?(?:strength )?[ab] (?:and )?not (?:strength )?[ab](?: .+)?",
    ),
    (
        saying("typed.weaker_side"),
        r"(?:my )?(?:left|right|one) (?:side|leg|calf|glute|hip|arm) (?:is |was |felt |feels )?"
        r"(?:(?:a bit|a lot|much|way|so much|clearly|slightly|noticeably) )*(?:weaker|stronger)"
        r"(?: than (?:the |my )?(?:other|left|right)(?: (?:one|side|leg))?)?(?: today| again| lately)*",
    ),
)
