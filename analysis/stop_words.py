"""Words too common to search for, as fold() leaves them: without accents, elisions cut at their apostrophe."""

_FRENCH = """
a ai aie as au aux avait avec avoir c car ce ceci cela celle celles celui ces cet cette ceux ci comme d dans de des
donc dont du elle elles en es est et etaient etait ete etre eu eux fait furent fut hui il ils j je jusqu l la le les
leur leurs lorsqu lui m ma mais me meme memes mes moi mon n ne ni nos notre nous on ont ou par pas pour puisqu qu que
quel quelle quelles quelqu quels qui quoi quoiqu s sa sans se sera serait ses si soi soit son sont sous sur t ta te
tes toi ton tu un une vers vos votre vous y
"""
_ENGLISH = """
a about am an and are as at be been being but by can could d did do does doing for from had has have having he her
here hers him his how i if in into is it its just ll m me my nor not of off on or our ours re s shall she should so
some such t than that the their theirs them then there these they this those to too ve very was we were what when
where which while who whom whose why will with would you your yours
"""

STOP_WORDS = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}
