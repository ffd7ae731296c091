//! The words and the addresses of links out of the document. Typst describes such a link by its address (`Contents`), which
//! some readers say instead of its words (typst/typst#8877), and writes letters in it that are none of an address's: it is to
//! be 7-bit ASCII (ISO 32000-1, 12.6.4.7; typst/typst#6128). A link of the list of changes it describes by the page alone.

use lopdf::{Dictionary, Document, Object, ObjectId, text_string};
use percent_encoding::{CONTROLS, utf8_percent_encode};

use super::{Facts, tree};

pub(super) fn apply(file: &mut Document, facts: &Facts) {
    let mut left: Vec<&(String, String)> = facts.links.iter().collect();
    for link in tree::elements_of_kind(file, b"Link") {
        let annotations = annotations(file, link);
        let Some(url) = annotations.first().and_then(|first| address(file, *first)) else { continue };
        let Some(next) = left.iter().position(|(known, _)| known.as_bytes() == url) else { continue };
        let (_, words) = left.remove(next);
        // A link over two pages has an annotation on each.
        for annotation in annotations {
            tree::set(file, annotation, "Contents", text_string(words));
        }
    }
    name_changes(file, &facts.changes);
    for object in file.objects.values_mut() {
        let Ok(dictionary) = object.as_dict_mut() else { continue };
        encode_address(dictionary);
        if let Ok(action) = dictionary.get_mut(b"A").and_then(Object::as_dict_mut) {
            encode_address(action);
        }
    }
}

/// Calls the links of the list of changes by the place and what has changed there.
fn name_changes(file: &mut Document, changes: &[String]) {
    let links = tree::elements_of_kind(file, b"Link").into_iter().map(|link| annotations(file, link));
    let named: Vec<(Vec<ObjectId>, String)> = links
        .filter_map(|annotations| {
            let page = page_alone(file, *annotations.first()?)?;
            Some((annotations, page))
        })
        .collect();
    // Where there are others, nobody knows which is which.
    if named.len() == changes.len() {
        for ((annotations, page), entry) in named.iter().zip(changes) {
            for annotation in annotations {
                tree::set(file, *annotation, "Contents", text_string(&format!("{entry}, {page}")));
            }
        }
    }
}

/// The words of a link within the file that says its page alone: "side 4".
fn page_alone(file: &Document, annotation: ObjectId) -> Option<String> {
    let own = file.get_dictionary(annotation).ok()?;
    let said = lopdf::decode_text_string(own.get(b"Contents").ok()?).ok()?;
    let (word, number) = said.split_once(' ')?;
    let is_page = word.chars().all(char::is_alphabetic) && number.bytes().all(|c| c.is_ascii_digit());
    (is_page && address(file, annotation).is_none()).then_some(said)
}

/// Gives an action that leads to an address the address in ASCII.
fn encode_address(action: &mut Dictionary) {
    let written = action.get(b"URI").and_then(Object::as_str).ok().filter(|written| !written.is_ascii());
    if let Some(encoded) = written.and_then(|written| std::str::from_utf8(written).ok()).map(in_ascii) {
        action.set("URI", Object::string_literal(encoded));
    }
}

/// An address in ASCII: its host by IDNA, all else by its bytes (RFC 3986, 2.5; RFC 6068 for mail).
fn in_ascii(address: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, CONTROLS).to_string();
    let host = |name: &str| idna::domain_to_ascii(name).unwrap_or_else(|_| encoded(name));
    if let Some(mail) = address.strip_prefix("mailto:") {
        let (to, rest) = mail.split_at(mail.find('?').unwrap_or(mail.len()));
        let receivers = to.split(',').map(|receiver| match receiver.rsplit_once('@') {
            Some((name, domain)) => format!("{}@{}", encoded(name), host(domain)),
            None => encoded(receiver),
        });
        return format!("mailto:{}{}", receivers.collect::<Vec<_>>().join(","), encoded(rest));
    }
    let Some((scheme, rest)) = address.split_once("://") else { return encoded(address) };
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (user, server) = authority.rsplit_once('@').unwrap_or(("", authority));
    let at = if user.is_empty() { "" } else { "@" };
    let (name, port) = server.split_at(server.rfind(':').unwrap_or(server.len()));
    format!("{scheme}://{}{at}{}{port}{}", encoded(user), host(name), encoded(path))
}

fn annotations(file: &Document, link: ObjectId) -> Vec<ObjectId> {
    let of = |kid: &Object| kid.as_dict().ok()?.get(b"Obj").ok()?.as_reference().ok();
    tree::kids(file, link).iter().filter_map(of).collect()
}

fn address(file: &Document, annotation: ObjectId) -> Option<&[u8]> {
    let action = file.get_dict_in_dict(file.get_dictionary(annotation).ok()?, b"A").ok()?;
    action.get(b"URI").ok()?.as_str().ok()
}
