"""Languages whose names are looked up under another's: one key in the lexicon and word lists.

The word lists have one entry for the four standards of Serbo-Croatian, in Latin letters, and one
for Norwegian.
"""

import re

#: Language -> the one in whose list its words stand.
_LISTED_AS = {"sr": "sh", "hr": "sh", "bs": "sh", "cnr": "sh"} | {"no": "nb", "nn": "nb"}
_LISTED_AS |= {"tl": "fil"}
_CYRILLIC = re.compile("[а-яђјљњћџ]")
_LATIN = re.compile("[a-zčćđšž]")


def listed_as(tag: str) -> str:
    """The key of a language, from a tag of any form.

    >>> listed_as("no"), listed_as("nb-NO"), listed_as("sr_RS"), listed_as("en")
    ('nb', 'nb', 'sh', 'en')
    """
    language = re.split("[-_]", tag.lower())[0]
    return _LISTED_AS.get(language, language)


def language_of_names(tag: str, text: str) -> str:
    """The key of the language in which this text writes its names, "sr" for Serbian in Cyrillic
    letters: no list has its words."""
    language = listed_as(tag)
    if language != "sh":
        return language
    text = text.lower()
    return "sr" if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else language
