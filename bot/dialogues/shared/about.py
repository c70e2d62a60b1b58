"""What is asked of Sinew itself, also by somebody who has not joined yet: each answer is words alone."""

from __future__ import annotations

import re

from bot.grammar.text import plain

_SESSION = r"(?:(?:it|this|that|(?:a|one|each|the|every) (?:session|workout|training))|sessions|workouts)"
_GEAR = (
    r"(?:weights?|dumb?bb?ell?s?|kettlebells?|a gym|the gym|equipment|kit|gear|a (?:band|bar|barbell|kettlebell)|bands)"
)

_ROWS: dict[str, tuple[str, ...]] = {
    "about.cost": (
        r"(?:what does (?:this|it) cost|how much (?:is|does) (?:this|it)(?: cost)?|is (?:this|it) (?:really )?free"
        r"|do i (?:have|need) to pay)(?: .*)?",
    ),
    "about.limits": (
        r"who can (?:see|read) (?:this|that|it|my (?:data|answers|diary))",
        r"(?:is|are|where is|where'?s|who sees|what happens (?:to|with)) my (?:data|answers)"
        r"(?: safe| private| stored)?",
        r"are you (?:an? )?(?:real|human|bot|robot|ai|chat ?gpt|gpt|llm|program|machine|person|doctor|physio)"
        r"(?: person| coach)?|who made you|(?:can|could|may) i (?:talk|speak|write) (?:to|with) "
        r"(?:an? )?(?:real )?(?:human|person|coach|somebody|someone|doctor|physio)",
    ),
    "about.results": (
        r"(?:when|how soon|how long (?:until|till|before)) (?:will|do|does|can|should) (?:i|it|this)"
        r" (?:see|notice|feel|get|have|work|show|be|help|make)(?: .+)?",
        r"(?:how long|when) (?:until|till|before|do) i (?:get|am|see|notice|feel)"
        r" (?:stronger|faster|results?|a difference|any).*",
        r"(?:will|does|can|would) (?:this|it|that|strength(?: training| work)?|you) (?:really )?(?:make|get) me"
        r" (?:any )?(?:faster|stronger|quicker|better|fitter).*",
        r"(?:will|does|can|do) (?:this|it|that|strength(?: training| work)?) (?:really |actually )?(?:help|work)"
        r"(?: me| for me| with my running)?",
    ),
    "about.length": (
        rf"how (?:long|many minutes) (?:(?:does|do|will|would|is|are|should) )?{_SESSION}"
        r"(?: (?:take|last|be|need|go on))*(?: for)?",
        r"how (?:much time|long) (?:do i need|does (?:this|it) (?:take|need)|will i need)(?: .+)?",
    ),
    "about.kit": (
        r"(?:do|will|would|must|should) i (?:really )?(?:need|have|own|buy|get)(?: to (?:have|own|buy|get))?"
        rf" (?:any )?{_GEAR}(?: for (?:this|it|that))?",
        rf"(?:can|could|does) (?:i|it|this) (?:do (?:this|it)|train|work) without (?:any )?{_GEAR}",
        r"what (?:kit|equipment|gear) do i need(?: for (?:this|it))?",
    ),
    "about.later": (
        r"(?:can|could|may) i (?:still )?(?:change|edit|correct|fix)"
        r" (?:this|that|it|these|them|my answers?|everything|all(?: of (?:this|it|that))?)"
        r"(?: (?:later|afterwards|again|any ?time|at any time|some other time|once .*|if .*|when .*))*",
        r"what if (?:it|this|that|my (?:week|runs?|days?|plans?)) (?:changes|change|is different)(?: .*)?",
    ),
    "about.watch": (
        r"(?:can|could|does|do|will|is) (?:i|it|you|this|there)(?: \w+){0,4} (?:my |a |an |the )?"
        r"(?:garmin|strava|coros|polar|suunto|apple watch|(?:sports? |running )?watch|fitbit|apple health|google fit)"
        r"(?: .*)?",
    ),
    "about.others": (
        r"(?:can|could|may|how (?:can|does|do|could)|does|do|is) (?:my|a|the|our) (?:[a-z]+ ){0,2}?"
        r"(?:wife|husband|partner|girlfriend|boyfriend|friends?|son|daughter|brother|sister|mum|mom|dad|club|mates?"
        r"|running (?:club|group)|colleagues?|team) (?:also )?(?:use|join|get|do|have|try|allowed to use)\b.{0,30}",
        r"my (?:[a-z]+ )?(?:wife|husband|partner|girlfriend|boyfriend|friends?|son|daughter|brother|sister|mum|mom|dad"
        r"|mates?|colleagues?) (?:also )?(?:wants?|would like|'d like|asks?) to (?:join|use|try|do)\b.{0,30}",
        r"can (?:two|several|more) (?:people|of us|runners) use (?:this|it|you).{0,20}",
    ),
    "about.app": (
        r"(?:do you have|is there|have you(?: got)?|where is) (?:an? |the )?(?:app|web ?site|web ?page)(?: .*)?",
    ),
    "about.quality": (
        r"(?:what (?:does|do|is|are)|what'?s|whats) (?:an? |the )?(?:quality|easy|long)(?: runs?| days?| sessions?)?"
        r"(?: (?:mean|means|here|and \w+))*",
    ),
    "about.how": (
        r"(?:what(?:'?s| is| are)|who (?:are|is)) (?:this|that|it|sinew|you)(?: for)?|what do you do",
        r"how does (?:this|it) work|what can (?:you|it|this) do(?: for me)?",
        r"how do you (?:know|decide|choose|plan)(?: .*)?",
    ),
}  # fmt: skip
_LONGEST = 80
_LEAD = r"(?:(?:hi|hey|hello|ok|okay|so|and|but|wait|sorry|first)\b[ ,]*)*"

ABOUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(f"{_LEAD}(?:{way})"), key) for key, ways in _ROWS.items() for way in ways
)
"""The ways to ask, each with the key of its words."""


def asked(text: str) -> str | None:
    """The key of the answer, None for what asks nothing of Sinew."""
    said = plain(text).rstrip("?").strip()
    return next((key for way, key in ABOUT if way.fullmatch(said)), None) if len(said) <= _LONGEST else None
