//! The case paper (*saksframlegg*) of a body: what it is to decide and when, the proposal, what concerns its party, the plan
//! in short, what is new, and which files go with it. Two pages at most: what is told at length is told in the plan.

use std::collections::{BTreeMap, BTreeSet};

use super::account::sentences;
use super::news::MAX_FIRST;
use super::parties::{NumberedTiltak, tiltak_of};
use super::tables::on_a_day;
use super::{Composer, EarlierPlans, News, heading};
use crate::document::picture::Pictures;
use crate::document::{Anchor, Block, Document, HeadingKind, Link, List, Role, Text};
use crate::edition::Edition;
use crate::plan::{Dato, Formål, OrganRolle, Part, Path, PlacedOrgan, Plan, Prosa, Standing, TiltakId, Vedtak};
use crate::process::approval::versions_of_changes;
use crate::process::changes::{ChangeSentence, DifferenceKind, Importance};
use crate::words::notation::{capitalised, format_kr, listing, percent, to_kroner};

/// Which case paper.
#[derive(Debug, Clone, Copy)]
pub struct CasePaper<'a> {
    /// The party, by its place in `handsaming`.
    pub party: usize,
    /// The body, by its place in the party's.
    pub body: usize,
    /// The files that go with it.
    pub attachments: &'a [Attachment],
    /// What is new, if there is an earlier plan.
    pub news: Option<&'a News<'a>>,
    /// How many changes are told.
    pub news_count: usize,
    /// Whether the tiltak are listed.
    pub with_tiltak: bool,
    /// Whether the delmål are listed.
    pub with_delmål: bool,
}

/// A file of the party's copy of the plan that goes with its case papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attachment {
    /// The PDF, with its number of pages.
    Pdf(usize),
    /// The Word file.
    Word,
    /// The web page.
    Html,
}

/// The most letters of a body's name in a file's.
const MAX_SLUG_LENGTH: usize = 70;

/// Composes the case paper of a body. The plan has been checked; `None` if it has no such body.
pub fn compose_case(plan: &Plan, pictures: &Pictures, paper: &CasePaper, earlier: &EarlierPlans) -> Option<Document> {
    let body = plan.organ_at(paper.party, paper.body)?;
    let handsaming = body.handsaming;
    let mut composer = Composer::new(plan, pictures, Edition::Politisk, Some(&handsaming.part));
    composer.earlier = *earlier;
    let words = composer.terms.deciding.case;
    let by = Path::hovud().field("handsaming").index(paper.party).field("part");
    let party = composer.party(&handsaming.part, Some(&by)).unwrap_or_default();
    let name = composer.definite_body_name(&body);
    let to = Text::plain(format!("{} – ", words.name)).and(composer.within(name, party));
    composer.after_reference = words.in_plan;
    composer.case(paper);
    let (mut meta, mut frame) = (composer.meta(), composer.frame());
    let plan_page = paper.attachments.contains(&Attachment::Html).then(|| file_name(&meta.file_stem, Attachment::Html));
    meta.title = format!("{} – {}", meta.title, to.words());
    let slug: String = body
        .organ
        .organ
        .0
        .to_lowercase()
        .chars()
        .take(MAX_SLUG_LENGTH)
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let hovud = &plan.hovud;
    let (name, version) = (words.file_name, &hovud.versjon);
    meta.file_stem = format!("{name}-{}-{}-v{version}-{}-{slug}", hovud.kortnamn, hovud.år, handsaming.part);
    frame.edition = to;
    for header in &mut frame.headers {
        *header = Text::plain(format!("{} · ", words.name)).and(std::mem::take(header));
    }
    let mut document = Document {
        meta,
        frame,
        cover: None,
        contents_title: Text::default(),
        numbering: composer.numbering,
        blocks: composer.blocks,
        changes: None,
    };
    // What the plan describes, it does not: the page of the plan does, if it goes with it.
    document.for_each_text_mut(&mut |text| {
        for run in &mut text.0 {
            run.link = match run.link.take() {
                Some(Link::Anchor(anchor)) => plan_page.as_ref().map(|page| Link::Url(format!("{page}#{anchor}"))),
                Some(Link::Page(_)) => None,
                other => other,
            };
        }
    });
    Some(document)
}

