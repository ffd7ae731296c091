//! What must be right for the documents to be made at all: names that are one of a kind, references that lead
//! somewhere, text that can be printed.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{ReadProse, Subject, more_places_note};
use crate::data::file_text::keyword;
use crate::document::Anchor;
use crate::finding::{Fix, Place, RuleHit, RuleHits, Suggestion, nearest_names};
use crate::paper::chart::{self, MOST_BOXES};
use crate::paper::fonts;
use crate::plan::Path;
use crate::plan::texts::TextKind;
use crate::plan::{Edit, Formål, Innhald, PartId, Plan, Rullering, TreeError};
use crate::prose::{LeftoverKind, ProblemKind, has_no_meaning, is_hidden};
use crate::words::chart::nodes;

/// Two things with one name: parties, sections, delmål, tiltak within a delmål, anchors, boxes.
pub fn duplicate_ids(subject: &Subject, findings: &mut RuleHits) {
    let (plan, walk) = (subject.plan, subject.plan.walk());
    let mut names: Vec<(&str, String, Path)> = Vec::new();
    for (part, path) in walk.partar() {
        names.push(("part", part.id.to_string(), path.field("id")));
    }
    for (seksjon, path) in walk.seksjonar() {
        // What has no number is called by its title.
        names.push(match seksjon.nummer {
            Some(number) => ("seksjon", number.to_string(), path.field("nummer")),
            None => ("punktet", seksjon.tittel.clone(), path.field("tittel")),
        });
    }
    for (innhald, path) in walk.innhald() {
        let name = match innhald {
            Innhald::Tekst(_) | Innhald::Mellomtittel(_) => continue,
            Innhald::Delmål { .. } => "Delmål",
            Innhald::Organisasjonskart => "Organisasjonskart",
            Innhald::Møteplan => "Møteplan",
            Innhald::Godkjenningar => "Godkjenningar",
            Innhald::Finansiering => "Finansiering",
            Innhald::Oversyn => "Oversyn",
            Innhald::Ansvar => "Ansvar",
            Innhald::Forkortingar => "Forkortingar",
        };
        names.push(("innhaldet", name.into(), path));
    }
    for (node, path) in walk.nodar() {
        names.push(("boks", node.id.to_string(), path.field("id")));
    }
    for (part, path) in walk.partar().filter(|(part, _)| part.fullt.is_some()) {
        let (field, short) = part.abbreviation();
        names.push(("forkortinga", short.into(), path.field(field)));
    }
    for (own, path) in walk.forkortingar() {
        names.push(("forkortinga", own.kort.clone(), path.field("kort")));
    }
    for (delmål, path) in walk.delmål() {
        names.push(("delmål", delmål.nummer.to_string(), path.field("nummer")));
    }
    for (delmål, tiltak, path) in walk.tiltak() {
        names.push(("tiltak", tiltak.id.to_string(), path.field("id")));
        for (own, path) in path.field("indikatorar").items(&tiltak.indikatorar) {
            names.push(("indikatoren", format!("{} i {}", own.namn, tiltak.id), path.field("namn")));
        }
        // One that has ended keeps its number.
        let number = format!("{}.{}", delmål.nummer, tiltak.nummer);
        names.push(("tiltak nummer", number, path.field("nummer")));
    }
    for (id, path) in Path::hovud().field("framside").items(&plan.hovud.framside) {
        names.push(("på framsida står parten", id.to_string(), path));
    }
    for (handsaming, path) in walk.handsaming() {
        names.push(("under «handsaming» står parten", handsaming.part.to_string(), path.field("part")));
        for body in handsaming.placed_organ(&path) {
            let name = format!("{} i {}", body.organ.organ.0, handsaming.part);
            names.push(("organet", name, body.path.field("organ")));
        }
    }
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (kind, name, path) in &names {
        if !seen.insert((kind, name)) {
            let listed = ["innhaldet", "organet"].contains(kind) || kind.contains("står");
            let message = if kind.contains("står") {
                format!("{kind} «{name}» to gonger")
            } else {
                format!("{kind} «{name}» finst to gonger")
            };
            let hint = if listed { "Ta bort det eine" } else { "Gje den eine eit anna namn eller nummer" };
            findings.push(RuleHit::new(Place::Value(path.clone()), message).hint(hint));
        }
    }
    tiltak_named_as_another_anchor(subject, findings);
}

