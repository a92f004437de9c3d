"""A text deposited, amendments carried and adopted, and the version of the committee that holds some of their words."""

from analysis.bills_plain import read_plain
from analysis.chamber_lists import Tabled
from parvis.amendments import actions as amendments
from parvis.amendments.models import Carrying
from parvis.outcomes import actions as outcomes
from parvis.provenance.working import work_out
from parvis.texts import actions
from parvis.texts.actions import Published
from parvis.texts.models import Bill, BillVersion
from tests.amendments.makers import carry, make_member
from tests.factories import make_process
from tests.texts.versions import amend, make_text

COMMITTEE = """Article 1er – Planter
La commune plante deux arbres par habitant.
Elle l’arrose chaque semaine, sauf le lundi.
Article 2 – Compter
Un décret fixe la liste des espèces, publiée chaque année au mois de mars.
Article 4 – Asseoir
Chaque place compte dix bancs et une fontaine publique.
"""
SITTING = COMMITTEE.replace(" et une fontaine publique", " et une fontaine")
OTHER = "À l’alinéa 2, après le mot : « semaine » insérer les mots : « , sauf le lundi »."


def next_version(bill: Bill, text: str, **said) -> BillVersion:
    told = {"stage": "committee", "body": "Commission des lois", **said}
    return actions.add_version(bill=bill, read=read_plain(text), said=Published(**told))


def make_story(author=None, **fields) -> dict:
    """Returns the bill and the carryings: of two trees, of a fountain, of paper that was refused."""
    bill = make_text(make_process(**fields))
    bill.versions.update(stage="deposited", body="Gouvernement")
    said = {"author": author} if author else {}
    written = [
        amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres", **said),
        amend(bill, "4", "Une fontaine", "dix bancs", "dix bancs et une fontaine publique", **said),
        amend(bill, "2", "Chaque année", "des espèces", "des espèces, publiée chaque année au mois de mars", **said),
    ]
    member = make_member(name="Noa Lind")
    trees, fountain = (carry(one, member) for one in written[:2])
    refused = carry(written[2], member, "refused")
    for carrying, number in ((trees, "12"), (fountain, "13")):
        amendments.table(carrying, number=number)
    found = [
        Tabled("12", place="Article 1er", wording=trees.wording, outcome="adopted", order=1),
        Tabled("13", place="Article 4", wording=fountain.wording, outcome="adopted", order=2),
        Tabled("14", place="Article 1er", author="M. Vaux", wording=OTHER, outcome="adopted", order=3),
    ]
    outcomes.keep(bill.versions.get(), found, name="liste.csv", content=b"liste")
    return {"bill": bill, "trees": trees, "fountain": fountain, "refused": refused}


def make_words(author=None, **fields) -> dict[str, str]:
    """Slug of a process whose text is in its third version, and public ids of modifications: its words stand, some
    left, refused."""
    made = make_story(author, **fields)
    bill: Bill = made["bill"]
    for text in (COMMITTEE, SITTING):
        next_version(bill, text)
    for version in bill.versions.all():
        work_out(version)
    names = {"stands": "trees", "left": "fountain", "not_carried": "refused"}
    found: dict[str, Carrying] = {key: made[name] for key, name in names.items()}
    return {"worded": bill.process.slug, **{key: one.amendment.public_id for key, one in found.items()}}
