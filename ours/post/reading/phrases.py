"""What mail programs of many languages write around quoted mails, under letters, and before forwarded ones.

In the blocks below each line holds alternatives of one pattern, mostly one language to a line.
"""

import re
from typing import Final


def _any(block: str) -> str:
    return "(?:" + "|".join(line.strip(" ") for line in block.strip().splitlines()) + ")"


# "… wrote:" at the end of the line above a quoted mail.
WROTE: Final = re.compile(
    r"(?<!\w)"
    + _any(
        r"""
        wrote|writes
        schrieb(?:en)?|hat geschrieben
        a [ée]crit
        escribi[óo]|ha escrito|va escriure|ha escrit
        ha scritto|scrisse
        schreef|heeft geschreven
        skrev|skreiv|skrifaði
        kirjoitti
        napisał(?:\(a\)|a)?|nadesłał
        napsala?(?:\(a\))?|napísala?
        escreveu
        írta
        a scris
        написала?(?:\(а\))?|пишет|написав|пише
        yazdı
        έγραψε
        je napisala?|je pisal|rašė|rakstīja|kirjutas
        viết|menulis
        כתב
        """
    )
    + r"(?!\w)|写道|寫道|のメッセージ|さん[がは]書きました|님이 작성(?:하였습니다|했습니다)?",
    re.IGNORECASE,
)
# How such a line begins: "On … 3 …", "Am … 3 …", "Le … 3 …".
STARTS: Final = re.compile(
    r"(?:-{2,} ?)?(?:on|am|le|el|il|in data|op|den|dnia|w dniu|dne|em|a|la|på|pe|în data|на|в|vào|kl)\s.*\d",
    re.IGNORECASE,
)
# Or without such a word: with a number, a time, the short name of a day.
BEGINS: Final = re.compile(
    _any(
        r"""
        \d{1,4}[./ -]|\d{4}[年년]|\d{1,2}:\d\d
        [^\W\d_]{2,12}[.,]? \d{1,2}\D
        [^\W\d_]{2,12},\s
        """
    ),
    re.IGNORECASE,
)
DATE: Final = re.compile(
    _any(
        r"""
        \b(?:19|20)\d\d\b
        \b\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}\b
        \d{4}\s?[年년]
        """
    )
)
TIME: Final = re.compile(r"(?<!\d)\d{1,2}[:h.]\d\d(?!\d)|\d{1,2}\s?[時时点點시]", re.IGNORECASE)
ADDRESS: Final = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,200}\.\w")

# The little head that Outlook and others put above the earlier mail, by what its lines say.
_LABELS: Final = {
    "from": """
        from|von|de|da|van|från|fra|lähettäjä|od|odesílatel|odosielateľ|expéditeur|remitente|mittente|afzender|от|від
        kimden|gönderen|feladó|de la|差出人|发件人|發件人|寄件者|보낸 사람|보낸사람|מאת
        """,
    "sent": """
        sent|date|gesendet|datum|envoyé|envoyé le|date d'envoi|message du|enviado|enviado el|enviado em|fecha|data
        data e ora|inviato|verzonden|skickat|sendt|sendt den|dato|lähetetty|päivämäärä|päiväys|wysłano|odesláno|odoslané
        dátum|elküldve|отправлено|дата|надіслано|gönderildi|tarih|trimis|送信日時|日時|发送时间|发送日期|日期|傳送時間
        보낸 날짜|보낸날짜|날짜|נשלח
        """,
    "to": """
        to|an|à|a|para|aan|till|til|vastaanottaja|do|komu|кому|címzett|kime|către|宛先|收件人|收件者
        받는 사람|받는사람|אל
        """,
    "subject": """
        subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|tárgy|тема
        konu|subiect|件名|主题|主旨|제목|נושא
        """,
    "cc": """
        cc|bcc|kopie|kopia|kopi|copie|copie à|copia|kopio|dw|másolat|копия|bilgi|抄送|副本|참조|reply-to|organization
        importance|attachments|anlagen|priorität|wichtigkeit|pièces jointes
        """,
}
LABELS: Final = {
    label.strip(): role
    for role, block in _LABELS.items()
    for line in block.split("\n")
    for label in line.split("|")
    if label.strip()
}
LABEL_LINE: Final = re.compile(r"\s{0,12}[*_]{0,2}([^\W\d_][\w' -]{0,18}?)[*_]{0,2}\s?[:：]")

