//! What the rules must know that the file does not say.

use crate::document::{Block, ChangeEntry, Document, Link, Signs, Table, Text, Tone};

/// What the rules know of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::pdf) struct Facts {
    /// The words of each link out of the document, with its address, in reading order.
    pub(super) links: Vec<(String, String)>,
    /// For each table, which of its columns are years.
    pub(super) years: Vec<Vec<bool>>,
    /// The tones of each table's rows, in reading order.
    pub(super) tones: Vec<Vec<Tone>>,
    /// For each table, row by row, what is heard in the place of each cell that is seen and no year's, where it is other words.
    pub(super) spoken: Vec<Vec<Vec<Option<String>>>>,
    /// Where each entry of the list of changes is and what has changed there, in reading order.
    pub(super) changes: Vec<String>,
    /// What is said around words that were put in or taken out.
    pub(super) signs: Option<Signs>,
}

impl Facts {
    /// The facts of a document.
    pub(in crate::pdf) fn of(document: &Document) -> Self {
        let mut facts = Self::default();
        if let Some(changes) = &document.changes {
            let entry = |own: &ChangeEntry| format!("{}: {}", own.place.words(), own.what.words());
            facts.changes = changes.entries.iter().map(entry).collect();
            facts.signs = Some(changes.signs.clone());
        }
        if let Some(log) = document.cover.as_ref().and_then(|cover| cover.log.as_ref()) {
            facts.add_table(&log.table);
        }
        document.all_blocks().for_each(|block| facts.add(block));
        facts
    }

    fn add(&mut self, block: &Block) {
        match block {
            Block::Paragraph { text, .. } => self.add_links(text),
            Block::List(list) => list.items.iter().flatten().for_each(|block| self.add(block)),
            Block::Table(table) => self.add_table(table),
            Block::Sideways { blocks } => blocks.iter().for_each(|block| self.add(block)),
            Block::Heading(_) | Block::Figure(_) => {}
        }
    }

    fn add_table(&mut self, table: &Table) {
        self.tones.push(table.rows.iter().map(|row| row.tone).collect());
        self.years.push(table.columns.iter().map(|column| column.year).collect());
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let is_year = |at: usize| table.columns.get(at).is_some_and(|column| column.year);
        let spoken = table.rows.iter().map(|row| {
            let cells = row.visible_cells().filter(|(_, columns)| !columns.clone().all(is_year));
            cells.map(|(cell, _)| cell.spoken().map(str::to_string)).collect()
        });
        self.spoken.push(spoken.collect());
        cells.flat_map(|cell| &cell.lines).for_each(|line| self.add_links(line));
    }

    fn add_links(&mut self, text: &Text) {
        for run in &text.0 {
            if let Some(Link::Url(url)) = &run.link {
                self.links.push((url.clone(), run.text.clone()));
            }
        }
    }
}
