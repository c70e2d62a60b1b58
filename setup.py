"""Everything about the package stands in pyproject.toml; only the words need a step of their own.

gettext reads compiled catalogues (.mo) and the repository holds none, so they are made while the wheel is built, in the
build folder: a build must leave the source tree as it was.
"""

from __future__ import annotations

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithWords(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for source in sorted(Path("bot/words").glob("*/LC_MESSAGES/*.po")):
                compile_words(source, Path(self.build_lib) / source.with_suffix(".mo"))


def compile_words(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parts[-3], abort_invalid=True)
    problems = [f"{source}:{message.lineno}: {error}" for message, errors in catalog.check() for error in errors]
    if problems:
        raise SystemExit("\n".join(problems))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, catalog)


if __name__ == "__main__":
    setup(cmdclass={"build_py": BuildWithWords})
