"""The words of a rating: what each stands for, and the cutting of a message into such meanings."""

from bot.grammar.lexicon.cutting import cut
from bot.grammar.lexicon.meanings import HARDNESS, Cat, Hardness, Lex, hardness
from bot.grammar.lexicon.vocabulary import PHRASES

__all__ = [
    "HARDNESS",
    "PHRASES",
    "Cat",
    "Hardness",
    "Lex",
    "cut",
    "hardness",
]
