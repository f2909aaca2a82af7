//! What a person does in a browser: goes to a page, clicks, types, presses keys.

use std::path::Path;

use serde_json::{Value, json};

use crate::chromium::Chromium;

/// A width and a height of the window, in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub enum Screen {
    /// A desk's.
    Wide,
    /// A telephone's.
    Narrow,
}

/// What the system prefers.
#[derive(Clone, Copy, Debug)]
pub enum Scheme {
    /// Dark writing on light.
    Light,
    /// Light writing on dark.
    Dark,
}

/// The only tab of a browser.
pub struct Tab {
    browser: Chromium,
    session: String,
}

impl Tab {
    /// A browser with one tab, unless the browser tests are left out.
    pub fn open() -> Option<Self> {
        let mut browser = Chromium::start()?;
        let target = browser.call(None, "Target.createTarget", &json!({"url": "about:blank"}))["targetId"].take();
        let session = browser.call(None, "Target.attachToTarget", &json!({"targetId": target, "flatten": true}));
        let session = session["sessionId"].as_str().expect("a session").to_owned();
        let mut tab = Tab { browser, session };
        for domain in ["Page", "Network", "Log", "Runtime", "DOM", "Audits"] {
            tab.call(&format!("{domain}.enable"), json!({}));
        }
        tab.screen(Screen::Wide);
        Some(tab)
    }

    /// Asks the tab for something.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.browser.call(Some(&self.session), method, &params)
    }

    /// Whether pages may run scripts.
    pub fn scripts(&mut self, run: bool) {
        self.call("Emulation.setScriptExecutionDisabled", json!({"value": !run}));
    }

    /// Sets the window's size.
    pub fn screen(&mut self, screen: Screen) {
        let (width, height, mobile) = match screen {
            Screen::Wide => (1280, 900, false),
            Screen::Narrow => (390, 844, true),
        };
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}),
        );
    }

    /// Sets what the system prefers.
    pub fn scheme(&mut self, scheme: Scheme) {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        self.call("Emulation.setEmulatedMedia", json!({"features": [{"name": "prefers-color-scheme", "value": value}]}));
    }

    /// Goes to an address and waits until it is there. False if it leads to no page, but to a file.
    pub fn go(&mut self, address: &str) -> bool {
        self.browser.forget("Page.loadEventFired");
        let went = self.call("Page.navigate", json!({"url": address}));
        if went["errorText"] == "net::ERR_ABORTED" {
            return false;
        }
        assert!(went["errorText"].is_null(), "{address}: {}", went["errorText"]);
        self.browser.wait("Page.loadEventFired");
        true
    }

    /// Does what leads to another page, and waits until it is there.
    pub fn follow(&mut self, act: impl FnOnce(&mut Self)) {
        self.browser.forget("Page.loadEventFired");
        act(self);
        self.browser.wait("Page.loadEventFired");
    }

    /// The value of an expression on the page.
    pub fn eval(&mut self, expression: &str) -> Value {
        let mut answer = self.call("Runtime.evaluate", json!({"expression": expression, "returnByValue": true, "awaitPromise": true}));
        assert!(answer["exceptionDetails"].is_null(), "{expression:.200}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].take()
    }

    /// The same as text.
    pub fn text_of(&mut self, expression: &str) -> String {
        match self.eval(expression) {
            Value::String(text) => text,
            other => panic!("{expression:.200}: no text but {other}"),
        }
    }

    /// The words of the whole page.
    pub fn text(&mut self) -> String {
        self.text_of("document.body.innerText")
    }

    /// Where the page stands on its site.
    pub fn path(&mut self) -> String {
        self.text_of("location.pathname + location.search")
    }

    /// Clicks in the middle of what a selector finds first among what can be seen.
    pub fn click(&mut self, selector: &str) {
        let found = format!(
            "(() => {{ const e = [...document.querySelectorAll({})].find(e => e.checkVisibility()); if (!e) return null;
              e.scrollIntoView({{block: 'center', behavior: 'instant'}}); const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2] }})()",
            Value::from(selector)
        );
        let at = self.eval(&found);
        assert!(at.is_array(), "{selector}: nothing to click on: {}", self.text());
        for kind in ["mousePressed", "mouseReleased"] {
            self.call("Input.dispatchMouseEvent", json!({"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1}));
        }
    }

    /// Writes into a field, in the place of what it holds.
    pub fn fill(&mut self, selector: &str, text: &str) {
        self.click(selector);
        self.eval("document.activeElement.select()");
        self.call("Input.insertText", json!({"text": text}));
    }

    /// Writes where the keyboard's focus is.
    pub fn write(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    /// Presses a key: Tab, Enter or Space.
    pub fn press(&mut self, key: &str) {
        let (key, code, number, text) = match key {
            "Tab" => ("Tab", "Tab", 9, ""),
            "Enter" => ("Enter", "Enter", 13, "\r"),
            "Space" => (" ", "Space", 32, " "),
            other => panic!("{other}: no key that is known here"),
        };
        let mut press = json!({"type": "keyDown", "key": key, "code": code, "windowsVirtualKeyCode": number});
        if !text.is_empty() {
            press["text"] = text.into();
        }
        self.call("Input.dispatchKeyEvent", press.clone());
        press["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", press);
    }

    /// Chooses files in the form's field.
    pub fn choose_files(&mut self, selector: &str, files: &[String]) {
        let root = self.call("DOM.getDocument", json!({}))["root"]["nodeId"].take();
        let field = self.call("DOM.querySelector", json!({"nodeId": root, "selector": selector}))["nodeId"].take();
        self.call("DOM.setFileInputFiles", json!({"nodeId": field, "files": files}));
    }

    /// The text of the file that was loaded down to a folder last; it is gone from there then.
    pub fn downloaded(&mut self, folder: &Path) -> String {
        self.browser.wait_until("Browser.downloadProgress", |e| e["params"]["state"] == "completed");
        let files = std::fs::read_dir(folder).expect("the folder").map(|e| e.expect("a file").path());
        let file = files.last().expect("a file");
        let text = std::fs::read_to_string(&file).expect("it is read");
        std::fs::remove_file(&file).expect("it is removed");
        text
    }

    /// Addresses that were asked for, of whatever kind.
    pub fn requested(&self) -> Vec<String> {
        let sent = self.browser.happened("Network.requestWillBeSent");
        sent.filter_map(|e| e["request"]["url"].as_str().map(str::to_owned)).collect()
    }

    /// What the browser complained of: dialogs, uncaught faults, breaches of the policy, errors in the log.
    pub fn complaints(&self) -> Vec<String> {
        let kinds = ["Page.javascriptDialogOpening", "Runtime.exceptionThrown", "Log.entryAdded", "Audits.issueAdded"];
        let of = |kind| self.browser.happened(kind).filter(|e| e["entry"]["level"] != "info" && e["issue"]["code"] != "GenericIssue");
        kinds.into_iter().flat_map(of).map(Value::to_string).collect()
    }
}
