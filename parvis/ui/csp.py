"""The content policy of every page: the same one, written once."""

from csp.constants import HEADER
from csp.utils import build_policy
from django.utils.functional import cached_property


class CSPMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response

    @cached_property
    def policy(self) -> str:
        return build_policy()
