"""What may be asked of events and of a body's own lengths."""
