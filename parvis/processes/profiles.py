"""What the law asks of some processes, one table. Its minima add to those of the kind: see pacts.missing.

Written in November 2026 from public sources, and to check against the text in force before a real use: nothing here is
legal advice. A date in `checked_on` says that someone did.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from .kinds import Kind


@dataclass(frozen=True)
class Profile:
    """Days are whole days. kinds: the links to the decision that this law allows.

    minimum_days, maximum_days: of contributions; notice_days: between the public notice and the opening; adoption_days:
    between the close and the earliest decision; asks: what must be published, and who answers.
    """

    label: Any
    law: str
    kinds: tuple[str, ...]
    asks: Any
    minimum_days: int = 0
    maximum_days: int = 0  # 0: none
    notice_days: int = 0
    adoption_days: int = 0
    checked_on: date | None = None


CONSULTED = (Kind.CONSULTATION, Kind.CONCERTATION, Kind.COCONSTRUCTION)

PROFILES: dict[str, Profile] = {
    "fr-crpa-131-1": Profile(
        _("France: public consultation by an administration, of its own will"),
        "CRPA, L. 131-1",
        CONSULTED,
        _("The way it is held, the information needed, then the results or the follow-up envisaged."),
    ),
    "fr-ppve": Profile(
        _("France: public participation by electronic means"),
        "Code de l’environnement, L. 123-19-1",
        (Kind.CONSULTATION,),
        _("A summary of the observations and the reasons of the decision for three months at least; paper on request."),
        minimum_days=21,
        adoption_days=4,
    ),
    "fr-enquete": Profile(
        _("France: public inquiry"),
        "Code de l’environnement, L. 123-1 et s.",
        (Kind.CONSULTATION,),
        _("The report and the reasoned conclusions of the commissioner within 30 days of the end."),
        minimum_days=30,
    ),
    "fr-concertation-env": Profile(
        _("France: prior concertation on the environment"),
        "Code de l’environnement, L. 121-15-1 et s.",
        (Kind.CONCERTATION,),
        _("The balance by the guarantor, then the measures taken in answer, within two months."),
        minimum_days=15,
        maximum_days=92,
        notice_days=15,
    ),
    "fr-debat-public": Profile(
        _("France: national public debate"),
        "Code de l’environnement, L. 121-8 et s.",
        (Kind.CONCERTATION,),
        _("The report and the balance within two months, then a reasoned decision within three months."),
        maximum_days=184,
    ),
    "fr-concertation-urba": Profile(
        _("France: concertation on town planning"),
        "Code de l’urbanisme, L. 103-2 à L. 103-6",
        (Kind.CONSULTATION, Kind.CONCERTATION),
        _("Objectives and means set beforehand, for the whole drafting; the authority adopts the balance."),
    ),
    "fr-consultation-electeurs": Profile(
        _("France: consultation of voters, advisory"),
        "CGCT, L. 1112-15 et s.",
        (Kind.CONSULTATION,),
        _("The deliberation says that the vote is advisory; it goes to the prefect two months before the ballot."),
    ),
    "fr-referendum-local": Profile(
        _("France: local referendum"),
        "Constitution, art. 72-1; CGCT, LO. 1112-1 et s.",
        (Kind.REFERENDUM,),
        _("Binding if half of the registered voters vote and a majority says yes; the file is public 15 days before."),
        notice_days=15,
    ),
    "fr-petition-an": Profile(
        _("France: petition to the Assemblée nationale"),
        "Règlement de l’Assemblée nationale, art. 147 et s.",
        (Kind.PETITION,),
        _("100,000 signatures: published; 500,000 from 30 departments: a debate may be held."),
    ),
    "fr-petition-senat": Profile(
        _("France: petition to the Sénat"),
        "Règlement du Sénat, art. 87 et s.",
        (Kind.PETITION,),
        _("100,000 signatures within six months: the Conférence des présidents decides."),
        maximum_days=184,
    ),
    "uk-petition": Profile(
        _("United Kingdom: petition to Parliament"),
        "Standing Orders of the House of Commons",
        (Kind.PETITION,),
        _("10,000 signatures: a response from the government; 100,000: considered for debate."),
        maximum_days=184,
    ),
    "fi-initiative": Profile(
        _("Finland: citizens’ initiative"),
        "Kansalaisaloitelaki 12/2012",
        (Kind.PETITION,),
        _("50,000 statements within six months: parliament must process it."),
        maximum_days=184,
    ),
    "tw-join": Profile(
        _("Taiwan: Join"),
        "Public Policy Network Participation Platform",
        (Kind.PETITION,),
        _("5,000 supporters: a substantive answer from the ministry within 60 days."),
    ),
    "be-ostbelgien": Profile(
        _("Ostbelgien: citizens’ assembly"),
        "Dekret vom 25. Februar 2019",
        (Kind.CONCERTATION, Kind.COCONSTRUCTION),
        _("Each refusal specifically justified; a public follow-up."),
    ),
}


def choices() -> list[tuple[str, str]]:
    return [(code, f"{profile.label} – {profile.law}") for code, profile in PROFILES.items()]
