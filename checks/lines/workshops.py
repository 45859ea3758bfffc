"""Hosts and pages on which a site is made: staging copies, previews, an editor's own pages.

A host's name is read label by label and word by word, below the domain that was bought: "stage" is
a word of www-stage.paper.example and none of stagecoach.example. Plain names ("staging") count on
any host; everyday ones ("test", "stage") only on the article's own, and only among names of
machines, so that test-kitchen.paper.example is a kitchen.
"""

import re

#: counts on any host
_PLAIN = frozenset(
    "staging preprod preproduction prelive prerelease nonprod uat localdev devstage stg".split()
)
#: counts on the article's own host, beside names of machines alone
_OWN = _PLAIN | frozenset(
    "stage pre dev devel develop development test testing tst qa acc acceptance preview sandbox "
    "draft drafts cms admin backend intranet local int".split()
)
#: says nothing by itself: "int" is a country's press agency and "pre" a newspaper somewhere
_NEVER_ALONE = frozenset(("int", "pre", "acc", "draft", "drafts", "backend", "development"))
#: what machines are called beside it
_MACHINES = frozenset(
    "www web site api cms edit editor editorial author authoring admin backend frontend front next "
    "node server srv host cdn static assets cache origin proxy lb cluster cloud aws azure eks k8s "
    "prod internal external int ext wp wordpress drupal typo3 joomla ghost aem m amp ssl v".split()
)
#: "home staging" is a trade, and so are these
_STAGED = frozenset("home homes house event events virtual interior property design art".split())
#: companies' hosts under which whoever wants to be read chooses the first word
_CHOSEN = re.compile(
    r"(?:^|\.)(?:blogspot\.[a-z.]{2,6}|wordpress\.com|tumblr\.com|substack\.com|medium\.com|"
    r"wixsite\.com|weebly\.com|github\.io|gitlab\.io|livejournal\.com|bandcamp\.com|jimdo\.com|"
    r"typepad\.com|over-blog\.com|ghost\.io|myshopify\.com|squarespace\.com)$"
)
#: hosts for copies that nobody is meant to read yet, and for tunnels to somebody's desk
_WORKSHOP = re.compile(
    r"-git-[\w-]{1,80}\.vercel\.app$|^[\w-]{1,80}--[\w-]{1,80}\.netlify\.(?:app|com)$|"
    r"^[\w-]{1,80}\.[\w-]{1,80}\.pages\.dev$|(?:^|\.)wpcomstaging\.com$|"
    r"^(?:dev|test)-[\w-]{1,80}\.pantheonsite\.io$|(?:^|\.)(?:lndo|ddev)\.site$|"
    r"(?:^|\.)newspackstaging\.com$|(?:^|\.)myftpupload\.com$|"
    r"(?:^|\.)(?:ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|loca\.lt|localhost\.run|serveo\.net)$"
)
#: companies that host sites; what stands before is the customer's name for a copy of theirs
_HOSTING = re.compile(
    r"\.(?:wpengine\.com|wpenginepowered\.com|pantheonsite\.io|herokuapp\.com|azurewebsites\.net|"
    r"netlify\.app|vercel\.app|kinsta\.cloud|cloudwaysapps\.com|flywheelsites\.com|onrender\.com|"
    r"amplifyapp\.com|web\.app|platformsh\.site|go-vip\.(?:net|co)|acquia-sites\.com|fly\.dev|"
    r"arcpublishing\.com|azureedge\.net|cloudfront\.net|appspot\.com)$"
)
_ENDS_SO = re.compile(r"[a-z0-9]{3,}(?:staging|preprod|stg)$")
#: domains that are sold one level further down: paper.co.uk, paper.com.au
_SECOND = frozenset(
    "co com org net edu gov gob gouv gv ac or ne go nom ltd plc me sch info".split()
)
_PARTS = re.compile(r"[-_]|(?<=[a-z])(?=\d)")

#: pages of the program with which a site is written; those that also answer readers are no editor's
_DESK = re.compile(
    r"(?i)/wp-admin/(?:(?:post|post-new|edit|admin|index|revision|upload|customize)\.php|$)|"
    r"/node/\d{1,9}/(?:edit|revisions|latest)(?=[/?#]|$)|/ghost/#/editor/|/administrator/index\.php|"
    r"/typo3/(?:index\.php|module/|record/edit)|/umbraco/?#|/editor\.html/content/|"
    r"/sitecore/shell/"
)
_PREVIEW = re.compile(r"(?i)[?&](?:amp;)?preview=(?:true|1)(?=[&#]|$)")
_OF_DRAFT = re.compile(r"(?i)[?&](?:amp;)?(?:p|page_id|preview_id|preview_nonce)=")


def is_workshop(host: str, site: str = "") -> bool:
    """Whether a host serves what is not published. `site` is the article's own host.

    >>> [is_workshop(host, "paper.example") for host in ("www-stage.paper.example", "x.uat.org.uk")]
    [True, False]
    >>> is_workshop("teifistaging.wpengine.com"), is_workshop("homestaging.wordpress.com")
    (True, False)
    """
    if _CHOSEN.search(host):
        return False
    if _WORKSHOP.search(host):
        return True
    domain = _domain(host)
    own = bool(site) and _domain(site) == domain
    labels = host.removesuffix(domain).rstrip(".").split(".")
    if (own or _HOSTING.search(host)) and any(map(_ENDS_SO.fullmatch, labels)):
        return not any(label.startswith(tuple(_STAGED)) for label in labels)
    return any(_names_workshop(label, site if own else "") for label in labels)


def _names_workshop(label: str, own: str) -> bool:
    words = frozenset(word for word in _PARTS.split(label) if word and not word.isdigit())
    if words & _PLAIN and not words & _STAGED:
        return True
    said = words & _OWN
    told = bool(said - _NEVER_ALONE) or len(said) > 1
    return bool(own) and told and words <= _OWN | _MACHINES | frozenset(own.split("."))


def _domain(host: str) -> str:
    """The domain that was bought, as far as its look tells: no list of all suffixes is asked."""
    labels = host.split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND
    return ".".join(labels[-3 if deep else -2 :])


def page_of_desk(href: str, *, own: bool) -> str:
    """Why an address is an editor's and no reader's, "" where it may be a reader's.

    >>> page_of_desk("/wp-admin/post.php?post=12&action=edit", own=True)
    'a page of the editorial system'
    >>> page_of_desk("https://paper.example/?p=1234&preview=true", own=False)
    'the preview of a draft'
    """
    if _DESK.search(href):
        return "a page of the editorial system"
    if _PREVIEW.search(href) and (own or _OF_DRAFT.search(href)):
        return "the preview of a draft"
    return ""
