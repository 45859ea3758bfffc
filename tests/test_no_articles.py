"""Pages that come in an article's place are told as such, articles about them are not."""

import pytest

from archives.parsing import parse
from archives.reading import Record
from articles.no_articles import sent_instead
from articles.page import read_page


def _page(title: str, body: str, head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def _sort(page: bytes) -> str:
    return sent_instead(read_page(page, url="https://www.ledger.example/news/1"))


WALL = (
    "<p>This article is for subscribers only.</p><p>Already a subscriber? <a href=/l>Log in</a></p>"
)
CHECK, LOST, CONSENT = "bot check", "page that was not found", "consent wall"
SERVER = "server's error"
INSTEAD = [
    (CHECK, "Just a moment...", "<h1>www.ledger.example</h1><p>Verifying you are human.</p>"),
    (CHECK, "www.ledger.example", "<h1>Checking your browser before accessing the site</h1>"),
    (
        CHECK,
        "Access Denied",
        "<h1>Access Denied</h1><p>You don't have permission to access it.</p>",
    ),
    (CHECK, "Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1>"),
    (CHECK, "Nur einen Moment…", "<h1>ledger.example</h1><p>Bitte warten.</p>"),
    (CHECK, "Un instant…", "<p>Vérifiez que vous êtes humain</p>"),
    (CHECK, "Один момент…", "<p>Подтвердите, что вы не робот</p>"),
    (CHECK, "请稍候…", "<p>正在检查您的浏览器</p>"),
    (CHECK, "しばらくお待ちください...", "<p>接続が安全であることを確認しています</p>"),
    (CHECK, "잠시만 기다리십시오…", "<p>사람인지 확인하는 중</p>"),
    (CHECK, "Un momento…", "<p>Verifica que eres humano</p>"),
    (LOST, "Page not found - The Ledger", "<h1>Page not found</h1><p>Sorry, it has moved.</p>"),
    (LOST, "404 | The Ledger", "<h1>Oops</h1><p>We looked everywhere for this one.</p>"),
    (LOST, "Seite nicht gefunden | Bote", "<h1>Seite nicht gefunden</h1><p>Zur Startseite</p>"),
    (LOST, "Sayfa bulunamadı", "<h1>Sayfa bulunamadı</h1><p>Ana sayfaya dön</p>"),
    (LOST, "Strona nie istnieje - Kurier", "<h1>Ups</h1><p>Wróć na stronę główną.</p>"),
    (LOST, "ページが見つかりません", "<h1>ページが見つかりません</h1>"),
    (LOST, "الصفحة غير موجودة", "<h1>الصفحة غير موجودة</h1>"),
    (CONSENT, "Zustimmung - Bote", "<h1>Willkommen</h1><p>Mit Werbung und Cookies lesen.</p>"),
    (CONSENT, "Before you continue", "<p>We use cookies to deliver our services.</p>"),
    (CONSENT, "Ledger", "<p>We and our 214 partners store cookies on your device.</p>"),
    (
        "login wall",
        "Harbour shut after crane falls",
        f"<h1>Harbour shut after crane falls</h1>{WALL}",
    ),
    (SERVER, "502 Bad Gateway", "<h1>502 Bad Gateway</h1><hr><p>nginx/1.24.0</p>"),
    (SERVER, "503 Backend fetch failed", "<h1>Error 503 Backend fetch failed</h1><p>XID: 9</p>"),
    (SERVER, "The Ledger", "<h1>Error establishing a database connection</h1>"),
    (SERVER, "Wartungsarbeiten | Der Anzeiger", "<h1>Wartungsarbeiten</h1><p>Bis gleich.</p>"),
    (SERVER, "Service temporairement indisponible", "<p>Merci de réessayer.</p>"),
]
NOTICE = (
    "<p>The harbour of Ostwick has been closed since Monday after a crane fell across the channel,"
    " the port authority said.</p><p>Nobody was hurt, but eleven ships are waiting outside the"
    " breakwater, and the market has had nothing to sell for a week.</p>"
) + "".join(
    f"<p>Ship number {number} had waited since the morning for a berth that nobody could give it,"
    " its captain said on the radio, and the crew had begun to fish from the stern.</p>"
    for number in range(4)
)
DATED = '<meta property="article:published_time" content="2024-05-01T10:00:00Z">'
ARTICLES = [
    ("Service unavailable", f"<h1>Service unavailable</h1>{NOTICE}", ""),
    ("Under maintenance", "<h1>Under maintenance</h1><p>The lift stands still.</p>", DATED),
    ("Server error at bank", "<h1>Server error at bank</h1><p>It costs 502 euros.</p>", ""),
    ("502 gateways for the harbour", "<h1>502 gateways for the harbour</h1><p>So it is.</p>", ""),
    ("Database error hits the port", "<h1>Database error hits the port</h1><p>Again.</p>", ""),
    ("Down for maintenance: the ferry", "<h1>Down for maintenance: the ferry</h1>" + NOTICE, ""),
    ("Just a moment...", f"<h1>Just a moment</h1>{NOTICE}", ""),
    ("Access denied", f"<h1>Access denied</h1>{NOTICE}", ""),
    ("Access denied", "<h1>Access denied</h1><p>The town hall stayed shut on Monday.</p>", DATED),
    ("Page not found", f"<h1>Page not found</h1>{NOTICE}", ""),
    ("Page not found", "<h1>Page not found</h1><p>A play about a lost letter opened.</p>", DATED),
    ("Peugeot 404 returns", "<h1>Peugeot 404 returns</h1><p>A car of 1960 is built again.</p>", ""),
    ("404 jobs to go", "<h1>404 jobs to go</h1><p>The yard said so on Monday.</p>", ""),
    ("Verify you are human", f"<h1>Verify you are human</h1>{NOTICE}", ""),
    ("Zustimmung wächst", "<h1>Zustimmung wächst</h1><p>Die Umfrage nennt 54 Prozent.</p>", ""),
    ("Consent", "<h1>Consent</h1><p>The play opened on Monday to a full house.</p>", ""),
    ("Cookies", f"<h1>Cookies</h1>{NOTICE}", ""),
    ("Crane falls", f"<h1>Crane falls</h1><p>The harbour is shut since Monday.</p>{WALL}", ""),
    ("Crane falls", f"<h1>Crane falls</h1>{NOTICE}{WALL}", ""),
    ("Crane falls", "<h1>Crane falls</h1><figure><figcaption>The crane</figcaption></figure>"
     + WALL, ""),
    ("Security check at the port", "<h1>Security check at the port</h1><p>An hour.</p>", ""),
    ("The moment", "<h1>The moment</h1><p>Just a moment, he said, and left for good.</p>", ""),
    ("Not found", "<h1>Ring was not found</h1><p>Divers searched for a week.</p>", DATED),
    ("Robots", "<h1>Are robots human?</h1><p>Verify it yourself, the museum says.</p>", ""),
    ("Gone fishing", "<h1>Gone fishing</h1><p>The mayor took a week off.</p>", ""),
    ("Forbidden fruit", "<h1>Forbidden fruit</h1><p>Figs are ripe again.</p>", ""),
    ("Please", "<h1>Please wait your turn</h1><p>Queues are long at the fish market.</p>", ""),
    ("Ein Moment", "<h1>Ein Moment der Stille</h1><p>Die Stadt gedachte der Toten.</p>", ""),
]  # fmt: skip


@pytest.mark.parametrize(("sort", "title", "body"), INSTEAD)
def test_what_came_in_its_place(sort: str, title: str, body: str) -> None:
    assert _sort(_page(title, body)) == sort


@pytest.mark.parametrize(("title", "body", "head"), ARTICLES)
def test_articles_about_such_things(title: str, body: str, head: str) -> None:
    assert not _sort(_page(title, body, head))


def test_a_page_about_an_author() -> None:
    head = '<meta property="og:type" content="profile">'
    assert _sort(_page("Ann Doyle", "<h1>Ann Doyle</h1><p>Covers the coast.</p>", head))


def test_the_archive_says_so() -> None:
    article = parse(Record("a.html", data=_page(*INSTEAD[0][1:]), markup=True))
    assert article.damage is not None
    assert article.damage.note == "the page is a bot check and holds no article"
    assert not article.blocks
