"""For the machines that watch the server: whether it answers, how old its background work is, and its metrics.

Never: a case, a person, an account or an address that names one.
"""
