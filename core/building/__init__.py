"""Whole sessions of every kind: warm-up, work, cool-down, honest minutes, and the receipt."""

from core.building.day import whole_day
from core.building.frame import Frame
from core.building.light import instead, micro, mobility, technique
from core.building.loaded import strength, upper
from core.building.short import shorten, too_long

__all__ = [
    "Frame",
    "instead",
    "micro",
    "mobility",
    "shorten",
    "strength",
    "technique",
    "too_long",
    "upper",
    "whole_day",
]
