"""What belongs to the request in hand: who asks, by which clock and settings."""
