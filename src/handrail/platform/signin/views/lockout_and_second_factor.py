"""What a locked-out person sees, and the second factor that nobody removes alone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def locked_out(
    request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any
) -> HttpResponse:
    """Too many wrong tries: say how long to wait, and whom to ask.

    Args:
        request: the sign-in that was refused.
        response: what django-axes would have answered; not used.
        credentials: what was typed; not used, so that none of it is shown.
    """
    return render(request, "locked_out.html", status=429)


@login_required
def refuse_second_factor_removal(request: HttpRequest) -> HttpResponse:
    """An authenticator app is set up already, and its owner cannot take it away alone."""
    messages.info(
        request,
        "Your authenticator app is set up. To change it, ask your administrator to contact Handrail support.",
    )
    return redirect("mfa_index")
