"""Help for who writes a synthesis: suggestions, marked as such. Nothing is placed but by a person."""
