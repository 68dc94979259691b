// The box in which words are written. It saves itself, keeps what is not yet saved in the tab,
// and never takes away what is being typed.
const PAUSE = 700;
const PATIENCE = 8000;
const AGAIN = 10000;
const NEAR = 0.9;

const editors = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let editor = editors.get(parentElement);
  if (!editor) {
    editor = new Editor(parentElement.querySelector(".cj-writer"));
    editors.set(parentElement, editor);
  }
  editor.hand = (message) => setTriggerValue("typed", message);
  editor.take(data);
  // Streamlit may take back a call after a later one has taken over: that one needs the box.
  const turn = (editor.turn += 1);
  return () => {
    if (turn !== editor.turn) return;
    editors.delete(parentElement);
    editor.leave();
  };
}

class Editor {
  constructor(root) {
    const find = (name) => root.querySelector(`[data-part="${name}"]`);
    this.box = root.querySelector("textarea");
    this.parts = Object.fromEntries(
      ["label", "help", "count", "status", "again"].map((name) => [name, find(name)]),
    );
    this.slot = null;
    this.turn = 0;
    this.timer = null;
    this.listening = new AbortController();
    const on = (target, event, act) =>
      target.addEventListener(event, act, { signal: this.listening.signal });
    on(this.box, "input", () => this.changed());
    on(this.box, "blur", () => this.send());
    on(this.parts.again, "click", () => {
      this.box.focus();
      this.send(true);
    });
    on(document, "visibilitychange", () => document.hidden && this.send());
    on(window, "beforeunload", (event) => this.isInTrouble() && event.preventDefault());
    this.box.readOnly = false;
  }

  // What the server says

  take(data) {
    const isOther = data.slot !== this.slot;
    const isJoined = !isOther && data.visit !== this.visit;
    if (!isOther && !isJoined && data.generation > this.generation) this.send();
    this.words = data.words;
    this.limit = data.limit;
    this.isToChoose = data.conflict;
    this.name(data);
    if (isOther) this.open(data);
    else if (isJoined) this.join(data);
    else this.go_on(data);
    this.show();
  }

  name(data) {
    this.box.id = `cj-writer-${data.slot}`;
    this.parts.label.htmlFor = this.box.id;
    this.parts.help.id = `${this.box.id}-help`;
    this.parts.count.id = `${this.box.id}-count`;
    this.box.setAttribute("aria-describedby", `${this.parts.help.id} ${this.parts.count.id}`);
    set(this.parts.label, data.label);
    set(this.parts.help, data.help);
    set(this.parts.again, data.words.again);
  }

  open(data) {
    this.rest();
    this.slot = data.slot;
    this.client = crypto.getRandomValues(new Uint32Array(2)).join("-");
    this.sequence = 0;
    this.waiting = null;
    this.begin(data);
    const kept = this.kept();
    const isChosen = kept && kept.visit === data.visit && kept.generation < data.generation;
    if (kept && !isChosen && kept.text !== data.text) {
      this.put(kept.text);
      this.base = kept.base;
      this.sent = kept.sent;
      this.owns = true;
      this.send();
    } else if (data.problem) this.send();
    else this.settle();
  }

  // Another server, or the same one after it forgot: what is not saved stays, on its own version.
  join(data) {
    const text = this.box.value;
    if (!this.isUnsaved()) return this.begin(data);
    const { base, sent } = this;
    this.begin(data);
    this.put(text);
    this.waiting = null;
    if (text === data.text) return this.settle();
    this.base = base;
    this.sent = sent;
    this.owns = true;
    this.send();
  }

  begin(data) {
    this.visit = data.visit;
    this.generation = data.generation;
    this.base = data.base;
    this.owns = false;
    this.sent = null;
    this.saved = data.problem ? null : data.text;
    this.trouble = data.problem;
    this.when = data.when;
    this.put(data.text);
  }

  go_on(data) {
    const answered = this.waiting && data.client === this.client &&
      data.sequence === this.waiting.sequence;
    if (answered) this.hear(data);
    else if (!this.waiting) this.note(data);
    this.when = data.when;
    if (!this.owns) this.base = data.base;
    if (data.generation > this.generation) {
      this.waiting = null;
      this.begin(data);
      this.forget();
    }
  }

