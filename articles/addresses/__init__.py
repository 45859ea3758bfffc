"""Addresses: one article, one address."""
