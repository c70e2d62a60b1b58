"""The version of the rules, which receipts carry."""

VERSION = "58"
"""A prescription once sent is never rewritten by a newer one."""
