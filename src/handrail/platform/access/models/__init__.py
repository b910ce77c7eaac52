"""People who sign in, files and grants."""

from handrail.platform.access.models.file import File
from handrail.platform.access.models.grant import Grant
from handrail.platform.access.models.user import User

__all__ = ["File", "Grant", "User"]
