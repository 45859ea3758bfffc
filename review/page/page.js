"use strict";
(() => {
  const PAGE = 100;
  const VERDICTS = [["confirm", "Confirm", "c"], ["false-positive", "False positive", "f"], ["accept", "Accept as it is", "a"], ["later", "Later", "l"]];
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const findings = data.findings;
  const store = "copydesk decisions";
  const groupSizes = new Map();
  for (const f of findings) groupSizes.set(f.group, (groupSizes.get(f.group) || 0) + 1);
  let shown = [], first = 0, current = -1, decisions = [], others = [];

  const remember = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* private window: this page's memory must do */ } };
  const recall = (key, otherwise) => { try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; } };

  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const safeAddress = (url) => (/^https?:\/\//i.test(url || "") ? url : "");
  const say = (text) => { byId("said").textContent = text; };

  // The last decision of a finding or of its group holds; an undo takes its decision out of the list.
  const decisionOf = (f) => decisions.findLast((d) => (d.scope === "finding" && d.key === f.fingerprint) || (d.scope === "group" && d.key === f.group));

  const fits = () => {
    const words = byId("words").value.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const wanted = ["code", "severity", "state"].map((id) => [id, byId(id).value]).filter(([, value]) => value);
    const site = byId("site").value, decided = byId("decided").value;
    return (f) => {
      if (wanted.some(([key, value]) => f[key] !== value)) return false;
      if (site && (f.article.site || "(none)") !== site) return false;
      if (decided && (decided === "done") !== Boolean(decisionOf(f))) return false;
      if (!words.length) return true;
      const text = [f.quote, f.message, f.suggestion, f.name, f.code, f.fingerprint, f.article.headline, f.article.url, f.article.path].join(" ").toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    };
  };

  const sentence = (f) => {
    const line = make("p", "sentence");
    line.dir = "auto";
    line.append(f.before || "", make("mark", "", f.quote), f.after || "");
    if (f.suggestion) line.append(" ", make("span", "hint", `→ ${f.suggestion}`));
    return line;
  };

  const source = (f) => {
    const line = make("p", "small");
    const address = safeAddress(f.article.url);
    if (address) {
      const link = make("a", "", f.article.headline || address);
      link.href = address;
      link.rel = "noreferrer noopener";
      link.target = "_blank";
      line.append(link, " ");
    } else if (f.article.headline) line.append(`${f.article.headline} `);
    const part = f.article.line ? `line ${f.article.line}` : f.article.record;
    const place = [f.article.path, part].filter(Boolean).join(", ");
    line.append(place ? `(${place})` : "");
    return line;
  };

  const buttons = (f, index) => {
    const row = make("div", "decide");
    const held = decisionOf(f);
    for (const [verdict, label, key] of VERDICTS) {
      const button = make("button", "", `${label} `);
      button.type = "button";
      button.append(make("kbd", "", key));
      button.setAttribute("aria-pressed", String(Boolean(held) && held.verdict === verdict));
      button.addEventListener("click", () => { select(index, false); decide(verdict); });
      row.append(button);
    }
    return row;
  };

  const card = (f, index) => {
    const item = make("li", f.severity + (decisionOf(f) ? " decided" : ""));
    item.tabIndex = -1;
    item.id = `f-${f.fingerprint}`;
    const title = make("h2", "", `${f.code} ${f.name} `);
    title.append(make("span", "grade", f.severity), ` ${f.confidence.toFixed(2)}`);
    item.append(title, sentence(f), make("p", "small", f.why ? `${f.message}: ${f.why}` : f.message), source(f));
    if (f.related.length) item.append(make("p", "small", "also: " + f.related.slice(0, 5).map((r) => r.url || r.article).join(" · ") + (f.related.length > 5 ? ` and ${f.related.length - 5} more` : "")));
    const same = groupSizes.get(f.group) - 1;
    const notes = [f.fingerprint, f.state === "new" ? "" : `${f.state}: ${f.reason || ""}`, same ? `same in ${same} more` : "", f.story ? `story ${f.story}` : ""];
    item.append(make("p", "small", notes.filter(Boolean).join(" · ")), buttons(f, index));
    item.addEventListener("focusin", () => mark(index));
    return item;
  };

  const mark = (index) => {
    current = index;
    [...byId("list").children].forEach((item, place) => item.setAttribute("aria-current", String(first + place === index)));
  };

  const draw = () => {
    byId("list").replaceChildren(...shown.slice(first, first + PAGE).map((f, place) => card(f, first + place)));
    byId("pages").hidden = shown.length <= PAGE;
    byId("back").disabled = first === 0;
    byId("on").disabled = first + PAGE >= shown.length;
    const range = shown.length > PAGE ? `, ${first + 1} to ${Math.min(first + PAGE, shown.length)}` : "";
    byId("count").textContent = `${shown.length} of ${findings.length} findings${range}`;
    const ready = decisions.length;
    byId("copy").textContent = `Copy ${ready} decision${ready === 1 ? "" : "s"} as JSON lines`;
    byId("copy").disabled = byId("save").disabled = ready === 0;
  };

  const filter = () => { shown = findings.filter(fits()); first = 0; current = -1; draw(); };

  const turn = (to) => { first = Math.max(0, Math.min(to, Math.floor(Math.max(0, shown.length - 1) / PAGE) * PAGE)); draw(); };

  const select = (index, focus = true) => {
    if (index < 0 || index >= shown.length) return;
    if (index < first || index >= first + PAGE) turn(Math.floor(index / PAGE) * PAGE);
    mark(index);
    const item = byId("list").children[index - first];
    if (focus && item) { item.focus({ preventScroll: true }); item.scrollIntoView({ block: "nearest" }); }
  };

  const keep = () => { remember(store, [...others, ...decisions]); remember(`${store} who`, byId("who").value); };

  const decide = (verdict) => {
    const f = shown[current];
    if (!f) { say("Choose a finding first: j"); return; }
    const whole = byId("whole").checked;
    decisions.push({
      type: "decision", scope: whole ? "group" : "finding", key: whole ? f.group : f.fingerprint, verdict, reason: "", note: "",
      who: byId("who").value.trim() || "reviewer", at: new Date().toISOString(), source: "web", expires: "", about: `${f.code}: ${f.quote.slice(0, 80)}`,
    });
    keep();
    say(`${verdict}: ${f.code} ${f.quote.slice(0, 60)}${whole ? " and its group" : ""}`);
    const next = current + 1 < shown.length ? current + 1 : current;
    draw();
    select(next);
  };

  const undo = () => {
    const last = decisions.pop();
    if (!last) { say("Nothing to undo"); return; }
    keep();
    draw();
    select(shown.findIndex((f) => f.fingerprint === last.key || f.group === last.key));
    say(`Undone: ${last.about}`);
  };

  const lines = () => decisions.map((d) => JSON.stringify(d) + "\n").join("");

  const copy = async () => {
    byId("lines").value = lines();
    try {
      await navigator.clipboard.writeText(lines());
      say(`${decisions.length} decisions copied`);
    } catch {
      byId("sheet-copy").hidden = false;
      byId("lines").focus();
      byId("lines").select();
      say("Copy the lines in the box");
    }
  };

  const save = () => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([lines()], { type: "application/jsonl" }));
    link.download = "decisions.jsonl";
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const sheet = () => {
    byId("sheet").hidden = !byId("sheet").hidden;
    byId("help").setAttribute("aria-expanded", String(!byId("sheet").hidden));
  };

  const open = () => {
    const address = safeAddress(shown[current] && shown[current].article.url);
    if (address) window.open(address, "_blank", "noopener,noreferrer");
  };

  const keys = {
    j: () => select(current + 1), k: () => select(current - 1), u: undo, o: open, "?": sheet,
    g: () => { byId("whole").checked = !byId("whole").checked; say(byId("whole").checked ? "Whole groups" : "Single findings"); },
    "/": () => byId("words").focus(),
  };
  for (const [verdict, , key] of VERDICTS) keys[key] = () => decide(verdict);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches("input, select, textarea")) { event.target.blur(); return; }
    if (!byId("keys").checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  const offer = (id, values) => {
    for (const value of [...new Set(values)].sort()) byId(id).append(new Option(value, value));
  };
  offer("code", findings.map((f) => f.code));
  offer("severity", findings.map((f) => f.severity));
  offer("state", findings.map((f) => f.state));
  offer("site", findings.map((f) => f.article.site || "(none)"));
  if (findings.some((f) => f.state === "new")) byId("state").value = "new";

  const known = new Set(findings.flatMap((f) => [f.fingerprint, f.group]));
  // Other reports opened in this browser keep their decisions.
  for (const d of recall(store, [])) (known.has(d.key) ? decisions : others).push(d);
  byId("who").value = recall(`${store} who`, "");
  for (const id of ["words", "code", "severity", "site", "state", "decided"]) byId(id).addEventListener("input", filter);
  byId("who").addEventListener("change", keep);
  byId("back").addEventListener("click", () => { turn(first - PAGE); byId("list").focus(); });
  byId("on").addEventListener("click", () => { turn(first + PAGE); byId("list").focus(); });
  byId("copy").addEventListener("click", copy);
  byId("save").addEventListener("click", save);
  byId("help").addEventListener("click", sheet);
  filter();
})();
