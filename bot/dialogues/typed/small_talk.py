"""The recognised lines to the coach as somebody: a greeting, thanks, a bad mood, what it does by itself."""

from __future__ import annotations

from bot.dialogues import help as helping
from bot.dialogues.typed.answer import pressing, saying
from bot.dialogues.typed.wording import rows

SMALL_TALK = rows(
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
        saying("typed.glad"),
        r"(?:that|this|it|the|your|those|these)(?: [a-z-]+){0,6}? (?:really |so much |a lot )*"
        r"(?:helps?|helped|is helping|does wonders for|did wonders for|saved)"
        r"(?: (?:me|a lot|so much|my [a-z]+|with my [a-z]+|really))*",
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
)
