"""What "Your account" shows of one's own ways of signing in."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from handrail.platform.signin.queries.own_sessions import select_live_sessions
from handrail.platform.signin.recovery_codes import count_recovery_codes_left


@dataclass(frozen=True, slots=True)
class OwnSignInMethods:
    """Counts, and whether there is one: nothing that opens anything."""

    has_app: bool
    passkeys: tuple[str, ...]
    codes_left: int
    sessions: int


def get_own_sign_in_methods(user_id: int) -> OwnSignInMethods:
    """The ways of signing in that the person has."""
    rows = list(Authenticator.objects.filter(user=user_id).order_by("pk"))
    kinds = Authenticator.Type
    return OwnSignInMethods(
        has_app=any(row.type == kinds.TOTP for row in rows),
        passkeys=tuple(row.wrap().name for row in rows if row.type == kinds.WEBAUTHN),
        codes_left=sum(count_recovery_codes_left(row) for row in rows if row.type == kinds.RECOVERY_CODES),
        sessions=select_live_sessions(user_id).count(),
    )
