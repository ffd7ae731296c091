//! The way through two plans, field by field and pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::difference::{Difference, DifferenceKind};
use super::pairs::{by_title, moved, shared, with_renamed, without};
use super::texts::TextComparer;
use super::thing::Thing;
use super::values::{Renderer, figure_of};
use crate::compare::words::similarity;
use crate::document::Text;
use crate::plan::fields::{FieldRef, Group, ValueKind, json};
use crate::plan::pairs::{self, Pair, counted, paired};
use crate::plan::{
    Delmål, Deltakarar, Finansiering, Formål, Handsaming, Indikator, Path, Plan, Post, Prosa, Seksjon, Step, Tiltak,
    TiltakId,
};
use crate::words::differences::DifferenceTerms;
use crate::words::notation::{self, to_kroner};

/// Where a value stands in both plans.
#[derive(Clone)]
struct At {
    old: Path,
    new: Path,
}

impl At {
    fn same(path: Path) -> Self {
        Self { old: path.clone(), new: path }
    }

    fn field(&self, name: &'static str) -> Self {
        Self { old: self.old.field(name), new: self.new.field(name) }
    }

    fn indices(&self, i: usize, j: usize) -> Self {
        Self { old: self.old.index(i), new: self.new.index(j) }
    }

    /// Where an item stands that one of the plans may not have; there the list stands for it.
    fn item(&self, i: Option<usize>, j: Option<usize>) -> Self {
        let place = |list: &Path, at: Option<usize>| at.map_or_else(|| list.clone(), |at| list.index(at));
        Self { old: place(&self.old, i), new: place(&self.new, j) }
    }
}

/// The differences of two plans while they are looked for.
pub(super) struct PlanComparer<'a> {
    /// The old plan and the new.
    plans: [&'a Plan; 2],
    renderer: Renderer,
    texts: TextComparer<'a>,
    /// The delmål and the place in it of each tiltak of the old plan and the new, by its id.
    places: [BTreeMap<String, (usize, usize)>; 2],
    thing: Thing,
    tiltak: Option<TiltakId>,
    found: Vec<Difference>,
}

/// A field of the table by its name: "Tiltak.tittel".
fn field_named(group: &str, name: &str) -> Option<FieldRef> {
    Group::named(group)?.fields_of().find(|own| own.field.name == name)
}

fn items(list: &Json) -> &[Json] {
    list.as_array().map_or(&[], Vec::as_slice)
}

impl<'a> PlanComparer<'a> {
    pub(super) fn new(old: &'a Plan, new: &'a Plan) -> Self {
        Self {
            plans: [old, new],
            renderer: Renderer::of(new.hovud.språk),
            texts: TextComparer::new([old, new], DifferenceTerms::of(new.hovud.språk.into())),
            places: [old, new].map(|plan| {
                let all = plan.delmål.iter().enumerate().flat_map(|(at, delmål)| {
                    delmål.tiltak.iter().enumerate().map(move |(index, own)| (own.id.to_string(), (at, index)))
                });
                all.collect()
            }),
            thing: Thing::Plan,
            tiltak: None,
            found: Vec::new(),
        }
    }

    /// What differs, in the order of the new plan.
    pub(super) fn differences(mut self) -> Vec<Difference> {
        let [old, new] = self.plans.map(|plan| json(&plan.hovud));
        self.enter(Thing::Plan);
        self.group("Hovud", &old, &new, &At::same(Path::hovud()));
        self.found
    }

    fn add_all(&mut self, found: Vec<DifferenceKind>, at: &At) {
        found.into_iter().for_each(|what| self.add_in_both(what, at));
    }

    fn add(&mut self, what: DifferenceKind, old: Option<Path>, new: Option<Path>) {
        let place = self.thing.place(self.renderer.words.lang);
        self.found.push(Difference { thing: self.thing.clone(), place, tiltak: self.tiltak.clone(), what, old, new });
    }

    fn add_in_both(&mut self, what: DifferenceKind, at: &At) {
        self.add(what, Some(at.old.clone()), Some(at.new.clone()));
    }

    fn enter(&mut self, thing: Thing) {
        self.thing = thing;
        self.tiltak = None;
    }

