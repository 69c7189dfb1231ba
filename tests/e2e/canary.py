"""Text that tries to make a browser fetch, link, run or draw something, and who waits to be asked.

Thirty payloads: every way known to us in which markdown or HTML reaches out. `{c}` is the address
of the canary; whoever asks it for anything has read more than words.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.visiting import Visit

PAYLOADS = (
    "![x]({c}/1)",
    "![x][r1]\n\n[r1]: {c}/2",
    "![r2][]\n\n[r2]: {c}/3",
    "![r3]\n\n[r3]: {c}/4",
    '![x](<{c}/5> "Titel")',
    "![x]( {c}/6 'Titel' )",
    "[![x]({c}/7)]({c}/7b)",
    "# ![x]({c}/8)",
    "> ![x]({c}/9)",
    "1. ![x]({c}/10)",
    "| a |\n|---|\n| ![x]({c}/11) |",
    "**![x]({c}/12)** ~~![x]({c}/12b)~~",
    ":red[![x]({c}/13)]",
    ":blue-background[![x]({c}/14)]",
    ":orange-badge[![x]({c}/15)] :shimmer[![x]({c}/15b)]",
    '<img id="canary-16" src="{c}/16" onerror="alert(16)">',
    '<picture><source srcset="{c}/17"><img src="{c}/17b"></picture>',
    '<link rel="stylesheet" href="{c}/18"><base href="{c}/18b">',
    "<style>@import url({c}/19); body {{background: url({c}/19b)}}</style>",
    '<div id="canary-20" style="background: url({c}/20)" onclick="alert(20)">x</div>',
    '<iframe src="{c}/21" srcdoc="<script>alert(21)</script>"></iframe>',
    '<object data="{c}/22"></object><embed src="{c}/22b"><form action="{c}/22c"></form>',
    '<video src="{c}/23" autoplay poster="{c}/23b"></video><audio src="{c}/23c"></audio>',
    '<meta http-equiv="refresh" content="0;url={c}/24">',
    '<svg id="canary-25"><image href="{c}/25"/><script>alert(25)</script></svg>',
    '<script>fetch("{c}/26"); alert(26)</script>',
    "[k]({c}/27) [k](javascript:alert(27)) [k](data:text/html,<script>alert(27)</script>)",
    "{c}/28 <{c}/28b> www.canary.example/28 canary@canary.example mailto:canary@canary.example",
    "$$\\includegraphics{{{c}/29}}$$ $\\href{{{c}/29b}}{{X}}$ :material/home: :tada: :streamlit:",
    "Fuß[^1] ```mermaid\ngraph TD; a[![x]({c}/30)]\n```\n\n[^1]: ![x]({c}/30b)",
)
# The logo stands in the header; icons of the page are drawings in the page itself. A handover shows
# pictures that iolkit drew: drawings without a way out, and without a word of a note.
INERT = """address => {
    const seen = [];
    const tags = 'iframe, object, embed, video, audio, picture, meta[http-equiv], base, form,'
        + ' .katex, .mermaid, image, [onerror], [onclick], [id^=canary], [srcset]';
    for (const one of document.body.querySelectorAll(tags)) seen.push(one.outerHTML);
    const drawn = 'data:image/svg+xml;base64,';
    const wayOut =
        /<(script|image|foreignObject|a|use|style|iframe)\\b|href|url\\(|\\son\\w+=|canary/i;
    for (const one of document.images) {
        if (one.closest('[data-testid=stHeader], [data-testid=stSidebarHeader]')) continue;
        const ours = one.closest('[data-testid=stImage]') && one.src.startsWith(drawn);
        if (!ours || wayOut.test(atob(one.src.slice(drawn.length)))) seen.push(one.outerHTML);
    }
    for (const one of document.querySelectorAll('a[href]'))
        if (!one.href.startsWith(address + '/')) seen.push(one.outerHTML);
    for (const one of document.querySelectorAll('link[href], script[src]'))
        if (!(one.href || one.src).startsWith(address + '/')) seen.push(one.outerHTML);
    return seen.map(html => html.slice(0, 200));
}"""


@dataclass
class Canary:
    """A server on this computer that counts who asks it for anything."""

    address: str
    asked: list[str] = field(default_factory=list)

    def payloads(self) -> list[str]:
        """The thirty, pointed at this server."""
        return [text.format(c=self.address) for text in PAYLOADS]

    def sings(self, seen: Visit) -> list[str]:
        """What a page has done with a payload beyond showing it; empty when all is well."""
        done = seen.page.evaluate(INERT, seen.address)
        return [*done, *self.asked, *seen.outside, *seen.broken]


@contextmanager
def waiting() -> Iterator[Canary]:
    """The canary, listening until the block ends."""
    asked: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_HEAD = do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Canary(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
