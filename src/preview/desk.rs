//! The desk: it reads the plan, watches its files and answers what the page asks, one thing after the other. Comes in: requests.
//! Goes out: replies, and the number of the plan's state each time that it is another.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use maud::Markup;
use serde_json::{Value as Json, json};
use tokio::sync::oneshot;

use super::answers::Typed;
use super::folders::folder_name;
use super::history::{History, Step};
use super::page::{self, Place, Shown, Undoable};
use super::pages::Pages;
use super::requests::{Reply, ReplyKind, Request, View, YearStep};
use super::returned::{ListResult, ReturnedFiles};
use super::saving::{self, Change, Refusal};
use super::server::{Call, Message};
use super::shown::{composed, is_of, party_id, since, text};
use super::steps::{self, Trace};
use super::targets::Target;
use super::texts::ShownText;
use super::things::{self, Deed, Doing};
use super::visit::Visit;
use super::watch::Watch;
use super::{PreviewError, documents, findings, forms, lately, step_forms};
use crate::compose::compose;
use crate::data::{PLAN_FILE, Sources, versions};
use crate::edition::Edition;
use crate::finding::Severity;
use crate::html;
use crate::make::build::{CheckedPlan, LoadedPlan};
use crate::make::session::{Proposal, Session, SessionError};
use crate::output::{clear_leftovers, is_free_within};
use crate::plan::{self, Edit, Plan};

/// What keeps the plan.
pub(super) struct Desk {
    folder: PathBuf,
    /// Where documents are made.
    output: PathBuf,
    watch: Watch,
    /// The plan as it is on disk.
    loaded: LoadedPlan,
    /// The plan, checked as a draft.
    draft: CheckedPlan,
    /// Whether a draft can be made of it.
    is_sound: bool,
    /// The plan as it was when a draft could last be made of it, if that can't be done now.
    sound: Option<LoadedPlan>,
    visit: Arc<Visit>,
    /// What the plan is known by to the page that shows it: the number of its first state.
    number: u64,
    /// The number of the plan's state.
    state: u64,
    /// What was done on the page.
    history: History,
    /// What has been shown of this state.
    shown: BTreeMap<View, Arc<Shown>>,
    /// What was sent last of each document, and in which state.
    sent: BTreeMap<View, (u64, Arc<Shown>)>,
    pages: Pages,
    /// Next year's plan, if it was made here.
    made: Option<PathBuf>,
    /// Whether the program has failed to read the plan.
    has_failed: bool,
    /// The Word files that came back.
    returned: ReturnedFiles,
}

/// How long what is asked on the page waits for another program that holds the folder.
const PATIENCE: Duration = Duration::from_millis(2500);

/// What is said where it holds it for longer.
const HELD: &str = "Eit anna program held på med mappa til planen. Vent litt, og prøv igjen.";

/// What is said where the program fails.
const FAILED: &str = "Noko gjekk gale i programmet, og dette vart ikkje gjort. Alt anna på sida verkar framleis.";

/// The program has failed; the terminal tells how.
struct Failed;

/// What is made of a plan, unless the program fails in it: the desk goes on all the same.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Failed> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Failed)
}

/// Does what is done to files that another has changed in the midst of it once more: what is changed may be as it was.
fn again(work: &mut dyn FnMut() -> Result<Reply, Refusal>) -> Result<Reply, Refusal> {
    match work() {
        Err(Refusal::Session(SessionError::Stale(_))) => work(),
        done => done,
    }
}

/// What is said of a change that is kept.
struct Kept<'c> {
    /// What is changed.
    path: &'c plan::Path,
    /// What it did, where that is not told by what differs.
    what: Option<String>,
    /// What the page shows then.
    place: Option<plan::Path>,
}

impl<'c> Kept<'c> {
    fn of(path: &'c plan::Path) -> Self {
        Self { path, what: None, place: None }
    }
}

/// What is shown once a desk is left.
pub(super) enum Next {
    /// A plan.
    Plan(Box<Desk>),
    /// The start page.
    Start,
    /// Nothing: the program ends.
    End,
}

