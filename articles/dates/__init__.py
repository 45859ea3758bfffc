"""Dates as machines and newspapers write them."""
