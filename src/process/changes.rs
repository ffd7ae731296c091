//! What has changed from one plan to another, in the plans' own terms: two plans in, the differences out, in the order of the
//! plan, each with the value in both and where it stands there. Tiltak are the same by their id, whatever delmål they stand
//! under and whatever number they have.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::order::longest_rising;
use crate::compare::words::{ALIKE, Marking, likeness};
use crate::document::{Block, Change, Lang, Link, Run, Text};
use crate::plan::{
    Delmål, Deltakarar, Eining, Finansiering, Forkorting, Formål, Handsaming, Indikator, Innhald, Kolofon, Måling,
    OrganHandsaming, Organisasjonskart, Path, Plan, Prosa, Rullering, Seksjon, Tidsramme, Tiltak, TiltakId, Vedtak,
};
use crate::prose;
use crate::words::differences::{Field, Words};
use crate::words::handling::Handling;
use crate::words::notation::{self, long_date, number, percent, years};
use crate::words::references::References;
use crate::words::terms::Terms;

/// Something that has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of what: "Tiltak 2 under delmål 1: Tomter".
    pub place: String,
    /// The tiltak that it is of.
    pub tiltak: Option<TiltakId>,
    /// What has changed.
    pub what: What,
    /// Where it stands in the old plan.
    pub old: Option<Path>,
    /// Where it stands in the new plan.
    pub new: Option<Path>,
}

/// What has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has ended.
    Ended,
    /// It stands elsewhere.
    Moved {
        /// Where it stood.
        from: String,
        /// Where it stands.
        to: String,
    },
    /// It has another number.
    Renumbered {
        /// What it had.
        was: String,
        /// What it has.
        is: String,
    },
    /// A value is another.
    Value {
        /// Which.
        field: Field,
        /// Words that tell it from others of the field: a year, a heading.
        of: String,
        /// What it was.
        old: String,
        /// What it is.
        new: String,
    },
    /// A list has other items.
    Listed {
        /// Which.
        field: Field,
        /// The items that were put in and those that were taken out; neither where only the order is another.
        items: [Vec<String>; 2],
    },
    /// A text says something else.
    Prose {
        /// Which.
        field: Field,
        /// Words that tell it from others of the field.
        of: String,
        /// How many words were put in and taken out.
        count: [usize; 2],
        /// In how many places.
        places: usize,
        /// The first changes with the words around them.
        around: String,
    },
}

impl What {
    /// Whether it is of the substance: neither a number nor the mark that says what became of a tiltak.
    pub fn is_substance(&self) -> bool {
        match self {
            Self::Renumbered { .. } | Self::Ended => false,
            // How far a tiltak has come is no change of it, nor that an address is another.
            Self::Value { field, .. } => {
                !matches!(field, Field::Rullering | Field::Framdrift | Field::Indikator | Field::Lenkje)
            }
            _ => true,
        }
    }
}

/// What has changed, in the order of the new plan; what is gone stands after what was before it.
pub fn changes(old: &Plan, new: &Plan) -> Vec<Difference> {
    let lang = Lang::from(new.hovud.språk);
    let mut finder = Finder {
        old,
        new,
        terms: Terms::of(new.hovud.språk),
        words: Words::of(lang),
        places: [places(old), places(new)],
        references: [References::of(new), References::of(old)],
        place: String::new(),
        tiltak: None,
        found: Vec::new(),
    };
    finder.all();
    finder.found
}

/// The figures of an indicator: at the beginning and the latest.
fn latest(own: &Indikator) -> String {
    let latest = own.siste.as_ref().map_or(String::new(), |latest| format!(", {}", figure_of(latest)));
    format!("{}{latest}", figure_of(&own.utgangspunkt))
}

/// What an indicator is to be.
fn aim(own: &Indikator) -> String {
    let unit = own.eining.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
    format!("{}{unit} ({})", notation::figure(own.mål.verdi), own.mål.år)
}

fn figure_of(own: &Måling) -> String {
    format!("{} ({})", notation::figure(own.verdi), own.år)
}

/// Whether two plans have a tiltak in common.
pub fn are_of_one_kind(old: &Plan, new: &Plan) -> bool {
    let ours: BTreeSet<&TiltakId> = new.tiltak().map(|(_, tiltak)| &tiltak.id).collect();
    ours.is_empty() || old.tiltak().any(|(_, tiltak)| ours.contains(&tiltak.id))
}

/// How many places of a text that has changed are said.
const MOST_PLACES: usize = 3;

/// The most words of a change that are said.
const LONGEST: usize = 12;

/// A value, with the words that tell it from others of its field.
fn named(field: Field, of: &str, lang: Lang) -> String {
    let words = Words::of(lang);
    match (field, of) {
        (_, "") => field.word(lang).to_string(),
        (Field::Indikatormål, of) => (words.aim_of)(of),
        (Field::Lenkje, of) => (words.leads)(of),
        (Field::Beløp, of) if of.starts_with(|c: char| c.is_ascii_digit()) => (words.amount_of)(of),
        (Field::Beløp, of) => format!("{} {of}", field.word(lang)),
        (_, of) => format!("{} «{of}»", field.word(lang)),
    }
}

impl Difference {
    /// The value that has changed, in words; all that has changed where it is none.
    pub fn of_what(&self, lang: Lang) -> String {
        match &self.what {
            What::Value { field, of, .. } | What::Prose { field, of, .. } => named(*field, of, lang),
            What::Listed { field, .. } => field.word(lang).into(),
            _ => self.said(lang),
        }
    }

    /// What has changed, in words.
    pub fn said(&self, lang: Lang) -> String {
        let words = Words::of(lang);
        match &self.what {
            What::Added => words.whole[0].into(),
            What::Removed => words.whole[1].into(),
            What::Ended => words.ended.into(),
            What::Moved { from, to } => (words.moved)(from, to),
            What::Renumbered { was, is } => (words.renumbered)(was, is),
            What::Value { old, new, .. } => {
                let shown = |value: &str| if value.is_empty() { words.nothing.to_string() } else { value.to_string() };
                format!("{}: {} → {}", self.of_what(lang), shown(old), shown(new))
            }
            What::Listed { items: [put_in, taken_out], .. } => {
                let [taken_sign, put_sign] = words.signs_around;
                let signed = |items: &[String], [open, close]: [&str; 2]| match items {
                    [] => String::new(),
                    all => format!("{open}{}{close}", all.join(", ")),
                };
                let said = format!("{} {}", signed(taken_out, taken_sign), signed(put_in, put_sign));
                let said = if said.trim().is_empty() { words.order } else { said.trim() };
                format!("{}: {said}", self.of_what(lang))
            }
            What::Prose { count: [put_in, taken_out], places, around, .. } => {
                let what = self.of_what(lang);
                match (put_in, taken_out) {
                    (0, 0) => format!("{what}: {} ({around})", words.signs),
                    // All of it stands there.
                    _ if put_in + taken_out <= LONGEST && *places <= MOST_PLACES => format!("{what}: {around}"),
                    _ => format!("{what}: {} ({around})", (words.words)(*put_in, *taken_out)),
                }
            }
        }
    }
}

