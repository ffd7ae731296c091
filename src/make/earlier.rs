//! The version that a plan is compared with: a version that is kept in its folder, another plan's folder, or a package. Nothing
//! of it is changed.

use std::path::{Path, PathBuf};

use super::build::{Earlier, Opened};
use super::package::{PackageError, unpacked};
use crate::data::{Sources, versions};
use crate::finding::Finding;

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
    #[error("den eldre planen kan ikkje lesast av denne versjonen av programmet; filene hans er ikkje rørte")]
    Findings {
        /// Everything that is wrong.
        findings: Vec<Finding>,
        /// The texts that it is in.
        sources: Box<Sources>,
    },
    /// The package is none, or can't be read.
    #[error(transparent)]
    Package(#[from] PackageError),
}

/// An earlier version, with its texts.
#[derive(Debug)]
pub struct Found {
    /// The plan and its pictures.
    pub earlier: Earlier,
    /// The texts of its files.
    pub sources: Sources,
}

/// The copy of a version that is kept.
///
/// # Errors
/// `EarlierError::NotKept`, with those that are.
pub fn kept(folder: &Path, version: &str) -> Result<PathBuf, EarlierError> {
    let all = versions::kept(folder);
    match all.iter().find(|kept| kept.version == version) {
        Some(kept) => Ok(versions::place(folder, &kept.version)),
        None => Err(EarlierError::NotKept {
            name: version.into(),
            kept: all.into_iter().map(|kept| kept.version).collect(),
        }),
    }
}

/// Finds what a plan is to be compared with.
///
/// # Errors
/// `EarlierError` if there is no such thing, or it can't be read.
pub fn found(folder: &Path, name: &str) -> Result<Found, EarlierError> {
    let path = Path::new(name);
    match kept(folder, name) {
        Ok(copy) => read(&copy, None),
        Err(_) if path.is_dir() => read(path, None),
        Err(_) if path.is_file() => {
            let unpacked = unpacked(path)?;
            read(&unpacked.folder.path().join(super::package::DATA), Some(name))
        }
        Err(EarlierError::NotKept { name, kept }) => Err(EarlierError::Unknown { name, kept }),
        Err(other) => Err(other),
    }
}

fn read(folder: &Path, package: Option<&str>) -> Result<Found, EarlierError> {
    let opened = Opened::read(folder);
    let mut sources = opened.sources;
    if let Some(package) = package {
        // The folder that it was unpacked into is gone.
        for source in &mut sources.files {
            source.name = format!("{package}: {}{}", super::package::DATA, source.file);
        }
    }
    match opened.plan {
        Some(plan) => Ok(Found { earlier: Earlier { plan, pictures: opened.pictures }, sources }),
        None => Err(EarlierError::Findings { findings: opened.unread, sources: Box::new(sources) }),
    }
}
