"""Variants of the annotated seed article: the same structure in other words, with the gold carried along.

    python tests/benchmarks/seed_variants.py QUOTES.jsonl ENTITIES.jsonl OUT_QUOTES.jsonl OUT_ENTITIES.jsonl

Every variant has other people (some of them women, with the pronouns that go with it), countries, capitals, demonyms,
organizations, cities, dates and cues, and its own style of quote marks. What a variant draws depends on its number
alone. The output has the format of the input, so that the same scorers read it. The gold keeps the seed's ids of
entities, which then name parts in the story: "russia" is the country that warns, whatever its name.
"""

import argparse
import bisect
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]


class Country(NamedTuple):
    """A country that can take any part in the story, with lists of names that people there have."""

    name: str
    capital: str
    demonym: str
    bloc: str
    leader: str
    men: str
    women: str
    surnames: str


PRESIDENT, PREMIER = "President", "Prime Minister"

# fmt: off
COUNTRIES = (
    Country("Poland", "Warsaw", "Polish", "Western", PREMIER,
            "Tomasz, Michał, Bartosz", "Agnieszka, Katarzyna, Zofia", "Nowak, Zając, Kowalczyk, Sikora"),
    Country("Sweden", "Stockholm", "Swedish", "Western", PREMIER,
            "Gustav, Anders, Erik", "Astrid, Ingrid, Karin", "Lindqvist, Sandberg, Ekström, Nyberg"),
    Country("Greece", "Athens", "Greek", "Western", PREMIER,
            "Nikos, Dimitris, Stavros", "Eleni, Despina, Katerina", "Georgiou, Nikolaou, Ioannou, Economou"),
    Country("Ireland", "Dublin", "Irish", "Western", PREMIER,
            "Cormac, Declan, Fergus", "Aoife, Siobhán, Niamh", "O’Sullivan, Gallagher, Brennan, Fitzgerald"),
    Country("Portugal", "Lisbon", "Portuguese", "Western", PRESIDENT,
            "Rui, Duarte, Tiago", "Inês, Beatriz, Leonor", "Figueiredo, Teixeira, Neves, Carvalho"),
    Country("Norway", "Oslo", "Norwegian", "Western", PREMIER,
            "Henrik, Sindre, Øystein", "Solveig, Marit, Ragnhild", "Haugen, Bakken, Lunde, Moen"),
    Country("Serbia", "Belgrade", "Serbian", "European", PRESIDENT,
            "Nemanja, Miloš, Dušan", "Jelena, Milica, Dragana", "Stojković, Lazić, Radovanović, Pavlović"),
    Country("Turkey", "Ankara", "Turkish", "Eurasian", PRESIDENT,
            "Emre, Kaan, Serkan", "Elif, Zeynep, Defne", "Aydın, Korkmaz, Yıldız, Özkan"),
    Country("Armenia", "Yerevan", "Armenian", "Eurasian", PREMIER,
            "Hayk, Tigran, Vahan", "Anahit, Lusine, Narine", "Petrosyan, Harutyunyan, Gevorgyan, Melikyan"),
    Country("Japan", "Tokyo", "Japanese", "Asian", PREMIER,
            "Haruto, Kenji, Daichi", "Yumi, Sakura, Akiko", "Nakamura, Fujimoto, Ogawa, Hasegawa"),
    Country("India", "New Delhi", "Indian", "Asian", PREMIER,
            "Arjun, Vikram, Rohan", "Priya, Ananya, Kavita", "Deshpande, Iyer, Banerjee, Chaudhary"),
    Country("Pakistan", "Islamabad", "Pakistani", "Asian", PREMIER,
            "Bilal, Hamza, Tariq", "Ayesha, Mahnoor, Sadia", "Qureshi, Malik, Siddiqui, Bhatti"),
    Country("Indonesia", "Jakarta", "Indonesian", "Asian", PRESIDENT,
            "Budi, Agus, Rizky", "Dewi, Siti, Ratna", "Santoso, Wijaya, Hidayat, Nugroho"),
    Country("Kenya", "Nairobi", "Kenyan", "African", PRESIDENT,
            "Kamau, Brian, Otieno", "Wanjiru, Akinyi, Grace", "Mwangi, Ochieng, Kiplagat, Njoroge"),
    Country("Nigeria", "Abuja", "Nigerian", "African", PRESIDENT,
            "Chukwuemeka, Tunde, Ibrahim", "Ngozi, Folake, Amina", "Okonkwo, Adeyemi, Balogun, Eze"),
    Country("South Africa", "Pretoria", "South African", "African", PRESIDENT,
            "Sipho, Johan, Thabo", "Nomvula, Lerato, Annelie", "Dlamini, Van der Merwe, Khumalo, Mokoena"),
    Country("Senegal", "Dakar", "Senegalese", "African", PRESIDENT,
            "Mamadou, Cheikh, Ousmane", "Fatou, Aminata, Mariama", "Diallo, Ndiaye, Gueye, Sarr"),
    Country("Egypt", "Cairo", "Egyptian", "Arab", PRESIDENT,
            "Karim, Youssef, Tamer", "Nadia, Yasmin, Heba", "El-Masry, Abdelaziz, Fahmy, Shahin"),
    Country("Jordan", "Amman", "Jordanian", "Arab", PREMIER,
            "Omar, Khaled, Faisal", "Rania, Lina, Dima", "Haddad, Al-Khatib, Nasser, Qasim"),
    Country("Chile", "Santiago", "Chilean", "Latin American", PRESIDENT,
            "Matías, Cristóbal, Ignacio", "Javiera, Catalina, Francisca", "Sepúlveda, Fuentes, Araya, Contreras"),
    Country("Argentina", "Buenos Aires", "Argentine", "Latin American", PRESIDENT,
            "Facundo, Martín, Joaquín", "Florencia, Lucía, Camila", "Aguirre, Ledesma, Rossi, Villalba"),
    Country("Brazil", "Brasília", "Brazilian", "Latin American", PRESIDENT,
            "Thiago, Rafael, Caio", "Juliana, Mariana, Letícia", "Barbosa, Nogueira, Da Costa, Ramos"),
    Country("Honduras", "Tegucigalpa", "Honduran", "Latin American", PRESIDENT,
            "Óscar, Wilmer, Darío", "Xiomara, Gloria, Marlen", "Pineda, Zúñiga, Mejía, Reyes"),
    Country("Uruguay", "Montevideo", "Uruguayan", "Latin American", PRESIDENT,
            "Gastón, Álvaro, Bruno", "Valeria, Paula, Jimena", "Olivera, Etcheverry, Bentancur, Silveira"),
)
# fmt: on

