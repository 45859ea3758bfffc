"""What the line rules share: one scan of an article for all that a lexicon or pattern may match."""
