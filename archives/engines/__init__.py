"""One engine, one file. All run the same checks over the same records; only speed differs."""