ALLIANCES = {
    "Western": ("EU", "Nordic Council", "OSCE"),
    "European": ("EU", "Council of Europe"),
    "Eurasian": ("CSTO", "Black Sea Forum"),
    "Asian": ("ASEAN", "SCO", "Colombo Pact"),
    "African": ("African Union", "ECOWAS"),
    "Arab": ("Arab League", "OPEC"),
    "Latin American": ("Mercosur", "OAS", "CELAC"),
}
STEPS = (0, 7, 14, 19)  # the countries of a variant in the table, which has no bloc of more than six in a row
PEOPLE = ("lecornu", "macron", "putin", "shoigu")
MILITANTS = (
    "Boko Haram",
    "Abu Sayyaf",
    "Al-Shabab",
    "Shining Path",
    "Jemaah Islamiyah",
    "Northern Caliphate",
    "Red Banner",
)
WARNERS = ("U.K.", "U.A.E.", "Netherlands", "Philippines", "Czech Republic", "Bahamas")  # countries with an article
HOSTS = (
    "Zurich, Lausanne, Vienna, Helsinki, Doha, Muscat, Singapore, Reykjavik, Tallinn, Valletta, Kuala Lumpur, Gaborone"
)
PORTFOLIOS = ("defense", "foreign", "interior", "security")
DAYS = ("Monday", "Tuesday", "Thursday", "Friday")
MONTHS = ("January", "April", "May", "June", "July", "August", "September", "November", "December")
QUOTE_MARKS = (  # opening, closing, apostrophe
    (("“", "”", "’"),),
    (('"', '"', "'"),),
    (("''", "''", "'"),),
    (("«", "»", "’"),),
    (("‘", "’", "’"), ("'", "'", "'")),
)
FEMININE = {"he": "she", "him": "her", "his": "her", "himself": "herself"}  # every "his" stands before a noun

