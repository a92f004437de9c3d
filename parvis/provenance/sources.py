"""Who brought words in, by name. A key is what is kept: "listed:", "carrying:" or "modification:", and a public id."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.amendments.models import Carrying
from parvis.contributions import details
from parvis.contributions.models import Contribution
from parvis.outcomes.models import Listed
from parvis.texts.models import BillVersion
from parvis.ui.words import cut

LONGEST = 110  # characters of a title, or of the names of authors


@dataclass(frozen=True)
class Source:
    """kind: first, citizens, chamber, similar or unknown; url: "" when it has no page; about: its key, as kept."""

    kind: str
    title: str
    url: str = ""
    about: str = ""


class Sources:
    """Three queries at most."""

    def __init__(self, passages: Iterable[list]) -> None:
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for *_place, source, _version, resembles in passages:
            for key in (*source.split(), *resembles):
                sort, _colon, name = key.partition(":")
                wanted[sort].add(name)
        self.named: dict[str, Source] = {}
        if names := wanted["listed"]:
            rows = Listed.objects.filter(public_id__in=names).defer("version__tree")
            for row in rows.select_related("carrying__member", "carrying__amendment", "version__bill__process"):
                self.named[f"listed:{row.public_id}"] = _listed(row)
        if names := wanted["carrying"]:
            for act in Carrying.objects.filter(public_id__in=names).select_related("member", "amendment"):
                self.named[f"carrying:{act.public_id}"] = _carried(act, act.number)
        if names := wanted["modification"]:
            for said in Contribution.objects.visible().filter(public_id__in=names):
                title = _("Modification “%(title)s”") % {"title": cut(details.title(said), LONGEST)}
                key = f"modification:{said.public_id}"
                self.named[key] = Source("citizens", title, said.get_absolute_url(), key)

    def of(self, passage: list, first: BillVersion) -> list[Source]:
        """Of one passage: several when amendments were voted together, or when it resembles several."""
        _paragraph, _start, _end, kind, source, version, resembles = passage
        if kind == "first":
            return [tabled(first)]
        if kind == "amendment":
            gone = Source("chamber", _("An amendment adopted"), "", source)
            return [self.named.get(key, gone) for key in source.split()] or [gone]
        found = [self.named[key] for key in resembles if key in self.named]
        if kind == "similar" and found:
            return found
        words = _("Came between version %(before)d and version %(after)d: nothing public says who brought it")
        return [Source("unknown", words % {"before": version - 1, "after": version})]

    def kind(self, passage: list) -> str:
        """As it is told: first, amendment, similar or unknown; what it resembled may be hidden since."""
        kind, resembles = passage[3], passage[6]
        return "unknown" if kind == "similar" and not any(key in self.named for key in resembles) else kind


def tabled(first: BillVersion) -> Source:
    if first.body:
        return Source("first", _("First version of the text, from %(body)s") % {"body": first.body})
    return Source("first", _("First version of the text, as it was tabled"))


def _listed(one: Listed) -> Source:
    if one.carrying:
        found = _carried(one.carrying, str(one))
        return Source(found.kind, found.title, found.url, f"listed:{one.public_id}")
    words = _("Amendment %(number)s, %(author)s") if one.author else _("Amendment %(number)s")
    title = words % {"number": one, "author": cut(one.author, LONGEST)}
    return Source("chamber", title, one.get_absolute_url(), f"listed:{one.public_id}")


def _carried(one: Carrying, number: str) -> Source:
    words = _("Citizens’ amendment, carried by %(member)s")
    if number:
        words = _("Citizens’ amendment %(number)s, carried by %(member)s")
    title = words % {"number": number, "member": cut(str(one.member), LONGEST)}
    return Source("citizens", title, one.get_absolute_url(), f"carrying:{one.public_id}")
