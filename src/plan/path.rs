//! A path names a value in the data ("delmål[0].tiltak[2].tidsramme"), whatever file it stands in and however that file is
//! written. `data::tree` finds the place of the value in the file's text, and the path of a place.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// One step from a value to a value within it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The field with this name.
    Field(Cow<'static, str>),
    /// The item with this index; in an enum's parentheses, its argument.
    Index(usize),
    /// The value of a map's key.
    Key(i16),
}

/// A value in one of the plan's files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// Which of the plan's files: 0 is `plan.ron`, then those of the delmål in the order in which it names them.
    pub file: usize,
    steps: Vec<Step>,
}

impl Path {
    /// The whole of `plan.ron`.
    pub fn hovud() -> Self {
        Self::file(0)
    }

    /// The whole of a delmål's file, by its index in the plan.
    pub fn delmål(index: usize) -> Self {
        Self::file(index + 1)
    }

    /// The handling of the plan by a party, by its index in `handsaming`.
    pub fn handsaming(party: usize) -> Self {
        Self::hovud().field("handsaming").index(party)
    }

    /// A body of a party, by the index of both.
    pub fn organ(party: usize, body: usize) -> Self {
        Self::handsaming(party).field("organ").index(body)
    }

    /// The whole of a file.
    pub fn file(file: usize) -> Self {
        Self { file, steps: Vec::new() }
    }

    /// Whether it is the path of a delmål as a whole.
    pub fn is_delmål(&self) -> bool {
        self.file > 0 && self.steps.is_empty()
    }

    /// A field of the value.
    pub fn field(&self, name: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Field(name.into()))
    }

    /// An item of the value.
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The value of a key.
    pub fn key(&self, key: i16) -> Self {
        self.step(Step::Key(key))
    }

    /// A value within the value.
    pub fn step(&self, step: Step) -> Self {
        let mut path = self.clone();
        path.steps.push(step);
        path
    }

    /// The last step, and the path of the value that it is a step from; `None` for the whole of a file.
    pub fn parent(&self) -> Option<(Step, Self)> {
        let mut path = self.clone();
        path.steps.pop().map(|last| (last, path))
    }

    /// The steps from the file to the value.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.steps.iter().enumerate() {
            match step {
                Step::Field(name) if position == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => write!(f, "{{{key}}}")?,
            }
        }
        Ok(())
    }
}

/// A text that is no path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» er ikkje ein stad i dataa")]
pub struct ParsePathError(pub String);

/// Reads "1:tiltak[2].bolkar[0].tekst": the file, then the steps as `Display` writes them.
impl FromStr for Path {
    type Err = ParsePathError;

    fn from_str(text: &str) -> Result<Self, ParsePathError> {
        read(text).ok_or_else(|| ParsePathError(text.into()))
    }
}

fn read(text: &str) -> Option<Path> {
    let (file, mut rest) = text.split_once(':')?;
    let mut path = Path::file(file.parse().ok()?);
    while !rest.is_empty() {
        let step = if let Some(inside) = rest.strip_prefix('[') {
            let (index, after) = inside.split_once(']')?;
            rest = after;
            Step::Index(index.parse().ok()?)
        } else if let Some(inside) = rest.strip_prefix('{') {
            let (key, after) = inside.split_once('}')?;
            rest = after;
            Step::Key(key.parse().ok()?)
        } else {
            let name = rest.strip_prefix('.').unwrap_or(rest);
            let end = name.find(['.', '[', '{']).unwrap_or(name.len());
            rest = &name[end..];
            Step::Field(Some(name[..end].to_string()).filter(|name| !name.is_empty())?.into())
        };
        path.steps.push(step);
    }
    Some(path)
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}:{self}", self.file))
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_it_is_written() {
        let tiltak = Path::delmål(1).field("tiltak").index(2);
        for path in [
            Path::hovud(),
            tiltak.field("bolkar").index(0).field("tekst"),
            Path::hovud().field("finansiering").field("postar").index(3).field("beløp").key(2026),
        ] {
            let text = serde_json::to_string(&path).unwrap();
            assert_eq!(serde_json::from_str::<Path>(&text).unwrap(), path, "{text}");
        }
        assert_eq!(serde_json::to_string(&tiltak).unwrap(), "\"2:tiltak[2]\"");
        for wrong in ["", "x", "1", "1:[x]", "1:a..b", "1:a[2"] {
            assert!(wrong.parse::<Path>().is_err(), "{wrong}");
        }
    }
}
