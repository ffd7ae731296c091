//! Every field of a plan's files: what it may hold, whether it must be there, what it means and what it is called, in the users'
//! words. Comes in: the name of a group, or the path of a value. Goes out: the rows of the table. `docs/felt.md`, `forklar`, the
//! hints about values and the comparison of plans are made from it. A group is a type of `plan` by its own name; the fields of an
//! enum's variant are a group of their own ("Tidsramme: År").

mod schema;
mod table;

use std::borrow::Cow;
use std::fmt;

pub use schema::json_schema;
pub use table::GROUPS;

use super::{Path, Step};

/// Fields that stand together in parentheses, or words that one chooses between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Its name: that of the type.
    pub name: &'static str,
    /// Where it stands and what it is.
    pub about: &'static str,
    /// Its fields, or the words to choose between.
    pub fields: &'static [Field],
    /// Of words to choose between: the field whose value they are; empty for the items of a list.
    pub choice_of: Option<&'static str>,
    /// The fields that tell those of a list apart.
    pub key: &'static [&'static str],
}

/// A field of a group, or a word that one may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name, as it is written in the data.
    pub name: &'static str,
    /// What it holds; nothing for a word that stands alone.
    pub value: Option<ValueKind>,
    /// Whether it must be there.
    pub required: bool,
    /// What it is called in a sentence, in nynorsk and bokmål.
    pub words: [&'static str; 2],
    /// What it means, and what holds where it is left out.
    pub meaning: &'static str,
    /// Whether it is the word that holds where the field is left out.
    pub is_default: bool,
    example: &'static str,
}

/// A field with the group that it stands in.
#[derive(Clone, Copy)]
pub struct FieldRef {
    /// The group.
    pub group: &'static Group,
    /// The field.
    pub field: &'static Field,
}

impl FieldRef {
    /// Whether it is the one called "Tiltak.tittel".
    pub fn is(self, name: &str) -> bool {
        name.strip_prefix(self.group.name).and_then(|rest| rest.strip_prefix('.')) == Some(self.field.name)
    }

    /// Whether it is one of those.
    pub fn is_one_of(self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }
}

impl PartialEq for FieldRef {
    fn eq(&self, other: &Self) -> bool {
        (self.group.name, self.field.name) == (other.group.name, other.field.name)
    }
}

impl Eq for FieldRef {}

impl fmt::Debug for FieldRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for FieldRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.group.name, self.field.name)
    }
}

/// The kind of value that a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Words on one line.
    Text,
    /// Markdown.
    Prose,
    /// A year.
    Year,
    /// A number that things are counted by.
    Number,
    /// A number of days.
    Days,
    /// A whole percentage.
    Percent,
    /// A number with at most two decimals.
    Figure,
    /// A size on paper.
    Millimetres,
    /// Yes or no.
    Flag,
    /// An amount for each of some years.
    Amounts,
    /// A day.
    Day,
    /// A day, or a month whose day isn't known.
    DayOrMonth,
    /// The number of a version.
    Version,
    /// The number of a version that is in the log.
    LoggedVersion,
    /// A name in small letters, given here.
    Id,
    /// A party of the register.
    PartId,
    /// A tiltak of the plan.
    TiltakId,
    /// A tiltak of the plan before.
    FormerTiltakId,
    /// A box of the chart.
    NodeId,
    /// The name of a political body.
    Body,
    /// A colour: six hexadecimal digits.
    Colour,
    /// A number of the register of organisations: nine digits, with or without blanks.
    OrganisationNumber,
    /// A picture in the plan's folder.
    PictureFile,
    /// The file of a delmål.
    DelmålFile,
    /// The fields of a group, in parentheses.
    Group(&'static str),
    /// One of the words of a group.
    Choice(&'static str),
    /// Any number of values.
    List(&'static ValueKind),
}

impl Group {
    const fn fields(name: &'static str, about: &'static str, fields: &'static [Field]) -> Self {
        Self { name, about, fields, choice_of: None, key: &[] }
    }

    /// A group that stands in a list, with the fields that tell one from another.
    const fn known_by(
        key: &'static [&'static str],
        name: &'static str,
        about: &'static str,
        fields: &'static [Field],
    ) -> Self {
        Self { key, ..Self::fields(name, about, fields) }
    }

    const fn choice(name: &'static str, of: &'static str, about: &'static str, fields: &'static [Field]) -> Self {
        Self { name, about, fields, choice_of: Some(of), key: &[] }
    }

    /// The group of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        GROUPS.iter().find(|group| group.name == name)
    }

    /// Its field of a name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Its fields, each with the group.
    pub fn fields_of(&'static self) -> impl Iterator<Item = FieldRef> {
        self.fields.iter().map(move |field| FieldRef { group: self, field })
    }

    /// Whether its entries are words to choose between.
    pub fn is_choice(&self) -> bool {
        self.choice_of.is_some()
    }

    /// An example of one of its fields, as it is written in the data: "år: 2026,".
    pub fn example(&self, field: &Field) -> String {
        match self.choice_of {
            None => format!("{}: {},", field.name, field.example()),
            Some("") => format!("{},", field.choice()),
            Some(of) => format!("{of}: {},", field.choice()),
        }
    }
}

