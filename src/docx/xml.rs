//! A small tree of XML, enough to put right what docx-rs writes: read with quick-xml, changed in place,
//! written again. Comments, processing instructions and white space between elements are not kept.

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Decoder, Reader, Writer, XmlVersion};

/// Why a part can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum XmlError {
    /// The text is not XML.
    #[error("ein del av Word-fila er ikkje gyldig XML: {0}")]
    Syntax(#[from] quick_xml::Error),
    /// The part has no root element, or an element is not closed.
    #[error("ein del av Word-fila er ikkje heil")]
    Incomplete,
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Its name with its prefix ("w:p").
    pub name: String,
    /// Its attributes in their order.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// An element without attributes.
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element with one attribute, `w:val`: Word's commonest form.
    pub fn with_val(name: &str, value: impl Into<String>) -> Self {
        Self::new(name).with("w:val", value)
    }

    /// Adds an attribute.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// Adds a child element.
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds text.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Sets an attribute.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(own, _)| own == name) {
            Some((_, own)) => *own = value,
            None => self.attributes.push((name.into(), value)),
        }
    }

    /// An attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements, to be changed.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element with a name.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element with a name, wherever in this one it stands.
    pub fn first(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|child| if child.name == name { Some(child) } else { child.first(name) })
    }

    /// The first child element with a name, to be changed.
    pub fn find_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.elements_mut().find(|element| element.name == name)
    }

    /// The first child element with a name, made as the first child if there is none.
    pub fn find_or_insert(&mut self, name: &str) -> &mut Self {
        let position = self
            .children
            .iter()
            .position(|node| matches!(node, Node::Element(element) if element.name == name))
            .unwrap_or_else(|| {
                self.children.insert(0, Node::Element(Self::new(name)));
                0
            });
        match &mut self.children[position] {
            Node::Element(element) => element,
            Node::Text(_) => unreachable!("the position is an element's"),
        }
    }

    /// Puts an element in the place of the first with its name, or at the end.
    pub fn replace(&mut self, element: Self) {
        match self.find_mut(&element.name) {
            Some(own) => *own = element,
            None => self.children.push(Node::Element(element)),
        }
    }

    /// Takes away the child elements with a name.
    pub fn remove(&mut self, name: &str) {
        self.children.retain(|node| !matches!(node, Node::Element(element) if element.name == name));
    }

    /// Calls a function with this element and every element in it, from the outside in.
    pub fn visit(&mut self, change: &mut impl FnMut(&mut Self)) {
        change(self);
        for element in self.elements_mut() {
            element.visit(change);
        }
    }

    /// Reads a part.
    ///
    /// # Errors
    /// `XmlError` if it is not XML.
    pub fn parse(xml: &[u8]) -> Result<Self, XmlError> {
        let mut reader = Reader::from_reader(xml);
        let mut open: Vec<Self> = Vec::new();
        loop {
            match reader.read_event()? {
                Event::Start(start) => open.push(Self::start(&start, reader.decoder())?),
                Event::Empty(start) => {
                    let element = Self::start(&start, reader.decoder())?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(Node::Element(element)),
                        None => return Ok(element),
                    }
                }
                Event::End(_) => {
                    let element = open.pop().ok_or(XmlError::Incomplete)?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(Node::Element(element)),
                        None => return Ok(element),
                    }
                }
                Event::Text(text) => {
                    let text = text.decode().map_err(quick_xml::Error::from)?;
                    push_text(&mut open, &text);
                }
                Event::GeneralRef(reference) => {
                    let name = reference.decode().map_err(quick_xml::Error::from)?;
                    let resolved =
                        quick_xml::escape::unescape(&format!("&{name};")).map_err(quick_xml::Error::from)?.into_owned();
                    push_text(&mut open, &resolved);
                }
                Event::CData(data) => {
                    push_text(&mut open, &data.decode().map_err(quick_xml::Error::from)?);
                }
                Event::Eof => return Err(XmlError::Incomplete),
                Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
            }
        }
    }

    fn start(start: &BytesStart, decoder: Decoder) -> Result<Self, XmlError> {
        let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
        let attributes = start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.map_err(quick_xml::Error::from)?;
                let value = attribute.decoded_and_normalized_value(XmlVersion::Implicit1_0, decoder)?.into_owned();
                Ok((String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value))
            })
            .collect::<Result<_, XmlError>>()?;
        Ok(Self { name, attributes, children: Vec::new() })
    }

    /// Writes a part, with its declaration.
    ///
    /// # Errors
    /// `XmlError` if quick-xml fails.
    pub fn to_part(&self) -> Result<Vec<u8>, XmlError> {
        let mut writer = Writer::new(Vec::new());
        writer
            .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))
            .map_err(quick_xml::Error::from)?;
        self.write(&mut writer).map_err(quick_xml::Error::from)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let mut start = BytesStart::new(&self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((name.as_str(), value.as_str()));
        }
        if self.children.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for node in &self.children {
            match node {
                Node::Element(element) => element.write(writer)?,
                Node::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
            }
        }
        writer.write_event(Event::End(BytesEnd::new(&self.name)))
    }
}

/// Adds text to the innermost open element; white space alone is kept only where it is text.
fn push_text(open: &mut [Element], text: &str) {
    let Some(element) = open.last_mut() else {
        return;
    };
    /// Elements whose blanks are text.
    const TEXTS: [&str; 6] = ["w:t", "w:instrText", "w:delText", "w:delInstrText", "a:t", "m:t"];
    let holds_text = TEXTS.contains(&element.name.as_str()) || !text.trim().is_empty();
    if !holds_text {
        return;
    }
    match element.children.last_mut() {
        Some(Node::Text(own)) => own.push_str(text),
        _ => element.children.push(Node::Text(text.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:p a=\"x &amp; &quot;y&quot;\"><w:t xml:space=\"preserve\"> å &lt; b &amp; c </w:t><w:b/></w:p>";
        let element = Element::parse(xml.as_bytes()).unwrap();
        assert_eq!(element.find("w:t").unwrap().children, [Node::Text(" å < b & c ".into())]);
        assert_eq!(element.get("a"), Some("x & \"y\""));
        assert_eq!(String::from_utf8(element.to_part().unwrap()).unwrap(), xml);
    }

    #[test]
    fn blanks_are_kept_in_every_text() {
        let xml = "<w:p>  <w:delText xml:space=\"preserve\"> </w:delText>\n<w:delInstrText> </w:delInstrText></w:p>";
        let element = Element::parse(xml.as_bytes()).unwrap();
        assert!(element.elements().all(|child| child.children == [Node::Text(" ".into())]));
        assert_eq!(element.children.len(), 2);
    }

    #[test]
    fn a_part_that_is_not_whole_is_refused() {
        for xml in ["", "<a>", "<a></b>", "<a"] {
            assert!(Element::parse(xml.as_bytes()).is_err(), "{xml}");
        }
    }
}
