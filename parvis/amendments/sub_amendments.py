"""Sub-amendments at the chamber: each follows the amendment it is about, and falls with it (docs/adr/0016)."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.contributions.amended import NUMBERED, headed, is_sub, numbered
from parvis.contributions.kinds import Kind
from parvis.texts.models import BillVersion

from .models import Carrying


def carried(amendments: Iterable[int | None], version: BillVersion) -> dict[int, Carrying]:
    """Key of an amendment → its carrying on this version, as it is called: the numbered ones first. One query."""
    rows = Carrying.objects.standing().filter(amendment__in=list(amendments), version=version)
    rows = rows.select_related("amendment", "article__contribution")
    found: dict[int, Carrying] = {}
    for one in sorted(rows, key=lambda one: (not one.number, one.signed_at, one.pk)):
        found.setdefault(one.amendment_id, one)
    return found


def with_their_amendment(rows: QuerySet[Carrying]) -> QuerySet[Carrying]:
    """Without the sub-amendments of amendments that nobody carries on the same version any more."""
    about = Carrying.objects.standing().filter(amendment=OuterRef("amendment__parent"), version=OuterRef("version"))
    return rows.filter(~Q(amendment__parent__kind=Kind.MODIFICATION) | Exists(about))


def amended_by(carrying: Carrying) -> Carrying | None:
    """The carrying a sub-amendment is about, None for what is none, or once it fell. carrying: with its amendment."""
    one = carrying.amendment
    return carried([one.parent_id], carrying.version).get(one.parent_id) if is_sub(one) and one.parent_id else None


def name(about: Carrying) -> str:
    """« amendement n° CL12 », in the language of the page."""
    if about.number:
        return numbered(about.number)
    return _("amendment by %(who)s, not numbered yet") % {"who": about.signed_by}


def wording(one: Carrying, about: Carrying | None) -> str:
    """What the chamber reads: the Sénat writes first which amendment it is about."""
    with override("fr"):
        return (headed(name(about)) if about and one.convention == "fr-senat" else "") + one.wording


def _number(amendment: int) -> str:
    rows = Carrying.objects.standing().filter(amendment=amendment).exclude(number="")
    return rows.order_by("-version__number", "signed_at", "pk").values_list("number", flat=True).first() or ""


NUMBERED.append(_number)
