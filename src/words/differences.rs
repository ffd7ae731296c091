//! The words in which it is told what has changed from one plan to another: whole sentences, without their full stop.

use super::either;
use super::notation::{capitalised, definite_ending, format_kr_list};
use crate::document::Lang;
use crate::plan::{Innhald, Kjelde, Rolle};

terms! {
    /// The words of one written language.
    pub struct DifferenceTerms {
        /// Where something stands in a list: before what it stands after.
        after: "plassen etter",
        /// Where something stands in a list: before all others.
        first: "første plass",
        /// Before what was put in.
        put_in_sign: "[inn: ",
        /// Before what was taken out.
        taken_out_sign: "[ut: ",
        /// After what was put in or taken out.
        sign_end: "]",
        /// The plan as a place, for what is none of its own things.
        plan: "Planen",
        /// The chart as a place.
        kart: "Organisasjonskartet",
        /// The financing as a place.
        finansiering: { nn: "Finansieringa", nb: "Finansieringen" },
        /// The sums of the financing as a place.
        sums: { nn: "Finansieringa i alt", nb: "Finansieringen i alt" },
        /// Before the box that a box stands under.
        under: "under",
        /// A box that stands under none.
        at_the_top: { nn: "øvst", nb: "øverst" },
        /// A box in the line of responsibility.
        line: { nn: "i ansvarslinja", nb: "i ansvarslinjen" },
        /// A box that advises.
        advisory: { nn: "rådgjevande", nb: "rådgivende" },
        /// Between two things.
        and: "og",
        /// Who leads a tiltak, whatever words say it.
        responsibility: { nn: "hovudansvaret", nb: "hovedansvaret" },
        /// Who made a version.
        changed_by: {
            nn: "namnet på den som endra versjonen",
            nb: "navnet på den som endret versjonen"
        },
        /// Several proposals for decisions.
        proposals: { nn: "framlegga til vedtak", nb: "forslagene til vedtak" },
        /// Several indicators.
        indicators: { nn: "indikatorane", nb: "indikatorene" },
        /// The parts of the text of a tiltak.
        parts: { nn: "delane av teksten", nb: "delene av teksten" },
        /// The rows of the log.
        versions: { nn: "versjonane i loggen", nb: "versjonene i loggen" },
        /// The parties in the handling.
        handling_parties: {
            nn: "partane i den politiske handsaminga",
            nb: "partene i den politiske behandlingen"
        },
        /// Both values of a flag of the log.
        was_political: {
            nn: "Versjonen gjekk til politisk handsaming",
            nb: "Versjonen gikk til politisk behandling"
        },
        /// That a version did not go to the bodies.
        was_not_political: {
            nn: "Versjonen gjekk ikkje til politisk handsaming",
            nb: "Versjonen gikk ikke til politisk behandling"
        },
        /// That a meeting is called off.
        called_off: { nn: "Møtet er avlyst", nb: "Møtet er avlyst" },
        /// That a meeting is no longer called off.
        not_called_off: { nn: "Møtet er ikkje lenger avlyst", nb: "Møtet er ikke lenger avlyst" },
        /// That a meeting has no day any more.
        no_meeting: { nn: "Datoen for møtet er teken ut", nb: "Datoen for møtet er tatt ut" },
        /// That the decision is entered.
        decided: { nn: "Vedtaket er ført inn", nb: "Vedtaket er ført inn" },
        /// That the decision is no longer there.
        undecided: { nn: "Vedtaket er teke ut", nb: "Vedtaket er tatt ut" },
        /// That the decision is told otherwise.
        redecided: { nn: "Vedtaket er endra", nb: "Vedtaket er endret" },
        /// That the chart is new.
        new_chart: "Organisasjonskartet er nytt",
        /// That the chart is gone.
        gone_chart: { nn: "Organisasjonskartet er teke ut", nb: "Organisasjonskartet er tatt ut" },
        /// That the financing is new.
        new_money: { nn: "Finansieringa er ny", nb: "Finansieringen er ny" },
        /// That the financing is gone.
        gone_money: { nn: "Finansieringa er teken ut", nb: "Finansieringen er tatt ut" },
        /// The predicate of one tiltak that is new.
        is_new: "er nytt",
        /// The predicate of several.
        are_new: "er nye tiltak",
        /// The predicate of one tiltak that is gone.
        is_gone: { nn: "er teke ut", nb: "er tatt ut" },
        /// The predicate of several.
        are_gone: { nn: "er tekne ut", nb: "er tatt ut" },
        /// The predicate of a tiltak that has ended.
        has_ended: { nn: "er avslutta", nb: "er avsluttet" },
        /// The predicate of several.
        have_ended: { nn: "er avslutta", nb: "er avsluttet" },
        /// The predicate of parties that are named now.
        is_here: { nn: "er no med i planen", nb: "er nå med i planen" },
        /// The predicate of parties that are no longer named.
        is_away: { nn: "er ikkje lenger med i planen", nb: "er ikke lenger med i planen" },
        /// Before the last value in the second line of a text's change.
        now: { nn: "No", nb: "Nå" },
        /// Before the first.
        before: "Før",
        /// Before the versions and what goes with them, in the sentence on the rest.
        aside_versions: "versjonen",
        /// The meetings and decisions, there.
        aside_handling: { nn: "den politiske handsaminga", nb: "den politiske behandlingen" },
        /// What the case papers say, there.
        aside_case: { nn: "opplysningane til saksframlegga", nb: "opplysningene til saksframleggene" },
        /// The register, there.
        aside_register: { nn: "registeret over partar og forkortingar", nb: "registeret over parter og forkortelser" },
        /// The title page, there.
        aside_front: { nn: "framsida", nb: "forsiden" },
        /// The numbers, there.
        aside_numbers: { nn: "nummereringa", nb: "nummereringen" },
        /// How far the tiltak have come, there.
        aside_progress: { nn: "framdrifta i tiltaka", nb: "framdriften i tiltakene" },
        /// What was said in the update, there.
        aside_marks: {
            nn: "kva for tiltak som er nye, endra og vidareførte",
            nb: "hvilke tiltak som er nye, endret og videreført"
        },
        /// Where links lead, there.
        aside_links: { nn: "lenkjene", nb: "lenkene" },
        /// Tiltak that had ended in the plan before, there.
        aside_ended: {
            nn: "opplysningane om avslutta tiltak",
            nb: "opplysningene om avsluttede tiltak"
        },
        /// How things stand, there.
        aside_order: { nn: "rekkjefølgja", nb: "rekkefølgen" },
        /// All else, there.
        aside_other: { nn: "andre opplysningar", nb: "andre opplysninger" },
    }

    /// A version as a place.
    fn version(number: &str) = "Versjon {number} i loggen";
    /// An abbreviation as a place.
    fn abbreviation(short: &str) = { nn: "Forkortinga «{short}»", nb: "Forkortelsen «{short}»" };
    /// A box of the chart as a place.
    fn node(name: &str) = "Boksen «{name}» i organisasjonskartet";
    /// What a party does with the plan, as a place.
    fn handling_of(party: &str) = {
        nn: "Den politiske handsaminga i {party}",
        nb: "Den politiske behandlingen i {party}"
    };
    /// The money for a purpose, as a place.
    fn money_for(purpose: &str, source: &str) = {
        nn: "Finansieringa av {purpose} ({source})",
        nb: "Finansieringen av {purpose} ({source})"
    };
    /// A delmål in a sentence.
    fn delmål(number: u16, title: &str) = "delmål {number} («{title}»)";
    /// A party that is new in the agreement.
    fn new_party(name: &str) = "{name} er ny part";
    /// A party that has left the agreement.
    fn gone_party(name: &str) = { nn: "{name} er ikkje lenger part", nb: "{name} er ikke lenger part" };
    /// A version that is new in the log.
    fn new_version(number: &str) = "Versjon {number} er ny i loggen";
    /// A version that is no longer in the log.
    fn gone_version(number: &str) = {
        nn: "Versjon {number} står ikkje lenger i loggen",
        nb: "Versjon {number} står ikke lenger i loggen"
    };
    /// An abbreviation that is new.
    fn new_abbreviation(short: &str) = { nn: "Ny forkorting: {short}", nb: "Ny forkortelse: {short}" };
    /// An abbreviation that is gone.
    fn gone_abbreviation(short: &str) = {
        nn: "Forkortinga {short} er ikkje lenger med",
        nb: "Forkortelsen {short} er ikke lenger med"
    };
    /// A box that is new.
    fn new_node(name: &str) = "Boksen «{name}» er ny i organisasjonskartet";
    /// A box that is gone.
    fn gone_node(name: &str) = {
        nn: "Boksen «{name}» er teken ut av organisasjonskartet",
        nb: "Boksen «{name}» er tatt ut av organisasjonskartet"
    };
    /// A party whose bodies are to handle the plan now.
    fn new_handling(party: &str) = {
        nn: "{party} er no med i den politiske handsaminga",
        nb: "{party} er nå med i den politiske behandlingen"
    };
    /// A party whose bodies are no longer to handle it.
    fn gone_handling(party: &str) = {
        nn: "{party} er ikkje lenger med i den politiske handsaminga",
        nb: "{party} er ikke lenger med i den politiske behandlingen"
    };
    /// A body that is to handle the plan now.
    fn new_body(body: &str) = { nn: "{body} skal òg handsame planen", nb: "{body} skal også behandle planen" };
    /// A body that is no longer to handle it.
    fn gone_body(body: &str) = {
        nn: "{body} skal ikkje lenger handsame planen",
        nb: "{body} skal ikke lenger behandle planen"
    };
    /// A section that is new.
    fn new_section(title: &str) = "Punktet «{title}» er nytt";
    /// A section that is gone.
    fn gone_section(title: &str) = { nn: "Punktet «{title}» er teke ut", nb: "Punktet «{title}» er tatt ut" };
    /// A section that stands elsewhere.
    fn moved_section(title: &str, from: &str, to: &str) = {
        nn: "Punktet «{title}» er flytta frå {from} til {to}",
        nb: "Punktet «{title}» er flyttet fra {from} til {to}"
    };
    /// A tiltak that stands under another delmål.
    fn moved_tiltak(from: &str, to: &str) = {
        nn: "Tiltaket er flytta frå {from} til {to}",
        nb: "Tiltaket er flyttet fra {from} til {to}"
    };
    /// A tiltak that has another number.
    fn renumbered_tiltak(was: &str, is: &str) = {
        nn: "Tiltaket har fått nummer {is}, før {was}",
        nb: "Tiltaket har fått nummer {is}, før {was}"
    };
    /// A delmål that has another number.
    fn renumbered_delmål(delmål: &str, was: &str) = "{delmål} var før delmål {was}";
    /// A section that has another number.
    fn renumbered_section(title: &str, was: &str, is: &str) = "Punktet «{title}» har fått nummer {is}, før {was}";
    /// A section that has a number now.
    fn numbered_section(title: &str, is: &str) = "Punktet «{title}» har fått nummer {is}";
    /// A section that has none any more.
    fn unnumbered_section(title: &str) = {
        nn: "Punktet «{title}» har ikkje lenger noko nummer",
        nb: "Punktet «{title}» har ikke lenger noe nummer"
    };
    /// Something that is called something else.
    fn renamed(was: &str, is: &str) = { nn: "{was} heiter no {is}", nb: "{was} heter nå {is}" };
    /// A delmål that is called something else.
    fn renamed_delmål(number: u16, was: &str, is: &str) = {
        nn: "Delmål {number} heiter no {is}, før {was}",
        nb: "Delmål {number} heter nå {is}, før {was}"
    };
    /// A section that is called something else.
    fn renamed_section(was: &str, is: &str) = {
        nn: "Punktet {was} heiter no {is}",
        nb: "Punktet {was} heter nå {is}"
    };
    /// A box that is called something else.
    fn renamed_node(was: &str, is: &str) = {
        nn: "Boksen {was} i organisasjonskartet heiter no {is}",
        nb: "Boksen {was} i organisasjonskartet heter nå {is}"
    };
    /// A heading in a text that is another.
    fn renamed_part(was: &str, is: &str) = {
        nn: "Overskrifta {was} er no {is}",
        nb: "Overskriften {was} er nå {is}"
    };
    /// A value that is another.
    fn other_value(field: &str, was: &str, is: &str) = {
        nn: "{field} er endra frå {was} til {is}",
        nb: "{field} er endret fra {was} til {is}"
    };
    /// A value that there was none of.
    fn new_value(field: &str, is: &str) = { nn: "{field} er no {is}", nb: "{field} er nå {is}" };
    /// A value that there is none of any more.
    fn gone_value(field: &str, was: &str) = {
        nn: "{field} ({was}) er ikkje lenger med",
        nb: "{field} ({was}) er ikke lenger med"
    };
    /// A text or a long value that is another.
    fn changed(field: &str) = { nn: "{field} er endra", nb: "{field} er endret" };
    /// A text of which only signs are others.
    fn signs_changed(field: &str) = {
        nn: "{field} har berre fått andre teikn eller anna utheving",
        nb: "{field} har bare fått andre tegn eller annen utheving"
    };
    /// Things that have another order.
    fn order_of(things: &str) = {
        nn: "Rekkjefølgja på {things} er endra",
        nb: "Rekkefølgen på {things} er endret"
    };
    /// Things that are in a list now.
    fn listed(things: &str, list: &str) = { nn: "{things} er no med blant {list}", nb: "{things} er nå med blant {list}" };
    /// Things that are no longer in a list.
    fn unlisted(things: &str, list: &str) = {
        nn: "{things} er ikkje lenger med blant {list}",
        nb: "{things} er ikke lenger med blant {list}"
    };
    /// Names that stand in a box now.
    fn in_node(things: &str, node: &str) = {
        nn: "{things} står no i boksen «{node}» i organisasjonskartet",
        nb: "{things} står nå i boksen «{node}» i organisasjonskartet"
    };
    /// Names that no longer stand in it.
    fn not_in_node(things: &str, node: &str) = {
        nn: "{things} står ikkje lenger i boksen «{node}» i organisasjonskartet",
        nb: "{things} står ikke lenger i boksen «{node}» i organisasjonskartet"
    };
    /// Parties that a party stands for now.
    fn new_members(things: &str) = { nn: "{things} er no med i gruppa", nb: "{things} er nå med i gruppen" };
    /// Parties that it no longer stands for.
    fn gone_members(things: &str) = {
        nn: "{things} er ikkje lenger med i gruppa",
        nb: "{things} er ikke lenger med i gruppen"
    };
    /// Before what something else is there instead of.
    fn instead_of(said: &str, gone: &str) = { nn: "{said} i staden for {gone}", nb: "{said} i stedet for {gone}" };
    /// Parties that stand on the title page now.
    fn on_the_front(things: &str) = { nn: "{things} står no på framsida", nb: "{things} står nå på forsiden" };
    /// Parties that no longer stand there.
    fn off_the_front(things: &str) = {
        nn: "{things} står ikkje lenger på framsida",
        nb: "{things} står ikke lenger på forsiden"
    };
    /// A party that leads a tiltak now.
    fn leads_now(name: &str) = { nn: "{name} er ny hovudansvarleg", nb: "{name} er ny hovedansvarlig" };
    /// Parties that lead a tiltak now.
    fn lead_now(names: &str) = { nn: "{names} er nye hovudansvarlege", nb: "{names} er nye hovedansvarlige" };
    /// Parties that no longer lead it.
    fn lead_no_longer(names: &str) = {
        nn: "{names} har ikkje lenger hovudansvaret",
        nb: "{names} har ikke lenger hovedansvaret"
    };
    /// A party that takes part in a tiltak now.
    fn takes_part_now(name: &str) = "{name} er ny samarbeidspart";
    /// Parties that take part in it now.
    fn take_part_now(names: &str) = { nn: "{names} er nye samarbeidspartar", nb: "{names} er nye samarbeidsparter" };
    /// A party that no longer takes part in it.
    fn takes_part_no_longer(name: &str) = {
        nn: "{name} er ikkje lenger samarbeidspart",
        nb: "{name} er ikke lenger samarbeidspart"
    };
    /// Parties that no longer take part in it.
    fn take_part_no_longer(names: &str) = {
        nn: "{names} er ikkje lenger samarbeidspartar",
        nb: "{names} er ikke lenger samarbeidsparter"
    };
    /// A delmål's weight that is another.
    fn other_weight(delmål: u16, was: &str, is: &str) = {
        nn: "Delmål {delmål} går frå {was} til {is} prosent av innsatsen",
        nb: "Delmål {delmål} går fra {was} til {is} prosent av innsatsen"
    };
    /// A delmål's weight where it had none.
    fn new_weight(delmål: u16, is: &str) = {
        nn: "Delmål {delmål} får {is} prosent av innsatsen",
        nb: "Delmål {delmål} får {is} prosent av innsatsen"
    };
    /// That a delmål has no weight any more.
    fn gone_weight(delmål: u16, was: &str) = {
        nn: "Delmål {delmål} har ikkje lenger noka vekt (før {was} prosent av innsatsen)",
        nb: "Delmål {delmål} har ikke lenger noen vekt (før {was} prosent av innsatsen)"
    };
    /// A member's share of what a group pays that is another.
    fn other_share(name: &str, was: &str, is: &str) = {
        nn: "Delen til {name} går frå {was} til {is} prosent",
        nb: "Andelen til {name} går fra {was} til {is} prosent"
    };
    /// A member's share that was not known.
    fn new_share(name: &str, is: &str) = {
        nn: "Delen til {name} er sett til {is} prosent",
        nb: "Andelen til {name} er satt til {is} prosent"
    };
    /// A member's share that is not known any more.
    fn gone_share(name: &str, was: &str) = {
        nn: "Delen til {name} ({was} prosent) er ikkje lenger fastsett",
        nb: "Andelen til {name} ({was} prosent) er ikke lenger fastsatt"
    };
    /// The aim of an indicator.
    fn aim_of(name: &str) = "målet for «{name}»";
    /// An aim that is to be reached in another year.
    fn moved_aim(name: &str, aim: &str, was: &str, is: &str) = {
        nn: "Målet for «{name}» ({aim}) er flytta frå {was} til {is}",
        nb: "Målet for «{name}» ({aim}) er flyttet fra {was} til {is}"
    };
    /// The figures of an indicator.
    fn figures_of(name: &str) = { nn: "tala for «{name}»", nb: "tallene for «{name}»" };
    /// An indicator that is new, with its figures.
    fn new_indicator(name: &str, is: &str) = "«{name}» er ny indikator ({is})";
    /// An indicator that is gone.
    fn gone_indicator(name: &str) = {
        nn: "«{name}» er ikkje lenger indikator",
        nb: "«{name}» er ikke lenger indikator"
    };
    /// A meeting on another day.
    fn moved_meeting(was: &str, is: &str) = {
        nn: "Møtet er flytta frå {was} til {is}",
        nb: "Møtet er flyttet fra {was} til {is}"
    };
    /// A meeting that has a day now.
    fn planned_meeting(is: &str) = "Møtet er planlagt {is}";
    /// A part of the text of a tiltak.
    fn text_under(heading: &str) = "teksten under «{heading}»";
    /// Words that lead elsewhere.
    fn other_link(words: &str, was: &str, is: &str) = {
        nn: "Lenkja «{words}» fører no til {is}, før til {was}",
        nb: "Lenken «{words}» fører nå til {is}, før til {was}"
    };
    /// Words that lead somewhere now.
    fn new_link(words: &str, is: &str) = { nn: "«{words}» er no ei lenkje til {is}", nb: "«{words}» er nå en lenke til {is}" };
    /// Words that lead nowhere any more.
    fn gone_link(words: &str, was: &str) = {
        nn: "«{words}» er ikkje lenger ei lenkje (før til {was})",
        nb: "«{words}» er ikke lenger en lenke (før til {was})"
    };
    /// All the years of the agreement.
    fn whole_period(years: &str) = { nn: "heile perioden {years}", nb: "hele perioden {years}" };
    /// More money than before: how much more, in which years, what it was and what it is.
    fn more_money(more: &str, years: &str, was: &str, is: &str) = {
        nn: "Planen har {more} meir i {years}, frå {was} til {is}",
        nb: "Planen har {more} mer i {years}, fra {was} til {is}"
    };
    /// Less money than before.
    fn less_money(less: &str, years: &str, was: &str, is: &str) = {
        nn: "Planen har {less} mindre i {years}, frå {was} til {is}",
        nb: "Planen har {less} mindre i {years}, fra {was} til {is}"
    };
    /// Money where there was none.
    fn money_from_none(is: &str, years: &str) = {
        nn: "Planen har {is} i {years}, der det før ikkje var noko",
        nb: "Planen har {is} i {years}, der det før ikke var noe"
    };
    /// No money where there was some.
    fn money_to_none(was: &str, years: &str) = { nn: "{was} i {years} fell bort", nb: "{was} i {years} faller bort" };
    /// More money for a purpose.
    fn more_for(purpose: &str, more: &str, year: &str, was: &str, is: &str) = {
        nn: "{purpose} får {more} meir i {year}, frå {was} til {is}",
        nb: "{purpose} får {more} mer i {year}, fra {was} til {is}"
    };
    /// Less money for a purpose.
    fn less_for(purpose: &str, less: &str, year: &str, was: &str, is: &str) = {
        nn: "{purpose} får {less} mindre i {year}, frå {was} til {is}",
        nb: "{purpose} får {less} mindre i {year}, fra {was} til {is}"
    };
    /// Money for a purpose where there was none: amounts with their years.
    fn gets(purpose: &str, amounts: &str) = "{purpose} får {amounts}";
    /// Money for a purpose that is gone: amounts with their years.
    fn loses(amounts: &str, purpose: &str) = {
        nn: "{amounts} til {purpose} fell bort",
        nb: "{amounts} til {purpose} faller bort"
    };
    /// A post without amounts that is new.
    fn new_empty_post(purpose: &str) = {
        nn: "{purpose} er ført opp i finansieringa utan beløp",
        nb: "{purpose} er ført opp i finansieringen uten beløp"
    };
    /// A post without amounts that is gone.
    fn gone_empty_post(purpose: &str) = {
        nn: "{purpose} er teke ut av finansieringa",
        nb: "{purpose} er tatt ut av finansieringen"
    };
    /// An amount in a year.
    fn amount_in(amount: &str, years: &str) = "{amount} i {years}";
    /// Things whose words are others.
    fn worded_otherwise(things: &str) = { nn: "Ordlyden er endra i {things}", nb: "Ordlyden er endret i {things}" };
    /// What else is another, in few words.
    fn also_updated(things: &str) = { nn: "Dette er òg oppdatert: {things}", nb: "Dette er også oppdatert: {things}" };
    /// A part of something, in a sentence.
    fn part_of(part: &str, whole: &str) = "{part} i {whole}";
    /// A text of a delmål, in a sentence.
    fn text_of_delmål(text: &str, number: u16) = "{text} i delmål {number}";
}

