"""What the door keeps: people who sign in, files, grants."""

from handrail.access.models.file import File
from handrail.access.models.grant import Grant
from handrail.access.models.user import User

__all__ = ["File", "Grant", "User"]
