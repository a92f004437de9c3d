"""Outcomes: what a chamber did with the amendments to a text, ours among all the others.

The list is the chamber's: it is kept as published, read again from its files, and never edited by hand. A *stage* is
one thing that happened to an amendment we carried: its day, its place, and the record that proves it.
"""
