"""What may be asked of calls and returns. Answers are plain values."""
