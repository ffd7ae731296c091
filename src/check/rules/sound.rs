//! What must be right for the documents to be made at all: names that are one of a kind, references that lead
//! somewhere, text that can be printed.

use std::collections::BTreeSet;

use crate::chart::{self, MOST_BOXES, Tree, TreeError};
use crate::check::texts::Kind;
use crate::check::{ReadProse, Subject};
use crate::compose::prose::ProblemKind;
use crate::compose::references;
use crate::finding::{Finding, Place, suggestion};
use crate::fonts;
use crate::load::Path;
use crate::plan::{Deltakarar, Formål, Innhald, PartId, Plan, Rullering};

/// Two things with one name: parties, sections, delmål, tiltak within a delmål, anchors, boxes.
pub fn duplicate_ids(subject: &Subject, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let root = Path::hovud();
    let mut names: Vec<(&str, String, Path)> = Vec::new();
    for (index, part) in plan.hovud.partar.iter().enumerate() {
        names.push(("part", part.id.to_string(), root.field("partar").index(index).field("id")));
    }
    for (index, seksjon) in plan.hovud.seksjonar.iter().enumerate() {
        let path = root.field("seksjonar").index(index).field("nummer");
        names.push(("seksjon", seksjon.nummer.to_string(), path));
    }
    for (at, seksjon) in plan.hovud.seksjonar.iter().enumerate() {
        for (index, innhald) in seksjon.innhald.iter().enumerate() {
            let name = match innhald {
                Innhald::Tekst(_) | Innhald::Mellomtittel(_) => continue,
                Innhald::Delmål { .. } => "Delmål",
                Innhald::Organisasjonskart => "Organisasjonskart",
                Innhald::Møteplan => "Møteplan",
                Innhald::Godkjenningar => "Godkjenningar",
                Innhald::Finansiering => "Finansiering",
            };
            let path = root.field("seksjonar").index(at).field("innhald").index(index);
            names.push(("innhaldet", name.into(), path));
        }
    }
    for (index, node) in plan.hovud.organisasjonskart.iter().flat_map(|kart| kart.nodar.iter().enumerate()) {
        let path = root.field("organisasjonskart").field("nodar").index(index).field("id");
        names.push(("boks", node.id.to_string(), path));
    }
    for (index, delmål) in plan.delmål.iter().enumerate() {
        names.push(("delmål", delmål.nummer.to_string(), Path::delmål(index).field("nummer")));
    }
    for (at, delmål) in plan.delmål.iter().enumerate() {
        for (index, tiltak) in delmål.tiltak.iter().enumerate() {
            let path = Path::delmål(at).field("tiltak").index(index);
            names.push(("tiltak", tiltak.id.to_string(), path.field("id")));
            if !tiltak.avslutta() {
                let number = format!("{} under delmål {}", tiltak.nummer, delmål.nummer);
                names.push(("tiltak nummer", number, path.field("nummer")));
            }
        }
    }
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (kind, name, path) in &names {
        if !seen.insert((kind, name)) {
            let message = format!("{kind} «{name}» finst to gonger");
            let hint =
                if *kind == "innhaldet" { "Ta bort det eine" } else { "Gje den eine eit anna namn eller nummer" };
            findings.push(Finding::new(Place::Value(path.clone()), message).hint(hint));
        }
    }
    tiltak_named_as_another_anchor(subject, findings);
}

/// A tiltak's id is also an anchor, and must not be that of a section, a delmål or a table.
fn tiltak_named_as_another_anchor(subject: &Subject, findings: &mut Vec<Finding>) {
    for (at, delmål) in subject.plan.delmål.iter().enumerate() {
        for (index, tiltak) in delmål.tiltak.iter().enumerate() {
            if references::is_reserved(tiltak.id.as_str()) {
                let path = Path::delmål(at).field("tiltak").index(index).field("id");
                let message = format!("id-en «{}» er halden av til noko anna", tiltak.id);
                findings.push(Finding::new(Place::Value(path), message).hint("Vel ein annan id"));
            }
        }
    }
}

