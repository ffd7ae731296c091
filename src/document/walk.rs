//! Ways through a document: every block, every text, in reading order.

use super::{Block, Cell, Cover, Document, Figure, List, Mark, Table, Text};

impl Document {
    /// Every block that stands in no other, those on pages on their side too.
    pub fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Sideways { blocks } => blocks.as_slice(),
            other => std::slice::from_ref(other),
        })
    }

    /// The figures, in reading order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.all_blocks().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        })
    }

    /// Every text that is printed, in reading order; the words of drawings after those of their boxes.
    pub fn texts(&self) -> Vec<Text> {
        let mut texts = Vec::new();
        self.clone().for_each_text_mut(&mut |text| texts.push(text.clone()));
        texts
    }

    /// Calls a function with every text that is printed, in reading order.
    pub fn for_each_text_mut(&mut self, change: &mut impl FnMut(&mut Text)) {
        let frame = &mut self.frame;
        frame.headers.iter_mut().for_each(&mut *change);
        change(&mut frame.running);
        change(&mut frame.version);
        change(&mut frame.edition);
        self.cover.iter_mut().for_each(|cover| cover.for_each_text_mut(change));
        if let Some(changes) = &mut self.changes {
            change(&mut changes.compared);
            change(&mut changes.title);
            changes.legend.iter_mut().for_each(&mut *change);
            for entry in &mut changes.entries {
                change(&mut entry.place);
                change(&mut entry.what);
            }
            changes.unmarked.iter_mut().for_each(&mut *change);
        }
        change(&mut self.contents_title);
        self.blocks.iter_mut().for_each(|block| block.for_each_text_mut(change));
    }
}

impl Cover {
    /// Calls a function with every text on the title page, in reading order.
    pub fn for_each_text_mut(&mut self, change: &mut impl FnMut(&mut Text)) {
        change(&mut self.mark);
        change(&mut self.title);
        self.subtitle.iter_mut().for_each(&mut *change);
        change(&mut self.agreement);
        self.note.iter_mut().for_each(&mut *change);
        change(&mut self.period);
        self.decisions.iter_mut().for_each(&mut *change);
        self.parties.iter_mut().for_each(&mut *change);
        if let Some(addressee) = &mut self.addressee {
            change(&mut addressee.title);
            addressee.lines.iter_mut().for_each(&mut *change);
        }
        self.colophon.iter_mut().for_each(&mut *change);
        if let Some(log) = &mut self.log {
            change(&mut log.title);
            change(&mut log.note);
            log.table.for_each_text_mut(change);
        }
    }
}

impl Block {
    /// Calls a function with every text in the block, in reading order.
    pub fn for_each_text_mut(&mut self, change: &mut impl FnMut(&mut Text)) {
        match self {
            Self::Heading(heading) => {
                change(&mut heading.title);
                if let Some(aside) = &mut heading.aside {
                    change(&mut aside.value);
                    change(&mut aside.of);
                }
            }
            Self::Paragraph { text, .. } => change(text),
            Self::List(List { items, .. }) => {
                items.iter_mut().flatten().for_each(|block| block.for_each_text_mut(change))
            }
            Self::Table(table) => table.for_each_text_mut(change),
            Self::Figure(figure) => {
                for node in &mut figure.boxes {
                    change(&mut node.name);
                    node.lines.iter_mut().for_each(&mut *change);
                }
                for drawn in figure.chart.iter_mut().flat_map(|chart| &mut chart.boxes) {
                    drawn.name.iter_mut().chain(&mut drawn.lines).for_each(&mut *change);
                }
                change(&mut figure.caption.text);
            }
            Self::Sideways { blocks } => blocks.iter_mut().for_each(|block| block.for_each_text_mut(change)),
        }
    }
}

impl Block {
    /// The mark of the block, or of the first one in it.
    pub fn first_mark_mut(&mut self) -> Option<&mut Option<Mark>> {
        match self {
            Self::Heading(heading) => Some(&mut heading.mark),
            Self::Paragraph { mark, .. } => Some(mark),
            Self::Table(table) => Some(&mut table.mark),
            Self::Figure(figure) => Some(&mut figure.mark),
            Self::List(List { items, .. }) => items.iter_mut().flatten().find_map(Self::first_mark_mut),
            Self::Sideways { blocks } => blocks.iter_mut().find_map(Self::first_mark_mut),
        }
    }
}

impl Table {
    /// Calls a function with every text in the table, in reading order.
    pub fn for_each_text_mut(&mut self, change: &mut impl FnMut(&mut Text)) {
        self.columns.iter_mut().for_each(|column| change(&mut column.head));
        for Cell { lines, notes, .. } in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            lines.iter_mut().chain(notes).for_each(&mut *change);
        }
        if let Some(caption) = &mut self.caption {
            change(&mut caption.text);
        }
    }
}
