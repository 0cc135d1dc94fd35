"""Dates as people write them: in figures, with the name of a month in a few languages, and months without a day."""

from __future__ import annotations

import re
from datetime import date

from handoff.model.expression import expression

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero gennaio janeiro januari",
            "feb february februar février fevrier febrero febbraio fevereiro februari",
            "mar march märz mars marzo março marco maart",
            "apr april avril abril aprile",
            "may mai mayo maggio maio mei",
            "jun june juni juin junio giugno junho",
            "jul july juli juillet julio luglio julho",
            "aug august août aout agosto augustus",
            "sep sept september septembre septiembre settembre setembro",
            "oct october oktober octobre octubre ottobre outubro",
            "nov november novembre noviembre novembro",
            "dec december dezember décembre decembre diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = expression(r"(?:19|20)\d\d")
_DATE = expression(
    rf"(?<![\d.-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
    rf"|\b(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?(?P<month2>{_NAMES})\.?,?\s+(?:del?\s+)?(?P<year2>(?:19|20)\d\d)\b"
    rf"|(?<![\d./-])(?P<one>\d{{1,2}})(?P<mark>[./])(?P<two>\d{{1,2}})(?P=mark)(?P<year3>(?:19|20)\d\d)(?![\d./-])"
    rf"|(?<!\d)(?P<year4>(?:19|20)\d\d)年(?P<month4>\d{{1,2}})月(?P<day4>\d{{1,2}})日",
    re.IGNORECASE,
)
_MONTH = expression(
    rf"\b(?:{_NAMES})\.?,?\s+(?:del?\s+)?(?:19|20)\d\d\b|(?<![\d.-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?!\d)", re.IGNORECASE
)


def date_in(text: str) -> date | None:
    """The first date of a text, or None. `05/06/2026` is left alone: nobody can tell day from month."""
    if _YEAR.search(text) is None:
        return None
    for match in _DATE.finditer(text):
        try:
            return _date(match)
        except ValueError:
            continue
    return None


def _date(match: re.Match[str]) -> date:
    """The date that was matched. Raises ValueError when there is none such, or it can be read in two ways."""
    if match["y"]:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["year4"]:
        return date(int(match["year4"]), int(match["month4"]), int(match["day4"]))
    if match["year3"]:
        one, two = int(match["one"]), int(match["two"])
        # Between dots the day stands first.
        if match["mark"] == "/" and max(one, two) <= 12 and one != two:
            raise ValueError("day or month")
        day, month = (two, one) if two > 12 else (one, two)
        return date(int(match["year3"]), month, day)
    name, number, year = match["month"] or match["month2"], match["day"] or match["day2"], match["year"] or match["year2"]
    return date(int(year), _MONTHS[name.lower()], int(number))


def month_in(text: str) -> str | None:
    """The first month with its year, as written, of a text that names no day: `March 2026`; else None."""
    match = _MONTH.search(text) if date_in(text) is None else None
    return match[0] if match is not None else None


def without_dates(text: str) -> str:
    """The text without its dates, and without the marks that set them apart."""
    return " ".join(_DATE.sub(" ", text).split()).strip(" -–—:|,()")
