"""Being away and being back, as they are typed: "away until Friday", "sick since Monday", "back again"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.grammar import places, whose
from bot.grammar.asking import WISH
from bot.grammar.dates import MONTHS, read_date, with_feasts
from bot.grammar.days import weekday
from bot.grammar.illness import BELOW, CHEST, FEVER, HEAT_ALONE, ILL, NAMED, NO_FEVER, THERMOMETER, over
from bot.grammar.spans import Span, read_backwards, read_month, read_span, read_week_of
from bot.grammar.text import NUMBER, clean, counted, listed, plain


@dataclass(frozen=True, slots=True)
class Leaving:
    """`why` travel, illness, injury, life, "" = not said; `until` is the last day of it, None = open.

    `timed`: something was said of when. `doubtful` are both readings of an end that has two. `named`: an illness was
    named beside its fever. `floor`: there is no kit there. `backwards`: two days were named, the later one first.
    """

    why: str
    start: date
    until: date | None = None
    fever: bool = False
    below_neck: bool = False
    chest: bool = False
    timed: bool = False
    doubtful: tuple[date, ...] = ()
    named: bool = False
    floor: bool = False
    backwards: bool = False
    gym: bool = False


@dataclass(frozen=True, slots=True)
class Returning:
    """Back, or well again. `still` says the opposite of somebody who is away: not yet."""

    still: bool = False


_CAUSES = {
    "illness": ILL,
    "injury": "injured|injury|surgery|an operation|operation|operated|in a cast|on crutches|physio'?s orders",
    "travel": """travell?ing (?:for|with|to) work|fly(?:ing)? (?:out |off |on |over )?to|
        on (?:a )?(?:holidays?|vacation)|holidays?|hols|vacation|
        travell?ing|travel|
        (?:on |a |business |work |ski )*trip|abroad|on the road|out of town|camping|hotel|conference|skiing|on tour|
        honeymoon""",
    "life": """busy|too much (?:on|going on|work)|no time|exams?|deadlines?|wedding|funeral|moving house|moving|family|
        kids|work|newborn|(?:a )?new baby|life|jury duty|night shifts?|stress""",
}
_WHY = {why: re.compile(rf"\b(?:{' '.join(words.split())})(?!\w)".replace("| ", "|")) for why, words in _CAUSES.items()}
_AWAY = re.compile(
    r"\b(?:away|off|gone|unavailable|not available|taking a break|(?:a |training )*break|(?:on )?pause|pausing|"
    r"time off|(?:cannot|can't|cant) (?:train|do anything(?! \w))|no (?:strength )?training|no strength|not training|"
    r"no sessions)\b"
)

_OPERATED = re.compile(r"\b(?:surgery|operation|operated)\b")

_NO_KIT = re.compile(
    r"\b(?:(?:with )?(?:no|without)(?: any)?(?: access to)?(?: the| my)? (?:kit|equipment|gear|gym|weights?|dumbbells?)"
    r"|(?:just |only )?(?:the floor|bodyweight|body weight)(?: only)?)\b(?: there)?"
)

_NO_GYM = re.compile(
    r"\b(?:(?:no|without)(?: any| access to)*(?: the| my| a)? gym|no gym access"
    r"|(?:the |my |our )?(?:gym|(?:fitness )?studio|fitness(?: club)?)(?:'?s| is| will be| being| stays)*"
    r"(?: (?:currently|now|still))*"
    r" (?:closed|shut|closes|not available|unavailable|under renovation)"
    r"|(?:can'?t|cannot|won'?t|not able to) (?:get to|go to|make it to|use|reach) (?:the|my|a) gym)\b"
)

_THEIR_KIT = re.compile(
    r"(?:\b(?:the|a|an|its|it|has|have|having|with|there is|there's|there will be|small) )*"
    r"\b(?:gym|dumb?bells?|kettlebells?|weights|bands?|equipment|kit)(?![a-z]).*"
)
"""What there is where somebody goes: its numbers are of no session."""

_FILLERS = listed(
    """i i'm im i've ive am are we we're is be been being will i'll ill'll have has got get caught came come coming down
    going go gone to with a an the my of and at on in for now today really quite very a bit still again since from this
    that it it's its feel feeling felt training train sessions session strength sorry unfortunately please so just think
    due because as woke up waking there here week
    days day out until till me not no any all home both little rather pretty somewhat
    man taking tested positive guess probably then but only until will heading leaving leave flying off away just about
    plan"""
)
_OF_THE_ILL = listed(
    """bed bedridden nasty awful horrible terrible crap rough lousy lol getting worse recovering sinus antibiotics
    doctor doc says rest more night long too way far train training exercise work lift running
    morning afternoon evening"""
)
_SPOKEN = re.compile(
    r"\b(?:skip|skipped|did|done|sets?|reps?|rpe|effort|ran|run|race|marathon|km|squats?|day off|rest day"
    r"|(?:move|shift|push|put|do) (?:it |this |that |today'?s |the |my |session |workout |strength )*(?:to|till|until)"
    r"|(?:does not|doesn'?t|doesnt|will not|won'?t) (?:really )?(?:work|suit|fit)"
    r"|postpone|reschedule|(?:do|train) it (?:tomorrow|on))\b|\?\s*$"
)

_BACK = re.compile(
    r"^(?:(?:ok(?:ay)?|yes|yay|good news|(?:(?:much|all|feeling) )?better)[,.! ]+)*"
    r"(?:(?:i am|i'm|im|we are|we're)\s+)?(?:now\s+|finally\s+|all\s+|fully\s+|completely\s+)*"
    r"(?:back|home again|well|healthy|recovered|better|fit|good to go|ready(?: to (?:train|go))?|"
    r"no longer (?:sick|ill|away)|not (?:sick|ill|injured|away) any ?more|over (?:it|the (?:flu|cold|illness|virus)))\b"
    r"(?:\s+(?:again|now|today|home|and|from|my|the|our|holidays?|hols|vacation|trip|travels?|travelling|work|in|training|at|"
    r"it|ready|well|healthy|to|train|go|feeling|good|fine|great|already|action|since|yesterday|early|earlier|sooner|than|planned|expected|thought|bit|a))*$"
)
_KIT_BACK = re.compile(
    r"^(?:ok |so |good news,? )*(?:the |my )?(?:gym|kit|equipment|dumb?bells?|weights)(?:'?s| is| are| has| have)*"
    r"(?: now| finally)* (?:open(?:ed)?|re-?open(?:ed)?|back|there|available)(?: again| now| today| from today)*$"
)
_BEHIND = r".*\b(?:for|in|last|past)\b.*\b(?:days?|weeks?|months?)$"
_WAS_AWAY = re.compile(
    r"^(?:sorry[, ]+)?(?!.*\b(?:since|until|till|still|sick|ill|injured|unwell|flu|covid|cold|fever)\b)"
    r"(?:(?:(?:i|we)(?:'ve| have)? )?(?:been|was|were)\b.*"
    r"\b(?:away|off|gone|on holidays?|on vacation|travell?ing|busy)\b"
    rf"|(?:i|we) (?:have not|haven'?t) (?:trained|done anything)\b){_BEHIND}"
)
"""Told of the time behind: "I have been away for 3 weeks" is said by somebody who is back."""
_HAS_BEEN = re.compile(r"\b(?:have|i've|ive|we've) (?:been|had)\b|^been\b|\bfor .*\bnow$|\b(?:was|were)\b")
_NO_TIME = re.compile(r"\b(?:no time|busy|can ?not|can'?t|won'?t)\b")
_ONE_DAY = re.compile(r"^(?!.*\b(?:away|off|gone|pause|break|from|starting|until|till)\b).*\btomorrow\b")
_STOPS = re.compile(
    r"^(?:please )?(?:stop|mute|snooze)(?: (?:it|this|me|all|everything|training|the coaching))*"
    r" (?=(?:for|until|till|til)\b)"
)
"""Said of everything, and for some time: a pause."""
_BARE_DAYS = re.compile(
    r"(?P<away>\b(?:off|away|gone|on holiday|holidays?|vacation|travell?ing|no training)(?: from| on|:)? )"
    r"(?P<first>\d{1,2})(?: ?- ?| to )(?P<last>\d{1,2})(?=$|[,.;])"
)
"""Days of the month that no word says to be such: "off 21-27"."""
_MONTH_OFF = re.compile(
    rf"\b(?:tak(?:e|ing)|have|having) (?:all of |the whole of )?(?P<month>{'|'.join(MONTHS)}) off\b"
)
_SEE_YOU = re.compile(
    rf"^(?:ok |so |bye )*(?:see you|speak|talk (?:to you)?|(?:i'?ll |i will |will )be back|back)(?: again)?"
    rf" (?:in |after )?(?=(?:the )?(?:{'|'.join(MONTHS)})\b)"
)
"""When it will go on says until when it does not."""
_WERE = re.compile(r"\b(?:was|were|had)\b")
_NOT_YET = re.compile(
    r"^(?:(?:i am|i'm|im)\s+)?"
    r"(?:still (?:a bit |a little |quite |very |so )*"
    r"(?:sick|ill|unwell|poorly|sniffly|snotty|coughing|stuffed up|under the weather|away|injured"
    r"|not (?:well|back))|not (?:back|well|better) yet)\b"
)
_FOR = re.compile(
    rf"\b(?:for\s+)?(?:the\s+)?(?:next\s+)?(?P<count>{NUMBER})\s+(?P<unit>days?|weeks?|months?|fortnights?)\b"
)
_LAST = re.compile(
    rf"\b(?:for |over |in )?(?:the )?(?:last|past) (?:(?P<count>{NUMBER}) (?P<unit>days?|weeks?)|night)\b"
)
_IN = re.compile(rf"\bin (?P<count>{NUMBER}) (?P<unit>days?|weeks?|months?|fortnights?)\b")
_NO_END = re.compile(r"\b(?:until|till|til) (?:further notice|whenever|i say so|i do not know when)\b")
_UNTIL = re.compile(r"\b(?P<word>until|till|til|thru|through|up to|back (?:on|by)|back)\s+(?P<when>[^,;]+)")
_SINCE = re.compile(
    r"\b(?P<word>since|from|starting|beginning)\s+(?P<when>.+?)(?=$|[,;]|\s+(?:until|till|til|to|for|through|thru|-|with|and|but|because|due)\s)"
)
_TO = re.compile(r"\s(?:to|-)\s+(?P<when>[^,;]+)$")
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}


def swapped(text: str, today: date) -> bool:
    """Whether a line is two dates and nothing else, the later one first."""
    said = plain(text)
    return read_backwards(said, today) == said


def read(text: str, today: date, *, asked: bool = False) -> Leaving | Returning | None:
    """What a line says of being away; None where it speaks of something else. `asked`: `/away …` says that it does."""
    said = with_feasts(whose.as_own(plain(text)))
    if WISH.match(said):
        said = WISH.sub("", said).rstrip(" ?")
    said = f"fever {said.split()[0]}" if THERMOMETER.fullmatch(said) else _STOPS.sub("pause ", said)
    said = _BARE_DAYS.sub(r"\g<away>\g<first>th-\g<last>th", said)
    said = _MONTH_OFF.sub(r"off in \g<month>", _SEE_YOU.sub("away until ", said))
    if not said or len(said) > 160 or (not asked and whose.about_another(said)) or (said == "off" and not asked):
        return None
    if _NOT_YET.match(said):
        return Returning(still=True)
    if _BACK.match(said) or _KIT_BACK.match(said) or over(said):
        return Returning()
    if not asked and _SPOKEN.search(said):
        return None
    if _WAS_AWAY.search(said):
        return Returning()
    backwards = read_backwards(said, today)
    start, until, timed, doubtful, rest = when(said.replace(backwards, " ", 1) if backwards else said, today)
    timed = timed or backwards is not None
    warm = _says(NAMED, rest) and HEAT_ALONE.search(rest) is not None
    rest = HEAT_ALONE.sub("fever", rest) if warm else rest
    fever = _says(FEVER, rest) and not NO_FEVER.search(rest)
    gym, rest = bool(_NO_GYM.search(rest)), _NO_GYM.sub(" ", rest)
    floor, rest = gym or bool(_NO_KIT.search(rest)), _NO_KIT.sub(" ", rest)
    rest = _THEIR_KIT.sub(" ", rest) if timed and (_AWAY.search(rest) or _WHY["travel"].search(rest)) else rest
    why = next((name for name, words in _WHY.items() if words.search(rest)), "life" if floor and timed else "")
    # Of somebody who is there by now only the clock is another.
    arrived = start == today and _ARRIVED.match(said) is not None
    if timed and not (why or arrived) and (place := _goes_to(rest)):
        why, rest = "travel", rest.replace(place, " ", 1)
    away = bool(_AWAY.search(rest))
    if not asked and not (_unfit(why) or (why == "travel" and (timed or _only(rest, why)))
                          or (timed and (why or away)) or (away and _only(rest, ""))):  # fmt: skip
        return None
    if until is not None and start == today and (_HAS_BEEN.search(said) or (fever and _FOR.search(said))):
        # "I've been sick for 3 days" tells of the days behind, and no end; how long a fever will last nobody knows.
        start, until = start - (until - start), None
    if until is not None and _OPERATED.search(rest) and not (_UNTIL.search(said) or _FOR.search(said)):
        # "Surgery next week" says when it begins.
        until = None
    if until is None and why in ("", "life") and start > today and _ONE_DAY.search(said) and not asked:
        # One day: of whoever only has no time its session goes elsewhere.
        if _NO_TIME.search(said):
            return None
        until = start
    words = rest.split()
    if any(weekday(one) is not None for one in words) or (not timed and "today" in words and not _unfit(why)):
        # One day is a session to skip or to move, and not what being away means.
        return None
    if asked and not (why or timed or away or floor) and len(words) == 1 and _unknown(rest, ""):
        # "/away banana" is a slip; "visiting my aunt in Norway" is a reason of one's own.
        return None
    since = timed and start < today
    if not asked and _unknown(_WERE.sub("", rest) if since else rest, why) > (2 if timed and why != "illness" else 0):
        # "Had a cold" is over, "had a cold since Sunday" is not.
        return None
    return Leaving(
        why,
        start,
        until,
        fever=fever,
        below_neck=_says(BELOW, rest),
        chest=_says(CHEST, rest),
        timed=timed,
        doubtful=doubtful,
        named=_says(NAMED, rest),
        floor=floor and not _unfit(why),
        backwards=backwards is not None,
        gym=gym,
    )


_CANNOT_BEFORE = re.compile(
    r"\b(?:can'?t|cannot|can not|(?:un|not )able to) (?:train|lift|exercise|work ?out"
    r"|do (?:anything|strength|it|any))\b"
)


def _goes_to(rest: str) -> str:
    """The place that days are spent at ("in Italy", "to Lake Garda"), "" for none that is known."""
    for match in _PLACE.finditer(rest):
        words = match["place"].split()
        for count in range(0 if words[0] in _NO_TOWNS else len(words), 0, -1):
            name = (match["article"] or "") + " ".join(words[:count])
            if places.known(name):
                return name
    return ""


_ARRIVED = re.compile(r"(?:i'?m|i am|we'?re|we are)(?: now| currently| just| back)* in\b")
_PLACE = re.compile(
    r"(?:\b(?:in|visiting)|(?:^|\b(?:go|going|off|fly|flying|driv(?:e|ing)|heading|travel|travell?ing|away) )to)"
    r" (?P<article>the )?(?P<place>[a-z][a-z'.-]*(?: [a-z][a-z'.-]*){0,2})"
)
_NO_TOWNS = listed("bed pain training hospital office work school march may june a my our this that order shape")


def elsewhere(text: str) -> bool:
    """ "Flying on to London": a journey goes on to another place."""
    return _ONWARD.search(plain(text)) is not None


_ONWARD = re.compile(
    r"\b(?:fly(?:ing)?|going|driv(?:e|ing)|travell?ing|heading|moving|off|train)\b(?: (?:out|off|on|over|now))* to\b"
)


def ends(text: str) -> bool:
    """Whether a line is an end and nothing else: "until 14 Dec", "extend it till the 12th", "back on Friday"."""
    return _END.match(clean(text).casefold()) is not None


_END = re.compile(
    r"\W*(?:(?:only|just|now|please|extend(?:ed)?|it|that|this|the trip) )*(?:until|till|til)\b"
    r"|\W*(?:i(?:'m|'ll be| am| will be) |we(?:'re|'ll be) )?back (?:on |by )?(?:tomorrow|the \d|\d|[a-z]{3,6}day)"
)


def _unfit(why: str) -> bool:
    return why in ("illness", "injury")


def _says(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{' '.join(words.split()).replace('| ', '|')})(?!\w)", text) is not None


def _unknown(rest: str, why: str) -> int:
    """Words that speak neither of the cause nor of being away."""
    left = _AWAY.sub(" ", rest)
    for name, words in _WHY.items():
        left = words.sub(" ", left) if name == why or why == "" else left
    left = NO_FEVER.sub(" ", left)
    left = _WHY["illness"].sub(" ", left) if why == "illness" else left
    fillers = _FILLERS | _OF_THE_ILL if why == "illness" else _FILLERS
    return sum(one not in fillers for one in re.findall(r"[a-z][a-z'-]*|\d+", left))


def _only(rest: str, why: str) -> bool:
    return _unknown(rest, why) == 0


def when(plain: str, today: date) -> tuple[date, date | None, bool, tuple[date, ...], str]:
    """First and last day, whether they were said, both readings of a doubtful end, and the text without them."""
    start, timed, rest = today, False, _NO_END.sub(" ", plain)
    until: date | None = None
    lasts: timedelta | None = None
    doubtful: tuple[date, ...] = ()
    span = read_span(rest, today)
    if span is not None:
        rest = rest.replace(span.words, " ", 1)
        if span.weekdays and (match := _NEXT_WEEK.search(rest)):
            monday = today + timedelta(days=7 - today.weekday())
            later = monday + timedelta(days=span.first.weekday()) - span.first
            rest = rest[: match.start()] + " " + rest[match.end() :]
        else:
            later = _WEEK if _of_next_week(span, today) and not _HAS_BEEN.search(plain) else timedelta()
        return span.first + later, span.last + later, True, (), rest
    whole = read_week_of(rest, today) or read_month(rest, today)
    if whole is not None:
        return whole.first, whole.last, True, (), rest.replace(whole.words, " ", 1)
    if (match := _SINCE.search(rest)) and (found := _day(match["when"], today, past=match["word"] == "since")):
        start, timed = found, True
        rest = rest[: match.start()] + " " + rest[match.end() :]
    for pattern in (_UNTIL, _TO):
        match = pattern.search(rest)
        if match is None or (pattern is _TO and not _begins_a_date(match["when"])):
            # "Flying to Denver tomorrow" goes to a town.
            continue
        when = re.split(r"\s+(?:because|with|due|as|for|i|we)\b|[.!]\s", match["when"])[0]
        read = read_date(when, today)
        last = read.day or _week_end(when, today)
        if last is not None or read.candidates:
            # "Can't train until Monday": on Monday it can be again.
            back = pattern is _UNTIL and (match["word"].startswith("back") or bool(_CANNOT_BEFORE.search(plain)))
            until = last - timedelta(days=1) if last is not None and back else last
            doubtful = read.candidates if last is None else ()
            timed = True
            rest = rest[: match.start()] + " " + rest[match.start("when") + len(when) :]
            break
    if start == today and (match := _IN.search(rest)) and not _HAS_BEEN.search(rest):
        # "Holiday in 2 weeks" says when it begins, and not how long it lasts.
        start, timed = today + _long(match), True
        rest = rest[: match.start()] + " " + rest[match.end() :]
    if start == today and (match := _LAST.search(rest)):
        start, timed = today - (_long(match) if match["count"] else timedelta(days=1)), True
        rest = rest[: match.start()] + " " + rest[match.end() :]
    if until is None and not doubtful and (match := _FOR.search(rest)):
        lasts = _long(match) - timedelta(days=1)
        timed = True
        rest = rest[: match.start()] + " " + rest[match.end() :]
    sunday = today + timedelta(days=6 - today.weekday())
    for words, first, last in (
        (r"(?:all |the whole |all of )?next week", sunday + timedelta(days=1), sunday + timedelta(days=7)),
        (r"(?:the rest of |all |the whole )?this week", today, sunday),
        (r"(?:the rest of |all |the whole )?this month", today, _month_end(today)),
        (
            r"(?:over |on |at )?(?:the |this )?weekend",
            max(today, sunday - timedelta(days=1)),
            sunday,
        ),
        (r"(?:from )?tomorrow", today + timedelta(days=1), None),
    ):
        match = re.search(rf"\b{words}\b", rest)
        if match is not None and start == today:
            start, until, timed = first, until or (last if lasts is None else None), True
            rest = rest[: match.start()] + " " + rest[match.end() :]
    on = read_date(rest, today)
    if start == today and (lasts is not None or not timed) and on.day is not None and on.day > today:
        start = on.day
        until = start if lasts is None else None
        rest = rest.replace(on.words, " ") if on.words else rest
        rest = " ".join(one for one in rest.split() if weekday(one) is None)
        timed = True
    until = start + lasts if until is None and lasts is not None else until
    if until is not None and until < start:
        until = None
    return start, until, timed, doubtful, rest


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _begins_a_date(when: str) -> bool:
    word = re.sub(r"^(?:the|next|this|coming|end of) ", "", when).split(" ")[0]
    return word[:1].isdigit() or weekday(word) is not None or word in MONTHS or word in ("tomorrow", "week", "weekend")


_WEEK = timedelta(days=7)


_NEXT_WEEK = re.compile(r"\b(?:of )?next week\b")


def _of_next_week(span: Span, today: date) -> bool:
    """ "Off to Mallorca Mon-Fri", said on Thursday: weekdays of which most are over are those that come."""
    return span.weekdays and 2 * (span.last - today).days + 2 < (span.last - span.first).days + 1


def _long(match: re.Match[str]) -> timedelta:
    return timedelta(days=counted(match["count"]) * _UNITS[match["unit"].rstrip("s")])


def _day(text: str, today: date, *, past: bool) -> date | None:
    if text.strip() in ("yesterday", "last night"):
        return today - timedelta(days=1)
    if past and text.strip() in ("the weekend", "weekend", "last weekend"):
        return today - timedelta(days=(today.weekday() - 5) % 7 or 7)
    if past and (match := _FOR.fullmatch(text.strip())):
        return today - timedelta(days=counted(match["count"]) * _UNITS[match["unit"].rstrip("s")])
    found = read_date(text, today, past=past).day
    if found is not None and past and found > today:
        # "since Monday" is the last one.
        found -= timedelta(days=7)
    return found if found is None or not past or found <= today else None


def _week_end(text: str, today: date) -> date | None:
    sunday = today + timedelta(days=6 - today.weekday())
    if re.match(r"(?:the )?(?:end of )?(?:the |this )?week(?:end)?\b", text):
        return sunday
    return sunday + timedelta(days=7) if re.match(r"(?:the )?(?:end of )?next week\b", text) else None
