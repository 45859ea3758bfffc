"""One engine, one file. An engine runs the same checks over the same records; only speed differs."""