CUES: dict[str, tuple[str, ...]] = {
    "conveyed": ("explained", "stressed", "signaled", "remarked", "declared", "made clear", "pointed out", "suggested"),
    "acknowledged": ("admitted", "conceded", "confirmed", "said", "stated", "accepted", "noted", "reiterated"),
    "emphasized": ("stressed", "underlined", "highlighted", "reaffirmed", "reiterated", "affirmed", "noted"),
    "underscoring": ("stressing", "emphasizing", "arguing", "insisting", "warning", "maintaining", "noting", "saying"),
    "mentioned": ("noted", "cited", "described", "referred to", "touched on", "pointed to", "brought up"),
    "have indicated": ("have suggested", "have claimed", "have asserted", "have stated", "have revealed", "have said"),
    "attempted to persuade": (
        "tried to convince",
        "sought to assure",
        "endeavored to convince",
        "attempted to reassure",
        "tried to reassure",
        "set out to convince",
    ),
    "asserted": ("claimed", "insisted", "maintained", "declared", "argued", "contended", "stated", "said"),
    "expressing suspicions": (
        "voicing suspicions",
        "airing suspicions",
        "raising concerns",
        "sharing fears",
        "voicing fears",
        "stating a belief",
        "expressing a conviction",
    ),
    "adding a hope": (
        "voicing a hope",
        "expressing a hope",
        "adding an expectation",
        "expressing a wish",
        "adding a wish",
        "stating an expectation",
    ),
}


class TextEdit(NamedTuple):
    """New text for a stretch of the seed."""

    start: int
    end: int
    new: str


class TextEdits:
    """Edits that do not overlap, applied together, and where they carry offsets.

    Raises:
        ValueError: If two edits overlap.
    """

    def __init__(self, text: str, edits: list[TextEdit]) -> None:
        self.edits = sorted(edits)
        pieces, at = [], 0
        self.shifts = [0]
        for edit in self.edits:
            if edit.start < at:
                raise ValueError(f"two edits overlap at {edit.start}: {text[edit.start : edit.end]!r}")
            pieces += [text[at : edit.start], edit.new]
            self.shifts.append(self.shifts[-1] + len(edit.new) - (edit.end - edit.start))
            at = edit.end
        self.text = "".join(pieces) + text[at:]
        self._starts = [edit.start for edit in self.edits]
        self._ends = [edit.end for edit in self.edits]

    def around(self, start: int, end: int) -> TextEdit | None:
        """The edit that holds all of a stretch of the seed, if there is one."""
        i = bisect.bisect_right(self._starts, start) - 1
        return self.edits[i] if i >= 0 and end <= self.edits[i].end else None

    def point(self, at: int) -> int:
        """Where an offset of the seed lies in the new text.

        Raises:
            ValueError: If the offset lies inside an edit, where no place in the new text answers to it.
        """
        done = bisect.bisect_right(self._ends, at)
        if done < len(self.edits) and self.edits[done].start < at:
            raise ValueError(f"offset {at} lies inside {self.edits[done]}")
        return at + self.shifts[done]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the seed lies in the new text."""
        return self.point(start), self.point(end)

    def head(self, start: int, end: int) -> tuple[int, int]:
        """Where a head word lies: the last word of what replaced it, should it have been replaced."""
        edit = self.around(start, end)
        if edit is None:
            return self.span(start, end)
        last = self.point(edit.end)
        return last - len(edit.new.split()[-1]), last

    def tokens(self, tokens: list[list[Any]]) -> Iterator[list[Any]]:
        """The seed's tokens in the new text: replaced words give their tags to the words that replace them."""
        done = None
        for start, end, *tags in tokens:
            edit = self.around(start, end)
            if edit is None:
                yield [*self.span(start, end), *tags]
            elif edit is not done:
                done = edit
                old = [token[2:] for token in tokens if edit.start <= token[0] and token[1] <= edit.end]
                new = list(re.finditer(r"\S+", edit.new))
                at = self.point(edit.start)
                for i, word in enumerate(new):
                    yield [at + word.start(), at + word.end(), *(old[i] if len(old) == len(new) else old[-1])]


