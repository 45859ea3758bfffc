"""A page becomes labelled blocks: nothing dropped, junk labelled, bounded on hostile input."""

import pytest

from articles import Article, DamageKind, Kind
from articles.page import MOST_BYTES, read_page

PROSE = (
    "The harbour of Veldmoor reopened on Tuesday after a storm that had closed it for two weeks,"
    " and the first ferries left before dawn."
)
MORE = (
    "Officials said the repairs, which cost more than planned, would be paid from the fund for"
    " coastal towns over the next three years."
)


def page(*parts: str, head: str = "") -> Article:
    story = "".join(parts)
    html = (
        f"<html lang=en><head><title>Harbour reopens</title>{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/world>World</a></nav>"
        f"<article><h1>Harbour reopens</h1><p>{PROSE}</p>{story}<p>{MORE}</p></article>"
        "<footer>© 2031 The Veldmoor Post. All rights reserved.</footer></body></html>"
    )
    return read_page(html.encode(), url="https://veldmoor.example/harbour")


def kinds(article: Article, words: str) -> list[Kind]:
    return [block.kind for block in article.blocks if words in block.text]


def test_the_story_and_its_furniture() -> None:
    article = page()
    assert article.headline == "Harbour reopens"
    assert article.body == f"{PROSE}\n\n{MORE}"
    assert kinds(article, "Harbour reopens") == [Kind.HEADLINE]
    assert kinds(article, "All rights reserved") == [Kind.LEGAL]
    assert kinds(article, "World") == [Kind.NAVIGATION]


def test_junk_between_paragraphs_is_labelled_and_not_body() -> None:
    junk = {
        '<p>See also <a href="/x">Bridge at Oldmere closes</a></p>': Kind.RELATED,
        "<p>See also  Bridge at Norfield closes after a crash</p>": Kind.RELATED,
        "<div class=bar><a>Facebook</a> <a>Twitter</a> <a>Share</a></div>": Kind.SHARE,
        "<div class=slot><p>Advertisement</p></div>": Kind.AD,
        "<aside><p>Sign up for our Tides newsletter, in your inbox every day.</p></aside>": (
            Kind.NEWSLETTER
        ),
        "<p>To continue reading, log in or subscribe to Post Plus.</p>": Kind.PAYWALL,
        "<p>{{ article.lead }} undefined</p>": Kind.TEMPLATE,
    }
    article = page(*junk)
    assert article.body == f"{PROSE}\n\n{MORE}"
    assert [b.kind for b in article.blocks if not b.is_story][2:-1] == list(junk.values())


def test_spaces_and_links_stay_where_they_are() -> None:
    text = "The&nbsp;mayor, <a href='/m'>Ada  Brandt</a>,\n said that the town had waited long."
    article = page(f"<p>{text}</p>")
    block = next(b for b in article.blocks if "Brandt" in b.text)
    assert block.text.startswith("The\u00a0mayor, Ada Brandt, said")
    link = block.links[0]
    assert (link.href, block.text[link.start : link.end]) == ("/m", "Ada Brandt")


def test_scripts_and_comments_never_become_text() -> None:
    article = page("<script>var secret = 1</script><!-- secret --><style>.secret{}</style>")
    assert not kinds(article, "secret")


@pytest.mark.parametrize(
    "markup, shown",
    [
        ("<p>A plant of <math><mn>30</mn></math> megawatts.</p>", "A plant of 30 megawatts."),
        ("<svg><title>icon</title><g><text>Tides in <tspan>2031</tspan></text></g></svg>", "2031"),
        (
            "<t-box><template shadowrootmode='open'><p>Tides inside a root.</p></template></t-box>",
            "Tides inside a root.",
        ),
    ],
)
def test_formulas_charts_and_shadow_roots_are_text(markup: str, shown: str) -> None:
    article = page(markup)
    assert kinds(article, shown)
    assert not kinds(article, "icon")


