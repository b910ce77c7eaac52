"""What signing in keeps."""

from handrail.platform.signin.models.signed_in_session import SignedInSession

__all__ = ["SignedInSession"]