/// A tiltak's id is also an anchor, and must not be that of a section, a delmål or a table.
fn tiltak_named_as_another_anchor(subject: &Subject, findings: &mut RuleHits) {
    for (_, tiltak, path) in subject.plan.walk().tiltak() {
        if Anchor::is_reserved(tiltak.id.as_str()) {
            let message = format!("id-en «{}» er halden av til noko anna", tiltak.id);
            findings.push(RuleHit::new(Place::Value(path.field("id")), message).hint("Vel ein annan id"));
        }
    }
}

/// What writes the name that is near in the place of an unknown one.
fn near_fix(path: &Path, meant: Option<&Suggestion>) -> Option<Fix> {
    Some(Fix::of_value(path.clone(), meant?.meant()?))
}

/// Ids of parties that are not in the register.
pub fn unknown_parties(subject: &Subject, findings: &mut RuleHits) {
    let (plan, root, walk) = (subject.plan, Path::hovud(), subject.plan.walk());
    let mut named: Vec<(&PartId, Path)> = Vec::new();
    named.extend(root.field("framside").items(&plan.hovud.framside));
    named.extend(root.field("avtalepartar").items(&plan.hovud.avtalepartar));
    named.extend(walk.handsaming().map(|(own, path)| (&own.part, path.field("part"))));
    named.extend(walk.partar().flat_map(|(part, path)| path.field("medlemmer").items(&part.medlemmer)));
    named.extend(walk.postar().filter_map(|(post, path)| Some((post.part.as_ref()?, path.field("part")))));
    let cells = walk.tiltak().flat_map(|(_, tiltak, path)| tiltak.placed_deltakarar(&path));
    named.extend(cells.flat_map(|(cell, path)| path.field("partar").items(&cell.partar)));
    let register: BTreeSet<&PartId> = plan.hovud.partar.iter().map(|part| &part.id).collect();
    // Each is told once, at its first place: one slip in the register is a hundred in the tables.
    let mut unknown: Vec<(&PartId, Vec<Path>)> = Vec::new();
    let mut seen: BTreeMap<&PartId, usize> = BTreeMap::new();
    for (id, path) in named.into_iter().filter(|(id, _)| !register.contains(id)) {
        match seen.get(id) {
            Some(index) if !subject.every_place => unknown[*index].1.push(path),
            _ => {
                seen.insert(id, unknown.len());
                unknown.push((id, vec![path]));
            }
        }
    }
    for (id, paths) in unknown {
        if findings.is_full() {
            findings.count();
            continue;
        }
        let message = format!("parten «{id}» finst ikkje i registeret{}", more_places_note(paths.len() - 1));
        let meant = nearest_names(id.as_str(), register.iter().map(|id| id.as_str()));
        let hint =
            meant.as_ref().map_or_else(|| "Legg parten til under «partar» i plan.ron".into(), ToString::to_string);
        let near = meant.as_ref().and_then(Suggestion::meant);
        let fix = near.map(|near| Fix {
            what: format!("skriv «{near}»{}", if paths.len() > 1 { " alle stadene" } else { "" }),
            edits: paths.iter().map(|path| Edit::Value { path: path.clone(), value: near.into() }).collect(),
        });
        findings.push(RuleHit::new(Place::Value(paths[0].clone()), message).hint(hint).with_fix_if(fix));
    }
}

