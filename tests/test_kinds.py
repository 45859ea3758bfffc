"""What a line is by its words alone: sure lines are told, sentences of a story are left alone."""

import pytest

from articles import Kind
from articles.kinds import line_kind, line_kinds, wins

TOLD = {
    "0:00 / 0:00": Kind.TEMPLATE,
    "???tides.readmore???": Kind.TEMPLATE,
    "{count, plural, one {# boat} other {# boats}}": Kind.TEMPLATE,
    "<tides-box>": Kind.TEMPLATE,
    "__('Read more', 'tides')": Kind.TEMPLATE,
    "DD.MM.YYYY": Kind.TEMPLATE,
    "###TIDES_TITLE###": Kind.TEMPLATE,
    "Aucun article ne correspond à vos critères": Kind.TEMPLATE,
    "Jūsų naršyklė nepalaiko garso įrašų": Kind.TEMPLATE,
    "Zgodę wyraź: zaakceptuj pliki cookie, aby zobaczyć wpis": Kind.TEMPLATE,
    "Teksten fortsetter under bildet": Kind.TEMPLATE,
    "Článek pokračuje pod videem i reklamou": Kind.AD,
    "გვერდი ვერ მოიძებნა": Kind.TEMPLATE,
    "გთხოვთ დაელოდოთ": Kind.TEMPLATE,
    "រកមិនឃើញលទ្ធផល": Kind.TEMPLATE,
    "Գովազդ": Kind.AD,
    "പരസ്യം": Kind.AD,
    "Iragarkia": Kind.AD,
    "Xayeysiis": Kind.AD,
    "Links marked with * are paid; the price of the boat stays what it was for all of you": Kind.AD,
    "ΔΕΙΤΕ ΑΚΟΜΗ: Το λιμάνι άνοιξε ξανά": Kind.RELATED,
    "HABERİN DEVAMI": Kind.TEMPLATE,
    "See also  Bridge at Norfield closes after a crash": Kind.RELATED,
    "See also\u00a0 Bridge at Norfield closes": Kind.RELATED,
    "READ MORE: Ferry to Oldmere runs aground": Kind.RELATED,
    "Lesen Sie auch: Hafen von Altwerder gesperrt": Kind.RELATED,
    "Lire aussi : Le port de Valmer rouvre": Kind.RELATED,
    "Читайте также: Порт открылся после шторма": Kind.RELATED,
    "Les også: Fergen til Nordvik går igjen": Kind.RELATED,
    "相关阅读：港口恢复通航": Kind.RELATED,
    "İlgili Haberler": Kind.RELATED,
    "Related stories": Kind.RELATED,
    "Facebook Twitter WhatsApp Email": Kind.SHARE,
    "Partager sur Facebook": Kind.SHARE,
    "공유하기": Kind.SHARE,
    "Advertisement": Kind.AD,
    "La suite après la publicité": Kind.AD,
    "ANZEIGE": Kind.AD,
    "広告": Kind.AD,
    "Sign up for our Tides newsletter, every day in your inbox.": Kind.NEWSLETTER,
    "Abonnieren Sie unseren Newsletter": Kind.NEWSLETTER,
    "To continue reading, log in or subscribe.": Kind.PAYWALL,
    "Réservé aux abonnés": Kind.PAYWALL,
    "Nur für Abonnenten": Kind.PAYWALL,
    "© 2031 The Veldmoor Post": Kind.LEGAL,
    "Todos los derechos reservados": Kind.LEGAL,
    "We use cookies on this website; set your preferences or give consent below.": Kind.LEGAL,
    "{{ article.lead }}": Kind.TEMPLATE,
    'Tides [gallery ids="1,2"]': Kind.TEMPLATE,
    "[embed]https://tides.example/1[/embed]": Kind.TEMPLATE,
    "[signup_box]": Kind.TEMPLATE,
    "undefined": Kind.TEMPLATE,
    "@@LEAD_TEXT@@": Kind.TEMPLATE,
    "#{lead} at the quay": Kind.TEMPLATE,
    "{0} boats": Kind.TEMPLATE,
    "Sigue leyendo después del anuncio": Kind.AD,
    "El texto continúa tras la publicidad": Kind.AD,
    "Follow @tidespost on Bluesky": Kind.SHARE,
    "Texten fortsätter under annonsen": Kind.AD,
    "Recibe cada tarde las mareas en tu correo": Kind.NEWSLETTER,
    "İlginizi çekebilir: Liman yeniden açıldı": Kind.RELATED,
    "Straight to your mailbox before breakfast, every weekday": Kind.NEWSLETTER,
    "Každé ráno přímo do vaší schránky": Kind.NEWSLETTER,
    "Ogni sera le notizie della costa nella tua casella": Kind.NEWSLETTER,
    "毎朝メールマガジンをお届けします。登録はこちら": Kind.NEWSLETTER,
    "Pass this on to a friend": Kind.SHARE,
    "Skicka artikeln till en vän": Kind.SHARE,
    "Bu yazıyı bir arkadaşına gönder": Kind.SHARE,
    "Seguiteci sul nostro canale WhatsApp": Kind.SHARE,
    "This page was paid for by Quayside Bank": Kind.AD,
    "Partnerský obsah": Kind.AD,
    "The rest of this article is for members": Kind.PAYWALL,
    "Please type in your email address": Kind.NEWSLETTER,
    "Tragen Sie hier Ihre E-Mail-Adresse ein": Kind.NEWSLETTER,
    "You can leave the list at any time": Kind.NEWSLETTER,
    "Merci pour votre inscription": Kind.NEWSLETTER,
    "Vaša e-mail adresa": Kind.NEWSLETTER,
    "Отримуйте нашу розсилку": Kind.NEWSLETTER,
    "Prueba un mes gratis": Kind.PAYWALL,
    "První měsíc za 1 Kč": Kind.PAYWALL,
    "Masz już konto? Zaloguj się": Kind.PAYWALL,
    "Premium article": Kind.PAYWALL,
    "Koniec reklamy": Kind.AD,
    "Maksettu mainos": Kind.AD,
    "Dieser Beitrag enthält Werbelinks": Kind.AD,
    "Lees verder na de advertentie": Kind.AD,
    "Insert headline here": Kind.TEMPLATE,
    "Nie udało się załadować wideo": Kind.TEMPLATE,
    "動画を再生できません": Kind.TEMPLATE,
    ".tide { display: none; }": Kind.TEMPLATE,
    "function drawTides() {": Kind.TEMPLATE,
    '{"@type":"NewsArticle"}': Kind.TEMPLATE,
    "More on the harbour": Kind.RELATED,
    "この記事もおすすめ": Kind.RELATED,
    "Voir plus : Les bateaux de Valmer": Kind.RELATED,
    "メールアドレスを入力": Kind.NEWSLETTER,
    "Merci pour votre inscription !": Kind.NEWSLETTER,
    "You may unsubscribe at any time.": Kind.NEWSLETTER,
    "Members get full access": Kind.PAYWALL,
    "続きを読むには会員登録が必要です": Kind.PAYWALL,
    "Promoted by Oldmere Ferries": Kind.AD,
    "Dieser Beitrag enthält Affiliate-Links": Kind.AD,
    "__MSG_tideTable__": Kind.TEMPLATE,
    "window.tides = window.tides || [];": Kind.TEMPLATE,
    "@include('partials.tides')": Kind.TEMPLATE,
    "Notice: Undefined index: lead in /www/tides.php on line 7": Kind.TEMPLATE,
    "TODO: add the photo of the quay": Kind.TEMPLATE,
    "Log in to keep reading about the quay": Kind.PAYWALL,
    "이 기사는 유료 구독자 전용입니다": Kind.PAYWALL,
    "You have two free articles left this month": Kind.PAYWALL,
    "Most watched this week": Kind.RELATED,
    "Our earlier reports: Quay wall gives way": Kind.RELATED,
    "Dear *|FNAME|*, the tide is out": Kind.TEMPLATE,
    "[[*pagetitle]]": Kind.TEMPLATE,
    "LABEL_READ_MORE": Kind.TEMPLATE,
    "article.share.readMore": Kind.TEMPLATE,
    '&lt;div class="lead"&gt; The quay': Kind.TEMPLATE,
    "<strong>The quay": Kind.TEMPLATE,
    "Published NaN minutes ago": Kind.TEMPLATE,
    "Turn on notifications for our tide news": Kind.NEWSLETTER,
    "Schalten Sie die Push-Benachrichtigungen ein": Kind.NEWSLETTER,
    "Скачайте наше приложение": Kind.NEWSLETTER,
    "通知を受け取る": Kind.NEWSLETTER,
    "Ja, ich möchte den Newsletter erhalten": Kind.NEWSLETTER,
    "Rejoignez notre chaîne WhatsApp": Kind.SHARE,
    "Suscríbete a nuestro canal de YouTube": Kind.SHARE,
    "Вступайте в нашу группу ВКонтакте": Kind.SHARE,
    "Kopírovat odkaz do schránky": Kind.SHARE,
    "1.2K shares": Kind.SHARE,
    "Partagé 45 fois sur Facebook": Kind.SHARE,
    "Одноклассники Телеграм Вайбер": Kind.SHARE,
    "We may earn a commission if you buy through links on this page": Kind.AD,
    "Contenu proposé par notre partenaire": Kind.AD,
    "Suscríbete y lee sin límites": Kind.PAYWALL,
    "Denne artikel er bag betalingsmur": Kind.PAYWALL,
    "Для просмотра необходимо включить JavaScript": Kind.TEMPLATE,
    "Um dieses Video anzuzeigen, müssen Sie Cookies akzeptieren": Kind.TEMPLATE,
    "Írja ide a címet": Kind.TEMPLATE,
    "यहाँ शीर्षक लिखें": Kind.TEMPLATE,
    "Laissez ce champ vide": Kind.TEMPLATE,
    "Brak wyników do wyświetlenia": Kind.TEMPLATE,
    "Lire aussi notre enquête : les fantômes du quai": Kind.RELATED,
    "Pročitajte i ovo": Kind.RELATED,
    "Noch keine Kommentare vorhanden": Kind.COMMENT,
    "Leave a comment": Kind.COMMENT,
    "Updated: 3 May 2031, 10:15": Kind.DATELINE,
    "Photo: Ada Brandt": Kind.CAPTION,
    "Skip to content": Kind.NAVIGATION,
}
STORY = (
    "Something went wrong on the bridge, police said.",
    "Noe gikk galt under landingen, ifølge politiet.",
    "Žádné výsledky zatím laboratoř nezveřejnila, řekl mluvčí.",
    "„Bitte versuchen Sie es später noch einmal“, riet die Stimme.",
    "Nothing found in the wreck explains why it sank so fast.",
    "Реклама на фасаді будинку обурила мешканців.",
    "La nota continúa en poder del fiscal, que la leyó después del video.",
    "没有找到失踪渔船的任何踪迹，海警周一表示。",
    "Loading the grain took three days, the captain said.",
    "The first half ended 0:00 and the second 3:12 behind the record.",
    "She scored £500 & lost it; the bank wrote “amp” on the slip.",
    "What??? The mayor of Oldmere could not believe it!!!",
    "The ferry <Anna-Maria> left at 10:05 / 11:05 as it always did on Mondays.",
    "He paid $HOME for the boat, a currency of his own making.",
    "The trial of the “v-if” coder, msgid 7, went on.",
    "Page after page of the log was lost on 01.02.2031.",
    "The harbour had no image in the archive until 1970.",
    "Keine Ergebnisse brachte die Suche nach dem vermissten Segler am ganzen Wochenende.",
    "Il a accepté de publier la photo, sans titre ni légende.",
    "Jokin meni vikaan, kapteeni sanoi rannalla odottaneille.",
    "The advertisement bureau closed after the war.",
    "Ничего не найдено было и на второй день поисков, рассказали спасатели в Архангельске.",
    "Sturm-Update: Hafenmeisterin Anna Brandt informiert",
    "The fight continues after the ad ban in two towns.",
    "Ad spending continues to fall after the storm",
    "Follow the coast road to the north, the pilot said.",
    "The word undefined stood where the name of the harbour should have been.",
    "“I told them [the owners] to wait,” she said.",
    "Recibe cada visitante una entrada, dijo el director.",
    "The inbox of the harbour master was full every morning, his deputy said.",
    "Subscribers left the theatre early because of the storm.",
    "Members only learned of the vote on Friday.",
    "Log in, she told the clerk, and he did.",
    "He sent the story to a friend and forgot it.",
    "Send help, the islanders asked on Friday",
    "The bank paid for the new content of the museum.",
    "Video: Ferry rams the quay",
    "More than half of the reports came too late",
    "The account @Model.Ferries has 900 followers.",
    "It fell by 5% to $4.2bn, [they] said, and #quay was trending.",
    "derBote.example",
    "Related companies fell sharply on Monday, and so did the bank.",
    "See also how the mayor answered the same question three years ago, and why she did so.",
    "The minister said she would read more before the debate on Thursday.",
    "More: the word alone made the crowd angry, said the writer of the play.",
    "He shares the house on Twitter Street with two other sailors and a dog.",
    "Advertisement spending at the paper fell by a third last year, the owner told his staff.",
    "The newsletter that the council printed in spring was the last of its kind.",
    "Clerks must enter the email address of every skipper who calls.",
    "Die E-Mail-Adresse der Hafenmeisterin war am Montag nicht zu erreichen.",
    "Members get the keys to the boathouse",
    "Promoted by the harbour master in May, she resigned.",
    "TODO: lo que hay que saber de las mareas",
    "Here's what to know.",
    "What we know so far",
    "Three months later",
    "Anzeige gegen den Fahrer",
    "Das Wichtigste in Kürze",
    "Up to 50 per cent off the end of year sale",
    "The harbour lets skippers try the lock for a month before they pay.",
    "The page was not found in the ledger, the auditor wrote.",
    "The video is not available to the defence, the court heard.",
    "Реклама банка продолжается и после решения суда.",
    "She thanked the club for signing up so many children.",
    "Une erreur dans le texte a tout bloqué, selon le maire.",
    "A notice on line 7 of the ferry said that it was closed",
    "The council will support independent journalism on the coast.",
    "Passengers failed to load their bicycles before the ferry left.",
    "Se puede salir de la asociación en cualquier momento, dijo el patrón.",
    "Zobacz, jak port wraca do życia po sztormie",
    "Previously the quay was closed to lorries",
    "The guild welcomed the affiliate links between both harbours, its chair said.",
    "“We had our email address on every crate,” said the fishmonger.",
    "Copyright law protects the song, the judge said, but not the title.",
    "The baker baked cookies for the children who had waited at the school gate.",
    "A curly bracket { opens a block and } closes it, as every pupil learns.",
    "Log books of the ferry show that the engine had failed twice before.",
    "Comments by the mayor were met with silence in the hall.",
    "Ein Abo der Zeitung kostet künftig mehr, teilte der Verlag am Montag mit.",
    "Le port a rouvert mardi, et les abonnés du club de voile ont fêté la nouvelle.",
    "The harbour turned off notifications for its app after complaints.",
    "Die neue App warnt Segler vor Sturm",
    "Уведомления о шторме пришли поздно",
    "Residents sign up for flood alerts",
    "The skipper said he wanted to receive news of his brother.",
    "Le canal du port a été fermé en mai",
    "The group has a channel on Telegram with 9,000 readers, police said.",
    "Группа ведёт канал в Telegram, на который подписаны 9000 человек.",
    "He copied the link and sent it to a friend",
    "Harbour shares fall 3%",
    "300 partages de terres en un siècle",
    "He shared 40 acres of salt marsh with his brother.",
    "The broker earned a commission on every boat he sold on the island.",
    "Der Makler erhielt eine Provision für jedes verkaufte Boot.",
    "Le contenu de la lettre est inconnu",
    "Vivir sin límites en el puerto",
    "The article of the treaty is paid little heed.",
    "JavaScript is the language that most pupils learn first, the teacher said.",
    "She bakes cookies and films it, and the videos are a success.",
    "Write the name of the ship here, the clerk told him.",
    "Напишите здесь фамилию, попросил чиновник",
    "The field was left blank by the clerk",
    "No catch to show for two years at sea",
    "Notre grande île, les fantômes du quai et la mer",
    "Čitajte ovo: knjige za djecu",
    "No comments were made by either side after the talks.",
)


