"""Single phenomena, shown by short stories about invented people: which mentions belong together, and what they are."""

import pytest
from bracketed import faults, read

from tui.analysis import Analyzer

MERGING = {
    "surname": "[Marta Kovalenko|a:person] opened the bridge. [Kovalenko|a] thanked the workers.",
    "first name": "[Marta Kovalenko|a:person] won the race. Her coach hugged [Marta|a] at the line.",
    "middle initial": "[John R. Calloway|a:person] resigned. [John Calloway|a] had led the bank for years.",
    "initials": "[J. K. Calloway|a:person] resigned on Monday. [James Calloway|a] had led the bank for years.",
    "nickname": "[William Hartwell|a:person] spoke first. Friends of [Bill Hartwell|a] clapped.",
    "nickname alone": "[Joseph Hartwell|a:person] steered the boat. “[Joe|a] saved us,” said [Lena Brandt|b:person].",
    "generational suffix": "[Owen Hartwell Jr.|a:person] spoke first. [Hartwell|a] then left the hall.",
    "accents": "[André Delacour|a:person] arrived in Lima. [Andre Delacour|a] will stay for a week.",
    "transliteration": "[Oleh Zavhorodnyy|a:person] spoke in Lviv. [Oleh Zavhorodny|a] was applauded.",
    "typing error": "[Kristen Wilmore|a:person] sold the farm. [Kristin Wilmore|a] bought a boat.",
    "possessive": "[Marta Kovalenko|a:person]’s plan failed. The council had liked [Kovalenko|a]'s first plan.",
    "acronym in brackets": (
        "The [Northern Harbor Authority|a:organization] ([NHA|a]) closed two piers. The [NHA|a] gave no reason."
    ),
    "acronym": "The [National Seed Institute|a:organization] was founded in 1990. [NSI|a] employs forty people.",
    "short form": (
        "The [Velden Fisheries Ministry|a:organization] banned nets. The [Fisheries Ministry|a] will pay for losses."
    ),
    "legal form": "[Brightwater Inc.|a:organization] cut jobs. [Brightwater|a] had promised to keep them.",
    "abbreviated country": (
        "The [United States|a:place] sent aid. The [U.S.|a] had waited for weeks, and the [US|a] paid."
    ),
    "abbreviated organization": "The [United Nations|a:organization] met. A vote at the [U.N.|a] failed.",
    "particle": "[Pieter van der Linde|a:person] lost his seat. [Van der Linde|a] blamed the weather.",
}

NAMESAKES = {
    "couple": (
        "[Paul Renner|a:person] and [Gloria Renner|b:person] own the mill. [Mr. Renner|-] was away. "
        "[Gloria Renner|b] opened the door."
    ),
    "titles tell": (
        "[Paul Renner|a:person] met [Gloria Renner|b:person] in court. Mrs. [Renner|b] wept, and Mr. [Renner|a] left."
    ),
    "named last": (
        "[Gloria Renner|a:person] runs the mill. Her rival, the baker [Paul Renner|b:person], was more careful. "
        "The mill, [he|b] argued, was old. “Nobody needs it,” [Renner|b] said."
    ),
    "description tells": (
        "[Gloria Renner|a:person], a lawyer, sold the mill. The baker [Paul Renner|b:person] wept. "
        "[Renner|a], the lawyer, smiled."
    ),
    "look-alike letters": "[Marta Kovalenko|a] wrote a letter. [M\u0430rta Kovalenko|b] wrote another one.",
    "people and their city": "[Florence Hale|a:person] moved to [Florence|b:place] in 2010. There [Hale|a] paints.",
    "company and founder": "[Hugo Sandler|a:person] founded [Sandler Foods|b:organization]. [Sandler|a] is 80.",
    "city and its university": "[Lyon|a:place] is growing. The [University of Lyon|b:organization] has a new campus.",
    "place within another's name": "[Dakar|a:place] is loud. The [Dakar Press Council|b:organization] meets today.",
}

KINDS = {
    "speaker is no place": "[Tarvis|a:person] said the road was closed. “I saw it,” [Tarvis|a] said. He walked home.",
    "in a place": "The flood began in [Oberwald|a:place]. Hundreds fled from [Oberwald|a].",
    "title": "Minister [Tarvis|a:person] resigned. Nobody in the office had seen [Tarvis|a] since May.",
    "description of a place": "[Oberwald|a:place], a town of 9,000 people, was evacuated.",
    "description of a company": "[Ferrotek|a:organization], a company that makes pipes, was fined.",
    "organization by its last word": "The [Arlen Workers Union|a:organization] called a strike.",
    "event by its last word": "The [Arlen Film Festival|a:event] opens in May.",
    "country that acts": "[Norway|a:place] rejected the plan. Officials in [Norway|a] were not surprised.",
    "surname of a full name": "[Lena Brandt|a:person] voted no. In a letter to [Brandt|a], the mayor complained.",
    "guard that is a body": "It sank, according to the [Coast Guard|a:organization]. [Coast Guard|a] boats came.",
    "well-known organization": "[NATO|a:organization] and the [European Union|b:organization] agreed.",
}

