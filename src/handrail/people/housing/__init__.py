"""Places: a bed held, confirmed, extended and ended; who was to house whom; the check before a hotel.

Words. A *night* has the date of its evening. A *hold* keeps a unit for a short time and says until when. A *stay* is a
hold that the person said yes to: it is an offer against their need for a place. A *check* is what somebody signed
before a hotel or B&B. A *dispute* is two bodies saying not us; it names who houses the person meanwhile, and never
stops a bed. A *watch* is the time since somebody rang for a child who has nowhere to sleep.

It never offers an adult place, a hotel or a B&B to a child, nor to somebody whose age is uncertain. It never gives one
bed space to two for the same night: the database forbids it. It shows an address to nobody but those who hold a bed
there for the person.
"""