  hear(data) {
    const sent = this.waiting;
    this.waiting = null;
    this.rest();
    this.trouble = data.problem;
    this.saved = data.problem ? null : sent.text;
    this.owns &&= Boolean(data.problem);
    if (!data.problem) this.sent = null;
    if (this.box.value !== sent.text) this.plan();
    else if (data.problem) this.retry();
    else this.settle();
  }

  // Something else than typing was to be saved: an answer, or a button.
  note(data) {
    this.trouble = data.problem;
    if (data.problem) {
      this.saved = null;
      if (!this.timer) this.retry();
      return;
    }
    if (this.saved === null) this.saved = data.text;
    if (!this.isUnsaved()) this.settle();
  }

  // What the person does

  changed() {
    this.fit();
    this.keep();
    if (this.isUnsaved()) this.plan();
    else this.settle();
    this.show();
  }

  plan() {
    this.later(PAUSE, () => this.send());
  }

  retry() {
    this.later(AGAIN, () => this.send(true));
  }

  later(wait, act) {
    this.rest();
    this.timer = setTimeout(() => {
      this.timer = null;
      act();
    }, wait);
  }

  rest() {
    clearTimeout(this.timer);
    this.timer = null;
  }

  send(anyhow = false) {
    const text = this.box.value;
    const isOnItsWay = this.waiting && this.waiting.text === text;
    if (!this.slot || !this.isUnsaved() || (isOnItsWay && !anyhow)) return;
    const length = count(text);
    this.sequence += 1;
    this.waiting = { sequence: this.sequence, text };
    this.hand({
      slot: this.slot,
      client: this.client,
      sequence: this.sequence,
      generation: this.generation,
      base: this.base,
      owns: this.owns,
      sent: this.sent,
      length,
      text: length > this.limit ? null : text,
    });
    if (length <= this.limit) this.sent = text;
    this.keep();
    this.later(PATIENCE, () => this.miss());
    this.show();
  }

  miss() {
    this.trouble = this.words.silent;
    this.show();
    document.dispatchEvent(new Event("cj-words-silent"));
    this.send(true);
  }

  isUnsaved() {
    return this.box.value !== this.saved;
  }

  isInTrouble() {
    return Boolean(this.trouble) && this.isUnsaved();
  }

  leave() {
    this.rest();
    this.listening.abort();
    this.box.readOnly = true; // nobody types where nobody listens
  }

  // What the tab keeps

  get drawer() {
    return `cj-words/${this.slot}`;
  }

  keep() {
    if (!this.isUnsaved()) return;
    try {
      const { base, sent, visit, generation } = this;
      const held = JSON.stringify({ text: this.box.value, base, sent, visit, generation });
      sessionStorage.setItem(this.drawer, held);
    } catch { /* the tab may keep nothing, or not as much: the server still does */ }
  }

  kept() {
    try {
      return JSON.parse(sessionStorage.getItem(this.drawer));
    } catch {
      return null;
    }
  }

  // Where another person's text waits for a choice, a reload must not hide that it does.
  settle() {
    if (!this.isToChoose) this.forget();
  }

  forget() {
    try {
      sessionStorage.removeItem(this.drawer);
    } catch { /* nothing was kept either */ }
  }

  // What is seen

  put(text) {
    if (this.box.value !== text) this.box.value = text;
    this.fit();
  }

  fit() {
    if (CSS.supports("field-sizing", "content")) return;
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }

  show() {
    const length = count(this.box.value);
    const isLong = length > this.limit;
    const numbers = { count: length, limit: this.limit, over: length - this.limit };
    const isNear = length > NEAR * this.limit;
    set(this.parts.count, isNear ? fill(this.words.counted, numbers) : "");
    const trouble = isLong ? fill(this.words.long, numbers) : this.trouble;
    const isBad = Boolean(trouble) && this.isUnsaved();
    this.parts.status.classList.toggle("cj-writer-bad", isBad);
    this.parts.again.hidden = !isBad || isLong;
    if (isBad) set(this.parts.status, fill(this.words.failed, { why: trouble }));
    else if (this.isUnsaved()) set(this.parts.status, this.words.saving);
    else set(this.parts.status, this.when ? fill(this.words.saved, { when: this.when }) : "");
  }
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Letters as people count them, not as JavaScript keeps them.
function count(text) {
  let pairs = 0;
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    if (code >= 0xd800 && code < 0xdc00) pairs += 1;
  }
  return text.length - pairs;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString("en-GB") : value ?? whole;
  });
}
