//! The version that a plan is compared with: a version that is kept in its folder, another plan's folder, or a package. Nothing
//! of it is changed.

use std::path::{Path, PathBuf};

use super::archive::{ArchiveError, DATA, unpack};
use crate::check::{beyond_limits, check};
use crate::data::kept::KeptPlans;
use crate::data::pictures;
use crate::data::{Loaded, ReadError, Sources, load, versions};
use crate::document::picture::Pictures;
use crate::edition::Edition;
use crate::finding::{Finding, Severity};
use crate::output::OutputFile;
use crate::plan::Plan;

/// Why there is nothing to compare with.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// There is no such version, folder or package.
    #[error("«{name}» er ikkje ein versjon som er teken vare på, ei planmappe eller ein pakke")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The versions that are kept.
        kept: Vec<String>,
    },
    /// The version is not kept.
    #[error("versjon {name} er ikkje teken vare på")]
    NotKept {
        /// What was asked for.
        name: String,
        /// The versions that are kept.
        kept: Vec<String>,
    },
    /// It can't be read.
    #[error("den eldre planen kan ikkje lesast; filene hans er ikkje rørte")]
    Findings {
        /// Everything that is wrong.
        findings: Vec<Finding>,
        /// The texts that it is in.
        sources: Box<Sources>,
    },
    /// One of its files can't be read.
    #[error("{0}: {1}")]
    Read(String, ReadError),
    /// The package is none, or can't be read.
    #[error(transparent)]
    Package(#[from] ArchiveError),
}

/// An earlier version of a plan, to compare with.
#[derive(Debug, Clone)]
pub struct EarlierPlan {
    /// The plan.
    pub plan: Plan,
    /// Its pictures; none of a plan that is only followed, for they are not shown.
    pub pictures: Pictures,
    /// Its own files.
    pub files: Vec<OutputFile>,
    /// The versions of it that are kept beside it.
    pub kept: KeptPlans,
}

/// Where the predecessor of a plan is.
#[derive(Debug, Clone)]
pub enum PredecessorLocation {
    /// In the place that the plan names.
    Named,
    /// In this folder, whatever the plan names: the folder of an unpacked package.
    In(PathBuf),
}

/// An earlier version, with its texts.
#[derive(Debug)]
pub struct EarlierWithSources {
    /// The plan and its pictures.
    pub earlier: EarlierPlan,
    /// The texts of its files.
    pub sources: Sources,
}

/// The folder of a kept version.
///
/// # Errors
/// `EarlierError::NotKept`, with those that are.
pub fn kept_copy_folder(folder: &Path, version: &str) -> Result<PathBuf, EarlierError> {
    let kept = versions::kept_version_numbers(folder);
    match kept.iter().any(|own| own == version) {
        true => Ok(versions::copy_folder(folder, version)),
        false => Err(EarlierError::NotKept { name: version.into(), kept }),
    }
}

/// Finds what a plan is to be compared with.
///
/// # Errors
/// `EarlierError` if there is no such thing, or it can't be read.
pub fn find_earlier(folder: &Path, name: &str) -> Result<EarlierWithSources, EarlierError> {
    let path = Path::new(name);
    match kept_copy_folder(folder, name) {
        Ok(copy_folder) => read(&copy_folder, None, EarlierUse::Yes),
        Err(_) if path.is_dir() => read(path, None, EarlierUse::Yes),
        Err(_) if path.is_file() => in_package(path, name, EarlierUse::Yes),
        Err(EarlierError::NotKept { name, kept }) => Err(EarlierError::Unknown { name, kept }),
        Err(other) => Err(other),
    }
}

/// Whether an earlier plan is printed, or only compared with in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EarlierUse {
    Yes,
    No,
}

fn in_package(path: &Path, name: &str, shown: EarlierUse) -> Result<EarlierWithSources, EarlierError> {
    let unpacked = unpack(path)?;
    read(&unpacked.folder.path().join(DATA), Some(name), shown)
}

fn read(folder: &Path, package: Option<&str>, shown: EarlierUse) -> Result<EarlierWithSources, EarlierError> {
    let Loaded { mut sources, mut plan } = load(folder);
    if let Some(package) = package {
        // The folder that it was unpacked into is gone.
        let name = |file: &str| format!("{package}: {DATA}{file}");
        match &mut plan {
            Ok(_) => sources.rename(&mut [], name),
            Err(findings) => sources.rename(findings, name),
        }
    }
    // What is beyond every measure is not made anything of, whoever it comes from.
    let plan = plan.and_then(|plan| match beyond_limits(&plan, Edition::Utkast) {
        none if none.is_empty() => Ok(plan),
        too_much => Err(too_much),
    });
    // What is shown must be printed, letter for letter.
    let plan = plan.and_then(|plan| {
        let is_unprintable = |finding: &Finding| finding.code == "HP016" && finding.severity == Severity::Error;
        let unprintable = || check(&plan, Edition::Utkast).into_iter().filter(is_unprintable).collect::<Vec<_>>();
        match shown {
            EarlierUse::Yes => Some(unprintable()).filter(|all| !all.is_empty()).map_or(Ok(()), Err),
            EarlierUse::No => Ok(()),
        }
        .map(|()| plan)
    });
    match plan {
        Ok(plan) => {
            let files = versions::read_own_files(folder, &plan, &sources)
                .map_err(|(name, error)| EarlierError::Read(name, error))?;
            let pictures = match shown {
                EarlierUse::Yes => pictures::read(folder, &plan).0,
                EarlierUse::No => Pictures::default(),
            };
            let kept = match shown {
                EarlierUse::Yes => KeptPlans::read(folder, &plan),
                EarlierUse::No => KeptPlans::default(),
            };
            Ok(EarlierWithSources { earlier: EarlierPlan { plan, pictures, files, kept }, sources })
        }
        Err(findings) => Err(EarlierError::Findings { findings, sources: Box::new(sources) }),
    }
}

/// Loads the predecessor of a plan, if it names one; or says why it can't be used.
pub(super) fn load_predecessor(
    folder: &Path,
    plan: &Plan,
    place: &PredecessorLocation,
) -> Option<Result<EarlierPlan, String>> {
    let name = plan.hovud.førre.as_ref()?;
    let path = match place {
        PredecessorLocation::In(path) => path.clone(),
        PredecessorLocation::Named => versions::original_plan_folder(folder).join(name),
    };
    let same = path.canonicalize().ok().zip(folder.canonicalize().ok()).is_some_and(|(own, other)| own == other);
    let found = match (same, path.is_dir(), path.is_file()) {
        (true, ..) => return Some(Err("det er denne planen".into())),
        (_, true, _) => read(&path, None, EarlierUse::No),
        (_, _, true) => in_package(&path, name, EarlierUse::No),
        _ => return Some(Err(format!("«{name}» finst ikkje"))),
    };
    Some(match found {
        Ok(found) if found.earlier.plan.hovud.år > plan.hovud.år => {
            Err(format!("«{name}» er planen for {}, og denne er for {}", found.earlier.plan.hovud.år, plan.hovud.år))
        }
        Ok(found) => Ok(found.earlier),
        Err(EarlierError::Findings { findings, .. }) => {
            let first = findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
            Err(format!("«{name}» har feil ({first})"))
        }
        Err(other) => Err(other.to_string()),
    })
}
