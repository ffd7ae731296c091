//! *Utgåver*: the documents that one plan gives. What each contains is one table.

/// An edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The working draft.
    Utkast,
    /// The final plan.
    Endeleg,
}

/// What an edition contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    /// The word for it on the command line and in file names.
    pub name: &'static str,
    /// Whether it is marked as a draft in its title, its header and on the title page.
    pub draft: bool,
    /// Whether the log of versions is printed.
    pub log: bool,
    /// Whether something that the data asks for may be missing; it is then printed as a visible gap.
    pub gaps: bool,
}

impl Edition {
    /// Every edition, in the order of the process.
    pub const ALL: [Self; 2] = [Self::Utkast, Self::Endeleg];

    /// The table.
    pub const fn contents(self) -> Contents {
        match self {
            Self::Utkast => Contents { name: "utkast", draft: true, log: true, gaps: true },
            Self::Endeleg => Contents { name: "endeleg", draft: false, log: false, gaps: false },
        }
    }
}
