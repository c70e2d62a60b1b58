"""Whether a professional agreed, as the runner states it."""

from __future__ import annotations

import re

from bot.grammar.flags.line import line_of
from bot.grammar.text import clean, tokens

_PROFESSIONAL = (
    "(?:doctor|dr|doc|gp|physio|physiotherapist|physical therapist|pt|cardiologist|specialist|consultant|surgeon|"
    "hospital|nurse|midwife|obstetrician|gynaecologist|gynecologist|professional|clinician|orthopaedist|osteopath)"
)
_AGREED = (
    "(?:cleared|clears|ok|okay|okayed|fine|green light|all clear|agreed|agrees|signed off|signed me off|happy|approved|"
    "go ahead)"
)
_CLEARED = re.compile(
    rf"(?<![^ ])(?:{_PROFESSIONAL}(?: [^ |]+){{0,4}} (?:{_AGREED}|said yes|said i can|says i can"
    r"|gave me (?:the |an? |my |his |her |their )?(?:ok|okay|green|all|go|thumbs|permission|clearance|blessing|yes))"
    rf"|(?:saw|seen|been to|visited) (?:[^ |]+ ){{0,2}}{_PROFESSIONAL}(?: \|)*(?: [^ |]+){{0,2}} {_AGREED}"
    rf"|{_AGREED}(?: [^ |]+){{0,4}} {_PROFESSIONAL})(?![^ ])"
)


def clearance(text: str) -> bool:
    """Whether the runner states that a professional agreed ("the doctor cleared me", "signed off by my physio")."""
    line = line_of(tokens(clean(text)))
    match = _CLEARED.search(line.text)
    return match is not None and not {"not", "never", "no"} & set(match.group().split())
