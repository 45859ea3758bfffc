"""Template code, leaked markup and machine values: lines that were meant for no reader.

Each form needs its brackets or marks, as the template languages define them, never a bare word;
every repetition is bounded, so that a hostile line costs no more than its length.
"""

import re

_NAME = r"[A-Za-z_][\w.:$\[\]()'\"|>/-]{0,80}"
_TAGS = (
    "a|abbr|article|aside|b|blockquote|br|button|caption|center|cite|code|dd|div|dl|dt|em|embed"
    "|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|li|link|main|nav"
    "|noscript|object|ol|option|p|picture|pre|script|section|small|source|span|strong|style|sub"
    "|sup|svg|table|tbody|td|th|thead|time|tr|u|ul|video"
)
_FORMS = (
    # doubled and marked braces: Mustache, Jinja, Liquid, Angular, Smarty, Latte, Svelte, Java
    # (but a story on code: "two brackets, {{ and }}")
    r"\{\{(?! ?(?:and|und|et|y|e|en|och|og|i|a|и|та|ja|ve|dan|și) ?\}\})[^{}\n]{0,200}\}\}",
    r"\{\{[^{}\n]{1,200}$",
    r"\{%[^%\n]{0,200}%\}",
    r"\{[#$@!_*/^&~=?%][^{}\n]{0,80}\}",
    r"\{\d{1,2}\}",
    r"^\{[a-z]\w{2,30}\}$",
    r"^(?:&(?:amp;)?(?:[a-z]{2,8}|#x?[0-9a-fA-F]{2,5});\s?){1,20}$|&amp;(?:nbsp|amp|quot|lt|gt|#\d{2,5});",
    r"\{\w{1,30}, ?(?:plural|select|selectordinal|number|date|time)\b",
    r"^\{/?[a-z]{3,20}(?: [^{}\n]{1,60})?\}(?:[^{}\n]{0,80}\{/[a-z]{3,20}\})?$",
    r"\{!![^{}\n]{1,80}!!\}|\{:[a-z]{2,20}[^{}\n]{0,40}\}",
    rf"(?<!\S)\{{(?=[^{{}}\n]{{0,80}}[._:\]A-Z]){_NAME}\}}",
    r"[$#@]!?\{[^{}\n]{1,80}\}",
    # marked tags of servers, and markup shown as text
    r"<%[^%\n]{0,200}%>|<%[=@-]?\s?\w[^%\n]{0,200}$",
    r"<\?(?:php|=|xml)",
    r"<#[^<>\n]{0,80}>",
    r"<!--[^\n]{0,80}?-->|<!--[^\n]{0,80}$",
    rf"</?(?:{_TAGS})(?:\s[^<>\n]{{0,300}})?/?>",
    r"</?[a-z]{1,12}:[a-z][\w-]{0,30}(?:\s[^<>\n]{0,200})?/?>",
    rf"&lt;/?(?:{_TAGS})\b",
    # a component's element, a server's, a placeholder's
    r"</?[a-z]{1,20}(?:-[a-z0-9]{1,20}){1,4}(?:\s[^<>\n]{0,200})?/?>",
    r"<[A-Z][A-Za-z]{1,30}(?:\s[^<>\n]{0,200})?/>|</?(?:TMPL_|tmpl_|cf)[\w]{1,20}[^<>\n]{0,80}>",
    r"<[A-Z]{2,20}(?:_[A-Z]{2,20}){1,3}>|^<[A-Z]{3,20}>$|^<(?:insert|your|add) [^<>\n]{1,40}>$",
    r"<</?\w[\w. -]{0,60}>>",
    r"«\w{1,20}_\w{1,40}»",
    # square brackets: shortcodes, BBCode, MODX, i18n
    r"\[object \w{1,30}\]",
    # but a picture's credit is none: "[Photo: Ida Holm]"
    r"^\[(?!(?i:image|photo|picture|video|audio|graphic|map|chart|text)\s?[:/])"
    r"(?i:insert |add |your )?"
    r"(?i:image|photo|picture|video|quote|pull ?quote|caption|headline"
    r"|link|ad|embed|gallery|text|map|chart|graphic|audio|tweet|related|teaser|subhead|byline|credit|title"
    r"|placeholder|widget|module)\b[^\]\n]{0,40}\]$",
    r"\[/?[\w-]{2,24}(?: [\w-]{1,20}=[^\]\n]{0,200})\]",
    r"\[/[\w-]{1,24}\]|^\[[a-z]{2,20}(?:[_-][a-z0-9]{1,20}){1,4}\]$|^\[(?:toc|TOC|tk|TK|TKTK)\]$",
    r"\[(?:node|site|user|term|date|current-\w{1,10}|page|article|block|menu|view):[\w:-]{1,60}\]",
    r"^\[[A-Z]{3,20}(?:[_ ][A-Z]{2,20}){1,3}\]$",
    r"\[\[[A-Za-z]{2,12}:[^\]\n|]{1,80}\|[^\]\n]{0,120}\]\]",
    r"\[(?:url|img|quote|color|size|font)=?[^\]\n]{0,200}\]",
    r"\[\[[+*!$~%#&/-]?[\w:. =\"'-]{1,80}(?:\?[^\]\n]{0,120})?\]\]",
    r"\[[+!%@$#*][\w. :-]{1,60}[+!%@$#*]?\]",
    r"\[[a-z]{1,20}_[a-z_]{1,20}\]",
    # marks on both sides: mail merges, build tokens
    r"\*\|[\w: ]{1,60}\|\*",
    r"%%[\w.: ]{1,40}%%|%%=[^%\n]{1,80}=%%",
    r"\?\?\?[\w.-]{2,60}\?\?\?|\|\|\|[\w ]{2,30}\|\|\||!!![A-Z_]{3,30}!!!",
    r"\$[A-Z][A-Z_]{2,30}\$|#[A-Z]{2,20}(?:_[A-Z0-9]{1,20}){1,4}#|###[A-Z_]{2,30}###|^\$[a-z]{3,20}$",
    r"%[A-Z][A-Z0-9_]{2,30}%|%[a-z]{2,20}[._][\w.]{1,30}%",
    r"(?<!\S)%(?:\d\$)?[sd](?=[\s.,:]|$)|%\(\w{1,30}\)[sd]",
    r"@@\w{2,30}@@|__[A-Z]{2,20}(?:_[A-Za-z0-9]{1,20}){0,4}__|##\w{2,30}##|~~[A-Z_]{3,30}~~",
    r"(?<!\w)#[a-z]\w{0,30}(?:\.\w{1,30}){1,3}#",
    # names that only code has
    r"(?<!\w)@(?:ViewBag|ViewData|TempData|Html|Url|Localizer)[.\[(]\w{0,40}",
    r"(?<!\w)@@?(?:include|extends|section|yield)\(['\"][^()\n]{1,80}['\"]\)",
    r"^@(?:Model|item|model)\.[\w.]{1,60}$|(?<!\w)@(?:Model|model)\[",
    r"(?<![\w$])(?:_[_ex]|esc_html_{0,2}e?|n?gettext|get_string|trans|i18n\.t|\$?t|do_shortcode)\(\s?['\"]",
    r"(?:\bv-(?:if|for|bind|html)|\bng-(?:repeat|bind|if|show)|\*ngIf|\*ngFor|\bx-text|\bdata-bind)\s?=\s?[\"']",
    r"(?<!\w)@(?:string|drawable)/\w{1,40}|^\\[a-z]{3,20}\{[^{}\n]{0,60}\}$",
    r"(?<!\w)#(?:if|foreach|set|include|parse|end)\s?\([^\n]{1,80}\)|^#(?:end|else)$",
    r"^(?:msgid|msgstr) [\"“]",
    r"(?<!\w)\$!?[a-z_]\w{1,30}(?:(?:\.|->)[A-Za-z_]\w{0,40}){1,4}",
    r"\b(?:googletag|adsbygoogle|dataLayer|fbq|gtag|_gaq|ga)(?:\.\w{1,20}){0,3}(?:\(|\s?=\s?[\w\[(])",
    r"\b(?:window|document|console|jQuery|Math|JSON)\.\w{1,30}(?:\.\w{1,30}){0,3}\s?[(=\[]",
    r"\bfunction\s?\w{0,30}\([\w, ]{0,60}\)\s?\{",
    r"\b(?:var|let|const) \w{1,30}\s?=\s?[\w\[{('\"]",
    # styles and data that were shown as text
    r"\{\s{0,3}[a-z-]{3,30}\s?:\s?[^{};\n]{1,80};",
    r"\{\s{0,3}[a-z-]{3,30}:\s?[^{};\n]{1,80}\}\s{0,3}\}",
    r"^@(?:media|import|font-face|keyframes|charset|supports)\b[^\n]{0,200}[{;]",
    r"\{\s{0,3}[\"“][@\w-]{1,40}[\"”]\s?:",
    r"\[%[^%\n]{0,200}%\]",
    r"\b\w{1,30}\.\w{1,30}\(\s?function\s?\(",
    r"(?:\bjQuery|\$)\(['\"][^'\"\n]{1,60}['\"]\)",
    r"(?<!\w)@(?:if|elseif|foreach|for|while|unless|isset|php|json)\s?\([^\n]{1,80}\)",
    r"^/\*[^\n]{0,200}?\*/|<!\[CDATA\[",
    r"=>\s?\{|\)\s?;\s?\}|\}\)\s?[;(]",
)
_TEMPLATE = re.compile("|".join(_FORMS))
#: values that scripts write where one is missing; never a line of its own in a story
_NO_VALUES = re.compile(
    r"(?:undefined|NaN|null|None|Invalid Date)(?:[\s/:|,.-]{1,3}(?:undefined|NaN|null|None)){0,3}"
    r"|(?:\w{1,12}:? )?(?:undefined|NaN)(?: \w{1,12}){0,2}|[Xx]{4,20}"
    r"|[Xx]{2,4}(?:[./:-][Xx]{2,4}){1,3}"
    r"|-?(?:NaN|--?|\d{1,2}):(?:NaN|--?|\d\d)(?::(?:NaN|--?|\d\d))?"
    r"\s?[/|–]\s?-?(?:NaN|--?|\d{1,2}):(?:NaN|--?|\d\d)(?::(?:NaN|--?|\d\d))?"
    r"|-?-:--(?::--)?|[-$€£]?NaN(?::NaN){0,2}\s?[%€$]?|\(?(?:undefined|null)\)?|None(?: None){1,3}"
    # what players count, and when computers' clocks began
    r"|0?0:00(?::00)?(?:\s?[/|–-]?\s?-?\d{1,2}:\d\d(?::\d\d)?){1,2}"
    r"|\d{1,2}:\d\d(?::\d\d)?\s?/\s?-?\d{1,2}:\d\d(?::\d\d)?"
    r"|(?:0000-00-00|1970-01-01)(?:[ T]\d\d:\d\d(?::\d\d)?Z?)?"
    r"|(?:DD|dd|TT|JJ)([./-])(?:MM|mm)\1(?:YYYY|yyyy|JJJJ|AAAA|YY)"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|(?:Slide|Image|Photo|Bild|Foto|Page)? ?\d{1,3} / \d{1,3}"
)
#: a text key that was not looked up: LABELREAD_MORE, article.share.readMore
_KEY = re.compile(
    r"[A-Z]{2,}(?:_[A-Z0-9]{2,}){1,6}"
    r"|(?=\S{1,40}\.\S{0,60}(?:_|[a-z][A-Z]))(?!www\.)[a-z]\w{0,30}(?:\.[a-z]\w{0,40}){1,6}"
    r"|(?:i18n|lang|lbl|label|msg|messages|translations?|strings|locale|ui|common)(?:\.[A-Za-z]\w{0,30}){1,5}"
    r"|(?:[A-Z][a-z]\w{0,20}\.){2,5}[A-Z]\w{1,30}"
    r"|(?:lbl|txt|btn|msg|str|tpl|label|text|field|block|widget|placeholder|title|header|footer|article|story|teaser)"
    r"(?:_[a-z0-9]{2,20}){1,5}|[a-z]{2,20}(?:_[a-z]{2,20}){1,4}_(?:label|title|text|button|placeholder|here)"
    r"|[a-z]{2,30}(?:\.[a-z]{2,30}){1,5}\.(?:label|title|text|button|header|placeholder|message|tooltip"
    r"|heading|caption|description)"
    r"|(?=\S{0,60}\b(?:labels?|buttons?|btn|titles?|texts?|related|share|error|message|header|footer|articles?"
    r"|story|teaser|widget|menu|nav|form|login|comments?|player|paywall|newsletter|readmore|cta|i18n)\b)"
    r"(?!www\.|\S{0,99}\.(?:com|org|net|info|[a-z]{2})$)[a-z]\w{1,30}(?:\.[a-z]\w{1,30}){2,6}"
)
_LONGEST_VALUE = 60
_PLACEHOLDER = re.compile(
    r"[Ll]orem ipsum|LOREM IPSUM|data:image/[a-z+]{2,10};"
    r"|Undefined (?:index|variable|offset|array key)\b"
    r"|TODO: (?:add|check|fix|insert|replace|write)\b"
    r"|(?:PHP )?(?:Warning|Notice|Fatal error|Parse error|Deprecated): .{1,300} on line \d"
)
#: without any of these no form matches: a look is ten times as fast as the expression
SIGNS = (
    "&",
    "{",
    "[",
    "%",
    "<",
    "@",
    "__",
    "#",
    "$",
    "*|",
    "~~",
    "«",
    ");",
    "||",
    "/*",
    " on line ",
    "TODO: ",
    "???",
    "!!!",
    "_e(",
    "t('",
    't("',
    "text(",
    "trans(",
    "string(",
    "-bind",
    "-if=",
    "-for",
    "ngIf",
    "-text",
    "-repeat",
    "-show",
    "-html",
    "msgid",
    "msgstr",
    "\\",
)
_VALUES = ("null", "None", "Invalid Date")
#: what the other lines that are told here hold, but for keys, which are single words
VALUES = (
    *(*_VALUES, "undefined", "NaN", "xxx", "XXX", "Xxx", "orem ipsum", "OREM IPSUM"),
    *(
        "0:00",
        "-:--",
        " / ",
        "/MM/",
        ".MM.",
        "/mm/",
        ".mm.",
        "-MM-",
        "-mm-",
        "0000-00-00",
        "1970-01-01",
    ),
    *(
        "data:image",
        "???",
        "!!!",
        "Undefined ",
        "ng-",
        "v-if",
        "v-for",
        "v-bind",
        "v-html",
        "*ng",
        "x-text",
        "data-bind",
        "msgid",
        "__(",
    ),
    *("_e(", "gettext(", "t('", 't("', "trans(", "msgstr", "\\"),
)
_SIGN = re.compile(
    r"[{\[<][\w{%#$@!*/^&~=?+:<|-]|[$#@]!?\{|%[\w(%]|@@|__|##|~~|\*\||@[A-Zim]|\$!?[a-z_]|#[a-z]|«\w"
    r"|\);|\|\||&(?:lt|nbsp|shy|zwnj|#160);|\)\s?\{|\{\s{0,3}[\w\"“]|@[a-z]{2,9}|/\*|\[[A-Za-z]|\[%|\}\)|\{\}|\('#"
    r"|\?\?\?|!!!|\|\||\(\s?['\"]|=\s?['\"]|&(?:amp|[a-z]{2,8}|#x?\w{2,5});|###|#[A-Z]|\$[A-Z]|^msg|\[[a-z]|\\[a-z]|#(?:if|set)|\*ng"
)
#: letters of a text that are looked at
READ = 4000
_SHORT = 160


