"""A text in two versions, with amendments to the first of each fate."""

from analysis.bills_plain import read_plain
from parvis.contributions.models import Contribution
from parvis.texts import actions
from parvis.texts.actions import Published
from parvis.texts.models import Bill, BillVersion
from tests.factories import make_contribution

DEPOSITED = """Chapitre Ier – Des arbres
Article 1er – Planter
La commune plante un arbre par habitant.
Elle l’arrose chaque semaine.
Article 2 – Compter
Un décret fixe la liste des espèces.
Article 3 – Couper
Nul ne coupe un arbre sans l’avis du maire.
Chapitre II – Des bancs
Article 4 – Asseoir
Chaque place compte dix bancs.
"""
COMMITTEE = """Chapitre Ier – Des arbres
Article 1er A – Définir
Un arbre a un tronc et des branches.
Article 1er – Planter
Les arbres sont plantés par la commune.
La commune plante un arbre par habitant.
Elle l’arrose chaque mois, sauf s’il pleut.
Article 2 – Compter
Un arrêté fixe la liste des espèces.
Chapitre II – Des bancs
Article 4 – Asseoir
Chaque place compte dix bancs.
"""
STATES = {  # title of an amendment → what becomes of it
    "Deux arbres": "moved",
    "Chaque jour": "stale",
    "Un arrêté": "satisfied",
    "L’avis du conseil": "stale",
    "Vingt bancs": "valid",
}


def make_text(process) -> Bill:
    return actions.save_bill(process=process, read=read_plain(DEPOSITED), title="Les arbres", language="fr")


def committee(bill: Bill, **said) -> BillVersion:
    told = {"stage": "committee", "body": "Commission des lois", "text_number": "12", **said}
    return actions.add_version(bill=bill, read=read_plain(COMMITTEE), said=Published(**told))


def amend(bill: Bill, number: str, title: str, old: str, new: str, **fields) -> Contribution:
    """An amendment to an article of the version under discussion."""
    article = bill.articles.in_force().get(number=number).contribution
    assert old in article.body
    body = article.body.replace(old, new)
    return make_contribution(
        bill.process, "modification", parent=article, title=title, base=article.body, body=body, **fields
    )


def amend_all(bill: Bill, **fields) -> list[Contribution]:
    return [
        amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres", **fields),
        amend(bill, "1er", "Chaque jour", "chaque semaine", "chaque jour", **fields),
        amend(bill, "2", "Un arrêté", "Un décret", "Un arrêté", **fields),
        amend(bill, "3", "L’avis du conseil", "l’avis du maire", "l’avis du conseil", **fields),
        amend(bill, "4", "Vingt bancs", "dix bancs", "vingt bancs", **fields),
    ]
