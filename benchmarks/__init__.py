"""Figures, each beside its limit and its peer, measured in one run on this machine. `make bench` prints them."""
