"""What the line rules share: one scan of an article for everything a lexicon or a pattern may match."""
