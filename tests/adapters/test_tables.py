"""Tables on a phone: aligned where they fit, stacked where they do not, a dose never broken."""

from __future__ import annotations

from hypothesis import given, strategies as st

from adapters.messages import Line, line, mono
from adapters.tables import _columns_of, columns, fold

CELLS = (
    ("1", "Goblet squat", "3 × 8", "3-1-1", "8 kg"),
    ("2", "B-stance RDL", "3 × 8 / side", "3-1-1", "8 kg"),
    ("3", "Two-leg heel raise", "2 × 10", "3-0-3", "bodyweight"),
)


def table(*rows: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(line(*map(mono, row)) for row in rows)


def shown(lines: tuple[Line, ...]) -> str:
    return "\n".join(one.plain for one in lines)


def test_a_table_that_fits_stands_in_columns() -> None:
    assert shown(fold(table(*CELLS), 80)) == (
        "1  Goblet squat        3 × 8         3-1-1  8 kg\n"
        "2  B-stance RDL        3 × 8 / side  3-1-1  8 kg\n"
        "3  Two-leg heel raise  2 × 10        3-0-3  bodyweight"
    )


def test_on_a_phone_the_dose_stands_under_the_name() -> None:
    assert shown(fold(table(*CELLS), 38)) == (
        "1 Goblet squat\n  3 × 8 · 3-1-1 · 8 kg\n"
        "2 B-stance RDL\n  3 × 8 / side · 3-1-1 · 8 kg\n"
        "3 Two-leg heel raise\n  2 × 10 · 3-0-3 · bodyweight"
    )


def test_a_week_that_nearly_fits_moves_closer_together() -> None:
    rows = table(("Tue", "8 km easy", "Strength A", "🟡 50"), ("Wed", "–", "mobility", "15"))
    assert shown(fold(rows, 32)) == "Tue 8 km easy Strength A 🟡 50\nWed –         mobility   15"
    assert shown(fold(rows, 28)) == "Tue 8 km easy\n    Strength A · 🟡 50\nWed mobility · 15"


def test_a_rest_day_takes_one_line_of_a_week_that_does_not_fit() -> None:
    rows = table(
        ("Mon 23", "–", "rest"), ("Tue 24", "easy 8 km", "Strength A", "done"), ("Fri 27", "–", "Strength B", "29 min"),
    )  # fmt: skip
    assert shown(fold(rows, 30)) == (
        "Mon 23 rest\nTue 24 easy 8 km\n       Strength A · done\nFri 27 Strength B · 29 min"
    )


def test_a_dash_alone_gets_no_line_of_its_own() -> None:
    assert shown(fold(table(("Mon", "rest", "–"), ("Tue", "a long easy run", "–")), 10)).split("\n")[0] == "Mon rest"
    assert "–" not in shown(fold(table(("Mon", "rest", "–"), ("Tue", "a long easy run", "–")), 10))


def test_a_row_padded_by_its_writer_is_understood_too() -> None:
    padded = line(mono("2  B-stance RDL           3 × 8 / side    3-1-1   8 kg"))
    assert shown(fold((padded,), 38)) == "2 B-stance RDL\n  3 × 8 / side · 3-1-1 · 8 kg"
    assert fold((padded,), 80) == (padded,)


def test_a_heading_inside_a_table_widens_no_column() -> None:
    rows = (line(mono("The week of your half marathon")), *table(("Mon", "rest"), ("Tue", "easy 8 km")))
    assert shown(fold(rows, 38)) == "The week of your half marathon\nMon  rest\nTue  easy 8 km"


def test_text_between_tables_is_left_alone() -> None:
    words = line("Warm-up 7 min: leg swings, lunge with twist in place, A-march, and more of the same")
    assert fold((words, *table(("1", "x")), words), 20) == (words, line(mono("1  x")), words)


@given(st.lists(st.text("abc 0/×·-äé", min_size=1, max_size=16).map(str.strip).filter(bool), min_size=2, max_size=6))
def test_no_cell_is_ever_broken(cells: list[str]) -> None:
    (row,) = fold((line(*map(mono, cells)),), 38)
    lines = row.plain.split("\n")
    for cell in cells[2:]:
        assert any(cell in one for one in lines)
    assert all(columns(one) <= 38 for one in lines)


def test_wide_letters_count_twice_and_joining_marks_nothing() -> None:
    assert columns("深蹲") == 4
    assert columns("e\u0301") == 1
    assert columns("3 × 8") == 5


def test_the_short_way_to_count_columns_counts_the_same() -> None:
    for number in range(0x3000):
        char = chr(number)
        assert columns(char) == _columns_of(char), f"U+{number:04X}"
