"""Tokens never reach a log: a filter for every handler, and the same scrubbing for anything else that is printed."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "<hidden>"

# Telegram's token in a URL or alone; a Discord token behind its scheme. They catch what was never handed to us, such
# as the token before it was changed.
_SHAPES = re.compile(
    r"(?<=/bot)\d+(?::|%3A)[\w-]+"
    r"|\b\d{6,}(?::|%3A)[\w-]{30,}"
    r"|(?<=Bot )[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}"
    r"|\b[MNO][\w-]{22,30}\.[\w-]{6}\.[\w-]{27,}",
    re.IGNORECASE,
)
_SHORTEST = 6
"""A shorter "secret" is a slip (an empty setting): hiding it everywhere would make the log unreadable."""


class Redaction(logging.Filter):
    """Takes secrets out of a record's message, arguments, traceback and stack. Put it on handlers, not on loggers.

    A logger's filter does not see what its children hand up; a handler's filter sees everything it will write.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        known = {form for one in secrets if len(one) >= _SHORTEST for form in (one, quote(one, safe=""))}
        # Longest first, or a token that contains another would leave its tail behind.
        self._known = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True)))) if known else None
        self._format = logging.Formatter()

    def scrub(self, text: str) -> str:
        """The text without any secret."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        return _SHAPES.sub(HIDDEN, text)

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: records are cleaned, not dropped."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            # A format string and arguments that do not match; logging would print both, so do we, cleaned.
            message = f"{record.msg!r} {record.args!r}"
        record.msg, record.args = self.scrub(message), None
        if record.exc_info:
            # Rendered here, because a formatter further on would render the exception afresh.
            record.exc_text = record.exc_text or self._format.formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = self.scrub(record.exc_text)
        if record.stack_info:
            record.stack_info = self.scrub(record.stack_info)
        return True


def hide(secrets: Iterable[str], handlers: Iterable[logging.Handler]) -> Redaction:
    """Put one redaction on all handlers; returns it, for whatever is printed past logging (`sys.excepthook`)."""
    redaction = Redaction(secrets)
    for handler in handlers:
        handler.addFilter(redaction)
    return redaction