@pytest.mark.parametrize(
    "markup, shown",
    [
        ("<span>Ida Holm</span><span>5 May 2031</span><span>12:40</span>", "5 May 2031 12:40"),
        ("<span>Worth knowing</span><a href=/t>Tides of May</a>", "Worth knowing Tides of May"),
        ("<span>T</span><span>he tide</span> of <b>Mon</b>day", "The tide of Monday"),
        ("H<sub>2</sub>O and km<sup>2</sup>, <i>Titanic</i>’s", "H2O and km2, Titanic’s"),
        ("<span>iPhone</span> <span>You</span><span>Tube</span>", "iPhone YouTube"),
        ("ferry<b>Oldmere</b>", "ferryOldmere"),
        ("<span>Leser</span><span>Innen</span>", "LeserInnen"),
        ("<em>1990</em><em>er Jahre</em>", "1990er Jahre"),
        ("<b>2031</b><span>年预算案</span>", "2031年预算案"),
        ("<em>Face</em><em>Book</em>", "FaceBook"),
    ],
)
def test_neighbours_are_parted_where_a_word_ends(markup: str, shown: str) -> None:
    assert kinds(page(f"<div>{markup}</div>"), shown)


def test_rows_of_figures_are_read_as_one_and_belong_to_the_story() -> None:
    rows = (
        "<tr><th>Party</th><th>Share</th></tr><tr><td>Tides</td><td><a href=/t>31 %</a></td></tr>"
    )
    article = page(f"<figure class=wp-block-table><table>{rows}</table></figure>")
    assert kinds(article, "Party | Share") == [Kind.TABLE]
    (row,) = [block for block in article.blocks if block.text == "Tides | 31 %"]
    assert [row.text[link.start : link.end] for link in row.links] == ["31 %"]


def test_a_table_behind_the_last_paragraph_belongs_to_the_story_in_its_box() -> None:
    table = (
        "<table><tr><th>Team</th><th>Points</th></tr><tr><td>Oldmere</td><td>9</td></tr></table>"
    )
    story = f"<h1>Oldmere win</h1><div><p>{PROSE}</p><p>{MORE}</p>"
    inside = read_page(f"{story}{table}</div>".encode())
    assert inside.body.endswith("Team | Points\n\nOldmere | 9")
    outside = read_page(f"{story}</div><aside>{table}</aside>".encode())
    assert outside.body == f"{PROSE}\n\n{MORE}"


def test_names_of_boxes_around_the_headline_or_the_story_say_nothing_of_all_in_them() -> None:
    head = "<div class=story__header><h1>Harbour reopens</h1><p>What a long week</p></div>"
    rest = f"<div class=paywall><p>{PROSE}</p><p>Two ships</p><p>{MORE}</p></div>"
    article = read_page(f"<title>Harbour reopens</title>{head}{rest}".encode())
    assert Kind.NAVIGATION not in kinds(article, "What a long week")
    assert Kind.PAYWALL not in kinds(article, "Two ships")
    bar = "<div class=header><p>Ports</p></div>"
    below = read_page(f"<h1>Harbour reopens</h1>{rest}{bar}".encode())
    assert kinds(below, "Ports") == [Kind.NAVIGATION]


def test_hidden_cells_and_tables_of_links_stay_outside() -> None:
    row = "<tr><td>Reds</td><td style='display:none'>SECRET</td><td>41</td></tr>"
    article = page(f"<table>{row * 2}</table>")
    assert "SECRET" not in article.body and not kinds(article, "Reds | SECRET")
    links = "<tr><td><a href=/a>Minister leaves</a></td><td><a href=/b>Ten recipes</a></td></tr>"
    assert "recipes" not in page(f"<table>{links * 2}</table>").body


def test_cells_that_lay_out_a_page_stay_apart() -> None:
    article = page(f"<table><tr><td>{MORE * 2}</td><td>Tides</td></tr></table>")
    assert not kinds(article, " | ")
    below = page().blocks[-1].text
    assert not kinds(read_page(f"<table><tr><td>{below}</td></tr></table>".encode()), " | ")


def test_a_headline_that_links_to_its_own_article() -> None:
    html = (
        "<html><head><title>Harbour reopens after storm</title></head><body><article>"
        f"<h2 class=entry-title><a href=/h>Harbour reopens after storm</a></h2><p>{PROSE}</p>"
        f"<p>{MORE}</p></article></body></html>"
    )
    assert kinds(read_page(html.encode()), "reopens after storm") == [Kind.HEADLINE]


