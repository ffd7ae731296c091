//! Every text in a plan with its path: what the rules about words and characters look through.

use super::Path;
use crate::plan::{Delmål, Formål, Innhald, Logo, Plan, Prosa, Rullering, Tidsramme, Tiltak};

/// A text of the plan.
pub struct PlanText<'a> {
    /// Where it stands.
    pub path: Path,
    /// What it says.
    pub text: &'a str,
    /// What it is.
    pub kind: TextKind,
    /// Whether it is what the register calls a party.
    pub names_a_party: bool,
    /// Whether it is a cell of a table, which may be long.
    pub is_cell: bool,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A name, a title, a cell: one line, not empty.
    Line,
    /// Prose.
    Prose,
}

/// Every text that is printed or stands in the metadata, file by file.
pub fn texts(plan: &Plan) -> Vec<PlanText<'_>> {
    let mut collector = Collector(Vec::new());
    collector.hovud(plan);
    for (delmål, path) in plan.walk().delmål() {
        collector.delmål(&path, delmål);
    }
    collector.0
}

struct Collector<'a>(Vec<PlanText<'a>>);

impl<'a> Collector<'a> {
    fn line(&mut self, path: Path, text: &'a str) {
        self.0.push(PlanText { path, text, kind: TextKind::Line, names_a_party: false, is_cell: false });
    }

    fn name(&mut self, path: Path, text: &'a str) {
        self.0.push(PlanText { path, text, kind: TextKind::Line, names_a_party: true, is_cell: false });
    }

    fn cell(&mut self, path: Path, text: &'a Option<String>) {
        if let Some(text) = text {
            self.0.push(PlanText { path, text, kind: TextKind::Line, names_a_party: false, is_cell: true });
        }
    }

    fn optional(&mut self, path: Path, text: &'a Option<String>) {
        if let Some(text) = text {
            self.line(path, text);
        }
    }

    fn prose(&mut self, path: Path, prosa: &'a Prosa) {
        self.0.push(PlanText { path, text: &prosa.0, kind: TextKind::Prose, names_a_party: false, is_cell: false });
    }

    fn optional_prose(&mut self, path: Path, prosa: &'a Option<Prosa>) {
        if let Some(prosa) = prosa {
            self.prose(path, prosa);
        }
    }

    fn logo(&mut self, path: &Path, logo: &'a Option<Logo>) {
        if let Some(logo) = logo {
            self.line(path.field("logo").field("alt"), &logo.alt);
        }
    }

