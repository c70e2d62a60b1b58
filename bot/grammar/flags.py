"""Red flags in what a runner types (rulebook 2.4): they outrank everything else in the message.

Where a phrase can mean harm or not, it is taken as harm; a plain "no" in front of it or behind it is believed. Ways of
speaking ("killed my legs", "heart was racing on the hills") name nothing on the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.grammar.anatomy import WORDS as PART_WORDS
from bot.grammar.anatomy import Named, parts_in
from bot.grammar.text import Spelling, Token, clean, listed, tokens
from core.body import LEG_REGIONS, Region, Side


class Urgency(StrEnum):
    emergency = "emergency"
    same_day = "same_day"
    next_day = "next_day"
    soon = "soon"


@dataclass(frozen=True, slots=True)
class Flag:
    """One red flag. `regions` () = the whole body. `fragment` is where it was read, in the cleaned text."""

    name: str
    urgency: Urgency
    regions: tuple[Region, ...]
    side: Side
    fragment: str
    start: int = 0
    end: int = 0


URGENCY = {
    "chest_pain": Urgency.emergency,
    "fainting": Urgency.emergency,
    "breathless": Urgency.emergency,
    "palpitations": Urgency.emergency,
    "stroke": Urgency.emergency,
    "worst_headache": Urgency.emergency,
    "heat": Urgency.emergency,
    "cauda_equina": Urgency.emergency,
    "clot_lung": Urgency.emergency,
    "sodium": Urgency.emergency,
    "dark_urine": Urgency.emergency,
    "compartment": Urgency.emergency,
    "clot": Urgency.same_day,
    "pop": Urgency.same_day,
    "hot_joint": Urgency.same_day,
    "cannot_walk": Urgency.same_day,
    "fracture": Urgency.same_day,
    "dizziness": Urgency.same_day,
    "femoral_neck": Urgency.next_day,
    "bone_stress": Urgency.soon,
    "night_pain": Urgency.soon,
    "knee_locking": Urgency.soon,
    "numbness": Urgency.soon,
    "limping": Urgency.soon,
    "weight_loss": Urgency.soon,
    "fever": Urgency.soon,
    "low_energy": Urgency.soon,
}
"""Every flag's name with its urgency, most urgent first."""

_BONY = frozenset(
    {Region.foot, Region.ankle, Region.shin, Region.hip, Region.adductor, Region.hip_flexor, Region.lower_back}
)
_GROIN = frozenset({Region.hip, Region.hip_flexor, Region.adductor})
_CALF = frozenset({Region.calf, Region.achilles})
_JOINTS = frozenset({Region.knee, Region.ankle, Region.hip, Region.foot, Region.wrist, Region.shoulder, Region.arm})
_ALL = frozenset(Region)

# Pieces of the patterns. "|" separates clauses in the text that they are matched with.
_PIECES = {
    "g1": r"(?: [^ |?]+){0,1}",
    "g2": r"(?: [^ |?]+){0,2}",
    "g3": r"(?: [^ |?]+){0,3}",
    "g4": r"(?: [^ |?]+){0,4}",
    "g6": r"(?: [^ |?]+){0,6}",
    "pain": r"(?:pain|pains|painful|hurt|hurts|hurting|ache|aches|aching|achy|ached)",
    "sore": r"""
        (?:pain|pains|painful|hurt|hurts|hurting|ache|aches|aching|achy|ached|sore|soreness|throbs|throbbing|tender)
        """,
    "side": r"(?:left|right|one|l|r)",
    "my": r"(?:my|the|a|his|her)",
    "shin": r"(?:shin|shins|tibia|shinbone)",
    "calf": r"(?:calf|calves|lower leg)",
    "swollen": r"(?:swollen|swelling|swelled|swells|swell|swole|puffy|swolen)",
    "cannot": r"(?:cannot|couldnot|unable to|not able to|impossible to)",
    "knee": r"(?:knee|knees|kneecap|patella)",
    "numb": r"(?:numb|numbness|tingling|tingle|tingles|tingly|pins and needles|pin and needles)",
    "bone": r"""
        (?:bone|bones|shin|shins|tibia|shinbone|metatarsal|metatarsals|fibula|femur|navicular|heel|sacrum|foot)
        """,
    "night": r"""
        (?<!last )(?<!day )(?<!that )(?:night|nights|nighttime|nightly|woke me|wakes me|waking me|woken|woke up
        |kept me awake|keeps me awake|in bed|at rest|when resting|when i rest|while resting|lying down|lying in bed)
        """,
    "hop": r"(?:hop|hops|hopping|hopped)",
    "impact": r"""
        (?:impact|landing|land|lands|foot strike|footstrike|every step|each step|with every stride|limp|limps
        |limping|limped|hop|hops|hopping|jump|jumps|jumping)
        """,
    "urine": r"(?:urine|pee|peed|wee|piss|pissing)",
    "dark": r"(?:dark|brown|cola|coke|tea|coffee|black|bloody|red|rusty)",
    "vomit": r"(?:vomit|vomited|vomiting|throwing up|threw up|thrown up|puking|puked|being sick)",
    "run": r"(?:long run|longrun|marathon|ultra|half|race|long one|\d+ (?:k|km|miler|miles|mile|mi)|hours?)",
    "weight": r"(?:weight on|weight through|full weight on|any weight on)",
}


@dataclass(frozen=True, slots=True)
class _Sign:
    """One way of saying it. `where` = the regions it may be about, () = it is about the whole body.

    `must`: a region of `where` has to be named; `assumed`: what it is about where none is.
    """

    name: str
    pattern: re.Pattern[str]
    where: frozenset[Region] = frozenset()
    assumed: tuple[Region, ...] = ()
    must: bool = False
    words: frozenset[str] = frozenset()


def _one_line(pattern: str) -> str:
    """A pattern is written over several lines; a line's end stands for nothing."""
    return "".join(line.strip() for line in pattern.splitlines())


