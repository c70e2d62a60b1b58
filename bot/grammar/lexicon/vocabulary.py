"""The words themselves, by what they stand for, and how they are spelled."""

from __future__ import annotations

from typing import Any

from bot.grammar.anatomy import PARTS
from bot.grammar.exercise_names import HEADS, VOCABULARY, singular
from bot.grammar.lexicon.meanings import BRUTAL, EASY, HARD, MAXIMAL, MODERATE, Cat
from bot.grammar.text import Spelling, listed

_TABLE: dict[Cat, dict[Any, str]] = {
    Cat.EFFORT: {
        "": """effort|efforts|rpe|rpes|exertion|perceived exertion|perceived effort|rate of perceived exertion|
            intensity|difficulty|borg|session rpe|srpe|rating|rated|rate|effort level|overall effort|
            total effort""",
    },
    Cat.QUALITY: {
        "sore": "sore|soreness|doms|tender|tenderness|muscle soreness|muscle ache|muscle aches|sored",
        "tight": "tight|tightness|stiff|stiffness|cramp|cramps|cramped|cramping|spasm|spasms|spasmed|tightening",
        "ache": "ache|aches|achy|aching|ached",
        "pain": """pain|pains|painful|hurt|hurts|hurting|twinge|twinges|niggle|niggles|niggly|niggling|sharp|stabbing|
            burning|throbbing|pain level|sharp pain|dull pain|injured|strain|strained|pulled|pull|tweaked|tweak|
            inflamed|irritated|angry|grumpy|flare|flared up|flare up|playing up|acting up|discomfort|
            uncomfortable|tendon|tendons|tendinitis|tendonitis|tendinopathy|bursitis|ligament|ligaments|joint|joints""",
    },
    Cat.BACK: {
        "": "back",
    },
    Cat.SIDE: {
        "left": "left|left side|left hand side|lefts|lft|lt|lef|leftt|lfet|lhs",
        "right": "right|right side|right hand side|rgt|rt|rigt|rihgt|rigth|righ|rhs",
        "both": "both|both sides|each side|either side|left and right|right and left|bilateral|bilaterally",
    },
    Cat.LETTER: {
        "l": "l",
        "r": "r",
        "e": "e",
        "s": "s",
    },
    Cat.HARD: {
        EASY: """easy|light|comfortable|comfy|gentle|chill|chilled|breeze|a breeze|piece of cake|cakewalk|effortless|
            easy peasy|simple|easily""",
        MODERATE: "moderate|medium|middling|moderately|in the middle",
        HARD: "hard|tough|challenging|difficult|demanding|hard work",
        BRUTAL: """brutal|savage|horrific|nails|killer|insane|crazy hard|super tough|awful|horrible|hard as hell|
            tough as hell""",
        MAXIMAL: """max|maximal|maximum|all out|allout|flat out|maxed out|maxed|everything i had|all i had|maximally|
            full gas""",
    },
    Cat.DEGREE: {
        "mild": """somewhat|bit|a bit|a little|little|little bit|a little bit|slightly|fairly|kinda|kindof|kind of|
            sort of|sorta|moderately|mildly|reasonably|rather|relatively|a touch|a tad|tad|mild|slight|minor""",
        "plain": "quite|pretty",
        "strong": """very|really|super|so|too|damn|bloody|fucking|freaking|proper|hella|v|much|lot|a lot|quite a lot|
            badly|seriously""",
        "extreme": """extremely|insanely|brutally|incredibly|ridiculously|unbelievably|stupidly|absurdly|very very|
            really really|so so""",
    },
    Cat.NO: {
        "": "no|not|without|never|neither|nor|w o|no more|no longer|not any|not really|free of",
    },
    Cat.NOTHING: {
        "": """nothing|none|nil|nope|nada|nowhere|no where|nothing at all|nothing really|pain free|painfree|
            painless|no issues|no issue|no problems|no problem|no complaints|no complaint|no niggles|all good|
            nothing to report|soreness free|not a thing|feeling nothing""",
    },
    Cat.FORM: {
        "": "form|technique|tech|execution|movement quality|quality",
    },
    Cat.TECHNIQUE: {
        "clean": "clean|crisp|tidy|spotless|textbook|cleanly",
        "wobbly": "wobbly|wobble|wobbles|wobbled|wobbling|shaky|sloppy|unstable|unsteady|wobly|ragged|messy",
        "broke": """broke|broke down|breaking down|break down|breakdown|broken down|fell apart|falling apart|
            fell to pieces|went to pieces""",
    },
    Cat.GOOD: {
        "clean": "good|great|perfect|solid|fine|ok|okay|excellent|nice|decent|spot on|nailed",
        "wobbly": """off|so so|average|mediocre|not great|not good|not perfect|not clean|not the best|iffy|
            could be better|slipped|slipping|loose|meh""",
        "broke": "bad|poor|terrible|awful|gone|rubbish|shocking|lost|failed|went|collapsed|broken",
    },
    Cat.SPEED: {
        "fast": "fast|snappy|explosive|speedy",
        "steady": "steady|controlled|smooth",
        "grinding": "grinding|grindy|grinder|grind|grinded|ground out|ground to a halt|grinders",
    },
    Cat.PACE: {
        "fast": "quick|quickly",
        "grinding": "slow|slowly|slowed|slowing",
    },
    Cat.SPEED_OF: {
        "": "speed|bar speed|barspeed|velocity|tempo|bar velocity",
    },
    Cat.DID: {
        "": """did|done|do|completed|complete|managed|finished|made|got through|only did|just did|only managed|
            only got""",
    },
    Cat.ONLY: {
        "": "only|just|not all",
    },
    Cat.FIRST: {
        "": "first",
    },
    Cat.PART_OF_IT: {
        0.5: """half|half of it|half of them|halfway|half way|about half|half done|half the session|half the sets|
            half a session|half the workout|half session""",
        1 / 3: "a third|one third|third of it|a third of it",
        2 / 3: "two thirds|two third|two thirds of it",
        0.25: "a quarter|one quarter|quarter of it|a quarter of it",
        0.75: "three quarters|three quarter|three quarters of it",
        1.0: """did everything|did it all|did all|did all of it|did the lot|all done|all of it|whole thing|
            the whole thing|full session|all sets|did all sets|completed all|finished everything|everything done|
            all sets done|completed everything|the whole session|whole session|finished it|finished it all|
            completed it""",
    },
    Cat.SOME_OF_IT: {
        "": """most of it|most|some of it|part of it|almost all|nearly all|almost everything|nearly everything|
            a few sets|some sets|a bit of it|most sets|not everything|not all of it|not all|partly|partially|
            not the whole thing""",
    },
    Cat.STOP: {
        "": """stopped|stop|stopping|stopped early|i stopped early|had to stop|cut short|cut it short|ended early|
            quit|gave up|bailed|bailed out|finished early|did not finish|couldnot finish|cannot finish|called it|
            dnf|aborted|gave in|pulled the plug|abandoned|threw in the towel|called it a day|cut it|
            stopped short|could not finish|packed it in|ended it""",
    },
    Cat.SKIP: {
        "": """skipped|skip|skipping|missed|did not train|did not do it|couldnot do it|
            cannot do it|cannot today|did nothing|not today|no session|
            no training|no workout|missed it|did not make it|did not get to it|couldnot train|cannot train|
            will skip|did not do anything|did not do the session|did not do the workout|did not work out|
            did not workout|did not get round to it|did not get around to it|not done|did not happen|skipped it|
            rest day|took a rest day|resting today|rest today|
            skiped|skipt|skipped today|skip today|did not exercise|did not manage it|no gym|
            forgot the|forgot about the|forgot to do the|left out|left out the""",
    },
    Cat.SHORT: {
        "": "short|missing|shy|fewer|less|too few|failed reps|under|missed reps",
    },
    Cat.OVER: {
        "": "over|extra|too many|additional",
    },
    Cat.REASON: {
        "sick": """sick|ill|unwell|a cold|flu|the flu|covid|nausea|nauseous|stomach bug|poorly|virus|infection|
            under the weather|sore throat|runny nose|headache|migraine|diarrhoea|diarrhea|fever|feverish|illness|
            food poisoning|ill today|queasy|feel sick|felt sick|bug|coughing|cough|upset stomach|not well|
            not feeling well|felt ill|temperature|head cold|sniffles""",
        "cold": "cold",
        "pain": "injury|injured|because of pain|too sore|too painful",
        "effort": """too hard|too heavy|too much|too difficult|gassed|failure|to failure|out of gas|too tough|
            ran out of steam|no strength|no power|cooked|could not do more|couldnot do more|nothing left""",
        "tired": """tired|too tired|fatigued|fatigue|exhausted|knackered|sleepy|no sleep|slept badly|bad sleep|
            no energy|drained|worn out|wiped|wiped out|shattered|burnt out|burned out|wrecked|tiredness|
            lack of sleep|
            poor sleep|low energy|zonked|bad night|overslept|dead tired|spent""",
        "time": """time|no time|out of time|ran out of time|late|too late|short of time|short on time|busy|too busy|
            meeting|time pressure|rushed|in a hurry|hurry|not enough time|lack of time|no time left|
            time was short""",
        "life": """work|kids|kid|family|baby|travel|travelling|traveling|wedding|party|life|appointment|job|friends|
            birthday|childcare|deadline|exam|exams|school|child|children|visitors|guests|holiday|vacation|
            funeral|moving house|car|phone call|dinner""",
        "weather": """weather|rain|raining|snow|snowing|storm|heat|too hot|too cold|ice|icy|windy|wind|thunder|
            thunderstorm""",
        "choice": """did not feel like it|no motivation|lazy|unmotivated|couldnot be bothered|cannot be bothered|
            not in the mood|not feeling it|forgot|by choice|could not be bothered|did not want to|no desire|no mood|
            not motivated|forgot it|my choice|was not feeling it""",
    },
    Cat.PLANNED: {
        "": """as planned|same as planned|as prescribed|same as plan|according to plan|to plan|as expected|on plan|
            like planned|just as planned|all as planned|exactly as planned""",
    },
    Cat.TARGET: {
        "": """planned|target|target was|goal was|prescribed|expected|supposed to be|instead of|up from|down from|
            rather than|plan was|should have been""",
    },
    Cat.LABEL: {
        "": "zone|level|lvl|bus|tram|room|platform|gate|terminal|route|exit|floor|chapter|episode|lane|corral|bib",
    },
    Cat.WEEKDAY: {
        0: "monday|mon|mondays",
        1: "tuesday|tue|tues|tuesdays",
        2: "wednesday|wed|weds|wednesdays",
        3: "thursday|thu|thur|thurs|thursdays",
        4: "friday|fri|fridays",
        5: "saturday|saturdays",
        6: "sunday|sundays",
    },
    Cat.YESTERDAY: {
        "": "yesterday|yesterdays|yday",
    },
    Cat.AND: {
        "": "and|n|with",
    },
    Cat.OR: {
        "": "or",
    },
    Cat.STOPPER: {
        "": "though|although|however|then",
        "but": "but|except|except for|apart from|bar the|minus|excluding|other than|besides",
    },
    Cat.OF: {
        "": "of|out of|from",
    },
    Cat.TO: {
        "": "to",
    },
    Cat.BARE: {
        "": """bodyweight|body weight|bw|without weight|without weights|without a weight|without any weight|without the
            weight|without the weights|without dumbbells|without the dumbbells|without a dumbbell|no weight|no weights
            |unweighted|unloaded""",
    },
    Cat.TIMES: {
        "": "x|by|times",
    },
    Cat.UNIT: {
        "km": "km|kms|k|kilometre|kilometres|kilometer|kilometers",
        "mi": "mi|mile|miles",
        "m": "m|metre|metres|meter|meters",
        "min": "min|mins|minute|minutes",
        "h": "h|hr|hrs|hour|hours",
        "sec": "sec|secs|second|seconds",
        "kg": "kg|kgs|kilo|kilos",
        "lb": "lb|lbs|pound|pounds",
        "reps": "rep|reps|repetition|repetitions",
        "sets": "set|sets|round|rounds",
        "exercises": "exercise|exercises|movements|drills|things|lifts",
        "day": """day|days|week|weeks|month|months|year|years|am|pm|bpm|watts|th|st|nd|rd|weeks ago|january|jan|
            february|feb|april|apr|june|july|august|aug|september|sept|october|oct|november|nov|december|dec""",
        "kit": "dumbbells|dumbells|kettlebells|bands|bells|plates",
        "percent": "percent|per cent",
        "m/s": "mps",
    },
    Cat.IN: {
        "": "in|on|at|around|behind|inside",
    },
    Cat.DURING: {
        "": "during|after|from|when|while|doing|whilst|because of|due to",
    },
}

