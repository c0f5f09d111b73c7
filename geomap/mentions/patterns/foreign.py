"""Words for kinds of places in the languages that have names but no model here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.model import PlaceKind

#: By ISO 639-1 code: the forms of each word as they stand beside a name, and what it asks for.
TYPE_WORDS: dict[str, dict[str, PlaceKind]] = {}


def _add(code: str, kind: PlaceKind, words: str) -> None:
    TYPE_WORDS.setdefault(code, {}).update(dict.fromkeys(words.split(), kind))


_add(
    "ar",
    "city",
    "مدينة بمدينة لمدينة ومدينة بلدة وبلدة ببلدة لبلدة قرية وقرية بقرية لقرية بلدات قرى",
)
_add("ar", "city", "مدن مدينتي بلدتي قريتي")
_add("ar", "admin1", "محافظة بمحافظة ومحافظة ولاية محافظات محافظتي ولايات ولايتي")
_add("ar", "admin2", "قضاء منطقة ناحية مديرية بمديرية ومديرية")
_add("ar", "neighbourhood", "حي بحي وحي")
_add("ar", "facility", "مطار معبر مخيم سد قاعدة")
_add(
    "ru",
    "city",
    "город города городе городом городу село села селе посёлок посёлка поселок поселка",
)
_add("ru", "city", "поселке деревня деревни деревне городах сёла селах сёлах деревнях посёлки")
_add("ru", "admin1", "областях")
_add("ru", "admin2", "районы районах")
_add("ru", "admin1", "область области областью край края крае")
_add("ru", "admin2", "район района районе районом")
_add("uk", "city", "місто міста місті містом село села селі селом селище селища селищі")
_add("uk", "city", "міста містах села селах селища селищах")
_add("uk", "admin1", "область області областю областях")
_add("uk", "admin2", "райони районах громадах")
_add("uk", "admin2", "район району районі громада громади громаді")
_add("tr", "city", "şehri şehrinde kenti kentinde köyü köyünde beldesi beldesinde kasabası")
_add("tr", "admin1", "ili ilinde vilayeti")
_add("tr", "admin2", "ilçesi ilçesinde ilçesine")
_add("tr", "region", "bölgesi bölgesinde kırsalı kırsalında")
_add("fr", "city", "ville village localité bourg bourgade villes villages localités bourgs")
_add("fr", "admin1", "province gouvernorat région oblast wilaya provinces gouvernorats régions")
_add("fr", "admin2", "district département canton cercle territoire commune préfecture")
_add("fr", "admin2", "districts départements cantons cercles territoires communes préfectures")
_add("es", "city", "ciudad pueblo localidad aldea villa vereda corregimiento")
_add("es", "city", "ciudades pueblos localidades aldeas veredas corregimientos")
_add("es", "admin1", "provincia gobernación región óblast estado departamento")
_add("es", "admin1", "provincias regiones estados departamentos")
_add("es", "admin2", "distrito municipio cantón parroquia distritos municipios cantones")
_add("de", "city", "Stadt Dorf Ort Ortschaft Kleinstadt Hafenstadt Großstadt")
_add("de", "city", "Städte Städten Dörfer Dörfern Orte Orten Ortschaften")
_add("de", "admin1", "Provinz Gouvernement Oblast Region Bundesstaat Bundesland")
_add("de", "admin1", "Provinzen Gouvernements Regionen Bundesstaaten")
_add("de", "admin2", "Distrikt Bezirk Landkreis Rajon Distrikte Bezirke Bezirken Landkreisen")

#: Agencies and stations that bear the name of a country.
BODIES = re.compile(
    "فرانس برس|فرانس 24|France(?: 24|[- ]Presse| Info| Inter| Télévisions)|Франс Пресс|Франс-Пресс"
)
#: Words for a lake, right before its name.
LAKES = frozenset("lac lago озеро озера озере озері بحيرة".split())
#: Small words between a type word and the name: "la ville de Raqqa".
LINKS = frozenset("de d' del la el von du des l' les las los".split())
#: Between two names of one list, with what belongs to the second: "du Bounkani et du Tchologo".
LISTING = re.compile(
    r"(?:,| et| y| e| und| и| та| й| ve|، ?و| ?و)\s?"
    r"(?:(?:de|d[ue]s?|del|las?|l[eo]s|el)\s|[dl]['’])?"
)
#: Sides of units, and English's.
SIDES = {
    "nord": "North", "norte": "North", "septentrional": "North", "sud": "South", "sur": "South",
    "süd": "South", "est": "East", "este": "East", "oriental": "East", "ost": "East",
    "ouest": "West", "oeste": "West", "occidental": "West", "west": "West", "central": "Central",
}  # fmt: skip
#: Slavic sounds in German letters, and in English ones, the longest first; "j" has several.
SLAVIC_SOUNDS = {
    "schtsch": "shch", "tsch": "ch", "sch": "sh", "ch": "kh", "w": "v", "z": "ts",
}  # fmt: skip
#: Countries (ISO 3166-1 alpha-2) whose names German spells by these.
SLAVIC_LANDS = frozenset("UA RU BY BG KZ KG".split())

#: What stands before ground and nothing else, by language; and what does before a town, but
#: before a state or capital as well for its government: "demander à Moscou".
GROUND = {
    "fr": ("dans en sur vers près|de près|du autour|de Au Aux À", "à au aux"),
    "es": ("en hacia cerca|de desde", "a al"),
    "de": ("in im bei nahe", "nach aus um auf"),
    "ru": ("в во под около возле близ над через", "на из к до от"),
    "uk": ("в у під біля поблизу над через", "на з із до від"),
    "ar": ("في قرب داخل وسط جنوب شمال شرق غرب شرقي غربي جنوبي شمالي", "إلى من على نحو"),
}
#: What may stand between such a word and the name, or a name and the next of its list.
ARTICLES = r"(?:(?:la|le|les|los|las|el|der|den|dem|the)\s|l['’])?"
AND = r"(?:,\s(?:(?:et|y|und|и|та|й)\s)?|\s(?:et|y|und|и|та|й)\s)"
#: Behind a name, who is told of as saying something: "в Москве заявили".
SAID = re.compile(r"\s(?:hieß es|\w{1,20}(?:ли|лося|лось|ют|ят|ють|ять)|считают|вважають)\b")
