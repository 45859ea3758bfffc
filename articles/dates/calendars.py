"""Days counted otherwise than in Europe: the years of Iran, of Japan's eras, of Taiwan; days that
Vietnamese and Mongolian papers write with a number for the month."""

import re
from collections.abc import Iterator
from datetime import date

#: the year before the first of each era
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_OF_ERA = re.compile(
    rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年\s?(1[0-2]|0?[1-9])\s?月\s?(3[01]|[12]\d|0?[1-9])\s?日"
)
_VIETNAMESE = re.compile(
    r"(?<!\d)(3[01]|[12]\d|0?[1-9])\s?(?:tháng|[Tt]h\.?)\s?(1[0-2]|0?[1-9]),?\s(?:năm\s)?(\d{4})(?!\d)"
)
_MONGOLIAN = re.compile(
    r"(?<!\d)(\d{4})\s?оны?\s(1[0-2]|0?[1-9])(?:-р|\s?д[уү]г[аэ]+р)?\s?сарын\s(3[01]|[12]\d|0?[1-9])"
)
#: of Thailand, with two digits of the Buddhist year
_THAI_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
_THAI = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?({'|'.join(map(re.escape, _THAI_MONTHS))})\s?(\d\d)(?!\d)"
)
#: numeric years of Iran: earlier ones are Europe's Middle Ages, later ones the Hijra's (a guess)
IRANIAN_YEARS = range(1360, 1421)
#: years for which the rule of 33 years holds, about
_LEAST_YEAR, _LAST_YEAR = 1200, 1600


def other_days(text: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Start, end, year, month, day of the dates that name an era or number their months.

    >>> list(other_days("令和6年4月18日"))
    [(0, 9, 2024, 4, 18)]
    >>> list(other_days("ngày 22 tháng 4 năm 2024"))
    [(5, 24, 2024, 4, 22)]
    """
    if "年" in text:
        for match in _OF_ERA.finditer(text):
            year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
            yield (*match.span(), year, int(match[3]), int(match[4]))
    if "th" in text.lower():
        for match in _VIETNAMESE.finditer(text):
            yield (*match.span(), int(match[3]), int(match[2]), int(match[1]))
    if ".ย." in text or ".ค." in text or ".พ." in text:
        for match in _THAI.finditer(text):
            month = _THAI_MONTHS.index(match[2]) + 1
            yield (*match.span(), 1957 + int(match[3]), month, int(match[1]))
    if "сарын" in text:
        for match in _MONGOLIAN.finditer(text):
            yield (*match.span(), int(match[1]), int(match[2]), int(match[3]))


def from_iranian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Year, month and day in Europe's calendar of a day in Iran's; as given where that has no such
    day.

    >>> from_iranian(1402, 12, 15), from_iranian(1403, 1, 1)
    ((2024, 3, 5), (2024, 3, 20))
    """
    if not (_LEAST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return year, month, day
    before = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    found = date.fromordinal(_new_year(year) + before + day - 1)
    return found.year, found.month, found.day


def _new_year(year: int) -> int:
    """The number of a year's first day; of 33 years eight have a day more."""
    circles, rest = divmod(year + 11, 33)
    return 365 * year + 8 * circles + (rest + 3) // 4 + _FIRST_DAY


#: so that the first day of 1403 is 20 March 2024
_FIRST_DAY = date(2024, 3, 20).toordinal() - (365 * 1403 + 8 * 42 + (28 + 3) // 4)
