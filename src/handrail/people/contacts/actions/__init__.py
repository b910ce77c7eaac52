"""Every change to the work on a case: one verb, asked at the door, recorded, in one transaction."""
