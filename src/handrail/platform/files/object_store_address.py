"""Where an object store is: read by the settings, before any model may be imported."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObjectStoreAddress:
    """Where the store is, and who Handrail is to it."""

    bucket: str
    endpoint: str  # "" for Amazon's own
    region: str
    prefix: str
    key_id: str  # "" for what the machine itself is allowed
    secret: str