struct Finder<'a> {
    old: &'a Plan,
    new: &'a Plan,
    terms: &'static Terms,
    words: &'static Words,
    /// Where the tiltak stand in the old plan and in the new.
    places: [BTreeMap<String, (usize, usize)>; 2],
    /// What references say in the new plan, and in the old where that alone has what they lead to.
    references: [References; 2],
    place: String,
    tiltak: Option<TiltakId>,
    found: Vec<Difference>,
}

/// Two things of the same name, or one that only one plan has, in the order of the new.
enum Pair {
    Both(usize, usize),
    Old(usize),
    New(usize),
}

/// A name with how many of its list have the same before it: things may be called alike.
type Counted<'n> = (&'n str, usize);

fn counted(names: &[String]) -> Vec<Counted<'_>> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut made = Vec::with_capacity(names.len());
    for name in names.iter().map(String::as_str) {
        let nth = seen.entry(name).or_default();
        made.push((name, *nth));
        *nth += 1;
    }
    made
}

/// The names of one list that another has not.
fn without<'n>(own: &[Counted<'n>], other: &[Counted<'n>]) -> Vec<String> {
    let other: BTreeSet<Counted> = other.iter().copied().collect();
    own.iter().filter(|name| !other.contains(*name)).map(|(name, _)| (*name).to_string()).collect()
}

/// The names of one list that another has too.
fn shared<'n>(own: &[Counted<'n>], other: &[Counted<'n>]) -> Vec<Counted<'n>> {
    let other: BTreeSet<Counted> = other.iter().copied().collect();
    own.iter().copied().filter(|name| other.contains(name)).collect()
}

/// The things of two lists by their names; of several that are called the same, the first is the first.
fn paired(old: &[String], new: &[String]) -> Vec<Pair> {
    let (old, new) = (counted(old), counted(new));
    let places: BTreeMap<Counted, usize> = old.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let there: BTreeSet<Counted> = new.iter().copied().collect();
    let mut gone = (0..old.len()).filter(|at| !there.contains(&old[*at])).peekable();
    let mut pairs: Vec<Pair> = Vec::new();
    for (j, name) in new.iter().enumerate() {
        let Some(i) = places.get(name).copied() else {
            pairs.push(Pair::New(j));
            continue;
        };
        while let Some(before) = gone.next_if(|at| *at < i) {
            pairs.push(Pair::Old(before));
        }
        pairs.push(Pair::Both(i, j));
    }
    pairs.extend(gone.map(Pair::Old));
    pairs
}

/// The places in the new list of the things that stand in another order than in the old, but for as many as do not.
fn moved(old: &[String], new: &[String]) -> BTreeSet<usize> {
    let both = |pair: Pair| match pair {
        Pair::Both(i, j) => Some((i, j)),
        Pair::Old(_) | Pair::New(_) => None,
    };
    let pairs: Vec<(usize, usize)> = paired(old, new).into_iter().filter_map(both).collect();
    let kept: BTreeSet<(usize, usize)> = longest_rising(&pairs).into_iter().collect();
    pairs.into_iter().filter(|pair| !kept.contains(pair)).map(|(_, j)| j).collect()
}

/// The names of the things of two lists that are the same by their title, or else by their number.
fn by_title<T>(old: &[T], new: &[T], of: impl Fn(&T) -> (&str, Option<u16>)) -> (Vec<String>, Vec<String>) {
    let names = |own: &[T], others: &[T]| -> Vec<String> {
        let titles: BTreeSet<&str> = others.iter().map(|other| of(other).0).collect();
        let name = |(title, number): (&str, Option<u16>)| match number {
            Some(number) if !titles.contains(title) => format!("#{number}"),
            _ => title.to_string(),
        };
        own.iter().map(|own| name(of(own))).collect()
    };
    (names(old, new), names(new, old))
}

/// The same with what is gone and what is new as one thing, where they stand beside each other and are alike.
fn with_renamed(pairs: Vec<Pair>, like: impl Fn(usize, usize) -> f64) -> Vec<Pair> {
    let mut gone: Vec<usize> =
        pairs.iter().filter_map(|pair| if let Pair::Old(i) = pair { Some(*i) } else { None }).collect();
    let mut taken = Vec::new();
    let mut made = Vec::new();
    for pair in pairs {
        made.push(match pair {
            Pair::New(j) => match gone.iter().position(|i| like(*i, j) >= ALIKE) {
                Some(at) => {
                    let i = gone.remove(at);
                    taken.push(i);
                    Pair::Both(i, j)
                }
                None => Pair::New(j),
            },
            other => other,
        });
    }
    made.retain(|pair| !matches!(pair, Pair::Old(i) if taken.contains(i)));
    made
}

/// A value with where it stands in both plans.
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
}

impl From<Path> for At {
    fn from(path: Path) -> Self {
        Self::same(path)
    }
}

impl<'a> Finder<'a> {
    fn add(&mut self, what: What, old: Option<Path>, new: Option<Path>) {
        self.found.push(Difference { place: self.place.clone(), tiltak: self.tiltak.clone(), what, old, new });
    }

    fn value(&mut self, field: Field, of: &str, old: impl Into<String>, new: impl Into<String>, at: At) {
        let (old, new) = (old.into(), new.into());
        if old != new {
            self.add(What::Value { field, of: of.into(), old, new }, Some(at.old), Some(at.new));
        }
    }

    fn optional(&mut self, field: Field, old: &Option<String>, new: &Option<String>, at: At) {
        self.value(field, "", old.clone().unwrap_or_default(), new.clone().unwrap_or_default(), at);
    }

    /// Names of parties, which are listed.
    fn list(&mut self, field: Field, old: Vec<String>, new: Vec<String>, at: At) {
        if old == new {
            return;
        }
        let (was, is) = (counted(&old), counted(&new));
        let items = [without(&is, &was), without(&was, &is)];
        self.add(What::Listed { field, items }, Some(at.old), Some(at.new));
    }

    /// Where the things of both lists have another order, says so.
    fn order(&mut self, field: Field, old: &[String], new: &[String], at: &At) {
        let (was, is) = (counted(old), counted(new));
        if shared(&was, &is) != shared(&is, &was) {
            let what = What::Listed { field, items: [Vec::new(), Vec::new()] };
            self.add(what, Some(at.old.clone()), Some(at.new.clone()));
        }
    }

    fn prose(&mut self, field: Field, of: &str, old: Option<&Prosa>, new: Option<&Prosa>, at: At) {
        if old == new {
            return;
        }
        let text = |prosa: Option<&Prosa>| prosa.map(|own| read(own, &self.references)).unwrap_or_default();
        let (was, is) = (text(old), text(new));
        let links = |prosa: Option<&Prosa>| prosa.map(links).unwrap_or_default();
        let (links_were, links_are) = (links(old), links(new));
        self.words_of(field, of, &was, &is, at.clone());
        self.links(&links_were, &links_are, was == is, &at);
    }

