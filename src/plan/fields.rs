//! Every field of a plan's files: what it means and what it may hold, in the users' words. `docs/felt.md` and
//! `handlingsplan forklar FELT` are made from it. A group is a type of `plan`, by its own name; the fields of an enum's
//! variant are a group of their own ("Tidsramme: År").

/// A field, or a word that may stand as the value of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Felt {
    /// The group that it stands in, as the heading of `docs/felt.md` has it ("Tiltak").
    pub gruppe: &'static str,
    /// Its name, as it is written in the data.
    pub namn: &'static str,
    /// What it means, and what holds where it is left out.
    pub tyder: &'static str,
    /// What may stand there.
    pub verdi: &'static str,
    /// Whether it must be there.
    pub må: bool,
    /// An example, as it is written.
    pub døme: &'static str,
}

/// A line of text.
const TEKST: &str = "Tekst i hermeteikn, på éi linje.";
/// Markdown.
const PROSA: &str =
    r##"Tekst. Lang tekst står mellom r#" og "#, og kan ha avsnitt, lister, feit og kursiv skrift og lenkjer."##;
/// A year.
const ÅRSTAL: &str = "Eit årstal med fire siffer (1900–2200), utan hermeteikn.";
/// A number that things are counted by.
const NUMMER: &str = "Eit heiltal: 1, 2, 3 … (høgst 9999), utan hermeteikn, mellomrom og desimalar.";
/// A day.
const DATO: &str = "Ein dato i hermeteikn: år-månad-dag.";
/// An id that is given here.
const ID: &str = "Små bokstavar, tal og bindestrek, i hermeteikn.";
/// An id that was given in the register.
const PART_ID: &str = "Id-en til ein part i registeret «partar», i hermeteikn.";
/// A variant without contents.
const ORD: &str = "Berre ordet, utan hermeteikn.";

/// Every group with where it stands and what it is, in the order of `docs/felt.md`.
pub const GRUPPER: &[(&str, &str)] = &[
    ("Hovud", "Alt i plan.ron, mellom den første og den siste parentesen."),
    (
        "Språk",
        "Orda du kan velja mellom ved «språk» i plan.ron. Opplysningane i filene heiter det same i begge målformene.",
    ),
    ("Omslag", "Orda du kan velja mellom ved «omslag» i plan.ron."),
    ("Periode", "Gruppa ved «periode» i plan.ron: åra avtala gjeld."),
    (
        "Part",
        "Kvar part i registeret «partar» i plan.ron: ein kommune, eit direktorat, eit lag eller andre som er med.",
    ),
    ("Andel", "Kvar del i «fordeling» hjå ein part som står for fleire."),
    ("Rolle", "Orda du kan velja mellom ved «rolle» i ein part."),
    ("Logo", "Gruppa ved «logo», i plan.ron eller i ein part: eit bilete på framsida."),
    ("LoggRad", "Kvar rad i «logg» i plan.ron: ein versjon av planen."),
    ("Seksjon", "Kvart punkt i «seksjonar» i plan.ron."),
    ("Innhald", "Det som kan stå i lista «innhald» i eit punkt."),
    ("Innhald: Delmål", "Opplysningane i parentesen etter «Delmål» i innhaldet til eit punkt."),
    ("Organisasjonskart", "Gruppa ved «organisasjonskart» i plan.ron."),
    ("Node", "Kvar boks i «nodar» i organisasjonskartet."),
    ("Relasjon", "Orda du kan velja mellom ved «relasjon» i ein boks."),
    ("Handsaming", "Kvar part i «handsaming» i plan.ron: dei politiske organa der planen skal opp."),
    ("OrganHandsaming", "Kvart organ i lista «organ» hjå ein part i «handsaming»."),
    ("OrganRolle", "Orda du kan velja mellom ved «rolle» hjå eit organ."),
    ("Vedtak", "Kvart vedtak i lista «vedtak» hjå eit organ."),
    ("Utfall", "Orda du kan velja mellom ved «utfall» i eit vedtak."),
    ("EtterVedtak", "Kvar endring i «etter_vedtak» i plan.ron."),
    ("Finansiering", "Gruppa ved «finansiering» i plan.ron. Summane blir rekna ut."),
    ("Eining", "Orda du kan velja mellom ved «eining» i finansieringa."),
    ("Post", "Kvar post i «postar» i finansieringa: pengane frå éi kjelde til eitt formål."),
    ("Formål", "Det du kan velja mellom ved «formål» i ein post."),
    ("Kjelde", "Orda du kan velja mellom ved «kjelde» i ein post."),
    ("Delmål", "Alt i ei delmålfil, mellom den første og den siste parentesen."),
    ("Tiltak", "Kvart tiltak i «tiltak» i ei delmålfil."),
    ("Deltakarar", "Gruppa ved «hovudansvarleg» og «samarbeidspartar» i eit tiltak: det som står i cella i tabellen."),
    ("Tidsramme", "Det du kan velja mellom ved «tidsramme» i eit tiltak."),
    ("Tidsramme: År", "Opplysningane i parentesen etter «År» ved «tidsramme» i eit tiltak."),
    ("Rullering", "Orda du kan velja mellom ved «rullering» i eit tiltak."),
    ("Rullering: Ny", "Opplysningane i parentesen etter «Ny» ved «rullering» i eit tiltak."),
    ("Bolk", "Kvar bolk i «bolkar» i eit tiltak."),
    ("Framdrift", "Gruppa ved «framdrift» i eit tiltak: kor langt det er kome."),
    ("Framdriftsstatus", "Orda du kan velja mellom ved «status» i framdrifta."),
    ("Indikator", "Kvar indikator i «indikatorar» i eit tiltak: noko ein kan telja eller måla."),
    ("Måling", "Gruppa ved «utgangspunkt», «mål» og «siste» i ein indikator."),
    ("Forkorting", "Kvar forkorting i «forkortingar» i plan.ron."),
    ("Kolofon", "Gruppa ved «kolofon» i plan.ron: opplysningane nedst på framsida."),
];

/// The groups whose entries are what one chooses between, not fields that stand together; `må` says nothing there.
pub const VAL: &[&str] = &[
    "Språk",
    "Omslag",
    "Rolle",
    "Innhald",
    "Relasjon",
    "OrganRolle",
    "Utfall",
    "Eining",
    "Formål",
    "Kjelde",
    "Tidsramme",
    "Rullering",
    "Framdriftsstatus",
];

