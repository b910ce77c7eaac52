"""What writes in partnerships."""
