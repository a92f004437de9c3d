"""Why two amendments do not go together, or one cannot be applied, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TOGETHER = {
    "same words": gettext_lazy("both change the same words"),
    "same place": gettext_lazy("both add words at the same place, and nothing says in which order"),
    "paragraph removed": gettext_lazy("one of the two removes a paragraph that the other changes"),
    "paragraph rewritten": gettext_lazy("one of the two writes anew a paragraph that the other changes"),
    "article removed": gettext_lazy("one of the two removes the whole article"),
    "article rewritten": gettext_lazy("one of the two writes the whole article anew"),
    "words brought": gettext_lazy("it changes words that only the other brings"),
    "sub-amendment": gettext_lazy("it changes the other, not the text"),
}
ALONE = {
    "absent": gettext_lazy("its words are not in the text"),
    "several": gettext_lazy("its words stand in several places"),
    "no such place": gettext_lazy("the text has no such place"),
    "elsewhere": gettext_lazy("it changes something outside the article"),
    "table": gettext_lazy("it changes a cell of a table, which a person must place"),
    "conflict": gettext_lazy("another change was made at the same place"),
}
UNDER = {  # of sub-amendments
    "former words": gettext_lazy("it was written on former words of the modification it changes"),
    "no wording": gettext_lazy("no wording says it in the lines of the modification it changes"),
    "taken": gettext_lazy("its words are no longer in the modification it changes: another changed them"),
    "no amendment": gettext_lazy("the modification it changes is not adopted"),
}


def why(reason: str, paragraph: int = 0) -> str:
    """In words that follow the name of an amendment; paragraph: of the article, 0 when it is the whole of it."""
    words = str(TOGETHER.get(reason) or ALONE.get(reason) or UNDER.get(reason) or reason)
    if not paragraph:
        return words
    return _("%(why)s (paragraph %(number)d)") % {"why": words, "number": paragraph}
