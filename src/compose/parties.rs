//! What the plan means for each party: the tiltak that it leads and takes part in, what its bodies do and when, what it
//! pays, and the proposals that are put to it.

use super::tables::{ColumnKind, column, row, table};
use super::{Composer, heading};
use crate::document::{Anchor, Caption, Cell, HeadingKind, Role, Row, Table, Text, Tone};
use crate::plan::{Delmål, Finansiering, Formål, Part, PartId, Path, Plan, Post, Tiltak};
use crate::words::differences::DifferenceTerms;
use crate::words::notation::{format_kr, format_kroner_digits, listing, percent};

/// The fewest parties with the same tiltak that share a row.
const MIN_ALIKE: usize = 3;

/// A tiltak with the delmål that it belongs to, for printing its number as a link.
pub(super) type NumberedTiltak<'p> = (&'p Delmål, &'p Tiltak);

/// The tiltak of a plan that a party leads, and those that it only takes part in.
pub(super) fn tiltak_of<'p>(plan: &'p Plan, part: &PartId) -> [Vec<NumberedTiltak<'p>>; 2] {
    let named = |ids: &[PartId]| ids.iter().any(|id| plan.is_or_stands_for(id, part));
    let (mut leads, mut takes_part) = (Vec::new(), Vec::new());
    for (delmål, tiltak) in plan.tiltak().filter(|(_, tiltak)| !tiltak.has_ended()) {
        if named(&tiltak.hovudansvarleg.partar) {
            leads.push((delmål, tiltak));
        } else if named(&tiltak.samarbeidspartar.partar) {
            takes_part.push((delmål, tiltak));
        }
    }
    [leads, takes_part]
}

impl<'a> Composer<'a> {
    /// The tiltak that a party leads, and those that it only takes part in.
    fn tiltak_of(&self, part: &PartId) -> [Vec<NumberedTiltak<'a>>; 2] {
        tiltak_of(self.plan, part)
    }

