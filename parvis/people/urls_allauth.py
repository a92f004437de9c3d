"""The few pages of allauth we use, each behind a rule and in our own frame: no password, no sign-up.

Their modules are named and loaded at the first visit: passkeys alone take as long to load as our own pages.
"""

from functools import cache
from typing import Any

from django.urls import path
from django.utils.module_loading import import_string

from parvis import access

from .recent import proof_needed
from .views import sign_in

MODULES = {
    "base": "allauth.mfa.base.views",
    "totp": "allauth.mfa.totp.views",
    "webauthn": "allauth.mfa.webauthn.views",
    "recovery": "allauth.mfa.recovery_codes.views",
    "ours": "parvis.people.views.second_factor",
}

mine = access.door("people.be_signed_in")


def grave(view):
    """Mine, and only with a recent proof of who is there."""
    return mine(proof_needed(view))


class TellingErrors:
    """A form with errors answers 422, as ours do."""

    def form_invalid(self, form):
        answer = super().form_invalid(form)  # type: ignore[misc]
        answer.status_code = 422
        return answer


def page(view: str, template: str):
    """view: module and class, "totp.ActivateTOTPView"; template: its name among ours."""
    module, name = view.split(".")

    @cache
    def loaded():
        made = import_string(f"{MODULES[module]}.{name}")
        telling: Any = type(made.__name__, (TellingErrors, made), {})
        return telling.as_view(template_name=f"people/second_factor/{template}.html")

    return lambda request, **given: loaded()(request, **given)


second_factor = mine(page("base.IndexView", "index"))

urlpatterns = [
    path("sign-in/", sign_in.to_sign_in, name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("confirm/", sign_in.confirm, name="account_reauthenticate"),
    path("second-factor/", second_factor, name="mfa_index"),
    path("second-factor/give/", access.public(page("ours.AuthenticateView", "authenticate")), name="mfa_authenticate"),
    path("second-factor/confirm/", mine(page("ours.ReauthenticateView", "reauthenticate")), name="mfa_reauthenticate"),
    path("application/add/", grave(page("totp.ActivateTOTPView", "totp_add")), name="mfa_activate_totp"),
    path("application/remove/", grave(page("totp.DeactivateTOTPView", "totp_remove")), name="mfa_deactivate_totp"),
    path("passkeys/", mine(page("webauthn.ListWebAuthnView", "passkeys")), name="mfa_list_webauthn"),
    path("passkeys/add/", grave(page("webauthn.AddWebAuthnView", "passkey_add")), name="mfa_add_webauthn"),
    path(
        "passkeys/confirm/",
        mine(page("webauthn.ReauthenticateWebAuthnView", "passkey_confirm")),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "passkeys/<int:pk>/rename/",
        grave(page("webauthn.EditWebAuthnView", "passkey_rename")),
        name="mfa_edit_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        grave(page("webauthn.RemoveWebAuthnView", "passkey_remove")),
        name="mfa_remove_webauthn",
    ),
    path("recovery/", grave(page("recovery.ViewRecoveryCodesView", "recovery")), name="mfa_view_recovery_codes"),
    path(
        "recovery/renew/",
        grave(page("recovery.GenerateRecoveryCodesView", "recovery_renew")),
        name="mfa_generate_recovery_codes",
    ),
]