/// The current version has no row in the log, so the document has no date.
pub fn version_not_in_log(subject: &Subject, findings: &mut RuleHits) {
    let hovud = &subject.plan.hovud;
    if subject.plan.current_version().is_none() {
        let place = Place::Value(Path::hovud().field("versjon"));
        let message = format!("versjon «{}» står ikkje i loggen", hovud.versjon);
        findings.push(
            RuleHit::new(place, message)
                .hint("Legg til ei rad for versjonen under «logg»; datoen der blir dokumentet sin dato"),
        );
    }
}

/// The organisation chart's boxes make one tree that fits a page.
pub fn chart_is_a_tree(subject: &Subject, findings: &mut RuleHits) {
    let Some(kart) = &subject.plan.hovud.organisasjonskart else {
        return;
    };
    let path = Path::hovud().field("organisasjonskart").field("nodar");
    let name = |index: usize| &kart.nodar[index].id;
    let finding = match kart.check_tree() {
        Err(TreeError::Empty) => RuleHit::new(Place::Value(path), "organisasjonskartet har ingen boksar"),
        Err(TreeError::UnknownParent(index)) => {
            let parent = kart.nodar[index].under.as_ref().map_or("", |id| id.as_str());
            let path = path.index(index).field("under");
            let meant = nearest_names(parent, kart.nodar.iter().map(|node| node.id.as_str()));
            let finding = RuleHit::new(Place::Value(path.clone()), format!("boksen «{parent}» finst ikkje"));
            let hint = meant.as_ref().map(ToString::to_string);
            finding.with_hint_if(hint).with_fix_if(near_fix(&path, meant.as_ref()))
        }
        Err(TreeError::SecondRoot(index)) => RuleHit::new(
            Place::Value(path.index(index)),
            format!("boksen «{}» står ikkje under nokon, men det gjer ein annan heller ikkje", name(index)),
        )
        .hint("Berre éin boks kan stå øvst; skriv «under: …» i denne"),
        Err(TreeError::Circle(index)) => RuleHit::new(
            Place::Value(path.index(index)),
            format!("boksen «{}» står, gjennom andre, under seg sjølv", name(index)),
        )
        .hint("Sjå etter boksar som står under kvarandre"),
        Ok(_) if kart.nodar.len() > MOST_BOXES => RuleHit::new(
            Place::Value(path),
            format!("organisasjonskartet har {} boksar; det kan ha høgst {MOST_BOXES}", kart.nodar.len()),
        ),
        Ok(_) if chart::layout(&nodes(subject.plan)).is_none() => RuleHit::new(
            Place::Value(path),
            "organisasjonskartet får ikkje plass på ei side, sjølv med små bokstavar og liggjande side",
        )
        .hint("Gjer namna kortare, eller kartet grunnare eller mindre"),
        Ok(_) => return,
    };
    findings.push(finding);
}

/// References to anchors that do not exist.
pub fn dead_references(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    for ReadProse { path, text, prose } in &subject.prose {
        for (anchor, span) in &prose.references {
            if subject.references.words(&Anchor::named(anchor)).is_some() {
                continue;
            }
            if findings.is_full() {
                findings.count();
                continue;
            }
            let place = Place::Within(path.clone(), span.clone());
            let objection = match absence_reason(plan, anchor) {
                Some((why, hint)) => {
                    RuleHit::new(place, format!("tilvisinga «#{anchor}» fører ingen stad: {why}")).hint(hint)
                }
                None => {
                    let meant = nearest_names(anchor, subject.references.anchors().map(Anchor::as_str));
                    let hint = meant.as_ref().map_or_else(|| known_anchors(subject), ToString::to_string);
                    let near = meant.as_ref().and_then(Suggestion::meant);
                    // An address may be written with other signs than those it stands for.
                    let at = text.get(span.clone()).and_then(|link| link.find(&format!("#{anchor}")));
                    let fix = near.zip(at).map(|(near, at)| {
                        let start = span.start + at + 1;
                        Fix::of_words(path.clone(), start..start + anchor.len(), near, format!("skriv «#{near}»"))
                    });
                    RuleHit::new(place, format!("tilvisinga «#{anchor}» fører ingen stad")).hint(hint).with_fix_if(fix)
                }
            };
            findings.push(objection);
        }
    }
}

