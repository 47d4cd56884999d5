"""Quotes whose attribution is layout, not prose: posts, turns of a conversation, block quotes, headlines.

Here a colon, a dash or a place on the page does the work of "said". What does not keep to one of these forms is left
alone: a wrong speaker is worse than none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from tui.analysis.lexicon.gazetteer import country_of
from tui.analysis.lexicon.words import PERSONS, is_given_name, is_title, noun_classes
from tui.analysis.model import Act
from tui.analysis.parse import Parse, Word
from tui.analysis.quote_marks import PAIRS, Marked, Quotation
from tui.analysis.quotes import cue_rates
from tui.analysis.quotes.clauses import SPEAKERS, lemma_of
from tui.analysis.quotes.direct import READY, Speech, cue_before, span_of
from tui.analysis.quotes.draft import DraftQuote, Printed
from tui.analysis.quotes.interview import find_interview
from tui.text.spans import Span

SECTIONS = frozenset(
    "advertisement also analysis audio background benefits bio biography bombshell boom breaking busted byline "
    "caption claim column comment comments conclusion cons contact contributing copyright correction corrections "
    "credit credits date dear details developing disclaimer disclosure documentary e-mail editorial email episode "
    "essay exclusive explained explainer fact fact-check factbox facts faq figure flashback follow from guide "
    "headline headlines highlights hint how image images ingredients interview intro introduction just key latest "
    "leaked link links live location look loser losers memo method moral more myth newsletter note notes opinion "
    "opinions part photo photos pic picture pictures podcast poll preview problem profile pros quiz quote rating "
    "reaction read recap recipe related result results revealed review risks rule score section see share so solution "
    "source sources spoiler spoilers statement step strengths subject subscribe subtitle summary takeaway takeaways "
    "teaser this time timeline tip tips title topic topics transcript trivia truth tweet twitter update updated "
    "updates verdict via video videos viral warning watch weaknesses website what when where who why winner winners "
    "wow".split()
)
"""First or last words of a label that tells what follows, not who says it."""


def set_apart(parse: Parse, marked: Marked) -> list[DraftQuote]:
    """The quotes of `parse` that layout attributes, in text order. No two of them share a paragraph.

    Args:
        parse: the article.
        marked: which stretches of it stand inside quote marks.
    """
    page = _Page(parse, parse.paragraph_spans, marked, _Names(parse))
    found = [*_posts(page), *(_turns(page) or _answers(page)), *_block_quotes(page), *_headlines(page)]
    return sorted(found, key=lambda q: q.extent)


@dataclass(slots=True)
class _Page:
    """The paragraphs of an article by their numbers. `taken`: those that belong to a quote already."""

    parse: Parse
    spans: list[Span]
    marked: Marked
    names: "_Names"
    taken: set[int] = field(default_factory=set)

    def kind(self, n: int) -> str:
        return self.parse.kinds[n]

    def words(self, n: int) -> list[Word]:
        bounds = self.parse.paragraphs[n]
        return self.parse.words[bounds.start : bounds.stop]

    def text(self, span: Span) -> str:
        return self.parse.text[span.start : span.end]

    def free(self, *kinds: str) -> Iterator[int]:
        """The numbers of the paragraphs of these kinds that belong to no quote yet."""
        return (n for n in range(len(self.spans)) if n not in self.taken and self.kind(n) in kinds)

    def quote(
        self,
        content: list[Span],
        cue: list[Span],
        source: list[Span],
        why: str,
        confidence: float,
        *,
        act: Act = Act.SAID,
        printed: Printed | None = None,
    ) -> DraftQuote:
        heads = self.parse.between(cue[0]) if cue else []
        kind = self.marked.kind_of(content)
        head = heads[0].i if heads else -1
        return DraftQuote(content, cue, source, kind, act, why, confidence, head=head, printed=printed)


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _stripped(text: str, start: int, end: int) -> Span:
    """`[start, end)` without white space at its ends; empty if there is nothing else in it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


# ---------------------------------------------------------------- names

_LONGEST_LABEL = 6


