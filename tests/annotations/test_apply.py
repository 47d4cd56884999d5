"""Corrections: each does what it says, and is either applied or listed, whatever happens to engine and text."""

import copy
import json
from dataclasses import replace

import pytest
import sample_story
from hypothesis import given, settings
from hypothesis import strategies as st
from made_edits import Maker, edited, reanalyzed

from tui.analysis.model import Act, Analysis, EntityKind, Form, QuoteKind
from tui.annotations.anchors import Ground
from tui.annotations.apply import BY_YOU, Corrector, apply_corrections, entity_ref, quote_ref
from tui.annotations.edits import (
    AddMention,
    AddQuote,
    Annotate,
    Describe,
    Edit,
    Hide,
    MendEdges,
    Merge,
    NotMention,
    NotQuote,
    Rename,
    Retype,
    Revoke,
    SetAct,
    SetForm,
    SetSpeaker,
    Split,
)
from tui.annotations.log import NOTHING, AnnotationLog, apply_description, change
from tui.annotations.serialize import log_from_dict, log_to_dict
from tui.text.spans import Span

MAKE = Maker(sample_story.TEXT, sample_story.analysis())


def after(*edits: Edit, text: str = sample_story.TEXT, analysis: Analysis | None = None):
    return apply_corrections(text, analysis or sample_story.analysis(), [change(edit) for edit in edits])


def names(analysis: Analysis) -> list[str]:
    return [entity.name for entity in analysis.entities]


def entity(analysis: Analysis, name: str):
    return next(e for e in analysis.entities if e.name == name)


# ---------------------------------------------------------------- entities


def test_merging_unites_mentions_quotes_and_names() -> None:
    found = after(Merge(MAKE.entity("Joris Hale"), MAKE.entity("Ada Brandt"))).analysis
    assert "Joris Hale" not in names(found)
    brandt = entity(found, "Ada Brandt")
    assert len(brandt.mentions) == 8
    assert [m.start for m in brandt.mentions] == sorted(m.start for m in brandt.mentions)
    assert {"Joris Hale", "Hale"} <= set(brandt.aliases)
    assert {q.speaker for q in found.quotes if q.id in {"q4", "q7", "q8"}} == {brandt.id}


def test_a_merge_after_a_merge_finds_both() -> None:
    found = after(
        Merge(MAKE.entity("Joris Hale"), MAKE.entity("Ada Brandt")),
        Merge(MAKE.entity("Joris Hale"), MAKE.entity("Eastmere")),
    )
    assert not found.unplaced
    assert len(entity(found.analysis, "Eastmere").mentions) == 9


def test_a_relation_does_not_lead_to_itself_after_a_merge() -> None:
    assert not after(Merge(MAKE.entity("Norlandish"), MAKE.entity("Norland"))).analysis.relations


def test_a_mention_is_split_off_with_the_quotes_that_it_is_the_source_of() -> None:
    found = after(Split(MAKE.words("Brandt", 2), MAKE.entity("Ada Brandt"))).analysis
    new = entity(found, "Brandt")
    assert [m.span for m in new.mentions] == [sample_story.span("Brandt", 2)]
    assert len(entity(found, "Ada Brandt").mentions) == 4
    assert [q.id for q in found.quotes if q.speaker == new.id] == ["q2"]


def test_what_is_no_mention_is_none() -> None:
    found = after(NotMention(MAKE.words("Hale", 2))).analysis
    assert len(entity(found, "Joris Hale").mentions) == 2


def test_an_entity_without_mentions_goes_and_nobody_said_what_it_said() -> None:
    found = after(NotMention(MAKE.words("A senior official"))).analysis
    assert "a senior official" not in names(found)
    assert found.quote("q6").speaker is None


