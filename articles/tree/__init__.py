"""A parsed page as a row of pieces and the boxes they lie in."""
