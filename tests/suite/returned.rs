//! Word files that came back, on the page of `sjå`: what becomes of them is what `hent` makes of them.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use serde_json::{Value, json};

use crate::intake::{edited, file_of};
use crate::preview::{Preview, files};
use crate::support::{copy_of, said, text};

const PLAN: &str = "vest-telemark-2025";

/// Sends a file as the page does, with what stands in the head besides.
fn send(preview: &Preview, address: &str, head: &str, bytes: &[u8]) -> (u16, Value) {
    let mut stream = TcpStream::connect(&preview.host).unwrap();
    let host = &preview.host;
    let (cookie, length) = (&preview.cookie, bytes.len());
    let head = format!(
        "POST {address} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n{head}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let _ = stream.write_all(bytes);
    let mut said = Vec::new();
    stream.read_to_end(&mut said).unwrap();
    let said = String::from_utf8(said).unwrap();
    let (head, body) = said.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), serde_json::from_str(body).unwrap_or(Value::Null))
}

fn add(preview: &Preview, name: &str, bytes: &[u8]) -> (u16, String) {
    let own = format!("Origin: http://{}\r\nContent-Type: application/octet-stream\r\n", preview.host);
    let (status, said) = send(preview, &format!("/word-fil?namn={name}&storleik={}", bytes.len()), &own, bytes);
    (status, said["message"].as_str().unwrap_or_default().to_string())
}

fn list(preview: &Preview) -> String {
    preview.get("/word").said()["html"].as_str().unwrap().replace("&quot;", "\"")
}

/// What the buttons of the list that do one thing send.
fn deeds(list: &str, name: &str) -> Vec<Value> {
    let all = list.split("data-word=\"").skip(1).map(|rest| rest.split("\">").next().unwrap());
    all.map(|own| serde_json::from_str(own).unwrap()).filter(|own: &Value| own.get(name).is_some()).collect()
}

fn act(preview: &Preview, deed: &Value) -> String {
    let answer = preview.post("/word", deed);
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.said()["message"].as_str().unwrap().to_string()
}

/// Two files of colleagues: words, a name of the register, a comment and a decision.
fn two_files(folder: &Path) -> [Vec<u8>; 2] {
    let own = file_of(folder);
    let first = edited::document(&own, |xml| {
        let xml = edited::replaced(&xml, "konkrete tiltak i årlege", "konkrete tiltak i dei årlege");
        edited::replaced(&xml, "greie for tiltak og aktivitetar", "greie for alle tiltak og aktivitetar")
    });
    let second = edited::document(&own, |xml| edited::filled_in(&xml, "Tokke kommune", "17. juni 2025", "PS 91/25"));
    [edited::commented(&first, "koordinert innsats", "Er dette rett?"), second]
}

#[test]
fn what_is_taken_in_on_the_page_is_what_hent_takes_in_and_is_undone() {
    let folder = copy_of(PLAN);
    let other = copy_of(PLAN);
    let [first, second] = two_files(folder.path());
    let before = files(folder.path());
    let preview = Preview::of(folder.path());
    assert_eq!(list(&preview), "");
    let added = add(&preview, "kari.docx", &first);
    assert_eq!(added, (200, "kari.docx: 2 endringar å ta inn, 1 merknad.".into()));
    assert_eq!(add(&preview, "tokke.docx", &second), (200, "tokke.docx: 1 endring å ta inn.".into()));
    assert_eq!(add(&preview, "igjen.docx", &second).1, "igjen.docx står i lista frå før.");
    assert_eq!(files(folder.path()), before, "nothing is written until it is asked for");
    let shown = list(&preview);
    for words in
        ["kari.docx: uspora endring", "konkrete tiltak i dei årlege", "Er dette rett?", "Ta inn alle (3)", "Vedtak"]
    {
        assert!(shown.to_lowercase().contains(&words.to_lowercase()), "{words}: {shown}");
    }
    // One of them, the others declined: that is what is written.
    let declined = deeds(&shown, "decline");
    assert_eq!(declined.len(), 3);
    act(&preview, &declined[1]);
    assert!(list(&preview).contains("Ta inn alle (2)"));
    let taken = act(&preview, &deeds(&shown, "take_in")[0]);
    assert!(taken.starts_with("Lagra. Frå Word: "), "{taken}");
    act(&preview, &deeds(&shown, "keep_comment")[0]);
    assert!(list(&preview).contains("Merknad, teken vare på"));
    let all = act(&preview, &json!("take_all"));
    assert!(all.contains("Tok vare på versjon 6.0"), "{all}");
    assert!(list(&preview).contains("Ta med att") && !list(&preview).contains("Ta inn alle"));
    // The same by the command.
    let saved: Vec<String> = [("kari.docx", &first), ("tokke.docx", &second)]
        .into_iter()
        .map(|(name, bytes)| {
            let file = other.path().join("inn").join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, bytes).unwrap();
            text(&file).to_string()
        })
        .collect();
    let listed = said(&["hent", text(other.path()), &saved[0], &saved[1], "--format", "json"]);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let is_declined = |own: &&Value| own["etter"].to_string().contains("greie for alle tiltak");
    let declined = listed["endringar"].as_array().unwrap().iter().position(|own| is_declined(&own)).unwrap();
    let numbers: Vec<String> = (1..=listed["endringar"].as_array().unwrap().len())
        .filter(|at| *at != declined + 1)
        .map(|at| at.to_string())
        .collect();
    said(&["hent", text(other.path()), &saved[0], &saved[1], "--skriv", &numbers.join(","), "--merknader"]);
    assert_eq!(files(folder.path()), files(other.path()));
    for _ in 0..3 {
        assert_eq!(preview.post("/angre", &json!({})).status, 200);
    }
    assert_eq!(files(folder.path()), before);
    assert_eq!(deeds(&list(&preview), "take_in").len(), 2, "what is undone can be taken in again");
    act(&preview, &json!("close"));
    assert_eq!(list(&preview), "");
}

