"""Opening a case in an emergency: a reason, a short time, told at once, and reviewed by whoever holds the case."""
