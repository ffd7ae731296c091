//! Tables.

use docx_rs::{
    AlignmentType, CellMargins, LineSpacing, LineSpacingType, Paragraph, RunProperty, Table, TableCell,
    TableCellBorder, TableCellBorderPosition, TableCellBorders, TableLayoutType, TableRow, WidthType,
};

use super::{BodyItem, BodyWriter, add_runs, change_of, mark_run, plain, revision_highlight, runs_of, styled, ticket};
use crate::document::{Bar, Cell, Change, Row, Table as Data, Tone};
use crate::docx::styles::{self, Heights, twips};

/// What stands where something is to be filled in: dots to write on, or over.
pub(super) const TO_FILL_IN: &str = "………………";

/// How far the line that ends a table reaches into the room under it, in points.
const LINE_UNDER_A_TABLE: f64 = 0.3;
/// How much room the bar under a table of shares has in the PDF, in points.
const SHARES_BAR: f64 = 16.0;

impl BodyWriter<'_> {
    pub(super) fn table(&mut self, data: &Data) {
        match &data.caption {
            Some(caption) => self.caption(caption, data.anchor.as_ref(), true),
            None if data.light => {}
            None => self.space_before_table(self.look.around.table.above, whole_change(data)),
        }
        self.table_change = whole_change(data);
        let mut own = Some(ticket("tabell", &self.body.tickets.tables));
        self.body.tickets.tables.extend(own.clone().map(|ticket| (ticket, data.summary.clone())));
        let page = &self.look.page;
        let across = twips(if data.landscape { page.landscape_text_width() } else { page.text_width() }) as usize;
        let widths = column_widths(data, across);
        let change = change_of(&data.mark);
        let dense = styles::DENSE[data.dense.min(styles::DENSE.len() - 1)];
        let head = data.columns.iter().zip(&widths).enumerate().map(|(index, (column, width))| {
            let style = match (data.light, column.numbers || column.year) {
                (true, _) => "Logghovud",
                (false, true) => "Tabellhovudtal",
                (false, false) => "Tabellhovud",
            };
            let paragraph = add_runs(ticketed(styled(&format!("{style}{dense}")), own.take()), runs_of(&column.head));
            let paragraph = if column.year { paragraph.align(AlignmentType::Center) } else { paragraph };
            let made = cell(*width).add_paragraph(in_row(paragraph, change, index == 0));
            // The words are white: what is behind them must not be the table style's alone, which may be changed or left out.
            let made = if data.light { made } else { made.shading(shading(&self.look.colours.accent)) };
            if column.year { without_sides(made) } else { made }
        });
        let mut rows = vec![TableRow::new(head.collect()).cant_split()];
        self.in_table = true;
        for (number, row) in data.rows.iter().enumerate() {
            // The rows of a short table hold on to the next.
            let keep = row.keep || (data.whole && number + 1 < data.rows.len());
            let cells = row.visible_cells().map(|(own, at)| {
                let width = widths[at.clone()].iter().sum();
                let made = self.cell(data, row, at.start, own, (width, keep));
                let made = if at.len() > 1 { made.grid_span(at.len()) } else { made };
                let made = if data.columns[at.start].year && at.len() == 1 { without_sides(made) } else { made };
                let made = match row.own && at.start == 0 {
                    // As in the PDF, in eighths of a point.
                    true => made.set_borders(TableCellBorders::with_empty().set(
                        TableCellBorder::new(TableCellBorderPosition::Left).size(24).color(&self.look.colours.accent),
                    )),
                    false => made,
                };
                match row.tone {
                    _ if row.own => made.shading(shading(&self.look.colours.tint)),
                    Tone::Group => made.shading(shading(&self.look.colours.tint)),
                    // In eighths of a point, as in the PDF.
                    Tone::Sum => made.set_borders(TableCellBorders::with_empty().set(
                        TableCellBorder::new(TableCellBorderPosition::Top).size(6).color(&self.look.colours.accent),
                    )),
                    _ => made,
                }
            });
            let made = TableRow::new(cells.collect());
            let least = row.height.max(row.with_names);
            let made = if least > 0.0 {
                made.row_height((least * 20.0) as f32).height_rule(docx_rs::HeightRule::AtLeast)
            } else {
                made
            };
            rows.push(if row.whole { made.cant_split() } else { made });
        }
        self.in_table = false;
        let mut table = Table::without_borders(rows)
            .set_grid(widths)
            .style(match (data.light, data.dense) {
                (true, _) => styles::LIGHT_TABLE,
                (false, 0) => styles::TABLE,
                (false, _) => styles::DENSE_TABLE,
            })
            .layout(TableLayoutType::Fixed)
            .width(across, WidthType::Dxa);
        // The style says it all; docx-rs would set margins and borders on every table.
        table.property = table.property.clear_all_border();
        self.body.parts.push(BodyItem::Table(Box::new(table)));
        let bar = if data.rows.iter().filter(|row| row.cells.iter().any(|cell| cell.share.is_some())).count() > 1 {
            SHARES_BAR
        } else {
            0.0
        };
        (self.under_table, self.after_facts) = (self.look.around.table.below + bar - LINE_UNDER_A_TABLE, false);
    }

    fn cell(&mut self, data: &Data, row: &Row, index: usize, own: &Cell, (width, keep): (usize, bool)) -> TableCell {
        let column = &data.columns[index];
        let dense = styles::DENSE[data.dense.min(styles::DENSE.len() - 1)];
        // What reaches over several columns is the row's head.
        let numbers = column.numbers && own.over == 0;
        let style = match (data.light, numbers, row.tone) {
            (true, _, _) => "Loggtekst",
            (false, true, Tone::Later) => "Tabelltalseinare",
            (false, true, _) => "Tabelltal",
            (false, false, Tone::Later) => "Tabellseinare",
            (false, false, Tone::Detail) => "Tabelldetalj",
            (false, false, _) => "Tabelltekst",
        };
        let style = &*format!("{style}{dense}");
        let strong = match row.tone {
            Tone::Group | Tone::Sum => true,
            Tone::Detail => false,
            Tone::Normal | Tone::Later => column.row_head && !data.light,
        };
        let kept = |paragraph: Paragraph| if keep { paragraph.keep_next(true) } else { paragraph };
        let mut made = cell(width);
        let mut first = index == 0;
        let mut of_row = |paragraph: Paragraph| in_row(paragraph, row.change, std::mem::take(&mut first));
        for line in &own.lines {
            let line = if strong { line.clone().all_strong() } else { line.clone() };
            made = made.add_paragraph(of_row(self.add_text(kept(styled(style)), &line)));
        }
        if own.lines.is_empty() {
            let mut paragraph = kept(styled(style));
            if let Some(bar) = own.bar {
                paragraph = self.bar(paragraph, bar, self.heights_of(style));
            }
            // No content control: in a table, LibreOffice 7.4 crosses one with the changes that it records there, and writes
            // a file that nobody can read.
            if own.fill_in.is_some() {
                paragraph = paragraph.add_run(mark_run(plain(TO_FILL_IN).style(styles::PROMPT), row.change));
            }
            made = made.add_paragraph(of_row(paragraph));
        }
        for note in &own.notes {
            made = made.add_paragraph(of_row(add_runs(kept(styled(&format!("Tabellmerknad{dense}"))), runs_of(note))));
        }
        made
    }

    /// A line that is shaded from side to side, as high as the letters beside it.
    fn bar(&self, paragraph: Paragraph, bar: Bar, beside: Heights) -> Paragraph {
        let [over, high] = [0.34, 0.62].map(|share| twips(share * beside.size));
        let low = LineSpacing::new().before(over).after(0).line(high as i32).line_rule(LineSpacingType::Exact);
        let mut paragraph = paragraph.line_spacing(low);
        let colour = match bar {
            Bar::Now => &self.look.colours.accent,
            Bar::Later => &self.look.colours.hairline,
        };
        paragraph.property = paragraph.property.shading(shading(colour));
        paragraph
    }
}