    fn hovud(&mut self, plan: &'a Plan) {
        let (root, hovud, walk) = (Path::hovud(), &plan.hovud, plan.walk());
        self.line(root.field("avtale"), &hovud.avtale);
        self.optional(root.field("undertittel"), &hovud.undertittel);
        self.optional(root.field("merknad"), &hovud.merknad);
        self.line(root.field("versjon"), &hovud.versjon);
        for (word, path) in root.field("emneord").items(&hovud.emneord) {
            self.line(path, word);
        }
        self.logo(&root, &hovud.logo);
        for (part, path) in walk.partar() {
            self.name(path.field("namn"), &part.namn);
            if let Some(short) = &part.kort {
                self.name(path.field("kort"), short);
            }
            if let Some(full) = &part.fullt {
                self.name(path.field("fullt"), full);
            }
            self.logo(&path, &part.logo);
        }
        for (rad, path) in walk.logg() {
            self.line(path.field("versjon"), &rad.versjon);
            self.optional(path.field("namn"), &rad.namn);
            self.line(path.field("status"), &rad.status);
            self.line(path.field("endra_av"), &rad.endra_av);
        }
        for (seksjon, path) in walk.seksjonar() {
            self.line(path.field("tittel"), &seksjon.tittel);
            for (innhald, path) in path.field("innhald").items(&seksjon.innhald) {
                match innhald {
                    Innhald::Tekst(prosa) => self.prose(path.index(0), prosa),
                    Innhald::Mellomtittel(title) => self.line(path.index(0), title),
                    Innhald::Delmål { overskrift, .. } => self.optional(path.field("overskrift"), overskrift),
                    _ => {}
                }
            }
        }
        for (post, path) in walk.postar() {
            if let Formål::Avslutta(title) = &post.formål {
                self.line(path.field("formål").index(0), title);
            }
        }
        self.optional_prose(root.field("framlegg"), &hovud.framlegg);
        self.optional_prose(root.field("bakgrunn"), &hovud.bakgrunn);
        self.optional_prose(root.field("vurdering"), &hovud.vurdering);
        for (own, path) in walk.etter_vedtak() {
            self.prose(path.field("tekst"), &own.tekst);
            self.line(path.field("samtykke"), &own.samtykke);
            self.line(path.field("versjon"), &own.versjon);
        }
        for (own, path) in walk.forkortingar() {
            self.line(path.field("kort"), &own.kort);
            self.line(path.field("fullt"), &own.fullt);
        }
        if let Some(own) = &hovud.kolofon {
            let path = root.field("kolofon");
            self.optional(path.field("eigar"), &own.eigar);
            self.optional(path.field("kontakt"), &own.kontakt);
            self.optional(path.field("arkivsak"), &own.arkivsak);
            self.optional(path.field("erstattar"), &own.erstattar);
        }
        if let Some(kart) = &hovud.organisasjonskart {
            self.line(root.field("organisasjonskart").field("tittel"), &kart.tittel);
        }
        for (node, path) in walk.nodar() {
            self.line(path.field("namn"), &node.namn);
            for (line, path) in path.field("linjer").items(&node.linjer) {
                self.line(path, line);
            }
        }
        for (handsaming, path) in walk.handsaming() {
            self.optional_prose(path.field("framlegg"), &handsaming.framlegg);
            self.optional_prose(path.field("bakgrunn"), &handsaming.bakgrunn);
            self.optional_prose(path.field("vurdering"), &handsaming.vurdering);
            self.optional(path.field("arkivsak"), &handsaming.arkivsak);
            for body in handsaming.placed_organ(&path) {
                self.line(body.path.field("organ"), &body.organ.organ.0);
                self.optional_prose(body.path.field("framlegg"), &body.organ.framlegg);
                for (vedtak, path) in body.vedtak() {
                    self.optional(path.field("sak"), &vedtak.sak);
                    self.optional(path.field("versjon"), &vedtak.versjon);
                    self.optional_prose(path.field("tekst"), &vedtak.tekst);
                    self.optional_prose(path.field("endring"), &vedtak.endring);
                    self.optional(path.field("teke_inn_i"), &vedtak.teke_inn_i);
                }
            }
        }
    }

    fn delmål(&mut self, root: &Path, delmål: &'a Delmål) {
        self.line(root.field("tittel"), &delmål.tittel);
        self.optional_prose(root.field("innleiing"), &delmål.innleiing);
        self.optional_prose(root.field("hovudmål"), &delmål.hovudmål);
        self.optional_prose(root.field("etter_tabell"), &delmål.etter_tabell);
        for (tiltak, path) in delmål.placed_tiltak(root) {
            self.tiltak(&path, tiltak);
        }
    }

