"""Offers: what the person needs, what was offered against it, what came of it, at our own body or another's.

Words: an *offer* is one service against one need, and is the one unit of support; a *referral* is an offer that is sent
to the body that gives it; *circumstances* are what services ask before they say yes.

Never: an adult place offered to a child, or to somebody whose age is uncertain; a body told what it may not see.
"""
