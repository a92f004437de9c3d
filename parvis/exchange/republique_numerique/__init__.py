"""The 2015 consultation on the bill for a digital Republic, from the copy of its public data.

Files and rules: docs/formats/republique-numerique.md. `reading` parses and checks, and touches no database; `loading`
writes in one transaction.
"""
