"""What we ask of allauth: the second factor and the session; never a password, a sign-up page or a mail."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from . import keys, recent
from .models import Role

WORKPLACES = {  # where staff arrive; the first role held decides
    Role.ORGANISER: "processes:desk",
    Role.MODERATOR: "moderation:queue",
    Role.CLERK: "channels:counter",
    Role.DECIDER: "decisions:owed",
    Role.OPERATOR: "people:staff",
    Role.GUARANTOR: "synthesis:disputes",
}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_redirect_url(self, request) -> str:
        work = [place for role, place in WORKPLACES.items() if request.user.has_role(role)]
        return reverse(work[0] if work else settings.LOGIN_REDIRECT_URL)

    def is_safe_url(self, url) -> bool:
        """An address of ours, from its first slash: as people.views.sign_in.where_next takes them."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, None)

    def send_mail(self, template_prefix, email, context) -> None:
        """Nothing: our own mails say what must be said."""

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        """Keep what it says of second factors; our own pages say the rest."""
        if not (message_template or "").startswith("account/"):
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_reauthentication_methods(self, user) -> list[dict]:
        """The best one first: see recent.place_to_prove."""
        methods = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: method["url"] != recent.place_to_prove(user))

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        return not recent.is_recent(self.request)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not the code shown now. Wait for the next one, and type its digits."),
    }

    def encrypt(self, text: str) -> str:
        return keys.seal(text.encode()).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal(bytes.fromhex(encrypted_text)).decode()

    def build_totp_svg(self, url: str) -> str:
        import segno  # at its first use: long to load

        return segno.make(url, micro=False).svg_inline(scale=5, border=3, dark="#000", light="#fff")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.PARVIS_NAME}
