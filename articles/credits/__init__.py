"""Whose text it is: the agency or first publisher that a page names."""
