"""Two stories of our own, and ten ways in which sites lay out a page around them."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    title: str
    author: str
    date: str
    site: str
    paragraphs: tuple[str, ...]
    heading: str
    caption: str
    quote: str


FERRY = Story(
    title="Ferry to Marrow Island runs again after eleven weeks",
    author="Wim Oster",
    date="2024-03-12T06:30:00+01:00",
    site="The Eastmere Courier",
    paragraphs=(
        "The ferry between Eastmere and Marrow Island left the quay at six on Tuesday morning, eleven weeks after a storm "
        "tore the ramp from its hinges and left four hundred islanders without a way to work.",
        "“I have missed the smell of the engine,” said Joris Hale, who has taken the first boat every day since 1988. "
        "“My wife says that I have not.”",
        "The repair cost twice as much as planned, the port authority said in a statement on Monday, because the divers "
        "found that the piles had been eaten by worms.",
        "Mayor Ada Brandt told the council that the town would pay for it out of the reserve, and that she expected the "
        "insurance to return most of the money before the summer.",
        "Whether the old timetable comes back is open. The authority wants three boats a day instead of five, while the "
        "islanders have gathered signatures for the late boat that brings the pupils home.",
        "A second ramp is to be built in the autumn, so that no storm can cut the island off again for so long.",
    ),
    heading="Three boats instead of five",
    caption="The ferry at the quay of Eastmere on Tuesday. Photo: Lena Vos",
    quote="We asked for a bridge in 1931, and we shall ask again.",
)
SCHOOL = Story(
    title="Village school stays open for one more year",
    author="Tamsin Reed",
    date="2023-11-02T18:05:00+00:00",
    site="Harrow Weekly",
    paragraphs=(
        "The smallest school of the county will not be closed at the end of this year, the education board decided on "
        "Thursday evening after a meeting that lasted until eleven.",
        "Nineteen children are taught in two rooms at Harrow Top, and five of them will leave for the valley next summer. "
        "The board had wanted to send all of them there by bus.",
        "“Nobody has counted the minutes that a child of six spends on that road in January,” said Ben Marsh, whose "
        "daughters are in the lower class, to applause from the back of the hall.",
        "Superintendent Clara Finch answered that the board had counted them, and that it had counted the cost of the "
        "heating as well, which had risen by a third within two winters.",
        "According to a paper that the board handed out, the building needs a new roof within three years, and nobody "
        "has said so far where the money for that should come from.",
        "The decision holds for one year. In the meantime a group of parents wants to find out whether the school can be "
        "run together with the one on the other side of the hill.",
    ),
    heading="A road in January",
    caption="Harrow Top in the morning. (Picture: Owen Pike)",
    quote="A village without a school is a place where people sleep.",
)
STORIES = {"ferry": FERRY, "school": SCHOOL}

JUNK = (
    "Sign up for our morning newsletter",
    "Most read this week",
    "We use cookies to improve your visit",
    "Copyright by the publishers of this site",
    "Advertisement",
    "Related: Ten bridges that you should see",
    "Share this on every network",
)
"""What stands around the stories; none of it may be in the article."""

NEWSLETTER, MOST_READ, COOKIES, COPYRIGHT, AD, RELATED, SHARE = JUNK
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li><li><a href='/s'>Sports</a></li></ul></nav>"
FOOT = f"<footer><p>{COPYRIGHT}</p><ul><li><a href='/i'>Imprint</a></li><li><a href='/p'>Privacy</a></li></ul></footer>"
BAR = (
    f"<aside class='sidebar'><h3>{MOST_READ}</h3><ol><li><a href='/1'>Rain is coming</a></li><li><a href='/2'>Rain is "
    f"here</a></li></ol><p>{NEWSLETTER}</p></aside>"
)


def linked(story):
    return json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": story.date,
            "author": {"@type": "Person", "name": story.author},
            "publisher": {"@type": "Organization", "name": story.site},
        }
    )


def head(story, *, data=True, meta=True):
    graph = f'<meta property="og:title" content="{story.title}"><meta property="og:site_name" content="{story.site}">'
    graph += f'<meta property="article:published_time" content="{story.date}">'
    script = f'<script type="application/ld+json">{linked(story)}</script>'
    return (
        f"<head><meta charset='utf-8'><title>{story.title} | {story.site}</title>{graph * meta}{script * data}</head>"
    )


def body(story, tag="p"):
    """The paragraphs, the heading before the fifth, the block quote behind it."""
    parts = [f"<{tag}>{text}</{tag}>" for text in story.paragraphs]
    parts.insert(4, f"<h2>{story.heading}</h2>")
    parts.insert(6, f"<blockquote><p>{story.quote}</p></blockquote>")
    return "\n".join(parts)


def figure(story):
    return f"<figure><img src='a.jpg' alt='a picture'><figcaption>{story.caption}</figcaption></figure>"


def semantic(story):
    """As the standard would have it."""
    return f"""<!doctype html><html lang="en">{head(story)}<body><header>{MENU}</header><main><article>
<h1>{story.title}</h1><p class="byline">By <a rel="author" href="/a">{story.author}</a></p>{figure(story)}
{body(story)}</article>{BAR}</main>{FOOT}</body></html>"""


def soup(story):
    """Nothing but div, named by a machine."""
    parts = body(story, "div").replace("<h2>", "<div class='sc-h2'><h2>").replace("</h2>", "</h2></div>")
    return f"""<html lang="en">{head(story)}<body><div id="root"><div class="css-1x"><div class="css-nav"><a href="/">Home</a>