    /// A thing that one plan alone has.
    fn add_whole(&mut self, what: DifferenceKind, thing: Thing, path: Path) {
        self.enter(thing);
        match what {
            DifferenceKind::Removed => self.add(what, Some(path), None),
            _ => self.add(what, None, Some(path)),
        }
    }

    /// The fields of a group; one that only one plan has is compared with one without fields.
    fn group(&mut self, name: &str, old: &Json, new: &Json, at: &At) {
        for of in Group::named(name).into_iter().flat_map(Group::fields_of) {
            let name = of.field.name;
            self.field(of, &old[name], &new[name], &at.field(name));
        }
    }

    fn field(&mut self, of: FieldRef, old: &Json, new: &Json, at: &At) {
        match (of.group.name, of.field.name) {
            ("Hovud", "delmål") => return self.delmål(),
            ("Hovud", "seksjonar") => return self.sections(),
            ("Hovud", "organisasjonskart") => return self.chart(old, new, at),
            ("Hovud", "finansiering") => return self.money(old, new, at),
            // Each plan has its own log: version 1.0 of another year is another version.
            ("Hovud", "logg") if self.plans[0].hovud.år != self.plans[1].hovud.år => return,
            ("OrganHandsaming", "rolle") => return self.role(of, at),
            ("Part", "fordeling") => return self.shares(of, old, new, at),
            _ => {}
        }
        let Some(kind) = of.field.value.filter(|_| old != new) else { return };
        match kind {
            ValueKind::Prose => {
                let text = |value: &Json| value.as_str().map(|text| Prosa(text.into()));
                let found = self.texts.prose(of, "", text(old).as_ref(), text(new).as_ref());
                self.add_all(found, at);
            }
            ValueKind::Amounts => self.amounts(of, old, new, at),
            ValueKind::Group("Kolofon") => self.group("Kolofon", old, new, at),
            // What was decided, and what was agreed to afterwards, is told whole.
            ValueKind::List(ValueKind::Group("Vedtak" | "EtterVedtak")) => self.value(of, "", old, new, at),
            ValueKind::List(ValueKind::Group(group)) => self.items(of, group, [items(old), items(new)], at),
            ValueKind::List(kind) => {
                let shown = |version: usize, list: &Json| -> Vec<String> {
                    items(list).iter().map(|own| self.renderer.shown(self.plans[version], *kind, own)).collect()
                };
                self.listed(of, &shown(0, old), &shown(1, new), at);
            }
            _ => self.value(of, "", old, new, at),
        }
    }

    /// A value that is told as it was and as it is.
    fn value(&mut self, of: FieldRef, name: &str, old: &Json, new: &Json, at: &At) {
        let Some(kind) = of.field.value else { return };
        let [old, new] =
            [(self.plans[0], old), (self.plans[1], new)].map(|(plan, value)| self.renderer.shown(plan, kind, value));
        self.words_differ(of, name, old, new, at);
    }

    /// A value whose words are known.
    fn words_differ(&mut self, of: FieldRef, name: &str, old: String, new: String, at: &At) {
        if old != new {
            self.add_in_both(DifferenceKind::Value { field: of, of: name.into(), old, new }, at);
        }
    }

    /// A list of names.
    fn listed(&mut self, field: FieldRef, old: &[String], new: &[String], at: &At) {
        if old != new {
            let (was, is) = (counted(old), counted(new));
            let items = [without(&is, &was), without(&was, &is)];
            self.add_in_both(DifferenceKind::Listed { field, items }, at);
        }
    }

    /// Where the things of both lists have another order, says so.
    fn order(&mut self, field: FieldRef, old: &[String], new: &[String], at: &At) {
        let (was, is) = (counted(old), counted(new));
        if shared(&was, &is) != shared(&is, &was) {
            self.add_in_both(DifferenceKind::Listed { field, items: [Vec::new(), Vec::new()] }, at);
        }
    }

