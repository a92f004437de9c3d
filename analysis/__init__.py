"""Texts and numbers in, texts and numbers out: stems, redlines, bills, safe text.

Never: Django, files, the network, the clock.
"""
