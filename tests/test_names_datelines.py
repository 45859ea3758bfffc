"""Datelines of wire copy: right ones stay silent, slips in them are met in capitals too."""

import pytest

from articles.text import read_text
from checks.knowledge import load
from checks.protocol import Finding
from checks.registry import all_rules, build
from checks.runner import run

RIGHT = """
MAIDUGURI, Nigeria|GOMA, Congo|KRAMATORSK, Ukraine|KHAN YOUNIS, Gaza Strip
DEIR AL-BALAH, Gaza Strip|RAFAH, Gaza Strip|EL FASHER, Sudan|PORT SUDAN, Sudan|KHARTOUM, Sudan
JUBA, South Sudan|OUAGADOUGOU, Burkina Faso|N'DJAMENA, Chad|BANGUI, Central African Republic
BUJUMBURA, Burundi|KIGALI, Rwanda|MBARARA, Uganda|GARISSA, Kenya|NAKURU, Kenya|MOMBASA, Kenya
MASERU, Lesotho|GQEBERHA, South Africa|LILONGWE, Malawi|BLANTYRE, Malawi|KADUNA, Nigeria
JOS, Nigeria|ZAMFARA, Nigeria|KADUGLI, Sudan|MEKELE, Ethiopia|HARGEISA, Somalia
SIDI BOUZID, Tunisia|SFAX, Tunisia|TUNIS, Tunisia|BENGHAZI, Libya|DERNA, Libya|MISRATA, Libya
AL-ARISH, Egypt|JENIN, West Bank|NABLUS, West Bank|SIDON, Lebanon|TYRE, Lebanon|BAALBEK, Lebanon
IDLIB, Syria|HOMS, Syria|HAMA, Syria|MOSUL, Iraq|ERBIL, Iraq|NAJAF, Iraq|KERMAN, Iran
MASHHAD, Iran|HERAT, Afghanistan|KANDAHAR, Afghanistan|QUETTA, Pakistan|PESHAWAR, Pakistan
LAHORE, Pakistan|SRINAGAR, India|BENGALURU, India|KOLKATA, India|IMPHAL, India|DHAKA, Bangladesh
COX'S BAZAR, Bangladesh|KATHMANDU, Nepal|COLOMBO, Sri Lanka|NAYPYITAW, Myanmar|YANGON, Myanmar
MANDALAY, Myanmar|VIENTIANE, Laos|PHNOM PENH, Cambodia|HANOI, Vietnam|MARAWI, Philippines
TACLOBAN, Philippines|BANDA ACEH, Indonesia|JAYAPURA, Indonesia|KUALA LUMPUR, Malaysia
PAJU, South Korea|NIIGATA, Japan|WAJIMA, Japan|TAIPEI, Taiwan|ALMATY, Kazakhstan
ASTANA, Kazakhstan|BISHKEK, Kyrgyzstan|OSH, Kyrgyzstan|STEPANAKERT, Azerbaijan|GORIS, Armenia
YEREVAN, Armenia|BATUMI, Georgia|TBILISI, Georgia|LVIV, Ukraine|KHERSON, Ukraine
POKROVSK, Ukraine|BELGOROD, Russia|KURSK, Russia|MINSK, Belarus|CHISINAU, Moldova
TIRASPOL, Moldova|MITROVICA, Kosovo|NOVI SAD, Serbia|BANJA LUKA, Bosnia|SREBRENICA, Bosnia
PODGORICA, Montenegro|SKOPJE, North Macedonia|KOCANI, North Macedonia|PRZEMYSL, Poland
RZESZOW, Poland|GDANSK, Poland|NARVA, Estonia|DAUGAVPILS, Latvia|ROVANIEMI, Finland
NUUK, Greenland|GRINDAVIK, Iceland|DERRY, Northern Ireland|CALAIS, France|MULHOUSE, France
MAYOTTE, France|MAGDEBURG, Germany|SOLINGEN, Germany|CUTRO, Italy|LAMPEDUSA, Italy
PAIPORTA, Spain|VALENCIA, Spain|ATHENS, Greece|KALAMATA, Greece|UVALDE, Texas|BOISE, Idaho
LEWISTON, Maine|MONTPELIER, Vt.|LAHAINA, Hawaii|ASHEVILLE, N.C.|SELMA, Ala.|IQALUIT, Nunavut
CULIACAN, Mexico|TAPACHULA, Mexico|TEGUCIGALPA, Honduras|CUCUTA, Colombia|CALI, Colombia
GUAYAQUIL, Ecuador|CUSCO, Peru|PUNO, Peru|SUCRE, Bolivia|EL ALTO, Bolivia|MANAUS, Brazil
BELEM, Brazil|BRASILIA, Brazil|ROSARIO, Argentina|ASUNCION, Paraguay|PORT-AU-PRINCE, Haiti
CAP-HAITIEN, Haiti|KINGSTON, Jamaica|APIA, Samoa|NOUMEA, New Caledonia|PORT VILA, Vanuatu
HONIARA, Solomon Islands|SUVA, Fiji
"""
SLIPS = """TBLISI, Georgia (AP) — |TBILISI
KHARTUOM — Sudan: |KHARTOUM
NAIROIBI, Kenya — |NAIROBI
ISLAMBAD, Pakistan, March 3 (Xinhua) — |ISLAMABAD
Tblisi, Georgia – |Tbilisi
KATMHANDU, Nepal (AP) — |KATHMANDU
YANGNO, Myanmar (AFP) — |YANGON
OUGADOUGOU, Burkina Faso (Reuters) - |OUAGADOUGOU
MAIDUGRI, Nigeria -- |MAIDUGURI
YEREVEN, Armenia (AP) — |YEREVAN"""
TEXT = "Bridge opens\n\n{}The new bridge was opened on Monday after two years of work.\n"


def _told(text: str, number: int = 0) -> list[Finding]:
    rule = next(rule for rule in all_rules() if rule.code == "SPL101")
    article = read_text(text, path=f"{number}.txt", language="en")
    return list(build(rule, load()).look(article))


@pytest.mark.parametrize("place", RIGHT.strip().replace("\n", "|").split("|"))
def test_right_datelines_are_silent(place: str) -> None:
    assert not _told(TEXT.format(f"{place} (AP) — "))
    assert not _told(TEXT.format(f"{place.title()} – "))


@pytest.mark.parametrize("line", SLIPS.splitlines())
def test_a_slip_in_a_dateline_is_met_in_its_case(line: str) -> None:
    start, _, right = line.partition("|")
    assert [found.suggestion for found in _told(TEXT.format(start))] == [right]


@pytest.mark.parametrize(
    "start",
    ["BREAKING — ", "WATCH — ", "NATO — ", "EXCLUSIVE (AP) — ", "Anna – the mayor – said. "],
)
def test_other_starts_are_no_places(start: str) -> None:
    assert not _told(TEXT.format(start) + "\nGeorgia, Sudan and Kenya sent ministers.\n")


def test_copies_of_one_dateline_are_compared() -> None:
    rule = next(rule for rule in all_rules() if rule.code == "SPL201")
    text = TEXT.format("{} (AP) — ")
    articles = [
        read_text(text.format(place), path=f"{number}.txt", language="en")
        for number, place in enumerate(("ULAANBAATAR", "ULAANBAATAR", "ULAANBATAAR"))
    ]
    found = list(run([build(rule, load())], articles))
    assert [(f.quote, f.suggestion) for f in found] == [("ULAANBATAAR", "ULAANBAATAR")]
