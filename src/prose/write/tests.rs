use proptest::prelude::*;

use super::*;
use crate::document::{Anchor, Lang, Link, Role};
use crate::prose::read;
use crate::prose::readable::{merged, trimmed};

fn paragraph(runs: Vec<Run>) -> Block {
    Block::paragraph(Role::Body, Text(runs))
}

fn words(words: &str) -> Vec<Block> {
    vec![paragraph(vec![Run::plain(words)])]
}

/// That reading what is written of blocks gives the blocks.
fn assert_written(blocks: &[Block]) {
    let written = write(blocks);
    let prose = read(&written);
    assert_eq!(prose.problems, [], "{written:?}");
    assert_eq!(prose.blocks, blocks, "{written:?}");
}

#[test]
fn a_sign_gets_a_backslash_only_where_it_would_mean_something() {
    for (text, written) in [
        ("a*b", "a*b"),
        ("2 * 3", "2 * 3"),
        ("*ord*", "\\*ord*"),
        ("**ord**", "\\*\\*ord\\**"),
        ("ein *stjerne", "ein \\*stjerne"),
        ("snake_case og _ord_", "snake_case og _ord_"),
        ("[x]", "[x]"),
        ("[x](#y)", "\\[x](#y)"),
        ("[Frist]: 1.mai", "\\[Frist]: 1.mai"),
        ("1. mai", "1. mai"),
        ("1. ting", "1\\. ting"),
        ("12) ting", "12\\) ting"),
        ("- a", "\\- a"),
        ("a - b", "a - b"),
        ("-a", "-a"),
        ("+ a", "\\+ a"),
        ("---", "\\---"),
        ("# nei", "\\# nei"),
        ("#nei", "#nei"),
        ("C#", "C#"),
        ("> a", "\\> a"),
        ("a < b > c", "a < b > c"),
        ("<b>", "\\<b>"),
        ("AT&T", "AT&T"),
        ("&amp;", "&amp;"),
        ("pris: 5 (om lag)", "pris: 5 (om lag)"),
        ("`a`", "\\`a`"),
        ("a`b", "a`b"),
        ("~~a~~", "\\~~a~~"),
        ("C:\\ny", "C:\\ny"),
        ("a\\*b", "a\\\\*b"),
        ("![a](b)", "!\\[a](b)"),
    ] {
        assert_eq!(write(&words(text)), written, "{text}");
        assert_written(&words(text));
    }
}

#[test]
fn look_that_markdown_cant_tell_is_let_go_of_and_words_are_not() {
    let strong = Run::strong;
    for (runs, written) in [
        (vec![strong("ord "), Run::plain("og")], "**ord** og"),
        (vec![Run::plain("kommune"), strong("ne")], "kommunene"),
        (vec![Run { link: Some(Link::Url("fil.docx".into())), ..Run::plain("fila") }], "fila"),
        (vec![Run::plain("sjå https://x.no.")], "sjå https://x.no."),
        (vec![Run::plain(" to\nlinjer\t")], "to linjer"),
    ] {
        assert_eq!(write(&[paragraph(runs)]), written);
    }
}

#[test]
fn emphasis_and_links_are_written_as_short_as_they_can_be() {
    for text in [
        "sjå **pkt.** [](#pkt-7) og [*meir*](https://example.org)",
        "***a** b* og **a *b* c**",
        "[*sjå* her](#pkt-7)",
        "med [Powered by *Telemark* https://x.no/](språk:en) m.fl.",
        "**Sjå https://x.no/a_b (og https://x.no).**",
        "nord[*sør*](#x)",
        "[a](#x)[*b*](#x)",
        "[a [b] c](https://x.no/a_(b))",
        "\n- a\n  - b\n    1. c",
        "3. a\n\n   b\n\n4. c",
        "- a\n\n* b",
        "- - a",
    ] {
        assert_eq!(write(&read(text).blocks), text);
    }
}

