//! What has changed from one plan to another, told to those who decide: two plans in, sentences out, the most important first.
//! Every difference is told by some sentence, and every sentence tells one.

use std::collections::BTreeSet;

use super::difference::{Difference, DifferenceKind};
use super::finder::PlanComparer;
use super::importance::{Importance, aside_name, importance, is_aside, is_mark, is_wording};
use super::thing::Thing;
use crate::document::{Anchor, Block, Lang, Link};
use crate::plan::{Plan, Rullering, Tiltak, TiltakId};
use crate::prose;
use crate::words::differences::DifferenceTerms;
use crate::words::handling::Handling;
use crate::words::notation::{capitalised, listing};
use crate::words::references::References;
use crate::words::terms::Terms;

/// A name in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is called.
    pub words: String,
    /// Where it is described, if it is.
    pub anchor: Option<Anchor>,
}

/// A sentence, or a few on one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSentence {
    /// How much it matters.
    pub importance: Importance,
    /// What stands before the names.
    pub before: String,
    /// The names of what it is of.
    pub named: Vec<Named>,
    /// What stands after them.
    pub after: String,
    /// The differences that it tells, by their places among them.
    pub differences: BTreeSet<usize>,
}

impl ChangeSentence {
    /// The words of it.
    pub fn words(&self, lang: Lang) -> String {
        let named: Vec<String> = self.named.iter().map(|own| own.words.clone()).collect();
        format!("{}{}{}", self.before, listing(&named, Terms::of_lang(lang)), self.after)
    }
}

/// What has changed, in the order of its importance, with the differences that it tells.
pub fn telling(old: &Plan, new: &Plan) -> (Vec<ChangeSentence>, Vec<Difference>) {
    let lang = Lang::from(new.hovud.språk);
    let differences = PlanComparer::new(old, new).differences();
    let teller = Teller {
        plans: [old, new],
        lang,
        words: DifferenceTerms::of(lang),
        references: References::of(new),
        left: (0..differences.len()).collect(),
        differences: &differences,
        told: Vec::new(),
    };
    (teller.all(), differences)
}

struct Teller<'a> {
    /// The old plan and the new.
    plans: [&'a Plan; 2],
    lang: Lang,
    words: &'static DifferenceTerms,
    references: References,
    differences: &'a [Difference],
    /// The differences that are not told yet.
    left: BTreeSet<usize>,
    told: Vec<ChangeSentence>,
}

/// Sentences after each other.
fn sentences(all: &[String]) -> String {
    all.iter().map(|own| capitalised(own.trim_end_matches('.'))).collect::<Vec<_>>().join(". ")
}

impl<'a> Teller<'a> {
    fn all(mut self) -> Vec<ChangeSentence> {
        self.agreement();
        self.new_tiltak();
        self.gone_tiltak();
        self.ended_tiltak();
        self.delmål();
        self.parties();
        self.money();
        self.changed_tiltak();
        self.other_things();
        self.wording();
        self.aside();
        self.told.sort_by_key(|own| own.importance);
        self.told
    }

    /// The differences that are left and for which something holds.
    fn take(&mut self, is_one: impl Fn(&Difference) -> bool) -> Vec<usize> {
        let taken: Vec<usize> = self.left.iter().copied().filter(|at| is_one(&self.differences[*at])).collect();
        self.left.retain(|at| !taken.contains(at));
        taken
    }

    fn tell(&mut self, importance: Importance, text: String, differences: impl IntoIterator<Item = usize>) {
        self.tell_of(importance, String::new(), Vec::new(), text, differences);
    }

    fn tell_of(
        &mut self,
        importance: Importance,
        before: String,
        named: Vec<Named>,
        after: String,
        differences: impl IntoIterator<Item = usize>,
    ) {
        let differences = differences.into_iter().collect();
        self.told.push(ChangeSentence { importance, before, named, after, differences });
    }

    fn sentence(&self, at: usize) -> String {
        self.differences[at].sentence(self.lang)
    }

