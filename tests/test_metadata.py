"""What a page says of itself: from where it says it best, and nothing invented."""

import json
import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from articles.metadata.reading import Metadata, read_metadata

URL = "https://www.courier.example/world/harbour-reopens"


def read(head: str = "", body: str = "", url: str = URL, lang: str = "en") -> Metadata:
    page = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return read_metadata(LexborHTMLParser(page), url)


PROSE = (
    "<p>The harbour of Ostwick has reopened after nine days of storm, and the first ferry left on "
    "Friday morning with forty people and a cow on board.</p>"
)


def linked(**fields: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def meta(**fields: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">'
        for name, value in fields.items()
    )


@pytest.mark.parametrize(
    ("why", "head", "body", "headline"),
    [
        ("the heading that a title confirms", meta(og__title="Harbour reopens"),
         "<h1>The Courier</h1><h1>Harbour reopens</h1>", "Harbour reopens"),
        ("as the page shows it", meta(og__title="Harbour reopens after storm - Courier"),
         "<h1>Harbour reopens after the storm</h1>", "Harbour reopens after the storm"),
        ("no heading", "<title>Harbour reopens | The Courier</title>"
         + meta(og__site_name="The Courier"), "", "Harbour reopens"),
        ("a heading that is the site's name", "<title>Harbour reopens</title>"
         + meta(og__site_name="The Courier"), "<h1>The Courier</h1>", "Harbour reopens"),
        ("a lone heading", "", "<h1>Harbour reopens after storm</h1>",
         "Harbour reopens after storm"),
        ("entities and soft hyphens", meta(og__title="Fish &amp;amp; chips are back"),
         "<h1>Fish &amp; chips are\u00ad back</h1>", "Fish & chips are back"),
        ("titles that agree outvote another heading",
         meta(og__title="Harbour reopens", twitter__title="Harbour reopens")
         + linked(headline="Harbour reopens"), "<h1>Live: what we know so far</h1>",
         "Harbour reopens"),
        ("a title that holds the heading's words amid others",
         "<title>Live: Best ferries across the Ostwick sound this year | Deals and guides</title>"
         + meta(og__title="Ferries for less", twitter__title="Ferries for less"),
         "<h1>Best ferries across the Ostwick sound this year</h1>",
         "Best ferries across the Ostwick sound this year"),
        ("behind the site's name and a colon",
         "<title>Example Times: Quarry brings back owls</title>"
         + meta(og__site_name="Example Times"), "<h2>Quarry brings back owls</h2>",
         "Quarry brings back owls"),
        ("a colon of the headline", "<title>Ostwick: Quarry brings back owls</title>"
         + meta(og__site_name="Example Times"), "", "Ostwick: Quarry brings back owls"),
        ("a colon of the headline, behind the name of the site",
         "<title>The Guardian: a history of a paper</title>"
         + meta(og__site_name="The Guardian", og__title="The Guardian: a history of a paper"), "",
         "The Guardian: a history of a paper"),
        ("no name from words within words",
         "<title>Rain: harbour flooded again in Ostwick</title>", "<p>© 2023 Ukraine Post</p>",
         "Rain: harbour flooded again in Ostwick"),
        ("a picture of a logo that tells the headline", "<title>Club shows new crest</title>"
         + meta(og__title="Club shows new crest"), "<h1>Club shows new crest</h1>"
         '<img src="/img/new-logo.jpg" alt="Club shows new crest">', "Club shows new crest"),
        ("a heading in a prologue", "<title>Club shows new crest</title>",
         '<div class="prologo"><h1>Club shows new crest</h1></div>', "Club shows new crest"),
        ("a full-width colon", "<title>みなと新報：灯台を買った男</title>",
         "<h2>灯台を買った男</h2><p>(c) 2024 みなと新報社</p>", "灯台を買った男"),
        ("a publisher in brackets behind what is shown",
         meta(og__title="駅長は三毛猫（みなと新報）")
         + linked(headline="駅長は三毛猫（みなと新報）"),
         "<h1>駅長は三毛猫</h1>", "駅長は三毛猫"),
        ("brackets that are shown", meta(og__title="Harbour reopens (with pictures)"),
         "<h1>Harbour reopens (with pictures)</h1>", "Harbour reopens (with pictures)"),
        ("nothing but the site's name above", "<title>Dairy Weekly</title>"
         + meta(og__title="Dairy Weekly"), '<h1><a href="/">Dairy Weekly</a></h1>'
         f"<h2>A cow is not a metaphor</h2>{PROSE}", "A cow is not a metaphor"),
        ("a heading of the story among others", meta(og__title="Dairy Weekly"),
         '<h1><a href="/">Dairy Weekly</a></h1><h2>Menu</h2><h2>We value your privacy</h2>'
         f"<p>We and our partners use cookies.</p><h2>A cow is not a metaphor</h2>{PROSE}"
         "<h2>Most read</h2>", "A cow is not a metaphor"),
        ("a kicker", meta(og__title="Warum 300 Züge fehlen"), "<h1><span>Arbeitskampf</span>"
         "<span>Warum 300 Züge fehlen</span></h1>", "Warum 300 Züge fehlen"),
        ("a kicker that the titles have too", meta(og__title="Arbeitskampf: Warum Züge fehlen"),
         "<h1><span>Arbeitskampf</span> <span>Warum Züge fehlen</span></h1>",
         "Arbeitskampf Warum Züge fehlen"),
        ("spaces before marks as a title has them", meta(og__title="Patent: Firma muss zahlen"),
         "<h1><span>Patent</span>: Firma muss zahlen</h1>", "Patent: Firma muss zahlen"),
        ("in French they stay", meta(og__title="Brevet : il faut payer"),
         "<h1>Brevet : il faut payer</h1>", "Brevet : il faut payer"),
        ("other words in a title change nothing", meta(og__title="Patent: Firma soll zahlen"),
         "<h1>Patent : Firma muss zahlen</h1>", "Patent : Firma muss zahlen"),
        ("a section behind a bare hyphen", linked(headline="여야, 예산안 막판 협상 이어가")
         + meta(og__title="여야, 예산안 막판 협상 이어가-정치ㅣ한국일보", og__site_name="한국일보")
         + "<title>여야, 예산안 막판 협상 이어가-정치ㅣ한국일보</title>", "",
         "여야, 예산안 막판 협상 이어가"),
        ("more words than a section's", linked(headline="여야 협상")
         + meta(og__title="여야 협상-정치와 예산 이야기")
         + meta(twitter__title="여야 협상-정치와 예산 이야기"), "",
         "여야 협상-정치와 예산 이야기"),
        ("a word set apart", meta(og__title="Harbour reopens"), "<h1><em>Harbour</em> reopens</h1>",
         "Harbour reopens"),
        ("a hyphen and the site's name behind a title of the Far East",
         "<title>太湖流域启动应急响应-江南网</title>" + meta(og__site_name="江南网"),
         "<div>太湖流域启动应急响应</div>", "太湖流域启动应急响应"),
        ("a hyphen and another name", "<title>新社长访问-江南网</title>"
         + meta(og__site_name="江城网"), "", "新社长访问-江南网"),
        ("a hyphen within a word", "<title>Editors leave the Post-Courier</title>"
         + meta(og__site_name="Courier"), "", "Editors leave the Post-Courier"),
        ("nothing", "", "", ""),
    ],
)  # fmt: skip
def test_headline(why: str, head: str, body: str, headline: str) -> None:
    assert read(head, body).headline == headline


ANN, TOM = {"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Tom Ray"}

NODES = [{"@type": "Article", "author": {"@id": "#ann"}}, {**ANN, "@id": "#ann"}]
GRAPH = f'<script type="application/ld+json">{json.dumps({"@graph": NODES})}</script>'


@pytest.mark.parametrize(
    ("why", "head", "body", "authors"),
    [
        ("linked data", linked(author=[ANN, TOM]), "", ("Ann Lee", "Tom Ray")),
        ("one string for two", linked(author={"@type": "Person", "name": "Ann Lee and Tom Ray"}),
         "", ("Ann Lee", "Tom Ray")),
        ("a reference", GRAPH, "", ("Ann Lee",)),
        ("By, role, address", '<meta name="author" content="By ANN LEE, Staff Writer, a@x.org">',
         "", ("Ann Lee",)),
        ("an address is no name", meta(article__author="https://social.example/ann"),
         '<p class="byline">By Ann Lee</p>', ("Ann Lee",)),
        ("a link", "", '<h1>Harbour reopens</h1><a rel="author" href="/x">Ann Lee</a>',
         ("Ann Lee",)),
        ("the byline names one more", linked(author=ANN),
         '<h1>Harbour reopens</h1><p class="byline">By Ann Lee and Tom Ray</p>',
         ("Ann Lee", "Tom Ray")),
        ("not those of other articles", linked(author=ANN),
         '<div class="related"><p class="byline">By Tom Ray</p></div>', ("Ann Lee",)),
        ("nor of comments", "", '<div class="comments"><p class="author">Tom Ray</p></div>', ()),
        ("a line without any class", "", "<h1>Harbour reopens</h1><p>Von Jana Muster</p>",
         ("Jana Muster",)),
        ("the site is no author", meta(og__site_name="The Courier")
         + linked(author={"@type": "Person", "name": "The Courier"}), "", ()),
        ("nor its desk", linked(author={"@type": "Organization", "name": "Sports desk"}), "", ()),
        ("an agency where no person is named",
         linked(author={"@type": "Organization", "name": "AFP"}), "", ("AFP",)),
        ("but not beside a person",
         linked(author=[ANN, {"@type": "Organization", "name": "AFP"}]), "", ("Ann Lee",)),
        ("doubles", linked(author=[ANN, ANN]), "", ("Ann Lee",)),
        ("Spanish", '<meta name="author" content="Por María Ruiz y Juan Vega">', "",
         ("María Ruiz", "Juan Vega")),
        ("microdata", "", '<i itemprop="author" itemscope>By <b itemprop="name">Ann Lee</b></i>',
         ("Ann Lee",)),
        ("by and the name in elements of their own", "",
         "<h1>Harbour<br>reopens after storm</h1><p>von <a href='/x'>Jana Muster</a></p>",
         ("Jana Muster",)),
        ("a label far below", "", "<h1>Harbour reopens</h1>" + "<p>Ferries left.</p>" * 30
         + "<li><b>Autorin/Autor</b> Jana Muster</li>", ("Jana Muster",)),
        ("an agency behind the name",
         linked(author={**ANN, "name": "Ann Lee The Associated Press"}), "", ("Ann Lee",)),
        ("a house and its place name nobody", meta(og__site_name="DER BOTE")
         + '<meta name="author" content="DER BOTE, Hamburg, Germany">',
         "<h1>Harbour reopens</h1><p>By Ann Lee</p>", ("Ann Lee",)),
        ("nor where no byline stands", meta(og__site_name="The Courier")
         + '<meta name="author" content="The Courier, New York, USA">', "", ()),
        ("a house before a person", meta(og__site_name="The Courier")
         + '<meta name="author" content="The Courier, Ann Lee">', "", ("Ann Lee",)),
        ("a default of the publishing system", '<meta name="author" content="Super User">',
         '<p itemprop="author" itemscope>Scritto da <b itemprop="name">Anna Bianchi</b></p>',
         ("Anna Bianchi",)),
        ("a default alone", '<meta name="author" content="Super User">', "", ()),
        ("names that are links and text in turn", "", "<h1>Digue fissurée</h1><p>Par <a href='/x'>"
         "Léa Dupont</a> et Yann Quéré • Publié le 8 février 2024</p>",
         ("Léa Dupont", "Yann Quéré")),
        ("three of them", "", "<h1>Harbour reopens</h1><p>By <a href='/x'>Ann Lee</a> and "
         "<a href='/y'>Tom Ray</a> | 3 March 2023</p><p>and so it went on.</p>",
         ("Ann Lee", "Tom Ray")),
        ("a menu of languages is no byline", "", "<h1>Harbour reopens</h1><i>DE</i><i>IT</i>"
         "<i>EN</i><i>Our house</i>", ()),
        ("a name and a date", "", '<h2>x</h2><p class="autor">Jan Nowak, 14 lutego 2009</p>',
         ("Jan Nowak",)),
        ("a name and a place", "", '<p class="autor">Ana Ruiz | Palma de Mallorca | 08/01/2014</p>',
         ("Ana Ruiz",)),
        ("a word in a class", "", '<h1>x</h1><p class="auto-play">Jan Nowak</p>', ()),
        ("a path is no name", "", '<i class="breadcrumb author">Text Planung</i>', ()),
        ("the foot of the post", "", '<div class="post-footer">Postado por <i itemprop="author">'
         '<b itemprop="name">Ana Ruiz</b></i> às 10:47</div>', ("Ana Ruiz",)),
        ("not the foot of the page", "", '<div class="footer"><i itemprop="author">'
         '<b itemprop="name">Ana Ruiz</b></i></div>', ()),
        ("a name before an account", meta(article__author="couriernewsdesk"),
         '<i data-hook="user-name">Ann Lee</i><h1>Harbour reopens</h1>', ("Ann Lee",)),
        ("an account where nothing else is named", meta(article__author="annlee7"), "",
         ("annlee7",)),
        ("persons and their agency beside a date", "", "<h1>Norppa eksyi</h1><p><i>Sanna Väisänen, "
         "STT</i> <time>8.10.2024 11:24</time></p>", ("Sanna Väisänen",)),
        ("in one line with the date", "", "<h1>Norppa eksyi</h1><p>Ann Lee and Tom Ray, AFP, "
         "3 March 2024</p>", ("Ann Lee", "Tom Ray")),
        ("the photographer and an agency", "", "<h1>Norppa eksyi</h1><p>Ann Lee / AFP</p>"
         "<p>The seal came at night.</p><p>3 March 2024</p>", ()),
        ("a sentence and a date", "", "<h1>Norppa eksyi</h1><p>Seal seen in town, AFP says</p>"
         "<p>3 March 2024</p>", ()),
        ("the dot of a firm", "", '<h1>x</h1><p class="byline">Acme Metals Inc.</p>', ()),
        ("a firm writes nothing",
         linked(author={"@type": "Organization", "name": "Acme Metals Inc."}), "", ()),
        ("nor is it a person", '<meta name="author" content="Acme Robotics, Inc.">', "", ()),
        ("in other countries", '<meta name="author" content="Beispiel Metall GmbH">', "", ()),
        ("an institute is stated", '<meta name="author" content="Ostwick Institute of Tides">', "",
         ("Ostwick Institute of Tides",)),
        ("a correspondent without a name", linked(author={**ANN, "name": "প্রতিনিধি"}), "", ()),
        ("a desk in Bengali", linked(author={**ANN, "name": "ডেস্ক রিপোর্ট"}), "", ()),
        ("a desk in Hindi", linked(author={**ANN, "name": "नवभारत डेस्क"}), "", ()),
        ("a desk in Turkish", linked(author={**ANN, "name": "Haber Merkezi"}), "", ()),
        ("a person in Hindi", linked(author={**ANN, "name": "संवाददाता राम कुमार"}), "",
         ("राम कुमार",)),
        ("Twitter's pair", meta(twitter__label1="Written by", twitter__data1="Ann Lee"), "",
         ("Ann Lee",)),
    ],
)  # fmt: skip
def test_authors(why: str, head: str, body: str, authors: tuple[str, ...]) -> None:
    assert read(head, body).authors == authors


@pytest.mark.parametrize(
    ("lang", "line", "authors"),
    [
        ("el", "Του Σταύρου Μελισσά", ("Σταύρου Μελισσά",)),
        ("el-GR", "Της Μαρίας Δήμου", ("Μαρίας Δήμου",)),
        ("sw", "Na Mwanahamisi Omar", ("Mwanahamisi Omar",)),
        ("sq", "Nga Arben Hoxha", ("Arben Hoxha",)),
        ("tl", "Ni Juan Cruz", ("Juan Cruz",)),
        ("is", "Eftir Jón Jónsson", ("Jón Jónsson",)),
        ("el", "Του Πάσχα", ()),
        ("el", "Της νέας χρονιάς", ()),
        ("hr", "Na Starom Gradu", ()),
        ("sw", "Na leo mvua imenyesha", ()),
        ("it", "Per Anna Bianchi", ()),
        ("en", "Of Ann Lee", ()),
    ],
)
def test_words_for_by_of_one_language(lang: str, line: str, authors: tuple[str, ...]) -> None:
    assert read("", f"<h1>Harbour reopens</h1><p>{line}</p>", lang=lang).authors == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ann Lee (now) and Tom Ray (earlier)", ("Ann Lee", "Tom Ray")),
        ("Ann Lee in London and Tom Ray in Santiago", ("Ann Lee", "Tom Ray")),
        ("Ann and the whole crew of ferries", ()),
        ("(now) in London", ()),
        ("all in and from Ostwick", ()),
    ],
)
def test_places_and_brackets_of_a_byline(line: str, authors: tuple[str, ...]) -> None:
    body = f'<h1>Harbour reopens</h1><p class="byline">{line}</p>'
    assert read("", body).authors == authors