def _sign(
    name: str,
    words: str,
    pattern: str,
    where: Iterable[Region] = (),
    assumed: tuple[Region, ...] = (),
    must: bool = False,
) -> _Sign:
    filled = re.sub(r"\{([a-z]\w*)\}", lambda match: _one_line(_PIECES[match.group(1)]), _one_line(pattern))
    return _Sign(
        name, re.compile(rf"(?<![^ ])(?:{filled})(?![^ ])"), frozenset(where), assumed, must, frozenset(words.split())
    )


# `words`: the pattern is only tried where one of them is in the message.
_SIGNS = (
    _sign(
        "chest_pain",
        "chest heart sternum breastbone",
        r"""
        (?:chest|sternum|breastbone)(?! (?:press|presses|fly|flies|flyes|day|workout|supported|pass|strap|high|dip
        |dips|size)){g4} (?:{pain}|pressure|tight|tightness|tightening|squeezed|squeezing|crushing|heaviness|burning
        |discomfort|stabbing|constricted|twinge|twinges)|(?:{pain}|pressure|tight|tightness|tightening|squeezing
        |crushing|heaviness|burning|discomfort|stabbing|heavy|twinge)(?: (?:feeling|sensation|band|weight|in|on
        |across|around|over|behind|my|the|left|right|middle|of|side)){0,6} (?:chest|sternum|breastbone)(?! (?:press
        |presses|fly|flies|day|muscle|muscles|supported|workout|high))|heart attack|heart (?:pain|hurts|hurt|aches
        |ached)|(?:pain|ache) in {my} heart|angina
        """,
    ),
    _sign(
        "fainting",
        """faint fainted fainting faints passed pass passing going blacked black blackout blackouts unconscious
        consciousness collapsed collapse keeled syncope syncopal grey greyed""",
        r"""
        fainted|fainting|faints|faint(?! (?:{sore}|twinge|niggle|hope|memory|tightness|stiffness|discomfort))
        |(?:passed|pass|passing) out(?!{g2} (?:sofa|couch|bed|asleep|flyers|medals|water))|blacked out|black out
        |blackout|blackouts|(?:saw|went|seeing|going) black|lost consciousness|unconscious|(?:i|i just|i then|nearly
        |almost) collapsed(?!{g3} (?:sofa|couch|bed|chair))|collapsed (?:during|after|in the|at the|mid
        |while)(?!{g2} (?:sofa|couch|bed))|keeled over|syncope|greyed out|grey out
        """,
    ),
    _sign(
        "breathless",
        "breath breathe breathing breathless breathlessness wheezing wheeze wheezy winded",
        r"""
        {cannot} (?:even )?(?:get{g2} |catch{g1} )?(?:breath|breathe|air)(?! test)|(?:barely|hardly
        |scarcely) breathe|breathless|breathlessness|(?:trouble|difficulty|problems?|struggling|struggled|hard time
        |hard|fighting) (?:to )?(?:breathe|breathing|catch my breath|get my breath)|(?:short|shortness) of breath
        |short breath|still (?:out of breath|winded)
        |(?:out of breath|breathing|breath){g3} (?:out of (?:all )?proportion|not settling|does not settle
        |will not settle|never settles)|out of breath (?:at rest|sitting|lying|for no reason|walking
        |on the stairs)|(?:wheezing|wheezy)
        """,
    ),
    _sign(
        "palpitations",
        "palpitation palpitations heart heartbeat heartbeats arrhythmia afib fibrillation beats pulse",
        r"""
        palpitations?|arrhythmia|afib|atrial fibrillation|skipped beats?|skipping beats?|missed beats?|(?:heart
        |heartbeat|heartbeats|pulse|heart rate){g3} (?:irregular|irregularly|skipping|skips|skipped|flutter
        |fluttering|fluttered|flutters|stopped|uneven|erratic|jumping around|missing beats|out of rhythm)
        |irregular (?:heart|heartbeat|heartbeats|pulse|beat|beats|heart beat)|(?:fluttering|flutter
        |flutters) in {my} (?:chest|heart)|heart{g2} (?:racing|pounding|raced)(?: [^ |?]+){0,3} (?:at rest|in bed
        |for no reason|will not (?:slow|settle|stop|calm)|did not (?:slow|settle|stop|calm)|sitting|lying|hours)
        """,
    ),
    _sign(
        "stroke",
        """side sided face slurred slurring slur speech speak speaking talking
        seeing vision sight eye stroke droop drooping drooped arm words
        blind blurred blurry""",
        r"""
        (?:(?:left|right|one) sided|one side|(?:left|right) side of {my} (?:body|face)|(?:left|right
        |half) of my (?:body|face)|half my (?:face|body)){g4} (?:weak|weakness|numb|numbness|droopy|drooping|drooped
        |paralysed|paralyzed|tingling)|(?:weakness|numbness|numb) (?:on|down|in|of){g2} (?:one side|(?:left
        |right) side|half)(?! (?:plank|planks))|sudden(?:ly)?{g3} (?:weak|weakness)(?:{g3} (?:side|arm|face|leg))
        |side{g2} (?:suddenly|went) (?:weak|numb|dead)|face{g2} (?:suddenly|went) (?:weak|numb|dead|limp)
        |arm{g1} suddenly{g1} (?:weak|numb|dead|limp)|face{g3} (?:droop|drooping|drooped|droops|numb|fell)
        |slurr?(?:ed|ing)|slurr?(?:ed|ing) speech|{cannot} (?:speak|talk|find (?:my )?words)|(?:trouble|difficulty
        |problems?) (?:speaking|talking|with speech|seeing)|words (?:came|come) out wrong|lost (?:my )?(?:vision
        |sight|speech)|(?:vision|sight){g2} (?:loss|gone|went|blurred|blurry|double|doubled|lost|disappeared)
        |(?:double|blurred|blurry|loss of) vision|blind in{g2} eye|{cannot} see{g3} eye|having a stroke|had a stroke
        |a mini stroke
        """,
    ),
    _sign(
        "worst_headache",
        "headache headaches migraine thunderclap head",
        r"""
        worst(?: ever)? (?:headache|head ache|migraine)|thunderclap(?: headache)?|(?:sudden|explosive
        |unbearable) (?:severe |terrible |splitting |massive |awful )?(?:headache|head ache)|(?:headache|head ache
        |migraine){g4} (?:worst|unbearable|of my life|ever had)|worst {g2} headache
        """,
    ),
    _sign(
        "heat",
        "heat hot heatstroke sunstroke sun sweating sweat temperature degrees",
        r"""
        heat ?stroke|heatstroke|sunstroke|sun stroke|heat exhaustion|(?:stopped|not) sweating|(?:confused|confusion
        |disoriented|disorientated|delirious|collapsed|collapse|collapsing|staggering
        |incoherent)(?: [^ ]+){0,6} (?:heat|hot|sun)|(?:heat|sun|hot)(?: [^ ]+){0,6} (?:confused|confusion
        |disoriented|disorientated|delirious|collapsed|collapse|staggering|incoherent)
        """,
    ),
    _sign(
        "cauda_equina",
        """saddle groin genitals crotch perineum legs bladder bowel bowels pee urinate wee incontinence incontinent wet
        peed soiled leaking urine private""",
        r"""
        saddle{g2} {numb}|{numb}{g4} (?:genitals|crotch|perineum|saddle|groin|between (?:my|the) legs|private parts
        |privates)|(?:genitals|crotch|perineum|groin|between my legs|private parts|privates){g3} {numb}
        |{cannot} (?:pee|urinate|wee|hold my (?:pee|urine|bladder|bowels?)|control my (?:bladder|bowels?)
        |go to the toilet|feel my bladder|empty my (?:bladder|bowels?))|urine retention|urinary retention
        |retention of urine|(?:bladder|bowel|bowels) (?:problems?|trouble|weakness)|(?:trouble|difficulty
        |problems?) with my (?:bladder|bowels?)|both (?:my )?legs (?:are |feel |got )(?:so |very |really
        |suddenly )?weak|(?:trouble|difficulty|problems?) (?:peeing|urinating|to pee
        |controlling my bladder|controlling my bowels?)|(?:lost|lose|losing
        |loss of)(?: control of| control over)?(?: my)? (?:bladder|bowel|bowels|urine)(?: control)?|(?:bladder|bowel
        |bowels){g3} (?:control|loss|leaking|accident|numb|incontinence)|incontinen(?:ce|t)|(?:wet|peed
        |soiled) myself(?! laughing)|(?:weakness|numbness|weak|numb) in both (?:my )?legs
        |both (?:my )?legs{g2} (?:went |suddenly |are |feel )?(?:numb|numbness|paralysed|paralyzed)
        |both (?:my )?legs (?:suddenly|went) (?:very )?weak|{cannot} (?:move|lift) (?:my|both)(?: my)? legs
        """,
    ),
    _sign(
        "sodium",
        """confused confusion disoriented disorientated delirious vomit vomited vomiting throwing threw thrown puking
        puked sick""",
        r"""
        (?:confused|confusion|disoriented|disorientated|delirious)(?: [^ ]+){0,6} (?:after|during|since|following
        |post|on){g3} (?:{run}|run|running)|confusion|(?:{run}|run)(?: [^ ]+){0,5} (?:confused|confusion|disoriented
        |disorientated)|{vomit}(?: [^ |?]+){0,4} (?:after|during|since|following|post|all through){g3} {run}
        |(?:after|during|since|following|post){g3} {run}(?: [^ ]+){0,5} {vomit}|(?:keep|keeps|kept|repeated
        |repeatedly|constantly|{cannot} stop|been) (?:on )?{vomit}|{vomit}{g2} (?:repeatedly|several times
        |many times|(?:twice|three|four|five|six|\d+) times|multiple times|again and again|all (?:day|night|evening
        |afternoon)|over and over|non stop)
        """,
    ),
    _sign(
        "dark_urine",
        "urine pee peed wee piss pissing rhabdo rhabdomyolysis blood",
        r"""
        {dark}(?: {dark}| colou?red| like)? (?:my )?{urine}|{urine}{g4} {dark}(?! yellow)
        |blood in (?:my |the )?{urine}|rhabdo|rhabdomyolysis
        """,
    ),
    _sign(
        "compartment",
        "shin shins calf calves leg foot compartment toes",
        r"""
        (?:{shin}|{calf}){g3} (?:hard|rock hard|solid|rigid|like wood|tense|tight)(?: [^ |?]+){0,6} {numb}|(?:hard
        |tense|rigid|solid|rock hard|tight){g2} {numb}{g2} (?:{shin}|{calf})|{numb}{g2} (?:hard|tense|rigid
        |solid){g2} (?:{shin}|{calf})|(?:{shin}|{calf}){g3} {numb}{g3} (?:hard|rock hard|tense|rigid|solid)
        |foot drop|{cannot} (?:lift|raise|pull up) my (?:left |right )?(?:foot|toes)|compartment syndrome
        """,
        {Region.shin, Region.calf, Region.foot},
        (Region.shin, Region.calf, Region.foot),
    ),
    _sign(
        "clot",
        "calf calves leg clot thrombosis dvt",
        r"""
        {calf}(?! (?:raise|raises|warm|warmup)){g4} (?:{swollen}|hot|red|redness|bigger than)(?! (?:shower|bath
        |water|stuff))|(?:{swollen}|hot(?! (?:shower|bath|water|tub|day|weather|run|yoga))
        |red){g3} {calf}(?! (?:raise|raises))|swelling (?:in|of|around|on){g3} {calf}|thrombosis|dvt|blood clot
        |a clot|leg clot
        """,
        _CALF,
        (Region.calf,),
    ),
    _sign(
        "pop",
        """pop popped popping snap snapped crack bang ripped tore torn ruptured rupture kicked kick toes push pushing
        ping""",
        r"""
        (?:felt|heard|hear|feel|there was){g3} (?:pop|snap|crack|bang|ping)(?! (?:song|songs|music|quiz|up|concert))
        |(?:achilles|calf|calves|heel|hamstring|something|tendon|muscle){g3} (?:popped|snapped|ruptured|tore|torn
        |ripped|went pop|went bang|gave a pop)|(?:popped|snapped|ruptured|tore|torn|ripped){g2} (?:achilles|calf
        |tendon|hamstring|muscle)|(?:achilles|tendon|calf){g2} rupture|rupture{g3} (?:achilles|tendon|calf)
        |(?:kicked|hit|shot|whacked){g2} (?:in|on) {my}{g1} (?:calf|achilles|leg|heel)|(?:kick|bang|blow) (?:in|to
        |on) {my}{g1} (?:calf|achilles|heel|leg)
        """,
        LEG_REGIONS | {Region.shoulder, Region.arm},
        (Region.achilles, Region.calf),
    ),
    _sign(
        "pop",
        "push pushing toes tiptoe tiptoes",
        r"""
        {cannot} push off|no push off|lost{g2} push off|loss of push off|{cannot} (?:rise|raise|stand|get|go
        |come){g3} (?:tip ?)?(?:toes|tiptoes|tiptoe)
        """,
        _CALF,
        (Region.achilles, Region.calf),
    ),
    _sign(
        "cannot_walk",
        "cannot couldnot unable able impossible steps weight",
        r"""
        {cannot} walk(?! (?:down|up|stairs|properly|normally|straight|fast|far|without|right|like|well|the dog
        |quickly|backwards|to|home))|{cannot} (?:take|manage|do|walk|make) (?:even |more than )?(?:a|one|two|three
        |four|a few|a couple of|[1-4]) (?:single )?steps?
        |{cannot} (?:put |bear |take |place )(?:any |my |full )?(?:{weight}|weight|(?:left |right )?foot (?:down|on)
        |it down)|{cannot} weight ?bear|{cannot} (?:stand|step)(?: up)? on (?:it
        |my (?:left |right |bad |sore )?(?:foot|leg|ankle|heel|knee)|(?:the|that|the left|the right) (?:foot|leg
        |ankle))|non weight ?bearing
        """,
        LEG_REGIONS,
    ),
    _sign(
        "fracture",
        "fracture fractured broken broke break",
        r"""
        (?<!stress )fractured?(?! (?:clinic|years))|broken (?:(?:left|right|my|a|the|big|little
        |metatarsal) ){0,3}(?:bone|foot|ankle|leg|toe|wrist|arm|hip|rib|ribs|shin|tibia|fibula|hand|finger
        |collarbone|heel|metatarsal|elbow|knee|kneecap)|broke (?:(?:left|right|my|a|the|big|little) ){1,3}(?:bone
        |foot|ankle|leg|toe|wrist|arm|hip|rib|ribs|shin|tibia|fibula|hand|finger|collarbone|heel|metatarsal|elbow
        |knee|kneecap)
        """,
        _ALL,
    ),
    _sign(
        "dizziness",
        "dizzy dizziness dizzying light lightheaded lightheadedness woozy vertigo spinning",
        r"""
        dizzy|dizziness|light ?headed|light ?headedness|lightheaded|lightheadedness|woozy|vertigo|(?:room|head
        |everything) (?:is |was )?spinning
        """,
    ),
    _sign(
        "femoral_neck",
        "groin hip hips flexor flexors",
        r"""
        deep{g2} (?:{pain}|{sore}){g4} (?:groin|hip|hips)|deep{g2} (?:groin|hip|hips){g3} {sore}
        |deep in (?:my |the )?(?:left |right )?(?:groin|hip)|(?:groin|hip|hips|flexor|flexors)(?! (?:hop|hops|thrust
        |thrusts|hinge)){g4} {sore}{g6} {impact}|(?:groin|hip|hips|flexor|flexors){g4} {impact}{g3} {pain}
        |{sore}{g4} (?:groin|hip|hips|flexor|flexors){g4} {impact}|(?:groin|hip|hips|flexor
        |flexors){g6} {night}(?!{g4} lying on)|{night}{g2} {sore}{g4} (?:groin|hip|hips|flexor|flexors)
        |{sore}{g4} (?:groin|hip|hips|flexor|flexors){g4} {night}(?!{g4} lying on)|{night}{g4} (?:groin
        |hip){g3} {sore}
        """,
        _GROIN,
        (Region.hip,),
        True,
    ),
    _sign(
        "bone_stress",
        "stress",
        r"""
        stress (?:fracture|fractures|reaction|reactions|response
        |responses)(?!(?: [^ |]+){0,3} (?:ago|years?|history)| in (?:19
        |20)\d\d| last year)
        """,
        _ALL,
    ),
    _sign(
        "bone_stress",
        """bone bones shin shins tibia shinbone metatarsal metatarsals fibula femur navicular heel sacrum sacral foot
        sesamoid midfoot pinpoint pin point fingertip finger spot touch press pressing tender""",
        r"""
        (?<!sit )(?<!sitting )(?:bone|bones|tibia|tibial|shinbone|metatarsal|metatarsals|navicular|sacrum|sacral
        |sesamoid|femur){g3} {sore}
        |{sore} (?:in |on |of )?{my}?(?: )?(?:left |right )?(?:shin |heel |foot |hip )?(?:bone|bones|metatarsal
        |metatarsals|tibia|sacrum|navicular)|(?:top of|mid)(?: the| my)?(?: left| right)? foot{g3} {sore}
        |midfoot{g3} {sore}|{sore}{g4} (?:top of (?:the |my )?(?:left |right )?foot|midfoot)|(?:pin ?point|pinpoint
        |finger ?tip|fingertip|one finger|point tender|point tenderness){g6} {bone}|{bone}{g6} (?:pin ?point
        |pinpoint|finger ?tip|fingertip|point tender|point tenderness|one finger)|(?:pin ?point|pinpoint) (?:{sore}
        |tenderness|spot)|{bone}{g4} (?:(?:one|single|specific|exact|tiny|small|sharp|certain|same|little) spot)
        |(?:one|single|specific|exact|tiny|small|sharp|certain) spot{g3} {bone}|{bone}{g4} (?:{sore}
        |tender){g2} (?:to (?:the )?(?:touch|press)|when (?:i )?(?:touch|press)(?:ed|ing)?)
        """,
        _BONY | {Region.knee, Region.wrist, Region.arm, Region.upper_back, Region.chest},
    ),
    _sign(
        "bone_stress",
        "hop hops hopping hopped",
        r"""
        {sore}{g4} (?:to|when|on|while|if|with|during
        |after)(?: i)?(?: am)?(?: left| right| single leg| one leg)? {hop}|(?:when|on|while
        |if)(?: i)? {hop}{g4} {sore}|{hop}(?: on)?(?: it)?{g2} (?:hurt|hurts|painful|pain|is painful)
        """,
        _BONY,
    ),
    _sign(
        "bone_stress",
        "night nights nighttime nightly woke wakes waking woken bed rest resting lying awake",
        r"""
        (?:{night}{g6} {sore}|{sore}(?: [^ |?]+){0,8} {night}|{bone}{g4} {night})(?! (?:out|run|runs|shift|session
        |day|days|week)\b)
        """,
        _BONY - _GROIN,
        (),
        True,
    ),
    _sign(
        "night_pain",
        "night nights nighttime nightly woke wakes waking woken bed rest resting awake",
        r"""
        {night} (?:time )?{pain}|{pain}(?: [^ |?]+){0,8} (?:at night|all night|woke me|wakes me|waking me
        |kept me awake|keeps me awake|in bed|at rest|even at rest|when resting|while resting|during the night)
        |(?:woke|wakes|woken|waking|kept|keeps) (?:me |up |awake |by |from )*{g4} {pain}|(?:knee|achilles|calf
        |calves|back|shoulder|quad|hamstring|glute){g4} (?:woke me|wakes me|waking me|kept me awake|keeps me awake)
        """,
        _ALL,
    ),
    _sign(
        "bone_stress",
        "earlier sooner",
        r"""
        {sore}{g6} (?:earlier and earlier|sooner and sooner|(?:earlier|sooner){g1} (?:each|every) (?:run|time|day
        |week))|(?:starts|started|begins|comes|comes on|kicks in){g1} (?:earlier|sooner){g1} (?:each|every|in the
        |and)
        """,
        _ALL,
    ),
    _sign(
        "knee_locking",
        "knee knees kneecap patella",
        r"""
        {knee}(?! (?:deep)){g3} (?:lock|locks|locked|locking)(?! in\b)(?! step)|(?:locked
        |locking)(?: up)? (?:my |the |left |right )*{knee}|{knee}{g3} (?:gave (?:way|out)|gives (?:way|out)
        |give (?:way|out)|giving (?:way|out)|given way|buckle|buckled|buckles|buckling)|{knee}(?! (?:sleeve
        |sleeves)){g4} (?:{swollen}|effusion|fluid|blown up|ballooned)|{swollen}{g2} {knee}|swelling (?:in|of|around
        |on|behind|above|below|under){g3} {knee}|{knee}{g3} (?:got |is |feels |felt |keeps getting )(?:stuck|caught
        |catching|unstable)|(?:water|fluid) (?:on|in) (?:my |the )?(?:left |right )?{knee}
        """,
        {Region.knee},
        (Region.knee,),
    ),
    _sign(
        "numbness",
        "numb numbness tingling tingle tingles tingly pins pin feeling feel",
        r"""
        (?<!mind )(?<!comfortably ){numb}(?! (?:from|with) (?:the )?(?:cold|ice|frost)| fingers from)|(?:lost|no
        |losing) feeling in{g3}|{cannot} feel my (?:left |right |both )?(?:foot|feet|toes|leg|legs|hand|hands
        |fingers|heel|arm|arms|shin|calf)
        """,
        _ALL,
    ),
    _sign(
        "limping",
        "limp limps limping limped walk gait stride run running walking form step",
        r"""
        limping|limped|limps|(?:a|with|slight|bit of a|to|i) limp|{cannot} walk (?:without (?:a )?limp(?:ing)?
        |normally|properly)|{sore}{g3} (?:changes|changed|changing|alters|altered|altering|affects|affected|affecting)
        (?: how)?(?: (?:my|the|i|way|am)){0,3} (?:gait|stride|run|running|walk|walking|form
        |step)|(?:gait|stride){g4} (?:changed|different|off|altered|uneven){g3} {sore}|(?:running|run|walking
        |walk) (?:funny|crooked|differently|lopsided
        |unevenly){g3} {sore}
        """,
        LEG_REGIONS,
    ),
    _sign(
        "weight_loss",
        "weight lost losing dropped",
        r"""
        (?:unexplained|unintended|unintentional|unplanned|unwanted){g2} (?:weight loss|loss of weight)|(?:lost
        |losing|lose|dropped|dropping){g2} weight{g3} (?:without trying|without wanting|for no reason|no reason
        |unexpectedly|without meaning|i did not)|(?:lost|losing|dropped) \d+(?:\.\d+)? (?:kg|kilos|pounds|lb|lbs
        |stone){g3} (?:without trying|for no reason|unexpectedly)
        """,
    ),
    _sign(
        "low_energy",
        """period periods menstruation cycle libido erection erections reds eating food eat always constantly
        amenorrhea amenorrhoea""",
        r"""
        (?:missed|missing|skipped|skipping|lost|no|late|without|absent){g2} (?:periods?|menstruation|cycle)(?! of\b)
        |(?:my |the )?(?:periods?|cycle|cycles|menstruation){g3} (?:irregular|stopped|gone|missing|disappeared|absent
        |stayed away|late)|irregular (?:periods?|cycle|cycles)|amenorrh(?:ea|oea)|(?:low|no|lost|less){g2} libido
        |libido{g2} (?:low|gone|lost|down)|(?:no|fewer|lost|less|missing|without){g2} (?:morning )?erections?|reds
        |relative energy deficiency|eating disorder|(?:afraid|scared|fear|frightened|anxious)(?: [^ |?]+){0,2} (?:eating
        |eat|food|meals)|(?:always|constantly) (?:so )?(?:cold|ill|sick)(?: and| or)? (?:and |or )?(?:always )?(?:cold
        |tired|exhausted|ill|sick)|(?:always|constantly) (?:so )?(?:tired|exhausted)(?: and| or) (?:always )?(?:cold|ill
        |sick)
        """,
    ),
    _sign(
        "fever",
        "fever feverish temperature fevers temp",
        r"""
        (?<!cabin )(?<!race )(?<!marathon )(?<!hay )(?<!spring )(?<!night )(?<!dance )(?:fever|feverish|fevers)
        |(?:temperature|temp)(?: is| was| of| at| up to| hit| over| around){0,2} (?:3[89]|4[0-2]
        |10[0-5])(?:\.\d+)?(?!{g3} (?:outside|sun|shade))|(?:high|raised|running a|have a|got a
        |had a) (?:temperature|temp)|(?:3[89]|4[0-2])\.\d (?:fever|temperature|temp|c|degrees)
        """,
    ),
)

