"""What we ask of allauth: only the second factor and the session; never a password, a sign-up page or a mail."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix, email, context) -> None:
        """Nothing: our own notifications say what must be said."""
