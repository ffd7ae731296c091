//! Who may ask. Comes in: the head of a request. Goes out: whether it comes from the page that the program opened, or why not.
//!
//! The address that is opened has a secret, which the browser then keeps as a cookie that only this page's own requests send. A
//! site that has its name lead here (DNS rebinding) asks with its own name as host; a page of another site has another origin.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};

use super::sent_files::takes_file;

/// How the secret is called in the address that is opened.
const SECRET: &str = "nykel";

/// What a browser says of who asks.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The one who knows the secret and the address.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    port: u16,
    secret: String,
}

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It comes from the page.
    Allowed,
    /// It has the secret in its address, and gets the cookie.
    Welcome,
    /// It is refused.
    Refused(StatusCode, &'static str),
}

impl Guard {
    pub(super) fn new(port: u16) -> Result<Self, getrandom::Error> {
        let mut secret = [0; 24];
        getrandom::fill(&mut secret)?;
        Ok(Self { port, secret: URL_SAFE_NO_PAD.encode(secret) })
    }

    /// The address that is opened.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?{SECRET}={}", self.port, self.secret)
    }

    /// The cookie that the browser is given. Its name has the port, for cookies are shared by all ports of a machine.
    pub(super) fn cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name(), self.secret)
    }

    fn cookie_name(&self) -> String {
        format!("handlingsplan-{}", self.port)
    }

    /// What becomes of a request.
    pub(super) fn judge(&self, head: &Parts) -> Verdict {
        let refused = |status, why| Verdict::Refused(status, why);
        if !self.is_ours(head) {
            return refused(StatusCode::MISDIRECTED_REQUEST, "Adressa er ikkje til denne sida.");
        }
        if !matches!(one(&head.headers, &FETCH_SITE), None | Some("same-origin" | "none")) {
            return refused(StatusCode::FORBIDDEN, "Førespurnaden kjem frå ei anna side.");
        }
        if head.method == Method::GET && head.uri.path() == "/" && self.has_secret(head.uri.query()) {
            return Verdict::Welcome;
        }
        if !self.has_cookie(&head.headers) {
            return refused(
                StatusCode::FORBIDDEN,
                "Denne sida er lukka for andre. Opne adressa som programmet viste då det starta.",
            );
        }
        match head.method {
            Method::GET => Verdict::Allowed,
            Method::POST if !self.is_from_page(&head.headers) => {
                refused(StatusCode::FORBIDDEN, "Førespurnaden kjem frå ei anna side.")
            }
            // Neither is what a form of another site can send.
            Method::POST if one(&head.headers, &CONTENT_TYPE) != Some(media_type(head.uri.path())) => {
                refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Førespurnaden er ikkje av det slaget som sida sender.")
            }
            Method::POST => Verdict::Allowed,
            _ => refused(StatusCode::METHOD_NOT_ALLOWED, "Førespurnaden er av eit ukjent slag."),
        }
    }

    /// The names that the page has as a host.
    fn hosts(&self) -> [String; 2] {
        ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port))
    }

    /// Whether a request is for this page, by its one host and by the address that some requests have besides.
    fn is_ours(&self, head: &Parts) -> bool {
        let hosts = self.hosts();
        let is_ours = |host: &str| hosts.iter().any(|own| own == host);
        one(&head.headers, &HOST).is_some_and(is_ours) && head.uri.authority().is_none_or(|own| is_ours(own.as_str()))
    }

    fn is_from_page(&self, headers: &HeaderMap) -> bool {
        let from = |own: &str| self.hosts().iter().any(|host| own.strip_prefix("http://") == Some(host));
        one(headers, &ORIGIN).is_some_and(from)
    }

    fn has_secret(&self, query: Option<&str>) -> bool {
        let values = query.into_iter().flat_map(|query| query.split('&')).filter_map(|pair| pair.split_once('='));
        values.filter(|(name, _)| *name == SECRET).any(|(_, value)| self.is_secret(value))
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        let all = headers.get_all(COOKIE).iter().filter_map(|own| own.to_str().ok()).flat_map(|own| own.split(';'));
        all.filter_map(|pair| pair.trim().split_once('=')).any(|(own, value)| own == name && self.is_secret(value))
    }

    /// Takes as long for any guess.
    fn is_secret(&self, guess: &str) -> bool {
        let differs = self.secret.bytes().zip(guess.bytes()).fold(0, |found, (own, other)| found | (own ^ other));
        guess.len() == self.secret.len() && differs == 0
    }
}

