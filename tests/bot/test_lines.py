"""The line protocol, driven from outside as a script would."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.messages import Card
from bot.cards.session import Data
from bot.turns import commit

ROOT = Path(__file__).resolve().parents[2]
AT = "2026-11-23T06:00:00+01:00"


class Process:
    """One `sinew demo --jsonl`, asked line by line."""

    def __init__(self, *arguments: str, folder: Path, echo: bool = True) -> None:
        # The echo dialogue takes the coach's place: what is tested here is the protocol.
        start = "from tests.bot.echo import ECHO; import bot.dialogues as d; d.DIALOGUES = (ECHO,); " if echo else ""
        code = f"import sys; {start}from bot.__main__ import main; sys.exit(main())"
        errors = (folder / "stderr").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, "demo", "--jsonl", *arguments], cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8",
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONIOENCODING": "ascii"},
        )  # fmt: skip
        errors.close()
        self.errors = folder / "stderr"
        self.count = 0

    def raw(self, line: str) -> list[dict[str, Any]]:
        """Everything that one line brings, its `done` or `error` last."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        self.count += 1
        found = []
        while True:
            answer = self.process.stdout.readline()
            assert answer, f"the process ended: {self.errors.read_text()}"
            found.append(json.loads(answer))
            if "done" in found[-1] or "error" in found[-1]:
                assert found[-1].get("done", found[-1].get("line")) == self.count
                return found

    def __call__(self, **wish: Any) -> list[dict[str, Any]]:
        return self.raw(json.dumps({name.rstrip("_"): value for name, value in wish.items()}))

    def end(self) -> int:
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(10)
        assert self.process.stdout is not None
        assert self.process.stdout.read() == ""
        self.process.stdout.close()
        return code


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Process]:
    process = Process("--at", AT, folder=tmp_path)
    yield process
    if process.process.poll() is None:
        process.process.kill()
        process.process.wait()
    for pipe in (process.process.stdin, process.process.stdout):
        if pipe is not None:
            pipe.close()


def test_a_conversation_line_by_line(lines: Process) -> None:
    [asked, done] = lines(say="hello")
    assert asked == {
        "message": 1, "to": "runner", "at": "2026-11-23T05:00:00+00:00", "text": "Where do you live?",
        "buttons": [[{"key": asked["buttons"][0][0]["key"], "label": "Berlin"}]], "edits": None, "picture": None,
        "document": None, "notice": False, "card": None,
    }  # fmt: skip
    assert done == {"done": 1, "at": "2026-11-23T05:00:00+00:00"}
    [told, _] = lines(press="label:Berlin")
    assert (told["message"], told["text"]) == (2, "You live in Europe/Berlin.")
    [card, _] = lines(say="/today")
    assert card["card"] == {"light": "hold", "session": "x"}
    [edit, _] = lines(press="label:Plus")
    assert (edit["message"], edit["edits"]) == (4, 3)
    [edit, _] = lines(press="label:Plus")
    assert (edit["message"], edit["edits"]) == (5, 3), "an edit names the original"
    [notice, _] = lines(press="1.why.0.")
    assert notice["notice"] is True
    found = lines(clock="+30h")
    assert [(one["at"], one["text"]) for one in found[:-1]] == [("2026-11-24T06:00:00+00:00", "Morning 2026-11-24")]
    assert found[-1]["at"] == "2026-11-24T11:00:00+00:00"
    [document, _] = lines(say="/export")
    assert Path(document["document"]).read_bytes() == b"{}"
    assert Path(document["document"]).name == "export.json"
    assert lines.end() == 0
    assert not Path(document["document"]).exists(), "documents live until the process ends"


def test_blank_lines_count_and_get_their_done(lines: Process) -> None:
    assert lines.raw("") == [{"done": 1, "at": "2026-11-23T05:00:00+00:00"}]
    assert lines.raw("   ")[-1]["done"] == 2


WRONG = {
    "nonsense": "not JSON",
    "[]": "one JSON object",
    "{}": "exactly one",
    '{"dance": "tango"}': "exactly one",
    '{"say": "a", "press": "b"}': "exactly one",
    '{"say": 7}': "string",
    '{"clock": "soon"}': "ISO 8601",
    '{"clock": "2027-01-01T00:00:00"}': "offset",
    '{"clock": "2020-01-01T00:00:00Z"}': "does not go back",
    '{"clock": "-1h"}': "ISO 8601",
    '{"clock": "+99999999d"}': "calendar",
    '{"send": "/no/such/file"}': "cannot read",
    '{"send": "/"}': "cannot read",
    '{"send": "a\\u0000b"}': "cannot read",
    '{"press": "label:Nope"}': "labelled",
    '{"as": " "}': "name",
    '{"as": "a\\nb"}': "name",
    "[" * 100_000: "not JSON",
}


def test_a_line_that_is_wrong_says_what_and_the_next_one_works(lines: Process) -> None:
    for line, about in WRONG.items():
        [error] = lines.raw(line)
        assert about in error["error"]
        assert lines(say="hello")[-1]["done"] == lines.count


def test_bytes_that_are_no_text_are_an_error(lines: Process) -> None:
    assert lines.process.stdin is not None
    lines.process.stdin.buffer.write(  # type: ignore[attr-defined]
        b'{"say": "\xff\xfe"}\n'
    )
    lines.process.stdin.flush()
    assert lines.process.stdout is not None
    assert "UTF-8" in json.loads(lines.process.stdout.readline())["error"]