    fn tiltak(&mut self, path: &Path, tiltak: &'a Tiltak) {
        self.line(path.field("tittel"), &tiltak.tittel);
        for (cell, path) in tiltak.placed_deltakarar(path) {
            self.cell(path.field("tillegg"), &cell.tillegg);
            self.cell(path.field("ordlyd"), &cell.ordlyd);
        }
        if let Tidsramme::Seinare(words) = &tiltak.tidsramme {
            self.line(path.field("tidsramme").index(0), words);
        }
        if let Some(Rullering::Endra(prosa) | Rullering::Avslutta(prosa)) = &tiltak.rullering {
            self.prose(path.field("rullering").index(0), prosa);
        }
        if let Some(own) = &tiltak.framdrift {
            self.optional(path.field("framdrift").field("tekst"), &own.tekst);
        }
        for (own, path) in path.field("indikatorar").items(&tiltak.indikatorar) {
            self.line(path.field("namn"), &own.namn);
            self.optional(path.field("eining"), &own.eining);
        }
        self.optional_prose(path.field("ingress"), &tiltak.ingress);
        for (bolk, path) in path.field("bolkar").items(&tiltak.bolkar) {
            self.line(path.field("overskrift"), &bolk.overskrift);
            self.prose(path.field("tekst"), &bolk.tekst);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::de::DeserializeOwned;
    use serde_json::Value as Json;

    use super::*;
    use crate::plan::fields::{Field, Group, ValueKind, json, values_at};

    /// The values of a kind, as RON, that have every field and every word between them; the example is that of the field.
    fn full(kind: ValueKind, example: &str) -> Vec<String> {
        match kind {
            ValueKind::Text | ValueKind::Prose => vec!["\"Ord\"".into()],
            ValueKind::Group(name) => {
                let group = Group::named(name).unwrap();
                let fields: Vec<_> = group.fields.iter().map(|field| (field.name, of_field(group, field))).collect();
                let count = fields.iter().map(|(_, all)| all.len()).max().unwrap();
                let nth = |at: usize| {
                    let each = fields.iter().map(|(name, all)| format!("{name}: {}", all[at % all.len()]));
                    format!("({})", each.collect::<Vec<_>>().join(", "))
                };
                (0..count).map(nth).collect()
            }
            ValueKind::Choice(name) => {
                let group = Group::named(name).unwrap();
                let word = |word: &Field| match word.value {
                    Some(own @ ValueKind::Group(_)) => {
                        full(own, "").iter().map(|own| word.name.to_string() + own).collect()
                    }
                    Some(ValueKind::Text | ValueKind::Prose) => vec![format!("{}(\"Ord\")", word.name)],
                    _ => vec![shown(group, word)],
                };
                group.fields.iter().flat_map(word).collect()
            }
            ValueKind::List(ValueKind::Text | ValueKind::Prose | ValueKind::Group(_) | ValueKind::Choice(_)) => {
                let ValueKind::List(items) = kind else { unreachable!() };
                vec![format!("[{}]", full(*items, "").join(", "))]
            }
            _ => vec![example.into()],
        }
    }

    fn of_field(group: &Group, field: &Field) -> Vec<String> {
        full(field.value.unwrap(), &shown(group, field))
    }

    fn shown(group: &Group, field: &Field) -> String {
        let example = group.example(field);
        let value = example.trim_end_matches(',');
        value.split_once(": ").filter(|(name, _)| !name.contains('(')).map_or(value, |(_, own)| own).to_string()
    }

    fn parsed<T: DeserializeOwned>(group: &'static str) -> Vec<T> {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let parse = |text: String| options.from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        full(ValueKind::Group(group), "").into_iter().map(parse).collect()
    }

    /// The texts that the table of fields knows in a value.
    fn known(kind: ValueKind, json: &Json, path: &Path, all: &mut BTreeMap<Path, TextKind>) {
        match (kind, json) {
            (ValueKind::Text, Json::String(_)) => drop(all.insert(path.clone(), TextKind::Line)),
            (ValueKind::Prose, Json::String(_)) => drop(all.insert(path.clone(), TextKind::Prose)),
            (ValueKind::Group(name), Json::Object(_)) => {
                for field in Group::named(name).unwrap().fields {
                    known(field.value.unwrap(), &json[field.name], &path.field(field.name), all);
                }
            }
            (ValueKind::List(items), Json::Array(list)) => {
                list.iter().enumerate().for_each(|(at, own)| known(*items, own, &path.index(at), all));
            }
            (ValueKind::Choice(name), Json::Object(chosen)) => {
                let (word, contents) = chosen.iter().next().unwrap();
                match Group::named(name).unwrap().field(word).unwrap().value.unwrap() {
                    own @ ValueKind::Group(_) => known(own, contents, path, all),
                    own => known(own, contents, &path.index(0), all),
                }
            }
            _ => {}
        }
    }

    #[test]
    fn the_texts_of_a_plan_are_those_of_the_table_of_fields() {
        let delmål: Vec<Delmål> = parsed("Delmål");
        let mut count = 0;
        for hovud in parsed("Hovud") {
            let plan = Plan { hovud, delmål: delmål.clone() };
            let mut expected = BTreeMap::new();
            known(ValueKind::Group("Hovud"), &json(&plan.hovud), &Path::hovud(), &mut expected);
            for (at, own) in plan.delmål.iter().enumerate() {
                known(ValueKind::Group("Delmål"), &json(own), &Path::delmål(at), &mut expected);
            }
            // A folder on this machine, which no document has.
            expected.remove(&Path::hovud().field("førre"));
            count += expected.len();
            for text in texts(&plan) {
                if let Some(kind) = expected.remove(&text.path) {
                    assert_eq!(kind, text.kind, "{}", text.path);
                    continue;
                }
                let kinds = values_at(&text.path);
                let others = [ValueKind::Version, ValueKind::LoggedVersion, ValueKind::Body];
                assert!(kinds.iter().any(|kind| others.contains(kind)), "{} is a text: {kinds:?}", text.path);
            }
            let forgotten: Vec<String> = expected.keys().map(ToString::to_string).collect();
            assert!(forgotten.is_empty(), "{forgotten:?}");
        }
        assert!(count > 60, "{count}");
    }
}
