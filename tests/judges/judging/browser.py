"""Chromium with a page open, driven over its DevTools protocol through a pipe: no driver, no port, no network."""

import base64
import json
import os
import select
import subprocess
import time


class Browser:
    """One tab. Use as a context manager. `served`: what this machine serves may be fetched."""

    def __init__(self, chromium, profile, served=False):
        to_browser, self.write = os.pipe()
        self.read, from_browser = os.pipe()
        # Chromium reads commands on descriptor 3 and answers on 4
        wire = f"exec 3<&{to_browser} 4>&{from_browser}; exec \"$@\""
        command = [
            "bash", "-c", wire, "-", chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-sync", "--disable-background-networking", "--disable-component-update",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND" + (", EXCLUDE 127.0.0.1" if served else ""), f"--user-data-dir={profile}",
            "--remote-debugging-pipe", "about:blank",
        ]
        self.process = subprocess.Popen(
            command, pass_fds=(to_browser, from_browser), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self.number, self.buffer, self.session, self.events = 0, b"", None, []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)
        os.close(self.write)
        os.close(self.read)

    def ask(self, method, **parameters):
        """Sends a command and returns its answer; what happens meanwhile is kept in `events`."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.next_message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def next_message(self, timeout=60):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.read], [], [], timeout)
            chunk = os.read(self.read, 1 << 20) if ready else b""
            if not chunk:
                raise RuntimeError("Chromium says nothing any more")
            self.buffer += chunk
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def navigate(self, url, width=1280, height=900):
        """Opens an address, with scripts, and waits until its page says that it is `ready`."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.events.clear()
        self.ask("Page.navigate", url=url)
        for _ in range(200):
            try:
                if self.value("globalThis.ready === true"):
                    return
            except RuntimeError:
                pass  # between two pages
            time.sleep(0.05)
        raise RuntimeError(f"{url} does not get ready: {self.faults()}")

    def dark(self, wanted):
        """Says whether the reader likes dark pages."""
        value = "dark" if wanted else "light"
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": value}])

    def open(self, path, width=1280, height=900, scripts=True, dark=False):
        """Opens a file and returns the milliseconds until it had loaded."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                    {"name": "prefers-reduced-motion", "value": "reduce"}]
        self.ask("Emulation.setEmulatedMedia", features=features)
        self.events.clear()
        start = time.perf_counter()
        self.ask("Page.navigate", url=path.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.next_message())
        return (time.perf_counter() - start) * 1000

    def value(self, expression):
        """The value of an expression in the page."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def press(self, key, code=0):
        """Presses a key as a reader does."""
        text = {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text)

    def faults(self):
        """What the page complained about, and what it tried to fetch beside itself."""
        found = []
        for event in self.events:
            what = event.get("params", {})
            if event.get("method") == "Runtime.exceptionThrown":
                found.append(f"a script broke down: {what['exceptionDetails'].get('text')}")
            elif event.get("method") == "Log.entryAdded" and what["entry"]["level"] == "error":
                found.append(f"an error: {what['entry']['text']}")
            elif event.get("method") == "Network.requestWillBeSent" and not what["request"]["url"].startswith("file:"):
                found.append(f"fetched {what['request']['url']}")
        return found

    def picture(self, path):
        """Keeps what is seen as a PNG."""
        data = self.ask("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))