const ORIGINAL: &str = "
        Fyrste *avsnitt*, med \\- teikn
        og to **feite
        ord** her.

        *  ein
        *  to
           linjer

           - djupare


        1) tal
        2) fleire\\.

        Slutt
        no.
    ";

/// The original with other words, which were typed into its blocks.
fn retyped(from: &str, to: &str) -> String {
    fn replace(blocks: &mut [Block], from: &str, to: &str) {
        for block in blocks {
            match block {
                Block::Paragraph { text, .. } => {
                    text.0.iter_mut().for_each(|run| run.text = run.text.replace(from, to));
                }
                Block::List(list) => list.items.iter_mut().for_each(|item| replace(item, from, to)),
                _ => {}
            }
        }
    }
    let mut blocks = read(ORIGINAL).blocks;
    replace(&mut blocks, from, to);
    rewrite(ORIGINAL, &blocks)
}

#[test]
fn what_was_there_stays_as_it_was_written() {
    for (from, to) in [
        ("her.", "der."),
        ("Fyrste", "Andre"),
        ("linjer", "rader"),
        ("djupare", "ned"),
        ("tal", "eitt"),
        ("Slutt", "Ende"),
    ] {
        assert_eq!(retyped(from, to), ORIGINAL.replace(from, to), "{from}");
    }
    assert_eq!(retyped("og", "og - nei -"), ORIGINAL.replace("og", "og - nei -"));
    assert_eq!(retyped("og", "# nei"), ORIGINAL.replace("og", "\\# nei"));
}

#[test]
fn blocks_and_items_come_and_go_without_moving_the_others() {
    let mut blocks = read(ORIGINAL).blocks;
    blocks.remove(1);
    blocks.insert(1, paragraph(vec![Run::plain("Nytt.")]));
    let list = ORIGINAL.find("*  ein").unwrap()..ORIGINAL.find("1) tal").unwrap();
    let expected = format!("{}Nytt.\n\n        {}", &ORIGINAL[..list.start], &ORIGINAL[list.end..]);
    assert_eq!(rewrite(ORIGINAL, &blocks).replace("\n\n\n", "\n\n"), expected);

    let mut blocks = read(ORIGINAL).blocks;
    let Block::List(list) = &mut blocks[2] else { panic!() };
    list.items.insert(0, words("null"));
    assert_eq!(
        rewrite(ORIGINAL, &blocks),
        ORIGINAL.replace("1) tal\n        2) fl", "1) null\n        2) tal\n        3) fl")
    );

    let mut blocks = read(ORIGINAL).blocks;
    blocks.swap(0, 3);
    let rewritten = rewrite(ORIGINAL, &blocks);
    for kept in ["Slutt\n        no.", "med \\- teikn\n        og to **feite\n"] {
        assert!(rewritten.contains(kept), "{rewritten}");
    }
}

const FRAGMENTS: [&str; 64] = [
    "ord",
    "Å",
    "a",
    "b.",
    "(c)",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\n\n",
    "\n- ",
    "\n- ",
    "\n  - ",
    "\n    - ",
    "\n1. ",
    "\n2. ",
    "\n   ",
    "\n* ",
    "\n+ ",
    "\n3) ",
    "- ",
    "1. ",
    "1.",
    "2)",
    "mai",
    "juni ",
    "*",
    "*",
    "**",
    "**",
    "***",
    "_",
    "__",
    "[",
    "[",
    "](#a)",
    "](#b%20c)",
    "](https://x.no/a_(b))",
    "](https://x.no/?a=1&copy=2)",
    "](språk:en)",
    "](språk:se)",
    "]",
    "(",
    ")",
    "https://x.no/y",
    "http://a.no",
    "\\",
    "\\*",
    "`",
    "<b>",
    "<",
    "&amp;",
    "&",
    "\u{a0}",
    "~",
    "|",
    "#",
    "!",
    "«",
    "»",
    "–",
];