_GLUE = listed(
    """the a an my was were is are am it its this that i me we felt feel feels feeling today session workout training
    about approx approximately roughly like overall total levels score scores still now again also then think
    guess maybe probably got get had have has been be on for by as out up there here tonight morning evening yes
    yeah yep hi hey hello please thanks thank you coach say said would call bar one
    because due since which some any bits ish his her your their area region muscle side number value point points
    whole day time well id even sure exactly circa ca part prob must somewhere should might could gonna way all
    used using lifted"""
)

PHRASES: dict[tuple[str, ...], tuple[Cat, Any]] = {(word,): (Cat.GLUE, "") for word in _GLUE}
for _cat, _values in _TABLE.items():
    for _value, _names in _values.items():
        PHRASES |= {tuple(_name.split()): (_cat, _value) for _name in _names.split("|") if _name.strip()}
PHRASES |= {_words: (Cat.PART, _part) for _words, _part in PARTS.items()}
PHRASES[("nothing", "else")] = (Cat.GLUE, "")
_AILMENTS = """stomach ache|stomach aches|stomach pain|tummy ache|tummy pain|gut ache|period pain|period pains|
    period cramps|menstrual pain|menstrual cramps|toothache|tooth ache|ear ache|earache|side stitch|stitch"""
PHRASES |= {tuple(_name.split()): (Cat.UNKNOWN, "torn") for _name in _AILMENTS.split("|")}
_IDIOMS = """kicked my ass|kicked my butt|kicked my arse|pain in the ass|pain in the arse|pain in the butt|
    heart rate|resting heart rate|max heart rate|pull ups|pull up|pullups|pullup|chin ups|chin up|
    pain in the neck|worked my ass off|kick in the ass|on the other hand|hands down|thumbs up"""
