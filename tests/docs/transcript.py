"""The README's conversation, taken down from the program itself.

`docs/transcript.txt` holds what was typed and what `sinew demo` answered; `#: name` begins a part, and the README shows
some of the parts. `python -m tests.docs.transcript` runs the conversation again and writes both.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPT = ROOT / "docs" / "transcript.txt"
STORIES = tuple(sorted((ROOT / "docs" / "stories").glob("*.txt")))
README = ROOT / "README.md"

_BEGIN = re.compile(r"^# at (\S+)$", re.MULTILINE)
_PART = re.compile(r"^#: (\w+)$")
_TYPED = re.compile(r"^\w{3} \d\d \w{3} \d\d:\d\d > (.*)$")
_SHOWN = re.compile(r"(<!-- transcript: ([\w ]+) -->\n).*?(<!-- transcript end -->)", re.DOTALL)
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Conversation:
    """`inputs` as (part that begins there or "", what is typed)."""

    head: str
    at: str
    inputs: tuple[tuple[str, str], ...]


def read(text: str) -> Conversation:
    begin = _BEGIN.search(text)
    if begin is None:
        raise ValueError("the transcript does not say when it begins (# at ...)")
    inputs: list[tuple[str, str]] = []
    part = ""
    for line in text[begin.end() :].splitlines():
        if named := _PART.match(line):
            part = named[1]
        elif typed := _TYPED.match(line):
            inputs.append((part, typed[1]))
            part = ""
    return Conversation(text[: begin.end()], begin[1], tuple(inputs))


class Unwell(RuntimeError):
    """The program complained, in its own words."""


def held(conversation: Conversation) -> list[str]:
    """What the program prints for each input, the typed line first. Raises Unwell if it logged anything."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SINEW_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--at", conversation.at],
        input="".join(f"{typed}\n" for _, typed in conversation.inputs),
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=PATIENCE, check=False,
        env=environment | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    if done.returncode or done.stderr:
        # Something crashed or was worth a warning: nothing to show to anybody.
        raise Unwell(done.stderr[-4000:] or f"the program ended with {done.returncode}")
    answers: list[list[str]] = []
    for line in done.stdout.splitlines():
        if _TYPED.match(line):
            answers.append([])
        if answers:
            answers[-1].append(line.rstrip())
    # The farewell at the end of the input belongs to no answer.
    answers[-1] = answers[-1][:-1]
    return ["\n".join(lines).strip("\n") for lines in answers]


def written(conversation: Conversation, answers: list[str]) -> str:
    blocks = [conversation.head]
    for (part, _), answer in zip(conversation.inputs, answers, strict=True):
        blocks.append(f"#: {part}\n{answer}" if part else answer)
    return "\n\n".join(blocks) + "\n"


def parts(text: str) -> dict[str, str]:
    """The conversation's parts by name, each with everything up to the next."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if named := _PART.match(line):
            lines = found.setdefault(named[1], [])
        else:
            lines.append(line)
    return {name: "\n".join(block).strip("\n") for name, block in found.items()}


def shown(readme: str, transcript: str) -> str:
    """The README with the transcript's parts in the places that name them."""
    known = parts(transcript)

    def block(place: re.Match[str]) -> str:
        chosen = "\n\n".join(known[name] for name in place[2].split())
        return f"{place[1]}```text\n{chosen}\n```\n{place[3]}"

    return _SHOWN.sub(block, readme)


def main() -> None:
    for page in (TRANSCRIPT, *STORIES):
        conversation = read(page.read_text(encoding="utf-8"))
        page.write_text(written(conversation, held(conversation)), encoding="utf-8")
    told = TRANSCRIPT.read_text(encoding="utf-8")
    README.write_text(shown(README.read_text(encoding="utf-8"), told), encoding="utf-8")


if __name__ == "__main__":
    main()
