//! What the editor has open, and the plans that it is part of. Comes in: texts as they are typed, and the files on disk. Goes out:
//! the files of a plan as they stand now, with what was found when the plan was last read as a whole.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{Position, Range as LineRange, TextDocumentContentChangeEvent, Uri};

use super::addresses::{name_in, path_of, uri_of};
use super::index::{NameKind, Occurrence, occurrences};
use crate::data::positions::{ColumnUnit, Positions};
use crate::data::{OpenFiles, PLAN_FILE, Source, Sources};
use crate::edition::Edition;
use crate::finding::{Finding, Place};
use crate::make::build::LoadedPlan;
use crate::plan::fields::{Group, root_kind};
use crate::plan::{Path as ValuePath, Plan};
use crate::words::references::References;

/// A text that is open.
struct Buffer {
    uri: Uri,
    version: i32,
    text: String,
}

/// A file with the names in it.
pub(super) struct OpenFile {
    /// Its text.
    pub(super) source: Source,
    occurrences: OnceCell<Vec<Occurrence>>,
}

impl OpenFile {
    fn new(source: Source) -> Self {
        Self { source, occurrences: OnceCell::new() }
    }

    /// The names in it; `file` is which of the plan's files it is.
    pub(super) fn occurrences(&self, file: usize) -> &[Occurrence] {
        self.occurrences.get_or_init(|| occurrences(&self.source, file))
    }
}

/// A plan that an open file is part of.
pub(super) struct OpenPlan {
    /// Its folder.
    pub(super) folder: PathBuf,
    /// Its files, `plan.ron` first, as they stand now.
    pub(super) files: Vec<OpenFile>,
    /// The plan as it was when it could last be read.
    pub(super) plan: Option<Arc<Plan>>,
    /// What its texts could refer to then.
    pub(super) references: Option<References>,
    /// What was found when it was last read.
    pub(super) findings: Vec<Finding>,
    /// The texts that this was found in.
    pub(super) sources: Arc<Sources>,
    /// The files that something was said of.
    published: BTreeSet<PathBuf>,
    /// Whether something has changed since it was last read.
    is_stale: bool,
    /// Whether it could be read then.
    is_readable: bool,
}

/// An open file, with the plan that it is part of.
pub(super) struct Document<'w> {
    /// Its text.
    pub(super) file: &'w OpenFile,
    /// Which of the plan's files it is: 0 is `plan.ron`, and what is no part of a plan comes after all that are.
    pub(super) index: usize,
    /// The plan.
    pub(super) plan: Option<&'w OpenPlan>,
    unit: ColumnUnit,
}

/// The files that are open, and their plans.
pub(super) struct Workspace {
    /// What columns are counted in.
    pub(super) unit: ColumnUnit,
    buffers: BTreeMap<PathBuf, Buffer>,
    plans: BTreeMap<PathBuf, OpenPlan>,
    /// Files that are part of no plan.
    loose: BTreeMap<PathBuf, OpenFile>,
}

/// What is to be said of a file.
pub(super) struct Report {
    /// The file.
    pub(super) uri: Uri,
    /// The version of its text.
    pub(super) version: Option<i32>,
    /// What was found in it, each with its lines.
    pub(super) findings: Vec<(Finding, LineRange)>,
}

impl Workspace {
    /// A workspace with nothing open.
    pub(super) fn new(unit: ColumnUnit) -> Self {
        Self { unit, buffers: BTreeMap::new(), plans: BTreeMap::new(), loose: BTreeMap::new() }
    }

