"""Channels: paper and the counter, counted like the web.

A *sheet* is printed with a receipt code to tear off; a clerk enters it, or helps someone present: consent recorded,
words read back. A clerk speaks for nobody: what was said is entered as it was said, and the channel is never lost.
"""
