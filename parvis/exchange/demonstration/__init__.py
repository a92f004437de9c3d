"""The demonstration: one invented territory, three processes at different points of the loop.

What it says is in ../demo, field by field; here it becomes rows. Days are counted from today and chance is seeded:
two loads on one day give the same people, words and votes.
"""
