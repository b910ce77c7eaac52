"""What is missing in an area: each need in each phase, none, waiting, limited or served; and what is done about it."""
