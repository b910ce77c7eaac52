"""A worker with a password and an authenticator."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from browser.signing_in import PASSWORD, code_of


@pytest.fixture
def worker(cast):
    """The worker, with a password and an authenticator."""
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    return cast.worker


@pytest.fixture
def code(worker):
    """What her authenticator shows now."""
    secret = generate_totp_secret()
    TOTP.activate(worker, secret)
    return lambda: code_of(secret)
