"""What a page says of itself: in its statements, else in its lines."""
