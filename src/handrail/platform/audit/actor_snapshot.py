"""Who acts, in the words of the day on which they acted."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ActorSnapshot:
    """A user, their body and their role, as text: it stays true when the user or the body is gone."""

    user_id: str
    user_name: str
    body_code: str
    body_name: str
    role: str
