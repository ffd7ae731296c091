//! The conversation with the editor: what it may ask for, in which order, and which part of this room answers it.

use std::time::{Duration, Instant};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self as notifications, Notification as _};
use lsp_types::request::{self as requests, Request as _};
use lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionProviderCapability,
    CompletionList, CompletionOptions, CompletionResponse, DidChangeWatchedFilesRegistrationOptions,
    DocumentLinkOptions, DocumentSymbolResponse, FileSystemWatcher, FoldingRangeProviderCapability, GlobPattern,
    GotoDefinitionResponse, HoverProviderCapability, InitializeParams, InitializeResult, OneOf, PositionEncodingKind,
    Registration, RegistrationParams, RenameOptions, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
    WorkDoneProgressOptions,
};
use serde_json::Value as Json;
use unicode_normalization::UnicodeNormalization;

use super::completion::completion;
use super::diagnostics::published;
use super::edits::{formatting, quick_fixes, workspace_edit};
use super::hover::hover;
use super::names::{self, Refusal};
use super::outline;
use super::workspace::{Document, Workspace};
use crate::data::positions::ColumnUnit;

/// How long nothing has come in when the plan is read anew.
const PAUSE: Duration = Duration::from_millis(100);
/// How long the plan is not read anew at most, whatever comes in.
const LONGEST_WAIT: Duration = Duration::from_millis(1000);

/// How the conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// As it should, or the input was closed.
    Properly,
    /// The editor ended it without having said so.
    Abruptly,
    /// Nobody reads the answers.
    Disconnected,
}

/// What the editor can do.
#[derive(Debug, Clone, Copy, Default)]
struct Client {
    takes_snippets: bool,
    takes_versioned_edits: bool,
    can_watch: bool,
}

impl Client {
    fn of(capabilities: &ClientCapabilities) -> Self {
        let workspace = capabilities.workspace.as_ref();
        let item =
            capabilities.text_document.as_ref().and_then(|own| own.completion.as_ref()?.completion_item.as_ref());
        Self {
            takes_snippets: item.and_then(|own| own.snippet_support).unwrap_or_default(),
            takes_versioned_edits: workspace
                .and_then(|own| own.workspace_edit.as_ref()?.document_changes)
                .unwrap_or_default(),
            can_watch: workspace.and_then(|own| own.did_change_watched_files?.dynamic_registration).unwrap_or_default(),
        }
    }
}

/// Answers the editor.
pub(super) struct Server<'c> {
    connection: &'c Connection,
    /// What is open; nothing before the editor has introduced itself.
    workspace: Option<Workspace>,
    client: Client,
    is_shut_down: bool,
    /// Since when something is to be said anew.
    stale_since: Option<Instant>,
}

/// Nobody reads what is sent.
struct Disconnected;