    /// That the party that the copy is for leads a tiltak or takes part in it.
    pub(super) fn own_participation(&self, tiltak: &Tiltak) -> Option<&'static str> {
        let (part, words) = (self.to?, self.terms.deciding);
        let named = |ids: &[PartId]| ids.iter().any(|id| self.plan.is_or_stands_for(id, part));
        let leads = named(&tiltak.hovudansvarleg.partar).then_some(words.own_lead);
        leads.or_else(|| named(&tiltak.samarbeidspartar.partar).then_some(words.own_participation))
    }

    /// A body within its party.
    pub(super) fn within(&self, body: Text, party: Text) -> Text {
        body.and(format!(" {} ", self.terms.within)).and(party)
    }

    /// Who does what, or `None` if no tiltak names a party: the parties that are named, and those of the agreement.
    pub(super) fn responsibilities(&self) -> Option<(Text, Table)> {
        let (plan, words) = (self.plan, self.terms.deciding);
        let example = plan.tiltak().find(|(_, tiltak)| !tiltak.has_ended())?;
        let hovud = &plan.hovud;
        let agreed = |part: &Part| hovud.framside.contains(&part.id) || hovud.avtalepartar.contains(&part.id);
        let parties = plan.walk().partar().map(|(part, path)| (part, path, self.tiltak_of(&part.id)));
        let parties: Vec<_> =
            parties.filter(|(part, _, all)| all.iter().any(|own| !own.is_empty()) || agreed(part)).collect();
        // A group names its members, and the party that a copy is for has a row of its own.
        let is_single = |part: &Part| !part.medlemmer.is_empty() || self.to == Some(&part.id);
        let mut rows: Vec<Row> = Vec::new();
        for alike in parties.chunk_by(|(one, _, own), (other, _, others)| {
            own == others && one.medlemmer.is_empty() && other.medlemmer.is_empty()
        }) {
            let (own, others): (Vec<_>, Vec<_>) = alike.iter().partition(|(part, ..)| is_single(part));
            rows.extend(own.into_iter().map(|(part, path, all)| self.responsibility_row(path, part, all)));
            let each = others.iter().map(|(part, path, all)| self.responsibility_row(path, part, all));
            match others.len() {
                0..MIN_ALIKE => rows.extend(each),
                _ => rows.extend(self.row_of_alike(each.collect())),
            }
        }
        let heads = words.responsibility_heads;
        let columns = vec![
            column(heads.party, ColumnKind::RowHeads),
            column(heads.leads, ColumnKind::Text),
            column(heads.takes_part, ColumnKind::Text),
        ];
        let (delmål, tiltak) = example;
        let intro = words.responsibilities(delmål.nummer, tiltak.nummer);
        // Rows may name others than the register has.
        let cells = plan.tiltak().flat_map(|(_, own)| [&own.hovudansvarleg, &own.samarbeidspartar]);
        let others = cells.into_iter().any(|cell| cell.ordlyd.is_some() || cell.tillegg.is_some());
        let intro = self.with_hard_spaces(if others { format!("{intro} {}", words.others) } else { intro }.into());
        let made = table(words.responsibility_summary, columns, rows);
        Some((intro, Table { anchor: Some(Anchor::responsibilities()), ..made }))
    }

    /// Rows that differ in their heads alone as one.
    fn row_of_alike(&self, rows: Vec<Row>) -> Option<Row> {
        let heads = rows.iter().filter_map(|row| row.cells.first()).flat_map(|cell| cell.lines.iter().cloned());
        let head = Cell::text(Text::listing(heads.collect(), self.terms.and));
        let mut first = rows.into_iter().next()?;
        first.cells[0] = head;
        Some(first)
    }

    fn responsibility_row(&self, path: &Path, part: &Part, all: &[Vec<NumberedTiltak>; 2]) -> Row {
        let cell = |own: &Vec<NumberedTiltak>| {
            tiltak_list(own, true, ", ").map_or_else(|| Cell::dash(self.terms.spoken.none), Cell::text)
        };
        let mut made = self.party_row(part, None, all.iter().map(cell).collect::<Vec<_>>());
        made.anchor = Some(Anchor::responsibilities_of(part.id.as_str()));
        if let Some(head) = made.cells.first_mut() {
            head.lines.iter_mut().for_each(|line| *line = std::mem::take(line).capitalised());
            let members = path.field("medlemmer").items(&part.medlemmer);
            let members: Vec<Text> = members.filter_map(|(id, by)| self.party(id, Some(&by))).collect();
            if !members.is_empty() {
                let words = Text::plain(format!("{} ", self.terms.deciding.stands_for));
                head.notes.push(self.with_hard_spaces(words.and(Text::listing(members, self.terms.and))));
            }
        }
        made
    }

    /// What a copy for a party says on its title page besides the meetings: its tiltak, and what it pays.
    /// With links to the tiltak, if they are in the document.
    pub(super) fn copy_cover_lines(&self, part: &PartId, linked: bool) -> Vec<Text> {
        let words = self.terms.deciding;
        let [leads, takes_part] = self.tiltak_of(part);
        let line = |said: String, told: Option<Text>| Some(Text::plain(format!("{said} ")).and(told?));
        let led = line(words.own_leads(leads.len()), self.tiltak_told(&leads, linked, !linked));
        let takes_part = line(words.own_participations(takes_part.len()), self.tiltak_told(&takes_part, linked, false));
        let money = self.money_of(&leads.iter().map(|(_, own)| *own).collect::<Vec<_>>());
        let money =
            money.filter(|_| !linked && leads.len() > MOST_NAMES).map(|sum| Text::plain(words.money_of_own(&sum)));
        let mut lines: Vec<Text> = led.into_iter().chain(money).chain(takes_part).collect();
        if lines.is_empty() {
            lines.push(words.own_none.into());
        }
        let payers = Anchor::payers();
        let is_told = linked && self.references.words(&payers).is_some();
        lines.extend(self.payments(part).into_iter().map(|line| if is_told { line.linked(&payers) } else { line }));
        lines.into_iter().map(|line| self.with_hard_spaces(line)).collect()
    }

    /// What a party pays, itself and through groups, or that the plan does not say it.
    fn payments(&self, part: &PartId) -> Vec<Text> {
        let finansiering = self.plan.hovud.finansiering.as_ref().filter(|own| !own.postar.is_empty());
        let name = || self.party(part, None).unwrap_or_default();
        let unknown = || vec![Text::around([name()], |[name]| self.handling.pays_unknown(name))];
        let Some(finansiering) = finansiering else { return unknown() };
        let own = finansiering.paid_by(Some(part));
        let pays = (!own.postar.is_empty()).then(|| self.payment_sentence(&own).into());
        let through = self.paid_through_groups(finansiering, part, pays.is_some());
        let lines: Vec<Text> = pays.into_iter().chain(through).collect();
        let is_member = self.plan.hovud.partar.iter().any(|group| group.medlemmer.contains(part));
        match lines.is_empty() && !is_member {
            true if finansiering.postar.iter().any(|post| post.part.is_none()) => unknown(),
            true => vec![self.handling.pays_nothing.into()],
            false => lines,
        }
    }

    /// The tiltak of a party: as numbers with links where they are described in the document; elsewhere by their names too, if
    /// they are not too many to read, and with their money where that is asked for.
    fn tiltak_told(&self, own: &[NumberedTiltak], linked: bool, with_money: bool) -> Option<Text> {
        if linked || own.len() > MOST_NAMES {
            return tiltak_list(own, linked, &format!(" {} ", self.terms.and));
        }
        let name = |(delmål, tiltak): &NumberedTiltak| {
            let money =
                self.money_of(&[*tiltak]).filter(|_| with_money).map_or(String::new(), |sum| format!(" ({sum})"));
            format!("{}.{} {}{money}", delmål.nummer, tiltak.nummer, tiltak.tittel)
        };
        let names: Vec<String> = own.iter().map(name).collect();
        (!names.is_empty()).then(|| listing(&names, self.terms).into())
    }

    /// What a party pays through those that stand for it and others: its share where the plan says it, or else what they pay
    /// together.
    /// `besides` is whether what it pays itself is said before.
    pub(super) fn paid_through_groups(&self, finansiering: &Finansiering, part: &PartId, besides: bool) -> Vec<Text> {
        let (plan, year) = (self.plan, self.plan.hovud.år);
        let groups = plan.walk().partar().filter(|(group, _)| group.medlemmer.contains(part));
        let mut besides = besides;
        let lines = groups.filter_map(|(group, path)| {
            let paid = finansiering.paid_by(Some(&group.id));
            // Who was a member in the years before, and what share each had, the plan of this year does not say.
            let to_come: Vec<i16> =
                paid.years().into_iter().filter(|own| *own >= year && paid.sum_in(*own) != 0).collect();
            let (first, last) = (to_come.first()?, to_come.last()?);
            let share = group.fordeling.iter().position(|own| own.part == *part);
            let share = share.map(|at| (at, group.fordeling[at].prosent));
            if share.is_some_and(|(_, share)| share == 0) {
                return None;
            }
            let amount = |sum: i64| format_kr(&paid, share.map_or(sum, |(_, share)| percent_of(sum, share)));
            let sum = to_come.iter().map(|year| paid.sum_in(*year)).fold(0, i64::saturating_add);
            let mut sums = Vec::new();
            if *first == year {
                sums.push((year.to_string(), amount(paid.sum_in(year))));
            }
            if *last > year {
                sums.push((crate::words::notation::years(*first, *last), amount(sum)));
            }
            let sums: Vec<String> = sums.into_iter().map(|(years, sum)| self.terms.sum_in(&sum, &years)).collect();
            let sums = sums.join(", ");
            let besides = std::mem::replace(&mut besides, true);
            let name = Text::of(path.field("namn"), &group.namn).named(None);
            Some(match share {
                Some((at, share)) => {
                    let share = Text::typed(path.field("fordeling").index(at).field("prosent"), percent(share));
                    Text::around([share, name], |[share, name]| self.handling.pays_share(share, name, &sums, besides))
                }
                None => Text::around([name], |[name]| self.handling.pays_through(name, &sums, besides)),
            })
        });
        lines.collect()
    }

    /// What a party pays, in the plan's year and in all.
    pub(super) fn payment_sentence(&self, own: &Finansiering) -> String {
        let year = self.plan.hovud.år;
        let all = format_kr(own, own.sum());
        let to_come = own.years().into_iter().any(|later| later >= year && own.sum_in(later) != 0);
        let past: Vec<i16> = own.years().into_iter().filter(|past| own.sum_in(*past) != 0).collect();
        match (own.sum_in(year), past.as_slice()) {
            (0, [first, .., last]) if !to_come => {
                self.handling.has_paid(&all, &crate::words::notation::years(*first, *last))
            }
            (0, [only]) if !to_come => self.handling.has_paid(&all, &only.to_string()),
            (0, _) => self.handling.pays_later(year, &all),
            (sum, _) => self.terms.deciding.pays(&format_kr(own, sum), year, &all),
        }
    }

    /// Who pays, if any amount says so: a row for each party, in the order of the register.
    pub(super) fn payers(&self, finansiering: &Finansiering) -> Option<Table> {
        let (plan, words) = (self.plan, self.terms.deciding);
        if finansiering.postar.iter().all(|post| post.part.is_none()) {
            return None;
        }
        let years = finansiering.years();
        let caption = self.terms.payers(finansiering.eining);
        let head = column(words.payer, ColumnKind::RowHeads);
        let columns = std::iter::once(head)
            .chain(years.iter().map(|year| column(year.to_string(), ColumnKind::Numbers)))
            .chain([column(self.terms.sum, ColumnKind::Numbers)]);
        let amounts = |posts: &Finansiering| -> Vec<Cell> {
            let sums = years.iter().map(|year| posts.sum_in(*year)).chain([posts.sum()]);
            sums.map(|sum| super::tables::amount(sum, self.terms.spoken.none)).collect()
        };
        let of = |part: Option<&PartId>| Some(finansiering.paid_by(part)).filter(|own| !own.postar.is_empty());
        let parties = plan.hovud.partar.iter().filter_map(|part| {
            let own = of(Some(&part.id))?;
            let mut made = self.party_row(part, None, amounts(&own));
            if let Some(head) = made.cells.first_mut() {
                head.lines.iter_mut().for_each(|line| *line = std::mem::take(line).capitalised());
            }
            Some(made)
        });
        let nameless = of(None).map(|own| {
            let head = [Cell::text(words.no_payer)];
            row(head.into_iter().chain(amounts(&own)).collect())
        });
        let mut rows: Vec<Row> = parties.chain(nameless).collect();
        rows.iter_mut().last().into_iter().for_each(|row| row.keep = true);
        let sum = [Cell::text(self.terms.sum)].into_iter().chain(amounts(finansiering));
        rows.push(Row { tone: Tone::Sum, ..row(sum.collect()) });
        let anchor = Anchor::payers();
        let number = self.references.table(&anchor);
        Some(Table {
            caption: Some(Caption { label: self.terms.table.into(), number, was: None, text: caption.as_str().into() }),
            anchor: Some(anchor),
            ..table(&caption, columns.collect(), rows)
        })
    }

    /// The sum of the money of some tiltak, with its years.
    fn money_of(&self, tiltak: &[&Tiltak]) -> Option<String> {
        let finansiering = self.plan.hovud.finansiering.as_ref()?;
        let of_these =
            |purpose: &Formål| tiltak.iter().any(|own| matches!(purpose, Formål::Tiltak(id) if *id == own.id));
        let own = finansiering.filtered(|post| of_these(&post.formål));
        let years: Vec<i16> = own.years().into_iter().filter(|year| own.sum_in(*year) != 0).collect();
        let (first, last) = (years.first()?, years.last()?);
        Some(self.terms.sum_in(&format_kr(&own, own.sum()), &crate::words::notation::years(*first, *last)))
    }

    /// The money of a tiltak in a sentence: its sum, the years, and each source or payer.
    pub(super) fn tiltak_money(&self, tiltak: &Tiltak) -> Option<Text> {
        let sum = self.money_of(&[tiltak])?;
        let own = self.plan.hovud.finansiering.as_ref()?.for_tiltak(&tiltak.id);
        let mut parts: Vec<(Text, i64)> = Vec::new();
        for post in &own.postar {
            let name = self.payer_of(post);
            match parts.iter_mut().find(|(other, _)| other.words() == name.words()) {
                Some((_, sum)) => *sum = sum.saturating_add(post.sum()),
                None => parts.push((name, post.sum())),
            }
        }
        let mut text = Text::plain(sum);
        let several = parts.len() > 1;
        let parts: Vec<Text> = parts
            .into_iter()
            .map(|(name, sum)| if several { name.and(format!(" {}", format_kroner_digits(&own, sum))) } else { name })
            .collect();
        let listed = Text::listing(parts, self.terms.and);
        text = text.and(" (").and(listed).and(")");
        Some(text)
    }

    /// Who pays: the party, or else the kind of source.
    fn payer_of(&self, post: &Post) -> Text {
        let named = post.part.as_ref().and_then(|id| self.party(id, None));
        named.unwrap_or_else(|| DifferenceTerms::of(self.terms.lang).source(post.kjelde, None).into())
    }

    /// The proposals: the plan's, and those that are put to some party or body alone. A copy has only its party's.
    pub(super) fn proposals(&mut self) {
        let hovud = &self.plan.hovud;
        let mut all: Vec<(Option<(usize, usize)>, Path)> = Vec::new();
        let general = Path::hovud().field("framlegg");
        if hovud.framlegg.is_some() {
            all.push((None, general.clone()));
        }
        for (party, handsaming) in hovud.handsaming.iter().enumerate() {
            if self.to.is_some_and(|to| *to != handsaming.part) {
                continue;
            }
            for body in 0..handsaming.organ.len() {
                if let Some((path, _)) = self.plan.framlegg_for(party, body)
                    && path != general
                {
                    all.push((Some((party, body)), path));
                }
            }
        }
        // A copy to a party whose bodies all have their own has no use for the plan's.
        let bodies: usize =
            hovud.handsaming.iter().filter(|own| Some(&own.part) == self.to).map(|own| own.organ.len()).sum();
        let own = all.iter().filter(|(to, _)| to.is_some()).count();
        if self.to.is_some() && bodies > 0 && own == bodies {
            all.retain(|(to, _)| to.is_some());
        }
        if all.is_empty() {
            return;
        }
        self.chapter(self.terms.proposal, Anchor::proposal());
        // Bodies of a party with one proposal have one heading.
        let groups = all.chunk_by(|one, other| one.1 == other.1);
        for group in groups {
            let path = &group[0].1;
            if let (Some(first), false) = (group[0].0, all.len() == group.len() && self.to.is_some()) {
                self.proposal_heading(first, group.iter().filter_map(|(to, _)| *to).collect());
            }
            let Some(prosa) = self.proposal_at(group[0].0) else { continue };
            self.push_prose(path, prosa, Role::Body);
        }
    }

    /// Whether something is put to any body of a party.
    pub(super) fn has_proposal(&self, part: &PartId) -> bool {
        let all = self.plan.hovud.handsaming.iter().enumerate().filter(|(_, own)| own.part == *part);
        let mut bodies = all.flat_map(|(party, own)| (0..own.organ.len()).map(move |body| (party, body)));
        bodies.any(|(party, body)| {
            self.plan.framlegg_for(party, body).is_some_and(|(_, prosa)| !prosa.0.trim().is_empty())
        })
    }

    fn proposal_at(&self, to: Option<(usize, usize)>) -> Option<&'a crate::plan::Prosa> {
        match to {
            None => self.plan.hovud.framlegg.as_ref(),
            Some((party, body)) => self.plan.framlegg_for(party, body).map(|(_, prosa)| prosa),
        }
    }

    fn proposal_heading(&mut self, (party, _): (usize, usize), bodies: Vec<(usize, usize)>) {
        let Some(handsaming) = self.plan.hovud.handsaming.get(party) else { return };
        let own = Path::hovud().field("handsaming").index(party);
        let names = bodies
            .iter()
            .filter_map(|(party, body)| Some(self.body_name(&self.plan.organ_at(*party, *body)?).named(None)));
        let names = Text::listing(names.collect(), self.terms.and).capitalised();
        let anchor = Anchor::proposal_to(handsaming.part.as_str(), &names.words());
        let party = self.party(&handsaming.part, Some(&own.field("part"))).unwrap_or_default();
        let title = self.with_hard_spaces(self.within(names, party));
        self.heading(heading(2, HeadingKind::Part, title, anchor));
    }

    /// The colophon: a line for each fact that is known.
    pub(super) fn colophon(&self) -> Vec<Text> {
        let line = |(word, value): (&str, Text)| Text::plain(format!("{word}: ")).and(value);
        self.colophon_facts().into_iter().map(line).collect()
    }

    /// The facts of the colophon that are known, with what each is called.
    pub(super) fn colophon_facts(&self) -> Vec<(&'static str, Text)> {
        let own = self.plan.hovud.kolofon.clone().unwrap_or_default();
        let path = Path::hovud().field("kolofon");
        // The case of a copy is the party's own, where it has one; the owner's is no number of its archive.
        let party = self.to.and_then(|to| self.plan.walk().handsaming().find(|(own, _)| own.part == *to));
        let of_party = party.and_then(|(own, path)| Some((path.field("arkivsak"), Some(own.arkivsak.clone()?))));
        let (case_path, case) = of_party.unwrap_or_else(|| (path.field("arkivsak"), own.arkivsak.clone()));
        let words = self.terms.deciding.colophon;
        let facts = [
            (words.eigar, path.field("eigar"), &own.eigar),
            (words.kontakt, path.field("kontakt"), &own.kontakt),
            (words.arkivsak, case_path, &case),
            (words.erstattar, path.field("erstattar"), &own.erstattar),
        ];
        facts.into_iter().filter_map(|(word, path, value)| Some((word, self.text(path, value.as_ref()?)))).collect()
    }
}