/// Why something that an anchor could be the name of is not in the document, and what to do.
fn absence_reason(plan: &Plan, anchor: &str) -> Option<(&'static str, String)> {
    let asked_for =
        |wanted: &Innhald| plan.hovud.seksjonar.iter().flat_map(|seksjon| &seksjon.innhald).any(|own| own == wanted);
    let is = |own: Anchor| own.as_str() == anchor;
    let (what, field, innhald) = match anchor {
        _ if is(Anchor::financing()) => ("tabellen over finansiering", "finansiering", Innhald::Finansiering),
        _ if is(Anchor::chart()) => ("organisasjonskartet", "organisasjonskart", Innhald::Organisasjonskart),
        _ if is(Anchor::meetings()) => ("møteplanen", "handsaming", Innhald::Møteplan),
        _ if is(Anchor::overview()) => ("planen på éi side", "delmål", Innhald::Oversyn),
        _ if is(Anchor::responsibilities()) => ("oversynet over kven som gjer kva", "delmål", Innhald::Ansvar),
        _ if is(Anchor::abbreviations()) => ("lista over forkortingar", "forkortingar", Innhald::Forkortingar),
        _ if is(Anchor::approvals()) => ("tabellen over godkjenningar", "handsaming", Innhald::Godkjenningar),
        _ if plan.tiltak().any(|(_, tiltak)| tiltak.id.as_str() == anchor && tiltak.has_ended()) => {
            let hint = "Skriv namnet på tiltaket i teksten utan lenkje, eller ta bort tilvisinga";
            return Some(("tiltaket er avslutta, og står ikkje i dokumentet", hint.into()));
        }
        _ => return None,
    };
    Some(match asked_for(&innhald) {
        true => ("det ho viser til, er ikkje fylt ut enno", format!("Fyll ut «{field}» i plan.ron")),
        false => (
            "ikkje noko punkt har det i innhaldet sitt",
            format!("Skriv {} i innhaldet til eit punkt, så kjem {what} der", keyword(&innhald)),
        ),
    })
}

/// The anchors of a plan, a kind at a time.
fn known_anchors(subject: &Subject) -> String {
    const MOST: usize = 6;
    let of = |start: &str| {
        let all: Vec<&str> =
            subject.references.anchors().map(Anchor::as_str).filter(|anchor| anchor.starts_with(start)).collect();
        let more = if all.len() > MOST { ", …" } else { "" };
        format!("#{}{more}", all[..all.len().min(MOST)].join(", #"))
    };
    let ids: Vec<&str> =
        subject.plan.tiltak().filter(|(_, own)| !own.has_ended()).map(|(_, own)| own.id.as_str()).collect();
    let more = if ids.len() > MOST { ", …" } else { "" };
    format!(
        "Vis til eit punkt ({}), eit delmål ({}) eller eit tiltak (#{}{more})",
        of("pkt-"),
        of("delmål-"),
        ids[..ids.len().min(MOST)].join(", #")
    )
}

