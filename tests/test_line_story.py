"""Sentences of a story that have the words of calls are left alone; calls in sentences are told."""

import pytest

from articles import Kind
from articles.lines.kinds import line_kind, wins
from articles.lines.reports import reports

STORY = (
    "Enter your email address and the false ferry line does the rest, the pilot warned.",
    "Her last note said only: “Thanks for signing up to our letter.” The ferry had left.",
    "“Subscribe to our newsletter,” the ferry's screen kept saying as the quay gave way.",
    "To continue reading, the pilot held the chart up to the lamp of the lower deck.",
    "The harbour page greeted its pilots with “Lorem ipsum dolor sit amet” until noon.",
    "The code began with two brackets, {{ and }}, where the ferry's name should have been.",
    "Das Abo kostet 63 Euro im Monat, ist aber jederzeit kündbar, teilte die Reederei mit.",
    "Réservé aux abonnés du port depuis 1974, le quai sud ouvrira dimanche aux promeneurs.",
    "Sans engagement, l'abonnement peut être résilié à tout moment, assure la compagnie.",
    "Para seguir leyendo tuvo que pedir otra lámpara: la carta del puerto estaba mojada.",
    "El abono del puerto permite darse de baja en cualquier momento, según la naviera.",
    "Per continuare a leggere il pilota accese la lampada del ponte inferiore.",
    "Para continuar a ler a carta náutica, o piloto pediu outra lâmpada acesa.",
    "Cada manhã a carta do porto chegava por e-mail a 300 pilotos, disse o capitão.",
    "Wie zich aanmeldt voor de nieuwsbrief van de haven krijgt elke dag een e-mail, zei de loods.",
    "Nyhetsbrevet skickas varje dag med e-post till hamnens 300 lotsar, säger kaptenen.",
    "Uutiskirje tuli joka aamu sähköpostiin sataman 300 luotsille, sanoi kapteeni.",
    "Newsletter portu trafiał codziennie na e-mail 300 pilotów, powiedział kapitan.",
    "Zpravodaj přístavu chodil každé ráno e-mailem 300 lodivodům, řekl kapitán.",
    "Рассылка порта каждое утро приходила на почту 300 лоцманов, рассказал капитан.",
    "Доступ лише для передплатників, пояснив лоцман, і зачинив ворота порту.",
    "Абонаментът струва 20 лева на месец и се прекратява по всяко време, твърди капитанът.",
    "Η συνδρομή κοστίζει 12 ευρώ τον μήνα και ακυρώνεται οποτεδήποτε, λέει ο πλοίαρχος.",
    "Abonelik aylık 120 lira, istediğiniz zaman iptal edin diye yazıyordu, kaptan belirtti.",
    "وقال القبطان إن البحارة أدخلوا بريدهم الإلكتروني للاشتراك في نشرة لا وجود لها.",
    "הניוזלטר של הנמל נשלח כל בוקר במייל ל-300 נתבים, אמר הקברניט.",
    "पुलिस ने नाविकों से अपील की है कि वे वीडियो को व्हाट्सऐप पर शेयर न करें।",
    "پولیس نے ملاحوں سے اپیل کی ہے کہ یہ ویڈیو واٹس ایپ پر شیئر نہ کریں۔",
    "ตำรวจระบุว่าอย่าแชร์คลิปนี้ในเฟซบุ๊ก",
    "港のメールマガジンに登録した300人の住所が流出したことが12日、分かった。",
    "有料会員数は3月末で5万人を超え、月額料金は980円に据え置くという。",
    "뉴스레터를 구독한 선원 300명의 이메일 주소가 유출된 것으로 조사됐다.",
    "Already a member of the pilots' choir, he joined the harbour band in May.",
    "Cada semana recibía en su correo una foto distinta del mismo puerto.",
    "港の会員は月額千円を払えば、いつでも退会できる。",
    "L'abonnement du bac augmente de 2 euros par mois",
    "Předplatné přívozu zdraží o 20 korun měsíčně",
    "Подписка на паром подорожает на 30 рублей в месяц",
    "Abonament na prom droższy o 12 zł miesięcznie",
    "港のメルマガ、300人に誤送信",
    "这份电子报创办时只有三十名订阅者，如今每天早上有八万人收到。",
)
CALLS = {
    "Sign up for our letter on ferries and tugs, sent to your inbox.": Kind.NEWSLETTER,
    "Subscribe to our newsletter “Tides of the North”, every Friday by email.": Kind.NEWSLETTER,
    "Get the news of the port in your inbox each morning.": Kind.NEWSLETTER,
    "Want more like this? Our Friday newsletter has you covered.": Kind.NEWSLETTER,
    "To continue reading, log in or subscribe to Tides Premium.": Kind.PAYWALL,
    "This article is for subscribers only.": Kind.PAYWALL,
    "Melden Sie sich für unseren Newsletter an.": Kind.NEWSLETTER,
    "Il vous reste 80 % de cet article à lire.": Kind.PAYWALL,
    "Recibe cada mañana las noticias en tu correo.": Kind.NEWSLETTER,
    "Iscriviti alla nostra newsletter.": Kind.NEWSLETTER,
    "Artiklen er forbeholdt abonnenter. Køb adgang fra 1 kr.": Kind.PAYWALL,
    "Чтобы читать дальше, войдите или оформите подписку.": Kind.PAYWALL,
    "この記事は有料会員限定です。": Kind.PAYWALL,
    "メールマガジンの登録が完了しました。": Kind.NEWSLETTER,
    "뉴스레터를 구독하시면 매일 아침 이메일로 보내드립니다.": Kind.NEWSLETTER,
    "请登录后继续阅读全文。": Kind.PAYWALL,
    "[Lorem ipsum dolor sit amet, consectetur adipiscing elit]": Kind.TEMPLATE,
    "{{ article.lead }}": Kind.TEMPLATE,
}


@pytest.mark.parametrize("text", STORY)
def test_a_sentence_of_the_story_is_left_alone(text: str) -> None:
    assert not wins(line_kind(text), text)


@pytest.mark.parametrize("text", CALLS)
def test_a_call_in_a_sentence_is_told(text: str) -> None:
    assert line_kind(text) is CALLS[text]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ferry is late, the pilot warned.", True),
        ("“The ferry is late,” read the sign.", True),
        ("Sie kommt später, sagte der Lotse.", True),
        ("フェリーは遅れた。", True),
        ("배가 늦었다.", True),
        ("The ferry is late.", False),
        ("Read “Tides of the North”, every Friday.", False),
        ("登録が完了しました。", False),
        ("이메일로 보내드립니다.", False),
    ],
)
def test_what_reports(text: str, told: bool) -> None:
    assert reports(text) is told