def test_links_below_a_related_label_are_related() -> None:
    article = page("<p>Related articles</p><ul><li><a href=/a>Ferry runs aground</a></li></ul>")
    assert kinds(article, "Ferry runs aground") == [Kind.RELATED]


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("<a href=/list>Back to the overview</a>", Kind.NAVIGATION),
        ("<a href=/list>Zurück zur Übersicht</a>", Kind.NAVIGATION),
        ("<a href=#cranes>The cranes that stand still</a>", Kind.NAVIGATION),
        ("<a href=/c>See all comments (8)</a>", Kind.COMMENT),
        ("<a href=#>The cranes that stand still</a>", Kind.RELATED),
        ("<a href=/x#top>The cranes that stand still</a>", Kind.RELATED),
        ("<a href=/x>Back on the sea</a>", Kind.RELATED),
        ("<a href=/x>All the comments of a long day</a>", Kind.RELATED),
    ],
)
def test_links_below_a_related_label_that_lead_through_the_page(link: str, kind: Kind) -> None:
    after = "<li><a href=/b>Bridge at Norfield closes</a></li>"
    article = page(f"<p>Related articles</p><ul><li>{link}</li>{after}</ul>")
    assert [block.kind for block in article.blocks if block.text in link] == [kind]
    assert kinds(article, "Bridge at Norfield closes") == [Kind.RELATED]


def test_lines_of_one_element_are_told_apart() -> None:
    article = page("<p>Read also: Ferry runs aground<br>Share this article</p>")
    assert kinds(article, "Ferry") == [Kind.RELATED]
    assert kinds(article, "Share this") == [Kind.SHARE]


def test_damaged_input_is_said() -> None:
    for data, kind in (
        (b"", DamageKind.EMPTY),
        (b" \n", DamageKind.EMPTY),
        (b"\x00\x01\x02" * 50, DamageKind.UNSUPPORTED),
        (b" " * (MOST_BYTES + 1), DamageKind.OVERSIZE),
    ):
        article = read_page(data, path="p.html")
        assert article.damage is not None and article.damage.kind is kind
        assert not article.blocks


def test_a_page_without_body_or_markup() -> None:
    assert read_page(b"<p>Only this.").blocks[0].text == "Only this."
    assert read_page(b"no markup at all").blocks[0].text == "no markup at all"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("<p>By Ilse Brandhof</p>", Kind.BYLINE),
        ("<p>Von Ilse Brandhof</p>", Kind.BYLINE),
        ("<p>Von Ilse Brandhof 4. März 2026</p>", Kind.BYLINE),
        ("<p>By Monday 4 March 2026 all had left.</p>", Kind.PARAGRAPH),
        ("<div class='author'>Ilse Brandhof, Vienna correspondent</div>", Kind.BYLINE),
        ("<p><a rel='author' href='/x'>Ilse Brandhof</a></p>", Kind.BYLINE),
        ("<p>Published 17 November 2026, 10:30 GMT</p>", Kind.DATELINE),
        ("<p>17.11.2026, 10:30 Uhr</p>", Kind.DATELINE),
        ("<p>Thursday, May 16, 2024</p>", Kind.DATELINE),
        ("<p>Alhamisi, Mei 16, 2024</p>", Kind.DATELINE),
        ("<p>3 ธ.ค. 2567 15:30 น. ผู้ชม 1,204 คน</p>", Kind.DATELINE),
        ("<p>Ida Holm and Ilse Brandhof in Vienna</p><p>17 May 2026</p>", Kind.BYLINE),
        ("<p>Ida Holm und Ilse Brandhof</p><p>17.05.2026</p>", Kind.BYLINE),
        ("<p>Photo: the town of Veldmoor</p>", Kind.CAPTION),
        ("<header><p>Ida Holm and Ilse Brandhof</p><time>17 May 2026</time></header>", Kind.BYLINE),
        ("<p>Trains and Boats Return in Vienna</p>", Kind.PARAGRAPH),
        ("<p>Return of the Train in Vienna</p><p>17 May 2026</p>", Kind.PARAGRAPH),
        ("<p>North Vienna and the old Line</p><p>17 May 2026</p>", Kind.PARAGRAPH),
        ("<p>Photos show how Vienna was when no train ran.</p>", Kind.PARAGRAPH),
        ("<p>On Thursday, in May, all will be 16.</p>", Kind.PARAGRAPH),
        ("<p>By the sea, twelve huts are left.</p>", Kind.PARAGRAPH),
        ("<p>Published poets read first.</p>", Kind.PARAGRAPH),
        ("<p>Two dead, nine hurt.</p>", Kind.PARAGRAPH),
        ("<p>In 2026 the harbour froze.</p>", Kind.PARAGRAPH),
    ],
)
def test_what_stands_above_a_short_story(line: str, kind: Kind) -> None:
    told = (
        "<p>The lower house in Vienna passed a bill on Tuesday that obliges the state railway to "
        "run night trains to nine capitals, among them Warsaw and Rome.</p>"
    ) * 2
    page = f"<html lang=en><body><h1>Night trains return</h1>{line}{told}</body></html>"
    assert read_page(page.encode(), url="https://post.example/a").blocks[1].kind is kind


