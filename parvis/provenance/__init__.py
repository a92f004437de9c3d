"""Provenance: who brought in each word of a version of a text, and what became of the words people proposed.

It is worked out beside the web when a version arrives or a vote is told, and kept; nothing here is said by hand.
"""
