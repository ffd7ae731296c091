//! What stands on disk. Comes in: a folder and the names of files in it. Goes out: whether any of them is another than before.
//! They are looked at again and again, for not every disk tells of changes (OneDrive, shares, WSL), and a plan has few files.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// How long to wait from one look to the next.
const INTERVAL: Duration = Duration::from_millis(30);
/// How long to wait where a file was just seen to be another: one that is being written is another then too.
const SETTLING: Duration = Duration::from_millis(15);
/// How much longer than a look takes to wait after it, where looking is slow.
const PATIENCE: u32 = 10;

/// What a folder says of a file. Two of the same stamp are taken to be the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// The number of the file itself: one that is put in another's place has another.
    number: u64,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let entry = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&entry);
        #[cfg(not(unix))]
        let number = 0;
        Some(Self { modified: entry.modified().ok(), length: entry.len(), number })
    }
}

/// The files that are watched.
pub(super) struct Watch {
    folder: PathBuf,
    names: Vec<String>,
    /// As they were when they were read.
    read: Vec<Option<Stamp>>,
    /// As they were last.
    last: Vec<Option<Stamp>>,
    next: Instant,
}

impl Watch {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, names: Vec::new(), read: Vec::new(), last: Vec::new(), next: Instant::now() }
    }

    /// How long until the next look.
    pub(super) fn wait(&self) -> Duration {
        self.next.saturating_duration_since(Instant::now())
    }

    /// Takes the files as they are now for those that are about to be read.
    pub(super) fn note(&mut self) {
        self.last = self.stamps();
        self.read = self.last.clone();
    }

    /// Watches the files of these names. One that was not watched before is told as another as soon as it is seen, for nobody
    /// knows whether it still is as it was read.
    pub(super) fn set_names(&mut self, mut names: Vec<String>) {
        names.sort();
        names.dedup();
        let known = |name: &String| self.names.iter().position(|own| own == name).and_then(|at| self.read[at].clone());
        self.read = names.iter().map(known).collect();
        self.names = names;
        self.last = self.stamps();
    }

    /// Looks at the files, if it is time. True if any is another than the one that was read, and all are as they were at the
    /// look before: one that is being written is left alone until it is done.
    pub(super) fn look(&mut self) -> bool {
        if self.wait() > Duration::ZERO {
            return false;
        }
        let start = Instant::now();
        let now = self.stamps();
        let is_still = now == self.last;
        let interval = if is_still { INTERVAL } else { SETTLING };
        self.next = Instant::now() + interval.max(start.elapsed() * PATIENCE);
        self.last = now;
        is_still && self.last != self.read
    }

    fn stamps(&self) -> Vec<Option<Stamp>> {
        self.names.iter().map(|name| Stamp::of(&self.folder.join(name))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look_now(watch: &mut Watch) -> bool {
        watch.next = Instant::now();
        watch.look()
    }

    #[test]
    fn a_change_is_told_once_it_has_been_still_and_only_until_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.ron");
        fs::write(&file, "(").unwrap();
        let mut watch = Watch::new(folder.path().into());
        watch.set_names(vec!["plan.ron".into()]);
        assert!(look_now(&mut watch), "it has not been watched");
        watch.note();
        assert!(!look_now(&mut watch), "nothing has changed");
        fs::write(&file, "(a").unwrap();
        assert!(!look_now(&mut watch), "it may be written to");
        fs::write(&file, "(a: 1)").unwrap();
        assert!(!look_now(&mut watch), "it is written to");
        assert!(look_now(&mut watch) && look_now(&mut watch), "it is another file until it is read");
        watch.note();
        assert!(!look_now(&mut watch));
        fs::remove_file(&file).unwrap();
        assert!(!look_now(&mut watch) && look_now(&mut watch), "it is gone");
    }
}