    /// Links of the same words that lead elsewhere; where all the words are the same, those that are new or gone, too.
    fn links(&mut self, old: &[Linked], new: &[Linked], same_words: bool, at: &At) {
        let names = |all: &[Linked]| all.iter().map(|own| own.words.clone()).collect::<Vec<_>>();
        for pair in paired(&names(old), &names(new)) {
            let (was, is) = match pair {
                Pair::Both(i, j) => (Some(&old[i]), Some(&new[j])),
                Pair::Old(i) if same_words => (Some(&old[i]), None),
                Pair::New(j) if same_words => (None, Some(&new[j])),
                Pair::Old(_) | Pair::New(_) => continue,
            };
            let words = is.or(was).map(|own| own.words.clone()).unwrap_or_default();
            let same_target = match (was, is) {
                (Some(was), Some(is)) => was.link == is.link || self.thing(0, &was.link) == self.thing(1, &is.link),
                _ => false,
            };
            if !same_target {
                let shown = |version: usize, own: Option<&Linked>| match own.map(|own| &own.link) {
                    None => String::new(),
                    Some(Link::Url(address)) => address.clone(),
                    Some(Link::Anchor(anchor) | Link::Page(anchor)) => {
                        // The references of the new plan come first.
                        let words = self.references[1 - version].words(anchor);
                        words.map_or_else(|| format!("#{anchor}"), str::to_string)
                    }
                };
                let (was, is) = (shown(0, was), shown(1, is));
                self.value(Field::Lenkje, &words, was, is, at.clone());
            }
        }
    }

    /// What a link leads to in the old plan (0) or the new (1): sections and delmål may have another number there.
    fn thing(&self, version: usize, link: &Link) -> String {
        let plan = [self.old, self.new][version];
        let anchor = match link {
            Link::Url(address) => return address.clone(),
            Link::Anchor(anchor) | Link::Page(anchor) => anchor.as_str(),
        };
        let number = |start: &str| anchor.strip_prefix(start)?.parse::<u16>().ok();
        let section = number("pkt-").and_then(|number| {
            plan.hovud.seksjonar.iter().find(|own| own.nummer == Some(number)).map(|own| format!("pkt {}", own.tittel))
        });
        let delmål = ["delmål-", "tabell-delmål-"].into_iter().find_map(|start| {
            let number = number(start)?;
            plan.delmål.iter().find(|own| own.nummer == number).map(|own| format!("{start} {}", own.tittel))
        });
        section.or(delmål).unwrap_or_else(|| anchor.to_string())
    }

    fn words_of(&mut self, field: Field, of: &str, old: &str, new: &str, at: At) {
        if old == new {
            return;
        }
        let both = Marking::seen().compared(&old.into(), &new.into());
        // Blanks alone are no change that anybody sees.
        if !both.is_changed() {
            return;
        }
        let count = |change| {
            let runs = both.0.iter().filter(|run| run.change == Some(change));
            let words = runs.flat_map(|run| run.text.split(' ')).filter(|word| word.chars().any(char::is_alphanumeric));
            words.count()
        };
        let count = [count(Change::Inserted), count(Change::Deleted)];
        let (around, places) = self.around(&both);
        self.add(What::Prose { field, of: of.into(), count, places, around }, Some(at.old), Some(at.new));
    }

    /// The first changes of a text, each with a few words around it and then how many more there are; and how many in all.
    fn around(&self, text: &Text) -> (String, usize) {
        let runs: Vec<&Run> = text.0.iter().filter(|run| !run.text.is_empty()).collect();
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (at, _) in runs.iter().enumerate().filter(|(_, run)| run.change.is_some()) {
            match places.last_mut() {
                Some(last) if last.1 == at => last.1 = at + 1,
                _ => places.push((at, at + 1)),
            }
        }
        let said: Vec<String> = places.iter().take(MOST_PLACES).map(|place| self.around_place(&runs, *place)).collect();
        let more = places.len().saturating_sub(MOST_PLACES);
        let more = if more > 0 { format!(" | {}", (self.words.more)(more)) } else { String::new() };
        (said.join(" | ") + &more, places.len())
    }

    /// A change with a few words around it.
    fn around_place(&self, runs: &[&Run], (first, last): (usize, usize)) -> String {
        const AROUND: usize = 4;
        let words = |text: &str| text.split(' ').map(str::to_string).collect::<Vec<_>>();
        let before = first.checked_sub(1).map(|at| words(&runs[at].text)).unwrap_or_default();
        let skip = before.len().saturating_sub(AROUND + 1);
        let mut said = if skip > 0 { "… ".to_string() } else { String::new() };
        said += &before[skip..].join(" ");
        for run in &runs[first..last] {
            // A mark with nothing in it says nothing.
            if run.text.trim().is_empty() {
                said += if said.ends_with(' ') { "" } else { " " };
                continue;
            }
            let [open, close] = self.words.signs_around[usize::from(run.change == Some(Change::Inserted))];
            let all = words(run.text.trim());
            let cut = if all.len() > LONGEST { " …" } else { "" };
            let blank = |is: bool| if is { " " } else { "" };
            said += blank((run.text.starts_with(' ') || said.ends_with(']')) && !said.ends_with(' '));
            said += &format!("{open}{}{cut}{close}", all.into_iter().take(LONGEST).collect::<Vec<_>>().join(" "));
            said += blank(run.text.ends_with(' '));
        }
        let after = runs.get(last).map(|run| words(&run.text)).unwrap_or_default();
        let cut = if after.len() > AROUND + 1 { " …" } else { "" };
        let after = after.into_iter().skip_while(|word| word.is_empty() && said.ends_with(' '));
        let after: Vec<String> = after.take(AROUND + 1).collect();
        said + &after.join(" ") + cut
    }

    fn at(&mut self, place: impl Into<String>) {
        self.place = place.into();
        self.tiltak = None;
    }

    /// A thing that the old plan alone has.
    fn gone(&mut self, place: String, path: Path) {
        self.at(place);
        self.add(What::Removed, Some(path), None);
    }

    /// A thing that the new plan alone has.
    fn added(&mut self, place: String, path: Path) {
        self.at(place);
        self.add(What::Added, None, Some(path));
    }

