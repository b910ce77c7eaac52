"""What may be asked of answers, of sharing, and of who has looked."""