impl Field {
    /// Whether more stands in parentheses after the word.
    pub fn has_contents(&self) -> bool {
        self.value.is_some()
    }

    /// What it may hold, in a sentence.
    pub fn description(&self, of: &Group) -> Cow<'static, str> {
        match (self.value, of.is_choice()) {
            (None, _) => "Berre ordet, utan hermeteikn.".into(),
            (Some(ValueKind::Group(group)), true) => match takes_nothing(group) {
                true => format!("Ein parentes, som kan vere tom; sjå «{group}».").into(),
                false => format!("Opplysningane i parentes; sjå «{group}».").into(),
            },
            (Some(value), true) => format!("I parentes: {}", lower_first(&value.description())).into(),
            (Some(value), false) => value.description(),
        }
    }

    /// An example of its value.
    fn example(&self) -> String {
        if self.example.is_empty() {
            self.value.map(ValueKind::example).unwrap_or_default()
        } else {
            self.example.into()
        }
    }

    /// An example of it as a word that was chosen.
    fn choice(&self) -> String {
        match self.value {
            None => self.name.into(),
            Some(ValueKind::Group(_)) => format!("{}{}", self.name, self.example()),
            Some(_) => format!("{}({})", self.name, self.example()),
        }
    }
}

/// Whether a group may have no field at all.
fn takes_nothing(group: &str) -> bool {
    Group::named(group).is_some_and(|group| group.fields.iter().all(|field| !field.required))
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

impl ValueKind {
    /// What may stand there, in a sentence.
    pub fn description(self) -> Cow<'static, str> {
        let text = match self {
            Self::Text => "Tekst i hermeteikn, på éi linje.",
            Self::Prose => {
                r##"Tekst. Lang tekst står mellom r#" og "#, og kan ha avsnitt, lister, feit og kursiv skrift og lenkjer."##
            }
            Self::Year => "Eit årstal med fire siffer (1900–2200), utan hermeteikn.",
            Self::Number => "Eit heiltal: 1, 2, 3 … (høgst 9999), utan hermeteikn, mellomrom og desimalar.",
            Self::Days => "Eit heiltal, utan hermeteikn.",
            Self::Percent => "Eit heiltal frå 0 til 100, utan hermeteikn, desimalar og prosentteikn.",
            Self::Figure => "Eit tal med høgst to desimalar, utan hermeteikn. Desimalar står etter punktum: 12.5.",
            Self::Millimetres => "Eit tal frå 5 til 40, utan hermeteikn. Desimalar står etter punktum: 17.5.",
            Self::Flag => "true (ja) eller false (nei), utan hermeteikn.",
            Self::Amounts => {
                "Årstal og beløp i krøllparentes. Beløpa er heiltal frå 0, utan hermeteikn, mellomrom og desimalar."
            }
            Self::Day => "Ein dato i hermeteikn: år-månad-dag.",
            Self::DayOrMonth => {
                r#"Ein dato i hermeteikn: år-månad-dag, eller år-månad når dagen ikkje er kjend, til dømes "2023-08"."#
            }
            Self::Version => "Tal med punktum mellom, i hermeteikn.",
            Self::LoggedVersion => "Nummeret på ein versjon i loggen, i hermeteikn.",
            Self::Id => "Små bokstavar, tal og bindestrek, i hermeteikn.",
            Self::PartId => "Id-en til ein part i registeret «partar», i hermeteikn.",
            Self::TiltakId => "Id-en til eit tiltak, i hermeteikn.",
            Self::FormerTiltakId => "Id-en tiltaket hadde i planen før, i hermeteikn.",
            Self::NodeId => "Id-en til ein annan boks, i hermeteikn.",
            Self::Body => r#"Små bokstavar i hermeteikn: "formannskap", "kommunestyre", "fylkesting"."#,
            Self::Colour => "Seks teikn i hermeteikn, 0–9 og A–F: to for raudt, to for grønt og to for blått.",
            Self::OrganisationNumber => "Ni siffer i hermeteikn, med eller utan mellomrom.",
            Self::PictureFile => "Namnet på ei PNG- eller JPEG-fil, i hermeteikn.",
            Self::DelmålFile => "Namnet på ei fil i planmappa eller i ei mappe under henne, i hermeteikn.",
            Self::Group(group) => {
                return match takes_nothing(group) {
                    true => format!("Ei gruppe i parentes, som kan vere tom: (). Sjå «{group}».").into(),
                    false => format!("Ei gruppe i parentes; sjå «{group}».").into(),
                };
            }
            Self::Choice(group) => {
                let is_bare = self.choices().iter().all(|word| !word.has_contents());
                return format!("Eitt av {} under «{group}».", if is_bare { "orda" } else { "vala" }).into();
            }
            Self::List(items) => return items.list_description(),
        };
        text.into()
    }

    /// What a list of such values is.
    fn list_description(self) -> Cow<'static, str> {
        let items = match self {
            Self::PartId => "id-ar frå registeret «partar».",
            Self::TiltakId => "id-ar til tiltak.",
            Self::FormerTiltakId => "id-ane tiltaka hadde i planen før.",
            Self::Number => "heiltal.",
            Self::DelmålFile => "filnamn i hermeteikn. Filene må ligge i planmappa eller i ei mappe under henne.",
            Self::Group(group) => {
                return format!("Ei liste i klammer av grupper i parentes; sjå «{group}».").into();
            }
            Self::Choice(group) => return format!("Ei liste i klammer; sjå «{group}».").into(),
            _ => "tekstar i hermeteikn.",
        };
        format!("Ei liste i klammer av {items}").into()
    }

    /// The group whose fields or words stand there.
    pub fn group(self) -> Option<&'static Group> {
        match self {
            Self::Group(name) | Self::Choice(name) => Group::named(name),
            _ => None,
        }
    }

    /// The words that one chooses between there.
    pub fn choices(self) -> &'static [Field] {
        self.group().filter(|group| group.is_choice()).map_or(&[], |group| group.fields)
    }

    /// An example made from those of a group's own fields: what must be there, or else what stands first.
    fn example(self) -> String {
        match self {
            Self::Group(name) => {
                let fields = Group::named(name).map_or(&[][..], |group| group.fields);
                let required: Vec<&Field> = fields.iter().filter(|field| field.required).collect();
                let shown = if required.is_empty() { fields.iter().take(1).collect() } else { required };
                let each = shown.into_iter().map(|field| format!("{}: {}", field.name, field.example()));
                format!("({})", each.collect::<Vec<_>>().join(", "))
            }
            Self::List(items) => format!("[{}]", items.example()),
            _ => String::new(),
        }
    }
}

