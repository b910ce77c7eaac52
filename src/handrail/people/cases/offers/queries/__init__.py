"""What may be asked of needs, offers and referrals. Answers are plain values."""