    fn all(&mut self) {
        let (old, new) = (&self.old.hovud, &self.new.hovud);
        let root = At::same(Path::hovud());
        self.at(self.words.plan);
        self.value(Field::År, "", old.år.to_string(), new.år.to_string(), root.field("år"));
        self.value(Field::Versjon, "", &*old.versjon, &*new.versjon, root.field("versjon"));
        self.value(Field::Avtale, "", &*old.avtale, &*new.avtale, root.field("avtale"));
        self.optional(Field::Undertittel, &old.undertittel, &new.undertittel, root.field("undertittel"));
        self.optional(Field::Merknad, &old.merknad, &new.merknad, root.field("merknad"));
        let period = |plan: &Plan| years(plan.hovud.periode.frå, plan.hovud.periode.til);
        self.value(Field::Periode, "", period(self.old), period(self.new), root.field("periode"));
        self.list(Field::Emneord, old.emneord.clone(), new.emneord.clone(), root.field("emneord"));
        let names = |plan: &Plan, ids: &[crate::plan::PartId]| -> Vec<String> {
            ids.iter().map(|id| plan.part_namn(id).to_string()).collect()
        };
        self.list(
            Field::Framside,
            names(self.old, &old.framside),
            names(self.new, &new.framside),
            root.field("framside"),
        );
        let [before, after] = [names(self.old, &old.avtalepartar), names(self.new, &new.avtalepartar)];
        self.list(Field::Avtalepartar, before, after, root.field("avtalepartar"));
        let logo = |logo: &Option<crate::plan::Logo>| {
            logo.as_ref().map(|logo| format!("{} ({}, {} mm)", logo.fil, logo.alt, logo.høgd_mm))
        };
        self.optional(Field::Logo, &logo(&old.logo), &logo(&new.logo), root.field("logo"));
        self.colophon();
        self.log();
        self.parties();
        self.abbreviations();
        self.at(self.words.plan);
        self.prose(Field::Framlegg, "", old.framlegg.as_ref(), new.framlegg.as_ref(), root.field("framlegg"));
        self.prose(Field::Bakgrunn, "", old.bakgrunn.as_ref(), new.bakgrunn.as_ref(), root.field("bakgrunn"));
        self.prose(Field::Vurdering, "", old.vurdering.as_ref(), new.vurdering.as_ref(), root.field("vurdering"));
        self.deadline(old.saksfrist, new.saksfrist, root.field("saksfrist"));
        let agreed = |hovud: &crate::plan::Hovud| {
            let handling = Handling::of(self.new.hovud.språk.into());
            let said = |own: &crate::plan::EtterVedtak| {
                let words = own.tekst.0.split_whitespace().collect::<Vec<_>>().join(" ");
                format!("{words} {}", handling.consent(&own.samtykke, &long_date(own.dato.0, self.terms), &own.versjon))
            };
            hovud.etter_vedtak.iter().map(said).collect::<Vec<_>>().join("; ")
        };
        let (was, is) = (agreed(old), agreed(new));
        self.value(Field::EtterVedtak, "", was, is, root.field("etter_vedtak"));
        self.sections();
        self.delmål();
        self.chart();
        self.handling();
        self.money();
    }

    fn colophon(&mut self) {
        let at = At::same(Path::hovud().field("kolofon"));
        let of = |plan: &Plan| plan.hovud.kolofon.clone();
        let [old, new] = [self.old, self.new].map(|plan| {
            let own = of(plan);
            let value = |field: fn(&Kolofon) -> &Option<String>| own.as_ref().and_then(|own| field(own).clone());
            [
                value(|own| &own.eigar),
                value(|own| &own.kontakt),
                value(|own| &own.arkivsak),
                value(|own| &own.erstattar),
            ]
        });
        let fields = [
            (Field::Eigar, "eigar"),
            (Field::Kontakt, "kontakt"),
            (Field::Arkivsak, "arkivsak"),
            (Field::Erstattar, "erstattar"),
        ];
        for ((field, name), (old, new)) in fields.into_iter().zip(old.iter().zip(&new)) {
            self.optional(field, old, new, at.field(name));
        }
    }

    fn abbreviations(&mut self) {
        let at = At::same(Path::hovud().field("forkortingar"));
        let (old, new) = (&self.old.hovud.forkortingar, &self.new.hovud.forkortingar);
        let names = |all: &[Forkorting]| all.iter().map(|own| own.kort.clone()).collect::<Vec<_>>();
        for pair in paired(&names(old), &names(new)) {
            let named = |own: &Forkorting| format!("{} «{}»", self.words.forkorting, own.kort);
            match pair {
                Pair::Both(i, j) => {
                    self.at(named(&new[j]));
                    let at = at.indices(i, j).field("fullt");
                    self.value(Field::Fullt, "", &*old[i].fullt, &*new[j].fullt, at);
                }
                Pair::Old(i) => self.gone(named(&old[i]), at.old.index(i)),
                Pair::New(j) => self.added(named(&new[j]), at.new.index(j)),
            }
        }
    }

    fn log(&mut self) {
        // Each plan has its own: version 1.0 of another year is another version.
        if self.old.hovud.år != self.new.hovud.år {
            return;
        }
        let at = At::same(Path::hovud().field("logg"));
        let (old, new) = (&self.old.hovud.logg, &self.new.hovud.logg);
        let names = |rows: &[crate::plan::LoggRad]| rows.iter().map(|row| row.versjon.clone()).collect::<Vec<_>>();
        for pair in paired(&names(old), &names(new)) {
            let named = |row: &crate::plan::LoggRad| format!("{} {}", self.words.logg, row.versjon);
            match pair {
                Pair::Both(i, j) => {
                    let (before, row, at) = (&old[i], &new[j], at.indices(i, j));
                    self.at(named(row));
                    self.optional(Field::Namn, &before.namn, &row.namn, at.field("namn"));
                    let day = |row: &crate::plan::LoggRad| crate::words::notation::log_date(row.dato, self.terms);
                    let (day_before, day) = (day(before), day(row));
                    self.value(Field::Dato, "", day_before, day, at.field("dato"));
                    self.value(Field::Status, "", &*before.status, &*row.status, at.field("status"));
                    self.value(Field::EndraAv, "", &*before.endra_av, &*row.endra_av, at.field("endra_av"));
                }
                Pair::Old(i) => self.gone(named(&old[i]), at.old.index(i)),
                Pair::New(j) => self.added(named(&new[j]), at.new.index(j)),
            }
        }
    }

    fn parties(&mut self) {
        let at = At::same(Path::hovud().field("partar"));
        let (old, new) = (&self.old.hovud.partar, &self.new.hovud.partar);
        let names = |all: &[crate::plan::Part]| all.iter().map(|part| part.id.to_string()).collect::<Vec<_>>();
        for pair in paired(&names(old), &names(new)) {
            let named = |part: &crate::plan::Part| format!("{} «{}»", self.words.partar, part.namn);
            match pair {
                Pair::Both(i, j) => {
                    let (before, part, at) = (&old[i], &new[j], at.indices(i, j));
                    self.at(named(part));
                    self.value(Field::Namn, "", &*before.namn, &*part.namn, at.field("namn"));
                    self.optional(Field::Kort, &before.kort, &part.kort, at.field("kort"));
                    self.optional(Field::Fullt, &before.fullt, &part.fullt, at.field("fullt"));
                    let members = |plan: &Plan, part: &crate::plan::Part| -> Vec<String> {
                        part.medlemmer.iter().map(|id| plan.part_namn(id).to_string()).collect()
                    };
                    let (was, is) = (members(self.old, before), members(self.new, part));
                    self.list(Field::Medlemmer, was, is, at.field("medlemmer"));
                    let share = |part: &crate::plan::Part, of: &crate::plan::PartId| {
                        let own = part.fordeling.iter().find(|own| own.part == *of);
                        own.map_or(String::new(), |own| percent(own.prosent))
                    };
                    let gone =
                        before.fordeling.iter().filter(|own| part.fordeling.iter().all(|new| new.part != own.part));
                    for own in part.fordeling.iter().chain(gone) {
                        let (was, is) = (share(before, &own.part), share(part, &own.part));
                        let name = self.new.part_namn(&own.part);
                        self.value(Field::Fordeling, name, was, is, at.field("fordeling"));
                    }
                    let role = |part: &crate::plan::Part| format!("{:?}", part.rolle);
                    self.value(Field::Rolle, "", role(before), role(part), at.field("rolle"));
                    let logo = |part: &crate::plan::Part| {
                        part.logo.as_ref().map(|logo| format!("{} ({} mm)", logo.fil, logo.høgd_mm))
                    };
                    self.optional(Field::Logo, &logo(before), &logo(part), at.field("logo"));
                }
                Pair::Old(i) => self.gone(named(&old[i]), at.old.index(i)),
                Pair::New(j) => self.added(named(&new[j]), at.new.index(j)),
            }
        }
    }

