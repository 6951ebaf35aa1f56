//! The DevTools protocol: commands and answers as JSON over a WebSocket of this machine
//! (<https://chromedevtools.github.io/devtools-protocol/>).

use super::Watch;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::say;
use data_encoding::BASE64;
use serde_json::{Value, json};
use std::io;
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket};

/// How long one look for an answer takes; whether the user wants to stop is asked in between.
const BEAT: Duration = Duration::from_millis(100);

/// Looks until an answer is given up, unless more are allowed: two minutes.
const PATIENCE: usize = 1200;

/// A connection to a browser, or to a page of it.
pub(super) struct Wire {
    socket: WebSocket<TcpStream>,
    number: u64,
    session: Option<String>,
    patience: usize,
    /// What happened in the page while answers were waited for, names only.
    events: Vec<String>,
}

impl Wire {
    /// Connects to the browser that listens there.
    pub(super) fn connect(port: u16, path: &str) -> std::result::Result<Self, String> {
        let connect = || -> io::Result<TcpStream> {
            let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
            stream.set_nodelay(true)?;
            Ok(stream)
        };
        let stream = connect().map_err(|error| error.to_string())?;
        let url = format!("ws://127.0.0.1:{port}{path}");
        let config = WebSocketConfig::default()
            .max_message_size(None)
            .max_frame_size(None);
        let shaken = tungstenite::client::client_with_config(url, stream, Some(config));
        let (socket, _) = shaken.map_err(|error| error.to_string())?;
        let timeout = socket.get_ref().set_read_timeout(Some(BEAT));
        timeout.map_err(|error| error.to_string())?;
        Ok(Self {
            socket,
            number: 0,
            session: None,
            patience: PATIENCE,
            events: Vec::new(),
        })
    }

    /// Allows a slow answer so many seconds.
    pub(super) fn allow(&mut self, seconds: usize) {
        self.patience = PATIENCE.max(seconds.saturating_mul(10));
    }

    /// Opens an empty page; what is asked from now on is asked of it.
    pub(super) fn new_page(&mut self, watch: &dyn Watch) -> Result<()> {
        let target = self.ask("Target.createTarget", json!({"url": "about:blank"}), watch)?;
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let attached = self.ask("Target.attachToTarget", attach, watch)?;
        self.session = attached["sessionId"].as_str().map(str::to_owned);
        // the page has no scripts, and shall have none
        let disabled = json!({"value": true});
        self.ask("Emulation.setScriptExecutionDisabled", disabled, watch)?;
        self.ask("Page.enable", json!({}), watch).map(drop)
    }

    /// Opens the file at `address` and waits until it has loaded.
    pub(super) fn open(&mut self, address: &str, watch: &dyn Watch) -> Result<()> {
        self.events.clear();
        let answer = self.ask("Page.navigate", json!({"url": address}), watch)?;
        if let Some(error) = answer["errorText"].as_str() {
            return Err(fault(&format!("{address}: {error}")));
        }
        while !self
            .events
            .iter()
            .any(|event| event == "Page.loadEventFired")
        {
            let message = self.next(watch)?;
            self.happened(&message);
        }
        Ok(())
    }

    /// The value of `expression`, JavaScript, in the page.
    pub(super) fn value(&mut self, expression: &str, watch: &dyn Watch) -> Result<Value> {
        let ask = json!({"expression": expression, "returnByValue": true});
        let mut answer = self.ask("Runtime.evaluate", ask, watch)?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(fault(&details.to_string())),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// All of the stream `handle`.
    pub(super) fn stream(&mut self, handle: &Value, watch: &dyn Watch) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        loop {
            let ask = json!({"handle": handle, "size": 1 << 21});
            let answer = self.ask("IO.read", ask, watch)?;
            let data = answer["data"].as_str().unwrap_or_default();
            if answer["base64Encoded"].as_bool() == Some(true) {
                let decoded = BASE64.decode(data.as_bytes());
                bytes.extend(decoded.map_err(|error| fault(&error.to_string()))?);
            } else {
                bytes.extend_from_slice(data.as_bytes());
            }
            if answer["eof"].as_bool() != Some(false) {
                break;
            }
        }
        self.ask("IO.close", json!({"handle": handle}), watch)?;
        Ok(bytes)
    }

    /// Sends a command and waits for its answer.
    ///
    /// # Errors
    /// When the browser refuses, falls silent or goes away, and when the user wants to stop.
    pub(super) fn ask(
        &mut self,
        method: &str,
        parameters: Value,
        watch: &dyn Watch,
    ) -> Result<Value> {
        self.number += 1;
        let mut message = json!({"id": self.number, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let sent = self.socket.send(Message::text(message.to_string()));
        sent.map_err(|error| fault(&error.to_string()))?;
        loop {
            let mut answer = self.next(watch)?;
            if answer["id"].as_u64() == Some(self.number) {
                return match answer.get("error") {
                    Some(error) => Err(fault(&format!("{method}: {error}"))),
                    None => Ok(answer["result"].take()),
                };
            }
            self.happened(&answer);
        }
    }

    fn happened(&mut self, message: &Value) {
        if let Some(event) = message["method"].as_str() {
            self.events.push(event.to_owned());
        }
    }

    fn next(&mut self, watch: &dyn Watch) -> Result<Value> {
        for _ in 0..self.patience {
            if watch.interrupted() {
                return Err(Error::many(ErrorKind::Interrupted, Vec::new()));
            }
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    let message = serde_json::from_str(text.as_str());
                    return message.map_err(|error| fault(&error.to_string()));
                }
                Ok(_) => {}
                Err(tungstenite::Error::Io(error)) if is_silence(&error) => {}
                Err(error) => return Err(fault(&error.to_string())),
            }
        }
        let seconds = self.patience / 10;
        let message = say!(
            "the browser has not answered for {seconds} seconds",
            "浏览器已有 {seconds} 秒没有回答"
        );
        let cure = say!(
            "print the book in parts, or give the machine more memory",
            "请把书分成几部分打印，或给机器更多内存"
        );
        let diagnostic = Diagnostic::error("pdf/timeout", message).cure(cure);
        Err(Error::new(ErrorKind::Output, diagnostic))
    }
}

/// Whether there was simply nothing to read.
fn is_silence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted
    )
}

/// The browser did not do what it was asked.
fn fault(why: &str) -> Error {
    let message = say!(
        "the browser stopped printing: {why}",
        "浏览器停止了打印：{why}"
    );
    let cure = say!(
        "try again; a browser that goes away often lacks memory",
        "请再试一次；浏览器中途退出常因内存不足"
    );
    let diagnostic = Diagnostic::error("pdf/browser", message).cure(cure);
    Error::new(ErrorKind::Output, diagnostic)
}