<a href="/n">News</a></div></div><div class="css-9z"><div class="css-t"><h1>{story.title}</h1></div><div class="byline">By
{story.author}</div>{figure(story)}<div class="css-b">{parts}</div><div class="css-share">{SHARE}</div></div>
<div class="css-cookie">{COOKIES}</div>{FOOT}</div></body></html>"""


def tables(story):
    """As in 1999: the page is a table, paragraphs end with two line breaks."""
    text = "<br><br>".join(story.paragraphs)
    return f"""<html><head><title>{story.title} - {story.site}</title></head><body bgcolor=white>
<table width=800><tr><td colspan=2><font size=6>{story.site}</font></td></tr><tr><td width=150 valign=top><a href=a>News</a>
<br><a href=b>Sports</a><br><a href=c>Weather</a></td><td valign=top><h1>{story.title}</h1><b>By {story.author}</b><br><br>
{text}<br><br><i>{story.quote}</i></td></tr><tr><td colspan=2 align=center><small>{COPYRIGHT}</small></td></tr></table>
</body></html>"""


def advertised(story):
    """Ads, links and a newsletter between the paragraphs."""
    parts = body(story).split("\n")
    parts.insert(2, f"<div class='ad-slot' aria-hidden='true'><span>{AD}</span></div>")
    parts.insert(4, f"<aside class='related'><p><a href='/b'>{RELATED}</a></p></aside>")
    parts.insert(7, f"<div class='newsletter-signup'><form><p>{NEWSLETTER}</p><input><button>Go</button></form></div>")
    joined = "\n".join(parts)
    return f"""<!doctype html><html lang="en">{head(story)}<body>{MENU}<article><h1>{story.title}</h1>
<span class="byline">By {story.author}</span>{figure(story)}{joined}<p class="share">{SHARE}</p></article>{FOOT}</body></html>"""


def pulled(story):
    """A sentence shown large at the side of its paragraph."""
    sentence = story.paragraphs[3].split(",")[0]
    parts = body(story).split("\n")
    parts.insert(3, f"<aside class='pull-quote'><p>{sentence}</p></aside>")
    joined = "\n".join(parts)
    return f"""<!doctype html><html lang="en">{head(story)}<body>{MENU}<main><article><h1>{story.title}</h1>
<p class="byline">By {story.author}</p>{figure(story)}{joined}</article></main>{BAR}{FOOT}</body></html>"""


def blog(story):
    """A weblog with comments below."""
    comments = "".join(
        f"<li class='comment'><p>Great post, I like it very much, dear writer number {n}!</p></li>" for n in range(9)
    )
    return f"""<!doctype html><html lang="en">{head(story, data=False)}<body class="single-post"><div id="page">{MENU}
<div class="hentry post"><h1 class="entry-title">{story.title}</h1><div class="entry-meta byline">By {story.author}</div>
<div class="entry-content">{figure(story)}{body(story)}</div></div><div id="comments"><h3>9 replies</h3><ol
class="comment-list">{comments}</ol></div>{BAR}{FOOT}</div></body></html>"""


def microdata(story):
    """Attributes of the old schema, no JSON."""
    return f"""<!doctype html><html lang="en">{head(story, data=False, meta=False)}<body>{MENU}<div itemscope
itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{story.title}</h1><p>By <span itemprop="author">
{story.author}</span>, <time itemprop="datePublished" datetime="{story.date}">{story.date[:10]}</time></p>
<div itemprop="articleBody">{figure(story)}{body(story)}</div></div>{BAR}{FOOT}</body></html>"""


def accelerated(story):
    """A page of custom elements, with hidden words for machines."""
    return f"""<!doctype html><html amp lang="en">{head(story)}<body><amp-sidebar hidden>{MENU}</amp-sidebar><amp-header>
<a href="/">{story.site}</a></amp-header><article><header><h1>{story.title}</h1><p class="byline">By {story.author}</p>
</header><amp-figure>{figure(story)}</amp-figure><section>{body(story)}</section><p style="display:none">{AD}</p>
<span class="visually-hidden">{SHARE}</span></article><amp-consent hidden>{COOKIES}</amp-consent>{FOOT}</body></html>"""


def sections(story):
    """Each paragraph in a section of its own, with a live bar above."""
    parts = "".join(
        f"<section class='block'><div><div>{part}</div></div></section>" for part in body(story).split("\n")
    )
    return f"""<!doctype html><html lang="en">{head(story)}<body><div role="navigation"><a href="/">Home</a><a href="/n">News</a>
</div><div class="ticker" role="complementary"><p>{MOST_READ}</p></div><div role="main"><div class="story"><h1>{story.title}
</h1><div class="by-line">By {story.author}</div>{figure(story)}{parts}</div></div><div role="contentinfo"><p>{COPYRIGHT}</p>
</div></body></html>"""


def saved(story):
    """Saved by a browser: scripts, styles, comments and a banner in the middle of it."""
    parts = body(story).replace("</p>\n", "</p>\n<!-- slot --><script>window.ads.push({a:'" + AD + "'})</script>\n", 3)
    return f"""<!-- saved from url=(0043)https://news.example/2024/{story.title[:4].lower()}.html --><!doctype html>
<html lang="en">{head(story)}<body><style>.a{{color:red}}</style><div id="cookie-banner" role="dialog"><p>{COOKIES}</p>
<button>Accept</button></div>{MENU}<div class="wrap"><main><h1>{story.title}</h1><p class="byline">By {story.author}</p>
{figure(story)}{parts}</main><div class="rail"><div class="promo"><p>{NEWSLETTER}</p></div></div></div><noscript>
{AD}</noscript>{FOOT}</body></html>"""


STRUCTURES = (semantic, soup, tables, advertised, pulled, blog, microdata, accelerated, sections, saved)
