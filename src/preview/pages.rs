//! The pages of the plan as they will be printed. Comes in: a composed document. Goes out: its pages, each by a name that only pages
//! of the same look have, and the drawing of one. They are laid out on a thread of their own, for the text does not wait for them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use serde_json::json;
use tokio::sync::oneshot;

use super::places::Places;
use super::requests::{Reply, ReplyKind, View};
use crate::document::Anchor;
use crate::make::build::Composed;
use crate::pdf::{LaidOut, PageFace, Template};

/// A document that was laid out.
pub(super) struct Laid {
    /// The state of the plan, and which of its documents it is.
    of: (u64, View),
    /// The pages with where their words come from, or why there are none.
    pages: Result<(LaidOut, Places), String>,
}

/// What brings a document that was laid out back to the desk.
pub(super) type Deliver = Arc<dyn Fn(Laid) + Send + Sync>;

/// The pages that are known, and who waits for others.
pub(super) struct Pages {
    deliver: Deliver,
    template: Template,
    laid: Option<Laid>,
    faces: Vec<PageFace>,
    is_busy: bool,
    waiting: Vec<(View, oneshot::Sender<Reply>)>,
}

impl Pages {
    pub(super) fn new(deliver: Deliver) -> Self {
        let template = Template::embedded();
        Self { deliver, template, laid: None, faces: Vec::new(), is_busy: false, waiting: Vec::new() }
    }

    /// Answers with the pages of a document once they are laid out.
    pub(super) fn ask(&mut self, view: View, reply: oneshot::Sender<Reply>) {
        self.waiting.push((view, reply));
    }

    /// Takes in what was laid out.
    pub(super) fn take(&mut self, laid: Laid) {
        self.is_busy = false;
        self.faces = laid.pages.as_ref().map(|(pages, _)| pages.page_faces()).unwrap_or_default();
        self.laid = Some(laid);
    }

    /// Answers whom it can, and has laid out what others wait for.
    pub(super) fn work(&mut self, state: u64, compose: impl FnOnce(&View) -> Option<Composed>) {
        let own = self.laid.as_ref();
        for (view, reply) in std::mem::take(&mut self.waiting) {
            match own.filter(|laid| laid.of.0 == state && laid.of.1 == view) {
                // Who asked may be gone.
                Some(laid) => drop(reply.send(self.list(laid))),
                None => self.waiting.push((view, reply)),
            }
        }
        self.waiting.retain(|(_, reply)| !reply.is_closed());
        let Some((view, _)) = self.waiting.last().filter(|_| !self.is_busy) else { return };
        let of = (state, view.clone());
        let Some(composed) = compose(view) else {
            let why = "Sidene kan ikkje visast før feila i planen er retta.";
            return self.take(Laid { of, pages: Err(why.into()) });
        };
        let (deliver, template) = (self.deliver.clone(), self.template.clone());
        let lay_out = move || {
            let lay_out = || {
                let pages = composed.pages(&template).map_err(|error| error.to_string())?;
                Ok((pages, Places::of(composed.paged().document())))
            };
            let failed = |_| Err("Noko gjekk gale i programmet då sidene vart sette.".to_string());
            let pages = catch_unwind(AssertUnwindSafe(lay_out)).unwrap_or_else(failed);
            deliver(Laid { of, pages });
        };
        self.is_busy = thread::Builder::new().spawn(lay_out).is_ok();
    }

    /// Whether somebody waits for pages that nobody lays out.
    pub(super) fn is_asked(&self) -> bool {
        !self.waiting.is_empty() && !self.is_busy
    }

    fn list(&self, laid: &Laid) -> Reply {
        let said = match &laid.pages {
            Err(why) => json!({ "message": why }),
            Ok((pages, _)) => {
                let faces = self.faces.iter();
                let faces = faces.map(|face| json!({ "name": face.name, "width": face.width, "height": face.height }));
                let headings = pages.heading_pages().into_iter();
                let headings = headings.map(|(anchor, (page, _))| (anchor.to_string(), json!(page)));
                json!({
                    "pages": faces.collect::<Vec<_>>(),
                    "headings": headings.collect::<serde_json::Map<_, _>>(),
                })
            }
        };
        let status = if laid.pages.is_ok() { 200 } else { 409 };
        Reply { status, kind: ReplyKind::Json, body: said.to_string().into() }
    }

    /// What stands at a point of a page: the value that its words are of, and the heading that it is under.
    pub(super) fn at(&self, name: &str, [x, y]: [f64; 2]) -> Option<Reply> {
        let index = self.faces.iter().position(|face| face.name == name)?;
        let (pages, places) = self.laid.as_ref()?.pages.as_ref().ok()?;
        let words = pages.words_at(index, x, y);
        let origin = words.as_ref().and_then(|words| places.origin(words));
        let anchor = words.as_ref().and_then(|words| words.under.as_ref());
        let said = json!({ "origin": origin, "anchor": anchor.map(Anchor::as_str) });
        Some(Reply { status: 200, kind: ReplyKind::Json, body: said.to_string().into() })
    }

    /// The drawing of a page, by its name.
    pub(super) fn drawing(&self, name: &str) -> Option<Reply> {
        let index = self.faces.iter().position(|face| face.name == name)?;
        let (pages, _) = self.laid.as_ref()?.pages.as_ref().ok()?;
        Some(Reply { status: 200, kind: ReplyKind::Drawing, body: pages.page_drawing(index)?.into() })
    }
}
