"""Platforms: chat traffic into a small neutral vocabulary and back. Knows no training."""
