"""Text as a hurried person types it: cleaned, cut into tokens, spelling put right where only one word can be meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

LONGEST, HEAD, TAIL = 6_000, 4_500, 1_500
"""Characters that are looked at: more than any platform sends at once. Of a longer text, its beginning and its end."""

_SAME = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"',
        "–": "-", "—": "-", "−": "-", "‒": "-", "‐": "-", "‑": "-",
        "×": "x", "✕": "x", "⁄": "/", "½": ".5", "¼": ".25", "¾": ".75", "🔟": "10", "،": ",", "؛": ";", "、": ",",
        "。": ".", "_": " ", "\r": "\n", "→": "->", "⇒": "->",
    }
)  # fmt: skip


def clean(text: str) -> str:
    """The same text in plain characters: one kind of dash, quote and digit, nothing invisible. Case stays."""
    text = _short(text).translate(_SAME)
    if not text.isascii():
        text = _short(unicodedata.normalize("NFKC", text)).translate(_SAME)
        text = "".join(_plain(char) for char in text)
    text = _WILL.sub("I'll", text)
    return _WITH.sub(lambda match: "without" if match.group(1) else "with ", text)


_WILL = re.compile(
    r"(?:(?<=^)|(?<=[,.;!] )|(?<=\band )|(?<=\bbut )|(?<=\bthen )|(?<=\bthink ))ill"
    r"(?= (?:do|skip|run|try|be|go|have|take|move|start|rest|train|let|see|just|not|probably|never|wait|make)\b)",
    re.IGNORECASE,
)
"""A verb behind it: nobody is unwell."""
_WITH = re.compile(r"(?<![\w/])w/(o(?!\w))?(?![a-z]/|[a-z]\b)", re.IGNORECASE)


def plain(text: str) -> str:
    """A line without its case, its spaces and the marks around it: " None! " is "none"."""
    said = " ".join(clean(text).casefold().split()).strip(" .!,;:)(")
    return _SHORTENED.sub(lambda match: _IN_FULL[match[0]], said)


_IN_FULL = {
    "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "tomo": "tomorrow", "2moro": "tomorrow", "2day": "today",
    "wk": "week", "wks": "weeks", "wknd": "weekend", "mth": "month",
}  # fmt: skip
_SHORTENED = re.compile(rf"\b(?:{'|'.join(_IN_FULL)})\b")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:HEAD]}\n{text[-TAIL:]}"


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "So":
        return " "
    return "" if category in ("Cf", "Mn", "Me", "Cs", "Co", "Cn") else char


def listed(text: str) -> frozenset[str]:
    """A vocabulary written as plain text."""
    return frozenset(text.split())


def ordered(text: str) -> tuple[str, ...]:
    """The same where the order counts."""
    return tuple(text.split())


def fold(text: str) -> str:
    """Lower case without accents: how names of places are compared."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l").replace("ı", "i"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class Token(NamedTuple):
    """A word (lower case), a number or one mark, with its place in the cleaned text. `glued`: no space before it."""

    kind: str
    text: str
    start: int
    end: int
    glued: bool
    value: float = 0.0


_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?|(?<![\w.])\.\d+)|(?P<word>[^\W\d]+(?:'[^\W\d]+)*)|(?P<mark>[^\w\s]|\n)"
)

_NOT = {
    word: tuple(meaning.split())
    for words, meaning in (
        ("can't cant cannot", "cannot"), ("couldn't couldnt", "couldnot"), ("don't dont", "do not"),
        ("doesn't doesnt", "does not"), ("didn't didnt", "did not"), ("isn't isnt", "is not"),
        ("aren't arent", "are not"), ("wasn't wasnt", "was not"), ("weren't werent", "were not"),
        ("won't wont", "will not"), ("haven't havent", "have not"), ("hasn't hasnt", "has not"),
        ("hadn't hadnt", "had not"), ("shouldn't shouldnt", "should not"), ("wouldn't wouldnt", "would not"),
        ("i'm im", "i am"), ("i've ive", "i have"), ("it's", "it is"),
        ("i'll", "i will"), ("we'll", "we will"),
    )
    for word in words.split()
}  # fmt: skip


def tokens(text: str) -> list[Token]:
    """Cuts cleaned text. "can't" and "could not" become one word each, other "n't" two; "knee's" is "knee"."""
    found: list[Token] = []
    before = 0
    for match in _TOKEN.finditer(text):
        start, end, glued = match.start(), match.end(), match.start() == before and before > 0
        before = end
        kind, raw = str(match.lastgroup), match.group()
        if kind == "number":
            found.extend(_numbers(raw, start, end, glued))
        elif kind == "mark":
            found.append(Token("mark", raw, start, end, glued))
        else:
            word = raw.lower()
            word = _SLIPS.get(word, word)
            for part in _NOT.get(word) or (word.removesuffix("'s").replace("'", ""),):
                previous = found[-1] if found else None
                if part == "not" and previous and previous.kind == "word" and previous.text in ("can", "could"):
                    found[-1] = previous._replace(text="cannot" if previous.text == "can" else "couldnot", end=end)
                else:
                    found.append(Token("word", part, start, end, glued))
    return found


def _numbers(raw: str, start: int, end: int, glued: bool) -> Iterable[Token]:
    """ "7,5" and "0,45" are one number, "10,000" too; "7,3" and "7,10" are two: a rating has no such decimals."""
    whole, comma, rest = raw.partition(",")
    if comma and len(rest) == 3:
        yield Token("number", raw, start, end, glued, _float(whole + rest))
    elif comma and rest not in ("0", "5") and whole != "0" and (len(rest) != 2 or rest == "10"):
        at = start + len(whole)
        yield Token("number", whole, start, at, glued, _float(whole))
        yield Token("mark", ",", at, at + 1, True)
        yield Token("number", rest, at + 1, end, True, _float(rest))
    else:
        yield Token("number", raw, start, end, glued, _float(raw.replace(",", ".")))


def _float(digits: str) -> float:
    return float(digits) if len(digits) <= 12 else 1e12


NUMBER_WORDS = dict(
    zip(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
            "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
        ),
        (*map(float, range(21)), 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0),
        strict=True,
    )
)  # fmt: skip


