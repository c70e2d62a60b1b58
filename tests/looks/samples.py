"""Messages as the coach sends them, to look at: neutral values, so that every platform can show the same ones."""

from __future__ import annotations

from adapters.messages import (
    BLANK,
    Button,
    Card,
    Document,
    Field,
    Message,
    Style,
    Text,
    Tone,
    line,
    mono,
    quiet,
    strong,
)

_ON_THE_CARD = (
    (
        Button("▶ Start", "1.start.2k.", Style.PRIMARY),
        Button("10 min", "1.fit.2k.10"),
        Button("20 min", "1.fit.2k.20"),
    ),
    (
        Button("Swap", "1.swap.2k."),
        Button("Move", "1.move.2k."),
        Button("Skip", "1.skip.2k."),
        Button("Why?", "1.why.2k."),
    ),
)

_AREAS = (
    "Foot", "Ankle", "Achilles", "Calf", "Shin", "Knee", "Front of thigh", "Hamstring", "Inner thigh", "Glutes",
    "Hip", "Hip flexor", "Lower back", "Core", "Upper back", "Chest", "Shoulder", "Arm", "Wrist",
)  # fmt: skip

HOLD = Card(
    "Tue 24 Nov · 🟡 HOLD",
    (
        line("Week 3 of 5 · strength block"),
        line(strong("Strength A"), " · 50 min · after your easy 8 km"),
        line("Why: left Achilles 4/10 yesterday, so nothing rises today."),
        BLANK,
        line(strong("Warm-up"), " 7 min: leg swings · lunge with twist, in place · A-march"),
        line(mono("1  Goblet squat           3 × 8           3-1-1   8 kg")),
        line(mono("2  B-stance RDL           3 × 8 / side    3-1-1   8 kg")),
        line(mono("3  Two-leg heel raise     2 × 10          3-0-3   bodyweight")),
        line(mono("4  Side plank             2 × 30 s / side")),
        line(mono("5  Bent-over row          3 × 8           2-0-2   8 kg")),
        line(strong("Cool-down"), " 4 min: easy walk 2 min, hip flexor and front of thigh 30 s each side"),
        BLANK,
        line(quiet("Left out today: single-leg heel raise, calf stretch")),
        line(quiet("(back on Tue 1 Dec at the earliest, after 7 days at 2 or less).")),
        BLANK,
        line(strong("Achilles this morning?")),
    ),
    tone=Tone.HOLD,
    rows=(
        (
            Button("0", "1.morning.2k.0"),
            Button("1–2", "1.morning.2k.2"),
            Button("3–5", "1.morning.2k.5"),
            Button("6+", "1.morning.2k.6"),
        ),
        *_ON_THE_CARD,
    ),
)

PUSH = Card(
    "Thu 26 Nov · 🟢 PUSH",
    (
        line("Week 3 of 5 · strength block"),
        line(strong("Strength B"), " · 40 min · before nothing, rest day tomorrow"),
        line("Why: two easy sessions in a row, and your legs are fresh."),
        BLANK,
        line(strong("Warm-up"), " 7 min: leg swings · A-march · pogo hops 2 × 10"),
        line(mono("1"), mono("Split squat"), mono("3 × 8 / side"), mono("3-1-1"), mono("12 kg (+2 kg)")),
        line(mono("2"), mono("Single-leg RDL"), mono("3 × 8 / side"), mono("3-1-1"), mono("12 kg (+2 kg)")),
        line(mono("3"), mono("Heel raise, one leg"), mono("3 × 12 / side"), mono("3-0-3"), mono("bodyweight")),
        line(mono("4"), mono("Dead bug"), mono("3 × 8 / side"), mono("slow")),
        line(strong("Cool-down"), " 4 min: easy walk, calf stretch 30 s each side"),
    ),
    footer="Effort to aim for: 7 of 10. Two more in the tank.",
    tone=Tone.PUSH,
    rows=_ON_THE_CARD,
)

