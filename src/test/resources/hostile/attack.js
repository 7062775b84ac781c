// A package that wants more than its own exam. Each try says what it got; "" is nothing.
const api = parent.API_1484_11;
api.Initialize("");

const wait = (millis) => new Promise((done) => setTimeout(done, millis));

/** What can be had from a window that shows somebody else's page. */
function reach(other) {
  const looks = [
    (w) => w.document.documentElement.outerHTML,
    (w) => w.document.cookie,
    (w) => w.localStorage.length,
    (w) => w.sessionStorage.length,
    (w) => w.location.href,
    (w) => w.eval("1"),
    (w) => w.document.forms[0].submit(),
  ];
  return looks
    .map((look) => {
      try {
        return String(look(other));
      } catch {
        return "";
      }
    })
    .join("");
}

/** Runs escape.js inside a page. */
async function escapeFrom(page) {
  const script = page.createElement("script");
  script.src = new URL("escape.js", location.href).href;
  page.head.append(script);
  await new Promise((done) => (script.onload = script.onerror = done));
  return page.documentElement.dataset.escape ?? "did not run";
}

async function frameIn(page, address) {
  const frame = page.createElement("iframe");
  frame.src = address;
  page.body.append(frame);
  await Promise.race([new Promise((done) => (frame.onload = done)), wait(1500)]);
  return frame;
}

async function popup(address) {
  const other = open(address);
  for (let i = 0; i < 50 && other && !other.closed && reach(other) !== ""; i++) {
    await wait(100);
  }
  return other;
}

function form(action, target, method) {
  const form = document.createElement("form");
  Object.assign(form, { action, target, method });
  form.innerHTML = "<input name=csrf value=guessed>";
  document.body.append(form);
  form.submit();
}

const readable = async (answer) => `${answer.type} ${answer.status}`;

function tries(app, neighbour) {
  return {
    "cookies of its own origin": () => document.cookie + parent.document.cookie,
    "the page around the player": () => reach(top),
    "the app by fetch": () => fetch(app, { credentials: "include" }).then(readable),
    "the app by blind fetch": () =>
      fetch(app, { credentials: "include", mode: "no-cors" }).then(readable),
    "the app by the player's fetch": () =>
      parent.fetch(app, { credentials: "include", mode: "no-cors" }).then(readable),
    "the app by the player's XMLHttpRequest": () =>
      new Promise((resolve) => {
        const request = new parent.XMLHttpRequest();
        request.open("GET", app);
        request.withCredentials = true;
        request.onload = () => resolve(request.responseText);
        request.onerror = () => resolve("");
        request.send();
      }),
    "the app as a picture": () =>
      new Promise((resolve) => {
        const picture = new Image();
        picture.onload = () => resolve("loaded");
        picture.onerror = () => resolve("");
        picture.src = new URL("/assets/img/icon.svg", app).href;
      }),
    "the app in a frame": async () => reach((await frameIn(document, app)).contentWindow),
    "the app in the player's frame": async () =>
      reach((await frameIn(parent.document, app)).contentWindow),
    "the app in a popup": async () => {
      const other = await popup(app);
      const got = other === null ? "no popup" : reach(other);
      other?.close();
      return got;
    },
    "a start by form": async () => {
      form(`${app}start`, "started", "post");
      await wait(800);
      return "";
    },
    "a service worker": () =>
      navigator.serviceWorker.register("sw.js").then((registered) => registered.scope),
    "a service worker of the player": () =>
      parent.navigator.serviceWorker
        .register(new URL("sw.js", location.href).href)
        .then((registered) => registered.scope),
    "another package": () => fetch(neighbour).then((a) => (a.ok ? readable(a) : "")),
    "another's ticket": () =>
      parent
        .fetch("/play/session", { method: "POST", body: JSON.stringify({ v: 1, ticket: "guess" }) })
        .then((answer) => (answer.ok ? answer.text() : "")),
    "the parent's place": async () => {
      parent.location.href = "http://127.0.0.3:9/taken";
      await wait(300);
      return "";
    },
  };
}

/** Ways to the top window; each must run, and nothing must come of it. */
const escapes = {
  "from the package": () => escapeFrom(document),
  "from the player's page": () => escapeFrom(parent.document),
  "from a frame beside": async () => {
    const frame = await frameIn(parent.document, new URL("beside.html", location.href).href);
    return frame.contentDocument.documentElement.dataset.escape ?? "did not run";
  },
  "from another player's page": async () => {
    const frame = await frameIn(parent.document, "/play/");
    return escapeFrom(frame.contentDocument);
  },
};

/** Everything that is kept where a package can read it. */
async function kept() {
  const found = [location.href, parent.location.href, JSON.stringify(parent.history.state)];
  found.push(parent.document.documentElement.outerHTML, document.cookie);
  found.push(JSON.stringify(localStorage), JSON.stringify(sessionStorage));
  found.push(...(await caches.keys()));
  found.push(...parent.performance.getEntries().map((entry) => entry.name));
  for (const { name } of await indexedDB.databases()) {
    const open = indexedDB.open(name);
    await new Promise((done) => (open.onsuccess = done));
    for (const store of open.result.objectStoreNames) {
      const all = open.result.transaction(store).objectStore(store).getAll();
      await new Promise((done) => (all.onsuccess = done));
      found.push(JSON.stringify(all.result));
    }
    open.result.close();
  }
  return found.join("\n");
}

function lie() {
  const lies = [
    { t: "taken", epoch: 99 },
    { t: "ended", reason: "closed" },
    { t: "ack", epoch: 1, seq: 1, refused: [] },
    { v: 1, token: "?" },
    "close",
  ];
  for (const to of [parent, top, window]) {
    for (const message of lies) {
      to.postMessage(message, "*");
      to.postMessage(JSON.stringify(message), "*");
    }
  }
}

async function attack({ app, neighbour }) {
  const got = {};
  for (const [name, attempt] of Object.entries(tries(app, neighbour))) {
    try {
      got[name] = await Promise.race([attempt(), wait(8000).then(() => "hung")]);
    } catch {
      got[name] = "";
    }
  }
  const ran = {};
  for (const [name, escape] of Object.entries(escapes)) {
    try {
      ran[name] = await escape();
    } catch (error) {
      ran[name] = String(error);
    }
  }
  lie();
  api.SetValue("cmi.location", "still here");
  api.Commit("");
  return JSON.stringify({ got, ran, kept: await kept() });
}

document.getElementById("attack").onclick = async (event) => {
  document.getElementById("got").textContent = await attack(event.target.dataset);
};
document.getElementById("leave").onclick = () => {
  location.href = "/play/#l=http://127.0.0.3:9/taken";
};
