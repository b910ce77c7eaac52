"""What somebody typed and sent after their session had ended is kept for them until they are signed in again; what
stood in a form when its screen was hidden, until they are back.

It is sealed with a key that only their browser holds, for half an hour, for the same person and the same address. Once
signed in they are shown it, and send it again themselves: nothing is saved that nobody asked to save.
"""

import base64
import json
import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from handrail.vault.box import Box
from handrail.vault.unreadable import Unreadable
from handrail.web.design.forms import TYPED_AGAIN

LASTS = 30 * 60  # seconds
LONGEST = 60_000  # characters
TYPIST, KEY, KEPT = "typist", "kept_key", "kept"
PLACE = b"typed and not yet saved"
ACCOUNT = "/account/"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", TYPED_AGAIN})


@dataclass(frozen=True, slots=True)
class Typed:
    """Where it was sent, and every field of it in order."""

    address: str
    fields: tuple[tuple[str, str], ...]
    files: bool
    hid: bool = False  # typed, and not sent: the screen was hidden

    @property
    def words(self) -> tuple[str, ...]:
        """What can be recognised of it: whatever holds more than a code."""
        return tuple(value for _, value in self.fields if " " in value.strip() or "\n" in value.strip())


def keep(request: HttpRequest) -> HttpResponse:
    """Send a signed-out person to sign in; what they sent goes with them, where this browser was signed in before."""
    typist = str(request.get_signed_cookie(TYPIST, default="", salt=TYPIST))
    response = redirect_to_login(reverse("kept"))
    typed = typed_on(request, hid=TYPED_AGAIN in request.POST)
    if request.method == "POST" and _seal(request, response, typed, typist):
        return response
    return redirect_to_login(request.get_full_path())


def put_by(request: HttpRequest, response: HttpResponse, typed: Typed) -> None:
    """Keep what somebody signed in typed, while their screen is hidden. Where it is nothing, what was kept stays."""
    if request.user.pk:
        _seal(request, response, typed, _mark(request.user.pk))


def typed_on(request: HttpRequest, address: str = "", *, hid: bool = False) -> Typed:
    """Every field that came with the request, as typed on the page of that address."""
    fields = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    written = tuple(field for field in fields if field[0] not in NOT_TYPED)
    return Typed(address or request.get_full_path(), written, bool(request.FILES), hid)


def _seal(request: HttpRequest, response: HttpResponse, typed: Typed, typist: str) -> bool:
    told = [typed.address, typed.fields, typed.files, typist, time.time(), typed.hid]
    text = json.dumps(told, ensure_ascii=False)
    if not typist or not typed.fields or len(text) > LONGEST:
        return False
    key = secrets.token_bytes(32)
    request.session[KEPT] = base64.b64encode(Box(key).seal(text, PLACE)).decode()
    _set(response, KEY, base64.urlsafe_b64encode(key).decode(), LASTS)
    return True


def kept_for(request: HttpRequest, user_id: int) -> Typed | None:
    """What is kept in this session, if this browser can open it, this person typed it, and not too long ago."""
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(KEY, ""))
        opened = Box(key).open(base64.b64decode(request.session.get(KEPT, "")), PLACE)
    except (Unreadable, ValueError):
        return None
    address, fields, files, typist, at, *hid = json.loads(opened)
    if not constant_time_compare(typist, _mark(user_id)) or time.time() - at > LASTS:
        return None
    return Typed(address, tuple((name, value) for name, value in fields), files, any(hid))


def forget(request: HttpRequest) -> None:
    """Whatever is sent by somebody signed in ends the keeping."""
    if KEPT in request.session:
        del request.session[KEPT]


def know(request: HttpRequest, response: HttpResponse, user_id: int) -> None:
    """Let the browser remember, in a mark that tells nobody anything, who was signed in last."""
    mark = _mark(user_id)
    if request.get_signed_cookie(TYPIST, default="", salt=TYPIST) != mark:
        response.set_signed_cookie(
            TYPIST, mark, salt=TYPIST, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open too long. Sent from our own pages by somebody signed in, what was typed is shown again."""
    response = _too_long(request)
    response.headers["Cache-Control"] = "no-store"
    return response


def _too_long(request: HttpRequest) -> HttpResponse:
    """Of what is sent to sign in nothing is shown: there are passwords and codes in it."""
    if request.path.startswith(ACCOUNT):
        return render(request, "403_csrf.html", status=403)
    own = f"{request.scheme}://{request.get_host()}"
    typed = typed_on(request)
    if request.user.is_authenticated and request.headers.get("Origin") == own and typed.fields:
        return render(request, "signin/kept.html", {"typed": typed, "too_long": True}, status=403)
    return render(request, "403_csrf.html", status=403)


def _mark(user_id: int) -> str:
    return salted_hmac("handrail.typist", str(user_id), algorithm="sha256").hexdigest()


def _set(response: HttpResponse, name: str, value: str, lasts: int) -> None:
    response.set_cookie(
        name, value, max_age=lasts, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
