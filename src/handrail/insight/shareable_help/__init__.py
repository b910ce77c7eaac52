"""What areas and forums may share of the directory: services that are published, trainings that are planned.

Never: a place where people sleep, a contact, who completed a training.
"""
