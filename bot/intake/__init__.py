"""Files that a runner sends, as values: recorded activities and planned runs.

Everything here is a pure function of bytes. Whatever the bytes are, the only thing raised is `Unreadable`.
"""
