"""How people say it: for every flag the phrases that mean it, as patterns over a line of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from core.body import LEG_REGIONS, Region

_BONY = frozenset(
    {Region.foot, Region.ankle, Region.shin, Region.hip, Region.adductor, Region.hip_flexor, Region.lower_back}
)
_GROIN = frozenset({Region.hip, Region.hip_flexor, Region.adductor})
_CALF = frozenset({Region.calf, Region.achilles})

EVERYWHERE = frozenset(Region)
"""What a flag of the whole body is about."""

# Pieces of the patterns. "|" separates clauses in the text that they are matched with.
_PIECES = {
    "g1": r"(?: [^ |?]+){0,1}",
    "g2": r"(?: [^ |?]+){0,2}",
    "g3": r"(?: [^ |?]+){0,3}",
    "g4": r"(?: [^ |?]+){0,4}",
    "g6": r"(?: [^ |?]+){0,6}",
    "pain": r"(?:pain|pains|painful|hurt|hurts|hurting|ache|aches|aching|achy|ached)",
    "sore": r"""
        (?:pain|pains|painful|hurt|hurts|hurting|ache|aches|aching|achy|ached|sore|soreness|throbs|throbbing|tender
        |twinge|twinges|twinged|stabbing)
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
        (?<!last )(?<!day )(?<!that )(?:night|nights|nighttime|nightly|woke me|wakes me|waking me|woken
        |woke up(?! (?:with|feeling|stiff|sore|and))|kept me awake|keeps me awake|in bed|at rest|when resting
        |when i rest|while resting|lying down|lying in bed)
        """,
    "hop": r"(?:hop|hops|hopping|hopped)",
    "impact": r"""
        (?:impact|landing|land|lands|foot strike|footstrike|every step|each step|with every stride|limp|limps
        |limping|limped|hop|hops|hopping|jump|jumps|jumping)
        """,
    "urine": r"(?:urine|urin|pee|pees|peed|peeing|wee|weeing|urinating|piss|pissing)",
    "dark": r"(?:dark|brown|cola|coke|tea|coffee|black|bloody|red|rusty)",
    "vomit": r"(?:vomit|vomited|vomiting|throwing up|threw up|thrown up|puking|puked|being sick)",
    "run": r"(?:long run|longrun|marathon|ultra|half|race|long one|\d+ (?:k|km|miler|miles|mile|mi)|hours?)",
    "weight": r"(?:weight on|weight through|full weight on|any weight on)",
}


@dataclass(frozen=True)
class Sign:
    """One way of saying it. `where` = the regions it may be about, () = it is about the whole body.

    `must`: a region of `where` has to be named; `assumed`: what it is about where none is.
    """

    name: str
    source: str
    where: frozenset[Region] = frozenset()
    assumed: tuple[Region, ...] = ()
    must: bool = False
    words: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when one of its words is first said: most never are, and all of them would delay the start."""
        return re.compile(self.source)


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
) -> Sign:
    filled = re.sub(r"\{([a-z]\w*)\}", lambda match: _one_line(_PIECES[match.group(1)]), _one_line(pattern))
    source = rf"(?<![^ ])(?:{filled})(?![^ ])"
    return Sign(name, source, frozenset(where), assumed, must, frozenset(words.split()))