/// Every field, group by group.
pub const FELT: &[Felt] = &[
    Felt {
        gruppe: "Hovud",
        namn: "språk",
        tyder: "Målforma i planen. Ho styrer alle ord programmet sjølv set inn.",
        verdi: "Eitt av orda under «Språk».",
        må: true,
        døme: "språk: nn,",
    },
    Felt {
        gruppe: "Hovud",
        namn: "kortnamn",
        tyder: "Kort namn på planen, brukt i namna på filene som blir laga.",
        verdi: "Små bokstavar, tal og bindestrek, i hermeteikn.",
        må: true,
        døme: r#"kortnamn: "dalane-og-fjorden","#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "avtale",
        tyder: "Avtala planen følgjer opp, slik ho skal stå på framsida og øvst på sidene.",
        verdi: TEKST,
        må: true,
        døme: r#"avtale: "Bygdevekstavtale for Dalane og Fjorden","#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "undertittel",
        tyder: "Orda mellom tittelen og avtala på framsida. Utan denne står det ingenting der.",
        verdi: TEKST,
        må: false,
        døme: r#"undertittel: "oppfølging av","#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "merknad",
        tyder: "Ein merknad på framsida og øvst på kvar side. Utan denne er det ingen merknad.",
        verdi: TEKST,
        må: false,
        døme: r#"merknad: "Døme","#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "år",
        tyder: "Året planen gjeld for. Tiltak som tek til seinare enn dette året, blir viste i grått.",
        verdi: ÅRSTAL,
        må: true,
        døme: "år: 2025,",
    },
    Felt {
        gruppe: "Hovud",
        namn: "periode",
        tyder: "Avtaleperioden. Året planen gjeld for og tidsrammene til tiltaka skal vera innanfor han.",
        verdi: "Ei gruppe i parentes; sjå «Periode».",
        må: true,
        døme: "periode: (frå: 2025, til: 2028),",
    },
    Felt {
        gruppe: "Hovud",
        namn: "versjon",
        tyder: "Den gjeldande versjonen. Han må stå i loggen, og datoen der blir dokumentet sin dato.",
        verdi: "Tal med punktum mellom, i hermeteikn.",
        må: true,
        døme: r#"versjon: "6.0","#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "emneord",
        tyder: "Emneord i eigenskapane til dokumenta; dei hjelper dei som søkjer i arkivet. Utan denne er det ingen.",
        verdi: "Ei liste i klammer av ord i hermeteikn.",
        må: false,
        døme: r#"emneord: ["handlingsplan", "bygdevekstavtale"],"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "omslag",
        tyder: "Korleis framsida ser ut. Utan denne er ho mørk.",
        verdi: "Eitt av orda under «Omslag».",
        må: false,
        døme: "omslag: Lyst,",
    },
    Felt {
        gruppe: "Hovud",
        namn: "logo",
        tyder: "Logoen til planen, øvst på framsida. Utan denne står berre logoane til partane der.",
        verdi: "Ei gruppe i parentes; sjå «Logo».",
        må: false,
        døme: r#"logo: (fil: "logo.png", alt: "Logo: to fjell og ei sol"),"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "partar",
        tyder: "Registeret over alle som er nemnde i planen. Alle andre stader skriv du berre id-en, så kvart namn \
            blir likt overalt.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Part».",
        må: true,
        døme: r#"partar: [(id: "dalane", namn: "Dalane kommune", rolle: Kommune)],"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "framside",
        tyder: "Partane som står på framsida, i den rekkjefølgja dei skal stå.",
        verdi: "Ei liste i klammer av id-ar frå registeret «partar».",
        må: true,
        døme: r#"framside: ["dalane", "fjorden"],"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "avtalepartar",
        tyder: "Kommunar og fylkeskommunar i avtala som ikkje står på framsida, men som òg skal vedta planen. Utan \
            denne er det ingen.",
        verdi: "Ei liste i klammer av id-ar frå registeret «partar».",
        må: false,
        døme: r#"avtalepartar: ["innlandet-fylke"],"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "logg",
        tyder: "Loggen: ei rad for kvar versjon, den eldste øvst. Han blir trykt i utkast.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «LoggRad».",
        må: true,
        døme: r#"logg: [(versjon: "6.0", dato: "2025-05-10", status: "Utkast", endra_av: "Piloten")],"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "seksjonar",
        tyder: "Punkta i planen, i den rekkjefølgja dei skal stå.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Seksjon».",
        må: true,
        døme: r#"seksjonar: [(nummer: 8, tittel: "Planen er godkjend av", innhald: [Godkjenningar])],"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "delmål",
        tyder: "Filene med delmåla, i den rekkjefølgja dei skal stå. Kvart delmål har si eiga fil.",
        verdi: "Ei liste i klammer av filnamn i hermeteikn. Filene må ligge i planmappa eller i ei mappe under henne.",
        må: true,
        døme: r#"delmål: ["delmaal-1.ron", "delmaal-2.ron"],"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "organisasjonskart",
        tyder: "Organisasjonskartet, som blir teikna der «Organisasjonskart» står i innhaldet til eit punkt. Utan \
            denne er det ikkje noko kart.",
        verdi: "Ei gruppe i parentes; sjå «Organisasjonskart».",
        må: false,
        døme: r#"organisasjonskart: (tittel: "Organisering", nodar: [(id: "leiar", namn: "Prosjektleiar")]),"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "handsaming",
        tyder: "Kva politiske organ som handsamar planen, når, og kva dei vedtok. Utan denne er møteplanen og \
            tabellen over godkjenningar tomme.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Handsaming».",
        må: false,
        døme: r#"handsaming: [(part: "dalane", organ: [(organ: "kommunestyre", planlagt: "2025-06-17")])],"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "førre",
        tyder: "Planen som denne avløyser: mappa hans, eller ein pakke, rekna frå denne planmappa. Då seier utgåva \
            «politisk» kva som er nytt, og «kdd» blir halden opp mot han.",
        verdi: TEKST,
        må: false,
        døme: "førre: \"../vest-telemark-2025\",",
    },
    Felt {
        gruppe: "Hovud",
        namn: "framlegg",
        tyder: "Framlegget til vedtak, som dei politiske organa får i utgåva «politisk». Utan denne er det ikkje \
            noko framlegg.",
        verdi: PROSA,
        må: false,
        døme: r##"framlegg: r#"Kommunestyret vedtek handlingsplanen for 2025."#,"##,
    },
    Felt {
        gruppe: "Hovud",
        namn: "bakgrunn",
        tyder: "Bakgrunnen for saka, slik han skal stå i saksframlegga. Utan denne er det ingen.",
        verdi: PROSA,
        må: false,
        døme: r##"bakgrunn: r#"Avtala vart underskriven i 2025."#,"##,
    },
    Felt {
        gruppe: "Hovud",
        namn: "vurdering",
        tyder: "Vurderinga av saka, slik ho skal stå i saksframlegga. Utan denne er det inga.",
        verdi: PROSA,
        må: false,
        døme: r##"vurdering: r#"Planen følgjer opp måla i avtala."#,"##,
    },
    Felt {
        gruppe: "Hovud",
        namn: "saksfrist",
        tyder: "Kor mange dagar før eit møte saksframlegget må vera inne. Utan denne er det ingen frist i «status» og kalenderen.",
        verdi: "Eit heiltal, utan hermeteikn.",
        må: false,
        døme: r##"saksfrist: 14,"##,
    },
    Felt {
        gruppe: "Hovud",
        namn: "etter_vedtak",
        tyder: "Det som er endra i planen etter at dei politiske organa vedtok han, og kven som har samtykt. Det blir prenta under tabellen over godkjenningar. Utan denne er det ingenting.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «EtterVedtak».",
        må: false,
        døme: r##"etter_vedtak: [(tekst: "Beløpet i tiltak 1 er retta.", samtykke: "styringsgruppa", dato: "2026-07-01", versjon: "5.0")],"##,
    },
    Felt {
        gruppe: "Hovud",
        namn: "finansiering",
        tyder: "Kva tiltaka kostar, og kven som betaler: tabellen der «Finansiering» står i innhaldet til eit \
            punkt. Utan denne manglar han.",
        verdi: "Ei gruppe i parentes; sjå «Finansiering».",
        må: false,
        døme: "finansiering: (postar: [(formål: Delmål(2), kjelde: Kommunal, beløp: {2026: 150000})]),",
    },
    Felt {
        gruppe: "Hovud",
        namn: "forkortingar",
        tyder: "Forkortingar som ikkje er namn på partar. Utan denne er det berre partane som blir forklarte.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Forkorting».",
        må: false,
        døme: r#"forkortingar: [(kort: "SB2024", fullt: "Statsbudsjettet for 2024")],"#,
    },
    Felt {
        gruppe: "Hovud",
        namn: "kolofon",
        tyder: "Kven som eig planen, kven ein kan spørja, og kva saka heiter i arkivet. Det står nedst på framsida. Utan denne står det ikkje noko der.",
        verdi: "Ei gruppe i parentes; sjå «Kolofon».",
        må: false,
        døme: r#"kolofon: (eigar: "Styringsgruppa", arkivsak: "25/1234"),"#,
    },
    Felt { gruppe: "Språk", namn: "nn", tyder: "Nynorsk.", verdi: ORD, må: false, døme: "språk: nn," },
    Felt { gruppe: "Språk", namn: "nb", tyder: "Bokmål.", verdi: ORD, må: false, døme: "språk: nb," },
    Felt {
        gruppe: "Omslag",
        namn: "Mørkt",
        tyder: "Feltet på framsida er fylt med farge. Slik er det når «omslag» ikkje står der.",
        verdi: ORD,
        må: false,
        døme: "omslag: Mørkt,",
    },
    Felt {
        gruppe: "Omslag",
        namn: "Lyst",
        tyder: "Feltet på framsida er lyst. Det sparer tonar på skrivaren.",
        verdi: ORD,
        må: false,
        døme: "omslag: Lyst,",
    },
    Felt {
        gruppe: "Periode", namn: "frå", tyder: "Det første året.", verdi: ÅRSTAL, må: true, døme: "frå: 2025,"
    },
    Felt {
        gruppe: "Periode",
        namn: "til",
        tyder: "Det siste året. Det er med i perioden, og kan ikkje koma før det første.",
        verdi: ÅRSTAL,
        må: true,
        døme: "til: 2028,",
    },
    Felt {
        gruppe: "Part",
        namn: "id",
        tyder: "Det resten av planen kallar parten. To partar kan ikkje ha same id.",
        verdi: ID,
        må: true,
        døme: r#"id: "dalane","#,
    },
    Felt {
        gruppe: "Part",
        namn: "namn",
        tyder: "Namnet, slik det skal stå i dokumentet.",
        verdi: TEKST,
        må: true,
        døme: r#"namn: "Dalane kommune","#,
    },
    Felt {
        gruppe: "Part",
        namn: "kort",
        tyder: "Ei kortform av namnet, som stavekontrollen kjenner. Er ho berre store bokstavar og brukt i planen, står ho i lista over forkortingar. Utan denne er det inga.",
        verdi: TEKST,
        må: false,
        døme: r#"kort: "Dalane","#,
    },
    Felt {
        gruppe: "Part",
        namn: "fullt",
        tyder: "Namnet fullt ut, når «namn» er ei forkorting, eller «kort» er det. Det står i lista over forkortingar. Utan denne er ho ikkje forklart.",
        verdi: TEKST,
        må: false,
        døme: r#"fullt: "Kommunal- og distriktsdepartementet","#,
    },
    Felt {
        gruppe: "Part",
        namn: "medlemmer",
        tyder: "Partane han står for, når han står for fleire. Det som gjeld han, gjeld då kvar av dei i oversynet over kven som gjer kva. Utan denne står han berre for seg sjølv.",
        verdi: "Ei liste i klammer av id-ar frå registeret «partar».",
        må: false,
        døme: r#"medlemmer: ["dalane", "fjorden"],"#,
    },
    Felt {
        gruppe: "Part",
        namn: "fordeling",
        tyder: "Kor stor del kvar medlem har av det dei betaler saman, når det er kjent. Kvar part får då vita sin del i kopien og saksframlegget. Utan denne står berre det heile.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Andel».",
        må: false,
        døme: r##"fordeling: [(part: "dalane", prosent: 60), (part: "fjorden", prosent: 40)],"##,
    },
    Felt {
        gruppe: "Part",
        namn: "rolle",
        tyder: "Kva slags part det er. Utan denne er rolla Annan.",
        verdi: "Eitt av orda under «Rolle».",
        må: false,
        døme: "rolle: Kommune,",
    },
    Felt {
        gruppe: "Part",
        namn: "logo",
        tyder: "Logoen til parten, som blir trykt på framsida når parten står i «framside». Utan denne er det ingen.",
        verdi: "Ei gruppe i parentes; sjå «Logo».",
        må: false,
        døme: r#"logo: (fil: "logo/dalane.png", alt: "Kommunevåpenet til Dalane"),"#,
    },
    Felt {
        gruppe: "Andel",
        namn: "part",
        tyder: "Medlemmen delen gjeld.",
        verdi: PART_ID,
        må: true,
        døme: r##"part: "dalane","##,
    },
    Felt {
        gruppe: "Andel",
        namn: "prosent",
        tyder: "Delen i prosent; delane til alle medlemmene skal vera 100 til saman.",
        verdi: "Eit heiltal frå 0 til 100, utan hermeteikn og prosentteikn.",
        må: true,
        døme: r##"prosent: 60,"##,
    },
    Felt { gruppe: "Rolle", namn: "Kommune", tyder: "Ein kommune.", verdi: ORD, må: false, døme: "rolle: Kommune," },
    Felt {
        gruppe: "Rolle",
        namn: "Fylkeskommune",
        tyder: "Ein fylkeskommune.",
        verdi: ORD,
        må: false,
        døme: "rolle: Fylkeskommune,",
    },
    Felt {
        gruppe: "Rolle",
        namn: "Stat",
        tyder: "Staten: eit departement, eit direktorat eller ein statsforvaltar.",
        verdi: ORD,
        må: false,
        døme: "rolle: Stat,",
    },
    Felt {
        gruppe: "Rolle",
        namn: "Annan",
        tyder: "Alle andre. Slik er det når «rolle» ikkje står der.",
        verdi: ORD,
        må: false,
        døme: "rolle: Annan,",
    },
    Felt {
        gruppe: "Logo",
        namn: "fil",
        tyder: "Biletefila. Ho må ligge i planmappa eller i ei mappe under henne.",
        verdi: "Namnet på ei PNG- eller JPEG-fil, i hermeteikn.",
        må: true,
        døme: r#"fil: "logo/dalane.png","#,
    },
    Felt {
        gruppe: "Logo",
        namn: "alt",
        tyder: "Kva biletet viser. Det blir lese opp for dei som ikkje ser det.",
        verdi: TEKST,
        må: true,
        døme: r#"alt: "Kommunevåpenet til Dalane","#,
    },
    Felt {
        gruppe: "Logo",
        namn: "høgd_mm",
        tyder: "Kor høgt biletet blir trykt, i millimeter; eit breitt bilete kan bli lågare. Utan denne er det 18.",
        verdi: "Eit tal frå 5 til 40, utan hermeteikn. Desimalar står etter punktum: 17.5.",
        må: false,
        døme: "høgd_mm: 18,",
    },
    Felt {
        gruppe: "LoggRad",
        namn: "versjon",
        tyder: "Nummeret på versjonen. Det skal stige nedover i loggen.",
        verdi: "Tal og punktum, i hermeteikn.",
        må: true,
        døme: r#"versjon: "6.0","#,
    },
    Felt {
        gruppe: "LoggRad",
        namn: "namn",
        tyder: "Namnet på versjonen, etter nummeret i loggen. Utan denne står nummeret åleine.",
        verdi: TEKST,
        må: false,
        døme: r#"namn: "Piloten sitt utkast","#,
    },
    Felt {
        gruppe: "LoggRad",
        namn: "dato",
        tyder: "Når versjonen vart laga.",
        verdi: r#"Ein dato i hermeteikn: år-månad-dag, eller år-månad når dagen ikkje er kjend, til dømes "2023-08"."#,
        må: true,
        døme: r#"dato: "2025-05-10","#,
    },
    Felt {
        gruppe: "LoggRad",
        namn: "år",
        tyder: "Året for planen som versjonen høyrer til, når det er eit anna enn i «dato». Utan denne er det året \
            i «dato».",
        verdi: ÅRSTAL,
        må: false,
        døme: "år: 2025,",
    },
    Felt {
        gruppe: "LoggRad",
        namn: "status",
        tyder: "Kor langt planen er komen, med eigne ord.",
        verdi: TEKST,
        må: true,
        døme: r#"status: "Utkast etter møte i styringsgruppa","#,
    },
    Felt {
        gruppe: "LoggRad",
        namn: "endra_av",
        tyder: "Kven som laga versjonen.",
        verdi: TEKST,
        må: true,
        døme: r#"endra_av: "Piloten","#,
    },
    Felt {
        gruppe: "LoggRad",
        namn: "politisk",
        tyder: "Om versjonen gjekk til politisk handsaming; «handlingsplan versjon --politisk» skriv det. Står det ved ein versjon av planen for året, tel berre vedtak om slike versjonar. Utan denne er svaret nei.",
        verdi: "true eller false, utan hermeteikn.",
        må: false,
        døme: r##"politisk: true,"##,
    },
    Felt {
        gruppe: "Seksjon",
        namn: "nummer",
        tyder: "Nummeret på punktet i malen frå departementet; tekstane viser til det med #pkt-4. To punkt kan \
            ikkje ha same nummer. Utan denne har punktet ikkje noko nummer, og tek til på ei ny side.",
        verdi: NUMMER,
        må: false,
        døme: "nummer: 4,",
    },
    Felt {
        gruppe: "Seksjon",
        namn: "tittel",
        tyder: "Overskrifta.",
        verdi: TEKST,
        må: true,
        døme: r#"tittel: "Organisering","#,
    },
    Felt {
        gruppe: "Seksjon",
        namn: "innhald",
        tyder: "Det som står i punktet, i den rekkjefølgja det skal stå.",
        verdi: "Ei liste i klammer; sjå «Innhald».",
        må: true,
        døme: r#"innhald: [Tekst("Styringsgruppa leier arbeidet."), Organisasjonskart],"#,
    },
    Felt {
        gruppe: "Innhald",
        namn: "Tekst",
        tyder: "Vanleg tekst.",
        verdi: r##"Teksten i parentes. Lang tekst står mellom r#" og "#."##,
        må: false,
        døme: r##"Tekst(r#"Styringsgruppa leier arbeidet."#),"##,
    },
    Felt {
        gruppe: "Innhald",
        namn: "Mellomtittel",
        tyder: "Ei overskrift inne i punktet.",
        verdi: "Overskrifta i hermeteikn, i parentes.",
        må: false,
        døme: r#"Mellomtittel("Ansvar og roller"),"#,
    },
    Felt {
        gruppe: "Innhald",
        namn: "Delmål",
        tyder: "Alle delmåla, kvart på ei ny side. Det kan berre stå éin gong i planen.",
        verdi: "Ein parentes, som kan vera tom; sjå «Innhald: Delmål».",
        må: false,
        døme: r#"Delmål(overskrift: "Prioriteringar 2025", oversyn: true),"#,
    },
    Felt {
        gruppe: "Innhald",
        namn: "Organisasjonskart",
        tyder: "Figuren frå «organisasjonskart» i plan.ron. Det kan berre stå éin gong i planen.",
        verdi: ORD,
        må: false,
        døme: "Organisasjonskart,",
    },
    Felt {
        gruppe: "Innhald",
        namn: "Møteplan",
        tyder: "Tabellen over planlagde møte, frå «handsaming» i plan.ron. Det kan berre stå éin gong i planen.",
        verdi: ORD,
        må: false,
        døme: "Møteplan,",
    },
    Felt {
        gruppe: "Innhald",
        namn: "Godkjenningar",
        tyder: "Tabellen over partane og godkjenningane deira, frå «handsaming» i plan.ron. Det kan berre stå éin \
            gong i planen.",
        verdi: ORD,
        må: false,
        døme: "Godkjenningar,",
    },
    Felt {
        gruppe: "Innhald",
        namn: "Finansiering",
        tyder: "Tabellen over finansieringa, frå «finansiering» i plan.ron. Det kan berre stå éin gong i planen.",
        verdi: ORD,
        må: false,
        døme: "Finansiering,",
    },
    Felt {
        gruppe: "Innhald",
        namn: "Oversyn",
        tyder: "Planen på éi side: alle tiltaka med tidsramme og side, og vegen vidare. Det kan berre stå éin gong i planen.",
        verdi: ORD,
        må: false,
        døme: "Oversyn,",
    },
    Felt {
        gruppe: "Innhald",
        namn: "Ansvar",
        tyder: "Kven gjer kva: kvar part med tiltaka han har ansvaret for og er med i. Det kan berre stå éin gong i planen.",
        verdi: ORD,
        må: false,
        døme: "Ansvar,",
    },
    Felt {
        gruppe: "Innhald",
        namn: "Forkortingar",
        tyder: "Forkortingane i planen og kva dei står for, frå «fullt» hjå partane og «forkortingar» i plan.ron. Det kan berre stå éin gong i planen.",
        verdi: ORD,
        må: false,
        døme: "Forkortingar,",
    },
    Felt {
        gruppe: "Innhald: Delmål",
        namn: "overskrift",
        tyder: "Ei overskrift over delmåla. Utan denne er det inga.",
        verdi: TEKST,
        må: false,
        døme: r#"overskrift: "Prioriteringar 2025","#,
    },
    Felt {
        gruppe: "Innhald: Delmål",
        namn: "oversyn",
        tyder: "Om ein liten tabell framfor delmåla skal vise vekta og talet på tiltak i kvart av dei. Utan denne \
            er svaret false.",
        verdi: "true (ja) eller false (nei), utan hermeteikn.",
        må: false,
        døme: "oversyn: true,",
    },
    Felt {
        gruppe: "Organisasjonskart",
        namn: "tittel",
        tyder: "Kva figuren viser. Det står under han.",
        verdi: TEKST,
        må: true,
        døme: r#"tittel: "Organisering av arbeidet","#,
    },
    Felt {
        gruppe: "Organisasjonskart",
        namn: "nodar",
        tyder: "Boksane. Éin av dei står øvst; dei under same boks blir teikna i den rekkjefølgja dei står.",
        verdi: "Ei liste i klammer av frå 1 til 40 grupper i parentes; sjå «Node».",
        må: true,
        døme: r#"nodar: [(id: "styringsgruppe", namn: "Styringsgruppe")],"#,
    },
    Felt {
        gruppe: "Node",
        namn: "id",
        tyder: "Det andre boksar kallar boksen. To boksar kan ikkje ha same id.",
        verdi: ID,
        må: true,
        døme: r#"id: "referansegruppe","#,
    },
    Felt {
        gruppe: "Node",
        namn: "namn",
        tyder: "Orda i boksen.",
        verdi: TEKST,
        må: true,
        døme: r#"namn: "Referansegruppe","#,
    },
    Felt {
        gruppe: "Node",
        namn: "linjer",
        tyder: "Fleire linjer i boksen, under namnet. Utan denne er det ingen.",
        verdi: "Ei liste i klammer av tekstar i hermeteikn.",
        må: false,
        døme: r#"linjer: ["ordførarane", "kommunedirektørane"],"#,
    },
    Felt {
        gruppe: "Node",
        namn: "under",
        tyder: "Boksen denne står under. Berre boksen øvst i kartet er utan.",
        verdi: "Id-en til ein annan boks, i hermeteikn.",
        må: false,
        døme: r#"under: "prosjektleiar","#,
    },
    Felt {
        gruppe: "Node",
        namn: "relasjon",
        tyder: "Korleis boksen heng saman med den han står under. Utan denne er det Linje.",
        verdi: "Eitt av orda under «Relasjon».",
        må: false,
        døme: "relasjon: Rådgjevande,",
    },
    Felt {
        gruppe: "Relasjon",
        namn: "Linje",
        tyder: "Boksen står i ansvarslinja. Slik er det når «relasjon» ikkje står der.",
        verdi: ORD,
        må: false,
        døme: "relasjon: Linje,",
    },
    Felt {
        gruppe: "Relasjon",
        namn: "Rådgjevande",
        tyder: "Boksen gjev råd. Han blir teikna med stipla strek.",
        verdi: ORD,
        må: false,
        døme: "relasjon: Rådgjevande,",
    },
    Felt {
        gruppe: "Handsaming", namn: "part", tyder: "Parten.", verdi: PART_ID, må: true, døme: r#"part: "dalane","#
    },
    Felt {
        gruppe: "Handsaming",
        namn: "organ",
        tyder: "Organa til parten, i den rekkjefølgja dei handsamar planen. Vedtaket i det siste som ikkje \
            berre uttaler seg, avgjer om parten har godkjent planen.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «OrganHandsaming».",
        må: true,
        døme: r#"organ: [(organ: "formannskap", planlagt: "2025-06-04"), (organ: "kommunestyre")],"#,
    },
    Felt {
        gruppe: "Handsaming",
        namn: "framlegg",
        tyder: "Framlegget til vedtak hjå denne parten, når det er eit anna enn det i plan.ron. Utan denne gjeld det.",
        verdi: PROSA,
        må: false,
        døme: r##"framlegg: r#"Kommunestyret vedtek planen, og set av 250 000 kr."#,"##,
    },
    Felt {
        gruppe: "Handsaming",
        namn: "bakgrunn",
        tyder: "Bakgrunnen i saksframlegga hjå denne parten, når han er ein annan enn den i plan.ron. Utan denne gjeld den.",
        verdi: PROSA,
        må: false,
        døme: r##"bakgrunn: r#"Kommunen har vore med sidan 2024."#,"##,
    },
    Felt {
        gruppe: "Handsaming",
        namn: "vurdering",
        tyder: "Vurderinga i saksframlegga hjå denne parten, når ho er ei anna enn den i plan.ron. Utan denne gjeld den.",
        verdi: PROSA,
        må: false,
        døme: r##"vurdering: r#"Planen høver med kommuneplanen."#,"##,
    },
    Felt {
        gruppe: "Handsaming",
        namn: "arkivsak",
        tyder: "Saksnummeret i arkivet til denne parten. Det står då i kopien og saksframlegget hans i staden for det i kolofonen. Utan denne står det i kolofonen.",
        verdi: TEKST,
        må: false,
        døme: r##"arkivsak: "26/01234","##,
    },
    Felt {
        gruppe: "Handsaming",
        namn: "saksfrist",
        tyder: "Kor mange dagar før eit møte saksframlegget må vera inne hjå denne parten. Utan denne gjeld fristen i plan.ron.",
        verdi: "Eit heiltal, utan hermeteikn.",
        må: false,
        døme: r##"saksfrist: 10,"##,
    },
    Felt {
        gruppe: "OrganHandsaming",
        namn: "organ",
        tyder: "Namnet på organet.",
        verdi: r#"Små bokstavar i hermeteikn: "formannskap", "kommunestyre", "fylkesting"."#,
        må: true,
        døme: r#"organ: "kommunestyre","#,
    },
    Felt {
        gruppe: "OrganHandsaming",
        namn: "rolle",
        tyder: "Kva organet gjer med planen. Utan denne er det Vedtak for det siste organet som ikkje berre uttaler seg, Uttale for råd ein kjenner på namnet (ungdomsråd, eldreråd, råd for personar med funksjonsnedsetjing), og elles Innstilling.",
        verdi: "Eitt av orda under «OrganRolle».",
        må: false,
        døme: r##"rolle: Uttale,"##,
    },
    Felt {
        gruppe: "OrganHandsaming",
        namn: "planlagt",
        tyder: "Dagen møtet er planlagt. Utan denne er ikkje møtet fastsett.",
        verdi: DATO,
        må: false,
        døme: r#"planlagt: "2025-06-17","#,
    },
    Felt {
        gruppe: "OrganHandsaming",
        namn: "avlyst",
        tyder: "Om møtet som er planlagt, er avlyst. Er det sett eit nytt møte, så skriv heller den nye datoen i «planlagt». Utan denne er det ikkje avlyst.",
        verdi: "true eller false, utan hermeteikn.",
        må: false,
        døme: r##"avlyst: true,"##,
    },
    Felt {
        gruppe: "OrganHandsaming",
        namn: "vedtak",
        tyder: "Vedtaka organet har gjort, det eldste først; «handlingsplan godkjenn» fører dei inn. Utan denne er \
            det ingen.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Vedtak».",
        må: false,
        døme: r#"vedtak: [(dato: "2025-06-17", sak: "PS 45/25", utfall: Vedteke)],"#,
    },
    Felt {
        gruppe: "OrganHandsaming",
        namn: "framlegg",
        tyder: "Framlegget til vedtak i dette organet, når det er eit anna enn det til parten. Utan denne gjeld det.",
        verdi: PROSA,
        må: false,
        døme: r##"framlegg: r#"Formannskapet rår kommunestyret til å vedta planen."#,"##,
    },
    Felt {
        gruppe: "OrganRolle",
        namn: "Uttale",
        tyder: "Organet seier kva det meiner om planen, og blir ikkje venta på når vedtaket er gjort.",
        verdi: ORD,
        må: false,
        døme: r##"rolle: Uttale,"##,
    },
    Felt {
        gruppe: "OrganRolle",
        namn: "Innstilling",
        tyder: "Organet gjev innstilling til det som gjer vedtak.",
        verdi: ORD,
        må: false,
        døme: r##"rolle: Innstilling,"##,
    },
    Felt {
        gruppe: "OrganRolle",
        namn: "Vedtak",
        tyder: "Organet avgjer om parten godkjenner planen. Berre eitt organ hjå kvar part gjer det.",
        verdi: ORD,
        må: false,
        døme: r##"rolle: Vedtak,"##,
    },
    Felt {
        gruppe: "Vedtak",
        namn: "dato",
        tyder: "Dagen vedtaket vart gjort. Han kan ikkje koma før møtet.",
        verdi: DATO,
        må: true,
        døme: r#"dato: "2025-06-17","#,
    },
    Felt {
        gruppe: "Vedtak",
        namn: "sak",
        tyder: "Saksnummeret. Utan denne står det ikkje noko saksnummer.",
        verdi: TEKST,
        må: false,
        døme: r#"sak: "PS 45/25","#,
    },
    Felt {
        gruppe: "Vedtak",
        namn: "utfall",
        tyder: "Kva organet vedtok. Utan denne er det Vedteke.",
        verdi: "Eitt av orda under «Utfall».",
        må: false,
        døme: "utfall: Endra,",
    },
    Felt {
        gruppe: "Vedtak",
        namn: "versjon",
        tyder: "Versjonen av planen som vedtaket gjeld; «handlingsplan godkjenn» fyller han ut. Utan denne er det \
            den som gjaldt den dagen.",
        verdi: "Nummeret på ein versjon i loggen, i hermeteikn.",
        må: false,
        døme: r#"versjon: "6.0","#,
    },
    Felt {
        gruppe: "Vedtak",
        namn: "tekst",
        tyder: "Ordlyden i vedtaket. Han blir prenta under tabellen over godkjenningar. Utan denne står berre datoen, saka og utfallet.",
        verdi: PROSA,
        må: false,
        døme: r##"tekst: r#"Kommunestyret vedtek handlingsplanen for 2026."#,"##,
    },
    Felt {
        gruppe: "Vedtak",
        namn: "endring",
        tyder: "Det eit vedtak med endringar endra i planen. Det blir prenta saman med vedtaket. Utan denne står det ikkje kva som vart endra.",
        verdi: PROSA,
        må: false,
        døme: r##"endring: r#"Tiltak 2.1 startar i 2027."#,"##,
    },
    Felt {
        gruppe: "Vedtak",
        namn: "teke_inn_i",
        tyder: "Versjonen av planen som tok inn det vedtaket endra. Den endelege planen blir då halden saman med den versjonen. Utan denne blir han halden saman med versjonen vedtaket gjeld.",
        verdi: "Nummeret på ein versjon i loggen, i hermeteikn.",
        må: false,
        døme: r##"teke_inn_i: "4.0","##,
    },
    Felt {
        gruppe: "Utfall",
        namn: "Vedteke",
        tyder: "Organet vedtok planen. Slik er det når «utfall» ikkje står der.",
        verdi: ORD,
        må: false,
        døme: "utfall: Vedteke,",
    },
    Felt {
        gruppe: "Utfall",
        namn: "Endra",
        tyder: "Organet vedtok planen med endringar.",
        verdi: ORD,
        må: false,
        døme: "utfall: Endra,",
    },
    Felt {
        gruppe: "Utfall",
        namn: "Avvist",
        tyder: "Organet sa nei til planen. Då har ikkje parten godkjent han.",
        verdi: ORD,
        må: false,
        døme: "utfall: Avvist,",
    },
    Felt {
        gruppe: "Utfall",
        namn: "Utsett",
        tyder: "Organet utsette saka. Datoen for det nye møtet står i «planlagt» ved organet.",
        verdi: ORD,
        må: false,
        døme: r##"utfall: Utsett,"##,
    },
    Felt {
        gruppe: "Utfall",
        namn: "SendtTilbake",
        tyder: "Organet sende saka tilbake til dei som har skrive planen, og skal handsama han på nytt.",
        verdi: ORD,
        må: false,
        døme: r##"utfall: SendtTilbake,"##,
    },
    Felt {
        gruppe: "Utfall",
        namn: "TekeTilVitande",
        tyder: "Organet tok planen til vitande utan å vedta han. Då har ikkje parten godkjent han.",
        verdi: ORD,
        må: false,
        døme: r##"utfall: TekeTilVitande,"##,
    },
    Felt {
        gruppe: "EtterVedtak",
        namn: "tekst",
        tyder: "Det som er endra, og kvifor.",
        verdi: PROSA,
        må: true,
        døme: r##"tekst: "Beløpet i tiltak 1 er retta.","##,
    },
    Felt {
        gruppe: "EtterVedtak",
        namn: "samtykke",
        tyder: "Kven som har samtykt i endringa.",
        verdi: TEKST,
        må: true,
        døme: r##"samtykke: "styringsgruppa","##,
    },
    Felt {
        gruppe: "EtterVedtak",
        namn: "dato",
        tyder: "Dagen dei samtykte.",
        verdi: DATO,
        må: true,
        døme: r##"dato: "2026-07-01","##,
    },
    Felt {
        gruppe: "EtterVedtak",
        namn: "versjon",
        tyder: "Versjonen av planen som har endringa. Det som er endra etter han, gjeld ikkje samtykket for.",
        verdi: "Nummeret på ein versjon i loggen, i hermeteikn.",
        må: true,
        døme: r##"versjon: "5.0","##,
    },
    Felt {
        gruppe: "Finansiering",
        namn: "eining",
        tyder: "Kva beløpa er talde i. Utan denne er det Kroner.",
        verdi: "Eitt av orda under «Eining».",
        må: false,
        døme: "eining: TusenKroner,",
    },
    Felt {
        gruppe: "Finansiering",
        namn: "postar",
        tyder: "Beløpa: ein post for kvart formål og kvar kjelde. Tabellen følgjer nummera på delmåla.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Post».",
        må: true,
        døme: r#"postar: [(formål: Tiltak("kartlegging"), kjelde: Statleg, beløp: {2026: 400, 2027: 250})],"#,
    },
    Felt {
        gruppe: "Eining",
        namn: "Kroner",
        tyder: "Heile kroner. Slik er det når «eining» ikkje står der.",
        verdi: ORD,
        må: false,
        døme: "eining: Kroner,",
    },
    Felt {
        gruppe: "Eining",
        namn: "TusenKroner",
        tyder: "Tusen kroner: 400 tyder 400 000 kroner.",
        verdi: ORD,
        må: false,
        døme: "eining: TusenKroner,",
    },
    Felt {
        gruppe: "Post",
        namn: "formål",
        tyder: "Kva pengane er til.",
        verdi: "Eit delmål eller eit tiltak; sjå «Formål».",
        må: true,
        døme: r#"formål: Tiltak("kartlegging"),"#,
    },
    Felt {
        gruppe: "Post",
        namn: "kjelde",
        tyder: "Kven sine pengar det er.",
        verdi: "Eitt av orda under «Kjelde».",
        må: true,
        døme: "kjelde: Statleg,",
    },
    Felt {
        gruppe: "Post",
        namn: "part",
        tyder: "Parten som betaler. Er han nemnd i ein post, får planen òg ein tabell over kva kvar part betaler. Utan denne er betalaren ikkje nemnd.",
        verdi: PART_ID,
        må: false,
        døme: r#"part: "dalane","#,
    },
    Felt {
        gruppe: "Post",
        namn: "beløp",
        tyder: "Beløpet for kvart år. År utan pengar kan utelatast.",
        verdi: "Årstal og beløp i krøllparentes. Beløpa er heiltal frå 0, utan hermeteikn, mellomrom og desimalar.",
        må: true,
        døme: "beløp: {2026: 400000, 2027: 250000},",
    },
    Felt {
        gruppe: "Formål",
        namn: "Delmål",
        tyder: "Eit delmål i det heile.",
        verdi: "Nummeret på delmålet i parentes, utan hermeteikn.",
        må: false,
        døme: "formål: Delmål(2),",
    },
    Felt {
        gruppe: "Formål",
        namn: "Tiltak",
        tyder: "Eit tiltak.",
        verdi: "Id-en til tiltaket i hermeteikn, i parentes.",
        må: false,
        døme: r#"formål: Tiltak("kartlegging"),"#,
    },
    Felt {
        gruppe: "Formål",
        namn: "Avslutta",
        tyder: "Eit tiltak som er avslutta og ikkje står i planen lenger: «handlingsplan rullering» skriv det, så det som er betalt, blir ståande i summane.",
        verdi: "Tittelen på tiltaket i hermeteikn, i parentes.",
        må: false,
        døme: r##"formål: Avslutta("Kartlegging"),"##,
    },
    Felt {
        gruppe: "Kjelde",
        namn: "Statleg",
        tyder: "Pengar frå staten.",
        verdi: ORD,
        må: false,
        døme: "kjelde: Statleg,",
    },
    Felt {
        gruppe: "Kjelde",
        namn: "Fylkeskommunal",
        tyder: "Pengar frå fylkeskommunen.",
        verdi: ORD,
        må: false,
        døme: "kjelde: Fylkeskommunal,",
    },
    Felt {
        gruppe: "Kjelde",
        namn: "Kommunal",
        tyder: "Pengar frå kommunane.",
        verdi: ORD,
        må: false,
        døme: "kjelde: Kommunal,",
    },
    Felt {
        gruppe: "Kjelde",
        namn: "Eigeninnsats",
        tyder: "Arbeid og pengar partnarane sjølve legg inn.",
        verdi: ORD,
        må: false,
        døme: "kjelde: Eigeninnsats,",
    },
    Felt {
        gruppe: "Kjelde",
        namn: "Anna",
        tyder: "Pengar frå alle andre.",
        verdi: ORD,
        må: false,
        døme: "kjelde: Anna,",
    },
    Felt {
        gruppe: "Delmål",
        namn: "nummer",
        tyder: "Nummeret på delmålet; tekstane viser til det med #delmål-1. To delmål kan ikkje ha same nummer.",
        verdi: NUMMER,
        må: true,
        døme: "nummer: 1,",
    },
    Felt {
        gruppe: "Delmål",
        namn: "tittel",
        tyder: "Tittelen på delmålet.",
        verdi: TEKST,
        må: true,
        døme: r#"tittel: "Fleire bustader","#,
    },
    Felt {
        gruppe: "Delmål",
        namn: "vekt",
        tyder: "Kor stor del av innsatsen delmålet skal ha, i prosent; vektene til alle delmåla skal vera 100 til \
            saman. Utan denne har delmålet inga vekt.",
        verdi: "Eit heiltal frå 0 til 100, utan hermeteikn, desimalar og prosentteikn.",
        må: false,
        døme: "vekt: 60,",
    },
    Felt {
        gruppe: "Delmål",
        namn: "var_nummer",
        tyder: "Nummeret delmålet hadde i planen før, når det var eit anna. Utan denne er det det same, eller det med same tittel.",
        verdi: NUMMER,
        må: false,
        døme: r##"var_nummer: 3,"##,
    },
    Felt {
        gruppe: "Delmål",
        namn: "delt_frå",
        tyder: "Nummeret på det delmålet i planen før som dette er delt frå. Utan denne er det ikkje delt frå noko.",
        verdi: NUMMER,
        må: false,
        døme: r##"delt_frå: 2,"##,
    },
    Felt {
        gruppe: "Delmål",
        namn: "slege_saman_av",
        tyder: "Numra på dei delmåla i planen før som dette er slege saman av. Utan denne er det ikkje slege saman av nokon.",
        verdi: "Ei liste i klammer av heiltal.",
        må: false,
        døme: r##"slege_saman_av: [1, 2],"##,
    },
    Felt {
        gruppe: "Delmål",
        namn: "innleiing",
        tyder: "Tekst mellom tittelen og hovudmålet. Utan denne er det ingen.",
        verdi: PROSA,
        må: false,
        døme: r##"innleiing: r#"Mange vil flytte hit, men finn ikkje bustad."#,"##,
    },
    Felt {
        gruppe: "Delmål",
        namn: "hovudmål",
        tyder: "Hovudmålet, i ei setning; programmet set «Hovudmål:» framfor. Ein endeleg plan må ha det.",
        verdi: PROSA,
        må: false,
        døme: r##"hovudmål: r#"Det skal bli fleire bustader som passar for fleire."#,"##,
    },
    Felt {
        gruppe: "Delmål",
        namn: "etter_tabell",
        tyder: "Tekst mellom tabellen over tiltaka og det første av dei. Utan denne er det ingen.",
        verdi: PROSA,
        må: false,
        døme: r##"etter_tabell: r#"Tiltaka blir vurderte kvart år."#,"##,
    },
    Felt {
        gruppe: "Delmål",
        namn: "tiltak",
        tyder: "Tiltaka, i den rekkjefølgja dei skal stå. Kvart av dei blir ei rad i tabellen og ein omtale etter \
            han.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Tiltak».",
        må: true,
        døme: "tiltak: [],",
    },
    Felt {
        gruppe: "Tiltak",
        namn: "id",
        tyder: "Kort namn; tekstane viser til tiltaket med #kartlegging. To tiltak i planen kan ikkje ha same id, \
            og han kan ikkje byrja med «pkt-», «delmål-», «tabell-» eller «rullering-».",
        verdi: ID,
        må: true,
        døme: r#"id: "kartlegging","#,
    },
    Felt {
        gruppe: "Tiltak",
        namn: "nummer",
        tyder: "Nummeret i tabellen og i overskrifta: 1, 2, 3 … i kvart delmål.",
        verdi: NUMMER,
        må: true,
        døme: "nummer: 1,",
    },
    Felt {
        gruppe: "Tiltak",
        namn: "tittel",
        tyder: "Tittelen på tiltaket.",
        verdi: TEKST,
        må: true,
        døme: r#"tittel: "Kartlegging av behovet","#,
    },
    Felt {
        gruppe: "Tiltak",
        namn: "hovudansvarleg",
        tyder: "Kven som har hovudansvaret.",
        verdi: "Ei gruppe i parentes; sjå «Deltakarar».",
        må: true,
        døme: r#"hovudansvarleg: (partar: ["dalane"]),"#,
    },
    Felt {
        gruppe: "Tiltak",
        namn: "samarbeidspartar",
        tyder: "Kven andre som er med.",
        verdi: "Ei gruppe i parentes, som kan vera tom: (). Sjå «Deltakarar».",
        må: true,
        døme: r#"samarbeidspartar: (partar: ["fjorden"], tillegg: "m.fl."),"#,
    },
    Felt {
        gruppe: "Tiltak",
        namn: "tidsramme",
        tyder: "Når tiltaket blir gjennomført. Tek det til etter året planen gjeld for, blir det grått i tabellen \
            og merkt «Seinare i perioden».",
        verdi: r#"År(…) eller Seinare("…"); sjå «Tidsramme»."#,
        må: true,
        døme: "tidsramme: År(frå: 2025, til: 2026),",
    },
    Felt {
        gruppe: "Tiltak",
        namn: "rullering",
        tyder: "Kva den årlege oppdateringa gjer med tiltaket; utgåva «kdd» gjer greie for det. Utan denne er \
            tiltaket ikkje med der.",
        verdi: "Eitt av orda under «Rullering».",
        må: false,
        døme: "rullering: Ny(),",
    },
    Felt {
        gruppe: "Tiltak",
        namn: "ingress",
        tyder: "Ei linje eller to framfor bolkane. Utan denne er det inga.",
        verdi: PROSA,
        må: false,
        døme: r##"ingress: r#"Tiltaket byggjer på arbeidet i 2024."#,"##,
    },
    Felt {
        gruppe: "Tiltak",
        namn: "framdrift",
        tyder: "Kor langt tiltaket er kome. Det står under tiltaket, og i «Planen på éi side». Utan denne er det ikkje nemnt.",
        verdi: "Ei gruppe i parentes; sjå «Framdrift».",
        må: false,
        døme: r#"framdrift: (status: IGang, dato: "2026-02-10"),"#,
    },
    Felt {
        gruppe: "Tiltak",
        namn: "indikatorar",
        tyder: "Det tiltaket blir målt med: ein liten tabell under tiltaket. Utan denne er det ingen.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Indikator».",
        må: false,
        døme: r#"indikatorar: [(namn: "Nye bustader", utgangspunkt: (verdi: 0, år: 2025), mål: (verdi: 12, år: 2028))],"#,
    },
    Felt {
        gruppe: "Tiltak",
        namn: "bolkar",
        tyder: "Skildringa: underoverskrifter med tekst, i den rekkjefølgja dei skal stå. Ein endeleg plan må ha \
            minst éin i kvart tiltak.",
        verdi: "Ei liste i klammer av grupper i parentes; sjå «Bolk».",
        må: false,
        døme: r#"bolkar: [(overskrift: "Utfordring", tekst: "Kommunen manglar utleigebustader.")],"#,
    },
    Felt {
        gruppe: "Deltakarar",
        namn: "partar",
        tyder: "Partane, i den rekkjefølgja dei skal stå; programmet skriv namna med komma mellom. Utan denne er \
            det ingen.",
        verdi: "Ei liste i klammer av id-ar frå registeret «partar».",
        må: false,
        døme: r#"partar: ["dalane", "fjorden"],"#,
    },
    Felt {
        gruppe: "Deltakarar",
        namn: "tillegg",
        tyder: "Ord som kjem etter partane, med komma framfor der det trengst. Utan denne er det ingen.",
        verdi: TEKST,
        må: false,
        døme: r#"tillegg: "m.fl.","#,
    },
    Felt {
        gruppe: "Deltakarar",
        namn: "ordlyd",
        tyder: "Dei nøyaktige orda i cella, i staden for namna på partane og tillegget. Utan denne skriv programmet \
            namna.",
        verdi: TEKST,
        må: false,
        døme: r#"ordlyd: "Alle kommunane, kvar for seg","#,
    },
    Felt {
        gruppe: "Tidsramme",
        namn: "År",
        tyder: "Tiltaket blir gjennomført i desse åra.",
        verdi: "Det første og det siste året i parentes; sjå «Tidsramme: År».",
        må: false,
        døme: "tidsramme: År(frå: 2025, til: 2026),",
    },
    Felt {
        gruppe: "Tidsramme",
        namn: "Seinare",
        tyder: "Tida er ikkje fastsett; orda seier kva ein veit. Tiltaket blir grått i tabellen.",
        verdi: "Orda i hermeteikn, i parentes.",
        må: false,
        døme: r#"tidsramme: Seinare("Mogleg ved neste rullering"),"#,
    },
    Felt {
        gruppe: "Tidsramme: År",
        namn: "frå",
        tyder: "Det første året.",
        verdi: ÅRSTAL,
        må: true,
        døme: "frå: 2025,",
    },
    Felt {
        gruppe: "Tidsramme: År",
        namn: "til",
        tyder: "Det siste året; det same som det første når tiltaket er ferdig på eitt år.",
        verdi: ÅRSTAL,
        må: true,
        døme: "til: 2026,",
    },
    Felt {
        gruppe: "Rullering",
        namn: "Ny",
        tyder: "Tiltaket er nytt.",
        verdi: "Ein parentes, som kan vera tom; sjå «Rullering: Ny».",
        må: false,
        døme: r#"rullering: Ny(saman_med: ["kartlegging"]),"#,
    },
    Felt {
        gruppe: "Rullering",
        namn: "Vidareført",
        tyder: "Tiltaket held fram som før.",
        verdi: ORD,
        må: false,
        døme: "rullering: Vidareført,",
    },
    Felt {
        gruppe: "Rullering",
        namn: "Endra",
        tyder: "Tiltaket er endra. Teksten er grunngjevinga.",
        verdi: r##"Teksten i parentes. Lang tekst står mellom r#" og "#."##,
        må: false,
        døme: r#"rullering: Endra("Kartlegginga viste at behovet er større."),"#,
    },
    Felt {
        gruppe: "Rullering",
        namn: "Avslutta",
        tyder: "Tiltaket er slutt, og står ikkje i tabellane lenger. Teksten er vurderinga av kva det gav.",
        verdi: r##"Teksten i parentes. Lang tekst står mellom r#" og "#."##,
        må: false,
        døme: r#"rullering: Avslutta("Ti nye bustader er bygde."),"#,
    },
    Felt {
        gruppe: "Rullering: Ny",
        namn: "saman_med",
        tyder: "Andre tiltak som det nye bør sjåast saman med. Utan denne er det ingen.",
        verdi: "Ei liste i klammer av id-ar til tiltak som ikkje er avslutta.",
        må: false,
        døme: r#"saman_med: ["kartlegging", "byggjing"],"#,
    },
    Felt {
        gruppe: "Rullering: Ny",
        namn: "delt_frå",
        tyder: "Tiltaket i planen før som dette er delt frå. Utan denne er det ikkje delt frå noko.",
        verdi: "Id-en tiltaket hadde i planen før, i hermeteikn.",
        må: false,
        døme: r##"delt_frå: "kartlegging","##,
    },
    Felt {
        gruppe: "Rullering: Ny",
        namn: "slege_saman_av",
        tyder: "Tiltaka i planen før som dette er slege saman av. Dei treng då ikkje stå som avslutta. Utan denne er det ikkje slege saman av nokon.",
        verdi: "Ei liste i klammer av id-ane dei hadde i planen før.",
        må: false,
        døme: r##"slege_saman_av: ["kartlegging", "byggjing"],"##,
    },
    Felt {
        gruppe: "Bolk",
        namn: "overskrift",
        tyder: "Underoverskrifta.",
        verdi: TEKST,
        må: true,
        døme: r#"overskrift: "Utfordring","#,
    },
    Felt {
        gruppe: "Bolk",
        namn: "tekst",
        tyder: "Teksten under overskrifta.",
        verdi: PROSA,
        må: true,
        døme: r##"tekst: r#"Kommunen manglar utleigebustader."#,"##,
    },
    Felt {
        gruppe: "Framdrift",
        namn: "status",
        tyder: "Kor langt tiltaket er kome.",
        verdi: "Eitt av orda under «Framdriftsstatus».",
        må: true,
        døme: "status: IGang,",
    },
    Felt {
        gruppe: "Framdrift",
        namn: "dato",
        tyder: "Dagen det var slik. Han kan ikkje vera etter datoen til versjonen.",
        verdi: DATO,
        må: true,
        døme: r#"dato: "2026-02-10","#,
    },
    Felt {
        gruppe: "Framdrift",
        namn: "tekst",
        tyder: "Ei setning om det. Utan denne står berre statusen.",
        verdi: TEKST,
        må: false,
        døme: r#"tekst: "Tomtene er regulerte.","#,
    },
    Felt {
        gruppe: "Framdriftsstatus",
        namn: "IkkjeStarta",
        tyder: "Tiltaket er ikkje starta.",
        verdi: ORD,
        må: false,
        døme: "status: IkkjeStarta,",
    },
    Felt {
        gruppe: "Framdriftsstatus",
        namn: "IGang",
        tyder: "Tiltaket er i gang.",
        verdi: ORD,
        må: false,
        døme: "status: IGang,",
    },
    Felt {
        gruppe: "Framdriftsstatus",
        namn: "Forseinka",
        tyder: "Tiltaket er i gang, men etter planen.",
        verdi: ORD,
        må: false,
        døme: "status: Forseinka,",
    },
    Felt {
        gruppe: "Framdriftsstatus",
        namn: "Stansa",
        tyder: "Tiltaket er stansa.",
        verdi: ORD,
        må: false,
        døme: "status: Stansa,",
    },
    Felt {
        gruppe: "Framdriftsstatus",
        namn: "Fullført",
        tyder: "Tiltaket er gjort.",
        verdi: ORD,
        må: false,
        døme: "status: Fullført,",
    },
    Felt {
        gruppe: "Indikator",
        namn: "namn",
        tyder: "Det som blir målt.",
        verdi: TEKST,
        må: true,
        døme: r#"namn: "Nye bustader","#,
    },
    Felt {
        gruppe: "Indikator",
        namn: "eining",
        tyder: "Det ein tel i. Utan denne er det berre tal.",
        verdi: TEKST,
        må: false,
        døme: r#"eining: "bustader","#,
    },
    Felt {
        gruppe: "Indikator",
        namn: "utgangspunkt",
        tyder: "Kva talet var då tiltaket tok til.",
        verdi: "Ei gruppe i parentes; sjå «Måling».",
        må: true,
        døme: "utgangspunkt: (verdi: 0, år: 2025),",
    },
    Felt {
        gruppe: "Indikator",
        namn: "mål",
        tyder: "Kva talet skal bli, og når.",
        verdi: "Ei gruppe i parentes; sjå «Måling».",
        må: true,
        døme: "mål: (verdi: 12, år: 2028),",
    },
    Felt {
        gruppe: "Indikator",
        namn: "siste",
        tyder: "Det siste talet. Utan denne står det ein strek.",
        verdi: "Ei gruppe i parentes; sjå «Måling».",
        må: false,
        døme: "siste: (verdi: 4, år: 2026),",
    },
    Felt {
        gruppe: "Måling",
        namn: "verdi",
        tyder: "Talet.",
        verdi: "Eit tal med høgst to desimalar, utan hermeteikn. Desimalar står etter punktum: 12.5.",
        må: true,
        døme: "verdi: 12.5,",
    },
    Felt {
        gruppe: "Måling", namn: "år", tyder: "Året talet er frå.", verdi: ÅRSTAL, må: true, døme: "år: 2028,"
    },
    Felt {
        gruppe: "Forkorting",
        namn: "kort",
        tyder: "Forkortinga, slik ho står i tekstane.",
        verdi: TEKST,
        må: true,
        døme: r#"kort: "SB2024","#,
    },
    Felt {
        gruppe: "Forkorting",
        namn: "fullt",
        tyder: "Det ho står for.",
        verdi: TEKST,
        må: true,
        døme: r#"fullt: "Statsbudsjettet for 2024","#,
    },
    Felt {
        gruppe: "Kolofon",
        namn: "eigar",
        tyder: "Kven som eig planen. Utan denne er det ikkje nemnt.",
        verdi: TEKST,
        må: false,
        døme: r#"eigar: "Styringsgruppa","#,
    },
    Felt {
        gruppe: "Kolofon",
        namn: "kontakt",
        tyder: "Kven ein kan spørja. Utan denne er det ikkje nemnt.",
        verdi: TEKST,
        må: false,
        døme: r#"kontakt: "prosjektleiar@dalane.kommune.no","#,
    },
    Felt {
        gruppe: "Kolofon",
        namn: "arkivsak",
        tyder: "Nummeret på saka i arkivet. Utan denne er det ikkje nemnt.",
        verdi: TEKST,
        må: false,
        døme: r#"arkivsak: "25/1234","#,
    },
    Felt {
        gruppe: "Kolofon",
        namn: "erstattar",
        tyder: "Det denne versjonen avløyser. Utan denne er det ikkje nemnt.",
        verdi: TEKST,
        må: false,
        døme: r#"erstattar: "versjon 5.0","#,
    },
];
#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FELT, GRUPPER, VAL};

    /// The files whose types are read from a plan's files.
    const SOURCES: &[(&str, &str)] = &[
        ("delmal", include_str!("delmal.rs")),
        ("etter_vedtak", include_str!("etter_vedtak.rs")),
        ("finansiering", include_str!("finansiering.rs")),
        ("framdrift", include_str!("framdrift.rs")),
        ("kolofon", include_str!("kolofon.rs")),
        ("handsaming", include_str!("handsaming.rs")),
        ("logg", include_str!("logg.rs")),
        ("organisasjon", include_str!("organisasjon.rs")),
        ("part", include_str!("part.rs")),
        ("seksjon", include_str!("seksjon.rs")),
        ("tid", include_str!("tid.rs")),
        ("mod", include_str!("mod.rs")),
    ];

    /// The files that have no type with fields or variants of its own.
    const OTHERS: &[&str] = &["fields", "id", "malformed", "path", "texts"];

    /// Every field and variant as (group, name), read off a source text as rustfmt lays it out. Only the types that
    /// derive `Deserialize` stand in the files as they are here: not the dates, and not `Plan`. Tuple types have no
    /// names.
    fn named_in(source: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let (mut derived, mut lowercase) = (false, false);
        let (mut kind, mut group, mut variant) = (None, String::new(), String::new());
        for line in source.lines().take_while(|line| *line != "#[cfg(test)]") {
            let word =
                |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("").to_string();
            let opens =
                ["pub struct ", "pub enum "].into_iter().find_map(|start| Some((start, line.strip_prefix(start)?)));
            if let Some(list) = line.strip_prefix("#[derive(") {
                (derived, lowercase) = (list.contains("Deserialize"), false);
            } else if line.starts_with("#[serde(rename_all = \"lowercase\")]") {
                lowercase = true;
            } else if line.contains("rename") || line.contains("flatten") || line.contains("alias") {
                assert!(!line.trim_start().starts_with("#["), "the name in the data is another: {line}");
            } else if let Some((start, rest)) = opens {
                kind = (derived && line.ends_with(" {")).then_some(start);
                group = word(rest);
            } else if line == "}" {
                (kind, derived) = (None, false);
            }
            match kind {
                Some("pub struct ") => {
                    let field = line.strip_prefix("    pub ").and_then(|rest| rest.split_once(": "));
                    found.extend(field.map(|(name, _)| (group.clone(), name.to_string())));
                }
                Some(_) => {
                    let inner = line.strip_prefix("        ");
                    let outer = line.strip_prefix("    ").filter(|own| own.starts_with(char::is_uppercase));
                    if let Some(own) = outer {
                        variant = word(own);
                        let name = if lowercase { variant.to_lowercase() } else { variant.clone() };
                        found.push((group.clone(), name));
                        // A variant that fits on its line.
                        let fields = own.split_once(" { ").and_then(|(_, rest)| rest.strip_suffix(" },"));
                        for field in fields.into_iter().flat_map(|fields| fields.split(", ")) {
                            found.push((format!("{group}: {variant}"), word(field)));
                        }
                    } else if let Some((name, _)) = inner.and_then(|own| own.split_once(": "))
                        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
                    {
                        found.push((format!("{group}: {variant}"), name.to_string()));
                    }
                }
                None => {}
            }
        }
        found
    }

    fn in_the_sources() -> BTreeSet<(String, String)> {
        SOURCES.iter().flat_map(|(_, source)| named_in(source)).collect()
    }

    fn in_the_table() -> BTreeSet<(String, String)> {
        FELT.iter().map(|felt| (felt.gruppe.to_string(), felt.namn.to_string())).collect()
    }

    #[test]
    fn every_field_and_every_word_is_explained() {
        let (sources, table) = (in_the_sources(), in_the_table());
        let missing: Vec<_> = sources.difference(&table).collect();
        assert!(missing.is_empty(), "not in FELT: {missing:?}");
    }

    #[test]
    fn nothing_is_explained_that_a_plan_cannot_have() {
        let (sources, table) = (in_the_sources(), in_the_table());
        let unknown: Vec<_> = table.difference(&sources).collect();
        assert!(unknown.is_empty(), "in FELT only: {unknown:?}");
    }

    #[test]
    fn every_file_of_the_module_is_looked_through() {
        let module = SOURCES.iter().find(|(name, _)| *name == "mod").unwrap().1;
        for line in module.lines() {
            let line = line.trim_start_matches("pub ");
            let Some(name) = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) else { continue };
            let known = OTHERS.contains(&name) || SOURCES.iter().any(|(own, _)| *own == name);
            assert!(known, "{name}.rs is in neither SOURCES nor OTHERS");
        }
    }

    #[test]
    fn the_groups_follow_each_other_and_nothing_stands_twice() {
        let mut groups: Vec<&str> = FELT.iter().map(|felt| felt.gruppe).collect();
        groups.dedup();
        assert_eq!(groups, GRUPPER.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        assert_eq!(in_the_table().len(), FELT.len());
        assert!(VAL.iter().all(|name| groups.contains(name)));
    }

    #[test]
    fn every_text_is_a_sentence_and_every_example_shows_its_name() {
        for felt in FELT {
            for text in [felt.tyder, felt.verdi] {
                let ends = text.ends_with(['.', ')']);
                let blanks = text.contains("  ") || text.trim() != text;
                assert!(ends && !blanks, "{}.{}: {text}", felt.gruppe, felt.namn);
            }
            let value = VAL.contains(&felt.gruppe);
            let shows = felt.døme.starts_with(&format!("{}: ", felt.namn)) || (value && felt.døme.contains(felt.namn));
            assert!(shows && felt.døme.ends_with(','), "{}.{}: {}", felt.gruppe, felt.namn, felt.døme);
        }
    }
}