    fn sections(&mut self) {
        let at = At::same(Path::hovud().field("seksjonar"));
        let (old, new) = (&self.old.hovud.seksjonar, &self.new.hovud.seksjonar);
        let (before, after) = by_title(old, new, |own| (&own.tittel, own.nummer));
        let moved = moved(&before, &after);
        for pair in paired(&before, &after) {
            let named = |seksjon: &Seksjon| match seksjon.nummer {
                Some(number) => format!("{number}. {}", seksjon.tittel),
                None => seksjon.tittel.clone(),
            };
            match pair {
                Pair::Both(i, j) => {
                    let (before, seksjon, at) = (&old[i], &new[j], at.indices(i, j));
                    self.at(named(seksjon));
                    if before.nummer != seksjon.nummer {
                        let [was, is] = [before.nummer, seksjon.nummer]
                            .map(|number| number.map_or("–".to_string(), |number| number.to_string()));
                        self.add(What::Renumbered { was, is }, Some(at.old.clone()), Some(at.new.clone()));
                    }
                    if moved.contains(&j) {
                        let stands = |all: &[Seksjon], place: usize| match place.checked_sub(1) {
                            Some(above) => format!("{} «{}»", self.words.after, named(&all[above])),
                            None => self.words.first.to_string(),
                        };
                        let (from, to) = (stands(old, i), stands(new, j));
                        self.add(What::Moved { from, to }, Some(at.old.clone()), Some(at.new.clone()));
                    }
                    self.value(Field::Tittel, "", &*before.tittel, &*seksjon.tittel, at.field("tittel"));
                    let at = at.field("innhald");
                    let (links_were, links_are) = (section_links(before), section_links(seksjon));
                    let (was, is) = (section_words(before, &self.references), section_words(seksjon, &self.references));
                    self.words_of(Field::Innhald, "", &was, &is, at.clone());
                    self.links(&links_were, &links_are, was == is, &at);
                }
                Pair::Old(i) => self.gone(named(&old[i]), at.old.index(i)),
                Pair::New(j) => self.added(named(&new[j]), at.new.index(j)),
            }
        }
    }

    fn delmål(&mut self) {
        let (old, new) = (&self.old.delmål, &self.new.delmål);
        let (before, after) = by_title(old, new, |own| (&own.tittel, Some(own.nummer)));
        for pair in paired(&before, &after) {
            let named = |own: &Delmål| format!("{} {}: {}", self.terms.delmål, own.nummer, own.tittel);
            match pair {
                Pair::Both(i, j) => {
                    let (before, delmål, at) = (&old[i], &new[j], At { old: Path::delmål(i), new: Path::delmål(j) });
                    self.at(named(delmål));
                    if before.nummer != delmål.nummer {
                        let [was, is] = [before.nummer, delmål.nummer].map(|number| number.to_string());
                        self.add(
                            What::Renumbered { was, is },
                            Some(at.old.field("nummer")),
                            Some(at.new.field("nummer")),
                        );
                    }
                    self.value(Field::Tittel, "", &*before.tittel, &*delmål.tittel, at.field("tittel"));
                    let weight = |own: &Delmål| own.vekt.map(percent).unwrap_or_default();
                    self.value(Field::Vekt, "", weight(before), weight(delmål), at.field("vekt"));
                    let origin = |own: &Delmål| {
                        let numbers = own.var_nummer.iter().chain(&own.delt_frå).chain(&own.slege_saman_av);
                        numbers.map(u16::to_string).collect::<Vec<_>>().join(", ")
                    };
                    self.value(Field::Opphav, "", origin(before), origin(delmål), at.field("slege_saman_av"));
                    let texts = [
                        (Field::Innleiing, &before.innleiing, &delmål.innleiing, "innleiing"),
                        (Field::Hovudmål, &before.hovudmål, &delmål.hovudmål, "hovudmål"),
                        (Field::EtterTabell, &before.etter_tabell, &delmål.etter_tabell, "etter_tabell"),
                    ];
                    for (field, before, after, name) in texts {
                        self.prose(field, "", before.as_ref(), after.as_ref(), at.field(name));
                    }
                    self.tiltak_of(Some(i), Some(j));
                }
                Pair::Old(i) => {
                    self.at(named(&old[i]));
                    self.add(What::Removed, Some(Path::delmål(i)), None);
                    self.tiltak_of(Some(i), None);
                }
                Pair::New(j) => {
                    self.at(named(&new[j]));
                    self.add(What::Added, None, Some(Path::delmål(j)));
                    self.tiltak_of(None, Some(j));
                }
            }
        }
    }

