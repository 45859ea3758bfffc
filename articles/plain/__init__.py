"""What plain text is made of."""