DATELINES = {
    "with a state": "[OAK FALLS|a:place], [Ohio|b:place] — Snow fell on Monday, and the ferry [Marigold|c:other] sank.",
    "with an agency": "[OAK FALLS|a:place], Ohio ([AP|b:organization]) — A baker said the road was closed.",
    "of a release": (
        "[VELDEN|a:place], March 3, 2025 /PRNewswire/ -- [Ferrotek Inc.|b:organization] announced that it will close."
    ),
    "the place later": "[OBERWALD|a:place] — Snow fell all day. Nobody left [Oberwald|a].",
    "no dateline without a dash": "[FERROTEK|a:organization], a company that makes pipes, was fined.",
    "no place that speaks": "[OAK FALLS|a:place] — [Lena Brandt|b:person] said the road was closed. [She|b] smiled.",
}

COMPANIES = {
    "first word": "[Ferrotek Dynamics, Inc.|a:organization] cut jobs. [Ferrotek|a] had promised to keep them.",
    "first words": (
        "The ferry is owned by [Eastern Bay Lines|a:organization]. [Eastern Bay|a] believes the hull can be patched."
    ),
    "foreign legal form": (
        "[Ferrotek|a:organization] will buy [Redwater Sensors GmbH|b:organization] today. [Redwater|b]'s sonar is good."
    ),
    "city of a council": "The [Oberwald Council|a:organization] met. Snow fell in [Oberwald|b:place] all day.",
    "founder of the same name": (
        "[Hugo Sandler|a:person] left [Sandler Dynamics, Inc.|b:organization] in May. “I am old,” [Sandler|a] said."
    ),
    "ticker symbol": "[Ferrotek, Inc.|a:organization] ([NASDAQ|-]: [FRTK|-]) cut jobs. [Ferrotek|a] gave no reason.",
}

HEADLINES = {
    "all capitals": "[FOR|-] [IMMEDIATE|-] [RELEASE|-]\n\n[Ferrotek Inc.|a:organization] cut jobs on Monday.",
    "title case": (
        "[Ferrotek Dynamics|a] Announces [Acquisition|-] of [Redwater Sensors|b]\n\n"
        "[Ferrotek Dynamics|a:organization] will buy [Redwater Sensors|b:organization] in May."
    ),
    "label": "[Media|-] contact: [Hugo Sandler|a:person]",
    "one word": "[Lena Brandt|a:person] laughed. “What else can we do?” asked [Brandt|a]. “[Swim|-]?”",
}

THINGS = {
    "ferry": "The ferry [Constance|a:other] came back. Nobody on the [Constance|a] was hurt.",
    "called she": "The [Constance|a:other], a steel ferry, has a hole in her side. The [Constance|a] is old.",
    "train": "The train [Marigold|a:other] left late. The [Marigold|a] was full.",
    "captain of a ship": "[Lena Brandt|a:person] steered the yacht [Constance|b:other]. [She|a] had bought it in May.",
    "no thing": "[Constance Hale|a:person], a ferry captain, retired. [Constance|a] is 80.",
}

TITLES = {
    "title outside the name": "French Finance Minister [Claude Moreau|a:person] resigned.",
    "rank": "General [Anton Rask|a:person] and Sgt. [Lucy Hill|b:person] were there.",
    "trade": "The film was shot by cameraman [Joao Prates|a:person].",
    "age": "[Joao Prates|a:person], 41, was born there.",
    "title with a possessor": "Chile’s president, [Rosa Fuentes|a:person], flew to Peru.",
}

GROUPS = {
    "demonym and adjective": "Two [Chilean|a:group] ships sank. The [Chileans|a] were saved by a farmer.",
    "people and land apart": "[Chile|a:place] mourned. Three [Chilean|b:group] sailors had died.",
    "religion": "[Muslims|a:group] and [Christians|b:group] prayed together. One [Muslim|a] sang.",
    "irregular": "A [Frenchman|a:group] won. The [French|a] celebrated all night.",
}