def film(name: str) -> str:
    return linked(**{"@type": "VideoObject"}, name=name, uploadDate="2023-03-03T19:30:00+02:00")


LIVE = "".join(
    f'<div class="liveblog-post"><time datetime="2023-03-03T{clock}:00+01:00">{clock}</time></div>'
    for clock in ("18:40", "15:05", "06:58")
)


@pytest.mark.parametrize(
    ("why", "head", "body", "published"),
    [
        ("linked data", linked(datePublished="2023-03-03T10:15:00+02:00"), "",
         "2023-03-03T10:15:00+02:00"),
        ("meta", meta(article__published_time="2023-03-03T10:15:00Z"), "",
         "2023-03-03T10:15:00+00:00"),
        ("the same moment in local time", meta(article__published_time="2023-03-04T02:15:00Z"),
         '<h1>x</h1><time datetime="2023-03-03T21:15:00-05:00">March 3</time>',
         "2023-03-03T21:15:00-05:00"),
        ("a time that is shown tells the zone", linked(datePublished="2023-03-04T02:15:30Z"),
         '<h1>x</h1><p class="date">March 3, 2023, 9:15 PM</p>', "2023-03-03T21:15:30-05:00"),
        ("no zone is stated, none is invented", linked(datePublished="2023-03-03 10:15"), "",
         "2023-03-03T10:15:00"),
        ("a time element", "", '<h1>x</h1><time datetime="2023-03-03">3.3.</time>', "2023-03-03"),
        ("published before updated", "", '<time class="updated" datetime="2023-04-01"></time>'
         '<time class="published" datetime="2023-03-03"></time>', "2023-03-03"),
        ("shown near the headline", "", '<p>1 January 2020</p><h1>x</h1><p class="date">'
         "Published 3 March 2023</p>", "2023-03-03"),
        ("shown without a class", "", "<h1>Harbour reopens</h1><p>3. März 2023</p>", "2023-03-03"),
        ("not a teaser's", "", '<div class="related"><time datetime="2020-01-01"></time></div>'
         '<h1>x</h1><p>3 March 2023</p>', "2023-03-03"),
        ("another statement knows the minute", linked(datePublished="2023-03-03")
         + meta(article__published_time="2023-03-03T10:15:00-05:00"), "",
         "2023-03-03T10:15:00-05:00"),
        ("the page shows the minute", '<meta name="date" content="March 3, 2023">',
         "<h1>Harbour reopens</h1><p>March 3, 2023 4:15 PM EST</p>", "2023-03-03T16:15:00-05:00"),
        ("midnight is no finer", linked(datePublished="2023-03-03")
         + meta(article__published_time="2023-03-03T00:00:00Z"), "", "2023-03-03"),
        ("nor is another day", linked(datePublished="2023-03-03"),
         "<h1>Harbour reopens</h1><p>March 2, 2023 4:15 PM EST</p>", "2023-03-03"),
        ("nor the change of the same day", linked(datePublished="2023-03-03"),
         "<h1>Harbour reopens</h1><p>Updated March 3, 2023 4:15 PM EST</p>", "2023-03-03"),
        ("hAtom", "", '<h1>x</h1><abbr class="published" title="2023-03-03T10:15:00-0700">'
         "Friday</abbr>", "2023-03-03T10:15:00-07:00"),
        ("an abbreviation is no date", "", '<h1>x</h1><abbr title="2023 budget">B</abbr>', ""),
        ("both in a line", "", "<h1>Harbour reopens</h1><p>Published 8:11 p.m. ET Dec. 3, 2020 | "
         "Updated 9:00 p.m. ET Dec. 4, 2020</p>", "2020-12-03T20:11:00"),
        ("Greek, with the author", "", "<h1>Harbour reopens</h1><p>Δημοσιεύτηκε: Τρίτη, 6 Ιουνίου "
         "2023, 12:15 | Συντάκτης: Ελένη Μαυράκη</p>", "2023-06-06T12:15:00"),
        ("a live blog begins with its oldest report", "", "<h1>x</h1>" + LIVE,
         "2023-03-03T06:58:00+01:00"),
        ("a list of news does not", "", "<h1>x</h1>" + LIVE.replace("liveblog-post", "item"),
         "2023-03-03T18:40:00+01:00"),
        ("a time of its own states the zone of the shown minute", "", "<h1>x</h1><div class=footer>"
         '<time datetime="2023-03-03T10:15:00+01:00">3.3.2023 10:15</time></div>',
         "2023-03-03T10:15:00+01:00"),
        ("a time of another minute does not", "", "<h1>x</h1><p class=date>3.3.2023 10:15</p>"
         '<div class=footer><time datetime="2023-03-03T10:16:00+01:00"></time></div>',
         "2023-03-03T10:15:00"),
        ("epoch", '<meta name="date" content="1677837600">', "", "2023-03-03T10:00:00+00:00"),
        ("a video that the page is about", film("Harbour reopens"), "<h1>Harbour reopens</h1>",
         "2023-03-03T19:30:00+02:00"),
        ("a video of something else", film("Harbour in 2019"), "<h1>Harbour reopens</h1>", ""),
        ("a video in an article", film("Harbour reopens") + linked(headline="Harbour reopens",
         datePublished="2023-03-04"), "<h1>Harbour reopens</h1>", "2023-03-04"),
        ("nonsense", linked(datePublished="{{date}}") + '<meta name="date" content="?">', "", ""),
        ("no such day", linked(datePublished="2023-02-31T10:00:00Z"), "", ""),
    ],
)  # fmt: skip
def test_published(why: str, head: str, body: str, published: str) -> None:
    assert read(head, body).published == published


