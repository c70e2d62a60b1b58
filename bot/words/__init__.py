"""Everything a runner reads, by key: `words("today.title", minutes=50)`.

One folder per language, one catalogue per subject in it (`en/LC_MESSAGES/engine.po`); a key's `msgid` is the key itself
and its `msgstr` the sentence with named fields. English stands in for what a language has not translated yet.
"""

from __future__ import annotations

import gettext
import logging
import string
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DEFAULT = "en"

log = logging.getLogger(__name__)


class MissingWords(KeyError):
    """A key that no catalogue has. Raised where `strict` is on (the tests); elsewhere the key itself is shown."""


@lru_cache(maxsize=8192)
def _sound(text: str) -> str:
    """The sentence, looked at once: plain names only, no attributes and no indexes, so that a catalogue can reach
    nothing else. Raises ValueError.
    """
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is not None and not name.isidentifier():
            raise ValueError(f"a field is a plain name, not {name!r}")
        if conversion or "{" in (spec or ""):
            raise ValueError(f"a field has no conversion and no field inside: {text!r}")
    return text


class Words:
    """The words of one language. Cheap to make: catalogues are read once a process."""

    strict = False
    """True makes a missing key an error (set by the tests)."""

    def __init__(self, language: str = DEFAULT) -> None:
        self.language = known(language)
        self._catalogue = _catalogue(self.language)

    def __call__(self, key: str, /, **figures: Any) -> str:
        return self._fill(key, self._catalogue.one(key), figures)

    def plural(self, key: str, n: float, /, **figures: Any) -> str:
        """The form for `n` of something; `{n}` is the number."""
        text = self._catalogue.several(key, n if isinstance(n, int) else 2)
        return self._fill(key, text, {"n": n} | figures)

    def has(self, key: str) -> bool:
        return self._catalogue.one(key) != key or self._catalogue.several(key, 1) != key

    def _fill(self, key: str, text: str, figures: Mapping[str, Any]) -> str:
        if text == key:
            if Words.strict:
                raise MissingWords(key)
            log.error("no words for %s", key, extra={"action": "words.missing", "key": key})
            return key
        try:
            return _sound(text).format_map(figures)
        except (KeyError, ValueError, IndexError) as error:
            if Words.strict:
                raise MissingWords(f"{key}: {error!r} in {text!r} with {sorted(figures)}") from error
            log.error("words for %s do not fit", key, extra={"action": "words.unfit", "key": key})
            return text


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages there are, the default first."""
    found = {path.parent.name for path in HERE.glob("*/LC_MESSAGES") if any(path.glob("*.[pm]o"))}
    return (DEFAULT, *sorted(found - {DEFAULT}))


def known(language: str) -> str:
    """The nearest language there is: "de-CH" -> "de", an unknown one -> the default."""
    wanted = language.replace("_", "-").lower()
    by_lower = {one.replace("_", "-").lower(): one for one in languages()}
    return by_lower.get(wanted) or by_lower.get(wanted.split("-")[0]) or DEFAULT


class _Catalogue:
    """A language's sentences by key, each looked for once: gettext asks every subject's file in turn."""

    def __init__(self, found: gettext.NullTranslations) -> None:
        self.one = lru_cache(maxsize=8192)(found.gettext)
        self.several = lru_cache(maxsize=8192)(lambda key, n: found.ngettext(key, key, n))


@lru_cache(maxsize=32)
def _catalogue(language: str) -> _Catalogue:
    merged: gettext.NullTranslations = gettext.NullTranslations()
    for one in (language,) if language == DEFAULT else (language, DEFAULT):
        for subject in sorted({path.stem for path in (HERE / one / "LC_MESSAGES").glob("*.[pm]o")}):
            part = _read(HERE / one / "LC_MESSAGES" / subject)
            if isinstance(merged, gettext.GNUTranslations):
                merged.add_fallback(part)
            else:
                merged = part
    return _Catalogue(merged)


def _read(path: Path) -> gettext.GNUTranslations:
    source, compiled = path.with_suffix(".po"), path.with_suffix(".mo")
    if compiled.exists() and (not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    from bot.words.compile import read

    return read(source)
