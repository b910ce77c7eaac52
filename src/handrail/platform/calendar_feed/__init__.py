"""A person's own dates for their calendar program: opaque titles, and an address that they can take back.

Never: a name, a place, a case's reference or anything that somebody typed.
"""
