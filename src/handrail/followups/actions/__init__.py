"""Promising an action, and saying how it stands."""

from handrail.followups.actions.follow_ups import raise_action, say_how_it_stands

__all__ = ["raise_action", "say_how_it_stands"]
