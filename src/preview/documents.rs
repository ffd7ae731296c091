//! Documents made from the page, as `bygg` makes them. Comes in: a checked plan, the formats, a folder. Goes out: the files, and the
//! answer to who asked. They are made on a thread of their own, for the page goes on meanwhile.

use std::path::{Path, PathBuf};
use std::thread;

use serde_json::json;
use tokio::sync::oneshot;

use super::requests::{Reply, ReplyKind};
use crate::make::build::{BuildError, CheckedPlan, Format};
use crate::output::write_all;
use crate::pdf::Template;
use crate::plan::PartId;

/// Makes the files, and answers once they are written.
pub(super) fn make(
    checked: CheckedPlan,
    party: Option<PartId>,
    formats: Vec<Format>,
    folder: PathBuf,
    reply: oneshot::Sender<Reply>,
) {
    let work = move || {
        let (status, said) = match written(&checked, party.as_ref(), &formats, &folder) {
            Ok(names) => {
                let shown = folder.canonicalize().unwrap_or(folder);
                (200, json!({ "folder": shown.display().to_string(), "files": names }))
            }
            Err(why) => (409, json!({ "message": why })),
        };
        // Who asked may be gone.
        let _ = reply.send(Reply { status, kind: ReplyKind::Json, body: said.to_string() });
    };
    // Where no thread is to be had, who asked is told that the program does not answer.
    let _ = thread::Builder::new().spawn(work);
}

/// The names of the files that were written, or why none was.
fn written(
    checked: &CheckedPlan,
    party: Option<&PartId>,
    formats: &[Format],
    folder: &Path,
) -> Result<Vec<String>, String> {
    let composed = checked.compose(party).map_err(|error| match error {
        BuildError::Findings { .. } => "Ingenting er laga. Rett det som er merkt «Feil» først.".into(),
        other => format!("Ingenting er laga: {other}."),
    })?;
    let files =
        composed.files(formats, &Template::embedded()).map_err(|error| format!("Ingenting er laga: {error}."))?;
    write_all(folder, &files).map_err(|error| format!("{error}."))?;
    Ok(files.into_iter().map(|file| file.name).collect())
}