impl<'c> Server<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self { connection, workspace: None, client: Client::default(), is_shut_down: false, stale_since: None }
    }

    /// Answers until the editor ends it.
    pub(super) fn run(mut self) -> Ended {
        loop {
            let message = match self.next_message() {
                Ok(Some(message)) => message,
                Ok(None) => return Ended::Properly,
                Err(Disconnected) => return Ended::Disconnected,
            };
            let heard = match message {
                Message::Request(request) => self.request(request),
                Message::Notification(own) if own.method == notifications::Exit::METHOD => {
                    return if self.is_shut_down { Ended::Properly } else { Ended::Abruptly };
                }
                Message::Notification(own) => self.notification(own),
                Message::Response(_) => Ok(()),
            };
            if let Err(Disconnected) = heard {
                return Ended::Disconnected;
            }
        }
    }

    /// The next message; while none comes, what has changed is told. `None` once the input is closed.
    fn next_message(&mut self) -> Result<Option<Message>, Disconnected> {
        loop {
            let is_stale = self.workspace.as_ref().is_some_and(Workspace::is_stale);
            if !is_stale {
                self.stale_since = None;
                return Ok(self.connection.receiver.recv().ok());
            }
            let since = *self.stale_since.get_or_insert_with(Instant::now);
            if since.elapsed() < LONGEST_WAIT {
                match self.connection.receiver.recv_timeout(PAUSE) {
                    Ok(message) => return Ok(Some(message)),
                    Err(error) if error.is_disconnected() => return Ok(None),
                    Err(_) => {}
                }
            }
            self.publish()?;
        }
    }

    fn send(&self, message: impl Into<Message>) -> Result<(), Disconnected> {
        self.connection.sender.send(message.into()).map_err(|_| Disconnected)
    }

    /// Reads anew what has changed, and tells what is wrong in it.
    fn publish(&mut self) -> Result<(), Disconnected> {
        let reports = self.workspace.as_mut().map(Workspace::refresh).unwrap_or_default();
        self.stale_since = None;
        for report in reports {
            let method = notifications::PublishDiagnostics::METHOD.to_string();
            self.send(Notification::new(method, published(report)))?;
        }
        Ok(())
    }

    fn notification(&mut self, own: Notification) -> Result<(), Disconnected> {
        use notifications::{
            DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
            DidSaveTextDocument, Initialized,
        };
        let Some(workspace) = &mut self.workspace else { return Ok(()) };
        match own.method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Some(params) = params_of::<DidOpenTextDocument>(own) {
                    let document = params.text_document;
                    workspace.open(document.uri, document.version, document.text);
                    // What comes next may be a question about it.
                    return self.publish();
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(params) = params_of::<DidChangeTextDocument>(own) {
                    let document = params.text_document;
                    workspace.change(&document.uri, document.version, params.content_changes);
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(params) = params_of::<DidCloseTextDocument>(own) {
                    workspace.close(&params.text_document.uri);
                }
            }
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => workspace.files_changed(),
            Initialized::METHOD if self.client.can_watch => return self.watch_files(),
            _ => {}
        }
        Ok(())
    }

    /// Asks to be told when files change on disk.
    fn watch_files(&self) -> Result<(), Disconnected> {
        let watcher =
            FileSystemWatcher { glob_pattern: GlobPattern::String("**/*.{ron,png,jpg,jpeg}".into()), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
        let registration = Registration {
            id: "filer".into(),
            method: notifications::DidChangeWatchedFiles::METHOD.into(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        let id = RequestId::from("filer".to_string());
        self.send(Request::new(id, requests::RegisterCapability::METHOD.into(), params))
    }

    fn request(&mut self, request: Request) -> Result<(), Disconnected> {
        if request.method == requests::Initialize::METHOD {
            let response = self.introduce(request);
            return self.send(response);
        }
        let refuse = |id, code: ErrorCode, why: &str| Response::new_err(id, code as i32, why.into());
        if self.is_shut_down {
            return self.send(refuse(request.id, ErrorCode::InvalidRequest, "programmet er i ferd med å avslutte"));
        }
        let Some(workspace) = &mut self.workspace else {
            return self.send(refuse(
                request.id,
                ErrorCode::ServerNotInitialized,
                "programmet har ikkje fått helse enno",
            ));
        };
        if request.method == requests::Shutdown::METHOD {
            self.is_shut_down = true;
            return self.send(Response::new_ok(request.id, ()));
        }
        // What changes files is of the plan as it stands now.
        let is_of_all = [requests::CodeActionRequest::METHOD, requests::Rename::METHOD];
        if is_of_all.contains(&request.method.as_str()) && workspace.is_stale() {
            self.publish()?;
        }
        let response = self.answer(request);
        self.send(response)
    }

    /// Says what can be asked for.
    fn introduce(&mut self, request: Request) -> Response {
        if self.workspace.is_some() {
            return Response::new_err(request.id, ErrorCode::InvalidRequest as i32, "programmet er alt i gang".into());
        }
        let capabilities = match serde_json::from_value::<InitializeParams>(request.params) {
            Ok(params) => params.capabilities,
            Err(error) => return malformed(request.id, &error),
        };
        self.client = Client::of(&capabilities);
        let offered = capabilities.general.and_then(|own| own.position_encodings).unwrap_or_default();
        let (unit, encoding) = match offered.contains(&PositionEncodingKind::UTF8) {
            true => (ColumnUnit::Utf8, PositionEncodingKind::UTF8),
            false => (ColumnUnit::Utf16, PositionEncodingKind::UTF16),
        };
        self.workspace = Some(Workspace::new(unit));
        let result = InitializeResult {
            capabilities: abilities(encoding),
            server_info: Some(ServerInfo {
                name: "handlingsplan".into(),
                version: Some(env!("CARGO_PKG_VERSION").into()),
            }),
        };
        Response::new_ok(request.id, result)
    }

    fn answer(&self, request: Request) -> Response {
        use requests::{
            CodeActionRequest, Completion, DocumentLinkRequest, DocumentSymbolRequest, FoldingRangeRequest, Formatting,
            GotoDefinition, HoverRequest, PrepareRenameRequest, References, Rename,
        };
        let Some(workspace) = &self.workspace else { return unknown(request) };
        let client = self.client;
        let with = |uri: &Uri| workspace.document(uri);
        match request.method.as_str() {
            HoverRequest::METHOD => reply::<HoverRequest>(request, |params| {
                let at = params.text_document_position_params;
                Ok(with(&at.text_document.uri).and_then(|own| hover(&own, at.position)))
            }),
            Completion::METHOD => reply::<Completion>(request, |params| {
                let at = params.text_document_position;
                let items = with(&at.text_document.uri)
                    .map(|own| completion(&own, at.position, client.takes_snippets))
                    .unwrap_or_default();
                Ok(Some(CompletionResponse::List(CompletionList { is_incomplete: false, items })))
            }),
            CodeActionRequest::METHOD => reply::<CodeActionRequest>(request, |params| {
                let fixes = quick_fixes(workspace, &params, client.takes_versioned_edits);
                Ok(Some(fixes.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
            }),
            Formatting::METHOD => {
                reply::<Formatting>(request, |params| Ok(with(&params.text_document.uri).map(|own| formatting(&own))))
            }
            GotoDefinition::METHOD => reply::<GotoDefinition>(request, |params| {
                let at = params.text_document_position_params;
                let found = with(&at.text_document.uri).and_then(|own| names::definition(workspace, &own, at.position));
                Ok(found.map(GotoDefinitionResponse::Scalar))
            }),
            References::METHOD => reply::<References>(request, |params| {
                let at = params.text_document_position;
                let with_given = params.context.include_declaration;
                Ok(with(&at.text_document.uri).map(|own| names::references(workspace, &own, at.position, with_given)))
            }),
            PrepareRenameRequest::METHOD => reply::<PrepareRenameRequest>(request, |at| {
                Ok(with(&at.text_document.uri).and_then(|own| names::prepare_rename(&own, at.position)))
            }),
            Rename::METHOD => reply::<Rename>(request, |params| {
                let at = params.text_document_position;
                let new: String = params.new_name.nfc().collect();
                let edits = |own: Document| names::rename(workspace, &own, at.position, &new);
                let edits = with(&at.text_document.uri).map(edits).transpose()?;
                Ok(edits.map(|edits| workspace_edit(workspace, edits, client.takes_versioned_edits)))
            }),
            DocumentSymbolRequest::METHOD => reply::<DocumentSymbolRequest>(request, |params| {
                let symbols = with(&params.text_document.uri).map(|own| outline::symbols(&own));
                Ok(symbols.map(DocumentSymbolResponse::Nested))
            }),
            FoldingRangeRequest::METHOD => reply::<FoldingRangeRequest>(request, |params| {
                Ok(with(&params.text_document.uri).map(|own| outline::folding_ranges(&own)))
            }),
            DocumentLinkRequest::METHOD => reply::<DocumentLinkRequest>(request, |params| {
                Ok(with(&params.text_document.uri).map(|own| outline::links(workspace, &own)))
            }),
            _ => unknown(request),
        }
    }
}

/// What can be asked for, with places counted in an encoding.
fn abilities(encoding: PositionEncodingKind) -> ServerCapabilities {
    let progress = WorkDoneProgressOptions::default;
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["\"", "#", ":", "("].map(String::from).into()),
            ..CompletionOptions::default()
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            work_done_progress_options: progress(),
            resolve_provider: Some(false),
        })),
        document_formatting_provider: Some(OneOf::Left(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: progress(),
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: progress(),
        }),
        ..ServerCapabilities::default()
    }
}

/// What a notification says; nothing if it is not what its name says: nobody waits for an answer.
fn params_of<N: notifications::Notification>(own: Notification) -> Option<N::Params> {
    serde_json::from_value(own.params).ok()
}

/// The answer to a request of a kind.
fn reply<R: requests::Request>(
    request: Request,
    answer: impl FnOnce(R::Params) -> Result<R::Result, Refusal>,
) -> Response {
    let params = match serde_json::from_value::<R::Params>(request.params) {
        Ok(params) => params,
        Err(error) => return malformed(request.id, &error),
    };
    match answer(params).map(|result| serde_json::to_value(result).unwrap_or(Json::Null)) {
        Ok(result) => Response::new_ok(request.id, result),
        Err(Refusal(why)) => Response::new_err(request.id, ErrorCode::RequestFailed as i32, why),
    }
}

fn malformed(id: RequestId, error: &serde_json::Error) -> Response {
    Response::new_err(id, ErrorCode::InvalidParams as i32, format!("førespurnaden har feil form: {error}"))
}

fn unknown(request: Request) -> Response {
    let why = format!("programmet kjenner ikkje «{}»", request.method);
    Response::new_err(request.id, ErrorCode::MethodNotFound as i32, why)
}
