"""What the person wants: goals and outcomes in their own words, what held them back, what they said of us.

Words: a *goal* is the person’s own; a *look back* is how they see one of the seven core outcomes on a day; a
*hesitation* is why they hold back from police, NRM or support, in their words, and *what changed* follows it; the
*local provider* is the third-sector body that supports them where they live, in and out of the NRM; *feedback* is what
they said of us, a complaint too, with our answer.

Never: a score, or a sum of outcomes. A figure is of people who held back, and hides small numbers.
"""
