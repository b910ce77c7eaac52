"""People who sign in, their roles, files and grants."""

from handrail.platform.access.models.case_file import File
from handrail.platform.access.models.grant import Grant
from handrail.platform.access.models.membership import Membership
from handrail.platform.access.models.user import User

__all__ = ["File", "Grant", "Membership", "User"]