def test_a_section_over_the_headline_is_no_story() -> None:
    page = (
        b"<title>Ferry returns</title><article><p>Local</p><h1>Ferry returns</h1>"
        b"<div><p>The ferry returned to Veldmoor on Tuesday, a day after the storm had ended.</p>"
        b"<p>Nobody was hurt, the captain said, and all who had waited went on board.</p></div>"
    )
    article = read_page(page)
    assert article.body.startswith("The ferry returned")
    assert article.blocks[0].text == "Local"


def test_a_title_without_a_heading_is_cut_to_what_the_page_shows() -> None:
    page = (
        "<title>Dam bursts near Tyrgar | Evening Mail</title><table><tr><td>"
        "<font size=5><b>Dam bursts near Tyrgar</b></font><p>A dam burst late on Friday near the"
        " town of Tyrgar and flooded three villages, police said.</p>"
        "<p>Nobody was hurt, but more than 200 houses were damaged, a spokesman told the paper.</p>"
    )
    article = read_page(page.encode())
    assert article.headline == "Dam bursts near Tyrgar"
    assert [block.kind for block in article.blocks] == [
        Kind.HEADLINE,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
    ]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ('<p class="byline">By Ann Lee, Reuters</p>', "Reuters"),
        ('<p class="autor">von Imke Sottorf, dpa</p>', "dpa"),
        ('<p class="byline">By Reuters</p>', "Reuters"),
        ('<p class="byline">By Ann Lee (with inputs from PTI)</p>', "PTI"),
        ('<p class="date">2023年3月3日 09:12 来源：江城晚报 作者：王小明</p>', "江城晚报"),
        ('<p class="byline">By Ann Lee</p>', ""),
        ('<p class="byline">By Ann Lee, Staff Writer</p>', ""),
        ('<p class="date">3 March 2023</p>', ""),
        ('<p class="byline">By Pa Smith and Ap Jones</p>', ""),
        ("<figure><figcaption>The harbour. (Reuters)</figcaption></figure>", ""),
    ],
)
def test_the_credit_stands_above_the_story_too(line: str, credit: str) -> None:
    page = (
        f"<title>Harbour reopens</title><article><h1>Harbour reopens</h1>{line}"
        "<p>The harbour of Ostwick has reopened after nine days, the master of the port said.</p>"
        "<p>Nobody was hurt, and the first ferry left at noon with nineteen people on board.</p>"
        "</article>"
    )
    assert read_page(page.encode()).credit == credit


@pytest.mark.parametrize(
    "shown", ["Evening Mail", "Dam bursts", "Dam bursts near Tyrgar | Evening Mail"]
)
def test_a_title_stays_where_no_line_tells_its_parts(shown: str) -> None:
    title = "Dam bursts near Tyrgar | Evening Mail"
    page = f"<title>{title}</title><p>{shown}</p><p>A dam burst late on Friday, police said.</p>"
    assert read_page(page.encode()).headline == title