BACK_OFF = Card(
    "Sat 28 Nov · 🔴 BACK OFF",
    (
        line(strong("Mobility"), " · 15 min · no jumps, no load on the calf"),
        line("Why: right calf 7/10 after yesterday's run, and four hours of sleep."),
        BLANK,
        line(mono("1  Ankle rocks            2 × 10 / side")),
        line(mono("2  Couch stretch          2 × 40 s / side")),
        line(mono("3  Cat-cow                2 × 8")),
    ),
    footer="Pain that stays above 5 for three days, or hurts at night: see somebody who can look at it.",
    tone=Tone.BACK_OFF,
    rows=_ON_THE_CARD,
)

RATING = Card(
    "How was Strength A?",
    (
        line(strong("Effort"), ", from 0 (nothing) to 10 (all-out)"),
        line(quiet("7 = hard, two more in the tank")),
    ),
    fields=(Field("Effort", "7 · hard"), Field("Sore", "calf 4")),
    rows=(
        tuple(Button(str(n), f"1.effort.3a.{n}", Style.PRIMARY if n == 7 else Style.PLAIN) for n in range(11)),
        tuple(
            Button(("✓ " if area == "Calf" else "") + area, f"1.area.3a.{n}", Style.ON if area == "Calf" else Style.OFF)
            for n, area in enumerate(_AREAS)
        ),
        (
            Button("Clean", "1.tech.3a.c"),
            Button("Wobbly", "1.tech.3a.w"),
            Button("Broke down", "1.tech.3a.b"),
        ),
        (
            Button("Same as planned", "1.same.3a."),
            Button("I stopped early", "1.early.3a."),
            Button("Done", "1.done.3a.", Style.PRIMARY),
        ),
    ),
)

WEEK = Card(
    "Week of 23 Nov",
    (
        line("Week 3 of 5 · strength block"),
        BLANK,
        *(
            line(*map(mono, row))
            for row in (
                ("Mon", "rest"),
                ("Tue", "8 km easy", "Strength A 🟡 50 min"),
                ("Wed", "mobility 15 min"),
                ("Thu", "6 × 800"),
                ("Fri", "Strength B 🟢 40 min"),
                ("Sat", "6 km easy"),
                ("Sun", "18 km long"),
            )
        ),
    ),
    fields=(Field("Strength", "90 min (+5 %)"), Field("Jumps", "60 (as last week)"), Field("Runs", "45 km")),
    rows=(
        (
            Button("◀", "1.week.4b.-1"),
            Button("Accept all", "1.accept.4b.", Style.PRIMARY),
            Button("Move a day", "1.move.4b."),
            Button("Deload", "1.deload.4b."),
            Button("▶", "1.week.4b.1"),
        ),
    ),
)

DAYS = Card(
    "When do you run?",
    (line("Tap the days, or type one line: ", mono("Tu 8k easy, Th 6x800, Su 18k")),),
    rows=(
        tuple(
            Button(("✓ " if n in (1, 3, 6) else "") + day, f"1.days.5c.{n}", Style.ON if n in (1, 3, 6) else Style.OFF)
            for n, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
        ),
        (Button("Next", "1.next.5c.", Style.PRIMARY), Button("Skip", "1.skip.5c.")),
    ),
)

NOTED = Text(
    (line(strong("Effort 9 noted"), " → Thursday's squats lose a set."),),
    ((Button("Why?", "1.why.6d."), Button("Undo", "1.undo.6d.")),),
)

NASTY = Text(
    (
        line("*bold* _it_ ~~x~~ ||secret|| `code` ```block``` # not a heading"),
        line("# heading"),
        line("> quote"),
        line("- list"),
        line("1. one"),
        line("-# small"),
        line("[link](https://evil.example) https://evil.example <https://evil.example> discord.gg/evil"),
        line("@everyone @here <@1> <@&2> <#3> <t:0:R> </x:1> <:e:1> :smile:"),
        line(strong("**a**"), " ", mono("``` ` ```"), " \\ back\\slash"),
        line("👩‍👩‍👧‍👦" * 16),
    ),
)

EXPORT = Document("sinew-export.json", b"{}", (line("Everything I know about you, in one file."),))

SAMPLES: dict[str, Message] = {
    "hold": HOLD,
    "push": PUSH,
    "back-off": BACK_OFF,
    "rating": RATING,
    "week": WEEK,
    "days": DAYS,
    "noted": NOTED,
    "nasty": NASTY,
    "export": EXPORT,
}