# `words`: the pattern is only tried where one of them is in the message.
SIGNS = (
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
        consciousness collapsed collapse keeled syncope syncopal grey greyed went goes turned""",
        r"""
        fainted|fainting|faints|faint(?! (?:{sore}|niggle|hope|memory|tightness|stiffness|discomfort))
        |(?:passed|pass|passing) out(?!{g2} (?:sofa|couch|bed|asleep|flyers|medals|water))
        |blacked out(?!{g4} (?:calendar|diary|dates?|days?
        |weeks?|weekends?|evenings?|windows?|schedule|planner))|black out
        |blackout|blackouts|(?:saw|went|seeing|going) black
        |(?:eyes|everything|vision) (?:went|going|goes|turned) (?:dark|black|grey)|lost consciousness|unconscious
        |(?:i|i just|i then|nearly
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
        palpitations?|arrhythmia|afib|atrial fibrillation|(?:skipped|skipping|missed)(?: a)? (?:heart ?)?beats?
        (?! when (?:i|he|she|they) (?:saw|heard|read|opened))|(?:heart
        |heartbeat|heartbeats|pulse|heart rate){g3} (?:irregular|irregularly|skipping|skips|skipped(?! a beat)|flutter
        |fluttering|fluttered|flutters|stopped|uneven|erratic|jumping around|missing beats|out of rhythm)
        |(?:something|sth)(?: is| was| feels| felt)? (?:off|wrong|weird|strange|odd|funny|not right){g2} heart(?! rate)
        |heart (?:is |was |feels |felt |acts |acting |beats |beating )(?:so |very |really |a bit )?(?:off|wrong|weird
        |weirdly|strange|strangely|odd|oddly|funny|not right)
        |irregular (?:heart|heartbeat|heartbeats|pulse|beat|beats|heart beat)|(?:fluttering|flutter
        |flutters) in {my} (?:chest|heart)|heart{g2} (?:racing|races|pounding|pounds|raced|pounded)
        (?: [^ |?]+){0,6} (?:at rest|in bed|at night|when resting|while resting
        |for no reason|will not (?:slow|settle|stop|calm)|did not (?:slow|settle|stop|calm)|sitting|lying|hours)
        """,
    ),
    _sign(
        "stroke",
        """side sided face slurred slurring slur speech speak speaking talking
        seeing vision sight eye stroke droop drooping drooped arm leg hand words
        blind blurred blurry weak weaker limp weakness""",
        r"""
        (?:(?:left|right|one) sided|one side|(?:left|right) side of {my} (?:body|face)|(?:left|right
        |half) of my (?:body|face)|half my (?:face|body)){g4} (?:weak|weakness|numb|numbness|droopy|drooping|drooped
        |paralysed|paralyzed|tingling)|(?:weakness|numbness|numb) (?:on|down|in|of){g2} (?:one side|(?:left
        |right) side|half)(?! (?:plank|planks))|sudden(?:ly)?{g3} (?:weak|weakness)(?:{g3} (?:side|arm|face|leg))
        |side{g2} (?:suddenly|went) (?:weak|numb|dead)|face{g2} (?:suddenly|went) (?:weak|numb|dead|limp)
        |arm{g1} suddenly{g1} (?:weak|numb|dead|limp)
        |(?:arm|leg|hand){g2} (?:weak|weaker|limp|paralysed|paralyzed) (?:since (?:this|last|i woke|waking|yesterday)
        |all of a sudden|out of nowhere)|woke up with{g3} (?:weak|weakness|limp){g3} (?:arm|leg|hand|side)
        |face{g3} (?:droop|droopy|drooping|drooped|droops|numb|fell)
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
        peed soiled leaking urine private down""",
        r"""
        saddle{g2} {numb}|{numb}{g4} (?:genitals|crotch|perineum|saddle|groin|between (?:my|the) legs|private parts
        |privates|down (?:there|below))|(?:genitals|crotch|perineum|groin|between my legs|private parts
        |privates){g3} {numb}
        |{cannot} feel (?:my )?(?:groin|genitals|crotch|perineum|saddle|bottom|bum|privates|private parts)
        |{cannot} (?:pee|urinate|wee|hold my (?:pee|urine|bladder|bowels?)|control my (?:bladder|bowels?)
        |go to the toilet|feel my bladder|empty my (?:bladder|bowels?))|urine retention|urinary retention
        |retention of urine|(?:bladder|bowel|bowels) (?:problems?|trouble|weakness)|(?:trouble|difficulty
        |problems?) with my (?:bladder|bowels?)|both (?:my )?legs (?:are |feel |got )(?:so |very |really
        |suddenly )?weak|(?:trouble|difficulty|problems?) (?:peeing|urinating|to pee
        |controlling my bladder|controlling my bowels?)|(?:lost|lose|losing
        |loss of)(?: control of| control over)?(?: my)? (?:bladder|bowel|bowels|urine)(?: control)?|(?:bladder|bowel
        |bowels){g3} (?:control|loss|leaking|accident|numb|incontinence)|incontinen(?:ce|t)|(?:wet|peed
        |soiled) myself(?! laughing)(?!{g4} (?:jumping|jump|jumps|skipping|hopping|hops|sneezing|sneezed|coughing
        |coughed
        |squatting|lifting|jumped))|(?:weakness|numbness|weak|numb) in both (?:my )?legs
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
        "urine urin pee pees peed peeing wee weeing urinating piss pissed pissing rhabdo rhabdomyolysis blood",
        r"""
        {dark}(?: {dark}| colou?red| like)? (?:my )?{urine}|{urine}{g4} {dark}(?! yellow)
        |blood in (?:my |the )?{urine}|(?:peed|peeing|pissed|pissing|urinated|passed) blood|rhabdo|rhabdomyolysis
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
        {calf}(?! (?:raise|raises|warm|warmup)){g4} (?:{swollen}|hot|red|redness|(?:bigger|thicker|fatter
        |larger) than)(?! (?:shower|bath|water|stuff))|(?:{swollen}|hot(?! (?:shower|bath|water|tub|day|weather|run
        |yoga))
        |red){g3} {calf}(?! (?:raise|raises))|swelling (?:in|of|around|on){g3} {calf}|thrombosis|dvt|blood clot|a clot
        |leg clot
        |(?:calf|lower leg){g2} (?:pain|painful|hurts?|hurting|aching|aches?|throbs?
        |throbbing)(?: [^ |?]+){0,4} (?:flight|flights|flying|plane|long drive|surgery|operation|bed rest)
        |{calf}{g3} (?:{sore}|tight|hard|stiff) \| (?:and )?(?:{swollen}|hot and red|warm and red|red and hot)
        |{calf}{g3} {sore}{g2} warm(?! ?up)|{calf}{g3} warm{g1} (?:to (?:the )?touch|when i touch)
        |(?:left|right|one|my) (?:lower )?leg (?:is |was |got |looks ){g1}{swollen}
        """,
        _CALF,
        (Region.calf,),
    ),
    _sign(
        # "calf 3, it's swollen": the calf is named somewhere else in the message.
        "clot",
        "swollen swelling swelled swells swell swole puffy",
        r"it (?:is|has|got|looks|feels){g2} {swollen}",
        {Region.calf},
        must=True,
    ),
    _sign(
        "coughing_blood",
        "cough coughed coughing spit spat spitting sputum phlegm",
        r"""
        (?:cough|coughed|coughing|spit|spat|spitting)(?: up)?{g2} blood|blood{g4} (?:cough|coughed|coughing|sputum
        |phlegm)
        """,
    ),
    _sign(
        "pop",
        """pop popped popping snap snapped crack bang ripped tore torn tear rip ruptured rupture kicked kick toes push
        pushing ping""",
        r"""
        (?:felt|heard|hear|feel|there was){g3} (?:pop|snap|crack|bang|ping)(?! (?:song|songs|music|quiz|up|concert))
        |(?:achilles|calf|calves|heel|hamstring|something|tendon|muscle){g3} (?:popped|snapped|ruptured|tore|torn
        |ripped|went (?:pop|bang|ping|snap)|gave a pop)|(?:popped|snapped|ruptured|tore|torn|ripped){g2} (?:achilles
        |calf|tendon|hamstring|muscle)|(?:popped|snapped|ripped|tore) something|felt (?:something|it) (?:tear|rip|snap
        |pop
        |give)
        |(?:achilles|tendon|calf){g2} rupture|rupture{g3} (?:achilles|tendon|calf)
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
        |it down)|(?:will not|would not|does not) (?:take|bear|hold) (?:any |my |full |the )?weight
        |{cannot} weight ?bear|{cannot} (?:stand|step)(?: up)? on (?:it
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
        EVERYWHERE,
    ),
    _sign(
        "dizziness",
        "dizzy dizziness dizzying stars light lightheaded lightheadedness woozy vertigo spinning turn",
        r"""
        dizzy|dizziness|light ?headed|light ?headedness|lightheaded|lightheadedness|woozy|vertigo|(?:funny|queer
        |dizzy) turn|(?:saw|seeing
        |see) stars|(?:room|head
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
        "stress edema oedema bruise bruising",
        r"""
        bone (?:marrow )?(?:edema|oedema|bruise|bruising)|stress (?:fracture|fractures|reaction|reactions|response
        |responses)(?!(?: [^ |]+){0,3} (?:ago|years?|history)| in (?:19
        |20)\d\d| last year)
        """,
        EVERYWHERE,
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
        |(?:one|single|specific|exact|tiny|small|sharp|certain) spot{g3} {bone}|{bone} \| (?:in |on |just )?(?:one
        |a single|an exact|a small
        |a tiny) spot|{bone}{g4} (?:{sore}
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
        EVERYWHERE,
    ),
    _sign(
        "bone_stress",
        "earlier sooner",
        r"""
        {sore}{g6} (?:earlier and earlier|sooner and sooner|(?:earlier|sooner){g1} (?:each|every) (?:run|time|day
        |week))|(?:starts|started|begins|comes|comes on|kicks in){g1} (?:earlier|sooner){g1} (?:each|every|in the
        |and)
        """,
        EVERYWHERE,
    ),
    _sign(
        "knee_locking",
        "knee knees kneecap patella",
        r"""
        {knee}(?! (?:deep)){g3} (?:lock|locks|locked|locking)(?! in\b)(?! step)|(?:locked
        |locking)(?: up)? (?:my |the |left |right )*{knee}|{knee}{g3} (?:gave (?:way|out)|gives (?:way|out)
        |give (?:way|out)|giving (?:way|out)|given way|buckle|buckled|buckles|buckling)|{knee}(?! (?:sleeve
        |sleeves)){g4} (?:{swollen}|effusion|fluid|blown up|blew up|blows up
        |ballooned)|{swollen}{g2} {knee}|swelling (?:in|of|around
        |on|behind|above|below|under){g3} {knee}|{knee}{g2} (?:slipped|popped|came|slid) out|dislocated{g2} {knee}
        |{knee}{g3} dislocated
        |{knee} (?:will not|would not|does not|did not|cannot) (?:\w+ )?(?:bend|straighten|extend)
        |{cannot}(?: fully| really| quite)? (?:bend|straighten|extend) (?:my |the )?(?:left |right )?knee
        |{knee}{g3} (?:got |is |feels |felt |keeps getting )(?:stuck|caught
        |catching|unstable)|(?:water|fluid) (?:on|in) (?:my |the )?(?:left |right )?{knee}
        """,
        {Region.knee},
        (Region.knee,),
    ),
    _sign(
        # "my knee hurts, and it gives way": the knee is named somewhere else in the message.
        "knee_locking",
        "gives gave giving give locks locked swollen swelling swelled swells swell swole puffy",
        r"""
        (?:gives|gave|giving|give) way|it{g1} (?:locks|locked)(?: up)?(?! (?:in|me|us|out)\b)
        |it (?:is|has|got|looks|feels){g2} {swollen}
        """,
        {Region.knee},
        must=True,
    ),
    _sign(
        # "Chest 4, when I breathe in": of the chest that is named somewhere.
        "chest_pain",
        "breathe breathing",
        r"(?:when|while|if|on)(?: i)?(?: am)? (?:breathe|breathing)(?: in)?(?: deeply| deep)?",
        {Region.chest},
        must=True,
    ),
    _sign(
        "numbness",
        "numb numbness tingling tingle tingles tingly pins pin feeling feel",
        r"""
        (?<!mind )(?<!comfortably ){numb}(?! (?:from|with) (?:the )?(?:cold|ice|frost)| fingers from)|(?:lost|no
        |losing) feeling in{g3}|{cannot} feel my (?:left |right |both )?(?:foot|feet|toes|leg|legs|hand|hands
        |fingers|heel|arm|arms|shin|calf)
        """,
        EVERYWHERE,
    ),
    _sign(
        "limping",
        "limp limps limping limped hobble hobbled hobbling walk gait stride run running walking form step",
        r"""
        limping|limped|limps|hobbled|hobbling|(?:had to|have to|could only) hobble|(?:a|with|slight|bit of a|to
        |i) limp|{cannot} walk (?:without (?:a )?limp(?:ing)?
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
        (?:weight loss|loss of weight){g2} (?:without trying|without wanting|for no reason)
        |(?:unexplained|unintended|unintentional|unplanned|unwanted){g2} (?:weight loss|loss of weight)|(?:lost
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
        |not (?:had|got|gotten|seen)(?: my| a| any){0,1} periods?(?!{g1} of )
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
        (?!(?: (?:is|has|s|now|all|finally|completely)){0,3}
        [ ](?:gone|over(?! \d)|broke|broken|down(?! to)|passed|free|away)(?![^ ]))
        |(?:temperature|temp)(?: is| was| of| at| up to| hit| over| around){0,2} (?:3[89]|4[0-2]
        |10[0-5])(?:\.\d+)?(?!{g3} (?:outside|sun|shade))|(?:high|raised|running a|have a|got a
        |had a) (?:temperature|temp)|(?:3[89]|4[0-2])\.\d (?:fever|temperature|temp|c|degrees)
        """,
    ),
)