    /// A list of groups, each with a place of its own.
    fn items(&mut self, of: FieldRef, group: &'static str, [old, new]: [&[Json]; 2], at: &At) {
        let [olds, news] = [(0, old), (1, new)].map(|(version, all)| self.names(version, group, all));
        self.order(of, &olds, &news, at);
        let around = (self.thing.clone(), self.tiltak.clone());
        for pair in paired(&olds, &news) {
            match pair {
                Pair::Both(i, j) => {
                    self.enter(self.thing_of(1, group, &new[j], &at.new));
                    self.group(group, &old[i], &new[j], &at.indices(i, j));
                }
                Pair::Old(i) => {
                    let thing = self.thing_of(0, group, &old[i], &at.old);
                    self.add_whole(DifferenceKind::Removed, thing, at.old.index(i));
                }
                Pair::New(j) => {
                    let thing = self.thing_of(1, group, &new[j], &at.new);
                    self.add_whole(DifferenceKind::Added, thing, at.new.index(j));
                }
            }
        }
        (self.thing, self.tiltak) = around;
    }

    /// What the items of a list are known by.
    fn names(&self, version: usize, group: &'static str, all: &[Json]) -> Vec<String> {
        if group == "Post" { self.purposes(version) } else { pairs::names(ValueKind::Group(group), all) }
    }

    /// The thing that an item of a list is; `list` is where the list stands.
    fn thing_of(&self, version: usize, group: &str, own: &Json, list: &Path) -> Thing {
        let plan = self.plans[version];
        let text = |field: &str| own[field].as_str().unwrap_or_default().to_string();
        match group {
            "Part" => {
                let id = text("id");
                let mut agreed = plan.hovud.framside.iter().chain(&plan.hovud.avtalepartar);
                Thing::Party { name: text("namn"), in_agreement: agreed.any(|own| own.as_str() == id) }
            }
            "LoggRad" => Thing::Version(text("versjon")),
            "Forkorting" => Thing::Abbreviation(text("kort")),
            "Node" => Thing::Node(text("namn")),
            "Handsaming" => {
                let id = text("part");
                let part = plan.hovud.partar.iter().find(|part| part.id.as_str() == id);
                Thing::Handling(part.map_or(id, |part| part.namn.clone()))
            }
            "OrganHandsaming" => {
                let of = list_index(list, "handsaming").and_then(|at| plan.hovud.handsaming.get(at));
                Thing::Body { name: text("organ"), party: of.map_or("", |of| plan.party_name(&of.part)).into() }
            }
            "Post" => match serde_json::from_value::<Post>(own.clone()) {
                Ok(post) => Thing::Post {
                    purpose: self.renderer.purpose(plan, &post.formål),
                    source: post.kjelde,
                    payer: post.part.as_ref().map(|id| plan.party_name(id).to_string()),
                    amounts: post.beløp.iter().map(|(year, own)| (*year, self.kroner(version, *own))).collect(),
                },
                Err(_) => Thing::Financing,
            },
            _ => self.thing.clone(),
        }
    }

    /// An amount of a plan in kroner.
    fn kroner(&self, version: usize, amount: i64) -> i64 {
        self.plans[version].hovud.finansiering.as_ref().map_or(amount, |own| to_kroner(own, amount))
    }

    fn amounts(&mut self, of: FieldRef, old: &Json, new: &Json, at: &At) {
        let years =
            |value: &Json| value.as_object().into_iter().flat_map(|map| map.keys().cloned()).collect::<Vec<_>>();
        let all: BTreeSet<String> = years(old).into_iter().chain(years(new)).collect();
        for year in all {
            let amounts =
                [(0, old), (1, new)].map(|(at, own)| self.kroner(at, own[&year].as_i64().unwrap_or_default()));
            self.amount(of, year, amounts, at);
        }
    }

    fn amount(&mut self, field: FieldRef, years: String, amounts: [i64; 2], at: &At) {
        if amounts[0] != amounts[1] {
            self.add_in_both(DifferenceKind::Amount { field, years, amounts }, at);
        }
    }

    fn chart(&mut self, old: &Json, new: &Json, at: &At) {
        self.enter(Thing::Chart);
        self.group("Organisasjonskart", old, new, at);
        self.enter(Thing::Plan);
    }

    /// The role of a body follows from its place where it isn't given.
    fn role(&mut self, of: FieldRef, at: &At) {
        let role = |version: usize, path: &Path| {
            let handsaming: &Handsaming = self.plans[version].hovud.handsaming.get(list_index(path, "handsaming")?)?;
            let body = list_index(path, "organ")?;
            (body < handsaming.organ.len()).then(|| self.renderer.handling.does(handsaming.role(body)).to_string())
        };
        let (was, is) = (role(0, &at.old).unwrap_or_default(), role(1, &at.new).unwrap_or_default());
        self.words_differ(of, "", was, is, at);
    }