impl Desk {
    /// Reads the plan in a folder.
    ///
    /// # Errors
    /// `PreviewError::Findings` if there is none. One with mistakes is shown with them.
    pub(super) fn open(visit: &Arc<Visit>, folder: PathBuf) -> Result<Self, PreviewError> {
        clear_leftovers(&folder);
        lately::note(&folder);
        let mut watch = Watch::new(folder.clone());
        let loaded = LoadedPlan::read(&folder);
        let draft = loaded.checked(Edition::Utkast, None);
        if !folder.join(PLAN_FILE).is_file() {
            let findings = draft.findings;
            return Err(PreviewError::Findings { findings, sources: Box::new(Sources::clone(&loaded.sources)) });
        }
        watch.set_names(watched(&loaded));
        let (sound, history, shown, sent) = (None, History::default(), BTreeMap::new(), BTreeMap::new());
        let (number, messages) = (visit.next_state(), visit.messages.clone());
        // The program may be ending.
        let pages = Pages::new(Arc::new(move |laid| drop(messages.send(Message::Laid(number, Box::new(laid))))));
        let (output, visit) = (visit.output(&folder), visit.clone());
        let (is_sound, state, made, has_failed) = (false, number, None, false);
        let mut desk = Self {
            folder,
            output,
            watch,
            loaded,
            draft,
            is_sound,
            sound,
            visit,
            number,
            state,
            history,
            shown,
            sent,
            pages,
            made,
            has_failed,
            returned: ReturnedFiles::default(),
        };
        desk.read();
        Ok(desk)
    }

    /// Answers until another plan is to be shown, or none.
    pub(super) fn work(&mut self, asked: &Receiver<Message>) -> Next {
        loop {
            match asked.recv_timeout(self.watch.wait()) {
                Ok(Message::Call(call)) if !call.is_for(self.number) => call.answer(Reply::elsewhere()),
                Ok(Message::Call(Call { request: Request::Pages(view), reply, .. })) => self.pages.ask(view, reply),
                Ok(Message::Call(Call { request: Request::Build(view, formats), reply, .. })) => {
                    let (checked, output) = (self.loaded.checked(view.edition, None), self.output.clone());
                    let party = view.party.as_ref().and_then(|id| party_id(checked.plan.as_ref()?, id));
                    let work = move || documents::document(&checked, party.as_ref(), &formats, &output);
                    let visit = self.visit.clone();
                    let answer = move |made: documents::Made| {
                        visit.files.note(&made);
                        made.reply()
                    };
                    documents::make(work, answer, reply);
                }
                Ok(Message::Call(Call { request: Request::TakeStep(step, typed), reply, .. })) => {
                    if guarded(|| self.take_step(step, &typed, reply)).is_err() {
                        self.read_or_fail();
                    }
                }
                Ok(Message::Call(call)) => match self.left_for(&call.request) {
                    Some(next) => {
                        call.answer(Reply::said(200, &json!({})));
                        return next;
                    }
                    None => {
                        let reply = self.answer_or_fail(&call.request);
                        call.answer(reply);
                    }
                },
                Ok(Message::Laid(number, laid)) if number == self.number => {
                    if self.pages.take(*laid) {
                        self.visit.tell_again();
                    }
                }
                Ok(Message::Laid(..)) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return Next::End,
            }
            if self.watch.look() {
                self.read_or_fail();
            }
            let state = self.state;
            if let Some(view) = self.pages.answer(state) {
                let composed = guarded(|| self.shown(&view).composed.clone()).unwrap_or_default();
                self.pages.begin(state, view, composed);
                // Where there is nothing to lay out, that is the answer.
                self.pages.answer(state);
            }
        }
    }

    /// Reads the plan as it is now. Where the program fails in that, what is shown stays, and says so.
    fn read_or_fail(&mut self) {
        self.has_failed = guarded(|| self.read()).is_err();
        if self.has_failed {
            self.shown.clear();
            self.state = self.visit.next_state();
        }
    }

