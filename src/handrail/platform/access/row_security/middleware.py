"""Each request begins with nobody acting, and whoever acted in it acts no longer when it has been answered."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.platform.access.row_security.current_row_actor import RowActor, current_row_actor
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block


class RowSecurityMiddleware:
    """The checks of an address say who acts (`requires_permission` and the others); a page without one is nobody's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with act_as_user_within_block(None):
            response = self.get_response(request)
            if response.streaming:
                _keep_actor_while_streaming(response)
            return response


def _keep_actor_while_streaming(response: Any) -> None:
    """The rest of a page that is sent line by line is fetched after the request has ended."""
    response.streaming_content = _iterate_portions_as_actor(
        current_row_actor.get(), response.streaming_content
    )


def _iterate_portions_as_actor(actor: RowActor | None, portions: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(portions)
    while True:
        token = current_row_actor.set(actor)
        try:
            portion = next(rest)
        except StopIteration:
            return
        finally:
            current_row_actor.reset(token)
        yield portion
