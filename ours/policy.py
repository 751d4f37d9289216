"""What pages may load, told to the browser: the same for nearly all answers, so it is put into words once."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_usual = cache(build_policy)
_SPECIAL = {"_csp_exempt", "_csp_config", "_csp_update", "_csp_replace"}  # what its decorators leave on an answer


class PolicyMiddleware(CSPMiddleware):
    """django-csp, with the policy of the settings ready; without nonces and without policies that only report."""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing is needed of the request."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The policy of the settings, unless the view has chosen another."""
        if _SPECIAL & response.__dict__.keys():
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _usual())
        return response
