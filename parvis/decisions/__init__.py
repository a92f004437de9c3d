"""Decisions: what those who decide answered, and what followed. An answer is signed and gives its reason."""
