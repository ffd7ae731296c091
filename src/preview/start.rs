//! The start page's desk: which plans there are, a new one, and the way to one of them. Comes in: requests, until a plan is chosen.
//! Goes out: replies, and the desk of that plan. A plan is chosen by the name of its folder, which must be one of the list.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use maud::Markup;
use serde_json::json;

use super::answers::line;
use super::desk::{Desk, Next};
use super::folders::{beside, folder_name, new_folder};
use super::lately;
use super::requests::{NewPlan, Reply, ReplyKind, Request};
use super::sent_files::NewPlanFrom;
use super::server::Message;
use super::start_page::{self, Choice, Choices};
use super::visit::Visit;
use crate::data::{PLAN_FILE, load};
use crate::make::error::ChangeError;
use crate::make::foreign_plan::{found, report, write_plan_of};
use crate::make::intake::{IntakeError, MAX_FILE_BYTES};
use crate::make::new_plan::{short_name, write_new_plan};

/// The one who shows the start page.
pub(super) struct Start {
    visit: Arc<Visit>,
    home: PathBuf,
    number: u64,
}

impl Start {
    pub(super) fn new(visit: &Arc<Visit>) -> Self {
        let home = visit.home.clone().unwrap_or_else(|| PathBuf::from("."));
        Self { visit: visit.clone(), home, number: visit.next_state() }
    }

    /// Answers until a plan is chosen.
    pub(super) fn work(&self, asked: &Receiver<Message>) -> Next {
        loop {
            let call = match asked.recv() {
                Ok(Message::Call(call)) => call,
                // It was for a plan that is left.
                Ok(Message::Laid(..)) => continue,
                Ok(Message::End) | Err(_) => return Next::End,
            };
            if !call.is_for(self.number) {
                call.answer(Reply::elsewhere());
                continue;
            }
            let reply = match &call.request {
                Request::Page(_) => {
                    let page = start_page::page(&self.home_name(), &choices(&self.home), self.number);
                    Reply { status: 200, kind: ReplyKind::Page, body: page.into() }
                }
                Request::State(..) => {
                    let list = start_page::list(&choices(&self.home)).into_string();
                    Reply::said(200, &json!({ "title": start_page::TITLE, "text": null, "parts": { "planar": list } }))
                }
                Request::FolderName(name) => Reply::said(200, &json!({ "folder": self.folder_name(name) })),
                Request::Leave => Reply::said(200, &json!({})),
                Request::Open(key) => match self.open(key) {
                    Ok(desk) => {
                        call.answer(Reply::said(200, &json!({})));
                        return Next::Plan(Box::new(desk));
                    }
                    Err(message) => Reply::said(409, &json!({ "message": message })),
                },
                Request::NewPlan(new) => match self.make(new) {
                    Ok(desk) => {
                        call.answer(Reply::said(200, &json!({})));
                        return Next::Plan(Box::new(desk));
                    }
                    Err((name, message)) => Reply::said(422, &json!({ "name": name, "message": message })),
                },
                Request::NewPlanFrom(new) => match self.make_from(new) {
                    Ok(html) => Reply::said(200, &json!({ "html": html.into_string() })),
                    Err((name, message)) => Reply::said(422, &json!({ "name": name, "message": message })),
                },
                _ => Reply::elsewhere(),
            };
            call.answer(reply);
        }
    }

    /// The name of the folder that the program was started in.
    fn home_name(&self) -> String {
        folder_name(&self.home).unwrap_or_default()
    }

    fn open(&self, key: &str) -> Result<Desk, String> {
        let gone = || format!("Planen «{key}» er ikkje her lenger.");
        let all = plan_folders(&self.home).into_iter().chain(opened_lately(&self.home));
        let folder = all.into_iter().find(|(own, _)| own == key).ok_or_else(gone)?.1;
        Desk::open(&self.visit, folder).map_err(|_| gone())
    }

