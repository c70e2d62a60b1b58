"""The names of the days of the week, as they are typed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.grammar.text import Spelling, Token, listed

_NAMES = (
    "monday mon mo mond mondays", "tuesday tue tu tues teus tuesdays", "wednesday wed we weds wedn wednesdays",
    "thursday thu th thur thurs thrs tursday thursdays", "friday fri fr frid fridays",
    "saturday sat sa satur saturdays", "sunday sun su sund sundays",
)  # fmt: skip

WEEKDAYS = {name: number for number, names in enumerate(_NAMES) for name in names.split()}
"""Names -> 0 (Monday) to 6."""

DAY = r"(?:[a-z]{3,7}day(?:'?s)?|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)"
"""What may be one of these, as a pattern; `weekday` says which."""

SETS = {
    "weekend": (5, 6), "weekends": (5, 6), "weekday": (0, 1, 2, 3, 4), "weekdays": (0, 1, 2, 3, 4),
    "daily": (0, 1, 2, 3, 4, 5, 6), "everyday": (0, 1, 2, 3, 4, 5, 6), "mwf": (0, 2, 4), "tth": (1, 3),
    "workdays": (0, 1, 2, 3, 4),
}  # fmt: skip

SPELLING = Spelling({**WEEKDAYS, **SETS}, ("money", "moday", "sunny", "today", "friend", "fried", "thirsty", "daily"))

_RUN = (0, 1, 2, 3, 4, 5, 6)


def weekday(word: str) -> int | None:
    """The day that a word names, slips allowed; "we" alone is rather the runner and somebody else."""
    return None if word == "we" else WEEKDAYS.get(SPELLING.right(word))


def days_at(parts: Sequence[Token], at: int) -> tuple[int, tuple[int, ...]] | None:
    """The days named from a token on ("Tue & Thu", "Mon-Fri", "every day", "M/W/F") and how many tokens that is."""
    first = _one(parts, at)
    if first is None:
        return _letters(parts, at)
    length, found = first
    days = list(found)
    while True:
        follow = at + length
        link = _link(parts, follow)
        if not link:
            break
        joined, span = link
        following = _one(parts, follow + span)
        if following is None:
            break
        more, others = following
        if joined == "to" and len(others) == 1 and others[0] != days[-1]:
            last = days[-1]
            days.extend((last + step) % 7 for step in range(1, (others[0] - last) % 7 + 1))
        elif joined == "to":
            break
        else:
            days.extend(others)
        length += span + more
    return length, tuple(dict.fromkeys(days))


_AFTER_WE = listed("run go do meet train have usually jog will are")
"""Behind these "we" is no Wednesday."""


def _one(parts: Sequence[Token], at: int) -> tuple[int, tuple[int, ...]] | None:
    if at >= len(parts) or parts[at].kind != "word":
        return None
    token = parts[at]
    words = [one.text for one in parts[at : at + 3]]
    if token.text in ("on", "every", "each", "all", "the") and len(parts) > at + 1:
        if words[1:2] == ["day"] or (words[0] == "all" and words[1:2] == ["days"]):
            return 2, _RUN
        if words[1:2] == ["week"] or words[1:2] == ["other"]:
            return None
        inner = _one(parts, at + 1)
        return (inner[0] + 1, inner[1]) if inner else None
    word = SPELLING.right(token.text)
    if word in SETS:
        return 1, SETS[word]
    if word in WEEKDAYS and not (token.glued and at and parts[at - 1].kind == "number"):
        if (
            word == "we"
            and token.text == "we"
            and at + 1 < len(parts)
            and parts[at + 1].kind == "word"
            and _one(parts, at + 1) is None
        ):
            return None if parts[at + 1].text in _AFTER_WE else (1, (WEEKDAYS[word],))
        return 1, (WEEKDAYS[word],)
    return None


def _link(parts: Sequence[Token], at: int) -> tuple[str, int] | None:
    """What joins two days: "and" or "to", and how many tokens it takes (none where they just follow each other)."""
    if at >= len(parts):
        return None
    text = parts[at].text
    if text in ("and", "&", "+", "/", "n"):
        return "and", 1
    if text in ("-", "to", "through", "till", "until", "thru", "til"):
        return "to", 1
    return ("and", 0) if parts[at].kind == "word" else None


def _letters(parts: Sequence[Token], at: int) -> tuple[int, tuple[int, ...]] | None:
    """ "M/W/F", "T/Th": single letters only in such a list."""
    letters = {"m": 0, "t": 1, "w": 2, "f": 4}
    days: list[int] = []
    end = at
    while end < len(parts) and parts[end].kind == "word":
        word = parts[end].text
        day = letters.get(word, WEEKDAYS.get(word))
        if day is None:
            break
        days.append(day)
        end += 1
        if (
            end + 1 < len(parts)
            and parts[end].text in ("/", "&", "-", ",")
            and (parts[end + 1].text in letters or parts[end + 1].text in WEEKDAYS)
        ):
            end += 1
        elif end < len(parts) and parts[end].text not in letters:
            break
    return (end - at, tuple(dict.fromkeys(days))) if len(days) > 1 else None