@pytest.mark.parametrize(
    "heading",
    ["We value your privacy", "Most read", "Menu", "Share this", "Latest news", "Comments", "Sport",
     "Politik", "Wir verwenden Cookies", "About us", "Dairy Weekly", "Mes données, ma vie privée"],
)  # fmt: skip
def test_a_second_heading_of_other_things_is_no_headline(heading: str) -> None:
    title, mast = meta(og__title="Dairy Weekly"), '<h1><a href="/">Dairy Weekly</a></h1>'
    site = meta(og__site_name="Dairy Weekly")
    told = read(title + site, f"{mast}<h2>{heading}</h2>{PROSE}").headline
    assert told in ("", "Dairy Weekly")
    assert read(site, f"<h2>{heading}</h2>{PROSE}").headline == ""


def test_a_second_heading_needs_prose_and_a_page_that_names_its_site() -> None:
    title, heading = meta(og__title="Dairy Weekly"), "<h2>A cow is not a metaphor</h2>"
    site = meta(og__site_name="Dairy Weekly")
    assert read(title + site, heading).headline == ""
    assert read(title + site, f"{heading}<h2>And a goat</h2>").headline == ""
    assert read("", heading + PROSE).headline == ""
    assert read(title + site, heading + PROSE).headline == "A cow is not a metaphor"


