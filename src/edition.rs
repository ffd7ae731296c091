//! *Utgåver*: the documents that one plan gives. What each contains is one table.

/// An edition, in the order of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// The working draft.
    Utkast,
    /// For the political bodies that handle the plan.
    Politisk,
    /// The final plan.
    Endeleg,
    /// The final plan as it is attached to the submission to the ministry.
    Kdd,
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
    /// Whether the proposal for a decision is printed, if the data has one.
    pub proposal: bool,
    /// Whether it says what is new since the plan that it follows.
    pub news: bool,
    /// Whether the account of the yearly update is printed.
    pub account: bool,
    /// Whether something that the data asks for may be missing; it is then printed as a visible gap.
    pub gaps: bool,
}

impl Edition {
    /// Every edition, in the order of the process.
    pub const ALL: [Self; 4] = [Self::Utkast, Self::Politisk, Self::Endeleg, Self::Kdd];

    /// The table.
    pub const fn contents(self) -> Contents {
        let last = Contents {
            name: "endeleg",
            draft: false,
            log: false,
            proposal: false,
            news: false,
            account: false,
            gaps: false,
        };
        match self {
            Self::Utkast => Contents { name: "utkast", draft: true, log: true, gaps: true, ..last },
            Self::Politisk => Contents { name: "politisk", proposal: true, news: true, gaps: true, ..last },
            Self::Endeleg => last,
            Self::Kdd => Contents { name: "kdd", account: true, ..last },
        }
    }
}
