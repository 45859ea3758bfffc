"""What each piece is: by its words, by the story, by its place."""
