"""A new database file is laid out from the tables as they are. Alembic, which lifts an older one, stays unread then: it
would be a tenth of what a chat holds in memory on its first day.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table

from bot.storage.tables import metadata

_LAYOUT = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Where Alembic keeps the layout, as it makes it."""


def lay_out(connection: Connection, revision: str) -> None:
    """All tables and indexes of this version in an empty database, and that they are of this revision.

    Another program's table of the same name is an error, as it is to a migration, and never taken for ours.
    """
    metadata.create_all(connection, checkfirst=False)
    _LAYOUT.create(connection)
    connection.execute(_LAYOUT.insert().values(version_num=revision))