@pytest.mark.parametrize(
    ("words", "form"), [("The town council", Form.NOMINAL), ("the council", Form.NOMINAL), ("Tuesday", Form.NAME)]
)
def test_words_become_a_mention_of_somebody_new_or_known(words: str, form: Form) -> None:
    found = after(AddMention(MAKE.words(words), None, "Council", EntityKind.ORGANIZATION)).analysis
    (mention,) = entity(found, "Council").mentions
    assert (mention.form, mention.why) == (form, BY_YOU)
    known = after(AddMention(MAKE.words(words), MAKE.entity("Eastmere"))).analysis
    assert len(entity(known, "Eastmere").mentions) == 2


def test_a_mention_that_is_given_to_another_is_taken_from_whose_it_was() -> None:
    found = after(AddMention(MAKE.words("The mayor"), MAKE.entity("Joris Hale"))).analysis
    assert len(entity(found, "Joris Hale").mentions) == 4
    assert len(entity(found, "Ada Brandt").mentions) == 4


def test_renaming_retyping_hiding() -> None:
    ada = MAKE.entity("Ada Brandt")
    found = after(Rename(ada, "Ada M. Brandt"), Retype(ada, EntityKind.ORGANIZATION), Hide(MAKE.entity("Norland")))
    brandt = entity(found.analysis, "Ada M. Brandt")
    assert brandt.kind == EntityKind.ORGANIZATION
    assert "Ada Brandt" in brandt.aliases
    assert "Norland" not in names(found.analysis)
    assert set(found.yours) == {"e1"}


# ---------------------------------------------------------------- quotes


def test_the_speaker_is_chosen_typed_or_nobody() -> None:
    quote = MAKE.quote(8)
    assert after(SetSpeaker(quote, MAKE.entity("Joris Hale"))).analysis.quote("q9").speaker == "e2"
    typed = after(SetSpeaker(quote, None, "Wim Oster")).analysis
    assert entity(typed, "Wim Oster").id == typed.quote("q9").speaker
    assert after(SetSpeaker(MAKE.quote(1), None)).analysis.quote("q2").speaker is None


def test_a_typed_speaker_who_is_known_is_that_one_and_else_gets_the_mentions_in_the_text() -> None:
    assert after(SetSpeaker(MAKE.quote(8), None, "joris hale")).analysis.quote("q9").speaker == "e2"
    found = after(SetSpeaker(MAKE.quote(8), None, "Tuesday")).analysis
    assert [m.span for m in entity(found, "Tuesday").mentions] == [sample_story.span("Tuesday")]


def test_what_is_no_quote_goes_and_what_stood_in_it_stays() -> None:
    found = after(NotQuote(MAKE.quote(3))).analysis
    assert found.quote("q4") is None
    assert found.quote("q5").parent is None


def test_words_become_a_quote_of_the_kind_that_its_marks_make_it() -> None:
    found = after(
        AddQuote(MAKE.words("the money from Norland arrives in May")), AddQuote(MAKE.words("“next to nothing,”"))
    )
    indirect, direct = (q for q in found.analysis.quotes if q.why == BY_YOU)
    if indirect.kind == QuoteKind.DIRECT:
        indirect, direct = direct, indirect
    assert (indirect.kind, direct.kind) == (QuoteKind.INDIRECT, QuoteKind.DIRECT)
    assert direct.parent == "q3"


def test_edges_are_mended() -> None:
    words = MAKE.words("the harbor will be built. “It is a question of when,”")
    found = after(MendEdges(MAKE.quote(6), (words,))).analysis.quote("q7")
    assert (found.content, found.kind) == ([Span(words.start, words.end)], QuoteKind.MIXED)


def test_what_has_no_quote_marks_is_never_made_direct() -> None:
    assert len(after(SetForm(MAKE.quote(0), QuoteKind.DIRECT)).unplaced) == 1
    assert after(SetForm(MAKE.quote(1), QuoteKind.INDIRECT)).analysis.quote("q2").kind == QuoteKind.INDIRECT


