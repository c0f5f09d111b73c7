"""Texts in other languages: names in their script, roles where a preposition tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools

#: Sentences written for geomap: language, text, and the names with the entry they must reach.
SENTENCES = [
    ("ar", "قصفت الطائرات مدينة إدلب فجر الثلاثاء.", {"إدلب": "Idlib"}),
    ("ar", "اندلعت اشتباكات قرب بلدة سراقب.", {"سراقب": "Saraqib"}),
    ("ar", "عاد النازحون إلى معرة النعمان.", {"معرة النعمان": "Maarat al-Numan"}),
    ("ru", "Ночью взрывы прогремели в Харькове.", {"Харькове": "Kharkiv"}),
    ("ru", "Колонна прошла через Мариуполь.", {"Мариуполь": "Mariupol"}),
    ("uk", "Рятувальники працюють у Дніпрі.", {"Дніпрі": "Dnipro"}),
    ("uk", "Уранці обстріляно село Роботине.", {"Роботине": "Robotyne"}),
    ("tr", "Halep'te çatışmalar sürüyor.", {"Halep": "Aleppo"}),
    ("tr", "Şam'da bir patlama oldu.", {"Şam": "Damascus"}),
    ("fr", "Des frappes ont visé Alep mardi.", {"Alep": "Aleppo"}),
    ("fr", "Les habitants ont fui vers Damas.", {"Damas": "Damascus"}),
    ("es", "Cientos de familias huyeron de Damasco.", {"Damasco": "Damascus"}),
    ("es", "Los combates siguen cerca de Járkov.", {"Járkov": "Kharkiv"}),
    ("de", "Luftangriffe trafen die Provinz Idlib.", {"Idlib": "Idlib"}),
    ("de", "In Charkiw gab es am Morgen Explosionen.", {"Charkiw": "Kharkiv"}),
    ("de", "Im Gazastreifen fehlt es an Wasser.", {"Gazastreifen": "Gaza Strip"}),
    ("ru", "Переговоры прошли в Москве.", {"Москве": "Moscow"}),
    ("ru", "Дрон упал в Сумской области.", {"Сумской области": "Sumy"}),
    ("uk", "Дощ пройшов через Житомирську область.", {"Житомирську область": "Zhytomyr"}),
    ("fr", "Le marché de Djibo, au Burkina Faso, a rouvert.",
     {"Djibo": "Djibo", "Burkina Faso": "Burkina Faso"}),
    ("es", "Llovió en Tumaco, en el departamento de Nariño.",
     {"Tumaco": "Tumaco", "Nariño": "Nariño"}),
    ("ar", "وصل الوفد إلى دمشق وحلب وحمص.", {"دمشق": "Damascus", "حلب": "Aleppo", "حمص": "Homs"}),
    ("ar", "هجوم بدير الزور.", {"دير الزور": "Deir ez-Zor"}),
    ("ar", "وصل الرئيس فلاديمير بوتين إلى حلب.", {"حلب": "Aleppo"}),
    ("ar", "وقع انفجار في مدينة فلاديمير.", {"فلاديمير": "Vladimir"}),
    ("ar", "غادر النازحون لتركيا.", {"تركيا": "Turkey"}),
    ("ru", "Жители Изюма и Балаклеи без воды.", {"Изюма": "Izium", "Балаклеи": "Balakliia"}),
    ("ru", "Бои идут под Бахмутом и Авдеевкой.", {"Бахмутом": "Bakhmut", "Авдеевкой": "Avdiivka"}),
    ("ru", "В Египте и США ждут ответа.", {"Египте": "Egypt", "США": "United States"}),
    ("uk", "Пожежа в Часовому Яру згасла.", {"Часовому Яру": "Chasiv Yar"}),
    ("tr", "Şam'dan Humus'a giden yol kapandı.", {"Şam": "Damascus", "Humus": "Homs"}),
    ("de", "Die Vereinigten Staaten und Frankreich berieten.",
     {"Vereinigten Staaten": "United States", "Frankreich": "France"}),
    ("de", "Auf der Krim fielen Schüsse.", {"Krim": "Crimean Peninsula"}),
    ("fr", "Il est né au Caire.", {"Caire": "Cairo"}),
    ("ru", "Колонна вернулась из Турции и Нигерии.", {"Турции": "Turkey", "Нигерии": "Nigeria"}),
    ("ru", "Владимир Петров вернулся из Тегерана.", {"Тегерана": "Tehran"}),
    ("uk", "Потяг до Кривого Рогу зупинили.", {"Кривого Рогу": "Kryvyi Rih"}),
    ("uk", "Володимир Зеленський прибув до Варшави.", {"Варшави": "Warsaw"}),
    ("ar", "دمر القصف منازل في حلب بعد معركة طويلة.", {"حلب": "Aleppo"}),
    ("ar", "غرقت سفينة في البحر الأحمر.", {"البحر الأحمر": "Red Sea"}),
    ("tr", "Han Yunus'a yardım ulaştı.", {"Han Yunus": "Khan Younis"}),
    ("tr", "Dışişleri Bakanı Moskova'da görüştü.", {"Moskova": "Moscow"}),
    ("de", "Bei Chan Junis fielen Schüsse.", {"Chan Junis": "Khan Younis"}),
    ("fr", "Paris et Washington ont réagi.", {"Paris": "Paris", "Washington": "Washington"}),
    ("fr", "Jean-Paul Gao est arrivé à Dakar.", {"Dakar": "Dakar"}),
    ("fr", "Des villageois de Bamako, de Gao, de Kidal et de Douentza ont fui.",
     {"Bamako": "Bamako", "Gao": "Gao", "Kidal": "Kidal", "Douentza": "Douentza"}),
    ("de", "Im Norden Nigerias brannte ein Dorf.", {"Nigeria": "Nigeria"}),
    ("fr", "Des pirogues ont coulé sur le lac Tchad.", {"lac Tchad": "Lake Chad"}),
    ("fr", "Le Tchad a fermé ses frontières.", {"Tchad": "Chad"}),
    ("fr", "Au Mali, le calme revient. Au Niger aussi.", {"Mali": "Mali", "Niger": "Niger"}),
    ("de", "Der Sudan schloss in Gaza-Stadt sein Büro.", {"Sudan": "Sudan", "Gaza": "Gaza City"}),
    ("fr", "Le marché de Nyala a brûlé, selon France 24.", {"Nyala": "Nyala"}),
    ("ru", "Под Часовым Яром тихо.", {"Часовым Яром": "Chasiv Yar"}),
    ("uk", "У Білій Церкві відкрили школу.", {"Білій Церкві": "Bila Tserkva"}),
    ("uk", "У білій церкві співали, чули в Одесі.", {"Одесі": "Odesa"}),
    ("fr", "Les camps du Darfour-Nord sont pleins.", {"Darfour-Nord": "North Darfur"}),
    ("fr", "Le Darfour est en feu, le nord aussi.", {"Darfour": "Darfur"}),
    ("fr", "Des villages des régions du Bounkani et du Tchologo en Côte d'Ivoire.",
     {"Bounkani": "Bounkani", "Tchologo": "Tchologo", "Côte d'Ivoire": "Côte d'Ivoire"}),
    ("fr", "La région du Gao et Monsieur Djibo.", {"Gao": "Gao"}),
    ("de", "In Snihuriwka und Cherson, sagt die Ukraine, war es ruhig.",
     {"Snihuriwka": "Snihurivka", "Cherson": "Kherson", "Ukraine": "Ukraine"}),
    ("de", "Der Wachmann in Damaskus schlief.", {"Damaskus": "Damascus"}),
    ("ar", "أغلقت أسواق المدينة في نيالا.", {"نيالا": "Nyala"}),
    ("ar", "في السودان عاد الهدوء إلى ولاية الجزيرة من جديد.",
     {"السودان": "Sudan", "الجزيرة": "Gezira"}),
    ("ru", "В Белгородской области горит Шебекино. Киевский врач уехал.",
     {"Белгородской области": "Belgorod", "Шебекино": "Shebekino"}),
    ("es", "En Puerto Príncipe y Kenscoff, en Haití, llueve.",
     {"Puerto Príncipe": "Port-au-Prince", "Kenscoff": "Kenscoff", "Haití": "Haiti"}),
    ("es", "El Fasher sigue sin agua.", {"El Fasher": "El Fasher"}),
    ("es", "Victoria Salazar vive en Bogotá.", {"Bogotá": "Bogotá"}),
    ("es", "Llegaron a EE.UU. desde Londres.", {"EE.UU.": "United States", "Londres": "London"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_names_are_found_and_placed(
    language: str, text: str, expected: dict[str, str], tools: Tools
) -> None:
    """Exactly the names are found, each at its place, and nobody is taken for a government."""
    article = Article(id="a", text=text, language=language)
    mentions = annotate_article(article, tools).mentions

    assert expected == {m.text: m.place.name if m.place else "" for m in mentions}
    assert {"unknown", "literal"} >= {m.role for m in mentions}


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        ("fr", "Des tirs à Djibo, au Burkina Faso.", ["literal", "unknown"]),
        ("fr", "Il a demandé à Moscou de partir.", ["unknown"]),
        ("fr", "Deux morts en Syrie, dit Damas.", ["literal", "unknown"]),
        ("es", "Hubo tiros en Cali, Medellín y Barranquilla.", ["literal"] * 3),
        ("fr", "En Ukraine, Moscou avance vers Pokrovsk.", ["literal", "unknown", "literal"]),
        ("es", "Bogotá y Caracas callan.", ["unknown", "unknown"]),
        ("de", "Bei Charkiw und Odessa fielen Schüsse.", ["literal", "literal"]),
        ("de", "In Moskau hieß es, Kiew schweige.", ["unknown", "unknown"]),
        ("ru", "Взрыв в Харькове и Одессе.", ["literal", "literal"]),
        ("ru", "В Москве заявили, что Киев молчит.", ["unknown", "unknown"]),
        ("uk", "У Харкові тихо.", ["literal"]),
        ("uk", "Москва погрожує.", ["unknown"]),
        ("tr", "Şam'da bir patlama oldu.", ["literal"]),
        ("tr", "Moskova'dan sert yanıt geldi.", ["unknown"]),
        ("ar", "انفجار في دمشق.", ["literal"]),
        ("ar", "أدانت دمشق الهجوم.", ["unknown"]),
    ],
)
def test_a_preposition_tells_ground(
    language: str, text: str, roles: list[str], tools: Tools
) -> None:
    """What leads to ground alone makes a name literal, with its list; all else is left open."""
    article = Article(id="a", text=text, language=language)

    assert roles == [m.role for m in annotate_article(article, tools).mentions]


def test_a_word_is_no_town_without_its_ending(tools: Tools) -> None:
    """What is also a word of Turkish is left alone where no apostrophe makes a name of it."""
    article = Article(id="a", text="Humus ve ekmek yediler.", language="tr")

    assert () == annotate_article(article, tools).mentions


def test_a_small_town_needs_a_reason(tools: Tools) -> None:
    """A name that few know is left alone where no country stands behind it."""
    article = Article(id="a", text="Monsieur Djibo a rouvert, dit-on.", language="fr")

    assert () == annotate_article(article, tools).mentions


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Es gab Gefechte in der Provinz Idlib.", "admin1"),
        ("de", "In Gaza-Stadt gab es Gefechte.", "city"),
        ("es", "Hubo combates en el estado Zulia.", "admin1"),
        ("fr", "Des combats ont eu lieu dans le territoire de Rutshuru.", "admin2"),
    ],
)
def test_type_words_ask_for_a_kind(language: str, text: str, kind: str, tools: Tools) -> None:
    """A word for a kind of place beside or glued to the name is kept as the kind asked for."""
    (mention,) = annotate_article(Article(id="a", text=text, language=language), tools).mentions

    assert kind == mention.kind_hint
