"""Bags: handed to people out of a store's stock, and what they said of them.

Words: an *issue* is one bag given to one person, an offer accepted on the spot; it can be *taken back* on the same day,
when it was recorded by mistake; *feedback* is what the person said of the bag, in their words.

Never: counts a bag that is not there, or shows a store's keeper who was given one.
"""
