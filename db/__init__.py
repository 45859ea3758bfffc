"""Remember articles, findings, decisions and runs. The only SQL, through SQLAlchemy."""
