"""What tells each kind of stray lines: `articles.stray_lines` asks them in turn."""
