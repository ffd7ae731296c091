//! The sentence that tells a difference, in the language of the plan. It has no full stop, so that it can go on.

use super::difference::{Difference, DifferenceKind};
use super::thing::Thing;
use crate::document::Lang;
use crate::plan::fields::{FieldRef, ValueKind};
use crate::words::differences::DifferenceTerms;
use crate::words::notation::{capitalised, format_kr_list, listing};
use crate::words::terms::Terms;

/// The most letters of a value that is told in a sentence.
const LONGEST_VALUE: usize = 80;

/// Words in quotation marks.
fn quoted(words: &str) -> String {
    format!("«{}»", words.replace('«', "‘").replace('»', "’"))
}

/// The number of a percentage.
fn bare_percent(share: &str) -> &str {
    share.trim_end_matches(['%', ' ', '\u{a0}'])
}

/// A value as it stands in a sentence: words of the plan in quotation marks.
fn in_sentence(field: FieldRef, value: &str) -> String {
    let is_of_words = match field.field.value {
        Some(
            ValueKind::Text
            | ValueKind::Prose
            | ValueKind::Body
            | ValueKind::PictureFile
            | ValueKind::Colour
            | ValueKind::NodeId,
        ) => true,
        // Years, or words of the plan.
        Some(ValueKind::Choice("Tidsramme")) => !value.starts_with(char::is_numeric),
        Some(ValueKind::Choice(group)) => matches!(group, "Relasjon" | "OrganRolle"),
        Some(ValueKind::Group(group)) => group == "Deltakarar",
        _ => false,
    };
    if is_of_words { quoted(value) } else { value.to_string() }
}

impl Difference {
    /// What has changed, in a sentence. It is told of the place, or names the thing itself.
    pub fn sentence(&self, lang: Lang) -> String {
        let words = DifferenceTerms::of(lang);
        let told = match &self.what {
            DifferenceKind::Added => self.added(words, lang),
            DifferenceKind::Removed => self.removed(words, lang),
            DifferenceKind::Ended => format!("{} {}", self.title(), words.has_ended),
            DifferenceKind::Moved { from, to } => match &self.thing {
                Thing::Section { title, .. } => words.moved_section(title, from, to),
                _ => words.moved_tiltak(from, to),
            },
            DifferenceKind::Renumbered { was, is } => self.renumbered(words, was, is),
            DifferenceKind::Value { field, of, old, new } => self.value(words, *field, of, old, new),
            DifferenceKind::Amount { years, amounts, .. } => self.amount(words, years, *amounts),
            DifferenceKind::Listed { field, items } => self.listed(words, lang, *field, items),
            DifferenceKind::Prose { field, of, .. } => self.text(words, &text_name(words, *field, of)),
            DifferenceKind::Link { words: own, old, new } => match (old.as_str(), new.as_str()) {
                ("", new) => words.new_link(own, new),
                (old, "") => words.gone_link(own, old),
                (old, new) => words.other_link(own, old, new),
            },
        };
        capitalised(&told)
    }

    /// What has changed in a text, with the text by its full name, so that it need not be told of a place.
    pub(super) fn sentence_with_name(&self, lang: Lang) -> String {
        capitalised(&self.text(DifferenceTerms::of(lang), &self.name_of_text(lang)))
    }

    /// What has changed in a text that is called so.
    fn text(&self, words: &DifferenceTerms, name: &str) -> String {
        match &self.what {
            DifferenceKind::Prose { stands: [false, true], .. } => words.new_text(name),
            DifferenceKind::Prose { stands: [true, false], .. } => words.gone_text(name),
            DifferenceKind::Prose { count: [0, 0], .. } => words.signs_changed(name),
            _ => words.changed(name),
        }
    }

