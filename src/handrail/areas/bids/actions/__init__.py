"""What is done to bids, pilots and evaluations: each one transaction that authorises, acts and records."""
