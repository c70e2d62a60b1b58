"""What the documents say is so: links lead somewhere, commands and targets exist, the conversation is the real one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.__main__ import parser
from bot.dialogues import DIALOGUES
from bot.settings import PREFIX, Settings
from bot.turns.registry import Registry
from tests.docs import transcript
from tests.docs.transcript import README, ROOT, STORIES, TRANSCRIPT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*.md")])
MADE = {"bot/dialogues/sleep.py", "bot/words/en/LC_MESSAGES/sleep.po", "deploy/.env"}
"""Files that a recipe makes."""

AGAIN = "if the change is meant: python -m tests.docs.transcript"

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"^([a-z][a-z-]*):.*## ", re.MULTILINE)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """A page without its blocks of code and conversation."""
    return _FENCE.sub("", text(page))


def anchors(page: Path) -> set[str]:
    """The places a heading makes, named as GitHub names them."""
    headings = re.findall(r"^#+ +(.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def broken(page: Path) -> list[str]:
    found = []
    for link in _LINK.findall(prose(page)):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        to = (page.parent / name).resolve() if name else page
        if not to.exists() or not to.is_relative_to(ROOT) or (anchor and anchor not in anchors(to)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert not broken(page)


def test_a_link_into_nothing_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.docs.test_docs.ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("# One thing\n[a](page.md#one-thing) [b](gone.md) [c](page.md#no-thing) [d](../page.md)\n")
    assert broken(page) == ["gone.md", "page.md#no-thing", "../page.md"]


def test_every_picture_is_shown_somewhere() -> None:
    shown = {Path(link).name for page in PAGES for link in _LINK.findall(text(page))}
    assert {picture.name for picture in ROOT.glob("docs/pictures/*")} <= shown


def test_every_make_target_with_a_purpose_is_in_the_readme_and_no_other() -> None:
    makefile = text(ROOT / "Makefile")
    named = set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)\b(?=[`# ])", text(README)))
    assert named == set(_TARGET.findall(makefile))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", text(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)[^`]*`", text(page))) <= targets


def test_every_command_in_the_readme_is_in_the_coach() -> None:
    registry = Registry(DIALOGUES)
    known = {*registry.commands, *registry.operators}
    named = set(re.findall(r"`/([a-z]+)", prose(README)))
    assert {"start", "today", "week", "rate", "why", "undo", "export", "forget", "help"} <= named <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_the_program_exists(page: Path) -> None:
    known = set(re.findall(r"\{([\w,]+)\}|^    (\w+) ", parser().format_help(), re.MULTILINE))
    names = {name for pair in known for one in pair for name in one.split(",") if name}
    assert set(re.findall(r"`sinew ([a-z]+)[^`]*`", prose(page))) <= names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_setting_that_is_named_exists(page: Path) -> None:
    sources = "".join(text(file) for folder in ("bot", "adapters", "tests") for file in ROOT.glob(f"{folder}/**/*.py"))
    for name in set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", text(page))):
        field = name.removeprefix(PREFIX).removesuffix("_FILE").lower()
        assert field in Settings.model_fields or f'"{name}"' in sources, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_named_exists(page: Path) -> None:
    """Paths in backticks: a moved file takes its mention along. Patterns and placeholders are left alone."""
    for name in re.findall(r"`((?:core|bot|adapters|tests|docs|deploy)/[\w./-]*)`", prose(page)):
        assert (ROOT / name).exists() or name in MADE, name


@pytest.mark.parametrize("folder", ["core", "adapters", "bot"])
def test_every_file_of_the_three_folders_is_on_the_map(folder: str) -> None:
    """Anyone who opens a folder finds there what each thing in it is for; within the next one its files say so."""
    named = set(re.findall(r"`([\w./]+)`", text(ROOT / "docs" / "architecture.md")))
    there = {one.name for one in (ROOT / folder).glob("*.py") if one.name != "__init__.py"}
    there |= {f"{one.parent.name}/" for one in (ROOT / folder).glob("*/__init__.py")}
    assert there <= named


@pytest.mark.parametrize("page", [*PAGES, TRANSCRIPT, *STORIES], ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_tells_where_it_was_written(page: Path) -> None:
    assert not re.search(r"(?<![\w.~])/(?:work|root|home|tmp)/|\b\d{8,}:[\w-]{30,}", text(page))


def test_the_decisions_are_numbered_without_a_gap_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    names = sorted(file.name for file in folder.glob("0*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert re.findall(r"\((0[^)]+)\)", text(folder / "README.md")) == names
    for number, name in enumerate(names, 1):
        assert text(folder / name).startswith(f"# {number}. "), name


# --- the conversation ------------------------------------------------------------------------------------------------


def test_the_readme_shows_the_transcript() -> None:
    readme = text(README)
    assert "<!-- transcript:" in readme
    assert readme == transcript.shown(readme, text(TRANSCRIPT)), AGAIN


def test_a_first_session_takes_ten_inputs_at_most() -> None:
    inputs = transcript.read(text(TRANSCRIPT)).inputs
    accepted = [typed for _, typed in inputs].index("Accept")
    assert accepted + 1 <= 10


@pytest.mark.parametrize("page", [TRANSCRIPT, *STORIES], ids=lambda page: page.stem)
def test_a_transcript_is_what_the_program_prints(page: Path) -> None:
    kept = text(page)
    conversation = transcript.read(kept)
    assert kept == transcript.written(conversation, transcript.held(conversation)), AGAIN