    /// The share of each member.
    fn shares(&mut self, of: FieldRef, old: &Json, new: &Json, at: &At) {
        let Some(share) = field_named("Andel", "prosent") else { return };
        let of_member = |list: &Json, id: &Json| {
            items(list).iter().find(|own| own["part"] == *id).map_or(Json::Null, |own| own["prosent"].clone())
        };
        let mut members: Vec<&Json> = items(new).iter().map(|own| &own["part"]).collect();
        members.extend(items(old).iter().map(|own| &own["part"]).filter(|id| of_member(new, id).is_null()));
        for id in members {
            let kind = share.field.value.unwrap_or(ValueKind::Percent);
            let [was, is] = [(0, old), (1, new)]
                .map(|(version, list)| self.renderer.shown(self.plans[version], kind, &of_member(list, id)));
            let name = self.renderer.shown(self.plans[1], ValueKind::PartId, id);
            self.words_differ(of, &name, was, is, at);
        }
    }

    fn sections(&mut self) {
        let at = At::same(Path::hovud().field("seksjonar"));
        let [old, new] = self.plans.map(|plan| plan.hovud.seksjonar.as_slice());
        let (before, after) = by_title(old, new, |own| (&own.tittel, own.nummer));
        let moved = moved(&before, &after);
        for pair in paired(&before, &after) {
            let thing = |own: &Seksjon| Thing::Section { number: own.nummer, title: own.tittel.clone() };
            match pair {
                Pair::Both(i, j) => {
                    let at = at.indices(i, j);
                    self.enter(thing(&new[j]));
                    if moved.contains(&j) {
                        let stands = |all: &[Seksjon], place: usize| match place.checked_sub(1) {
                            Some(above) => format!("{} «{}»", self.renderer.words.after, all[above].tittel),
                            None => self.renderer.words.first.to_string(),
                        };
                        self.add_in_both(DifferenceKind::Moved { from: stands(old, i), to: stands(new, j) }, &at);
                    }
                    self.section(&old[i], &new[j], &at);
                }
                Pair::Old(i) => self.add_whole(DifferenceKind::Removed, thing(&old[i]), at.old.index(i)),
                Pair::New(j) => self.add_whole(DifferenceKind::Added, thing(&new[j]), at.new.index(j)),
            }
        }
        self.enter(Thing::Plan);
    }

    fn section(&mut self, old: &Seksjon, new: &Seksjon, at: &At) {
        let values = [json(old), json(new)];
        for of in Group::named("Seksjon").into_iter().flat_map(Group::fields_of) {
            let name = of.field.name;
            match name {
                "nummer" if old.nummer != new.nummer => {
                    let [was, is] = [old.nummer, new.nummer]
                        .map(|number| number.map_or_else(String::new, |number| number.to_string()));
                    self.add_in_both(DifferenceKind::Renumbered { was, is }, at);
                }
                "nummer" => {}
                "innhald" => {
                    let found = self.texts.sections(of, old, new);
                    self.add_all(found, &at.field(name));
                }
                _ => self.field(of, &values[0][name], &values[1][name], &at.field(name)),
            }
        }
    }

    fn delmål(&mut self) {
        let [old, new] = self.plans.map(|plan| plan.delmål.as_slice());
        let (before, after) = by_title(old, new, |own| (&own.tittel, Some(own.nummer)));
        for pair in paired(&before, &after) {
            let thing = |own: &Delmål| Thing::Delmål { number: own.nummer, title: own.tittel.clone() };
            match pair {
                Pair::Both(i, j) => {
                    let at = At { old: Path::delmål(i), new: Path::delmål(j) };
                    self.enter(thing(&new[j]));
                    self.delmål_fields(&old[i], &new[j], &at);
                    self.tiltak_of(Some(i), Some(j));
                }
                Pair::Old(i) => {
                    self.add_whole(DifferenceKind::Removed, thing(&old[i]), Path::delmål(i));
                    self.tiltak_of(Some(i), None);
                }
                Pair::New(j) => {
                    self.add_whole(DifferenceKind::Added, thing(&new[j]), Path::delmål(j));
                    self.tiltak_of(None, Some(j));
                }
            }
        }
        self.enter(Thing::Plan);
    }