/// What became of the whole of a table: of itself, or of each of its rows.
fn whole_change(data: &Data) -> Option<Change> {
    let first = data.rows.first().and_then(|row| row.change);
    change_of(&data.mark).or(first.filter(|_| data.rows.iter().all(|row| row.change == first)))
}

/// A paragraph in a row that was put in or taken out; the first of the row says so of the whole row.
pub(super) fn in_row(paragraph: Paragraph, change: Option<Change>, first: bool) -> Paragraph {
    match change {
        Some(change) => paragraph.run_property(RunProperty::new().highlight(revision_highlight(change, first))),
        None => paragraph,
    }
}

/// A cell of a year: its bar reaches from side to side.
fn without_sides(mut cell: TableCell) -> TableCell {
    let sides = CellMargins::new().margin_left(0, WidthType::Dxa).margin_right(0, WidthType::Dxa);
    cell.property = cell.property.margins(sides);
    cell
}

/// A paragraph that is found again by an id.
pub(super) fn ticketed(paragraph: Paragraph, ticket: Option<String>) -> Paragraph {
    match ticket {
        Some(id) => Paragraph { id, ..paragraph },
        None => paragraph,
    }
}

fn column_widths(data: &Data, across: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = data.columns.iter().map(|column| (column.width * 20.0).round() as usize).collect();
    let sum: usize = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last = (*last + across).saturating_sub(sum);
    }
    widths
}

pub(super) fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
}

fn shading(colour: &str) -> docx_rs::Shading {
    docx_rs::Shading::new().shd_type(docx_rs::ShdType::Clear).color("auto").fill(colour)
}
