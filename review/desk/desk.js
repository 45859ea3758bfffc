// Keys press the buttons that stand on the page, and the next card comes without a whole new page.
// Everything works without this script.
"use strict";

(() => {
  const OFF = "copydesk keys off";
  const on = () => localStorage.getItem(OFF) !== "1";

  const show = (html, address) => {
    const next = new DOMParser().parseFromString(html, "text/html");
    document.querySelector("main").replaceWith(document.adoptNode(next.querySelector("main")));
    document.title = next.title;
    history.replaceState(null, "", address);
    dress();
    document.querySelector("main").focus({ preventScroll: true });
    // A status is read out when it changes after it is there.
    const said = document.querySelector("#said");
    const text = said.textContent;
    said.textContent = "";
    setTimeout(() => { said.textContent = text; }, 50);
  };

  let busy = false;
  const send = async (form, button) => {
    if (busy) return;
    busy = true;
    const fields = new URLSearchParams(new FormData(form));
    if (button && button.name) fields.append(button.name, button.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields });
      show(await answer.text(), answer.url);
    } catch {
      document.querySelector("#said").textContent = "The desk does not answer: is it still running? Nothing was saved.";
    } finally {
      busy = false;
    }
  };

  const press = (key) => {
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return false;
    if (target.matches("input:not([type=checkbox])")) target.focus();
    else target.click();
    return true;
  };

  const dress = () => {
    for (const all of document.querySelectorAll("[data-all]")) {
      all.addEventListener("change", () => {
        for (const box of all.form.querySelectorAll("[name=finding]")) box.checked = all.checked;
      });
    }
    for (const keys of document.querySelectorAll("[data-keys]")) {
      const say = () => { keys.textContent = on() ? "Keys on" : "Keys off"; keys.setAttribute("aria-pressed", String(on())); };
      keys.hidden = false;
      keys.addEventListener("click", () => { localStorage.setItem(OFF, on() ? "1" : "0"); say(); });
      say();
    }
  };

  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (typing && event.key === "Escape") event.target.blur();
    if (typing || !on() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(event.key)) event.preventDefault();
  });

  let last = null;
  document.addEventListener("click", (event) => {
    const box = event.target;
    if (!box.matches || !box.matches("[name=finding][type=checkbox]")) return;
    const boxes = [...document.querySelectorAll("[name=finding][type=checkbox]")];
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const each of boxes.slice(from, to + 1)) each.checked = box.checked;
    }
    last = box;
  });

  dress();
})();
