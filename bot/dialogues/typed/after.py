"""The lines that are recognised where no open question took the words for itself.

A row is an answer and the ways to say it. Of two rows that fit the first that answers is taken.
"""

from __future__ import annotations

from bot.dialogues.rating import dialogue as rating
from bot.dialogues.shared.about import ABOUT
from bot.dialogues.today import dialogue as today
from bot.dialogues.typed import answers, session, this_week
from bot.dialogues.typed.answer import pressing, saying, unhurt
from bot.dialogues.typed.changes import CHANGES
from bot.dialogues.typed.questions import QUESTIONS
from bot.dialogues.typed.shown import SHOWN
from bot.dialogues.typed.small_talk import SMALL_TALK
from bot.dialogues.typed.wording import rows

_SESSION = rows(
    (
        this_week.too_long,
        r"(?:(?:is|isn'?t|are|aren'?t)(?: not)? )?(?:(?:it|this|that|the session|today'?s session|an hour"
        r"|\d\d ?min(?:ute)?s?)(?:'s| is| not| isn'?t)* )+(?:way |far |much |a bit |a little |not )*"
        r"(?:too long|too much time|(?:a )?lot|(?:very |so |really )?long)"
        r"(?: (?:for (?:me|a beginner|strength|today)|today|for one session))*",
        r"(?:does|do|must|should) (?:it|this|they|sessions?|the session) (?:have to |need to |really )*"
        r"(?:take|be|last) (?:so long|that long|\d\d ?min(?:ute)?s?)",
        r"(?:the |these |my |your )?sessions? (?:is|are|take|takes) (?:way |far |much |a bit )?too long",
    ),
    (
        this_week.next_block,
        r"(?:what|when|which)(?:'?s)?(?: (?:will|does|in|be|comes?|is|are|on|up|start|the|my|your))*"
        r" (?:next|following|coming) (?:training )?(?:block|phase|cycle)"
        r"(?: (?:start|begin|about|be|come|like|bring|look))*",
        r"(?:what|what'?s|when|which)(?: (?:comes|happens|is|block|do we do|will happen|next|phase))* after"
        r" (?:this|the|my|these) (?:(?:strength|stability) )?(?:block|phase|cycle|\d weeks)",
        r"(?:next|following) (?:block|phase)|when does (?:this|the|my) (?:block|phase|cycle) (?:end|finish)",
    ),
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
        pressing(rating.rate),
        r"(?:i'?m |i am |all |just |session |workout |i've |i )*(?:done|finished|did it|completed it|did the session)"
        r"(?: it| with it| now| today| for today| the session| the workout)*",
        r"i (?:did train|trained|have trained|did my session)",
    ),
    (pressing(today.go), r"(?:start|begin|let'?s (?:go|start|do (?:this|it)))(?: now| the session| training)?"),
    (pressing(today.how), r"how to|how to do it|how do i do (?:it|this|that|them)"),
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
        answers.purpose,
        r"(?:but )?why (?:do|should|must) i (?:need|have)?(?: to)?(?: do)? ?"
        r"(?:this|that|it|these|those|any of (?:this|it))(?: session| stuff| drills?| exercises?)?(?: at all| for)?",
        r"(?:what(?:'?s| is| are)|whats) (?:this|that|it|these|it all"
        r"|the (?:session|point|use)(?: of (?:this|it|that))?)(?: (?:good )?for)?",
    ),
    (
        answers.where,
        r"(?:it|this|something|that) (?:hurts?|aches?|stings?|is (?:sore|painful))(?: .+)?",
        r"(?:(?:so|really|very|legs?|my|are|is|i'?m|too) )*(?:sore |that |i )*(?:can|could) (?:barely|hardly)"
        r" (?:walk|move|stand|sit|get|go|climb)(?: (?:up|down|upstairs|downstairs|straight|properly|the|stairs|today"
        r"|now|this morning|lol|haha))*",
        r"(?:i )?(?:can'?t|cannot|can not) (?:get|walk|go|do|climb|sit)(?: (?:up|down|properly|normally|the|on))*"
        r" (?:stairs|downstairs|upstairs|toilet|loo)(?: (?:today|now|any ?more|lol|haha))*",
    ),
)
_OF_SINEW = tuple((way, saying(key)) for way, key in ABOUT)
AFTER = (*SHOWN, *QUESTIONS, *CHANGES, *_SESSION, *SMALL_TALK, *_OF_SINEW)
