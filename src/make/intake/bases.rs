//! What Word files are compared with: what they were when they were made, or else the nearest to that which there is.

use std::collections::{BTreeMap, BTreeSet};
use std::path as std_path;

use crate::data::versions;
use crate::docx::DocxError;
use crate::edition::Edition;
use crate::intake::base::Base;
use crate::intake::lines::Line;
use crate::intake::origins::Origins;
use crate::intake::word::WordFile;
use crate::make::build::LoadedPlan;
use crate::plan::Plan;

/// What a Word file is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaseSource {
    /// What it was when it was made, which it has with it.
    Carried,
    /// The kept copy of a version.
    Kept(
        /// The version.
        String,
    ),
    /// The plan as it is.
    Plan,
}

/// The documents of a plan as their Word files read, each made once.
pub(super) struct Documents<'a> {
    folder: &'a std_path::Path,
    loaded: &'a LoadedPlan,
    plan: &'a Plan,
    made: BTreeMap<(Edition, Option<String>), Option<Origins>>,
}

impl<'a> Documents<'a> {
    pub(super) fn of(folder: &'a std_path::Path, loaded: &'a LoadedPlan, plan: &'a Plan) -> Self {
        Self { folder, loaded, plan, made: BTreeMap::new() }
    }

    /// The document in an edition, or the copy of it for a party, of the plan as it is.
    pub(super) fn now(&mut self, edition: Edition, part: Option<&str>) -> Result<Option<&Origins>, DocxError> {
        let key = (edition, part.map(ToString::to_string));
        if !self.made.contains_key(&key) {
            let made = document(self.loaded, self.plan, edition, part)?;
            self.made.insert(key.clone(), made);
        }
        Ok(self.made[&key].as_ref())
    }

    /// The edition that a file is of, by what it has with it or says of itself, or else by its words.
    pub(super) fn edition(
        &mut self,
        word: &WordFile,
        base: Option<&Base>,
        lines: &[Line],
    ) -> Result<Edition, DocxError> {
        let said = word.properties.custom.get("handlingsplan utgåve").map(String::as_str);
        let said = base.map(|base| base.edition.as_str()).or(said);
        if let Some(edition) = Edition::ALL.into_iter().find(|own| Some(own.contents().name) == said) {
            return Ok(edition);
        }
        let mut best = (0, Edition::Utkast);
        for edition in Edition::ALL {
            let known = self.now(edition, None)?.map_or(0, |own| known_lines(&own.lines, lines));
            if known > best.0 {
                best = (known, edition);
            }
        }
        Ok(best.1)
    }

    /// What a file that has lost what it was is compared with: the kept copy of the version that it says it is, or the plan.
    pub(super) fn nearest(
        &mut self,
        word: &WordFile,
        edition: Edition,
        lines: &[Line],
    ) -> Result<(BaseSource, Vec<Line>), DocxError> {
        if let Some(version) = version_of(self.folder, word, lines) {
            let copy = versions::copy_folder(self.folder, &version);
            let loaded = LoadedPlan::read(&copy);
            let made = loaded.plan.as_ref().map(|plan| document(&loaded, plan, edition, None)).transpose()?;
            if let Some(origins) = made.flatten() {
                return Ok((BaseSource::Kept(version), origins.lines));
            }
        }
        let now = self.now(edition, None)?;
        Ok((BaseSource::Plan, now.map(|own| own.lines.clone()).unwrap_or_default()))
    }
}

fn document(
    loaded: &LoadedPlan,
    plan: &Plan,
    edition: Edition,
    part: Option<&str>,
) -> Result<Option<Origins>, DocxError> {
    let to = plan.hovud.partar.iter().find(|own| part == Some(own.id.as_str()));
    let composed = loaded.checked(edition, None).compose_unfinished(to.map(|own| &own.id));
    composed.map(|own| own.origins()).transpose()
}

/// How many of a file's lines a document has too.
pub(super) fn known_lines(own: &[Line], theirs: &[Line]) -> usize {
    let own: BTreeSet<String> = own.iter().map(Line::key).collect();
    theirs.iter().filter(|line| own.contains(&line.key())).count()
}

/// How many lines a front page has at most.
const FRONT_PAGE: usize = 40;

/// The version that a file is of, if that is kept: by its properties, its front page, or the last row of its log.
fn version_of(folder: &std_path::Path, word: &WordFile, lines: &[Line]) -> Option<String> {
    let kept = versions::kept_version_numbers(folder);
    let said = word.properties.custom.get("handlingsplan versjon");
    if said.is_some() {
        return said.filter(|own| kept.contains(own)).cloned();
    }
    let is_named = |version: &String, line: &Line| {
        let words = line.key().to_lowercase();
        let words: Vec<&str> = words.split([' ', ',', ';', ':', '(', ')']).filter(|word| !word.is_empty()).collect();
        words.windows(2).any(|pair| pair == ["versjon", version.as_str()])
    };
    let front = lines.iter().take(FRONT_PAGE).filter(|line| !line.in_table);
    let on_front = front.clone().find_map(|line| kept.iter().find(|version| is_named(version, line)));
    let in_log = || {
        let is_row = |line: &Line, version: &String| {
            line.cell.as_ref().is_some_and(|cell| cell.column == "Versjon") && line.key() == *version
        };
        kept.iter().rev().find(|version| lines.iter().any(|line| is_row(line, version)))
    };
    on_front.or_else(in_log).cloned()
}