PHRASES |= {tuple(_name.split()): (Cat.UNKNOWN, "") for _name in _IDIOMS.split("|")}
LONGEST = max(len(_words) for _words in PHRASES)
FIRST_WORDS = frozenset(_words[0] for _words in PHRASES)

_LOOKALIKES = listed(
    """share shared sharing racing killed dying feels wheels thing things think thinks halves valves grain groan grown
    waist twist should cheat chess crest quick quite quiet gluten kneel kneels early yearly earlier later latter
    hardly harder easier lighter tighter running runner shoes short shorts store stored story score scored scores
    right night light fight might eight weight height weights sight great treat threat there three these those where
    were other another mother brother bother legit legal sleep slept sheet sweet swear sweat heart hears years tears
    bears wears rears gears fears dears match watch catch patch batch plane planet plant planks planned stare start
    state still skill skull spill small smell shell swell quads squad raced races place places grace trace brace
    space faces reset rest rests tests bests nests pests worse horse horst loose loosen noose goose moose choose
    broad board bored based basis basic because become before between below above along alone among broken brother
    tried tires tiring tries fired wired hired lined mined fined dined rain train brain drain grain strain stain
    paint point joint joins coins going doing being seeing having saying fresh flesh fleet sleet greet green queen
    seven sever never fever lever level bevel revel"""
)

SPELLING = Spelling(
    {
        word: (PHRASES.get((word,)) or word, word if (word,) not in PHRASES else "")[0]
        for words in PHRASES
        for word in words
    }
    | {word: ("exercise", singular(word)) for word in VOCABULARY if (word,) not in PHRASES}
    | {word + "s": ("exercise", word) for word in HEADS},
    _LOOKALIKES,
)
