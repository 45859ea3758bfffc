"""One rule, one file: `<code>_<name>.py`. Nothing else to edit."""
