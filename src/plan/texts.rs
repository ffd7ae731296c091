//! Every text in a plan with its path: what the rules about words and characters look through.

use super::Path;
use crate::plan::{Delmål, Innhald, Logo, Plan, Prosa, Rullering, Tidsramme, Tiltak};

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
