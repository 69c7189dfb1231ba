"""One or more examples for every command: shown by `--help`, in docs/cli.md, and run by a test.

They name files that stand for anybody's: notes/round-table.docx, notes/visit.txt. Every option of
a command is in one of its examples.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

EXAMPLES: dict[str, tuple[str, ...]] = {
    "flag": (
        'iolkit flag "The academy cost EUR 1.8m, built with our supplier Alpha."',
        "iolkit flag - < notes/visit.txt",
        """echo '{"id": "1", "text": "Der Rabatt liegt bei 12 %."}' | iolkit flag --jsonl""",
    ),
    "rate": (
        'iolkit rate "One page, nine questions; every team leader does it without training."',
        """echo '{"id": "1", "text": "Nur wer mitläuft, lernt es."}' | iolkit rate --jsonl""",
    ),
    "analyse": (
        "iolkit analyse notes/round-table.docx",
        "iolkit analyse notes/round-table.docx --json",
        "iolkit analyse notes --jsonl > found.jsonl",
        "iolkit analyse notes/visit.txt --engine embedded",
    ),
    "add": (
        "iolkit add notes",
        "iolkit add notes/visit.txt --data another-team",
    ),
    "search": (
        'iolkit search "how to keep what experts know"',
        'iolkit search "Qualitätszirkel" -k 3 --kind practice --json',
        'iolkit search "quality" --programme "Lernverbund Sauerland"',
        'iolkit search "quality" --only language=de --only since=2025-01-01',
        'iolkit search "quality" --table hits.xlsx',
        'iolkit search "Kaizn" --as-typed',
        """echo '{"id": "1", "text": "Übergabe"}' | iolkit search --jsonl""",
    ),
    "ask": (
        'iolkit ask "What does a quality circle need?"',
        'iolkit ask "Was braucht ein Qualitätszirkel?" --only language=de --json',
    ),
    "learned": (
        'iolkit learned "quality circles"',
        'iolkit learned "Was haben wir über Qualitätszirkel gelernt?" --language de --json',
        'iolkit learned "quality circles" --only since=2024-01-01 --audience team -o learned.docx',
    ),
    "check": (
        "iolkit check notes/round-table.docx --audience company",
        "echo 'We pay Alpha 300.000 EUR a year.' | iolkit check - --audience org:Alpha --json",
        'iolkit check notes/visit.txt --rule chatham --competitor "Kolbmann Antriebe"',
    ),
    "handover": (
        "iolkit handover round-table.docx -o handover.docx",
        "iolkit handover round-table.docx visit.txt --audience company --language en"
        " --format pdf -o for-us.pdf",
    ),
    "debrief": (
        "iolkit debrief visit.txt",
        "iolkit debrief visit.txt --item 1",
        """echo '{"about": "step", "answer": "Die Ausbildung probiert es aus."}' | """
        "iolkit debrief round-table.docx --answers - --language de --json",
    ),
    "export-training": ("iolkit export-training rows.jsonl --yes",),
    "fit": (
        "iolkit fit visit.txt",
        "iolkit fit round-table.docx --outlook --language de --json",
    ),
    "plan": (
        "iolkit plan visit.txt",
        "iolkit plan round-table.docx --language de --calendar days.ics",
        "iolkit plan visit.txt --json",
    ),
    "profile": (
        "iolkit profile",
        'iolkit profile --set size=large --set industry=engineering --goal "Fewer rejects"',
        'iolkit profile "Kolbmann Antriebe" --set size=small --language de --json',
        'iolkit profile "Kolbmann Antriebe" --forget',
    ),
    "rerate": ("iolkit rerate", "iolkit rerate visit.txt"),
    "notes": (
        "iolkit notes",
        "iolkit notes --json",
    ),
    "forget": (
        "iolkit forget visit.txt",
        'iolkit forget --person "Prashant Iyengar"',
    ),
    "doctor": (
        "iolkit doctor",
        "iolkit doctor --repair --json",
        "iolkit doctor --prepare",
        "iolkit doctor --reach",
    ),
    "backup": ("iolkit backup iolkit-2026-11.backup",),
    "restore": ("iolkit restore iolkit-2026-11.backup",),
    "eval": ("iolkit eval gold", "iolkit eval gold --what release"),
    "cost": (),
    "egress": (
        "iolkit egress",
        "iolkit egress -n 5 --json",
    ),
    "app": (
        "iolkit app",
        "iolkit app --port 8600 --no-browser --demo",
    ),
    "demo": (
        "iolkit demo",
        "iolkit demo --port 8600 --no-browser",
    ),
    "worker": ("iolkit worker",),
}

WITH_MODEL: dict[str, tuple[str, ...]] = {
    "flag": (
        "iolkit flag --engine llm --record replies - < notes/visit.txt",
        "iolkit flag --engine llm --replay replies - < notes/visit.txt",
    ),
    "rate": (
        "iolkit rate --engine llm --record replies - < notes/visit.txt",
        "iolkit rate --engine llm --replay replies - < notes/visit.txt",
    ),
    "analyse": (
        "iolkit analyse notes/visit.txt --engine llm --record replies",
        "iolkit analyse notes/visit.txt --replay replies",
    ),
    "add": (
        "iolkit add notes --engine llm --record replies",
        "iolkit add notes --replay replies",
    ),
    "ask": (
        'iolkit ask "What does a quality circle need?" --engine llm --record replies',
        'iolkit ask "What does a quality circle need?" --replay replies',
    ),
    "learned": (
        'iolkit learned "quality circles" --engine llm --record replies',
        'iolkit learned "quality circles" --replay replies',
    ),
    "handover": (
        "iolkit handover visit.txt -o handover.docx --engine llm --record replies",
        "iolkit handover visit.txt -o handover.docx --replay replies",
    ),
    "cost": (
        "iolkit cost notes",
        "iolkit cost notes --json",
    ),
    "eval": (
        "iolkit eval gold --engine llm --record replies",
        "iolkit eval gold --replay replies",
    ),
}
"""Examples that need a language model (IOLKIT_LLM and the provider's key)."""


def help_of(name: str, command: Callable[..., Any]) -> str:
    """The docstring of a command with its examples below, kept line by line."""
    every = (*EXAMPLES[name], *WITH_MODEL.get(name, ()))
    lines = "\n".join(f"  {line}" for line in every)
    heading = "Examples:" if len(every) > 1 else "Example:"
    return f"{inspect.getdoc(command)}\n\n\b\n{heading}\n{lines}"
