"""The promise clock: what is promised by each kind of link, by when, and what became of it.

Models in models.py, the table of what is owed in kinds.py, the state on a day in states.py, the verbs in actions.py.
"""
