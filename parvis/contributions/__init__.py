"""What people say, and what others think of it.

A *contribution* is anything said: a proposal, a modification of a text, an experience, an argument, a source, a
statement, or an article of a bill (said by the institution). A *stance* is one participant's opinion of it. *Tallies*
count stances by channel, *declared counts* keep totals that came without them, and the totals on the contribution are
their sum. Nothing said is ever deleted: it is withdrawn or hidden, and leaves a trace.
"""
