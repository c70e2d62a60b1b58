"""What a runner types, turned into values: pure functions, no clock, nothing raised, nothing guessed.

Every reader answers with what it understood and with `Problem`s for what it did not; the words for both live elsewhere.
"""
