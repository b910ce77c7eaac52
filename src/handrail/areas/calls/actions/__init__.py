"""What people do to calls and returns."""