_COLD = re.compile(r"(?<![^ ])(?:cold|frozen|freezing|snow|ice|icy|frost|gloves)(?![^ ])")

_MEANINGS = {
    word: word
    for word in re.findall(
        r"[a-z]{5,}",
        " ".join(sign.pattern.pattern for sign in _SIGNS)
        + " "
        + " ".join(word for sign in _SIGNS for word in sign.words),
    )
} | {word: word for word in PART_WORDS}
_LOOKALIKES = listed(
    """angle angles angled paint point points cheat chess crest stoke stokes strike grown groan grain waist twist thing
    things think thinks kneel kneels shine shines quite quiet quit stead steady stress dress press pressed fainter
    forever never sever several walks walking weigh weighs weights hoping hoped hope shopping popular hot hit hurdle
    hurdles looked looking blocked blocking clocked rocked limit limits limited lumping bumping jumping pumping
    resting nesting testing vesting bonus bones chased chests should shoulder heavy heaven swelling dwelling caves
    carves halves valves sight right tight night might fight light lights lighter eight weight beast breast breasts
    breath breathe breaths breach brother black block back clock number numbers lumber member tempo temple slower
    slowed sharp share shape stair stairs start started stated state states still steel steps stops stuck stick
    sticks blind bling poppy tingle single singles mingle singled worse horse worth worked walked talked"""
)
_SPELLING = Spelling(_MEANINGS, _LOOKALIKES)

