"""Recognised lines and what is answered to them: the table, and the answers that it names."""
