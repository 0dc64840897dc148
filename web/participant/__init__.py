"""Pages for those who take part, opened by their personal link."""
