"""The tables. Few on purpose: a runner, where they are reached, their diary, open questions, what came, what goes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.storage.types import Day, Id, Json, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Conditions of partial indexes. A store uses such an index only where it finds the condition word for word, so these
# are never parameters.
IS_WAITING = text("outbox.status IN ('due', 'unsure')")
IS_SENDING = text("outbox.status = 'sending'")
IS_PLANNED = text("outbox.payload IS NOT NULL")
IS_LIVE = text("outbox.status IN ('due', 'unsure', 'sending', 'sent')")
IS_UNPLANNED = text("outbox.status = 'due' AND outbox.payload IS NULL")


def only(condition: str) -> dict[str, Any]:
    """The rows that an index holds, for both stores."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    # NULL until the runner joined.
    Column("athlete", Json),
    Column("language", String(16), nullable=False, server_default=""),
    Column("zone", String(64), nullable=False, server_default="UTC"),
    # The rule of the mornings as the tick reads it: "07:00" or seven of them, Monday first.
    Column("mornings", String(64), nullable=False, server_default="07:00"),
    # Derived from the rule, and can be again at any time. NULL: no mornings (not joined, paused, out of reach).
    Column("next_due_at", UtcDateTime),
    Column("next_due_on", Day),
    # A cache of the diary's fold up to entry `standing_n`, thrown away when its version is another.
    Column("standing", Json),
    Column("standing_version", String(64), nullable=False, server_default=""),
    Column("standing_n", Integer, nullable=False, server_default="0"),
    Column("unreachable_since", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Index(None, "next_due_at"),
    sqlite_autoincrement=True,
)

address = Table(
    "address",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("user", String(128), nullable=False),
    Column("chat", String(128), nullable=False),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("preferred", Boolean, nullable=False),
    UniqueConstraint("platform", "user"),
)

entry = Table(
    "entry",
    metadata,
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("day", Day, nullable=False),
    Column("type", String(32), nullable=False),
    Column("body", Json, nullable=False),
)

prompt = Table(
    "prompt",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("topic", String(64), nullable=False),
    Column("data", Json, nullable=False),
    Column("takes_text", Boolean, nullable=False),
    # open, answered, superseded
    Column("status", String(16), nullable=False),
    # Every change counts up: a press acts on the row as it saw it, or not at all.
    Column("version", Integer, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Index(None, "person", "status", "id"),
    sqlite_autoincrement=True,
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("event_id", String(128), nullable=False),
    Column("user", String(128), nullable=False),
    Column("body", Json),
    Column("received_at", UtcDateTime, nullable=False),
    Column("handled_at", UtcDateTime),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    UniqueConstraint("platform", "event_id"),
    Index("ix_inbox_unhandled", "id", **only("handled_at IS NULL")),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    # Also the nonce of the message, so it is never given twice.
    Column("id", Id, primary_key=True),
    # NULL only for the farewell to a runner who was just forgotten.
    Column("person", ForeignKey("person.id", ondelete="CASCADE")),
    Column("platform", String(16), nullable=False),
    Column("user", String(128), nullable=False),
    Column("chat", String(128), nullable=False),
    # "reply", or the kind of a due row ("morning", "evening", …) that names its handler.
    Column("kind", String(32), nullable=False),
    # 0 answers somebody who waits, 1 is due.
    Column("priority", SmallInteger, nullable=False),
    # due, sending, sent, nothing, unsure, expired, gone, refused
    Column("status", String(16), nullable=False),
    Column("key", String(128), unique=True),
    Column("due_at", UtcDateTime, nullable=False),
    Column("not_after", UtcDateTime),
    Column("lease_until", UtcDateTime),
    Column("lease_by", String(64), nullable=False, server_default=""),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    # NULL until it is planned, which happens when its turn to send has come.
    Column("payload", Json),
    Column("data", Json),
    Column("card", String(64), nullable=False, server_default=""),
    Column("fresh", Boolean, nullable=False, server_default=text("false")),
    Column("answering", String(128), nullable=False, server_default=""),
    Column("silent", Boolean, nullable=False, server_default=text("true")),
    # The platform's own name of the sent message.
    Column("ref", String(256), nullable=False, server_default=""),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Index(
        "ix_outbox_due",
        "platform",
        "priority",
        "due_at",
        "id",
        **only("status IN ('due', 'unsure')"),
    ),
    Index(
        "ix_outbox_sending",
        "lease_until",
        **only("status = 'sending'"),
    ),
    Index(None, "person", "id"),
    # For a fleet, where one process asks for what is ready while a hundred thousand rows still wait to be planned.
    Index(
        "ix_outbox_ready",
        "platform",
        "priority",
        "due_at",
        "id",
        postgresql_where=text("status IN ('due', 'unsure') AND payload IS NOT NULL"),
    ).ddl_if(dialect="postgresql"),
    Index(
        "ix_outbox_unplanned",
        "platform",
        "due_at",
        "id",
        postgresql_where=text("status = 'due' AND payload IS NULL"),
    ).ddl_if(dialect="postgresql"),
    sqlite_autoincrement=True,
)

# Who may look at a runner's week. `code` is NULL once it was taken.
share = Table(
    "share",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("viewer", ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("code", String(32), unique=True),
    Column("until", UtcDateTime, nullable=False),
    Column("label", String(64), nullable=False),
    Column("pain", Boolean, nullable=False),
    Column("tests", Boolean, nullable=False),
    Column("digest", Boolean, nullable=False),
    Column("wanted", Boolean, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)

# One row per fixed job and gateway: when it last ran, who holds it. `sinew doctor` reads it.
pulse = Table(
    "pulse",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("holder", String(64), nullable=False, server_default=""),
)

# Small things the program itself remembers, such as which menu a platform has.
note = Table(
    "note",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("text", Text, nullable=False),
)
