"""Assurance: recommendations, calls, practices, reports, and the boards that follow them up.

The area side: nobody who is supported is named here.

Never: reads a case, a person or anything else of the case side.
"""
