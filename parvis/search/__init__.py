"""Finding what was said, in French and English, without minding accents or endings.

One table of stems, written in the transaction of the thing it describes. It knows keys and text, no domain, and must
never hold what a reader may not see: the caller asks the rules before it shows a hit.
"""
