"""Names beside contributions, and those that would mislead: whoever looks like the decider or the institution."""

from django.conf import settings
from django.utils.translation import gettext as _

from analysis.safe_text import skeleton
from parvis.people.models import Organisation, Role
from parvis.processes.models import Process

OFFICES = (
    "administrateur",
    "administrator",
    "admin",
    "modérateur",
    "moderator",
    "modération",
    "moderation",
    "garant",
    "guarantor",
    "administration",
    "l’administration",
    "l’État",
    "gouvernement",
    "le gouvernement",
    "government",
    "ministre",
    "minister",
    "ministère",
    "la mairie",
    "le maire",
    "the mayor",
    "mairie",
    "préfecture",
    "rapporteur",
    "rapporteure",
)


def misleading(name: str, process: Process, person=None) -> str:
    """The sentence that refuses a name taken from whoever speaks for the institution or an organisation; "" for others.

    person: who signs; they may sign as an organisation they declared themselves.
    """
    looks = skeleton(name)
    if not looks:
        return ""
    deciders = [skeleton(taken) for taken in (process.pact.decider_name, process.pact.signed_by)]
    if looks in map(skeleton, reserved(process)) or any(taken and taken in looks for taken in deciders):
        return _("“%(name)s” would be taken for someone who speaks for the institution: choose another name.") % {
            "name": name
        }
    body = organisation_of(name)
    if body and (person is None or body.declared_by_id != person.pk):
        return _("“%(name)s” is the name of an organisation here: sign with another name.") % {"name": name}
    return ""


def reserved(process: Process) -> list[str]:
    pact = process.pact
    bodies = [*pact.decider_body.values(), *pact.decider_function.values(), *process.territory.name.values()]
    roles = [str(role.label) for role in Role]
    return [
        name for name in (settings.PARVIS_NAME, pact.decider_name, pact.signed_by, *bodies, *roles, *OFFICES) if name
    ]


def organisation_of(name: str) -> Organisation | None:
    """The checked organisation that has this name, which nobody else may sign with."""
    looks = skeleton(name)
    if not looks:
        return None
    checked = Organisation.objects.filter(checked_at__isnull=False).only("name")
    return next((one for one in checked.iterator() if skeleton(one.name) == looks), None)