def article_for(word: str) -> str:
    """ "a" or "an", by the sound that a word of this file begins with."""
    sounds_like_you = re.match(r"u\.|uk|uni|uru|eu", word, re.IGNORECASE)
    return "an" if word[0].lower() in "aeiouóø" and not sounds_like_you else "a"


def draw_cue(rng: random.Random, seed: str, used: set[str]) -> str:
    """A synonym for a cue of the seed whose words, by their first letters, the variant has not used yet."""

    def stems(cue: str) -> set[str]:
        return {word[:3] for word in cue.split() if len(word) > 3 and word != "have"}

    fresh = [cue for cue in CUES[seed] if not stems(cue) & used] or list(CUES[seed])
    cue = rng.choice(fresh)
    used |= stems(cue)
    return cue


def draw_people(
    rng: random.Random, home: Country, roles: dict[str, tuple[str, str]], women: set[str]
) -> dict[str, str]:
    """New names for the people of a country: the seed's given names and surnames, with what takes their place."""
    words: dict[str, str] = {}
    surnames = rng.sample(home.surnames.split(", "), len(roles))
    for (role, (given, surname)), new in zip(roles.items(), surnames, strict=True):
        options = (home.women if role in women else home.men).split(", ")
        words |= {given: rng.choice([name for name in options if name not in words.values()]), surname: new}
    return words


