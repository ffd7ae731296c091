//! Every text in a plan with its path: what the rules about words and characters look through.

use super::Path;
use crate::plan::{Delmål, Deltakarar, Hovud, Innhald, Logo, Plan, Prosa, Rullering, Tidsramme, Tiltak};

/// A text of the plan.
pub struct Text<'a> {
    /// Where it stands.
    pub path: Path,
    /// What it says.
    pub text: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Whether it is what the register calls a party.
    pub names_a_party: bool,
    /// Whether it is a cell of a table, which may be long.
    pub is_cell: bool,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name, a title, a cell: one line, not empty.
    Line,
    /// Prose.
    Prose,
}

/// Every text that is printed or stands in the metadata, file by file.
pub fn texts(plan: &Plan) -> Vec<Text<'_>> {
    let mut collector = Collector(Vec::new());
    collector.hovud(&plan.hovud);
    for (index, delmål) in plan.delmål.iter().enumerate() {
        collector.delmål(&Path::delmål(index), delmål);
    }
    collector.0
}

struct Collector<'a>(Vec<Text<'a>>);

impl<'a> Collector<'a> {
    fn line(&mut self, path: Path, text: &'a str) {
        self.0.push(Text { path, text, kind: Kind::Line, names_a_party: false, is_cell: false });
    }

    fn name(&mut self, path: Path, text: &'a str) {
        self.0.push(Text { path, text, kind: Kind::Line, names_a_party: true, is_cell: false });
    }

    fn cell(&mut self, path: Path, text: &'a Option<String>) {
        if let Some(text) = text {
            self.0.push(Text { path, text, kind: Kind::Line, names_a_party: false, is_cell: true });
        }
    }

    fn optional(&mut self, path: Path, text: &'a Option<String>) {
        if let Some(text) = text {
            self.line(path, text);
        }
    }

    fn prose(&mut self, path: Path, prosa: &'a Prosa) {
        self.0.push(Text { path, text: &prosa.0, kind: Kind::Prose, names_a_party: false, is_cell: false });
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

    fn hovud(&mut self, hovud: &'a Hovud) {
        let root = Path::hovud();
        self.line(root.field("avtale"), &hovud.avtale);
        self.optional(root.field("undertittel"), &hovud.undertittel);
        self.optional(root.field("merknad"), &hovud.merknad);
        self.line(root.field("versjon"), &hovud.versjon);
        for (index, word) in hovud.emneord.iter().enumerate() {
            self.line(root.field("emneord").index(index), word);
        }
        self.logo(&root, &hovud.logo);
        for (index, part) in hovud.partar.iter().enumerate() {
            let path = root.field("partar").index(index);
            self.name(path.field("namn"), &part.namn);
            if let Some(short) = &part.kort {
                self.name(path.field("kort"), short);
            }
            if let Some(full) = &part.fullt {
                self.name(path.field("fullt"), full);
            }
            self.logo(&path, &part.logo);
        }
        for (index, rad) in hovud.logg.iter().enumerate() {
            let path = root.field("logg").index(index);
            self.line(path.field("versjon"), &rad.versjon);
            self.optional(path.field("namn"), &rad.namn);
            self.line(path.field("status"), &rad.status);
            self.line(path.field("endra_av"), &rad.endra_av);
        }
        for (index, seksjon) in hovud.seksjonar.iter().enumerate() {
            let path = root.field("seksjonar").index(index);
            self.line(path.field("tittel"), &seksjon.tittel);
            for (index, innhald) in seksjon.innhald.iter().enumerate() {
                let path = path.field("innhald").index(index);
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
        for (index, own) in hovud.etter_vedtak.iter().enumerate() {
            let path = root.field("etter_vedtak").index(index);
            self.prose(path.field("tekst"), &own.tekst);
            self.line(path.field("samtykke"), &own.samtykke);
            self.line(path.field("versjon"), &own.versjon);
        }
        for (index, own) in hovud.forkortingar.iter().enumerate() {
            let path = root.field("forkortingar").index(index);
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
            let path = root.field("organisasjonskart");
            self.line(path.field("tittel"), &kart.tittel);
            for (index, node) in kart.nodar.iter().enumerate() {
                let path = path.field("nodar").index(index);
                self.line(path.field("namn"), &node.namn);
                for (index, line) in node.linjer.iter().enumerate() {
                    self.line(path.field("linjer").index(index), line);
                }
            }
        }
        for (index, handsaming) in hovud.handsaming.iter().enumerate() {
            let path = root.field("handsaming").index(index);
            self.optional_prose(path.field("framlegg"), &handsaming.framlegg);
            self.optional_prose(path.field("bakgrunn"), &handsaming.bakgrunn);
            self.optional_prose(path.field("vurdering"), &handsaming.vurdering);
            self.optional(path.field("arkivsak"), &handsaming.arkivsak);
            let path = path.field("organ");
            for (index, organ) in handsaming.organ.iter().enumerate() {
                let path = path.index(index);
                self.line(path.field("organ"), &organ.organ.0);
                self.optional_prose(path.field("framlegg"), &organ.framlegg);
                for (index, vedtak) in organ.vedtak.iter().enumerate() {
                    let path = path.field("vedtak").index(index);
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
        for (index, tiltak) in delmål.tiltak.iter().enumerate() {
            self.tiltak(&root.field("tiltak").index(index), tiltak);
        }
    }

    fn tiltak(&mut self, path: &Path, tiltak: &'a Tiltak) {
        self.line(path.field("tittel"), &tiltak.tittel);
        self.deltakarar(&path.field("hovudansvarleg"), &tiltak.hovudansvarleg);
        self.deltakarar(&path.field("samarbeidspartar"), &tiltak.samarbeidspartar);
        if let Tidsramme::Seinare(words) = &tiltak.tidsramme {
            self.line(path.field("tidsramme").index(0), words);
        }
        if let Some(Rullering::Endra(prosa) | Rullering::Avslutta(prosa)) = &tiltak.rullering {
            self.prose(path.field("rullering").index(0), prosa);
        }
        if let Some(own) = &tiltak.framdrift {
            self.optional(path.field("framdrift").field("tekst"), &own.tekst);
        }
        for (index, own) in tiltak.indikatorar.iter().enumerate() {
            let path = path.field("indikatorar").index(index);
            self.line(path.field("namn"), &own.namn);
            self.optional(path.field("eining"), &own.eining);
        }
        self.optional_prose(path.field("ingress"), &tiltak.ingress);
        for (index, bolk) in tiltak.bolkar.iter().enumerate() {
            let path = path.field("bolkar").index(index);
            self.line(path.field("overskrift"), &bolk.overskrift);
            self.prose(path.field("tekst"), &bolk.tekst);
        }
    }

    fn deltakarar(&mut self, path: &Path, deltakarar: &'a Deltakarar) {
        self.cell(path.field("tillegg"), &deltakarar.tillegg);
        self.cell(path.field("ordlyd"), &deltakarar.ordlyd);
    }
}