ORIGINAL: Final = re.compile(
    r"\s{0,12}[-_=*]{2,}\s?"
    + _any(
        r"""
        original (?:message|mail|e-?mail|appointment)|reply message
        urspr(?:ü|ue)ngliche nachricht|original-?nachricht
        message (?:d['’]origine|original)
        mensaje original|mensagem original|messaggio originale
        oorspronkelijk bericht|origineel bericht
        ursprungligt meddelande|originalmeddelande|oprindelig (?:meddelelse|besked)|opprinnelig melding
        alkuperäinen viesti
        wiadomość oryginalna|oryginalna wiadomość|původní zpráva
        исходное сообщение|eredeti üzenet|orijinal mesaj|mesajul original
        元のメッセージ|原始邮件|原始郵件|원본 (?:메시지|메일)
        """
    )
    + r"\s?[-_=*]{2,}\s{0,12}",
    re.IGNORECASE,
)

FORWARDED: Final = re.compile(
    r"\s{0,12}[-_=*]{2,}\s?"
    + _any(
        r"""
        forwarded message|forwarded by .{1,80}?
        weitergeleitete nachricht
        message (?:transféré|réexpédié)
        mensaje reenviado|mensagem (?:re)?encaminhada|messaggio inoltrato
        doorgestuurd bericht
        vidarebefordrat meddelande|videresendt (?:meddelelse|melding|besked)|välitetty viesti
        wiadomość przekazana|przekazana wiadomość|přeposlaná zpráva
        пересылаемое сообщение|továbbított üzenet|yönlendirilen ileti|mesaj redirecționat
        転送されたメッセージ|转发的邮件|轉寄的郵件|전달된 메시지
        """
    )
    + r"\s?[-_=*]{2,}\s{0,12}|\s{0,12}"
    + _any(
        r"""
        begin forwarded message
        anfang der weitergeleiteten (?:nachricht|e-mail)
        début du message (?:réexpédié|transféré)
        inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem (?:reenviada|encaminhada)
        begin doorgestuurd bericht|vidarebefordrat brev
        """
    )
    + r"\s?:\s{0,12}",
    re.IGNORECASE,
)

# "My answers stand below, in red": then what looks like the earlier mail holds this writer's words as well.
ANSWERED_BELOW: Final = re.compile(
    r"(?<!\w)"
    + _any(
        r"""
        below|inline|in-line|in line|underneath
        in (?:red|blue|green|bold|capitals|caps|your (?:text|mail|message|e-?mail))
        unten|s\.\s?u\.|darunter|dahinter|dazwischen
        i[nm] (?:rot|blau|grün|fett|text|deine[rm]|ihre[rm]) ?(?:mail|text|nachricht)?
        ci[- ]dessous|plus bas|en (?:rouge|bleu|vert|gras)|dans (?:le texte|[tv]otre (?:mail|message)|ton mail)
        abajo|a continuaci[óo]n|en (?:rojo|azul|verde|negrita)
        qui sotto|di seguito|in (?:rosso|blu|verde|grassetto)
        hieronder|in het (?:rood|blauw|groen)|tussen de regels
        nedan|nedanf[öo]r|nedenfor|herunder|i r[öø]d\w?
        poniżej|na czerwono|níže|abaixo|em vermelho|ниже
        """
    )
    + r"(?!\w)",
    re.IGNORECASE,
)

