"""Plans of every size and shape, to judge layout by: from 8 to 60 pages, with everything that a plan can have, and with
holes. The same plans every time.

usage: plans.py FOLDER   (writes FOLDER/NAME/plan.ron and delmaal-N.ron, and prints each folder)"""

import pathlib
import random
import sys

WORDS = {
    "nn": {
        "who": [
            "Kommunane", "Styringsgruppa", "Fylkeskommunen", "Prosjektleiaren", "Vest-Telemarkrådet", "Husbanken",
            "Distriktssenteret", "Statsforvaltaren", "Næringshagen", "NAV-kontora i regionen", "Ungdomsrådet",
            "Kommunedirektørutvalet", "Kommunehelse- og omsorgstenesta", "Dei vidaregåande skulane",
        ],
        "does": [
            "skal kartleggje", "vil leggje til rette for", "har ansvar for å koordinere", "går saman om å utvikle",
            "skal i løpet av året prøve ut", "ønskjer å styrkje", "bidreg med rettleiing i arbeidet med",
            "skal greie ut", "har funne at det er stort behov for", "tek initiativ til", "følgjer opp",
        ],
        "what": [
            "eit felles rammeverk for innsiktsarbeid", "bustadpreferansar hjå unge vaksne og barnefamiliar",
            "sentrumsnære tomter og næringsbygg som kan få ny bruk", "rekruttering til helse- og oppvekstsektoren",
            "kompetanseløp for flyktningar og arbeidsinnvandrarar", "bulyst", "ei ordning med fagutviklingsstillingar",
            "nettverks- og klyngesamarbeid innan bygg og anlegg", "folkehelse- og levekårsarbeidet", "tilflytting",
            "samferdsle- og breibandsutbygginga", "kunnskapsgrunnlaget for kommunesamfunnsplanarbeidet",
            "ei interkommunal bustadutviklingskoordinatorstilling", "opplæringskontorordninga", "ein tilflyttarkontakt",
            "tverrsektorielle møteplassar for skule-, nærings- og arbeidsliv", "omstillings- og nyskapingsarbeidet",
        ],
        "how": [
            "på tvers av kommunegrensene", "i tråd med avtala", "innan utgangen av året",
            "med rom for lokal tilpassing", "saman med lokalt næringsliv og frivillige lag",
            "med atterhald om løyvingar i budsjettet", "i Vest-Telemark",
            "slik at kvar kommune får eigarskap til eige datagrunnlag", "", "", "gjennom heile avtaleperioden",
            "og rapporterer til styringsgruppa to gonger i året", "i samarbeid med Sjukehuset Telemark HF og USN",
        ],
        "fixed": [
            "Arbeidet byggjer på erfaringar frå den førre perioden.", "Det er sett av midlar til dette i to år.",
            "Mange stiller spørsmål ved kvifor det er så få bustader til leige når så mange hus står tomme.",
            "Tiltaket er knytt til regional planstrategi og til programkategori 13.50.", "Målet er varig endring.",
            "Tal frå SSB syner at folketalet har gått ned med 4,2 % på ti år, medan talet på pendlarar har auka.",
        ],
        "bolk": [
            "Utfordring", "Skildring av tiltaket", "Første steg", "Kven bidreg – og korleis?", "Vidare planlegging",
            "Mål med innsiktsarbeidet",
            "Korleis vi vil måle om folketals- og sysselsetjingsutviklinga i Vest-Telemark-kommunane har snudd når "
            "avtaleperioden er over",
        ],
        "delmål": [
            "Bulyst", "Fleire eigna bustader i Vest-Telemark", "Meir kompetanse innan helse og oppvekst",
            "Korleis få fleire arbeidsplassar i privat sektor i ein region med lange avstandar?",
            "Betre samferdsle-, breibands- og beredskapsløysingar for innbyggjarar, hyttefolk og næringsliv i alle "
            "dei seks kommunane",
            "Ungdom som blir – og som kjem att",
        ],
        "tiltak": [
            "«Kompetansesirkel»", "Grøn region Vest-Telemark", "Fagutviklingsstillingar", "Tilflyttarkontakt",
            "Samarbeid om innsiktsarbeid og kartlegging for bustadstrategi", "Vandrande bygdevekstseminar",
            "Synleggjering av karrieremoglegheiter i helse- og oppvekstsektoren", "Pilot: «Gøtt nøkk»",
            "Verkemiddelapparatet – synleggjere moglegheitene for små og mellomstore bedrifter som vil vekse, byte "
            "eigar eller etablere seg i fleire av kommunane samstundes",
            "Breiband til dei siste husa i grendene",
            "Utvikle tilpassa kompetanseløp for flyktningar, arbeidsinnvandrarar og ungdom utan fullført opplæring",
        ],
        "section": {
            "intro": "Introduksjon",
            "frame": "Rammer for handlingsplanen",
            "goals": "Handlingsplan per delmål",
            "organ": "Organisering",
            "meet": "Lokal og regional forankring",
            "money": "Finansiering",
            "done": "Handlingsplanen er godkjent av",
            "risk": "Risiko, usikkerheit og avhengnader mellom tiltaka i dei ulike delmåla, og korleis partane skal "
            "følgje dei opp",
        },
        "chapters": {"Oversyn": "Planen på éi side", "Ansvar": "Kven gjer kva", "Forkortingar": "Forkortingar"},
        "part": "Kva partane er samde om",
        "over": "Prioriteringar i planåret",
        "later": "Mogleg ved neste rullering",
        "agreement": "Bygdevekstavtale for",
        "follow": "oppfølging av",
        "draft": "Utkast etter møte i styringsgruppa",
        "reject": "Styringsgruppa rår til at handlingsplanen blir vedteken.",
        "chart": "Organisering av arbeidet",
        "groups": [
            "Styringsgruppe", "Prosjektleiar", "Arbeidsgruppe for bustader", "Referansegruppe", "Ungdomsråd",
            "Nærings- og utviklingsutval", "Kommunedirektørmøtet", "Landbruksgruppa", "Kompetanseforum",
            "Fagnettverk for helse- og omsorgstenester",
        ],
        "place": "kommune",
        "county": "fylkeskommune",
        "bodies": ["formannskap", "kommunestyre"],
        "council": ["utval for oppvekst", "utval for plan og miljø", "eldreråd"],
        "assembly": ["fylkesutval", "fylkesting"],
    },
    "nb": {
        "who": [
            "Kommunene", "Styringsgruppen", "Fylkeskommunen", "Prosjektlederen", "Statsforvalteren", "Husbanken",
            "Nord-Gudbrandsdalsrådet", "Næringshagen", "NAV-kontorene i regionen", "Ungdomsrådet",
            "Kommunedirektørutvalget",
        ],
        "does": [
            "skal kartlegge", "vil legge til rette for", "har ansvar for å koordinere", "går sammen om å utvikle",
            "skal i løpet av året prøve ut", "ønsker å styrke", "bidrar med veiledning i arbeidet med", "skal utrede",
        ],
        "what": [
            "et felles rammeverk for innsiktsarbeid", "boligpreferanser hos unge voksne og barnefamilier", "bolyst",
            "sentrumsnære tomter og næringsbygg som kan få ny bruk", "rekruttering til helse- og oppvekstsektoren",
            "kompetanseløp for flyktninger og arbeidsinnvandrere", "en ordning med fagutviklingsstillinger",
            "nettverks- og klyngesamarbeid innen bygg og anlegg", "folkehelse- og levekårsarbeidet", "tilflytting",
            "kunnskapsgrunnlaget for kommuneplanarbeidet", "en interkommunal boligutviklingskoordinatorstilling",
        ],
        "how": [
            "på tvers av kommunegrensene", "i tråd med avtalen", "innen utgangen av året",
            "med rom for lokal tilpasning", "sammen med lokalt næringsliv og frivillige lag", "", "",
            "gjennom hele avtaleperioden", "slik at hver kommune får eierskap til eget datagrunnlag",
            "og rapporterer til styringsgruppen to ganger i året",
        ],
        "fixed": [
            "Arbeidet bygger på erfaringer fra den forrige perioden.", "Det er satt av midler til dette i to år.",
            "Mange stiller spørsmål ved hvorfor det er så få boliger til leie når så mange hus står tomme.",
            "Tall fra SSB viser at folketallet har gått ned med 4,2 % på ti år, mens antallet pendlere har økt.",
        ],
        "bolk": [
            "Utfordring", "Beskrivelse av tiltaket", "Første steg", "Hvem bidrar – og hvordan?", "Videre planlegging",
            "Hvordan vi vil måle om folketalls- og sysselsettingsutviklingen i kommunene har snudd når "
            "avtaleperioden er over",
        ],
        "delmål": [
            "Bolyst", "Flere egnede boliger i regionen", "Mer kompetanse innen helse og oppvekst",
            "Hvordan få flere arbeidsplasser i privat sektor i en region med lange avstander?",
            "Bedre samferdsels-, bredbånds- og beredskapsløsninger for innbyggere, hyttefolk og næringsliv i alle "
            "de seks kommunene",
            "Ungdom som blir – og som kommer tilbake",
        ],
        "tiltak": [
            "«Kompetansesirkel»", "Grønn region", "Fagutviklingsstillinger", "Tilflytterkontakt",
            "Samarbeid om innsiktsarbeid og kartlegging for boligstrategi", "Bredbånd til de siste husene i grendene",
            "Synliggjøring av karrieremuligheter i helse- og oppvekstsektoren",
            "Virkemiddelapparatet – synliggjøre mulighetene for små og mellomstore bedrifter som vil vokse, bytte "
            "eier eller etablere seg i flere av kommunene samtidig",
        ],
        "section": {
            "intro": "Introduksjon",
            "frame": "Rammer for handlingsplanen",
            "goals": "Handlingsplan per delmål",
            "organ": "Organisering",
            "meet": "Lokal og regional forankring",
            "money": "Finansiering",
            "done": "Handlingsplanen er godkjent av",
            "risk": "Risiko, usikkerhet og avhengigheter mellom tiltakene i de ulike delmålene, og hvordan partene "
            "skal følge dem opp",
        },
        "chapters": {"Oversyn": "Planen på én side", "Ansvar": "Hvem gjør hva", "Forkortingar": "Forkortelser"},
        "part": "Hva partene er enige om",
        "over": "Prioriteringer i planåret",
        "later": "Mulig ved neste rullering",
        "agreement": "Bygdevekstavtale for",
        "follow": "oppfølging av",
        "draft": "Utkast etter møte i styringsgruppen",
        "reject": "Styringsgruppen anbefaler at handlingsplanen blir vedtatt.",
        "chart": "Organisering av arbeidet",
        "groups": [
            "Styringsgruppe", "Prosjektleder", "Arbeidsgruppe for boliger", "Referansegruppe", "Ungdomsråd",
            "Nærings- og utviklingsutvalg", "Kommunedirektørmøtet", "Landbruksgruppen", "Kompetanseforum",
        ],
        "place": "kommune",
        "county": "fylkeskommune",
        "bodies": ["formannskap", "kommunestyre"],
        "council": ["utvalg for oppvekst", "utvalg for plan og miljø"],
        "assembly": ["fylkesutvalg", "fylkesting"],
    },
}

