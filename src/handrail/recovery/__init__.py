"""What the person wants: goals and outcomes in their own words, what held them back, what they said of us.

Words: a *goal* is the person’s own; a *look back* is how they see one of the seven core outcomes on a day; a
*hesitation* is why they hold back from police or NRM, in their words.

Never: a score, or a sum of outcomes.
"""