/// Markdown that a plan can't print.
pub fn forbidden_markup(subject: &Subject, findings: &mut RuleHits) {
    for ReadProse { path, prose, .. } in &subject.prose {
        for problem in &prose.problems {
            let (message, hint) = describe(problem.kind);
            let place = Place::Within(path.clone(), problem.span.clone());
            findings.push(RuleHit::new(place, message).hint(hint));
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
        ProblemKind::Fence => ("kode (``` eller ~~~) er ikkje støtta", "Ta bort linjene med teikna"),
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
        ProblemKind::Definition => (
            "denne linja blir ikkje trykt: ho blir lesen som adressa til ei lenkje",
            "Skriv \\[ framfor, eller skriv «Frist: 1. mai» utan klammer",
        ),
        ProblemKind::ItemNumber => (
            "lista tel ikkje med éin om gongen: her ville eit anna nummer bli trykt",
            "Skriv nummera i rekkjefølgje. Er det inga liste, så skriv \\ framfor punktumet: 17\\.",
        ),
        ProblemKind::EmptyLink => ("lenkja har ingen ord, og ville ikkje synast", "Skriv ord mellom klammene"),
        ProblemKind::Unindented => (
            "linja er rykt inn mindre enn den første i teksten, så dei andre blir lesne som kode",
            "Rykk alle linjene i teksten inn like langt; det gjer «handlingsplan formater PLAN --reins» òg",
        ),
        ProblemKind::LinkTitle => (
            "orda i hermeteikn i lenkja ville ikkje bli trykte",
            "Skriv dei mellom klammene eller i teksten, og berre adressa i parentesen: [ord](adresse)",
        ),
        ProblemKind::EmptyItem => ("listepunktet er tomt", "Skriv noko i det, eller ta det bort"),
    }
}

/// Characters that can't be printed: control characters, characters that are not seen or turn the direction of the text,
/// characters that Unicode gives no meaning, and those that the fonts lack. One finding for each character of a word.
pub fn unprintable_characters(subject: &Subject, findings: &mut RuleHits) {
    for text in &subject.texts {
        let mut word: Vec<char> = Vec::new();
        for (offset, c) in text.text.char_indices().filter(|(_, c)| !c.is_ascii_graphic()) {
            if c.is_whitespace() && fonts::has_glyph(c) {
                word.clear();
            }
            let white = matches!(c, '\n' | '\t') && text.kind == TextKind::Prose;
            if white || is_printable(c) || word.contains(&c) {
                continue;
            }
            word.push(c);
            let place = Place::Within(text.path.clone(), offset..offset + c.len_utf8());
            let fix = (!findings.is_full()).then(|| sign_fix(&text.path, text.text, offset, c)).flatten();
            let number = format!("U+{:04X}", u32::from(c));
            let message = match c {
                '\n' => "linjeskift kan ikkje stå her".to_string(),
                '\t' => "tabulator kan ikkje stå her".to_string(),
                _ => match invisible_name(c) {
                    Some(name) => format!("her står eit usynleg teikn: {name} ({number})"),
                    None if has_no_meaning(c) => format!("her står eit teikn som ikkje er noko teikn ({number})"),
                    None => format!("teiknet «{c}» ({number}) finst ikkje i skrifta"),
                },
            };
            findings.push(RuleHit::new(place, message).with_fix_if(fix).hint(match invisible_name(c) {
                Some(_) if c != '\n' && c != '\t' => {
                    "Slikt kjem med når ein limer inn tekst. «handlingsplan formater PLAN --reins» tek det bort"
                }
                None if matches!(c, '\u{2010}' | '\u{2011}') => {
                    "Slike bindestrekar kjem med når ein limer inn tekst. «handlingsplan formater PLAN --reins» gjer dei til vanlege"
                }
                _ => "Ta det bort, eller skriv det på ein annan måte",
            }));
        }
    }
}

/// What takes a sign that is not seen out of a word, or writes a hyphen of the fonts for another; all of them in the word.
fn sign_fix(path: &Path, text: &str, offset: usize, c: char) -> Option<Fix> {
    let (words, what) = match c {
        '\u{2010}' | '\u{2011}' => ("-", "skriv vanleg bindestrek"),
        // What breaks a line may be meant to.
        '\n' | '\t' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => return None,
        _ => ("", "ta bort teiknet"),
    };
    if words.is_empty() {
        invisible_name(c)?;
    }
    let word = text[offset..].split(|other: char| other.is_whitespace() && fonts::has_glyph(other)).next()?;
    let all = word.match_indices(c).map(|(at, sign)| offset + at..offset + at + sign.len());
    let edit = |range| Edit::Words { path: path.clone(), range, words: words.into() };
    Some(Fix { what: what.into(), edits: all.map(edit).collect() })
}

fn is_printable(c: char) -> bool {
    fonts::has_glyph(c) && !c.is_control() && !is_hidden(c) && !has_no_meaning(c)
}

/// The name of a character that is not seen.
fn invisible_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{ad}' => "mjuk bindestrek",
        '\u{200b}' => "mellomrom utan breidd",
        '\u{200c}' | '\u{200d}' => "teikn som bind eller skil bokstavar",
        '\u{2060}' | '\u{feff}' => "teikn som hindrar linjeskift",
        '\u{2028}' | '\u{b}' => "linjeskift frå Word",
        '\u{2029}' | '\u{c}' => "avsnittskift eller sideskift frå Word",
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "teikn som snur leseretninga"
        }
        _ if c.is_control() => "kontrollteikn",
        _ if is_hidden(c) => "teikn utan utsjånad",
        _ => return None,
    })
}

