"""Rehearsals: a copy of a process where officials try synthesis, answers and decision, on invented or copied words.

Nothing of it is public, counted, promised, recorded or sent. It is made, worked on with the verbs of the house, and
destroyed whole. Its door is processes.rehearsing; which pages it has is said in pages.py.
"""
