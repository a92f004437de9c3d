"""Grave acts ask who is there again, when the last proof is older than fifteen minutes."""

import time
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

BY_CODE, BY_FACTOR = "code", "mfa"  # names of proofs in the session


def record_code(request, person) -> None:
    record_authentication(request, person, BY_CODE, reauthenticated=True)


def is_recent(request) -> bool:
    """The person proved who they are lately: by the second factor when they have one, by a code otherwise."""
    kind = BY_FACTOR if request.user.has_second_factor else BY_CODE
    proofs = [proof["at"] for proof in get_authentication_records(request, request.user) if proof["method"] == kind]
    return bool(proofs) and time.time() - max(proofs) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def place_to_prove(person) -> str:
    """The page that asks again who is there: application first, then passkey, then the code sent by e-mail."""
    types = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    if "totp" in types:
        return reverse("mfa_reauthenticate")
    return reverse("mfa_reauthenticate_webauthn" if "webauthn" in types else "account_reauthenticate")


@receiver(authenticator_added, dispatch_uid="people.a_new_factor_is_a_proof")
def take_a_new_factor_as_proof(sender, request, user, **rest) -> None:
    """Who has just set a second factor up need not give it again to read their recovery codes."""
    record_authentication(request, user, BY_FACTOR, reauthenticated=True)


def proof_needed(view):
    """Guard a view: without a recent proof, ask for one and come back."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated or is_recent(request):  # the rule of the view answers to visitors
            return view(request, *args, **kwargs)
        return redirect(f"{place_to_prove(request.user)}?{urlencode({'next': request.get_full_path()})}")

    return guarded