@pytest.mark.parametrize("text", TOLD)
def test_told_by_its_words(text: str) -> None:
    assert line_kind(text) is TOLD[text]


@pytest.mark.parametrize("text", STORY)
def test_a_sentence_of_the_story_is_left_alone(text: str) -> None:
    assert not wins(line_kind(text), text)


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("The background: How the ferry was lost", "How the ferry was lost"),
        ("How the ferry was lost (our report)", "How the ferry was lost"),
        ("How the ferry was lost - click here to read the full story", "How the ferry was lost"),
        (
            "Wie die Fähre verloren ging (hier geht es zum ganzen Bericht)",
            "Wie die Fähre verloren ging",
        ),
        ("Taustaa | Näin lautta katosi merellä", "Näin lautta katosi merellä"),
        ("背景：渡轮是怎样消失的", "渡轮是怎样消失的"),
        ("How the ferry was lost Read more", "How the ferry was lost"),
    ],
)
def test_a_label_and_its_link_are_told_by_their_build(line: str, link: str) -> None:
    assert line_kind(line, len(link) / len(line)) is Kind.RELATED


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("The mayor said: the ferry is lost for good", "the ferry is lost"),
        ("The owner was told: The ferry is lost. Nobody came.", "The ferry is lost"),
        ("Her page on the web: Ferry", "Ferry"),
        ("The ferry was lost, as the report of the board says", "the report of the board"),
        ("Nobody asked those who had seen it all: The ferry is lost", "The ferry is lost"),
    ],
)
def test_a_sentence_with_a_link_is_left_alone(line: str, link: str) -> None:
    assert not wins(line_kind(line, len(link) / len(line)), line)


