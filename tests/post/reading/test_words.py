"""The words of this writer, told from earlier mails and signatures (trust: no word of a client is lost by cutting)."""

import pytest

from ours.post.reading import limits
from ours.post.reading.cut import cut, is_forward, is_reply

from .mails import mail, page, told

OWN = "The tills fail on Fridays."

ATTRIBUTIONS = [
    "On Mon, 3 Feb 2025 at 10:14, Help <help@firm.example> wrote:",
    "On Mon, Feb 3, 2025 at 10:14 AM The long named help desk <\nhelp@firm.example> wrote:",
    "On Feb 3, 2025,\nat 10:14,\nHelp <help@firm.example> wrote:",
    "Am 03.02.2025 um 10:14 schrieb Hilfe <help@firm.example>:",
    "Am Mo., 3. Feb. 2025 um 10:14 Uhr schrieb Hilfe\n<help@firm.example>:",
    "Le lun. 3 févr. 2025 à 10:14, Aide <help@firm.example> a écrit :",
    "El lun, 3 feb 2025 a las 10:14, Ayuda (<help@firm.example>) escribió:",
    "Il giorno lun 3 feb 2025 alle ore 10:14 Aiuto <help@firm.example> ha scritto:",
    "In data 3 febbraio 2025 10:14:31 Aiuto <help@firm.example> ha scritto:",
    "Op ma 3 feb 2025 om 10:14 schreef Hulp <help@firm.example>:",
    "Em seg., 3 de fev. de 2025 às 10:14, Ajuda (\nhelp@firm.example) escreveu:",
    "Den mån 3 feb. 2025 kl 10:14 skrev Hjälp <help@firm.example>:",
    "man. 3. feb. 2025 kl. 10:14 skrev Hjelp <help@firm.example\n>:",
    "ma 3. helmik. 2025 klo 10.14 Apu\n<help@firm.example> kirjoitti:",
    "pon., 3 lut 2025 o 10:14 Pomoc <help@firm.example> napisał(a):",
    "W dniu 2025-02-03 10:14:39 użytkownik Pomoc <help@firm.example> napisał:",
    "Dne 3. 2. 2025 v 10:14 Pomoc <help@firm.example> napsal(a):",
    "пн, 3 февр. 2025 г. в 10:14, Помощь <help@firm.example>:",
    "3 февраля 2025, 10:14 Помощь <help@firm.example> пишет:",
    "2025年2月3日(月) 10:14 Help <help@firm.example>:",
    "Help <help@firm.example> 于2025年2月3日周一 10:14写道：",
    "2025년 2월 3일 (월) 오전 10:14, Help <help@firm.example>님이 작성:",
    "---- On Mon, 03 Feb 2025 10:14:50 +0100 help@firm.example wrote ----",
    '03.02.2025, 10:14, "Help" <help@firm.example>:',
]