def draw_words(number: int, rng: random.Random, women: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What a variant says in place of the seed's names and dates, and the titles of its leaders.

    Args:
        number: Which variant; it decides the countries.
        rng: The variant's own.
        women: The people, by their ids, who are women in the variant.

    Returns:
        The seed's words with the new ones, and the two demonyms of the seed that stand before "President" with the
        title that leaders have in the new country.
    """
    warner, warned, target, fourth = (COUNTRIES[(number + step) % len(COUNTRIES)] for step in STEPS)
    portfolio = rng.choice(PORTFOLIOS)
    peace_host, draft_host = rng.sample(HOSTS.split(", "), 2)
    remarks, attack, *then = rng.sample(MONTHS, 4)
    draft, contact = sorted(then, key=MONTHS.index)
    year = rng.randint(2014, 2021)
    words = draw_people(rng, warner, {"shoigu": ("Sergei", "Shoigu"), "putin": ("Vladimir", "Putin")}, women)
    words |= draw_people(rng, warned, {"lecornu": ("Sébastien", "Lecornu"), "macron": ("Emmanuel", "Macron")}, women)
    words |= {"Russia": warner.name, "Moscow": warner.capital, "Russian": warner.demonym}
    words |= {"France": warned.name, "Paris": warned.capital, "French": warned.demonym}
    words |= {"Ukraine": target.name, "Kyiv": target.capital, "Ukrainian": target.demonym}
    words |= {"Geneva": peace_host, "Istanbul": draft_host, "U.S.": rng.choice((fourth.name, *WARNERS))}
    words |= {
        "Western": warned.bloc,
        "NATO": rng.choice(ALLIANCES[warned.bloc]),
        "Islamic State": rng.choice(MILITANTS),
    }
    words |= {"defense": portfolio, "Defense": portfolio.capitalize()}
    words |= {"Wednesday": rng.choice(DAYS), "February": remarks, "145": str(rng.randint(21, 140))}
    words |= {"October 2022": f"{contact} {year}", "March 2022": f"{draft} {year}", "March 22": f"{attack} 22"}
    return words, {"Russian": warner.leader, "French": warned.leader}


def edit_words(text: str, words: dict[str, str], leaders: dict[str, str], bare_possessive: bool) -> Iterator[TextEdit]:
    """The edits that put new words into the seed, and what depends on them: articles, possessives, titles.

    Args:
        text: The seed.
        words: The seed's words with the new ones.
        leaders: A demonym before "President", with the title that takes its place.
        bare_possessive: Whether the variant writes Athens’ rather than Athens’s.
    """
    longest_first = sorted(words, key=len, reverse=True)
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", text):
        (start, end), old, new = found.span(), found[0], words[found[0]]
        yield TextEdit(start, end, new)
        if old == "U.S." and new not in WARNERS:
            yield TextEdit(start - len("the "), start, "")
        if text.startswith("’s", end) and new.endswith("s") and bare_possessive:
            yield TextEdit(end, end + len("’s"), "’")
        if before := re.search(r"\ban? $", text[:start]):
            yield TextEdit(before.start(), start - 1, article_for(new))
        if old in leaders and text.startswith(" President", end):
            yield TextEdit(end + 1, end + len(" President"), leaders[old])


def edit_pronouns(entities: Json, women: set[str]) -> Iterator[TextEdit]:
    """The edits that make the pronouns of some people feminine."""
    for mention in entities["mentions"]:
        if mention["form"] == "pronoun" and mention["entity"] in women:
            new = FEMININE[mention["text"].lower()]
            yield TextEdit(mention["start"], mention["end"], new.capitalize() if mention["text"][0].isupper() else new)


def edit_marks(text: str, edits: list[TextEdit], marks: tuple[str, str, str]) -> list[TextEdit]:
    """The edits with the variant's style of marks: in what they put in, and in the rest of the seed."""
    opening, closing, apostrophe = marks
    touched = {i for edit in edits for i in range(edit.start, edit.end)}
    style = {"“": opening, "”": closing, "’": apostrophe}
    return [edit._replace(new=edit.new.replace("’", apostrophe)) for edit in edits] + [
        TextEdit(*mark.span(), style[mark[0]]) for mark in re.finditer("[“”’]", text) if mark.start() not in touched
    ]


def variant(quotes: Json, entities: Json, number: int) -> tuple[Json, Json]:
    """A variant of the seed.

    Args:
        quotes: The seed's line of the quotes gold.
        entities: The seed's line of the entities gold, on the same text.
        number: Which variant; it decides every draw.

    Returns:
        The lines of the variant in the two golds.
    """
    text: str = quotes["text"]
    rng = random.Random(f"variant {number}")
    marks = rng.choice(QUOTE_MARKS[number % len(QUOTE_MARKS)])
    women = set(rng.sample(PEOPLE, rng.randint(1, len(PEOPLE)))) if number % 2 == 0 else set()
    words, leaders = draw_words(number, rng, women)
    edits = [*edit_words(text, words, leaders, number % 4 > 1), *edit_pronouns(entities, women)]
    used: set[str] = set()
    for start, end in sorted(span for attribution in quotes["attributions"] for span in attribution["cue"]):
        edits.append(TextEdit(start, end, draw_cue(rng, text[start:end], used)))
    applied = TextEdits(
        text, [edit for edit in edit_marks(text, edits, marks) if text[edit.start : edit.end] != edit.new]
    )

    head = {"id": f"variant-{number:02}", "text": applied.text}
    mentions = [carry_mention(mention, applied) for mention in entities["mentions"]]
    tokens = list(applied.tokens(entities["tokens"]))
    new_quotes = {**quotes, **head, "attributions": carry_attributions(quotes, entities, applied)}
    new_entities = {**entities, **head, "mentions": mentions, "tokens": tokens}
    check(new_entities, [old for old, new in words.items() if old[0].isupper() and old != new])
    return new_quotes, new_entities


def carry_attributions(quotes: Json, entities: Json, applied: TextEdits) -> list[Json]:
    """The attributions on the new text, with the speakers' new names."""
    spans = {m["name"]: (m["name_start"], m["name_end"]) for m in entities["mentions"] if m["form"] == "name"}

    def named(old: str | None) -> str | None:
        if old is None:
            return None
        start, end = applied.span(*spans[old])
        return applied.text[start:end]

    return [
        {
            **attribution,
            **{part: [[*applied.span(*span)] for span in attribution[part]] for part in ("content", "cue", "source")},
            **{part: named(attribution[part]) for part in ("speaker", "via")},
        }
        for attribution in quotes["attributions"]
    ]


def carry_mention(mention: Json, applied: TextEdits) -> Json:
    """A mention on the new text."""
    start, end = applied.span(mention["start"], mention["end"])
    head_start, head_end = applied.head(mention["head_start"], mention["head_end"])
    new = {"start": start, "end": end, "head_start": head_start, "head_end": head_end, "text": applied.text[start:end]}
    if mention["form"] == "name":
        start, end = applied.span(mention["name_start"], mention["name_end"])
        new |= {"name_start": start, "name_end": end, "name": applied.text[start:end]}
    return {**mention, **new}


def check(entities: Json, gone: list[str]) -> None:
    """Makes sure that no name of the seed is left and that every entity has one name, in full or as a surname.

    Raises:
        ValueError: If the variant is not consistent.
    """
    text = entities["text"]
    for seed in gone:
        if re.search(rf"(?<!\w){re.escape(seed)}(?!\w)", text):
            raise ValueError(f"{entities['id']} still has {seed!r}")
    for entity in entities["entities"]:
        names = {m["name"] for m in entities["mentions"] if m["entity"] == entity and m["form"] == "name"}
        longest = max(names, key=len)
        if not all(longest == name or longest.endswith(f" {name}") for name in names):
            raise ValueError(f"{entities['id']} has different names for {entity}: {sorted(names)}")
    starts = [start for start, *_ in entities["tokens"]]
    for mention in entities["mentions"]:
        if not mention["start"] <= mention["head_start"] < mention["head_end"] <= mention["end"]:
            raise ValueError(f"{entities['id']} has a head outside of its mention: {mention}")
        if mention["head_start"] not in starts:
            raise ValueError(f"{entities['id']} has a head that is not a word: {mention}")


def read_seed(file: Path) -> Json:
    """The first line of a gold file."""
    with file.open(encoding="utf8") as lines:
        seed: Json = json.loads(next(lines))
    return seed


def main() -> None:
    """Write the variants and say how many."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name, about in (("quotes", "the seed's quotes gold"), ("entities", "the seed's entities gold")):
        parser.add_argument(name, type=Path, help=about)
    for name in ("out_quotes", "out_entities"):
        parser.add_argument(name, type=Path, help="the variants' gold, to write")
    parser.add_argument("--count", type=int, default=20)
    options = parser.parse_args()
    quotes, entities = read_seed(options.quotes), read_seed(options.entities)
    if quotes["text"] != entities["text"]:
        parser.error("the two golds are on different texts")
    made = [variant(quotes, entities, number) for number in range(1, options.count + 1)]
    for file, golds in zip((options.out_quotes, options.out_entities), zip(*made, strict=True), strict=True):
        file.write_text("".join(json.dumps(gold, ensure_ascii=False) + "\n" for gold in golds), encoding="utf8")
    attributions, mentions = (
        sum(len(gold[i][part]) for gold in made) for i, part in ((0, "attributions"), (1, "mentions"))
    )
    print(f"{len(made)} variants with {attributions} attributions and {mentions} mentions")


if __name__ == "__main__":
    main()
