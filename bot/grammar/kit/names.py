"""What people call the things that they train with."""

from __future__ import annotations

import re

from bot.grammar.text import Spelling, listed, ordered

_NAMES: dict[str, str] = {
    "band": """band|bands|resistance band|resistance bands|theraband|therabands|thera band|mini band|mini bands|
        miniband|minibands|loop band|loop bands|elastic band|elastic bands|exercise band|exercise bands|
        tube|tubes|rubber band|rubber bands|booty band|loops|elastic""",
    "dumbbells": """dumbbell|dumbbells|dumbell|dumbells|dumbbel|dumbbels|dumbel|db|dbs|hand weights|hand weight|
        free weights|freeweights|hantel|hanteln|weights|weight|powerblock|powerblocks|power blocks|bowflex|
        adjustables""",
    "kettlebell": "kettlebell|kettlebells|kettle bell|kettle bells|kb|kbs|kettles",
    "barbell": "barbell|barbells|bar bell|olympic barbell|squat rack|rack|power rack|ez bar|bench press",
    "bar": "bar|olympic bar|bars|barbell bar|empty bar",
    "plates": "plate|plates|discs|disks|weight plates|bumper plates|bumpers",
    "machine": """machine|machines|cable|cables|cable machine|leg press|lat pulldown|pulldown|smith machine|multigym|
        multi gym|multi station|leg curl|leg extension|cable tower|cable station""",
    "step": "step|aerobic step|step platform|stepper|step board",
    "box": "box|plyo box|boxes|bench|benches|plyobox|jump box|weight bench|flat bench|low wall",
    "stair": "stair|stairs|staircase|steps|stairway|kerb|curb|doorstep",
    "slider": """slider|sliders|sliding discs|sliding disks|gliders|gliding discs|slide board|furniture sliders|
        towel on the floor|towel on a smooth floor|socks on a smooth floor|smooth floor|
        core sliders""",
    "rope": "rope|ropes|skipping rope|jump rope|jumprope|skip rope|skippingrope|speed rope",
    "backpack": """backpack|rucksack|backpacks|bag|school bag|daypack|rucksacks|knapsack|ruck|gym bag|sports bag|
        duffel bag|duffle bag|holdall|suitcase""",
    "roller": """roller|foam roller|foamroller|blackroll|massage ball|lacrosse ball|tennis ball|ball|balls|roll|
        massage roller|rumble roller|foam roll""",
    "fixed": """pull up bar|pullup bar|chin up bar|chinup bar|pull up|bar to pull on|bar to hang from|sturdy table|
        sound door|door anchor|door bar|trx|suspension trainer|sling trainer|rings|
        gym rings|gymnastic rings|partner|playground bar|railing|monkey bars|doorway bar|door frame bar|
        bar on the wall|dip bars|goal post""",
    "": """chair|chairs|mat|mats|yoga mat|floor|wall|walls|sofa|couch|bed|bodyweight|body weight|my body|
        myself|swiss ball|gym ball|exercise ball|stability ball|yoga ball|pilates ball|bosu|bosu ball|
        water bottle|water bottles|clock|timer|exercise mat|cushion|pillow|yoga block|yoga blocks|block""",
    "other": """medicine ball|medicine balls|med ball|slam ball|sandbag|sandbags|sand bag|ankle weights|ankle weight|
        wrist weights|weighted vest|weight vest|weights vest|vest""",
    "gym": """gym|the gym|gym membership|full gym membership|gym at work|
        gym at the office|fitness studio|fitness center|fitness centre|full gym|commercial gym|
        health club|leisure centre|fully equipped gym|university gym|work gym|gym access|hotel gym|
        crossfit box|crossfit|fitness club|fitness room|planet fitness|puregym|pure gym|anytime fitness|golds gym|
        la fitness|fitness first|mcfit|basic fit|ymca|david lloyd|virgin active""",
    "home": "home gym|homegym|garage gym|small gym|gym at home|basic gym",
    "none": """nothing|none|nope|no equipment|no kit|nada|nil|zero|no gear|nothing at all|just me|only me|
        no weights|zilch|nothing really|not a thing|no stuff|empty""",
    "all": "everything|all of it|all of them|the lot",
}

PHRASES: dict[tuple[str, ...], str] = {
    tuple(name.split()): item for item, names in _NAMES.items() for name in names.split("|") if name
}
LONGEST = max(len(name) for name in PHRASES)
GLUE = listed(
    """i have got own a an the my some of only just in at to up kg each per hand both two pairs pair set sets couple
    we there is are adjustable it its for use access can also too maybe old small big light heavy medium long
    short few about around approx various different good sturdy proper available one single home here that which
    any more s lots lot do you your equipment as well then steps from weighing total max maximum min ca or so
    right now usually mostly but go by kit is are bought buy borrowed ordered gotten ive can fill filled load loaded
    books bottles water all red blue green yellow black purple orange grey gray gold silver hex rubber neoprene iron
    cast steel vinyl chrome local nearby w think guess believe reckon probably im i'm sorry well like said really id
    say thats though tho"""
)
"""What is said around them."""
_BESIDE = ordered("bought borrowed ordered gotten additionally adjustable weighing pounds kilos")
"""Words beside them that are put right, too."""
_SPELLING = Spelling(
    {word: (PHRASES.get((word,)) or word) for name in (*PHRASES, _BESIDE) for word in name},
    GLUE | listed("tables stable placed balls walks stick sticks bands tale ropes steep"),
)
_WORD = re.compile(r"[A-Za-z]{5,}")


def spelled(text: str) -> str:
    """The text with the slips in these words put right; the others stay as they are."""
    return _WORD.sub(lambda one: _right(one[0]), text)


def _right(word: str) -> str:
    right = _SPELLING.right(word.lower())
    return word if right == word.lower() else right
