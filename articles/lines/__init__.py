"""What a line is by its words alone: labels, calls to the reader, notices, template text."""
