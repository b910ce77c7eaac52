"""What people do with the form: draft it, take it out, hand it over, say that it was made."""