STORY = "<p>The harbour of Ostwick has reopened after nine days of storm and repairs.</p>" * 4


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f'<time datetime="2023-03-03T18:45:00">x</time>{STORY}', "2023-03-03T18:45:00"),
        (f"<p>{'A standfirst tells all in one sentence. ' * 5}</p>"
         f'<time datetime="2023-03-03T18:45:00">x</time>{STORY}', "2023-03-03T18:45:00"),
        (f"<p>3 March 2023, 18:45</p>{STORY}", "2023-03-03T18:45:00"),
        # of another article, a comment, the story
        (STORY + '<div class="box"><h3><a href="/b">Other story</a></h3>'
         '<time datetime="2023-03-03T18:45:00">x</time></div>', "2023-03-03"),
        (STORY + '<section class="discussion"><time datetime="2023-03-03T22:10:00">x</time>'
         "</section>", "2023-03-03"),
        ("<p>The vote is on 3 March 2023 at 18:30 in the town hall.</p>" + STORY, "2023-03-03"),
        (STORY.replace("<p>", "").replace("</p>", "<br>")
         + '<time datetime="2023-03-03T18:45:00">x</time>', "2023-03-03"),
        ('<time datetime="2023-03-04T18:45:00">x</time>' + STORY, "2023-03-03"),
    ],
)  # fmt: skip
def test_the_minute_is_the_articles_own(body: str, published: str) -> None:
    head = '<meta name="date" content="2023-03-03">'
    assert read(head, f"<h1>Harbour reopens</h1>{body}").published == published