class _Names:
    """What the story tells about the names in its headlines and labels."""

    def __init__(self, parse: Parse) -> None:
        self._labels: dict[str, Counter[str]] = defaultdict(Counter)
        self._speaking: set[str] = set()
        for word in parse.words:
            if _is_headline(parse, word.par):
                continue
            # What is written small is no name, whatever it was taken for elsewhere.
            self._labels[word.lower][word.ent if word.text[0].isupper() else ""] += 1
            if word.dep == "nsubj" and word.head.pos == "VERB" and cue_rates.speaks(lemma_of(word.head)) >= READY:
                self._speaking.add(word.lower)

    def label(self, word: Word) -> str:
        """The recognizer's label of a word: the one it has most often in the story, or else here."""
        seen = self._labels.get(word.lower)
        if seen is not None:
            return seen.most_common(1)[0][0]
        return word.ent if word.ent in {"PERSON", "NORP"} else ""  # a headline alone makes an ORG of "WATCH"

    def can_speak(self, label: Sequence[Word]) -> bool:
        """Whether a label names a person, an organization or a country, with titles at most before the name."""
        if not 0 < len(label) <= _LONGEST_LABEL or label[0].lower in SECTIONS:
            return False
        kind = self.label(label[-1])
        if kind == "GPE":  # "Paris: Three dead" is where, not who
            return country_of(" ".join(w.text for w in label)) is not None
        return kind in SPEAKERS and all(self._belongs(w) for w in label[:-1])

    def speaks(self, label: Sequence[Word]) -> bool:
        """Whether the one whom a label names says something in the story."""
        return label[-1].lower in self._speaking

    def _belongs(self, word: Word) -> bool:
        return (
            self.label(word) in SPEAKERS
            or is_title(word.lower)
            or not PERSONS.isdisjoint(noun_classes(word.lower))
            or is_given_name(word.text)
            or word.text in {"-", "."}
        )


# ---------------------------------------------------------------- posts

_HANDLE = re.compile(r"@[\w.@-]{1,60}")
_DASHES = ("—", "–", "―", "--", " - ")
_DATE_WORD = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}[.,]?|\d[\d:/.-]{0,9},?|[ap]\.?m\.?,?|at|on|[-·•|,]",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_LONGEST_DATE = 40
_LINKS = ("http://", "https://", "pic.twitter.com/", "pic.x.com/", "t.co/")


@dataclass(frozen=True, slots=True)
class _Signature:
    """The line below a post: the name, the dash before it (where there is one), and where it begins."""

    start: int
    dash: list[Span]
    name: Span


def _posts(page: _Page) -> Iterator[DraftQuote]:
    """Posts with the name, the handle and the date of their author below them, as pages embed them."""
    for n, span in enumerate(page.spans):
        signature = _signature(page.parse.text, span)
        if signature is None:
            continue
        above = [n]
        content = [_without_links(page.parse.text, Span(span.start, signature.start))]
        if not _has_letter(page.text(content[0])):
            above = _above(page, n)
            content = [_without_links(page.parse.text, page.spans[m]) for m in above]
        content = [piece for piece in content if _has_letter(page.text(piece))]
        if content:
            page.taken |= {n, *above}
            why = "a post with its author’s name below it"
            named = [signature.name]
            yield page.quote(content, signature.dash, named, why, 0.95, act=Act.WROTE, printed=Printed.POST)


def _signature(text: str, paragraph: Span) -> _Signature | None:
    """The signature at the end of a paragraph: "— Name (@handle) November 8, 2016", or alone "Name (@handle) · …"."""
    low = max(paragraph.start, paragraph.end - _LONGEST_NAME - _LONGEST_DATE - 80)
    opening = text.rfind("(@", low, paragraph.end)
    closing = text.find(")", opening, paragraph.end)
    if opening < 0 or closing < 0 or not _HANDLE.fullmatch(text, opening + 1, closing):
        return None
    if not _is_date(text[closing + 1 : paragraph.end]):
        return None
    low = max(paragraph.start, opening - _LONGEST_NAME)
    at, dash = max((text.rfind(dash, low, opening), dash) for dash in _DASHES)
    if at >= 0:
        mark = [_stripped(text, at, at + len(dash))]
        name = _stripped(text, at + len(dash), opening)
    elif low == paragraph.start and text[closing + 1 : paragraph.end].lstrip()[:1] in {"·", "•", "|"}:
        at, mark = low, []
        name = _stripped(text, low, opening)
    else:
        return None
    return _Signature(at, mark, name) if any(map(str.isalnum, text[slice(*name)])) else None


