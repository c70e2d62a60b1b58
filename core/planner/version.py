"""The version of the rules, which receipts carry."""

VERSION = "55"
"""A prescription once sent is never rewritten by a newer one."""
