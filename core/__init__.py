"""The planning core: a diary goes in, a session comes out. Standard library only, no clock, no I/O."""
