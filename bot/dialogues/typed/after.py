"""The lines that are recognised where no open question took the words for itself: most new ones go here.

A row is an answer and the ways to say it. Of two rows that fit the first that answers is taken.
"""

from __future__ import annotations

from bot.dialogues import data, help as helping, load, progress
from bot.dialogues.doors import share
from bot.dialogues.race import dialogue as race
from bot.dialogues.rating import dialogue as rating
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.shared.about import ABOUT
from bot.dialogues.today import dialogue as today
from bot.dialogues.typed import answers, session
from bot.dialogues.typed.answer import page, pressing, saying, unhurt
from bot.dialogues.typed.wording import LATER, NEXT_DELOAD, PLEASE, TO, WHAT, rows
from bot.dialogues.week import dialogue as week, moving
from bot.dialogues.why import dialogue as why
from bot.grammar.days import DAY

AFTER = rows(
    (
        answers.shown_next,
        r"(?:when is|when'?s|what is|what'?s) (?:my |the )?next (?:session|workout|training|one|strength)",
        r"(?:my )?next (?:session|workout)|what(?:'?s| is) (?:on |up |coming )*tomorrow|(?:and )?tomorrow",
        r"when (?:do|should|will) (?:i|we) (?:train|start|begin|go on|continue)(?: again| next)*",
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
        saying("typed.what.light"),
        rf"{WHAT}(?:push|hold|back ?off|green|yellow|red|lights?|colou?rs?)(?: light)?(?: mean| means| about)?",
    ),
    (saying("typed.what.effort"), rf"{WHAT}(?:rpe|effort|effort scale)(?: \d+)?(?: mean| means)?"),
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
        rf"(?:can|could|may) i (?:do|train) (?:it|this|that|the session) {LATER}(?: instead| too)*"
        r"|(?:what time|when) (?:of (?:the )?day )?(?:should|do|can) i (?:do|train) (?:it|this|the session)(?: today)?",
    ),
    (saying("typed.split"), r"(?:can|could|may) i (?:split|divide|break) (?:it|this|that|the session)(?: up)?\b.*"),
    (
        saying("typed.warmup"),
        r"(?:do i (?:have|need) to|should i|must i) (?:do the )?warm[ -]?up(?: first| every time)?"
        r"|(?:can i )?skip (?:the )?warm[ -]?up",
    ),
    (
        saying("typed.what.tempo"),
        rf"{WHAT}(?:\d-\d-[\dx]|tempo|(?:three |3 )?numbers|digits)(?: behind .+)?(?: mean| means)?",
    ),
    (
        answers.deload_when,
        rf"(?:when|which week) (?:is|will be|do i (?:get|have)|comes|does) {NEXT_DELOAD}(?: come)?",
        rf"when (?:do|will|should) i (?:next )?deload|{NEXT_DELOAD}",
        rf"how (?:long|many (?:weeks|days))(?: is it)? (?:until|till|to|before) {NEXT_DELOAD}",
    ),
    (saying("typed.what.deload"), rf"{WHAT}deload(?: week)?(?: mean)?"),
    (
        session.how_hard,
        r"meh|so so|not bad|could be worse",
        r"(?:i |just |absolutely |totally |that |it |(?:that|the) (?:session|one|workout) )*"
        r"(?:smashed|crushed|nailed|killed|survived|destroyed|finished|ruined|broke)"
        r"(?: (?:it|that|this|me|the session|that one))+",
        r"(?:that was |it was |what |such )?(?:an? )?(?:really |very |so )*(?:great|good|nice|awesome|amazing|lovely"
        r"|solid|fun|brilliant|fantastic|decent) (?:session|workout|one|training)(?: (?:today|that was|thanks))*",
        r"(?:i )?(?:really )?(?:loved|enjoyed|liked) (?:it|that|this|the session|this one)|that was (?:fun|great|good)",
        r"(?:it |that |session )?(?:was|felt) (?:ok|okay|fine|alright|all right|so so|meh|decent)"
        r"(?:,? i (?:guess|think|suppose))?",
        r"(?:it |that |this )?(?:was |felt )?(?:(?:a (?:bit|little|lot)|much|way|slightly|far) )?"
        r"(?:harder|easier|tougher|heavier|lighter|worse|better) than (?:expected|planned|usual|before|i thought"
        r"|last (?:time|week))",
        r"(?:i )?felt (?:amazing|great|good|strong|weak|bad|awful|terrible|sluggish|rubbish)",
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
        r"|(?:show(?: me)? |what is |what'?s )?my (?:progress|stats|statistics)|how strong am i)"
        r"(?: so far| overall| now)*",
    ),
    (
        pressing(moving.move_day),
        rf"{PLEASE}(?:swap|switch|exchange|flip|turn around) {DAY} (?:and|with|for) {DAY}(?: around)?",
    ),
    (
        page(""),
        r"(?:un ?pause|resume|restart)(?: (?:the |my )?(?:mornings?|messages?|cards?|coaching|it all))*",
    ),
    (
        page("kit"),
        r"(?:i |i've |we )?(?:have |just |finally )*joined (?:a|the|my) (?:new |local )?(?:gym|studio|fitness club)"
        r".{0,20}",
        r"(?:my |the )?(?:new )?(?:bench|step|band|bands|kettlebells?|dumb?bells?|weights?|rack|barbell)"
        r" (?:has |have )?(?:just |finally )?(?:arrived|came|come)(?: .{0,12})?",
        r"(?:my |the )?gym(?: membership)? (?:has |is |was )?(?:ended|over|closed|expired|gone|cancelled|canceled)"
        r"(?: for good)?|no more gym|no gym any ?more",
        r"(?:i |i'?ve |have )*(?:cancelled|canceled|quit|left|ended) (?:my |the )?gym(?: membership)?",
        r"my (?:dumb?bells?|weights?|kettlebells?) only go (?:up )?to .+",
        r"(?:(?:my|the|our) )?(?:gym|office|work|home|studio)(?: (?:now|also|finally))* (?:has|got|have)(?: (?:now"
        r"|got))*"
        r" (?:(?:a|an|some|new|the|their|two|more|lots of) )*(?:leg|squat|cable|smith|hack|machines?|racks?|barbells?"
        r"|dumb?bells?|kettlebells?|bench|weights?|bands?|step|box|press|sled|treadmill|rower)\b.{0,30}",
        r"can i use (?:a |an |my )?(?:back ?pack|rucksack|bands?|water bottles?|barbell|machines?)(?: .+)?",
    ),
    (
        pressing(race.race),
        r"(?:i have |i'?ve |there'?s |there is )*no (?:more )?races?(?: (?:planned|coming up|in sight|any ?more|now"
        r"|on the calendar|yet))*",
        r"(?:when is|when'?s|how (?:long|many (?:days|weeks)) (?:until|till|to)) (?:my |the )?(?:race|marathon)",
    ),
    (
        pressing(data.forget),
        r"start over",
        r"(?:how (?:do|can) i )?(?:delete|erase|remove|close)"
        r" (?:me|my (?:account|data|profile|diary)|all my data|everything)",
    ),
    (
        pressing(share.share),
        rf"{PLEASE}share(?: (?:it|this|that|my (?:plan|week|data|training|progress)))?(?: with (?:my |a |the )?.+)?",
    ),
    (pressing(data.export), rf"{PLEASE}(?:export|download|send me|save) (?:all )?(?:my )?(?:data|diary|file)"),
    (
        saying("typed.when"),
        r"(?:should|can|do|could) i (?:do |train )?(?:it |this |the session |strength )?(?:before|after"
        r"|before or after|after or before)"
        r" (?:my |the |a )?(?:run|running|intervals|long run)",
        r"(?:before or after|after or before|before|after) (?:my |the )?(?:run|running)",
        r"(?:run|strength|this|it) first(?:,? or (?:the )?(?:run|strength|this|it)(?: first)?)?",
        r"(?:can|should|do|could) i (?:do )?(?:it|this|the session|strength)"
        r" (?:before|after) (?:my |the )?run or (?:before|after)(?: it)?",
        r"(?:what time|when) (?:should|do|shall) i (?:do (?:it|this|the session|strength)|train)(?: best)?",
    ),
    (saying("typed.what.technique"), rf"{WHAT}technique(?: day| session| for)?(?: mean)?"),
    (
        pressing(rating.rate),
        r"(?:i'?m |i am |all |just |session |workout |i've |i )*(?:done|finished|did it|completed it|did the session)"
        r"(?: it| with it| now| today| for today| the session| the workout)*",
        r"i (?:did train|trained|have trained|did my session)",
    ),
    (pressing(today.go), r"(?:start|begin|let'?s (?:go|start|do (?:this|it)))(?: now| the session| training)?"),
    (pressing(today.how), r"how to|how to do it|how do i do (?:it|this|that|them)"),
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
        r"(?:(?:whats?|what'?s|how|hows|how'?s|show|tell|give|and|is|are|does|do|will|the|my|our|me|about|for|plans?"
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
        r"(?:should i use|is|are) \d+(?:\.\d+)? ?(?:kg|kgs|kilos?|lb|lbs|pounds)(?: .*)?",
        r"(?:should|can|could|may|do) i (?:go|use|lift|take|need) (?:a |an )?"
        r"(?:more weight|heavier|lighter|less weight|bigger)(?: .*)?",
        r"(?:the |my |this )?(?:weights?|loads?|dumb?bells?) (?:is|are|feels?|seems?)"
        r" (?:a (?:bit|little) |much |way |far )*too (?:light|heavy|easy)(?: .*)?",
        r"\d+(?:\.\d+)? ?(?:kg|kgs|kilos?|lb|lbs|pounds) (?:is |are |feels? |seems? )?"
        r"(?:(?:a (?:bit|little)|much|way|far) )*too (?:light|heavy)(?: (?:for|on|in) .*)?",
    ),
    (
        saying("typed.soreness"),
        r"is it (?:ok|okay|normal|fine|bad|good)(?: to be| to feel| if i am)? (?:this |that |so |a bit )?sore.*",
        r"how sore is (?:too sore|ok|okay|normal|too much)"
        r"|is (?:soreness|doms|muscle soreness) (?:normal|ok|okay|bad|good)",
        r"(?:can|should|may|could) i (?:still )?(?:train|do it|go on|lift) (?:with|while|when|if) (?:i am |i'?m )?"
        r"(?:doms|sore(?:ness)?|(?:a )?(?:bit )?sore(?: (?:muscles|legs))?|muscle soreness)",
    ),
    (
        pressing(why.why),
        r"what(?:'?s| has| did you| have you)? changed?(?: (?:today|now|there|since .*|from .*|this week))*",
    ),
    (
        saying("typed.quiet"),
        r"(?:when|how often|what time) (?:do|will|would) you (?:write|message|text|send|ask|ping)(?: .*)?",
    ),
    (
        page("health"),
        r"(?:i'?m |i am |we are )?(?:no longer pregnant|not pregnant any ?more)(?: now)?",
        r"(?:the |my |our )?baby is (?:now )?(?:\d{1,2}|[a-z]+) (?:weeks?|months?)(?: old)?(?: now| already)?",
    ),
    (
        page("runs"),
        r"(?:i'?m |i am |i )?(?:now |only )*run(?:ning)? (?:only )?(?:\d|two|three|four|five|six) ?(?:x|times|days)"
        r"(?: (?:a|per) week)? (?:now|from now on|these days)",
    ),
    (
        page("display"),
        rf"{PLEASE}(?:switch|change|use|set)(?: it| me| everything)?(?: to| in)? (?:miles|km|kilomet(?:er|re)s"
        rf"|pounds|lbs|kgs?"
        r"|kilos?|metric|imperial)|(?:change|switch) (?:the )?language(?: .+)?",
    ),
    (
        page("strength"),
        rf"(?:i )?(?:can |could )?(?:only |just )*(?:have time|train|do strength|do|manage|can train"
        rf"|am free)(?: only)?(?: on)? {DAY}"
        rf"(?:,? ?(?:and |or |& )?{DAY})+",
        r"i (?:want|prefer|can do|only have time for|would like) \d (?:days|sessions)(?: (?:a|per) week)?",
    ),
    (
        pressing(week.week),
        rf"(?:did i (?:train|do it|do the session)|what did i (?:rate|do)|how (?:was|did) i)(?: on)? (?:{DAY}"
        rf"|yesterday)",
    ),
    (
        pressing(progress.progress),
        r"when (?:do|can|will|may) i (?:jump|hop|do plyo\w*)|what did i (?:do|lift|use) last time|how much did i .+",
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
        r"(?:when (?:do|does|will) (?:the )?|when can i (?:start|begin|do) |no |are there (?:any |no )?)"
        r"(?:jumps?|jumping|plyo\w*|hops?|hopping)(?: (?:start|begin|come|yet|in it|in the plan))*",
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
        r"|what should i eat"
        r"|diet|which shoes|what shoes|vo2 ?max|heart rate zones?)\b.*",
    ),
    (answers.setting, rf"(?:{PLEASE}|how (?:do|can) i )(?:change|edit|update|set) (?:the |my )?(?P<page>[a-z ]+)"),
    (
        saying("typed.undo"),
        r"(?:that|it|this|the last (?:one|answer|entry)) (?:was|is|'s) (?:wrong|a mistake|not right)"
        r"|(?:delete|remove|cancel) (?:the |my )?last (?:entry|one|answer|rating|thing|message)",
        r"(?:sorry,? )?(?:i )?meant (?:the )?(?:left|right|both)(?:,? not (?:the )?(?:left|right|both))?",
        r"(?:.*\b)?(?:i was wrong|my mistake|(?:by|a) mistake|typo|oops|that'?s wrong"
        r"|i did ?n[o']?t mean (?:that|it|this)|not what i meant|i meant something else)(?:,? sorry)?",
    ),
    (session.swap_one, rf"{PLEASE}(?:swap|exchange|replace|change)(?: (?:out )?(?:the |a |my )?(?P<what>.+))?"),
    (
        session.move,
        rf"{PLEASE}(?:move|shift|postpone|reschedule)(?: it| this| that| today| the session)*(?: {TO})?",
        rf"{PLEASE}do (?:it|this|that|the session|today's session) {TO}",
    ),
    (
        saying("typed.why_ask"),
        r"why (?:do|are|would|must) you (?:always |keep )?ask(?:ing)?(?: me)?"
        r"(?: (?:that|this|it|again|so much|so often|so many questions|all the time"
        r"|every (?:day|time|evening|morning)))*",
    ),
    (
        unhurt(answers.can_train),
        r"(?:(?:i'?m |i )?(?:feel(?:ing)?|doing) (?:much |a lot |a bit )?better[,. ]+)?(?:so |and |when )*"
        r"(?:can|could|may|should|am) i (?:be )?(?:allowed to |able to )?(?:start|train|exercise|lift|work ?out"
        r"|do strength|go to the gym)"
        r"(?: training| strength| with it)? (?:again|now|yet)(?: (?:today|now|please))*",
    ),
    (
        unhurt(answers.can_run),
        r"(?:can|could|may|should|is it (?:ok|okay|safe|fine) (?:if i|to)) ?(?:i )?(?:still |go |do |for )*"
        r"(?:a |my |the )?(?:(?:long|easy|hard|short) )?(?:run|runs|running|race|jog|intervals?|tempo)\b.{0,40}",
    ),
    (
        answers.can_again,
        r"(?:so |and |but |when |how soon )*(?:can|could|may|will|am|is it (?:ok|okay|safe) (?:to|if i)) ?(?:i |we )?"
        r"(?:do |start |go back to |back to |allowed to |be able to |have )*(?:the |my |some )?(?P<what>[a-z][a-z -]+?)"
        r" (?:again|yet)(?: (?:today|now|this week|soon|with this|safely))*",
        r"(?:when|how soon) (?:can|will|do|are|is) (?:i |we )?(?:the |my )?(?P<what>[a-z][a-z -]+?)"
        r" (?:(?:be |come |coming )?back|return)(?: in)?(?: again| on the plan)*",
    ),
    (
        answers.weight_of,
        r"(?:i |can |could |my |do |lift )*(?P<name>[a-z][a-z -]{2,40}?)[:,]? (?:with |at )?"
        r"(?P<weight>\d{1,3}(?:[.,]\d+)?) ?(?P<unit>kgs?|kilos?|lbs?|pounds?)"
        r"(?:,? (?:x|for|about|times)* ?15(?: reps| times| x)?)?",
    ),
    (
        saying("typed.more"),
        r"(?:i )?(?:want|would like|'d like|need|can i (?:have|get|do|train)|could i (?:have|get|do)|give me)?"
        r"(?: to (?:do|train))? ?(?:some )?more(?: sets?| work| sessions?| strength| days?| training)?"
        r"(?: (?:a|per|this) week)?(?: than (?:this|that))?(?: please)?",
        r"(?:can|could|may|should) i (?:do|have|add|get|train) (?:another|an extra|a second|a third|one more|two)"
        r"(?: strength)?(?: sessions?| workouts?| days?| times?)?(?: (?:a|per|this) week)?",
        r"(?:can|could|may|should) i train (?:harder|more)(?: often)?|push me(?: harder)?",
    ),
    (
        answers.purpose,
        r"(?:but )?why (?:do|should|must) i (?:need|have)?(?: to)?(?: do)? ?"
        r"(?:this|that|it|these|those|any of (?:this|it))(?: session| stuff| drills?| exercises?)?(?: at all| for)?",
        r"(?:what(?:'?s| is| are)|whats) (?:this|that|it|these|it all"
        r"|the (?:session|point|use)(?: of (?:this|it|that))?)(?: (?:good )?for)?",
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
        session.leave_out,
        r"(?:do|must) i (?:really )?(?:have|need) to do (?:the |those |these )?(?P<what>[a-z][a-z -]+?)"
        r"(?P<why>,? (?:because|as|since|it|i|my)\b.*)?",
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
        answers.where,
        r"(?:it|this|something|that) (?:hurts?|aches?|stings?|is (?:sore|painful))(?: .+)?",
        r"(?:(?:so|really|very|legs?|my|are|is|i'?m|too) )*(?:sore |that |i )*(?:can|could) (?:barely|hardly)"
        r" (?:walk|move|stand|sit|get (?:up|down))(?: (?:down|straight|properly|the|stairs|today|now|this morning))*"
        r"|(?:i )?(?:can'?t|cannot) (?:get|walk|go) down (?:the )?stairs",
    ),
    (
        saying("typed.weaker_side"),
        r"(?:my )?(?:left|right|one) (?:side|leg|calf|glute|hip|arm) (?:is |was |felt |feels )?"
        r"(?:(?:a bit|a lot|much|way|so much|clearly|slightly|noticeably) )*(?:weaker|stronger)"
        r"(?: than (?:the |my )?(?:other|left|right)(?: (?:one|side|leg))?)?(?: today| again| lately)*",
    ),
    (
        session.leave_out,
        rf"{PLEASE}(?:i (?:want|would like|'d like) to |i'?d rather )?(?:skip|leave out|drop|not do|avoid)"
        r" (?:the |my )?(?P<what>.+?)"
        r"(?P<why> (?:today|please|because|as|since|i'?m|im|i am|it'?s|its|it|i don'?t)\b.*)?",
    ),
    (
        saying("help.proposes"),
        r"(?:what|when|which things) (?:do|will|can|would) you (?:propose|suggest|decide|change|do)"
        r"(?: (?:by|on) (?:yourself|your own)| yourself| without (?:me|asking|asking me)| automatically)+",
        r"(?:do|will|would|can) you (?:change|adjust|move|adapt|ease) (?:my |the )?(?:plan|week|sessions?|things|it)"
        r"(?: (?:by|on) (?:yourself|your own)| yourself| without (?:me|asking|asking me)| automatically)+",
        r"(?:do|will|would) you (?:tell me|say|suggest|propose|warn me)(?: when| if)? (?:a deload|i need (?:a )?"
        r"(?:deload|rest|break|an? easier week))",
    ),
    (
        pressing(helping.help_),
        r"help me|i need help|how does (?:this|it|that) work|what can (?:you|i) do(?: here| with (?:you|this|it))?"
        r"|what do you do|who are you|commands|menu|what are the commands",
    ),
    (
        saying("typed.hello"),
        r"(?:are )?(?:you|u) (?:still )?(?:there|here|awake|alive)",
        r"(?:hi|hello|hey|hiya|hallo|good (?:morning|evening|afternoon))(?: there| coach| sinew)*",
    ),
    (
        saying("typed.sorry"),
        r"(?:(?:this|the|your|you|it|bot|app|coach|plan|is|are|'s|so|really|just|fucking|a|i|absolutely) )*"
        r"(?:shit|crap|rubbish|stupid|useless|idiot|terrible|awful|annoying|dumb|the worst|hate (?:this|you|it"
        r"|the (?:app|bot|plan)))",
    ),
    (
        saying("typed.motivate"),
        r"(?:please )?motivate me(?: please)?|(?:i )?(?:need|have no|lost my|lost all) (?:some )?motivation"
        r"|give me a (?:push|kick)",
    ),
    (
        saying("typed.afraid"),
        r"(?:i'?m |i am |a bit |so |really |still )*(?:scared|afraid|nervous|anxious|worried)"
        r" (?:of|about|to) (?:running|run|train|training|jump|jumping|start|starting|getting (?:injured|hurt)"
        r"|re-?injury|lifting)\b.{0,40}",
    ),
    (
        saying("typed.thanks"),
        r"(?:many |ok |okay |great |cool )*(?:thanks|thank you|thx|ty|cheers)(?: a lot| so much| coach| sinew| you)*",
    ),
    (
        saying("typed.fine"),
        r"(?:ok|okay|cool|great|nice|got it|understood|alright|perfect|good|fine|will do|on it|deal|sounds (?:good"
        r"|great))(?: ok| then)*",
        r"(?:(?:i'?m|i am|i|feel|feeling|legs|my|all|are|is|everything|it'?s|pretty|quite|really) )+"
        r"(?:good|fine|ok|okay|great)",
    ),
) + tuple((way, saying(key)) for way, key in ABOUT)
