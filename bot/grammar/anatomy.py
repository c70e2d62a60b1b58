"""What runners call the parts of their bodies, and how their words tell muscle from joint, tendon and bone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.body import Kind, Region, Side, default_kind


@dataclass(frozen=True, slots=True)
class Part:
    """`region` None = a part too wide for a report ("legs"). `kind`, `side` and `site` where the name says them.

    `site` refines the place where a rule asks for it: insertion or mid (Achilles), front, outer or under (knee).
    """

    region: Region | None
    kind: Kind | None = None
    side: Side | None = None
    site: str = ""


MIDLINE = frozenset({Region.lower_back, Region.core, Region.upper_back, Region.chest})
"""Parts of which nobody asks left or right."""

_MUSCULAR = frozenset(
    {
        Region.calf, Region.quad, Region.hamstring, Region.adductor, Region.glute, Region.arm, Region.core,
        Region.chest, Region.shoulder, Region.upper_back, Region.lower_back, Region.hip_flexor,
    }
)  # fmt: skip
"""Where "sore" or "tight" can mean the muscle. Elsewhere it is a joint or a tendon that speaks (rulebook 2.2)."""

SIDES = {
    word: side
    for words, side in (
        ("left lft lt lef leftt lfet lhs lefthand l", Side.left),
        ("right rgt rt rigt rihgt rigth righ rhs righthand r", Side.right),
        ("both bilateral", Side.both),
    )
    for word in words.split()
}

# region | kind | site: the names, each singular; plurals of the last word are made.
_NAMES = """
foot || : foot, heel, heel bone, arch, sole, plantar, instep, forefoot, midfoot, mid foot, metatarsal
foot || : ball of foot, top of foot
foot || : bottom of foot, side of foot, toe, big toe, little toe, navicular, sesamoid, bunion, foot arch, arch of foot
foot || : hind foot, heel pad, heel spur, neuroma, mortons neuroma, morton's neuroma, toenail, toe nail
foot | tendon | : plantar fascia, plantar fasciitis, fascia, fasciitis, pf
ankle || : ankle, talus, malleolus, ankle bone, ankle joint, inner ankle, outer ankle, inside of ankle
ankle || : outside of ankle
ankle | tendon | : peroneal, peroneal tendon, posterior tibial, posterior tib, tib post, post tib
achilles || : achilles, achilles tendon, achille, at tendon, heel cord, achilles tendinitis, achilles tendinopathy
achilles || insertion : achilles insertion, insertion of achilles, insertional achilles, back of heel
achilles || mid : mid achilles, mid portion achilles, midportion achilles, middle of achilles
calf || : calf, calve, calfs, soleus, gastroc, gastrocnemius, back of lower leg, back of shin
calf | muscle | : calf muscle, calf belly, calve muscle
calf | tendon | : calf tendon
shin || : shin, tibia, tib, fibula, shinbone, front of lower leg, front of shin, inner shin, outer shin, medial shin
shin || : inside of shin
shin || : shin splint, shinsplint, mtss, lower leg bone
shin | bone | : shin bone, tibial bone
shin | muscle | : tibialis, tibialis anterior, tib ant, shin muscle
knee || : knee, meniscus, mcl, lcl, acl, pcl, knee joint, inner knee, inside of knee, back of knee, behind knee
knee | tendon | front : patellar tendon, patella tendon, jumpers knee, patellar, quad tendon
knee || front : front of knee, front knee
knee || under : kneecap, knee cap, patella, runners knee, under kneecap, behind kneecap, patellofemoral, pfps
knee | tendon | outer : itb, it band, iliotibial band, itbs, it band syndrome, outer knee, outside of knee, side of knee
quad || : quad, quadricep, quadriceps, thigh, front of thigh, front thigh, vastus, vastus medialis, vmo
quad || : rectus femoris
quad || : front of leg, upper leg, quad muscle
hamstring || : hamstring, hammy, hammie, ham, back of thigh, back of leg, posterior thigh, biceps femoris
hamstring | muscle | : hamstring muscle, hammy muscle
hamstring | tendon | : sit bone, sitting bone, sitz bone, hamstring tendon, hamstring origin, high hamstring
hamstring | tendon | : upper hamstring, ischial tuberosity
adductor || : adductor, inner thigh, inside of thigh, inside thigh, adductor muscle
adductor | tendon | : groin
glute || : glute, glut, gluteus, gluteal, bum, butt, buttock, bum cheek, butt cheek, backside, ass, arse
glute || : my bottom, piriformis, glute max
glute || : glute med, gluteus medius, glute medius, gluteus maximus, abductor, glute muscle, side glute
hip || : hip, hip joint, outer hip, side of hip, outside of hip, lateral hip, trochanter, tfl, hip bone, outer thigh
hip || : outside of thigh, side of thigh, hip socket, pelvis, inside of hip
hip_flexor || : hip flexor, hipflexor, psoas, iliopsoas, front of hip, front hip, flexor
lower_back || : lower back, low back, lowerback, lowback, lumbar, lumbar spine, small of back, sacrum, si joint
lower_back || : sij, tailbone, bad back, dodgy back, back pain, back ache, backache
lower_back || : coccyx, spine, lower spine, lumbago, sciatic nerve, sciatic, sciatica
core || : core, ab, abs, abdominal, oblique, trunk, midsection, six pack, stomach muscle, tummy muscle, ab muscle
upper_back || : upper back, mid back, middle back, upperback, thoracic, thoracic spine, neck
upper_back | muscle | : lat, trap, trapezius, rhomboid, lat muscle, latissimus
upper_back || : shoulder blade, scapula, between shoulder blade, upper spine
chest || : chest, pec, pectoral, sternum, rib, breastbone, chest muscle, ribcage
shoulder || : shoulder, rotator cuff, ac joint, shoulder joint, collarbone
shoulder | muscle | : delt, deltoid, shoulder muscle
arm || : arm, bicep, biceps, tricep, triceps, forearm, upper arm, arm muscle
arm | joint | : elbow
wrist || : wrist, hand, finger, thumb, wrist joint, palm
"""

_PLURALS = {"foot": "feet", "calf": "calves", "calve": "calves", "hammy": "hammies", "fascia": "fascias"}

WIDE = (
    "leg", "legs", "whole leg", "whole body", "body", "everything", "everywhere", "all over", "lower body",
    "upper body", "muscles", "lower leg", "lower legs",
)  # fmt: skip
"""Parts too wide to plan by."""

LEGS = (Region.quad, Region.hamstring, Region.calf)
LEGS_AS_A_WHOLE = frozenset({"legs"})
"""What sore legs are sore in, and the word that means all of it."""


def _many(word: str) -> str:
    """The plural, "" where there is none ("biceps")."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("s"):
        return ""
    return f"{word}es" if word.endswith(("x", "h")) else f"{word}s"