# The last line that phones and programs add.
DEVICE: Final = re.compile(
    r"\s{0,12}"
    + _any(
        r"""
        sent (?:from|via|using) (?:my|outlook|yahoo|(?:the )?mail|gmail|samsung|proton\w*|typeapp|bluemail|aquamail)\b
        sent (?:from|via|using|with) (?:zoho|windows|thunderbird|superhuman|spark|a mobile)\b
        get (?:outlook|bluemail|typeapp|yahoo mail) for\b
        von (?:meinem|meiner) .{1,60}\bgesendet|diese nachricht wurde von meine[mr]\b
        gesendet (?:von|mit|via) (?:meine[mr]|outlook|yahoo|mail|gmx|web\.de|samsung|der|dem|mobil)\b
        envoyé (?:de(?:puis)?|à partir de|avec) (?:mon|ma|outlook|yahoo|l['’]|mail|la)
        télécharge[rz] outlook
        enviado (?:desde|de|do|via|pelo|a partir do) (?:mi|meu|outlook|yahoo|mail|el|o)\b
        obtener outlook|obter o outlook|ottieni outlook
        inviato (?:da|dal|con) (?:mio|il mio|outlook|yahoo|iphone|ipad|mail|smartphone)\b
        (?:verzonden|verstuurd) (?:vanaf|van|met|via|vanuit) (?:mijn|outlook|yahoo|mail|een)\b
        outlook voor .{1,20} downloaden|download outlook voor
        skickat från (?:min|outlook|yahoo|mail)\b|hämta outlook
        sendt fra (?:min|outlook|yahoo|mail)\b|(?:hent|få) outlook
        lähetetty (?:iphonesta|ipadista|puhelimesta|outlook)
        wysłane? z (?:mojego|telefonu|iphone|outlook|programu)|odesláno z (?:m[éo]|iphone|outlook)
        отправлено (?:с|из) (?:моего|iphone|ipad|мобильной|outlook)
        iphone['’]?umdan gönderildi
        iphone ?から送信|从我的.{1,20}发送|发自我的|나의 .{1,20}에서 보냄
        """
    ),
    re.IGNORECASE,
)

POSTSCRIPT: Final = re.compile(r"\s{0,12}p\.?\s?p?\.?\s?s\s?[.:,–-]", re.IGNORECASE)
GREETING_ONLY: Final = re.compile(
    _any(
        r"""
        hi|hello|hey|dear|good (?:morning|afternoon|evening|day)
        hallo|guten (?:tag|morgen|abend)|moin|servus|lieber?|sehr geehrte[rs]?
        bonjour|bonsoir|salut|cher|chère
        hola|buenos d[íi]as|buenas|estimad[oa]s?
        ciao|buongiorno|gentile
        beste|geachte|hej|hei|kære|bäste
        cześć|dzień dobry|dobrý den
        olá|bom dia|prezad[oa]
        здравствуйте|добрый день|привет
        """
    )
    + r"\b[^.?]{0,40}",
    re.IGNORECASE,
)

# The line above the name of whoever writes.
CLOSING: Final = re.compile(
    _any(
        r"""
        (?:(?:with )?(?:best|kind|kindest|warm|warmest|many)(?: and kind)? )?(?:regards|wishes|thanks)|best
        cheers|sincerely
        yours (?:sincerely|faithfully|truly)|sincerely yours|thank you|thanks(?: a lot| again| in advance)?|all the best
        (?:mit )?(?:freundlichen?|besten?|herzlichen?|lieben?|vielen?|schönen?) gr(?:ü|ue)(?:ß|ss)e?n?.{0,20}|mfg|vg|lg
        (?:bien )?cordialement|(?:sincères |meilleures )?salutations.{0,20}|bien à vous|amicalement
        (?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|atenciosamente|cumprimentos|abraços?
        (?:cordiali|distinti|un caro) saluti?|saluti
        (?:met )?vriendelijke groet(?:en)?|hartelijke groet(?:en)?|groet(?:en|jes)?
        (?:med )?(?:vänliga?|bästa|venlig(?:e)?|bedste) h[äi]ls(?:e)?n(?:ing|ingar|er)?|mvh|hälsningar|hilsen
        z poważaniem|pozdrawiam|s pozdravem|üdvözlettel|с уважением|saygılarımla
        """
    )
    + r"[\s,.!]{0,4}",
    re.IGNORECASE,
)

_COUNT = r"\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3}|\d{1,2})?\s?[:：]"
REPLY: Final = re.compile(
    _any("re|aw|antw|antwort|sv|vs|odp|ref|res|rép|rif|ynt|vá|atb|bls|回复|回覆|答复|返信|답장|ha|ответ") + _COUNT,
    re.IGNORECASE,
)
FORWARD: Final = re.compile(
    _any(
        """
        fwd?|fw|wg|weitergel\\.?|tr|rv|enc|i|vb|vl|doorst|videresend|vidarebefordrat|pd|přepos|továbbítás|ilt
        转发|轉寄|転送|전달|прсл|пересл
        """
    )
    + _COUNT,
    re.IGNORECASE,
)
TAG: Final = re.compile(
    r"\s*(?:\[[^\]\n]{1,40}\]|\*{2,}[^*\n]{1,20}\*{2,}|(?:external|externe?)\s?:)\s*", re.IGNORECASE
)
