"""Baseline tests: which there are, who may do which, and what their results say (rulebook 7).

A result is a diary entry; grades, gaps between the sides and weak links are read from the results, never stored.
"""

from core.assessment.definitions import PACKS, Link, Test, Unit, battery, read_battery
from core.assessment.eligibility import (
    Due,
    due,
    offered,
    pack,
    refusal,
    reminded,
    replaced,
    submaximal,
    suits,
    unsuited,
)
from core.assessment.grades import (
    Assessment,
    Change,
    Grade,
    Graded,
    Reading,
    Weak,
    assess,
    change,
    course,
    symmetry,
    uneven,
    worked_on,
)

__all__ = [
    "PACKS",
    "Assessment",
    "Change",
    "Due",
    "Grade",
    "Graded",
    "Link",
    "Reading",
    "Test",
    "Unit",
    "Weak",
    "assess",
    "battery",
    "change",
    "course",
    "due",
    "offered",
    "pack",
    "read_battery",
    "refusal",
    "reminded",
    "replaced",
    "submaximal",
    "suits",
    "symmetry",
    "uneven",
    "unsuited",
    "worked_on",
]
