"""What is wrong with an article. Pure: no file, socket, database, clock or unseeded chance."""