#[test]
fn files_that_are_refused_are_told_in_the_words_of_hent() {
    let folder = copy_of(PLAN);
    let own = file_of(folder.path());
    let elsewhere = file_of(copy_of("eksempel-bokmal-2026").path());
    let preview = Preview::of(folder.path());
    assert_eq!(add(&preview, "tull.docx", b"tull"), (422, "tull.docx er inga Word-fil (.docx).".into()));
    assert!(add(&preview, "anna.docx", &elsewhere).1.contains("er av ein annan plan"));
    let address = "/word-fil?namn=stor.docx&storleik=100000001";
    let head = format!("Origin: http://{}\r\nContent-Type: application/octet-stream\r\n", preview.host);
    let (status, large) = send(&preview, address, &head, b"");
    assert_eq!(
        (status, large["message"].as_str().unwrap()),
        (422, "stor.docx er for stor: ho har meir i seg enn programmet les.")
    );
    assert!(list(&preview).contains("tull.docx er inga Word-fil"), "what is refused stays in view");
    // A name is shown as it is, and leads nowhere.
    let hostile = add(&preview, "..%2F..%2F%3Cb%3Ex%3C%2Fb%3E%0A.docx", b"x").1;
    assert!(hostile.contains("b>.docx") && !hostile.contains(".."), "{hostile}");
    assert!(!list(&preview).contains("<b>"));
    // Only the page sends files.
    let foreign = "Origin: http://ond.example\r\nContent-Type: application/octet-stream\r\n".to_string();
    let form = format!("Origin: http://{}\r\nContent-Type: multipart/form-data\r\n", preview.host);
    for (head, status) in [(foreign, 403), (form, 415)] {
        assert_eq!(send(&preview, "/word-fil?namn=a.docx", &head, &own).0, status);
    }
    // A file that has lost what it was: each of its changes is to be looked at.
    let changed = edited::document(&own, |xml| edited::replaced(&xml, "koordinert innsats", "felles innsats"));
    assert_eq!(add(&preview, "base.docx", &edited::without_base(&changed)).0, 200);
    let shown = list(&preview);
    assert!(shown.contains("er samanlikna med planen slik han er no") && !shown.contains("Ta inn alle"), "{shown}");
    assert_eq!(preview.post("/word", &json!("take_all")).status, 409);
    assert_eq!(preview.post("/word", &json!({ "take_in": "9-0-ukjend" })).status, 409);
}

#[test]
fn what_two_want_otherwise_is_a_conflict_with_all_texts() {
    let folder = copy_of(PLAN);
    let own = file_of(folder.path());
    let changed = |new: &str| edited::document(&own, |xml| edited::replaced(&xml, "koordinert innsats", new));
    let preview = Preview::of(folder.path());
    for (name, words) in [("ein.docx", "felles innsats"), ("to.docx", "samla innsats")] {
        assert_eq!(add(&preview, name, &changed(words)).0, 200);
    }
    let shown = list(&preview);
    for words in ["koordinert innsats", "felles innsats", "samla innsats", "Konflikt: to.docx", "Konflikt: ein.docx"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(deeds(&shown, "take_in").is_empty());
}
