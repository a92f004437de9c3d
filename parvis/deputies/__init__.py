"""Signing in the name of someone who decides: who may, what, between which days, by which act."""
