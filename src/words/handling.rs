//! The words of the political process: what bodies do with the plan, what they decided, what was changed afterwards.

use super::deciding::counted;
use super::either;
use super::notation::capitalised;
use crate::document::Lang;
use crate::plan::{OrganRolle, Utfall};

terms! {
    /// The words of one written language.
    pub struct Handling {
        /// The heading over what a party's bodies decided earlier.
        earlier_decisions: { nn: "Tidlegare handsaming", nb: "Tidligere behandling" },
        /// The heading over the background of a case.
        background: "Bakgrunn",
        /// The heading over the assessment of a case.
        assessment: "Vurdering",
        /// That something is so.
        yes: "ja",
        /// That something is not so.
        no: "nei",
        /// No money, in a sentence.
        nothing: { nn: "ikkje noko", nb: "ikke noe" },
        /// That a body did not handle the plan before it was decided.
        passed_over: {
            nn: "handsama ikkje planen før det vart gjort vedtak",
            nb: "behandlet ikke planen før det ble gjort vedtak"
        },
        /// That a body did not handle the plan, in a table of meetings.
        not_handled: { nn: "handsama ikkje planen", nb: "behandlet ikke planen" },
        /// That a party has not approved the plan.
        not_approved: { nn: "Ikkje godkjend", nb: "Ikke godkjent" },
        /// The heading over what was changed after the decisions.
        changed_after: { nn: "Endra etter vedtaka", nb: "Endret etter vedtakene" },
        /// After a delmål as the purpose of money, where its tiltak have their own.
        not_of_a_tiltak: { nn: "ikkje fordelt på tiltak", nb: "ikke fordelt på tiltak" },
        /// The heading of the account over what the money is for and who pays.
        account_of_purposes: {
            nn: "Kva pengane er til, og kven som betaler",
            nb: "Hva pengene er til, og hvem som betaler"
        },
        /// After a party, before the tiltak that it now leads.
        now_leads: { nn: "har no hovudansvaret for tiltak", nb: "har nå hovedansvaret for tiltak" },
        /// After a party, before the tiltak that it no longer leads.
        no_longer_leads: {
            nn: "har ikkje lenger hovudansvaret for tiltak",
            nb: "har ikke lenger hovedansvaret for tiltak"
        },
        /// After a party, before the tiltak that it now takes part in.
        now_takes_part: { nn: "er no samarbeidspart i tiltak", nb: "er nå samarbeidspart i tiltak" },
        /// After a party, before the tiltak that it no longer takes part in.
        no_longer_takes_part: {
            nn: "er ikkje lenger samarbeidspart i tiltak",
            nb: "er ikke lenger samarbeidspart i tiltak"
        },
        /// That the sums of the years are the same, though what they are for is not.
        sums_are_the_same: {
            nn: "Summane for kvart år er dei same, men ikkje kva dei er til",
            nb: "Summene for hvert år er de samme, men ikke hva de er til"
        },
        /// That a party pays nothing, where the plan says of every amount who pays it.
        pays_nothing: {
            nn: "Betaler ikkje noko av det som står i planen",
            nb: "Betaler ikke noe av det som står i planen"
        },
        /// On the title page, that every party has adopted the plan.
        all_adopted: { nn: "Alle partane har vedteke planen", nb: "Alle partene har vedtatt planen" },
        /// The heading of the account over the parties.
        account_of_parties: { nn: "Partane i avtala", nb: "Partene i avtalen" },
        /// The heading of the account over the delmål.
        account_of_delmål: { nn: "Delmåla", nb: "Delmålene" },
        /// The heading of the account over the money.
        account_of_money: { nn: "Finansieringa", nb: "Finansieringen" },
        /// The heading of the account over the new numbers.
        account_of_numbers: { nn: "Nye nummer", nb: "Nye numre" },
        /// The heading of the account over what decisions changed.
        account_of_decisions: { nn: "Endringar i vedtaka", nb: "Endringer i vedtakene" },
        /// What the account says where no party is another.
        same_parties: { nn: "Partane er dei same som i planen før.", nb: "Partene er de samme som i planen før." },
        /// What the account says where no delmål is another.
        same_delmål: {
            nn: "Delmåla og vektene er dei same som i planen før.",
            nb: "Delmålene og vektene er de samme som i planen før."
        },
        /// What the account says where no amount is another.
        same_money: { nn: "Beløpa er dei same som i planen før.", nb: "Beløpene er de samme som i planen før." },
        /// That the data in the package has no comments.
        without_comments: { nn: "Dataa er utan kommentarane i filene.", nb: "Dataene er uten kommentarene i filene." },
    }

    /// That a body has decided on a day.
    fn has_decided(body: &str, day: &str) = "{body} gjorde vedtak {day}";
    /// The version that a decision was about.
    fn about_version(version: &str) = "versjon {version}";
    /// The version that took a change in.
    fn taken_in(version: &str) = {
        nn: "Endringa er teken inn i versjon {version}",
        nb: "Endringen er tatt inn i versjon {version}"
    };
    /// That a body adopted the plan with changes on a day, and the version that took them in.
    fn decided_with_changes(body: &str, day: &str, version: &str) = {
        nn: "{body} vedtok planen med endringar {day}. Endringane er tekne inn i versjon {version}",
        nb: "{body} vedtok planen med endringer {day}. Endringene er tatt inn i versjon {version}"
    };
    /// Before what differs between two versions.
    fn changed_between(from: &str, to: &str) = {
        nn: "Frå versjon {from} til versjon {to} er dette endra:",
        nb: "Fra versjon {from} til versjon {to} er dette endret:"
    };
    /// A date that is that of another handling, in a table.
    fn again_day(day: &str) = { nn: "{day} (ny handsaming)", nb: "{day} (ny behandling)" };
    /// Who agreed to a change after the decisions, when, and from which version on the plan has it.
    fn consent(who: &str, day: &str, version: &str) = {
        nn: "Samtykke: {who}, {day}. Endringa står i versjon {version}.",
        nb: "Samtykke: {who}, {day}. Endringen står i versjon {version}."
    };
    /// How many days before a meeting the case paper must be in, for a calendar and lists.
    fn deadline(party: &str, body: &str) = "Frist for saksframlegget til {body} i {party}";
    /// What a deadline is of.
    fn deadline_for(meeting: &str) = "Møtet er {meeting}.";
    /// That a party is new in the agreement.
    fn joined(party: &str) = { nn: "{party} er ny part i avtala", nb: "{party} er ny part i avtalen" };
    /// That a party is no longer in the agreement.
    fn left(party: &str) = {
        nn: "{party} er ikkje lenger part i avtala",
        nb: "{party} er ikke lenger part i avtalen"
    };
    /// That the plan does not say what a party pays.
    fn pays_unknown(party: &str) = {
        nn: "Planen seier ikkje kva {party} skal betale",
        nb: "Planen sier ikke hva {party} skal betale"
    };
    /// That a party pays nothing in a year, but something in all.
    fn pays_later(year: i16, all: &str) = {
        nn: "Betaler ikkje noko i {year}, men {all} i heile perioden",
        nb: "Betaler ikke noe i {year}, men {all} i hele perioden"
    };
    /// That a party has paid its all: the sum and the years.
    fn has_paid(sum: &str, years: &str) = {
        nn: "Har betalt {sum} i {years}, og skal ikkje betale meir",
        nb: "Har betalt {sum} i {years}, og skal ikke betale mer"
    };
    /// How many tiltak of the plan before go on in others: merged or divided.
    fn gone_into_others(count: usize) = "{count} går inn i andre tiltak";
    /// The year of the plan before, after things that are of that plan.
    fn in_plan_of(year: i16) = "(i planen for {year})";
    /// That what a party pays in the whole period is another.
    fn pays_in_all(party: &str, was: &str, is: &str) = {
        nn: "{party} betaler {is} i heile perioden, mot {was} i planen før",
        nb: "{party} betaler {is} i hele perioden, mot {was} i planen før"
    };
    /// That who pays for something, or from which source or when, is another.
    fn paid_otherwise(purpose: &str) = {
        nn: "{purpose} får like mykje som før, men frå andre eller i andre år",
        nb: "{purpose} får like mye som før, men fra andre eller i andre år"
    };
    /// What a body that does not decide is told to be asked of the proposal: the body that it is for.
    fn proposal_in(title: &str, body: &str) = "{title} i {body}";
    /// The purpose of money that went to a tiltak that has ended since.
    fn ended_purpose(title: &str) = { nn: "Avslutta tiltak: {title}", nb: "Avsluttet tiltak: {title}" };
    /// That a delmål is new.
    fn new_delmål(name: &str) = "{name} er nytt.";
    /// That a delmål is gone.
    fn gone_delmål(name: &str) = {
        nn: "{name} er teke ut.",
        nb: "{name} er tatt ut."
    };
    /// That a delmål has another title or number: what it was called.
    fn renamed_delmål(name: &str, was: &str) = { nn: "{name} heitte før {was}.", nb: "{name} het før {was}." };
    /// That a delmål was a part of another of the plan before.
    fn divided_delmål(name: &str, from: &str) = {
        nn: "{name} er delt frå {from} i planen før.",
        nb: "{name} er delt fra {from} i planen før."
    };
    /// That a delmål was merged of others of the plan before.
    fn merged_delmål(name: &str, of: &str) = {
        nn: "{name} er slege saman av {of} i planen før.",
        nb: "{name} er slått sammen av {of} i planen før."
    };
    /// That a tiltak was a part of another of the plan before.
    fn divided_from(title: &str) = {
        nn: "Tiltaket er delt frå «{title}» i planen før.",
        nb: "Tiltaket er delt fra «{title}» i planen før."
    };
    /// That a tiltak was merged of others of the plan before.
    fn merged_of(titles: &str) = {
        nn: "Tiltaket er slege saman av {titles} i planen før.",
        nb: "Tiltaket er slått sammen av {titles} i planen før."
    };
    /// That a tiltak has another number: its number and its title now, and the number that it had.
    fn renumbered(now: &str, title: &str, was: &str) = "{now} ({title}) var {was} i planen før";
    /// That the meeting of the only body of a kind has no day.
    fn day_not_set(body: &str) = {
        nn: "datoen for {body} er ikkje fastsett",
        nb: "datoen for {body} er ikke fastsatt"
    };
    /// That no meeting of the bodies of a kind has a day.
    fn days_not_set(bodies: &str) = {
        nn: "datoane for {bodies} er ikkje fastsette",
        nb: "datoene for {bodies} er ikke fastsatt"
    };
}