/// A value of the plan's types as JSON, which loses nothing of it: all keys are words or numbers.
pub fn json(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// What a whole file of a plan is; file 0 is `plan.ron`, the others are delmål.
pub fn root_kind(file: usize) -> ValueKind {
    ValueKind::Group(if file == 0 { "Hovud" } else { "Delmål" })
}

/// What may stand at a path. Several kinds where the path alone doesn't tell which word was chosen; none where no plan has such
/// a place.
pub fn values_at(path: &Path) -> Vec<ValueKind> {
    path.steps().iter().fold(vec![root_kind(path.file)], |values, step| {
        values.into_iter().flat_map(|value| within(value, step)).collect()
    })
}

/// What may stand one step into a value.
fn within(value: ValueKind, step: &Step) -> Vec<ValueKind> {
    match (value, step) {
        (ValueKind::Group(name), Step::Field(field)) => {
            Group::named(name).and_then(|group| group.field(field)?.value).into_iter().collect()
        }
        // The fields of a word that was chosen stand right under it, and so does its one value.
        (ValueKind::Choice(_), Step::Field(_)) => {
            let groups = value.choices().iter().filter_map(|word| word.value).filter(|own| own.group().is_some());
            groups.flat_map(|own| within(own, step)).collect()
        }
        (ValueKind::Choice(_), Step::Index(0)) => {
            let contents = value.choices().iter().filter_map(|word| word.value);
            contents.filter(|own| !matches!(own, ValueKind::Group(_))).collect()
        }
        (ValueKind::List(items), Step::Index(_)) => vec![*items],
        (ValueKind::Amounts, Step::Key(_)) => vec![ValueKind::Number],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ron::error::{Error, SpannedResult};
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::plan;

    fn parse<T: DeserializeOwned>(text: &str) -> SpannedResult<()> {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str::<T>(text).map(|_| ())
    }

    macro_rules! types {
        ($($name:ident)*) => { &[$((stringify!($name), parse::<plan::$name>)),*] };
    }

    /// How the values of a type are read.
    type Parse = fn(&str) -> SpannedResult<()>;

    const TYPES: &[(&str, Parse)] = types![
        Hovud Språk Omslag Periode Part Andel Rolle Logo LoggRad Seksjon Innhald Organisasjonskart Node Relasjon
        Handsaming OrganHandsaming OrganRolle Vedtak Utfall EtterVedtak Finansiering Eining Post Formål Kjelde Delmål
        Tiltak Deltakarar Tidsramme Rullering Bolk Framdrift Framdriftsstatus Indikator Måling Forkorting Kolofon
    ];

    /// How a group is read, and the word that stands before its parentheses.
    fn reader(group: &Group) -> (Parse, &'static str) {
        let (name, word) = group.name.split_once(": ").unwrap_or((group.name, ""));
        let parse = TYPES.iter().find(|(own, _)| *own == name);
        (parse.unwrap_or_else(|| panic!("{name} has no type in TYPES")).1, word)
    }

    fn written<'f>(fields: impl Iterator<Item = &'f Field>) -> String {
        let each: Vec<String> = fields.map(|field| format!("{}: {}", field.name, field.example())).collect();
        format!("({})", each.join(", "))
    }

    #[test]
    fn the_table_has_the_fields_and_words_that_a_plan_may_have_and_no_others() {
        for group in GROUPS {
            let (parse, word) = reader(group);
            let wrong = if group.is_choice() { "Zzz".into() } else { format!("{word}(zzz: 1)") };
            let expected = match parse(&wrong).unwrap_err().code {
                Error::NoSuchEnumVariant { expected, .. } | Error::NoSuchStructField { expected, .. } => expected,
                other => panic!("{}: {other}", group.name),
            };
            let known: BTreeSet<&str> = group.fields.iter().map(|field| field.name).collect();
            assert_eq!(known, expected.iter().copied().collect(), "{}", group.name);
            assert_eq!(known.len(), group.fields.len(), "{}", group.name);
        }
    }

    #[test]
    fn every_group_that_a_value_is_of_is_there() {
        let mut values: Vec<ValueKind> =
            GROUPS.iter().flat_map(|group| group.fields).filter_map(|field| field.value).collect();
        while let Some(value) = values.pop() {
            match value {
                ValueKind::List(items) => values.push(*items),
                ValueKind::Group(name) | ValueKind::Choice(name) => {
                    let is_choice = Group::named(name).map(Group::is_choice);
                    assert_eq!(is_choice, Some(matches!(value, ValueKind::Choice(_))), "{name}");
                }
                _ => {}
            }
        }
        let names: BTreeSet<&str> = GROUPS.iter().map(|group| group.name).collect();
        assert_eq!(names.len(), GROUPS.len());
    }

    #[test]
    fn every_example_is_read_and_only_what_must_be_there_is_missed() {
        for group in GROUPS {
            let (parse, word) = reader(group);
            for field in group.fields {
                if group.is_choice() {
                    parse(&field.choice()).unwrap_or_else(|error| panic!("{}: {error}", field.choice()));
                    continue;
                }
                let with = format!("{word}{}", written(group.fields.iter()));
                parse(&with).unwrap_or_else(|error| panic!("{with}: {error}"));
                let without = format!("{word}{}", written(group.fields.iter().filter(|own| own.name != field.name)));
                let missed = parse(&without).is_err();
                assert_eq!(missed, field.required, "{}.{}", group.name, field.name);
            }
        }
    }

    #[test]
    fn every_text_is_a_sentence_and_every_field_has_its_words_in_both_languages() {
        for group in GROUPS {
            for field in group.fields {
                for text in [Cow::Borrowed(field.meaning), field.description(group)] {
                    let blanks = text.contains("  ") || text.trim() != text;
                    assert!(text.ends_with(['.', ')']) && !blanks, "{}.{}: {text}", group.name, field.name);
                }
                assert_eq!(group.is_choice(), field.words.contains(&""), "{}.{}", group.name, field.name);
            }
        }
    }

    #[test]
    fn a_path_and_the_table_say_what_may_stand_there() {
        let tiltak = Path::delmål(1).field("tiltak").index(2);
        let hovud = Path::hovud();
        for (path, expected) in [
            (hovud.clone(), vec![ValueKind::Group("Hovud")]),
            (hovud.field("partar").index(3).field("rolle"), vec![ValueKind::Choice("Rolle")]),
            (hovud.field("finansiering").field("postar").index(0).field("beløp").key(2026), vec![ValueKind::Number]),
            (
                hovud.field("seksjonar").index(0).field("innhald").index(1).index(0),
                vec![ValueKind::Prose, ValueKind::Text],
            ),
            (tiltak.field("tidsramme").field("frå"), vec![ValueKind::Year]),
            (tiltak.field("rullering").field("saman_med").index(0), vec![ValueKind::TiltakId]),
            (tiltak.field("rullering").index(0), vec![ValueKind::Prose, ValueKind::Prose]),
            (tiltak.field("tittel").index(0), vec![]),
            (tiltak.field("utan"), vec![]),
        ] {
            assert_eq!(values_at(&path), expected, "{path}");
        }
    }
}
