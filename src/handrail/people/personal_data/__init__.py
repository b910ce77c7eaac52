"""A person's data: access, correction, restriction, retention and erasure."""
