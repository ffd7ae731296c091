//! The page's server: HTTP/1.1 on this machine alone. Comes in: a listener, the guard, and the desk to ask. Goes out: the page and
//! its files, which are in the program, what the desk answers, and an event each time that the plan is another.
//!
//! No address leads to a file on the disk. What is sent is bounded, and so is the time that it may take.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use http_body_util::{BodyExt, Either, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION,
    REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot, watch};
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use super::guard::{Guard, Verdict};
use super::page;
use super::pages::Laid;
use super::policy::{POLICY, TEXT_POLICY};
use super::requests::{self, FileKind, Reply, ReplyKind};
use super::sent_files::takes_file;
use crate::make::intake::MAX_FILE_BYTES;

/// The most connections at a time. A browser has six.
const MAX_CONNECTIONS: usize = 200;
/// The most that one request may send, in bytes: more than any file of a plan may have.
const MAX_BODY: usize = 2 * 1024 * 1024;
/// The most bytes of a Word file that is sent.
const MAX_FILE: usize = MAX_FILE_BYTES as usize;
/// How long a request may take to come.
const MAX_TIME: Duration = Duration::from_secs(10);
/// How often a page that waits for events is told that nothing has happened.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long the last answers may take once the page has asked to end it.
const FAREWELL: Duration = Duration::from_millis(300);

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// The number of what the page shows that asks: two tabs may show two plans, and only one of them is the program's.
const PLACE: HeaderName = HeaderName::from_static("x-stad");

type Answer = Response<Either<Full<Bytes>, Channel<Bytes>>>;

/// What is asked of the desk, and where the answer is to go.
pub(super) struct Call {
    /// What is asked.
    pub(super) request: requests::Request,
    /// The number of what the page shows that asks, if it says so.
    pub(super) place: Option<u64>,
    /// Where the answer is to go.
    pub(super) reply: oneshot::Sender<Reply>,
}

impl Call {
    /// Whether it is asked by a page that shows what has a number.
    pub(super) fn is_for(&self, number: u64) -> bool {
        self.place.is_none_or(|own| own == number)
    }

    /// Answers. Who asked may be gone.
    pub(super) fn answer(self, reply: Reply) {
        drop(self.reply.send(reply));
    }
}

/// What comes to the desk.
pub(super) enum Message {
    /// Something is asked.
    Call(Call),
    /// A document has been laid out, for the plan that is shown by a number.
    Laid(u64, Box<Laid>),
    /// The page has asked to end it.
    End,
}

/// What every connection needs.
pub(super) struct Server {
    guard: Guard,
    desk: mpsc::Sender<Message>,
    states: watch::Receiver<u64>,
    end: Notify,
}

impl Server {
    pub(super) fn new(guard: Guard, desk: mpsc::Sender<Message>, states: watch::Receiver<u64>) -> Self {
        Self { guard, desk, states, end: Notify::new() }
    }
}

/// Serves until the page asks to end it.
///
/// # Errors
/// `io::Error` if the system has no room for a server.
pub(super) fn run(listener: std::net::TcpListener, server: Server) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let (server, listener) = (Arc::new(server), TcpListener::from_std(listener)?);
        let accepting = tokio::spawn(accept(listener, server.clone()));
        server.end.notified().await;
        accepting.abort();
        sleep(FAREWELL).await;
        Ok(())
    })
}

/// A connection, and whether what it asked was allowed.
struct Connection {
    is_known: Arc<AtomicBool>,
    task: AbortHandle,
}

/// Takes connections. Where there are too many, the oldest that has not shown who it is has to go.
async fn accept(listener: TcpListener, server: Arc<Server>) {
    let mut connections: VecDeque<Connection> = VecDeque::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // The system has no more files to give: some are given back soon.
            sleep(Duration::from_millis(20)).await;
            continue;
        };
        connections.retain(|own| !own.task.is_finished());
        if connections.len() >= MAX_CONNECTIONS {
            let stranger = connections.iter().position(|own| !own.is_known.load(Ordering::Relaxed));
            if let Some(own) = connections.remove(stranger.unwrap_or(0)) {
                own.task.abort();
            }
        }
        let is_known = Arc::new(AtomicBool::new(false));
        let task = tokio::spawn(converse(stream, server.clone(), is_known.clone())).abort_handle();
        connections.push_back(Connection { is_known, task });
    }
}

/// Answers what comes over a connection.
async fn converse(stream: TcpStream, server: Arc<Server>, is_known: Arc<AtomicBool>) {
    let answer = |request| {
        let (server, is_known) = (server.clone(), is_known.clone());
        async move { Ok::<_, Infallible>(server.answer(request, &is_known).await) }
    };
    // A connection that breaks is the other's affair.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(MAX_TIME)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service_fn(answer))
        .await;
}