_SEPARATORS = {",": "|", ";": "|", ".": "|", "\n": "|", "!": "|", "?": "?", "&": "and", "+": "and", "(": "|", ")": "|"}


@dataclass(frozen=True, slots=True)
class _Line:
    """The message in one line of words, and for each word its place in that line and in the cleaned text."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    spans: Sequence[tuple[int, int]]

    def at(self, position: int) -> int:
        """The number of the word at a place of the line."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] <= position:
                low = middle + 1
            else:
                high = middle
        return max(low - 1, 0)


def _line(cut: Iterable[Token]) -> _Line:
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for token in cut:
        if token.kind == "word":
            word = _SPELLING.right(token.text)
        elif token.kind == "number":
            word = f"{token.value:g}"
        elif token.text in (":", "=", "-", "/"):
            word = "" if token.glued else "|" if token.text == "-" else ""
        else:
            word = _SEPARATORS.get(token.text, "")
        if word and not (word == "|" and words and words[-1] == "|"):
            words.append(word)
            spans.append((token.start, token.end))
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return _Line(" ".join(words), words, starts, spans)


_DENIALS = frozenset({"no", "not", "never", "without", "neither", "nor", "zero", "0", "none"})
_MAY_STAND_BETWEEN = listed(
    """any more real sign signs of hint the my a an feel felt feeling feels get got getting had have having has been
    experience experienced notice noticed left right really actually at all in on severe major sharp is was there i
    did do does me wake woken longer other new further unusual kind or nor and either even hurt pain ache feel
    symptoms symptom problem problems issue issues with from trouble now currently today"""
)
_PLACE = frozenset(PART_WORDS) | {"in", "on", "my", "the", "left", "right", "both", "speech"}
_PART_OF_THE_SIGN = ("reason", "slow", "settle", "settling", "stop", "calm", "mean", "try")
_BELIEVE_IT = ("like this", "like that", "like it", "this bad", "before")
_NO_AFTER = re.compile(r" (?:(?:\||\?) )?(?:no|none|nope|negative|never|nil|nah|false|0)(?: (?:\||\?)|$)")
_STILL_THERE = re.compile(r"(?<![^ ])(?:gone|better|settled|over|away|improved|stopped|cleared)(?![^ ])")


