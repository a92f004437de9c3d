"""People: accounts, sign-in by code, roles of staff, organisations, and the keys that count someone once.

A *person* is an account or somebody known by an identifier given on paper. Inside a process they are a *participant*,
known by HMAC(process key, person): nothing else ties an opinion to a person. No password, no profile page.
"""
