"""What was missing: what people of one body needed, set against what they were given; counts, and never a person.

Never: keeps anything. It reads needs, offers, requests for money and refusals as they stand.
"""