def _denied(line: _Line, first: int, end: int, names: Sequence[bool]) -> bool:
    """Whether a "no" stands before it ("no", "without", "did not have any ...") or as the answer behind it.

    `names` says for each word whether it belongs to a flag of its own: a "no" reaches over those along "or".
    """
    inside = line.words[first:end]
    for word, following in pairwise((*inside[1:], "")):
        if word in ("not", "never", "no") and following not in _PART_OF_THE_SIGN:
            return True
    after = line.text[line.starts[end - 1] + len(line.words[end - 1]) :]
    if any(after.startswith((f" {one}", f" | {one}")) for one in _BELIEVE_IT):
        return False
    if after.startswith(" free"):
        return True
    rest = line.words[end:]
    place = next((at for at, word in enumerate(rest) if word not in _PLACE), len(rest))
    if _NO_AFTER.match(after[sum(len(word) + 1 for word in rest[:place]) :]):
        return not _STILL_THERE.search(" ".join(inside))
    at = first - 1
    lists = 0
    while at >= 0 and first - at <= 14:
        word = line.words[at]
        if word in _DENIALS:
            following = line.words[at + 1] if at + 1 < len(line.words) else ""
            return following not in ("only", "just", "sure", "doubt", "better", "good", "normal", "change")
        if word == "|":
            # "no chest pain, fainting or palpitations": along a list only when an "or" says that it is one.
            listed = any(one in ("or", "nor") for one in (*line.words[first - 1 : first], *line.words[end : end + 1]))
            lists += 1
            if lists > 4 or not (listed or _or_follows(line, end)):
                return False
        elif word not in _MAY_STAND_BETWEEN and not names[at]:
            return False
        at -= 1
    return False


