//! What must stand together on a page: introductions with what they introduce, and what is too wide for an upright page
//! with its heading.

use crate::document::{Anchor, Block, HeadingKind, Role, Table, Text, Tone};

/// A drawing higher than this, in points, leaves no room for a heading on a page on its side.
const ROOM_FOR_A_HEADING: f64 = 330.0;

/// A financing table of more posts may go on over the page.
const MANY_POSTS: usize = 10;

/// Marks the headings that begin a page: every delmål, or the headings right over it, and a chapter with a table that is to
/// have one page. A chapter that is none of the numbered sections, what follows one, and a section that would else read as
/// part of the last delmål, or stand under a table of several pages, begin one unless they have a good part of a page.
pub fn begin_pages(blocks: &mut [Block]) {
    let (mut is_first, mut after_chapter, mut after_long) = (true, false, false);
    let small = |block: Option<&Block>| matches!(block, Some(Block::Table(table)) if table.anchor.as_ref() == Some(&Anchor::abbreviations()));
    let next: Vec<bool> = (1..=blocks.len()).map(|next| small(blocks.get(next))).collect();
    // A chapter's own table comes right under its heading, or under the words that introduce it.
    let one_page: Vec<bool> = (1..=blocks.len())
        .map(|next| {
            let under = blocks[next..].iter().take_while(|block| !matches!(block, Block::Heading(_)));
            under.take(3).any(|block| matches!(block, Block::Table(table) if table.one_page))
        })
        .collect();
    let mut first = None;
    for (at, (block, stays)) in blocks.iter_mut().zip(next).enumerate() {
        match block {
            Block::Heading(heading) if heading.kind == HeadingKind::Section => {
                let chapter = heading.number.is_none();
                // The abbreviations stand under the chapter before them.
                let stays = chapter && after_chapter && stays;
                heading.new_page = !is_first && one_page[at];
                heading.new_page_if_low =
                    !is_first && !stays && !heading.new_page && (chapter || after_chapter || after_long);
                (is_first, after_chapter, after_long) = (false, chapter, false);
                first.get_or_insert(at);
            }
            Block::Heading(heading) if heading.kind == HeadingKind::Delmål => {
                heading.new_page = true;
                after_long = true;
            }
            Block::Table(table) => after_long |= has_many_posts(table),
            _ => {}
        }
    }
    // The headings right over it begin the page: they would be alone on the one before.
    for at in (1..blocks.len()).rev() {
        if let [Block::Heading(above), Block::Heading(below)] = &mut blocks[at - 1..=at]
            && below.new_page
            && matches!(above.kind, HeadingKind::Section | HeadingKind::Part)
        {
            below.new_page = false;
            // The first begins one without more.
            above.new_page = first != Some(at - 1);
            above.new_page_if_low = false;
        }
    }
}

/// Whether it is the financing, with more posts than may stand over something else.
fn has_many_posts(table: &Table) -> bool {
    let posts = table.rows.iter().filter(|row| row.tone == Tone::Detail).count();
    table.anchor.as_ref() == Some(&Anchor::financing()) && posts > MANY_POSTS
}

/// Puts what is too wide for an upright page on pages on their side, with the headings and the words right before it.
pub fn wrap_landscape_blocks(blocks: Vec<Block>) -> Vec<Block> {
    let mut set: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let (wide, room) = match &block {
            Block::Table(table) => (table.landscape, true),
            Block::Figure(figure) => {
                figure.chart.as_ref().map_or((false, false), |own| (own.landscape, own.height < ROOM_FOR_A_HEADING))
            }
            _ => (false, false),
        };
        if !wide {
            set.push(block);
            continue;
        }
        let leads = |block: &Block| {
            // A delmål begins a page of its own.
            matches!(block, Block::Heading(heading) if heading.kind != HeadingKind::Delmål)
                || matches!(block, Block::Paragraph { role: Role::Intro, .. })
        };
        let before = set.iter().rev().take_while(|block| room && leads(block)).count();
        let mut page = set.split_off(set.len() - before);
        page.push(block);
        set.push(Block::Sideways { blocks: page });
    }
    set
}

/// Marks the paragraphs that stay with what they introduce: a table, a list, or a figure after a colon.
pub fn keep_introductions(blocks: &mut [Block]) {
    for index in 1..blocks.len() {
        let (before, after) = blocks.split_at_mut(index);
        let introduces = |text: &Text| match &after[0] {
            Block::Table(_) | Block::List(_) => true,
            Block::Figure(_) => text.words().trim_end().ends_with(':'),
            _ => false,
        };
        if let Block::Paragraph { role: role @ Role::Body, text, .. } = &mut before[index - 1]
            && introduces(text)
        {
            *role = Role::Intro;
        }
    }
}