    /// Answers, also where the program fails.
    fn answer_or_fail(&mut self, request: &Request) -> Reply {
        let writes = match request {
            Request::Save(_) | Request::Do(_) | Request::Mend(..) | Request::Undo | Request::Redo => true,
            Request::ChangeWordList(deed) => deed.writes(),
            _ => false,
        };
        let answer = guarded(|| match writes && self.is_held() {
            true => Reply::said(409, &json!({ "message": HELD })),
            false => self.answer(request),
        });
        answer.unwrap_or_else(|Failed| {
            self.read_or_fail();
            Reply::said(500, &json!({ "message": FAILED }))
        })
    }

    /// Whether another program holds the folder, and goes on holding it.
    fn is_held(&self) -> bool {
        self.folder.is_dir() && !is_free_within(&self.folder, PATIENCE)
    }

    /// Reads the plan as it is now.
    fn read(&mut self) {
        self.watch.note();
        let loaded = LoadedPlan::read(&self.folder);
        let before = std::mem::replace(&mut self.loaded, loaded);
        self.draft = self.loaded.checked(Edition::Utkast, None);
        let was_sound = std::mem::replace(&mut self.is_sound, is_sound(&self.draft));
        if self.is_sound {
            self.sound = None;
        } else if was_sound {
            self.sound = Some(before);
        }
        // Without the plan nobody knows which files it has: those that it had are watched on.
        if self.loaded.plan.is_some() {
            self.watch.set_names(watched(&self.loaded));
        }
        self.shown.clear();
        self.state = self.visit.next_state();
    }

    fn answer(&mut self, request: &Request) -> Reply {
        let reply = |kind, body: String| Reply { status: 200, kind, body: body.into() };
        match request {
            Request::Page(view) => {
                let shown = self.shown(view);
                let place = Place { number: self.number, has_start: self.visit.home.is_some() };
                reply(ReplyKind::Page, page::page(&shown, &self.undoable(), &place))
            }
            Request::Text(view) => {
                let shown = self.shown(view);
                reply(ReplyKind::Text, shown.text.as_ref().map_or_else(page::without_text, ShownText::whole))
            }
            Request::State(view, known) => {
                let shown = self.shown(view);
                let parts = page::parts(&shown, &self.undoable());
                let old = self.sent.get(view).filter(|(state, _)| Some(*state) == *known).map(|(_, old)| old.clone());
                let patch = old.and_then(|old| shown.text.as_ref()?.since(old.text.as_ref()?));
                let text = if patch.is_some() { None } else { shown.text.as_ref().map(ShownText::whole) };
                let title = page::title(&shown);
                if shown.text.is_some() {
                    self.sent.insert(view.clone(), (self.state, shown));
                }
                Reply::said(
                    200,
                    &json!({ "state": self.state, "title": title, "text": text, "patch": patch, "parts": parts }),
                )
            }
            // They are answered once all is laid out and written.
            Request::Pages(_) | Request::Build(..) | Request::TakeStep(..) => refused(&Refusal::Gone),
            Request::Open(_)
            | Request::NewPlan(_)
            | Request::NewPlanFrom(_)
            | Request::FolderName(_)
            | Request::Leave => Reply::elsewhere(),
            Request::Steps => self.card(|plan| Some(step_forms::list(plan))),
            Request::StepForm(step) => {
                self.card(|plan| Some(step_forms::form(plan, *step, &self.folder, &self.output)))
            }
            Request::File(name) => self.visit.files.reply(name).unwrap_or_else(|| refused(&Refusal::Gone)),
            Request::Drawing(name) => self.pages.drawing(name).unwrap_or_else(|| refused(&Refusal::Gone)),
            Request::Point(name, point) => self.pages.at(name, *point).unwrap_or_else(|| refused(&Refusal::Gone)),
            Request::Form(path) => self.card(|plan| Some(forms::form(plan, &Target::of(plan, path)?))),
            Request::Note(path, by) => self.card(|plan| Some(forms::note(plan, path, by.as_ref()))),
            Request::Words(beside) => self.card(|plan| Some(forms::words_of_the_program(plan, beside))),
            Request::Try(view, change) => match self.tried(view, change) {
                Ok(said) => Reply::said(200, &said),
                Err(refusal) => refused(&refusal),
            },
            Request::Save(change) => self.save(change).unwrap_or_else(|refusal| refused(&refusal)),
            Request::NewForm(list, after) => self.card(|plan| forms::new_form(plan, list, *after)),
            Request::Elsewhere(list, at) => self.card(|plan| forms::elsewhere(plan, &things::thing(plan, list, *at)?)),
            Request::Removal(list, at) => self.removal(list, *at).unwrap_or_else(|refusal| refused(&refusal)),
            Request::Do(doing) => self.act(doing).unwrap_or_else(|refusal| refused(&refusal)),
            Request::Mend(view, edits) => self.mend(view, edits).unwrap_or_else(|refusal| refused(&refusal)),
            Request::AddWordFile(file, size) => self.returned.add(&self.folder, file, *size),
            Request::WordList => self.returned.list(&self.folder),
            Request::ChangeWordList(deed) => match self.returned.act(&self.folder, deed) {
                Ok(ListResult { reply, step }) => {
                    if let Some(step) = step {
                        self.history.push(step);
                        self.read();
                    }
                    reply
                }
                Err(refused) => refused,
            },
            Request::Undo => {
                let undone = self.history.undo(&self.folder);
                self.told(undone, ["Angra", "angra", "angre"])
            }
            Request::Redo => {
                let redone = self.history.redo(&self.folder);
                self.told(redone, ["Gjort om att", "gjort om att", "gjere om att"])
            }
        }
    }

