//! The table of fields: a row for every field of a plan's files, group by group. A new field of a type in `plan` needs a row
//! here; the table's tests say where one is missing.

use super::ValueKind::{
    Amounts, Body, Choice, Colour, Day, DayOrMonth, Days, DelmålFile, Figure, Flag, FormerTiltakId, Group as Of, Id,
    List, LoggedVersion, Millimetres, NodeId, Number, OrganisationNumber, PartId, Percent, PictureFile, Prose, Text,
    TiltakId, Version, Year,
};
use super::{Field, Group, ValueKind};

/// A field that must be there.
const fn must(
    name: &'static str,
    value: ValueKind,
    words: [&'static str; 2],
    example: &'static str,
    meaning: &'static str,
) -> Field {
    Field { name, value: Some(value), required: true, words, example, meaning, is_default: false }
}

/// A field that may be left out.
const fn may(
    name: &'static str,
    value: ValueKind,
    words: [&'static str; 2],
    example: &'static str,
    meaning: &'static str,
) -> Field {
    Field { required: false, ..must(name, value, words, example, meaning) }
}

/// A word to choose.
const fn word(name: &'static str, meaning: &'static str) -> Field {
    Field { name, value: None, required: false, words: ["", ""], example: "", meaning, is_default: false }
}

/// The word that holds where the field is left out.
const fn default_word(name: &'static str, meaning: &'static str) -> Field {
    Field { is_default: true, ..word(name, meaning) }
}

/// A word to choose, with a value in parentheses after it.
const fn with(name: &'static str, value: ValueKind, example: &'static str, meaning: &'static str) -> Field {
    Field { value: Some(value), example, ..word(name, meaning) }
}

/// Every group with its fields, in the order of `docs/felt.md`. Each row: the name, the value, what it is called in a sentence in
/// nynorsk and bokmål, an example (made from the group's own for groups), and what it means.
#[rustfmt::skip]
pub const GROUPS: &[Group] = &[
    Group::fields("Hovud", "Alt i plan.ron, mellom den første og den siste parentesen.", &[
        must("språk", Choice("Språk"), ["målforma", "målformen"], "nn",
            "Målforma i planen. Ho styrer alle ord programmet sjølv set inn."),
        must("kortnamn", Id, ["kortnamnet på planen", "kortnavnet på planen"], r#""dalane-og-fjorden""#,
            "Kort namn på planen, brukt i namna på filene som blir laga."),
        must("avtale", Text, ["avtala", "avtalen"], r#""Bygdevekstavtale for Dalane og Fjorden""#,
            "Avtala planen følgjer opp, slik ho skal stå på framsida og øvst på sidene."),
        may("undertittel", Text, ["undertittelen", "undertittelen"], r#""oppfølging av""#,
            "Orda mellom tittelen og avtala på framsida. Utan denne står det ingenting der."),
        may("merknad", Text, ["merknaden", "merknaden"], r#""Døme""#,
            "Ein merknad på framsida og øvst på kvar side. Utan denne er det ingen merknad."),
        must("år", Year, ["året", "året"], "2025",
            "Året planen gjeld for. Tiltak som tek til etter dette året, er merkte «seinare»."),
        must("periode", Of("Periode"), ["avtaleperioden", "avtaleperioden"], "",
            "Avtaleperioden. Året planen gjeld for og tidsrammene til tiltaka skal vere innanfor han."),
        must("versjon", Version, ["versjonen", "versjonen"], r#""6.0""#,
            "Den gjeldande versjonen. Han må stå i loggen, og datoen der blir dokumentet sin dato."),
        may("emneord", List(&Text), ["emneorda", "emneordene"], r#"["handlingsplan", "bygdevekstavtale"]"#,
            "Emneord i eigenskapane til dokumenta; dei hjelper dei som søkjer i arkivet. Utan denne er det ingen."),
        may("omslag", Choice("Omslag"), ["omslaget", "omslaget"], "Mørkt",
            "Korleis framsida ser ut. Utan denne er ho lys."),
        may("farge", Colour, ["fargen", "fargen"], r#""1F4E79""#,
            "Den eigne fargen til planen: overskrifter, lenkjer, felt og tabellhovud. Utan denne er han grøn."),
        may("logo", Of("Logo"), ["logoen", "logoen"], "",
            "Logoen til planen, øvst på framsida. Utan denne står berre logoane til partane der."),
        must("partar", List(&Of("Part")), ["partane", "partene"], "",
            "Registeret over alle som er nemnde i planen. Alle andre stader skriv du berre id-en, så kvart namn blir \
              likt overalt."),
        must("framside", List(&PartId), ["partane på framsida", "partene på forsiden"], r#"["dalane", "fjorden"]"#,
            "Partane som står på framsida, i den rekkjefølgja dei skal stå."),
        may("avtalepartar", List(&PartId), ["avtalepartane", "avtalepartene"], r#"["innlandet-fylke"]"#,
            "Kommunar og fylkeskommunar i avtala som ikkje står på framsida, men som òg skal vedta planen. Utan denne \
              er det ingen."),
        must("logg", List(&Of("LoggRad")), ["loggen", "loggen"], "",
            "Loggen: ei rad for kvar versjon, den eldste øvst. Han blir trykt i utkast."),
        must("seksjonar", List(&Of("Seksjon")), ["punkta", "punktene"], "",
            "Punkta i planen, i den rekkjefølgja dei skal stå."),
        must("delmål", List(&DelmålFile), ["delmåla", "delmålene"], r#"["delmaal-1.ron", "delmaal-2.ron"]"#,
            "Filene med delmåla, i den rekkjefølgja dei skal stå. Kvart delmål har si eiga fil."),
        may("organisasjonskart", Of("Organisasjonskart"), ["organisasjonskartet", "organisasjonskartet"], "",
            "Organisasjonskartet, som blir teikna der «Organisasjonskart» står i innhaldet til eit punkt. Utan denne \
              er det ikkje noko kart."),
        may("handsaming", List(&Of("Handsaming")), ["handsaminga", "behandlingen"], "",
            "Kva politiske organ som handsamar planen, når, og kva dei vedtok. Utan denne er møteplanen og tabellen \
              over godkjenningar tomme."),
        may("førre", Text, ["planen før", "planen før"], r#""../vest-telemark-2025""#,
            "Planen som denne avløyser: mappa hans, eller ein pakke, sett frå denne planmappa. Då seier utgåva \
              «politisk» kva som er nytt, og «kdd» blir halden opp mot han."),
        may("framlegg", Prose, ["framlegget til vedtak", "forslaget til vedtak"], r##"r#"Kommunestyret vedtek handlingsplanen for 2025."#"##,
            "Framlegget til vedtak, som dei politiske organa får i utgåva «politisk». Utan denne er det ikkje noko \
              framlegg."),
        may("bakgrunn", Prose, ["bakgrunnen for saka", "bakgrunnen for saken"], r##"r#"Avtala vart underskriven i 2025."#"##,
            "Bakgrunnen for saka, slik han skal stå i saksframlegga. Utan denne er det ingen."),
        may("vurdering", Prose, ["vurderinga av saka", "vurderingen av saken"], r##"r#"Planen følgjer opp måla i avtala."#"##,
            "Vurderinga av saka, slik ho skal stå i saksframlegga. Utan denne er det inga."),
        may("saksfrist", Days, ["fristen for saksframlegg", "fristen for saksframlegg"], "14",
            "Kor mange dagar før eit møte saksframlegget må vere inne. Utan denne er det ingen frist i «status» og \
              kalenderen."),
        may("etter_vedtak", List(&Of("EtterVedtak")), ["endringane etter vedtaka", "endringene etter vedtakene"], "",
            "Det som er endra i planen etter at dei politiske organa vedtok han, og kven som har samtykt. Det blir \
              trykt under tabellen over godkjenningar. Utan denne er det ingenting."),
        may("finansiering", Of("Finansiering"), ["finansieringa", "finansieringen"], "",
            "Kva tiltaka kostar, og kven som betaler: tabellen der «Finansiering» står i innhaldet til eit punkt. \
              Utan denne manglar han."),
        may("forkortingar", List(&Of("Forkorting")), ["forkortingane", "forkortelsene"], "",
            "Forkortingar som ikkje er namn på partar. Utan denne er det berre partane som blir forklarte."),
        may("kolofon", Of("Kolofon"), ["kolofonen", "kolofonen"], "",
            "Kven som eig planen, kven ein kan spørje, og kva saka heiter i arkivet. Det står nedst på framsida. Utan \
              denne står det ikkje noko der."),
    ]),
    Group::choice("Språk", "språk", "Orda du kan velje mellom ved «språk» i plan.ron. Opplysningane i filene heiter det same i begge målformene.", &[
        word("nn", "Nynorsk."),
        word("nb", "Bokmål."),
    ]),
    Group::choice("Omslag", "omslag", "Orda du kan velje mellom ved «omslag» i plan.ron.", &[
        default_word("Lyst", "Feltet på framsida er lyst, og sparer tonar på skrivaren. Slik er det når «omslag» ikkje står der."),
        word("Mørkt", "Feltet på framsida er fylt med farge."),
    ]),
    Group::fields("Periode", "Gruppa ved «periode» i plan.ron: åra avtala gjeld.", &[
        must("frå", Year, ["det første året", "det første året"], "2025",
            "Det første året."),
        must("til", Year, ["det siste året", "det siste året"], "2028",
            "Det siste året. Det er med i perioden, og kan ikkje kome før det første."),
    ]),
    Group::known_by(&["id"], "Part", "Kvar part i registeret «partar» i plan.ron: ein kommune, eit direktorat, eit lag eller andre som er med.", &[
        must("id", Id, ["id-en", "id-en"], r#""dalane""#,
            "Det resten av planen kallar parten. To partar kan ikkje ha same id."),
        must("namn", Text, ["namnet", "navnet"], r#""Dalane kommune""#,
            "Namnet, slik det skal stå i dokumentet."),
        may("kort", Text, ["kortnamnet", "kortnavnet"], r#""Dalane""#,
            "Ei kortform av namnet, som stavekontrollen kjenner. Er ho berre store bokstavar og brukt i planen, står \
              ho i lista over forkortingar. Utan denne er det inga."),
        may("fullt", Text, ["det forkortinga står for", "det forkortelsen står for"], r#""Kommunal- og distriktsdepartementet""#,
            "Namnet fullt ut, når «namn» er ei forkorting, eller «kort» er det. Det står i lista over forkortingar. \
              Manglar det, blir ikkje forkortinga forklart."),
        may("organisasjonsnummer", OrganisationNumber, ["organisasjonsnummeret", "organisasjonsnummeret"], r#""974 760 673""#,
            "Nummeret i Enhetsregisteret. Det står ikkje i dokumenta, men i opne data (jsonld og csv), så parten er den \
              same i planane til alle avtaler. Utan dette er han berre kjend med namnet."),
        may("medlemmer", List(&PartId), ["medlemmene", "medlemmene"], r#"["dalane", "fjorden"]"#,
            "Partane han står for, når han står for fleire. Det som gjeld han, gjeld då kvar av dei i oversynet over \
              kven som gjer kva. Utan denne står han berre for seg sjølv."),
        may("fordeling", List(&Of("Andel")), ["delen", "andelen"], "",
            "Kor stor del kvar medlem har av det dei betaler saman, når det er kjent. Kvar part får då vite sin del i \
              kopien og saksframlegget. Utan denne står berre det heile."),
        may("rolle", Choice("Rolle"), ["rolla", "rollen"], "Kommune",
            "Kva slags part det er. Utan denne er rolla Annan."),
        may("logo", Of("Logo"), ["logoen", "logoen"], "",
            "Logoen til parten, som blir trykt på framsida når parten står i «framside». Utan denne er det ingen."),
    ]),
    Group::known_by(&["part"], "Andel", "Kvar del i «fordeling» hjå ein part som står for fleire.", &[
        must("part", PartId, ["medlemmen", "medlemmet"], r#""dalane""#,
            "Medlemmen delen gjeld."),
        must("prosent", Percent, ["delen", "andelen"], "60",
            "Delen i prosent; delane til alle medlemmene skal vere 100 til saman."),
    ]),
    Group::choice("Rolle", "rolle", "Orda du kan velje mellom ved «rolle» i ein part.", &[
        word("Kommune", "Ein kommune."),
        word("Fylkeskommune", "Ein fylkeskommune."),
        word("Stat", "Staten: eit departement, eit direktorat eller ein statsforvaltar."),
        default_word("Annan", "Alle andre. Slik er det når «rolle» ikkje står der."),
    ]),
    Group::fields("Logo", "Gruppa ved «logo», i plan.ron eller i ein part: eit bilete på framsida.", &[
        must("fil", PictureFile, ["biletefila", "bildefilen"], r#""logo/dalane.png""#,
            "Biletefila. Ho må ligge i planmappa eller i ei mappe under henne."),
        must("alt", Text, ["teksten til biletet", "teksten til bildet"], r#""Kommunevåpenet til Dalane""#,
            "Kva biletet viser. Det blir lese opp for dei som ikkje ser det."),
        may("høgd_mm", Millimetres, ["høgda på biletet", "høyden på bildet"], "18",
            "Kor høgt biletet blir trykt, i millimeter; eit breitt bilete kan bli lågare. Utan denne er det 18."),
    ]),
    Group::known_by(&["versjon"], "LoggRad", "Kvar rad i «logg» i plan.ron: ein versjon av planen.", &[
        must("versjon", Version, ["versjonen", "versjonen"], r#""6.0""#,
            "Nummeret på versjonen. Det skal stige nedover i loggen."),
        may("namn", Text, ["namnet", "navnet"], r#""Piloten sitt utkast""#,
            "Namnet på versjonen, etter nummeret i loggen. Utan denne står nummeret åleine."),
        must("dato", DayOrMonth, ["datoen", "datoen"], r#""2025-05-10""#,
            "Når versjonen vart laga."),
        may("år", Year, ["året for planen", "året for planen"], "2025",
            "Året for planen som versjonen høyrer til, når det er eit anna enn i «dato». Utan denne er det året i \
              «dato»."),
        must("status", Text, ["statusen", "statusen"], r#""Utkast etter møte i styringsgruppa""#,
            "Kor langt planen er komen, med eigne ord."),
        must("endra_av", Text, ["endra av", "endret av"], r#""Piloten""#,
            "Kven som laga versjonen."),
        may("politisk", Flag, ["om versjonen gjekk til politisk handsaming", "om versjonen gikk til politisk behandling"], "true",
            "Om versjonen gjekk til politisk handsaming; «handlingsplan versjon --politisk» skriv det. Står det ved \
              ein versjon av planen for året, tel berre vedtak om slike versjonar. Utan denne er svaret nei."),
    ]),
    Group::known_by(&["tittel"], "Seksjon", "Kvart punkt i «seksjonar» i plan.ron.", &[
        may("nummer", Number, ["nummeret", "nummeret"], "4",
            "Nummeret på punktet i malen frå departementet; tekstane viser til det med #pkt-4. To punkt kan ikkje ha \
              same nummer. Utan denne har punktet ikkje noko nummer, og tek til på ei ny side."),
        must("tittel", Text, ["tittelen", "tittelen"], r#""Organisering""#,
            "Overskrifta."),
        must("innhald", List(&Choice("Innhald")), ["teksten", "teksten"], r#"[Tekst("Styringsgruppa leier arbeidet."), Organisasjonskart]"#,
            "Det som står i punktet, i den rekkjefølgja det skal stå."),
    ]),
    Group::choice("Innhald", "", "Det som kan stå i lista «innhald» i eit punkt.", &[
        with("Tekst", Prose, r##"r#"Styringsgruppa leier arbeidet."#"##,
            "Vanleg tekst."),
        with("Mellomtittel", Text, r#""Ansvar og roller""#,
            "Ei overskrift inne i punktet."),
        with("Delmål", Of("Innhald: Delmål"), "",
            "Alle delmåla, kvart på ei ny side. Det kan berre stå éin gong i planen."),
        word("Organisasjonskart", "Figuren frå «organisasjonskart» i plan.ron. Det kan berre stå éin gong i planen."),
        word("Møteplan", "Tabellen over planlagde møte, frå «handsaming» i plan.ron. Det kan berre stå éin gong i planen."),
        word("Godkjenningar", "Tabellen over partane og godkjenningane deira, frå «handsaming» i plan.ron. Det kan berre stå éin gong i \
              planen."),
        word("Finansiering", "Tabellen over finansieringa, frå «finansiering» i plan.ron. Det kan berre stå éin gong i planen."),
        word("Oversyn", "Planen på éi side: alle tiltaka med tidsramme og side, og vegen vidare. Det kan berre stå éin gong i \
              planen."),
        word("Ansvar", "Kven gjer kva: kvar part med tiltaka han har ansvaret for og er med i. Det kan berre stå éin gong i \
              planen."),
        word("Forkortingar", "Forkortingane i planen og kva dei står for, frå «fullt» hjå partane og «forkortingar» i plan.ron. Det \
              kan berre stå éin gong i planen."),
    ]),
    Group::fields("Innhald: Delmål", "Opplysningane i parentesen etter «Delmål» i innhaldet til eit punkt.", &[
        may("overskrift", Text, ["overskrifta over delmåla", "overskriften over delmålene"], r#""Prioriteringar 2025""#,
            "Ei overskrift over delmåla. Utan denne er det inga."),
        may("oversyn", Flag, ["oversynet over delmåla", "oversikten over delmålene"], "true",
            "Om ein liten tabell framfor delmåla skal vise vekta og talet på tiltak i kvart av dei. Utan denne er \
              svaret false."),
    ]),
    Group::fields("Organisasjonskart", "Gruppa ved «organisasjonskart» i plan.ron.", &[
        must("tittel", Text, ["tittelen", "tittelen"], r#""Organisering av arbeidet""#,
            "Kva figuren viser. Det står under han."),
        must("nodar", List(&Of("Node")), ["boksane", "boksene"], "",
            "Boksane, frå 1 til 40. Éin av dei står øvst; dei under same boks blir teikna i den rekkjefølgja dei \
              står."),
    ]),
    Group::known_by(&["id"], "Node", "Kvar boks i «nodar» i organisasjonskartet.", &[
        must("id", Id, ["id-en", "id-en"], r#""referansegruppe""#,
            "Det andre boksar kallar boksen. To boksar kan ikkje ha same id."),
        must("namn", Text, ["namnet", "navnet"], r#""Referansegruppe""#,
            "Orda i boksen."),
        may("linjer", List(&Text), ["linjene", "linjene"], r#"["ordførarane", "kommunedirektørane"]"#,
            "Fleire linjer i boksen, under namnet. Utan denne er det ingen."),
        may("under", NodeId, ["plassen i kartet", "plassen i kartet"], r#""prosjektleiar""#,
            "Boksen denne står under. Berre boksen øvst i kartet er utan."),
        may("relasjon", Choice("Relasjon"), ["plassen i kartet", "plassen i kartet"], "Rådgjevande",
            "Korleis boksen heng saman med den han står under. Utan denne er det Linje."),
    ]),
    Group::choice("Relasjon", "relasjon", "Orda du kan velje mellom ved «relasjon» i ein boks.", &[
        default_word("Linje", "Boksen står i ansvarslinja. Slik er det når «relasjon» ikkje står der."),
        word("Rådgjevande", "Boksen gjev råd. Han blir teikna med stipla strek."),
    ]),
    Group::known_by(&["part"], "Handsaming", "Kvar part i «handsaming» i plan.ron: dei politiske organa der planen skal opp.", &[
        must("part", PartId, ["parten", "parten"], r#""dalane""#,
            "Parten."),
        must("organ", List(&Of("OrganHandsaming")), ["organa", "organene"], "",
            "Organa til parten, i den rekkjefølgja dei handsamar planen. Vedtaket i det siste som ikkje berre uttaler \
              seg, avgjer om parten har godkjent planen."),
        may("framlegg", Prose, ["framlegget til vedtak", "forslaget til vedtak"], r##"r#"Kommunestyret vedtek planen, og set av 250 000 kr."#"##,
            "Framlegget til vedtak hjå denne parten, når det er eit anna enn det i plan.ron. Utan denne gjeld det."),
        may("bakgrunn", Prose, ["bakgrunnen for saka", "bakgrunnen for saken"], r##"r#"Kommunen har vore med sidan 2024."#"##,
            "Bakgrunnen i saksframlegga hjå denne parten, når han er ein annan enn den i plan.ron. Utan denne gjeld \
              den."),
        may("vurdering", Prose, ["vurderinga av saka", "vurderingen av saken"], r##"r#"Planen høver med kommuneplanen."#"##,
            "Vurderinga i saksframlegga hjå denne parten, når ho er ei anna enn den i plan.ron. Utan denne gjeld den."),
        may("arkivsak", Text, ["arkivsaka", "arkivsaken"], r#""26/01234""#,
            "Saksnummeret i arkivet til denne parten. Det står då i kopien og saksframlegget hans i staden for det i \
              kolofonen. Utan denne står det i kolofonen."),
        may("saksfrist", Days, ["fristen for saksframlegg", "fristen for saksframlegg"], "10",
            "Kor mange dagar før eit møte saksframlegget må vere inne hjå denne parten. Utan denne gjeld fristen i \
              plan.ron."),
    ]),
    Group::known_by(&["organ"], "OrganHandsaming", "Kvart organ i lista «organ» hjå ein part i «handsaming».", &[
        must("organ", Body, ["organet", "organet"], r#""kommunestyre""#,
            "Namnet på organet."),
        may("rolle", Choice("OrganRolle"), ["rolla i saka", "rollen i saken"], "Uttale",
            "Kva organet gjer med planen. Utan denne er det Uttale for råd ein kjenner på namnet (ungdomsråd, \
              eldreråd, råd for personar med funksjonsnedsetjing). Av dei andre organa er det Vedtak for det siste, \
              og Innstilling for dei før."),
        may("planlagt", Day, ["planlagt møte", "planlagt møte"], r#""2025-06-17""#,
            "Dagen møtet er planlagt. Utan denne er ikkje møtet fastsett."),
        may("avlyst", Flag, ["om møtet er avlyst", "om møtet er avlyst"], "true",
            "Om møtet som er planlagt, er avlyst. Er det sett eit nytt møte, så skriv heller den nye datoen i \
              «planlagt». Utan denne er det ikkje avlyst."),
        may("vedtak", List(&Of("Vedtak")), ["vedtaket", "vedtaket"], "",
            "Vedtaka organet har gjort, det eldste først; «handlingsplan godkjenn» fører dei inn. Utan denne er det \
              ingen."),
        may("framlegg", Prose, ["framlegget til vedtak", "forslaget til vedtak"], r##"r#"Formannskapet rår kommunestyret til å vedta planen."#"##,
            "Framlegget til vedtak i dette organet, når det er eit anna enn det til parten. Utan denne gjeld det."),
    ]),
    Group::choice("OrganRolle", "rolle", "Orda du kan velje mellom ved «rolle» hjå eit organ.", &[
        word("Uttale", "Organet seier kva det meiner om planen, og blir ikkje venta på når vedtaket er gjort."),
        word("Innstilling", "Organet gjev innstilling til det som gjer vedtak."),
        word("Vedtak", "Organet avgjer om parten godkjenner planen. Berre eitt organ hjå kvar part gjer det."),
    ]),
    Group::known_by(&["dato", "sak", "utfall", "versjon"], "Vedtak", "Kvart vedtak i lista «vedtak» hjå eit organ.", &[
        must("dato", Day, ["datoen", "datoen"], r#""2025-06-17""#,
            "Dagen vedtaket vart gjort. Han kan ikkje kome før møtet."),
        may("sak", Text, ["saksnummeret", "saksnummeret"], r#""PS 45/25""#,
            "Saksnummeret. Utan denne står det ikkje noko saksnummer."),
        may("utfall", Choice("Utfall"), ["utfallet", "utfallet"], "Endra",
            "Kva organet vedtok. Utan denne er det Vedteke."),
        may("versjon", LoggedVersion, ["versjonen", "versjonen"], r#""6.0""#,
            "Versjonen av planen som vedtaket gjeld; «handlingsplan godkjenn» fyller han ut. Utan denne er det den \
              som gjaldt den dagen."),
        may("tekst", Prose, ["ordlyden", "ordlyden"], r##"r#"Kommunestyret vedtek handlingsplanen for 2026."#"##,
            "Ordlyden i vedtaket. Han blir trykt under tabellen over godkjenningar. Utan denne står berre datoen, \
              saka og utfallet."),
        may("endring", Prose, ["endringa", "endringen"], r##"r#"Tiltak 2.1 startar i 2027."#"##,
            "Det eit vedtak med endringar endra i planen. Det blir trykt saman med vedtaket. Utan denne står det \
              ikkje kva som vart endra."),
        may("teke_inn_i", LoggedVersion, ["versjonen som tok inn endringa", "versjonen som tok inn endringen"], r#""4.0""#,
            "Versjonen av planen som tok inn det vedtaket endra. Den endelege planen blir då halden saman med den \
              versjonen. Utan denne blir han halden saman med versjonen vedtaket gjeld."),
    ]),
    Group::choice("Utfall", "utfall", "Orda du kan velje mellom ved «utfall» i eit vedtak.", &[
        default_word("Vedteke", "Organet vedtok planen. Slik er det når «utfall» ikkje står der."),
        word("Endra", "Organet vedtok planen med endringar."),
        word("Avvist", "Organet sa nei til planen. Då har ikkje parten godkjent han."),
        word("Utsett", "Organet utsette saka. Datoen for det nye møtet står i «planlagt» ved organet."),
        word("SendtTilbake", "Organet sende saka tilbake til dei som har skrive planen, og skal handsame han på nytt."),
        word("TekeTilVitande", "Organet tok planen til vitande utan å vedta han. Då har ikkje parten godkjent han."),
    ]),
    Group::known_by(&["tekst"], "EtterVedtak", "Kvar endring i «etter_vedtak» i plan.ron.", &[
        must("tekst", Prose, ["teksten", "teksten"], r#""Beløpet i tiltak 1 er retta.""#,
            "Det som er endra, og kvifor."),
        must("samtykke", Text, ["samtykket", "samtykket"], r#""styringsgruppa""#,
            "Kven som har samtykt i endringa."),
        must("dato", Day, ["datoen", "datoen"], r#""2026-07-01""#,
            "Dagen dei samtykte."),
        must("versjon", LoggedVersion, ["versjonen", "versjonen"], r#""5.0""#,
            "Versjonen av planen som har endringa. Det som er endra etter han, gjeld ikkje samtykket for."),
    ]),
    Group::fields("Finansiering", "Gruppa ved «finansiering» i plan.ron. Summane blir rekna ut.", &[
        may("eining", Choice("Eining"), ["eininga", "enheten"], "TusenKroner",
            "Kva beløpa er talde i. Utan denne er det Kroner."),
        must("postar", List(&Of("Post")), ["postane", "postene"], "",
            "Beløpa: ein post for kvart formål og kvar kjelde. Tabellen følgjer nummera på delmåla."),
    ]),
    Group::choice("Eining", "eining", "Orda du kan velje mellom ved «eining» i finansieringa.", &[
        default_word("Kroner", "Heile kroner. Slik er det når «eining» ikkje står der."),
        word("TusenKroner", "Tusen kroner: 400 tyder 400 000 kroner."),
    ]),
    Group::known_by(&["formål", "kjelde", "part"], "Post", "Kvar post i «postar» i finansieringa: pengane frå éi kjelde til eitt formål.", &[
        must("formål", Choice("Formål"), ["formålet", "formålet"], r#"Tiltak("kartlegging")"#,
            "Kva pengane er til."),
        must("kjelde", Choice("Kjelde"), ["kjelda", "kilden"], "Statleg",
            "Kven sine pengar det er."),
        may("part", PartId, ["betalaren", "betaleren"], r#""dalane""#,
            "Parten som betaler. Er han nemnd i ein post, får planen òg ein tabell over kva kvar part betaler. Utan \
              denne er betalaren ikkje nemnd."),
        must("beløp", Amounts, ["beløpet", "beløpet"], "{2026: 400000, 2027: 250000}",
            "Beløpet for kvart år. År utan pengar kan utelatast."),
    ]),
    Group::choice("Formål", "formål", "Det du kan velje mellom ved «formål» i ein post.", &[
        with("Delmål", Number, "2",
            "Eit delmål i det heile."),
        with("Tiltak", TiltakId, r#""kartlegging""#,
            "Eit tiltak."),
        with("Avslutta", Text, r#""Kartlegging""#,
            "Eit tiltak som er avslutta og ikkje står i planen lenger: «handlingsplan rullering» skriv det, så det \
              som er betalt, blir ståande i summane."),
    ]),
    Group::choice("Kjelde", "kjelde", "Orda du kan velje mellom ved «kjelde» i ein post.", &[
        word("Statleg", "Pengar frå staten."),
        word("Fylkeskommunal", "Pengar frå fylkeskommunen."),
        word("Kommunal", "Pengar frå kommunane."),
        word("Eigeninnsats", "Arbeid og pengar partnarane sjølve legg inn."),
        word("Anna", "Pengar frå alle andre."),
    ]),
    Group::fields("Delmål", "Alt i ei delmålfil, mellom den første og den siste parentesen.", &[
        must("nummer", Number, ["nummeret", "nummeret"], "1",
            "Nummeret på delmålet; tekstane viser til det med #delmål-1. To delmål kan ikkje ha same nummer."),
        must("tittel", Text, ["tittelen", "tittelen"], r#""Fleire bustader""#,
            "Tittelen på delmålet."),
        may("vekt", Percent, ["vekta", "vekten"], "60",
            "Kor stor del av innsatsen delmålet skal ha, i prosent; vektene til alle delmåla skal vere 100 til saman. \
              Utan denne har delmålet inga vekt."),
        may("var_nummer", Number, ["nummeret i planen før", "nummeret i planen før"], "3",
            "Nummeret delmålet hadde i planen før, når det var eit anna. Utan denne er det det same, eller det med \
              same tittel."),
        may("delt_frå", Number, ["det delmålet er delt frå", "det delmålet er delt fra"], "2",
            "Nummeret på det delmålet i planen før som dette er delt frå. Utan denne er det ikkje delt frå noko."),
        may("slege_saman_av", List(&Number), ["det delmålet er laga av", "det delmålet er laget av"], "[1, 2]",
            "Numra på dei delmåla i planen før som dette er slege saman av. Utan denne er det ikkje slege saman av \
              nokon."),
        may("innleiing", Prose, ["innleiinga", "innledningen"], r##"r#"Mange vil flytte hit, men finn ikkje bustad."#"##,
            "Tekst mellom tittelen og hovudmålet. Utan denne er det ingen."),
        may("hovudmål", Prose, ["hovudmålet", "hovedmålet"], r##"r#"Det skal bli fleire bustader som passar for fleire."#"##,
            "Hovudmålet, i ei setning; programmet set «Hovudmål:» framfor. Ein endeleg plan må ha det."),
        may("etter_tabell", Prose, ["teksten etter tabellen", "teksten etter tabellen"], r##"r#"Tiltaka blir vurderte kvart år."#"##,
            "Tekst mellom tabellen over tiltaka og det første av dei. Utan denne er det ingen."),
        must("tiltak", List(&Of("Tiltak")), ["tiltaka", "tiltakene"], "",
            "Tiltaka, i den rekkjefølgja dei skal stå. Kvart av dei blir ei rad i tabellen og ein omtale etter han."),
    ]),
    Group::known_by(&["id"], "Tiltak", "Kvart tiltak i «tiltak» i ei delmålfil.", &[
        must("id", Id, ["id-en", "id-en"], r#""kartlegging""#,
            "Kort namn; tekstane viser til tiltaket med #kartlegging. To tiltak i planen kan ikkje ha same id, og han \
              kan ikkje byrje med «pkt-», «delmål-», «tabell-» eller «rullering-»."),
        must("nummer", Number, ["nummeret", "nummeret"], "1",
            "Nummeret i tabellen og i overskrifta: 1, 2, 3 … i kvart delmål."),
        must("tittel", Text, ["tittelen", "tittelen"], r#""Kartlegging av behovet""#,
            "Tittelen på tiltaket."),
        must("hovudansvarleg", Of("Deltakarar"), ["hovudansvarleg", "hovedansvarlig"], "",
            "Kven som har hovudansvaret."),
        must("samarbeidspartar", Of("Deltakarar"), ["samarbeidspartane", "samarbeidspartene"], "",
            "Kven andre som er med."),
        must("tidsramme", Choice("Tidsramme"), ["tidsramma", "tidsrammen"], "År(frå: 2025, til: 2026)",
            "Når tiltaket blir gjennomført. Tek det til etter året planen gjeld for, står det «seinare» ved åra."),
        may("rullering", Choice("Rullering"), ["merkinga for rulleringa", "merkingen for rulleringen"], "Ny()",
            "Kva den årlege oppdateringa gjer med tiltaket; utgåva «kdd» gjer greie for det. Utan denne er tiltaket \
              ikkje med der."),
        may("ingress", Prose, ["ingressen", "ingressen"], r##"r#"Tiltaket byggjer på arbeidet i 2024."#"##,
            "Ei linje eller to framfor bolkane. Utan denne er det inga."),
        may("framdrift", Of("Framdrift"), ["framdrifta", "framdriften"], "",
            "Kor langt tiltaket er kome. Det står under tiltaket, og i «Planen på éi side». Utan denne er det ikkje \
              nemnt."),
        may("indikatorar", List(&Of("Indikator")), ["indikatoren", "indikatoren"], "",
            "Det tiltaket blir målt med: ein liten tabell under tiltaket. Utan denne er det ingen."),
        may("bolkar", List(&Of("Bolk")), ["bolken", "delen"], "",
            "Skildringa: underoverskrifter med tekst, i den rekkjefølgja dei skal stå. Ein endeleg plan må ha minst \
              éin i kvart tiltak."),
    ]),
    Group::fields("Deltakarar", "Gruppa ved «hovudansvarleg» og «samarbeidspartar» i eit tiltak: det som står i cella i tabellen.", &[
        may("partar", List(&PartId), ["partane", "partene"], r#"["dalane", "fjorden"]"#,
            "Partane, i den rekkjefølgja dei skal stå; programmet skriv namna med komma mellom. Utan denne er det \
              ingen."),
        may("tillegg", Text, ["tillegget", "tillegget"], r#""m.fl.""#,
            "Ord som kjem etter partane, med komma framfor der det trengst. Utan denne er det ingen."),
        may("ordlyd", Text, ["ordlyden", "ordlyden"], r#""Alle kommunane, kvar for seg""#,
            "Dei nøyaktige orda i cella, i staden for namna på partane og tillegget. Utan denne skriv programmet \
              namna."),
    ]),
    Group::choice("Tidsramme", "tidsramme", "Det du kan velje mellom ved «tidsramme» i eit tiltak.", &[
        with("År", Of("Tidsramme: År"), "",
            "Tiltaket blir gjennomført i desse åra."),
        with("Seinare", Text, r#""Mogleg ved neste rullering""#,
            "Tida er ikkje fastsett; orda seier kva ein veit. Tiltaket er merkt «seinare»."),
    ]),
    Group::fields("Tidsramme: År", "Opplysningane i parentesen etter «År» ved «tidsramme» i eit tiltak.", &[
        must("frå", Year, ["det første året", "det første året"], "2025",
            "Det første året."),
        must("til", Year, ["det siste året", "det siste året"], "2026",
            "Det siste året; det same som det første når tiltaket er ferdig på eitt år."),
    ]),
    Group::choice("Rullering", "rullering", "Orda du kan velje mellom ved «rullering» i eit tiltak.", &[
        with("Ny", Of("Rullering: Ny"), "",
            "Tiltaket er nytt."),
        word("Vidareført", "Tiltaket held fram som før."),
        with("Endra", Prose, r#""Kartlegginga viste at behovet er større.""#,
            "Tiltaket er endra. Teksten er grunngjevinga."),
        with("Avslutta", Prose, r#""Ti nye bustader er bygde.""#,
            "Tiltaket er slutt, og står ikkje i tabellane lenger. Teksten er vurderinga av kva det gav."),
    ]),
    Group::fields("Rullering: Ny", "Opplysningane i parentesen etter «Ny» ved «rullering» i eit tiltak.", &[
        may("saman_med", List(&TiltakId), ["tiltaka det bør sjåast saman med", "tiltakene det bør ses sammen med"], r#"["kartlegging", "byggjing"]"#,
            "Andre tiltak som det nye bør sjåast saman med; dei kan ikkje vere avslutta. Utan denne er det ingen."),
        may("delt_frå", FormerTiltakId, ["tiltaket det er delt frå", "tiltaket det er delt fra"], r#""kartlegging""#,
            "Tiltaket i planen før som dette er delt frå. Utan denne er det ikkje delt frå noko."),
        may("slege_saman_av", List(&FormerTiltakId), ["tiltaka det er slege saman av", "tiltakene det er slått sammen av"], r#"["kartlegging", "byggjing"]"#,
            "Tiltaka i planen før som dette er slege saman av. Dei treng då ikkje stå som avslutta. Utan denne er det \
              ikkje slege saman av nokon."),
    ]),
    Group::known_by(&["overskrift"], "Bolk", "Kvar bolk i «bolkar» i eit tiltak.", &[
        must("overskrift", Text, ["overskrifta", "overskriften"], r#""Utfordring""#,
            "Underoverskrifta."),
        must("tekst", Prose, ["teksten", "teksten"], r##"r#"Kommunen manglar utleigebustader."#"##,
            "Teksten under overskrifta."),
    ]),
    Group::fields("Framdrift", "Gruppa ved «framdrift» i eit tiltak: kor langt det er kome.", &[
        must("status", Choice("Framdriftsstatus"), ["statusen", "statusen"], "IGang",
            "Kor langt tiltaket er kome."),
        must("dato", Day, ["datoen", "datoen"], r#""2026-02-10""#,
            "Dagen det var slik. Han kan ikkje vere etter datoen til versjonen."),
        may("tekst", Text, ["teksten", "teksten"], r#""Tomtene er regulerte.""#,
            "Ei setning om det. Utan denne står berre statusen."),
    ]),
    Group::choice("Framdriftsstatus", "status", "Orda du kan velje mellom ved «status» i framdrifta.", &[
        word("IkkjeStarta", "Tiltaket er ikkje starta."),
        word("IGang", "Tiltaket er i gang."),
        word("Forseinka", "Tiltaket er i gang, men etter planen."),
        word("Stansa", "Tiltaket er stansa."),
        word("Fullført", "Tiltaket er gjort."),
    ]),
    Group::known_by(&["namn"], "Indikator", "Kvar indikator i «indikatorar» i eit tiltak: noko ein kan telje eller måle.", &[
        must("namn", Text, ["namnet", "navnet"], r#""Nye bustader""#,
            "Det som blir målt."),
        may("eining", Text, ["eininga", "enheten"], r#""bustader""#,
            "Det ein tel i. Utan denne er det berre tal."),
        must("utgangspunkt", Of("Måling"), ["utgangspunktet", "utgangspunktet"], "",
            "Kva talet var då tiltaket tok til."),
        must("mål", Of("Måling"), ["målet", "målet"], "",
            "Kva talet skal bli, og når."),
        may("siste", Of("Måling"), ["det siste talet", "det siste tallet"], "",
            "Det siste talet. Utan denne står det ein strek."),
    ]),
    Group::fields("Måling", "Gruppa ved «utgangspunkt», «mål» og «siste» i ein indikator.", &[
        must("verdi", Figure, ["talet", "tallet"], "12.5",
            "Talet."),
        must("år", Year, ["året", "året"], "2028",
            "Året talet er frå."),
    ]),
    Group::known_by(&["kort"], "Forkorting", "Kvar forkorting i «forkortingar» i plan.ron.", &[
        must("kort", Text, ["forkortinga", "forkortelsen"], r#""SB2024""#,
            "Forkortinga, slik ho står i tekstane."),
        must("fullt", Text, ["det forkortinga står for", "det forkortelsen står for"], r#""Statsbudsjettet for 2024""#,
            "Det ho står for."),
    ]),
    Group::fields("Kolofon", "Gruppa ved «kolofon» i plan.ron: opplysningane nedst på framsida.", &[
        may("eigar", Text, ["eigaren", "eieren"], r#""Styringsgruppa""#,
            "Kven som eig planen. Utan denne er det ikkje nemnt."),
        may("kontakt", Text, ["kontakten", "kontakten"], r#""prosjektleiar@dalane.kommune.no""#,
            "Kven ein kan spørje. Utan denne er det ikkje nemnt."),
        may("arkivsak", Text, ["arkivsaka", "arkivsaken"], r#""25/1234""#,
            "Nummeret på saka i arkivet. Utan denne er det ikkje nemnt."),
        may("erstattar", Text, ["det planen erstattar", "det planen erstatter"], r#""versjon 5.0""#,
            "Det denne versjonen avløyser. Utan denne er det ikkje nemnt."),
    ]),
];
