"""Letters, words and the lists of them."""
