//! Plans that no municipality would write, made from the model:
//!
//! - `stress-plan limits FOLDER`: everything at its limit. 12 delmål with 30 tiltak each, cells of 1 to 2,000
//!   characters, words of 60, every kind of block, a chart of 40 boxes, a log of 60 rows, 40 parties, 8 years of financing
//!   with payers, figures and progress.
//! - `stress-plan few FOLDER`: the same with 5 delmål of 6 tiltak.
//! - `stress-plan times N PLAN FOLDER`: the plan in a folder with its delmål N times over, to measure by.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use handlingsplan::data::load;
use handlingsplan::plan::*;
use serde::Serialize;
use serde_json::{from_value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["limits", folder] => write(&limits(12, 30)?, Path::new(folder)),
        ["few", folder] => write(&limits(5, 6)?, Path::new(folder)),
        ["times", times, plan, folder] => {
            let plan = load(Path::new(plan)).plan.map_err(|findings| format!("{findings:?}"))?;
            write(&repeated(&plan, times.parse()?)?, Path::new(folder))
        }
        _ => Err("usage: stress-plan limits|few FOLDER | stress-plan times N PLAN FOLDER".into()),
    }
}

fn write(plan: &Plan, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("plan.ron"), ron(&plan.hovud)?)?;
    for (name, delmål) in plan.hovud.delmål.iter().zip(&plan.delmål) {
        fs::write(folder.join(name), ron(delmål)?)?;
    }
    Ok(())
}

fn ron(value: &impl Serialize) -> Result<String, ron::Error> {
    ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::default())
}

fn repeated(plan: &Plan, times: usize) -> Result<Plan, Box<dyn Error>> {
    let mut repeated = plan.clone();
    repeated.delmål.clear();
    repeated.hovud.delmål.clear();
    for round in 0..times {
        for delmål in &plan.delmål {
            let mut delmål = delmål.clone();
            delmål.nummer += u16::try_from(round * plan.delmål.len())?;
            for tiltak in &mut delmål.tiltak {
                if round > 0 {
                    tiltak.id = id(&format!("{}-{round}", tiltak.id))?;
                }
            }
            repeated.hovud.delmål.push(format!("delmaal-{}.ron", delmål.nummer));
            repeated.delmål.push(delmål);
        }
    }
    Ok(repeated)
}

fn id<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    from_value(json!(text))
}

/// Text of about so many characters; the same for the same seed.
fn text(characters: usize, seed: usize) -> String {
    const WORDS: [&str; 20] = [
        "tiltak",
        "i",
        "kommunane",
        "og",
        "bustadmarknaden",
        "for",
        "å",
        "styrkje",
        "kunnskapsgrunnlaget",
        "ved",
        "samarbeid",
        "på",
        "tvers",
        "av",
        "grensene",
        "med",
        "rekruttering",
        "til",
        "næringslivet",
        "skal",
    ];
    let mut text = String::new();
    let mut index = seed;
    while text.chars().count() < characters {
        if !text.is_empty() {
            text.push(' ');
        }
        // Every now and then a word of sixty letters.
        if index % 97 == 96 {
            text.push_str(&"bustadutviklingskoordinering".repeat(3).chars().take(60).collect::<String>());
        } else {
            text.push_str(WORDS[(index * 7 + seed) % WORDS.len()]);
        }
        index += 1;
    }
    text.chars().take(characters).collect::<String>().trim_end().to_string()
}

fn prose(seed: usize, delmål: usize) -> Prosa {
    let item = |characters, offset| text(characters, seed + offset);
    Prosa(format!(
        "{}\n\n**{}** og *{}*, sjå [](#delmål-{delmål}), [](#tabell-delmål-{delmål}), [](#finansiering) og \
         [ei nettside](https://example.org/{seed}). {}:\n\n- {}\n- {}\n  1. {}\n  2. {}\n     - {}\n\n{}\n\n7. {}\n8. {}\n\n   {}\n",
        item(40 + seed % 900, 0),
        item(20, 1),
        item(20, 2),
        item(30, 3),
        item(5, 4),
        item(200, 5),
        item(80, 6),
        item(10, 7),
        item(60, 8),
        item(1 + seed % 300, 9),
        item(100, 10),
        item(30, 11),
        item(90, 12),
    ))
}

fn limits(delmål: u16, tiltak_each: u16) -> Result<Plan, Box<dyn Error>> {
    let long_name = text(60, 96);
    let mut plan = Plan { hovud: hovud(delmål, &long_name)?, delmål: Vec::new() };
    for nummer in 1..=delmål {
        let tiltak = (1..=tiltak_each).map(|number| tiltak(nummer, number, delmål)).collect::<Result<_, _>>()?;
        plan.delmål.push(Delmål {
            nummer,
            tittel: text(10 + usize::from(nummer) * 12, usize::from(nummer)),
            vekt: Some(if nummer <= 4 { 10 } else { 7 }),
            var_nummer: None,
            delt_frå: None,
            slege_saman_av: Vec::new(),
            innleiing: (nummer % 3 != 0).then(|| prose(usize::from(nummer) * 11, 1)),
            hovudmål: (nummer % 4 != 0).then(|| Prosa(text(300, usize::from(nummer)))),
            etter_tabell: (nummer % 2 == 0).then(|| Prosa(text(80, 3))),
            tiltak,
        });
    }
    Ok(plan)
}