    fn delmål_fields(&mut self, old: &Delmål, new: &Delmål, at: &At) {
        // The tiltak are looked through by their ids, and not here.
        let bare = |own: &Delmål| json(&Delmål { tiltak: Vec::new(), ..own.clone() });
        let values = [bare(old), bare(new)];
        for of in Group::named("Delmål").into_iter().flat_map(Group::fields_of) {
            let name = of.field.name;
            match name {
                "nummer" if old.nummer != new.nummer => {
                    let [was, is] = [old.nummer, new.nummer].map(|number| number.to_string());
                    self.add_in_both(DifferenceKind::Renumbered { was, is }, &at.field(name));
                }
                "nummer" | "tiltak" => {}
                _ => self.field(of, &values[0][name], &values[1][name], &at.field(name)),
            }
        }
    }

    /// The tiltak of a delmål: those that the new one has, and those that the old one had and the new plan has nowhere.
    fn tiltak_of(&mut self, old: Option<usize>, new: Option<usize>) {
        let ids = |plan: &Plan, at: Option<usize>| -> Vec<String> {
            let tiltak = at.and_then(|at| plan.delmål.get(at)).into_iter().flat_map(|delmål| &delmål.tiltak);
            tiltak.map(|tiltak| tiltak.id.to_string()).collect()
        };
        let news = ids(self.plans[1], new);
        let mut olds = ids(self.plans[0], old);
        olds.retain(|id| !self.places[1].contains_key(id) || news.contains(id));
        for pair in paired(&olds, &news) {
            match pair {
                Pair::Old(i) => {
                    let Some((path, delmål, tiltak)) = self.placed(0, &olds[i]) else { continue };
                    self.enter_tiltak(delmål, tiltak);
                    self.add(DifferenceKind::Removed, Some(path), None);
                }
                Pair::Both(_, j) | Pair::New(j) => {
                    let Some((path, delmål, tiltak)) = self.placed(1, &news[j]) else { continue };
                    self.enter_tiltak(delmål, tiltak);
                    match self.placed(0, &news[j]) {
                        None => self.add(DifferenceKind::Added, None, Some(path)),
                        Some((old_path, old_delmål, before)) => {
                            self.tiltak(&At { old: old_path, new: path }, (old_delmål, before), (delmål, tiltak));
                        }
                    }
                }
            }
        }
    }

    /// Where a tiltak stands in the old plan (0) or the new (1).
    fn placed(&self, version: usize, id: &str) -> Option<(Path, &'a Delmål, &'a Tiltak)> {
        let (at, index) = *self.places[version].get(id)?;
        let delmål = &self.plans[version].delmål[at];
        Some((Path::delmål(at).field("tiltak").index(index), delmål, &delmål.tiltak[index]))
    }

    fn enter_tiltak(&mut self, delmål: &Delmål, tiltak: &Tiltak) {
        let title = tiltak.tittel.clone();
        self.enter(Thing::Tiltak { delmål: delmål.nummer, number: tiltak.nummer, title });
        self.tiltak = Some(tiltak.id.clone());
    }

    fn tiltak(&mut self, at: &At, (old_delmål, old): (&Delmål, &Tiltak), (delmål, new): (&Delmål, &Tiltak)) {
        if at.old.file != at.new.file && old_delmål.tittel != delmål.tittel {
            let small = |own: &Delmål| format!("{} {}", self.renderer.terms.delmål_small, own.nummer);
            self.add_in_both(DifferenceKind::Moved { from: small(old_delmål), to: small(delmål) }, at);
        }
        if (old_delmål.nummer, old.nummer) != (delmål.nummer, new.nummer) {
            let [was, is] =
                [(old_delmål, old), (delmål, new)].map(|(delmål, own)| format!("{}.{}", delmål.nummer, own.nummer));
            self.add_in_both(DifferenceKind::Renumbered { was, is }, at);
        }
        let has_ended = new.has_ended() && !old.has_ended();
        if has_ended {
            self.add_in_both(DifferenceKind::Ended, at);
        }
        let values = [json(old), json(new)];
        for of in Group::named("Tiltak").into_iter().flat_map(Group::fields_of) {
            let name = of.field.name;
            let field = at.field(name);
            match name {
                // The number is told above.
                "nummer" => {}
                // What else is another in a tiltak that has ended stands in no document any more.
                _ if has_ended && name != "rullering" => {}
                "hovudansvarleg" => self.parties(of, &old.hovudansvarleg, &new.hovudansvarleg, &field),
                "samarbeidspartar" => self.parties(of, &old.samarbeidspartar, &new.samarbeidspartar, &field),
                "indikatorar" => self.indicators(of, old, new, &field),
                "bolkar" => self.bolkar(of, old, new, &field),
                _ => self.field(of, &values[0][name], &values[1][name], &field),
            }
        }
    }