def _is_date(text: str) -> bool:
    """Whether a text is a date, perhaps with a time, and nothing more. Without one, a name may be a byline."""
    if len(text) > _LONGEST_DATE or not any(map(str.isdigit, text)):
        return False
    return all(_DATE_WORD.fullmatch(word) for word in text.rstrip(".").split())


def _above(page: _Page, n: int) -> list[int]:
    """The paragraph above number `n`, with the rest of the block quote if both stand in one."""
    if n == 0 or n - 1 in page.taken or page.kind(n - 1) not in {"paragraph", "blockquote"}:
        return []
    first = n - 1
    while (
        page.kind(n) == page.kind(first) == "blockquote"
        and first > 0
        and first - 1 not in page.taken
        and page.kind(first - 1) == "blockquote"
    ):
        first -= 1
    return list(range(first, n))


def _without_links(text: str, span: Span) -> Span:
    """The words of a post without the addresses of pictures and pages behind them."""
    span = _stripped(text, *span)
    while span.start < span.end:
        at = span.end
        while at > span.start and not text[at - 1].isspace():
            at -= 1
        if not text.startswith(_LINKS, at):
            break
        span = _stripped(text, span.start, at)
    return span


# ---------------------------------------------------------------- turns of a conversation

_WORD = r"[^\W\d_][\w.’'&-]*+"
_TURN = re.compile(rf"(?P<who>{_WORD}(?: {_WORD}){{0,3}})(?: ?\([^()]{{1,30}}\))?(?P<cue>:)(?:\s+|(?=[“\"‘]))")
_ASKED = re.compile(r"(?P<who>[QA])(?P<cue>[.:])\s+")
_PARTICLES = frozenset("al bin da de del den der di du el la le van von".split())
_ROLES = frozenset(
    "question answer questions answers audience crowd reporters both all male female unidentified".split()
)
"""Labels of those who speak in a transcript, besides the nouns for a person ("Reporter:", "Moderator:")."""

_SPOKEN = frozenset("i i’m i'm you we me my your our us let’s let's yes no".split())
"""Words of those who speak with each other; a list of facts has none of them."""

_TALK = 1 / 3
"""Share of the turns of a conversation that hold such a word or a question."""

_MONOLOGUE = 6
"""Paragraphs without a label that a turn may go on for; with more, the story has gone on in between."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph "NAME: words": its number, the label, the colon, and the words behind it."""

    number: int
    who: str
    source: Span
    cue: Span
    words: Span

    @property
    def surname(self) -> str:
        """What stays of the label after the first time: "JAKE TAPPER" is "TAPPER" from then on."""
        return self.who.split()[-1].lower()


def _turns(page: _Page) -> list[DraftQuote]:
    """The turns of a conversation written out with the speakers' names before their words."""
    turns = _conversation(page)
    found: list[DraftQuote] = []
    several = len({turn.surname for turn in turns}) > 1
    for turn, following in zip_longest(turns, turns[1:]):
        # Where only the questions have a label, what follows one is the answer.
        more = _continued(page, turn, following) if following is not None and several else []
        page.taken |= {turn.number, *more}
        content = [turn.words, *(page.spans[n] for n in more)]
        why = "a turn of a conversation"
        found.append(page.quote(content, [turn.cue], [turn.source], why, 0.95, printed=Printed.TURN))
    return found


def _answers(page: _Page) -> Iterator[DraftQuote]:
    """The answers of an interview whose turns bear no labels; the introduction says who gives them."""
    interview = find_interview(page.parse)
    if interview is None:
        return
    number = {span.start: n for n, span in enumerate(page.spans)}
    for question, answer in zip(interview.questions, interview.answers, strict=True):
        free = [span for span in answer if number[span.start] not in page.taken]
        page.taken |= {number[span.start] for span in (question, *free)}
        if free:
            why = "an answer in an interview with whom the introduction names"
            quote = page.quote(free, [], [interview.who], why, 0.8, printed=Printed.TURN)
            quote.asked.append(question)
            yield quote


