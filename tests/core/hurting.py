"""A runner whom something hurts, told in few words."""

from __future__ import annotations

from datetime import timedelta

from core import advice, diary, episodes, returns
from core.body import Region, Side
from tests.core.golden import MONDAY, Book


def lived(days: int = 9) -> Book:
    """A runner some days in, answering everything on target."""
    book = Book()
    book.to(MONDAY + timedelta(days=days))
    return book


def told(book: Book, code: str, region: str, side: str, yes: bool = True) -> None:
    what = returns.what(code, Region(region), Side(side))
    book.add(diary.Agreed(at=book.at(), day=book.day, what=what, region=Region(region), yes=yes))


def bones_no(book: Book, region: str, side: str) -> None:
    book.add(diary.Asked(at=book.at(), day=book.day, what=f"signs:{region}:{side}", yes=False))


def flagged(book: Book, flag: str, *regions: str, side: str = "both") -> None:
    where = tuple(Region(one) for one in regions)
    book.add(diary.Flagged(at=book.at(), day=book.day, flag=flag, urgency="soon", regions=where, side=Side(side)))


def only(book: Book) -> episodes.Episode:
    (found,) = episodes.episodes(book.standing, book.day)
    return found


def advised(book: Book) -> list[str]:
    return [one.code for one in advice.see_a_professional(book.standing, book.day)]


def signs(book: Book) -> list[str]:
    return [one.code for one in advice.deload_signs(book.athlete, book.standing, book.day)]
