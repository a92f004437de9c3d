"""allauth's forms of the second factor, in our words, their tries counted in the database."""

from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from . import limits

TRIES, WINDOW = 10, 15 * 60
DAY = 24 * 3600
DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code", "spellcheck": "false"}


def new_code_field() -> forms.CharField:
    return forms.CharField(
        label=_("Code of the authenticator application"),
        help_text=_("Six digits that change every thirty seconds."),
        max_length=60,
        widget=forms.TextInput(DIGITS),
        error_messages={"required": _("Type the code that the application shows.")},
    )


def new_credential_field() -> forms.JSONField:
    missing = _("The device gave no passkey. Try again, or use another way.")
    return forms.JSONField(widget=forms.HiddenInput, error_messages={"required": missing, "invalid": missing})


def count_a_try(person) -> None:
    if not limits.spend(f"factor:{person.pk}", at_most=TRIES, seconds=WINDOW):
        raise forms.ValidationError(_("Too many tries. Wait a quarter of an hour, then try again."))


def use_once(form) -> None:
    """A code of an application is taken once, whatever the process that takes it."""
    used = f"totp:{form.user.pk}:{form.cleaned_data['code']}"
    is_totp = form.authenticator.type == Authenticator.Type.TOTP
    if is_totp and not limits.spend(used, at_most=1, seconds=DAY):
        raise forms.ValidationError(_("This code was already used. Wait for the next one."))


class AuthenticateForm(base.AuthenticateForm):
    code = new_code_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six digits that change every thirty seconds, or one of your recovery codes.")

    def clean_code(self) -> str:
        count_a_try(self.user)
        code = super().clean_code()
        use_once(self)
        return code


class ReauthenticateForm(base.ReauthenticateForm):
    code = new_code_field()

    def clean_code(self) -> str:
        count_a_try(self.user)
        code = super().clean_code()
        use_once(self)
        return code


class ActivateTOTPForm(totp.ActivateTOTPForm):
    code = new_code_field()

    def clean_code(self) -> str:
        count_a_try(self.user)
        return super().clean_code()


class AuthenticatePasskeyForm(webauthn.AuthenticateWebAuthnForm):
    credential = new_credential_field()


class ReauthenticatePasskeyForm(webauthn.ReauthenticateWebAuthnForm):
    credential = new_credential_field()


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    credential = new_credential_field()
    name = forms.CharField(
        label=_("Name of the passkey"),
        help_text=_("To tell it from others: the device it lives on, for example."),
        max_length=60,
        required=False,
    )


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=60,
        error_messages={"required": _("Type a name, to tell this passkey from others.")},
    )
