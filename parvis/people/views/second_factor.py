"""The second factor: pages of allauth, with what a demonstration shows."""

from allauth.mfa.base import views as base
from django.conf import settings
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from parvis import access

from ..second_factor import current_code


@access.public
@require_safe
def to_sign_in(request):
    """Where allauth sends people who must sign in."""
    return redirect("people:sign_in")


class AuthenticateView(base.AuthenticateView):
    def get_context_data(self, **kwargs) -> dict:
        shown = current_code(self.stage.login.user) if settings.PARVIS_DEMO else ""
        return {**super().get_context_data(**kwargs), "shown": shown}


class ReauthenticateView(base.ReauthenticateView):
    def get_context_data(self, **kwargs) -> dict:
        shown = current_code(self.request.user) if settings.PARVIS_DEMO else ""
        return {**super().get_context_data(**kwargs), "shown": shown}
