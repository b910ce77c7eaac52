"""What writes to the outbox: queueing, sending, and when somebody wants to be told."""
