"""The coach in a terminal: for people with numbered buttons, for programs one JSON object a line."""
