"""Where a JSON object that is written over several lines ends."""

import re

_BLANK = b" \t\r\n"
#: A string, which never spans two lines; else a brace, or a quote that nothing closes.
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{}"]', re.S)


class Braces:
    """Counts the braces of one object, line by line.

    A damaged line may hide a brace. So an object whose lines are indented also ends at a line that
    begins with a brace and lies no deeper than the object's first one.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._outer = -1  # the indent of the first line, and whether the others lie deeper
        self._deeper = False

    def end(self, line: bytes) -> int:
        """How many bytes of the next line are the object's, if it ends there; else -1."""
        if (found := self._counted(line)) >= 0:
            return found
        text, indent = line.strip(_BLANK), indent_of(line)
        if self._outer < 0:
            self._outer = indent
        elif text.startswith(b"}") and self._deeper and indent <= self._outer:
            return indent + 1
        else:
            self._deeper = self._deeper or (bool(text) and indent > self._outer)
        return -1

    def _counted(self, line: bytes) -> int:
        for token in _TOKEN.finditer(line):
            if token[0] == b'"':
                self._deeper = True  # from here on no count is sure
                break
            self._depth += (token[0] == b"{") - (token[0] == b"}")
            if not self._depth and token[0] == b"}":
                return token.end()
        return -1


def indent_of(line: bytes) -> int:
    """How many bytes of blanks a line begins with."""
    return len(line) - len(line.lstrip(_BLANK))