HEADS = [
    "From: Help <help@firm.example>\nSent: Monday, February 3, 2025 10:14\nTo: Ann\nSubject: Tills",
    "________________________________\nFrom: Help, Desk\nSent: 3 February 2025 10:14\nTo: Ann\nSubject: Tills",
    "*From:* Help [mailto:help@firm.example]\n*Sent:* Monday 10:14\n*To:* Ann\n*Subject:* Tills",
    "Von: Hilfe <help@firm.example>\nGesendet: Montag, 3. Februar 2025 10:14\nAn: Ann\nBetreff: Kasse",
    "-----Ursprüngliche Nachricht-----\nVon: Hilfe\nGesendet: Montag\nAn: Ann\nBetreff: Kasse",
    "De : Aide <help@firm.example>\nEnvoyé : lundi 3 février 2025 10:14\nÀ : Ann\nObjet : Caisse",
    "De: Ayuda\nEnviado el: lunes, 3 de febrero de 2025\nPara: Ann\nAsunto: Caja",
    "Da: Aiuto\nInviato: lunedì 3 febbraio 2025\nA: Ann\nOggetto: Cassa",
    "Van: Hulp\nVerzonden: maandag 3 februari 2025\nAan: Ann\nOnderwerp: Kassa",
    "Från: Hjälp\nSkickat: den 3 februari 2025\nTill: Ann\nÄmne: Kassan",
    "Fra: Hjælp\nSendt: 3. februar 2025\nTil: Ann\nEmne: Kassen",
    "Lähettäjä: Apu\nLähetetty: maanantai 3. helmikuuta 2025\nVastaanottaja: Ann\nAihe: Kassa",
    "Od: Pomoc\nWysłano: poniedziałek, 3 lutego 2025\nDo: Ann\nTemat: Kasa",
    "От: Помощь\nОтправлено: 3 февраля 2025 г.\nКому: Ann\nТема: Касса",
    "发件人: Help\n发送时间: 2025年2月3日\n收件人: Ann\n主题: Tills",
    "-----Original Message-----",
    "----- Original Message -----\nFrom: Help <help@firm.example>\nTo: Ann\nSent: Monday",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_quotes_go_with_the_line_above_them(attribution: str) -> None:
    assert cut(f"{OWN}\n\n{attribution}\n> When?\n> And why?", reply=True, forward=False) == OWN
    assert cut(f"{OWN}\n{attribution}\n\n> When?", reply=True, forward=False) == OWN


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_an_earlier_mail_goes_although_nothing_marks_its_lines(attribution: str) -> None:
    assert cut(f"{OWN}\n\n{attribution}\n\nWhen does it fail?\nHelp", reply=True, forward=False) == OWN


@pytest.mark.parametrize("head", HEADS)
def test_an_earlier_mail_goes_with_its_head(head: str) -> None:
    assert cut(f"{OWN}\n\n{head}\n\nWhen does it fail?\n\n> old\nHelp", reply=True, forward=False) == OWN


@pytest.mark.parametrize("text", [f"{OWN}\n\n{above}\n\nWhen?" for above in [*ATTRIBUTIONS, *HEADS]])
def test_a_first_mail_keeps_what_it_quotes(text: str) -> None:
    assert cut(text, reply=False, forward=False) == text
    assert cut(text, reply=False, forward=True) == text


KEPT = {
    "answers between quotes": (
        "Hi,\n\nOn 3 Feb 2025 at 10:14, Help <h@f.example> wrote:\n> When?\nOn Fridays.\n\n> Why?\nNo idea.\n> Help",
        "Hi,\n\nOn Fridays.\n\nNo idea.",
    ),
    "an answer above the first quote": (
        "On 3 Feb 2025 at 10:14, Help <h@f.example> wrote:\nOn Fridays, as I said.\n> When?\nAnn",
        "On 3 Feb 2025 at 10:14, Help <h@f.example> wrote:\nOn Fridays, as I said.\nAnn",
    ),
    "an answer below the quote": (
        "On 3 Feb 2025 at 10:14, Help <h@f.example> wrote:\n> When?\n\nOn Fridays.",
        "On Fridays.",
    ),
    "a salutation right above": (
        "Hi,\nOn Mon, 3 Feb 2025 at 10:14, Help <h@f.example> wrote:\n> When?\n\nOn Fridays.",
        "Hi,\n\nOn Fridays.",
    ),
    "answers inside an earlier mail": (
        f"My answers are in red below.\n\n{HEADS[0]}\n\nWhen?\nOn Fridays.",
        f"My answers are in red below.\n\n{HEADS[0]}\n\nWhen?\nOn Fridays.",
    ),
    "German answers inside": (
        f"Siehe unten.\n\n{HEADS[3]}\n\nWann?\nFreitags.",
        f"Siehe unten.\n\n{HEADS[3]}\n\nWann?\nFreitags.",
    ),
    "a mail pasted in": (
        f"Bob wrote to me:\n\n{HEADS[0]}\n\nTills fail.",
        f"Bob wrote to me:\n\n{HEADS[0]}\n\nTills fail.",
    ),
    "a letter told of": (
        "Hi,\nOn 3 May 2025 at 10:14 the bank wrote:\n\nyour tills are closed.",
        "Hi,\nOn 3 May 2025 at 10:14 the bank wrote:\n\nyour tills are closed.",
    ),
    "nothing above the earlier mail": (f"{HEADS[0]}\n\nWhen?\n\nOn Fridays.", f"{HEADS[0]}\n\nWhen?\n\nOn Fridays."),
    "only a salutation above it": (f"Hi Bob,\n\n{HEADS[0]}\n\nWhen?", f"Hi Bob,\n\n{HEADS[0]}\n\nWhen?"),
    "everything quoted": ("> When?\n> Why?", "> When?\n> Why?"),
    "a figure with its sign": ("We need\n> 100 a day\nand no less.", "We need\n> 100 a day\nand no less."),
    "a mail sent on inside a reply": (
        "See what Bob says.\n\n---------- Forwarded message ---------\nFrom: Bob\nSubject: x\n\n> Tills fail.",
        "See what Bob says.\n\n---------- Forwarded message ---------\nFrom: Bob\nSubject: x\n\n> Tills fail.",
    ),
    "a sentence that begins like an attribution": (
        "On Monday Bob wrote:\n\nthe tills fail. We agree.",
        "On Monday Bob wrote:\n\nthe tills fail. We agree.",
    ),
    "a journey": (
        "We travel\nFrom: Munich\nTo: Berlin\nDate: 3 May 2025\n\nPlease book.",
        "We travel\nFrom: Munich\nTo: Berlin\nDate: 3 May 2025\n\nPlease book.",
    ),
    "a list with dashes": (
        "Three things:\n- tills\n- staff\n-- and space",
        "Three things:\n- tills\n- staff\n-- and space",
    ),
    "a rule": ("First.\n\n----\n\nSecond.\n\n____\n\nThird.", "First.\n\n----\n\nSecond.\n\n____\n\nThird."),
    "a question below two dashes": ("First.\n--\nWhat do you think?", "First.\n--\nWhat do you think?"),
    "a link at the end": ("Look at this:\nhttps://x.example/a/b", "Look at this:\nhttps://x.example/a/b"),
    "a telephone number at the end": ("Call me on\n+49 171 2345678", "Call me on\n+49 171 2345678"),
    "sent from my desk": ("Hi\nSent from my desk, is quicker.", "Hi\nSent from my desk, is quicker."),
    "only a device": ("Sent from my iPhone", "Sent from my iPhone"),
    "only a signature": ("-- \nAnn", "-- \nAnn"),
    "indented code": ("See:\n    if x:\n        y()\ndone", "See:\n    if x:\n        y()\ndone"),
}


@pytest.mark.parametrize("name", KEPT)
def test_own_words_stay(name: str) -> None:
    text, words = KEPT[name]
    assert cut(text, reply=True, forward=False) == words


SIGNED = {
    "after the standard delimiter": "{}\n\n-- \nAnn Lee\nHead of Sales\nClient Ltd, 1 Road, Town\n+49 171 2345678",
    "after two dashes": "{}\n--\nAnn",
    "after a long dash, with an address": "{}\n\n—\nAnn Lee\nann@client.example",
    "between words and quote": "{}\n\n-- \nAnn\n\nOn 3 Feb 2025 at 10:14, Help <h@f.example> wrote:\n> When?",
    "below the quote": "{}\n\nOn 3 Feb 2025 at 10:14, Help <h@f.example> wrote:\n> When?\n\n-- \nAnn",
    "by a telephone": "{}\n\nSent from my iPhone",
    "by a German telephone": "{}\n\nVon meinem iPhone gesendet",
    "by a French telephone": "{}\n\nEnvoyé de mon iPhone",
    "by a program": "{}\n\nGet Outlook for iOS<https://aka.ms/x>\n________________________________\n"
    + HEADS[0]
    + "\n\nWhen?",
    "by a lawyer": "{}\n\nThis e-mail is confidential and meant only for the intended recipient. If you are not that "
    "person, please delete the message and tell the sender; any use of it by others is not permitted.",
}


@pytest.mark.parametrize("name", SIGNED)
def test_signatures_go(name: str) -> None:
    assert cut(SIGNED[name].format(OWN), reply=True, forward=False) == OWN


def test_a_name_stays_and_its_telephone_goes() -> None:
    text = f"{OWN}\n\nBest regards\nAnn Lee\nTel. +49 171 2345678 | www.client.example"
    assert cut(text, reply=True, forward=False) == f"{OWN}\n\nBest regards\nAnn Lee"


def test_a_postscript_below_the_signature_stays() -> None:
    assert cut(f"{OWN}\n-- \nAnn\n\nPS: call me!", reply=True, forward=False) == f"{OWN}\nPS: call me!"


def test_a_forwarded_mail_keeps_its_signature() -> None:
    text = f"{HEADS[0]}\n\n{OWN}\n-- \nBob"
    assert cut(text, reply=False, forward=True) == text


@pytest.mark.parametrize(
    ("subject", "forward", "reply"),
    [
        ("The tills", False, False),
        ("Re: The tills", False, True),
        ("AW: AW: Kasse", False, True),
        ("[EXTERNAL] RE: The tills", False, True),
        ("Re[2]: The tills", False, True),
        ("Fwd: The tills", True, False),
        ("WG: AW: Kasse", True, False),
        ("TR: Caisse", True, False),
        ("Re: Fwd: The tills", False, True),
        ("回复: 收银台", False, True),
        ("Report: tills", False, False),
        ("", False, False),
    ],
)
def test_what_the_subject_says(subject: str, forward: bool, reply: bool) -> None:
    assert (is_forward(subject), is_reply(subject, "")) == (forward, reply)
    assert is_reply(subject, "<1@x>") is not forward


def test_longer_texts_are_left_whole() -> None:
    text = "x" * limits.CUT + "\n> quoted"
    assert cut(text, reply=True, forward=False) == text


def test_the_words_of_a_page() -> None:
    html = (
        f"<div>{OWN}</div><div class=gmail_quote>On Mon, 3 Feb 2025 at 10:14, Help &lt;"
        '<a href="mailto:help@firm.example">help@firm.example</a>&gt; wrote:<br><blockquote>When?</blockquote></div>'
    )
    said = told(page(html).replace(b"Subject: ", b"In-Reply-To: <1@x>\r\nSubject: "))
    assert said["words"] == OWN
    assert said["text"] == f"{OWN}\nOn Mon, 3 Feb 2025 at 10:14, Help <help@firm.example> wrote:\n\n> When?"


def test_words_never_go_missing_altogether() -> None:
    said = told(mail(b"> When?\r\n", b"In-Reply-To: <1@x>"))
    assert said["words"] == said["text"] == "> When?"
