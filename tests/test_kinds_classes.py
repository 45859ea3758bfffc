"""Classes of lines that the lists hold in many languages: labels of one word, countdowns, who paid,
answers of forms, platforms' own lines, notes between desks."""

import pytest

from articles import Kind
from articles.lines.kinds import line_kind, wins

TOLD = {
    "Súvisiace: Prístav pri Altwerderi zatvorili": Kind.RELATED,
    "Ранее: Паром сел на мель у старого порта": Kind.RELATED,
    "Раніше: Пором сів на мілину біля старого порту": Kind.RELATED,
    "Možda vas zanima: Trajekt kasni već treći dan": Kind.RELATED,
    "Morda vas zanima: Trajekt zamuja že tretji dan": Kind.RELATED,
    "Samal teemal: Praam jäi kinni": Kind.RELATED,
    "Pe aceeași temă: Feribotul a eșuat lângă port": Kind.RELATED,
    "Terkait: Feri kandas di pelabuhan lama": Kind.RELATED,
    "Mavzuga oid: Parom portga qaytdi": Kind.RELATED,
    "ამავე თემაზე:": Kind.RELATED,
    "Կարդացե՛ք նաև՝ Լաստանավը չի վերադարձել": Kind.RELATED,
    "לכתבה המלאה: המעבורת לא חזרה לנמל": Kind.RELATED,
    "VEZANI ČLANCI Trajekt kasni već treći dan": Kind.RELATED,
    "Dela i sociala medier": Kind.SHARE,
    "Կիսվել սոցիալական ցանցերում": Kind.SHARE,
    "Jesteśmy też na Facebooku": Kind.SHARE,
    "Ищите нас в Telegram": Kind.SHARE,
    "Partilhar Guardar Comentar (3)": Kind.SHARE,
    "You can close this ad in 9 seconds": Kind.AD,
    "El anuncio termina en 9 segundos": Kind.AD,
    "Рекламу можно закрыть через 9 секунд": Kind.AD,
    "Oglas završava za 9": Kind.AD,
    "This post is presented in partnership with the Port of Oldmere.": Kind.AD,
    "Матеріал опубліковано за підтримки «Старого порту»": Kind.AD,
    "[PR] 提供：港町観光": Kind.AD,
    "Komerčná správa": Kind.AD,
    "請繼續往下閱讀...": Kind.AD,
    "You're in! Your first edition will arrive at high tide.": Kind.NEWSLETTER,
    "There was an error submitting your subscription. Please try again.": Kind.NEWSLETTER,
    "Inscrição realizada com sucesso!": Kind.NEWSLETTER,
    "Er ging iets mis bij je aanmelding, probeer het later opnieuw.": Kind.NEWSLETTER,
    "Tides is a reader-supported publication. To receive new posts and support my work, consider "
    "becoming a free or paid subscriber.": Kind.NEWSLETTER,
    "Unlock the Editor's Digest for free": Kind.NEWSLETTER,
    "Want more stories? Subscribe to Harbour Notes, out on Mondays.": Kind.NEWSLETTER,
    "Dieser Artikel ist Abonnenten vorbehalten.": Kind.PAYWALL,
    "Artykuł jest przeznaczony dla prenumeratorów": Kind.PAYWALL,
    "Mag-log in upang ipagpatuloy ang pagbabasa": Kind.PAYWALL,
    "HOLD FOR RELEASE 0600 GMT MONDAY": Kind.TEMPLATE,
    "[EDITOR: cut from here if tight]": Kind.TEMPLATE,
    "MERCI DE RELIRE LE CHAPÔ": Kind.TEMPLATE,
    "OJO MESA: falta confirmar nombre del piloto": Kind.TEMPLATE,
    "РЕДАКТОРЕ: перевір дату!": Kind.TEMPLATE,
    "[להוסיף תגובת הנמל]": Kind.TEMPLATE,
    "【編集部へ：氏名は要確認】": Kind.TEMPLATE,
    "【编辑：请核实姓名】": Kind.TEMPLATE,
    "Zde doplnit citaci kapitána": Kind.TEMPLATE,
    "[IDE JÖN A KAPITÁNY IDÉZETE]": Kind.TEMPLATE,
    "[Tu będzie cytat kapitana]": Kind.TEMPLATE,
    "Žiadne položky": Kind.TEMPLATE,
}
STORY = (
    "Súvisiace škody zaplatí prístav.",
    "Ранее паром уже садился на мель у старого порта.",
    "Раніше пором уже сідав на мілину.",
    "Ранее: так ответил капитан на вопрос о последнем рейсе.",
    "Možda vas zanima zašto trajekt kasni, rekao je kapetan.",
    "Samal teemal rääkis ka kapten.",
    "Terkait kapal itu, kapten menolak berkomentar.",
    "Mavzuga oid savolga kapitan javob bermadi.",
    "ამავე თემაზე კაპიტანმა კომენტარი არ გააკეთა.",
    "İlgili bakan kaptana teşekkür etti.",
    "Relacionado con el puerto, el juez vio tres casos.",
    "相关部门已前往港口调查。",
    "Eerder kwam de veerboot al niet aan.",
    "Tidigare gick färjan varje dag.",
    "Korábban a komp minden nap járt.",
    "Suivre ses enfants sur Instagram, est-ce permis ?",
    "Nous sommes aussi sur le pont, a dit le pilote.",
    "We are also on the bridge, said the pilot",
    "To save or to share: the pilot's choice",
    "El anuncio termina en el juzgado",
    "La pubblicità termina tra le polemiche",
    "Реклама закончится через год, заявил капитан.",
    "The advertisement ends in a storm of 9 complaints, the port admitted.",
    "This article was paid for by his brother, the pilot admitted.",
    "Материал опубликован при поддержке порта, признал капитан.",
    "You're in trouble, the pilot told him.",
    "You're in! shouted the pilot, and the ferry left.",
    "The form had an error, so her subscription never reached the port.",
    "Tides is a publication that its readers support with a fair.",
    "Der Strand ist Mitgliedern vorbehalten, sagte der Lotse.",
    "Hier ergänzen sich die beiden Lotsen.",
    "Hold the line, the pilot said.",
    "The release of the film was held until Monday.",
    "[Update: the name of the ferry was corrected]",
    "[Editor's note: the pilot asked for his name to be left out]",
    "[The pilot laughs here]",
    "[Correction: the ferry left at nine]",
    "【写真】港の火災",
    "【速報】フェリーが座礁",
    "【訂正】本文の日付が誤っていました",
    "【最新】渡轮搁浅",
    "Ojo: la marea sube a las nueve",
    "Mesa redonda: el puerto y sus pilotos",
    "Kollegen: Der Lotse war immer pünktlich",
    "Zde stál přístav, doplnil kapitán.",
    "Ide jön a komp.",
    "Tu będzie nowy port.",
    "Merci de relire ces lignes, disait le dernier mot du pilote.",
    "Žiadne položky v účtoch prístavu nechýbali, povedal kapitán.",
)


@pytest.mark.parametrize("text", TOLD)
def test_told_by_its_words(text: str) -> None:
    assert line_kind(text) is TOLD[text]


@pytest.mark.parametrize("text", STORY)
def test_a_line_of_the_story_is_left_alone(text: str) -> None:
    assert not wins(line_kind(text), text)


def test_stories_are_as_many_as_the_lines_told() -> None:
    assert len(STORY) >= len(TOLD)
