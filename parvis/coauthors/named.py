"""The authors of a modification, all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import CoSignature


def names_of(contributions: Iterable[int]) -> dict[int, list[str]]:
    """Names of co-authors by primary key, in the order they signed, "" for who gave none. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = CoSignature.objects.standing().filter(contribution__in=list(contributions)).order_by("signed_at", "pk")
    for contribution, name in rows.values_list("contribution", "signature"):
        found[contribution].append(name)
    return found


def listed(names: Sequence[str]) -> str:
    """ "Aïcha Morvan, Luc Tanguy and 2 people without a name"; "" for nobody."""
    told = [name for name in names if name]
    if nameless := len(names) - len(told):
        told.append(ngettext("%(n)d person without a name", "%(n)d people without a name", nameless) % {"n": nameless})
    return get_text_list(told, _("and"))