_ONES = "|".join(list(NUMBER_WORDS)[1:10])
_IN_WORDS = re.compile(rf"\b(?:(?P<tens>[a-z]+ty)[ -](?P<ones>{_ONES})|(?P<word>{'|'.join(NUMBER_WORDS)}))\b")


def in_figures(line: str, leave: Iterable[str] = ()) -> str:
    """A line in small letters with its number words as figures ("forty-two" is 42), but for those to be left."""

    def figure(match: re.Match[str]) -> str:
        if match["word"] in leave:
            return match[0]
        value = NUMBER_WORDS.get(match["word"] or match["tens"])
        return match[0] if value is None else f"{value + NUMBER_WORDS.get(match['ones'] or '', 0):g}"

    return _IN_WORDS.sub(figure, line)


NUMBER = r"(?:\d{1,3}|an?|a couple of|a few|" + "|".join(NUMBER_WORDS) + ")"
"""How many of something: a pattern for `counted`."""


def counted(text: str) -> int:
    """The number that such words stand for; at least 1 where they are words."""
    if text.isdigit():
        return int(text)
    return {"a": 1, "an": 1, "a couple of": 2, "a few": 3}.get(text) or max(1, int(NUMBER_WORDS.get(text, 1)))


_SLIPS = {
    slip: word
    for word, slips in {
        "pain": "pian apin pani paim", "sore": "sroe soer srore osre soar", "knee": "knne nkee kene kneee",
        "calf": "claf cafl clf caalf", "calves": "clavs cavels", "shin": "sihn shni", "quads": "quds qads qauds",
        "quad": "qaud quda", "heart": "hart haert heartt",
        "easy": "esay eays eazy eassy easyy", "hard": "hrad hadr harrd hardd", "left": "letf elft",
        "back": "bakc bcak", "hips": "hisp", "foot": "foott", "heel": "hele", "chest": "chst", "time": "tiem",
        "sick": "sikc", "tired": "tird", "form": "fomr", "clean": "claen clen", "reps": "resp", "long": "logn",
        "rest": "rset", "hurt": "hutr hrut", "hurts": "hutrs", "rpe": "rpee erp", "very": "verry vrey",
        "stopped": "stopd",
        "lower": "lowr", "yesterday": "yday ystd", "today": "tody todya toady", "the": "teh hte", "what": "waht wht",
        "start": "strat sart", "move": "mvoe moev", "undo": "undoo udno", "done": "doen dnoe", "skip": "skpi sikp",
        "plan": "paln", "please": "pls plz pleas", "swap": "sawp swpa", "session": "sesh", "you": "u",
    }.items()
    for slip in slips.split()
}  # fmt: skip
"""Slips in words too short to be put right by likeness; none of these is a word."""


