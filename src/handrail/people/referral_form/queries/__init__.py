"""What may be asked of drafts. Answers are plain values."""