def test_the_act() -> None:
    assert after(SetAct(MAKE.quote(0), Act.THOUGHT)).analysis.quote("q1").act == Act.THOUGHT


def test_a_quote_of_the_readers_own_can_be_corrected_in_its_turn() -> None:
    added = change(AddQuote(MAKE.words("the money from Norland arrives in May")))
    first = apply_corrections(sample_story.TEXT, sample_story.analysis(), [added]).analysis
    own = next(q for q in first.quotes if q.why == BY_YOU)
    speaks = change(SetSpeaker(quote_ref(MAKE.ground, own), MAKE.entity("Joris Hale")))
    found = apply_corrections(sample_story.TEXT, sample_story.analysis(), [added, speaks])
    assert found.analysis.quote(own.id).speaker == "e2"
    assert len(found.yours[own.id]) == 2


# ---------------------------------------------------------------- another engine, another text


def test_another_engine_with_other_ids_gets_the_same_corrections() -> None:
    edits = [
        Merge(MAKE.entity("Joris Hale"), MAKE.entity("Ada Brandt")),
        SetSpeaker(MAKE.quote(8), MAKE.entity("Port Authority of Marrow")),
        Rename(MAKE.entity("Eastmere"), "Eastmere Town"),
    ]
    found = after(*edits, analysis=reanalyzed(sample_story.analysis(), 1, 0))
    assert not found.unplaced
    assert "Eastmere Town" in names(found.analysis)
    banner = next(q for q in found.analysis.quotes if "Sand is" in sample_story.TEXT[q.start : q.start + 10])
    assert found.analysis.entity(banner.speaker).name == "Port Authority of Marrow"


def test_a_quote_with_somewhat_other_edges_is_the_same_quote() -> None:
    analysis = sample_story.analysis()
    analysis.quotes[6].content = [sample_story.span("the harbor will be built.")]
    assert not after(SetAct(MAKE.quote(6), Act.SAID), analysis=analysis).unplaced


def test_what_is_no_longer_there_is_listed() -> None:
    gone = sample_story.TEXT.replace("“Sand is patient,” a banner outside the hall read.", "")
    text, analysis = edited(sample_story.TEXT, sample_story.analysis(), len(gone) - 0, len(sample_story.TEXT), "")
    assert text == gone
    found = after(SetSpeaker(MAKE.quote(8), MAKE.entity("Eastmere")), text=text, analysis=analysis)
    assert [type(c.edit) for c in found.unplaced] == [SetSpeaker]


# ---------------------------------------------------------------- the work as a whole


def test_notes_marks_and_statuses_of_a_place_come_to_one_remark() -> None:
    place = MAKE.words("“Sand is patient,”")
    edits = [
        Annotate("r1", "quote", place, marked=True),
        Annotate("r1", "quote", place, status="verified", note="seen it"),
        Annotate("r1", "quote", place, marked=False, tags=("banner",)),
        Annotate("r2", "passage", place, note="gone"),
        Annotate("r2", "passage", place, note=""),
    ]
    work = AnnotationLog(tuple(change(edit) for edit in edits))
    (remark,) = work.remarks
    assert (remark.marked, remark.status, remark.note, remark.tags) == (False, "verified", "seen it", ("banner",))


def test_undoing_doing_again_and_what_that_makes_impossible() -> None:
    one, two, three = (change(Hide(MAKE.entity(name))) for name in ("Eastmere", "Norland", "Norlandish"))
    work = NOTHING.done(one).done(two).undo().undo()
    assert not work.corrections
    assert work.redo().changes == (one,)
    assert work.redo().redo().redo().changes == (one, two)
    assert work.redo().done(three).redo().changes == (one, three)


def test_one_change_is_revoked_and_the_others_stay() -> None:
    one, two = change(Hide(MAKE.entity("Eastmere"))), change(Hide(MAKE.entity("Norland")))
    back = change(Revoke(one.id))
    work = AnnotationLog((one, two, back))
    assert work.corrections == (two,)
    assert work.done(change(Revoke(back.id))).corrections == (one, two)