    /// Opens a file.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) {
        let Some(path) = path_of(&uri) else { return };
        self.buffers.insert(path.clone(), Buffer { uri, version, text });
        self.text_changed(&path);
    }

    /// Changes the text of an open file.
    pub(super) fn change(&mut self, uri: &Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(path) = path_of(uri) else { return };
        let Some(buffer) = self.buffers.get_mut(&path) else { return };
        for change in changes {
            match change.range {
                None => buffer.text = change.text,
                Some(range) => {
                    let positions = Positions::of(&buffer.text);
                    let offset = |at: Position| positions.offset_in(self.unit, at.line as usize, at.character as usize);
                    let (start, end) = (offset(range.start), offset(range.end));
                    buffer.text.replace_range(start..end.max(start), &change.text);
                }
            }
        }
        buffer.version = version;
        self.text_changed(&path);
    }

    /// Closes a file: what stands on disk counts again.
    pub(super) fn close(&mut self, uri: &Uri) {
        let Some(path) = path_of(uri) else { return };
        self.buffers.remove(&path);
        self.loose.remove(&path);
        if let Some(plan) = self.folder_of(&path).and_then(|folder| self.plans.get_mut(&folder)) {
            plan.is_stale = true;
        }
    }

    /// Files may have changed on disk.
    pub(super) fn files_changed(&mut self) {
        self.plans.values_mut().for_each(|plan| plan.is_stale = true);
    }

    /// Whether there is something to be said anew.
    pub(super) fn is_stale(&self) -> bool {
        self.plans.values().any(|plan| plan.is_stale)
    }

    /// The folder of the plan that a file is part of: the nearest one up from it that has a `plan.ron`.
    fn folder_of(&self, path: &Path) -> Option<PathBuf> {
        let has_plan = |folder: &&Path| {
            let file = folder.join(PLAN_FILE);
            self.buffers.contains_key(&file) || file.is_file()
        };
        path.ancestors().skip(1).find(has_plan).map(Path::to_path_buf)
    }

    fn text_changed(&mut self, path: &Path) {
        let Some(buffer) = self.buffers.get(path) else { return };
        let shown = path.display().to_string();
        let folder = self.folder_of(path);
        let name = folder.as_ref().and_then(|folder| name_in(folder, path));
        let source = Source::open(shown, name.clone().unwrap_or_default(), buffer.text.clone());
        let Some(folder) = folder else {
            self.loose.insert(path.into(), OpenFile::new(source));
            return;
        };
        let plan = self.plans.entry(folder.clone()).or_insert_with(|| OpenPlan::unread(folder));
        plan.is_stale = true;
        match plan.files.iter_mut().find(|file| Some(&file.source.file) == name.as_ref()) {
            Some(file) => {
                *file = OpenFile::new(source);
                self.loose.remove(path);
            }
            None => drop(self.loose.insert(path.into(), OpenFile::new(source))),
        }
    }

    /// Reads anew the plans that have changed. Goes out: what is to be said of their files.
    pub(super) fn refresh(&mut self) -> Vec<Report> {
        let stale: Vec<PathBuf> =
            self.plans.iter().filter(|(_, plan)| plan.is_stale).map(|(folder, _)| folder.clone()).collect();
        stale.iter().flat_map(|folder| self.refresh_plan(folder)).collect()
    }

    fn refresh_plan(&mut self, folder: &Path) -> Vec<Report> {
        let named = self.buffers.iter().filter_map(|(path, own)| Some((name_in(folder, path)?, own)));
        let open: OpenFiles = named.map(|(name, own)| (name, own.text.clone().into_bytes())).collect();
        let Some(plan) = self.plans.get_mut(folder) else { return Vec::new() };
        let before = std::mem::take(&mut plan.published);
        let has_open = !open.is_empty();
        if has_open {
            plan.read(&open);
        }
        let mut reports: BTreeMap<PathBuf, Vec<(Finding, LineRange)>> = BTreeMap::new();
        if has_open {
            for file in plan.sources.files.iter().filter(|file| !file.bytes.is_empty()) {
                reports.entry(folder.join(&file.file)).or_default();
            }
            for finding in crate::report::ordered(&plan.findings, &plan.sources) {
                let (file, lines) = plan.lines_of(finding, self.unit);
                reports.entry(file).or_default().push((finding.clone(), lines));
            }
        }
        plan.published = reports.keys().cloned().collect();
        for path in before {
            reports.entry(path).or_default();
        }
        if !has_open {
            self.plans.remove(folder);
        }
        self.loose.retain(|path, _| {
            let plan = path.ancestors().find_map(|folder| self.plans.get(folder));
            plan.is_none_or(|plan| plan.index_of(path).is_none())
        });
        let report = |(path, findings): (PathBuf, _)| {
            let buffer = self.buffer_of(&path);
            let uri = buffer.map_or_else(|| uri_of(&path), |own| Some(own.uri.clone()))?;
            Some(Report { uri, version: buffer.map(|own| own.version), findings })
        };
        reports.into_iter().filter_map(report).collect()
    }

    /// The open text of a file, also where its letters are put together in another way.
    fn buffer_of(&self, path: &Path) -> Option<&Buffer> {
        self.buffers.get(path).or_else(|| {
            let (folder, name) = (path.parent()?, path.file_name()?.to_str()?);
            self.buffers.iter().find(|(own, _)| name_in(folder, own).as_deref() == Some(name)).map(|(_, own)| own)
        })
    }

    /// The address of a file, as the editor knows it if it is open, and the version of its text.
    pub(super) fn address(&self, path: &Path) -> Option<(Uri, Option<i32>)> {
        match self.buffer_of(path) {
            Some(buffer) => Some((buffer.uri.clone(), Some(buffer.version))),
            None => Some((uri_of(path)?, None)),
        }
    }

    /// An open file; its plan has been read at least once.
    pub(super) fn document(&self, uri: &Uri) -> Option<Document<'_>> {
        let path = path_of(uri)?;
        let plan = self.folder_of(&path).and_then(|folder| self.plans.get(&folder));
        if let Some((plan, index)) = plan.and_then(|plan| Some((plan, plan.index_of(&path)?))) {
            return Some(Document { file: &plan.files[index], index, plan: Some(plan), unit: self.unit });
        }
        let file = self.loose.get(&path)?;
        let is_hovud = path.file_name().is_some_and(|name| name == PLAN_FILE);
        let index = if is_hovud { 0 } else { plan.map_or(1, |plan| plan.files.len().max(1)) };
        Some(Document { file, index, plan, unit: self.unit })
    }
}

