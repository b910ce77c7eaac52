"""Stores: kinds of go-bag, what is in each and since when, and where they are kept and counted.

Words: a *kind* of bag is for somebody of a size, in a season; its *contents* are a dated list, each change with its
reason; a *store* keeps bags; a *movement* is bags counted in or out, and a store's count is the sum of them.

Never: a person, or who was given a bag. A count never goes below nothing: the database forbids it.
"""