    fn parties(&mut self, of: FieldRef, old: &Deltakarar, new: &Deltakarar, at: &At) {
        let names = |plan: &Plan, own: &Deltakarar| -> Vec<String> {
            own.partar.iter().map(|id| plan.party_name(id).to_string()).collect()
        };
        let [was, is] = [(self.plans[0], old), (self.plans[1], new)].map(|(plan, own)| names(plan, own));
        // A party that is called something else is the same party.
        if old == new {
            return;
        }
        if (&old.ordlyd, &old.tillegg) == (&new.ordlyd, &new.tillegg) && old.ordlyd.is_none() {
            return self.listed(of, &was, &is, at);
        }
        let [words_were, words_are] = [(self.plans[0], old), (self.plans[1], new)].map(|(plan, own)| {
            own.ordlyd.clone().unwrap_or_else(|| {
                let before = if own.partar.is_empty() { "" } else { own.tillegg_separator() };
                let more = own.tillegg.as_ref().map_or(String::new(), |more| format!("{before}{more}"));
                names(plan, own).join(", ") + &more
            })
        });
        // The words may be the same, and stand for others.
        if words_were == words_are {
            self.listed(of, &was, &is, at);
            if let Some(more) = field_named("Deltakarar", "tillegg") {
                let [was, is] = [old, new].map(|own| own.tillegg.clone().unwrap_or_default());
                self.words_differ(more, "", was, is, &at.field("tillegg"));
            }
        }
        self.words_differ(of, "", words_were, words_are, at);
    }

    fn indicators(&mut self, of: FieldRef, old: &Tiltak, new: &Tiltak, at: &At) {
        let Some(aim_field) = field_named("Indikator", "mål") else { return };
        let [olds, news] = [old, new].map(|own| own.indikatorar.iter().map(|own| own.namn.clone()).collect::<Vec<_>>());
        self.order(of, &olds, &news, at);
        for pair in paired(&olds, &news) {
            let (i, j) = pair.places();
            let [was, is] = [i.map(|i| &old.indikatorar[i]), j.map(|j| &new.indikatorar[j])];
            let name = is.or(was).map_or("", |own| own.namn.as_str());
            let place = at.item(i, j);
            let [latest_was, latest_is] = [was, is].map(|own| own.map(latest).unwrap_or_default());
            self.words_differ(of, name, latest_was, latest_is, &place);
            let [aim_was, aim_is] = [was, is].map(|own| own.map(aim).unwrap_or_default());
            // The unit is told with the aim; where it alone is another, that is where it stands.
            let same_aim = was.map(|own| own.mål) == is.map(|own| own.mål);
            let place = place.field(if same_aim { "eining" } else { "mål" });
            self.words_differ(aim_field, name, aim_was, aim_is, &place);
        }
    }