impl Handling {
    /// The words of a language; nynorsk for any other than the two.
    pub fn of(lang: Lang) -> &'static Self {
        either(lang, &Self::NYNORSK, &Self::BOKMÅL)
    }

    /// What a body does with the plan.
    pub fn does(&self, role: OrganRolle) -> &'static str {
        match role {
            OrganRolle::Uttale => either(self.lang, "gjev uttale", "gir uttalelse"),
            OrganRolle::Innstilling => either(self.lang, "gjev innstilling", "gir innstilling"),
            OrganRolle::Vedtak => either(self.lang, "gjer vedtak", "gjør vedtak"),
        }
    }

    /// What a body that does not decide gives.
    pub fn gives(&self, role: OrganRolle) -> &'static str {
        match role {
            OrganRolle::Uttale => either(self.lang, "Uttale", "Uttalelse"),
            OrganRolle::Innstilling => "Innstilling",
            OrganRolle::Vedtak => "Vedtak",
        }
    }

    /// What is asked of a body, and what another body decides or has decided.
    pub fn asked(&self, role: OrganRolle, deciding: Option<&str>) -> String {
        let gives = self.gives(role);
        match deciding.filter(|_| role != OrganRolle::Vedtak) {
            Some(deciding) => format!("{gives}; {deciding}"),
            None => gives.into(),
        }
    }

    /// That a body decides, with the day if it is set.
    pub fn will_decide(&self, body: &str, day: &str) -> String {
        format!("{body} {} {day}", self.does(OrganRolle::Vedtak)).trim_end().into()
    }

    /// An outcome, in small letters, where it has to be told: that the plan was adopted goes without saying.
    pub fn outcome(&self, outcome: Utfall) -> Option<&'static str> {
        self.outcome_of(outcome, OrganRolle::Vedtak)
    }

    /// An outcome where it has to be told, as the role of the body has it.
    pub fn outcome_of(&self, outcome: Utfall, role: OrganRolle) -> Option<&'static str> {
        (outcome != Utfall::Vedteke).then(|| self.outcome_in_full(outcome, role))
    }

    /// An outcome, always: one that recommends or says what it thinks adopts nothing.
    pub fn outcome_in_full(&self, outcome: Utfall, role: OrganRolle) -> &'static str {
        match (outcome, role) {
            (Utfall::Vedteke, OrganRolle::Vedtak) => either(self.lang, "vedteke", "vedtatt"),
            (Utfall::Vedteke, OrganRolle::Innstilling) => "tilrådd",
            (Utfall::Vedteke, OrganRolle::Uttale) => either(self.lang, "uttale gjeven", "uttalelse gitt"),
            (Utfall::Endra, OrganRolle::Vedtak) => either(self.lang, "vedteke med endringar", "vedtatt med endringer"),
            (Utfall::Endra, OrganRolle::Innstilling) => {
                either(self.lang, "tilrådd med endringar", "tilrådd med endringer")
            }
            (Utfall::Endra, OrganRolle::Uttale) => {
                either(self.lang, "uttale gjeven, med ønske om endringar", "uttalelse gitt, med ønske om endringer")
            }
            (Utfall::Avvist, OrganRolle::Vedtak) => "avvist",
            (Utfall::Avvist, _) => either(self.lang, "rådd ifrå", "frarådet"),
            (Utfall::Utsett, _) => either(self.lang, "utsett", "utsatt"),
            (Utfall::SendtTilbake, _) => "sendt tilbake",
            (Utfall::TekeTilVitande, _) => either(self.lang, "teke til vitande", "tatt til orientering"),
        }
    }

    /// That a meeting was called off, with its day if that is known, and that no other is set.
    pub fn called_off(&self, day: Option<&str>) -> String {
        let meeting = day.map_or(String::new(), |day| format!(" {day}"));
        let not_set = either(self.lang, "ikkje fastsett", "ikke fastsatt");
        format!("møtet{meeting} er avlyst, og nytt møte er {not_set}")
    }

    /// The day of a meeting that was called off, in a table.
    pub fn called_off_day(&self, day: Option<&str>) -> String {
        day.map_or_else(|| "avlyst".into(), |day| format!("{day} (avlyst)"))
    }

    /// That a body handles the plan again, on a day if that is set.
    pub fn again(&self, day: Option<&str>) -> String {
        let again = either(self.lang, "ny handsaming", "ny behandling");
        match day {
            Some(day) => format!("{again} {day}"),
            None => format!("{again}, {} når", either(self.lang, "ikkje fastsett", "ikke fastsatt")),
        }
    }

    /// How many bodies of a kind are done with the plan, of how many.
    pub fn handled_count(&self, count: usize, of: usize) -> String {
        match count {
            1 if of == 1 => "ferdig".into(),
            _ if count == of => "alle er ferdige".into(),
            1 => format!("1 av {of} er ferdig"),
            _ => format!("{count} av {of} er ferdige"),
        }
    }

    /// What a party pays in a year and in all, what it was before and what it is, as far as that is another; empty words are
    /// nothing.
    pub fn pays_instead(&self, party: &str, year: i16, [in_year, in_all]: [[&str; 2]; 2]) -> String {
        let whole = either(self.lang, "i heile perioden", "i hele perioden");
        let clause = |when: &str, [was, is]: [&str; 2]| {
            let [was, is] = [was, is].map(|sum| if sum.is_empty() { self.nothing } else { sum });
            (was != is).then(|| format!("{is} {when} (før {was})"))
        };
        let clauses = [clause(&format!("i {year}"), in_year), clause(whole, in_all)];
        let said = clauses.into_iter().flatten().collect::<Vec<_>>().join(" og ");
        format!("{party} betaler {said}")
    }

    /// How many other things have changed than those that are told.
    pub fn also_changed(&self, count: usize) -> String {
        let number = capitalised(&counted(count, either(self.lang, "éi", "én")));
        match count {
            1 => either(
                self.lang,
                format!("{number} anna endring er gjord."),
                format!("{number} annen endring er gjort."),
            ),
            _ => either(
                self.lang,
                format!("{number} andre endringar er gjorde."),
                format!("{number} andre endringer er gjort."),
            ),
        }
    }

    /// What a party pays through a group whose shares are not known: its name, and what the group pays, each sum with its years.
    /// `besides` is whether what the party pays itself is said before.
    pub fn pays_through(&self, group: &str, sums: &str, besides: bool) -> String {
        let begins = match besides {
            true => either(self.lang, "I tillegg kjem delen", "I tillegg kommer andelen"),
            false => either(self.lang, "Betaler sin del", "Betaler sin andel"),
        };
        either(
            self.lang,
            format!("{begins} av det {group} betaler saman: {sums} (fordelinga står ikkje i planen)"),
            format!("{begins} av det {group} betaler sammen: {sums} (fordelingen står ikke i planen)"),
        )
    }

    /// A party's known share of what a group pays: per cent, the group, and its share of each sum with its years. `besides` is
    /// whether what the party pays itself is said before.
    pub fn pays_share(&self, percent: &str, group: &str, sums: &str, besides: bool) -> String {
        let begins = match besides {
            true => either(self.lang, "I tillegg kjem", "I tillegg kommer"),
            false => "Betaler",
        };
        let together = either(self.lang, "saman", "sammen");
        format!("{begins} {percent} av det {group} betaler {together}: {sums}")
    }

    /// That a party's share of what a group pays is another: the group, what it was, what it is; an empty word is unknown.
    pub fn other_share(&self, group: &str, was: &str, is: &str) -> String {
        let not_set = either(self.lang, "ikkje fastsett", "ikke fastsatt");
        let [was, is] = [was, is].map(|share| if share.is_empty() { not_set } else { share });
        either(
            self.lang,
            format!("Delen av det {group} betaler saman, går frå {was} til {is}"),
            format!("Andelen av det {group} betaler sammen, går fra {was} til {is}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_party_pays_is_told_as_far_as_it_is_another() {
        let said = |in_year, in_all| Handling::of(Lang::Nn).pays_instead("X", 2027, [in_year, in_all]);
        assert_eq!(said(["", ""], ["250 kr", "150 kr"]), "X betaler 150 kr i heile perioden (før 250 kr)");
        assert_eq!(
            said(["100 kr", ""], ["250 kr", "150 kr"]),
            "X betaler ikkje noko i 2027 (før 100 kr) og 150 kr i heile perioden (før 250 kr)"
        );
    }
}
