"""Designing a process: the honest questions one by one, the link that the answers really describe, the work it asks.

A design is a set of answers that only organisers see. It becomes a draft process by the verbs of parvis.processes,
whose rules keep the last word; this package proposes, explains and forecasts, and never opens anything.
"""
