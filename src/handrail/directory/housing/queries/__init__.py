"""What may be asked of housing. Answers are plain values; none holds an address but `address_of`."""
