"""The bundle (liasse): what members carry to a version of the text and did not withdraw, in the order of discussion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.coauthors.named import listed, names_of
from parvis.contributions import cards
from parvis.contributions.amended import is_sub
from parvis.contributions.models import Contribution
from parvis.people.models import Role
from parvis.texts.models import Article, BillVersion
from parvis.ui.words import number, ordinal

from . import many
from .many import Edit
from .models import Carrying
from .rules import seats
from .sub_amendments import carried, name, with_their_amendment
from .supported import Supported, supported


@dataclass(frozen=True)
class Sheet:
    """One amendment of the bundle. article: with its words; adds: one of its own, after it; paragraph: the first it
    changes, 0 for none (that of its amendment, for a sub-amendment); written_by: authors of the modification it comes
    from, all of them, "" when nobody signed or when it is no longer shown; joint: they are several; same: who else
    carries the same words; amends: what a sub-amendment is about."""

    carrying: Carrying
    article: Article
    adds: bool
    paragraph: int
    operations: tuple
    written_by: str
    support: Supported
    joint: bool = False
    same: list[Carrying] = field(default_factory=list)
    amends: Carrying | None = None

    @property
    def amendment(self) -> Contribution:
        return self.carrying.amendment

    @property
    def shown(self) -> bool:
        """Whether people can still read what it comes from."""
        return not (self.amendment.hidden_at or self.amendment.withdrawn_at)

    @property
    def before(self) -> list[str]:
        return [] if self.adds else self.article.paragraphs

    @property
    def where(self) -> str:
        if self.adds:
            return _("After article %(number)s") % {"number": ordinal(self.article.number)}
        return str(self.article)

    @property
    def reasons(self) -> list[str]:
        """What the chamber reads, with the authors of what is carried when they are several."""
        lines = self.carrying.explanation.splitlines()
        if self.joint:
            lines.append(_("From a modification written together by %(who)s.") % {"who": self.written_by})
        return lines

    @property
    def about(self) -> str:
        """What a sub-amendment is about, "" for what is none."""
        return name(self.amends) if self.amends else ""

    @property
    def origin(self) -> str:
        """Where it comes from, and who supports it: to be followed by what the number rests on."""
        if not self.shown:
            return _("From a modification that is no longer shown.")
        who = self.written_by or _("someone who did not sign")
        if not (self.support.people or self.support.most):
            return _("From a modification written by %(who)s. Nobody has supported it here yet.") % {"who": who}
        people = ngettext("%(n)s person", "%(n)s people", self.support.people) % {"n": number(self.support.people)}
        words = _("From a modification written by %(who)s and supported by %(people)s, each counted once.")
        told = words % {"who": who, "people": people}
        if self.support.most:
            more = _("Beside them, %(n)s declared as totals by sources.") % {"n": number(self.support.most)}
            told = f"{told} {more}"
        return told


def standing(version: BillVersion) -> QuerySet[Carrying]:
    """All of them; a sub-amendment as long as what it amends stands."""
    rows = Carrying.objects.public().standing().filter(version=version, article__isnull=False)
    rows = rows.select_related("member", "article__contribution", "amendment__organisation", "amendment__parent")
    return with_their_amendment(rows)


def tabled(version: BillVersion) -> QuerySet[Carrying]:
    """Those the chamber numbered: anyone may have them."""
    return standing(version).exclude(number="")


def of(person, version: BillVersion) -> QuerySet[Carrying]:
    """Of everyone for organisers and clerks, of their own seats for a member."""
    rows = standing(version)
    if person.has_role(Role.ORGANISER, Role.CLERK):
        return rows
    return rows.filter(member__in=seats(person))


def sheets(version: BillVersion, rows: Iterable[Carrying]) -> list[Sheet]:
    """In the order of discussion; numbered ones before others at the same place. Five queries beside those of rows."""
    from analysis.merging import Tabled, in_order
    from analysis.merging.tabled import by_number

    found = sorted(rows, key=lambda one: (not one.number, by_number(one.number), one.signed_at, one.pk))
    texts = many.texts(version)
    about = carried([one.amendment.parent_id for one in found if is_sub(one.amendment)], version)
    ids = {one.pk: str(place) for place, one in enumerate(found, start=1)}
    read = {}
    for place, one in enumerate(found, start=1):
        edit, amends = _edit(one), about.get(one.amendment.parent_id or 0) if is_sub(one.amendment) else None
        if amends:
            about_it = many.About(ids.get(amends.pk, ""), tuple(amends.paragraphs), amends.wording, version.convention)
            made = many.tabled_to(place, edit, about_it, texts[edit.article])
        else:
            made = many.tabled(place, edit, texts[edit.article]) or Tabled(str(place), edit.article, edited=edit.after)
        read[made.id] = (one, made, amends)
    order = in_order([made for _one, made, _amends in read.values()], list(texts), texts)
    amendments = list(dict.fromkeys(one.amendment.public_id for one, _made, _amends in read.values()))
    counted = dict(zip(amendments, supported([[name] for name in amendments]), strict=True))
    same: dict[tuple, list[Carrying]] = {}
    for one in standing(version).order_by("signed_at", "pk"):
        same.setdefault(_said(one), []).append(one)
    others = names_of(one.amendment_id for one, _made, _amends in read.values())
    places = {one.pk: _paragraph(made) for one, made, _amends in read.values()}
    return [_sheet(version, *read[name], counted, same, others, places) for name in order]


def _edit(one: Carrying) -> Edit:
    assert one.article is not None  # standing() leaves out what has none
    return Edit(one.amendment.public_id, one.article.slug, tuple(one.paragraphs), _adds(one), True)


def _adds(one: Carrying) -> bool:
    about = one.amendment
    return not (about.parent.base if about.parent and is_sub(about) else about.base)


def _said(one: Carrying) -> tuple:
    about = one.amendment.parent_id if is_sub(one.amendment) else None
    return one.article_id, _adds(one), about, tuple(one.paragraphs)


def _paragraph(made) -> int:
    return max(made.operations[0].place.first, 0) if made.operations and not made.side else 0


def _sheet(version: BillVersion, one: Carrying, made, amends, counted: dict, same: dict, authors: dict, places: dict):
    article = one.article
    assert article is not None
    article.version, article.bill = version, version.bill
    first = places.get(amends.pk, 0) if amends else _paragraph(made)
    others = [other for other in same.get(_said(one), ()) if other.pk != one.pk]
    support = counted[one.amendment.public_id]
    shown = not (one.amendment.hidden_at or one.amendment.withdrawn_at)
    beside = authors.get(one.amendment_id, []) if shown else []
    who = _author(one.amendment) if shown else ""
    written_by = listed([who, *beside]) if beside else who
    return Sheet(
        carrying=one,
        article=article,
        adds=_adds(one),
        paragraph=first,
        operations=made.operations,
        written_by=written_by,
        support=support,
        joint=bool(beside),
        same=others,
        amends=amends,
    )


def _author(amendment: Contribution) -> str:
    body = amendment.organisation
    row = {
        "withdrawn_at": None,
        "signature": amendment.signature,
        "organisation__name": body.name if body else "",
        "organisation__refused_at": body.refused_at if body else None,
    }
    return cards.author(row)


def page_of(sheets: Sequence[Sheet], start: str, size: int) -> tuple[list[Sheet], str]:
    """(those from the carrying `start` on, the public id the next page begins with or ""). Raises KeyError."""
    names = {one.carrying.public_id: place for place, one in enumerate(sheets)}
    first = names[start] if start else 0
    after = first + size
    return list(sheets[first:after]), sheets[after].carrying.public_id if after < len(sheets) else ""
