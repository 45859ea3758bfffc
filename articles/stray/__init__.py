"""What tells each kind of stray lines: `articles.stray.kinds` asks them in turn."""