/// The name of a file of the plan.
fn file_name(stem: &str, file: Attachment) -> String {
    let ending = match file {
        Attachment::Pdf(_) => "pdf",
        Attachment::Word => "docx",
        Attachment::Html => "html",
    };
    format!("{stem}.{ending}")
}

impl Composer<'_> {
    fn case(&mut self, paper: &CasePaper) {
        let (plan, words) = (self.plan, self.terms.deciding.case);
        let title = self.of_the_year(self.terms.title);
        let agreement = Text::of(Path::hovud().field("avtale"), &plan.hovud.avtale);
        let title = Text::around([title], |[title]| words.title(title)).and(" – ").and(agreement);
        let title = self.with_hard_spaces(title);
        self.heading(heading(1, HeadingKind::Section, title, Anchor::case_part("tittel")));
        let facts = self.case_facts(paper);
        self.blocks.extend(facts.map(|text| Block::paragraph(Role::Facts, text)));
        self.earlier_decisions(paper);
        self.case_text(self.handling.background, "bakgrunn", plan.bakgrunn_for(paper.party));
        self.case_text(self.handling.assessment, "vurdering", plan.vurdering_for(paper.party));
        // What is put to the body that decides is not put to one that recommends or says what it thinks.
        let handsaming = &plan.hovud.handsaming[paper.party];
        let own_proposal = handsaming.organ[paper.body].framlegg.is_some();
        let deciding =
            handsaming.deciding().filter(|_| !own_proposal && handsaming.role(paper.body) != OrganRolle::Vedtak);
        let title = deciding.and_then(|deciding| plan.organ_at(paper.party, deciding)).map_or_else(
            || self.terms.proposal.into(),
            |deciding| {
                let name = self.definite_body_name(&deciding);
                Text::around([name], |[name]| self.handling.proposal_in(self.terms.proposal, name))
            },
        );
        self.case_heading(title, "framlegg");
        match plan.framlegg_for(paper.party, paper.body) {
            Some((path, prosa)) if !prosa.0.trim().is_empty() => self.push_prose(&path, prosa, Role::Body),
            _ => self.push_gap(words.no_proposal),
        }
        if let Some(part) = self.to {
            let name = self.party(part, None).unwrap_or_default();
            self.case_heading(Text::around([name], |[name]| words.own(name)), "part");
            let lines = self.copy_cover_lines(part, false);
            self.push_list(lines);
        }
        self.case_news(paper);
        self.case_heading(words.in_short, "kort");
        let meeting = plan.standing(handsaming, paper.body).meeting();
        if let Some(intro) = self.plan_on_a_page_intro() {
            self.push_paragraph(intro);
            if paper.with_delmål {
                let made = self.plan_on_a_page_table(false, paper.with_tiltak);
                self.blocks.push(Block::Table(made));
            }
        }
        let numbers: Vec<u16> = plan.hovud.seksjonar.iter().filter_map(|own| own.nummer).collect();
        let missing = numbers.windows(2).flat_map(|pair| pair[0].saturating_add(1)..pair[1]);
        if let Some(words) = self.missing_sections(missing) {
            self.push_gap(&words);
        }
        if let Some(text) = self.way_on_from(meeting) {
            self.blocks.push(Block::paragraph(Role::Body, text));
        }
        if !paper.attachments.is_empty() {
            self.case_heading(words.attachments, "vedlegg");
            // A page of the web is no file to send where there is another.
            let is_sent = |file: &&Attachment| **file != Attachment::Html || paper.attachments.len() == 1;
            let files = paper.attachments.iter().filter(is_sent).map(|file| self.attachment(*file)).collect();
            self.push_list(files);
        }
    }

    /// The parties that have joined the agreement and those that have left it.
    pub(super) fn parties_in_and_out(&self, before: &Plan) -> Vec<Text> {
        let [was, is] = [before, self.plan].map(|plan| plan.hovud.framside.iter().chain(&plan.hovud.avtalepartar));
        let joined = is.clone().filter(|id| was.clone().all(|other| other != *id)).map(|id| {
            let name = self.party(id, None).unwrap_or_else(|| id.to_string().into());
            let said = Text::around([name], |[name]| self.handling.joined(name));
            // What it pays stands in its own paper already.
            if self.to == Some(id) {
                return said;
            }
            let pays = self.plan.hovud.finansiering.as_ref().map(|own| own.paid_by(Some(id)));
            let pays = pays.filter(|own| !own.postar.is_empty()).map(|own| self.payment_sentence(&own));
            let besides = pays.is_some();
            let shares = self.plan.hovud.finansiering.iter().flat_map(|own| self.paid_through_groups(own, id, besides));
            let mut money = pays.map(Text::plain).into_iter().chain(shares);
            let said = match money.next() {
                Some(first) => said.and(format!(", {} ", self.terms.and)).and(first.uncapitalised()),
                None => said,
            };
            money.fold(said, |all, one| all.and(". ").and(one))
        });
        let left = was.clone().filter(|id| is.clone().all(|other| other != *id));
        let left = left.map(|id| self.handling.left(before.party_name(id)).into());
        joined.chain(left).map(|line| self.with_hard_spaces(line)).collect()
    }

    /// What has changed for the party that the case is put to: what it pays, what it leads and what it takes part in.
    fn own_changes(&self, before: &Plan) -> Vec<Text> {
        let Some(part) = self.to else { return Vec::new() };
        // To one that has joined all of it is new.
        let was_there = before.hovud.framside.iter().chain(&before.hovud.avtalepartar).any(|id| id == part);
        if !was_there {
            return Vec::new();
        }
        let name = self.party(part, None).unwrap_or_default();
        let mut lines: Vec<Text> = Vec::new();
        let paid = |plan: &Plan| {
            let own = plan.hovud.finansiering.as_ref()?.paid_by(Some(part));
            let year = self.plan.hovud.år;
            let amount = |sum: i64| if sum == 0 { String::new() } else { format_kr(&own, sum) };
            Some((amount(own.sum_in(year)), amount(own.sum())))
        };
        if let (Some((was_year, was_all)), Some((is_year, is_complete))) = (paid(before), paid(self.plan))
            && (&was_year, &was_all) != (&is_year, &is_complete)
        {
            let year = self.plan.hovud.år;
            let sums = [[&*was_year, &is_year], [&*was_all, &is_complete]];
            lines.push(Text::around([name.clone()], |[name]| self.handling.pays_instead(name, year, sums)));
        }
        for group in self.plan.hovud.partar.iter().filter(|own| own.medlemmer.contains(part)) {
            let former = before.part(&group.id).filter(|own| own.medlemmer.contains(part));
            let share = |own: &Part| {
                let own = own.fordeling.iter().find(|own| own.part == *part);
                own.map_or(String::new(), |own| percent(own.prosent))
            };
            if let Some((was, is)) = former.map(|former| (share(former), share(group))).filter(|(was, is)| was != is) {
                lines.push(self.handling.other_share(&group.namn, &was, &is).into());
            }
        }
        let [was, is] = [before, self.plan].map(|plan| tiltak_of(plan, part));
        let other_year = (before.hovud.år != self.plan.hovud.år).then_some(before.hovud.år);
        let not_in = |own: &[NumberedTiltak<'_>], others: &[NumberedTiltak<'_>]| -> Vec<String> {
            let others: BTreeSet<&TiltakId> = others.iter().map(|(_, tiltak)| &tiltak.id).collect();
            let own = own.iter().filter(|(_, tiltak)| !others.contains(&tiltak.id));
            own.map(|(delmål, tiltak)| format!("{}.{} {}", delmål.nummer, tiltak.nummer, tiltak.tittel)).collect()
        };
        let ([led, took_part], [leads, takes_part]) = (was, is);
        let words = self.handling;
        // What it no longer has is called what it was called then.
        let groups = [
            (words.now_leads, not_in(&leads, &led), None),
            (words.no_longer_leads, not_in(&led, &leads), other_year),
            (words.now_takes_part, not_in(&takes_part, &took_part), None),
            (words.no_longer_takes_part, not_in(&took_part, &takes_part), other_year),
        ];
        for (words, titles, then) in groups {
            if !titles.is_empty() {
                let then = then.map_or(String::new(), |year| format!(" {}", self.handling.in_plan_of(year)));
                lines.push(name.clone().and(format!(" {words} {}{then}", listing(&titles, self.terms))));
            }
        }
        lines.into_iter().map(|line| self.with_hard_spaces(line)).collect()
    }

    /// What the bodies of the party have decided on the plan of this year before.
    fn earlier_decisions(&mut self, paper: &CasePaper) {
        let plan = self.plan;
        let Some((handsaming, path)) = plan.walk().handsaming().nth(paper.party) else { return };
        let bodies: Vec<PlacedOrgan> = handsaming.placed_organ(&path).collect();
        let mut decisions: Vec<(&PlacedOrgan, &Vedtak, Path)> = Vec::new();
        for body in &bodies {
            decisions.extend(self.decisions(body).into_iter().map(|(vedtak, path)| (body, vedtak, path)));
        }
        // In the order in which they were made; on one day in that of the bodies.
        decisions.sort_by_key(|(_, vedtak, _)| vedtak.dato);
        let others = || bodies.iter().filter(|body| body.index != paper.body);
        let called_off = |body: &PlacedOrgan| matches!(plan.standing(handsaming, body.index), Standing::CalledOff(_));
        if decisions.is_empty() && !others().any(called_off) {
            return;
        }
        self.case_heading(self.handling.earlier_decisions, "tidlegare");
        let mut left: Vec<&Vedtak> = decisions.iter().map(|(_, vedtak, _)| *vedtak).collect();
        for (body, vedtak, path) in decisions {
            let name = self.body_name(body).named(None).capitalised();
            let mut said = name.and(" ").and(self.day(path.field("dato"), vedtak.dato));
            if let Some(case) = &vedtak.sak {
                said = said.and(", ").and(Text::of(path.field("sak"), case));
            }
            let outcome = self.handling.outcome_in_full(vedtak.utfall, body.role());
            said = said.and(": ").and(Text::typed(path.field("utfall"), outcome));
            if let Some(version) = self.decided_version(&path, vedtak, &self.terms.version.to_lowercase()) {
                said = said.and(" (").and(version).and(")");
            }
            let said = self.with_hard_spaces(said.and("."));
            self.blocks.push(Block::paragraph(Role::Body, said));
            self.decision_words(&path, vedtak);
            left.retain(|own| !std::ptr::eq(*own, vedtak));
            let versions = versions_of_changes(plan, vedtak);
            // What is told as news is not told here too.
            let is_news = |(from, to): (&str, &str)| {
                let before = paper.news.map(|news| &news.before.hovud);
                before.is_some_and(|before| (before.år, &*before.versjon) == (plan.hovud.år, from))
                    && plan.hovud.versjon == to
            };
            let comes_again = left.iter().any(|own| versions_of_changes(plan, own) == versions);
            if let Some(versions) = versions.filter(|own| !comes_again && !is_news(*own)) {
                self.changes_taken_in(versions, paper.news_count.min(MAX_FIRST));
            }
        }
        // Where another body is to handle it again, or its meeting was called off, its word is not here yet.
        for body in others() {
            let day = |day: Dato| self.planned_day(body, day);
            let words = match plan.standing(handsaming, body.index) {
                Standing::Again(_, again) => on_a_day(again.map(day), |day| self.handling.again(day)),
                Standing::CalledOff(planned) => on_a_day(planned.map(day), |day| self.handling.called_off(day)),
                _ => continue,
            };
            let does = self.handling.does(body.role());
            let name = self.definite_body_name(body).capitalised();
            self.push_paragraph(name.and(format!(" {does} (")).and(words).and(")."));
        }
    }

    /// The tiltak whose money is another than in a plan before.
    fn tiltak_with_other_money(&self, before: &Plan) -> BTreeSet<&TiltakId> {
        let money = |plan: &Plan, id: &TiltakId| {
            let own = plan.hovud.finansiering.as_ref()?;
            let posts = own.postar.iter().filter(|post| matches!(&post.formål, Formål::Tiltak(own) if own == id));
            let amounts = posts.flat_map(|post| &post.beløp).filter(|(_, amount)| **amount != 0);
            let mut years = BTreeMap::new();
            amounts.for_each(|(year, amount)| *years.entry(*year).or_insert(0) += to_kroner(own, *amount));
            Some(years).filter(|years| !years.is_empty())
        };
        let ids = self.plan.tiltak().map(|(_, own)| &own.id);
        ids.filter(|id| money(before, id) != money(self.plan, id)).collect()
    }

    /// How many tiltak of a plan before were merged or divided into others, and are no more.
    fn gone_into_others(&self, before: &Plan) -> usize {
        let is_here = |id: &TiltakId| self.plan.tiltak().any(|(_, own)| &own.id == id);
        let into: BTreeSet<&TiltakId> = self.plan.tiltak().flat_map(|(_, own)| own.lineage()).collect();
        into.into_iter().filter(|id| before.tiltak().any(|(_, own)| &own.id == *id) && !is_here(id)).count()
    }

    /// A text of the party's own, or of the plan's, under its heading.
    fn case_text(&mut self, title: &str, what: &str, text: Option<(Path, &Prosa)>) {
        if let Some((path, prosa)) = text.filter(|(_, prosa)| !prosa.0.trim().is_empty()) {
            self.case_heading(title, what);
            self.push_prose(&path, prosa, Role::Body);
        }
    }

    fn case_heading(&mut self, title: impl Into<Text>, what: &str) {
        let title = self.with_hard_spaces(title.into());
        self.heading(heading(2, HeadingKind::Part, title, Anchor::case_part(what)));
    }

    /// Adds lines as a list; one alone as a paragraph.
    fn push_list(&mut self, mut lines: Vec<Text>) {
        if lines.len() == 1 {
            self.blocks.extend(lines.pop().map(|only| Block::paragraph(Role::Body, only)));
            return;
        }
        let items = lines.into_iter().map(|line| vec![Block::paragraph(Role::Body, line)]).collect();
        self.blocks.push(Block::List(List { start: None, whole: false, items }));
    }

    /// What a file is that goes with it.
    fn attachment(&self, file: Attachment) -> Text {
        let words = self.terms.deciding.case;
        let kind = match file {
            Attachment::Pdf(pages) => format!("PDF, {}", words.pages(pages)),
            Attachment::Word => words.word_file.to_string(),
            Attachment::Html => words.web_page.to_string(),
        };
        let party = self.to.and_then(|to| self.party(to, None)).unwrap_or_default();
        let title = self.of_the_year(self.terms.title);
        let words = Text::around([title, party], |[title, party]| words.attachment(title, party, &kind));
        let mut words = self.with_hard_spaces(words);
        let name = file_name(&self.meta().file_stem, file);
        words.0.iter_mut().for_each(|run| run.link = Some(Link::Url(name.clone())));
        words
    }

    /// The case, the body, its meeting, what is asked of it, and what the plan is.
    fn case_facts(&self, paper: &CasePaper) -> Option<Text> {
        let (plan, words) = (self.plan, self.terms.deciding.case);
        let body = plan.organ_at(paper.party, paper.body)?;
        let handsaming = body.handsaming;
        let by = Path::hovud().field("handsaming").index(paper.party).field("part");
        let meeting = plan.standing(handsaming, paper.body).meeting();
        let meeting = meeting.map_or_else(|| self.terms.not_set.into(), |day| self.planned_day(&body, day));
        let deciding = handsaming.deciding().filter(|deciding| *deciding != paper.body);
        let deciding = deciding.and_then(|deciding| plan.organ_at(paper.party, deciding)).map(|deciding| {
            let name = self.definite_body_name(&deciding);
            match plan.standing(handsaming, deciding.index) {
                Standing::Done(vedtak) => {
                    let words = [name, self.decision_day(&deciding, vedtak)];
                    Text::around(words, |[name, day]| self.handling.has_decided(name, day))
                }
                standing => match standing.meeting() {
                    Some(day) => Text::around([name, self.planned_day(&deciding, day)], |[name, day]| {
                        self.handling.will_decide(name, day)
                    }),
                    None => Text::around([name], |[name]| self.handling.will_decide(name, "")),
                },
            }
        });
        let asked = match deciding {
            Some(deciding) => Text::around([deciding], |[deciding]| self.handling.asked(body.role(), Some(deciding))),
            None => self.handling.asked(body.role(), None).into(),
        };
        let party = self.party(&handsaming.part, Some(&by)).unwrap_or_default();
        let called = self.terms.deciding.colophon.arkivsak;
        let (archive, known): (Vec<_>, Vec<_>) =
            self.colophon_facts().into_iter().partition(|(word, _)| *word == called);
        let archive = archive.into_iter().next().unwrap_or_default().1;
        let heads = words.facts;
        let own = [
            (heads.number, Text::default()),
            (called, archive),
            (heads.officer, Text::default()),
            (heads.body, self.body_name(&body).named(None).capitalised().and(", ").and(party)),
            (heads.meeting, meeting.capitalised()),
            (heads.asked, asked),
        ];
        let plan = [(heads.plan, self.version(self.terms.version))];
        Some(self.facts(own.into_iter().chain(self.recommendations(&body)).chain(plan).chain(known)))
    }

    /// To the body that decides: what the others of its party have said of the plan, or when they are to, where that is known.
    fn recommendations(&self, body: &PlacedOrgan) -> Vec<(&'static str, Text)> {
        let handsaming = body.handsaming;
        let own = self.plan.walk().handsaming().find(|(own, _)| std::ptr::eq(*own, handsaming));
        let Some((_, path)) = own.filter(|_| body.role() == OrganRolle::Vedtak) else { return Vec::new() };
        let is_known = |other: &PlacedOrgan| self.plan.standing(handsaming, other.index) != Standing::Waiting(None);
        let others =
            handsaming.placed_organ(&path).filter(|other| other.role() != OrganRolle::Vedtak && is_known(other));
        let all: Vec<(OrganRolle, Text)> = others
            .map(|other| {
                let name = self.definite_body_name(&other).and(" ");
                let said = match self.plan.standing(handsaming, other.index) {
                    Standing::Done(vedtak) => {
                        let outcome = self.handling.outcome_in_full(vedtak.utfall, other.role());
                        let version = vedtak.versjon.as_ref().filter(|own| **own != self.plan.hovud.versjon);
                        let version = version.map(|own| format!(" ({} {own})", self.terms.version.to_lowercase()));
                        let outcome = format!(": {outcome}{}", version.unwrap_or_default());
                        name.and(self.decision_day(&other, vedtak)).and(outcome)
                    }
                    _ => name.and(self.standing_words(&other)),
                };
                (other.role(), said)
            })
            .collect();
        let of_role = |role: OrganRolle| {
            let own = all.iter().filter(|(own, _)| *own == role).map(|(_, said)| said.clone());
            let listed = own.reduce(|all, one| all.and("; ").and(one))?;
            Some((self.handling.gives(role), listed.capitalised()))
        };
        [OrganRolle::Uttale, OrganRolle::Innstilling].into_iter().filter_map(of_role).collect()
    }

    /// What is new: how much, and the first of it.
    fn case_news(&mut self, paper: &CasePaper) {
        let Some(News { before, told, differences }) = paper.news else { return };
        let words = self.terms.deciding.case;
        // To a body that has had this very version before it there is nothing new to tell.
        let same_version = (before.hovud.år, &before.hovud.versjon) == (self.plan.hovud.år, &self.plan.hovud.versjon);
        if same_version && told.iter().all(|own| own.importance == Importance::Aside) {
            return;
        }
        self.case_heading(words.news(&self.earlier_plan_name(before)), "nytt");
        let versions = Some((&*before.hovud.versjon, &*self.plan.hovud.versjon));
        let is_of_these = |vedtak: &Vedtak| {
            before.hovud.år == self.plan.hovud.år && versions_of_changes(self.plan, vedtak) == versions
        };
        let decided =
            self.decisions_with_changes(is_of_these).into_iter().map(|line| line.and(".")).collect::<Vec<_>>();
        if !decided.is_empty() {
            self.push_paragraph(sentences(decided));
        }
        let of_tiltak = |told: &mut dyn Iterator<Item = &ChangeSentence>,
                         is_one: fn(&DifferenceKind) -> bool|
         -> BTreeSet<&TiltakId> {
            let all = told.flat_map(|own| &own.differences).map(|at| &differences[*at]);
            all.filter(|own| is_one(&own.what)).filter_map(|own| own.tiltak.as_ref()).collect()
        };
        let of = |importance: Importance| told.iter().filter(move |own| own.importance == importance);
        let new = of_tiltak(&mut of(Importance::New), |what| *what == DifferenceKind::Added);
        let ended = of_tiltak(&mut of(Importance::Ended), |what| *what == DifferenceKind::Ended);
        let removed = of_tiltak(&mut of(Importance::Ended), |what| *what == DifferenceKind::Removed);
        // One that is new or gone has not changed, nor one that merely has another number.
        let changed = of_tiltak(&mut told.iter(), |what| {
            what.is_substantive() && !matches!(what, DifferenceKind::Added | DifferenceKind::Removed)
        });
        let money = self.tiltak_with_other_money(before);
        let goes_on = |id: &&TiltakId| !new.contains(id) && !ended.contains(id);
        let changed: BTreeSet<_> = changed.union(&money).copied().filter(goes_on).collect();
        let lines = told.iter().filter(|own| !matches!(own.importance, Importance::Amounts | Importance::Aside));
        // Who is in the agreement is told with what they pay.
        let lines = lines.filter(|own| !matches!(own.importance, Importance::Joined | Importance::Left));
        let lines: Vec<Text> = lines.map(|own| self.change_text(own)).collect();
        // What is the party's own, and who is in the agreement, is told whatever else there is no room for.
        let first: Vec<Text> = self.own_changes(before).into_iter().chain(self.parties_in_and_out(before)).collect();
        let room = first.len().max(paper.news_count);
        let all: Vec<Text> = first.into_iter().chain(lines).collect();
        let counts = [new.len(), ended.len(), removed.len(), changed.len()];
        self.push_paragraph(match all.is_empty() && counts == [0; 4] {
            true => self.terms.nothing_new.to_string(),
            false => {
                let mut counts = words.counts(new.len(), ended.len(), removed.len(), changed.len());
                match self.gone_into_others(before) {
                    0 => {}
                    count => counts.push(self.handling.gone_into_others(count).to_string()),
                }
                format!("{}.", capitalised(&listing(&counts, self.terms)))
            }
        });
        let has_more = all.len() > room || told.iter().any(|own| own.importance == Importance::Amounts);
        let mut told: Vec<Text> = all.into_iter().take(room).map(|line| line.and(".")).collect();
        if has_more {
            told.push(words.more.into());
        }
        if !told.is_empty() {
            self.push_list(told);
        }
    }
}