/// What is sent to an address.
fn media_type(path: &str) -> &'static str {
    if takes_file(path) { "application/octet-stream" } else { "application/json" }
}

/// The value of a header that stands once.
fn one<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut all = headers.get_all(name).iter();
    // Of two, nobody knows which one others go by.
    all.next().filter(|_| all.next().is_none())?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::*;

    fn guard() -> Guard {
        Guard { port: 1234, secret: "loynd".into() }
    }

    fn judged(method: &str, address: &str, headers: &[(&str, &str)]) -> Verdict {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        guard().judge(&request.body(()).unwrap().into_parts().0)
    }

    const HOST: (&str, &str) = ("host", "127.0.0.1:1234");
    const COOKIE: (&str, &str) = ("cookie", "anna=1; handlingsplan-1234=loynd");
    const ORIGIN: (&str, &str) = ("origin", "http://127.0.0.1:1234");
    const JSON: (&str, &str) = ("content-type", "application/json");

    #[test]
    fn the_page_is_let_in_and_nobody_else() {
        let status = |verdict| match verdict {
            Verdict::Refused(status, _) => status.as_u16(),
            Verdict::Welcome => 303,
            Verdict::Allowed => 200,
        };
        type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], u16);
        let all: [Case; 19] = [
            ("GET", "/", &[HOST, COOKIE], 200),
            ("GET", "/", &[("host", "localhost:1234"), COOKIE], 200),
            ("POST", "/lagre", &[HOST, COOKIE, ORIGIN, JSON], 200),
            ("GET", "/?nykel=loynd", &[HOST], 303),
            ("GET", "/?nykel=loyn", &[HOST], 403),
            ("GET", "/", &[HOST], 403),
            ("GET", "/", &[HOST, ("cookie", "handlingsplan-1234=loyn")], 403),
            ("GET", "/", &[HOST, ("cookie", "handlingsplan-99=loynd")], 403),
            ("GET", "/", &[COOKIE], 421),
            ("GET", "/", &[("host", "vond.example:1234"), COOKIE], 421),
            ("GET", "/", &[("host", "127.0.0.1"), COOKIE], 421),
            ("GET", "/", &[HOST, HOST, COOKIE], 421),
            ("GET", "http://vond.example/", &[HOST, COOKIE], 421),
            ("GET", "/", &[HOST, COOKIE, ("sec-fetch-site", "same-site")], 403),
            ("POST", "/lagre", &[HOST, COOKIE, JSON], 403),
            ("POST", "/lagre", &[HOST, COOKIE, ("origin", "http://127.0.0.1:99"), JSON], 403),
            ("POST", "/lagre", &[HOST, COOKIE, ("origin", "null"), JSON], 403),
            ("POST", "/lagre", &[HOST, COOKIE, ORIGIN, ("content-type", "text/plain")], 415),
            ("PUT", "/lagre", &[HOST, COOKIE, ORIGIN, JSON], 405),
        ];
        for (method, address, headers, expected) in all {
            assert_eq!(status(judged(method, address, headers)), expected, "{method} {address} {headers:?}");
        }
    }

    #[test]
    fn a_secret_is_new_each_time_and_opens_the_page() {
        let (one, other) = (Guard::new(80).unwrap(), Guard::new(80).unwrap());
        assert_ne!(one.secret, other.secret);
        let address = one.address();
        let request = |guard: &Guard| {
            let request =
                Request::builder().uri(&address["http://127.0.0.1:80".len()..]).header("host", "127.0.0.1:80");
            guard.judge(&request.body(()).unwrap().into_parts().0)
        };
        assert_eq!(request(&one), Verdict::Welcome);
        assert!(matches!(request(&other), Verdict::Refused(..)));
    }
}