def test_a_legal_notice_in_sentences_only_advises() -> None:
    short = "© 2031 The Veldmoor Post. All rights reserved."
    long = f"{short} This material may not be published, broadcast, rewritten or redistributed."
    assert line_kind(short) is line_kind(long) is Kind.LEGAL
    assert wins(Kind.LEGAL, short)
    assert not wins(Kind.LEGAL, long)


@pytest.mark.parametrize(
    ("line", "decides"),
    [
        ("Loading", False),
        ("Test", False),
        ("Loading...", True),
        ("undefined", True),
        ("Insert caption here", True),
        ("JavaScriptを有効にしてください", True),
    ],
)
def test_a_notice_of_one_everyday_word_only_advises(line: str, decides: bool) -> None:
    assert line_kind(line) is Kind.TEMPLATE
    assert wins(line_kind(line), line) is decides


def test_half_a_character_and_millions_of_marks_are_borne() -> None:
    assert line_kind("Read more: \udc80 The ferry is lost") is Kind.RELATED
    assert line_kind("{" * 4_000_000) is None


def test_lines_of_a_page_are_told_as_each_alone() -> None:
    lines = [*TOLD, *STORY, "", "\n", "İ" * 9, "東京\nnews", "a\udc80b"]
    assert line_kinds([(line, 0.0) for line in lines]) == [line_kind(line) for line in lines]


def test_a_weak_label_needs_its_colon_or_its_link() -> None:
    assert line_kind("Watch: Ferry leaves the harbour") is Kind.RELATED
    assert line_kind("Watch Ferry leave the harbour") is None


def test_a_lone_link_is_a_network_s_by_its_whole_name() -> None:
    assert line_kind("Facebook", 1.0) is Kind.SHARE
    assert not wins(line_kind("News", 1.0), "News")


def test_a_long_line_costs_no_more_than_its_length() -> None:
    assert line_kind("see also " * 200_000) is None
    assert line_kind("{{ " * 200_000) is None
