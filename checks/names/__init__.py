"""Spelling of names: finding them in a text, comparing spellings, weighing the evidence. Pure."""
