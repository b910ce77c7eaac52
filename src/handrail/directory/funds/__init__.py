"""Funds: money set aside by financial year and area, who may ask for it, what it buys, and how much of each.

Words: the *terms* of a fund are its rules from a day on, whole; a change is a new set, and the old ones stay. A
*budget* is what one financial year holds for one area; part of it is *set aside* as requests are approved.

Never: a person, or what was bought for one. A budget never has more set aside than it holds: the database forbids it.
"""