/// How many parties there are.
const PARTIES: usize = 40;

fn tiltak(delmål: u16, nummer: u16, of: u16) -> Result<Tiltak, Box<dyn Error>> {
    let seed = usize::from(delmål) * 100 + usize::from(nummer);
    // From one character to two thousand.
    let cell = |offset: usize| text([1, 30, 90, 250, 700, 2000][(seed + offset) % 6].min(2000), seed + offset);
    // Every other row names parties by their ids, some of them that stand for several.
    let ids = |offset: usize| {
        let number = |at: usize| 1 + (seed * 5 + offset * 3 + at * 7) % PARTIES;
        (0..1 + (seed + offset) % 6).map(|at| id(&format!("part-{}", number(at)))).collect::<Result<Vec<PartId>, _>>()
    };
    let deltakarar = |offset| -> Result<Deltakarar, serde_json::Error> {
        let own_words =
            (!seed.is_multiple_of(2)).then(|| if seed.is_multiple_of(17) { text(60, 96) } else { cell(offset) });
        Ok(Deltakarar {
            partar: if own_words.is_none() { ids(offset)? } else { vec![] },
            tillegg: None,
            ordlyd: own_words,
        })
    };
    let measured = |verdi: usize, år: i16| Måling { verdi: Tal(verdi as i64 * 50), år };
    let indikatorar = (0..seed % 4).map(|at| Indikator {
        namn: format!("{} {at}", text(12 + at * 30, seed)),
        eining: at.is_multiple_of(2).then(|| "bustader".to_string()),
        utgangspunkt: measured(at, 2025),
        mål: measured(1000 * seed + 1, 2029),
        siste: (at == 1).then(|| measured(seed, 2026)),
    });
    let progress = seed.is_multiple_of(3).then(|| -> Result<Framdrift, serde_json::Error> {
        Ok(Framdrift {
            status: [Framdriftsstatus::IGang, Framdriftsstatus::Forseinka, Framdriftsstatus::IkkjeStarta][seed / 3 % 3],
            dato: from_value(json!("2025-12-01"))?,
            tekst: seed.is_multiple_of(2).then(|| text(90, seed)),
        })
    });
    let bolkar = (0..1 + seed % 4)
        .map(|index| Bolk {
            overskrift: text(8 + index * 30, seed + index),
            tekst: prose(seed + index, 1 + seed % usize::from(of)),
        })
        .collect();
    Ok(Tiltak {
        id: id(&format!("t-{delmål}-{nummer}"))?,
        nummer,
        tittel: text(5 + seed % 140, seed),
        hovudansvarleg: deltakarar(0)?,
        samarbeidspartar: deltakarar(1)?,
        tidsramme: match seed % 5 {
            0 => Tidsramme::Seinare(text(60, seed)),
            1 => Tidsramme::År { frå: 2027, til: 2029 },
            _ => Tidsramme::År { frå: 2026, til: 2026 + (seed % 4) as i16 },
        },
        rullering: match seed % 7 {
            0 => Some(Rullering::Endra(prose(seed, 2))),
            1 => Some(Rullering::Ny { saman_med: vec![id("t-1-1")?], delt_frå: None, slege_saman_av: Vec::new() }),
            2 => Some(Rullering::Vidareført),
            _ => None,
        },
        framdrift: progress.transpose()?,
        indikatorar: indikatorar.collect(),
        ingress: seed.is_multiple_of(3).then(|| Prosa(text(120, seed))),
        bolkar,
    })
}