    fn tiltak(&self, version: usize, id: &TiltakId) -> Option<&'a Tiltak> {
        self.plans[version].tiltak().map(|(_, own)| own).find(|own| &own.id == id)
    }

    /// A tiltak by its title, and where it is described.
    fn named(&self, at: usize) -> Named {
        let own = &self.differences[at];
        let words = match &own.thing {
            Thing::Tiltak { title, .. } => title.clone(),
            _ => own.place.clone(),
        };
        let id = own.tiltak.as_ref();
        let described = id.filter(|id| self.tiltak(1, id).is_some_and(|tiltak| !tiltak.has_ended()));
        Named { words, anchor: described.map(|id| Anchor::tiltak(id.as_str())) }
    }

    /// Who has joined the agreement and who has left it.
    fn agreement(&mut self) {
        let agreed = |plan: &'a Plan| plan.hovud.framside.iter().chain(&plan.hovud.avtalepartar);
        let [old, new] = self.plans;
        let handling = Handling::of(self.lang);
        let only = |own: &'a Plan, other: &'a Plan| -> Vec<&'a str> {
            agreed(own).filter(|id| agreed(other).all(|one| one != *id)).map(|id| own.party_name(id)).collect()
        };
        let groups = [(Importance::Joined, only(new, old), 0), (Importance::Left, only(old, new), 1)];
        let mut listed = BTreeSet::new();
        for (importance, names, side) in groups {
            for name in names {
                let of_register = self.take(|own| {
                    let whole = if side == 0 { DifferenceKind::Added } else { DifferenceKind::Removed };
                    own.what == whole && matches!(&own.thing, Thing::Party { name: own, .. } if own == name)
                });
                // A list may name several; it is told when all have been.
                let of_lists = (0..self.differences.len()).filter(|at| match &self.differences[*at].what {
                    DifferenceKind::Listed { field, items } => {
                        field.is_one_of(&["Hovud.framside", "Hovud.avtalepartar"])
                            && items[side].iter().any(|own| own == name)
                    }
                    _ => false,
                });
                let of_lists: Vec<usize> = of_lists.collect();
                listed.extend(of_lists.iter().copied());
                let text = if side == 0 { handling.joined(name) } else { handling.left(name) };
                self.tell(importance, text, of_register.into_iter().chain(of_lists));
            }
        }
        self.left.retain(|at| !listed.contains(at));
    }

    /// What a new tiltak was divided from or merged of, in sentences, with those that are gone for it.
    fn lineage(&self, id: &TiltakId) -> (Vec<String>, Vec<&'a TiltakId>) {
        let Some(Rullering::Ny { delt_frå, slege_saman_av, .. }) =
            self.tiltak(1, id).and_then(|own| own.rullering.as_ref())
        else {
            return (Vec::new(), Vec::new());
        };
        let handling = Handling::of(self.lang);
        let title = |id: &TiltakId| {
            let own = self.tiltak(0, id).or_else(|| self.tiltak(1, id));
            own.map_or_else(|| id.to_string(), |own| own.tittel.clone())
        };
        let divided = delt_frå.iter().map(|from| handling.divided_from(&title(from)));
        let merged: Vec<String> = slege_saman_av.iter().map(|id| format!("«{}»", title(id))).collect();
        let merged = (!merged.is_empty()).then(|| handling.merged_of(&listing(&merged, Terms::of_lang(self.lang))));
        (divided.chain(merged).collect(), delt_frå.iter().chain(slege_saman_av).collect())
    }

    fn new_tiltak(&mut self) {
        let new = self.take(|own| own.what == DifferenceKind::Added && own.tiltak.is_some());
        let mut plain = Vec::new();
        for at in new {
            let Some(id) = self.differences[at].tiltak.clone() else { continue };
            let (lineage, from) = self.lineage(&id);
            if lineage.is_empty() {
                plain.push(at);
                continue;
            }
            // What went into it is not gone.
            let into = self.take(|own| {
                own.what == DifferenceKind::Removed && own.tiltak.as_ref().is_some_and(|id| from.contains(&id))
            });
            let after = format!(" {}. {}", self.words.is_new, sentences(&lineage));
            let named = vec![self.named(at)];
            self.tell_of(Importance::New, String::new(), named, after, [at].into_iter().chain(into));
        }
        let predicates = [self.words.is_new, self.words.are_new];
        self.tell_together(Importance::New, plain, predicates);
    }

    /// Tells of several things in one sentence.
    fn tell_together(&mut self, importance: Importance, all: Vec<usize>, [one, several]: [&str; 2]) {
        if all.is_empty() {
            return;
        }
        let named: Vec<Named> = all.iter().map(|at| self.named(*at)).collect();
        let predicate = if all.len() == 1 { one } else { several };
        self.tell_of(importance, String::new(), named, format!(" {predicate}"), all);
    }

    fn gone_tiltak(&mut self) {
        let had_ended: BTreeSet<&TiltakId> =
            self.plans[0].tiltak().filter(|(_, own)| own.has_ended()).map(|(_, own)| &own.id).collect();
        // What went into several new ones was told with the first of them; what had ended before is no news.
        let gone = self.take(|own| {
            own.what == DifferenceKind::Removed && own.tiltak.as_ref().is_some_and(|id| !had_ended.contains(id))
        });
        self.tell_together(Importance::Ended, gone, [self.words.is_gone, self.words.are_gone]);
    }

    fn ended_tiltak(&mut self) {
        let mut without_reason = Vec::new();
        for at in self.take(|own| own.what == DifferenceKind::Ended) {
            let Some(id) = self.differences[at].tiltak.clone() else { continue };
            let marks = self.take(|own| own.tiltak.as_ref() == Some(&id) && is_mark(own));
            match self.reason(&id) {
                Some(reason) => {
                    let after = format!(" {}. {}", self.words.has_ended, reason.trim_end_matches('.'));
                    let named = vec![self.named(at)];
                    self.tell_of(Importance::Ended, String::new(), named, after, [at].into_iter().chain(marks));
                }
                None => {
                    without_reason.push(at);
                    self.left.extend(marks);
                }
            }
        }
        self.tell_together(Importance::Ended, without_reason, [self.words.has_ended, self.words.have_ended]);
    }

    /// What the leader says of why a tiltak is another or has ended; nothing where that is more than paragraphs.
    fn reason(&self, id: &TiltakId) -> Option<String> {
        let (Rullering::Endra(words) | Rullering::Avslutta(words)) = self.tiltak(1, id)?.rullering.as_ref()? else {
            return None;
        };
        let mut said: Vec<String> = Vec::new();
        for block in prose::read(&words.0).blocks {
            let Block::Paragraph { text, .. } = block else { return None };
            let run = |run: &crate::document::Run| match &run.link {
                Some(Link::Anchor(anchor)) if run.text.is_empty() => {
                    self.references.words(anchor).unwrap_or_default().to_string()
                }
                _ => run.text.clone(),
            };
            said.push(text.0.iter().map(run).collect());
        }
        let said = said.join(" ");
        (!said.trim().is_empty()).then_some(said)
    }

    /// New and gone delmål, and the weights, titles and aims of the others.
    fn delmål(&mut self) {
        let is_delmål = |own: &Difference| matches!(own.thing, Thing::Delmål { .. });
        for at in self.take(|own| is_delmål(own) && own.what == DifferenceKind::Added) {
            let (text, from) = self.new_delmål(at);
            let into = self.take(|own| {
                own.what == DifferenceKind::Removed
                    && matches!(&own.thing, Thing::Delmål { number, .. } if from.contains(number))
            });
            self.tell(Importance::New, text, [at].into_iter().chain(into));
        }
        for at in self.take(|own| is_delmål(own) && own.what == DifferenceKind::Removed) {
            self.tell(Importance::Ended, self.sentence(at), [at]);
        }
        let weights = self.take(|own| own.what.is_of(&["Delmål.vekt"]));
        for at in weights {
            self.tell(Importance::Aims, self.sentence(at), [at]);
        }
        for at in self.take(|own| own.what.is_of(&["Delmål.hovudmål"])) {
            self.tell(Importance::Aims, self.differences[at].sentence_with_name(self.lang), [at]);
        }
        for at in self.take(|own| is_delmål(own) && own.what.is_of(&["Delmål.tittel"])) {
            self.tell(Importance::Aims, self.sentence(at), [at]);
        }
        for at in self.take(|own| is_delmål(own) && matches!(own.what, DifferenceKind::Renumbered { .. })) {
            self.tell(Importance::Other, self.sentence(at), [at]);
        }
    }

    /// That a delmål is new, or what it was made of, with the numbers of that in the plan before.
    fn new_delmål(&self, at: usize) -> (String, Vec<u16>) {
        let own = &self.differences[at];
        let Thing::Delmål { number, title } = &own.thing else { return (self.sentence(at), Vec::new()) };
        let Some(new) = self.plans[1].delmål.iter().find(|delmål| delmål.nummer == *number) else {
            return (self.sentence(at), Vec::new());
        };
        let handling = Handling::of(self.lang);
        let former = |number: &u16| {
            let own = self.plans[0].delmål.iter().find(|own| own.nummer == *number);
            own.map_or_else(|| format!("delmål {number}"), |own| self.words.delmål(own.nummer, &own.tittel))
        };
        let name = capitalised(&self.words.delmål(*number, title));
        if let Some(from) = &new.delt_frå {
            return (handling.divided_delmål(&name, &former(from)), vec![*from]);
        }
        if !new.slege_saman_av.is_empty() {
            let all: Vec<String> = new.slege_saman_av.iter().map(former).collect();
            let text = handling.merged_delmål(&name, &listing(&all, Terms::of_lang(self.lang)));
            return (text, new.slege_saman_av.clone());
        }
        (self.sentence(at), Vec::new())
    }

    /// Parties that are named now or no longer, and those that are called something else.
    fn parties(&mut self) {
        let is_party = |own: &Difference| matches!(own.thing, Thing::Party { .. });
        let [is_here, is_away] = [self.words.is_here, self.words.is_away];
        let new = self.take(|own| is_party(own) && own.what == DifferenceKind::Added);
        self.tell_together(Importance::Other, new, [is_here, is_here]);
        let gone = self.take(|own| is_party(own) && own.what == DifferenceKind::Removed);
        self.tell_together(Importance::Other, gone, [is_away, is_away]);
        let of_field = |names: &'static [&'static str]| move |own: &Difference| is_party(own) && own.what.is_of(names);
        for at in self.take(of_field(&["Part.namn"])) {
            self.tell(Importance::Other, self.sentence(at), [at]);
        }
        let groups = self.take(of_field(&["Part.medlemmer", "Part.fordeling"]));
        for group in groups.chunk_by(|one, other| self.differences[*one].place == self.differences[*other].place) {
            let left: Vec<&String> = group.iter().flat_map(|at| self.left_group(*at)).collect();
            // Who has left the group has no share in it.
            let is_told = |at: &&usize| match &self.differences[**at].what {
                DifferenceKind::Value { field, of, new, .. } if field.is("Part.fordeling") => {
                    !(new.is_empty() && left.contains(&of))
                }
                _ => true,
            };
            let all: Vec<String> = group.iter().filter(is_told).map(|at| self.sentence(*at)).collect();
            let text = format!("{}: {}", capitalised(&self.differences[group[0]].place), sentences(&all));
            self.tell(Importance::Responsibility, text, group.iter().copied());
        }
    }

    /// Who has left a group by a difference.
    fn left_group(&self, at: usize) -> &'a [String] {
        match &self.differences[at].what {
            DifferenceKind::Listed { field, items: [_, gone] } if field.is("Part.medlemmer") => gone,
            _ => &[],
        }
    }

    fn money(&mut self) {
        let year = self.plans[1].hovud.år.to_string();
        for at in self.take(|own| {
            own.thing == Thing::Financing && matches!(own.what, DifferenceKind::Added | DifferenceKind::Removed)
        }) {
            self.tell(Importance::Money, self.sentence(at), [at]);
        }
        let is_other_year = |own: &Difference| matches!(&own.what, DifferenceKind::Amount { years, .. } if *years != year && years.parse::<i16>().is_ok());
        for at in self.take(|own| own.thing == Thing::Sums && !is_other_year(own)) {
            self.tell(Importance::Money, self.sentence(at), [at]);
        }
        for at in self.take(|own| own.thing == Thing::Sums) {
            self.tell(Importance::Amounts, self.sentence(at), [at]);
        }
        // What is of one post is told together.
        let posts = self.take(|own| matches!(own.thing, Thing::Post { .. }));
        for group in posts.chunk_by(|one, other| self.differences[*one].thing == self.differences[*other].thing) {
            let all: Vec<String> = group.iter().map(|at| self.sentence(*at)).collect();
            self.tell(Importance::Amounts, sentences(&all), group.iter().copied());
        }
    }

    /// What else has changed in each tiltak that goes on, with the leader's reason first.
    fn changed_tiltak(&mut self) {
        let ids: Vec<TiltakId> = self.plans[1].tiltak().map(|(_, own)| own.id.clone()).collect();
        for id in ids {
            let of_it = |own: &Difference| own.tiltak.as_ref() == Some(&id);
            let marks = self.take(|own| of_it(own) && is_mark(own));
            let is_reason_new = !marks.is_empty();
            let reason = self.reason(&id);
            let has_more = self.left.iter().any(|at| {
                let own = &self.differences[*at];
                of_it(own) && !is_aside(own) && !(reason.is_none() && is_wording(own))
            });
            if !(has_more || is_reason_new && reason.is_some()) {
                self.left.extend(marks);
                continue;
            }
            let mut all = self.take(|own| of_it(own) && !is_aside(own));
            let mut said: Vec<String> = reason.iter().cloned().collect();
            let (texts, others): (Vec<usize>, Vec<usize>) =
                all.iter().copied().partition(|at| is_wording(&self.differences[*at]));
            said.extend(others.iter().map(|at| self.sentence(*at)));
            match texts.as_slice() {
                [] => {}
                [one] => said.push(self.sentence(*one)),
                several => {
                    let names = several.iter().map(|at| self.text_in_tiltak(*at)).collect::<Vec<_>>();
                    said.push(self.words.worded_otherwise(&listing(&names, Terms::of_lang(self.lang))));
                }
            }
            let first = others.iter().map(|at| importance(&self.differences[*at])).min();
            let named = all.first().or(marks.first()).map(|at| self.named(*at));
            match reason {
                Some(_) => all.extend(marks),
                None => self.left.extend(marks),
            }
            let after = format!(": {}", sentences(&said));
            let first = first.unwrap_or(Importance::Other);
            self.tell_of(first, String::new(), named.into_iter().collect(), after, all);
        }
    }

    /// A text of a tiltak, where the tiltak is named before.
    fn text_in_tiltak(&self, at: usize) -> String {
        let own = &self.differences[at];
        match &own.what {
            DifferenceKind::Prose { field, of, .. } if field.is("Tiltak.bolkar") => self.words.text_under(of),
            DifferenceKind::Prose { field, .. } => field.field.words[usize::from(self.lang == Lang::Nb)].into(),
            _ => own.place.clone(),
        }
    }

    /// Sections and the chart, and new and gone texts of the others.
    fn other_things(&mut self) {
        let is_one = |own: &Difference| {
            let of_it = matches!(own.thing, Thing::Section { .. } | Thing::Chart | Thing::Node(_));
            let is_text = |field: crate::plan::fields::FieldRef| {
                field.is_one_of(&["Hovud.framlegg", "Handsaming.framlegg", "OrganHandsaming.framlegg"])
            };
            let is_new_text = matches!(&own.what, DifferenceKind::Prose { field, stands: [was, is], .. } if is_text(*field) && was != is);
            let is_of_plan = own.what.is_of(&["Hovud.avtale", "Hovud.undertittel", "Hovud.merknad", "Hovud.periode"]);
            (of_it && !is_wording(own) && !is_aside(own)) || is_new_text || is_of_plan
        };
        for at in self.take(is_one) {
            let own = &self.differences[at];
            let sentence = self.sentence(at);
            let text = match (&own.thing, &own.what) {
                (_, DifferenceKind::Prose { .. }) => own.sentence_with_name(self.lang),
                (Thing::Node(_), DifferenceKind::Value { field, .. }) if !field.is("Node.namn") => {
                    format!("{}: {sentence}", own.place)
                }
                _ => sentence,
            };
            self.tell(Importance::Other, text, [at]);
        }
    }

    /// The texts that say it otherwise, in one sentence.
    fn wording(&mut self) {
        let texts = self.take(is_wording);
        let (proposals, others): (Vec<usize>, Vec<usize>) = texts
            .iter()
            .copied()
            .partition(|at| self.differences[*at].what.field().is_some_and(|field| field.field.name == "framlegg"));
        let proposals = match proposals.as_slice() {
            [] => None,
            [one] => Some(self.differences[*one].name_of_text(self.lang)),
            _ => Some(self.words.proposals.to_string()),
        };
        let named = others.iter().map(|at| {
            let own = &self.differences[*at];
            let anchor = match &own.thing {
                Thing::Section { number, .. } => number.map(Anchor::section),
                Thing::Delmål { number, .. } => Some(Anchor::delmål(*number)),
                _ => self.named(*at).anchor,
            };
            Named { words: own.name_of_text(self.lang), anchor: anchor.filter(|_| own.new.is_some()) }
        });
        let proposals = proposals.map(|words| Named { words, anchor: None });
        let named: Vec<Named> = named.chain(proposals).collect();
        if texts.is_empty() {
            return;
        }
        let before = self.words.worded_otherwise("");
        self.tell_of(Importance::Wording, before, named, String::new(), texts);
    }

    /// What is left, in one sentence.
    fn aside(&mut self) {
        let all = self.take(|_| true);
        let mut names: Vec<&str> = Vec::new();
        for at in &all {
            let name = aside_name(self.words, &self.differences[*at]);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if !all.is_empty() {
            let names: Vec<String> = names.into_iter().map(str::to_string).collect();
            let text = self.words.also_updated(&listing(&names, Terms::of_lang(self.lang)));
            self.tell(Importance::Aside, text, all);
        }
    }
}
