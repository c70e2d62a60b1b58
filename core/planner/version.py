"""The version of the rules, which receipts carry."""

VERSION = "56"
"""A prescription once sent is never rewritten by a newer one."""