class Spelling:
    """Puts a mistyped word right, if all the known words it could be mean the same.

    Words under five letters must be exact, five to seven may have one slip, longer ones two; swapped neighbours are
    one slip, and the first letter is right or swapped with the second. Numbers are never guessed.
    """

    def __init__(self, meanings: Mapping[str, Hashable], leave: Iterable[str] = ()) -> None:
        """`meanings`: a known word -> what it stands for. `leave`: real words that only look like a slip."""
        self._meanings = dict(meanings)
        self._leave = frozenset(leave) | NUMBER_WORDS.keys()
        # Tens of thousands of keys, nearly all of a single word: a list for each would be megabytes.
        self._near: dict[str, str] = {}
        for word in self._meanings:
            if len(word) >= 5:
                for shorter in _without(word, 2 if len(word) >= 8 else 1):
                    others = self._near.get(shorter)
                    self._near[shorter] = word if others is None else f"{others} {word}"
        self._memory: dict[str, str] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._meanings

    def right(self, word: str) -> str:
        """The known word that was meant, or the word as it stands."""
        if word in self._meanings or word in self._leave or not 5 <= len(word) <= 14 or not word.isascii():
            return word
        known = self._memory.get(word)
        if known is None:
            known = self._search(word)
            if len(self._memory) < 2000:
                self._memory[word] = known
        return known

    def all_right(self, line: str) -> str:
        """A line with every slip in it put right."""
        return " ".join(self.right(_SLIPS.get(one, one)) for one in line.split())

    def torn(self, word: str) -> bool:
        """Whether a word could be a slip of several words that mean different things."""
        return self.right(word) == word and word not in self._meanings and len(self._nearest(word)) > 1

    def _search(self, word: str) -> str:
        single = re.sub(r"(.)\1{2,}", r"\1", word)
        for plain in (single, re.sub(r"(.)\1{2,}", r"\1\1", word)):
            if plain != word and plain in self._meanings:
                return plain
        nearest = self._nearest(word)
        meant = {self._meanings[one] for one in nearest}
        # Of "calve" and "calves", which mean the same, the one with the same ending.
        return min(nearest, key=lambda one: (one[-1] != word[-1], one)) if len(meant) == 1 else word

    def _nearest(self, word: str) -> list[str]:
        if word in self._leave or not 5 <= len(word) <= 14 or not word.isascii():
            return []
        best: dict[str, int] = {}
        for shorter in _without(word, 2 if len(word) >= 6 else 1):
            for candidate in self._near.get(shorter, "").split():
                if candidate in best or not _same_beginning(word, candidate):
                    continue
                slips = distance(word, candidate)
                allowed = 2 if len(candidate) >= 8 and len(word) >= 6 else 1
                if slips <= allowed:
                    best[candidate] = slips
        fewest = min(best.values(), default=0)
        return [candidate for candidate, slips in best.items() if slips == fewest]


def _same_beginning(word: str, candidate: str) -> bool:
    return word[0] == candidate[0] or word[:2] == candidate[1::-1]


def _without(word: str, letters: int) -> set[str]:
    """The word with up to so many letters taken out: two words within that distance share one of these."""
    once = [word[:at] + word[at + 1 :] for at in range(len(word))]
    found = {word, *once}
    if letters > 1:
        found.update(one[:at] + one[at + 1 :] for number, one in enumerate(once) for at in range(number, len(one)))
    return found


def distance(one: str, other: str) -> int:
    """Slips between two words: a letter missing, too many, another one, or two neighbours swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        new = [i]
        for j, right in enumerate(other, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        before, row = row, new
    return row[-1]
