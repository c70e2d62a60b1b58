"""Alembic's entry: the connection comes from the caller, so a migration is part of one transaction."""

from alembic import context

from bot.storage.tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Run `sinew migrate`: the database is named by SINEW_DATABASE.")

context.configure(connection=connection, target_metadata=metadata, render_as_batch=connection.dialect.name == "sqlite")
with context.begin_transaction():
    context.run_migrations()