    /// The words that a text or a long value had and has, for those who keep the plan.
    pub fn details(&self, lang: Lang) -> Vec<String> {
        let words = DifferenceTerms::of(lang);
        match &self.what {
            DifferenceKind::Prose { around, .. } => vec![around.clone()],
            DifferenceKind::Value { field, old, new, .. } if is_long(*field, old, new) => {
                let both = [(words.before, old), (words.now, new)].into_iter().filter(|(_, value)| !value.is_empty());
                both.map(|(when, value)| format!("{when}: {value}")).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The sentence with the details, on one line.
    pub fn in_full(&self, lang: Lang) -> String {
        [self.sentence(lang)].into_iter().chain(self.details(lang)).collect::<Vec<_>>().join(": ")
    }

    /// The name of the text that has changed, in small letters, with what it is of: "innleiinga til delmål 1".
    pub(super) fn name_of_text(&self, lang: Lang) -> String {
        let words = DifferenceTerms::of(lang);
        let (DifferenceKind::Prose { field, of, .. } | DifferenceKind::Value { field, of, .. }) = &self.what else {
            return self.place.clone();
        };
        let name = text_name(words, *field, of);
        match &self.thing {
            Thing::Plan => name,
            Thing::Delmål { number, .. } => words.text_of_delmål(&name, *number),
            Thing::Section { title, .. } => quoted(title),
            Thing::Tiltak { title, .. } => words.part_of(&name, title),
            Thing::Handling(party) => words.part_of(&name, party),
            Thing::Body { name: body, party } => words.part_of(&name, &words.body_in_sentence(body, party)),
            _ => words.part_of(&name, &self.place),
        }
    }

    fn title(&self) -> &str {
        match &self.thing {
            Thing::Tiltak { title, .. } | Thing::Delmål { title, .. } | Thing::Section { title, .. } => title,
            _ => &self.place,
        }
    }

    fn added(&self, words: &DifferenceTerms, lang: Lang) -> String {
        match &self.thing {
            Thing::Plan | Thing::Sums => words.new_text(&self.place),
            Thing::Party { name, in_agreement: true } => words.new_party(name),
            Thing::Party { name, .. } => format!("{name} {}", words.is_here),
            Thing::Version(version) => words.new_version(version),
            Thing::Abbreviation(short) => words.new_abbreviation(short),
            Thing::Chart => words.new_chart.into(),
            Thing::Node(name) => words.new_node(name),
            Thing::Handling(party) => words.new_handling(party),
            Thing::Body { name, party } => words.new_body(&words.body(name, party)),
            Thing::Section { title, .. } => words.new_section(title),
            Thing::Delmål { number, title } => format!("{} {}", words.delmål(*number, title), words.is_new),
            Thing::Tiltak { title, .. } => format!("{title} {}", words.is_new),
            Thing::Financing => words.new_money.into(),
            Thing::Post { purpose, amounts, .. } => match amounts_with_years(words, lang, amounts) {
                amounts if amounts.is_empty() => words.new_empty_post(purpose),
                amounts => format!("{} ({})", words.gets(purpose, &amounts), self.source(words)),
            },
        }
    }

    fn removed(&self, words: &DifferenceTerms, lang: Lang) -> String {
        match &self.thing {
            Thing::Plan | Thing::Sums => words.gone_text(&self.place),
            Thing::Party { name, in_agreement: true } => words.gone_party(name),
            Thing::Party { name, .. } => format!("{name} {}", words.is_away),
            Thing::Version(version) => words.gone_version(version),
            Thing::Abbreviation(short) => words.gone_abbreviation(short),
            Thing::Chart => words.gone_chart.into(),
            Thing::Node(name) => words.gone_node(name),
            Thing::Handling(party) => words.gone_handling(party),
            Thing::Body { name, party } => words.gone_body(&words.body(name, party)),
            Thing::Section { title, .. } => words.gone_section(title),
            Thing::Delmål { number, title } => format!("{} {}", words.delmål(*number, title), words.is_gone),
            Thing::Tiltak { title, .. } => format!("{title} {}", words.is_gone),
            Thing::Financing => words.gone_money.into(),
            Thing::Post { purpose, amounts, .. } => match amounts_with_years(words, lang, amounts) {
                amounts if amounts.is_empty() => words.gone_empty_post(purpose),
                amounts => format!("{} ({})", words.loses(&amounts, purpose), self.source(words)),
            },
        }
    }

    fn source(&self, words: &DifferenceTerms) -> String {
        match &self.thing {
            Thing::Post { source, payer, .. } => words.source(*source, payer.as_deref()),
            _ => String::new(),
        }
    }

    fn renumbered(&self, words: &DifferenceTerms, was: &str, is: &str) -> String {
        match &self.thing {
            Thing::Delmål { number, title } => words.renumbered_delmål(&words.delmål(*number, title), was),
            Thing::Section { title, .. } => match (was, is) {
                ("", is) => words.numbered_section(title, is),
                (_, "") => words.unnumbered_section(title),
                (was, is) => words.renumbered_section(title, was, is),
            },
            _ => words.renumbered_tiltak(was, is),
        }
    }

    fn value(&self, words: &DifferenceTerms, field: FieldRef, of: &str, old: &str, new: &str) -> String {
        let both = [old, new].map(|value| (!value.is_empty()).then(|| in_sentence(field, value)));
        let name = value_name(words, field, of);
        // What a thing is called.
        if let ([Some(was), Some(is)], "tittel" | "namn" | "overskrift") = (&both, field.field.name) {
            let own = match &self.thing {
                Thing::Delmål { number, .. } => Some(words.renamed_delmål(*number, was, is)),
                Thing::Section { .. } => Some(words.renamed_section(was, is)),
                Thing::Node(_) => Some(words.renamed_node(was, is)),
                Thing::Party { .. } => Some(words.renamed(old, new)),
                Thing::Tiltak { .. } if field.is("Bolk.overskrift") => Some(words.renamed_part(was, is)),
                Thing::Tiltak { .. } => Some(words.renamed(was, is)),
                _ => None,
            };
            if let Some(own) = own {
                return own;
            }
        }
        let sentence_of_field = match (&self.thing, old, new) {
            (Thing::Delmål { number, .. }, was, is) if field.is("Delmål.vekt") => {
                Some(words.weight(*number, bare_percent(was), bare_percent(is)))
            }
            (_, "", is) if field.is("Part.fordeling") => Some(words.new_share(of, bare_percent(is))),
            (_, was, "") if field.is("Part.fordeling") => Some(words.gone_share(of, bare_percent(was))),
            (_, was, is) if field.is("Part.fordeling") => {
                Some(words.other_share(of, bare_percent(was), bare_percent(is)))
            }
            (_, "", is) if field.is("Tiltak.indikatorar") => Some(words.new_indicator(of, is)),
            (_, _, "") if field.is("Tiltak.indikatorar") => Some(words.gone_indicator(of)),
            (_, was, is) if field.is("Indikator.mål") => match (was.rsplit_once(" i "), is.rsplit_once(" i ")) {
                (Some((aim, was)), Some((other, is))) if aim == other => Some(words.moved_aim(of, aim, was, is)),
                _ => None,
            },
            (_, "", is) if field.is("OrganHandsaming.planlagt") => Some(words.planned_meeting(is)),
            (_, _, "") if field.is("OrganHandsaming.planlagt") => Some(words.no_meeting.into()),
            (_, was, is) if field.is("OrganHandsaming.planlagt") => Some(words.moved_meeting(was, is)),
            (_, _, is) if field.is("OrganHandsaming.avlyst") => {
                Some(if is == "ja" { words.called_off } else { words.not_called_off }.into())
            }
            (_, _, is) if field.is("LoggRad.politisk") => {
                Some(if is == "ja" { words.was_political } else { words.was_not_political }.into())
            }
            (_, was, is) if field.is("OrganHandsaming.vedtak") => Some(
                match (was, is) {
                    ("", _) => words.decided,
                    (_, "") => words.undecided,
                    _ => words.redecided,
                }
                .into(),
            ),
            _ => None,
        };
        sentence_of_field.unwrap_or_else(|| match both {
            _ if is_long(field, old, new) => match (old, new) {
                ("", _) => words.new_text(&name),
                (_, "") => words.gone_text(&name),
                _ => words.changed(&name),
            },
            [Some(was), Some(is)] => words.other_value(&name, &was, &is),
            [None, Some(is)] => words.new_value(&name, &is),
            [Some(was), None] => words.gone_value(&name, &was),
            [None, None] => words.changed(&name),
        })
    }

    fn amount(&self, words: &DifferenceTerms, years: &str, amounts: [i64; 2]) -> String {
        match &self.thing {
            Thing::Post { purpose, .. } => {
                format!("{} ({})", words.money_of_purpose(purpose, years, amounts), self.source(words))
            }
            _ => words.money(years, amounts),
        }
    }
}

/// Whether a value is too long to be told in a sentence.
fn is_long(field: FieldRef, old: &str, new: &str) -> bool {
    field.is_one_of(&[
        "OrganHandsaming.vedtak",
        "Tiltak.framdrift",
        "Tiltak.rullering",
        "Hovud.etter_vedtak",
        "Hovud.logo",
        "Part.logo",
    ]) || old.chars().count() + new.chars().count() > LONGEST_VALUE * 2
}

/// "400 000 kr i 2026 og 250 000 kr i 2027".
fn amounts_with_years(words: &DifferenceTerms, lang: Lang, amounts: &[(i16, i64)]) -> String {
    let there: Vec<(i16, i64)> = amounts.iter().copied().filter(|(_, amount)| *amount != 0).collect();
    let said = format_kr_list(&there.iter().map(|(_, amount)| *amount).collect::<Vec<_>>());
    let each = there.iter().zip(said).map(|((year, _), amount)| words.amount_in(&amount, &year.to_string()));
    listing(&each.collect::<Vec<_>>(), Terms::of_lang(lang))
}

/// What the words of a field are called where they are its subject: what is a clause of its own ends in a comma.
fn field_name(words: &DifferenceTerms, field: FieldRef) -> String {
    let own = field.field.words[usize::from(words.lang == Lang::Nb)];
    let is_clause = field.is_one_of(&[
        "Part.fullt",
        "Forkorting.fullt",
        "Kolofon.erstattar",
        "Delmål.delt_frå",
        "Delmål.slege_saman_av",
    ]);
    if is_clause { format!("{own},") } else { own.into() }
}

/// What a value is called, with the words that tell it from others of its field.
fn value_name(words: &DifferenceTerms, field: FieldRef, of: &str) -> String {
    match of {
        _ if field.is("Tiltak.hovudansvarleg") => words.responsibility.into(),
        _ if field.is("LoggRad.endra_av") => words.changed_by.into(),
        "" => field_name(words, field),
        of if field.is("Indikator.mål") => words.aim_of(of),
        of if field.is("Tiltak.indikatorar") => words.figures_of(of),
        of => format!("{} «{of}»", field_name(words, field)),
    }
}

/// What a text is called.
fn text_name(words: &DifferenceTerms, field: FieldRef, of: &str) -> String {
    if field.is("Tiltak.bolkar") { words.text_under(of) } else { value_name(words, field, of) }
}

impl Difference {
    /// What has changed in a list of names.
    fn listed(
        &self,
        words: &DifferenceTerms,
        lang: Lang,
        field: FieldRef,
        [put_in, taken_out]: &[Vec<String>; 2],
    ) -> String {
        let things = match () {
            () if field.is("Tiltak.indikatorar") => words.indicators.to_string(),
            () if field.is("Tiltak.bolkar") => words.parts.into(),
            () if field.is("Hovud.logg") => words.versions.into(),
            () if field.is("Hovud.handsaming") => words.handling_parties.into(),
            () => field_name(words, field),
        };
        let are_parties =
            matches!(field.field.value, Some(ValueKind::List(ValueKind::PartId) | ValueKind::Group("Deltakarar")));
        let names = |items: &[String]| {
            let own = items.iter().map(|item| if are_parties { item.clone() } else { quoted(item) });
            listing(&own.collect::<Vec<_>>(), Terms::of_lang(lang))
        };
        let (new, gone) = (names(put_in), names(taken_out));
        let node = if let Thing::Node(name) = &self.thing { name.as_str() } else { "" };
        let leads = field.is("Tiltak.hovudansvarleg");
        let said_new = match put_in.len() {
            0 => None,
            1 if leads => Some(words.leads_now(&new)),
            _ if leads => Some(words.lead_now(&new)),
            1 if field.is("Tiltak.samarbeidspartar") => Some(words.takes_part_now(&new)),
            _ if field.is("Tiltak.samarbeidspartar") => Some(words.take_part_now(&new)),
            _ if field.is("Hovud.framside") => Some(words.on_the_front(&new)),
            1 if field.is("Hovud.avtalepartar") => Some(words.new_party(&new)),
            _ if field.is("Node.linjer") => Some(words.in_node(&new, node)),
            _ if field.is("Part.medlemmer") => Some(words.new_members(&new)),
            _ => Some(words.listed(&new, &things)),
        };
        let said_gone = match taken_out.len() {
            0 => None,
            _ if leads => Some(words.lead_no_longer(&gone)),
            1 if field.is("Tiltak.samarbeidspartar") => Some(words.takes_part_no_longer(&gone)),
            _ if field.is("Tiltak.samarbeidspartar") => Some(words.take_part_no_longer(&gone)),
            _ if field.is("Hovud.framside") => Some(words.off_the_front(&gone)),
            1 if field.is("Hovud.avtalepartar") => Some(words.gone_party(&gone)),
            _ if field.is("Node.linjer") => Some(words.not_in_node(&gone, node)),
            _ if field.is("Part.medlemmer") => Some(words.gone_members(&gone)),
            _ => Some(words.unlisted(&gone, &things)),
        };
        let can_follow = leads || field.is_one_of(&["Tiltak.samarbeidspartar", "Part.medlemmer"]) && are_parties;
        match (said_new, said_gone) {
            (Some(said), Some(_)) if can_follow && put_in.len() == 1 && taken_out.len() == 1 => {
                words.instead_of(&said, &gone)
            }
            (None, None) => words.order_of(&things),
            (new, gone) => new.into_iter().chain(gone).collect::<Vec<_>>().join(&format!(", {} ", words.and)),
        }
    }
}
