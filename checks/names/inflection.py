"""Surnames in the same case: what remains without the ending tells whether they are two names.

All words here are plain. The endings are written from general knowledge of the languages; a
feminine form counts as one: Dvořáková and Dvořáčková are as different as their husbands.
"""

from checks.names.spelling import is_doubling, is_ending, is_swap

_SLAVIC = "ovi em om ou u a e y i"
_SOUTHERN = "u a om em oj e ima ovima evima ov ova ovoj ovom"
_ENDINGS = {
    "cs": f"{_SLAVIC} ova ove ovou ovych ovym ovum ych ym ymi eho emu",
    "sk": f"{_SLAVIC} ova ovej ovu ovou ovcov ovcom ym ymi eho emu och",
    "pl": "owi iowi em iem owie ow om ami ach owa owej owna ego iego emu iemu",
    "sh": _SOUTHERN,
    "sl": f"{_SOUTHERN} evi ovi ovim eva eve evo",
    "ru": "у ю а я ом ем ым им е ой ей ому ему ого его ых их ам ами ах ова овой ову",
    "uk": "у ю а я ом ем им і ій ою ові еві ому ого их ам ами ах ова овою ову",
    "be": "у ю а я ам ем ым е ой ай аму ага ых ова",
    "bg": "а я ът ят та ова ева",
    "mk": "от та ова ева",
    "lt": "ui iui aus iaus u iu e yje o io us iene ienes iene aite aites yte ytes",
    "lv": "am im um a as u i is ai ei e es",
    "fi": "lle lla lta sta ssa sta n in en a ta ksi tta",
    "et": "le l lt st s ga ks ta t i e a u",
    "hu": "nak nek val vel tol rol bol ban ben hoz hez ra re ert t ot et ekkel ek ek",
    "tr": "in un nin nun a e ya ye i u yi yu da de dan den la le yla yle",
}
_BY_LENGTH = {
    language: sorted(endings.split(), key=len, reverse=True)
    for language, endings in _ENDINGS.items()
}
_SHORTEST_STEM = 4


def endings(language: str) -> tuple[str, ...]:
    """The endings of cases that the language hangs on a surname, plain, the longest first."""
    return tuple(_BY_LENGTH.get(language, ()))


def have_two_stems(left: str, right: str, language: str) -> bool:
    """The two are in one case, and their stems differ as Dvořák and Dvořáček do.

    >>> have_two_stems("dvorakovi", "dvorackovi", "cs")
    True
    >>> have_two_stems("hudakovi", "hduakovi", "sk")
    False
    """
    if is_doubling(left, right) or is_swap(left, right):
        return False
    for ending in _BY_LENGTH.get(language, ()):
        if left.endswith(ending) and right.endswith(ending):
            stems = left[: -len(ending)], right[: -len(ending)]
            return min(map(len, stems)) >= _SHORTEST_STEM and is_ending(*stems, language)
    return False
