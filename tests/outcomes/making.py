"""A text that a chamber discussed: one amendment carried from here, with what happened to it, and one that was not."""

from datetime import date

from analysis.chamber_lists import Tabled
from parvis.amendments.models import Carrying, Member
from parvis.outcomes import actions
from parvis.outcomes.models import Listed
from tests.factories import make_bill, make_contribution, make_process


def make_carrying(version) -> Carrying:
    """Carried as it is and tabled as number 12."""
    article = version.articles.get(number="2")
    said = make_contribution(version.bill.process, "modification", parent=article.contribution, title="Arroser")
    member = Member.objects.create(
        slug=f"lind-{version.pk}", name="Noa Lind", function="Députée", since=date(2026, 1, 1)
    )
    return Carrying.objects.create(
        amendment=said,
        version=version,
        article=article,
        member=member,
        decision="carried",
        paragraphs=["La commune plante."],
        wording="Supprimer cet article.",
        convention="fr-an",
        signed_by="Noa Lind",
        number="12",
        tabled_at=version.published_at,
    )


def make_chamber(**fields) -> dict[str, str]:
    """The slug of its process, and public ids: of an amendment in the list, of ours, of a stage told by hand."""
    version = make_bill(make_process(**fields)).versions.get()
    carrying = make_carrying(version)
    stage = actions.tell(carrying, kind="committee", on=date(2026, 10, 3), body="Commission des lois")
    said = {"place": "Article 2", "author": "Mme Lind", "reason": "Parce que.", "opinions": {"commission": "Favorable"}}
    found = [
        Tabled("12", wording="Supprimer cet article.", outcome="adopted", outcome_words="Adopté", order=1, **said),
        Tabled("13", wording="À l’alinéa 1, supprimer le mot : « un ».", outcome="fell", order=2, parent="12", **said),
    ]
    actions.keep(version, found, name="liste.csv", content=b"liste")
    listed = Listed.objects.get(version=version, number="12")
    return {
        "chamber": version.bill.process.slug,
        "listed": listed.public_id,
        "settled": carrying.public_id,
        "stage": stage.public_id,
    }
