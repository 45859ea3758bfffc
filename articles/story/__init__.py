"""Which pieces are the story."""
