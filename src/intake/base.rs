//! The base of a Word file: what stood in it when it was made, which it carries with it. Comes in: the file that was written. Goes
//! out: a part of XML for it to carry; and back.

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::lines::{Line, lines};
use super::word::{View, WordError, WordFile};

/// The namespace of the part.
pub const NAMESPACE: &str = "urn:handlingsplan:grunnlag:1";
/// The most bytes that a base unpacks to.
const MOST_UNPACKED: u64 = 60_000_000;

/// What a Word file was when it was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Base {
    /// The version of the plan.
    pub version: String,
    /// The edition, by its name.
    pub edition: String,
    /// The party that the copy is for, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The year of the plan and its short name, by which another plan is known.
    pub plan: String,
    /// The text.
    pub lines: Vec<Line>,
}

impl Base {
    /// Gives a base the lines of a Word file as it was written.
    ///
    /// # Errors
    /// `WordError` if the file is none.
    pub fn with_lines_of(mut self, bytes: &[u8]) -> Result<Self, WordError> {
        self.lines = lines(&WordFile::read(bytes)?.body_as(View::Accepted));
        Ok(self)
    }

    /// The base as the XML of a part, and a digest of it.
    pub fn to_xml(&self) -> Option<(String, String)> {
        let json = serde_json::to_vec(self).ok()?;
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&json).ok()?;
        let packed = STANDARD.encode(encoder.finish().ok()?);
        let digest: String = Sha256::digest(&json).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Some((format!("<grunnlag xmlns=\"{NAMESPACE}\">{packed}</grunnlag>"), digest))
    }

    /// The base that a Word file carries; nothing where it has lost it.
    pub fn of(file: &WordFile) -> Option<Self> {
        let part = file.custom_parts.iter().find(|part| part.namespace == NAMESPACE)?;
        let xml = roxmltree::Document::parse(&part.xml).ok()?;
        let packed: String = xml.root_element().text()?.split_whitespace().collect();
        let mut json = Vec::new();
        let packed = STANDARD.decode(packed).ok()?;
        DeflateDecoder::new(packed.as_slice()).take(MOST_UNPACKED).read_to_end(&mut json).ok()?;
        serde_json::from_slice(&json).ok()
    }
}