def _conversation(page: _Page) -> list[_Turn]:
    """The turns of a page, if they make a conversation.

    Where the article itself says that a paragraph is one, that is enough. Else there must be three of at least two
    speakers (or questions alone), one of whom speaks twice. A list of facts ("Clinton: 1,769") is no conversation.
    """
    found = [turn for n in page.free("paragraph", "turn") if (turn := _turn(page, n)) is not None]
    found = _without_headline(page, found)
    speakers = _who_may_speak(page, found)
    turns = [turn for turn in found if turn.surname in speakers or page.kind(turn.number) == "turn"]
    told = any(page.kind(turn.number) == "turn" for turn in turns)
    counts = Counter(turn.surname for turn in turns)
    if not told and (len(turns) < 3 or max(counts.values()) < 2 or (len(counts) < 2 and "q" not in counts)):
        return []
    spoken = sum(_is_spoken(page, turn) for turn in turns)
    return turns if len(turns) < 3 or spoken >= _TALK * len(turns) else []


def _turn(page: _Page, n: int) -> _Turn | None:
    match = _label(page, n)
    if match is None:
        return None
    who = match["who"].split()
    words = Span(match.end(), page.spans[n].end)
    if not _has_letter(page.text(words)) or not SECTIONS.isdisjoint({who[0].lower(), who[-1].lower()}):
        return None
    return _Turn(n, match["who"], Span(*match.span("who")), Span(*match.span("cue")), words)


def _label(page: _Page, n: int) -> re.Match[str] | None:
    """The label with which a paragraph begins: a name, or what is written like one."""
    match = _ASKED.match(page.parse.text, *page.spans[n]) or _TURN.match(page.parse.text, *page.spans[n])
    who = match["who"].split() if match is not None else []
    capitals = [word[0].isupper() or (0 < i < len(who) - 1 and word in _PARTICLES) for i, word in enumerate(who)]
    return match if all(capitals) else None


def _without_headline(page: _Page, turns: list[_Turn]) -> list[_Turn]:
    """The turns without the first paragraph, if it stands alone: "Brandt: We will open" is the headline then."""
    if not turns or turns[0].number > 0 or page.kind(0) != "paragraph":
        return turns
    first, *others = turns
    belongs = any(turn.number == 1 or turn.who == first.who for turn in others)
    return turns if belongs else others


def _who_may_speak(page: _Page, turns: Sequence[_Turn]) -> set[str]:
    """The last words of the labels that name a person or a role, judged by all the places where they stand."""
    who = {turn.surname for turn in turns if _names_speaker(page, turn)}
    if any(turn.who == "Q" for turn in turns):
        return who | {"q", "a"}
    return who - {"a"}  # "A. Smith was there"


def _names_speaker(page: _Page, turn: _Turn) -> bool:
    label = page.parse.between(turn.source)
    return (
        (turn.who.isupper() and len(turn.who) > 1)
        or turn.surname in _ROLES
        or not PERSONS.isdisjoint(noun_classes(turn.surname))
        or is_given_name(turn.who.split()[0])
        or any(w.ent in SPEAKERS for w in label)
        or page.names.label(label[-1]) in SPEAKERS
    )


def _is_spoken(page: _Page, turn: _Turn) -> bool:
    return "?" in page.text(turn.words) or any(w.lower in _SPOKEN for w in page.parse.between(turn.words))


def _continued(page: _Page, turn: _Turn, following: _Turn) -> list[int]:
    """The paragraphs between two turns that the first one goes on in.

    It ends with whatever is no plain paragraph or has a label of its own ("Note:"), and where the speaker is named:
    then a reporter tells the story.
    """
    between = range(turn.number + 1, following.number)
    if len(between) > _MONOLOGUE:
        return []
    more: list[int] = []
    for n in between:
        if n in page.taken or page.kind(n) not in {"paragraph", "turn"} or _label(page, n) is not None:
            break
        if any(w.lower == turn.surname and w.text[0].isupper() for w in page.words(n)):
            break
        if not _is_direction(page.text(page.spans[n])):
            more.append(n)
    return more


