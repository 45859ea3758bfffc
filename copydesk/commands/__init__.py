"""One command, one file: `HELP`, `arguments(parser)` and `run(args) -> exit code`.

Being in this folder is the registration. Modules here are imported for `--help`: what is heavy
(Scrapy, SQLAlchemy) is imported inside `run`.
"""
