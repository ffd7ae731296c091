//! The words of the political process: what bodies do with the plan, what they decided, what was changed afterwards. Nynorsk
//! and bokmål of each term stand beside each other.

use crate::document::Lang;
use crate::plan::{OrganRolle, Utfall};

/// The words of the process in one language.
#[derive(Debug, Clone, Copy)]
pub struct Handling(Lang);

impl Handling {
    /// The words of a language; nynorsk for any other than the two.
    pub fn of(lang: Lang) -> Self {
        Self(lang)
    }

    fn pick<T>(self, nn: T, nb: T) -> T {
        if self.0 == Lang::Nb { nb } else { nn }
    }

    /// What a body does with the plan.
    pub fn does(self, role: OrganRolle) -> &'static str {
        match role {
            OrganRolle::Uttale => self.pick("gjev uttale", "gir uttalelse"),
            OrganRolle::Innstilling => self.pick("gjev innstilling", "gir innstilling"),
            OrganRolle::Vedtak => self.pick("gjer vedtak", "gjør vedtak"),
        }
    }

    /// What a body that does not decide gives.
    pub fn gives(self, role: OrganRolle) -> &'static str {
        match role {
            OrganRolle::Uttale => self.pick("Uttale", "Uttalelse"),
            OrganRolle::Innstilling => "Innstilling",
            OrganRolle::Vedtak => "Vedtak",
        }
    }

    /// What is asked of a body, and what another body decides or has decided.
    pub fn asked(self, role: OrganRolle, deciding: Option<&str>) -> String {
        let gives = self.gives(role);
        match deciding.filter(|_| role != OrganRolle::Vedtak) {
            Some(deciding) => format!("{gives}; {deciding}"),
            None => gives.into(),
        }
    }

    /// That a body decides, with the day if it is set.
    pub fn will_decide(self, body: &str, day: &str) -> String {
        format!("{body} {} {day}", self.does(OrganRolle::Vedtak)).trim_end().into()
    }

    /// That a body has decided on a day.
    pub fn has_decided(self, body: &str, day: &str) -> String {
        self.pick(format!("{body} gjorde vedtak {day}"), format!("{body} gjorde vedtak {day}"))
    }

    /// An outcome, in small letters, where it has to be told: that the plan was adopted goes without saying.
    pub fn outcome(self, outcome: Utfall) -> Option<&'static str> {
        Some(match outcome {
            Utfall::Vedteke => return None,
            Utfall::Endra => self.pick("vedteke med endringar", "vedtatt med endringer"),
            Utfall::Avvist => "avvist",
            Utfall::Utsett => self.pick("utsett", "utsatt"),
            Utfall::SendtTilbake => self.pick("sendt tilbake", "sendt tilbake"),
            Utfall::TekeTilVitande => self.pick("teke til vitande", "tatt til orientering"),
        })
    }

    /// An outcome, always: one that recommends or says what it thinks adopts nothing.
    pub fn outcome_in_full(self, outcome: Utfall, role: OrganRolle) -> &'static str {
        match (outcome, role) {
            (Utfall::Vedteke, OrganRolle::Vedtak) => self.pick("vedteke", "vedtatt"),
            (Utfall::Vedteke, OrganRolle::Innstilling) => self.pick("tilrådd", "tilrådd"),
            (Utfall::Vedteke, OrganRolle::Uttale) => self.pick("uttale gjeven", "uttalelse gitt"),
            (Utfall::Endra, OrganRolle::Innstilling) => self.pick("tilrådd med endringar", "tilrådd med endringer"),
            (Utfall::Endra, OrganRolle::Uttale) => {
                self.pick("uttale gjeven, med ønske om endringar", "uttalelse gitt, med ønske om endringer")
            }
            (Utfall::Avvist, OrganRolle::Innstilling | OrganRolle::Uttale) => self.pick("rådd ifrå", "frarådet"),
            _ => self.outcome(outcome).unwrap_or_default(),
        }
    }

    /// An outcome where it has to be told, as the role of the body has it.
    pub fn outcome_of(self, outcome: Utfall, role: OrganRolle) -> Option<&'static str> {
        (outcome != Utfall::Vedteke).then(|| self.outcome_in_full(outcome, role))
    }

    /// The heading over what a party's bodies decided earlier.
    pub fn earlier_decisions(self) -> &'static str {
        self.pick("Tidlegare handsaming", "Tidligere behandling")
    }

    /// The heading over the background of a case.
    pub fn background(self) -> &'static str {
        self.pick("Bakgrunn", "Bakgrunn")
    }

    /// The heading over the assessment of a case.
    pub fn assessment(self) -> &'static str {
        self.pick("Vurdering", "Vurdering")
    }

    /// Before the words of a decision.
    pub fn decision_text(self) -> &'static str {
        self.pick("Vedtaket", "Vedtaket")
    }

    /// Before what a decision changed.
    pub fn change(self) -> &'static str {
        self.pick("Endringa", "Endringen")
    }

    /// The version that a decision was about.
    pub fn about_version(self, version: &str) -> String {
        self.pick(format!("versjon {version}"), format!("versjon {version}"))
    }

    /// The version that took a change in.
    pub fn taken_in(self, version: &str) -> String {
        self.pick(
            format!("Endringa er teken inn i versjon {version}"),
            format!("Endringen er tatt inn i versjon {version}"),
        )
    }

    /// Whether something is so.
    pub fn yes_no(self) -> [&'static str; 2] {
        self.pick(["ja", "nei"], ["ja", "nei"])
    }

    /// That a meeting was called off, with its day if that is known, and that no other is set.
    pub fn called_off(self, day: Option<&str>) -> String {
        let meeting = day.map_or(String::new(), |day| format!(" {day}"));
        self.pick(
            format!("møtet{meeting} er avlyst, og nytt møte er ikkje fastsett"),
            format!("møtet{meeting} er avlyst, og nytt møte er ikke fastsatt"),
        )
    }

    /// The day of a meeting that was called off, in a table.
    pub fn called_off_day(self, day: Option<&str>) -> String {
        day.map_or_else(|| "avlyst".into(), |day| format!("{day} (avlyst)"))
    }

    /// That a body did not handle the plan before it was decided.
    pub fn passed_over(self) -> &'static str {
        self.pick("handsama ikkje planen før det vart gjort vedtak", "behandlet ikke planen før det ble gjort vedtak")
    }

    /// The same in a table of meetings.
    pub fn not_handled(self) -> &'static str {
        self.pick("handsama ikkje planen", "behandlet ikke planen")
    }

    /// That a body handles the plan again, on a day if that is set.
    pub fn again(self, day: Option<&str>) -> String {
        match day {
            Some(day) => self.pick(format!("ny handsaming {day}"), format!("ny behandling {day}")),
            None => self.pick("ny handsaming, ikkje fastsett når".into(), "ny behandling, ikke fastsatt når".into()),
        }
    }

    /// A date that is that of another handling, in a table.
    pub fn again_day(self, day: &str) -> String {
        self.pick(format!("{day} (ny handsaming)"), format!("{day} (ny behandling)"))
    }

    /// That a party has not approved the plan.
    pub fn not_approved(self) -> &'static str {
        self.pick("Ikkje godkjend", "Ikke godkjent")
    }

    /// The heading over what was changed after the decisions.
    pub fn changed_after(self) -> &'static str {
        self.pick("Endra etter vedtaka", "Endret etter vedtakene")
    }

    /// Who agreed to a change after the decisions, when, and from which version on the plan has it.
    pub fn consent(self, who: &str, day: &str, version: &str) -> String {
        self.pick(
            format!("Samtykke: {who}, {day}. Endringa står i versjon {version}."),
            format!("Samtykke: {who}, {day}. Endringen står i versjon {version}."),
        )
    }

    /// The heading over the words of the decisions.
    pub fn decision_texts(self) -> &'static str {
        self.pick("Vedtaka", "Vedtakene")
    }

    /// Before the days on which all bodies of a kind have handled the plan.
    pub fn has_handled(self) -> &'static str {
        self.pick("handsama", "behandlet")
    }

    /// How many bodies of a kind are done with the plan, of how many.
    pub fn so_many_have_handled(self, count: usize, of: usize) -> String {
        let done = self.pick(["ferdig", "ferdige"], ["ferdig", "ferdige"])[usize::from(count != 1)];
        format!("{count} av {of} er {done}")
    }

    /// How many days before a meeting the case paper must be in, for a calendar and lists.
    pub fn deadline(self, party: &str, body: &str) -> String {
        self.pick(
            format!("Frist for saksframlegget til {body} i {party}"),
            format!("Frist for saksframlegget til {body} i {party}"),
        )
    }

    /// What a deadline is of.
    pub fn deadline_for(self, meeting: &str) -> String {
        self.pick(format!("Møtet er {meeting}."), format!("Møtet er {meeting}."))
    }

    /// That a party is new in the agreement; that it is no longer in it.
    pub fn joined(self, party: &str) -> String {
        self.pick(format!("{party} er ny part i avtala"), format!("{party} er ny part i avtalen"))
    }

    /// That a party is no longer in the agreement.
    pub fn left(self, party: &str) -> String {
        self.pick(format!("{party} er ikkje lenger part i avtala"), format!("{party} er ikke lenger part i avtalen"))
    }

    /// That the sum of the whole period is another: the years, what it was, what it is.
    pub fn money_in_all(self, years: &str, was: &str, is: &str) -> String {
        self.pick(
            format!("Finansieringa for heile perioden {years} går frå {was} til {is}"),
            format!("Finansieringen for hele perioden {years} går fra {was} til {is}"),
        )
    }

    /// That the sum of a year is another: the year, what it was, what it is.
    pub fn money_in_year(self, year: i16, was: &str, is: &str) -> String {
        self.pick(
            format!("Finansieringa for {year} går frå {was} til {is}"),
            format!("Finansieringen for {year} går fra {was} til {is}"),
        )
    }

    /// That a party pays nothing in a year, but something in all.
    pub fn pays_later(self, year: i16, all: &str) -> String {
        self.pick(
            format!("Betaler ikkje noko i {year}, men {all} i heile perioden"),
            format!("Betaler ikke noe i {year}, men {all} i hele perioden"),
        )
    }

    /// That a party has paid its all: the sum and the years.
    pub fn has_paid(self, sum: &str, years: &str) -> String {
        self.pick(
            format!("Har betalt {sum} i {years}, og skal ikkje betala meir"),
            format!("Har betalt {sum} i {years}, og skal ikke betale mer"),
        )
    }

    /// After a delmål as the purpose of money, where its tiltak have their own.
    pub fn not_of_a_tiltak(self) -> &'static str {
        self.pick("ikkje fordelt på tiltak", "ikke fordelt på tiltak")
    }

    /// How many tiltak of the plan before go on in others: merged or divided.
    pub fn gone_into_others(self, count: &str, one: bool) -> String {
        match one {
            true => self.pick(format!("{count} går inn i andre"), format!("{count} går inn i andre")),
            false => self.pick(format!("{count} går inn i andre"), format!("{count} går inn i andre")),
        }
    }

    /// The heading of the account over what the money is for and who pays.
    pub fn account_of_purposes(self) -> &'static str {
        self.pick("Kva pengane er til, og kven som betaler", "Hva pengene er til, og hvem som betaler")
    }

    /// What a party pays in a year and in all, and what it paid before.
    pub fn pays_instead(self, year: i16, in_year: [&str; 2], in_all: [&str; 2]) -> String {
        let [was, is] = in_year;
        let [was_all, is_all] = in_all;
        self.pick(
            format!("De betaler {is} i {year} (før: {was}) og {is_all} i heile perioden (før: {was_all})"),
            format!("Dere betaler {is} i {year} (før: {was}) og {is_all} i hele perioden (før: {was_all})"),
        )
    }

    /// Before the tiltak that a party now leads, no longer leads, now takes part in, no longer takes part in.
    pub fn role_changes(self) -> [&'static str; 4] {
        self.pick(
            [
                "De har no hovudansvaret for",
                "De har ikkje lenger hovudansvaret for",
                "De er no samarbeidspart i",
                "De er ikkje lenger samarbeidspart i",
            ],
            [
                "Dere har nå hovedansvaret for",
                "Dere har ikke lenger hovedansvaret for",
                "Dere er nå samarbeidspart i",
                "Dere er ikke lenger samarbeidspart i",
            ],
        )
    }

    /// What a party pays through a group whose shares are not known: its name, and what the group pays, each sum with its years.
    /// `besides` is whether what the party pays itself is said before.
    pub fn pays_through(self, group: &str, sums: &str, besides: bool) -> String {
        let begins = match besides {
            true => self.pick("I tillegg kjem delen", "I tillegg kommer andelen"),
            false => self.pick("Betaler sin del", "Betaler sin andel"),
        };
        self.pick(
            format!("{begins} av det {group} betaler saman: {sums} (fordelinga står ikkje i planen)"),
            format!("{begins} av det {group} betaler sammen: {sums} (fordelingen står ikke i planen)"),
        )
    }

    /// A party's known share of what a group pays: per cent, the group, and its share of each sum with its years. `besides` is
    /// whether what the party pays itself is said before.
    pub fn pays_share(self, percent: &str, group: &str, sums: &str, besides: bool) -> String {
        let begins = if besides { self.pick("I tillegg kjem", "I tillegg kommer") } else { "Betaler" };
        self.pick(
            format!("{begins} {percent} av det {group} betaler saman: {sums}"),
            format!("{begins} {percent} av det {group} betaler sammen: {sums}"),
        )
    }

    /// That a party's share of what a group pays is another: the group, what it was, what it is; an empty word is unknown.
    pub fn other_share(self, group: &str, was: &str, is: &str) -> String {
        let (nn, nb) = (self.pick("ikkje fastsett", "ikke fastsatt"), self.pick("frå", "fra"));
        let shown = |share: &str| if share.is_empty() { nn.to_string() } else { share.to_string() };
        self.pick(
            format!("Delen av det {group} betaler saman går {nb} {} til {}", shown(was), shown(is)),
            format!("Andelen av det {group} betaler sammen går {nb} {} til {}", shown(was), shown(is)),
        )
    }

    /// The year of the plan before, after things that are of that plan.
    pub fn in_plan_of(self, year: i16) -> String {
        self.pick(format!("(i planen for {year})"), format!("(i planen for {year})"))
    }

    /// That the sums of the years are the same, though what they are for is not.
    pub fn sums_are_the_same(self) -> &'static str {
        self.pick(
            "Summane for kvart år er dei same, men ikkje kva dei er til",
            "Summene for hvert år er de samme, men ikke hva de er til",
        )
    }

    /// That the money for a purpose is another: what it is for, what it was, what it is.
    pub fn money_for(self, purpose: &str, was: &str, is: &str) -> String {
        self.pick(format!("{purpose} går frå {was} til {is}"), format!("{purpose} går fra {was} til {is}"))
    }

    /// That what a party pays in the whole period is another.
    pub fn pays_in_all(self, party: &str, was: &str, is: &str) -> String {
        self.pick(
            format!("{party} betaler {is} i heile perioden, mot {was} i planen før"),
            format!("{party} betaler {is} i hele perioden, mot {was} i planen før"),
        )
    }

    /// That who pays for something, or from which source or when, is another.
    pub fn paid_otherwise(self, purpose: &str) -> String {
        self.pick(
            format!("{purpose}: kven som betaler, eller når, er eit anna"),
            format!("{purpose}: hvem som betaler, eller når, er et annet"),
        )
    }

    /// What a body that does not decide is told to be asked of the proposal: the body that it is for.
    pub fn proposal_in(self, title: &str, body: &str) -> String {
        self.pick(format!("{title} i {body}"), format!("{title} i {body}"))
    }

    /// The purpose of money that went to a tiltak that has ended since.
    pub fn ended_purpose(self, title: &str) -> String {
        self.pick(format!("Avslutta tiltak: {title}"), format!("Avsluttet tiltak: {title}"))
    }

    /// The titles of the parts of the account that are not of tiltak: parties, delmål, money, new numbers, going on.
    pub fn account_parts(self) -> [&'static str; 5] {
        self.pick(
            ["Partane i avtala", "Delmåla", "Finansieringa", "Nye nummer", "Vidareførte tiltak"],
            ["Partene i avtalen", "Delmålene", "Finansieringen", "Nye numre", "Videreførte tiltak"],
        )
    }

    /// What the account says where nothing has changed: of parties, delmål, money.
    pub fn account_unchanged(self) -> [&'static str; 3] {
        self.pick(
            [
                "Partane er dei same som i planen før.",
                "Delmåla og vektene er dei same som i planen før.",
                "Beløpa er dei same som i planen før.",
            ],
            [
                "Partene er de samme som i planen før.",
                "Delmålene og vektene er de samme som i planen før.",
                "Beløpene er de samme som i planen før.",
            ],
        )
    }

    /// That a delmål is new.
    pub fn new_delmål(self, name: &str) -> String {
        self.pick(format!("{name} er nytt."), format!("{name} er nytt."))
    }

    /// That a delmål is gone.
    pub fn gone_delmål(self, name: &str) -> String {
        self.pick(
            format!("{name} i planen før er ikkje med lenger."),
            format!("{name} i planen før er ikke med lenger."),
        )
    }

    /// That a delmål has another title or number: what it was called.
    pub fn renamed_delmål(self, name: &str, was: &str) -> String {
        self.pick(format!("{name} heitte før {was}."), format!("{name} het før {was}."))
    }

    /// That a delmål was a part of another of the plan before.
    pub fn divided_delmål(self, name: &str, from: &str) -> String {
        self.pick(
            format!("{name} er delt frå {from} i planen før."),
            format!("{name} er delt fra {from} i planen før."),
        )
    }

    /// That a delmål was merged of others of the plan before.
    pub fn merged_delmål(self, name: &str, of: &str) -> String {
        self.pick(
            format!("{name} er slege saman av {of} i planen før."),
            format!("{name} er slått sammen av {of} i planen før."),
        )
    }

    /// That a delmål has another weight; an empty word is none.
    pub fn other_weight(self, name: &str, was: &str, is: &str) -> String {
        match (was, is) {
            ("", is) => self.pick(format!("{name} har no vekta {is}."), format!("{name} har nå vekten {is}.")),
            (was, "") => self.pick(
                format!("{name} har ikkje lenger noka vekt (før: {was})."),
                format!("{name} har ikke lenger noen vekt (før: {was})."),
            ),
            (was, is) => self.pick(
                format!("{name} går frå {was} til {is} av innsatsen."),
                format!("{name} går fra {was} til {is} av innsatsen."),
            ),
        }
    }

    /// That a tiltak was a part of another of the plan before.
    pub fn divided_from(self, title: &str) -> String {
        self.pick(format!("Delt frå «{title}» i planen før."), format!("Delt fra «{title}» i planen før."))
    }

    /// That a tiltak was merged of others of the plan before.
    pub fn merged_of(self, titles: &str) -> String {
        self.pick(format!("Slege saman av {titles} i planen før."), format!("Slått sammen av {titles} i planen før."))
    }

    /// That a tiltak has another number: what it is called now, and what it was called.
    pub fn renumbered(self, now: &str, was: &str) -> String {
        self.pick(format!("{now} var {was}"), format!("{now} var {was}"))
    }

    /// The amounts of the years before this one, of which the account says nothing new.
    pub fn year_sum(self, year: i16, sum: &str) -> String {
        self.pick(format!("{sum} i {year}, som er nytt i tabellen"), format!("{sum} i {year}, som er nytt i tabellen"))
    }

    /// That the data in the package has no comments.
    pub fn without_comments(self) -> &'static str {
        self.pick("Dataa er utan kommentarane i filene.", "Dataene er uten kommentarene i filene.")
    }
}
