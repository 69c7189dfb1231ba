"""Mails: body, mails inside, attachments, and the head as facts."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from iolkit.errors import NoteUnreadable
from iolkit.readers import mail
from iolkit.readers.draft import Extract
from iolkit.readers.limits import SHIPPED


def read(data: bytes | str) -> Extract:
    """The text of a mail."""
    return mail.extract(data if isinstance(data, bytes) else data.encode(), SHIPPED)


def of_kind(found: Extract, label: str) -> list[str]:
    """The stretches that stood in places with this label."""
    return [found.text[p.start : p.end].strip() for p in found.places if p.label == label]


def made(body: str = "Grüße aus Köln, und ein Satz.") -> EmailMessage:
    """A mail as a mail program writes it."""
    message = EmailMessage()
    message["From"] = '"Größ, Petra" <p.groess@example.org>'
    message["To"] = "Jürgen Müller <j@example.org>, kai.lund@example.org"
    message["Subject"] = "AW: WG: Frühstücksrunde – Ergebnisse"
    message["Date"] = "Thu, 05 Mar 2026 23:30:00 +0100"
    message.set_content(body)
    return message


def test_head_becomes_facts_and_body_text() -> None:
    """Subject, day and people are facts; the text is the body, quoted-printable resolved."""
    found = read(made().as_bytes())
    assert found.text == "Grüße aus Köln, und ein Satz."
    assert found.facts == {
        "title": "Frühstücksrunde – Ergebnisse",
        "date": "2026-03-05",
        "participants": ["Petra Größ", "Jürgen Müller", "Kai Lund"],
    }


def test_plain_reading_is_preferred_to_the_page() -> None:
    """Of two readings the plain one counts, so that nothing is read twice."""
    message = made()
    message.add_alternative("<p>HTML-Fassung</p>", subtype="html")
    assert read(message.as_bytes()).text == "Grüße aus Köln, und ein Satz."


def test_page_counts_where_the_plain_reading_is_empty() -> None:
    """A stand-in ("see HTML") is not the mail."""
    message = made("HTML!")
    message.add_alternative("<p>Die <b>Größe</b> zählt</p>", subtype="html")
    assert read(message.as_bytes()).text == "Die Größe zählt"


def test_forwarded_mail_and_text_attachments_are_read() -> None:
    """A mail inside keeps its head as text; attached text is read under its name."""
    message = made()
    message.add_attachment(made("Innen steht das Geheimnis."))
    message.add_attachment("a;b\n1;2\n", filename="zahlen.csv", subtype="csv")
    found = read(message.as_bytes())
    (inner,) = of_kind(found, "mail")
    assert "Subject: AW: WG: Frühstücksrunde – Ergebnisse" in inner
    assert inner.endswith("Innen steht das Geheimnis.")
    assert of_kind(found, "attachment") == ["[zahlen.csv]\na;b\n1;2"]


def test_other_attachments_are_named_not_read() -> None:
    """A reader sees that there was more; pictures of a signature are not worth a line."""
    message = made()
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Angebot ä.pdf")
    logo = {"maintype": "image", "subtype": "png", "filename": "logo.png"}
    message.add_attachment(b"x", disposition="inline", **logo)
    assert of_kind(read(message.as_bytes()), "attachment not read") == ["[Angebot ä.pdf]"]


def test_odd_heads_are_read_as_far_as_they_go() -> None:
    """Bare eight-bit heads, unknown charsets and impossible days cost a fact at most."""
    head = "From: =?x-unknown?B?R3L232U=?= <a@example.org>\nSubject: Größe\nDate: gestern\n\nText"
    for data in (head.encode("utf-8"), head.encode("cp1252")):
        found = read(data)
        assert found.facts["title"] == "Größe"
        assert found.facts["date"] == ""
        assert found.facts["participants"] == ["Größe"]


def test_flowed_lines_are_joined() -> None:
    """format=flowed marks soft line ends; the sentence is whole again."""
    data = "Subject: x\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nein \nSatz\nneu"
    assert read(data).text == "ein Satz\nneu"


def test_encrypted_mail_says_so() -> None:
    """S/MIME and PGP mails need their key first; signed ones are read."""
    sealed = "application/pkcs7-mime; smime-type=enveloped-data"
    for kind in (sealed, "multipart/encrypted; boundary=b"):
        with pytest.raises(NoteUnreadable) as refused:
            read(f"Subject: x\nContent-Type: {kind}\n\nMIAGCSqGSIb3\n")
        assert refused.value.key == "encrypted"


def test_mails_in_mails_end_somewhere() -> None:
    """Nesting beyond the limit is refused."""
    message = made()
    for _ in range(8):
        outer = made()
        outer.add_attachment(message)
        message = outer
    with pytest.raises(NoteUnreadable) as refused:
        read(message.as_bytes())
    assert refused.value.key == "too_many_parts"


def test_wrong_charset_is_told_from_the_bytes() -> None:
    """A part that claims the wrong charset keeps its umlauts."""
    data = b"Subject: x\nContent-Type: text/plain; charset=us-ascii\n\n" + "Größe".encode("cp1252")
    assert read(data).text == "Größe"