def test_a_change_is_the_articles_own() -> None:
    head, heading = '<meta name="date" content="2023-03-03">', "<h1>Harbour reopens</h1>"
    time = '<time class="updated" datetime="2024-06-01T08:00:00">x</time>'
    assert read(head, heading + time + STORY).modified == "2024-06-01T08:00:00"
    teaser = f'<div class="box"><h3>Other</h3>{time}</div>'
    assert read(head, heading + STORY + teaser).modified == ""


def test_date_in_the_address() -> None:
    assert read(url="https://courier.example/2023/03/03/harbour").published == "2023-03-03"
    assert read(url="https://courier.example/2023/mar/03/harbour").published == "2023-03-03"
    assert read(url="https://courier.example/story-12345678").published == ""


@pytest.mark.parametrize(
    ("why", "head", "body", "modified"),
    [
        ("meta", '<meta name="modified-date" content="2023-03-05T08:00:00Z">', "",
         "2023-03-05T08:00:00+00:00"),
        ("a time element", "", '<h1>x</h1><time class="updated" datetime="2023-03-05">5.3.</time>',
         "2023-03-05"),
        ("shown", "", "<p>Updated: Mar 5, 2023</p><h1>Harbour reopens</h1>", "2023-03-05"),
        ("shown in Korean", "", "<h1>x</h1><li>입력 2023.03.05 06:00</li><li>수정 2023.03.05 10:12"
         "</li>", "2023-03-05T10:12:00"),
        ("behind the publication", "", "<h1>x</h1><p>Publié le 3 mars 2023, mis à jour le 5 mars "
         "2023 à 7h15</p>", "2023-03-05T07:15:00"),
        ("after a sign", "", "<h1>x</h1><p>Published 8:11 p.m. ET Dec. 3, 2020 | Updated 9:00 p.m. "
         "ET Dec. 3, 2020</p>", "2020-12-03T21:00:00"),
        ("a publication", "", "<h1>x</h1><p>Published 3 March 2023</p>", ""),
        ("a date alone", "", "<h1>x</h1><p>3 March 2023</p>", ""),
        ("a sentence", "", "<h1>x</h1><p>Updated rules of 3 March 2023 are now law</p>", ""),
        ("before the publication", linked(datePublished="2023-03-03"),
         "<h1>x</h1><p>Updated 3 March 2021</p>", ""),
        ("far below", "", "<h1>x</h1>" + "<p>Ferries left.</p>" * 30
         + "<p>Updated 5 March 2023</p>", ""),
        ("of another article", "", '<div class="related"><time class="updated" datetime='
         '"2023-03-05">5.3.</time></div>', ""),
        ("a report of a live blog", "", "<h1>x</h1>" + LIVE.replace("post", "post updated"), ""),
    ],
)  # fmt: skip
def test_modified(why: str, head: str, body: str, modified: str) -> None:
    assert read(head, body).modified == modified


