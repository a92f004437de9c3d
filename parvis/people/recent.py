"""Grave acts ask who is there again, when the last proof is older than fifteen minutes."""

import time
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.conf import settings
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


def proof_needed(view):
    """Guard a view: without a recent proof, ask for one and come back."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated or is_recent(request):  # the rule of the view answers to visitors
            return view(request, *args, **kwargs)
        page = "mfa_reauthenticate" if request.user.has_second_factor else "account_reauthenticate"
        return redirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")

    return guarded