    fn bolkar(&mut self, of: FieldRef, old: &Tiltak, new: &Tiltak, at: &At) {
        let Some(head_field) = field_named("Bolk", "overskrift") else { return };
        let [olds, news] =
            [old, new].map(|own| own.bolkar.iter().map(|bolk| bolk.overskrift.clone()).collect::<Vec<_>>());
        self.order(of, &olds, &news, at);
        let like = |i: usize, j: usize| {
            let text = |tiltak: &Tiltak, at: usize| Text::plain(&*tiltak.bolkar[at].tekst.0);
            similarity(&text(old, i), &text(new, j))
        };
        for pair in with_renamed(paired(&olds, &news), like) {
            let (i, j) = pair.places();
            let place = at.item(i, j);
            let [was, is] = [i.map(|i| &old.bolkar[i]), j.map(|j| &new.bolkar[j])];
            if let (Some(was), Some(is)) = (was, is) {
                let (was, is) = (was.overskrift.clone(), is.overskrift.clone());
                self.words_differ(head_field, "", was, is, &place.field("overskrift"));
            }
            let head = is.or(was).map_or("", |bolk| bolk.overskrift.as_str());
            let [was, is] = [was, is].map(|bolk| bolk.map(|bolk| &bolk.tekst));
            let place = At {
                old: if i.is_some() { place.old.field("tekst") } else { place.old },
                new: if j.is_some() { place.new.field("tekst") } else { place.new },
            };
            let found = self.texts.prose(of, head, was, is);
            self.add_all(found, &place);
        }
    }

    fn money(&mut self, old: &Json, new: &Json, at: &At) {
        let [was, is] = self.plans.map(|plan| plan.hovud.finansiering.as_ref());
        match (was, is) {
            (None, None) => return,
            (Some(_), None) => self.add_whole(DifferenceKind::Removed, Thing::Financing, at.old.clone()),
            (None, Some(_)) => self.add_whole(DifferenceKind::Added, Thing::Financing, at.new.clone()),
            (Some(was), Some(is)) => {
                self.enter(Thing::Financing);
                self.group("Finansiering", old, new, at);
                self.sums(was, is, at);
            }
        }
        self.enter(Thing::Plan);
    }

    fn sums(&mut self, old: &Finansiering, new: &Finansiering, at: &At) {
        let Some(of) = field_named("Post", "beløp") else { return };
        self.enter(Thing::Sums);
        let all: BTreeSet<i16> = old.years().into_iter().chain(new.years()).collect();
        for year in all {
            let amounts = [to_kroner(old, old.sum_in(year)), to_kroner(new, new.sum_in(year))];
            self.amount(of, year.to_string(), amounts, at);
        }
        let period = self.plans[1].hovud.periode;
        let years = self.renderer.words.whole_period(&notation::years(period.frå, period.til));
        self.amount(of, years, [to_kroner(old, old.sum()), to_kroner(new, new.sum())], at);
    }

    /// What the posts of a plan are known by: purpose, source and payer. The money of a tiltak that has ended since, or of a
    /// delmål that has another number, is the same money.
    fn purposes(&self, version: usize) -> Vec<String> {
        let [old, new] = self.plans;
        let ended: BTreeMap<&str, &TiltakId> = old.tiltak().map(|(_, own)| (own.tittel.as_str(), &own.id)).collect();
        let postar = self.plans[version].hovud.finansiering.iter().flat_map(|own| &own.postar);
        let names = postar.map(|post| {
            let known = match &post.formål {
                Formål::Avslutta(title) => ended.get(title.as_str()).map(|id| Formål::Tiltak((*id).clone())),
                Formål::Delmål(number) if version == 1 => {
                    Some(Formål::Delmål(new.former_delmål_number(old, *number)))
                }
                _ => None,
            };
            format!("{:?} {:?} {:?}", known.as_ref().unwrap_or(&post.formål), post.kjelde, post.part)
        });
        names.collect()
    }
}

/// The place in a list of the plan's head that a path leads through.
fn list_index(path: &Path, list: &str) -> Option<usize> {
    let steps = path.steps();
    let at = steps.iter().rposition(|step| matches!(step, Step::Field(name) if name == list))?;
    match steps.get(at + 1)? {
        Step::Index(index) => Some(*index),
        _ => None,
    }
}

/// The figures of an indicator: at the beginning and the latest.
fn latest(own: &Indikator) -> String {
    let latest = own.siste.as_ref().map_or(String::new(), |latest| format!(" og {}", figure_of(latest)));
    format!("{}{latest}", figure_of(&own.utgangspunkt))
}

/// What an indicator is to be.
fn aim(own: &Indikator) -> String {
    let unit = own.eining.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
    format!("{}{unit} i {}", notation::figure(own.mål.verdi), own.mål.år)
}
