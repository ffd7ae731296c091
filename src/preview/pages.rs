//! The pages of the plan as they will be printed. Comes in: a composed document. Goes out: its pages, each by a name that only pages
//! of the same look have, and the drawing of one. They are laid out on a thread of their own, for the text does not wait for them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::sync::oneshot;

use super::places::Places;
use super::requests::{Reply, ReplyKind, View};
use crate::document::Anchor;
use crate::make::build::Composed;
use crate::paper::Adjustments;
use crate::pdf::{LaidOut, PageInfo, Template};

/// How long nothing is asked before pages that were laid out in haste are laid out as they will be.
const PAUSE: Duration = Duration::from_millis(500);

/// A document that was laid out.
pub(super) struct Laid {
    /// The state of the plan, and which of its documents it is.
    of: (u64, View),
    /// The pages with where their words come from, or why there are none.
    pages: Result<(LaidOut, Places), String>,
    /// How they are adjusted; nothing where they were laid out in haste, as the pages before them.
    chosen: Option<Vec<Adjustments>>,
}

/// What brings a document that was laid out back to the desk.
pub(super) type Deliver = Arc<dyn Fn(Laid) + Send + Sync>;

/// The pages that are known, and who waits for others.
pub(super) struct Pages {
    deliver: Deliver,
    template: Template,
    laid: Option<Laid>,
    faces: Vec<PageInfo>,
    is_busy: bool,
    waiting: Vec<(View, oneshot::Sender<Reply>)>,
    /// How the pages of each document were adjusted last.
    chosen: BTreeMap<View, Vec<Adjustments>>,
    /// What was laid out in haste, and when.
    hasty: Option<(u64, View, Arc<Composed>, Instant)>,
}

impl Pages {
    pub(super) fn new(deliver: Deliver) -> Self {
        let (template, laid, faces, waiting) = (Template::embedded(), None, Vec::new(), Vec::new());
        Self { deliver, template, laid, faces, is_busy: false, waiting, chosen: BTreeMap::new(), hasty: None }
    }

    /// Answers with the pages of a document once they are laid out.
    pub(super) fn ask(&mut self, view: View, reply: oneshot::Sender<Reply>) {
        self.waiting.push((view, reply));
    }

    /// Takes in what was laid out. True if a page is another than it was taken for in haste.
    pub(super) fn take(&mut self, laid: Laid) -> bool {
        self.is_busy = false;
        let faces = laid.pages.as_ref().map(|(pages, _)| pages.page_faces()).unwrap_or_default();
        let is_corrected = self.laid.as_ref().is_some_and(|own| own.of == laid.of) && faces != self.faces;
        if let Some(chosen) = &laid.chosen {
            self.chosen.insert(laid.of.1.clone(), chosen.clone());
            self.hasty = None;
        }
        self.faces = faces;
        self.laid = Some(laid);
        is_corrected
    }

    /// Answers whom it can. Says which document others wait for that is to be laid out.
    pub(super) fn answer(&mut self, state: u64) -> Option<View> {
        let own = self.laid.as_ref();
        for (view, reply) in std::mem::take(&mut self.waiting) {
            match own.filter(|laid| laid.of.0 == state && laid.of.1 == view) {
                // Who asked may be gone.
                Some(laid) => drop(reply.send(self.list(laid))),
                None => self.waiting.push((view, reply)),
            }
        }
        self.waiting.retain(|(_, reply)| !reply.is_closed());
        if self.is_busy {
            return None;
        }
        if self.waiting.is_empty()
            && let Some((of, view, composed, _)) = self.hasty.take_if(|(.., since)| since.elapsed() > PAUSE)
            && of == state
        {
            self.lay_out((of, view), composed, None);
        }
        self.waiting.last().map(|(view, _)| view.clone())
    }

    /// Has a document laid out; at first as the one before it was adjusted, which is likely and takes less time.
    pub(super) fn begin(&mut self, state: u64, view: View, composed: Option<Arc<Composed>>) {
        let Some(composed) = composed else {
            let why = "Sidene kan ikkje visast før feila i planen er retta.";
            self.take(Laid { of: (state, view), pages: Err(why.into()), chosen: None });
            return;
        };
        let chosen = self.chosen.get(&view).cloned();
        self.hasty = chosen.is_some().then(|| (state, view.clone(), composed.clone(), Instant::now()));
        self.lay_out((state, view), composed, chosen);
    }

    fn lay_out(&mut self, of: (u64, View), composed: Arc<Composed>, likely: Option<Vec<Adjustments>>) {
        let (deliver, template) = (self.deliver.clone(), self.template.clone());
        let lay_out = move || {
            let lay_out = || {
                let laid = match &likely {
                    Some(chosen) => composed.likely_pages(&template, chosen).map(|pages| (pages, None)),
                    None => composed.pages(&template).map(|(pages, chosen)| (pages, Some(chosen))),
                };
                let (pages, chosen) = laid.map_err(|error| error.to_string())?;
                Ok(((pages, Places::of(composed.paged().document())), chosen))
            };
            let failed = |_| Err("Noko gjekk gale i programmet då sidene vart sette.".to_string());
            let laid = catch_unwind(AssertUnwindSafe(lay_out)).unwrap_or_else(failed);
            let (pages, chosen) = laid.map_or_else(|why| (Err(why), None), |(pages, chosen)| (Ok(pages), chosen));
            deliver(Laid { of, pages, chosen });
        };
        self.is_busy = thread::Builder::new().spawn(lay_out).is_ok();
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
