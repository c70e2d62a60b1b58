"""Messages as a phone shows them on Telegram, as pictures to look at. Not a test.

    python tests/looks/telegram_shot.py FOLDER [NAME...]

They go through the real gateway to the local Bot API; what it kept is drawn the way Telegram for Android draws it on
a phone 360 dp wide. Needs a Chromium (CHROMIUM names it).
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from adapters.messages import Message
from tests.looks.samples import SAMPLES
from tests.telegram.entities import Entity
from tests.telegram.rig import telegram_rig
from tests.telegram.values import Key, Shown

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
WIDTH = 360
SHARP = 2

STYLE = """
* { box-sizing: border-box; margin: 0 }
body { background: #c6d7be; font: 16px/1.3 Roboto, "Noto Sans", "DejaVu Sans Condensed", sans-serif; padding: 8px;
       width: 360px }
.message { width: 300px; margin-bottom: 6px }
.bubble { background: #fff; border-radius: 12px; padding: 7px 10px 5px; white-space: pre-wrap; overflow-wrap: anywhere;
          display: flow-root }
.time { float: right; color: #8a9a86; font-size: 12px; padding-top: 4px }
code, pre { font: 15px/1.3 "DejaVu Sans Mono", monospace; white-space: pre-wrap; letter-spacing: 0 }
code { color: #2a6db0 }
pre { background: #eef3f9; border-left: 3px solid #4a90d9; border-radius: 4px; padding: 4px 0 4px 5px; margin: 2px 0;
      font-size: 14px }
.row { display: flex; gap: 4px; margin-top: 4px }
.key { flex: 1; background: rgba(60, 90, 60, .45); color: #fff; border-radius: 8px; padding: 9px 4px; font-size: 14px;
       text-align: center; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-weight: 600 }
.primary { background: #3f8fd8 } .danger { background: #d8564b } .success { background: #4ba350 }
.file { background: #e8f1e4; border-radius: 8px; padding: 8px; margin-bottom: 4px; color: #3a6b34 }
"""
MEASURE = "<script>document.title = 'height=' + document.documentElement.getBoundingClientRect().height</script>"
TAGS = {"bold": "b", "italic": "i", "code": "code", "pre": "pre"}


def drawn(text: str, marks: tuple[Entity, ...]) -> str:
    """Text with its entities as HTML; a line break beside a `pre` is the block's own."""
    raw = text.encode("utf-16-le")
    opens: dict[int, str] = {}
    closes: dict[int, str] = {}
    for one in marks:
        tag = TAGS[one.type]
        opens[one.offset] = opens.get(one.offset, "") + f"<{tag}>"
        closes[one.offset + one.length] = f"</{tag}>" + closes.get(one.offset + one.length, "")
    out, at = [], 0
    for end in sorted({0, *opens, *closes, len(raw) // 2}):
        out.append(escape(raw[at * 2 : end * 2].decode("utf-16-le")))
        out.append(closes.get(end, "") + opens.get(end, ""))
        at = end
    return "".join(out).replace("\n<pre>", "<pre>").replace("</pre>\n", "</pre>")


def _row(row: tuple[Key, ...]) -> str:
    keys = "".join(f'<div class="key {key.style}">{escape(key.label)}</div>' for key in row)
    return f'<div class="row">{keys}</div>'


def page(messages: list[Shown]) -> str:
    """A chat with these messages."""
    out = []
    for one in messages:
        file = f'<div class="file">📄 {escape(one.file.name)}</div>' if one.file else ""
        bubble = f'<div class="bubble">{file}{drawn(one.text, one.entities)}<span class="time">07:00</span></div>'
        out.append(f'<div class="message">{bubble}{"".join(map(_row, one.keys))}</div>')
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><body>{''.join(out)}{MEASURE}"


def picture(html: str, target: Path) -> None:
    """The page as a picture, as tall as it is."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(html, encoding="utf-8")
        measured = _chromium(folder, source, "--dump-dom", f"--window-size={WIDTH},600")
        height = int(measured.split("height=", 1)[1].split("<", 1)[0].split(".")[0])
        _chromium(folder, source, f"--screenshot={target}", f"--window-size={WIDTH},{height}")


def _chromium(folder: str, source: Path, *wishes: str) -> str:
    told = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder}/profile", f"--force-device-scale-factor={SHARP}", *wishes, source.as_uri(),
        ],
        check=True, capture_output=True, timeout=120, text=True,
    )  # fmt: skip
    return told.stdout


async def shoot(messages: dict[str, Message], folder: Path) -> None:
    """One picture a message."""
    async with telegram_rig() as rig:
        for name, message in messages.items():
            before = len(rig.seen())
            await rig.gateway.send(rig.me, message, nonce=name)
            picture(page(rig.seen()[before:]), folder / f"{name}.png")
            print(name)


if __name__ == "__main__":
    where = Path(sys.argv[1])
    where.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2:] or list(SAMPLES)
    asyncio.run(shoot({name: SAMPLES[name] for name in wanted}, where))
