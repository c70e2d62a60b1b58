"""`/test`: the baseline tests."""
