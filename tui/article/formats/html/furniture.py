"""What stands in or beside an article and is none of it: ways to other pages, calls to the reader, advertisements.

A line is known by its wording, in the languages of the pages that this was measured on, or by its form: nearly all of
it is a link and no sentence, or it stands several times on the page.
"""

import re
from functools import cache
from typing import Final

LONGEST: Final = 260
"""Characters of a line that can be known by its first words alone: a story may begin with any of them."""
_LINKED = 0.6
_ENDS = tuple(".!?…。！？”\"’»:")
_STRIPPED = " \t•·–—-→►▶>»*#|[]()"

_WHOLE = (
    # English
    r"ads?|advert(?:isement|isements|ising)?|sponsored(?: content)?|promoted|share|comments?|\d+ comments?|read more"
    r"|learn more|continue reading|end of article|back to top|most (?:read|viewed|popular)(?: in .{1,40})?|trending(?: now)?"
    r"|related(?: (?:articles?|stories|topics|content))?|recommended(?: (?:for you|stories|reading))?|more (?:news|stories|on)"
    r"|top stories|editor[’']?s[’']? picks?|what[’']s this|newsletter|embed|enjoying our latest content"
    r"|text size|loading|photo gallery|latest (?:news|stories)|topics?|tags?|advertise with us|video"
    # German
    r"|anzeige|werbung|teilen|merken|kommentare?|weiterlesen|mehr lesen|zum thema|mehr zum thema|auch interessant"
    r"|lesen sie auch|meistgelesen|empfehlungen|ähnliche|link zum youtube-inhalt|bitte beachten"
    # Romance languages
    r"|publicidad|compartir|comentarios|noticias relacionadas|más información|ver más|pubblicità|condividi|leggi anche"
    r"|correlati|publicité|partager|à lire aussi|lire aussi|sur le même sujet|publicidade|compartilhe|leia também"
    # Northern and eastern languages
    r"|advertentie|delen|lees ook|annons|dela|läs också|annonse|del|les også|annonce|læs også|reklama|udostępnij"
    r"|czytaj także|zobacz też|reklam|paylaş|ilgili haberler|реклама|поделиться|читайте также|iklan|baca juga"
    # Without spaces
    r"|広告|関連記事|続きを読む|あわせて読みたい|完了しました|国際ニュースを英語で読む|광고|관련기사|공유하기"
)
_LEADS = (
    # English
    r"read (?:more|also|next|now|on|the full|our|this)\b|also read\b|see also\b|see more\b|related:|recommended:"
    r"|more(?: on this| from| stories)?:|more (?:from|stories from)\b|watch(?: now| also| next| live)?:|listen(?: now| to)?:"
    r"|don[’']t miss\b|click here\b|tap here\b|click to\b|sign up\b|subscribe (?:to|now|today|here|for)\b|start your free"
    r"|get (?:the|our|all the|all our|more|real-time|email|daily|breaking|the latest)\b.{0,80}?\b(?:app|newsletters?|updates|alerts"
    r"|inbox)\b|download (?:the|our)\b|follow (?:us|our|@|the latest|along|\w+ on)\b|join (?:us|our|the conversation)\b"
    r"|enter your e-?mail|privacy (?:notice|policy)\b|skip past\b|after newsletter promotion|thank you for visiting"
    r"|log in (?:or|to)\b|sign in (?:or|to)\b|create an account|already a (?:subscriber|member)|do you have (?:a|any) (?:story"
    r"|tip|question|information)|(?:have|got) a (?:story|tip|question|news)|know more\?|get in touch|contact us|e-?mail us"
    r"|if you (?:buy|purchase|click)\b.{0,80}\b(?:links?|commission)|we may (?:earn|receive)|all rights reserved|share (?:or"
    r"|this|on|via)\b|support (?:our|us|independent)\b|donate (?:now|here|today)\b|like us\b|scroll down (?:to|for)\b|you can also check"
    r"|you may also like|what to read next|let us know\b|find out more (?:about|on|at|here)\b|for more (?:news|stories|information"
    r")\b.{0,40}\b(?:visit|click|follow|here|see)\b|to (?:read|continue)\b.{0,60}\b(?:subscri|sign|log)"
    r"|access the most recent journalism|explore the latest features|are .{3,60}\? get in touch|use our chat"
    # German
    r"|lesen sie (?:auch|hier|mehr|dazu|jetzt)\b|lies auch\b|mehr (?:zum thema|dazu|lesen|über)\b|auch interessant\b"
    r"|hier (?:geht es|geht[’']s|finden sie|lesen)\b|folge?n? sie uns|folgst du\b|jetzt (?:abonnieren|testen|bestellen|lesen"
    r"|anmelden|kostenlos)|abonnieren sie|abonniere\b|fehler gefunden|wie hat (?:ihnen|dir)|durchschnittliche bewertung"
    r"|bitte markieren sie|die mit einem symbol\b|empfohlener (?:redaktioneller|externer) inhalt|an dieser stelle f"
    r"|\d+ (?:wochen|monate?) kostenlos|informieren sie sich durch|unabhängiger journalismus|sie suchen\b|newsletter\b"
    r"|mit nur zwei klicks|das könnte sie|eine newsübersicht|unterstützen sie|sie können das unterstützen|haben sie hinweise"
    # Romance languages
    r"|le[ae] también\b|te puede interesar|más información:|suscríb|síguenos|sigue (?:toda|leyendo)|esta funcionalidad es"
    r"|leggi (?:anche|tutto|pure)\b|iscriviti\b|seguici\b|segui\b.{0,30}\bsu\b|ti potrebbe interessare|(?:à )?lire (?:aussi"
    r"|la suite|également)\b|à lire\b|voir aussi\b|abonnez-vous|inscrivez-vous|suivez-nous|leia (?:também|mais)\b"
    r"|veja (?:também|mais)\b|assine\b|siga-nos|inscreva-se"
    # Northern and eastern languages
    r"|lees (?:ook|meer|verder)\b|bekijk ook\b|abonneer\b|volg ons\b|läs (?:också|även|mer)\b|prenumerera|följ oss"
    r"|les (?:også|mer)\b|abonner\b|følg oss|læs (?:også|mere)\b|følg os\b|czytaj (?:także|też|więcej|również)\b"
    r"|zobacz (?:także|też|również)\b|subskrybuj|zapisz się|polecamy\b|ilginizi çekebilir|haberin devamı|abone ol"
    r"|takip ed|читайте (?:также|ещё|далее|нас)|читать (?:далее|также)|подпи(?:сывайтесь|шитесь)|смотрите также"
    r"|читайте також|підпи|baca juga\b|baca selengkapnya|ikuti (?:kami|berita)|funda olunye"
    # Without spaces
    r"|【?関連|会員登録|無断転載|기사제보|무단 ?전재|구독"
)
_MAIL = r"(?:e-?mail|contact|kontakt)?:? ?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
_CREDIT = (
    r"\(?(?:quelle|quellen|source|fuente|fonte|kilde|källa|bron|kaynak|źródło|источник)n?: .{1,60}"
    r"|(?:this|the) (?:article|story|piece|post|commentary) (?:was )?(?:first|originally|previously) (?:appeared|published|posted).{0,120}"
    r"|(?:first|originally) (?:published|appeared) (?:in|on|by|at) .{1,80}|(?:additional )?reporting by .{1,160}"
    r"|dieser (?:artikel|text|beitrag) (?:ist|erschien) (?:zuerst|zunächst).{0,100}|redaktion: .{1,100}|faktencheck: .{1,100}"
    r"|© .{1,100}|copyright (?:©|\d{4}|by\b).{1,100}"
)
_PHOTO = (
    r"\(?(?:image|photo(?:s|graph|graphs)?|picture|pic|credit|foto(?:s|grafía)?|bild(?:er)?|bilde|billede|zdjęcie|fotoğraf"
    r"|фото)(?: by| credit| courtesy(?: of)?|credit)?(?:[:/]| ?©) ?.{1,160}"
)
_DATED = (
    r"(?:(?:first |last )?(?:published|updated|posted|modified|veröffentlicht|aktualisiert|stand|uppdaterad|publicerad"
    r"|publisert|oppdatert|publié|mis à jour|publicado|actualizado|aggiornato|pubblicato)(?: am| on| at| le| el| il)?:? ?)?"
    r"(?:(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?,? |(?:mon|diens|mitt|donners|frei|sams|sonn)(?:tag|woch),? )?"
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4}|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)\b.{0,60}"
)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """A pattern, compiled when the first page is read: it would be felt at every start."""
    return re.compile(source, re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """Whether a line leads the reader elsewhere, or asks something of them, by its wording."""
    if len(text) > LONGEST:
        return False
    bare = text.strip(_STRIPPED)
    if not bare:
        return True
    return (
        _pattern(_WHOLE).fullmatch(bare.rstrip(" :.!?")) is not None
        or _pattern(_LEADS).match(bare) is not None
        or _pattern(_MAIL).fullmatch(bare) is not None
        or text.startswith((">>", "→"))
    )


def is_way_out(text: str, linked: float) -> bool:
    """Whether a line is a link to another page rather than a sentence of the story that has a link in it."""
    return linked >= _LINKED and len(text) <= LONGEST and not text.rstrip(" )").endswith(_ENDS)


def is_credit(text: str) -> bool:
    """Whether a line says whose work the story is, or where it comes from."""
    return len(text) <= LONGEST and _pattern(_CREDIT).fullmatch(text.strip(" []")) is not None


def is_photo_credit(text: str) -> bool:
    """Whether a line says whose the picture beside it is."""
    return len(text) <= LONGEST and _pattern(_PHOTO).fullmatch(text.strip(" []")) is not None


def is_date_line(text: str) -> bool:
    """Whether a line tells when the story was published or updated."""
    return len(text) <= 120 and _pattern(_DATED).fullmatch(text.strip(" |·–-")) is not None


def ends_as_sentence(text: str) -> bool:
    """Whether a line ends as sentences do, in any script."""
    return text.rstrip(" )]").endswith(_ENDS)
