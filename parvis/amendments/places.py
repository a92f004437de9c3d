"""What a modification makes of the text under discussion: its article there, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _

from analysis.redline import ParagraphChange, compare_paragraphs
from parvis.contributions.amended import drafted_under, is_sub
from parvis.contributions.models import Contribution
from parvis.contributions.wordings import Target, paragraphs_of, written
from parvis.texts.models import Anchor, Article, BillVersion

from .models import Carrying
from .sub_amendments import carried


class NoWording(ValueError):
    """The text is a sentence: no amendment of the chamber says this."""


@dataclass(frozen=True)
class Place:
    """article: None when it is gone; before: its paragraphs, [] for an article added after it; after: as people would
    have it there, None when nobody can tell; why: then, in a sentence; amends: of a sub-amendment, the carrying it is
    about.
    """

    version: BillVersion
    article: Article | None
    before: list[str] = field(default_factory=list)
    after: list[str] | None = None
    why: str = ""
    amends: Carrying | None = None

    @property
    def said(self) -> list[str]:
        """What it changes: the article, or the article as the amendment makes it."""
        return list(self.amends.paragraphs) if self.amends else self.before

    @property
    def mark(self) -> str:
        """Another one once the text under discussion, or what people wrote, is no longer the same."""
        return sha256(repr((self.version.pk, self.said, self.after)).encode()).hexdigest()[:16]


def current(process) -> BillVersion | None:
    """The version under discussion, without its tree."""
    return BillVersion.objects.filter(bill__process=process).defer("tree").order_by("-number").first()


def place(amendment: Contribution, version: BillVersion) -> Place:
    """amendment: with its parent. Two queries at most, four for a sub-amendment."""
    if is_sub(amendment):
        return _of_sub(amendment, version)
    article = Article.objects.select_related("contribution").filter(contribution=amendment.parent_id).first()
    if article is None:
        return Place(version, None, why=_("It changes nothing of the text under discussion."))
    if amendment.missing:
        return Place(version, article, article.paragraphs, why=_("Its words are not in the source it comes from."))
    if article.version_id == version.pk:
        before = article.paragraphs if amendment.base else []
        return Place(version, article, before, paragraphs_of(amendment.body))
    return _anchored(amendment, version)


def _of_sub(amendment: Contribution, version: BillVersion) -> Place:
    """In the words its amendment is carried with."""
    parent = amendment.parent
    assert parent is not None  # is_sub asks for one
    about = carried([parent.pk], version).get(parent.pk)
    if about is None or about.article is None:
        return Place(version, None, why=_("Nobody carries the modification it changes: a sub-amendment comes after."))
    before = about.article.paragraphs if parent.base else []
    if about.paragraphs != paragraphs_of(amendment.base):
        why = _("It was written on other words than those the modification it changes is carried with.")
        return Place(version, about.article, before, why=why, amends=about)
    return Place(version, about.article, before, paragraphs_of(amendment.body), amends=about)


def _anchored(amendment: Contribution, version: BillVersion) -> Place:
    rows = Anchor.objects.select_related("article__contribution")
    anchor = rows.filter(amendment=amendment, version=version).first()
    if anchor is None or anchor.article is None:
        return Place(version, None, why=_("The article it changes is no longer in the text under discussion."))
    before = anchor.article.paragraphs if amendment.base else []
    if anchor.decision == Anchor.Decision.ENDED:
        return Place(version, anchor.article, before, why=anchor.reason)
    after = anchor.confirmed if anchor.decision else anchor.paragraphs
    if after is None:
        return Place(version, anchor.article, before, why=_("The words it changes are no longer in the article."))
    if after == before:
        return Place(version, anchor.article, before, why=_("The text under discussion says it already."))
    return Place(version, anchor.article, before, list(after))


def wording(found: Place, after: Sequence[str]) -> str:
    """In the grammar of the chamber, applied back before it is given. Raises NoWording."""
    if found.article is None:
        raise NoWording(found.why)
    if about := found.amends:
        return _under(found.before, about, after, found.article.number, found.version.convention)
    target = Target(found.article.number, found.version.convention)
    said = written("\n".join(found.before), "\n".join(after), target)
    if said is None:
        raise NoWording(_("These are the words of the text under discussion: nothing changes."))
    if target.printed:
        raise NoWording(
            _(
                "This chamber names the page and the line of the printed bill, which are not known here: "
                "its services write the wording."
            )
        )
    if not said.told:
        raise NoWording(_("No wording of the chamber says this edit: write its paragraphs otherwise."))
    return said.told


def _under(article: list[str], about: Carrying, after: Sequence[str], number: str, convention: str) -> str:
    """Of a sub-amendment, in the lines of the amendment as it was signed. Raises NoWording."""
    if list(after) == about.paragraphs:
        raise NoWording(_("These are the words of the modification it changes: nothing changes."))
    said = drafted_under(tuple(article), tuple(about.paragraphs), tuple(after), number, convention, about.wording)
    if not said:
        raise NoWording(_("No wording of the chamber says this edit: write its paragraphs otherwise."))
    return said


def compared(before: Sequence[str], after: Sequence[str]) -> list[ParagraphChange]:
    return compare_paragraphs(list(before), list(after))
