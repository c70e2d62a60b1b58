"""Catalogues (.po) compiled to what gettext reads (.mo), with Babel: a bare machine has no `msgfmt`.

`python -m bot.words.compile` compiles all of them; the reader uses `read` where a compiled one is absent or older.
"""

from __future__ import annotations

import gettext
import io
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


class BadCatalogue(ValueError):
    """A catalogue that cannot be read or has a broken entry; says file, line and what is wrong."""


def read(source: Path) -> gettext.GNUTranslations:
    """The catalogue as gettext knows it, compiled in memory."""
    return gettext.GNUTranslations(io.BytesIO(compiled(source)))


def compiled(source: Path) -> bytes:
    """The .mo of one .po. Raises BadCatalogue."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    language = source.parent.parent.name
    try:
        with source.open("rb") as file:
            catalog = read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, ValueError, UnicodeDecodeError) as error:
        raise BadCatalogue(f"{source}: {error}") from error
    problems = [f"{source}:{message.lineno}: {error}" for message, errors in catalog.check() for error in errors]
    if problems:
        raise BadCatalogue("\n".join(problems))
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def sources(folder: Path = HERE) -> list[Path]:
    return sorted(folder.glob("*/LC_MESSAGES/*.po"))


def compile_all(folder: Path = HERE) -> list[Path]:
    """Compiles what is newer than its .mo; written aside and renamed, for a coach that runs meanwhile."""
    done = []
    for source in sources(folder):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        aside = target.with_suffix(f".{os.getpid()}")
        aside.write_bytes(compiled(source))
        aside.replace(target)
        done.append(target)
    return done


if __name__ == "__main__":
    if written := compile_all():
        sys.stderr.write(f"Compiled {len(written)} catalogues of words.\n")
