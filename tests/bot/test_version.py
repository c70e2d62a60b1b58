"""`sinew --version` names the commit wherever it can be known, and is silent about it elsewhere."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.version import BUILT_FROM, commit

ME = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org")

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(["git", *ME, *command], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "commit", "-q", "--allow-empty", "-m", "first")
    return folder


@needs_git
def test_a_checkout_knows_its_commit_by_a_branch_packed_detached_and_in_a_worktree(checkout: Path) -> None:
    first = git(checkout, "rev-parse", "HEAD")
    assert commit(checkout / "bot") == first
    git(checkout, "pack-refs", "--all")
    assert not (checkout / ".git" / "refs" / "heads" / "main").exists()
    assert commit(checkout / "bot") == first
    git(checkout, "worktree", "add", "-q", "-b", "feature/one", "../other")
    git(checkout.parent / "other", "commit", "-q", "--allow-empty", "-m", "second")
    second = git(checkout.parent / "other", "rev-parse", "HEAD")
    assert commit(checkout.parent / "other" / "bot") == second != first
    git(checkout, "checkout", "-q", "--detach", "feature/one")
    assert commit(checkout / "bot") == second


@needs_git
def test_a_checkout_without_a_commit_yet_knows_none(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    assert commit(tmp_path / "bot") == ""


def test_what_was_built_says_what_it_was_built_from(tmp_path: Path) -> None:
    assert commit(tmp_path / "bot") == ""
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / BUILT_FROM).write_text("5ca1ab1e\n")
    assert commit(tmp_path / "bot") == "5ca1ab1e"
