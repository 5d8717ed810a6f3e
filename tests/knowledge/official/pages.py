"""Pages in the shapes of the official sites, filled with words of our own: no sentence here is anybody's law."""

from __future__ import annotations

from html import escape

Subdivisions = dict[str, tuple[str, list[str]]]
"""Number -> (headnote, paragraphs)."""

SECTION: Subdivisions = {
    "1": ("Plan.", ["The keeper of the plan draws it up each spring and reads it aloud in the town square."]),
    "1a": ("Copies.", ["A copy of the plan hangs in every office.", "Whoever asks for a copy is given one."]),
    "2": (
        "Kinds of work.",
        [
            "(a) A new post is named to the keeper, who finds a class for it, if:",
            "(1) the post is paid out of the common purse;",
            "(2) the post lasts longer than one winter.",
            "(b) Paragraph (a) leaves out the posts of ferrymen.",
        ],
    ),
    "3": ("Protest.", ["Whoever is touched by a decision of the keeper may protest against it in writing."]),
}
"""Invented provisions under the number of a real section, so that our restatement of that section gives way to them."""


def statute(
    number: str = "43A.07",
    title: str = "CLASSIFIED SERVICE",
    parts: Subdivisions | None = None,
    edition: str = "2025 Minnesota Statutes",
    extra: str = "",
) -> str:
    """A section as the Revisor's site prints it: headings in ``h1.shn`` and ``h2.subd_no``, then its history."""
    body = "\n".join(_subdivision(number, key, *part) for key, part in (SECTION if parts is None else parts).items())
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Sec. {number} MN Statutes</title>
<script>var visited = "{extra}";</script></head>
<body><header><nav><a href="/">Legislature</a> <a href="/statutes/">Statutes</a></nav></header>
<div id="legContainerMain"><h2>{edition}</h2>
<ul class="share"><li><a href="#">Share this page</a></li></ul>
<div id="xtend" class="statute">
<div class="section" id="stat.{number}">
<h1 class="shn">{number} {title}.</h1>
{body}
</div>
<div class="history" id="stat.{number}.history"><h2>History: </h2>
<p class="first"><a href="/laws/1901/0/1/">1901 c 1 s 1</a>; <a href="/laws/1902/0/2/">1902 c 2 s 2</a></p></div>
<div class="note"><p><b>NOTE:</b> Subdivision 3, as added by Laws 1902, chapter 2, is effective July 1, 1903.</p></div>
</div></div>
<footer><p>Office of the Revisor of Statutes, seat of the legislature</p><p>Copyright © 2025</p></footer>
</body></html>"""


def _subdivision(section: str, number: str, headnote: str, paragraphs: list[str]) -> str:
    name = "Subdivision" if number == "1" else "Subd."
    words = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<div class="subd" id="stat.{section}.{number}"><h2 class="subd_no">{name} {number}.'
        f'<span class="headnote">{headnote}</span></h2>\n{words}</div>'
    )


def undivided(number: str = "645.15", title: str = "COMPUTATION OF TIME") -> str:
    """A section without subdivisions."""
    return f"""<html><head><title>Sec. {number} MN Statutes</title></head><body><h2>2025 Minnesota Statutes</h2>
<div id="xtend" class="statute"><div class="section" id="stat.{number}"><h1 class="shn">{number} {title}.</h1>
<p>Days are counted by the bell in the tower, and the day of the first stroke is left out of the count.</p></div>
<div class="history"><h2>History: </h2><p class="first">1901 c 3 s 1</p></div></div></body></html>"""


def rule(number: str = "3920.0300", title: str = "REPORTS") -> str:
    """A part of the rules: subparts, items in their own paragraphs, authority, history, date of publication."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>MN Rules Part {number}</title></head><body>
<div id="legContainerMain"><div id="xtend" class="rule">
<div class="part" id="rule.{number}"><h1 class="shn">{number} {title}.</h1>
<div class="subp" id="rule.{number}.1"><h2 class="subp_no">Subpart 1.<span class="headnote">Who reports.</span></h2>
<p>Each guild hands in one report a year, which names:</p>
<div class="item" id="rule.{number}.1.A"><p class="item">A. the masters of the guild and their years;</p></div>
<div class="item" id="rule.{number}.1.B"><p class="item">B. the apprentices, by the craft they learn.</p></div></div>
<div class="subp" id="rule.{number}.3"><h2 class="subp_no">Subp. 3.<span class="headnote">Notice.</span></h2>
<p>The report is nailed to the guild's door for forty mornings.</p></div></div>
<div class="stat_auth"><h2>Statutory Authority: </h2><p class="first">MS s 1.01</p></div>
<div class="history"><h2>History: </h2><p class="first">1 SR 1</p></div>
<div class="pub"><p>Published Electronically: <i>June 11, 2008</i></p></div>
</div></div></body></html>"""


def procedure(number: str = "7") -> str:
    """A procedure as the budget office's pages print one: headings in ``h3``, lettered and numbered items."""
    return f"""<!DOCTYPE html><html><head><title>Administrative Procedure {number} / MMB</title></head><body>
<nav><ul><li>Home</li></ul></nav><main><h1>Administrative Procedure {number} - Posts and Papers</h1>
<h3>Objective</h3><p>To see that each post has papers that say what is done in it.</p>
<h3>Provisions</h3><ol type="A"><li>The papers of a post are these:<ol><li>a list of the work, signed twice;</li>
<li>a drawing of who answers to whom.</li></ol></li><li>Papers without a signature go back to the sender.</li></ol>
<h3>Appeals</h3><p>A protest is written down and handed in before the second full moon.</p></main></body></html>"""


def guide() -> str:
    """A page of guidance without provisions: headings and paragraphs in a content management system's frame."""
    return """<!DOCTYPE html><html><head><title>Job Audit Resources / MMB</title></head><body>
<div class="site-header"><a href="/mmb">Agency home</a></div><main id="content"><h1>Job Audit Resources</h1>
<h2>Before You Begin</h2><p>Read the papers of the post before you talk to anybody about it.</p>
<h2>Who Can Help</h2><p>The clerk at the front desk knows which form belongs to what.</p></main></body></html>"""


def soft_404() -> str:
    """What some sites answer, with status 200, for a page that is gone."""
    return """<html><head><title>Statutes</title></head><body><div id="xtend" class="statute">
<p>The section you asked for could not be found. Please check the number and search again.</p></div></body></html>"""
