"""The values of a stance: what each means, and on what it may be taken. The one place where this is written.

agree, mixed, disagree: an opinion of an article, a proposal, a modification or a statement. pass: seen, no opinion,
which is not the same as mixed. useful: an argument or a source helps to think, whatever one's own opinion. lived:
"I lived this too", on an experience, which is neither for nor against anything.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .kinds import Kind, Side


class Value(TextChoices):
    AGREE = "agree", _("Agree")
    MIXED = "mixed", _("Mixed")
    DISAGREE = "disagree", _("Disagree")
    PASS = "pass", _("Pass")
    USEFUL = "useful", _("Useful")
    LIVED = "lived", _("I lived this too")


# The side of the argument that words given with an opinion are, when nobody says otherwise.
SIDE: dict[str, str] = {Value.AGREE: Side.FOR, Value.DISAGREE: Side.AGAINST}

OPINIONS = (Value.AGREE, Value.MIXED, Value.DISAGREE, Value.PASS)

ALLOWED: dict[str, tuple[str, ...]] = {
    Kind.ARTICLE: OPINIONS,
    Kind.PROPOSAL: OPINIONS,
    Kind.MODIFICATION: OPINIONS,
    Kind.STATEMENT: OPINIONS,
    Kind.ARGUMENT: (Value.USEFUL,),
    Kind.SOURCE: (Value.USEFUL,),
    Kind.EXPERIENCE: (Value.LIVED,),
}

# The column of Contribution that totals each value.
COLUMN: dict[str, str] = {
    Value.AGREE: "agree",
    Value.MIXED: "mixed",
    Value.DISAGREE: "disagree",
    Value.PASS: "passed",
    Value.USEFUL: "useful",
    Value.LIVED: "lived",
}