/// Ids of parties that are not in the register.
pub fn unknown_parties(subject: &Subject, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let mut named: Vec<(&PartId, Path)> = Vec::new();
    let root = Path::hovud();
    for (index, id) in plan.hovud.framside.iter().enumerate() {
        named.push((id, root.field("framside").index(index)));
    }
    for (index, handsaming) in plan.hovud.handsaming.iter().enumerate() {
        named.push((&handsaming.part, root.field("handsaming").index(index).field("part")));
    }
    fn in_cell<'a>(deltakarar: &'a Deltakarar, path: &Path, named: &mut Vec<(&'a PartId, Path)>) {
        for (index, id) in deltakarar.partar.iter().enumerate() {
            named.push((id, path.field("partar").index(index)));
        }
    }
    for (at, delmål) in plan.delmål.iter().enumerate() {
        for (index, tiltak) in delmål.tiltak.iter().enumerate() {
            let path = Path::delmål(at).field("tiltak").index(index);
            in_cell(&tiltak.hovudansvarleg, &path.field("hovudansvarleg"), &mut named);
            in_cell(&tiltak.samarbeidspartar, &path.field("samarbeidspartar"), &mut named);
        }
    }
    for (id, path) in named {
        if plan.part(id).is_none() {
            let message = format!("parten «{id}» finst ikkje i registeret");
            let known = plan.hovud.partar.iter().map(|part| part.id.as_str());
            let hint =
                suggestion(id.as_str(), known).unwrap_or_else(|| "Legg parten til under «partar» i plan.ron".into());
            findings.push(Finding::new(Place::Value(path), message).hint(hint));
        }
    }
}

/// The current version has no row in the log, so the document has no date.
pub fn version_not_in_log(subject: &Subject, findings: &mut Vec<Finding>) {
    let hovud = &subject.plan.hovud;
    if subject.plan.gjeldande().is_none() {
        let place = Place::Value(Path::hovud().field("versjon"));
        let message = format!("versjon «{}» står ikkje i loggen", hovud.versjon);
        findings.push(
            Finding::new(place, message)
                .hint("Legg til ei rad for versjonen under «logg»; datoen der blir dokumentet sin dato"),
        );
    }
}

/// The organisation chart's boxes make one tree that fits a page.
pub fn chart_is_a_tree(subject: &Subject, findings: &mut Vec<Finding>) {
    let Some(kart) = &subject.plan.hovud.organisasjonskart else {
        return;
    };
    let path = Path::hovud().field("organisasjonskart").field("nodar");
    let name = |index: usize| &kart.nodar[index].id;
    let finding = match Tree::new(kart) {
        Err(TreeError::Empty) => Finding::new(Place::Value(path), "organisasjonskartet har ingen boksar"),
        Err(TreeError::UnknownParent(index)) => {
            let parent = kart.nodar[index].under.as_ref().map_or("", |id| id.as_str());
            let finding =
                Finding::new(Place::Value(path.index(index).field("under")), format!("boksen «{parent}» finst ikkje"));
            match suggestion(parent, kart.nodar.iter().map(|node| node.id.as_str())) {
                Some(hint) => finding.hint(hint),
                None => finding,
            }
        }
        Err(TreeError::SecondRoot(index)) => Finding::new(
            Place::Value(path.index(index)),
            format!("boksen «{}» står ikkje under nokon, men det gjer ein annan heller ikkje", name(index)),
        )
        .hint("Berre éin boks kan stå øvst; skriv «under: …» i denne"),
        Err(TreeError::Circle(index)) => Finding::new(
            Place::Value(path.index(index)),
            format!("boksen «{}» står, gjennom andre, under seg sjølv", name(index)),
        )
        .hint("Sjå etter boksar som står under kvarandre"),
        Ok(_) if kart.nodar.len() > MOST_BOXES => Finding::new(
            Place::Value(path),
            format!("organisasjonskartet har {} boksar; det kan ha høgst {MOST_BOXES}", kart.nodar.len()),
        ),
        Ok(_) if chart::layout(kart).is_none() => Finding::new(
            Place::Value(path),
            "organisasjonskartet får ikkje plass på ei side, sjølv med små bokstavar og liggjande side",
        )
        .hint("Gjer namna kortare, eller kartet grunnare eller mindre"),
        Ok(_) => return,
    };
    findings.push(finding);
}

/// References to anchors that do not exist.
pub fn dead_references(subject: &Subject, findings: &mut Vec<Finding>) {
    for ReadProse { path, prose, .. } in &subject.prose {
        for (anchor, span) in &prose.references {
            if subject.references.words(anchor).is_none() {
                let place = Place::Within(path.clone(), span.clone());
                let finding = Finding::new(place, format!("tilvisinga «#{anchor}» fører ingen stad"));
                findings.push(match suggestion(anchor, subject.references.anchors()) {
                    Some(hint) => finding.hint(hint),
                    None => finding.hint("Vis til #pkt-2, #delmål-1, #tabell-delmål-1 eller id-en til eit tiltak"),
                });
            }
        }
    }
}

