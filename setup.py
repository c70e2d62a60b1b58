"""Everything about the package stands in pyproject.toml; only the words need a step of their own.

gettext reads compiled catalogues (.mo) and the repository holds none, so they are made while the wheel is built, in the
build folder: a build must leave the source tree as it was.
"""

from __future__ import annotations

import runpy
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithWords(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return  # a checkout compiles its own: `make words`, or the reader where none are compiled
        # Run as a file: importing the package here would want everything that it needs to work.
        compiled = runpy.run_path("bot/words/compile.py")["compiled"]
        for source in sorted(Path("bot/words").glob("*/LC_MESSAGES/*.po")):
            target = Path(self.build_lib) / source.with_suffix(".mo")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(compiled(source))


if __name__ == "__main__":
    setup(cmdclass={"build_py": BuildWithWords})
