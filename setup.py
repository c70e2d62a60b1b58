"""Everything about the package stands in pyproject.toml; only the words and the commit need a step of their own.

gettext reads compiled catalogues (.mo) and the repository holds none, so they are made while the wheel is built, in the
build folder: a build must leave the source tree as it was. So is the file that says which commit it was built from.
"""

from __future__ import annotations

import os
import runpy
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist


def say_commit(bot: Path) -> None:
    """Leaves the commit in what is made of this tree: SINEW_COMMIT where no checkout is at hand, as in an image."""
    # Run as a file: importing the package here would want everything that it needs to work.
    version = runpy.run_path("bot/version.py")
    if known := os.environ.get("SINEW_COMMIT") or version["commit"](Path("bot")):
        (bot / version["BUILT_FROM"]).write_text(f"{known}\n", encoding="utf-8")


class BuildWithWords(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return  # a checkout compiles its own: `make words`, or the reader where none are compiled
        say_commit(Path(self.build_lib) / "bot")
        compiled = runpy.run_path("bot/words/compile.py")["compiled"]
        for source in sorted(Path("bot/words").glob("*/LC_MESSAGES/*.po")):
            target = Path(self.build_lib) / source.with_suffix(".mo")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(compiled(source))


class SourcesWithCommit(sdist):
    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        super().make_release_tree(base_dir, files)
        say_commit(Path(base_dir) / "bot")


if __name__ == "__main__":
    setup(cmdclass={"build_py": BuildWithWords, "sdist": SourcesWithCommit})
