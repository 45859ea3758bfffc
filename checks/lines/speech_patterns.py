"""What writing programs say in a text: excuses, greetings, marks of their sources."""

from checks.lines.pattern import pattern

ASSISTANT = "t:assistant"

SPEECH = (
    pattern(
        "an excuse",
        ASSISTANT,
        "as an ai¦as an artificial¦i cannot fulfil¦i can't fulfil¦i'm sorry, but i c"
        "¦ki-sprachmodell¦modèle de langage¦modelo de lenguaje¦modelo de linguagem"
        "¦языковая модель¦ai语言模型¦人工智能语言模型",
        r"\b[Aa]s an? (?:AI|artificial intelligence)(?: language)? (?:model|assistant), I\b"
        r"|\bI (?:cannot|can[’']t) fulfil?l (?:this|that|your) request"
        r"|\bI[’']m sorry, but I (?:cannot|can[’']t) (?:assist|help|fulfil?l|provide|generate)"
        r"|\b[Aa]ls KI-Sprachmodell\b|\b[Ee]n tant que modèle de langage\b"
        r"|\b[Cc]omo (?:un )?modelo de lenguaje\b|\b[Cc]omo (?:um )?modelo de linguagem\b"
        r"|\b[Кк]ак языковая модель\b|作为(?:一个|一名)?(?:AI|人工智能)语言模型",
        certain=True,
    ),
    pattern(
        "a greeting",
        ASSISTANT,
        "here's a¦here is a¦here's the¦here is the¦here's your¦here is your",
        r"^(?:Sure|Certainly|Of course|Absolutely)[,!] [Hh]ere(?:[’']s| is) (?:a|the|your) "
        r"(?:rewritten|revised|rephrased|paraphrased|improved|shortened|translated|summary)"
        r"|^Here(?:[’']s| is) (?:a|the|your) (?:rewritten|rephrased|paraphrased) version",
    ),
    pattern(
        "a greeting",
        ASSISTANT,
        "hier ist eine¦voici une¦aquí tienes¦aquí está¦ecco una¦ecco un¦aqui está¦вот ¦以下是",
        r"^(?:Natürlich|Gerne?|Klar)[,!] [Hh]ier ist eine (?:überarbeitete|umgeschriebene|gekürzte|"
        r"neue) (?:Fassung|Version)"
        r"|^(?:Bien sûr|Certainement) ?[,!] [Vv]oici une (?:version (?:réécrite|révisée|remaniée)|"
        r"reformulation)"
        r"|^¡?(?:Claro|Por supuesto)[,!] (?:[Aa]quí|[Aa]qui) (?:tienes|está) (?:una|uma) "
        r"(?:versión|versão) (?:reescrita|revisada|resumida)"
        r"|^Certo[,!] [Ee]cco una versione (?:riscritta|rivista|riassunta)"
        r"|^Конечно[,!] [Вв]от (?:переписанн|переработанн|сокращённ)\w{2,3} (?:верси|вариант|текст)"
        r"|^当然(?:可以)?[，！,!]\s?以下是(?:改写|修改|重写|润色)后的",
    ),
    pattern(
        "a greeting",
        ASSISTANT,
        "here's the article¦here is the article¦below is a¦as of my last",
        r"^(?:Sure|Certainly|Of course|Absolutely)[,!] (?:[Hh]ere(?:[’']s| is) the article\b|"
        r"[Bb]elow is an? (?:\d{2,4}-word |rewritten |revised |news )?"
        r"(?:article|version|summary)\b)"
        r"|^(?:Sure|Certainly|Of course|Absolutely)[,!] [Bb]elow is an? \d{2,4}-word "
        r"|\b[Aa]s of my last (?:knowledge|training) (?:update|cutoff)\b",
    ),
    pattern(
        "what it does not know",
        ASSISTANT,
        "knowledge cutoff¦knowledge cut-off¦training cutoff¦browse the internet¦browse the web"
        "¦real-time information¦real-time data¦real-time news¦is a fictional¦is a purely fictional"
        "¦is a hypothetical¦wissensstand¦в реальном времени¦知识截止¦无法浏览",
        r"\b[Mm]y (?:knowledge|training)(?: data)? cut-?off\b"
        r"|\bI (?:cannot|can[’']t|am unable to|[’']m unable to|do not|don[’']t) (?:browse the "
        r"(?:internet|web)|have (?:direct )?access to real-time (?:information|data|news))"
        r"|^(?:Please note|Note)(?: that|:) [Tt]his is a (?:purely )?(?:fictional|hypothetical) "
        r"(?:news )?(?:article|story|piece)\b[^.\n]{0,80}"
        r"|\b[Mm]ein Wissensstand (?:endet|reicht)\b|我的知识截止|我无法浏览(?:互联网|网页)"
        r"|\bне имею доступа к информации в реальном времени",
    ),
    pattern(
        "a source mark",
        ASSISTANT,
        "oaicite¦contentreference[¦turn0search¦turn0news¦turn0view¦†¦utm_source=chatgpt"
        "¦utm_source=openai¦utm_source=perplexity¦utm_source=copilot",
        r":?contentReference\[oaicite|\[?oaicite:\d|\bturn\d{1,2}(?:search|news|view)\d{1,2}\b"
        r"|【\d{1,3}(?::\d{1,3})?†[^】\n]{0,60}】"
        r"|[?&]utm_source=(?:chatgpt|openai|perplexity|copilot)(?:\.\w{2,4}){0,2}",
    ),
)