def test_modified_is_kept_apart() -> None:
    told = read(linked(datePublished="2023-03-03", dateModified="2023-03-05T08:00:00Z"))
    assert (told.published, told.modified) == ("2023-03-03", "2023-03-05T08:00:00+00:00")


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("/world/harbour", "https://www.courier.example/world/harbour"),
        ("http://[ccpa-preferences]", "https://courier.example/og"),
        ("javascript:void(0)", "https://courier.example/og"),
        ("https://other.example/harbour", "https://courier.example/og"),
        ("https://courier.example/a/?id=7&utm_source=x", "https://courier.example/a/?id=7"),
        ("http://courier.example/a?utm_source=x&fbclid=y", "http://courier.example/a"),
        ("https://courier.example/a?b=2&a=1#c", "https://courier.example/a?b=2&a=1#c"),
    ],
)
def test_canonical(stated: str, address: str) -> None:
    head = f'<link rel="canonical" href="{stated}">' + meta(og__url="https://courier.example/og")
    assert read(head).canonical == address


@pytest.mark.parametrize(
    "source",
    ["The Courier", "https://www.courier.example/world/harbour-reopens", "https://courier.test/"],
)
def test_the_site_itself_is_no_credit(source: str) -> None:
    head = meta(og__site_name="The Courier") + linked(isBasedOn=source, headline="Harbour reopens")
    assert read(head).credit == ""
    assert read(linked(isBasedOn="https://sound.example/a")).credit == "sound.example"


@pytest.mark.parametrize(
    ("value", "credit"),
    [("Reuters", "Reuters"), ("新华社", "新华社"), ("AFP, dpa", "AFP, dpa"), ("The Courier", ""),
     ("web", ""), ("Ann Lee", "")],
)  # fmt: skip
def test_an_agency_as_the_source(value: str, credit: str) -> None:
    assert read(f'<meta name="source" content="{value}">').credit == credit


