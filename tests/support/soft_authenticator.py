"""A passkey in software that does as it is told: what a browser would never send is sent too."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from django.urls import reverse
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

from handrail.platform.access.models import User

ORIGIN = "http://localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def browser() -> Client:
    """One at an address where passkeys work without TLS."""
    return Client(headers={"host": "localhost"})


@dataclass
class SoftPasskey:
    """A key pair for one person."""

    user: User
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    number: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def register(self, client: Client) -> Any:
        """Add it to the account that the browser is signed in to."""
        address = reverse("mfa_add_webauthn")
        client.get(address)
        made = self.introduce(find_challenge(client))
        return client.post(address, {"name": "Work laptop", "credential": json.dumps(made)})

    def introduce(self, challenge: str, *, origin: str = ORIGIN) -> dict[str, Any]:
        """What a browser sends to add it. `origin` is where the page was."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        told = bytes(16) + len(self.number).to_bytes(2) + self.number + public
        data = _describe("localhost", PRESENT | VERIFIED | ATTESTED, told)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = _say("webauthn.create", challenge, origin)
        credential = self._wrap({"clientDataJSON": said, "attestationObject": attestation})
        return credential | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def answer(
        self,
        challenge: str,
        *,
        origin: str = ORIGIN,
        host: str = "localhost",
        kind: str = "webauthn.get",
        flags: int = PRESENT | VERIFIED,
        signed_by: ec.EllipticCurvePrivateKey | None = None,
        handle: object = None,
    ) -> dict[str, Any]:
        """What a browser sends.

        Args:
            challenge: what we asked.
            origin: where the page was.
            host: for which host the passkey is.
            kind: of the ceremony.
            flags: what the authenticator knows of its user.
            signed_by: another key than its own.
            handle: of another user than its own; "" for none.

        Returns:
            A credential, ready for JSON.
        """
        said, data = _say(kind, challenge, origin), _describe(host, flags)
        signature = (signed_by or self.key).sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        whose = user_pk_to_url_str(self.user).encode() if handle is None else handle
        return self._wrap(
            {"clientDataJSON": said, "authenticatorData": data, "signature": signature, "userHandle": whose}
        )

    def _wrap(self, response: dict[str, Any]) -> dict[str, Any]:
        number = websafe_encode(self.number)
        told = {name: websafe_encode(value) for name, value in response.items()}
        return {"id": number, "rawId": number, "type": "public-key", "response": told}


def ask_to_sign_in(client: Client) -> str:
    """The challenge of a sign-in with a passkey alone."""
    client.get(reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"})
    return find_challenge(client)


def find_challenge(client: Client) -> str:
    """The one that the session waits for."""
    return str(client.session["mfa.webauthn.state"]["challenge"])


def send(client: Client, credential: object, name: str = "mfa_login_webauthn") -> Any:
    """An answer to a challenge."""
    return client.post(reverse(name), {"credential": json.dumps(credential)})


def _say(kind: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()


def _describe(host: str, flags: int, attested: bytes = b"") -> bytes:
    return hashlib.sha256(host.encode()).digest() + bytes([flags]) + bytes(4) + attested