    /// The tiltak of a delmål: those that the new one has, and those that the old one had and the new plan has nowhere.
    fn tiltak_of(&mut self, old: Option<usize>, new: Option<usize>) {
        let ids = |plan: &Plan, at: Option<usize>| -> Vec<String> {
            let tiltak = at.and_then(|at| plan.delmål.get(at)).into_iter().flat_map(|delmål| &delmål.tiltak);
            tiltak.map(|tiltak| tiltak.id.to_string()).collect()
        };
        let news = ids(self.new, new);
        let mut olds = ids(self.old, old);
        olds.retain(|id| !self.places[1].contains_key(id) || news.contains(id));
        for pair in paired(&olds, &news) {
            match pair {
                Pair::Old(i) => {
                    let Some((path, delmål, tiltak)) = self.placed(0, &olds[i]) else { continue };
                    self.at_tiltak(delmål, tiltak);
                    self.add(What::Removed, Some(path), None);
                }
                Pair::Both(_, j) | Pair::New(j) => {
                    let Some((path, delmål, tiltak)) = self.placed(1, &news[j]) else { continue };
                    self.at_tiltak(delmål, tiltak);
                    match self.placed(0, &news[j]) {
                        None => self.add(What::Added, None, Some(path)),
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
        let plan = [self.old, self.new][version];
        let delmål = &plan.delmål[at];
        Some((Path::delmål(at).field("tiltak").index(index), delmål, &delmål.tiltak[index]))
    }

    fn at_tiltak(&mut self, delmål: &Delmål, tiltak: &Tiltak) {
        let reference = (self.terms.tiltak_reference)(delmål.nummer, tiltak.nummer);
        self.at(format!("{}: {}", crate::words::notation::capitalised(&reference), tiltak.tittel));
        self.tiltak = Some(tiltak.id.clone());
    }

    fn tiltak(&mut self, at: &At, (old_delmål, old): (&Delmål, &Tiltak), (delmål, new): (&Delmål, &Tiltak)) {
        let both = || (Some(at.old.clone()), Some(at.new.clone()));
        let small = |own: &Delmål| format!("{} {}", self.terms.delmål_small, own.nummer);
        if at.old.file != at.new.file && old_delmål.tittel != delmål.tittel {
            let (from, to) = (small(old_delmål), small(delmål));
            let (old, new) = both();
            self.add(What::Moved { from, to }, old, new);
        }
        if (old_delmål.nummer, old.nummer) != (delmål.nummer, new.nummer) {
            let same = old_delmål.nummer == delmål.nummer;
            let [was, is] = [(old_delmål, old), (delmål, new)].map(|(delmål, own)| match same {
                true => own.nummer.to_string(),
                false => (self.terms.tiltak_reference)(delmål.nummer, own.nummer),
            });
            let (old, new) = both();
            self.add(What::Renumbered { was, is }, old, new);
        }
        if new.avslutta() && !old.avslutta() {
            let (was, is) = both();
            self.add(What::Ended, was, is);
            // What else is another in it stands in no document any more.
            return self.value(Field::Rullering, "", mark(old), mark(new), at.field("rullering"));
        }
        self.value(Field::Tittel, "", &*old.tittel, &*new.tittel, at.field("tittel"));
        let frame = |own: &Tiltak| match &own.tidsramme {
            Tidsramme::År { frå, til } => years(*frå, *til),
            Tidsramme::Seinare(words) => words.clone(),
        };
        self.value(Field::Tidsramme, "", frame(old), frame(new), at.field("tidsramme"));
        let parties = [
            (Field::Hovudansvarleg, &old.hovudansvarleg, &new.hovudansvarleg, "hovudansvarleg"),
            (Field::Samarbeidspartar, &old.samarbeidspartar, &new.samarbeidspartar, "samarbeidspartar"),
        ];
        let names = |plan: &Plan, own: &Deltakarar| {
            own.partar.iter().map(|id| plan.part_namn(id).to_string()).collect::<Vec<_>>()
        };
        for (field, before, after, name) in parties {
            match (&before.ordlyd, &after.ordlyd) {
                // A party that is called something else is the same party.
                (None, None) if before == after => {}
                (None, None) if before.tillegg == after.tillegg => {
                    self.list(field, names(self.old, before), names(self.new, after), at.field(name));
                }
                _ => {
                    let (was, is) = (named_parties(self.old, before), named_parties(self.new, after));
                    // The words may be the same, and stand for others.
                    if was == is && before.partar != after.partar {
                        self.list(field, names(self.old, before), names(self.new, after), at.field(name));
                    }
                    self.value(field, "", was, is, at.field(name));
                }
            }
        }
        self.value(Field::Rullering, "", mark(old), mark(new), at.field("rullering"));
        let progress = |own: &Tiltak| {
            own.framdrift.as_ref().map_or(String::new(), |own| {
                let day = long_date(own.dato.0, self.terms);
                let more = own.tekst.as_ref().map_or(String::new(), |more| format!(": {more}"));
                format!("{} ({day}){more}", self.terms.deciding.framdrift(own.status))
            })
        };
        let (was, is) = (progress(old), progress(new));
        self.value(Field::Framdrift, "", was, is, at.field("framdrift"));
        let figures = at.field("indikatorar");
        let names = |own: &Tiltak| own.indikatorar.iter().map(|own| own.namn.clone()).collect::<Vec<_>>();
        for pair in paired(&names(old), &names(new)) {
            let (i, j) = match pair {
                Pair::Both(i, j) => (Some(i), Some(j)),
                Pair::Old(i) => (Some(i), None),
                Pair::New(j) => (None, Some(j)),
            };
            let (was, is) = (i.map(|i| &old.indikatorar[i]), j.map(|j| &new.indikatorar[j]));
            let name = is.or(was).map_or("", |own| own.namn.as_str());
            let place = At {
                old: i.map_or(figures.old.clone(), |i| figures.old.index(i)),
                new: j.map_or(figures.new.clone(), |j| figures.new.index(j)),
            };
            let said = |own: Option<&Indikator>, words: fn(&Indikator) -> String| own.map(words).unwrap_or_default();
            self.value(Field::Indikator, name, said(was, latest), said(is, latest), place.clone());
            self.value(Field::Indikatormål, name, said(was, aim), said(is, aim), place.field("mål"));
        }
        self.prose(Field::Ingress, "", old.ingress.as_ref(), new.ingress.as_ref(), at.field("ingress"));
        let heads = |own: &Tiltak| own.bolkar.iter().map(|bolk| bolk.overskrift.clone()).collect::<Vec<_>>();
        let bolkar = at.field("bolkar");
        self.order(Field::Bolk, &heads(old), &heads(new), &bolkar);
        for pair in with_renamed(paired(&heads(old), &heads(new)), |i, j| {
            let text = |tiltak: &Tiltak, at: usize| Text::plain(&*tiltak.bolkar[at].tekst.0);
            likeness(&text(old, i), &text(new, j))
        }) {
            let (i, j) = match pair {
                Pair::Both(i, j) => (Some(i), Some(j)),
                Pair::Old(i) => (Some(i), None),
                Pair::New(j) => (None, Some(j)),
            };
            let own = |tiltak: &Tiltak, at: Option<usize>| at.and_then(|at| tiltak.bolkar.get(at)).cloned();
            let (before, after) = (own(old, i), own(new, j));
            let head = after.as_ref().or(before.as_ref()).map(|bolk| bolk.overskrift.clone()).unwrap_or_default();
            if let (Some(i), Some(j), Some(before), Some(after)) = (i, j, &before, &after) {
                let place = bolkar.indices(i, j).field("overskrift");
                self.value(Field::Overskrift, "", &*before.overskrift, &*after.overskrift, place);
            }
            let place = At {
                old: i.map_or(bolkar.old.clone(), |i| bolkar.old.index(i).field("tekst")),
                new: j.map_or(bolkar.new.clone(), |j| bolkar.new.index(j).field("tekst")),
            };
            let (before, after) = (before.map(|bolk| bolk.tekst), after.map(|bolk| bolk.tekst));
            self.prose(Field::Bolk, &head, before.as_ref(), after.as_ref(), place);
        }
    }

    fn chart(&mut self) {
        let empty = Organisasjonskart { tittel: String::new(), nodar: Vec::new() };
        let of = |plan: &Plan| plan.hovud.organisasjonskart.clone().unwrap_or_else(|| empty.clone());
        let (old, new) = (of(self.old), of(self.new));
        let at = At::same(Path::hovud().field("organisasjonskart"));
        self.at(self.words.kart);
        self.value(Field::Tittel, "", &*old.tittel, &*new.tittel, at.field("tittel"));
        let nodes = at.field("nodar");
        let names = |kart: &Organisasjonskart| kart.nodar.iter().map(|node| node.id.to_string()).collect::<Vec<_>>();
        self.order(Field::Boksar, &names(&old), &names(&new), &nodes);
        for pair in paired(&names(&old), &names(&new)) {
            let place = |name: &str| format!("{} «{name}»", self.words.kart);
            match pair {
                Pair::Both(i, j) => {
                    let (before, node, at) = (&old.nodar[i], &new.nodar[j], nodes.indices(i, j));
                    self.at(place(&node.namn));
                    self.value(Field::Namn, "", &*before.namn, &*node.namn, at.field("namn"));
                    self.list(Field::Linjer, before.linjer.clone(), node.linjer.clone(), at.field("linjer"));
                    let under = |kart: &Organisasjonskart, node: &crate::plan::Node| {
                        let [word, top] = self.words.under;
                        let over = node.under.as_ref().and_then(|id| kart.nodar.iter().find(|other| &other.id == id));
                        let advises =
                            if node.relasjon == crate::plan::Relasjon::Linje { "" } else { self.terms.dashed };
                        format!("{} {advises}", over.map_or(top.into(), |over| format!("{word} {}", over.namn)))
                            .trim()
                            .to_string()
                    };
                    // A box that is called something else is the same box.
                    if (&before.under, before.relasjon) != (&node.under, node.relasjon) {
                        let (before, after) = (under(&old, before), under(&new, node));
                        self.value(Field::Plass, "", before, after, at.field("under"));
                    }
                }
                Pair::Old(i) => self.gone(place(&old.nodar[i].namn), nodes.old.index(i)),
                Pair::New(j) => self.added(place(&new.nodar[j].namn), nodes.new.index(j)),
            }
        }
    }

    fn handling(&mut self) {
        let at = At::same(Path::hovud().field("handsaming"));
        let (old, new) = (&self.old.hovud.handsaming, &self.new.hovud.handsaming);
        let names = |all: &[Handsaming]| all.iter().map(|own| own.part.to_string()).collect::<Vec<_>>();
        for pair in paired(&names(old), &names(new)) {
            match pair {
                Pair::Both(i, j) => {
                    let (before, after, at) = (&old[i], &new[j], at.indices(i, j));
                    self.at(format!("{}: {}", self.words.handsaming, self.new.part_namn(&after.part)));
                    let (was, is) = (before.framlegg.as_ref(), after.framlegg.as_ref());
                    self.prose(Field::Framlegg, "", was, is, at.field("framlegg"));
                    let (was, is) = (before.bakgrunn.as_ref(), after.bakgrunn.as_ref());
                    self.prose(Field::Bakgrunn, "", was, is, at.field("bakgrunn"));
                    let (was, is) = (before.vurdering.as_ref(), after.vurdering.as_ref());
                    self.prose(Field::Vurdering, "", was, is, at.field("vurdering"));
                    self.optional(Field::Arkivsak, &before.arkivsak, &after.arkivsak, at.field("arkivsak"));
                    self.deadline(before.saksfrist, after.saksfrist, at.field("saksfrist"));
                    let at = at.field("organ");
                    let names =
                        |own: &Handsaming| own.organ.iter().map(|organ| organ.organ.0.clone()).collect::<Vec<_>>();
                    for pair in paired(&names(before), &names(after)) {
                        let part = self.new.part_namn(&after.part).to_string();
                        let place = |organ: &OrganHandsaming| format!("{}, {}", part, organ.organ.0);
                        match pair {
                            Pair::Both(k, l) => {
                                self.at(place(&after.organ[l]));
                                let handling = Handling::of(self.new.hovud.språk.into());
                                let [was, is] = [before.role(k), after.role(l)].map(|role| handling.does(role));
                                self.value(Field::OrganRolle, "", was, is, at.indices(k, l).field("rolle"));
                                self.body(&before.organ[k], &after.organ[l], &at.indices(k, l));
                            }
                            Pair::Old(k) => self.gone(place(&before.organ[k]), at.old.index(k)),
                            Pair::New(l) => self.added(place(&after.organ[l]), at.new.index(l)),
                        }
                    }
                }
                Pair::Old(i) => self
                    .gone(format!("{}: {}", self.words.handsaming, self.old.part_namn(&old[i].part)), at.old.index(i)),
                Pair::New(j) => self
                    .added(format!("{}: {}", self.words.handsaming, self.new.part_namn(&new[j].part)), at.new.index(j)),
            }
        }
    }

    fn body(&mut self, old: &OrganHandsaming, new: &OrganHandsaming, at: &At) {
        let day =
            |organ: &OrganHandsaming| organ.planlagt.map(|date| long_date(date.0, self.terms)).unwrap_or_default();
        let (before, after) = (day(old), day(new));
        self.value(Field::Planlagt, "", before, after, at.field("planlagt"));
        let [yes, no] = Handling::of(self.new.hovud.språk.into()).yes_no();
        let called_off = |organ: &OrganHandsaming| if organ.avlyst { yes } else { no };
        self.value(Field::Avlyst, "", called_off(old), called_off(new), at.field("avlyst"));
        self.prose(Field::Framlegg, "", old.framlegg.as_ref(), new.framlegg.as_ref(), at.field("framlegg"));
        let decisions = |organ: &OrganHandsaming| {
            let said = |vedtak: &Vedtak| {
                let case = vedtak.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
                let outcome = Handling::of(self.new.hovud.språk.into()).outcome(vedtak.utfall);
                let outcome = outcome.map_or(String::new(), |words| format!(", {words}"));
                let handling = Handling::of(self.new.hovud.språk.into());
                let version = vedtak.versjon.as_ref();
                let version = version.map_or(String::new(), |version| format!(", {}", handling.about_version(version)));
                let joined = |words: &Prosa| words.0.split_whitespace().collect::<Vec<_>>().join(" ");
                let words = vedtak.tekst.iter().chain(&vedtak.endring).map(joined);
                let taken_in = vedtak.teke_inn_i.iter().map(|version| handling.taken_in(version));
                let more: String = words.chain(taken_in).map(|words| format!(" – {words}")).collect();
                format!("{}{case}{outcome}{version}{more}", long_date(vedtak.dato.0, self.terms))
            };
            organ.vedtak.iter().map(said).collect::<Vec<_>>().join("; ")
        };
        let (before, after) = (decisions(old), decisions(new));
        self.value(Field::Vedtak, "", before, after, at.field("vedtak"));
    }

    fn deadline(&mut self, old: Option<u16>, new: Option<u16>, path: impl Into<At>) {
        let days = |days: Option<u16>| days.map_or(String::new(), |days| days.to_string());
        self.value(Field::Saksfrist, "", days(old), days(new), path.into());
    }

    fn money(&mut self) {
        let at = At::same(Path::hovud().field("finansiering"));
        let (old, new) = (&self.old.hovud.finansiering, &self.new.hovud.finansiering);
        self.at(self.words.finansiering);
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old.clone(), new.clone()),
            (None, None) => return,
            (Some(_), None) => return self.add(What::Removed, Some(at.old), None),
            (None, Some(_)) => return self.add(What::Added, None, Some(at.new)),
        };
        let unit = |own: &Finansiering| match own.eining {
            Eining::Kroner => "kr",
            Eining::TusenKroner => "1 000 kr",
        };
        self.value(Field::Eining, "", unit(&old), unit(&new), at.field("eining"));
        // The money of a tiltak that has ended since is the same money.
        let tiltak = self.old.tiltak().map(|(_, own)| (own.tittel.as_str(), &own.id));
        let ended: BTreeMap<&str, &TiltakId> = tiltak.collect();
        let names = |own: &Finansiering, is_new: bool| {
            let name = |post: &crate::plan::Post| {
                let known = match &post.formål {
                    Formål::Avslutta(title) => ended.get(title.as_str()).map(|id| Formål::Tiltak((*id).clone())),
                    Formål::Delmål(number) if is_new => {
                        Some(Formål::Delmål(self.new.delmål_number_in(self.old, *number)))
                    }
                    _ => None,
                };
                format!("{:?} {:?} {:?}", known.as_ref().unwrap_or(&post.formål), post.kjelde, post.part)
            };
            own.postar.iter().map(name).collect::<Vec<_>>()
        };
        let posts = at.field("postar");
        let (olds, news) = (names(&old, false), names(&new, true));
        self.order(Field::Postar, &olds, &news, &posts);
        let amount = |value: Option<i64>| value.map(number).unwrap_or_default();
        for pair in paired(&olds, &news) {
            let (plan, post) = match pair {
                Pair::Old(i) => (self.old, &old.postar[i]),
                Pair::Both(_, j) | Pair::New(j) => (self.new, &new.postar[j]),
            };
            let payer = post.part.as_ref().map_or(String::new(), |id| format!(", {}", plan.part_namn(id)));
            self.at(format!(
                "{}: {}, {}{payer}",
                self.words.finansiering,
                purpose(plan, &post.formål, self.terms),
                self.terms.kjelde(post.kjelde)
            ));
            match pair {
                Pair::Both(i, j) => {
                    let (before, after, at) = (&old.postar[i].beløp, &new.postar[j].beløp, posts.indices(i, j));
                    let all: BTreeSet<i16> = before.keys().chain(after.keys()).copied().collect();
                    for year in all {
                        let (before, after) = (amount(before.get(&year).copied()), amount(after.get(&year).copied()));
                        self.value(Field::Beløp, &year.to_string(), before, after, at.field("beløp"));
                    }
                }
                Pair::Old(i) => self.add(What::Removed, Some(posts.old.index(i)), None),
                Pair::New(j) => self.add(What::Added, None, Some(posts.new.index(j))),
            }
        }
        self.at(format!("{}, {}", self.words.finansiering, self.words.sum));
        let all: BTreeSet<i16> = old.år().into_iter().chain(new.år()).collect();
        for year in all {
            self.value(Field::Beløp, &year.to_string(), number(old.sum_i(year)), number(new.sum_i(year)), at.clone());
        }
        self.value(Field::Beløp, self.words.in_all, number(old.sum()), number(new.sum()), at);
    }
}

/// What was said of a tiltak in the update.
fn mark(own: &Tiltak) -> String {
    let joined = |words: &Prosa| words.0.split_whitespace().collect::<Vec<_>>().join(" ");
    match &own.rullering {
        None => String::new(),
        Some(Rullering::Ny { saman_med, delt_frå, slege_saman_av }) => {
            let list = |name: &str, ids: Vec<&str>| (!ids.is_empty()).then(|| format!("{name}: {}", ids.join(", ")));
            let said = [
                list("saman_med", saman_med.iter().map(TiltakId::as_str).collect()),
                list("delt_frå", delt_frå.iter().map(TiltakId::as_str).collect()),
                list("slege_saman_av", slege_saman_av.iter().map(TiltakId::as_str).collect()),
            ];
            let said: Vec<String> = said.into_iter().flatten().collect();
            if said.is_empty() { "Ny".into() } else { format!("Ny ({})", said.join("; ")) }
        }
        Some(Rullering::Vidareført) => "Vidareført".into(),
        Some(Rullering::Endra(words)) => format!("Endra: {}", joined(words)),
        Some(Rullering::Avslutta(words)) => format!("Avslutta: {}", joined(words)),
    }
}

/// The words of prose as they are read: without Markdown's signs, with what its references say now. A number that merely
/// followed is no change.
fn read(prosa: &Prosa, references: &[References]) -> String {
    let mut words = String::new();
    prose::read(&prosa.0).blocks.into_iter().for_each(|block| add_words(block, references, &mut words));
    words.trim_end_matches(" / ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds the words of a block, with the number that a list begins at, if that is not the first.
fn add_words(mut block: Block, references: &[References], words: &mut String) {
    if let Block::List(list) = block {
        if let Some(start) = list.start.filter(|start| *start != 1) {
            *words += &format!("{start}. ");
        }
        list.items.into_iter().flatten().for_each(|block| add_words(block, references, words));
        return;
    }
    block.each_text(&mut |text| {
        for run in &text.0 {
            match &run.link {
                Some(Link::Anchor(anchor)) if run.text.is_empty() => {
                    let said = references.iter().find_map(|all| all.words(anchor));
                    *words += said.unwrap_or_default();
                }
                _ => *words += &run.text,
            }
        }
        *words += " / ";
    });
}

/// Words that lead somewhere. A reference without words of its own says where, and so does an address that is printed.
#[derive(Debug)]
struct Linked {
    words: String,
    link: Link,
}

/// The links of prose.
fn links(prosa: &Prosa) -> Vec<Linked> {
    let mut found = Vec::new();
    for mut block in prose::read(&prosa.0).blocks {
        block.each_text(&mut |text| {
            for runs in text.0.chunk_by(|one, other| one.link == other.link) {
                let words: String = runs.iter().map(|run| run.text.as_str()).collect();
                let Some(link) = &runs[0].link else { continue };
                let says_it = matches!(link, Link::Url(address) if *address == words);
                if !words.is_empty() && !says_it {
                    found.push(Linked { words, link: link.clone() });
                }
            }
        });
    }
    found
}

/// The links of a section's own texts.
fn section_links(seksjon: &Seksjon) -> Vec<Linked> {
    let of = |innhald: &Innhald| match innhald {
        Innhald::Tekst(prosa) => links(prosa),
        _ => Vec::new(),
    };
    seksjon.innhald.iter().flat_map(of).collect()
}

/// The words of a section's own texts.
fn section_words(seksjon: &Seksjon, references: &[References]) -> String {
    let part = |innhald: &Innhald| match innhald {
        Innhald::Tekst(prosa) => read(prosa, references),
        Innhald::Mellomtittel(title) => title.clone(),
        Innhald::Delmål { overskrift, oversyn } => {
            format!("{} (Delmål{})", overskrift.clone().unwrap_or_default(), if *oversyn { ", oversyn" } else { "" })
        }
        other => format!("({other:?})"),
    };
    seksjon.innhald.iter().map(part).collect::<Vec<_>>().join(" ").trim().to_string()
}

fn named_parties(plan: &Plan, own: &Deltakarar) -> String {
    if let Some(words) = &own.ordlyd {
        return words.clone();
    }
    let names: Vec<&str> = own.partar.iter().map(|id| plan.part_namn(id)).collect();
    let before = if names.is_empty() { "" } else { own.before_tillegg() };
    let more = own.tillegg.as_ref().map_or(String::new(), |more| format!("{before}{more}"));
    names.join(", ") + &more
}

/// The delmål and the place in it of each tiltak, by its id.
fn places(plan: &Plan) -> BTreeMap<String, (usize, usize)> {
    let all = plan.delmål.iter().enumerate().flat_map(|(at, delmål)| {
        delmål.tiltak.iter().enumerate().map(move |(index, tiltak)| (tiltak.id.to_string(), (at, index)))
    });
    all.collect()
}

fn purpose(plan: &Plan, formål: &Formål, terms: &Terms) -> String {
    match formål {
        Formål::Delmål(number) => format!("{} {number}", terms.delmål_small),
        Formål::Avslutta(title) => title.clone(),
        Formål::Tiltak(id) => {
            let own = plan.tiltak().find(|(_, tiltak)| &tiltak.id == id);
            let named = |(delmål, tiltak): (&Delmål, &Tiltak)| {
                format!("{}: {}", (terms.purpose)(delmål.nummer, tiltak.nummer), tiltak.tittel)
            };
            own.map_or_else(|| id.to_string(), named)
        }
    }
}