def _or_follows(line: _Line, end: int) -> bool:
    """Whether the list goes on with "or" behind the next comma or two."""
    return any(word in ("or", "nor") for word in line.words[end : end + 6]) and line.words[end : end + 1] == ["|"]


_ENOUGH = 60
"""Places that one pattern is followed to: after so many of the same phrase the message says nothing new."""

_SAID_BY = (
    ("clot_lung", "clot"), ("clot_lung", "breathless"), ("cauda_equina", "numbness"), ("stroke", "numbness"),
    ("compartment", "numbness"), ("compartment", "clot"), ("hot_joint", "knee_locking"),
    ("femoral_neck", "bone_stress"), ("femoral_neck", "night_pain"), ("femoral_neck", "limping"),
    ("bone_stress", "night_pain"), ("fracture", "bone_stress"), ("fainting", "dizziness"),
)  # fmt: skip
"""The first of each pair says all that the second would, if it is about the same parts."""


def find(text: str) -> tuple[Flag, ...]:
    """The red flags in a message, most urgent first, one per name."""
    return read(clean(text))


def read(cleaned: str, cut: Sequence[Token] | None = None) -> tuple[Flag, ...]:
    """The same for text that `text.clean` has already been through."""
    line = _line(tokens(cleaned) if cut is None else cut)
    present = set(line.words)
    signs = [sign for sign in _SIGNS if not sign.words.isdisjoint(present)]
    if not signs:
        return ()
    spans: list[tuple[_Sign, int, int]] = []
    named_flag = [False] * (len(line.words) + 1)
    for sign in signs:
        for number, match in enumerate(sign.pattern.finditer(line.text)):
            if number >= _ENOUGH:
                break
            first, last = line.at(match.start()), line.at(max(match.end() - 1, match.start()))
            spans.append((sign, first, last + 1))
            named_flag[first : last + 1] = [True] * (last + 1 - first)
    parts = parts_in(line.words)
    found: dict[str, Flag] = {}
    taken: dict[int, int] = {}
    for sign, first, end in spans:
        if taken.get(id(sign), 0) >= 4:
            continue
        if sign.name == "numbness" and _COLD.search(_clause(line, first, end)):
            continue
        if _denied(line, first, end, named_flag):
            continue
        flag = _flag(sign, line, first, end, parts, cleaned)
        if flag:
            taken[id(sign)] = taken.get(id(sign), 0) + 1
            found[flag.name] = _together(found.get(flag.name), flag)
    if "sodium" in found and _STOMACH.search(line.text) and not _LONG_RUN.search(line.text):
        del found["sodium"]
    _composites(line, found, named_flag)
    for larger, smaller in _SAID_BY:
        if larger in found and smaller in found and set(found[smaller].regions) <= set(found[larger].regions or _ALL):
            del found[smaller]
    order = list(URGENCY)
    return tuple(sorted(found.values(), key=lambda flag: order.index(flag.name)))


