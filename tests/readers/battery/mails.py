# ruff: noqa: E501 - samples of markup read best one a line
"""Mails, Outlook messages and what hides in them."""

from __future__ import annotations

import base64
from email.message import EmailMessage

from tests.readers.samples import OLE, docx, paragraph

from .case import Case
from .making import lzfu, msg, ole, properties, tnef, tnef_properties

HTML = "<html><style>x</style><p>Grüße aus <b>Köln</b></p></html>"
INVITE = (
    "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nDTSTART:19700101T000000\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
    "SUMMARY:Lernrunde\\, Teil 2\r\nDTSTART;TZID=Europe/Berlin:20260305T140000\r\n"
    'ORGANIZER;CN="Groß, Petra":mailto:petra@example.org\r\nDESCRIPTION:Erste Zeile\\nzwei\r\n te Zeile\r\n'
    "LOCATION:Werk Süd\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def head(kind: str = "text/plain; charset=utf-8", more: str = "") -> bytes:
    """The head of a mail."""
    return f"From: a@example.org\r\nSubject: Thema\r\nContent-Type: {kind}\r\n{more}\r\n".encode()


def mail(body: str = "Der Text der Mail steht hier.") -> EmailMessage:
    """A mail as programs write it."""
    message = EmailMessage()
    message["Subject"], message["From"] = "Übergabe – Ergebnisse", "Petra Groß <p@example.org>"
    message.set_content(body)
    return message


def with_file(name: str, data: bytes, kind: str = "octet-stream") -> bytes:
    """A mail with a file."""
    message = mail()
    message.add_attachment(data, maintype="application", subtype=kind, filename=name)
    return message.as_bytes()


def alternative(plain: str, html: str) -> bytes:
    """A mail in two readings."""
    message = mail(plain)
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def inside(depth: int) -> bytes:
    """A mail in a mail in a mail ..."""
    message = mail("Ganz innen steht dies.")
    for number in range(depth):
        outer = mail(f"Hülle {number}, bitte lesen.")
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


WINMAIL = tnef(
    (1, 0x00069003, tnef_properties({0x37: "Innen", 0x1000: "Text aus der winmail."})),
    (2, 0x00069002, b""), (2, 0x00018010, b"plan.txt\x00"), (2, 0x0006800F, "Plan für März".encode()),
)  # fmt: skip
ONLY_WINMAIL = head(
    "application/ms-tnef; name=winmail.dat", "Content-Transfer-Encoding: base64\r\n"
) + (base64.encodebytes(WINMAIL))
MAILS: dict[str, Case] = {
    "quoted-printable umlauts": Case(
        "a.eml", lambda: head(more="Content-Transfer-Encoding: quoted-printable\r\n") + b"Gr=C3=B6=C3=9Fe bei=\r\nsammen",
        says=("Größe beisammen",),
    ),
    "base64 umlauts": Case(
        "a.eml", lambda: head(more="Content-Transfer-Encoding: base64\r\n") + base64.encodebytes("Größe und Maß".encode()),
        says=("Größe und Maß",),
    ),
    "base64 cut off": Case(
        "a.eml", lambda: head(more="Content-Transfer-Encoding: base64\r\n") + base64.encodebytes("Größe und Maß im Text".encode())[:-7],
        says=("Größe und",),
    ),
    "encoded subject": Case(
        "a.eml", lambda: b"Subject: =?utf-8?Q?=C3=9Cbergabe?=\r\n =?iso-8859-1?B?IPxiZXI=?=\r\n\r\nText", says=("Text",), title="Übergabe über",
    ),
    "bare umlauts in a subject": Case("a.eml", lambda: "Subject: Größe\r\n\r\nText".encode("latin-1"), title="Größe"),
    "no charset": Case("a.eml", lambda: b"Subject: x\r\n\r\n" + "Größe ohne Angabe".encode("cp1252"), says=("Größe ohne Angabe",)),
    "wrong charset": Case("a.eml", lambda: head("text/plain; charset=quatsch") + b"Gr\xf6\xdfe", says=("Größe",)),
    "two readings": Case("a.eml", lambda: alternative("Der Text, wie er sein soll.", "<p>Seite</p>"), says=("wie er sein soll",), silent=("Seite",)),
    "page only": Case("a.eml", lambda: head("text/html; charset=utf-8") + HTML.encode(), says=("Grüße aus Köln",), silent=("x",)),
    "invitation": Case(
        "a.eml", lambda: head("text/calendar; charset=utf-8; method=REQUEST") + INVITE.encode(),
        says=("Summary: Lernrunde, Teil 2", "Start: 2026-03-05 14:00", "Groß, Petra <petra@example.org>", "zweite Zeile", "Location: Werk Süd"),
        silent=("VEVENT", "1970"),
    ),
    "mail in a mail": Case("a.eml", lambda: inside(2), says=("Ganz innen",), placed={"mail": "Ganz innen"}),
    "mails seven deep": Case("a.eml", lambda: inside(7), "too_many_parts"),
    "parts without end": Case(
        "a.eml",
        lambda: b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(900)),
        "too_many_parts",
    ),
    "a thousand parts": Case(
        "a.eml", lambda: b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nText\n" * 1_000, "too_many_parts"
    ),
    "winmail alone": Case("a.eml", lambda: ONLY_WINMAIL, says=("Text aus der winmail.", "Plan für März"), placed={"attachment": "plan.txt"}),
    "winmail beside a body": Case(
        "a.eml", lambda: with_file("winmail.dat", WINMAIL, "ms-tnef"), says=("Der Text der Mail", "Plan für März"), silent=("Text aus der winmail",)
    ),
    "winmail cut off": Case("a.eml", lambda: with_file("winmail.dat", WINMAIL[:60], "ms-tnef"), says=("Der Text der Mail",)),
    "winmail of nonsense": Case("a.eml", lambda: with_file("winmail.dat", b"x" * 99, "ms-tnef"), placed={"attachment not read": "[winmail.dat]"}),
    "winmail as a file": Case("winmail.dat", lambda: WINMAIL, "unknown_type"),
    "file with a path": Case("a.eml", lambda: with_file("../../x\u202etxt.exe", b"x"), placed={"attachment not read": "exe"}, silent=("../",)),
    "file that is a zip": Case("a.eml", lambda: with_file("a.docx", docx(paragraph("x"))), placed={"attachment not read": "[a.docx]"}),
    "mail cut off": Case("a.eml", lambda: alternative("Erste Zeile der Mail, lang genug.", HTML)[:345], says=("Erste Zeile",)),
    "mail encrypted": Case("a.eml", lambda: head("application/pkcs7-mime; smime-type=enveloped-data") + b"x", "encrypted"),
    "mail of a head": Case("a.eml", lambda: b"Subject: x\r\n", "no_text"),
    "text named eml": Case("a.eml", lambda: b"Guten Tag,\nhallo", "wrong_type"),
    "page that loads": Case(
        "a.eml", lambda: head("text/html") + b"<p>Hier<img src='http://127.0.0.1:9/x'><script>alert(1)</script>", says=("Hier",), silent=("alert",)
    ),
}  # fmt: skip
PLAN = properties({0x3707: "plan.txt"}, {0x3701: "Plan für März".encode()}, {})
INNER = properties({0x3001: "Innen"}, {}, {(3, 0x3705): 5}) | {
    "__substg1.0_3701000D": msg({0x37: "Innere Mail", 0x1000: "Ganz innen", 0x0C1A: "Ann Ek"})
}
BASE = {
    0x37: "AW: Übergabe 😀",
    0x1000: "Grüße aus Köln.",
    0x0C1A: "Groß, Petra",
    0x0E04: "Jürgen Müller",
}
SIZED = {0x37: "Groß", 0x1000: "Ein langer Text. " * 900}
OUTLOOK: dict[str, Case] = {
    "msg": Case(
        "a.msg", lambda: ole(msg(BASE, fixed={(0x40, 0x39): 134_171_136_000_000_000})), says=("Grüße aus Köln.",), title="Übergabe 😀"
    ),
    "msg longer than a small sector": Case("a.msg", lambda: ole(msg(SIZED)), says=("Ein langer Text. Ein langer",)),
    "msg in windows-1252": Case(
        "a.msg", lambda: ole(msg({0x37: "Größe", 0x1000: "Maß und Übergabe"}, fixed={(3, 0x3FFD): 1252}, page="cp1252")),
        says=("Maß und Übergabe",), title="Größe",
    ),
    "msg as a page only": Case("a.msg", lambda: ole(msg({0x37: "x"}, binary={0x1013: HTML.encode()}, fixed={(3, 0x3FDE): 65001})), says=("Grüße aus Köln",)),
    "msg as rich text only": Case(
        "a.msg", lambda: ole(msg({0x37: "x"}, binary={0x1009: lzfu(b"{\\rtf1\\ansi Gr\\'f6\\'dfe\\par}")})), says=("Größe",)
    ),
    "msg with a text": Case("a.msg", lambda: ole(msg(BASE, attached=(PLAN,))), placed={"attachment": "Plan für März"}),
    "msg with a message": Case("a.msg", lambda: ole(msg(BASE, attached=(INNER,))), placed={"mail": "From: \"Ann Ek\"\nSubject: Innere Mail\n\nGanz innen"}),
    "msg with a program": Case(
        "a.msg", lambda: ole(msg(BASE, attached=(properties({0x3707: "x.exe"}, {0x3701: b"MZ"}, {}),))), placed={"attachment not read": "[x.exe]"}
    ),
    "msg with people": Case(
        "a.msg", lambda: ole(msg(BASE, people=(properties({0x3001: "Ek, Ann", 0x39FE: "a@x.org"}, {}, {(3, 0x0C15): 1}),))), says=("Köln",)
    ),
    "msg under rights": Case(
        "a.msg", lambda: ole(msg(BASE, attached=(properties({0x3707: "message.rpmsg"}, {0x3701: b"x"}, {}),))), "encrypted"
    ),
    "msg without words": Case("a.msg", lambda: ole(msg({0x37: "Nur Betreff"})), "no_text"),
    "msg truncated": Case("a.msg", lambda: ole(msg(SIZED))[:1_400], "broken|wrong_type|old_office|no_text"),
    "msg half": Case("a.msg", lambda: (lambda data: data[: len(data) // 2])(ole(msg(SIZED))), "broken|old_office|no_text"),
    "msg named docx": Case("a.docx", lambda: ole(msg(BASE)), "wrong_type"),
    "old word named msg": Case("a.msg", lambda: OLE + bytes(2_000), "old_office"),
    "password file named msg": Case("a.msg", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "text named msg": Case("a.msg", lambda: b"Guten Tag", "wrong_type"),
}  # fmt: skip
