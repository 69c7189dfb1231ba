"""Abbreviations after which a full stop does not end a sentence, in German and in English.

All in lower case and without the last stop. Dotted ones (z.B., d.h., e.g.) need no entry: a word
with a stop inside is one by its form; they stand here only if they may also be written apart.
"""

from __future__ import annotations

from iolkit.language.spelling import listed

NEVER_LAST: frozenset[str] = listed(
    """
    abb abschn abt allg anm anl art bd bes best betr bgl bspw bzgl bzw ca dazugeh def dgl dipl dr
    ehem eigtl einschl entspr erg erl evtl exkl frdl fr ges gem ggf ggfs ggü grdl hr hrn hrsg ing
    inkl insb insbes jew kap kath kfm lfd lt ltd m max med mech min mind mio mrd mtl näml nr nrn
    o od op orig p par phil prof prov prot prozentw reg rd rel resp s sen sog sogen st stellv std
    str stud tel techn teilw tgl u ugs urspr v val verantw vergl vertr vgl vors wg z zb zit zt zus
    zzgl zw
    approx avg capt cf col dept dir e est excl exec fig gen gov hon incl jr lt mgmt mgr misc mr mrs
    ms mt no nos pres ref rev sec sgt snr sr univ vol vols vs
    jan feb mrz apr jun jul aug sep sept okt oct nov dez dec
    """
)
"""A word follows, however it is written: "Dr. Müller", "ca. Hälfte", "Nr. Sieben"."""

SOMETIMES_LAST: frozenset[str] = listed(
    """
    usw etc ff f bzgl co corp inc ltd plc gmbh ag kg ohg ev jh jhd jhdt std stk tsd wo mon hd ph
    u.a u.ä u.v.m u.s.w o.ä o.g a.m p.m p.a n.n s.o s.u i.r e.v a.d v.a n.chr v.chr et.al al a.g
    """
)
"""The sentence may end here; whether it does, the next word tells."""

NOT_INITIALS_AFTER: frozenset[str] = listed(
    """plan typ klasse gruppe option phase stufe team variante version teil punkt modell linie
    type class group phase level option variant part grade vitamin schritt step"""
)
"""After these a single capital letter is a label, not somebody's initial ("Plan B. Danach ...")."""

MONTHS_AND_DAYS: frozenset[str] = listed(
    """januar februar märz maerz april mai juni juli august september oktober november dezember
    jänner feber jan feb mrz apr jun jul aug sep sept okt nov dez
    klasse stock etage quartal halbjahr termin treffen jahrgang jahrhundert platz semester lehrjahr
    auflage kapitel kw woche tag schicht reihe bezirk mal runde sitzung teil workshop
    """
)
"""What a German ordinal number is often followed by ("3. Klasse", "2. Termin")."""