def test_what_the_reader_says_of_the_article_is_not_guessed() -> None:
    edits = (Describe(title="A vote put off", date="2024-03-13"), Describe(authors="Wim Oster; Ann Lee", url=""))
    meta = apply_description(sample_story.ARTICLE, AnnotationLog(tuple(map(change, edits)))).metadata
    assert (meta.title.value, meta.title.guessed) == ("A vote put off", False)
    assert meta.authors.value == ("Wim Oster", "Ann Lee")
    assert meta.url.value is None
    assert meta.publication == sample_story.ARTICLE.metadata.publication


@pytest.mark.parametrize(
    "data", [{}, {"schema": 2, "changes": [], "undone": []}, {"schema": 1, "changes": [{"do": "fly"}], "undone": []},
             {"schema": 1, "changes": [{"id": 1, "made": "", "do": "revoke", "change": "x"}], "undone": []}, []],
)  # fmt: skip
def test_what_is_no_work_is_refused(data) -> None:
    with pytest.raises(ValueError, match=r"quoth|missing|not "):
        log_from_dict(data)


def test_a_note_from_outside_is_cleaned() -> None:
    work = AnnotationLog(
        (change(Annotate("r1", "quote", MAKE.words("Sand"), note="a\x1b]0;b\x07\nc", tags=("\x9b2J",))),)
    )
    (remark,) = log_from_dict(json.loads(json.dumps(log_to_dict(work)))).remarks
    assert "\x1b" not in remark.note
    assert "\x9b" not in remark.tags[0]
    assert remark.note.endswith("\nc")


# ---------------------------------------------------------------- any sequence of anything