def _owned(name: tuple[str, ...]) -> list[tuple[tuple[str, ...], Side | None]]:
    """ "front of hip", "front of my left hip": the ways to say a name with "of"."""
    if len(name) < 3 or name[1] != "of":
        return [(name, None)]
    found: list[tuple[tuple[str, ...], Side | None]] = []
    for article in ((), ("the",), ("my",)):
        for side in (None, Side.left, Side.right):
            found.append(((name[0], "of", *article, *([side.value] if side else []), *name[2:]), side))
    return found


def _read() -> tuple[dict[tuple[str, ...], Part], frozenset[tuple[str, ...]]]:
    parts: dict[tuple[str, ...], Part] = {}
    plural: set[tuple[str, ...]] = set()
    for line in _NAMES.strip().splitlines():
        head, _, names = line.partition(":")
        region, kind, site = (one.strip() for one in head.split("|"))
        part = Part(Region(region), Kind(kind) if kind else None, None, site)
        for text in names.split(","):
            words = tuple(text.split())
            many = _many(words[-1])
            for number, name in enumerate((words, (*words[:-1], many))[: 2 if many else 1]):
                for owned, side in _owned(name):
                    if number and owned in parts:
                        continue
                    parts[owned] = Part(part.region, part.kind, side, part.site)
                    if number:
                        plural.add(owned)
    for region in Region:
        parts.setdefault(tuple(region.value.split("_")), Part(region))
    parts |= {tuple(name.split()): Part(None) for name in WIDE}
    return parts, frozenset(plural)


PARTS, PLURAL = _read()
"""Names of parts, as tuples of words, and those that speak of both sides."""

WORDS = frozenset(word for name in PARTS for word in name)
"""Every word in a part's name."""


def kind_of(region: Region, named: Kind | None, word: str) -> Kind:
    """The tissue that a report speaks of.

    `word` is how it was put: "pain", "ache", "sore", "tight" or "" (a bare number: rulebook 3.9). Pain in a muscle is
    taken as the stricter thing, a tendon's; soreness of a joint is a joint's.
    """
    usual = named or default_kind(region)
    if word in ("sore", "tight") and usual is not Kind.bone:
        return Kind.muscle if region in _MUSCULAR and named in (None, Kind.muscle) else usual
    if word == "pain" and usual is Kind.muscle:
        return Kind.tendon
    return usual


@dataclass(frozen=True, slots=True)
class Named:
    """A part named in a list of words, from index `start` up to `end`, with the side said next to it."""

    start: int
    end: int
    part: Part
    side: Side | None


LONGEST_NAME = max(len(name) for name in PARTS)


def part_at(words: Sequence[str], at: int) -> tuple[int, Part] | None:
    """The longest part's name that begins at a word: its length and what it names."""
    if words[at] not in _FIRST:
        return None
    for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        part = PARTS.get(tuple(words[at : at + length]))
        if part:
            return length, part
    return None


_FIRST = frozenset(name[0] for name in PARTS)


def parts_in(words: Sequence[str]) -> list[Named]:
    """Every part that is named, with its side where that stands beside it ("left knee", "calf on the right")."""
    found: list[Named] = []
    at = 0
    while at < len(words):
        hit = part_at(words, at)
        if not hit:
            at += 1
            continue
        length, part = hit
        end = at + length
        before = max(0, at - 2, found[-1].end if found else 0)
        near = [*reversed(words[before:at]), *[one for one in words[end : end + 4] if one not in _LINKS][:1]]
        side = part.side or next((SIDES[one] for one in near if one in SIDES), None)
        found.append(Named(at, end, part, side))
        at = end
    return found


_LINKS = frozenset({"on", "the", "my", "in", "("})
