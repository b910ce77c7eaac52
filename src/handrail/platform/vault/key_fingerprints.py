"""Which master key and which audit key this installation was made with.

The key store keeps a one-way fingerprint of each. With another key, or with none, nothing is written: what would be
sealed or signed by it could never be told from what somebody forged.
"""

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import connections

from handrail.platform.kernel.errors import KeysDoNotFitError
from handrail.platform.vault.models import KeyFingerprint
from handrail.platform.vault.router import KEYS

MASTER: Final = "master"
AUDIT: Final = "audit"
SETTINGS: Final = {MASTER: "VAULT_MASTER_KEY", AUDIT: "AUDIT_KEY"}
LENGTH: Final = 16  # bytes

known_to_fit: set[tuple[str, str]] = set()
"""Each secret with the key that the key store was asked for: a process works with the same keys until it ends."""


@dataclass(frozen=True, slots=True)
class UnfitKeyFinding:
    """What is wrong with one key: `state` is missing, other, or unknown where the key store knows none yet."""

    secret: str
    state: str

    @property
    def words(self) -> str:
        """Which key is meant, and what to do."""
        variable = f"HANDRAIL_{SETTINGS[self.secret]}"
        if self.state == "missing":
            return (
                f"The {self.secret} key is missing: {variable} is not set. Set it, or {variable}_FILE; a new\n"
                "installation makes its keys with `handrail keys make`."
            )
        if self.state == "other":
            return (
                f"The {self.secret} key does not fit: {variable} is not the key that this installation was made with.\n"
                "Bring that one back; a new one opens and proves nothing that is there."
            )
        return f"The key store does not know the {self.secret} key yet. Run `handrail migrate`."


def find_key_faults(*secrets: str) -> list[UnfitKeyFinding]:
    """What is wrong with these keys, or with both; none where they are those of this installation."""
    asked = {name: str(getattr(settings, SETTINGS[name])) for name in secrets or SETTINGS}
    if all(pair in known_to_fit for pair in asked.items()):
        return []
    faults = []
    for secret, key in asked.items():
        if state := _find_state_of_key(secret, key):
            faults.append(UnfitKeyFinding(secret, state))
        else:
            known_to_fit.add((secret, key))
    return faults


def raise_unless_keys_fit(*secrets: str) -> None:
    """Stop where one of these keys, or of both, is missing or another.

    Raises:
        KeysDoNotFitError: says which, and what to do.
    """
    if faults := find_key_faults(*secrets):
        raise KeysDoNotFitError("\n".join(fault.words for fault in faults))


def compute_fingerprint(secret: str, key: str) -> str:
    """A one-way print of a key: nobody learns the key from it, as a machine made that."""
    hkdf = HKDF(algorithm=SHA256(), length=LENGTH, salt=b"handrail fingerprint 1", info=secret.encode())
    return hkdf.derive(key.encode()).hex()


def record_first_key_fingerprints() -> None:
    """The keys with which the tables are made are those of this installation. One that is known stays."""
    if KeyFingerprint._meta.db_table not in connections[KEYS].introspection.table_names():
        return  # migrated back to nothing
    for secret, name in SETTINGS.items():
        key = str(getattr(settings, name))
        if key and not KeyFingerprint.objects.filter(secret=secret).exists():
            record_key_fingerprint(secret, key)


def record_key_fingerprint(secret: str, key: str) -> None:
    """This key is one of this installation too: its present one, or the next while it is being changed.

    Args:
        secret: MASTER or AUDIT.
        key: as it stands in the environment.
    """
    row = KeyFingerprint(secret=secret, fingerprint=compute_fingerprint(secret, key))
    KeyFingerprint.objects.bulk_create([row], ignore_conflicts=True)


def delete_other_key_fingerprints(secret: str) -> None:
    """A change is finished: the key in use is the only one that fits."""
    fingerprint = compute_fingerprint(secret, str(getattr(settings, SETTINGS[secret])))
    KeyFingerprint.objects.filter(secret=secret).exclude(fingerprint=fingerprint).delete()


def _find_state_of_key(secret: str, key: str) -> str:
    if not key:
        return "missing"
    known = set(KeyFingerprint.objects.filter(secret=secret).values_list("fingerprint", flat=True))
    if not known:
        return "unknown"
    return "" if compute_fingerprint(secret, key) in known else "other"