/// Markdown that a plan can't print.
pub fn forbidden_markup(subject: &Subject, findings: &mut Vec<Finding>) {
    for ReadProse { path, prose, .. } in &subject.prose {
        for problem in &prose.problems {
            let (message, hint) = describe(problem.kind);
            let place = Place::Within(path.clone(), problem.span.clone());
            findings.push(Finding::new(place, message).hint(hint));
        }
    }
}

fn describe(kind: ProblemKind) -> (&'static str, &'static str) {
    match kind {
        ProblemKind::Heading => (
            "ei overskrift kan ikkje stå inne i ein tekst",
            "Lag ein ny bolk med «overskrift:», eller skriv \\# om teiknet skal stå som det er",
        ),
        ProblemKind::Quote => ("sitatblokk (>) er ikkje støtta", "Skriv \\> om teiknet skal stå som det er"),
        ProblemKind::CodeBlock => (
            "avsnittet er rykt inn fire mellomrom eller meir, og blir lese som kode",
            "Rykk det inn like langt som linjene over",
        ),
        ProblemKind::Code => ("kode (`) er ikkje støtta", "Ta bort teikna `"),
        ProblemKind::Html => ("HTML er ikkje støtta", "Skriv \\< om teiknet skal stå som det er"),
        ProblemKind::Image => ("bilete kan ikkje stå inne i ein tekst", "Ta bort «![…](…)»"),
        ProblemKind::Rule => ("skiljelinje er ikkje støtta", "Ta bort linja; ei tom linje skil avsnitt"),
        ProblemKind::Table => ("tabell kan ikkje stå inne i ein tekst", "Skriv innhaldet som ei liste"),
        ProblemKind::Footnote => ("fotnote er ikkje støtta", "Skriv merknaden i teksten"),
        ProblemKind::Strikethrough => ("gjennomstreking er ikkje støtta", "Skriv \\~ om teiknet skal stå som det er"),
        ProblemKind::TaskList => ("avkryssingsboks er ikkje støtta", "Skriv eit vanleg kulepunkt"),
        ProblemKind::HardBreak => (
            "linjeskift inne i eit avsnitt er ikkje støtta",
            "Ta bort mellomromma eller skråstreken sist på linja; ei tom linje lagar nytt avsnitt",
        ),
        ProblemKind::DeepList => ("lista ligg for djupt inne i andre lister", "Bruk høgst tre nivå"),
        ProblemKind::Address => {
            ("lenkja har ei adresse som ikkje kan brukast", "Ei lenkje fører til #eit-anker, https://… eller mailto:…")
        }
        ProblemKind::Language => (
            "språket er ikkje kjent",
            "Skriv til dømes språk:en (engelsk), språk:se (nordsamisk) eller språk:nb (bokmål)",
        ),
        ProblemKind::EmptyItem => ("listepunktet er tomt", "Skriv noko i det, eller ta det bort"),
    }
}

/// Characters that can't be printed: control characters, characters that turn the direction of the text, and
/// those that the fonts lack. One finding for each character of a text.
pub fn unprintable_characters(subject: &Subject, findings: &mut Vec<Finding>) {
    for text in &subject.texts {
        let mut told = Vec::new();
        for (offset, c) in text.text.char_indices() {
            let white = matches!(c, '\n' | '\t') && text.kind == Kind::Prose;
            let hidden = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
            if white || (fonts::has_glyph(c) && !c.is_control() && !hidden) || told.contains(&c) {
                continue;
            }
            told.push(c);
            let number = format!("U+{:04X}", u32::from(c));
            let message = match c {
                '\n' => "linjeskift kan ikkje stå her".to_string(),
                _ if c.is_control() || hidden => format!("her står eit usynleg teikn ({number})"),
                _ => format!("teiknet «{c}» ({number}) finst ikkje i skrifta"),
            };
            let place = Place::Within(text.path.clone(), offset..offset + c.len_utf8());
            findings.push(Finding::new(place, message).hint("Ta det bort, eller skriv det på ein annan måte"));
        }
    }
}

/// Names, titles and cells with nothing in them.
pub fn empty_texts(subject: &Subject, findings: &mut Vec<Finding>) {
    for text in &subject.texts {
        if text.kind == Kind::Line && text.text.trim().is_empty() {
            let finding = Finding::new(Place::Value(text.path.clone()), "teksten er tom");
            findings.push(finding.hint("Skriv noko mellom hermeteikna"));
        }
    }
}

