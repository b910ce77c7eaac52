"""Reference: the facts that everyone shares and nobody's case changes.

Words: an *area* is a police force area; its *force* polices it; its *governing body* (the local policing
body) holds that force to account, and changes over time, so each holds between dates. A *body* is any
organisation that the product names. Every row says where it came from and how sure that is.

Never: a person, an invented body, or a rule of the pathway.
"""
