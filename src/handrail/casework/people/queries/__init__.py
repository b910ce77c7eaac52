"""What may be asked about the person, read with their own key."""