    fn undoable(&self) -> Undoable<'_> {
        Undoable {
            last: self.history.last().map(|step| step.what.as_str()),
            next: self.history.next().map(|step| step.what.as_str()),
        }
    }

    /// A card that is shown beside words of the text.
    fn card(&self, made: impl FnOnce(&Plan) -> Option<Markup>) -> Reply {
        // What is shown is of the plan before the mistakes; only the plan as it is can be changed.
        match self.loaded.plan.as_ref().map(|plan| made(plan)) {
            Some(Some(card)) => Reply::said(200, &json!({ "html": card.into_string() })),
            Some(None) => refused(&Refusal::Gone),
            None => Reply::said(409, &json!({ "message": "Filene har feil no. Rett dei før du endrar noko her." })),
        }
    }

    /// How a text would be with a change in it.
    fn tried(&self, view: &View, change: &Change) -> Result<Json, Refusal> {
        let session = Session::open(&self.folder)?;
        let proposal = match saving::propose(&session, change) {
            Ok(proposal) => Some(proposal),
            Err(Refusal::Same) => None,
            Err(refusal) => return Err(refusal),
        };
        let plan = proposal.as_ref().map_or(session.plan(), |proposal| &proposal.plan);
        let mut document = compose(plan, &self.loaded.pictures, view.edition, None);
        document.blocks.retain_mut(|block| is_of(block, &change.path));
        let html = html::write_blocks(&document);
        let error = proposal.as_ref().and_then(|proposal| session.refuse_new_errors(proposal).err());
        Ok(json!({ "html": html, "message": error.map(|error| Refusal::Session(error).message()) }))
    }

    fn save(&mut self, change: &Change) -> Result<Reply, Refusal> {
        let mut save = || {
            let session = Session::open(&self.folder)?;
            let proposal = saving::propose(&session, change)?;
            self.keep(&session, &proposal, Kept::of(&change.path))
        };
        again(&mut save)
    }

    fn act(&mut self, doing: &Doing) -> Result<Reply, Refusal> {
        again(&mut || self.act_once(doing))
    }

    fn act_once(&mut self, doing: &Doing) -> Result<Reply, Refusal> {
        let session = Session::open(&self.folder)?;
        let proposal = things::propose(&session, doing)?;
        let own = doing.at.and_then(|at| things::thing(session.plan(), &doing.list, at));
        let what = things::moved(&proposal.plan, doing, own.as_ref());
        let place = things::place_after(&proposal.plan, doing, own.as_ref());
        self.keep(&session, &proposal, Kept { path: &doing.list, what, place })
    }

    /// Mends what is wrong in a document, if it still is, and the plan is the one that it was found in.
    fn mend(&mut self, view: &View, edits: &[Edit]) -> Result<Reply, Refusal> {
        let session = Session::open(&self.folder)?;
        let checked = self.loaded.checked(view.edition, None);
        let finding = findings::mended_by(&checked.findings, edits).ok_or(Refusal::Gone)?;
        if checked.plan.as_deref() != Some(session.plan()) {
            return Err(Refusal::Gone);
        }
        let path = findings::path(finding).cloned().unwrap_or_else(plan::Path::hovud);
        let proposal = session.propose(edits, Edition::Utkast)?;
        self.keep(&session, &proposal, Kept::of(&path))
    }

    /// What is said before a thing is taken away.
    fn removal(&self, list: &plan::Path, at: usize) -> Result<Reply, Refusal> {
        let session = Session::open(&self.folder)?;
        let thing = things::thing(session.plan(), list, at).ok_or(Refusal::Gone)?;
        let doing = Doing { list: list.clone(), at: Some(at), base: thing.base(), deed: Deed::Remove };
        let objections = things::objections(&session, &doing);
        Ok(Reply::said(200, &json!({ "html": forms::removal(session.plan(), &thing, &objections).into_string() })))
    }

    /// What is shown instead of the plan once a request is answered, if it asks for that.
    fn left_for(&self, request: &Request) -> Option<Next> {
        match request {
            Request::Leave if self.visit.home.is_some() => Some(Next::Start),
            // The plan that was made here, and no other.
            Request::Open(name) => {
                let made = self.made.clone().filter(|own| folder_name(own).as_ref() == Some(name))?;
                Some(Next::Plan(Box::new(Desk::open(&self.visit, made).ok()?)))
            }
            _ => None,
        }
    }

    /// Takes a step of the year, and answers.
    fn take_step(&mut self, step: YearStep, typed: &Typed, reply: oneshot::Sender<Reply>) {
        let (folder, output) = (self.folder.clone(), self.output.clone());
        let visit = self.visit.clone();
        let answer = move |made: documents::Made| {
            visit.files.note(&made);
            Reply::said(200, &json!({ "html": step_forms::made(&made).into_string() }))
        };
        let done = match (step, steps::formats(typed)) {
            _ if self.is_held() => Reply::said(409, &json!({ "message": HELD })),
            (YearStep::Copies, Ok(formats)) => {
                let checked = self.loaded.checked(Edition::Politisk, None);
                return documents::make(move || documents::copies(&checked, &formats, &output), answer, reply);
            }
            (YearStep::Package, _) => {
                return documents::make(move || documents::package(&folder, &output), answer, reply);
            }
            (YearStep::Copies, Err(untaken)) => untaken.reply(),
            _ => match steps::take(&self.folder, self.loaded.plan.as_deref(), step, typed) {
                Ok(taken) => self.enter(taken),
                Err(untaken) => untaken.reply(),
            },
        };
        // Who asked may be gone.
        drop(reply.send(done));
    }

    /// Shows what a step has made of the plan, and remembers how to undo it.
    fn enter(&mut self, taken: steps::Taken) -> Reply {
        let html = step_forms::taken(&taken).into_string();
        match taken.trace {
            Trace::Undoable(what, change) => {
                self.history.push(Step { what, before: change.before, after: change.after });
            }
            Trace::Final => self.history.clear(),
            Trace::None => {}
        }
        self.made = taken.made.or(self.made.take());
        self.read();
        Reply::said(200, &json!({ "html": html }))
    }

    /// Writes a proposal, and remembers how to undo it.
    fn keep(&mut self, session: &Session, proposal: &Proposal, kept: Kept) -> Result<Reply, Refusal> {
        let before = session.files_before(proposal);
        session.save(proposal)?;
        let what = kept.what.unwrap_or_else(|| saving::sentence(session, proposal, kept.path));
        let said = [Some(format!("Lagra. {what}.")), saving::warnings(proposal)];
        self.history.push(Step { what, before, after: proposal.files.clone() });
        self.read();
        let said: Vec<String> = said.into_iter().flatten().collect();
        let place = kept.place.map(|place| format!("{}:{place}", place.file));
        Ok(Reply::said(200, &json!({ "message": said.join(" "), "place": place })))
    }

    /// The answer to what was undone or done again.
    fn told(&mut self, done: Result<Option<String>, SessionError>, [word, done_word, verb]: [&str; 3]) -> Reply {
        match done {
            Ok(None) => Reply::said(200, &json!({ "message": format!("Det er ingenting å {verb}.") })),
            Ok(Some(what)) => {
                self.read();
                Reply::said(200, &json!({ "message": format!("{word}: {what}.") }))
            }
            Err(SessionError::Stale(file)) => {
                let message = format!("{file} er endra av andre sidan, så det er ikkje mogleg å {verb} dette.");
                Reply::said(409, &json!({ "message": message }))
            }
            Err(error) => Reply::said(409, &json!({ "message": format!("Ikkje {done_word}: {error}.") })),
        }
    }

    /// What is shown of a document.
    fn shown(&mut self, view: &View) -> Arc<Shown> {
        if let Some(shown) = self.shown.get(view) {
            return shown.clone();
        }
        let checked = match view.edition {
            Edition::Utkast => self.draft.clone(),
            edition => self.loaded.checked(edition, None),
        };
        let sound = self.sound.as_ref().map(|sound| sound.checked(view.edition, None));
        let of = sound.as_ref().unwrap_or(&checked);
        let can_be_made = self.is_sound || sound.is_some();
        let composed = can_be_made.then(|| composed(of, view, &self.folder)).flatten().map(Arc::new);
        let text = composed.as_deref().map(text);
        let text = text.or_else(|| view.paper.map(|_| ShownText::Without(page::without_paper())));
        let plan = of.plan.clone();
        let party = view.party.as_ref().and_then(|id| plan.as_ref().and_then(|plan| party_id(plan, id)));
        let kept = versions::kept_version_numbers(&self.folder);
        let since = view.since.as_ref().and_then(|version| since(&kept, version).or(Some(String::new())));
        let shown = Arc::new(Shown {
            view: View { party: party.map(|id| id.as_str().to_string()), since, ..view.clone() },
            text,
            composed,
            is_current: self.is_sound,
            has_failed: self.has_failed,
            plan,
            kept,
            findings: checked.findings,
            sources: checked.sources,
        });
        self.shown.insert(view.clone(), shown.clone());
        shown
    }
}

