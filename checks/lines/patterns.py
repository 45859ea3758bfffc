"""Machine text: what templates, scripts and editors' systems write when nobody looks.

Each pattern names the literals without which it cannot match, so it is tried on few lines, and is
written to read a line once: no nested repetition, every repetition bounded.
"""

from collections.abc import Iterator

from checks.knowledge import data
from checks.lines.pattern import Pattern, pattern
from checks.lines.speech_patterns import SPEECH

TEMPLATE, PLACEHOLDER, CODE, WIRE = "t:template", "t:placeholder", "t:code", "t:wire"


def _fields() -> list[str]:
    listed = data("field_words.json")["fields"].values()
    return sorted({word for words in listed for word in words.split(", ")})


#: what a lone variable is called
_VARIABLES = (
    "name|title|headline|author|url|link|date|time|year|user|username|email|id|index|count|number|"
    "amount|price|city|country|address|text|body|content|value|image|caption|site|page|slug|section"
)

#: how notes to oneself begin that stand in brackets: "[wstaw zdjęcie]", "【待补充】"
_PROMPTS = (
    *("wstaw zdjęcie", "wstaw cytat", "wstaw tekst", "wstaw nazw", "wstaw link", "do uzupełnienia"),
    *("вставить фото", "вставить цитату", "вставить текст", "вставьте", "вставить ссылку"),
    *("вставити фото", "вставити цитату", "вставте", "уточнить перед публикацией"),
    *("insérer photo", "insérer citation", "insérer la photo", "à compléter", "à remplacer"),
    *("insertar foto", "insertar cita", "por completar", "inserir foto", "inserir citação"),
    *("inserire foto", "inserire citazione", "da completare"),
    *(
        "ここに",
        "要確認",
        "写真を挿入",
        "画像を挿入",
        "待补充",
        "待補充",
        "待更新",
        "待核实",
        "此处插入",
        "此處插入",
    ),
    *("여기에", "사진 삽입", "내용 입력", "추후 보완"),
)

