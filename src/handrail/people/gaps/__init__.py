"""Unmet needs: what people of one body needed, compared with what they were given; counts, and never a person.

Never: stores anything. It reads needs, offers, requests for money and refusals as they are.
"""