def test_half_a_character_in_json_is_survived(lines: Process) -> None:
    assert lines.raw('{"say": "\\ud800"}')[-1]["done"] == 1


def test_runners_take_turns(lines: Process) -> None:
    lines(say="hi")
    lines(press="label:Berlin")
    lines(as_="anna")
    [asked, _] = lines(say="hi")
    assert asked["to"] == "anna"
    [error] = lines(press="label:Plus")
    assert "anna" in error["error"]
    lines(press="label:Berlin")
    found = lines(clock="2026-11-24T07:00:00+01:00")
    assert sorted(one["to"] for one in found[:-1]) == ["anna", "runner"]
    lines(as_="runner")
    assert lines(say="/count")[0]["to"] == "runner"


def test_a_label_is_looked_for_on_the_newest_message_as_last_edited(lines: Process) -> None:
    lines(say="hi")
    lines(press="label:Berlin")
    lines(say="/today")
    lines(press="label:Plus")
    # The edit took "Why?" off the card, and no older message has it.
    assert "labelled 'Why?'" in lines(press="label:Why?")[0]["error"]


def test_a_button_pressed_twice_is_answered_twice_though_the_second_press_changes_nothing(lines: Process) -> None:
    lines(say="hi")
    lines(press="label:Berlin")
    [card, _] = lines(say="/today")
    nothing = next(one["key"] for [*row] in card["buttons"] for one in row if one["label"] == "Plus")[:-1] + "0"
    [once, _] = lines(press=nothing)
    [again, _] = lines(press=nothing)
    assert again == once | {"message": once["message"] + 1}
    assert again["edits"] == card["message"]


def test_a_file_is_sent_and_a_stranger_joins_by_one(lines: Process, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text("{}")
    lines(as_="new")
    assert lines(send=str(path))[0]["text"] == "Read 2 bytes."


def test_a_diary_is_kept_and_its_buttons_still_work_in_the_next_run(tmp_path: Path) -> None:
    database = str(tmp_path / "diary.db")
    first = Process("--at", AT, "--db", database, "--person", "bo", folder=tmp_path)
    first(say="hi")
    first(press="label:Berlin")
    key = first(say="/today")[0]["buttons"][0][0]["key"]
    assert first.end() == 0
    second = Process("--at", "2026-11-23T08:00:00+01:00", "--db", database, "--person", "bo", folder=tmp_path)
    [shown, _] = second(press="label:Plus")
    assert shown["text"] == "Today\n1 so far"
    [told, _] = second(press=key)
    assert told["text"] == "Noted as number 1."
    assert second.end() == 0


def test_what_fell_due_while_nobody_was_there_comes_at_the_start(tmp_path: Path) -> None:
    database = str(tmp_path / "diary.db")
    first = Process("--at", AT, "--db", database, folder=tmp_path)
    first(say="hi")
    first(press="label:Berlin")
    assert first.end() == 0
    second = Process("--at", "2026-11-24T09:30:00+01:00", "--db", database, folder=tmp_path)
    assert [one.get("text") for one in second.raw("")] == ["Morning 2026-11-24 (150 min late)", None]
    assert second.end() == 0


def test_a_process_that_is_killed_has_lost_nothing_it_was_told(tmp_path: Path) -> None:
    database = str(tmp_path / "diary.db")
    first = Process("--at", AT, "--db", database, folder=tmp_path)
    first(say="hi")
    first(press="label:Berlin")
    first(say="/today")
    first(press="label:Done")
    first.process.kill()
    first.process.wait()
    for pipe in (first.process.stdin, first.process.stdout):
        assert pipe is not None
        pipe.close()
    second = Process("--at", AT, "--db", database, folder=tmp_path)
    assert second(say="/count")[0]["text"] == "1 entries"
    assert second.end() == 0


@pytest.mark.parametrize(
    ("arguments", "about"),
    [
        (["--at", "yesterday"], "--at"),
        (["--at", "2026-11-23T06:00:00"], "--at"),
        (["--person", ""], "--person"),
        (["--db", "/proc/nope/x.db"], "database"),
    ],
)
def test_a_start_that_cannot_be_says_why_in_one_line(arguments: list[str], about: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--jsonl", *arguments], cwd=ROOT, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert about in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_nothing_but_json_goes_to_standard_output_and_the_library_folders_stay_closed(tmp_path: Path) -> None:
    code = (
        "import sys; from bot.__main__ import main; code = main(['demo', '--jsonl']); "
        "bad = {'telegram', 'discord', 'aiohttp', 'httpx', 'procrastinate', 'sqlalchemy.orm'} & set(sys.modules); "
        "print(sorted(bad), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input='{"say": "hello"}\n', capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "[]"
    for line in done.stdout.splitlines():
        json.loads(line)


def test_what_programs_read_of_a_card_is_worked_out_for_them_alone_and_once() -> None:
    asked: list[str] = []

    def made() -> dict[str, str]:
        asked.append("made")
        return {"light": "hold"}

    card = Card("Tue 24 Nov", data=Data(made))
    assert commit._payload("discord", card)["data"] is None
    assert not asked
    assert [commit._payload("console", card)["data"] for _ in range(2)] == [{"light": "hold"}] * 2
    assert asked == ["made"]