def _clause(line: _Line, first: int, end: int) -> str:
    return " ".join(line.words[_clause_start(line, first) : _clause_end(line, end)])


def _clause_start(line: _Line, first: int) -> int:
    while first > 0 and line.words[first - 1] not in ("|", "?"):
        first -= 1
    return first


def _clause_end(line: _Line, end: int) -> int:
    while end < len(line.words) and line.words[end] not in ("|", "?"):
        end += 1
    return end


def _flag(sign: _Sign, line: _Line, first: int, end: int, parts: Sequence[Named], cleaned: str) -> Flag | None:
    fragment = cleaned[line.spans[first][0] : line.spans[end - 1][1]]
    place = (line.spans[first][0], line.spans[end - 1][1])
    if not sign.where:
        return Flag(sign.name, URGENCY[sign.name], (), Side.both, fragment, *place)
    inside = [one for one in parts if one.start < end and one.end > first]
    low, high = _clause_start(line, first), _clause_end(line, end)
    around = [one for one in parts if one.start >= low and one.end <= high]
    for nearby in (inside, around, parts):
        fitting = [one for one in nearby if one.part.region in sign.where]
        if fitting:
            break
        if nearby is not parts and any(one.part.region for one in nearby) and not sign.assumed:
            return None if sign.name in ("bone_stress", "night_pain", "limping") else _whole(sign, fragment, place)
    if not fitting:
        if sign.must:
            return None
        return Flag(sign.name, URGENCY[sign.name], sign.assumed, _side(around, line, low, high), fragment, *place)
    regions = tuple(dict.fromkeys(one.part.region for one in fitting if one.part.region))
    if sign.name in ("compartment", "clot"):
        regions = tuple(dict.fromkeys((*sign.assumed, *regions)))
    return Flag(sign.name, URGENCY[sign.name], regions, _side(fitting, line, low, high), fragment, *place)


