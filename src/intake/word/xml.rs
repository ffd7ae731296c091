//! The XML of parts: parsed within limits, names by namespace and never by prefix, in both kinds of OOXML.

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::WordError;

/// An element, or a text, of a part.
pub(super) type Xml<'a, 'i> = Node<'a, 'i>;

/// The most nodes in a part.
const MOST_NODES: u32 = 6_000_000;
/// How deep elements may lie in each other. Word itself stops at tables in tables in eleven levels.
const DEEPEST: usize = 200;

/// The namespaces of the text: of the kind that is usual, and of the strict one.
const TEXT: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// The namespaces of the ids of relationships.
const RELATIONSHIPS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/// Parses a part.
pub(in crate::intake) fn parse(text: &str) -> Result<Document<'_>, WordError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::DtdDetected | Error::EntityReferenceLoop(_) => WordError::Unsafe,
        Error::NodesLimitReached | Error::AttributesLimitReached | Error::NamespacesLimitReached => WordError::TooLarge,
        _ => WordError::Damaged,
    })?;
    if is_too_deep(&document) { Err(WordError::TooDeep) } else { Ok(document) }
}

fn is_too_deep(document: &Document<'_>) -> bool {
    let (mut at, mut depth) = (document.root(), 0_usize);
    loop {
        if let Some(child) = at.first_child() {
            (at, depth) = (child, depth + 1);
            if depth > DEEPEST {
                return true;
            }
            continue;
        }
        while at.next_sibling().is_none() {
            match at.parent() {
                Some(parent) => (at, depth) = (parent, depth - 1),
                None => return false,
            }
        }
        match at.next_sibling() {
            Some(next) => at = next,
            None => return false,
        }
    }
}

/// What is asked of elements of the text.
pub(super) trait Element<'a, 'i: 'a> {
    /// The name of an element of the text; "" for all else.
    fn name(&self) -> &'i str;
    /// The name of an element of whatever namespace.
    fn local(&self) -> &'i str;
    /// The first child of a name.
    fn child(&self, name: &str) -> Option<Xml<'a, 'i>>;
    /// An attribute of the text.
    fn own(&self, name: &str) -> Option<&'a str>;
    /// The attribute `val` of a child.
    fn val(&self, name: &str) -> Option<&'a str>;
    /// Whether a child that is a switch is there and on; `None` where it is not there.
    fn switch(&self, name: &str) -> Option<bool>;
    /// The id of a relationship.
    fn relationship(&self, name: &str) -> Option<&'a str>;
}

impl<'a, 'i: 'a> Element<'a, 'i> for Xml<'a, 'i> {
    fn name(&self) -> &'i str {
        let tag = self.tag_name();
        let is_text = self.is_element() && tag.namespace().is_some_and(|space| TEXT.contains(&space));
        if is_text { tag.name() } else { "" }
    }

    fn local(&self) -> &'i str {
        self.tag_name().name()
    }

    fn child(&self, name: &str) -> Option<Xml<'a, 'i>> {
        self.children().find(|own| own.name() == name)
    }

    fn own(&self, name: &str) -> Option<&'a str> {
        TEXT.iter().find_map(|space| self.attribute((*space, name)))
    }

    fn val(&self, name: &str) -> Option<&'a str> {
        self.child(name)?.own("val")
    }

    fn switch(&self, name: &str) -> Option<bool> {
        let own = self.child(name)?;
        Some(!matches!(own.own("val"), Some("0" | "false" | "off" | "none")))
    }

    fn relationship(&self, name: &str) -> Option<&'a str> {
        RELATIONSHIPS.iter().find_map(|space| self.attribute((*space, name)))
    }
}