impl Server {
    async fn answer(&self, request: Request<Incoming>, is_known: &AtomicBool) -> Answer {
        let (head, body) = request.into_parts();
        match self.guard.judge(&head) {
            Verdict::Refused(status, why) => plain(status, why),
            Verdict::Welcome => {
                let mut answer = plain(StatusCode::SEE_OTHER, "");
                let headers = answer.headers_mut();
                headers.insert(LOCATION, HeaderValue::from_static("/"));
                if let Ok(cookie) = HeaderValue::from_str(&self.guard.cookie()) {
                    headers.insert(SET_COOKIE, cookie);
                }
                answer
            }
            Verdict::Allowed => {
                is_known.store(true, Ordering::Relaxed);
                self.answer_page(&head, body).await
            }
        }
    }

    async fn answer_page(&self, head: &Parts, body: Incoming) -> Answer {
        let path = head.uri.path();
        if head.method == Method::GET {
            if path == "/hendingar" {
                return events(self.states.clone());
            }
            if let Some((kind, text)) = page::file(path) {
                return answered(StatusCode::OK, kind, text.into_owned());
            }
        }
        let most = if takes_file(path) { MAX_FILE } else { MAX_BODY };
        let Ok(body) = timeout(MAX_TIME, Limited::new(body, most).collect()).await else {
            return plain(StatusCode::REQUEST_TIMEOUT, "Førespurnaden kom for seint.");
        };
        let Ok(body) = body else {
            return plain(StatusCode::PAYLOAD_TOO_LARGE, "Det er for mykje i éin gong.");
        };
        if head.method == Method::POST && path == "/avslutt" {
            self.end.notify_one();
            return answered(StatusCode::OK, "application/json", "{}");
        }
        let query = head.uri.query().unwrap_or_default();
        let request = match requests::parse(&head.method, path, query, &body.to_bytes()) {
            Ok(request) => request,
            Err((status, why)) => return plain(StatusCode::from_u16(status).unwrap_or(StatusCode::NOT_FOUND), why),
        };
        let (reply, answer) = oneshot::channel();
        let place = head.headers.get(&PLACE).and_then(|own| own.to_str().ok()?.parse().ok());
        let asked = self.desk.send(Message::Call(Call { request, place, reply })).is_ok();
        match answer.await {
            Ok(reply) if asked => answered_by_desk(reply),
            _ => plain(StatusCode::INTERNAL_SERVER_ERROR, "Noko gjekk gale i programmet, og dette vart ikkje gjort."),
        }
    }
}

fn answered_by_desk(Reply { status, kind, body }: Reply) -> Answer {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = answered(status, kind.media_type(), body);
    match kind {
        ReplyKind::Text | ReplyKind::File(FileKind::Page) => {
            answer.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(TEXT_POLICY));
        }
        // What the browser shows it with is its own page, which a policy would keep from working.
        ReplyKind::File(FileKind::Pdf) => drop(answer.headers_mut().remove(CONTENT_SECURITY_POLICY)),
        ReplyKind::File(FileKind::Other) => {
            answer.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
        }
        _ => {}
    }
    answer
}

fn answered(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Answer {
    with_headers(status, kind, Either::Left(Full::new(body.into())))
}

fn plain(status: StatusCode, text: &'static str) -> Answer {
    answered(status, "text/plain; charset=utf-8", text)
}

fn with_headers(status: StatusCode, kind: &'static str, body: Either<Full<Bytes>, Channel<Bytes>>) -> Answer {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    for (name, value) in [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (RESOURCE_POLICY, "same-origin"),
        (OPENER_POLICY, "same-origin"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// The number of the plan's state, now and each time that it is another.
fn events(states: watch::Receiver<u64>) -> Answer {
    let (sender, body) = Channel::new(4);
    tokio::spawn(tell(sender, states));
    with_headers(StatusCode::OK, "text/event-stream", Either::Right(body))
}

async fn tell(mut sender: Sender<Bytes>, mut states: watch::Receiver<u64>) {
    let mut said = format!("retry: 1000\n{}", event(*states.borrow_and_update()));
    // A page that is gone is found out by what can't be sent to it.
    while sender.send_data(said.into()).await.is_ok() {
        said = match timeout(HEARTBEAT, states.changed()).await {
            Ok(Ok(())) => event(*states.borrow_and_update()),
            Ok(Err(_)) => return,
            Err(_) => ":\n\n".into(),
        };
    }
}

fn event(state: u64) -> String {
    format!("id: {state}\ndata: {state}\n\n")
}
