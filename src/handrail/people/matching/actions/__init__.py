"""Every change: one verb that people use, asked at the door, recorded, in one transaction."""
