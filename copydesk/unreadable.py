"""Why a file could not be read or written, in words that say what to do."""


def unread(error: OSError | UnicodeDecodeError) -> str:
    """Why it could not be read.

    >>> unread(FileNotFoundError(2, "No such file or directory"))
    'No such file or directory; look at the path, which is meant from the working folder'
    """
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8 (byte {error.start:,}); save it as UTF-8"
    if isinstance(error, FileNotFoundError):
        return f"{error.strerror}; look at the path, which is meant from the working folder"
    if isinstance(error, IsADirectoryError):
        return f"{error.strerror}; name a file in it"
    return f"{error.strerror}; look at the path and who may read it"


def unwritten(error: OSError) -> str:
    """Why it could not be written.

    >>> unwritten(FileNotFoundError(2, "No such file or directory"))
    'No such file or directory; make the folder first, or name another'
    """
    if isinstance(error, FileNotFoundError):
        return f"{error.strerror}; make the folder first, or name another"
    return f"{error.strerror}; name another file, or look at who may write there"