ORGANISATION = {"@type": "Organization", "name": "Reuters"}


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        (linked(author=ORGANISATION), "Reuters"),
        (linked(author=[ANN, ORGANISATION]), "Reuters"),
        (linked(author={**ANN, "name": "TT"}), "TT"),
        ('<meta name="author" content="Associated Press">', "Associated Press"),
        ('<meta name="author" content="Ann Lee, AFP">', "AFP"),
        (
            linked(author={**ORGANISATION, "name": "北辺日報"}, headline="シカと衝突(北辺日報)"),
            "北辺日報",
        ),
        (linked(author=ANN), ""),
        (linked(author={**ORGANISATION, "name": "Ostwick Institute"}), ""),
        (linked(author={**ORGANISATION, "name": "北辺日報"}, headline="北辺日報が休刊"), ""),
        (meta(og__site_name="Reuters") + linked(author=ORGANISATION), ""),
        ('<meta name="author" content="Ann Lee who covers Reuters">', ""),
        (linked(author={**ORGANISATION, "name": "Acme Inc."}, headline="Acme Inc. opens"), ""),
    ],
)
def test_an_agency_among_the_authors(head: str, agency: str) -> None:
    told = read(head)
    assert (told.agency, told.credit) == (agency, "")


def test_another_publishers_address_is_the_credit() -> None:
    told = read('<link rel="canonical" href="https://other.example/harbour">')
    assert (told.canonical, told.credit) == ("https://other.example/harbour", "other.example")


def test_section_tags_site_language() -> None:
    head = meta(og__site_name="The Courier", article__section="World", article__tag="Harbour")
    head += '<meta name="keywords" content="harbour, storm; quay">'
    told = read(head, lang="en-GB")
    assert (told.site_name, told.section, told.language) == ("The Courier", "World", "en-GB")
    assert told.tags == ("Harbour", "storm", "quay")


LOGO, RIGHTS = '<a href="/">Evening Mail</a>', "<p>© 2024 Evening Mail Ltd</p>"


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        ("Harbour reopens | Evening Mail", LOGO, "Evening Mail"),
        ("Evening Mail: Harbour reopens", LOGO, "Evening Mail"),
        ("Harbour reopens - Evening Mail", RIGHTS, "Evening Mail"),
        ("Harbour reopens", LOGO + RIGHTS, "Evening Mail"),
        ("Harbour reopens | The Courier", "", "The Courier"),
        ("Harbour reopens -- Evening Mail", '<img src="logo.gif" alt="Evening Mail">',
         "Evening Mail"),
        ("港口重開-江城在线", '<a href="/">江城在线</a>', "江城在线"),
        ("Harbour reopens | Evening Mail", "", ""),
        ("Harbour reopens", LOGO, ""),
        ("Harbour reopens | Business", '<a href="/">Business</a>', ""),
        ("Harbour reopens | Home", '<a href="/">Home</a>', ""),
        ("Ostwick: Harbour reopens", LOGO, ""),
        ("Harbour reopens | 2024", RIGHTS, ""),
        ("", "", ""),
        ("Evening Mail", '<h1><a href="/">Evening Mail</a></h1>', "Evening Mail"),
        ("The Courier", "", "The Courier"),
        ("Harbour reopens | Evening Mail", '<h1 class="logo">Evening Mail</h1>', "Evening Mail"),
        ("Harbour reopens : Evening Mail", RIGHTS, "Evening Mail"),
        ("Harbour reopens | Evening Mail", "<p>© Evening Mail. All rights reserved. No part of it "
         "may be copied, sold or sent without a written permission.</p>", "Evening Mail"),
        ("Harbour reopens | EveningMail", RIGHTS, "EveningMail"),
        ("渡口重开_新闻_江湖网", "<p>Copyright © 1998-2024 江湖网 版权所有</p>", "江湖网"),
        ("Harbour reopens | Evening Mail", '<div id="siteLogo">Evening Mail</div>',
         "Evening Mail"),
        # a headline told again, words within words, a person, a line that is about more
        ("Club shows new crest", '<img src="/img/new-logo.jpg" alt="Club shows new crest">', ""),
        ("Club shows new crest | Sport", '<h1>Club shows new crest</h1>'
         '<img src="/img/new-logo.jpg" alt="Club shows new crest">', ""),
        ("Books of May | Ostwick", '<div class="catalogo">Books of May</div>', ""),
        ("Books of May | Ostwick", '<div class="prologo"><h1>Books of May</h1></div>', ""),
        ("Rain: harbour flooded again in Ostwick", "<p>© 2023 Ukraine Post</p>", ""),
        ("Rain | Harbour flooded", "<p>© 2023 Ukraine Post</p>", ""),
        ("Iran: oil flows again", "<p>© Tirana Times</p>", ""),
        ("Iran: oil flows again", "<p>© 2023 Iran Times</p>", ""),
        ("Ann Lee: why I left the sea", "<p>Photo © Ann Lee</p>", ""),
        ("Why I left the sea: Ann Lee", "<p>Photo © Ann Lee</p>", ""),
        ("Harbour reopens | Ostwick", "<p>© 2023 all pictures of the harbour in Ostwick are the "
         "property of those who took them in those years</p>", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_site_is_shown_twice(title: str, body: str, name: str) -> None:
    url = URL.replace("courier", "thecourier")
    assert read(f"<title>{title}</title>", f"<h1>x</h1>{body}", url).site_name == name


def steps(*names: str) -> str:
    items = [{"@type": "ListItem", "name": name} for name in names]
    node = {"@type": "BreadcrumbList", "itemListElement": items}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (steps("Home", "News", "World", "Harbour reopens after storm"), "World"),
        (steps("Gear"), "Gear"),
        (steps("Home", "World", "Harbour reopens"), "World"),
        ('<meta name="articleSection" content="Life">', "Life"),
        (meta(article__section="Life") + steps("Home", "World"), "Life"),
        (steps("Home", "Harbour reopens after storm"), ""),
        (steps("Home"), ""),
        (steps("Home", "World", "Page 2"), "World"),
        (steps("Home", "Monde", "3", "Harbour reopens after storm"), "Monde"),
        (steps("Startseite", "Seite 2"), ""),
        (steps("首页", "第2页"), ""),
        (steps("Home", "Sport", "Formula 1"), "Formula 1"),
        (steps("Home", "Pages of history"), "Pages of history"),
        (steps(), ""),
        ("", ""),
    ],
)
def test_section(head: str, section: str) -> None:
    assert read(head, "<h1>Harbour reopens after storm</h1>").section == section


