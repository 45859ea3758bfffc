"""Links that lead to the pages of authors, told by their addresses."""

import re
from collections.abc import Iterable

from articles.model import Link

#: words of accounts ("user", "profile") lead to readers as well
_OF_AUTHORS = re.compile(
    r"[/=_-](?:authors?|autor\w{0,4}|auteurs?|writers?|reporters?|journalists?|contributors?"
    r"|redakt\w*|forfatter\w*|skribent\w*|kirjoittaj\w*|szerzo\w*|yazar\w*|muallif\w*)[/=_-]",
    re.I,
)


def lead_to_authors(links: Iterable[Link]) -> bool:
    """Whether there are links, and all of them lead to authors.

    >>> lead_to_authors([Link("/author/ann-lee", "Ann Lee")]), lead_to_authors([])
    (True, False)
    """
    listed = list(links)
    return bool(listed) and all(_OF_AUTHORS.search(f"{link.href}/") for link in listed)