/// Signs of Markdown, and bullets that were pasted, that are printed as they stand.
pub fn leftover_signs(subject: &Subject, findings: &mut RuleHits) {
    for ReadProse { path, prose, .. } in &subject.prose {
        for leftover in &prose.leftovers {
            let (message, hint) = match leftover.kind {
                LeftoverKind::Bullet => (
                    "her er eit kulepunkt som ikkje blir noka liste",
                    "Skriv «- » i staden; kulepunkt frå Word rettar «handlingsplan formater PLAN --reins»",
                ),
                LeftoverKind::Emphasis => {
                    ("stjernene blir ståande i teksten", "Skriv dei både framfor og etter orda: **slik**")
                }
                LeftoverKind::Footnote => ("fotnoter er ikkje støtta", "Skriv merknaden i teksten"),
                LeftoverKind::Link => {
                    ("dette blir inga lenkje", "Skriv [ord](adresse), utan mellomrom i og framfor adressa")
                }
                LeftoverKind::Days => (
                    "linjene blir éin samanhengande tekst",
                    "Skriv «- » framfor kvar av dei, så blir dei ei liste, eller ei tom linje mellom",
                ),
                LeftoverKind::Number => ("dette blir inga liste", "Skriv eit mellomrom etter nummeret"),
                // A rule of their own: `wording::merged_lines`.
                LeftoverKind::Letters | LeftoverKind::Columns => continue,
            };
            findings.push(RuleHit::new(Place::Within(path.clone(), leftover.span.clone()), message).hint(hint));
        }
    }
    for text in subject.texts.iter().filter(|text| text.kind == TextKind::Line) {
        for sign in ["**", "](", "`", "<b>", "&nbsp;"] {
            if let Some(at) = text.text.find(sign) {
                let place = Place::Within(text.path.clone(), at..at + sign.len());
                let message = format!("«{sign}» blir ståande slik: namn og titlar har ikkje lenkjer eller utheving");
                findings.push(RuleHit::new(place, message).hint("Skriv berre orda"));
            }
        }
    }
}

/// Names, titles and cells with nothing in them.
pub fn empty_texts(subject: &Subject, findings: &mut RuleHits) {
    for text in &subject.texts {
        if text.kind == TextKind::Line && text.text.trim().is_empty() {
            let finding = RuleHit::new(Place::Value(text.path.clone()), "teksten er tom");
            findings.push(finding.hint("Skriv noko mellom hermeteikna"));
        }
    }
}

/// Prose with nothing in it, where it is something that the plan says.
pub fn empty_prose(subject: &Subject, findings: &mut RuleHits) {
    for read in subject.prose.iter().filter(|read| read.prose.blocks.is_empty() && read.prose.problems.is_empty()) {
        findings.push(
            RuleHit::new(Place::Value(read.path.clone()), "teksten er tom")
                .hint("Skriv han, eller ta bort opplysninga"),
        );
    }
}

