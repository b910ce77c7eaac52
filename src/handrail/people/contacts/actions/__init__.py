"""Changes to the work on a case: each authorises, acts and records in one transaction."""
