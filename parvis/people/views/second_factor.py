"""The second factor: pages of allauth, with what a demonstration shows."""

from allauth.mfa.base import views as base
from django.conf import settings

from ..second_factor import current_code


class AuthenticateView(base.AuthenticateView):
    def get_context_data(self, **kwargs) -> dict:
        shown = current_code(self.stage.login.user) if settings.PARVIS_DEMO else ""
        return {**super().get_context_data(**kwargs), "shown": shown}


class ReauthenticateView(base.ReauthenticateView):
    def get_context_data(self, **kwargs) -> dict:
        shown = current_code(self.request.user) if settings.PARVIS_DEMO else ""
        return {**super().get_context_data(**kwargs), "shown": shown}