/// Delmål that no section prints: the plan would be without its tiltak.
pub fn delmål_not_printed(subject: &Subject, findings: &mut RuleHits) {
    let hovud = &subject.plan.hovud;
    let mut all = hovud.seksjonar.iter().flat_map(|seksjon| &seksjon.innhald);
    if !subject.plan.delmål.is_empty() && !all.any(|own| matches!(own, Innhald::Delmål { .. })) {
        let place = Place::Value(Path::hovud().field("seksjonar"));
        let message = "ikkje noko punkt har delmåla i innhaldet sitt, så ingen tiltak ville bli trykte";
        findings.push(
            RuleHit::new(place, message).hint("Skriv Delmål(oversyn: true) i innhaldet til punktet der dei skal stå"),
        );
    }
}

/// What is filled in and stands in no section.
pub fn filled_in_but_not_printed(subject: &Subject, findings: &mut RuleHits) {
    let hovud = &subject.plan.hovud;
    let printed =
        |wanted: &Innhald| hovud.seksjonar.iter().flat_map(|seksjon| &seksjon.innhald).any(|own| own == wanted);
    let mut tell = |is_there: bool, field: &'static str, wanted: Innhald| {
        if is_there && !printed(&wanted) {
            let place = Place::Value(Path::hovud().field(field));
            let message = format!("«{field}» er fylt ut, men står ikkje i noko punkt");
            let wanted = keyword(&wanted);
            let hint = format!("Skriv {wanted} i innhaldet til punktet der det skal stå, eller ta «{field}» bort");
            findings.push(RuleHit::new(place, message).hint(hint));
        }
    };
    tell(hovud.organisasjonskart.is_some(), "organisasjonskart", Innhald::Organisasjonskart);
    tell(hovud.finansiering.is_some(), "finansiering", Innhald::Finansiering);
    tell(!hovud.handsaming.is_empty(), "handsaming", Innhald::Godkjenningar);
    tell(!hovud.forkortingar.is_empty(), "forkortingar", Innhald::Forkortingar);
}

/// What a section asks for and the data lacks, in an edition that must have no gaps.
pub fn gaps(subject: &Subject, findings: &mut RuleHits) {
    for (innhald, path) in subject.plan.walk().innhald() {
        let Some((what, field)) = missing(subject.plan, innhald) else { continue };
        let message = format!("{what} er ikkje fylt ut");
        let hint = format!("Fyll ut «{field}», eller ta {what} bort frå seksjonen");
        findings.push(RuleHit::new(Place::Value(path), message).hint(hint));
    }
}

fn missing(plan: &Plan, innhald: &Innhald) -> Option<(&'static str, &'static str)> {
    let hovud = &plan.hovud;
    match innhald {
        Innhald::Finansiering => hovud.finansiering.is_none().then_some(("finansieringa", "finansiering")),
        Innhald::Organisasjonskart => {
            hovud.organisasjonskart.is_none().then_some(("organisasjonskartet", "organisasjonskart"))
        }
        Innhald::Møteplan => {
            let decisions = hovud.handsaming.iter().flat_map(|own| &own.organ).any(|organ| !organ.vedtak.is_empty());
            (!plan.has_planned_meeting() && !decisions).then_some(("møteplanen", "planlagt"))
        }
        Innhald::Godkjenningar => hovud.handsaming.is_empty().then_some(("tabellen over godkjenningar", "handsaming")),
        Innhald::Forkortingar => (!plan.has_forkortingar()).then_some(("lista over forkortingar", "forkortingar")),
        _ => None,
    }
}

/// The most letters in a short name and in a version: they make file names.
const MAX_SHORT_NAME_LENGTH: usize = 60;
const MAX_VERSION_LENGTH: usize = 20;

