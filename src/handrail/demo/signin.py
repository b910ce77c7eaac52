"""The demo's sign-ins: one for each role, one password for all, and a code for the second factor."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from handrail.demo.errors import NotDemoDatabaseError, UnknownRoleError
from handrail.demo.planned_bodies_and_users import SIGN_INS
from handrail.platform.access.models import User
from handrail.platform.access.one_time_codes import compute_one_time_code
from handrail.platform.reference.queries import is_database_of_demo_data_only

PASSWORD = "a-rail-to-hold-on-to"


def add_totp_authenticator(user: User) -> None:
    """A secret of the user's own, kept sealed like any other."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())


def get_current_totp_code(role: str) -> str:
    """The code that the authenticator of this role's person shows now. Refuses outside the demo."""
    if not is_database_of_demo_data_only():
        raise NotDemoDatabaseError
    if role not in SIGN_INS:
        raise UnknownRoleError(role, sorted(SIGN_INS))
    kept = Authenticator.objects.get(user__email=SIGN_INS[role].email, type=Authenticator.Type.TOTP)
    secret = get_adapter().decrypt(kept.data["secret"])
    return compute_one_time_code(secret)
