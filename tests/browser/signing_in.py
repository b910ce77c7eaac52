"""Coming in through the pages, as somebody does at the start of a shift: email, password, the app's code."""

import time

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from browser.walker import Walker
from handrail.platform.access.models import User
from handrail.platform.access.one_time_codes import compute_one_time_code

PASSWORD = "seven-quiet-herons-walk"


def give_app(user: User) -> str:
    """A password and an authenticator app; the app's secret."""
    user.set_password(PASSWORD)
    user.save()
    secret = str(generate_totp_secret())
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str) -> str:
    """What the app shows, with enough of its half minute left to type it."""
    left = 30 - time.time() % 30
    if left < 4:
        time.sleep(left)
    return compute_one_time_code(secret)


def sign_in(walker: Walker, user: User) -> None:
    """Through the three pages to where the role's work begins."""
    secret = give_app(user)
    walker.go("/")
    walker.page.get_by_label("Email").fill(user.email)
    walker.fill("Password", PASSWORD)
    walker.press("Continue")
    walker.page.get_by_role("textbox", name="Code from your authenticator").fill(code_of(secret))
    walker.press("Sign in")
