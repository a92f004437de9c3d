"""What happened in public, kept so that nobody can change it quietly.

Every public act writes one *entry* to the outbox in the transaction of the act itself. An entry holds the *record* (the
act as canonical JSON, erasable), a random *salt* and the *commitment* that binds both. The signed public log is built
over the commitments. Nothing here may ever say who voted, nor when a given vote was cast.
"""