/// What a section asks for and the data lacks, in an edition that must have no gaps.
pub fn gaps(subject: &Subject, findings: &mut Vec<Finding>) {
    for (at, seksjon) in subject.plan.hovud.seksjonar.iter().enumerate() {
        for (index, innhald) in seksjon.innhald.iter().enumerate() {
            let Some((what, field)) = missing(subject.plan, innhald) else {
                continue;
            };
            let path = Path::hovud().field("seksjonar").index(at).field("innhald").index(index);
            let message = format!("{what} er ikkje fylt ut");
            let hint = format!("Fyll ut «{field}», eller ta {what} bort frå seksjonen");
            findings.push(Finding::new(Place::Value(path), message).hint(hint));
        }
    }
}

fn missing(plan: &Plan, innhald: &Innhald) -> Option<(&'static str, &'static str)> {
    let hovud = &plan.hovud;
    match innhald {
        Innhald::Finansiering => hovud.finansiering.is_none().then_some(("finansieringa", "finansiering")),
        Innhald::Organisasjonskart => {
            hovud.organisasjonskart.is_none().then_some(("organisasjonskartet", "organisasjonskart"))
        }
        Innhald::Møteplan => (!plan.har_møte()).then_some(("møteplanen", "handsaming")),
        Innhald::Godkjenningar => hovud.handsaming.is_empty().then_some(("tabellen over godkjenningar", "handsaming")),
        _ => None,
    }
}

/// The short name and the version make file names, so they have a form.
pub fn file_name_parts(subject: &Subject, findings: &mut Vec<Finding>) {
    let hovud = &subject.plan.hovud;
    let root = Path::hovud();
    if !crate::plan::has_id_form(&hovud.kortnamn) {
        let place = Place::Value(root.field("kortnamn"));
        let message = format!("kortnamnet «{}» kan ikkje brukast i filnamn", hovud.kortnamn);
        findings.push(Finding::new(place, message).hint("Bruk berre små bokstavar, tal og bindestrek"));
    }
    let version_ok = !hovud.versjon.is_empty()
        && !hovud.versjon.starts_with('.')
        && hovud.versjon.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    if !version_ok {
        let place = Place::Value(root.field("versjon"));
        let message = format!("versjonen «{}» kan ikkje brukast i filnamn", hovud.versjon);
        findings.push(Finding::new(place, message).hint("Skriv til dømes \"6.0\""));
    }
}

/// New tiltak that should be seen together with tiltak that do not exist.
pub fn unknown_companions(subject: &Subject, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    for (at, delmål) in plan.delmål.iter().enumerate() {
        for (index, tiltak) in delmål.tiltak.iter().enumerate() {
            let Some(Rullering::Ny { saman_med }) = &tiltak.rullering else { continue };
            let path = Path::delmål(at).field("tiltak").index(index).field("rullering").field("saman_med");
            for (index, id) in saman_med.iter().enumerate() {
                if plan.tiltak().all(|(_, other)| &other.id != id || other.avslutta()) {
                    let known = plan.tiltak().map(|(_, tiltak)| tiltak.id.as_str());
                    let finding = Finding::new(Place::Value(path.index(index)), format!("tiltaket «{id}» finst ikkje"));
                    findings.push(finding.maybe_hint(suggestion(id.as_str(), known)));
                }
            }
        }
    }
}

/// Money for delmål and tiltak that do not exist.
pub fn unknown_purposes(subject: &Subject, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let posts = plan.hovud.finansiering.iter().flat_map(|finansiering| &finansiering.postar);
    for (index, post) in posts.enumerate() {
        let path = Path::hovud().field("finansiering").field("postar").index(index).field("formål").index(0);
        let finding = match &post.formål {
            Formål::Delmål(nummer) if plan.delmål.iter().all(|delmål| delmål.nummer != *nummer) => {
                Finding::new(Place::Value(path), format!("delmål {nummer} finst ikkje"))
            }
            Formål::Tiltak(id) if plan.tiltak().all(|(_, tiltak)| &tiltak.id != id) => {
                let finding = Finding::new(Place::Value(path), format!("tiltaket «{id}» finst ikkje"));
                match suggestion(id.as_str(), plan.tiltak().map(|(_, tiltak)| tiltak.id.as_str())) {
                    Some(hint) => finding.hint(hint),
                    None => finding,
                }
            }
            _ => continue,
        };
        findings.push(finding);
    }
}
