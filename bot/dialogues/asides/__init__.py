"""What is said beside training."""