class Reader:
    """Does things to an article as it is at the moment, and looks at what comes of them."""

    def __init__(self) -> None:
        self.text, self.analysis = sample_story.TEXT, sample_story.analysis()
        self.work = NOTHING
        self.anew()

    def anew(self) -> None:
        self.corrector = Corrector(self.text, self.analysis)
        self.ground = Ground(self.text)
        self.look()

    def look(self) -> None:
        before = copy.deepcopy(self.analysis)
        self.found = self.corrector.apply(self.work.corrections)
        assert self.analysis == before, "what the engine found is left alone"
        self.check()

    def check(self) -> None:
        force, found = self.work.corrections, self.found
        listed = {c.id for c in found.unplaced}
        assert listed | set(found.places) == {c.id for c in force}, "applied or listed"
        assert not listed & set(found.places)
        assert apply_corrections(self.text, self.analysis, force) == found, "however it came about"
        assert log_from_dict(json.loads(json.dumps(log_to_dict(self.work)))) == self.work
        ids, size = {e.id for e in found.analysis.entities}, len(self.text)
        assert len(ids) == len(found.analysis.entities)
        for e in found.analysis.entities:
            assert all(0 <= m.start < m.end <= size for m in e.mentions)
            assert e.mentions == sorted(e.mentions, key=lambda m: m.span)
        quoted = {q.id for q in found.analysis.quotes}
        for q in found.analysis.quotes:
            assert q.content
            assert {q.speaker, q.addressee.entity} <= ids | {None}
            assert q.parent in quoted | {None}
        for r in found.analysis.relations:
            assert {r.subject, r.object} <= ids
        assert Analysis.from_dict(found.analysis.to_dict()) == found.analysis
        if force and force[-1].id in found.places:
            self.seen(force[-1].edit)

    def seen(self, edit: Edit) -> None:
        """The last correction of all is to be seen in the analysis."""
        analysis = self.found.analysis
        match edit:
            case Rename(_, name):
                assert name in names(analysis)
            case Hide(_):
                pass
            case SetSpeaker(_, None, "") | SetAct() | SetForm() | MendEdges() | SetSpeaker():
                assert any(q.why == BY_YOU for q in analysis.quotes)
            case AddQuote(words):
                assert any(q.content == [self.ground.place(words)] for q in analysis.quotes)
            case AddMention(words):
                span = self.ground.place(words)
                assert [m.why for e in analysis.entities for m in e.mentions if m.span == span] == [BY_YOU]
            case NotMention(words):
                span = self.ground.place(words)
                assert not [m for e in analysis.entities for m in e.mentions if m.span == span]
            case _:
                pass

    def do(self, what: int, one: int, other: int) -> None:
        edit = self.possible_edit(what, one, other)
        if edit is not None:
            self.work = self.work.done(change(edit))
            self.look()
            if not isinstance(edit, SetForm):
                assert self.work.changes[-1].id in self.found.places, "what is on the screen can be corrected"

    def possible_edit(self, what: int, one: int, other: int) -> Edit | None:
        entities, quotes = self.found.analysis.entities, self.found.analysis.quotes
        if not entities or not quotes:
            return None
        first, second = entities[one % len(entities)], entities[other % len(entities)]
        quote = quotes[one % len(quotes)]
        start = one * 37 % (len(self.text) - 12)
        words = self.ground.anchor(Span(start, start + 5 + other % 7))
        if not words.exact.strip() or (what % 16 in {1, 2} and not first.mentions):
            return None
        a, b, q = entity_ref(self.ground, first), entity_ref(self.ground, second), quote_ref(self.ground, quote)
        mention = self.ground.anchor(first.mentions[other % len(first.mentions)].span) if first.mentions else words
        return [
            Merge(a, b), Split(mention, a), NotMention(mention), AddMention(words, b), AddMention(words, None, "New"),
            Rename(a, f"Name {one}"), Retype(a, list(EntityKind)[other % 7]), Hide(a), SetSpeaker(q, a),
            SetSpeaker(q, None, f"Somebody {other % 3}"), SetSpeaker(q, None), NotQuote(q), AddQuote(words),
            MendEdges(q, (words,)), SetForm(q, list(QuoteKind)[other % 3]), SetAct(q, list(Act)[other % 4]),
        ][what % 16]  # fmt: skip

    def undo(self) -> None:
        self.work = self.work.undo()
        self.look()

    def redo(self) -> None:
        self.work = self.work.redo()
        self.look()

    def revoke(self, which: int) -> None:
        if self.work.changes:
            self.work = self.work.done(change(Revoke(self.work.changes[which % len(self.work.changes)].id)))
            self.look()

    def reanalyze(self, number: int, dropped: int) -> None:
        self.analysis = reanalyzed(self.analysis, number, dropped)
        self.anew()

    def edit(self, where: int, length: int, words: str) -> None:
        start = where * 53 % len(self.text)
        self.text, self.analysis = edited(self.text, self.analysis, start, min(start + length, len(self.text)), words)
        self.anew()


numbers = st.integers(0, 40)
steps = st.one_of(
    st.tuples(st.just("do"), numbers, numbers, numbers),
    st.tuples(st.just("do"), numbers, numbers, numbers),
    st.tuples(st.sampled_from(["undo", "redo"])),
    st.tuples(st.just("revoke"), numbers),
    st.tuples(st.just("reanalyze"), numbers, numbers),
    st.tuples(st.just("edit"), numbers, st.integers(0, 12), st.text("abc “”\n", max_size=8)),
)


@settings(max_examples=120)
@given(st.lists(steps, max_size=25))
def test_every_correction_is_applied_or_listed_whatever_happens(actions) -> None:
    reader = Reader()
    for name, *arguments in actions:
        getattr(reader, name)(*arguments)
    while reader.work.changes:
        reader.work = reader.work.undo()
    reader.look()
    assert reader.found.analysis == replace(
        reader.analysis, quotes=sorted(reader.analysis.quotes, key=lambda quote: quote.start)
    ), "all undone, all as the engine has it"
