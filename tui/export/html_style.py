"""The stylesheet of the HTML export: light and dark screens, and paper."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fdfcf9; --quiet: #5f5b54; --rule: #cfcac0;
  --person: #7a4300; --organization: #14508c; --place: #1d6334; --rest: #6b2f7a; --said: #f3e3b5; --part: #f7eed6;
  --target: #ffd54a; --warning: #9b1c1c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e4da; --paper: #191816; --quiet: #a59f93; --rule: #4a463f;
  --person: #f0b775; --organization: #8fc1f2; --place: #92d3a4; --rest: #d9a6e6; --said: #463a17; --part: #332d1c;
  --target: #7a5c00; --warning: #ff9c8f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 Georgia, "Times New Roman", serif; }
.document { max-width: 78rem; margin: 0 auto; padding: 1.5rem; }
header, .lists { font-family: system-ui, sans-serif; font-size: .9375rem; line-height: 1.45; }
header { border-bottom: 1px solid var(--rule); margin-bottom: 1.5rem; padding-bottom: .75rem; }
h1, header h2 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
header p { margin: .25rem 0; overflow-wrap: anywhere; }
nav a { margin-right: 1rem; }
article { max-width: 42rem; overflow-wrap: break-word; }
article > * { white-space: pre-line; }
article h2 { font-size: 1.35rem; line-height: 1.3; } article h3 { font-size: 1.1rem; }
article .byline, article .caption, .quiet { color: var(--quiet); }
article .standfirst { font-weight: 600; }
article .boilerplate { color: var(--quiet); font-size: .875rem; }
a { color: inherit; text-decoration-color: var(--rule); text-underline-offset: .15em; }
a:hover, a:focus { text-decoration-color: currentColor; }
a:focus-visible { outline: 2px solid var(--organization); outline-offset: 2px; }
.q { background: var(--part); box-decoration-break: clone; -webkit-box-decoration-break: clone; padding: .1em 0; }
.q.direct { background: var(--said); border-bottom: 2px solid currentColor; }
.q.mixed { border-bottom: 2px dashed currentColor; }
.q.indirect { border-bottom: 2px dotted var(--quiet); }
.q.inner { border-bottom-width: 1px; }
.q.doubt { border-bottom-color: var(--warning); }
.m.person { color: var(--person); } .m.organization { color: var(--organization); }
.m.place { color: var(--place); } .m.rest { color: var(--rest); }
.m.name.person { font-weight: bold; } .m.name.organization { font-weight: bold; font-style: italic; }
.m.name.place { font-style: italic; } .m.name.rest { text-decoration: underline dotted; }
.legend .m.person { font-weight: bold; } .legend .m.organization { font-weight: bold; font-style: italic; }
.legend .m.place { font-style: italic; } .legend .m.rest { text-decoration: underline dotted; }
.legend .key { margin-right: .75rem; white-space: nowrap; }
:target { background: var(--target); scroll-margin-top: 3rem; outline: 2px solid var(--target); }
.ref { text-decoration: none; }
.ref::after { content: attr(data-number); font: .65em system-ui, sans-serif; vertical-align: super; padding: 0 .15em; }
.quotes { padding-left: 2.25rem; } .quotes > li { margin-bottom: 1rem; }
.quotes p, .entities p { margin: .15rem 0; }
.quotes blockquote { margin: .25rem 0; padding-left: .75rem; border-left: 4px solid var(--ink); }
.quotes .paraphrase { margin: .25rem 0; padding-left: .75rem; border-left: 4px dotted var(--quiet); }
.kind { color: var(--quiet); font-style: italic; }
.warning { color: var(--warning); font-weight: bold; }
.facts { margin: .15rem 0; color: var(--quiet); font-size: .8125rem; }
.facts div { display: inline; margin-right: .75rem; } .facts dt, .facts dd { display: inline; margin: 0; }
.facts dt::after { content: " "; } .facts dd { color: var(--ink); }
.where, .places { font-size: .875rem; }
.entities { list-style: none; padding: 0; } .entities > li { margin-bottom: .6rem; }
.remark { border: 1px solid var(--rule); border-radius: .25rem; padding: .25rem .5rem; margin: .25rem 0; }
.document + .document { border-top: 4px double var(--rule); }
@media screen and (min-width: 64rem) {
  .document { display: grid; grid-template-columns: minmax(0, 42rem) minmax(0, 1fr); column-gap: 2.5rem; }
  header { grid-column: 1 / -1; }
  .lists { max-height: 100vh; overflow-y: auto; position: sticky; top: 0; padding-right: .5rem; }
}
@media print {
  :root { --ink: #000; --paper: #fff; --quiet: #444; --rule: #999; --said: transparent; --part: transparent;
    --person: #000; --organization: #000; --place: #000; --rest: #000; --target: transparent; --warning: #000; }
  body { font-size: 10.5pt; } .document { padding: 0; max-width: none; } nav { display: none; }
  article { max-width: none; } li, blockquote, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .lists { break-before: page; }
}
"""
