//! The desk: it reads the plan, watches its files and answers what the page asks, one thing after the other. Comes in: requests.
//! Goes out: replies, and the number of the plan's state each time that it is another.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};

use serde_json::json;
use tokio::sync::watch;

use super::PreviewError;
use super::page::{self, Shown};
use super::requests::{Reply, ReplyKind, Request, View};
use super::server::Call;
use super::watch::Watch;
use crate::data::{PLAN_FILE, Sources, versions};
use crate::edition::Edition;
use crate::finding::Severity;
use crate::html;
use crate::make::build::{CheckedPlan, LoadedPlan};
use crate::paper::look::Look;
use crate::plan::{PartId, Plan};

/// What keeps the plan.
pub(super) struct Desk {
    folder: PathBuf,
    watch: Watch,
    /// The plan as it is on disk.
    loaded: LoadedPlan,
    /// Whether a draft can be made of it.
    is_sound: bool,
    /// The plan as it was when a draft could last be made of it, if that can't be done now.
    sound: Option<LoadedPlan>,
    /// Counts what has become of the plan.
    state: u64,
    told: watch::Sender<u64>,
    /// What has been shown of this state.
    shown: BTreeMap<View, Arc<Shown>>,
}

impl Desk {
    /// Reads the plan in a folder.
    ///
    /// # Errors
    /// `PreviewError::Findings` if there is none. One with mistakes is shown with them.
    pub(super) fn open(folder: PathBuf, told: watch::Sender<u64>) -> Result<Self, PreviewError> {
        let mut watch = Watch::new(folder.clone());
        let loaded = LoadedPlan::read(&folder);
        if !folder.join(PLAN_FILE).is_file() {
            let findings = loaded.checked(Edition::Utkast, None).findings;
            return Err(PreviewError::Findings { findings, sources: Box::new(Sources::clone(&loaded.sources)) });
        }
        watch.set_names(watched(&loaded));
        let (sound, shown) = (None, BTreeMap::new());
        let mut desk = Self { folder, watch, loaded, is_sound: false, sound, state: 0, told, shown };
        desk.read();
        Ok(desk)
    }

    /// Answers until nobody asks any more.
    pub(super) fn work(&mut self, asked: &Receiver<Call>) {
        loop {
            match asked.recv_timeout(self.watch.wait()) {
                // Who asked may be gone.
                Ok(Call { request, reply }) => drop(reply.send(self.answer(&request))),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if self.watch.look() {
                self.read();
            }
        }
    }

    /// Reads the plan as it is now.
    fn read(&mut self) {
        self.watch.note();
        let loaded = LoadedPlan::read(&self.folder);
        let before = std::mem::replace(&mut self.loaded, loaded);
        let was_sound = std::mem::replace(&mut self.is_sound, is_sound(&self.loaded));
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
        self.state += 1;
        self.told.send_replace(self.state);
    }

    fn answer(&mut self, request: &Request) -> Reply {
        let reply = |kind, body| Reply { status: 200, kind, body };
        match request {
            Request::Page(view) => reply(ReplyKind::Page, page::page(&self.shown(view))),
            Request::Text(view) => {
                let shown = self.shown(view);
                reply(ReplyKind::Text, shown.text.clone().unwrap_or_else(page::without_text))
            }
            Request::State(view) => {
                let shown = self.shown(view);
                let parts = page::parts(&shown);
                let said =
                    json!({ "state": self.state, "title": page::title(&shown), "text": shown.text, "parts": parts });
                reply(ReplyKind::Json, said.to_string())
            }
        }
    }

    /// What is shown of a document.
    fn shown(&mut self, view: &View) -> Arc<Shown> {
        if let Some(shown) = self.shown.get(view) {
            return shown.clone();
        }
        let checked = self.loaded.checked(view.edition, None);
        let sound = self.sound.as_ref().map(|sound| sound.checked(view.edition, None));
        let of = sound.as_ref().unwrap_or(&checked);
        let plan = of.plan.clone();
        let party = view.party.as_ref().and_then(|id| plan.as_ref().and_then(|plan| party_id(plan, id)));
        let shown = Arc::new(Shown {
            view: View { party: party.as_ref().map(|id| id.as_str().to_string()), ..view.clone() },
            text: if self.is_sound || sound.is_some() { text(of, party.as_ref()) } else { None },
            is_current: self.is_sound,
            plan,
            findings: checked.findings,
            sources: checked.sources,
        });
        self.shown.insert(view.clone(), shown.clone());
        shown
    }
}

/// Whether a draft can be made of a plan.
fn is_sound(loaded: &LoadedPlan) -> bool {
    let checked = loaded.checked(Edition::Utkast, None);
    loaded.plan.is_some() && checked.findings.iter().all(|finding| finding.severity != Severity::Error)
}

/// The files that a plan is made of.
fn watched(loaded: &LoadedPlan) -> Vec<String> {
    let files = loaded.sources.files.iter().map(|source| source.file.clone());
    let hovud = loaded.plan.as_ref().map(|plan| &plan.hovud);
    let logos = hovud.into_iter().flat_map(|own| own.logo.iter().chain(own.partar.iter().flat_map(|part| &part.logo)));
    files.chain(logos.map(|logo| logo.fil.clone())).chain([versions::FOLDER.to_string()]).collect()
}

/// The party of an id that handles the plan.
fn party_id(plan: &Arc<Plan>, id: &str) -> Option<PartId> {
    page::addressees(plan).find(|own| own.as_str() == id).cloned()
}

/// The text, with the places that its words come from.
fn text(checked: &CheckedPlan, party: Option<&PartId>) -> Option<String> {
    let document = checked.unfinished_document(party)?;
    let options = html::Options { origins: true, ..html::Options::default() };
    Some(html::write(&document, &checked.pictures, &Look::default(), &options))
}