PLACES = [
    "Fyresdal", "Kviteseid", "Nissedal", "Seljord", "Tokke", "Vinje", "Hjartdal", "Bykle", "Valle", "Bygland", "Åseral",
    "Midt-Telemark", "Drangedal", "Åmli",
]
OTHERS = [
    "Kommunal- og distriktsdepartementet", "Statsforvaltaren i Vestfold og Telemark", "Husbanken", "Distriktssenteret",
    "Riksantikvaren", "Innovasjon Norge", "NAV Vest-Telemark", "IMDi", "Vest-Telemarkrådet", "NHO", "KS", "USN",
    "Vest-Telemark næringsforum", "Fortidsminneforeningen", "Sjukehuset Telemark HF", "Telemark næringshage",
]

# Every shape is this with some of it changed. Numbers of a pair are drawn from between them.
USUAL = dict(
    språk="nn",
    delmål=[4, 4, 3],  # the number of tiltak of each
    bolkar=(2, 4),  # of each tiltak
    avsnitt=(1, 2),  # of each text
    setningar=(2, 5),  # of each paragraph
    lister=0.4,  # how likely a text has a list
    titlar=None,  # or "short" or "long"
    logg=6,
    partar=6,
    andre=10,  # parties that are no municipality
    celler=(1, 4),  # parties in a cell
    organ=2,
    boksar=11,
    nivå=3,  # boxes under each box
    postar=8,
    år=4,
    beløp=(50_000, 900_000),
    rullering=False,
    rekkje=("intro", "frame", "goals", "organ", "meet", "money", "done"),
    sider=True,  # the pages for those who decide, and what they are made of
    utan=(),  # what it has not
    eigne=(),  # what it alone has
)
ALT = ("risk", "intro", "organ", "money", "frame", "meet", "done", "goals")
SHAPES = {
    "minst": dict(delmål=[1], logg=1, partar=2, postar=1, år=2, boksar=4, bolkar=(1, 1), andre=3),
    "liten": dict(delmål=[2, 2], logg=3, partar=3, postar=3, år=2, boksar=5, bolkar=(1, 2), setningar=(1, 3)),
    "liten-bokmaal": dict(språk="nb", delmål=[3, 1], logg=5, partar=4, postar=4, boksar=7, eigne=("merknad",)),
    "vanleg": dict(),
    "vanleg-bokmaal": dict(språk="nb", delmål=[5, 4, 3], logg=8, rullering=True),
    "vanleg-utan-meir": dict(
        sider=False,
        utan=("innleiing", "hovudmål", "etter_tabell", "oversyn", "ingress", "undertittel", "framlegg"),
    ),
    "vanleg-med-alt": dict(
        delmål=[4, 4, 4], lister=1.0, eigne=("merknad", "mellomtitlar"), rullering=True, logg=8, boksar=18,
    ),
    "hol": dict(utan=("finansiering", "kart", "handsaming", "hovudmål", "bolkar"), logg=3),
    "hol-bokmaal": dict(språk="nb", delmål=[3, 6], utan=("finansiering", "hovudmål", "innleiing", "vekt"), logg=9),
    "lang-logg": dict(logg=12, delmål=[3, 3], eigne=("lange-loggceller",)),
    "svært-lang-logg": dict(logg=25, delmål=[2, 3], eigne=("lange-loggceller", "merknad"), utan=("undertittel",)),
    "logg-paa-ni": dict(logg=9, delmål=[4], eigne=("lange-loggceller",), partar=9),
    "mange-organ": dict(organ=5, partar=14, delmål=[3, 2], rekkje=ALT),
    "mange-partar": dict(partar=12, andre=16, celler=(5, 16), delmål=[6, 6]),
    "lange-tabellar": dict(delmål=[12, 12], bolkar=(0, 1), setningar=(1, 2), titlar="long", celler=(1, 12)),
    "laage-rader": dict(
        delmål=[12, 11, 10], bolkar=(1, 1), titlar="short", celler=(1, 1), setningar=(1, 2), lister=0.0,
    ),
    "seks-delmaal": dict(delmål=[2, 1, 3, 2, 1, 2], postar=14, logg=5),
    "lange-titlar": dict(titlar="long", delmål=[5, 5, 5], eigne=("mellomtitlar",), rekkje=ALT),
    "korte-titlar": dict(titlar="short", delmål=[6, 6, 4], setningar=(3, 7), postar=20),
    "berre-lister": dict(lister=1.0, delmål=[4, 5], avsnitt=(0, 1), bolkar=(3, 5)),
    "lange-avsnitt": dict(setningar=(6, 14), avsnitt=(2, 4), lister=0.1, delmål=[3, 3, 3]),
    "mange-bolkar": dict(bolkar=(7, 12), avsnitt=(1, 1), setningar=(1, 2), delmål=[3, 4]),
    "kart-stort": dict(boksar=35, nivå=4, delmål=[3, 3]),
    "kart-breitt": dict(boksar=24, nivå=9, delmål=[2, 2], språk="nb", rekkje=ALT),
    "kart-liggjande": dict(boksar=40, nivå=4, delmål=[2, 3], eigne=("lange-boksar",)),
    "høge-rader": dict(delmål=[6, 4], eigne=("høge-rader",), logg=5, postar=18),
    "kart-høgt": dict(boksar=16, nivå=1, delmål=[3], logg=5),
    "pengar-breie": dict(postar=24, år=8, beløp=(11_000_000, 480_000_000), delmål=[4, 4], rekkje=ALT),
    "pengar-lange": dict(postar=60, år=4, delmål=[6, 6, 6, 6], bolkar=(1, 2)),
    "pengar-lange-breie": dict(postar=45, år=8, beløp=(1_000_000, 99_000_000), delmål=[5, 4, 5], språk="nb", logg=8),
    "adresser": dict(eigne=("adresser",), delmål=[5, 5, 4], lister=0.7, avsnitt=(1, 3)),
    "stor": dict(delmål=[8, 7, 9, 6], logg=8, postar=30, boksar=18, rullering=True, lister=0.5),
    "stor-bokmaal": dict(språk="nb", delmål=[9, 8, 7, 6], logg=5, postar=40, boksar=22, titlar="long"),
    "størst": dict(
        delmål=[12, 9, 7, 6, 5, 4], bolkar=(1, 3), setningar=(1, 4), logg=12, postar=60, år=6, boksar=30,
        rullering=True,
    ),
    "størst-lister": dict(delmål=[6, 5, 6, 5], bolkar=(3, 4), lister=0.8, logg=6, postar=12, partar=10, organ=3),
}