    /// A folder name that is like a plan's, and free.
    fn folder_name(&self, name: &str) -> String {
        let name = short_name(&line(name)).unwrap_or_else(|| "ny-plan".into());
        let numbered = (2..1000).map(|number| format!("{name}-{number}"));
        let mut all = std::iter::once(name.clone()).chain(numbered);
        all.find(|own| !beside(&self.home, own).exists()).unwrap_or(name)
    }

    /// Makes a plan of a document, and tells what became of that; or the field that is wrong, with a sentence.
    fn make_from(&self, new: &NewPlanFrom) -> Result<Markup, (&'static str, String)> {
        let name = line(&new.folder);
        let folder = new_folder(&self.home, &name).map_err(|message| ("mappe", message))?;
        let file = &new.document.name;
        if new.size > MAX_FILE_BYTES {
            return Err(("fil", format!("{}.", IntakeError::too_large(file))));
        }
        let made = write_plan_of(&folder, [file, file], &new.document.bytes, new.language);
        let plan = made.map_err(|error| match error {
            ChangeError::Refused { what, .. } => ("fil", format!("{}.", what.trim_end_matches('.'))),
            ChangeError::Taken(_) => ("mappe", format!("Mappa «{name}» finst frå før. Vel eit anna namn.")),
            error => ("mappe", format!("Planen er ikkje laga: {error}.")),
        })?;
        Ok(start_page::report(&name, &found(&plan), &report(&plan)))
    }

    /// Makes a plan; or the field that is wrong, with a sentence.
    fn make(&self, new: &NewPlan) -> Result<Desk, (&'static str, String)> {
        let (name, folder) = (line(&new.name), line(&new.folder));
        if name.is_empty() {
            return Err(("namn", "Skriv namnet på avtala.".into()));
        }
        let folder = new_folder(&self.home, &folder).map_err(|message| ("mappe", message))?;
        let refused = |error: String| ("mappe", format!("Planen er ikkje laga: {error}."));
        write_new_plan(&folder, new.language, Some(&name)).map_err(|error| match error {
            ChangeError::Refused { what, .. } => ("namn", format!("Planen er ikkje laga: {what}.")),
            ChangeError::Taken(_) => {
                ("mappe", format!("Mappa «{}» finst frå før. Vel eit anna namn.", line(&new.folder)))
            }
            error => refused(error.to_string()),
        })?;
        Desk::open(&self.visit, folder).map_err(|error| refused(error.to_string()))
    }
}

/// The folders with a plan in them: this one and those right under it, each with what it is chosen by.
fn plan_folders(home: &Path) -> Vec<(String, PathBuf)> {
    let own = home.join(PLAN_FILE).is_file().then(|| (".".to_string(), home.to_path_buf()));
    let under = fs::read_dir(home).into_iter().flatten().flatten().filter_map(|entry| {
        let name = entry.file_name().to_str().filter(|name| !name.starts_with('.'))?.to_string();
        let folder = beside(home, &name);
        folder.join(PLAN_FILE).is_file().then_some((name, folder))
    });
    let mut under: Vec<_> = under.collect();
    under.sort();
    own.into_iter().chain(under).collect()
}

/// The folders elsewhere whose plans were opened lately, each with what it is chosen by.
fn opened_lately(home: &Path) -> Vec<(String, PathBuf)> {
    let here: Vec<PathBuf> = plan_folders(home).into_iter().filter_map(|(_, own)| own.canonicalize().ok()).collect();
    let all = lately::folders().into_iter().filter(|folder| !here.contains(folder));
    all.map(|folder| (folder.display().to_string(), folder)).collect()
}

fn choices(home: &Path) -> Choices {
    let choice = |(key, folder): (String, PathBuf)| Choice {
        folder: if key == "." { folder_name(home).unwrap_or_default() } else { key.clone() },
        key,
        plan: load(&folder).plan.ok(),
    };
    Choices {
        here: plan_folders(home).into_iter().map(choice).collect(),
        lately: opened_lately(home).into_iter().map(choice).collect(),
    }
}