PATTERNS = (
    pattern(
        "mustache",
        TEMPLATE,
        "{{",
        r"\{\{\{?\s{0,5}[A-Za-z_$@#^/&!*>][\w$.@#^/&!*>|\[\]'\x22():,?=+ -]{0,120}\}\}\}?",
    ),
    pattern(
        "template tag",
        TEMPLATE,
        "{%",
        r"\{%-?\s{0,5}[a-z]\w{1,30}\b[^%\n]{0,160}%\}",
    ),
    pattern(
        "server tag",
        TEMPLATE,
        "<%¦<?php¦<?=",
        r"<%[=@-]?[^%\n]{1,160}%>|<\?(?:php|=)[^\n]{1,200}",
    ),
    pattern(
        "variable",
        TEMPLATE,
        "${",
        # what a shell or a build knows is no newspaper's
        r"\$\{(?!(?:HOME|PATH|PWD|SHELL|EDITOR|TMPDIR|LD_LIBRARY_PATH|JAVA_HOME|PYTHONPATH|CC|CXX"
        r"|CFLAGS|LDFLAGS|MAKE)\})[A-Za-z_][\w.\[\]()'-]{1,80}\}",
    ),
    pattern(
        "variable",
        TEMPLATE,
        "{_¦{*",
        r"(?<![\w{$\\/=])\{_[a-z]\w{1,40}\}|\{\*[^*\n]{1,80}\*\}",
    ),
    pattern(
        "variable",
        TEMPLATE,
        "#{¦[[",
        # one everyday word within the braces may be a hashtag's joke
        r"#\{(?:[a-z_]\w{0,40}(?:\.\w{1,40}){1,4}|[a-z]{0,20}_\w{1,40}|[a-z]{1,20}[A-Z]\w{1,30}"
        rf"|(?:{_VARIABLES}))\}}"
        r"|\[\[[a-z]{1,30}(?:[_.][a-z]{1,30}){1,4}\]\]",
    ),
    pattern(
        "object",
        TEMPLATE,
        "[object",
        r"\[object [A-Z][A-Za-z]{2,40}\]",
    ),
    pattern(
        "shortcode",
        TEMPLATE,
        "[caption¦[gallery¦[embed¦[playlist¦[contact¦[adrotate¦[adsense¦[mc4wp¦[irp¦"
        "[quads¦[ninja¦[gravity¦[rev_¦[source¦[drop¦[pull¦[protected¦[wpvideo¦[poll¦"
        "[table¦[pdf¦[divider¦[youtube¦[sound¦[audio¦[vc_¦[et_pb¦[su_¦[fusion¦[ngg¦"
        "[/caption¦[/gallery¦[/embed¦[/vc_¦[/et_pb¦[/su_¦[/fusion",
        r"\[(?:caption|gallery|embed|embedyt|playlist|contact-form(?:-7)?|adrotate|adsense|"
        r"mc4wp_form|irp|quads|ninja_forms?|gravityform|rev_slider|sourcecode|dropcap|"
        r"pullquote|protected-iframe|wpvideo|polldaddy|tablepress|pdf-embedder|divider|"
        r"youtube|soundcloud|audio|vc_[a-z_]{2,30}|et_pb_[a-z_]{2,30}|su_[a-z_]{2,30}|"
        r"fusion_[a-z_]{2,30}|ngg[a-z_]{0,30})(?:\s+[a-z_-]{1,30}\s?=[^\]\n]{0,300}|"
        r"\s{0,3}/?)\]|\[/(?:caption|gallery|embed|vc_[a-z_]{2,30}|et_pb_[a-z_]{2,30}|"
        r"su_[a-z_]{2,30}|fusion_[a-z_]{2,30})\]",
    ),
    pattern(
        "not a number",
        TEMPLATE,
        "\nnan\n¦nan/nan¦nan / nan¦nan ago¦nan min¦nan hour¦nan day¦nan comment",
        r"^\W{0,4}NaN(?:\s?[/:.%-]\s?NaN)?\W{0,4}$|\bNaN ?/ ?NaN\b|\bNaN (?:ago|min|minutes?|"
        r"hours?|days?|comments?)\b",
    ),
    pattern(
        "undefined",
        TEMPLATE,
        "undefined¦\nnull\n¦null null",
        r"^\W{0,4}(?:undefined|null)\W{0,4}$|^(?:By|by|Posted|Updated|Published|"
        r"Share) undefined\b|\bundefined (?:ago|undefined|NaN)\b|\bnull null\b",
    ),
    pattern(
        "format",
        TEMPLATE,
        "%s¦%1$¦%d",
        r"(?:^|\s)%(?:\d\$)?[sd](?=\s|$|[.,:])",
    ),
    pattern(
        "merge field",
        TEMPLATE,
        "*|¦%%¦{!",
        r"\*\|[A-Z_:]{2,40}\|\*|%%[A-Za-z_]{2,40}%%|\{![A-Za-z_.]{3,60}\}",
    ),
    pattern(
        "invalid date",
        TEMPLATE,
        "\ninvalid¦: invalid date¦on invalid date¦published invalid date¦updated invalid date",
        r"^\W{0,4}Invalid [Dd]ate\W{0,4}$"
        r"|^[^\W\d_]{2,20}(?: [^\W\d_]{2,10}){0,2}(?::| on)? Invalid Date\W{0,4}$",
    ),
    pattern(
        "missing",
        TEMPLATE,
        "translation missing",
        r"^translation missing: [a-z_.-]{2,80}|\[?missing \"[\w.]{2,80}\" translation\]?",
    ),
    pattern(
        "lorem ipsum",
        PLACEHOLDER,
        "lorem",
        # the filler begins a sentence and goes on in its Latin, or ends; words about it do not
        r"(?<![a-zß-ÿ,] )\b(?i:lorem ipsum(?: dolor)?)(?=(?i:(?: dolor)? sit(?: amet)?)?"
        r"(?:[\W\d_]{0,4}$|[,.;:]?\s(?i:con[a-z]{6,10}|sed|ut|eli[a-z]{1,4}|eget|nulla|vivamus|donec"
        r"|lorem)\b))",
        spared=True,
    ),
    pattern(
        "dummy text",
        PLACEHOLDER,
        "dummy",
        r"(?i)\bis simply dummy text\b|\bdummy text of the printing\b",
    ),
    pattern(
        "bracketed",
        PLACEHOLDER,
        "[insert¦[add¦[enter¦[your¦[headline¦[photo¦[caption¦[tk]",
        r"(?i)\[(?:insert|add|enter)[ _](?:name|title|date|headline|caption|photo|image|link|"
        r"quote|text|video|url|number|location|city|company|here|a |an |your |"
        r"the )[^\]\n]{0,60}\]|\[(?:insert|add|enter)[ _](?:name|title|date|headline|caption|"
        r"photo|image|link|quote|text|video|url|here|number|location)\]|\[your (?:name|"
        r"company|email|text|title)[^\]\n]{0,30}\]|\[(?:headline|caption|photo caption|"
        r"tk)\](?!\()",
    ),
    pattern(
        "bracketed",
        PLACEHOLDER,
        "¦".join(f"{bracket}{word}" for word in _PROMPTS for bracket in "[【(（"),
        rf"(?i)[\[【(（](?:{'|'.join(_PROMPTS)})[^\]】)）\n]{{0,40}}[\]】)）](?!\()",
        spared=True,
    ),
    pattern(
        "bracketed",
        PLACEHOLDER,
        "invullen]¦einfügen]¦einsetzen]¦ergänzen]¦folgt]¦ici]¦aquí]¦aqui]¦qui]¦hier]¦helye]¦här]"
        "¦her]¦tähän]¦هنا]¦sem]¦buraya]",
        r"(?i)\[(?:[^\]\n]{2,30} (?:invullen|einfügen|einsetzen|ergänzen)"
        r"|(?:text|zitat|foto|bild|name) folgt|(?:insérer|ajouter|mettre) [^\]\n]{2,30} ici"
        r"|(?:insertar|añadir|poner) [^\]\n]{2,30} aquí"
        r"|(?:inserir|colocar) [^\]\n]{2,30} aqui|(?:inserire|aggiungere) [^\]\n]{2,30} qui"
        r"|[^\]\n]{2,20} helye|(?:infoga|sätt in|skriv) [^\]\n]{2,30} här"
        r"|(?:indsæt|sett inn|skriv) [^\]\n]{2,30} her|(?:lisää|kirjoita) [^\]\n]{2,30} tähän"
        r"|(?:أدخل|أضف|ضع|اكتب) [^\]\n]{2,40} هنا"
        r"|(?:vlož\w{0,3}|doplň\w{0,3}) [^\]\n]{2,30} sem)\]",
        spared=True,
    ),
    pattern(
        "to be written here",
        PLACEHOLDER,
        "を入力して¦を挿入して¦を記入して¦此处插入¦此处填写¦此处输入¦此處插入¦此處填寫¦此處輸入"
        "¦입력하세요¦삽입하세요¦입력하십시오¦삽입하십시오",
        r"^\W{0,3}ここに[^\n。、]{1,15}を(?:入力|挿入|記入)してください\W{0,3}$"
        r"|^\W{0,3}此[处處](?:插入|填写|填寫|输入|輸入)[^\n。，、]{1,12}\W{0,3}$"
        r"|^\W{0,3}여기에 [^\n.,]{1,20} ?(?:입력|삽입)(?:하세요|하십시오)\W{0,3}$",
    ),
    pattern(
        "figures to come",
        PLACEHOLDER,
        "xx,000¦xx,xxx¦xx percent¦xx per cent¦xx%¦xx prozent¦xxth ¦xxx xxx¦xx million¦xx people",
        r"(?<![£$€¥\w])X{2,4},(?:000|XXX)\b"
        r"|\bX{2} ?(?:percent|per cent|Prozent|%|million\b|people\b)"
        r"|\bXXth (?:of )?[A-Z]|(?<!\w )\bXXX XXX\b(?! XXX)",
    ),
    pattern(
        "TKTK",
        PLACEHOLDER,
        "tk quote¦tk photo¦tk caption¦tk headline¦tk figure¦tk name¦tk date¦tk details¦tk link"
        "¦quote tk¦name tk¦details tk¦figure tk",
        r"(?<!\w )\bTK (?:quotes?|photos?|caption|headline|figures?|name|date|details|link)\b"
        r"|\b(?:quote|name|details|figure) TK\b",
    ),
    pattern(
        "TKTK",
        PLACEHOLDER,
        "tktk¦tk tk",
        r"(?<![\w.@#/])TK(?: ?TK){1,5}(?!\w)",
    ),
    pattern(
        "a field",
        PLACEHOLDER,
        "¦".join(f"[{word}]" for word in _fields()),
        # in capitals, as forms have them; a name withheld has small letters, a quoted one marks
        rf"\[(?:{'|'.join(_fields()).upper()})\]",
        spared=True,
    ),
    pattern(
        "to come",
        PLACEHOLDER,
        "goes here¦to go here¦to come here",
        r"(?i)^\W{0,4}(?:headline|title|caption|subhead(?:line)?|photo|body copy|image|quote|"
        r"text) (?:goes|to go|to come) here\W{0,4}$",
    ),
    pattern(
        "filler",
        PLACEHOLDER,
        "xxx",
        r"^\W{0,4}(?:X{4,30}|(?:[Xx]{2,10}[-./ ]){1,10}[Xx]{2,10})\W{0,4}$",
    ),
    pattern(
        "script",
        CODE,
        "googletag¦adsbygoogle¦window.¦datalayer¦cdata[¦schema.org¦_taboola¦gtag(¦fbq(¦"
        "__tcfapi¦apstag¦(function¦$(document)¦domcontentloaded¦document.write¦"
        "document.getelement¦document.createelement¦onetrust¦ga('create¦_gaq.push",
        r"googletag\.(?:cmd|display|pubads)|\(?adsbygoogle\s{0,2}=|window\.(?:__\w{1,40}\s?=|"
        r"dataLayer|_sp_\w{0,40}|googletag|_taboola|OneTrust|_paq|ga\b|adsbygoogle|"
        r"location\.href\s?=|addEventListener)|\bdataLayer\.push|<!\[CDATA\[|"
        r"\x22@context\x22\s{0,3}:\s{0,3}\x22https?://schema\.org|_taboola\.push|\bgtag\(['\x22]|"
        r"\bfbq\(['\x22]|__tcfapi\(|\bapstag\.|\(function\s{0,2}\([\w\s,$]{0,80}\)\s{0,2}\{|"
        r"\$\(document\)\.ready|addEventListener\(['\x22]DOMContentLoaded|\bdocument\.write\(|"
        r"\bdocument\.getElement(?:ById|sByTagName)\(['\x22]|document\.createElement\(['\x22]|"
        r"\bga\('create'|_gaq\.push\(",
    ),
    pattern(
        "script",
        CODE,
        "!function¦;function¦void function",
        r"(?:[!;]|\bvoid )function\s?\w{0,20}\([\w\s,$]{0,60}\)\s?\{",
    ),
    pattern(
        "a program's message",
        CODE,
        " on line ",
        r"(?:Warning|Notice|Fatal error|Parse error|Deprecated): "
        r"[^\n]{1,300}? in \S{3,200} on line \d{1,5}\b",
    ),
    pattern(
        "an escape",
        CODE,
        '\\u00¦\\u01¦\\u04¦\\u20¦\\n¦\\"',
        # within a word, or where a paragraph ends: a path and a protocol's line look otherwise
        r"(?<=[^\W\d_])\\u0[014][0-9a-fA-F]{2}(?![0-9a-fA-F])|\\u20[0-9a-fA-F]{2}(?![0-9a-fA-F])"
        r"|(?<=[.!?\"”])(?:\\r)?\\n(?:(?:\\r)?\\n|(?=[A-ZÀ-Þ“\"])|$)|(?<=[a-zß-ÿ])\\n\\n(?=[A-ZÀ-Þ“\"])"
        r"|\\\"[^\"\\\n]{1,200}\\\"",
    ),
    pattern(
        "style",
        CODE,
        "{¦@media¦@import¦@font-face",
        r"(?:^|[\s},;>])[.#]?[A-Za-z][\w.#: >,-]{0,80}\{\s{0,4}[a-z-]{3,30}\s?:\s?[^{}\n;]{1,1"
        r"20}(?:;|\})|@media\s[^{\n]{1,80}\{|@import url\(|@font-face\s?\{",
    ),
    pattern(
        "markup",
        CODE,
        "<¦&lt;",
        r"</?(?:p|div|span|br|ul|ol|li|h[1-6]|strong|em|b|i|u|table|t[dr]|blockquote|figure|"
        r"section|script|style|iframe|font|"
        r"center)(?:\s[a-z-]{2,30}\s?=\s?['\x22][^<>\n]{0,300})?\s?/?>|<(?:a\s+(?:href|class|"
        r"target|title|rel)|img\s+(?:src|class|alt|width)|iframe\s|script\s|div\s|"
        r"span\s)[^<>\n]{0,400}>?|</(?:a|img)>|<!--[^\n]{0,200}|&lt;/?(?:p|div|span|a|br|img|"
        r"strong|em|iframe|script)\b",
    ),
    pattern(
        "markup of a forum or a notebook",
        CODE,
        "](http¦[url=¦[/url]¦[/b]¦[/i]¦[/quote]¦[/img]¦**",
        r"(?<!\])\[[^\]\n]{1,120}\]\(https?://[^\s)]{3,300}\)|\[url=[^\]\n]{3,300}\]"
        r"|\[/(?:url|b|i|quote|img)\]|(?<![\w*])\*\*[^\W\d_][^*\n]{1,160}[\w.!?:]\*\*(?![\w*])",
    ),
    pattern(
        "entity",
        CODE,
        "&nbsp¦&amp;¦&quot¦&#8¦&#x¦&rsquo¦&lsquo¦&rdquo¦&ldquo¦&ndash¦&mdash¦&hellip¦"
        "&apos¦&#39¦&#3¦&gt;¦&eacute¦&uuml¦&ouml¦&auml",
        r"&(?:amp;)?(?:nbsp|amp|quot|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip|apos|gt|"
        r"eacute|uuml|ouml|auml|#\d{2,5}|#x[0-9a-fA-F]{2,5});",
    ),
    pattern(
        "settings",
        CODE,
        '":',
        r"^\s{0,4}[\[{]\s{0,3}\"[\w@$-]{1,40}\"\s{0,2}:\s{0,2}[\"\[{\dtfn]",
    ),
    pattern(
        "wire slug",
        WIRE,
        "bc-¦ld-writethru¦dpa:",
        r"\bBC-[A-Z]{2,6}[A-Z-]{0,3}--?[A-Z]|\b\d(?:st|nd|rd|th) L[dD]-Writethru\b|"
        r"\bdpa:\d{6}-\d",
        certain=True,
    ),
    pattern(
        "end mark",
        WIRE,
        "###¦# # #¦# notizblock¦# redaktionelle hinweise¦\nends\n¦-30-¦- 30 -",
        r"^\s{0,4}(?:#\s?){3,9}$|^\s{0,3}ENDS\s{0,3}$|^\s{0,3}[–—-]{1,3} ?30 ?[–—-]{1,3}\s{0,3}$"
        r"|^#{1,2} (?:Notizblock|Redaktionelle Hinweise)\b",
        certain=True,
    ),
    *SPEECH,
)


def literals() -> Iterator[tuple[str, str, Pattern]]:
    """What to search for, the kind of cue it makes, and the pattern to try."""
    for one in PATTERNS:
        for literal in one.literals:
            yield literal, one.kind, one