def test_every_claim_is_kept() -> None:
    head = linked(headline="One", datePublished="2023-03-03") + meta(og__title="Two")
    told = read(head, "<h1>Three</h1>")
    assert told.claims["json-ld headline"] == ("One",)
    assert told.claims["meta og:title"] == ("Two",)
    assert told.claims["h1"] == ("Three",)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Harbour\nreopens", "author": {"name": "Ann Lee"},}',
        '<!-- {"@type": "NewsArticle", "headline": "Harbour reopens", "author": "Ann Lee"} -->',
        '{"@type": "NewsArticle", "headline": "Harbour reopens", "author": "Ann Lee"};',
        '{"@type": "Site"}{"@type": "Article", "headline": "Harbour reopens", "author": "Ann Lee"}',
        '[{"@type": ["A", "NewsArticle"], "headline": ["Harbour reopens"], "author": ["Ann Lee"]}]',
        '{"@type": "NewsArticle", "headline": "Harbour reopens", "description": "a "quoted" word",'
        ' "author": {"@type": "Person", "name": "Ann Lee"}}',
    ],
)
def test_damaged_linked_data(script: str) -> None:
    told = read(f'<script type="application/ld+json">{script}</script>')
    assert (told.headline, told.authors) == ("Harbour reopens", ("Ann Lee",))


def test_the_article_among_many_nodes() -> None:
    nodes = [
        {"@type": "NewsArticle", "headline": "Another story", "author": TOM},
        {"@type": "NewsArticle", "headline": "Harbour reopens", "author": ANN},
    ]
    script = f'<script type="application/ld+json">{json.dumps(nodes)}</script>'
    told = read(script + meta(og__title="Harbour reopens"))
    assert (told.headline, told.authors) == ("Harbour reopens", ("Ann Lee",))


def test_article_body_is_as_stated() -> None:
    told = read(linked(headline="x", articleBody="The  Harbour\nhas <b>reopened</b>."))
    assert told.article_body.startswith("The  Harbour\nhas")


HOSTILE = {
    "deep linked data": '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    "deep objects": '<script type="application/ld+json">' + '{"a":' * 50_000 + "</script>",
    "wide linked data": '<script type="application/ld+json">[' + "{}," * 300_000 + "{}]</script>",
    "many metas": '<meta name="author" content="Ann Lee">' * 50_000,
    "many times": '<time datetime="2023">x</time>' * 50_000,
    "many bylines": '<p class="byline">By Ann Lee</p>' * 30_000,
    "nested bylines": '<div class="author">' * 20_000,
    "long title": "<title>" + "a | " * 250_000 + "</title>",
    "long author": '<meta name="author" content="' + "By and, " * 100_000 + '">',
    "long date": '<meta name="date" content="' + "1" * 500_000 + '">',
    "many headings": "<h1>Harbour reopens after storm</h1>" * 20_000,
    "lone brackets": '<script type="application/ld+json">{' + '"author":{' * 50_000 + "</script>",
    "address": f'<link rel="canonical" href="https://x.example/{"a/" * 50_000}">',
}


@pytest.mark.parametrize("why", HOSTILE)
def test_hostile_pages_take_bounded_time(why: str) -> None:
    tree = LexborHTMLParser("<html><body>" + HOSTILE[why])
    start = time.process_time()
    told = read_metadata(tree, "https://x.example/a")
    assert time.process_time() - start < 6
    assert len(told.headline) <= 400