def _is_direction(text: str) -> bool:
    """Whether a paragraph is a stage direction, "(Applause.)" or "[crosstalk]", or marks that something is left out."""
    bare = text.rstrip(".… ")
    return (bare[:1] + bare[-1:]) in {"()", "[]"} or not _has_letter(bare)


# ---------------------------------------------------------------- block quotes

_LONGEST_SIGNATURE = 12


def _block_quotes(page: _Page) -> Iterator[DraftQuote]:
    """Block quotes, each with the sentence before it or the name at its end as attribution, or with none."""
    blocks = groupby(enumerate(page.free("blockquote")), key=lambda pair: pair[1] - pair[0])
    for block in [[n for _, n in group] for _, group in blocks]:
        page.taken |= set(block)
        yield _signed(page, block) or _introduced(page, block) or _nobodys(page, block)


def _signed(page: _Page, block: Sequence[int]) -> DraftQuote | None:
    """A block quote whose last line, or the end of it, names who said it: "— Name", "Name, title"."""
    text, last = page.parse.text, page.spans[block[-1]]
    dash, at = max((text.rfind(dash, *last), dash) for dash in _DASHES)[::-1]
    mark: list[Span] = []
    name, rest = last, Span(last.start, last.start)
    if at >= 0:
        mark = [_stripped(text, at, at + len(dash))]
        name, rest = _stripped(text, at + len(dash), last.end), _stripped(text, last.start, at)
    content = [page.spans[n] for n in block[:-1]] + ([rest] if rest.start < rest.end else [])
    words = page.parse.between(name)
    if not content or not words or len(words) > _LONGEST_SIGNATURE or not words[0].text[0].isupper():
        return None
    if rest.start < rest.end and text[rest.end - 1] not in ".!?…”\"’'»":
        return None  # a dash within a sentence
    if words[-1].text in {".", "!", "?"} or any(map(_is_finite, words)):
        return None
    if not mark and not _is_name_and_title(words):
        return None
    return page.quote(content, mark, [name], "a block quote with a name below it", 0.9, printed=Printed.BLOCK)


def _is_name_and_title(words: Sequence[Word]) -> bool:
    """Whether words are a person's name, a comma, and more."""
    comma = next((n for n, w in enumerate(words) if w.text == ","), 0)
    return 0 < comma < len(words) - 1 and all(w.ent == "PERSON" or is_title(w.lower) for w in words[:comma])


def _introduced(page: _Page, block: Sequence[int]) -> DraftQuote | None:
    """A block quote behind a sentence that says, with a colon at its end, who speaks."""
    before = block[0] - 1
    if before < 0 or page.kind(before) not in {"paragraph", "list"} or page.words(before)[-1].text != ":":
        return None
    content = [page.spans[n] for n in block]
    opening = page.words(block[0])[:1]
    found = cue_before(page.parse, Speech(Quotation(tuple(content), ""), opening, sentence=True), 0)
    if found is None or not found.source:
        return None
    if found.cue[0].text == ":" and found.source[-1].ent not in SPEAKERS:
        return None  # "This is the sign on the door:"
    act = cue_rates.act(lemma_of(found.head)) if found.head is not None else Act.SAID
    source = [page.parse.span(found.source)]
    why = "a block quote behind the words that introduce it"
    return page.quote(content, span_of(found.cue), source, why, 0.85, act=act, printed=Printed.BLOCK)


def _nobodys(page: _Page, block: Sequence[int]) -> DraftQuote:
    content = [page.spans[n] for n in block]
    why = "a block quote that nobody is named for"
    return page.quote(content, [], [], why, 0.4, printed=Printed.BLOCK)


# ---------------------------------------------------------------- headlines

_LONGEST_HEADLINE = 150
_FINITE = frozenset({"VBZ", "VBP", "VBD", "VB", "MD"})
_HELPERS = frozenset(
    "is isn’t isn't are aren’t aren't was were will won’t won't would can can’t can't could must should has have had "
    "do does did don’t don't doesn’t doesn't didn’t didn't i’m i'm it’s it's that’s that's".split()
)
"""Verbs that the tagger takes for names in a headline Where Every Word Has a Capital."""

