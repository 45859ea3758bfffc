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
    r"\{\{[^{}\n]{0,200}\}\}",
    r"\{\{[^{}\n]{1,200}$",
    r"\{%[^%\n]{0,200}%\}",
    r"\{[#$@!_*/^&~=?%][^{}\n]{0,80}\}",
    r"\{\d{1,2}\}",
    r"^\{[a-z]\w{2,30}\}$",
    r"^(?:&(?:nbsp|shy|zwnj|#160);\s?){1,20}$",
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
    r"<</?\w[\w. -]{0,60}>>",
    r"«\w{1,20}_\w{1,40}»",
    # square brackets: shortcodes, BBCode, MODX, i18n
    r"\[object \w{1,30}\]",
    r"^\[(?i:insert |add |your )?(?i:image|photo|picture|video|quote|pull ?quote|caption|headline"
    r"|link|ad|embed|gallery|text|map|chart|graphic|audio|tweet|related|teaser|subhead|byline|credit|title"
    r"|placeholder|widget|module)\b[^\]\n]{0,40}\]$",
    r"\[/?\w{2,24}(?: \w{1,20}=[^\]\n]{0,200})\]",
    r"\[/\w{1,24}\]",
    r"\[(?:url|img|quote|color|size|font)=?[^\]\n]{0,200}\]",
    r"\[\[[+*!$~%#&/-]?[\w:. -]{1,60}(?:\?[^\]\n]{0,120})?\]\]",
    r"\[[+!%@$#*][\w. :-]{1,60}[+!%@$#*]?\]",
    r"\[[a-z]{1,20}_[a-z_]{1,20}\]",
    # marks on both sides: mail merges, build tokens
    r"\*\|[\w: ]{1,60}\|\*",
    r"%%[\w.: ]{1,40}%%",
    r"%[A-Z][A-Z0-9_]{2,30}%|%[a-z]{2,20}[._][\w.]{1,30}%",
    r"(?<!\S)%(?:\d\$)?[sd](?=[\s.,:]|$)|%\(\w{1,30}\)[sd]",
    r"@@\w{2,30}@@|__[A-Z]{2,20}(?:_[A-Za-z0-9]{1,20}){0,4}__|##\w{2,30}##|~~[A-Z_]{3,30}~~",
    r"(?<!\w)#[a-z]\w{0,30}(?:\.\w{1,30}){1,3}#",
    # names that only code has
    r"(?<!\w)@(?:ViewBag|ViewData|TempData|Html|Url|Localizer)[.\[(]\w{0,40}",
    r"(?<!\w)@@?(?:include|extends|section|yield)\(['\"][^()\n]{1,80}['\"]\)",
    r"^@(?:Model|item|model)\.[\w.]{1,60}$|(?<!\w)@(?:Model|model)\[",
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
)
#: a text key that was not looked up: LABELREAD_MORE, article.share.readMore
_KEY = re.compile(
    r"[A-Z]{2,}(?:_[A-Z0-9]{2,}){1,6}"
    r"|(?=\S{1,40}\.\S{0,60}(?:_|[a-z][A-Z]))(?!www\.)[a-z]\w{0,30}(?:\.[a-z]\w{0,40}){1,6}"
    r"|[a-z]{2,30}(?:\.[a-z]{2,30}){1,5}\.(?:label|title|text|button|header|placeholder|message|tooltip"
    r"|heading|caption|description)"
)
_LONGEST_VALUE = 60
_PLACEHOLDER = re.compile(
    r"[Ll]orem ipsum|LOREM IPSUM|TODO: (?:add|check|fix|insert|replace|write)\b"
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
)
_VALUES = ("null", "None", "Invalid Date")
#: what the other lines that are told here hold, but for keys, which are single words
VALUES = (*_VALUES, "undefined", "NaN", "xxx", "XXX", "Xxx", "orem ipsum", "OREM IPSUM")
_SIGN = re.compile(
    r"[{\[<][\w{%#$@!*/^&~=?+:<|-]|[$#@]!?\{|%[\w(%]|@@|__|##|~~|\*\||@[A-Zim]|\$!?[a-z_]|#[a-z]|«\w"
    r"|\);|\|\||&(?:lt|nbsp|shy|zwnj|#160);|\)\s?\{|\{\s{0,3}[\w\"“]|@[a-z]{2,9}|/\*|\[[A-Za-z]|\[%|\}\)|\{\}|\('#"
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


def _is_value(text: str) -> bool:
    if "undefined" in text or "NaN" in text or text in _VALUES or text[:4].lower() == "xxxx":
        return _NO_VALUES.fullmatch(text) is not None
    return " " not in text and ("_" in text or "." in text) and _KEY.fullmatch(text) is not None
