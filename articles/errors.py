"""The one base of all errors that are the user's to mend."""


class CopydeskError(Exception):
    """Something the user can put right. The message is one line and says what to do.

    The command line prints it and leaves with `exit_code`: 2 for wrong usage or configuration,
    3 where input could not be read.
    """

    exit_code = 2
