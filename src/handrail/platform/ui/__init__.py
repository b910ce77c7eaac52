"""Pages by audience, put together from what the packages below offer.

A view gets an actor and, for a case, its access; calls one query or one action; renders. It never
asks the database and never decides who may.
"""
