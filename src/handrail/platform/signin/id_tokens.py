"""The ID token with which an organisation says who somebody is: checked in full before anything in it is believed.

What is checked is chapter 3.1.3.7 of OpenID Connect Core 1.0, with lists of our own for algorithms and key lengths.
"""

import json
import time
from typing import Any, NamedTuple

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from requests import Session

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by key pairs alone: never `none`, and never a secret that both sides know."""
REQUIRED = ("iss", "sub", "aud", "exp", "iat", "nonce")
LEEWAY = 60  # seconds by which clocks may differ
REFUSED = "The ID token cannot be verified."


class ExpectedIdToken(NamedTuple):
    """What a token must say, and by which keys it may be signed."""

    issuer: str
    client_id: str
    keys_url: str
    smallest_rsa_key: int  # bits


def verify_id_token(token: str, expected: ExpectedIdToken, session: Session) -> dict[str, Any]:
    """The claims of a token of the issuer, for us, of now.

    Args:
        token: as it came.
        expected: the issuer of the settings and its keys.
        session: follows no redirect.

    Returns:
        The claims.

    Raises:
        OAuth2Error: the token is missing, forged, another kind of token, another issuer's, for others, or not of now.
    """
    try:
        header = jwt.get_unverified_header(token)
        key = _find_published_key_of_token(
            header, _fetch_published_keys(expected.keys_url, session), expected.smallest_rsa_key
        )
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[header["alg"]],
            issuer=expected.issuer,
            audience=expected.client_id,
            leeway=LEEWAY,
            options={"require": list(REQUIRED)},
        )
    except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
        raise OAuth2Error(REFUSED) from error
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if claims.get("azp", expected.client_id) != expected.client_id or (
        len(audiences) > 1 and "azp" not in claims
    ):
        raise OAuth2Error(REFUSED)
    return claims


def is_recent_sign_in(claims: dict[str, Any], seconds: float) -> bool:
    """Whether the provider says that somebody signed in there so lately; one that does not say is taken for old."""
    at = claims.get("auth_time")
    return isinstance(at, int | float) and not isinstance(at, bool) and at >= time.time() - seconds - LEEWAY


def _fetch_published_keys(url: str, session: Session) -> list[dict[str, Any]]:
    answer = session.get(url)
    answer.raise_for_status()
    keys: list[dict[str, Any]] = answer.json()["keys"]
    return keys


def _find_published_key_of_token(
    header: dict[str, Any], keys: list[dict[str, Any]], smallest_rsa_key: int
) -> Any:
    """The published key that the token names. An access token or a logout token says so in `typ`."""
    algorithm = header["alg"]
    if algorithm not in ALGORITHMS or str(header.get("typ", "JWT")).upper() != "JWT":
        raise ValueError(algorithm)
    named = next(key for key in [*keys, {}] if key.get("kid") == header["kid"] or not key)
    if not named or named.get("alg", algorithm) != algorithm or named.get("use", "sig") != "sig":
        raise ValueError(algorithm)
    key = jwt.get_algorithm_by_name(algorithm).from_jwk(json.dumps(named))
    if isinstance(key, RSAPublicKey) and key.key_size < smallest_rsa_key:
        raise ValueError("short key")
    return key
