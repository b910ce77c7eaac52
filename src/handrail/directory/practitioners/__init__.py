"""Posts, the register of practitioners, their availability and trainings: the one place for all three.

Deployment sends people from it, commissioning pays for its posts, prevention trains. Models are in `models/`; codes
and their words in `codes.py`, which knows no Django, so that the pure rules of `people/deployment/rules` use the same.

Never: a case, a person who is supported, or what a practitioner does for one.
"""