def text(value):
    return '"' + value.replace('"', "»") + '"'


def prose(value):
    return f'r#"\n{value}\n"#'


def items(values):
    return f"[{', '.join(values)}]"


def fields(*values):
    return f"({', '.join(values)})"


def years(start, end):
    return f"(frå: {start}, til: {end})"


class Writer:
    """One plan being written."""

    def __init__(self, name, seed):
        self.name, self.draw = name, random.Random(seed)
        self.shape = {**USUAL, **SHAPES[name]}
        self.words = WORDS[self.shape["språk"]]
        municipalities = [f"{place} {self.words['place']}" for place in PLACES[: self.shape["partar"]]]
        self.parties = [(f"part-{n}", namn) for n, namn in enumerate(municipalities, 1)]
        self.county = ("fylket", f"Telemark {self.words['county']}")
        self.others = [(f"andre-{n}", namn) for n, namn in enumerate(OTHERS[: self.shape["andre"]], 1)]
        counts = enumerate(self.shape["delmål"], 1)
        self.measures = [f"tiltak-{delmål}-{n}" for delmål, count in counts for n in range(1, count + 1)]

    def one(self, key):
        return self.draw.choice(self.words[key])

    def number(self, key):
        return self.draw.randint(*self.shape[key])

    def has(self, part):
        return part not in self.shape["utan"]

    def title(self, key, index):
        titles = sorted(self.words[key], key=len)
        if self.shape["titlar"]:
            half = len(titles) // 2
            titles = titles[:half] if self.shape["titlar"] == "short" else titles[half:]
            return titles[index % len(titles)]
        return self.words[key][index % len(titles)]

    def sentence(self):
        if self.draw.random() < 0.12:
            return self.one("fixed")
        what = self.one("what")
        if self.draw.random() < 0.06:
            what = self.draw.choice([f"**{what}**", f"*{what}*", f"[{what}](https://example.org/{len(what)})"])
        if self.draw.random() < 0.25:
            what += f" og {self.one('what')}"
        return " ".join(filter(None, [self.one("who"), self.one("does"), what, self.one("how")])) + "."

    def sentences(self, count):
        return " ".join(self.sentence() for _ in range(count))

    def paragraph(self):
        words = self.sentences(self.number("setningar"))
        if "adresser" in self.shape["eigne"] and self.draw.random() < 0.6:
            # Neither file breaks an address; where it begins is another place every time.
            path = "/".join(self.draw.choice(["tema", "kommuner-og-regioner", "a", "dokument", "2026"]) for _ in range(3))
            words += f" Sjå https://www.example.org/{path}/ eller https://example.org/{len(words)} om det."
        return words

    def list(self):
        """A list of one of the kinds there are."""
        kind = self.draw.choice(["short", "long", "numbered", "from", "nested", "deep", "paragraphs"])

        def what():
            words = self.one("what")
            return words[0].upper() + words[1:]

        several = range(self.draw.randint(2, 6))
        if kind == "short":
            return "\n".join(f"- {what()}" for _ in several)
        if kind == "long":
            return "\n".join(f"- {self.sentences(self.draw.randint(1, 3))}" for _ in several)
        if kind in ("numbered", "from"):
            first = 1 if kind == "numbered" else 4
            return "\n".join(f"{first + n}. {self.sentences(self.draw.randint(1, 2))}" for n in several)
        if kind == "nested":
            return "\n".join(f"- {self.sentence()}\n  - {what()}\n  - {self.sentences(2)}" for _ in several)
        if kind == "deep":
            inner = lambda: f"   - {what()}\n     1. {self.sentence()}\n     2. {what()}\n   - {what()}"
            item = lambda n: f"{n + 1}. {self.sentence()}\n{inner()}"
            return "\n".join(item(n) for n in range(2))
        return "\n\n".join(f"- {self.sentence()}\n\n  {self.sentences(self.draw.randint(1, 3))}" for _ in several[:3])

    def prose(self):
        parts = [self.paragraph() for _ in range(self.number("avsnitt"))]
        if self.draw.random() < self.shape["lister"]:
            parts += [self.sentence()[:-1] + ":", self.list()]
            if "adresser" in self.shape["eigne"]:
                # A list right after another.
                parts += ["Og så:", "1. " + self.sentence() + "\n2. " + self.sentence(), "- " + self.sentence()]
            if self.draw.random() < 0.4:
                parts += [self.paragraph()]
        return prose("\n\n".join(parts or [self.paragraph()]))

    def cell(self):
        ids = [party for party, _ in [*self.parties, self.county, *self.others]]
        chosen = self.draw.sample(ids, min(len(ids), self.number("celler")))
        if "høge-rader" in self.shape["eigne"] and self.draw.random() < 0.2:
            return fields("partar: []", f"ordlyd: {text(' '.join(self.words['fixed'] * self.draw.randint(1, 4)))}")
        more = ', tillegg: "m.fl."' if self.draw.random() < 0.1 else ""
        return f"(partar: [{', '.join(map(text, chosen))}]{more})"

    def measure(self, delmål, nummer):
        draw, shape = self.draw, self.shape
        start = draw.choice([2026, 2026, 2026, 2027])
        when = f"År{years(start, draw.choice([start, 2029]))}"
        if draw.random() < 0.15:
            when = f"Seinare({text(self.words['later'])})"
        own = [
            f"id: {text(f'tiltak-{delmål}-{nummer}')}", f"nummer: {nummer}",
            f"tittel: {text(self.title('tiltak', delmål * 5 + nummer))}", f"hovudansvarleg: {self.cell()}",
            f"samarbeidspartar: {self.cell()}", f"tidsramme: {when}",
        ]
        if shape["rullering"]:
            together = f"Ny(saman_med: {items([text(self.measures[0])])})"
            account = draw.choice([f"Endra({prose(self.sentences(2))})", "Ny()", "Vidareført", together])
            own.append(f"rullering: {account}")
        if shape["sider"] and draw.random() < 0.4:
            state = draw.choice(["IkkjeStarta", "IGang", "Forseinka", "Stansa", "Fullført"])
            more = f", tekst: {text(self.sentence().replace('*', '').split('[')[0])}" if draw.random() < 0.5 else ""
            own.append(f'framdrift: (status: {state}, dato: "2023-10-15"{more})')
        if shape["sider"] and draw.random() < 0.3:
            own.append(f"indikatorar: {items(map(self.indicator, range(draw.randint(1, 3))))}")
        if self.has("ingress") and draw.random() < 0.3:
            own.append(f"ingress: {prose(self.sentence())}")
        if self.has("bolkar"):
            heads = self.words["bolk"]
            bolk = lambda n: fields(f"overskrift: {text(heads[n % len(heads)])}", f"tekst: {self.prose()}")
            own.append(f"bolkar: {items(map(bolk, range(self.number('bolkar'))))}")
        return fields(*own)

    def indicator(self, n):
        value = lambda year: f"(verdi: {self.draw.choice([0, 7, 12.5, 1200, 0.25, 250000])}, år: {year})"
        own = [f"namn: {text(self.one('what') + f' {n}')}", f"utgangspunkt: {value(2022)}", f"mål: {value(2029)}"]
        if self.draw.random() < 0.5:
            own.append(f"siste: {value(2023)}")
        if self.draw.random() < 0.4:
            own.append(f"eining: {text(self.draw.choice(['%', 'kr', 'årsverk']))}")
        return fields(*own)

    def delmål(self, nummer, count):
        share = 100 // len(self.shape["delmål"])
        own = [f"nummer: {nummer}", f"tittel: {text(self.title('delmål', nummer))}"]
        if self.has("vekt"):
            own.append(f"vekt: {100 - share * (len(self.shape['delmål']) - 1) if nummer == 1 else share}")
        if self.has("innleiing") and nummer % 4:
            own.append(f"innleiing: {self.prose()}")
        if self.has("hovudmål") and nummer % 3:
            own.append(f"hovudmål: {prose(self.sentences(self.draw.randint(1, 3)))}")
        if self.has("etter_tabell") and nummer % 2:
            own.append(f"etter_tabell: {self.prose()}")
        measures = (self.measure(nummer, number) for number in range(1, count + 1))
        return fields(*own, f"tiltak: {items(measures)}")

    def log(self):
        for number in range(1, self.shape["logg"] + 1):
            status = f"{self.words['draft']} {number}. mars"
            if "lange-loggceller" in self.shape["eigne"] and number % 3 == 0:
                status = " ".join(self.words["fixed"][:2])
            month = f"{2024 + number // 12}-{1 + number % 12:02}"
            yield fields(
                f"versjon: {text(f'{number}.0')}",
                f"namn: {text(self.words['draft'].split()[0])}",
                f"dato: {text(month if number == 1 else f'{month}-15')}",
                f"status: {text(status)}",
                f"endra_av: {text(self.draw.choice(['KDD', 'Piloten', 'Prosjektleiar i Vest-Telemarkrådet']))}",
            )

    def chart(self):
        names, across = self.words["groups"], self.shape["nivå"]

        def node(n):
            again = f" {n}" if n >= len(names) else ""
            name = names[n % len(names)] + again
            if "lange-boksar" in self.shape["eigne"] and n % 2:
                name += " for kunnskapsutvikling og samfunnsplanlegging på tvers"
            own = [f"id: {text(f'n{n}')}", f"namn: {text(name)}"]
            if n:
                own.append(f"under: {text(f'n{(n - 1) // across}')}")
            if n % 5 == 4:
                own.append("relasjon: Rådgjevande")
            if n % 7 == 3:
                own.append(f"linjer: {items([text(self.words['who'][0])])}")
            return fields(*own)

        return fields(f"tittel: {text(self.words['chart'])}", f"nodar: {items(map(node, range(self.shape['boksar'])))}")

    def handling(self):
        bodies = (self.words["council"] + self.words["bodies"])[-self.shape["organ"] :]
        for index, (party, _) in enumerate([*self.parties, self.county]):
            names = self.words["assembly"] if party == "fylket" else bodies
            planned = lambda n: [f"planlagt: {text(f'2026-{4 + n:02}-{1 + index:02}')}"] if index % 4 != 3 else []
            organ = (fields(f"organ: {text(name)}", *planned(n)) for n, name in enumerate(names))
            yield fields(f"part: {text(party)}", f"organ: {items(organ)}")

    def money(self):
        sources = ["Statleg", "Fylkeskommunal", "Kommunal", "Eigeninnsats", "Anna"]
        purposes = [f"Tiltak({text(name)})" for name in self.measures]
        purposes += [f"Delmål({n})" for n in range(1, len(self.shape["delmål"]) + 1)]
        posts = [(purpose, source) for source in sources for purpose in purposes][: self.shape["postar"]]
        for purpose, source in sorted(posts, key=lambda post: purposes.index(post[0])):
            own = [2026 + n for n in range(self.shape["år"]) if n < 2 or self.draw.random() < 0.8]
            amounts = ", ".join(f"{year}: {self.number('beløp') // 1000 * 1000}" for year in own)
            payer = []
            if self.shape["sider"] and source == "Kommunal":
                payer = [f"part: {text(self.draw.choice(self.parties)[0])}"]
            if self.shape["sider"] and source == "Fylkeskommunal":
                payer = [f"part: {text(self.county[0])}"]
            yield fields(f"formål: {purpose}", f"kjelde: {source}", *payer, f"beløp: {{{amounts}}}")

    def sections(self):
        contents = {
            "goals": fields(f"overskrift: {text(self.words['over'])}", f"oversyn: {str(self.has('oversyn')).lower()}"),
            "organ": "Organisasjonskart",
            "meet": "Møteplan",
            "money": "Finansiering",
            "done": "Godkjenningar",
        }
        contents["goals"] = f"Delmål{contents['goals']}"
        chapters = self.words["chapters"] if self.shape["sider"] else {}
        if chapters:
            yield fields(f"tittel: {text(chapters['Oversyn'])}", "innhald: [Oversyn]")
        for number, key in enumerate(self.shape["rekkje"], 1):
            parts = [f"Tekst({self.prose()})"] if key != "done" else []
            if key in ("intro", "frame", "risk"):
                parts.append(f"Tekst({self.prose()})")
                if "mellomtitlar" in self.shape["eigne"]:
                    parts += [f"Mellomtittel({text(self.words['part'])})", f"Tekst({self.prose()})"]
            if key in contents:
                parts.append(contents[key])
            title = self.words["section"][key]
            yield fields(f"nummer: {number}", f"tittel: {text(title)}", f"innhald: {items(parts)}")
        for kind in list(chapters)[1:]:
            yield fields(f"tittel: {text(chapters[kind])}", f"innhald: [{kind}]")

    def head(self):
        shape, words = self.shape, self.words
        group = self.others[-1][0] if shape["sider"] and shape["andre"] > 8 else None

        def party(own, role):
            more = [f"medlemmer: {items(text(one) for one, _ in self.parties)}"] if own[0] == group else []
            if shape["sider"] and own[1].isupper():
                more.append(f"fullt: {text(own[1] + ' fullt ut')}")
            return fields(f"id: {text(own[0])}", f"namn: {text(own[1])}", f"rolle: {role}", *more)

        roles = [(self.parties, "Kommune"), ([self.county], "Fylkeskommune"), (self.others, "Annan")]
        log = list(self.log())
        own = [
            f"språk: {shape['språk']}",
            f"kortnamn: {text(file_name(self.name))}",
            f"avtale: {text(words['agreement'] + ' Vest-Telemark')}",
            "år: 2026",
            f"periode: {years(2026, 2029)}",
            f"versjon: {text(f'{len(log)}.0')}",
            f"emneord: {items([text(words['place'])])}",
            f"partar: {items(party(own, role) for group, role in roles for own in group)}",
            f"framside: {items(text(own) for own, _ in self.parties)}",
            f"logg: {items(log)}",
            f"seksjonar: {items(self.sections())}",
            f"delmål: {items(text(f'delmaal-{n}.ron') for n in range(1, len(shape['delmål']) + 1))}",
        ]
        if shape["sider"]:
            own.append(f'forkortingar: [(kort: "SSB", fullt: {text(words["who"][0])})]')
        if shape["sider"] and len(log) % 2:
            facts = ", ".join(f"{name}: {text(words['who'][n])}" for n, name in enumerate(["eigar", "kontakt", "erstattar"]))
            own.append(f'kolofon: ({facts}, arkivsak: "26/1")')
        if self.has("undertittel"):
            own.append(f"undertittel: {text(words['follow'])}")
        if "merknad" in shape["eigne"]:
            own.append(f"merknad: {text('Prøve')}")
        if self.has("kart"):
            own.append(f"organisasjonskart: {self.chart()}")
        if self.has("handsaming"):
            own.append(f"handsaming: {items(self.handling())}")
        if self.has("framlegg"):
            proposal = f"{words['reject']}\n\n1. {self.sentence()}\n2. {self.sentence()}"
            own.append(f"framlegg: {prose(proposal)}")
        if self.has("finansiering"):
            own.append(f"finansiering: {fields('eining: Kroner', f'postar: {items(self.money())}')}")
        return fields(*own)

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plan.ron").write_text(self.head(), encoding="utf-8")
        for nummer, count in enumerate(self.shape["delmål"], 1):
            (folder / f"delmaal-{nummer}.ron").write_text(self.delmål(nummer, count), encoding="utf-8")


def file_name(name):
    return name.replace("ø", "o").replace("æ", "ae").replace("å", "aa")


def main(folder):
    for seed, name in enumerate(SHAPES):
        own = pathlib.Path(folder) / file_name(name)
        Writer(name, seed).write(own)
        print(own)


if __name__ == "__main__":
    main(*sys.argv[1:])
