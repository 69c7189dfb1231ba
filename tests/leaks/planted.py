"""The secrets planted in the twelve demo notes, listed by hand: (category, the words).

The words are those that would give the secret away, as short as they can be told from others.
What the notes call public (price lists, reports, a notice on the board) is no secret.
"""

PLANTED: dict[str, tuple[tuple[str, str], ...]] = {
    "bericht-ki-assistent.docx": (
        ("partner", "Ventarra"), ("person", "Okonkwo"), ("person", "Petrović"),
        ("person", "Meinhardt"), ("person", "Wróbel"), ("money", "640.000"), ("figures", "31 %"),
        ("figures", "58 % auf 71 %"), ("partner", "Nimbora"), ("contract", "22 % Nachlass"),
        ("contract", "36 Monate"), ("ip", "0,62"), ("ip", "180 Zeichen"), ("ip", "alle neun Tage"),
        ("security", "fellow07"), ("security", "Pumpe-rot-88"),
        ("strategy", "Stundensätze im Januar um 11 %"), ("partner", "Brauhaus Terlinden"),
        ("money", "45 T€"), ("contact", "d.okonkwo@ventarra"), ("confidential", "Kartellrecht"),
    ),
    "call-with-ludovica.vtt": (
        ("person", "Ludovica"), ("person", "Ferrante"), ("partner", "Belcastro"),
        ("person", "Wiesner"), ("person", "Hassan"), ("special", "knee operation"),
        ("strategy", "sold to a logistics firm"), ("figures", "43 percent"),
        ("strategy", "any other plant in town until 2030"), ("partner", "stealing in two months"),
    ),
    "chat-mentoring.md": (
        ("person", "Leyla"), ("person", "Astrid"), ("person", "Solheim"), ("partner", "Ostfjell"),
        ("special", "depression"), ("special", "zur Gewerkschaft gewechselt"), ("personnel", "94k"),
        ("personnel", "ich krieg 71"), ("personnel", "Leute abwerben"),
        ("partner", "Nordvik Seafood"), ("figures", "30 percent of our volume"),
        ("contact", "+47 22 00 31 44"),
    ),
    "crane-safety-peer-review.pdf": (
        ("partner", "Raudvesi"), ("person", "Brzoza"), ("person", "Nguyen"),
        ("person", "Paloniemi"), ("figures", "17 dropped loads"), ("money", "260 000"),
        ("contract", "terminate at 30 days"), ("security", "Limit switch on crane 6"),
        ("strategy", "furnace will not be relined"), ("ip", "1 180 °C"), ("ip", "argon"),
        ("contact", "a.brzoza@halverde"),
    ),
    "folien-process-mining.pptx": (
        ("partner", "Rurkabel"), ("person", "Kowalczyk"), ("partner", "Augurio"),
        ("money", "310 T€"), ("money", "1.480 €"), ("security", "svc_mining"),
        ("security", "Kabel!2219"), ("security", "pm-core.halverde"),
        ("security", "Revisionspunkt 17"), ("strategy", "Planung in Rathenow"),
        ("person", "Thoralf"), ("money", "kleiner sechsstelliger Betrag"),
    ),
    "forum-wissen-sichern.html": (("partner", "Auetal Netze"),),
    "mail-exit-gespraeche.eml": (
        ("person", "Leyla"), ("partner", "Stübing"), ("partner", "Autohaus-Verbund Merz"),
        ("person", "Bogdan"), ("personnel", "gegangen wurde"), ("strategy", "brünn auflösen"),
        ("strategy", "kleine presse einstellen"), ("figures", "34 %"),
        ("contract", "fünfeinhalb monatsgehälter"), ("contract", "wettbewerbsverbot zwölf monate"),
        ("person", "Marek"), ("contact", "0171 39200 55"),
    ),
    "mail-retirement-handover.eml": (
        ("partner", "Skagerholm"), ("person", "Marek"), ("money", "1.9 million"),
        ("strategy", "goes to a rival"), ("person", "Tangen"), ("special", "burn-out"),
        ("figures", "18.5 %"), ("contact", "+49 171 39200 61"), ("person", "Nora"),
    ),
    "memo-wissenstandem.txt": (
        ("partner", "isenbruch"), ("person", "bogdan"), ("person", "vanhouten"),
        ("person", "hassan"), ("money", "achtunddreißigtausend"),
        ("strategy", "dritte papiermaschine wird 2026 abgestellt"), ("special", "wegen alkohol"),
        ("person", "teuber"), ("contact", "null zwei neun drei eins"),
    ),
    "notes-esg-exchange.md": (
        ("partner", "Lumikko"), ("person", "Hautamäki"), ("money", "41,500"), ("money", "0,9k"),
        ("figures", "3,1 %"), ("figures", "9,4 %"), ("contract", "gilt fünf Jahre"),
        ("strategy", "aus dem Gebrauchtmaschinen-Geschäft"), ("contact", "paivi.hautamaki@lumikko"),
        ("person", "Thiago"),
    ),
    "protokoll-qualitaetszirkel.docx": (
        ("partner", "Thalvorn"), ("person", "Aydoğmuş"), ("person", "Lindqvist"),
        ("person", "Iyengar"), ("person", "Szczepaniak"), ("partner", "Brünnegger"),
        ("ip", "178 °C"), ("ip", "94 % Kavitätsfüllung"), ("figures", "7,9 %"),
        ("figures", "5,3 %"), ("personnel", "Abmahnung"), ("money", "1,8 Mio"),
        ("money", "2,1 Mio"), ("partner", "Ostrava Kabel"),
    ),
    "speaking-up-module.pdf": (
        ("person", "Wiesner"), ("partner", "Castleburn"), ("strategy", "Rowan Vale"),
        ("personnel", "4.5 %"), ("person", "Abernathy"), ("personnel", "performance plan"),
        ("figures", "43 percent"), ("figures", "engagement score is 5.1"),
        ("contact", "gwen.ao@"), ("personnel", "reported the cleaning records"),
    ),
}  # fmt: skip
