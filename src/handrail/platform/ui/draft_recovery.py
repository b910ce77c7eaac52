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

from handrail.platform.ui.cookies import get_cookie_name
from handrail.platform.ui.form_rendering import TYPED_AGAIN
from handrail.platform.vault.cipher import Cipher
from handrail.platform.vault.errors import DecryptionError

DRAFT_LIFETIME = 30 * 60  # seconds
MAX_DRAFT_LENGTH = 60_000  # characters
TYPIST, KEY, KEPT = "typist", "kept_key", "kept"
ASSOCIATED_DATA = b"typed and not yet saved"
ACCOUNT = "/account/"
IGNORED_FIELDS = frozenset({"csrfmiddlewaretoken", TYPED_AGAIN})


@dataclass(frozen=True, slots=True)
class RecoverableFormDraft:
    """Where it was sent, and every field of it in order."""

    address: str
    fields: tuple[tuple[str, str], ...]
    files: bool
    hid: bool = False  # typed, and not sent: the screen was hidden

    @property
    def words(self) -> tuple[str, ...]:
        """What can be recognised of it: whatever holds more than a code."""
        return tuple(value for _, value in self.fields if " " in value.strip() or "\n" in value.strip())


def redirect_to_sign_in_keeping_typed_form(request: HttpRequest) -> HttpResponse:
    """Send a signed-out person to sign in; what they sent goes with them, where this browser was signed in before."""
    typist = _read_last_user_hmac(request)
    response = redirect_to_login(reverse("kept"))
    typed = build_recoverable_draft_from_request(request, hid=TYPED_AGAIN in request.POST)
    if request.method == "POST" and _seal_and_store_recoverable_draft(request, response, typed, typist):
        return response
    return redirect_to_login(request.get_full_path())


def store_recoverable_draft(
    request: HttpRequest, response: HttpResponse, typed: RecoverableFormDraft
) -> None:
    """Keep what somebody signed in typed, while their screen is hidden. Where it is nothing, what was kept stays.

    Args:
        request: the request that is answered.
        response: gets the cookie that holds it, sealed.
        typed: the fields.
    """
    if request.user.pk:
        _seal_and_store_recoverable_draft(request, response, typed, _compute_user_hmac(request.user.pk))


def build_recoverable_draft_from_request(
    request: HttpRequest, address: str = "", *, hid: bool = False
) -> RecoverableFormDraft:
    """Every field that came with the request.

    Args:
        request: the request that is answered.
        address: the page that it was typed on; "" for the request's own.
        hid: whether the screen was hidden.

    Returns:
        The fields as typed, without those that no person fills in.
    """
    fields = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    written = tuple(field for field in fields if field[0] not in IGNORED_FIELDS)
    return RecoverableFormDraft(address or request.get_full_path(), written, bool(request.FILES), hid)


def _seal_and_store_recoverable_draft(
    request: HttpRequest, response: HttpResponse, typed: RecoverableFormDraft, typist: str
) -> bool:
    told = [typed.address, typed.fields, typed.files, typist, time.time(), typed.hid]
    text = json.dumps(told, ensure_ascii=False)
    if not typist or not typed.fields or len(text) > MAX_DRAFT_LENGTH:
        return False
    key = secrets.token_bytes(32)
    request.session[KEPT] = base64.b64encode(Cipher(key).seal(text, ASSOCIATED_DATA)).decode()
    _set_draft_cookie(response, KEY, base64.urlsafe_b64encode(key).decode(), DRAFT_LIFETIME)
    return True


def find_recoverable_draft(request: HttpRequest, user_id: int) -> RecoverableFormDraft | None:
    """What is kept in this session, if this browser can open it, this person typed it, and not too long ago."""
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(get_cookie_name(KEY), ""))
        opened = Cipher(key).open(base64.b64decode(request.session.get(KEPT, "")), ASSOCIATED_DATA)
    except (DecryptionError, ValueError):
        return None
    address, fields, files, typist, at, *hid = json.loads(opened)
    if not constant_time_compare(typist, _compute_user_hmac(user_id)) or time.time() - at > DRAFT_LIFETIME:
        return None
    return RecoverableFormDraft(address, tuple((name, value) for name, value in fields), files, any(hid))


def delete_recoverable_draft(request: HttpRequest) -> None:
    """Whatever is sent by somebody signed in ends the keeping."""
    if KEPT in request.session:
        del request.session[KEPT]


def set_last_user_cookie(request: HttpRequest, response: HttpResponse, user_id: int) -> None:
    """Let the browser remember, in a mark that tells nobody anything, who was signed in last.

    Args:
        request: the request that is answered.
        response: gets the cookie.
        user_id: who is signed in.
    """
    mark = _compute_user_hmac(user_id)
    if _read_last_user_hmac(request) != mark:
        response.set_signed_cookie(
            get_cookie_name(TYPIST),
            mark,
            salt=TYPIST,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def _read_last_user_hmac(request: HttpRequest) -> str:
    return str(request.get_signed_cookie(get_cookie_name(TYPIST), default="", salt=TYPIST))


def handle_failed_csrf_check(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open too long. Sent from our own pages by somebody signed in, what was typed is shown again."""
    response = _render_expired_form(request)
    response.headers["Cache-Control"] = "no-store"
    return response


def _render_expired_form(request: HttpRequest) -> HttpResponse:
    """Of what is sent to sign in nothing is shown: there are passwords and codes in it."""
    if request.path.startswith(ACCOUNT):
        return render(request, "403_csrf.html", status=403)
    own = f"{request.scheme}://{request.get_host()}"
    typed = build_recoverable_draft_from_request(request)
    if request.user.is_authenticated and request.headers.get("Origin") == own and typed.fields:
        return render(request, "ui/recovered_draft.html", {"typed": typed, "too_long": True}, status=403)
    return render(request, "403_csrf.html", status=403)


def _compute_user_hmac(user_id: int) -> str:
    return salted_hmac("handrail.typist", str(user_id), algorithm="sha256").hexdigest()


def _set_draft_cookie(response: HttpResponse, name: str, value: str, lasts: int) -> None:
    response.set_cookie(
        get_cookie_name(name),
        value,
        max_age=lasts,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