/// The blocks of a text that is read without a problem, and has no emphasis that hangs on stars that are words.
fn read_blocks(text: &str) -> Option<Vec<Block>> {
    let prose = read(text);
    let hangs = |block: &Block| match block {
        Block::Paragraph { text, .. } => text.words().contains('*') && text.0.iter().any(|run| run.strong || run.emph),
        _ => false,
    };
    let sound = prose.problems.is_empty() && !text.contains("****") && !paragraphs(&prose.blocks).iter().any(hangs);
    sound.then_some(prose.blocks)
}

fn markdown() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(FRAGMENTS.to_vec()), 0..24).prop_map(|parts| parts.concat())
}

const WORDS: [&str; 46] = [
    "ord", "vil", "Å", "1.", "12)", "2.", "mai", "juni", "-", "+", "#", ">", "<b>", "&amp;", "&", "\\", "`", "`a`",
    "~", "~~a~~", "|", "[x]", "]", "[", "[^1]", "a_b_c", "_d_", "*", "**", "*e*", "f*g", "---", "===", "```", "https:",
    "//x", "(c", "d)", "a\u{a0}b", "«e»", "!", "\\*", "[a](b)", "[a]:", "1.mai", "o",
];

fn plain_words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..6).prop_map(|words| words.join(" "))
}

fn run() -> impl Strategy<Value = Run> {
    let link = prop_oneof![
        3 => Just(None),
        1 => Just(Some(Link::Anchor(Anchor::named("pkt-7")))),
        1 => Just(Some(Link::Anchor(Anchor::named("eit (namn) & 100%")))),
        1 => Just(Some(Link::Url("https://x.no/a_(b)&copy=1".into()))),
        1 => Just(Some(Link::Url("https://x.no/a)b\\<c>`".into()))),
    ];
    (plain_words(), any::<bool>(), any::<bool>(), link, prop::bool::weighted(0.2)).prop_map(
        |(text, strong, emph, link, foreign)| {
            let lang = (foreign && link.is_none()).then_some(Lang::En);
            Run { text, strong, emph, link, lang, ..Run::default() }
        },
    )
}

/// A paragraph whose runs have blanks between.
fn any_paragraph() -> impl Strategy<Value = Block> {
    let styled = prop::collection::vec((run(), plain_words()), 1..4).prop_map(|runs| {
        let between = |(run, words): (Run, String)| [run, Run::plain(format!(" {words} "))];
        paragraph(trimmed(merged(runs.into_iter().flat_map(between).collect())))
    });
    prop_oneof![plain_words().prop_map(|text| paragraph(vec![Run::plain(text)])), styled]
}

fn any_blocks() -> impl Strategy<Value = Vec<Block>> {
    let block = any_paragraph().prop_recursive(3, 24, 3, |inner| {
        let items = prop::collection::vec(prop::collection::vec(inner, 1..3), 1..4);
        (items, prop_oneof![Just(None), Just(Some(1)), Just(Some(9)), Just(Some(3))])
            .prop_map(|(items, start)| Block::List(List { start, whole: false, items }))
    });
    prop::collection::vec(block, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_it_was(blocks in any_blocks()) {
        assert_written(&blocks);
    }

    #[test]
    fn what_was_read_is_written_and_read_again(text in markdown()) {
        let blocks = read_blocks(&text);
        prop_assume!(blocks.is_some());
        assert_written(&blocks.unwrap());
    }

    #[test]
    fn a_text_with_nothing_new_stays_as_it_is_written(text in markdown()) {
        let prose = read(&text);
        prop_assume!(prose.problems.is_empty());
        prop_assert_eq!(rewrite(&text, &prose.blocks), text);
    }

    #[test]
    fn a_text_is_written_anew_to_what_is_new(text in markdown(), other in markdown(), indented in any::<bool>()) {
        let text = if indented { format!("\n    {}\n  ", text.replace('\n', "\n    ")) } else { text };
        let blocks = read_blocks(&other);
        prop_assume!(read(&text).problems.is_empty() && blocks.is_some());
        let blocks = blocks.unwrap();
        let rewritten = rewrite(&text, &blocks);
        prop_assert_eq!(read(&rewritten).blocks, blocks, "{:?}", rewritten);
    }
}