/// The most tiltak that are told by their names.
const MOST_NAMES: usize = 8;

/// A share of an amount, rounded to the nearest whole one.
pub(super) fn percent_of(amount: i64, share: u8) -> i64 {
    let exact = i128::from(amount) * i128::from(share);
    i64::try_from((exact + if exact < 0 { -50 } else { 50 }) / 100).unwrap_or(amount)
}

/// The numbers of tiltak, with these words before the last; three or more that follow each other are a range with a link at each
/// end: "1.1 til 1.4, 1.6". A dash would not be heard.
fn tiltak_list(own: &[NumberedTiltak], linked: bool, before_last: &str) -> Option<Text> {
    let name = |(delmål, tiltak): &NumberedTiltak| {
        let name = Text::plain(format!("{}.{}", delmål.nummer, tiltak.nummer));
        if linked { name.linked(&Anchor::tiltak(tiltak.id.as_str())) } else { name }
    };
    let follows = |one: &NumberedTiltak, other: &NumberedTiltak| {
        one.0.nummer == other.0.nummer && one.1.nummer.checked_add(1) == Some(other.1.nummer)
    };
    // Two that follow each other are no range.
    let stretches = own.chunk_by(follows).flat_map(|stretch| match stretch {
        [first, _, .., last] => vec![name(first).and(" til ").and(name(last))],
        few => few.iter().map(name).collect(),
    });
    let mut all: Vec<Text> = stretches.collect();
    let last = all.pop()?;
    match all.into_iter().reduce(|listed, one| listed.and(", ").and(one)) {
        Some(first) => Some(first.and(before_last).and(last)),
        None => Some(last),
    }
}