fn hovud(delmål: u16, long_name: &str) -> Result<Hovud, Box<dyn Error>> {
    let partar = (1..=PARTIES)
        .map(|number| {
            let several = number > 38;
            json!({
                "id": format!("part-{number}"), "namn": format!("{} {number}", text(18, number)),
                "rolle": if number <= 14 { "Kommune" } else { "Annan" },
                "fullt": (number % 5 == 0).then(|| text(40, number)),
                "medlemmer": (1..=if several { 14 } else { 0 }).map(|member| format!("part-{member}")).collect::<Vec<_>>(),
            })
        })
        .collect::<Vec<_>>();
    let logg = (1..=60)
        .map(|number| {
            json!({
                "versjon": format!("{number}.0"), "namn": text(number, number),
                "dato": format!("{}-{:02}-{:02}", 2021 + number / 12, 1 + number % 12, 1 + number % 28),
                "status": text(1 + number * 2, number), "endra_av": text(20, number),
            })
        })
        .collect::<Vec<_>>();
    let nodar = (0..40)
        .map(|number: usize| {
            let under = (number > 0).then(|| format!("n{}", (number - 1) / 3));
            json!({
                "id": format!("n{number}"), "under": under,
                "namn": if number.is_multiple_of(9) { long_name.to_string() } else { text(12 + number % 49, number) },
                "relasjon": if number % 4 == 3 { "Rådgjevande" } else { "Linje" },
            })
        })
        .collect::<Vec<_>>();
    let handsaming = (1..=14)
        .map(|number| {
            json!({
                "part": format!("part-{number}"),
                "framlegg": (number % 4 == 0).then(|| text(200, number)),
                "organ": [
                    { "organ": "formannskap", "planlagt": format!("2026-05-{number:02}") },
                    {
                        "organ": "kommunestyre", "planlagt": format!("2026-06-{number:02}"),
                        "vedtak": (0..number % 3).map(|decision| json!({
                            "dato": format!("2026-06-{:02}", number + decision), "sak": format!("PS {number}/26"),
                            "utfall": if decision == 0 { "Avvist" } else { "Endra" }, "versjon": "60.0",
                        })).collect::<Vec<_>>(),
                    },
                ],
            })
        })
        .collect::<Vec<_>>();
    let section = |nummer: u16, innhald: Vec<Innhald>| Seksjon {
        nummer: Some(nummer),
        tittel: text(20 + usize::from(nummer) * 9, 3),
        innhald,
    };
    let chapter = |tittel: &str, innhald| Seksjon { nummer: None, tittel: tittel.into(), innhald: vec![innhald] };
    let mut postar = Vec::new();
    for nummer in 1..=delmål {
        for kjelde in [Kjelde::Statleg, Kjelde::Fylkeskommunal, Kjelde::Kommunal, Kjelde::Eigeninnsats, Kjelde::Anna] {
            let beløp: BTreeMap<i16, i64> =
                (2026..2034).map(|year| (year, i64::from(year) * i64::from(nummer) * 613)).collect();
            let part = (kjelde == Kjelde::Kommunal).then(|| id(&format!("part-{nummer}"))).transpose()?;
            postar.push(Post { formål: Formål::Delmål(nummer), kjelde, part, beløp });
        }
    }
    Ok(Hovud {
        førre: None,
        språk: Språk::Nn,
        kortnamn: "stress".into(),
        avtale: text(120, 5),
        undertittel: Some("oppfølging av".into()),
        merknad: Some("Prøve".into()),
        omslag: Omslag::Lyst,
        farge: Some("5B2A86".into()),
        år: 2026,
        periode: Periode { frå: 2026, til: 2033 },
        versjon: "60.0".into(),
        emneord: vec!["prøve".into()],
        logo: None,
        bakgrunn: None,
        vurdering: None,
        saksfrist: Some(14),
        etter_vedtak: Vec::new(),
        partar: from_value(json!(partar))?,
        framside: (1..=14).map(|number| id(&format!("part-{number}"))).collect::<Result<_, _>>()?,
        avtalepartar: Vec::new(),
        logg: from_value(json!(logg))?,
        seksjonar: vec![
            chapter("Planen på éi side", Innhald::Oversyn),
            section(
                1,
                vec![Innhald::Tekst(prose(3, 1)), Innhald::Mellomtittel(text(40, 8)), Innhald::Tekst(prose(777, 2))],
            ),
            section(3, vec![Innhald::Delmål { overskrift: Some(text(30, 2)), oversyn: true }]),
            section(4, vec![Innhald::Tekst(prose(5, 3)), Innhald::Organisasjonskart]),
            section(5, vec![Innhald::Møteplan]),
            section(7, vec![Innhald::Finansiering]),
            section(12, vec![Innhald::Godkjenningar]),
            chapter("Kven gjer kva", Innhald::Ansvar),
            chapter("Forkortingar", Innhald::Forkortingar),
        ],
        delmål: (1..=delmål).map(|nummer| format!("delmaal-{nummer}.ron")).collect(),
        organisasjonskart: Some(from_value(json!({ "tittel": "Organisering", "nodar": nodar }))?),
        handsaming: from_value(json!(handsaming))?,
        framlegg: Some(prose(11, 5)),
        finansiering: Some(Finansiering { eining: Eining::TusenKroner, postar }),
        forkortingar: vec![Forkorting { kort: "ABC".into(), fullt: text(120, 9) }],
        kolofon: Some(Kolofon {
            eigar: Some(text(90, 3)),
            kontakt: Some("nokon@example.org".into()),
            arkivsak: Some("26/1".into()),
            erstattar: None,
        }),
    })
}