def _whole(sign: _Sign, fragment: str, place: tuple[int, int]) -> Flag:
    return Flag(sign.name, URGENCY[sign.name], (), Side.both, fragment, *place)


def _side(named: Sequence[Named], line: _Line, low: int, high: int) -> Side:
    sides = {one.side for one in named if one.side}
    if not sides:
        sides = {Side(word) for word in line.words[low:high] if word in ("left", "right")}
    return next(iter(sides)) if len(sides) == 1 else Side.both


def _together(one: Flag | None, other: Flag) -> Flag:
    """The same flag twice: its regions and sides add up; a flag of the whole body stays one."""
    if one is None:
        return other
    regions = (
        tuple(dict.fromkeys((*one.regions, *other.regions)))
        if one.regions and other.regions
        else one.regions or other.regions
    )
    side = one.side if one.side is other.side else Side.both
    return Flag(one.name, one.urgency, regions, side, one.fragment, one.start, one.end)


_STOMACH = re.compile(r"(?<![^ ])(?:bug|flu|food|norovirus|poisoning|stomach|virus|hangover|hungover)(?![^ ])")
_LONG_RUN = re.compile(r"(?<![^ ])(?:run|longrun|race|marathon|ultra|half)(?![^ ])")
_JOINT_WORDS = "(?:knee|knees|ankle|ankles|hip|wrist|elbow|shoulder|joint|joints|toe|foot)"
_SWOLLEN_JOINT = re.compile(
    rf"(?<![^ ]){_JOINT_WORDS}(?: [^ |?]+){{0,4}} (?:hot|red|swollen|swelling|swelled|puffy)"
    rf"|(?<![^ ])(?:hot|red|swollen)(?: [^ |?]+){{0,3}} {_JOINT_WORDS}(?![^ ])"
)
_HARD_LEG = re.compile(
    r"(?<![^ ])(?:shin|shins|calf|calves|lower leg)(?: [^ |?]+){0,4} (?:hard|rigid|solid|tense|swollen|rock)(?![^ ])"
)
_NUMB_FOOT = re.compile(
    r"(?<![^ ])(?:foot|feet|toes)(?: [^ |?]+){0,3} (?:numb|weak|dead|tingling|tingly)"
    r"|(?<![^ ])(?:numb|weak|dead|tingling)(?: [^ |?]+){0,2} (?:foot|feet|toes)(?![^ ])"
)


def _composites(line: _Line, found: dict[str, Flag], named: Sequence[bool]) -> None:
    """Flags that only two signs in one message make together."""
    clot = found.get("clot")
    if clot and ("breathless" in found or "chest_pain" in found):
        found["clot_lung"] = Flag("clot_lung", URGENCY["clot_lung"], (), Side.both, clot.fragment, clot.start, clot.end)
    fever = found.get("fever")
    swollen = _said(line, _SWOLLEN_JOINT, named)
    if fever and swollen:
        first, end = swollen
        regions = [one for one in parts_in(line.words[first:end]) if one.part.region in _JOINTS]
        low, high = _clause_start(line, first), _clause_end(line, end)
        found["hot_joint"] = Flag(
            "hot_joint",
            URGENCY["hot_joint"],
            tuple(one.part.region for one in regions if one.part.region),
            _side(regions, line, low, high),
            " ".join(line.words[first:end]),
            fever.start,
            fever.end,
        )
    hard, numb = _said(line, _HARD_LEG, named), _said(line, _NUMB_FOOT, named)
    if hard and numb and "compartment" not in found:
        regions_hard = [one for one in parts_in(line.words[hard[0] : hard[1]]) if one.part.region]
        found["compartment"] = Flag(
            "compartment",
            URGENCY["compartment"],
            (Region.shin, Region.calf, Region.foot),
            _side(regions_hard, line, _clause_start(line, hard[0]), _clause_end(line, hard[1])),
            " ".join(line.words[hard[0] : hard[1]]),
            line.spans[hard[0]][0],
            line.spans[hard[1] - 1][1],
        )


def _said(line: _Line, pattern: re.Pattern[str], named: Sequence[bool]) -> tuple[int, int] | None:
    for number, match in enumerate(pattern.finditer(line.text)):
        first, end = line.at(match.start()), line.at(match.end() - 1) + 1
        if not _denied(line, first, end, named):
            return first, end
        if number > 50:
            break
    return None


_PROFESSIONAL = (
    "(?:doctor|dr|doc|gp|physio|physiotherapist|physical therapist|pt|cardiologist|specialist|consultant|surgeon|"
    "hospital|nurse|professional|clinician|orthopaedist|osteopath)"
)
_AGREED = (
    "(?:cleared|clears|ok|okay|okayed|fine|green light|all clear|agreed|agrees|signed off|signed me off|happy|approved|"
    "go ahead)"
)
_CLEARED = re.compile(
    rf"(?<![^ ])(?:{_PROFESSIONAL}(?: [^ |]+){{0,4}} (?:{_AGREED}|said yes|said i can|says i can|gave me)"
    rf"|{_AGREED}(?: [^ |]+){{0,4}} {_PROFESSIONAL})(?![^ ])"
)


def clearance(text: str) -> bool:
    """Whether the runner states that a professional agreed ("the doctor cleared me", "signed off by my physio")."""
    line = _line(tokens(clean(text)))
    match = _CLEARED.search(line.text)
    return match is not None and not {"not", "never", "no"} & set(match.group().split())