DESCRIPTIONS = {
    "apposition after": "[Lena Brandt|a:person], [the mayor of Arlen|a], cut the ribbon.",
    "apposition before": "[The mayor|a], [Lena Brandt|a:person], cut the ribbon.",
    "copula": "[Lena Brandt|a:person] is [a lawyer|a]. [She|a] lives in Arlen.",
    "no copula when denied": "[Lena Brandt|a:person] is not [a lawyer|-].",
    "last word of the name": (
        "The [Velden Fisheries Ministry|a:organization] banned nets. [The ministry|a] will pay for losses."
    ),
    "the company": "[Ferrotek Inc.|a:organization] was fined. [The company|a] denied everything.",
    "the country": "[Bolivia|a:place] closed its border. [The country|a] fears a new wave.",
    "the city": "Snow fell on [Oslo|a:place] all day. [The city|a] closed its schools.",
    "role introduced with the name": "President [Rosa Fuentes|a:person] spoke. [The president|a] looked tired.",
    "role introduced before the name": (
        "[Chile’s interior minister|a] left the talks on Friday. "
        "[Rosa Fuentes|a:person] told reporters that it was over."
    ),
    "who was introduced as captain": (
        "Mayor [Paul Renner|a:person], a former tugboat captain, wept. [The captain|b], [Emil Brandt|b:person], slept. "
        "[The captain|b] had been up all night."
    ),
    "captain before the name": (
        "Mayor [Paul Renner|a:person] wept. “[The captain|b] had no time,” [Renner|a] said. "
        "[The captain|b], [Emil Brandt|b:person], has not spoken."
    ),
    "office of a country": (
        "French Finance Minister [Claude Moreau|a:person] met German Finance Minister [Uwe Lang|b:person]. "
        "[The French minister|a] smiled."
    ),
    "counterpart": (
        "French Finance Minister [Claude Moreau|a:person] called [[his|a] German counterpart|b]. "
        "German Finance Minister [Uwe Lang|b:person] did not answer."
    ),
    "relative": "[Lena Brandt|a:person] came with [[her|a] father|b]. “I drove all night,” [her father|b] said.",
    "relative with a name": (
        "[Lena Brandt|a:person] came with [[her|a] brother|b]. [[Her|a] brother|b] [Emil Brandt|b:person] sang."
    ),
    "another company": "[Ferrotek Inc.|a:organization] was fined. A rival, [Pipex Ltd.|b:organization], was not.",
}

PRONOUNS = {
    "he": "[Paul Renner|a:person] sat down. [He|a] took off [his|a] hat.",
    "she, past a man": "[Lena Brandt|a:person] met [Paul Renner|b:person]. [She|a] had asked for the meeting.",
    "he, past a woman": "[Paul Renner|b:person] was met by [Lena Brandt|a:person]. [He|b] had asked for the meeting.",
    "reflexive": "[Paul Renner|a:person] blamed [himself|a] for the loss.",
    "owner of the clause": "[Lena Brandt|a:person] sold [her|a] house.",
    "owner of what is joined": "[Quill Tarvis|a:person] and [his|a] aides left on Monday.",
    "not the subject of the same verb": "[Paul Renner|a:person] called. [Hugo Sandler|b:person] thanked [him|a].",
    "its": "[Bolivia|a:place] closed [its|a] border.",
    "its, past a quote": "The [Harbor Board|a:organization] met on Monday. “We are ready,” [its|a] statement said.",
    "given name that no table knows": "[Ilse Brandt|a:person] arrived late. [She|a] said the road was closed.",
    "who speaks is no he": (
        "[Paul Renner|a:person] leads the board. [Renner|a] had hired [Hugo Sandler|b:person]. "
        "“[He|b] saved the mill,” [Renner|a] said."
    ),
    "source that stands at the last subject": (
        "Senator [Paul Renner|a:person] was careful. [Renner|a] said the mill was old. “Sell it,” [Renner|a] said.\n\n"
        "On the hill, the mood was dark. [Hugo Sandler|b:person], 67, a miller, was standing at the door when "
        "it fell.\n\n“I heard a noise like thunder,” [he|b] recalled."
    ),
    "source after a paragraph about her": (
        "[Lena Brandt|a:person] is the mayor. [Brandt|a] said the mill was old. “Sell it,” [Brandt|a] said.\n\n"
        "The owners hope for rain. [Gloria Renner|b:person] doubts it. [She|b] looked at the wheel and shook "
        "[her|b] head.\n\n“My mother ran this mill,” [she|b] said."
    ),
    "empty it": "[Bolivia|a:place] waited. [It|-] is clear that the talks failed.",
    "weather": "[Bolivia|a:place] waited. [It|-] rained for days.",
    "gender from a pronoun": "[Quill Tarvis|a:person] said [she|a] was tired. Then [she|a] slept.",
    "I in a quote": "“[I|a] am tired,” [Lena Brandt|a:person] said.",
    "we of an organization": "“[We|a] are sorry,” [Ferrotek Inc.|a:organization] said in a statement.",
    "nobody to refer to": "[He|-] left early. The rain had stopped.",
}

SPEAKERS = {
    "official": "“We lost,” said [a senior official|a]. [The official|a] asked not to be named.",
    "according to": "The bridge is closed, according to [two diplomats|a].",
    "later pronoun": "“The bridge is closed,” [a police officer|a:person] said. [He|a] gave no reason.",
}

ALL = {
    f"{group}: {name}": text
    for group, table in {
        "merging": MERGING, "namesakes": NAMESAKES, "kinds": KINDS, "datelines": DATELINES,
        "companies": COMPANIES, "headlines": HEADLINES, "things": THINGS, "titles": TITLES, "groups": GROUPS,
        "descriptions": DESCRIPTIONS, "pronouns": PRONOUNS, "speakers": SPEAKERS,
    }.items()
    for name, text in table.items()
}  # fmt: skip


@pytest.mark.parametrize("marked", ALL.values(), ids=ALL.keys())
def test_mentions(marked: str, analyzer: Analyzer) -> None:
    story = read(marked)
    assert faults(story, analyzer.analyze(story.text)) == []
