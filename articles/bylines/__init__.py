"""Who wrote it: the names in bylines, and all that stands around them."""
