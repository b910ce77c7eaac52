"""The keys of files: the face that the rest of the product uses."""

from handrail.vault.actions import KeyExists, create, destroy, rewrap
from handrail.vault.queries import box, boxes, kept

__all__ = ["KeyExists", "box", "boxes", "create", "destroy", "kept", "rewrap"]
