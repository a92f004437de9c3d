"""Moderation: what is hidden, why, by which office, and how its author can contest it.

Nothing is deleted: a hidden contribution leaves its place in the public bin with a reason, counts are kept, and the
author is told. A decision is reviewable, by somebody else than its author.
"""
