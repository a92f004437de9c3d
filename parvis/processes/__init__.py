"""Processes: who decides what, what can still change, when, and what is promised.

A *process* has a *pact* (its declared link to the decision), *phases* with dates, the *path* of the decision,
documents, and *promises* owed by offices. It must never open while a field of the pact is missing, nor hide who
decides.
"""
