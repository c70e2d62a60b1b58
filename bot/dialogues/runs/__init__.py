"""Runs: told, sent as files, and the usual week."""
