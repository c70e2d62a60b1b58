"""The recognised lines that want something changed: a setting, the kit, a session, what is in it, the diary itself."""

from __future__ import annotations

from bot.dialogues import data
from bot.dialogues.doors import share
from bot.dialogues.typed import answers, session
from bot.dialogues.typed.answer import page, pressing, saying
from bot.dialogues.typed.wording import PLEASE, TO, rows
from bot.dialogues.week import moving
from bot.grammar.days import DAY

CHANGES = rows(
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
        r" (?:has |have |is |are )?(?:just |finally |now )?(?:arrived|came|come|here|in)(?: .{0,12})?",
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
    (answers.setting, rf"(?:{PLEASE}|how (?:do|can) i )(?:change|edit|update|set) (?:the |my )?(?P<page>[a-z ]+)"),
    (
        saying("typed.undo"),
        r"(?:that|it|this|the last (?:one|answer|entry)) (?:was|is|'s) (?:wrong|a mistake|not right)"
        r"|(?:delete|remove|cancel) (?:the |my )?last (?:entry|one|answer|rating|thing|message)",
        rf"{PLEASE}(?:delete|remove|cancel|undo) (?:that|the|my|this)(?: last)?"
        r" (?:run|rating|answer|entry|note)",
        r"(?:that|it|this) (?:was|is|should (?:be|have been))(?: meant(?: to be)?| supposed to be| for| about| on)*"
        r" (?:yesterday|for yesterday|the day before|last night)",
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
        session.leave_out,
        r"(?:do|must) i (?:really )?(?:have|need) to do (?:the |those |these )?(?P<what>[a-z][a-z -]+?)"
        r"(?P<why>,? (?:because|as|since|it|i|my)\b.*)?",
    ),
    (
        session.leave_out,
        rf"{PLEASE}(?:i (?:want|would like|'d like) to |i'?d rather )?(?:skip|leave out|drop|not do|avoid)"
        r" (?:the |my )?(?P<what>.+?)"
        r"(?P<why> (?:today|please|because|as|since|i'?m|im|i am|it'?s|its|it|i don'?t)\b.*)?",
    ),
)