impl OpenPlan {
    fn unread(folder: PathBuf) -> Self {
        Self {
            folder,
            files: Vec::new(),
            plan: None,
            references: None,
            findings: Vec::new(),
            sources: Arc::default(),
            published: BTreeSet::new(),
            is_stale: true,
            is_readable: false,
        }
    }

    /// Whether all of it could be read when it was last read.
    pub(super) fn is_readable(&self) -> bool {
        self.is_readable
    }

    /// Reads and checks it, as `sjekk` does.
    fn read(&mut self, open: &OpenFiles) {
        let checked = LoadedPlan::read_with(&self.folder, open).checked(Edition::Utkast, None);
        self.files = checked.sources.files.iter().cloned().map(OpenFile::new).collect();
        self.sources = checked.sources;
        self.findings = checked.findings;
        self.is_readable = checked.plan.is_some();
        if let Some(plan) = checked.plan {
            self.references = Some(References::of(&plan));
            self.plan = Some(plan);
        }
        self.is_stale = false;
    }

    /// Which of its files a file is.
    pub(super) fn index_of(&self, path: &Path) -> Option<usize> {
        let name = name_in(&self.folder, path)?;
        self.files.iter().position(|file| file.source.file == name)
    }

    /// The path of one of its files.
    pub(super) fn file_path(&self, index: usize) -> Option<PathBuf> {
        Some(self.folder.join(&self.files.get(index)?.source.file))
    }

    /// Every name in its files.
    pub(super) fn occurrences(&self) -> impl Iterator<Item = &Occurrence> {
        self.files.iter().enumerate().flat_map(|(index, file)| file.occurrences(index))
    }

    /// Where a name is given.
    pub(super) fn definition(&self, kind: NameKind, name: &str) -> Option<&Occurrence> {
        self.occurrences().find(|own| own.is_definition && own.is_of(kind, name))
    }

    /// The file of a finding, and its lines there: never more than the first of what is wrong.
    pub(super) fn lines_of(&self, finding: &Finding, unit: ColumnUnit) -> (PathBuf, LineRange) {
        if let Some((source, span)) = self.sources.resolve(&finding.place) {
            let line = &source.text[span.start..];
            let end = line.find('\n').map_or(span.end, |newline| span.end.min(span.start + newline));
            return (self.folder.join(&source.file), lines(source, &(span.start..end), unit));
        }
        let named = match &finding.place {
            Place::File(name) => self.sources.files.iter().find(|file| file.name == *name),
            _ => None,
        };
        (self.folder.join(named.map_or(PLAN_FILE, |file| &file.file)), LineRange::default())
    }
}

/// The lines and columns of bytes of a file's text.
pub(super) fn lines(source: &Source, span: &Range<usize>, unit: ColumnUnit) -> LineRange {
    let positions = source.positions();
    let position = |offset: usize| {
        let (line, column) = positions.line_column_in(unit, positions.text_to_raw(offset));
        Position::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    };
    LineRange::new(position(span.start), position(span.end))
}

impl<'w> Document<'w> {
    /// Its text.
    pub(super) fn source(&self) -> &'w Source {
        &self.file.source
    }

    /// Its text, as it is read.
    pub(super) fn text(&self) -> &'w str {
        &self.file.source.text
    }

    /// The group that is the whole of it.
    pub(super) fn root(&self) -> Option<&'static Group> {
        root_kind(self.index).group()
    }

    /// The byte of its text at a place.
    pub(super) fn offset(&self, at: Position) -> usize {
        let positions = self.source().positions();
        let raw = positions.offset_in(self.unit, at.line as usize, at.character as usize);
        self.text().floor_char_boundary(positions.raw_to_text(raw))
    }

    /// The lines and columns of bytes of its text.
    pub(super) fn lines(&self, span: &Range<usize>) -> LineRange {
        lines(self.source(), span, self.unit)
    }

    /// What columns are counted in.
    pub(super) fn unit(&self) -> ColumnUnit {
        self.unit
    }

    /// The name at a byte of its text.
    pub(super) fn name_at(&self, offset: usize) -> Option<&'w Occurrence> {
        self.file.occurrences(self.index).iter().find(|own| (own.span.start..=own.span.end).contains(&offset))
    }

    /// Where the value of a path stands, in the file that it is in.
    pub(super) fn words_at(&self, path: &ValuePath) -> Option<String> {
        let file = self.plan.and_then(|plan| plan.files.get(path.file));
        super::index::words_at(&file.unwrap_or(self.file).source, path)
    }
}