def is_template(text: str) -> bool:
    """Whether a short line holds template code, or a third of a longer one is such code.

    >>> is_template("Hello *|FNAME|*"), is_template("LABELREAD_MORE"), is_template("undefined")
    (True, True, True)
    >>> is_template("“We [the council] lost 5% <of it>”"), is_template("GDP_growth: $5.5bn")
    (False, False)
    """
    if _PLACEHOLDER.match(text) or (len(text) <= _LONGEST_VALUE and _is_value(text)):
        return True
    if not any(map(text.__contains__, SIGNS)) or _SIGN.search(text) is None:
        return False
    code = sum(match.end() - match.start() for match in _TEMPLATE.finditer(text[:READ]))
    return code > 0 and (len(text) <= _SHORT or code * 3 >= min(len(text), READ))


_MISSING = ("undefined", "NaN", "null", "None", "0:00", "-:--", " / ", "0000-", "1970-01")
_DATE_FORMS = ("MM", "mm")


def _may_be_value(text: str) -> bool:
    return (
        text[:2].lower() == "xx"
        or text[:1].isdigit()
        or text in _VALUES
        or any(map(text.__contains__, (*_MISSING, *_DATE_FORMS)))
    )


def _is_value(text: str) -> bool:
    if _may_be_value(text):
        return _NO_VALUES.fullmatch(text) is not None
    return " " not in text and ("_" in text or "." in text) and _KEY.fullmatch(text) is not None
