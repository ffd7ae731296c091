//! The files of several documents, made at the same time.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::build::{BuildError, Composed, Format, Rendered};
use crate::pdf::Template;

/// Makes the files of all documents, in their order, on as many threads as the machine has cores. Rayon's pool is left
/// to Typst: on it, a thread that waits for part of a document would start the next one, without end.
///
/// # Errors
/// `BuildError` if one can't be made.
pub fn render(documents: &[Composed], formats: &[Format], template: &Template) -> Result<Vec<Rendered>, BuildError> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut own = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(document) = documents.get(at) else { return own };
            let rendered = document.render(formats, template);
            if rendered.is_err() {
                // Nothing is written then.
                next.store(documents.len(), Ordering::Relaxed);
            }
            own.push((at, rendered));
        }
    };
    // Where Typst's work is done by this thread alone, another would wait for it.
    let cores = thread::available_parallelism().map_or(1, usize::from).min(rayon::current_num_threads());
    let cores = cores.min(documents.len());
    let mut all = thread::scope(|scope| {
        // Where no thread is to be had, this one does all the work.
        let others: Vec<_> = (1..cores).map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok()).collect();
        let own = work();
        let others = others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        others.flatten().chain(own).collect::<Vec<_>>()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, rendered)| rendered).collect()
}
