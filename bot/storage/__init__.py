"""Memory: SQLAlchemy 2.1 over SQLite or PostgreSQL. Tables, one way in, and small modules of queries."""

from __future__ import annotations

from bot.storage.connection import Connection
from bot.storage.errors import Conflict, StorageError
from bot.storage.store import Store

__all__ = ["Conflict", "Connection", "StorageError", "Store"]
