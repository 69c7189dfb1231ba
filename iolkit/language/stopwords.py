"""Stop words: words too frequent to tell texts apart, in German and in English.

Function words and auxiliary verbs only. A word stands here when leaving it out of a search loses
nothing; "not" is English here, and with it German "Not" is lost, which "Notfall" is not.
"""

from __future__ import annotations

from iolkit.language.spelling import listed

GERMAN: frozenset[str] = listed(
    """
    ab aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes
    anders auch auf aus außer bei beim bereits bin bis bisher bist bzw da dabei dadurch dafür
    dagegen daher dahin damals damit danach daneben dann daran darauf daraus darf darfst darin
    darüber darum darunter das dass daß davon davor dazu dein deine deinem deinen deiner dem den
    denen denn dennoch der deren des deshalb dessen deswegen dich die dies diese diesem diesen
    dieser dieses dir doch dort du durch dürfen durfte durften eben ein eine einem einen einer
    eines einige einigem einigen einiger einiges einmal er es etwa etwas euch euer eure eurem euren
    eurer falls für ganz gar gegen gewesen gibt habe haben hat hatte hatten hattest hätte hätten
    her hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins
    ist ja je jede jedem jeden jeder jedes jedoch jemand jene jenem jenen jener jenes jetzt kann
    kannst kein keine keinem keinen keiner keines können könnt könnte könnten konnte konnten mal
    man manche manchem manchen mancher manches mein meine meinem meinen meiner meines mich mir mit
    möchte möchten müssen müsste musst musste mussten muss nach nachdem nämlich neben nein nicht
    nichts noch nun nur ob obwohl oder ohne schon sehr sei seid sein seine seinem seinen seiner
    seines seit selbst sich sie sind so sobald solche solchem solchen solcher solches soll sollen
    sollte sollten sondern sonst soviel sowie über um und uns unser unsere unserem unseren unserer
    unseres unter usw viel vom von vor während wann war waren warst warum was weder weil weiter
    welche welchem welchen welcher welches wem wen wenn wer werde werden wessen wie wieder will
    wir wird wirst wo wobei wodurch wofür wohin wollen wollte wollten womit worauf woraus worin
    worüber wovon wozu wurde wurden würde würden zu zum zur zwar zwischen
    """
)

ENGLISH: frozenset[str] = listed(
    """
    a about above after again against all also am an and another any are aren as at be because been
    before being below between both but by can cannot could couldn did didn do does doesn doing don
    down during each either else ever every few for from further had hadn has hasn have haven having
    he her here hers herself him himself his how however i if in into is isn it its itself just ll
    may me might mine more most much must my myself no nor not now of off on once only onto or other
    our ours ourselves out over own per rather re same shall she should shouldn since so some such
    than that the their theirs them themselves then there these they this those though through thus
    to too under until up upon us ve very was wasn we were weren what when where whether which while
    who whom whose why will with within without would wouldn yet you your yours yourself
    don't doesn't didn't can't won't isn't aren't wasn't weren't it's that's i'm i've we've we're
    they're there's
    """
)

STOPWORDS: frozenset[str] = GERMAN | ENGLISH
"""Folded stop words of both languages."""