impl DifferenceTerms {
    /// Another weight of a delmål, in percent; empty where it has none.
    pub fn weight(&self, delmål: u16, was: &str, is: &str) -> String {
        match (was, is) {
            ("", is) => self.new_weight(delmål, is),
            (was, "") => self.gone_weight(delmål, was),
            (was, is) => self.other_weight(delmål, was, is),
        }
    }

    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        either(lang, &Self::NYNORSK, &Self::BOKMÅL)
    }

    /// That what a word in the definite form names is new.
    pub fn new_text(&self, text: &str) -> String {
        format!("{text} er {}", if is_neuter(text) { "nytt" } else { "ny" })
    }

    /// That what a word in the definite form names is gone.
    pub fn gone_text(&self, text: &str) -> String {
        let taken = either(self.lang, ["teken", "teke"], ["tatt"; 2])[usize::from(is_neuter(text))];
        format!("{text} er {taken} ut")
    }

    /// A body in the definite form, in its party: "Formannskapet i Dalane kommune".
    pub fn body(&self, body: &str, party: &str) -> String {
        capitalised(&self.body_in_sentence(body, party))
    }

    /// A body in the definite form within a sentence: "formannskapet i Dalane kommune".
    pub fn body_in_sentence(&self, body: &str, party: &str) -> String {
        format!("{body}{} i {party}", definite_ending(body))
    }

    /// Where money is from, in small letters, with who pays it.
    pub fn source(&self, kjelde: Kjelde, payer: Option<&str>) -> String {
        let source = match kjelde {
            Kjelde::Statleg => either(self.lang, "statlege midlar", "statlige midler"),
            Kjelde::Fylkeskommunal => either(self.lang, "fylkeskommunale midlar", "fylkeskommunale midler"),
            Kjelde::Kommunal => either(self.lang, "kommunale midlar", "kommunale midler"),
            Kjelde::Eigeninnsats => either(self.lang, "eigeninnsats", "egeninnsats"),
            Kjelde::Anna => either(self.lang, "andre midlar", "andre midler"),
        };
        let from = either(self.lang, "frå", "fra");
        payer.map_or_else(|| source.to_string(), |payer| format!("{source} {from} {payer}"))
    }

    /// The sums of some years that are others, in kroner.
    pub fn money(&self, years: &str, [was, is]: [i64; 2]) -> String {
        let amounts = format_kr_list(&[is.saturating_sub(was).saturating_abs(), was, is]);
        let [by, was_said, is_said] = [&amounts[0], &amounts[1], &amounts[2]];
        match (was, is) {
            (0, _) => self.money_from_none(is_said, years),
            (_, 0) => self.money_to_none(was_said, years),
            _ if is > was => self.more_money(by, years, was_said, is_said),
            _ => self.less_money(by, years, was_said, is_said),
        }
    }

    /// The sum for a purpose in some years that is another, in kroner.
    pub fn money_of_purpose(&self, purpose: &str, years: &str, [was, is]: [i64; 2]) -> String {
        let amounts = format_kr_list(&[is.saturating_sub(was).saturating_abs(), was, is]);
        let [by, was_said, is_said] = [&amounts[0], &amounts[1], &amounts[2]];
        let in_years = |amount: &str| self.amount_in(amount, years);
        match (was, is) {
            (0, _) => self.gets(purpose, &in_years(is_said)),
            (_, 0) => self.loses(&in_years(was_said), purpose),
            _ if is > was => self.more_for(purpose, by, years, was_said, is_said),
            _ => self.less_for(purpose, by, years, was_said, is_said),
        }
    }

    /// How many more changes a text has.
    pub fn more(&self, count: usize) -> String {
        let (place, places) = either(self.lang, ("stad", "stader"), ("sted", "steder"));
        format!("og {count} {} til", if count == 1 { place } else { places })
    }

    /// What kind of party one is.
    pub fn rolle(&self, rolle: Rolle) -> &'static str {
        match rolle {
            Rolle::Kommune => "Kommune",
            Rolle::Fylkeskommune => "Fylkeskommune",
            Rolle::Stat => "Stat",
            Rolle::Annan => either(self.lang, "Annan", "Annen"),
        }
    }

    /// What stands in a section where it is none of the section's own words.
    pub fn innhald(&self, innhald: &Innhald) -> &'static str {
        match innhald {
            Innhald::Tekst(_) | Innhald::Mellomtittel(_) => "",
            Innhald::Delmål { .. } => "Delmål",
            Innhald::Organisasjonskart => "Organisasjonskart",
            Innhald::Møteplan => "Møteplan",
            Innhald::Godkjenningar => either(self.lang, "Godkjenningar", "Godkjenninger"),
            Innhald::Finansiering => "Finansiering",
            Innhald::Oversyn => either(self.lang, "Oversyn", "Oversikt"),
            Innhald::Ansvar => "Ansvar",
            Innhald::Forkortingar => either(self.lang, "Forkortingar", "Forkortelser"),
        }
    }
}

/// Whether a word in the definite form is neuter: "framlegget til vedtak".
fn is_neuter(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    word.ends_with("et") || word.eq_ignore_ascii_case("det")
}
