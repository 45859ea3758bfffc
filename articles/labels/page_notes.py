"""Lines about an article that stand above or below it: who signs off, how long reading takes.

Asked only of short lines beside the story: elsewhere the same words may be its own.
"""

import re

from articles.model import Kind
from articles.words.fold import begins_small

_LONGEST = 200
#: who reported, wrote, edited: agencies put it last, in brackets or not
_SIGN_OFF = re.compile(
    r"[\W_]{0,3}(?:"
    r"(?:additional |further )?(?:reporting|writing|editing|research|photography) (?:and \w+ )?by\b"
    r"|(?:reporting|writing|editing) in \w+ by\b"
    r"|(?:words|text|photographs?|photos?|images|edited|compiled) by\b"
    r"|with (?:inputs?|reporting|files|contributions?|additional reporting) (?:from|by)\b"
    r"|(?:redaktion|redaktör|redaktor|red\.|rédaction|reportage|redacción|edición|redação|edição"
    r"|redazione|redactie|toimittaja|szerkesztette|szerkesztő|editör|haber|editor|opracował[ao]?"
    r"|oprac\.|редактор|автор текста|подготовил[аи]?|підготував|підготувала|συντάκτης|επιμέλεια"
    r"|محرر|تحرير|עריכה|עורך)\s?:"
    r"|(?:责任编辑|責任編輯|编辑|編輯|记者|記者|編集|執筆|文|写真)\s?[:：/／]\s?(?=\S{2,8}\W?$))",
    re.I,
)
_WORDS = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
#: words between names and what was done
_JOINING = frozenset(
    "and in by for from of the with at on editing reporting writing additional photographs photos"
    " photography graphics research translation edited compiled words text und et y e i og och en"
    " ja и та von de da di le la van".split()
)
_MOST_WORDS = 16
_DIGIT = re.compile(r"\d")
#: 홍길동 기자 name@paper.example, 記者林佩珊, Του Νίκου Παππά
_REPORTER = re.compile(
    r"\W{0,2}[가-힣]{2,4} ?(?:기자|특파원|선임기자)(?:\W{1,3}\S{1,40}@\S{1,40})?\W{0,2}$"
    r"|記者[\u4e00-\u9fff]{2,4}$"
    r"|(?:Του|Της|ΤΟΥ|ΤΗΣ)(?: [Α-ΩΆΈΉΊΌΎΏ][\w.-]+){2,3}$"
)
_MINUTES = (
    r"(?:min|mins|minutes?|minuten|minutos?|minut[iaey]?|minuta|minuuttia|minút[ay]?|perc|minūtes"
    r"|λεπτ[άό]|мин(?:ут[ыа]?)?|хв(?:илин[иа]?)?|dk|dakika|menit|phút|dakikə|წუთი|րոպե|דקות|דק[׳']"
    r"|(?:دقائق|دقيقة|دقیقه|منٹ)|मिनट|মিনিট|นาที)(?!\w)\.?"
)
_READING = (
    r"(?:read|reading time|lesezeit|de lecture|de lectura|di lettura|de leitura|leestijd|lästid"
    r"|lesetid|læsetid|lukuaika|czytania|čtení|čítania|čitanja|branja|olvasás|olvasási idő"
    r"|de citit|de citire|skaitymo laikas|lasīšanas laiks|ανάγνωση|ανάγνωσης|чтения|читання"
    r"|за четене|читања|читать|читати|okuma(?: süresi)?|baca|đọc|საკითხავი|קריאה"
    r"|(?:قراءة|القراءة|مطالعه)|पढ़ें|पढ़ने का समय|อ่าน)"
)
_TIME = (
    r"(?:temps|tiempo|tempo|czas|doba|čas|timp|vrijeme|vreme|време|время|час|χρόνος|waktu"
    r"|thời gian|זמן|وقت|مدة|زمان)"
)
_READING_TIME = (
    rf"\d{{1,3}}[ -]?{_MINUTES}[ -]?(?:में )?{_READING}"
    rf"|{_TIME}? ?{_READING}\s?:?\s?\W?\d{{1,3}} ?{_MINUTES}"
    r"|この記事は約?\d{1,3}分で読めます|読了(?:時間|目安)\s?[:：]?\s?約?\d{1,3}分"
    r"|(?:阅读|閱讀)(?:时间|時間)?\s?[:：]?\s?(?:约|約)?\d{1,3}\s?(?:分钟|分鐘)"
    r"|읽는 시간\s?:?\s?\d{1,3}분"
)
#: 2.1K, 1204 views, Просмотров: 1204, 👁 1204
_VIEWS = (
    r"(?:views?|reads|visitas|visualizaciones|visualizações|visualizzazioni|lecturas|vues|aufrufe"
    r"|keer gelezen|weergaven|visningar|visninger|katselukertaa|wyświetleń|odsłon|zobrazení"
    r"|přečteno|prikaza|vizualizări|afișări|görüntülenme|okunma|προβολές|просмотр(?:ов|ы|а)?"
    r"|перегляд(?:ів|и|у)|прегледа|преглеждания|dibaca|lượt xem|ნახვა|צפיות"
    r"|(?:مشاهدة|المشاهدات|بازدید)|व्यूज़?|ผู้ชม|เข้าชม)"
)
_NUMBER = r"\d[\d.,\xa0]{0,9}[KkM]?"
_EYE = r"[👁👀🔥💬🗨]\ufe0f?\s?\d[\d.,\xa0 ]{0,9}(?!\d)"
_COUNT = (
    rf"(?:[^\W\d]{{3,12}} ){{0,2}}{_VIEWS}\W{{1,3}}{_NUMBER}(?: (?:คน|ครั้ง|kali|раз(?:а)?))?"
    rf"|{_NUMBER} {_VIEWS}|(?:조회(?:수)?|閲覧数|浏览量?|瀏覽|阅读量?|點閱)\s?[:：]?\s?{_NUMBER}"
    rf"|{_EYE}"
)
_ALONE = re.compile(rf"\W{{0,3}}(?:{_READING_TIME}|{_COUNT}|\d[\d.,]{{0,5}}[KkM])\W*", re.I)
_INSIDE = re.compile(rf"(?<![^\W\d])(?:{_READING_TIME}|{_COUNT})(?!\w)", re.I)


def note_kind(text: str) -> Kind | None:
    """What a line beside a story says of it: `byline` for a sign-off, `other` for how long reading
    takes and how often it was read.

    >>> note_kind("Reporting by Ida Holm; Editing by Ann Lee").value
    'byline'
    >>> note_kind("7 min read").value
    'other'
    >>> note_kind("Reporting by radio was new in 1920.") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    if _ALONE.fullmatch(text):
        return Kind.OTHER
    if _REPORTER.match(text):
        return Kind.BYLINE
    signed = _SIGN_OFF.match(text)
    return Kind.BYLINE if signed is not None and _names_somebody(text[signed.end() :]) else None


def without_counts(text: str) -> str:
    """The text with blanks for how long reading takes and how often it was read, all else in place.

    >>> without_counts("Ida Holm | 3 min read")
    'Ida Holm |           '
    """
    if len(text) > _LONGEST or _DIGIT.search(text) is None:
        return text
    return _INSIDE.sub(lambda found: " " * len(found[0]), text)


def _names_somebody(rest: str) -> bool:
    """Whether names come next and nothing else: "Research by Oxford found …" is a sentence. In
    scripts without capitals any short word may be one."""
    parts = [word for word in _WORDS.findall(rest) if word.lower() not in _JOINING]
    return 0 < len(parts) <= _MOST_WORDS and not any(
        begins_small(w) or w[0].isdigit() for w in parts
    )