/// Whether a text has the form of a version's number, numbers with full stops between: "6.0".
pub fn is_version(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= MAX_VERSION_LENGTH && text.split('.').all(digits)
}

/// The short name and the version make file names, so they have a form.
pub fn file_name_parts(subject: &Subject, findings: &mut RuleHits) {
    let hovud = &subject.plan.hovud;
    let root = Path::hovud();
    let place = || Place::Value(root.field("kortnamn"));
    if !crate::plan::has_id_form(&hovud.kortnamn) {
        let message = format!("kortnamnet «{}» kan ikkje brukast i filnamn", hovud.kortnamn);
        findings.push(RuleHit::new(place(), message).hint("Bruk berre små bokstavar, tal og bindestrek"));
    } else if hovud.kortnamn.chars().count() > MAX_SHORT_NAME_LENGTH {
        let message = format!("kortnamnet er for langt til å stå i filnamn; det kan ha {MAX_SHORT_NAME_LENGTH} teikn");
        findings.push(RuleHit::new(place(), message).hint("Gjer det kortare"));
    }
    let current = std::iter::once((&hovud.versjon, root.field("versjon")));
    let all = current.chain(subject.plan.walk().logg().map(|(row, path)| (&row.versjon, path.field("versjon"))));
    let mut told = BTreeSet::new();
    for (version, path) in all.filter(|(version, _)| !is_version(version)) {
        if told.insert(version) {
            let message = format!("versjonen «{version}» har ikkje forma til eit versjonsnummer");
            findings.push(
                RuleHit::new(Place::Value(path), message).hint("Skriv tal med punktum mellom, til dømes \"6.0\""),
            );
        }
    }
}

/// New tiltak that should be seen together with tiltak that do not exist, or have ended.
pub fn unknown_companions(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    let known: BTreeSet<&str> =
        plan.tiltak().filter(|(_, own)| !own.has_ended()).map(|(_, tiltak)| tiltak.id.as_str()).collect();
    for (_, tiltak, path) in plan.walk().tiltak() {
        let Some(Rullering::Ny { saman_med, .. }) = &tiltak.rullering else { continue };
        let all = path.field("rullering").field("saman_med").items(saman_med);
        for (id, path) in all.filter(|(id, _)| !known.contains(id.as_str())) {
            let ended = plan.tiltak().any(|(_, own)| own.has_ended() && own.id == *id);
            let what = if ended { "er avslutta" } else { "finst ikkje" };
            let finding = RuleHit::new(Place::Value(path.clone()), format!("tiltaket «{id}» {what}"));
            let meant = nearest_names(id.as_str(), known.iter().copied()).filter(|_| !ended);
            let fix = near_fix(&path, meant.as_ref());
            findings.push(finding.with_hint_if(meant.map(|own| own.to_string())).with_fix_if(fix));
        }
    }
}

/// Money for delmål and tiltak that do not exist.
pub fn unknown_purposes(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    let numbers: BTreeSet<u16> = plan.delmål.iter().map(|delmål| delmål.nummer).collect();
    let ids: BTreeSet<&str> = plan.tiltak().map(|(_, tiltak)| tiltak.id.as_str()).collect();
    for (post, path) in plan.walk().postar() {
        let (message, meant) = match &post.formål {
            Formål::Delmål(nummer) if !numbers.contains(nummer) => (format!("delmål {nummer} finst ikkje"), None),
            Formål::Tiltak(id) if !ids.contains(id.as_str()) => {
                (format!("tiltaket «{id}» finst ikkje"), nearest_names(id.as_str(), ids.iter().copied()))
            }
            _ => continue,
        };
        let path = path.field("formål").index(0);
        let fix = near_fix(&path, meant.as_ref());
        let finding = RuleHit::new(Place::Value(path), message);
        findings.push(finding.with_hint_if(meant.map(|own| own.to_string())).with_fix_if(fix));
    }
}