_TOPICS = frozenset("how who when where why".split())
_SAYS = frozenset(
    "says say said warns warn warned claims claim claimed insists insist insisted tells told vows vow vowed admits "
    "admit admitted argues argue argued announces announced predicts predict predicted suggests suggested".split()
)
_QUOTE_MARKS = frozenset({*PAIRS, *"".join(PAIRS.values())})


def _headlines(page: _Page) -> Iterator[DraftQuote]:
    """Headlines that say whose words they are: "NAME: words", "Words: NAME", "Words, says NAME"."""
    for n in [n for n in page.free("title", "heading", "paragraph") if _is_headline(page.parse, n)]:
        if page.kind(n) == "paragraph" and _label(page, n + 1) is not None:
            continue  # the first line of a list
        words = page.words(n)
        stop = words[-1].text == "."
        if stop:
            words = words[:-1]
        found = _label_first(page, words) or _label_last(page, words)
        if found is None and (not stop or page.kind(n) != "paragraph"):
            found = _says_last(page, words)  # a sentence with a full stop is for the rules for prose
        if found is not None:
            page.taken.add(n)
            yield found


def _is_headline(parse: Parse, n: int) -> bool:
    """Whether a paragraph stands above a text: by its kind, or as its short first line.

    A full stop at its end does not count against it: some archives put one behind every headline.
    """
    if n > 0 or parse.kinds[n] != "paragraph":
        return parse.kinds[n] in {"title", "heading"}
    first = parse.paragraphs[0]
    length = parse.words[first.stop - 1].end - parse.words[first.start].start
    return len(parse.paragraphs) > 1 and length <= _LONGEST_HEADLINE


def _label_first(page: _Page, words: Sequence[Word]) -> DraftQuote | None:
    """The form "NAME: words"."""
    colon = next((n for n, w in enumerate(words[: _LONGEST_LABEL + 1]) if w.text == ":"), 0)
    label, said = words[:colon], words[colon + 1 :]
    if not page.names.can_speak(label) or not _tells_something(said):
        return None
    return _headline(page, said, words[colon], label, 0.85)


def _label_last(page: _Page, words: Sequence[Word]) -> DraftQuote | None:
    """The form "Words: NAME", if NAME speaks in the story too: it may as well be whom the words are about."""
    colon = next((n for n in range(len(words) - 1, -1, -1) if words[n].text == ":"), 0)
    said, label = words[:colon], words[colon + 1 :]
    if len(said) < 3 or not page.names.can_speak(label) or not page.names.speaks(label) or not _tells_something(said):
        return None
    return _headline(page, said, words[colon], label, 0.7)


def _says_last(page: _Page, words: Sequence[Word]) -> DraftQuote | None:
    """The forms "Words, says NAME" and "Words, NAME says"."""
    comma = next((n for n in range(len(words) - 1, -1, -1) if words[n].text == ","), 0)
    start = comma + 1
    while start < len(words) and words[start].text in _QUOTE_MARKS:
        start += 1
    said, tail = words[: start if start > comma + 1 else comma], words[start:]
    if not 2 <= len(tail) <= _LONGEST_LABEL + 1 or not _tells_something(said):
        return None
    verb = next((w for w in (tail[0], tail[-1]) if w.lower in _SAYS), None)
    source = [w for w in tail if w is not verb]
    if verb is None or any(w.lower in _SAYS for w in source) or not any(_has_letter(w.text) for w in source):
        return None
    return _headline(page, said, verb, source, 0.85)


def _headline(page: _Page, said: Sequence[Word], cue: Word, source: Sequence[Word], confidence: float) -> DraftQuote:
    content, named = [page.parse.span(said)], [page.parse.span(source)]
    return page.quote(content, [cue.span], named, "a headline that says whose words it gives", confidence)


def _tells_something(words: Sequence[Word]) -> bool:
    """Whether a part of a headline is a clause or holds a quotation, rather than a topic.

    Topics are "Ted Cruz: a life", "Ted Cruz: how he lost" and "Ted Cruz: the man who never slept".
    """
    if any(w.text in PAIRS for w in words):
        return True
    return any(_is_finite(w) and w.dep != "relcl" for w in words) and words[0].lower not in _TOPICS


def _is_finite(word: Word) -> bool:
    return (word.pos in {"VERB", "AUX"} and word.tag in _FINITE) or word.lower in _HELPERS
