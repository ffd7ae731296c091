//! Changes to a plan's own files: a decision, a new version. The text is spliced where the syntax tree says, so that
//! comments, order and layout of everything else stay byte for byte; what comes out is read again and must be the plan
//! that was meant.

use std::path as std_path;

use ron2::ast::Expr;

use crate::check::check;
use crate::edition::Edition;
use crate::finding::Severity;
use crate::load::{LARGEST_DATA, PLAN_FILE, Path, Source, fields, read_hovud, read_inside};
use crate::output::{Folder, OutputError, OutputFile};
use crate::plan::{Hovud, LoggRad, Plan, Utfall, Vedtak};

/// Why a plan could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The file can't be read.
    #[error("{PLAN_FILE}: {0}")]
    Read(#[from] crate::load::ReadError),
    /// The file can't be written.
    #[error(transparent)]
    Write(#[from] OutputError),
    /// The plan would be wrong.
    #[error("endringa er ikkje ført inn, for planen ville bli feil ({code}): {message}")]
    Wrong {
        /// The rule that it would break.
        code: &'static str,
        /// What is wrong.
        message: String,
    },
    /// The file is written in a way that the change does not fit into.
    #[error("endringa kan ikkje førast inn i {PLAN_FILE} slik fila er skriven; skriv henne inn for hand")]
    Unfit,
}

/// A plan file that is being changed; nobody else changes it meanwhile.
pub struct PlanFile {
    folder: Folder,
    /// A byte order mark, which ron2 does not know.
    mark: &'static str,
    text: String,
}

impl PlanFile {
    /// The file of the plan in a folder.
    ///
    /// # Errors
    /// `EditError` if it can't be read.
    pub fn open(folder: &std_path::Path) -> Result<Self, EditError> {
        let locked = Folder::open(folder)?;
        let bytes = read_inside(folder, PLAN_FILE, LARGEST_DATA)?;
        let text = String::from_utf8(bytes).map_err(|_| EditError::Unfit)?;
        Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => Self { folder: locked, mark: "\u{feff}", text: rest.to_string() },
            None => Self { folder: locked, mark: "", text },
        })
    }

    /// Writes a body's decision, `handsaming[party].organ[body]`, after those that are there or in place of the last.
    ///
    /// # Errors
    /// `EditError::Unfit` if the text has no room for it.
    pub fn decide(
        &mut self,
        (party, body): (usize, usize),
        vedtak: &Vedtak,
        (there, replace): (usize, bool),
    ) -> Result<(), EditError> {
        let path = Path::hovud().field("handsaming").index(party).field("organ").index(body);
        let case = vedtak.sak.as_ref().map_or(String::new(), |case| format!(", sak: {}", quoted(case)));
        let outcome = match vedtak.utfall {
            Utfall::Vedteke => String::new(),
            other => format!(", utfall: {other:?}"),
        };
        let version =
            vedtak.versjon.as_ref().map_or(String::new(), |version| format!(", versjon: {}", quoted(version)));
        let value = format!("(dato: \"{}\"{case}{outcome}{version})", vedtak.dato.0);
        match there {
            0 => self.set_field(&path, "vedtak", &format!("[{value}]")),
            count if replace => self.set(&path.field("vedtak").index(count - 1), &value),
            _ => self.append(&path.field("vedtak"), &value),
        }
    }

    /// Adds a version to the log and makes it the current one.
    ///
    /// # Errors
    /// `EditError::Unfit` if the text has no room for it.
    pub fn add_version(&mut self, row: &LoggRad, dato: &str) -> Result<(), EditError> {
        let name = row.namn.as_ref().map_or(String::new(), |name| format!("namn: {}, ", quoted(name)));
        let item = format!(
            "(versjon: {}, {name}dato: {}, status: {}, endra_av: {}{})",
            quoted(&row.versjon),
            quoted(dato),
            quoted(&row.status),
            quoted(&row.endra_av),
            row.år.map_or(String::new(), |år| format!(", år: {år}"))
        );
        self.append(&Path::hovud().field("logg"), &item)?;
        self.set_field(&Path::hovud(), "versjon", &quoted(&row.versjon))
    }

    /// Puts the file in its place, if it now says what is meant and has no error that it did not have before.
    ///
    /// # Errors
    /// `EditError` if it doesn't, or can't be written.
    pub fn write(self, plan: &Plan, meant: Hovud) -> Result<(), EditError> {
        if read_hovud(&self.text).as_ref() != Some(&meant) {
            return Err(EditError::Unfit);
        }
        let errors = |plan: &Plan| {
            let all = check(plan, Edition::Utkast).into_iter();
            all.filter(|finding| finding.severity == Severity::Error).map(|finding| (finding.code, finding.message))
        };
        let before: Vec<_> = errors(plan).collect();
        let changed = Plan { hovud: meant, delmål: plan.delmål.clone() };
        if let Some((code, message)) = errors(&changed).find(|error| !before.contains(error)) {
            return Err(EditError::Wrong { code, message });
        }
        let bytes = format!("{}{}", self.mark, self.text).into_bytes();
        self.folder.write(&[OutputFile::new(PLAN_FILE.into(), bytes)])?;
        Ok(())
    }

    /// Puts a value in the place of the one at a path.
    fn set(&mut self, path: &Path, value: &str) -> Result<(), EditError> {
        let source = Source::new(String::new(), self.text.clone());
        let span = path.value(source.tree()).ok_or(EditError::Unfit)?.span();
        self.text.replace_range(span.start_offset..span.end_offset, value);
        Ok(())
    }

    fn set_field(&mut self, path: &Path, name: &'static str, value: &str) -> Result<(), EditError> {
        let source = Source::new(String::new(), self.text.clone());
        let group = path.value(source.tree()).ok_or(EditError::Unfit)?;
        let fields = fields(group);
        if let Some(field) = fields.iter().find(|field| field.name.name == name) {
            let span = field.value.span();
            self.text.replace_range(span.start_offset..span.end_offset, value);
            return Ok(());
        }
        let last = fields.last().ok_or(EditError::Unfit)?;
        let comma = last.comma.as_ref().map(|comma| comma.end_offset);
        self.insert_after(
            last.name.span.start_offset,
            last.value.span().end_offset,
            comma,
            &format!("{name}: {value}"),
        );
        Ok(())
    }

    fn append(&mut self, path: &Path, item: &str) -> Result<(), EditError> {
        let source = Source::new(String::new(), self.text.clone());
        let Some(Expr::Seq(list)) = path.value(source.tree()) else {
            return Err(EditError::Unfit);
        };
        match list.items.last() {
            Some(last) => {
                let span = last.expr.span();
                let comma = last.comma.as_ref().map(|comma| comma.end_offset);
                self.insert_after(span.start_offset, span.end_offset, comma, item);
            }
            None => self.text.insert_str(list.open_bracket.end_offset, item),
        }
        Ok(())
    }

    /// Puts a thing after the last of its kind: on a line of its own if that one has its own, or else beside it.
    fn insert_after(&mut self, start: usize, end: usize, comma: Option<usize>, new: &str) {
        let line_start = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let indent = &self.text[line_start..start];
        if !indent.trim().is_empty() {
            match comma {
                Some(after) => self.text.insert_str(after, &format!(" {new},")),
                None => self.text.insert_str(end, &format!(", {new}")),
            }
            return;
        }
        let newline = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let line = format!("{newline}{indent}{new},");
        if comma.is_none() {
            self.text.insert(end, ',');
        }
        let after = comma.unwrap_or(end + 1);
        // A comment beside the last one stays with it.
        let rest = self.text[after..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let beside = rest.trim_start().starts_with("//");
        self.text.insert_str(if beside { after + rest.len() } else { after }, &line);
    }
}

/// A text as RON writes it.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}
