"""Who staff are. Other domains build their own rules on `staff`."""

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, yes

from .models import Role


def signed_in(person) -> Verdict:
    if person.is_authenticated:
        return yes
    return no(_("Sign in to go on."), way_out=(_("Sign in"), reverse("people:sign_in")))


def staff(person, *roles: str) -> Verdict:
    """Staff with one of these roles (any role when none is named), behind a second factor."""
    if not (answer := signed_in(person)):
        return answer
    if not (person.has_role(*roles) if roles else person.is_staff):
        return no(_("This page is for the staff of the platform who hold the right role."))
    return second_factor(person)


def second_factor(person) -> Verdict:
    if person.has_second_factor:
        return yes
    return no(
        _("Staff accounts need a second factor: add a passkey or an authenticator application first."),
        way_out=(_("Add a second factor"), reverse("people:second_factor")),
    )


@rule("people.be_signed_in")
def may_be_signed_in(person) -> Verdict:
    return signed_in(person)


@rule("people.manage_staff")
def may_manage_staff(person) -> Verdict:
    return staff(person, Role.OPERATOR)


@rule("ui.gallery")
def may_see_the_gallery(person) -> Verdict:
    return staff(person)
