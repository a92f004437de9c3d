"""What every page shares: the frame, the parts, the words for numbers and dates, the cache of pages.

A *part* is a small template that receives what it shows and asks the database nothing. This package knows no domain.
It must never send a visitor's browser to another origin, and never show a number without its words.
"""