/// The answer to a change that is refused: the sentence, the field that it is about, and what stands there now.
fn refused(refusal: &Refusal) -> Reply {
    let message = refusal.message();
    match refusal {
        Refusal::Typed(complaint) => Reply::said(422, &json!({ "message": message, "name": complaint.name })),
        Refusal::Newer(target) => {
            Reply::said(409, &json!({ "message": message, "newer": forms::newer(target).into_string() }))
        }
        Refusal::Same => Reply::said(200, &json!({ "message": message })),
        Refusal::Gone | Refusal::Session(_) => Reply::said(409, &json!({ "message": message })),
    }
}

/// Whether a draft can be made of a plan.
fn is_sound(draft: &CheckedPlan) -> bool {
    draft.plan.is_some() && draft.findings.iter().all(|finding| finding.severity != Severity::Error)
}

/// The files that a plan is made of.
fn watched(loaded: &LoadedPlan) -> Vec<String> {
    let files = loaded.sources.files.iter().map(|source| source.file.clone());
    let hovud = loaded.plan.as_ref().map(|plan| &plan.hovud);
    let logos = hovud.into_iter().flat_map(|own| own.logo.iter().chain(own.partar.iter().flat_map(|part| &part.logo)));
    files.chain(logos.map(|logo| logo.fil.clone())).chain([versions::FOLDER.to_string()]).collect()
}
