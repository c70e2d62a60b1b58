"""`python -m tests.simulation`: simulated runners with every planner, and the safety run. See docs/simulation.md."""

from __future__ import annotations

import argparse
import os
import sys
from time import perf_counter

from tests.simulation import compare, report, safety

RUNNERS, LONG_RUNNERS = 300, 5500
SEARCHES, LONG_SEARCHES = 200, 2000
LIVES, LONG_LIVES = 200, 2000
"""5,500 runners of 26 weeks are a million runner-days with every planner."""


def main(arguments: list[str] | None = None) -> int:
    """Prints the report. 1 if an invariant was violated; a goal that was missed is told, not punished."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--long", action="store_true", help="a million runner-days")
    parser.add_argument("--runners", type=int, help="half-years to live through")
    parser.add_argument("--searches", type=int, help="runners whose first loads are 30 %% off")
    parser.add_argument("--seed", type=int, default=0, help="the first runner's number")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--lives", type=int, help="months of everything that can happen, judged")
    parser.add_argument("--no-safety", action="store_true", help="only the comparison")
    parser.add_argument("--no-comparison", action="store_true", help="only the safety run")
    given = parser.parse_args(arguments)
    runners = given.runners or (LONG_RUNNERS if given.long else RUNNERS)
    searches = given.searches or (LONG_SEARCHES if given.long else SEARCHES)

    broken = 0
    if not given.no_comparison:
        began = perf_counter()
        broken += compared(given.seed, runners, searches, given.workers)
        print(f"\n{runners} runners and {searches} searches in {perf_counter() - began:.0f} s")
    if not given.no_safety:
        broken += safety_run(given.seed, given.lives or (LONG_LIVES if given.long else LIVES), given.workers)
    return 1 if broken else 0


def compared(seed: int, runners: int, searches: int, workers: int) -> int:
    """Both experiments; the number of violated invariants."""
    found = list(compare.each(compare.half_year, range(seed, seed + runners), workers))
    comparison = report.compared(found)
    print(f"{runners} runners, {compare.WEEKS} weeks, the same lives with every planner\n")
    print(report.comparison_table(comparison))
    print()
    print(report.levels_table(found, comparison.best))
    looked = [one for some in compare.each(compare.first_load, range(seed, seed + searches), workers) for one in some]
    print(f"\n{searches} runners whose first doses are 30 % off\n")
    print(report.convergence_table(looked))
    print()
    print("\n".join(report.verdicts(comparison, looked)))
    return len(comparison.broken)


def safety_run(seed: int, lives: int, workers: int) -> int:
    """Months of everything that can happen to a runner, judged from the diaries alone; the number of breaches."""
    began = perf_counter()
    broken = safety.breaches(range(seed, seed + lives), workers)
    print(f"\nSafety: {lives} lives of {compare.WEEKS} weeks, {len(broken)} breaches, {perf_counter() - began:.0f} s")
    print("\n".join(broken[:20]))
    return len(broken)


if __name__ == "__main__":
    sys.exit(main())
