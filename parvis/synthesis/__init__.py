"""The synthesis: a tree of ideas where every contribution finds its place, and every sentence its sources."""
