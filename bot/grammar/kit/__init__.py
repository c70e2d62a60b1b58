"""What a runner has to train with, and its weights, as it is typed: "two 8 kg dumbbells and a band", "gym"."""

from bot.grammar.kit.corrections import Correction, read_correction
from bot.grammar.kit.names import spelled
from bot.grammar.kit.reading import GYM_WEIGHTS, KitRead, read_kit

__all__ = [
    "GYM_WEIGHTS",
    "Correction",
    "KitRead",
    "read_correction",
    "read_kit",
    "spelled",
]
