"""ID tokens: one that is right is read; one that is forged, old, of another kind or for others says nothing."""

import io
import json
import time
from functools import cache

import jwt
import pytest
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from requests import Response, Session
from requests.adapters import BaseAdapter
from requests.exceptions import TooManyRedirects

from handrail.platform.signin.adapters import OrganisationSignInAdapter
from handrail.platform.signin.id_tokens import ExpectedIdToken, is_recent_sign_in, verify_id_token

ISSUER, KEYS_URL = "https://login.example.org/fen", "https://login.example.org/fen/keys"
OURS = ec.generate_private_key(ec.SECP256R1())
SOMEBODY_ELSES = ec.generate_private_key(ec.SECP256R1())
MINUTE = 60


class Published(BaseAdapter):
    """What the issuer answers, without a network."""

    def __init__(self, keys, leads_to=""):
        super().__init__()
        self.keys, self.leads_to = keys, leads_to

    def send(self, request, **how):
        answer = Response()
        answer.status_code, answer.url, answer.request = 200, request.url, request
        answer.raw = io.BytesIO(json.dumps({"keys": self.keys}).encode())
        if self.leads_to:
            answer.status_code, answer.headers["Location"] = 302, self.leads_to
        return answer

    def close(self):
        pass


def published(private, algorithm="ES256", kid="1", **more):
    made = jwt.get_algorithm_by_name(algorithm).to_jwk(private.public_key(), as_dict=True)
    return made | {"kid": kid, "alg": algorithm, "use": "sig"} | more


def claims(**more):
    now = int(time.time())
    told = {
        "iss": ISSUER,
        "sub": "7",
        "aud": "handrail",
        "iat": now,
        "exp": now + MINUTE,
        "nonce": "n",
    } | more
    return {name: value for name, value in told.items() if value is not None}


def token(key=OURS, algorithm="ES256", header=None, **more):
    return jwt.encode(claims(**more), key, algorithm=algorithm, headers={"kid": "1", **(header or {})})


def verify(what, keys=None):
    session = Session()
    session.mount("https://", Published([published(OURS)] if keys is None else keys))
    return verify_id_token(what, ExpectedIdToken(ISSUER, "handrail", KEYS_URL, 3072), session)


@cache
def short_rsa():
    return rsa.generate_private_key(65537, 2048)


def public_pem():
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return OURS.public_key().public_bytes(serialization.Encoding.PEM, kind)


def signed_with_the_public_key():
    """What a library takes that lets the token choose: HMAC with what everybody can read."""
    import hashlib  # noqa: PLC0415 - this forgery alone
    import hmac  # noqa: PLC0415 - the same

    def part(data):
        return jwt.utils.base64url_encode(json.dumps(data).encode())

    said = part({"alg": "HS256", "kid": "1", "typ": "JWT"}) + b"." + part(claims())
    return (
        said + b"." + jwt.utils.base64url_encode(hmac.digest(public_pem(), said, hashlib.sha256))
    ).decode()


def test_a_token_that_is_right_is_read():
    assert verify(token())["sub"] == "7"
    assert verify(token(aud=["handrail", "other"], azp="handrail"))["sub"] == "7"


@pytest.mark.parametrize(
    "make",
    [
        lambda: "",
        lambda: "no.token.here",
        lambda: token(SOMEBODY_ELSES),
        lambda: token()[:-4] + "AAAA",
        lambda: jwt.encode(claims(), None, algorithm="none", headers={"kid": "1"}),
        signed_with_the_public_key,
        lambda: token(header={"kid": "2"}),
        lambda: token(header={"typ": "at+jwt"}),
        lambda: token(header={"typ": "logout+jwt"}),
        lambda: token(iss="https://login.example.org/other"),
        lambda: token(iss=f"{ISSUER}/"),
        lambda: token(aud="somebody-else"),
        lambda: token(aud=["handrail", "other"]),
        lambda: token(azp="somebody-else"),
        lambda: token(exp=int(time.time()) - 2 * MINUTE),
        lambda: token(nonce=None),
        lambda: token(sub=None),
        lambda: token(exp=None),
    ],
)
def test_any_other_is_refused(make):
    with pytest.raises(OAuth2Error):
        verify(make())


@pytest.mark.parametrize(
    "keys", [[], [{"kid": "1"}], [published(OURS, alg="ES384")], [published(OURS, use="enc")]]
)
def test_a_key_that_is_not_published_for_this_verifies_nothing(keys):
    with pytest.raises(OAuth2Error):
        verify(token(), keys)


def test_an_rsa_key_of_fewer_than_3072_bits_verifies_nothing_unless_settings_say_so():
    made, keys = token(short_rsa(), "RS256"), [published(short_rsa(), "RS256")]
    with pytest.raises(OAuth2Error):
        verify(made, keys)
    session = Session()
    session.mount("https://", Published(keys))
    assert verify_id_token(made, ExpectedIdToken(ISSUER, "handrail", KEYS_URL, 2048), session)["sub"] == "7"


def test_an_issuer_that_leads_elsewhere_is_not_followed():
    session = OrganisationSignInAdapter().get_requests_session()
    session.mount("https://", Published([], leads_to="https://elsewhere.example.org/"))
    with pytest.raises(TooManyRedirects):
        session.get(KEYS_URL)


@pytest.mark.parametrize("told", [{"auth_time": 0}, {}, {"auth_time": "now"}])
def test_a_provider_that_does_not_say_when_is_taken_for_old(told):
    assert not is_recent_sign_in(told, 10 * MINUTE)


def test_a_provider_whose_clock_is_a_minute_ahead_is_taken_for_recent():
    assert is_recent_sign_in({"auth_time": time.time() + MINUTE}, 10 * MINUTE)
